//! Values in RSS and Atom.

use std::borrow::Cow;

use crate::check::tree::{Attribute, Node};

use crate::check::context::text_of;
use crate::check::profiles::view::{At, Content, Fact};
use crate::check::schema::vocabulary::{canonical, prefix_of};

const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The children with one of these canonical names, name by name.
pub(in crate::check) fn elements<'a, 'input, 'n>(
    node: Node<'a, 'input>,
    names: &'n str,
) -> impl Iterator<Item = Node<'a, 'input>> + use<'a, 'input, 'n> {
    names.split(' ').flat_map(move |name| node.children().filter(move |child| is(*child, name)))
}

/// Whether an element has a canonical name.
pub(in crate::check) fn is(node: Node<'_, '_>, name: &str) -> bool {
    // Comparing the end first spares most elements the making of their canonical names.
    let local = name.rsplit(':').next().unwrap_or(name);
    node.is_element() && node.tag_name().name() == local && canonical(node).is_some_and(|own| own == name)
}

/// The first child with one of these names that is not blank.
pub(in crate::check) fn element<'a, 'input>(node: Node<'a, 'input>, names: &str) -> Option<Fact<'a, 'input>> {
    elements(node, names).map(fact).find(|fact| !fact.value.is_empty())
}

/// An element's text.
pub(in crate::check) fn fact<'a, 'input>(node: Node<'a, 'input>) -> Fact<'a, 'input> {
    Fact { value: Cow::Owned(text_of(node).trim().to_owned()), at: At::Element(node) }
}

/// A person's name: in an element of its own, or the text itself.
pub(super) fn name_or_text<'a, 'input>(node: Node<'a, 'input>) -> Fact<'a, 'input> {
    fact(node.children().find(|child| is(*child, "atom:name")).unwrap_or(node))
}

/// An attribute's value, if it is there and not blank.
pub(in crate::check) fn attribute<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Fact<'a, 'input>> {
    let attribute = node.attributes().find(|one| one.namespace().is_none() && one.name() == name)?;
    of_attribute(node, attribute)
}

fn of_attribute<'a, 'input>(node: Node<'a, 'input>, attribute: Attribute<'a, 'input>) -> Option<Fact<'a, 'input>> {
    let value = Cow::Borrowed(attribute.value().trim());
    Some(Fact { value, at: At::Attribute(node, attribute) }).filter(|fact| !fact.value.is_empty())
}

/// The values of an attribute of all children with a name.
pub(in crate::check) fn attributes_of<'a, 'input>(
    node: Node<'a, 'input>,
    name: &'static str,
    attribute_name: &'static str,
) -> impl Iterator<Item = Fact<'a, 'input>> + use<'a, 'input> {
    elements(node, name).filter_map(move |child| attribute(child, attribute_name))
}

/// The address of the first `atom:link` of a kind; one that says nothing of its kind is an alternate.
pub(in crate::check) fn link<'a, 'input>(node: Node<'a, 'input>, rel: &str) -> Option<Fact<'a, 'input>> {
    let links = elements(node, "atom:link");
    links.filter(|link| link.attribute("rel").unwrap_or("alternate") == rel).find_map(|link| attribute(link, "href"))
}

/// An element's own `xml:lang`.
pub(super) fn own_language<'a, 'input>(node: Node<'a, 'input>) -> Option<Fact<'a, 'input>> {
    // In RSS, the first element may say it for its only channel.
    let root = node.parent_element().filter(|parent| parent.tag_name().name() == "rss");
    [Some(node), root].into_iter().flatten().find_map(|node| {
        let attribute = node.attributes().find(|one| one.namespace() == Some(XML) && one.name() == "lang")?;
        of_attribute(node, attribute)
    })
}

/// The text of an Atom entry.
pub(super) fn content<'a, 'input>(entry: Node<'a, 'input>) -> Option<Content<'a, 'input>> {
    let names = ["atom:content", "atom:summary"].into_iter();
    names.flat_map(|name| elements(entry, name)).filter(|node| node.attribute("src").is_none()).find_map(|node| {
        let kind = node.attribute("type").unwrap_or("text");
        let content = match kind {
            "xhtml" => Content { fact: inner(node), is_html: true },
            _ => Content { fact: fact(node), is_html: matches!(kind, "html" | "text/html") },
        };
        Some(content).filter(|content| !content.fact.value.is_empty())
    })
}

/// What stands in an element, as it is written.
fn inner<'a, 'input>(node: Node<'a, 'input>) -> Fact<'a, 'input> {
    let start = node.first_child().map_or(0, |child| child.range().start);
    let end = node.last_child().map_or(0, |child| child.range().end);
    let text = node.document().input_text().get(start..end).unwrap_or_default();
    Fact { value: Cow::Borrowed(text.trim()), at: At::Element(node) }
}

/// Whether an element is of a vocabulary, by its usual prefix.
pub(in crate::check) fn is_of(node: Node<'_, '_>, prefix: &str) -> bool {
    let uri = node.tag_name().namespace();
    node.is_element() && uri.and_then(prefix_of).is_some_and(|own| own == prefix)
}
