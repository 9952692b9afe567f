//! What a feed should have, and in which order its parts stand (RFC 4287, section 4.1.1).

use crate::check::tree::Node;

use crate::check::across::elsewhere;
use crate::check::bases;
use crate::check::context::Context;
use crate::check::rules::atom as rules;
use crate::check::rules::feeds as shared;
use crate::check::schema::atom::links::{Rel, rel_of};
use crate::check::schema::atom::{attribute_subject, child, children};
use crate::check::schema::extensions::is_archive;
use crate::check::schema::vocabulary::is_atom;
use crate::check::values::addresses::is_absolute;
use crate::check::values::shown;

const XML: &str = "http://www.w3.org/XML/1998/namespace";

pub(super) fn judge(node: Node<'_, '_>, context: &mut Context<'_>) {
    metadata_first(node, context);
    self_link(node, context);
    if !context.is_whole(node) {
        return;
    }
    if child(node, "entry").is_none() && !is_archive(node) {
        let message = "the feed has no entry".to_owned();
        context.say_of(&shared::FEED_EMPTY, node, message, "add entries, or leave the feed out");
    }
    let says_language = |node: Node<'_, '_>| node.attribute((XML, "lang")).is_some();
    let entries_say = child(node, "entry").is_some() && children(node, "entry").all(says_language);
    if !says_language(node) && !entries_say {
        let message = "the feed does not say in which language it is".to_owned();
        context.say_of(&shared::LANGUAGE_MISSING, node, message, "write `xml:lang=\"en\"` on its first element");
    }
}

/// What describes the feed stands before the entries.
fn metadata_first(node: Node<'_, '_>, context: &mut Context<'_>) {
    let is_entry = |child: &Node<'_, '_>| child.tag_name().name() == "entry" && is_atom(*child);
    let late = node
        .children()
        .skip_while(|child| !is_entry(child))
        .filter(|child| child.is_element() && is_atom(*child) && !is_entry(child));
    for child in late {
        let message = format!("`{}` stands after an entry", context.written_name(child));
        context.say_of(&rules::METADATA_AFTER_ENTRIES, child, message, "move it before the first entry");
    }
}

/// The address that a feed gives as its own: it is whole, and that from which the feed came.
pub(in crate::check) fn own_address(link: Node<'_, '_>, location: Option<&str>, context: &mut Context<'_>) {
    let Some(href) = attribute_subject(link, "href") else { return };
    if is_absolute(href.value) {
        return context.remark_of(link, elsewhere(href.value.trim(), location));
    }
    let message = format!("the feed's own address `{}` is relative", shown(href.value));
    let help = "write the address that readers fetch: `https://example.com/atom.xml`";
    if let Some(whole) = bases::whole(link, href.value, false) {
        context.mend_value(&href, &whole);
    }
    context.say(&rules::SELF_LINK_RELATIVE, &href, message, help);
}

fn self_link(node: Node<'_, '_>, context: &mut Context<'_>) {
    let mut has_one = false;
    for link in children(node, "link").filter(|link| rel_of(*link) == Rel::Itself) {
        let location = context.location.filter(|_| !has_one);
        has_one = true;
        own_address(link, location, context);
        let kind = attribute_subject(link, "type");
        let is_atom = |kind: &str| {
            let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            matches!(essence.as_str(), "" | "application/atom+xml")
        };
        if let Some(kind) = kind.filter(|kind| !is_atom(kind.value)) {
            let message = format!("the feed's own address has the type `{}`", shown(kind.value));
            context.say(&rules::SELF_LINK_NOT_ATOM, &kind, message, "write `type=\"application/atom+xml\"`");
        }
    }
    if !has_one && context.is_whole(node) {
        let message = "the feed does not say its own address".to_owned();
        let help = "add `<link rel=\"self\" href=\"https://example.com/atom.xml\"/>`";
        context.say_of(&shared::SELF_LINK_MISSING, node, message, help);
    }
}
