//! A comparison for people: a line a feed, and below it one line an entry.

use std::fmt::Write;

use crate::cli::console::Verbosity;
use crate::cli::diff::{Compared, Outcome};
use crate::cli::site::Site;
use crate::cli::table::{self, Cell};
use crate::cli::words::{self, DONE, ERROR, FAINT, PLAIN, STRONG, WARNING, count, style};
use crate::subscriber::{Change, ChangeKind, Difference};

/// How many entries of a feed are listed; `--verbose` lists all.
const LISTED_MAX: usize = 50;
/// How many feeds of which the same is told are named; `--verbose` names all.
const NAMED_MAX: usize = 6;
/// How wide a title may be.
const TITLE_COLUMNS: usize = 48;

/// The whole text; `is_given` when it is worth saying what the feeds are compared with.
pub(super) fn text(compared: &[Compared], is_given: bool, site: &Site, verbosity: Verbosity) -> String {
    // The formats of one site mostly say the same: it is told once.
    let mut told: Vec<(Vec<String>, String)> = Vec::new();
    for one in compared {
        let name = match &one.outcome {
            Outcome::Compared { .. } | Outcome::NotCompared(_) if is_given => {
                format!("{} against {}", one.path, one.old)
            }
            _ => one.path.clone(),
        };
        let text = outcome(&one.outcome, site, verbosity);
        match told.iter_mut().find(|(_, known)| *known == text) {
            Some((names, _)) => names.push(name),
            None => told.push((vec![name], text)),
        }
    }
    let told = told.into_iter().map(|(names, text)| {
        let is_long = verbosity < Verbosity::Verbose && names.len() > NAMED_MAX;
        let names = match is_long {
            true => format!("{} and {} more", names[..NAMED_MAX - 1].join(", "), names.len() - (NAMED_MAX - 1)),
            false => words::list(&names),
        };
        format!("{}: {text}", style(STRONG, &names))
    });
    told.collect::<Vec<_>>().join("\n")
}

fn outcome(outcome: &Outcome, site: &Site, verbosity: Verbosity) -> String {
    let (difference, is_refused, note) = match outcome {
        Outcome::NotBuilt => return format!("{}\n", style(WARNING, "not built")),
        Outcome::NotCompared(why) => return format!("{}: {why}\n", style(WARNING, "the old file can't be compared")),
        Outcome::NoOldFile(entries) => {
            return format!("{}, and no old file: nobody has seen any of them\n", count(*entries, "entry", "entries"));
        }
        Outcome::Compared { difference, is_refused, note } => (difference, *is_refused, note),
    };
    let mut out = counts(difference);
    if let Some(note) = note {
        // Writing into a String can't fail.
        let _ = writeln!(out, "  {}: {note}", style(WARNING, "the old feed is broken"));
    }
    if verbosity > Verbosity::Quiet {
        out.push_str(&list(difference, site, verbosity));
    }
    if is_refused {
        let (old, limit) = (difference.old_news().count(), site.config.build.flood_limit);
        let refused = style(ERROR, "a build would refuse this");
        let _ = writeln!(out, "  {refused}: {old} old entries would appear as new, and {limit} are allowed");
    }
    out
}

/// `3 new (1 of them old), 1 changed, 2 gone, 0 would be shown again`.
fn counts(difference: &Difference) -> String {
    if difference.changes.is_empty() {
        return format!("nothing is different ({})\n", count(difference.unchanged, "entry", "entries"));
    }
    let number = |kind| difference.count(kind);
    let old = difference.changes.iter().filter(|change| change.kind == ChangeKind::New && change.is_old).count();
    let old = if old == 0 { String::new() } else { format!(" ({old} of them old)") };
    let again = number(ChangeKind::ShownAgain);
    let again = style(if again == 0 { PLAIN } else { ERROR }, &format!("{again} would be shown again"));
    let (new, changed, gone) = (number(ChangeKind::New), number(ChangeKind::Changed), number(ChangeKind::Gone));
    format!("{new} new{old}, {changed} changed, {gone} gone, {again}\n")
}

/// What subscribers would be angry about stands first.
fn list(difference: &Difference, site: &Site, verbosity: Verbosity) -> String {
    let mut changes: Vec<&Change> = difference.changes.iter().collect();
    changes.sort_by_key(|change| match change.kind {
        ChangeKind::ShownAgain => 0,
        ChangeKind::New if change.is_old => 1,
        ChangeKind::New => 2,
        ChangeKind::Changed => 3,
        ChangeKind::Gone => 4,
    });
    let listed = if verbosity == Verbosity::Verbose { changes.len() } else { changes.len().min(LISTED_MAX) };
    let rows: Vec<Vec<Cell>> = changes[..listed].iter().map(|change| row(change, site)).collect();
    let mut out = table::lines(&rows);
    if listed < changes.len() {
        let more = format!("and {} more; --verbose lists all", changes.len() - listed);
        let _ = writeln!(out, "  {}", style(FAINT, &more));
    }
    out
}

fn row(change: &Change, site: &Site) -> Vec<Cell> {
    let (sign, looks) = match change.kind {
        ChangeKind::ShownAgain => ("!", ERROR),
        ChangeKind::New if change.is_old => ("+", WARNING),
        ChangeKind::New => ("+", DONE),
        ChangeKind::Changed => ("~", PLAIN),
        ChangeKind::Gone => ("-", FAINT),
    };
    let day = change.at.map(|at| at.in_zone(&site.config.site.zone).iso_date()).unwrap_or_default();
    let title = if change.title.is_empty() { &change.id } else { &change.title };
    let fields: Vec<String> = change.fields.iter().map(|field| field.name().to_owned()).collect();
    let why = change.why.clone().unwrap_or_else(|| words::list(&fields));
    vec![
        Cell::left(sign, looks),
        Cell::left(day, PLAIN),
        Cell::left(words::shortened(title, TITLE_COLUMNS), PLAIN),
        Cell::left(words::printable(&why), FAINT),
    ]
}
