//! OPML 2.0 (<http://opml.org/spec2.opml>), and 1.0 as far as it is the same.

use std::collections::HashSet;

use crate::check::tree::Node;

use crate::check::Rule;
use crate::check::context::{Context, Subject};
use crate::check::rules::opml as rules;
use crate::check::schema::{Row, may, must, row};
use crate::check::values::addresses::full_url;
use crate::check::values::dates::rfc822_date;
use crate::check::values::email::email;
use crate::check::values::language::language;
use crate::check::values::listed::mend_truth;
use crate::check::values::numbers::number;
use crate::check::values::shown;
use crate::diagnostic::Span;

pub(super) const ROWS: &[Row] = &[
    row("", "opml").attributes(&[must("version", &[version])]),
    row("opml", "head").once().required(),
    row("head", "title").once().text(&[]),
    row("head", "dateCreated").once().text(&[rfc822_date]),
    row("head", "dateModified").once().text(&[rfc822_date]),
    row("head", "ownerName").once().text(&[]),
    row("head", "ownerEmail").once().text(&[email]),
    row("head", "ownerId").once().text(&[full_url]),
    row("head", "docs").once().text(&[full_url]),
    row("head", "expansionState").once().text(&[expansion_state]),
    row("head", "vertScrollState").once().text(&[number]),
    row("head", "windowTop").once().text(&[number]),
    row("head", "windowLeft").once().text(&[number]),
    row("head", "windowBottom").once().text(&[number]),
    row("head", "windowRight").once().text(&[number]),
    row("opml", "body").once().required().whole(&[repeated]),
    row("body outline", "outline")
        .attributes(&[
            must("text", &[]),
            may("type", &[]),
            may("isComment", &[flag]),
            may("isBreakpoint", &[flag]),
            may("created", &[rfc822_date]),
            may("category", &[]),
            may("xmlUrl", &[full_url]),
            may("htmlUrl", &[full_url]),
            may("url", &[full_url]),
            may("title", &[]),
            may("description", &[]),
            may("language", &[language]),
            may("version", &[feed_version]),
        ])
        .other_attributes(&rules::OPML_ATTRIBUTE_UNKNOWN)
        .whole(&[outline]),
];

/// Attributes that mean the same whatever an outline's type is.
const OF_EVERY_TYPE: &[&str] = &["text", "title", "type", "isComment", "isBreakpoint", "created", "category"];

fn version(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !["1.0", "1.1", "2.0"].contains(&subject.value.trim()) {
        let message = format!("there is no version `{}` of OPML", shown(subject.value));
        context.say(&rules::OPML_VERSION_UNKNOWN, subject, message, "write `2.0`");
    }
}

/// Numbers of lines, with commas between them; nothing is right too.
fn expansion_state(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let is_number = |part: &str| !part.trim().is_empty() && part.trim().bytes().all(|byte| byte.is_ascii_digit());
    if let Some(part) =
        subject.value.split(',').find(|part| !is_number(part)).filter(|_| !subject.value.trim().is_empty())
    {
        let message = format!("`{}` is no line's number", shown(part.trim()));
        let help = "write the numbers of the lines that are unfolded: `1, 3, 12`";
        context.say(&rules::OPML_EXPANSION_MALFORMED, subject, message, help);
    }
}

fn flag(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !["true", "false"].contains(&subject.value) {
        let message = format!("`{}` is neither `true` nor `false`", shown(subject.value));
        mend_truth(subject, ["true", "false"], context);
        context.say(&rules::OPML_FLAG_MALFORMED, subject, message, "write `true` or `false`");
    }
}

fn feed_version(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let is_feed = subject.node.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("rss"));
    if is_feed && !["RSS", "RSS1", "RSS2", "scriptingNews"].contains(&subject.value) {
        let message = format!("`{}` is no version of RSS as OPML names them", shown(subject.value));
        context.say(&rules::OPML_FEED_VERSION_UNKNOWN, subject, message, "write `RSS`, `RSS1` for RSS 1.0, or nothing");
    }
}

/// What an outline's type asks of its other attributes.
fn outline(node: Node<'_, '_>, context: &mut Context<'_>) {
    let says = |name: &str| node.attribute(name).is_some_and(|value| !value.trim().is_empty());
    let mut needs = |name: &str, rule: &'static Rule, help: &str| {
        if !says(name) {
            let kind = node.attribute("type").unwrap_or_default();
            let message = format!("an outline of the type `{}` needs `{name}`", shown(kind));
            context.say_of(rule, node, message, help);
        }
    };
    // Types are written in any case.
    match node.attribute("type").map(str::to_ascii_lowercase).as_deref() {
        Some("rss") => {
            needs("xmlUrl", &rules::OPML_FEED_WITHOUT_ADDRESS, "add the feed's address: `xmlUrl=\"https://…\"`");
            needs("title", &rules::OPML_FEED_WITHOUT_TITLE, "add the feed's title, which may be that of `text`");
        }
        Some("link" | "include") => {
            needs("url", &rules::OPML_LINK_WITHOUT_ADDRESS, "add where it leads: `url=\"https://…\"`");
        }
        Some(other) => {
            let message = format!("few programs know outlines of the type `{}`", shown(other));
            context.say_of(&rules::OPML_TYPE_UNKNOWN, node, message, "for a feed of any format, write `rss`");
        }
        None => {
            let of_a_type = |name: &str| !OF_EVERY_TYPE.contains(&name);
            let mut names = node.attributes().filter(|one| one.namespace().is_none()).map(|one| one.name());
            if let Some(name) = names.find(|name| of_a_type(name)) {
                let message = format!("the outline has `{}`, and no `type` that says what it means", shown(name));
                context.say_of(&rules::OPML_TYPE_MISSING, node, message, "for a feed, write `type=\"rss\"`");
            }
        }
    }
}

/// Each feed is subscribed to once.
fn repeated(body: Node<'_, '_>, context: &mut Context<'_>) {
    let mut seen = HashSet::new();
    for node in body.descendants().filter(|node| node.has_tag_name("outline")) {
        let Some(address) = node.attribute_node("xmlUrl").filter(|one| !one.value().trim().is_empty()) else {
            continue;
        };
        if !seen.insert(address.value().trim()) {
            let range = address.range_value();
            let message = format!("the feed `{}` stands here again", shown(address.value().trim()));
            let span = Span::new(range.start, range.end);
            context.say_at(&rules::OPML_FEED_REPEATED, node, span, message, "keep one of the two");
        }
    }
}
