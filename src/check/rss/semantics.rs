//! What is said twice: by an element of RSS, and by another vocabulary's that means the same.
//!
//! Readers choose one of the two, each as it likes.

use crate::check::tree::{Node, sign};

use crate::check::Rule;
use crate::check::context::Context;
use crate::check::rss::{ATOM, DUBLIN_CORE, child};
use crate::check::rules::rss as rules;

const ADMIN: &str = "http://webns.net/mvcb/";
const CREATIVE_COMMONS: &str = "http://backend.userland.com/creativeCommonsRssModule";
const CC: &str = "http://web.resource.org/cc/";
const TERMS: &str = "http://purl.org/dc/terms/";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
/// RSS's own elements stand in no namespace.
const CORE: &str = "";

type Name = (&'static str, &'static str);

/// An element, and one of another vocabulary that says the same.
struct Pair {
    core: Name,
    other: Name,
    /// The sign of the other's name.
    sign: u64,
}

const fn pair(core: Name, other: Name) -> Pair {
    Pair { core, other, sign: sign(other.1) }
}

const CHANNEL: &[Pair] = &[
    pair((CORE, "title"), (DUBLIN_CORE, "title")),
    pair((CORE, "description"), (DUBLIN_CORE, "description")),
    pair((CORE, "managingEditor"), (DUBLIN_CORE, "creator")),
    pair((CORE, "webMaster"), (DUBLIN_CORE, "publisher")),
    pair((CORE, "language"), (DUBLIN_CORE, "language")),
    pair((CORE, "copyright"), (DUBLIN_CORE, "rights")),
    pair((CORE, "copyright"), (TERMS, "rights")),
    pair((CORE, "category"), (DUBLIN_CORE, "subject")),
    pair((CORE, "pubDate"), (DUBLIN_CORE, "date")),
    pair((CORE, "pubDate"), (TERMS, "issued")),
    pair((CORE, "lastBuildDate"), (TERMS, "modified")),
    pair((CORE, "generator"), (ADMIN, "generatorAgent")),
    pair((CREATIVE_COMMONS, "license"), (CC, "license")),
];

const ITEM: &[Pair] = &[
    pair((CORE, "title"), (DUBLIN_CORE, "title")),
    pair((CORE, "author"), (DUBLIN_CORE, "creator")),
    pair((CORE, "category"), (DUBLIN_CORE, "subject")),
    pair((CORE, "pubDate"), (DUBLIN_CORE, "date")),
    pair((CORE, "pubDate"), (TERMS, "issued")),
    pair((CORE, "source"), (DUBLIN_CORE, "source")),
    pair((CORE, "guid"), (DUBLIN_CORE, "identifier")),
    pair((CREATIVE_COMMONS, "license"), (CC, "license")),
];

/// A summary beside the content is wanted (`content:encoded`, `atom:summary`); these are the same thing again.
const DESCRIPTION: &[Pair] = &[
    pair((CORE, "description"), (DUBLIN_CORE, "description")),
    pair((CORE, "description"), (TERMS, "abstract")),
    pair((CORE, "description"), (ATOM, "content")),
    pair((CORE, "description"), (XHTML, "body")),
    pair((CORE, "description"), (XHTML, "div")),
];

/// What a channel says twice.
pub(super) fn channel(channel: Node<'_, '_>, context: &mut Context<'_>) {
    compare(channel, CHANNEL, &rules::CHANNEL_SAYS_TWICE, context);
}

/// What an item says twice.
pub(super) fn item(item: Node<'_, '_>, context: &mut Context<'_>) {
    compare(item, ITEM, &rules::ITEM_SAYS_TWICE, context);
    compare(item, DESCRIPTION, &rules::DESCRIPTION_SAID_TWICE, context);
}

fn compare(parent: Node<'_, '_>, pairs: &[Pair], rule: &'static Rule, context: &mut Context<'_>) {
    // Mostly none of them is there, which the signs of their names show.
    for Pair { core, other, .. } in pairs.iter().filter(|pair| parent.may_have_spaced(pair.sign)) {
        let Some(found) = parent.children_named(*other).next() else { continue };
        let Some(own) = first(parent, core) else { continue };
        let (own, twin) = (context.written_name(own), context.written_name(found));
        let message = format!("`{twin}` says again what `{own}` says, and every reader chooses one of them");
        context.say_of(rule, found, message, &format!("keep `{own}`"));
    }
}

fn first<'a, 'input>(parent: Node<'a, 'input>, (uri, name): &Name) -> Option<Node<'a, 'input>> {
    if *uri == CORE { child(parent, name) } else { parent.children_named((*uri, *name)).next() }
}
