//! A judgement as workflow commands, which GitHub shows beside the lines of a change.

use crate::cli::check::{Found, Judged};
use crate::cli::web::is_address;
use crate::cli::words::printable;
use crate::diagnostic::Level;

/// One command a finding.
pub(super) fn text(judged: &[Judged]) -> String {
    judged.iter().flat_map(|one| &one.found).map(command).collect()
}

fn command(found: &Found) -> String {
    let diagnostic = &found.located.diagnostic;
    let level = match diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let file = &found.located.file;
    let mut properties = Vec::new();
    let mut place = String::new();
    match &found.located.excerpt {
        // What is fetched is no file of a change, so its place is told in words.
        Some(excerpt) if is_address(file) => place = format!("{file}:{}:{}: ", excerpt.line, excerpt.column),
        None if is_address(file) => place = format!("{file}: "),
        Some(excerpt) => {
            let (line, column) = (excerpt.line, excerpt.column);
            properties.extend([format!("file={}", property(file)), format!("line={line}"), format!("col={column}")]);
        }
        None => properties.push(format!("file={}", property(file))),
    }
    properties.push(format!("title={}", property(diagnostic.rule)));
    let help = diagnostic.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    format!(
        "::{level} {}::{}\n",
        properties.join(","),
        data(&printable(&format!("{place}{}{help}", diagnostic.message)))
    )
}

/// What follows the last `::`: one line, in which `%` begins an escape.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property's value, which a comma or a colon would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Kind, rule};
    use crate::diagnostic::{Diagnostic, Span};

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let rule = rule("element-unknown").unwrap();
        let found = Diagnostic::note(rule.name, "100 %\r\nhere::there").at(Span::new(0, 1)).help("a, b");
        let located = found.locate("a:b,c%.xml", "text");
        let (element, attribute, parent, header, fix) = (None, None, None, None, None);
        let found = vec![Found { located, kind: Kind::Rss, rule, element, attribute, parent, header, fix }];
        let judged = Judged { found, ..Judged::empty("a:b,c%.xml", Kind::Rss) };
        let expected = "::notice file=a%3Ab%2Cc%25.xml,line=1,col=1,title=element-unknown\
                        ::100 %25\\u{d}%0Ahere::there%0Ahelp: a, b\n";
        assert_eq!(text(&[judged]), expected);
    }
}
