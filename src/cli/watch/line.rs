//! What is told of each build: one line, and below it what is wrong.

use std::time::Duration;

use crate::cli::build::Built;
use crate::cli::console::{Console, Verbosity};
use crate::cli::findings;
use crate::cli::json;
use crate::cli::watch::changes::Change;
use crate::cli::words::{self, DONE, ERROR, FAINT, STRONG, WARNING, count, list, style};
use crate::date::{Timestamp, Zone};
use crate::diagnostic::{Level, Located};
use crate::pipeline::{FileReport, Outcome};

/// How many files of one kind are named.
const NAMED_MAX: usize = 3;

/// What a build did that was made because of `why`, in short; `before` is what the one before has found.
pub(super) fn built(why: &str, built: &Built, before: &[Located], console: &Console) -> String {
    let report = &built.report;
    // Errors are told until they are mended, warnings once, and what needs nobody's hand by `--verbose` alone.
    let is_shown = |found: &&Located| match found.diagnostic.level {
        Level::Error => true,
        Level::Warning => !before.contains(found),
        Level::Note => false,
    };
    let news: Vec<Located> = report.findings.iter().filter(is_shown).cloned().collect();
    let frames = findings::frames(&news, console.verbosity, console.err_width());
    if console.verbosity == Verbosity::Quiet {
        return frames;
    }
    let mut parts = vec![files(&report.files, &words::shown(&built.site.output))];
    for (level, one, many, colour) in
        [(Level::Error, "error", "errors", ERROR), (Level::Warning, "warning", "warnings", WARNING)]
    {
        let number = json::number(&report.findings, level);
        if number > 0 {
            parts.push(style(colour, &count(number, one, many)));
        }
    }
    let took = style(FAINT, &format!("({})", duration(built.timings.total())));
    let at = time(built.present.now, &built.site.config.site.zone);
    let line = format!("{} {why}: {} {took}\n", style(FAINT, &at), parts.join("; "));
    if frames.is_empty() { line } else { format!("{line}\n{frames}") }
}

/// Why a build was made: the line above all that is told of it.
pub(super) fn heading(why: &str, built: &Built) -> String {
    format!("{} {why}\n", style(FAINT, &time(built.present.now, &built.site.config.site.zone)))
}

/// That nothing could be done: the line above what is told of it.
pub(super) fn failed(why: &str, at: Timestamp, zone: &Zone) -> String {
    format!("{} {why}: {}\n\n", style(FAINT, &time(at, zone)), style(ERROR, "nothing was done"))
}

/// Which files have other bytes now, and which should have; each by its name below the `output` folder, for there are
/// many lines.
fn files(files: &[FileReport], output: &str) -> String {
    let name =
        |path: &str| path.strip_prefix(output).and_then(|rest| rest.strip_prefix('/')).unwrap_or(path).to_owned();
    let named = |is_meant: fn(Outcome) -> bool| {
        let paths: Vec<String> =
            files.iter().filter(|file| is_meant(file.outcome)).map(|file| name(&file.path)).collect();
        (!paths.is_empty()).then(|| few(paths, "file", "files"))
    };
    let written = named(Outcome::is_written).map(|files| style(DONE, &format!("wrote {files}")));
    let kept = named(|outcome| outcome == Outcome::Kept).map(|files| style(WARNING, &format!("not written: {files}")));
    let parts: Vec<String> = written.into_iter().chain(kept).collect();
    if parts.is_empty() { "nothing to write".to_owned() } else { parts.join("; ") }
}

/// Why a build is made: which files changed, by the names that they have from the current folder.
pub(super) fn why(changes: &[(String, Change)]) -> String {
    let groups = [(Change::Added, " added"), (Change::Changed, ""), (Change::Removed, " removed")];
    let told = groups.into_iter().filter_map(|(change, what)| {
        let names: Vec<String> =
            changes.iter().filter(|(_, other)| *other == change).map(|(name, _)| name.clone()).collect();
        (!names.is_empty()).then(|| style(STRONG, &few(names, "file", "files")) + what)
    });
    told.collect::<Vec<_>>().join(", ")
}

/// The first of some names.
fn few(mut names: Vec<String>, one: &str, many: &str) -> String {
    // The room that "and 1 more" takes is enough for a name.
    if names.len() > NAMED_MAX + 1 {
        let more = names.split_off(NAMED_MAX).len();
        names.push(format!("{more} more {}", if more == 1 { one } else { many }));
    }
    list(&names)
}

fn time(at: Timestamp, zone: &Zone) -> String {
    let at = at.in_zone(zone);
    format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second())
}

fn duration(duration: Duration) -> String {
    match duration.as_millis() {
        ms @ 0..10_000 => format!("{ms} ms"),
        _ => format!("{:.1} s", duration.as_secs_f64()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_told_short() {
        let change = |text: &str, change| (text.to_owned(), change);
        let plain = |changes: &[(String, Change)]| anstream::adapter::strip_str(&why(changes)).to_string();
        assert_eq!(plain(&[change("a.md", Change::Changed)]), "a.md");
        assert_eq!(
            plain(&[change("a.md", Change::Removed), change("b.md", Change::Added), change("c.md", Change::Changed)]),
            "b.md added, c.md, a.md removed"
        );
        let many: Vec<_> = (0..9).map(|n| change(&format!("{n}.md"), Change::Changed)).collect();
        assert_eq!(plain(&many[..4]), "0.md, 1.md, 2.md and 3.md");
        assert_eq!(plain(&many), "0.md, 1.md, 2.md and 6 more files");
    }
}
