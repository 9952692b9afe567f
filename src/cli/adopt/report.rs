//! An adoption for programs.

use serde::Serialize;

use crate::cli::adopt::Old;
use crate::cli::json;
use crate::pipeline::{Adopted, Match, Outcome, Taken};
use crate::subscriber::Entry;

#[derive(Serialize)]
struct Report<'a> {
    feeds: Vec<Feed<'a>>,
    at_fault: &'a [String],
    lock: Option<&'static str>,
}

#[derive(Serialize)]
struct Feed<'a> {
    feed: &'a str,
    entries: usize,
    matched: Vec<Matched<'a>>,
    unmatched: Vec<Unmatched<'a>>,
}

#[derive(Serialize)]
struct Matched<'a> {
    id: &'a str,
    title: &'a str,
    published: Option<String>,
    article: &'a str,
    by: &'static str,
    outcome: &'static str,
    other: Option<&'a str>,
}

#[derive(Serialize)]
struct Unmatched<'a> {
    id: &'a str,
    title: &'a str,
    published: Option<String>,
    link: Option<&'a str>,
}

pub(super) fn text(olds: &[Old], feeds: &[Adopted], at_fault: &[String], lock: Option<Outcome>) -> String {
    let feeds = olds.iter().zip(feeds).map(|(old, adopted)| Feed {
        feed: &old.name,
        entries: old.seen.entries.len(),
        matched: adopted.matches.iter().map(|one| matched(one, &old.seen.entries[one.entry])).collect(),
        unmatched: adopted.unmatched.iter().map(|index| unmatched(&old.seen.entries[*index])).collect(),
    });
    json::text(&Report { feeds: feeds.collect(), at_fault, lock: lock.map(json::outcome) })
}

fn published(entry: &Entry) -> Option<String> {
    entry.at().map(|at| at.rfc3339())
}

fn matched<'a>(one: &'a Match, entry: &'a Entry) -> Matched<'a> {
    let (outcome, other) = match &one.taken {
        Taken::Id => ("taken", None),
        Taken::Known => ("known", None),
        Taken::Kept(other) => ("kept", Some(other.as_str())),
        Taken::Own(other) => ("own", Some(other.as_str())),
        Taken::Disputed(other) => ("disputed", Some(other.as_str())),
        Taken::Anothers(other) => ("anothers", Some(other.as_str())),
    };
    let (id, title) = (entry.id.as_str(), entry.title.as_str());
    Matched { id, title, published: published(entry), article: &one.article, by: one.sign, outcome, other }
}

fn unmatched(entry: &Entry) -> Unmatched<'_> {
    Unmatched { id: &entry.id, title: &entry.title, published: published(entry), link: entry.link.as_deref() }
}
