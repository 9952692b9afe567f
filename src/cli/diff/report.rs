//! A comparison for programs. What is written here is a promise: fields are added, never renamed.

use serde::Serialize;

use crate::cli::diff::{Compared, Outcome};
use crate::cli::json;
use crate::diagnostic::Level;
use crate::pipeline;
use crate::subscriber::{Change, ChangeKind, Difference, Field};

#[derive(Serialize)]
struct Report<'a> {
    feeds: Vec<Feed<'a>>,
    new: usize,
    changed: usize,
    gone: usize,
    shown_again: usize,
    findings: Vec<json::Finding<'a>>,
    errors: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct Feed<'a> {
    path: &'a str,
    old: &'a str,
    state: &'static str,
    format: &'static str,
    entries: usize,
    old_entries: usize,
    new: usize,
    old_news: usize,
    changed: usize,
    gone: usize,
    shown_again: usize,
    unchanged: usize,
    refused: bool,
    note: Option<&'a str>,
    changes: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    change: &'static str,
    old_news: bool,
    id: &'a str,
    old_id: Option<&'a str>,
    title: Option<&'a str>,
    link: Option<&'a str>,
    /// RFC 3339.
    published: Option<String>,
    fields: Vec<&'static str>,
    why: Option<&'a str>,
}

/// The report as text.
pub(super) fn text(compared: &[Compared], report: &pipeline::Report) -> String {
    let feeds: Vec<Feed<'_>> = compared.iter().map(Feed::from).collect();
    let sum = |number: fn(&Feed<'_>) -> usize| feeds.iter().map(number).sum();
    json::text(&Report {
        new: sum(|feed| feed.new),
        changed: sum(|feed| feed.changed),
        gone: sum(|feed| feed.gone),
        shown_again: sum(|feed| feed.shown_again),
        findings: report.findings.iter().map(json::Finding::from).collect(),
        errors: json::number(&report.findings, Level::Error),
        warnings: json::number(&report.findings, Level::Warning),
        feeds,
    })
}

impl<'a> From<&'a Compared> for Feed<'a> {
    fn from(one: &'a Compared) -> Feed<'a> {
        let nothing = Difference::default();
        let (state, difference, note, refused) = match &one.outcome {
            Outcome::Compared { difference, is_refused, note } => {
                ("compared", Some(difference), note.as_deref(), *is_refused)
            }
            Outcome::NoOldFile(_) => ("no-old-file", None, None, false),
            Outcome::NotCompared(why) => ("not-compared", None, Some(why.as_str()), false),
            Outcome::NotBuilt => ("not-built", None, None, false),
        };
        let entries = match &one.outcome {
            Outcome::NoOldFile(entries) => *entries,
            _ => difference.map_or(0, |difference| difference.new_length),
        };
        let changes = difference.map(|difference| difference.changes.as_slice()).unwrap_or_default();
        let difference = difference.unwrap_or(&nothing);
        Feed {
            path: &one.path,
            old: &one.old,
            state,
            format: one.format,
            entries,
            old_entries: difference.old_length,
            new: difference.count(ChangeKind::New),
            old_news: changes.iter().filter(|change| change.kind == ChangeKind::New && change.is_old).count(),
            changed: difference.count(ChangeKind::Changed),
            gone: difference.count(ChangeKind::Gone),
            shown_again: difference.count(ChangeKind::ShownAgain),
            unchanged: difference.unchanged,
            refused,
            note,
            changes: changes.iter().map(Entry::from).collect(),
        }
    }
}

impl<'a> From<&'a Change> for Entry<'a> {
    fn from(change: &'a Change) -> Entry<'a> {
        Entry {
            change: match change.kind {
                ChangeKind::New => "new",
                ChangeKind::ShownAgain => "shown-again",
                ChangeKind::Changed => "changed",
                ChangeKind::Gone => "gone",
            },
            old_news: change.is_old,
            id: &change.id,
            old_id: change.old_id.as_deref(),
            title: Some(change.title.as_str()).filter(|title| !title.is_empty()),
            link: change.link.as_deref(),
            published: change.at.map(|at| at.rfc3339()),
            fields: change.fields.iter().map(|field| Field::name(*field)).collect(),
            why: change.why.as_deref(),
        }
    }
}
