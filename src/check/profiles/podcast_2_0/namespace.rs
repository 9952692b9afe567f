//! What the podcast namespace recommends for its tags
//! (<https://github.com/Podcastindex-org/podcast-namespace/tree/main/docs/tags>).

use crate::check::tree::Node;

use crate::check::context::{Context, Subject, text_of};
use crate::check::profiles::podcasts::named;
use crate::check::profiles::view::xml::{self, fact, is};
use crate::check::profiles::view::{Part, View};
use crate::check::rules::profiles::podcast_2_0 as rules;
use crate::check::values::addresses::{is_absolute, is_uuid, reach};
use crate::check::values::numbers::decimal;
use crate::check::values::shown;
use crate::diagnostic::Span;

/// Tags and the attributes that they should have.
const RECOMMENDED: &[(&str, &[&str])] = &[
    ("podcast:alternateEnclosure", &["length"]),
    ("podcast:chat", &["accountId"]),
    ("podcast:image", &["alt", "aspect-ratio", "width"]),
    ("podcast:liveItem", &["end"]),
    ("podcast:location", &["rel", "geo", "osm", "country"]),
    ("podcast:socialInteract", &["accountId"]),
    ("podcast:trailer", &["length", "type"]),
    ("podcast:updateFrequency", &["rrule"]),
    ("podcast:valueRecipient", &["name"]),
];

/// Attributes that lead to pages and files of the web.
const ADDRESSES: &[&str] = &["url", "href", "img", "feedUrl", "accountUrl"];

/// A part of a recording that whets the appetite, in seconds.
const SOUNDBITE: std::ops::RangeInclusive<f64> = 15.0..=120.0;

pub(super) fn judge(view: &View<'_, '_>, context: &mut Context<'_>) {
    let Some(channel) = view.feed.node() else { return };
    for node in channel.descendants().filter(|node| xml::is_of(*node, "podcast")) {
        attributes(node, context);
        match node.tag_name().name() {
            "soundbite" => soundbite(node, context),
            "chapters" => chapters(node, context),
            "liveItem" => live_item(node, context),
            _ => {}
        }
    }
    social(&view.feed, context);
    for item in &view.items {
        social(item, context);
        if let Some(id) = item.id().filter(|id| !is_absolute(&id.value) && !is_uuid(&id.value)) {
            let message = format!("the id `{}` is neither an address nor a UUID", shown(&id.value));
            let help = "for new episodes, write one; leave those that are out as they are";
            id.say(&rules::EPISODE_ID_LOCAL, message, help, context);
        }
    }
    people(view, context);
}

fn attributes(node: Node<'_, '_>, context: &mut Context<'_>) {
    let name = node.tag_name().name();
    let recommended = RECOMMENDED.iter().find(|(tag, _)| tag.strip_prefix("podcast:") == Some(name));
    let lacks = |attribute: &&&str| node.attribute(**attribute).is_none();
    let missing: Vec<&&str> = recommended.iter().flat_map(|(_, attributes)| attributes.iter()).filter(lacks).collect();
    // What is over, and who shall not be answered, need no more words.
    let is_over = node.attribute("complete") == Some("true") || node.attribute("protocol") == Some("disabled");
    if !missing.is_empty() && !is_over {
        let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
        let message = format!("`{}` lacks what it should have: {}", context.written_name(node), names.join(", "));
        context.say_of(&rules::ATTRIBUTE_ADVISED, node, message, "add what is known");
    }
    for attribute in node.attributes().filter(|attribute| ADDRESSES.contains(&attribute.name())) {
        let (value, range) = (attribute.value().trim(), attribute.range_value());
        let span = Span::new(range.start, range.end);
        let subject = Subject { value, node, attribute: Some(attribute), span };
        let is_http = value.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http:"));
        // What readers suffer from is said already.
        if is_http && reach::remark(value, reach::use_of(&subject), context.site(node)).is_none() {
            let message = format!("`{}` is not fetched by https", shown(value));
            context.say(&rules::ADDRESS_INSECURE, &subject, message, "write `https:`, and see that it answers");
        }
    }
}

fn soundbite(node: Node<'_, '_>, context: &mut Context<'_>) {
    let Some(duration) = xml::attribute(node, "duration") else { return };
    if decimal(&duration.value).is_some_and(|seconds| seconds >= 0.0 && !SOUNDBITE.contains(&seconds)) {
        let message = format!("a soundbite of {} seconds is not what players play", shown(&duration.value));
        duration.say(&rules::SOUNDBITE_LENGTH, message, "choose 15 to 120 seconds", context);
    }
}

fn chapters(node: Node<'_, '_>, context: &mut Context<'_>) {
    let Some(kind) = xml::attribute(node, "type") else { return };
    if !kind.value.to_ascii_lowercase().starts_with("application/json") {
        let message = format!("chapters of the type `{}` are read by few players", shown(&kind.value));
        kind.say(&rules::CHAPTERS_NOT_JSON, message, "offer them as `application/json+chapters`", context);
    }
}

fn live_item(node: Node<'_, '_>, context: &mut Context<'_>) {
    if !context.is_whole(node) {
        return;
    }
    for (name, help) in [
        ("enclosure", "add `<enclosure>`, for players that know nothing else"),
        ("podcast:alternateEnclosure", "add `<podcast:alternateEnclosure>`, which says what the stream is"),
    ] {
        if !node.children().any(|child| is(child, name)) {
            let message = format!("this live item has no `{name}`");
            context.say_of(&rules::LIVE_ITEM_SILENT, node, message, help);
        }
    }
}

/// Of several places to talk, it is said which comes first.
fn social(part: &Part<'_, '_>, context: &mut Context<'_>) {
    let places: Vec<Node<'_, '_>> = named(part, "podcast:socialInteract").collect();
    if let [_, _, ..] = places.as_slice()
        && let Some(unranked) = places.iter().find(|place| place.attribute("priority").is_none())
    {
        let message = "there are several places to talk, and it is not said which comes first".to_owned();
        context.say_of(&rules::SOCIAL_UNRANKED, *unranked, message, "number them: `priority=\"1\"`");
    }
}

/// Those who make every episode are named once, for the show.
fn people(view: &View<'_, '_>, context: &mut Context<'_>) {
    let mut persons = view.items.iter().flat_map(|item| named(item, "podcast:person"));
    let Some(person) = persons.next().filter(|_| !view.feed.has("podcast:person")) else { return };
    let name = text_of(person).trim().to_owned();
    let message = format!("`{}` is named in an episode, and nobody in the show", shown(&name));
    fact(person).say(&rules::PERSON_EPISODE_ONLY, message, "name those who make the show in the channel too", context);
}
