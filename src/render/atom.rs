//! Atom 1.0 (RFC 4287).

use std::collections::{BTreeMap, HashSet};

use atom_syndication::extension::{Extension, ExtensionMap};
use atom_syndication::{
    Category, Content, Entry as AtomEntry, Feed as AtomFeed, FixedDateTime, Generator, Link, Person as AtomPerson,
    Source, Text as AtomText, TextType, WriteConfig,
};

use crate::date::Timestamp;
use crate::model::{self, Attachment, Entry, Feed, History, Person, Tombstone};
use crate::output::Format;
use crate::render::{GENERATOR, by_number, first_words, history, media_type};

/// How long the title may be that an entry without one gets.
const TITLE_CHARACTERS: usize = 60;

pub(super) fn render(feed: &Feed) -> Vec<u8> {
    let atom = atom_feed(feed);
    let config = WriteConfig { write_document_declaration: false, indent_size: Some(2) };
    // Writing into memory can't fail.
    let written = atom.write_with_config(Vec::new(), config).unwrap_or_default();
    finish(&written, feed)
}

/// Elements whose text is plain.
const PLAIN: &[&str] = &["title", "subtitle", "summary", "rights", "name"];
/// Attributes whose value is plain text.
const PLAIN_ATTRIBUTES: &[&str] = &[" title=\"", " term=\""];

/// Writes a tag, of whose attributes some are plain text.
fn push_tag(tag: &str, finished: &mut String) {
    let plain = PLAIN_ATTRIBUTES.iter().find_map(|name| Some(tag.find(name)? + name.len()));
    let Some(start) = plain else { return finished.push_str(tag) };
    let end = tag[start..].find('"').map_or(tag.len(), |end| start + end);
    finished.push_str(&tag[..start]);
    finished.push_str(&by_number(&tag[start..end]));
    finished.push_str(&tag[end..]);
}

/// Puts in what the crate can't write: the declaration with its encoding, `Z` for UTC (one reader in twenty ignores
/// numeric offsets), what tells which document of the feed this is, each entry's language, and numbers where lenient readers would take plain text for HTML. Text never holds a `<`, so a tag that is found is a tag.
fn finish(written: &[u8], feed: &Feed) -> Vec<u8> {
    let written = String::from_utf8_lossy(written);
    let mut finished = String::with_capacity(written.len() + 64 * feed.entries().len() + 64);
    finished.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let mut element_of_history = history::element(feed);
    let mut languages = feed.entries().iter().map(|entry| entry.language.as_ref());
    let mut rest = written.as_ref();
    // What stands before the next tag is the text of this element.
    let mut element = "";
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        let is_date = tag.starts_with("</updated>") || tag.starts_with("</published>");
        match before.strip_suffix("+00:00").filter(|_| is_date) {
            Some(instant) => {
                finished.push_str(instant);
                finished.push('Z');
            }
            None if PLAIN.contains(&element) => finished.push_str(&by_number(before)),
            None => finished.push_str(before),
        }
        if tag.starts_with("<link")
            && let Some(element) = element_of_history.take()
        {
            finished.push_str(&format!("{element}\n  "));
        }
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let language = if &tag[..end] == "<entry>" { languages.next().flatten() } else { None };
        match language {
            Some(language) => finished.push_str(&format!("<entry xml:lang=\"{language}\">")),
            None => push_tag(&tag[..end], &mut finished),
        }
        element = tag[1..end].split([' ', '>', '/']).next().unwrap_or_default();
        rest = &tag[end..];
    }
    finished.push_str(rest);
    finished.push('\n');
    finished.into_bytes()
}

fn instant(at: Timestamp) -> FixedDateTime {
    let utc = chrono::DateTime::from_timestamp(at.unix(), 0);
    utc.expect("a timestamp's year is one that chrono has").fixed_offset()
}

fn text(value: &str) -> AtomText {
    AtomText { value: value.to_owned(), base: None, lang: None, r#type: TextType::Text }
}

fn link(rel: &str, href: &model::Url) -> Link {
    Link { href: href.to_string(), rel: rel.to_owned(), hreflang: None, mime_type: None, title: None, length: None }
}

fn person(person: &Person) -> AtomPerson {
    AtomPerson {
        name: person.name.to_string(),
        email: person.email.as_ref().map(ToString::to_string),
        uri: person.url.as_ref().map(ToString::to_string),
        extensions: Default::default(),
    }
}

fn category(category: &model::Category) -> Category {
    let scheme = category.scheme.as_ref().map(ToString::to_string);
    Category { term: category.term.to_string(), scheme, label: None }
}

fn atom_feed(feed: &Feed) -> AtomFeed {
    let info = feed.info();
    let mut own = link("self", &info.address);
    own.mime_type = Some(Format::Atom.media_type().to_owned());
    let mut home = link("alternate", &info.home);
    home.mime_type = Some("text/html".to_owned());
    let mut links = vec![own, home];
    links.extend(
        info.history
            .iter()
            .flat_map(History::links)
            .map(|(rel, href)| Link { mime_type: Some(Format::Atom.media_type().to_owned()), ..link(rel, href) }),
    );
    links.extend(info.hubs.iter().map(|hub| link("hub", hub)));
    let (extensions, namespaces) = extensions(feed);
    let mut authors: Vec<_> = info.authors.iter().map(person).collect();
    if authors.is_empty() && feed.entries().iter().any(|entry| entry.authors.is_empty()) {
        // Section 4.1.1: every entry has an author, or its feed has one.
        authors.push(AtomPerson {
            name: info.title.to_string(),
            email: None,
            uri: Some(info.home.to_string()),
            extensions: Default::default(),
        });
    }
    AtomFeed {
        title: text(info.title.as_str()),
        id: info.id.to_string(),
        updated: instant(feed.updated()),
        authors,
        categories: info.categories.iter().map(category).collect(),
        contributors: Vec::new(),
        generator: Some(Generator { value: GENERATOR.to_owned(), uri: None, version: None }),
        icon: info.icon.as_ref().map(ToString::to_string),
        links,
        logo: info.logo.as_ref().map(|logo| logo.url.to_string()),
        rights: info.rights.as_ref().map(|rights| text(rights.as_str())),
        subtitle: info.description.as_ref().map(|description| text(description.as_str())),
        entries: feed.entries().iter().map(atom_entry).collect(),
        extensions,
        namespaces,
        base: None,
        lang: info.language.as_ref().map(ToString::to_string),
    }
}

/// What the other vocabularies say of the feed, and their prefixes: which entries are gone (RFC 6721, section
/// 3: `<at:deleted-entry ref="ID" when="INSTANT"/>`).
fn extensions(feed: &Feed) -> (ExtensionMap, BTreeMap<String, String>) {
    let (mut extensions, mut namespaces) = (ExtensionMap::new(), BTreeMap::new());
    let element = |gone: &Tombstone| Extension {
        name: "at:deleted-entry".to_owned(),
        attrs: [("ref".to_owned(), gone.id.to_string()), ("when".to_owned(), gone.when.rfc3339_utc())].into(),
        ..Extension::default()
    };
    let gone: Vec<Extension> = feed.gone().iter().map(element).collect();
    if !gone.is_empty() {
        extensions.insert("at".to_owned(), [("deleted-entry".to_owned(), gone)].into());
        namespaces.insert("at".to_owned(), "http://purl.org/atompub/tombstones/1.0".to_owned());
    }
    history::declare(feed, &mut namespaces);
    (extensions, namespaces)
}

fn atom_entry(entry: &Entry) -> AtomEntry {
    let content = Content {
        base: None,
        lang: None,
        value: Some(entry.html.to_string()),
        src: None,
        content_type: Some("html".to_owned()),
    };
    AtomEntry {
        title: text(&title(entry)),
        id: entry.id.to_string(),
        updated: instant(entry.updated()),
        authors: entry.authors.iter().map(person).collect(),
        categories: entry.categories.iter().map(category).collect(),
        contributors: entry.contributors.iter().map(person).collect(),
        links: links(entry),
        published: Some(instant(entry.published)),
        rights: entry.rights.as_ref().map(|rights| text(rights.as_str())),
        source: entry.source.as_ref().map(|source| source_feed(source, entry)),
        summary: entry.summary.as_ref().map(|summary| text(summary.as_str())),
        content: (!entry.html.is_blank()).then_some(content),
        extensions: Default::default(),
        namespaces: Default::default(),
    }
}

/// The entry's title; section 4.1.2 requires one, so an entry without gets its first words, or else its day.
fn title(entry: &Entry) -> String {
    if let Some(title) = &entry.title {
        return title.to_string();
    }
    let words = first_words(entry, TITLE_CHARACTERS);
    if words.is_empty() { entry.published.iso_date() } else { words }
}

fn links(entry: &Entry) -> Vec<Link> {
    let mut page = link("alternate", &entry.url);
    page.mime_type = Some("text/html".to_owned());
    let mut links = vec![page.clone()];
    links.extend(languages(entry, page));
    links.extend(entry.external_url.iter().map(|url| link("related", url)));
    links.extend(entry.comments.iter().map(|url| link("replies", url)));
    links.extend(entry.attachments.iter().map(enclosure));
    if let Some(image) = &entry.image
        && let Some(file) = &image.file
        && !entry.attachments.iter().any(|attachment| attachment.url == image.url)
    {
        links.push(Link {
            mime_type: Some(media_type(&file.media_type).to_owned()),
            length: Some(file.length.to_string()),
            title: image.alt.as_ref().map(ToString::to_string),
            ..link("enclosure", &image.url)
        });
    }
    links
}

/// The page in every language, where there are several. Section 4.1.2 allows one `alternate` of a type and language.
///
/// # Why
/// Readers take one `alternate` for the entry's page: some the first, some the last, whatever its `hreflang`. So the own
/// one stands first as ever, and last, with its language.
fn languages(entry: &Entry, page: Link) -> Vec<Link> {
    let Some(own) = &entry.language else { return Vec::new() };
    let mut known = HashSet::from([own]);
    let others = entry.translations.iter().filter(|other| known.insert(&other.language));
    let hreflang = |language: &model::Language| Some(language.to_string());
    let mut links: Vec<Link> = others
        .map(|other| Link { href: other.url.to_string(), hreflang: hreflang(&other.language), ..page.clone() })
        .collect();
    if !links.is_empty() {
        links.push(Link { hreflang: hreflang(own), ..page });
    }
    links
}

fn enclosure(file: &Attachment) -> Link {
    Link {
        mime_type: Some(media_type(&file.media_type).to_owned()),
        length: file.length.map(|length| length.to_string()),
        title: file.title.as_ref().map(ToString::to_string),
        ..link("enclosure", &file.url)
    }
}

/// Section 4.2.11. What is known of the other feed is its title and address, which is the best id that it has.
fn source_feed(source: &model::SourceFeed, entry: &Entry) -> Source {
    Source {
        title: text(source.title.as_str()),
        id: source.url.to_string(),
        updated: instant(entry.updated()),
        authors: Vec::new(),
        categories: Vec::new(),
        contributors: Vec::new(),
        generator: None,
        icon: None,
        links: vec![link("self", &source.url)],
        logo: None,
        rights: None,
        subtitle: None,
    }
}
