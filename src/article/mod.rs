//! One document → one article: what is said about it, each field with its origin, and where its body stands.
//!
//! Reading goes in two steps, since most feeds show few of the articles there are. [`metadata`] reads what is said
//! about an article; [`body`] turns its body into HTML, and is called for the chosen ones only. Neither fails: what is
//! wrong comes back as diagnostics beside what could be read. Each markup brings its metadata into one shape
//! ([`raw::Raw`]), so that [`keys`] alone knows under which names generators keep a title or a date.

pub mod raw;

use crate::date::Timestamp;
use crate::diagnostic::Span;
use crate::model::{Category, Id, Language, Person, Text};

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Markup {
    /// Plain text: paragraphs between blank lines.
    Plain,
    /// CommonMark with GitHub's extensions and footnotes.
    Markdown,
    /// A page or a fragment of HTML.
    Html,
}

impl Markup {
    /// The markup that a file name's extension stands for; `None` for a file that is no article.
    pub fn of(name: &str) -> Option<Markup> {
        let file = name.rsplit('/').next().unwrap_or(name);
        let (stem, extension) = file.rsplit_once('.')?;
        if stem.is_empty() {
            return None;
        }
        match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Markup::Plain),
            "md" | "markdown" | "mdown" | "mkd" | "mkdn" => Some(Markup::Markdown),
            "html" | "htm" | "xhtml" => Some(Markup::Html),
            _ => None,
        }
    }
}

/// A value and where it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// Where it came from.
    pub origin: Origin,
}

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The kind of place.
    pub kind: OriginKind,
    /// The place in the decoded text, where there is one.
    pub span: Option<Span>,
}

/// The kinds of places that values come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OriginKind {
    /// Front matter, under this key (dotted when nested: `taxonomies.tags`).
    FrontMatter(String),
    /// A `Key: value` line at the head of a text, under this key.
    HeaderLine(String),
    /// The first line of a newsroom export: `date 2025-08-13 Home » Title`.
    ExportLine,
    /// A page's own metadata, named as it stands there: `<title>`, `og:title`, `JSON-LD headline`, `<html lang>`.
    Page(String),
    /// The document's file name.
    FileName,
    /// A folder in the document's path.
    FolderName,
    /// The first heading of the body.
    FirstHeading,
    /// The first paragraph of the body.
    FirstParagraph,
    /// The first image of the body.
    FirstImage,
    /// The site's configuration, under this key.
    Site(&'static str),
    /// Worked out from the text itself.
    Detected,
    /// Worked out from other fields by this rule (`permalink`, `tag: URI`).
    Derived(&'static str),
}

impl<T> Field<T> {
    /// A value with the place it was read from.
    pub fn new(value: T, kind: OriginKind, span: impl Into<Option<Span>>) -> Field<T> {
        Field { value, origin: Origin { kind, span: span.into() } }
    }
}

/// What is said about an article. Addresses are as written, since only the site knows what they are relative to.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The document's name: its path below the content folder, with `/`.
    pub name: String,
    /// How the body is written.
    pub markup: Markup,
    /// Where the body stands in the decoded text (for a whole HTML page: everything).
    pub body: Span,
    /// The title, on one line.
    pub title: Option<Field<Text>>,
    /// When it was first published.
    pub date: Option<Field<Timestamp>>,
    /// When its meaning last changed.
    pub updated: Option<Field<Timestamp>>,
    /// From when on it is no longer to be shown.
    pub expires: Option<Field<Timestamp>>,
    /// Whether it is a draft.
    pub draft: Option<Field<bool>>,
    /// Whether it is kept out of feeds by its author (`rss: false`, `feed: false`, `include_in_feeds: false`).
    pub hidden: Option<Field<bool>>,
    /// A summary in plain text.
    pub summary: Option<Field<Text>>,
    /// Who wrote it.
    pub authors: Vec<Field<Person>>,
    /// Who helped.
    pub contributors: Vec<Field<Person>>,
    /// Tags and categories in order, each once.
    pub categories: Vec<Field<Category>>,
    /// The language it is written in.
    pub language: Option<Field<Language>>,
    /// The last part of its address.
    pub slug: Option<Field<String>>,
    /// Its address: absolute, or relative to the site.
    pub url: Option<Field<String>>,
    /// The page elsewhere that it is about (a link post).
    pub external_url: Option<Field<String>>,
    /// Its permanent id.
    pub id: Option<Field<Id>>,
    /// Its lead image.
    pub image: Option<Field<ImageReference>>,
    /// Files that belong to it.
    pub attachments: Vec<Field<AttachmentReference>>,
    /// The page where readers discuss it.
    pub comments: Option<Field<String>>,
    /// A notice of rights.
    pub rights: Option<Field<Text>>,
}

/// An image as an article names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageReference {
    /// Its address or path, as written.
    pub reference: String,
    /// What it shows, in words.
    pub alt: Option<Text>,
}

/// A file as an article names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttachmentReference {
    /// Its address or path, as written.
    pub reference: String,
    /// The media type, where it is given.
    pub media_type: Option<String>,
    /// Bytes, where given.
    pub length: Option<u64>,
    /// A name for people.
    pub title: Option<Text>,
    /// Playing time in seconds.
    pub seconds: Option<u32>,
}

impl Article {
    /// An article of which nothing is known but its name, markup and body.
    pub fn bare(name: &str, markup: Markup, body: Span) -> Article {
        Article {
            name: name.to_owned(),
            markup,
            body,
            title: None,
            date: None,
            updated: None,
            expires: None,
            draft: None,
            hidden: None,
            summary: None,
            authors: Vec::new(),
            contributors: Vec::new(),
            categories: Vec::new(),
            language: None,
            slug: None,
            url: None,
            external_url: None,
            id: None,
            image: None,
            attachments: Vec::new(),
            comments: None,
            rights: None,
        }
    }
}
