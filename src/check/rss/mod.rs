//! What RSS asks of several elements together, beyond what its table says of each.
//!
//! [`document`] judges the first element; [`channel`] the channel and its items together; [`item`] one item; [`parts`]
//! an image and the other parts of a channel; [`semantics`] what is said twice, by RSS and by another vocabulary.

pub(super) mod channel;
mod dates;
pub(super) mod document;
pub(super) mod item;
pub(super) mod parts;
mod semantics;

use std::borrow::Cow;

use crate::check::tree::Node;

use crate::check::context::text_of;
use crate::check::schema::vocabulary::RSS_ADDRESSES;

pub(super) const ATOM: &str = "http://www.w3.org/2005/Atom";
pub(super) const CONTENT: &str = "http://purl.org/rss/1.0/modules/content/";
pub(super) const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
pub(super) const SLASH: &str = "http://purl.org/rss/1.0/modules/slash/";

/// Whether an element is RSS's own.
fn is_core(node: Node<'_, '_>) -> bool {
    node.is_element() && node.tag_name().namespace().is_none_or(|uri| RSS_ADDRESSES.contains(&uri))
}

/// Whether an element is RSS's own of this name.
fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.tag_name().name() == name && is_core(node)
}

/// The elements of RSS's own with this name in another.
fn children<'n, 'a, 'input>(
    parent: Node<'a, 'input>,
    name: &'n str,
) -> impl Iterator<Item = Node<'a, 'input>> + use<'n, 'a, 'input> {
    parent.children_named(name).filter(|child| is_core(*child))
}

/// The first of them.
fn child<'a, 'input>(parent: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    children(parent, name).next()
}

/// The text of the first such element, without white space around it; `None` without one, or with an empty one.
fn text_in<'a>(parent: Node<'a, '_>, name: &str) -> Option<Cow<'a, str>> {
    let text = match text_of(child(parent, name)?) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    };
    Some(text).filter(|text| !text.is_empty())
}
