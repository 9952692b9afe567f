//! An adoption for people: a table an old feed, and what could not be found.

use std::fmt::Write;

use crate::cli::adopt::Old;
use crate::cli::console::Verbosity;
use crate::cli::site::Site;
use crate::cli::table::{self, Cell};
use crate::cli::words::{DONE, ERROR, FAINT, PLAIN, STRONG, WARNING, count, few, printable, shortened, style};
use crate::ledger;
use crate::pipeline::{Adopted, Match, Outcome, Taken};
use crate::subscriber::Entry;

/// How wide a title may be.
const TITLE_COLUMNS: usize = 40;

/// What there is to tell.
pub(super) struct What<'a> {
    pub(super) olds: &'a [Old],
    pub(super) feeds: &'a [Adopted],
    /// Articles that were not looked at.
    pub(super) at_fault: &'a [String],
    /// What happened to the lock file, if it was to be written.
    pub(super) lock: Option<Outcome>,
    pub(super) is_rehearsal: bool,
}

/// The whole text.
pub(super) fn text(what: &What<'_>, site: &Site, verbosity: Verbosity) -> String {
    let What { olds, feeds, at_fault, lock, is_rehearsal } = *what;
    let mut out = String::new();
    for (old, adopted) in olds.iter().zip(feeds) {
        let title = style(STRONG, &old.name);
        let (found, all) = (adopted.matches.len(), count(old.seen.entries.len(), "entry", "entries"));
        // Writing into a String can't fail.
        let _ = writeln!(out, "{title}: the articles of {found} of {all} were found");
        if !old.seen.is_whole {
            let note = style(WARNING, "the feed is broken");
            let _ = writeln!(out, "  {note}: only what comes before the fault could be read");
        }
        if verbosity > Verbosity::Quiet {
            let rows: Vec<Vec<Cell>> =
                adopted.matches.iter().map(|one| matched(one, &old.seen.entries[one.entry], site)).collect();
            out.push_str(&table::lines(&rows));
        }
        if !adopted.unmatched.is_empty() {
            let _ = writeln!(out, "  {}", style(WARNING, "not found, so their ids are not taken over:"));
            let rows: Vec<Vec<Cell>> =
                adopted.unmatched.iter().map(|index| unmatched(&old.seen.entries[*index])).collect();
            out.push_str(&table::lines(&rows));
        }
    }
    let has = |wanted: fn(&Taken) -> bool| feeds.iter().flat_map(|feed| &feed.matches).any(|one| wanted(&one.taken));
    if has(|taken| matches!(taken, Taken::Kept(_))) {
        let hint = "articles have ids in feedwright.lock already; if no feed with those was published, say --replace";
        let _ = writeln!(out, "{}: {hint}", style(WARNING, "kept"));
    }
    if !at_fault.is_empty() && feeds.iter().any(|feed| !feed.unmatched.is_empty()) {
        let names: Vec<String> = at_fault.iter().map(|name| format!("`{}`", site.article(name))).collect();
        let label = style(WARNING, "not looked at");
        let _ = writeln!(out, "{label}: {} (at fault; `feedwright build --dry-run` tells why)", few(&names));
    }
    let file = site.article(ledger::FILE_NAME);
    let end = match lock {
        None if is_rehearsal => "nothing was written (--dry-run)\n".to_owned(),
        None => "nothing was taken over, so nothing was written\n".to_owned(),
        Some(Outcome::Unchanged) => format!("{file} has all of that already\n"),
        Some(_) => format!("wrote {file}: commit it; `feedwright diff {}` tells what subscribers see\n", olds[0].name),
    };
    out + &end
}

fn matched(one: &Match, entry: &Entry, site: &Site) -> Vec<Cell> {
    let (label, looks, note) = match &one.taken {
        Taken::Id => ("taken", DONE, String::new()),
        Taken::Known => ("known", FAINT, String::new()),
        Taken::Kept(other) => ("kept", WARNING, format!("it keeps {other}")),
        Taken::Own(other) => ("own", WARNING, format!("it gives itself {other}")),
        Taken::Disputed(other) => ("disputed", WARNING, format!("another feed gave it {other}")),
        Taken::Anothers(path) => ("double", ERROR, format!("{} has it", site.article(path))),
    };
    vec![
        Cell::left(label, looks),
        Cell::left(site.article(&one.article), PLAIN),
        Cell::left(title(entry), PLAIN),
        Cell::left(one.sign, FAINT),
        Cell::left(printable(&entry.id), PLAIN),
        Cell::left(note, WARNING),
    ]
}

fn unmatched(entry: &Entry) -> Vec<Cell> {
    let day = entry.at().map(|at| at.iso_date()).unwrap_or_default();
    vec![Cell::left(day, PLAIN), Cell::left(title(entry), PLAIN), Cell::left(printable(&entry.id), PLAIN)]
}

fn title(entry: &Entry) -> String {
    shortened(&entry.title, TITLE_COLUMNS)
}
