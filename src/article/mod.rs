//! One document → one article: what is said about it, each field with its origin, and where its body stands.
//!
//! Reading goes in two steps, since most feeds show few of the articles there are. [`metadata`] reads what is said
//! about an article; [`body`] turns its body into HTML, and is called for the chosen ones only. Neither fails: what is
//! wrong comes back as diagnostics beside what could be read. Each markup brings its metadata into one shape
//! ([`raw::Raw`]), so that [`keys`] alone knows under which names generators keep a title or a date.

pub mod autolink;
pub mod encoding;
pub mod file_name;
pub mod front_matter;
pub mod keys;
pub mod language;
pub mod markdown;
pub mod page;
pub mod plain;
pub mod raw;

use std::sync::Arc;

use crate::date::{Context, Timestamp};
use crate::diagnostic::{Diagnostic, Span};
use crate::html::{self, Clean, Extent, Handler, Witness};
use crate::model::{self, Category, Id, Language, Person, SourceFeed, Text, Url};

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
        let file = file_name::of_path(name);
        let dot = memchr::memrchr(b'.', file.as_bytes()).filter(|dot| *dot > 0)?;
        let is_one_of = |known: &[&str]| known.iter().any(|one| file[dot + 1..].eq_ignore_ascii_case(one));
        match () {
            () if is_one_of(&["md", "markdown", "mdown", "mkd", "mkdn"]) => Some(Markup::Markdown),
            () if is_one_of(&["txt", "text"]) => Some(Markup::Plain),
            () if is_one_of(&["html", "htm", "xhtml"]) => Some(Markup::Html),
            () => None,
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
    FrontMatter(Arc<str>),
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
    /// What is remembered of it: the lock file.
    Ledger,
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
    /// Before when it is not to be shown, where that is later than its date.
    pub release: Option<Field<Timestamp>>,
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
    /// What it has in common with its translations.
    pub translation_key: Option<Field<String>>,
    /// The last part of its address.
    pub slug: Option<Field<String>>,
    /// Its address: absolute, or relative to the site.
    pub url: Option<Field<String>>,
    /// The page elsewhere that it is about (a link post).
    pub external_url: Option<Field<String>>,
    /// Its permanent id.
    pub id: Option<Field<Id>>,
    /// A name of its own that is no absolute id: it stands for the path in the `tag:` URI.
    pub local_id: Option<Field<String>>,
    /// Its lead image.
    pub image: Option<Field<ImageReference>>,
    /// Files that belong to it.
    pub attachments: Vec<Field<AttachmentReference>>,
    /// The page where readers discuss it.
    pub comments: Option<Field<String>>,
    /// A notice of rights.
    pub rights: Option<Field<Text>>,
    /// The feed that it was taken from, when it is somebody else's.
    pub source: Option<Field<SourceFeed>>,
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
            release: None,
            updated: None,
            expires: None,
            draft: None,
            hidden: None,
            summary: None,
            authors: Vec::new(),
            contributors: Vec::new(),
            categories: Vec::new(),
            language: None,
            translation_key: None,
            slug: None,
            url: None,
            external_url: None,
            id: None,
            local_id: None,
            image: None,
            attachments: Vec::new(),
            comments: None,
            rights: None,
            source: None,
        }
    }
}

/// Reads what is said about an article: by its front matter or header lines, by an HTML page's own metadata, by its
/// path, and, for the title, by its first heading. The first that says something counts.
pub fn metadata(name: &str, markup: Markup, text: &str, context: &Context) -> (Article, Vec<Diagnostic>) {
    let (front, mut body, mut found) = front_matter::parse(text);
    let mut raw = front.unwrap_or_default();
    if raw.fields.is_empty() && found.is_empty() && markup != Markup::Html {
        let (head, rest) = plain::head(text);
        raw = head.unwrap_or_default();
        body = if raw.fields.is_empty() { body } else { rest };
    }
    if markup == Markup::Html {
        let page = page::head(&text[body.start..body.end], body.start);
        raw.fields.extend(page.fields);
    }
    let mut article = Article::bare(name, markup, body);
    found.extend(keys::interpret(&raw, context, &mut article));
    let facts = file_name::Facts::of(name);
    if article.date.is_none() {
        match facts.date(context) {
            Ok(date) => article.date = date.map(|date| Field::new(date, OriginKind::FileName, None)),
            Err(fault) => found.push(fault),
        }
    }
    if article.language.is_none() {
        article.language = facts.language().map(|(language, kind)| Field::new(language, kind, None));
    }
    if article.draft.is_none() && facts.is_draft() {
        article.draft = Some(Field::new(true, OriginKind::FolderName, None));
    }
    title_from_body(&mut article, text);
    (article, found)
}

/// Takes a heading that opens the body for the title, if there is no other. When it is the title, the body starts after
/// it, so that no reader shows it twice.
fn title_from_body(article: &mut Article, text: &str) {
    let (heading, span, rest) = match article.markup {
        Markup::Plain => {
            let Some((heading, span, rest)) = plain::title_line(text, article.body) else { return };
            (heading.to_owned(), span, rest)
        }
        Markup::Markdown => {
            let Some((heading, span)) = markdown::first_heading(&text[article.body.start..article.body.end]) else {
                return;
            };
            let span = span.shift(article.body.start);
            (heading, span, Span::new(span.end, article.body.end))
        }
        Markup::Html => return,
    };
    let Some(heading) = Text::line(&heading) else { return };
    match &article.title {
        Some(title) if page::folded(title.value.as_str()) != page::folded(heading.as_str()) => return,
        Some(_) => {}
        None => article.title = Some(Field::new(heading, OriginKind::FirstHeading, span)),
    }
    article.body = rest;
}

/// An article's body as HTML, not yet cleaned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The whole body.
    pub html: String,
    /// What stands before the mark `<!--more-->`, if the author set one.
    pub summary_html: Option<String>,
    /// What a page says that its references are relative to, where that is not its address.
    pub base: Option<String>,
}

/// Turns an article's body into HTML. The text is the one that the article was read from.
pub fn body(article: &Article, text: &str) -> Body {
    let body = &text[article.body.start..article.body.end];
    match article.markup {
        Markup::Plain => Body { html: plain::to_html(body), ..Body::default() },
        Markup::Html => {
            let title = article.title.as_ref().map(|title| title.value.as_str());
            Body { html: page::body(body, title), summary_html: None, base: page::base(body) }
        }
        Markup::Markdown => {
            Body { html: markdown::to_html(body), summary_html: markdown::summary_html(body), base: None }
        }
    }
}

/// An article's body as HTML that is safe and complete by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CleanBody {
    /// The whole body.
    pub(crate) clean: Clean,
    /// What stands before the mark `<!--more-->`, not cleaned, if the author set one.
    pub(crate) summary_html: Option<String>,
    /// What its references are relative to: the page's address, or what the page says.
    pub(crate) base: Url,
}

/// Turns the body of an article whose page stands at an address into clean HTML, and has a witness see it being written.
pub(crate) fn clean_body(
    article: &Article,
    text: &str,
    page: &Url,
    extent: Extent,
    mut witness: Option<&mut dyn Witness>,
) -> CleanBody {
    if article.markup == Markup::Markdown {
        let body = &text[article.body.start..article.body.end];
        let length = body.len() + body.len() / 4;
        let tell = |handler: &mut dyn Handler| markdown::tell(body, handler);
        let witness = witness.as_mut().map(|witness| &mut **witness as &mut dyn Witness);
        if let Some(clean) = html::clean_told(length, page, extent, witness, tell) {
            return CleanBody { clean, summary_html: markdown::summary_html(body), base: page.clone() };
        }
    }
    if let Some(witness) = witness {
        witness.forget();
    }
    let Body { html, summary_html, base } = body(article, text);
    let base = base.and_then(|base| page.join(&base).ok()).filter(|base| Url::web(base.as_str()).is_ok());
    let base = base.unwrap_or_else(|| page.clone());
    CleanBody { clean: html::clean(&html, &base), summary_html, base }
}

/// Names what a body holds that no feed can show: a site generator's template tags, wiki links, links to files.
pub fn leftovers(article: &Article, text: &str) -> Vec<Diagnostic> {
    if article.markup != Markup::Markdown {
        return Vec::new();
    }
    let mut found = markdown::leftovers(&text[article.body.start..article.body.end]);
    for one in &mut found {
        one.span = one.span.map(|span| span.shift(article.body.start));
    }
    found
}

/// How many illegal characters of one text are shown; the last finding counts the others.
const ILLEGAL_SHOWN: usize = 5;

/// Names the characters of a text that no feed can carry. They are left out of the feed; nothing else is lost.
pub fn illegal_characters(text: &str) -> Vec<Diagnostic> {
    let mut illegal = model::illegal_characters(text);
    let mut found: Vec<Diagnostic> = illegal
        .by_ref()
        .take(ILLEGAL_SHOWN)
        .map(|one| {
            let span = Span::new(one.offset, one.offset + one.character.len_utf8());
            let help = "take the character out of the file; the feed is published without it";
            Diagnostic::warning("illegal-character", one.to_string()).at(span).help(help)
        })
        .collect();
    let more = illegal.count();
    if more > 0 {
        let message = format!("{more} more characters of this text are not allowed in a feed");
        found.push(Diagnostic::warning("illegal-character", message));
    }
    found
}
