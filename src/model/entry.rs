//! One article as a feed shows it.

use crate::date::Timestamp;
use crate::model::{Id, Language, Text, Url};

/// One entry of a feed.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The permanent id. RSS: `guid isPermaLink="false"`. Atom: `id`. JSON Feed: `id`.
    pub id: Id,
    /// What subscribers of RSS and JSON Feed know it by, where that is another than the id: an old feed's `guid` that is no
    /// address. RSS: `guid`. JSON Feed: `id`.
    pub guid: Option<Text>,
    /// The article's page. RSS: `link`. Atom: `link rel="alternate"`. JSON Feed: `url`.
    pub url: Url,
    /// The page elsewhere that the article is about (a link post). Atom: `link rel="related"`. JSON Feed: `external_url`.
    pub external_url: Option<Url>,
    /// The title, plain. RSS and JSON Feed leave `title` out without one; Atom, which requires it, gets the first words.
    pub title: Option<Text>,
    /// When it was first published. RSS: `pubDate`. Atom: `published`. JSON Feed: `date_published`.
    pub published: Timestamp,
    /// When its meaning last changed; see [`Entry::updated`].
    pub changed: Option<Timestamp>,
    /// A plain text summary. RSS: `description`. Atom: `summary`. JSON Feed: `summary`.
    pub summary: Option<Text>,
    /// The content: safe HTML with absolute addresses. RSS: `content:encoded`. Atom: `content type="html"`.
    /// JSON Feed: `content_html`.
    pub html: Text,
    /// Who wrote it. RSS: `dc:creator`. Atom: `author`. JSON Feed: `authors`.
    pub authors: Vec<Person>,
    /// Who helped. Atom: `contributor`.
    pub contributors: Vec<Person>,
    /// Its subjects. RSS and Atom: `category`. JSON Feed: `tags`.
    pub categories: Vec<Category>,
    /// The content's language. Atom: `xml:lang`. JSON Feed: `language`. RSS has none per item.
    pub language: Option<Language>,
    /// The same article in other languages, as far as it is published. Atom: `link rel="alternate" hreflang` each, and one
    /// for the entry's own language. RSS and JSON Feed have no place for them.
    pub translations: Vec<Translation>,
    /// A notice of rights, plain. Atom: `rights`. RSS: `dc:rights`.
    pub rights: Option<Text>,
    /// The lead image. RSS: `media:content`, and an `enclosure` when there is no other. Atom: `link rel="enclosure"`.
    /// JSON Feed: `image`.
    pub image: Option<Image>,
    /// Files that belong to the article (audio, say). RSS: the first one's `enclosure`. Atom: `link rel="enclosure"`
    /// each. JSON Feed: `attachments`.
    pub attachments: Vec<Attachment>,
    /// The page where readers discuss it. RSS: `comments`. Atom: `link rel="replies"`.
    pub comments: Option<Url>,
    /// The feed it was taken from, when it is somebody else's. RSS: `source`. Atom: `source`.
    pub source: Option<SourceFeed>,
}

impl Entry {
    /// An entry of which nothing is known but what every entry has; fill the other fields in.
    pub fn new(id: Id, url: Url, published: Timestamp) -> Entry {
        Entry {
            id,
            guid: None,
            url,
            external_url: None,
            title: None,
            published,
            changed: None,
            summary: None,
            html: Text::default(),
            authors: Vec::new(),
            contributors: Vec::new(),
            categories: Vec::new(),
            language: None,
            translations: Vec::new(),
            rights: None,
            image: None,
            attachments: Vec::new(),
            comments: None,
            source: None,
        }
    }

    /// What subscribers of RSS and JSON Feed know it by.
    pub fn known_as(&self) -> &str {
        self.guid.as_ref().map_or(self.id.as_str(), Text::as_str)
    }

    /// When its meaning last changed, never before it was published. Atom: `updated`. JSON Feed: `date_modified`.
    pub fn updated(&self) -> Timestamp {
        match self.changed {
            Some(changed) if changed.unix() > self.published.unix() => changed,
            _ => self.published,
        }
    }
}

/// A person or an organisation. Atom: `author`'s children. JSON Feed: `name`, `url`. RSS: `dc:creator` holds the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name, plain.
    pub name: Text,
    /// An e-mail address, plausible by [`Person::is_email`]. Atom: `email`. RSS: in `managingEditor` with the name.
    pub email: Option<Text>,
    /// A home page. Atom: `uri`. JSON Feed: `url`.
    pub url: Option<Url>,
}

impl Person {
    /// Somebody of whom only the name is known.
    pub fn named(name: Text) -> Person {
        Person { name, email: None, url: None }
    }

    /// Whether a text looks like one e-mail address, as Atom's schema (RFC 4287, section 3.2.3: `.+@.+`) and
    /// RFC 5322's `addr-spec` without quoting and comments ask, with a domain that mail can be sent to from anywhere.
    pub fn is_email(text: &str) -> bool {
        let Some((local, domain)) = text.rsplit_once('@') else { return false };
        let is_atom = |atom: &str| {
            !atom.is_empty() && atom.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c))
        };
        let is_label = |label: &str| {
            let inner = label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
            inner && !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
        };
        local.split('.').all(is_atom) && domain.contains('.') && domain.split('.').all(is_label)
    }
}

/// A subject.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Category {
    /// The name, as people read it. RSS: the element's text. Atom: `term` (and `label`). JSON Feed: a tag.
    pub term: Text,
    /// The vocabulary it belongs to. RSS: `domain`. Atom: `scheme`.
    pub scheme: Option<Url>,
}

/// An article's page in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// The language that it is in. Atom: `hreflang`.
    pub language: Language,
    /// Where it is. Atom: `href`.
    pub url: Url,
}

/// An image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Where it is.
    pub url: Url,
    /// What it shows, in words.
    pub alt: Option<Text>,
    /// What is known of the file; `None` when it could not be looked at.
    pub file: Option<FileFacts>,
    /// Width and height in pixels.
    pub size: Option<(u32, u32)>,
}

/// What a file itself tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFacts {
    /// Bytes.
    pub length: u64,
    /// The media type (RFC 6838): `audio/mpeg`; what is none is written as `application/octet-stream`.
    pub media_type: String,
}

/// A file that belongs to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Where it is.
    pub url: Url,
    /// The media type (RFC 6838): `audio/mpeg`; what is none is written as `application/octet-stream`.
    pub media_type: String,
    /// Bytes; `None` when not known. RSS requires it: without one there is no `enclosure`.
    pub length: Option<u64>,
    /// A name for people. Atom: `title`. JSON Feed: `title`.
    pub title: Option<Text>,
    /// Playing time in seconds. JSON Feed: `duration_in_seconds`.
    pub seconds: Option<u32>,
}

/// The feed that an entry was taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFeed {
    /// Its title.
    pub title: Text,
    /// Its address.
    pub url: Url,
}

/// An entry that is gone. Atom: `at:deleted-entry` (RFC 6721, section 3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tombstone {
    /// The id that it had.
    pub id: Id,
    /// Since when it is gone.
    pub when: Timestamp,
}
