//! A feed's file in pieces: its beginning, entries that follow each other, its end.
//!
//! # Why
//! A feed of all articles of a large site is never held as a whole. Its entries are rendered some at a time, each time
//! as a small feed, of which only the entries' bytes are taken. What stands before and behind them depends on few
//! entries, which [`Telling`] keeps.

use std::collections::HashSet;
use std::ops::Range;

use memchr::memmem;

use crate::model::{Entry, Feed, Text};
use crate::namespace;
use crate::output::Format;
use crate::render::{Loss, losses, render, rss};

/// The parts of a rendered feed: put together, they are the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    /// Everything before the first entry.
    pub head: &'a [u8],
    /// The entries.
    pub entries: &'a [u8],
    /// Everything behind the last entry.
    pub tail: &'a [u8],
}

/// Cuts a rendered feed, which has at least one entry, into its parts; `None` of any other text.
pub fn parts(rendered: &[u8], format: Format) -> Option<Parts<'_>> {
    // Text is escaped or stands behind the beginning of an entry, so the first such line begins the first entry. The
    // same holds of the last line that ends one, but in RSS, whose content is not escaped.
    let (begin, end): (&[u8], &[u8]) = match format {
        Format::Rss => (b"\n    <item>", b"\n  </channel>\n</rss>\n"),
        Format::Atom => (b"\n  <entry", b"\n  </entry>"),
        Format::Json => (b"\n    {\n      \"id\": \"", b"\n  ]\n}\n"),
    };
    let from = memmem::find(rendered, begin)?;
    let to = match format {
        Format::Atom => memmem::rfind(rendered, end)? + end.len(),
        Format::Rss | Format::Json => rendered.strip_suffix(end)?.len(),
    };
    Some(Parts { head: &rendered[..from], entries: rendered.get(from..to)?, tail: &rendered[to..] })
}

/// Entries as they stand in the file of a larger feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Within {
    /// The larger feed's head, the entries, and its tail.
    pub file: Vec<u8>,
    /// Where the entries stand in it.
    pub entries: Range<usize>,
    /// The head and the tail that the entries have as a feed of their own.
    pub own: (Vec<u8>, Vec<u8>),
    /// What the format could not carry.
    pub losses: Vec<Loss>,
}

/// Renders the entries of a feed between the head and the tail of a larger one; `None` where they can't be told from what
/// stands around them.
pub fn within(feed: &Feed, format: Format, head: &[u8], tail: &[u8]) -> Option<Within> {
    if format == Format::Rss {
        let (text, own) = rss::within(feed, std::str::from_utf8(head).ok()?);
        let mut file = text.into_bytes();
        let entries = head.len()..file.len();
        file.extend_from_slice(tail);
        return Some(Within { file, entries, own: (own, rss::TAIL.to_vec()), losses: losses(feed, format) });
    }
    let rendered = render(feed, format);
    let parts = parts(&rendered.output.bytes, format)?;
    let file = [head, parts.entries, tail].concat();
    let entries = head.len()..file.len() - tail.len();
    Some(Within { file, entries, own: (parts.head.to_vec(), parts.tail.to_vec()), losses: rendered.losses })
}

impl Within {
    /// The entries alone.
    pub fn entries(&self) -> &[u8] {
        &self.file[self.entries.clone()]
    }

    /// The entries as a feed of their own.
    pub fn by_itself(&self) -> Vec<u8> {
        [&self.own.0, self.entries(), &self.own.1].concat()
    }
}

/// What stands between entries.
pub fn separator(format: Format) -> &'static [u8] {
    match format {
        Format::Json => b",",
        Format::Rss | Format::Atom => b"",
    }
}

/// What all pieces together could not carry.
pub fn sum(losses: &mut Vec<Loss>, more: Vec<Loss>) {
    for loss in more {
        match losses.iter_mut().find(|known| known.what == loss.what) {
            Some(known) => *known = Loss::of(known.format, known.what, known.entries + loss.entries),
            None => losses.push(loss),
        }
    }
}

/// Of a feed's entries those few that its head and its tail depend on, shortened: a feed of these has the same.
#[derive(Clone, Debug, Default)]
pub struct Telling {
    latest_published: Kept,
    latest_updated: Kept,
    first: Kept,
    other_language: Kept,
    with_content: Kept,
    with_summary: Kept,
    without_author: Kept,
    /// The first that uses each of the vocabularies.
    users: [Kept; namespace::ALL.len()],
}

/// An entry and its place.
type Kept = Option<Box<(usize, Entry)>>;

impl Telling {
    /// Looks at the entry that has this place among all. They come in their order.
    pub fn add(&mut self, place: usize, entry: &Entry) {
        let keep = || Some(Box::new((place, shortened(entry))));
        let is_latest = |kept: &Kept, instant: fn(&Entry) -> i64| {
            kept.as_ref().is_none_or(|kept| instant(entry) >= instant(&kept.1))
        };
        // Of several that are as late, the last one counts, as it does where all are compared.
        if is_latest(&self.latest_published, |entry| entry.published.unix()) {
            self.latest_published = keep();
        }
        if is_latest(&self.latest_updated, |entry| entry.updated().unix()) {
            self.latest_updated = keep();
        }
        match &self.first {
            None => self.first = keep(),
            Some(first) if self.other_language.is_none() && first.1.language != entry.language => {
                self.other_language = keep();
            }
            Some(_) => {}
        }
        if self.with_content.is_none() && !entry.html.is_blank() {
            self.with_content = keep();
        }
        if self.with_summary.is_none() && entry.summary.is_some() {
            self.with_summary = keep();
        }
        if self.without_author.is_none() && entry.authors.is_empty() {
            self.without_author = keep();
        }
        for (user, namespace) in self.users.iter_mut().zip(namespace::ALL) {
            if user.is_none() && !(namespace.entry)(entry).is_empty() {
                *user = keep();
            }
        }
    }

    /// Adds what was kept of entries that come after these.
    pub fn extend(&mut self, later: &Telling) {
        later.kept().into_iter().for_each(|(place, entry)| self.add(*place, entry));
    }

    /// The entries, in their order.
    pub fn entries(&self) -> Vec<Entry> {
        self.kept().into_iter().map(|(_, entry)| entry.clone()).collect()
    }

    fn kept(&self) -> Vec<&(usize, Entry)> {
        let own = [
            &self.latest_published,
            &self.latest_updated,
            &self.first,
            &self.other_language,
            &self.with_content,
            &self.with_summary,
            &self.without_author,
        ];
        let mut kept: Vec<_> = own.into_iter().chain(&self.users).flatten().map(Box::as_ref).collect();
        kept.sort_by_key(|(place, _)| *place);
        let mut seen = HashSet::new();
        kept.retain(|(place, _)| seen.insert(*place));
        kept
    }
}

/// An entry with next to no content, where it has any.
fn shortened(entry: &Entry) -> Entry {
    let html = if entry.html.is_blank() { Text::default() } else { Text::lossy("x") };
    Entry { html, ..entry.clone() }
}
