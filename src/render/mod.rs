//! A feed → the bytes of its file, in each format; and the list of all feeds → what stands beside them.
//!
//! Rendering can't fail: the model's values are valid by construction. It depends on the feed alone, so equal feeds
//! give equal bytes. What is written is what survives in every reader: titles are plain and escaped once, an RSS item
//! has one enclosure, every entry has a link and a date.

mod atom;
mod history;
pub mod host;
mod json;
mod listing;
pub mod opml;
pub mod page;
pub mod pieces;
mod rss;
pub mod snippet;
pub mod style;

use std::borrow::Cow;

use crate::html;
use crate::model::{Attachment, Entry, Feed};
use crate::output::{Format, Output};

pub use listing::{COMPARED, ListedEntry, ListedFeed, Listing};

/// What the generator element says. Without a version: a new version must not change every feed of the world.
const GENERATOR: &str = "Feedwright";

/// A rendered feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub output: Output,
    /// What the format could not carry.
    pub losses: Vec<Loss>,
}

/// Something that a format can't carry, said once for all entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The format.
    pub format: Format,
    /// What, in words.
    pub what: &'static str,
    /// The same in a sentence without a full stop, with the number of entries.
    pub message: String,
    /// How many entries are concerned.
    pub entries: usize,
}

/// Renders a feed.
pub fn render(feed: &Feed, format: Format) -> Rendered {
    let bytes = match format {
        Format::Rss => rss::render(feed),
        Format::Atom => atom::render(feed),
        Format::Json => json::render(feed),
    };
    let output = Output { bytes, media_type: format.media_type(), modified: feed.updated() };
    Rendered { output, losses: losses(feed, format) }
}

/// What a format has no place for, and how to tell whether an entry has it.
type Lack = (&'static str, fn(&Feed, &Entry) -> bool);

const RSS_LACKS: &[Lack] = &[
    ("one enclosure an item, so further attachments are left out", |_, entry| entry.attachments.len() > 1),
    ("no enclosure without a length, so such attachments are left out", |_, entry| {
        entry.attachments.iter().any(|file| file.length.is_none())
    }),
    ("one language a feed, so an entry's own language is left out", |feed, entry| {
        entry.language.is_some() && entry.language != feed.info().language
    }),
    ("no place for the page that a link post is about", |_, entry| entry.external_url.is_some()),
    // `atom:updated` would be one, but two clients of twenty then show it for the date of publication.
    ("no place for when an entry last changed", |_, entry| entry.updated().unix() > entry.published.unix()),
    ("no place for the addresses of authors", |_, entry| entry.authors.iter().any(|author| author.url.is_some())),
];

const JSON_LACKS: &[Lack] = &[
    ("no place for contributors", |_, entry| !entry.contributors.is_empty()),
    ("no place for rights", |_, entry| entry.rights.is_some()),
    ("no place for the address of comments", |_, entry| entry.comments.is_some()),
    ("no place for a category's vocabulary", |_, entry| {
        entry.categories.iter().any(|category| category.scheme.is_some())
    }),
    ("no place for the feed that an entry was taken from", |_, entry| entry.source.is_some()),
];

fn losses(feed: &Feed, format: Format) -> Vec<Loss> {
    let lacks: &[Lack] = match format {
        Format::Rss => RSS_LACKS,
        Format::Atom => &[],
        Format::Json => JSON_LACKS,
    };
    let count = |has: fn(&Feed, &Entry) -> bool| feed.entries().iter().filter(|entry| has(feed, entry)).count();
    let counted = lacks.iter().map(|(what, has)| (what, count(*has))).filter(|(_, entries)| *entries > 0);
    counted.map(|(what, entries)| Loss::of(format, what, entries)).collect()
}

impl Loss {
    fn of(format: Format, what: &'static str, entries: usize) -> Loss {
        let noun = if entries == 1 { "entry" } else { "entries" };
        Loss { format, what, message: format!("{} has {what} ({entries} {noun})", format.name()), entries }
    }
}

/// The attachment that stands for an entry where there may be one: the first whose length is known.
fn main_attachment(entry: &Entry) -> Option<&Attachment> {
    entry.attachments.iter().find(|file| file.length.is_some())
}

/// A media type as it can be written: `type/subtype` (RFC 6838, section 4.2), parameters behind it.
fn media_type(written: &str) -> &str {
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'/');
    let bare = written.split(';').next().unwrap_or(written).trim();
    let is_one = bare.split_once('/').is_some_and(|(kind, subtype)| is_name(kind) && is_name(subtype));
    let is_plain = written.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    if is_one && is_plain { written } else { "application/octet-stream" }
}

/// The first words of an entry's summary, or else of its content; the empty text where there are none.
fn first_words(entry: &Entry, characters: usize) -> String {
    let text = entry.summary.as_ref().map_or_else(|| html::plain_text(entry.html.as_str()), ToString::to_string);
    html::excerpt(&text.split_whitespace().collect::<Vec<_>>().join(" "), characters)
}

/// Escaped text in which a number stands for `<` and `&` where lenient readers would take what follows for a tag or a
/// reference: so the character itself is meant (RSS Best Practices Profile, "Character Data").
fn by_number(escaped: &str) -> Cow<'_, str> {
    let begins = |rest: &str, more: &[char]| rest.starts_with(|c: char| c.is_ascii_alphabetic() || more.contains(&c));
    let mut written = String::new();
    let mut at = 0;
    for (start, _) in escaped.match_indices('&') {
        let rest = &escaped[start..];
        let number = match (rest.strip_prefix("&lt;"), rest.strip_prefix("&amp;")) {
            (Some(rest), _) if begins(rest, &['/', '!', '?']) => ("&lt;", "&#x3C;"),
            (_, Some(rest)) if begins(rest, &['#']) => ("&amp;", "&#x26;"),
            _ => continue,
        };
        written.push_str(&escaped[at..start]);
        written.push_str(number.1);
        at = start + number.0.len();
    }
    if at == 0 {
        return Cow::Borrowed(escaped);
    }
    written.push_str(&escaped[at..]);
    Cow::Owned(written)
}

#[cfg(test)]
mod tests;
