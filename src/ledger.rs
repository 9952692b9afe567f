//! What must never change by itself: the ids of published articles, when they were published, when their meaning last
//! changed.
//!
//! # Why
//! A reader knows an entry by its id. So an id is made once and kept in `feedwright.lock`, beside `feedwright.toml`,
//! and a renamed, moved or retitled article is recognised and keeps its own. The file is text, one line an article, made
//! for merges: [`file`] reads and writes it, [`recognise`] tells which line is which article's.
//!
//! # What a line holds
//! The permanent id, the first published instant, the last significant change, where the article lives, and three
//! hashes: of what its head says, of its body's source, and of what a reader sees of it ([`crate::fingerprint`]).
//! Beside articles, it keeps the ids of Atom feeds, and where the pages of archives end.
//!
//! # When hashes change
//! Version 1 had others. All else that its lines say counts, but what their articles said is not known: each is what it
//! says now, and nothing has changed.

mod excerpt;
mod file;
mod instant;
mod merge;
mod pages;
mod recognise;

use std::collections::HashMap;

use crate::date::Timestamp;

pub use excerpt::{Edit, Excerpt, written};
pub use file::{FILE_NAME, VERSION, parse, print, print_in_parts};
pub use merge::unite;
pub use pages::{End, PageLine, Pages};
pub use recognise::{Ambiguity, Recognised, Sighting, recognise};

/// Everything that is known of published articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// One line an article, in no order that means anything.
    pub lines: Vec<Line>,
    /// The permanent ids of feeds.
    pub feeds: Vec<FeedLine>,
    /// The pages of archives, each with where it ends.
    pub pages: Vec<PageLine>,
}

/// An article that was published at some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The permanent id (RFC 4287, section 4.2.6).
    pub id: Box<str>,
    /// What RSS and JSON Feed show in place of the id: one that was taken over and is no address.
    pub guid: Option<Box<str>>,
    /// When it was first published.
    pub published: Timestamp,
    /// The article's own date then, where that is another than the published one (of a feed that was taken over).
    pub dated: Option<Timestamp>,
    /// When its meaning last changed, if ever.
    pub updated: Option<Timestamp>,
    /// Since when it is gone.
    pub gone: Option<Timestamp>,
    /// Where it lives, or lived: its path below the site's folder.
    pub path: Box<str>,
    /// What its source says; `None` where version 1 wrote that down last.
    pub says: Option<Says>,
    /// The hash of what a reader sees; `None` of an article that no feed has shown yet. Where it is not known what the source
    /// says, this is a hash of version 1, and tells only that there was one.
    pub meaning: Option<u64>,
}

/// What the source of an article says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Says {
    /// The hash of what its head says that reaches a feed.
    pub head: u64,
    /// The hash of its body, white space folded.
    pub body: u64,
}

/// A feed's permanent id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedLine {
    /// Its path below the output folder.
    pub path: Box<str>,
    /// Its id.
    pub id: Box<str>,
}

impl Ledger {
    /// The permanent ids of the feeds at these paths, in their order; the id given with a path is kept for ever where there
    /// is none yet.
    pub fn feed_ids<'a>(&mut self, feeds: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<String> {
        let mut known: HashMap<Box<str>, usize> =
            self.feeds.iter().enumerate().map(|(at, feed)| (feed.path.clone(), at)).collect();
        let mut ids = Vec::new();
        for (path, fresh) in feeds {
            let at = *known.entry(path.into()).or_insert_with(|| {
                self.feeds.push(FeedLine { path: path.into(), id: fresh.into() });
                self.feeds.len() - 1
            });
            ids.push(self.feeds[at].id.to_string());
        }
        ids
    }
}

impl Line {
    /// When the article was first published, of which its author says `dated` now: what the ledger has, as long as the
    /// author says what was said then.
    pub fn published_of(&self, dated: Timestamp) -> Timestamp {
        let said = self.dated.unwrap_or(self.published);
        if said.unix() == dated.unix() { self.published } else { dated }
    }

    /// Notes what the author says now about when it was published. An instant that was taken over stays as long as the
    /// author does not change the date.
    pub fn set_dated(&mut self, dated: Timestamp) {
        if self.dated.unwrap_or(self.published).unix() != dated.unix() {
            self.published = dated;
            self.dated = None;
        }
    }
}
