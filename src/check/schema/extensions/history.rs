//! Feeds in several documents (RFC 5005), by Atom's links, in RSS too.

use crate::check::tree::Node;

use crate::check::context::Context;
use crate::check::rules::history as rules;
use crate::check::schema::extensions::FEEDS;
use crate::check::schema::vocabulary::ATOM;
use crate::check::schema::{Row, row};

const NAMESPACE: &str = "http://purl.org/syndication/history/1.0";

pub(super) const ROWS: &[Row] = &[row(FEEDS, "fh:archive").once().empty(), row(FEEDS, "fh:complete").once().empty()];

/// The relations between the documents of one feed, but `current`.
const RELATIONS: &[&str] = &["first", "last", "next", "previous", "prev", "prev-archive", "next-archive"];

fn links<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children_named((ATOM, "link"))
}

fn rel<'a>(link: Node<'a, '_>) -> &'a str {
    link.attribute("rel").unwrap_or("alternate").trim()
}

/// Where a relation leads.
fn target<'a>(node: Node<'a, '_>, relation: &str) -> Option<&'a str> {
    links(node).find(|link| rel(*link) == relation).and_then(|link| link.attribute("href")).map(str::trim)
}

/// What a feed's document says about the others.
pub(super) fn feed(node: Node<'_, '_>, context: &mut Context<'_>) {
    let has = |name| node.children_named((NAMESPACE, name)).next().is_some();
    let (is_complete, is_archive) = (has("complete"), is_archive(node));
    if is_complete {
        complete(node, context);
    }
    if is_archive && context.is_whole(node) {
        archive(node, is_complete, context);
    }
    loops(node, context);
    let own = target(node, "self");
    for (relation, end) in [("next", "last"), ("previous", "first"), ("prev", "first")] {
        if own.is_some()
            && own == target(node, end)
            && let Some(link) = links(node).find(|link| rel(*link) == relation)
        {
            let message = format!("this document is the {end} one, and yet it has a link `{relation}`");
            let help = format!("take the link out, or correct the link `{end}`");
            context.say_of(&rules::LINK_PAST_END, link, message, &help);
        }
    }
}

fn complete(node: Node<'_, '_>, context: &mut Context<'_>) {
    let own = target(node, "self");
    for link in links(node) {
        let relation = rel(link);
        if RELATIONS.contains(&relation) {
            let message = format!("this document says that it is the whole feed, and yet it has a link `{relation}`");
            context.say_of(&rules::COMPLETE_WITH_PAGES, link, message, "take out the link, or `<fh:complete/>`");
        }
        let href = link.attribute("href").map(str::trim);
        if relation == "current" && own.is_some() && href != own {
            let message = "this document says that it is the whole feed, and yet the current one is another".to_owned();
            let help = "let `current` and `self` have one address, or take out `<fh:complete/>`";
            context.say_of(&rules::COMPLETE_NOT_CURRENT, link, message, help);
        }
    }
}

/// Whether a document says that it is an archive. One may have lost all entries that it had.
pub(in crate::check) fn is_archive(node: Node<'_, '_>) -> bool {
    node.children_named((NAMESPACE, "archive")).next().is_some()
}

/// Whoever follows a link to an archive has to come to another document, and not to one where they were before.
fn loops(node: Node<'_, '_>, context: &mut Context<'_>) {
    let (own, previous) = (target(node, "self"), target(node, "prev-archive"));
    for link in links(node).filter(|link| matches!(rel(*link), "prev-archive" | "next-archive")) {
        let (relation, href) = (rel(link), link.attribute("href").map(str::trim));
        let where_to = match href {
            None => continue,
            _ if href == own => "to this document itself",
            _ if relation == "next-archive" && href == previous => "where `prev-archive` leads, too",
            _ => continue,
        };
        let message = format!("the link `{relation}` leads {where_to}");
        context.say_of(
            &rules::ARCHIVE_LINK_LOOPS,
            link,
            message,
            "give it the address of the right archive, or take it out",
        );
    }
}

fn archive(node: Node<'_, '_>, is_complete: bool, context: &mut Context<'_>) {
    let own = target(node, "self");
    let is_current = |link: &Node<'_, '_>| rel(*link) == "current" && link.attribute("href").map(str::trim) == own;
    if own.is_some()
        && let Some(link) = links(node).find(is_current)
    {
        let message = "this document says that it is an archive, and yet that it is the current one".to_owned();
        let help = "let `current` lead to the document that people subscribe to, or take out `<fh:archive/>`";
        context.say_of(&rules::ARCHIVE_IS_CURRENT, link, message, help);
    }
    if target(node, "current").is_none() {
        let message = "this archive does not say where the current document is".to_owned();
        let help = "add `<link rel=\"current\" href=\"https://example.org/feed.xml\"/>`";
        context.say_of(&rules::ARCHIVE_WITHOUT_CURRENT, node, message, help);
    }
    if !is_complete && target(node, "prev-archive").is_none() {
        let message = "this archive names no archive before it".to_owned();
        let help = "add `<link rel=\"prev-archive\" href=\"…\"/>`, unless it is the oldest one";
        context.say_of(&rules::ARCHIVE_WITHOUT_PREVIOUS, node, message, help);
    }
}

/// Entries have no pages.
pub(super) fn entry(node: Node<'_, '_>, context: &mut Context<'_>) {
    for link in links(node) {
        let relation = rel(link);
        if relation == "current" || RELATIONS.contains(&relation) {
            let message = format!("the link `{relation}` is about the documents of a feed, and stands in an entry");
            context.say_of(&rules::HISTORY_IN_ENTRY, link, message, "put it into the feed, or take it out");
        }
    }
}
