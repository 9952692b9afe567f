//! What a build did, for people.

use clap::builder::styling::Style;

use crate::cli::clock::Present;
use crate::cli::console::Verbosity;
use crate::cli::json;
use crate::cli::site::Site;
use crate::cli::table::{self, Cell};
use crate::cli::words::{self, DONE, ERROR, FAINT, PLAIN, STRONG, WARNING, count, few, style};
use crate::config::Facet;
use crate::date::Timestamp;
use crate::diagnostic::Level;
use crate::ledger;
use crate::pipeline::{Anew, FileKind, FileReport, Identities, LeftOut, Outcome, Reason, Recalled, Report};

/// How many articles are named that are left out for one reason; `--verbose` names all.
const NAMED_MAX: usize = 5;

/// How many feeds of one table of the configuration have a row each; `--verbose` lists all.
const LISTED_MAX: usize = 5;

/// The summary that follows the findings; `refused` when nothing was written though there was something to write.
pub(super) fn summary(report: &Report, site: &Site, present: Present, refused: bool, verbosity: Verbosity) -> String {
    let mut out = articles(report, site, if refused { "can be published" } else { "published" });
    out.push_str(&table::lines(&left_out(report, verbosity)));
    let waits = report.left_out.iter().any(|one| matches!(one.reason, Reason::Waits(_)));
    if let Some(given_by) = present.given_by.filter(|_| waits) {
        out.push_str(&format!("  the present is {}, as {given_by} says\n", minute(present.now)));
    }
    out.push_str(&style(STRONG, "Feeds"));
    out.push('\n');
    out.push_str(&table::lines(&files(&report.files, verbosity)));
    if let Some(outcome) = report.lock.filter(|outcome| *outcome != Outcome::Unchanged) {
        out.push_str(&ids(report, site, outcome, verbosity));
    }
    if verbosity == Verbosity::Verbose {
        out.push_str(&report.recalled.as_ref().map(|recalled| cached(recalled, site)).unwrap_or_default());
    }
    out.push_str(&findings(report));
    out
}

/// `Cache: 14 articles as before, 1 read`, and which.
fn cached(recalled: &Recalled, site: &Site) -> String {
    let title = style(STRONG, "Cache");
    let before = count(recalled.articles, "article", "articles");
    let mut out = format!("{title}: {before} as before, {} read\n", recalled.read);
    let why = |anew| match anew {
        Anew::New => "not in it yet",
        Anew::Changed => "changed",
        Anew::SameBytes => "its time can't be trusted, its bytes are the same",
        Anew::Due => "what it says depends on the present",
    };
    let row =
        |(name, anew): &(String, Anew)| vec![Cell::left(site.article(name), PLAIN), Cell::left(why(*anew), FAINT)];
    if recalled.articles == 0 {
        // All of them are new to an empty cache.
        return out;
    }
    out.push_str(&table::lines(&recalled.named.iter().map(row).collect::<Vec<_>>()));
    let more = recalled.read - recalled.named.len();
    if more > 0 {
        out.push_str(&format!("  and {more} more\n"));
    }
    out
}

/// That nothing was written though there was something to write.
pub(super) fn refused(report: &Report) -> String {
    let there_are = match json::number(&report.findings, Level::Error) {
        1 => "is 1".to_owned(),
        errors => format!("are {errors}"),
    };
    let label = style(ERROR, "error");
    format!("{label}: nothing was written, since --strict allows no error and there {there_are}\n")
}

/// What follows the report of a build that writes nothing.
pub(super) fn rehearsed(is_check: bool) -> &'static str {
    if is_check { "up to date: a build would write nothing (--check)\n" } else { "nothing was written (--dry-run)\n" }
}

/// That a build would write something, where nothing should be left to write.
pub(super) fn stale(report: &Report, site: &Site) -> String {
    let feeds = report.files.iter().filter(|file| file.outcome.is_written()).map(|file| file.path.clone());
    let lock = report.lock.filter(|outcome| outcome.is_written()).map(|_| site.article(ledger::FILE_NAME));
    let named: Vec<String> = lock.into_iter().chain(feeds).map(|path| format!("`{path}`")).collect();
    let (label, help) = (style(ERROR, "error"), style(STRONG, "help"));
    format!(
        "{label}: not up to date (--check): a build would write {}\n{help}: run `feedwright build` and commit what it \
         writes\n",
        few(&named)
    )
}

/// Whether a feed would not be written, so that nobody knows whether the old one is up to date.
pub(super) fn is_kept(report: &Report) -> bool {
    report.files.iter().any(|file| file.outcome == Outcome::Kept)
}

/// That a build would not write what it should, where everything should be up to date.
pub(super) fn untold(report: &Report) -> String {
    let kept = report.files.iter().filter(|file| file.outcome == Outcome::Kept);
    let named: Vec<String> = kept.map(|file| format!("`{}`", file.path)).collect();
    let label = style(ERROR, "error");
    format!("{label}: not up to date (--check): a build would refuse to write {}\n", few(&named))
}

/// `Ids in content/feedwright.lock: 3 new, 1 moved`, and, for who wants to know it, which.
fn ids(report: &Report, site: &Site, outcome: Outcome, verbosity: Verbosity) -> String {
    let Identities { new, moved, changed, returned, gone } = &report.identities;
    let counts = [
        (*new, "new"),
        (moved.len(), "moved"),
        (changed.len(), "changed"),
        (returned.len(), "back"),
        (gone.len(), "gone"),
    ];
    let told: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let told = match outcome {
        _ if !told.is_empty() => told.join(", "),
        Outcome::Created => "none yet".to_owned(),
        _ => "as before".to_owned(),
    };
    let title = style(STRONG, &format!("Ids in {}", site.article(ledger::FILE_NAME)));
    let note = match outcome {
        Outcome::Created => " (a new file: commit it with the articles, it keeps their ids)",
        Outcome::Changed | Outcome::Unchanged => "",
        Outcome::Kept => " (not written)",
    };
    let mut out = format!("{title}: {told}{note}\n");
    if verbosity == Verbosity::Verbose {
        let row = |what: &'static str, path: &str| {
            vec![Cell::left(what, PLAIN), Cell::left(site.article(path), PLAIN), Cell::left("", PLAIN)]
        };
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for (from, to) in moved {
            let mut row = row("moved", to);
            row[2] = Cell::left(format!("from {}", site.article(from)), FAINT);
            rows.push(row);
        }
        for (what, paths) in [("changed", changed), ("back", returned), ("gone", gone)] {
            rows.extend(paths.iter().map(|path| row(what, path)));
        }
        out.push_str(&table::lines(&rows));
    }
    out
}

/// `Read 12 articles in content: 10 published, 2 left out`.
fn articles(report: &Report, site: &Site, published: &str) -> String {
    let folder = words::shown(&site.folder);
    let place = if folder == "." { String::new() } else { format!(" in {folder}") };
    let title = format!("Read {}{place}", count(report.read, "article", "articles"));
    let left_out = match report.left_out.len() {
        0 => String::new(),
        number => format!(", {number} left out"),
    };
    format!("{}: {} {published}{left_out}\n", style(STRONG, &title), report.publishable)
}

/// One row per article that is left out, those of one reason together, the reason that matters most first.
fn left_out(report: &Report, verbosity: Verbosity) -> Vec<Vec<Cell>> {
    type Group = (&'static str, Style, fn(Reason) -> bool);
    let groups: [Group; 6] = [
        ("at fault", ERROR, |reason| reason == Reason::AtFault),
        ("waiting", PLAIN, |reason| matches!(reason, Reason::Waits(_))),
        ("expired", PLAIN, |reason| matches!(reason, Reason::Expired(_))),
        ("draft", PLAIN, |reason| reason == Reason::Draft),
        ("hidden", PLAIN, |reason| reason == Reason::Hidden),
        ("page", PLAIN, |reason| reason == Reason::Page),
    ];
    let mut rows = Vec::new();
    for (label, style, belongs) in groups {
        let mut group: Vec<&LeftOut> = report.left_out.iter().filter(|one| belongs(one.reason)).collect();
        // Whoever waits wants to know who comes next.
        group.sort_by_key(|one| if let Reason::Waits(until) = one.reason { until.unix() } else { 0 });
        // An ellipsis for one name would take the place of that name.
        let named_max = if verbosity == Verbosity::Verbose { usize::MAX } else { NAMED_MAX };
        let named = if group.len() <= named_max.saturating_add(1) { group.len() } else { named_max };
        for (at, one) in group.iter().take(named).enumerate() {
            let label = Cell::left(if at == 0 { label } else { "" }, style);
            rows.push(vec![label, Cell::left(&one.file, PLAIN), Cell::left(instant(one.reason), PLAIN)]);
        }
        if named < group.len() {
            let more = format!("and {} more", group.len() - named);
            rows.push(vec![Cell::left("", PLAIN), Cell::left(more, FAINT)]);
        }
    }
    rows
}

fn instant(reason: Reason) -> String {
    match reason {
        Reason::Waits(until) => format!("until {}", minute(until)),
        Reason::Expired(since) => format!("since {}", minute(since)),
        _ => String::new(),
    }
}

/// An instant to the minute, with its offset: `2099-01-01 09:00 +01:00`.
pub(super) fn minute(at: Timestamp) -> String {
    let text = at.rfc3339();
    // The form is fixed: day, `T`, hours and minutes, seconds, offset.
    match (text.get(..10), text.get(11..16), text.get(19..)) {
        (Some(day), Some(time), Some(offset)) => format!("{day} {time} {}", offset.replace('Z', "UTC")),
        _ => text,
    }
}

/// A row a feed; of many that one table of the configuration makes, one row together.
fn files(files: &[FileReport], verbosity: Verbosity) -> Vec<Vec<Cell>> {
    let groups = files.chunk_by(|a, b| a.pattern.is_some() && a.pattern == b.pattern);
    let rows = groups.flat_map(|group| match group {
        [one, ..] if group.len() > listed_max(one) && verbosity < Verbosity::Verbose => vec![many(one, group)],
        _ => group.iter().map(file).collect(),
    });
    rows.collect()
}

/// How many files of one pattern have a row each. The pages of an archive say nothing each by itself.
fn listed_max(file: &FileReport) -> usize {
    if file.kind == FileKind::Archive { 1 } else { LISTED_MAX }
}

/// `public/tags/*.xml  RSS 2.0  5000 feeds  21 MB  12 changed, 3 new`.
fn many(first: &FileReport, group: &[FileReport]) -> Vec<Cell> {
    let outcomes = [Outcome::Changed, Outcome::Created, Outcome::Kept, Outcome::Unchanged];
    let numbers = outcomes.map(|outcome| (group.iter().filter(|file| file.outcome == outcome).count(), outcome));
    let told: Vec<(usize, Outcome)> = numbers.into_iter().filter(|(number, _)| *number > 0).collect();
    let (text, looks) = match told.as_slice() {
        [(_, outcome)] => {
            let (text, looks) = what(*outcome);
            (text.to_owned(), looks)
        }
        several => {
            let is_news = |(_, outcome): &&(usize, Outcome)| *outcome != Outcome::Unchanged;
            let texts =
                several.iter().filter(is_news).map(|(number, outcome)| format!("{number} {}", what(*outcome).0));
            let is_kept = several.iter().any(|(_, outcome)| *outcome == Outcome::Kept);
            (texts.collect::<Vec<_>>().join(", "), if is_kept { WARNING } else { DONE })
        }
    };
    let size = group.iter().map(|file| file.bytes).sum();
    let number = match first.kind {
        FileKind::Archive => count(group.len(), "page", "pages"),
        _ => count(group.len(), "feed", "feeds"),
    };
    vec![
        Cell::left(starred(first), PLAIN),
        Cell::left(first.format, PLAIN),
        Cell::right(number, PLAIN),
        Cell::right(words::size(size), PLAIN),
        Cell::left(text, looks),
    ]
}

/// The path of many feeds, with a star for what is different.
fn starred(file: &FileReport) -> String {
    let pattern = file.pattern.as_deref().unwrap_or(&file.path);
    let starred = Facet::ALL.iter().fold(pattern.to_owned(), |pattern, facet| facet.fill(&pattern, "*"));
    // The file's path is one from the current folder already, the pattern's is not.
    let folder = file.path.strip_suffix(&file.name).unwrap_or_default();
    format!("{folder}{starred}")
}

fn what(outcome: Outcome) -> (&'static str, Style) {
    match outcome {
        Outcome::Created => ("new", DONE),
        Outcome::Changed => ("changed", DONE),
        Outcome::Unchanged => ("unchanged", FAINT),
        Outcome::Kept => ("not written", WARNING),
    }
}

fn file(file: &FileReport) -> Vec<Cell> {
    let (outcome, looks) = what(file.outcome);
    let (entries, size) = match file.outcome {
        Outcome::Kept => (String::new(), String::new()),
        _ if !matches!(file.kind, FileKind::Feed | FileKind::Archive) => (String::new(), words::size(file.bytes)),
        _ => (count(file.entries, "entry", "entries"), words::size(file.bytes)),
    };
    vec![
        Cell::left(&file.path, PLAIN),
        Cell::left(file.format, PLAIN),
        Cell::right(entries, PLAIN),
        Cell::right(size, PLAIN),
        Cell::left(outcome, looks),
    ]
}

/// `Found 1 error, 2 warnings and 3 notes`; nothing when nothing was found.
fn findings(report: &Report) -> String {
    let levels = [(Level::Error, ERROR), (Level::Warning, WARNING), (Level::Note, PLAIN)];
    let counts = levels.map(|(level, looks)| {
        let name = level.to_string();
        match json::number(&report.findings, level) {
            0 => None,
            number => Some(style(looks, &count(number, &name, &format!("{name}s")))),
        }
    });
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    if counts.is_empty() { String::new() } else { format!("Found {}\n", words::list(&counts)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(left_out: &[(&str, Reason)]) -> Report {
        let left_out = left_out.iter().map(|(file, reason)| LeftOut { file: (*file).to_owned(), reason: *reason });
        Report { left_out: left_out.collect(), ..Report::default() }
    }

    #[test]
    fn many_feeds_of_one_kind_are_told_together() {
        let toml = "[site]\nurl = \"https://e.fr/\"\n[[feed]]\npath = \"t/{tag}.xml\"\nfor_each = \"tag\"";
        let config = crate::config::parse(toml).unwrap();
        let file = |number: usize| {
            let mut feed = config.feeds[0].clone();
            feed.path = format!("t/{number}.xml");
            let outcome = match number {
                0..=1 => Outcome::Changed,
                2 => Outcome::Created,
                _ => Outcome::Unchanged,
            };
            FileReport {
                name: feed.path.clone(),
                path: format!("public/{}", feed.path),
                kind: FileKind::Feed,
                pattern: Some("t/{tag}.xml".to_owned()),
                format: feed.format.name(),
                entries: 1,
                bytes: 1_000,
                outcome,
                feed: Some(feed),
            }
        };
        let reports: Vec<FileReport> = (0..5_000).map(file).collect();
        let told = |reports: &[FileReport], verbosity| {
            anstream::adapter::strip_str(&table::lines(&files(reports, verbosity))).to_string()
        };
        let expected = "  public/t/*.xml  RSS 2.0  5000 feeds  5.0 MB  2 changed, 1 new\n";
        assert_eq!(told(&reports, Verbosity::Normal), expected);
        assert_eq!(told(&reports, Verbosity::Verbose).lines().count(), 5_000);
        assert!(told(&reports[3..], Verbosity::Normal).ends_with("unchanged\n"));
        assert_eq!(told(&reports[..LISTED_MAX], Verbosity::Normal).lines().count(), LISTED_MAX);
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix_at(seconds, 120).unwrap()
    }

    #[test]
    fn who_comes_next_is_named_first() {
        let report = report(&[("a", Reason::Draft), ("b", Reason::Waits(at(86_400))), ("c", Reason::Waits(at(60)))]);
        let text = anstream::adapter::strip_str(&table::lines(&left_out(&report, Verbosity::Normal))).to_string();
        let expected =
            "  waiting  c  until 1970-01-01 02:01 +02:00\n           b  until 1970-01-02 02:00 +02:00\n  draft    a\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn of_many_left_out_a_few_are_named() {
        let names: Vec<String> = (0..20).map(|n| format!("{n:02}.md")).collect();
        let drafts: Vec<_> = names.iter().map(|name| (name.as_str(), Reason::Draft)).collect();
        assert_eq!(left_out(&report(&drafts), Verbosity::Normal).len(), NAMED_MAX + 1);
        assert_eq!(left_out(&report(&drafts[..NAMED_MAX + 1]), Verbosity::Normal).len(), NAMED_MAX + 1);
        assert_eq!(left_out(&report(&drafts), Verbosity::Verbose).len(), 20);
    }

    #[test]
    fn an_instant_is_told_to_the_minute() {
        assert_eq!(minute(at(59)), "1970-01-01 02:00 +02:00");
        assert_eq!(minute(Timestamp::from_unix(0).unwrap()), "1970-01-01 00:00 UTC");
    }
}
