//! The RSS Advisory Board's Best Practices Profile (<https://www.rssboard.org/rss-profile>).
//!
//! Most of what it asks is asked of every feed; here is the rest, and what weighs more.

use crate::check::tree::Node;

use crate::check::Kind;
use crate::check::context::{Context, text_of};
use crate::check::profiles::Profile;
use crate::check::profiles::podcasts::{named, parts};
use crate::check::profiles::view::{Part, View, xml};
use crate::check::rules::addresses::ADDRESS_SCHEME_UNREGISTERED;
use crate::check::rules::profiles::rss_board as rules;
use crate::check::rules::rss::{CLOUD_PROTOCOL_UNKNOWN, IMAGE_FORMAT_UNUSUAL, RSS_VERSION_OLD};
use crate::check::values::shown;
use crate::diagnostic::{Level, Span};

pub(super) static PROFILE: Profile = Profile {
    name: "rss-board",
    title: "The RSS Best Practices Profile",
    summary: "the RSS Advisory Board's Best Practices Profile (RSS)",
    page: include_str!("rss-board.md"),
    rules: rules::ALL,
    takes: &[Kind::Rss],
    levels: &[
        (&RSS_VERSION_OLD, Level::Error),
        (&ADDRESS_SCHEME_UNREGISTERED, Level::Error),
        (&IMAGE_FORMAT_UNUSUAL, Level::Error),
        (&CLOUD_PROTOCOL_UNKNOWN, Level::Error),
    ],
    demands: &[],
    judge,
};

/// Where the specification stands.
const DOCS: &[&str] = &["https://www.rssboard.org/rss-specification", "http://www.rssboard.org/rss-specification"];

/// Elements of RSS, and those of other vocabularies that mean the same, for a channel.
const CHANNEL: &[(&str, &str)] = &[
    ("language", "dc:language"),
    ("copyright", "dc:rights dcterms:rights"),
    ("pubDate", "dc:date dcterms:issued"),
    ("lastBuildDate", "dcterms:modified atom:updated"),
    ("category", "dc:subject"),
];

/// The same for an item.
const ITEM: &[(&str, &str)] = &[
    ("title", "dc:title"),
    ("description", "dc:description dcterms:abstract"),
    ("pubDate", "dc:date dcterms:issued atom:published"),
    ("category", "dc:subject"),
    ("guid", "dc:identifier atom:id"),
    ("source", "dc:source"),
];

fn judge(view: &View<'_, '_>, context: &mut Context<'_>) {
    for (part, pairs) in parts(view).map(|part| (part, if part.is_item() { ITEM } else { CHANNEL })) {
        core_elements(part, pairs, context);
        categories(part, context);
        if let Some(node) = part.node() {
            texts(node, part.is_item(), context);
        }
    }
    for docs in named(&view.feed, "docs").map(xml::fact) {
        if !DOCS.contains(&docs.value.trim_end_matches('/')) {
            let message = format!("`docs` leads to `{}`, not to the board's specification", shown(&docs.value));
            docs.say(&rules::DOCS_ELSEWHERE, message, &format!("write `{}`", DOCS[0]), context);
        }
    }
    for protocol in named(&view.feed, "cloud").filter_map(|cloud| xml::attribute(cloud, "protocol")) {
        if protocol.value == "http-post" {
            let message = "the profile has the protocols `xml-rpc` and `soap` only".to_owned();
            let help = "offer `xml-rpc`, or leave it: the specification has `http-post` too";
            protocol.say(&rules::CLOUD_HTTP_POST, message, help, context);
        }
    }
    one_author(view, context);
}

/// Where RSS has an element of its own, it is used.
fn core_elements(part: &Part<'_, '_>, pairs: &[(&'static str, &'static str)], context: &mut Context<'_>) {
    let Some(node) = part.node() else { return };
    for (core, others) in pairs {
        let Some(other) = xml::elements(node, others).next().filter(|_| !part.has(core)) else { continue };
        let message = format!("`{}` stands in place of RSS's own `{core}`", context.written_name(other));
        context.say_of(&rules::CORE_ELEMENT_UNUSED, other, message, &format!("write `<{core}>`"));
    }
    let link = |rel: &str| xml::elements(node, "atom:link").find(|link| link.attribute("rel") == Some(rel));
    for (core, rel) in [("link", "alternate"), ("enclosure", "enclosure"), ("source", "via")] {
        let Some(link) = link(rel).filter(|_| part.is_item() && !part.has(core)) else { continue };
        let message = format!("an `atom:link` stands in place of RSS's own `{core}`");
        context.say_of(&rules::CORE_ELEMENT_UNUSED, link, message, &format!("write `<{core}>`"));
    }
}

/// Categories within categories are told by slashes.
fn categories(part: &Part<'_, '_>, context: &mut Context<'_>) {
    for category in named(part, "category").map(xml::fact) {
        let Some(sign) =
            [" > ", " » ", " › ", " :: ", " | ", "\\"].into_iter().find(|sign| category.value.contains(sign))
        else {
            continue;
        };
        let help = format!("write `{}`", shown(&category.value.replace(sign, "/")));
        let message =
            format!("the category `{}` is divided by `{}`, not by slashes", shown(&category.value), sign.trim());
        category.say(&rules::CATEGORY_NOT_SLASHED, message, &help, context);
    }
}

/// Elements of RSS that hold plain text; addresses and dates hold none of these characters that matter.
const PLAIN: &[&str] = &[
    "title",
    "copyright",
    "generator",
    "category",
    "managingEditor",
    "webMaster",
    "author",
    "source",
    "image",
    "textInput",
];

/// In plain text, `&` and `<` are written as numbers, which is read right by most.
fn texts(node: Node<'_, '_>, is_item: bool, context: &mut Context<'_>) {
    let is_plain = |child: &Node<'_, '_>| {
        child.is_element()
            && child.tag_name().namespace().is_none()
            && (PLAIN.contains(&child.tag_name().name()) || !is_item && child.has_tag_name("description"))
    };
    for child in node.children().filter(is_plain) {
        // An image and a form have texts of their own.
        let inner = matches!(child.tag_name().name(), "image" | "textInput");
        let within = child.children().filter(|_| inner).filter(Node::is_element);
        for holder in std::iter::once(child).filter(|_| !inner).chain(within).filter(|one| !one.has_tag_name("link")) {
            characters(holder, context);
        }
    }
}

fn characters(node: Node<'_, '_>, context: &mut Context<'_>) {
    let Some((first, last)) = node.first_child().zip(node.last_child()) else { return };
    if !text_of(node).contains(['&', '<']) {
        return;
    }
    let start = first.range().start;
    let Some(raw) = context.text.get(start..last.range().end) else { return };
    let found = ["&amp;", "&lt;", "&#38;", "&#60;", "<![CDATA["]
        .into_iter()
        .filter_map(|sign| raw.find(sign).map(|at| (at, sign)));
    let Some((at, sign)) = found.min() else { return };
    let span = Span::new(start + at, start + at + sign.len());
    let name = context.written_name(node);
    let message = match sign {
        "<![CDATA[" => format!("`{name}` holds `&` or `<` in a CDATA section"),
        _ => format!("`{name}` holds `{sign}`, which some readers resolve twice"),
    };
    context.say_at(
        &rules::CHARACTER_NOT_HEXADECIMAL,
        node,
        span,
        message,
        "write `&#x26;` for `&` and `&#x3C;` for `<`",
    );
}

/// Somebody who writes alone says it once.
fn one_author(view: &View<'_, '_>, context: &mut Context<'_>) {
    let authors: Vec<_> = view.items.iter().flat_map(|item| named(item, "author").map(xml::fact)).collect();
    let [first, rest @ ..] = authors.as_slice() else { return };
    let is_said = view.feed.has("managingEditor") || view.feed.has("webMaster");
    let is_alone = !rest.is_empty() && rest.iter().all(|other| other.value == first.value);
    if is_alone && !is_said && authors.len() == view.items.len() {
        let message =
            format!("every item names the same author, `{}`, and the channel names nobody", shown(&first.value));
        let help = "say it once: `<managingEditor>` in the channel, and no `<author>`";
        first.say(&rules::AUTHOR_REPEATED, message, help, context);
    }
}
