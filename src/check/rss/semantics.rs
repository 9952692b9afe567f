//! What is said twice: by an element of RSS, and by another vocabulary's that means the same.
//!
//! Readers choose one of the two, each as it likes.

use crate::check::tree::Node;

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

/// Of each pair, the second is of another vocabulary.
const CHANNEL: &[(Name, Name)] = &[
    ((CORE, "title"), (DUBLIN_CORE, "title")),
    ((CORE, "description"), (DUBLIN_CORE, "description")),
    ((CORE, "managingEditor"), (DUBLIN_CORE, "creator")),
    ((CORE, "webMaster"), (DUBLIN_CORE, "publisher")),
    ((CORE, "language"), (DUBLIN_CORE, "language")),
    ((CORE, "copyright"), (DUBLIN_CORE, "rights")),
    ((CORE, "copyright"), (TERMS, "rights")),
    ((CORE, "category"), (DUBLIN_CORE, "subject")),
    ((CORE, "pubDate"), (DUBLIN_CORE, "date")),
    ((CORE, "pubDate"), (TERMS, "issued")),
    ((CORE, "lastBuildDate"), (TERMS, "modified")),
    ((CORE, "generator"), (ADMIN, "generatorAgent")),
    ((CREATIVE_COMMONS, "license"), (CC, "license")),
];

const ITEM: &[(Name, Name)] = &[
    ((CORE, "title"), (DUBLIN_CORE, "title")),
    ((CORE, "author"), (DUBLIN_CORE, "creator")),
    ((CORE, "category"), (DUBLIN_CORE, "subject")),
    ((CORE, "pubDate"), (DUBLIN_CORE, "date")),
    ((CORE, "pubDate"), (TERMS, "issued")),
    ((CORE, "source"), (DUBLIN_CORE, "source")),
    ((CORE, "guid"), (DUBLIN_CORE, "identifier")),
    ((CREATIVE_COMMONS, "license"), (CC, "license")),
];

/// A summary beside the content is wanted (`content:encoded`, `atom:summary`); these are the same thing again.
const DESCRIPTION: &[(Name, Name)] = &[
    ((CORE, "description"), (DUBLIN_CORE, "description")),
    ((CORE, "description"), (TERMS, "abstract")),
    ((CORE, "description"), (ATOM, "content")),
    ((CORE, "description"), (XHTML, "body")),
    ((CORE, "description"), (XHTML, "div")),
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

fn compare(parent: Node<'_, '_>, pairs: &[(Name, Name)], rule: &'static Rule, context: &mut Context<'_>) {
    for (core, other) in pairs {
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
