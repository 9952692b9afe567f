//! Findings as code frames: what, where, the line with its mark, and how to mend it.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};

use crate::cli::console::Verbosity;
use crate::cli::words::{self, count};
use crate::diagnostic::{self, Excerpt, Located};

/// How many findings of one rule are shown, the worse the more; `--verbose` shows all.
fn shown_max(level: diagnostic::Level) -> usize {
    match level {
        diagnostic::Level::Error => 10,
        diagnostic::Level::Warning => 5,
        diagnostic::Level::Note => 2,
    }
}

/// Findings as text, each followed by an empty line. The worst come last, where they are still seen when all is said.
pub(super) fn frames(found: &[Located], verbosity: Verbosity, width: usize) -> String {
    let renderer = Renderer::styled().hyperlink(false).term_width(width);
    let mut out = String::new();
    for level in [diagnostic::Level::Note, diagnostic::Level::Warning, diagnostic::Level::Error] {
        if verbosity == Verbosity::Quiet && level < diagnostic::Level::Error {
            continue;
        }
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for one in found.iter().filter(|one| one.diagnostic.level == level) {
            let seen = seen.entry(one.diagnostic.rule).or_default();
            *seen += 1;
            if *seen <= shown_max(level) || verbosity == Verbosity::Verbose {
                out.push_str(&renderer.render(&[frame(one)]));
                out.push_str("\n\n");
            }
        }
        if verbosity < Verbosity::Verbose {
            for (rule, seen) in seen {
                out.push_str(&not_shown(level, rule, seen.saturating_sub(shown_max(level))));
            }
        }
    }
    out
}

fn not_shown(level: diagnostic::Level, rule: &str, number: usize) -> String {
    if number == 0 {
        return String::new();
    }
    let level = level.to_string();
    let what = count(number, &format!("more {level} like it"), &format!("more {level}s like it"));
    words::style(words::FAINT, &format!("{what} [{rule}]; --verbose shows all")) + "\n\n"
}

fn frame(found: &Located) -> Group<'_> {
    let diagnostic = &found.diagnostic;
    let level = match diagnostic.level {
        diagnostic::Level::Error => Level::ERROR,
        diagnostic::Level::Warning => Level::WARNING,
        diagnostic::Level::Note => Level::NOTE,
    };
    let mut frame = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.rule));
    frame = match &found.excerpt {
        Some(excerpt) => with_excerpt(frame, &found.file, excerpt),
        None if found.file.is_empty() => frame,
        None => frame.element(Origin::path(words::printable(&found.file))),
    };
    match &diagnostic.help {
        Some(help) => frame.element(Level::HELP.message(normalize_untrusted_str(help))),
        None => frame,
    }
}

fn with_excerpt<'a>(frame: Group<'a>, file: &str, excerpt: &'a Excerpt) -> Group<'a> {
    let file = words::printable(file);
    let mark = AnnotationKind::Primary.span(excerpt.mark.start..excerpt.mark.end);
    let snippet = Snippet::source(excerpt.text.as_str()).line_start(excerpt.line).annotation(mark);
    let shown_column = excerpt.text[..excerpt.mark.start].chars().count() + 1;
    if shown_column == excerpt.column {
        return frame.element(snippet.path(file));
    }
    // The start of a long line is not shown, so its columns can't be counted from what is.
    frame.element(Origin::path(file).line(excerpt.line).char_column(excerpt.column)).element(snippet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Span};

    fn plain(found: &[Located], verbosity: Verbosity) -> String {
        anstream::adapter::strip_str(&frames(found, verbosity, 100)).to_string()
    }

    #[test]
    fn a_finding_is_shown_with_its_line_and_help() {
        let found = Diagnostic::error("date-unreadable", "`13/45` is no date").at(Span::new(12, 17));
        let found = found.help("write `2025-08-13`").locate("content/x.md", "---\ntitle: é13/45\n---");
        let expected = "\
error[date-unreadable]: `13/45` is no date
 --> content/x.md:2:8
  |
2 | title: é13/45
  |        ^^^^^
  |
  = help: write `2025-08-13`

";
        assert_eq!(plain(&[found], Verbosity::Normal), expected);
    }

    #[test]
    fn a_long_line_keeps_its_real_column() {
        let text = format!("{}X{}", "é ".repeat(5_000), " ü".repeat(5_000));
        let found = Diagnostic::warning("illegal", "bad").at(Span::new(15_000, 15_001)).locate("x.md", &text);
        let shown = plain(&[found], Verbosity::Normal);
        assert!(shown.contains("x.md:1:10001"), "{shown}");
        assert!(shown.lines().all(|line| words::columns_of(line) <= 100), "{shown}");
    }

    #[test]
    fn of_many_alike_a_few_are_shown() {
        let many: Vec<_> = (0..9).map(|n| Diagnostic::note("alike", "same").without_text(&format!("{n}.md"))).collect();
        let shown = plain(&many, Verbosity::Normal);
        assert_eq!(shown.matches("note[alike]").count(), 2);
        assert!(shown.ends_with("7 more notes like it [alike]; --verbose shows all\n\n"), "{shown}");
        assert_eq!(plain(&many, Verbosity::Verbose).matches("note[alike]").count(), 9);
        assert_eq!(plain(&many, Verbosity::Quiet), "");
    }

    #[test]
    fn a_file_can_not_steer_the_terminal() {
        let found = Diagnostic::error("x", "a\u{1b}[2Jb").at(Span::new(0, 1)).help("c\u{1b}[2Jd");
        let shown = frames(&[found.locate("e\u{1b}[2Jf", "\u{1b}[2J")], Verbosity::Normal, 80);
        assert!(!shown.contains("\u{1b}[2J"), "{shown:?}");
    }
}
