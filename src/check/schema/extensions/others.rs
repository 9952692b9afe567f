//! Vocabularies of single services, known by the names of their elements: FeedBurner, Scripting News, Feedly.

use crate::check::schema::extensions::address;
use crate::check::schema::extensions::{ENTRIES, FEEDS, PLACES};
use crate::check::schema::{Row, may, must, row};
use crate::check::values::addresses::uri;
use crate::check::values::not_blank;

pub(super) const ROWS: &[Row] = &[
    row(FEEDS, "feedburner:info").once().empty().attributes(&[must("uri", &[not_blank])]),
    row(FEEDS, "feedburner:emailServiceId").once().text(&[]),
    row(FEEDS, "feedburner:feedburnerHostname").once().text(&[]),
    row(FEEDS, "feedburner:browserFriendly").once().any().attributes(&[may("title", &[])]),
    row(FEEDS, "feedburner:awareness").once().text(&[]),
    row(FEEDS, "feedburner:feedFlare").text(&[]).attributes(&[must("href", &[uri]), may("src", &[uri])]),
    row(FEEDS, "feedburner:annotate").any(),
    row(ENTRIES, "feedburner:origLink").once().text(&[address]),
    row(ENTRIES, "feedburner:origEnclosureLink").once().text(&[address]),
    row(PLACES, "source:account").text(&[not_blank]).attributes(&[must("service", &[not_blank])]),
    row(FEEDS, "source:archive").once(),
    row("source:archive", "source:url").once().text(&[address]),
    row("source:archive", "source:filename").once().text(&[]),
    row("source:archive", "source:startDay").once().text(&[]),
    row("source:archive", "source:endDay").once().text(&[]),
    row(FEEDS, "source:blogroll").once().text(&[address]),
    row(FEEDS, "source:cloud").once().text(&[address]),
    row(FEEDS, "source:localTime").once().text(&[]),
    row(FEEDS, "source:self").once().text(&[address]),
    row(FEEDS, "source:subscriptionList").text(&[address]),
    row(PLACES, "source:likes").once().text(&[]).attributes(&[may("server", &[address])]),
    row(ENTRIES, "source:comments").any(),
    row(ENTRIES, "source:inReplyTo").once().text(&[not_blank]),
    row(ENTRIES, "source:linkShort").once().text(&[address]),
    row(ENTRIES, "source:markdown").once().text(&[]),
    row(ENTRIES, "source:outline").any(),
    row(FEEDS, "webfeeds:analytics").once().empty().attributes(&[must("id", &[not_blank]), may("engine", &[])]),
    row(FEEDS, "webfeeds:accentColor").once().text(&[not_blank]),
    row(FEEDS, "webfeeds:cover").once().empty().attributes(&[must("image", &[address])]),
    row(FEEDS, "webfeeds:icon").once().text(&[address]),
    row(FEEDS, "webfeeds:logo").once().text(&[address]),
    row(FEEDS, "webfeeds:related").once().empty().attributes(&[may("layout", &[]), may("target", &[])]),
    row(FEEDS, "webfeeds:wordmark").once().text(&[address]),
];
