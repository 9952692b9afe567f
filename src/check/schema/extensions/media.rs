//! Media RSS (<https://www.rssboard.org/media-rss>).

use crate::check::tree::Node;

use crate::check::content::plain;
use crate::check::content::typed::by_type;
use crate::check::context::Context;
use crate::check::rules::core::ATTRIBUTE_MISSING;
use crate::check::rules::media as rules;
use crate::check::schema::extensions::address;
use crate::check::schema::extensions::media_values as values;
use crate::check::schema::extensions::play::time;
use crate::check::schema::{Attribute, Row, may, must, row};
use crate::check::values::addresses::uri;
use crate::check::values::language::language;
use crate::check::values::listed::true_false;
use crate::check::values::media_type::media_type;
use crate::check::values::not_blank;
use crate::check::values::numbers::{latitude, longitude, non_negative, number, positive};

const NAMESPACE: &str = "http://search.yahoo.com/mrss/";

/// Where what describes media may stand: what is said above holds for all below.
const ANYWHERE: &str = "channel item atom:feed atom:entry media:group media:content";
const ENTRIES: &str = "item atom:entry";

const SIZE: [Attribute; 2] = [may("width", &[positive]), may("height", &[positive])];

pub(super) const ROWS: &[Row] = &[
    row(ENTRIES, "media:group").whole(&[group]),
    row("item atom:entry media:group", "media:content").attributes(CONTENT),
    row(ANYWHERE, "media:adult").once().text(&[values::adult]),
    row(ANYWHERE, "media:backLinks").once(),
    row("media:backLinks", "media:backLink").text(&[address]),
    row(ANYWHERE, "media:category")
        .text(&[not_blank, plain])
        .attributes(&[may("scheme", &[values::scheme]), may("label", &[plain])]),
    row(ANYWHERE, "media:comments").once(),
    row("media:comments", "media:comment").text(&[plain]),
    row(ANYWHERE, "media:community").once(),
    row("media:community", "media:starRating").once().empty().attributes(&[
        may("average", &[number]),
        may("count", &[non_negative]),
        may("min", &[number]),
        may("max", &[number]),
    ]),
    row("media:community", "media:statistics")
        .once()
        .empty()
        .attributes(&[may("views", &[non_negative]), may("favorites", &[non_negative])]),
    row("media:community", "media:tags").once().text(&[plain]),
    row(ANYWHERE, "media:copyright").once().text(&[plain]).attributes(&[may("url", &[uri])]),
    row(ANYWHERE, "media:credit")
        .text(&[not_blank, plain])
        .attributes(&[may("role", &[values::role]), may("scheme", &[values::scheme])]),
    row(ANYWHERE, "media:description").once().any().whole(&[by_type]).attributes(TYPED),
    row(ANYWHERE, "media:embed").once().attributes(&[must("url", &[address]), SIZE[0], SIZE[1]]),
    row("media:embed", "media:param").text(&[]).attributes(&[must("name", &[not_blank])]),
    row(ANYWHERE, "media:hash").text(&[values::hash]).attributes(&[may("algo", &[values::algorithm])]),
    row(ANYWHERE, "media:keywords").once().text(&[plain]),
    row(ANYWHERE, "media:license").text(&[plain]).attributes(&[may("type", &[media_type]), may("href", &[address])]),
    row(ANYWHERE, "media:location").attributes(&[
        may("description", &[plain]),
        may("start", &[time]),
        may("end", &[time]),
        may("lat", &[latitude]),
        may("lng", &[longitude]),
    ]),
    row(ANYWHERE, "media:peerLink").empty().attributes(&[may("type", &[media_type]), must("href", &[address])]),
    row(ANYWHERE, "media:player").once().empty().attributes(&[must("url", &[address]), SIZE[0], SIZE[1]]),
    row(ANYWHERE, "media:price").text(&[]).attributes(&[
        may("type", &[values::price_type]),
        may("info", &[]),
        may("price", &[number]),
        may("currency", &[values::currency]),
    ]),
    row(ANYWHERE, "media:rating").text(&[values::rating]).attributes(&[may("scheme", &[values::scheme])]),
    row(ANYWHERE, "media:responses").once(),
    row("media:responses", "media:response").text(&[address]),
    row(ANYWHERE, "media:restriction")
        .text(&[values::restriction])
        .attributes(&[must("relationship", &[values::relationship]), may("type", &[values::restriction_type])]),
    row(ANYWHERE, "media:rights").once().empty().attributes(&[must("status", &[values::rights])]),
    row(ANYWHERE, "media:scenes").once(),
    row("media:scenes", "media:scene"),
    row("media:scene", "media:sceneTitle").once().text(&[plain]),
    row("media:scene", "media:sceneDescription").once().text(&[plain]),
    row("media:scene", "media:sceneStartTime").once().text(&[time]),
    row("media:scene", "media:sceneEndTime").once().text(&[time]),
    // The specification's own example has no prefix here.
    row("media:scene", "sceneTitle").once().text(&[plain]),
    row("media:scene", "sceneDescription").once().text(&[plain]),
    row("media:scene", "sceneStartTime").once().text(&[time]),
    row("media:scene", "sceneEndTime").once().text(&[time]),
    row(ANYWHERE, "media:status").empty().attributes(&[must("state", &[values::status]), may("reason", &[])]),
    row(ANYWHERE, "media:subTitle").empty().attributes(&[
        may("type", &[media_type]),
        may("lang", &[language]),
        must("href", &[address]),
    ]),
    row(ANYWHERE, "media:text").any().whole(&[by_type]).attributes(TEXT),
    row(ANYWHERE, "media:thumbnail").empty().attributes(&[
        must("url", &[address]),
        SIZE[0],
        SIZE[1],
        may("time", &[time]),
    ]),
    row(ANYWHERE, "media:title").once().any().whole(&[by_type]).attributes(TYPED),
];

const TEXT: &[Attribute] =
    &[may("type", &[values::text_type]), may("lang", &[language]), may("start", &[time]), may("end", &[time])];

const TYPED: &[Attribute] = &[may("type", &[values::text_type])];

const CONTENT: &[Attribute] = &[
    may("url", &[address]),
    may("fileSize", &[non_negative]),
    may("type", &[media_type]),
    may("medium", &[values::medium]),
    may("isDefault", &[true_false]),
    may("expression", &[values::expression]),
    may("bitrate", &[number]),
    may("framerate", &[number]),
    may("samplingrate", &[number]),
    may("channels", &[non_negative]),
    may("duration", &[number]),
    SIZE[0],
    SIZE[1],
    may("lang", &[language]),
];

/// A group is there for the same thing in several forms.
fn group(node: Node<'_, '_>, context: &mut Context<'_>) {
    let count = node.children_named((NAMESPACE, "content")).count();
    if count < 2 && context.is_whole(node) {
        let message =
            format!("`{}` holds {count} `media:content`, so there is nothing to choose", context.written_name(node));
        let help = "put `<media:content>` into the item itself, or add the same thing in another form";
        context.say_of(&rules::MEDIA_GROUP_SINGLE, node, message, help);
    }
}

/// Media are found by an address, or by what plays them: in the content, the group, or the entry.
pub(super) fn entry(node: Node<'_, '_>, context: &mut Context<'_>) {
    let is_played = has_player(node);
    contents(node, is_played, context);
    for group in node.children_named((NAMESPACE, "group")) {
        contents(group, is_played || has_player(group), context);
    }
}

fn has_player(node: Node<'_, '_>) -> bool {
    node.children_named((NAMESPACE, "player")).next().is_some()
}

fn contents(parent: Node<'_, '_>, is_played: bool, context: &mut Context<'_>) {
    for content in parent.children_named((NAMESPACE, "content")) {
        if content.attribute("url").is_none() && !is_played && !has_player(content) && context.is_whole(content) {
            let name = context.written_name(content);
            let message = format!("`{name}` has neither an attribute `url` nor a `media:player`");
            context.say_of(&ATTRIBUTE_MISSING, content, message, "write `url=\"https://example.org/film.mp4\"`");
        }
    }
}
