//! RSS 2.0 (<https://www.rssboard.org/rss-specification> and its Best Practices Profile).

mod items;

use ::rss::extension::atom::{AtomExtension, Link};
use ::rss::{Category, Channel, Enclosure, Image};

use memchr::{memchr, memchr3, memmem};

use crate::date::Timestamp;
use crate::model::{self, Entry, Feed, History, Person};
use crate::namespace::Element;
use crate::output::Format;
use crate::render::rss::items::Items;
use crate::render::{GENERATOR, by_number, first_words, history, main_attachment, media_type};

/// How long the description may be that an entry without a summary gets.
const DESCRIPTION_CHARACTERS: usize = 200;

/// About how many bytes an item has beside its content.
const AROUND_ENTRY: usize = 1_024;

const CONTENT: &str = "http://purl.org/rss/1.0/modules/content/";

const DOCS: &str = "https://www.rssboard.org/rss-specification";

pub(super) fn render(feed: &Feed) -> Vec<u8> {
    let items = items(feed, "");
    let mut bytes = head(feed, &items);
    bytes.reserve_exact(items.text.len() + TAIL.len());
    bytes.extend_from_slice(items.text.as_bytes());
    bytes.extend_from_slice(TAIL);
    bytes
}

/// The items of a feed behind another's `before`, and what would stand before them in a file of their own.
pub(super) fn within(feed: &Feed, before: &str) -> (String, Vec<u8>) {
    let items = items(feed, before);
    let own = head(feed, &items);
    (items.text, own)
}

fn items(feed: &Feed, before: &str) -> Items {
    let room: usize = feed.entries().iter().map(|entry| entry.html.as_str().len() + AROUND_ENTRY).sum();
    let mut items = Items::with_capacity(before.len() + room);
    items.text.push_str(before);
    feed.entries().iter().for_each(|entry| items.push(entry));
    items
}

/// What stands before the first item.
fn head(feed: &Feed, items: &Items) -> Vec<u8> {
    let mut channel = channel(feed);
    for namespace in &items.used {
        channel.namespaces.insert(namespace.prefix.to_owned(), namespace.uri.to_owned());
    }
    if items.have_content {
        channel.namespaces.insert("content".to_owned(), CONTENT.to_owned());
    }
    let mut bytes = written(&channel, feed);
    // The items are the last that stands in a channel.
    bytes.truncate(bytes.len() - TAIL.len().min(bytes.len()));
    bytes
}

/// What stands behind the last item.
pub(super) const TAIL: &[u8] = b"\n  </channel>\n</rss>\n";

/// A channel as the crate writes it, and as readers take it.
fn written(channel: &Channel, feed: &Feed) -> Vec<u8> {
    // Writing into memory can't fail.
    let bytes = channel.pretty_write_to(Vec::new(), b' ', 2).unwrap_or_default();
    finish(&bytes, history::element(feed))
}

/// Elements whose text is plain; an item's description and content are HTML.
const PLAIN: &[&str] = &[
    "title",
    "description",
    "copyright",
    "managingEditor",
    "category",
    "source",
    "dc:creator",
    "dc:contributor",
    "dc:rights",
    "media:description",
];

/// Writes by number what lenient readers would take for a tag or a reference in plain text, and, before the
/// links, which document of the feed this is.
fn finish(written: &[u8], mut element_of_history: Option<&str>) -> Vec<u8> {
    const CDATA: &[u8] = b"<![CDATA[";
    const CDATA_END: &[u8] = b"]]>";
    let mut finished = Vec::with_capacity(written.len() + written.len() / 64 + 1);
    // What stands before the next tag is the text of this element; up to `copied`, everything is finished.
    let mut element: &[u8] = b"";
    let (mut at, mut copied) = (0, 0);
    while let Some(length) = memchr(b'<', &written[at..]) {
        let (text, tag) = (&written[at..at + length], &written[at + length..]);
        if memchr(b'&', text).is_some()
            && is_plain(element)
            && let Ok(text) = std::str::from_utf8(text)
        {
            finished.extend_from_slice(&written[copied..at]);
            finished.extend_from_slice(by_number(text).as_bytes());
            copied = at + length;
        }
        at += length;
        if tag.starts_with(b"<atom:link")
            && let Some(element) = element_of_history.take()
        {
            finished.extend_from_slice(&written[copied..at]);
            finished.extend_from_slice(format!("{element}\n    ").as_bytes());
            copied = at;
        }
        let end = if tag.starts_with(CDATA) {
            memmem::find(tag, CDATA_END).map(|end| end + CDATA_END.len())
        } else {
            let end = memchr(b'>', tag).map(|end| end + 1);
            let name = &tag[1..end.unwrap_or(tag.len())];
            let is_end = |byte: &u8| matches!(byte, b' ' | b'>' | b'/');
            element = &name[..name.iter().position(is_end).unwrap_or(name.len())];
            end
        };
        at += end.unwrap_or(tag.len());
    }
    finished.extend_from_slice(&written[copied..]);
    finished.push(b'\n');
    finished
}

fn is_plain(element: &[u8]) -> bool {
    PLAIN.iter().any(|name| name.as_bytes() == element)
}

fn channel(feed: &Feed) -> Channel {
    let info = feed.info();
    let mut channel = Channel {
        title: info.title.to_string(),
        link: info.home.to_string(),
        description: info.description.as_ref().unwrap_or(&info.title).to_string(),
        language: info.language.as_ref().map(|language| language.to_string().to_ascii_lowercase()),
        copyright: info.rights.as_ref().map(ToString::to_string),
        managing_editor: info.authors.iter().find_map(mail_and_name),
        // When its content was published, which SmartNews demands; the newest entry's date, never the clock's.
        pub_date: feed.entries().iter().map(|entry| entry.published).max_by_key(|at| at.unix()).map(Timestamp::rfc2822),
        last_build_date: Some(feed.updated().rfc2822()),
        categories: info.categories.iter().map(category).collect(),
        generator: Some(GENERATOR.to_owned()),
        docs: Some(DOCS.to_owned()),
        ttl: info.ttl_minutes.map(|minutes| minutes.to_string()),
        image: info.logo.as_ref().map(|logo| image(feed, logo)),
        atom_ext: Some(links(feed)),
        ..Channel::default()
    };
    history::declare(feed, &mut channel.namespaces);
    channel
}

/// `mail (Name)`, the only form of a person that RSS knows; somebody without an address is not named so.
fn mail_and_name(person: &Person) -> Option<String> {
    let email = person.email.as_ref().filter(|email| Person::is_email(email.as_str()))?;
    // Parentheses would end the comment that the name stands in (RFC 822, section 3.4.3).
    Some(format!("{email} ({})", person.name.as_str().replace(['(', ')'], "")))
}

fn links(feed: &Feed) -> AtomExtension {
    let info = feed.info();
    let own = Link {
        rel: "self".to_owned(),
        href: info.address.to_string(),
        mime_type: Some(Format::Rss.media_type().to_owned()),
        ..Link::default()
    };
    let hubs = info.hubs.iter().map(|hub| Link { rel: "hub".to_owned(), href: hub.to_string(), ..Link::default() });
    let others = info.history.iter().flat_map(History::links).map(|(rel, href)| Link {
        rel: rel.to_owned(),
        href: href.to_string(),
        mime_type: Some(Format::Rss.media_type().to_owned()),
        ..Link::default()
    });
    AtomExtension { links: std::iter::once(own).chain(others).chain(hubs).collect() }
}

/// The image's title and link are the channel's (Best Practices Profile); its size is said where RSS allows it.
fn image(feed: &Feed, logo: &model::Image) -> Image {
    let info = feed.info();
    let size = logo.size.filter(|(width, height)| *width <= 144 && *height <= 400);
    Image {
        url: logo.url.to_string(),
        title: info.title.to_string(),
        link: info.home.to_string(),
        width: size.map(|(width, _)| width.to_string()),
        height: size.map(|(_, height)| height.to_string()),
        description: None,
    }
}

fn category(category: &model::Category) -> Category {
    Category { name: category.term.to_string(), domain: category.scheme.as_ref().map(ToString::to_string) }
}

/// What describes an entry, as HTML: readers take `description` for HTML, so a summary that is plain text has to be
/// escaped for them, too.
fn description(entry: &Entry) -> Option<String> {
    let summary = entry.summary.as_ref().map(|summary| html_text(summary.as_str()));
    summary.or_else(|| other_description(entry))
}

/// What describes an entry that has no summary: the first words of its content, else its title, else its address. An
/// item has to have a title or a description, and one with content has a description before it.
fn other_description(entry: &Entry) -> Option<String> {
    if entry.html.is_blank() && entry.title.is_some() {
        return None;
    }
    let words = first_words(entry, DESCRIPTION_CHARACTERS);
    let title = entry.title.as_ref().map(ToString::to_string);
    let words = Some(words).filter(|words| !words.is_empty()).or(title);
    Some(html_text(&words.unwrap_or_else(|| entry.url.to_string())))
}

fn html_text(text: &str) -> String {
    if memchr3(b'&', b'<', b'>', text.as_bytes()).is_none() {
        return text.to_owned();
    }
    by_number(&text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")).into_owned()
}

/// One enclosure, since half a dozen readers take the last of several and one rejects the feed: a file of the
/// article's, else its lead image.
fn enclosure(entry: &Entry) -> Option<Enclosure> {
    if let Some(file) = main_attachment(entry) {
        let length = file.length?.to_string();
        return Some(Enclosure {
            url: file.url.to_string(),
            length,
            mime_type: media_type(&file.media_type).to_owned(),
        });
    }
    let image = entry.image.as_ref()?;
    let file = image.file.as_ref()?;
    Some(Enclosure {
        url: image.url.to_string(),
        length: file.length.to_string(),
        mime_type: media_type(&file.media_type).to_owned(),
    })
}

fn local_name(element: &Element) -> &'static str {
    element.name.split_once(':').map_or(element.name, |(_, local)| local)
}

#[cfg(test)]
mod tests;
