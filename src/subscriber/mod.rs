//! What subscribers see of a feed, whatever its format, and what of a new one is new to them.
//!
//! # Why
//! A reader knows an entry by its id and by nothing else: under another id, the same article is shown again, as if it
//! were new. So [`read`] tells each entry's id as readers take it, and [`difference`] compares what was there with what
//! is about to be there.
//!
//! The feeds need not be ours, nor right: who moves to this program brings the feed of another. What is broken is read
//! as far as it goes.

mod difference;
mod json;
mod links;
mod matching;
mod repair;
#[cfg(test)]
mod tests;
mod xml;

use std::fmt;

use crate::check::{Kind, reading};
use crate::date::{self, Timestamp};
use crate::diagnostic::Located;
use crate::html;
use crate::output::Format;
use crate::stable_hash::stable_hash;

pub use difference::{Change, ChangeKind, Difference, Field, Window, difference};

/// A feed as its subscribers see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// What it is: RSS, RSS 1.0, Atom or JSON Feed.
    pub kind: Kind,
    /// Its title as plain text; empty without one.
    pub title: String,
    /// Its language, as it is written.
    pub language: Option<String>,
    /// The address of the site that it belongs to.
    pub home: Option<String>,
    /// Its entries, in the order of the file.
    pub entries: Vec<Entry>,
    /// What is wrong with its syntax, first of all; its place is one of the feed's text, and its file is not named.
    pub fault: Option<Located>,
    /// Whether all of it could be read.
    pub is_whole: bool,
}

/// An entry as subscribers see it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// What readers know it by.
    pub id: String,
    /// Where the id was taken from.
    pub id_from: IdFrom,
    /// Whether the id is the entry's address, too.
    pub is_permalink: bool,
    /// Where it leads; absolute where that can be told.
    pub link: Option<String>,
    /// Its title as plain text; empty without one.
    pub title: String,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was last changed.
    pub updated: Option<Timestamp>,
    /// Its content.
    pub content: Option<Body>,
    /// Its summary, where the feed tells it from the content.
    pub summary: Option<Body>,
    /// The addresses of the files that come with it: what podcast players download.
    pub attachments: Vec<String>,
}

/// Where an entry's id was taken from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IdFrom {
    /// The entry says it: `guid`, `id`.
    #[default]
    Said,
    /// It says none, so readers take the link.
    Link,
    /// There is no link either: title and date, or the text.
    Text,
}

/// A content or a summary as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The text, or the HTML's source.
    pub source: String,
    /// Whether it is HTML.
    pub is_html: bool,
}

/// Why a document can't be read as a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAFeed(String);

impl fmt::Display for NotAFeed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for NotAFeed {}

/// Reads a feed: RSS from 0.90 to 2.0, Atom, or JSON Feed, in any encoding.
///
/// # Errors
/// It is no feed.
pub fn read(bytes: &[u8]) -> Result<Seen, NotAFeed> {
    let text = reading::decoded(bytes);
    if text.trim().is_empty() {
        return Err(NotAFeed("it is empty".to_owned()));
    }
    if reading::is_json(&text) { json::read(&text) } else { xml::read(&text) }
}

/// Finds for entries of an old feed, each known by whatever id, what they are among others: triples of the other's index,
/// the entry's, and in words by what it was recognised.
pub fn counterparts(old: &[Entry], others: &[Entry]) -> Vec<(usize, usize, &'static str)> {
    matching::counterparts(old, others)
}

impl Seen {
    /// The format of ours that it has; RSS in RDF is RSS.
    pub fn format(&self) -> Format {
        match self.kind {
            Kind::Atom => Format::Atom,
            Kind::Json => Format::Json,
            _ => Format::Rss,
        }
    }
}

impl Entry {
    /// The instant that readers show it with.
    pub fn at(&self) -> Option<Timestamp> {
        self.published.or(self.updated)
    }

    /// Its whole text, without markup and with white space folded: the content's, or else the summary's.
    pub fn text(&self) -> String {
        let bodies = [&self.content, &self.summary].into_iter().flatten();
        bodies.map(Body::text).find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// A hash of [`Entry::text`] that is the same on every machine.
    pub fn text_hash(&self) -> u64 {
        stable_hash(&[&self.text()])
    }

    /// Gives an entry that says no id the one that readers make up for it; `date` is its date as it is written.
    fn identify(&mut self, date: &str) {
        if !self.id.is_empty() {
            return;
        }
        if let Some(link) = self.link.clone() {
            (self.id, self.id_from) = (link, IdFrom::Link);
            return;
        }
        self.id_from = IdFrom::Text;
        self.id = match format!("{} {date}", self.title).trim() {
            "" => format!("{:016x}", self.text_hash()),
            said => said.to_owned(),
        };
    }
}

impl Body {
    /// HTML; `None` of nothing.
    pub fn html(source: String) -> Option<Body> {
        (!source.trim().is_empty()).then_some(Body { source, is_html: true })
    }

    fn plain(source: String) -> Option<Body> {
        (!source.trim().is_empty()).then_some(Body { source, is_html: false })
    }

    /// The text without markup, with white space folded.
    pub fn text(&self) -> String {
        if self.is_html { folded(&html::plain_text(&self.source)) } else { folded(&self.source) }
    }
}

fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// No date is longer, in bytes.
const DATE_MAX: usize = 200;

/// Reads dates that others wrote. What no entry can have been published at is none: programs that have no date write
/// the year 1 or 1970.
struct Dates(date::Context);

impl Dates {
    fn in_language(language: Option<&str>) -> Dates {
        let first = language.and_then(|tag| tag.split(['-', '_']).next()).map(str::to_lowercase);
        Dates(date::Context { language: first, ..date::Context::default() })
    }

    fn read(&self, text: &str) -> Option<Timestamp> {
        let text = text.trim();
        if text.len() > DATE_MAX {
            return None;
        }
        let read = |text: &str| date::parse(text, &self.0).ok().map(|reading| reading.at);
        // A zone that nobody knows does not make the day unknown.
        let without_zone = || text.rsplit_once(' ').and_then(|(rest, _)| read(rest));
        read(text).or_else(without_zone).filter(|at| at.year() > 1970)
    }
}
