//! RSS 2.0 (<https://www.rssboard.org/rss-specification>), and the versions 0.91 and 0.92 that it holds in itself.

use crate::check::content::{html, plain, xhtml};
use crate::check::rss::{channel, document, item, parts};
use crate::check::rules::rss as rules;
use crate::check::schema::atom::LINK;
use crate::check::schema::{Row, may, must, row};
use crate::check::values::addresses::full_url;
use crate::check::values::dates::rfc822_date;
use crate::check::values::email::email_with_name;
use crate::check::values::language::language;
use crate::check::values::media_type::media_type;
use crate::check::values::not_blank;
use crate::check::values::numbers::positive;
use crate::nearest;

pub(super) const ROWS: &[Row] = &[
    row("", "rss").attributes(&[must("version", &[document::version])]).whole(&[document::elements]),
    row("rss", "channel").once().required().whole(&[channel::judge]),
    // What a channel says of itself.
    row("channel", "title").once().required_by(&rules::TITLE_MISSING).text(&[not_blank, plain]),
    row("channel", "link").once().required_by(&rules::LINK_MISSING).text(&[full_url]),
    row("channel", "description").once().required_by(&rules::DESCRIPTION_MISSING).text(&[not_blank, plain]),
    row("channel", "language").once().text(&[language]),
    row("channel", "copyright").once().text(&[not_blank, plain]),
    row("channel", "managingEditor").once().text(&[email_with_name, plain]),
    row("channel", "webMaster").once().text(&[email_with_name, plain]),
    row("channel", "pubDate").once().text(&[rfc822_date]),
    row("channel", "lastBuildDate").once().text(&[rfc822_date]),
    row("channel item", "category").text(&[not_blank, plain]).attributes(&[may("domain", &[])]),
    row("channel", "generator").once().text(&[not_blank, plain]),
    row("channel", "docs").once().text(&[full_url]),
    row("channel", "ttl").once().text(&[positive]),
    row("channel", "rating").once().text(&[not_blank]),
    row("channel", "cloud").once().empty().attributes(&[
        must("domain", &[]),
        must("port", &[parts::port]),
        must("path", &[]),
        must("registerProcedure", &[]),
        must("protocol", &[parts::protocol]),
    ]),
    // Its picture.
    row("channel", "image").once().whole(&[parts::image]),
    row("image textInput", "title").once().required_by(&rules::TITLE_MISSING).text(&[not_blank, plain]),
    row("image textInput", "link").once().required_by(&rules::LINK_MISSING).text(&[full_url]),
    row("image", "url").once().required().text(&[full_url, parts::image_format]),
    row("image", "width").once().text(&[parts::width]),
    row("image", "height").once().text(&[parts::height]),
    row("image", "description").once().text(&[plain]),
    // Its field for readers to write into.
    row("channel", "textInput").once().whole(&[parts::text_input]),
    row("textInput", "description").once().required_by(&rules::DESCRIPTION_MISSING).text(&[not_blank, plain]),
    row("textInput", "name").once().required().text(&[parts::field_name]),
    // When it need not be fetched.
    row("channel", "skipHours").once().whole(&[parts::skip_hours]),
    row("skipHours", "hour").required().text(&[parts::hour]),
    row("channel", "skipDays").once().whole(&[parts::skip_days]),
    row("skipDays", "day").required().text(&[parts::day]),
    // Its items.
    row("channel", "item").whole(&[item::judge]),
    row("item", "title").once().text(&[not_blank, plain]),
    row("item", "link").once().text(&[full_url]),
    row("item", "description").once().text(&[not_blank, html]),
    row("item", "author").once().text(&[email_with_name, plain]),
    row("item", "comments").once().text(&[full_url]),
    row("item", "pubDate").once().text(&[rfc822_date]),
    row("item", "source").once().text(&[plain]).attributes(&[must("url", &[full_url])]),
    row("item", "guid").once().text(&[]).attributes(&[may("isPermaLink", &[parts::boolean])]).whole(&[item::guid]),
    row("item", "enclosure").once_by(&rules::ENCLOSURE_REPEATED).empty().whole(&[item::enclosure]).attributes(&[
        must("url", &[full_url]),
        must("length", &[item::enclosure_length]),
        must("type", &[media_type]),
    ]),
    // Where the feed is, its hub, and its pages.
    row("channel item", "atom:link").any().attributes(LINK),
    // HTML as a tree, which is the item's content.
    row("item", "xhtml:body").any().whole(&[xhtml]),
    row("item", "xhtml:div").any().whole(&[xhtml]),
];

/// The element that a misspelt one was probably meant to be.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    // Comparing costs time, and a feed may misspell a million elements: most names are not near at first sight.
    let near = |row: &&Row| {
        let same_start = row.name.bytes().next().map(|byte| byte.to_ascii_lowercase())
            == name.bytes().next().map(|byte| byte.to_ascii_lowercase());
        same_start && row.name.len().abs_diff(name.len()) <= 2 && row.name != name
    };
    let names: Vec<&'static str> = ROWS.iter().filter(near).map(|row| row.name).collect();
    nearest::nearest(name, &names)
}
