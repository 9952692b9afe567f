//! Vocabularies beyond the core formats: one file each, each a table.

mod access;
mod app;
mod base;
mod categories;
mod credits;
mod deleted;
mod dublin_core;
mod geo;
mod gml;
mod history;
mod itunes;
mod media;
mod media_values;
mod others;
mod play;
mod podcast;
mod podcast_values;
mod podcast_whole;
mod recurrence;
mod smart_news;
mod syndication;
#[cfg(test)]
mod tests;
mod thread;

use crate::check::tree::Node;

use crate::check::context::{Context, Subject};
use crate::check::rules::addresses::ADDRESS_NOT_ABSOLUTE;
use crate::check::schema::Row;
use crate::check::values::addresses::full_url;
use crate::check::values::listed::name_of;

pub(in crate::check) use history::is_archive;

/// What is said of a whole: a feed, an entry.
pub(super) const PLACES: &str = "channel item atom:feed atom:entry atom:source";
/// What is said of a feed.
pub(super) const FEEDS: &str = "channel atom:feed atom:source";
/// What is said of an entry.
pub(super) const ENTRIES: &str = "item atom:entry";

/// Every table.
pub(super) const TABLES: &[&[Row]] = &[
    access::ROWS,
    app::ROWS,
    base::ROWS,
    base::TEXTS,
    deleted::ROWS,
    dublin_core::ROWS,
    geo::ROWS,
    gml::ROWS,
    history::ROWS,
    itunes::ROWS,
    media::ROWS,
    others::ROWS,
    play::ROWS,
    podcast::ROWS,
    smart_news::ROWS,
    syndication::ROWS,
    thread::ROWS,
];

/// A check of an element with what is in it.
pub(super) type Whole = fn(Node<'_, '_>, &mut Context<'_>);

/// What these vocabularies ask of the elements of the core formats.
pub(super) const WHOLE: &[(&str, Whole)] = &[
    ("channel", history::feed),
    ("item", history::entry),
    ("atom:feed", history::feed),
    ("atom:entry", history::entry),
    ("atom:link", thread::link),
    ("channel", itunes::channel),
    ("item", itunes::item),
    ("atom:feed", itunes::feed),
    ("item", media::entry),
    ("atom:entry", media::entry),
    ("item", base::item),
    ("atom:entry", base::item),
];

/// An absolute address; nothing is none.
fn address(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if subject.value.trim().is_empty() {
        let message = format!("`{}` holds no address", name_of(subject, context));
        context.say(
            &ADDRESS_NOT_ABSOLUTE,
            subject,
            message,
            "write the whole address, such as `https://example.org/1`",
        );
    } else {
        full_url(subject, context);
    }
}
