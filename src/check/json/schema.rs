//! What each object of a feed may hold.

use crate::check::json::reader::Object;
use crate::check::json::values::{
    address, anything, content_text, date, duration, file, html, hub_type, language, media_type, plain, size, version,
    web_address,
};
use crate::check::json::walk::{Judge, Number, Text};
use crate::check::json::{items, whole};
use crate::diagnostic::Span;

/// What a value has to be.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    Text(fn(&Text<'_>, &mut Judge<'_, '_>)),
    Number(fn(&Number<'_>, &mut Judge<'_, '_>)),
    Flag,
    /// Text too, for which numbers are often written.
    Id,
    List(&'static Shape),
    Object(&'static Table),
}

/// Whether a key has to be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Must,
    /// The specification recommends it strongly.
    Should,
    May,
}

/// A key that an object may have.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) need: Need,
    /// Whether version 1 did not have it.
    pub(super) is_new: bool,
}

/// What is judged of an object as a whole: the object and its place.
pub(super) type Whole = fn(&Object<'_>, Span, &mut Judge<'_, '_>);

/// An object.
pub(super) struct Table {
    /// What it is called.
    pub(super) name: &'static str,
    pub(super) keys: &'static [Key],
    pub(super) whole: &'static [Whole],
}

const fn may(name: &'static str, shape: Shape) -> Key {
    Key { name, shape, need: Need::May, is_new: false }
}

/// A key that came with version 1.1.
const fn new(name: &'static str, shape: Shape) -> Key {
    Key { is_new: true, ..may(name, shape) }
}

const fn should(name: &'static str, shape: Shape) -> Key {
    Key { need: Need::Should, ..may(name, shape) }
}

const fn must(name: &'static str, shape: Shape) -> Key {
    Key { need: Need::Must, ..may(name, shape) }
}

pub(super) static FEED: Table = Table {
    name: "feed",
    keys: &[
        must("version", Shape::Text(version)),
        must("title", Shape::Text(plain)),
        should("home_page_url", Shape::Text(web_address)),
        may("feed_url", Shape::Text(web_address)),
        may("description", Shape::Text(plain)),
        may("user_comment", Shape::Text(anything)),
        may("next_url", Shape::Text(web_address)),
        may("icon", Shape::Text(file)),
        may("favicon", Shape::Text(file)),
        may("author", Shape::Object(&AUTHOR)),
        new("authors", Shape::List(&Shape::Object(&AUTHOR))),
        new("language", Shape::Text(language)),
        may("expired", Shape::Flag),
        may("hubs", Shape::List(&Shape::Object(&HUB))),
        must("items", Shape::List(&Shape::Object(&ITEM))),
    ],
    whole: &[
        whole::author,
        whole::version_first,
        whole::own_address,
        whole::next_page,
        whole::language,
        whole::expired,
        items::none,
        items::repeated,
        items::dates,
        items::ids,
    ],
};

static ITEM: Table = Table {
    name: "item",
    keys: &[
        must("id", Shape::Id),
        may("url", Shape::Text(web_address)),
        may("external_url", Shape::Text(address)),
        may("title", Shape::Text(anything)),
        may("content_html", Shape::Text(html)),
        may("content_text", Shape::Text(content_text)),
        may("summary", Shape::Text(anything)),
        may("image", Shape::Text(file)),
        may("banner_image", Shape::Text(file)),
        may("date_published", Shape::Text(date)),
        may("date_modified", Shape::Text(date)),
        may("author", Shape::Object(&AUTHOR)),
        new("authors", Shape::List(&Shape::Object(&AUTHOR))),
        may("tags", Shape::List(&Shape::Text(plain))),
        new("language", Shape::Text(language)),
        may("attachments", Shape::List(&Shape::Object(&ATTACHMENT))),
    ],
    whole: &[whole::author, whole::plain_texts, whole::has_content, whole::link, items::own_dates],
};

static AUTHOR: Table = Table {
    name: "author",
    keys: &[may("name", Shape::Text(plain)), may("url", Shape::Text(address)), may("avatar", Shape::Text(file))],
    whole: &[whole::nobody],
};

static ATTACHMENT: Table = Table {
    name: "attachment",
    keys: &[
        must("url", Shape::Text(file)),
        must("mime_type", Shape::Text(media_type)),
        may("title", Shape::Text(plain)),
        may("size_in_bytes", Shape::Number(size)),
        may("duration_in_seconds", Shape::Number(duration)),
    ],
    whole: &[whole::attachment],
};

static HUB: Table = Table {
    name: "hub",
    keys: &[must("type", Shape::Text(hub_type)), must("url", Shape::Text(web_address))],
    whole: &[],
};

/// The tables that have a key; for keys that stand in the wrong object.
pub(super) fn tables_with(key: &str) -> Option<&'static str> {
    let tables = [&FEED, &ITEM, &AUTHOR, &ATTACHMENT, &HUB];
    tables.into_iter().find(|table| table.keys.iter().any(|known| known.name == key)).map(|table| table.name)
}
