//! A judgement for people: code frames, then what was judged and how much was found.

use std::path::PathBuf;

use crate::cli::check::{Judged, number};
use crate::cli::console::Verbosity;
use crate::cli::findings;
use crate::cli::table::{self, Cell};
use crate::cli::web::is_address;
use crate::cli::words::{self, ERROR, FAINT, HINT, PLAIN, STRONG, WARNING, count, style};
use crate::diagnostic::Level;

/// The kinds in the order in which they are counted.
const KINDS: [&str; 6] = ["RSS", "Atom", "RSS 1.0", "JSON Feed", "OPML", "no feed"];

/// The whole text.
pub(super) fn text(judged: Vec<Judged>, verbosity: Verbosity, width: usize) -> String {
    let summary = match verbosity {
        Verbosity::Quiet => String::new(),
        Verbosity::Normal => summary(&judged),
        Verbosity::Verbose => files(&judged) + &summary(&judged),
    };
    let found: Vec<_> = judged.into_iter().flat_map(|one| one.found).map(|found| found.located).collect();
    findings::frames(&found, verbosity, width) + &summary
}

/// `Judged feed.xml (RSS): 1 error and 2 notes`, `Judged 3 feeds (2 RSS and 1 Atom): nothing found`.
fn summary(judged: &[Judged]) -> String {
    let what = match judged {
        [one] => format!("{} ({})", one.file, one.kind.title()),
        many => {
            let number = |title: &str| many.iter().filter(|one| one.kind.title() == title).count();
            let kinds = KINDS.iter().map(|title| (number(title), title)).filter(|(number, _)| *number > 0);
            let kinds: Vec<String> = kinds.map(|(number, title)| format!("{number} {title}")).collect();
            format!("{} ({})", count(many.len(), "file", "files"), words::list(&kinds))
        }
    };
    let counts: Vec<String> = [(Level::Error, ERROR), (Level::Warning, WARNING), (Level::Note, PLAIN)]
        .into_iter()
        .map(|(level, looks)| (number(judged, level), level.to_string(), looks))
        .filter(|(number, ..)| *number > 0)
        .map(|(number, level, looks)| style(looks, &count(number, &level, &format!("{level}s"))))
        .collect();
    let found = if counts.is_empty() { "nothing found".to_owned() } else { words::list(&counts) };
    format!("{}: {found}\n", style(STRONG, &format!("Judged {what}")))
}

/// How to mend what can be mended.
pub(super) fn hint(judged: &[Judged], paths: &[PathBuf], verbosity: Verbosity) -> String {
    // What is at an address is not ours to mend.
    let files = judged.iter().filter(|one| !is_address(&one.file));
    let mendable = files.flat_map(|one| &one.found).filter(|found| found.fix.is_some()).count();
    if mendable == 0 || verbosity == Verbosity::Quiet {
        return String::new();
    }
    let quoted = |path: &PathBuf| {
        let path = words::printable(&path.to_string_lossy());
        if path.contains(|c: char| !c.is_alphanumeric() && !"-_./:".contains(c)) { format!("'{path}'") } else { path }
    };
    let paths = paths.iter().filter(|path| !path.to_str().is_some_and(is_address));
    let paths: Vec<String> = paths.map(quoted).collect();
    let what = if mendable == 1 { "1 of them can be mended" } else { &format!("{mendable} of them can be mended") };
    format!("  {}: {what}: `feedwright check --fix {}`\n", style(HINT, "hint"), paths.join(" "))
}

/// One row a file.
fn files(judged: &[Judged]) -> String {
    let row = |one: &Judged| {
        let number = |level: Level, looks| {
            let (number, level) = (one.number(level), level.to_string());
            let looks = if number == 0 { FAINT } else { looks };
            Cell::right(count(number, &level, &format!("{level}s")), looks)
        };
        vec![
            Cell::left(&one.file, PLAIN),
            Cell::left(one.kind.title(), PLAIN),
            number(Level::Error, ERROR),
            number(Level::Warning, WARNING),
            number(Level::Note, PLAIN),
        ]
    };
    table::lines(&judged.iter().map(row).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Kind;

    #[track_caller]
    fn check(kinds: &[Kind], expected: &str) {
        let judged: Vec<_> = kinds.iter().map(|kind| Judged::empty("x.xml", *kind)).collect();
        assert_eq!(anstream::adapter::strip_str(&summary(&judged)).to_string(), expected);
    }

    #[test]
    fn one_file_is_named_and_many_are_counted() {
        check(&[Kind::Atom], "Judged x.xml (Atom): nothing found\n");
        check(&[Kind::Opml, Kind::Rss, Kind::Opml], "Judged 3 files (1 RSS and 2 OPML): nothing found\n");
    }

    #[test]
    fn every_kind_is_counted() {
        let kinds = [Kind::Rss, Kind::Atom, Kind::Rdf, Kind::Json, Kind::Opml, Kind::Unknown];
        assert_eq!(kinds.map(Kind::title), KINDS);
    }
}
