//! All of history: the pages of a feed's archive (RFC 5005), and which entries are on which.
//!
//! Pages are numbered from the oldest one on. The newest `limit` entries stand in the document that people subscribe to,
//! and each of the others on one page, so that whoever follows `prev-archive` meets every entry once.
//!
//! # Why
//! Each added entry must change two files at most, no page may change once it is full, and no link may lead to a file
//! that is not there. So a page has to be there before the one before it, which is then full, can name it:
//!
//! | entries that are left for the page | the page | the next page | the newest entries |
//! |---|---|---|---|
//! | fewer than it has room for | takes one more | | give it their oldest one |
//! | as many as it has room for | stays as it is | begins with the second of what is left | keep the first |
//! | one more | is full with that first one, and names the next | stays as it is | give it away |
//!
//! Where a full page ends is kept in the ledger ([`ledger::PageLine`]). A deleted entry is missing on its page
//! alone, one that is dated back appears on the page of its date, and a page that has lost all its entries stays. The
//! entries of the page that is not full yet change, though RFC 5005 (section 4) wants those of an archive to stay: the
//! other way would be a document to subscribe to that grows until a whole page can be cut off, whatever its `limit`.

use std::collections::HashSet;
use std::ops::Range;

use crate::config::{Config, FeedConfig};
use crate::date::Timestamp;
use crate::ledger::{End, Line, PageLine, Pages};
use crate::model::History;
use crate::pipeline::finish::{Finished, address};
use crate::pipeline::plan::{Plan, Planned};
use crate::pipeline::survey::Survey;

/// How entries are shared out, by their places in the order of all, oldest first.
#[derive(Debug, PartialEq, Eq)]
struct Division {
    pages: Vec<Range<usize>>,
    /// How many of the pages are full.
    full: usize,
    /// What stands on no page.
    newest: Vec<usize>,
}

/// Shares out the entries that have these places, oldest first. The pages that are `known` are full up to their ends, or
/// were begun; a page has room for `size` entries, and the newest `limit` are on none: at least two each.
fn divide(entries: &[End<'_>], known: &[Option<End<'_>>], limit: usize, size: usize) -> Division {
    let mut start = 0;
    let mut pages = Vec::with_capacity(known.len() + 2);
    for end in known.iter().map_while(|end| *end) {
        let stop = start + entries[start..].partition_point(|entry| *entry <= end);
        pages.push(start..stop);
        start = stop;
    }
    let left = |start: usize| (entries.len() - start).saturating_sub(limit);
    while left(start) > size {
        pages.push(start..start + size);
        start += size;
    }
    let full = pages.len();
    let newest = match left(start) {
        0 => {
            // A full page names the next one.
            pages.extend((full > 0).then_some(start..start));
            (start..entries.len()).collect()
        }
        some if some < size => {
            pages.push(start..start + some);
            (start + some..entries.len()).collect()
        }
        _ => {
            let last = start + size - 1;
            pages.push(start..last);
            pages.push(last + 1..last + 2);
            std::iter::once(last).chain(last + 2..entries.len()).collect()
        }
    };
    while pages.len() < known.len() {
        pages.push(entries.len()..entries.len());
    }
    Division { pages, full, newest }
}

/// Says of the feeds of one table what they show of their history, and adds the pages of those that have archives:
/// `feeds` from `first` on are the table's.
pub(super) fn tell(
    config: &Config,
    survey: &Survey,
    lines: &[Line],
    pages: &mut Pages,
    feeds: &mut Vec<Planned>,
    first: usize,
) {
    let mut added = Vec::new();
    for planned in &mut feeds[first..] {
        let feed = &planned.feed;
        match feed.archive {
            Some(size) => added.extend(archive(config, survey, lines, pages.of(&feed.path), planned, size)),
            None => planned.history = is_complete(feed).then_some(History::Complete),
        }
    }
    feeds.append(&mut added);
}

/// Whether a feed always shows all that there is.
fn is_complete(feed: &FeedConfig) -> bool {
    feed.limit.is_none() && feed.max_age.is_none() && feed.max_bytes.is_none()
}

/// Leaves the newest entries in a feed, and makes pages of the others; `known` are the pages that it has had.
fn archive(
    config: &Config,
    survey: &Survey,
    lines: &[Line],
    known: &mut Vec<PageLine>,
    planned: &mut Planned,
    size: usize,
) -> Vec<Planned> {
    let mut order = std::mem::take(&mut planned.chosen);
    order.sort_by_cached_key(|index| place(*index, survey, lines));
    let entries: Vec<End<'_>> = order.iter().map(|index| place(*index, survey, lines)).collect();
    let ends: Vec<Option<End<'_>>> = known.iter().map(PageLine::end).collect();
    let limit = planned.feed.limit.unwrap_or(usize::MAX);
    let division = divide(&entries, &ends, limit, size);
    drop(ends);
    note(&planned.feed.path, &entries, &division, known);
    let address = |number: usize| address(config, &page_path(&planned.feed.path, number));
    let current = self::address(config, &planned.feed.path);
    planned.chosen = division.newest.iter().rev().map(|at| order[*at]).collect();
    planned.history = known.last().map(|last| History::Newest { previous: address(known.len()), since: last.at });
    let page = |(index, (entries, line)): (usize, (&Range<usize>, &PageLine))| {
        let number = index + 1;
        let chosen = order[entries.clone()].iter().rev().copied().collect();
        let history = History::Archive {
            current: current.clone(),
            previous: (number > 1).then(|| address(number - 1)),
            next: (number <= division.full).then(|| address(number + 1)),
            since: line.at,
        };
        page(planned, number, chosen, history)
    };
    division.pages.iter().zip(&*known).enumerate().map(page).collect()
}

/// Where an article stands in the order of all.
fn place<'a>(index: usize, survey: &Survey, lines: &'a [Line]) -> End<'a> {
    let candidate = &survey.candidates[index];
    (candidate.published, std::cmp::Reverse(&*lines[candidate.line].id))
}

/// Keeps where pages end that are full now, and which were begun.
fn note(path: &str, entries: &[End<'_>], division: &Division, known: &mut Vec<PageLine>) {
    for (index, page) in division.pages.iter().enumerate() {
        let is_full = index < division.full;
        if known.get(index).is_some_and(|line| !is_full || line.last.is_some()) {
            continue;
        }
        let end = is_full.then(|| entries[page.end - 1]);
        let first = entries.get(page.start).filter(|_| !page.is_empty());
        let before = index.checked_sub(1).and_then(|before| known.get(before)).map(|line| line.at);
        let at = end.or(first.copied()).and_then(|(instant, _)| Timestamp::from_unix(instant)).or(before);
        let Some((at, number)) = at.zip(u32::try_from(index + 1).ok()) else { return };
        let line = PageLine { path: path.into(), number, at, last: end.map(|(_, id)| id.0.into()) };
        match known.get_mut(index) {
            Some(known) => *known = line,
            None => known.push(line),
        }
    }
}

fn page(planned: &Planned, number: usize, chosen: Vec<usize>, history: History) -> Planned {
    let feed = &planned.feed;
    let pattern = planned.pattern.as_ref().unwrap_or(&feed.path);
    Planned {
        pattern: Some(page_path(pattern, '*')),
        chosen,
        language: planned.language.clone(),
        is_part: planned.is_part,
        is_refused: false,
        history: Some(history),
        is_whole: true,
        page_of: Some(feed.path.clone()),
        feed: FeedConfig {
            path: page_path(&feed.path, number),
            limit: None,
            archive: None,
            ttl_minutes: None,
            former: Vec::new(),
            ..feed.clone()
        },
    }
}

/// The path of a page: `tags/archive/rust-1.xml` of `tags/rust.xml`.
fn page_path(path: &str, number: impl std::fmt::Display) -> String {
    let (folder, file) = path.rfind('/').map_or(("", path), |at| path.split_at(at + 1));
    let (stem, extension) = file.rfind('.').map_or((file, ""), |at| file.split_at(at));
    format!("{folder}archive/{stem}-{number}{extension}")
}

/// Refuses what belongs to a feed of which a part is refused: a link would lead to another feed's file. `refused` are
/// the feeds of which it is known already.
pub(super) fn refuse_whole(feeds: &mut [Planned], mut refused: HashSet<String>) {
    refused.extend(feeds.iter().filter(|planned| planned.is_refused).map(|planned| planned.family().to_owned()));
    for planned in feeds {
        planned.is_refused |= refused.contains(planned.family());
    }
}

/// Drops what belongs to a feed of which a part can't be written: entries would be on no page, or on two.
pub(super) fn drop_whole(plan: &Plan, finished: &mut [Option<Finished>]) {
    let missing = plan.feeds.iter().zip(&*finished).filter(|(_, finished)| finished.is_none());
    let missing: HashSet<&str> = missing.map(|(planned, _)| planned.family()).collect();
    for (planned, finished) in plan.feeds.iter().zip(finished) {
        if missing.contains(planned.family()) {
            *finished = None;
        }
    }
}

#[cfg(test)]
mod tests;
