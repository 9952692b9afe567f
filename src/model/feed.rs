//! A feed: what is said of it as a whole, and its entries.

use std::collections::HashSet;
use std::fmt;

use crate::date::Timestamp;
use crate::model::{Category, Entry, History, Id, Image, Language, Person, Text, Tombstone, Url};

/// What a feed says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedInfo {
    /// The permanent id. Atom: `id`.
    pub id: Id,
    /// The title, plain. `title` everywhere.
    pub title: Text,
    /// What it is about, plain. RSS: `description` (the title when there is none, since RSS requires it).
    /// Atom: `subtitle`. JSON Feed: `description`.
    pub description: Option<Text>,
    /// The page that the feed belongs to. RSS: `link`. Atom: `link rel="alternate"`. JSON Feed: `home_page_url`.
    pub home: Url,
    /// The feed file's own address. RSS and Atom: `link rel="self"`. JSON Feed: `feed_url`.
    pub address: Url,
    /// WebSub hubs. RSS and Atom: `link rel="hub"`. JSON Feed: `hubs`.
    pub hubs: Vec<Url>,
    /// The main language. RSS: `language`. Atom: `xml:lang`. JSON Feed: `language`.
    pub language: Option<Language>,
    /// Who is answerable. Atom: `author`. JSON Feed: `authors`. RSS: `managingEditor` of the first with an address.
    pub authors: Vec<Person>,
    /// Subjects of the whole. RSS and Atom: `category`.
    pub categories: Vec<Category>,
    /// A notice of rights. RSS: `copyright`. Atom: `rights`.
    pub rights: Option<Text>,
    /// A picture that stands for the feed. RSS: `image`. Atom: `logo`. JSON Feed: `icon`.
    pub logo: Option<Image>,
    /// A small square picture. Atom: `icon`. JSON Feed: `favicon`.
    pub icon: Option<Url>,
    /// Minutes that a reader may keep the feed before it asks again. RSS: `ttl`.
    pub ttl_minutes: Option<u32>,
    /// Where the entries are that it does not show, if that is known.
    pub history: Option<History>,
}

impl FeedInfo {
    /// A feed of which nothing is known but its title, its site and its own address, which is its id, too.
    pub fn new(title: Text, home: Url, address: Url) -> FeedInfo {
        FeedInfo {
            id: Id::from(&address),
            title,
            description: None,
            home,
            address,
            hubs: Vec::new(),
            language: None,
            authors: Vec::new(),
            categories: Vec::new(),
            rights: None,
            logo: None,
            icon: None,
            ttl_minutes: None,
            history: None,
        }
    }
}

/// By which instant entries are ordered, newest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// First publication.
    #[default]
    Published,
    /// Last change.
    Updated,
}

/// A feed that can be rendered: its entries are newest first and have ids of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    info: FeedInfo,
    entries: Vec<Entry>,
    gone: Vec<Tombstone>,
    updated: Timestamp,
}

/// Why entries make no feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedError {
    /// There is no entry, so that nothing tells when the feed last changed.
    Empty,
    /// Two entries have this id.
    DuplicateId(Id),
}

impl fmt::Display for FeedError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FeedError::Empty => out.write_str("a feed without entries has no date of its own"),
            FeedError::DuplicateId(id) => write!(out, "two entries have the id `{id}`"),
        }
    }
}

impl std::error::Error for FeedError {}

impl Feed {
    /// Puts entries in order, newest first (those of one instant by id).
    ///
    /// # Errors
    /// No entries, where the feed's history does not tell when it was updated all the same; or two with one id.
    pub fn new(info: FeedInfo, mut entries: Vec<Entry>, order: Order) -> Result<Feed, FeedError> {
        let instant = |entry: &Entry| match order {
            Order::Published => entry.published.unix(),
            Order::Updated => entry.updated().unix(),
        };
        entries.sort_by(|a, b| instant(b).cmp(&instant(a)).then_with(|| a.id.cmp(&b.id)));
        let mut seen = HashSet::with_capacity(entries.len());
        if let Some(twice) = entries.iter().find(|entry| !seen.insert(&entry.id)) {
            return Err(FeedError::DuplicateId(twice.id.clone()));
        }
        let newest = entries.iter().map(Entry::updated).max_by_key(|at| at.unix());
        let since = info.history.as_ref().and_then(History::since);
        let updated = newest.or(since).ok_or(FeedError::Empty)?;
        Ok(Feed { info, entries, gone: Vec::new(), updated })
    }

    /// The same feed, which also says that these are gone, as far as it does not show them. It was updated when the last
    /// of them went.
    pub fn with_gone(mut self, mut gone: Vec<Tombstone>) -> Feed {
        gone.retain(|one| self.entries.iter().all(|entry| entry.id != one.id));
        self.updated =
            gone.iter().map(|one| one.when).chain([self.updated]).max_by_key(|at| at.unix()).unwrap_or(self.updated);
        self.gone = gone;
        self
    }

    /// What is gone. Atom: `at:deleted-entry`.
    pub fn gone(&self) -> &[Tombstone] {
        &self.gone
    }

    /// What the feed says of itself.
    pub fn info(&self) -> &FeedInfo {
        &self.info
    }

    /// The entries, newest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Takes the entries back, newest first.
    pub fn into_entries(self) -> Vec<Entry> {
        self.entries
    }

    /// The newest entry's last change: never the clock, so that equal entries give equal bytes.
    /// RSS: `lastBuildDate`. Atom: `updated`.
    pub fn updated(&self) -> Timestamp {
        self.updated
    }
}
