//! Podcasting 2.0: every tag of the namespace
//! (<https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md>).

use crate::check::content::plain;
use crate::check::schema::extensions::address;
use crate::check::schema::extensions::{podcast_values as values, podcast_whole as whole, recurrence};
use crate::check::schema::{Attribute, Row, may, must, row};
use crate::check::values::addresses::uri;
use crate::check::values::dates::rfc822_date;
use crate::check::values::dates_w3c::iso8601_date;
use crate::check::values::email::email;
use crate::check::values::language::language;
use crate::check::values::listed::{true_false, yes_no};
use crate::check::values::media_type::media_type;
use crate::check::values::not_blank;
use crate::check::values::numbers::{non_negative, number, positive};

/// What is said of an episode is said of a live one as well; the walk sees to that.
const ITEM: &str = "item";
const BOTH: &str = "channel item";

pub(super) const ROWS: &[Row] = &[
    row(ITEM, "podcast:alternateEnclosure").attributes(ALTERNATE),
    row("podcast:alternateEnclosure", "podcast:source")
        .required()
        .empty()
        .attributes(&[must("uri", &[not_blank, uri]), may("contentType", &[media_type])]),
    row("podcast:alternateEnclosure", "podcast:integrity")
        .once()
        .empty()
        .attributes(&[must("type", &[values::integrity]), must("value", &[not_blank])])
        .whole(&[whole::integrity]),
    row("channel", "podcast:block").text(&[yes_no]).attributes(&[may("id", &[not_blank, values::service])]),
    row(ITEM, "podcast:chapters").once().empty().attributes(&[must("url", &[address]), must("type", &[media_type])]),
    row(BOTH, "podcast:chat").once().empty().attributes(&[
        must("server", &[not_blank]),
        must("protocol", &[values::chat]),
        may("accountId", &[not_blank]),
        may("space", &[not_blank]),
    ]),
    row("podcast:liveItem", "podcast:contentLink").required().text(&[plain]).attributes(&[must("href", &[address])]),
    row(ITEM, "podcast:contentLink").text(&[plain]).attributes(&[must("href", &[address])]),
    row(ITEM, "podcast:episode").once().text(&[number]).attributes(&[may("display", &[values::at_most_32])]),
    row(BOTH, "podcast:funding")
        .text(&[plain, values::at_most_128])
        .attributes(&[must("url", &[address]), may("platform", &[])]),
    row("channel", "podcast:guid").once().text(&[values::guid]),
    row(BOTH, "podcast:image").empty().attributes(IMAGE),
    row(BOTH, "podcast:images")
        .once()
        .empty()
        .attributes(&[must("srcset", &[values::sources])])
        .whole(&[whole::images]),
    row(BOTH, "podcast:license")
        .once()
        .text(&[not_blank, values::at_most_128])
        .attributes(&[may("url", &[address])])
        .whole(&[whole::license]),
    row("channel", "podcast:liveItem").attributes(&[
        must("status", &[values::live_status]),
        must("start", &[iso8601_date]),
        may("end", &[iso8601_date]),
    ]),
    row(BOTH, "podcast:location").text(&[not_blank, values::at_most_128]).attributes(&[
        may("rel", &[values::location_rel]),
        may("geo", &[values::geo]),
        may("osm", &[values::osm]),
        may("country", &[values::country]),
    ]),
    row("channel", "podcast:locked").once().text(&[yes_no]).attributes(&[may("owner", &[email])]),
    row("channel", "podcast:medium").once().text(&[values::medium]).whole(&[whole::list]),
    row(BOTH, "podcast:person").text(&[not_blank, plain, values::at_most_128]).attributes(&[
        may("role", &[values::role]),
        may("group", &[values::group]),
        may("img", &[address]),
        may("href", &[address]),
    ]),
    row("channel", "podcast:podping").once().empty().attributes(&[must("usesPodping", &[true_false])]),
    row("channel", "podcast:podroll").once(),
    row("channel", "podcast:publisher").once().whole(&[whole::publisher]),
    row("podcast:podroll", "podcast:remoteItem").required().empty().attributes(REMOTE),
    row("podcast:publisher", "podcast:remoteItem").once().required().empty().attributes(REMOTE),
    row("channel podcast:valueTimeSplit", "podcast:remoteItem").empty().attributes(REMOTE),
    row(ITEM, "podcast:season").once().text(&[non_negative]).attributes(&[may("name", &[values::at_most_128])]),
    row(BOTH, "podcast:socialInteract").empty().attributes(SOCIAL).whole(&[whole::social]),
    row(ITEM, "podcast:soundbite")
        .text(&[plain, values::at_most_128])
        .attributes(&[must("startTime", &[values::seconds]), must("duration", &[values::seconds])]),
    row("channel", "podcast:trailer").text(&[not_blank, plain, values::at_most_128]).attributes(&[
        must("url", &[address]),
        must("pubdate", &[rfc822_date]),
        may("length", &[non_negative]),
        may("type", &[media_type]),
        may("season", &[non_negative]),
    ]),
    row(ITEM, "podcast:transcript").empty().attributes(&[
        must("url", &[address]),
        must("type", &[media_type]),
        may("language", &[language]),
        may("rel", &[values::transcript_rel]),
    ]),
    row(BOTH, "podcast:txt").text(&[values::at_most_4000]).attributes(&[may("purpose", &[values::at_most_128])]),
    row("channel", "podcast:updateFrequency")
        .once()
        .text(&[plain, values::at_most_128])
        .attributes(&[
            may("complete", &[true_false]),
            may("dtstart", &[iso8601_date]),
            may("rrule", &[recurrence::recurrence]),
        ])
        .whole(&[whole::frequency]),
    row(BOTH, "podcast:value").attributes(&[
        must("type", &[not_blank]),
        must("method", &[not_blank]),
        may("suggested", &[number]),
    ]),
    row("podcast:value", "podcast:valueRecipient").required().empty().attributes(RECIPIENT),
    row("podcast:valueTimeSplit", "podcast:valueRecipient").empty().attributes(RECIPIENT),
    row("podcast:value", "podcast:valueTimeSplit")
        .attributes(&[
            must("startTime", &[values::seconds]),
            must("duration", &[values::seconds]),
            may("remoteStartTime", &[values::seconds]),
            may("remotePercentage", &[values::percentage]),
        ])
        .whole(&[whole::split]),
];

const ALTERNATE: &[Attribute] = &[
    must("type", &[media_type]),
    may("length", &[non_negative]),
    may("bitrate", &[number]),
    may("height", &[positive]),
    may("lang", &[language]),
    may("title", &[values::at_most_32]),
    may("rel", &[values::at_most_32]),
    may("codecs", &[not_blank]),
    may("default", &[true_false]),
];

const IMAGE: &[Attribute] = &[
    must("href", &[address]),
    may("alt", &[plain]),
    may("aspect-ratio", &[values::ratio]),
    may("width", &[positive]),
    may("height", &[positive]),
    may("type", &[media_type]),
    may("purpose", &[values::at_most_128]),
];

const REMOTE: &[Attribute] = &[
    must("feedGuid", &[values::guid]),
    may("feedUrl", &[address]),
    may("itemGuid", &[not_blank]),
    may("medium", &[values::medium]),
    may("title", &[plain]),
];

const RECIPIENT: &[Attribute] = &[
    may("name", &[plain]),
    may("customKey", &[not_blank]),
    may("customValue", &[not_blank]),
    must("type", &[not_blank]),
    must("address", &[not_blank]),
    must("split", &[non_negative]),
    may("fee", &[true_false]),
];

const SOCIAL: &[Attribute] = &[
    must("protocol", &[not_blank, values::social]),
    may("uri", &[uri]),
    may("accountId", &[not_blank]),
    may("accountUrl", &[address]),
    may("priority", &[non_negative]),
];
