//! What a relative address in a feed starts from, where that is certain.
//!
//! # Why
//! An `xml:base` says it. Without one, readers differ: they take the site's address, the feed's own, or that of the entry
//! whose content it is. So a relative address is made whole only where all that a reader may take give the same one.

use roxmltree::Node;
use url::{ParseError, Url};

use crate::check::context::text_of;
use crate::check::values::addresses::base;

/// How many of a feed's first elements, or of an entry's, are searched for an address.
const HEAD_MAX: usize = 64;
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const ATOM: &str = "http://www.w3.org/2005/Atom";

/// A relative address in an element made whole; in the content of an entry, the entry's own address counts too.
pub(in crate::check) fn whole(node: Node<'_, '_>, value: &str, in_content: bool) -> Option<String> {
    if node.ancestors().any(|node| node.has_attribute((XML, "base"))) {
        return agreed(&[base(node)?], value);
    }
    let mut bases = vec![web(&site(node)?)?];
    bases.extend(own(node).and_then(|address| web(&address)));
    if in_content && let Some(link) = entry(node) {
        bases.push(bases[0].join(link.trim()).ok()?);
    }
    agreed(&bases, value)
}

/// A relative address made whole, where it is the same from each of these.
pub(in crate::check) fn agreed(bases: &[Url], value: &str) -> Option<String> {
    let value = value.trim();
    let is_relative = Url::parse(value) == Err(ParseError::RelativeUrlWithoutBase);
    // What looks like a host without its scheme may well be one: `www.carnet.example/1`.
    let first = value.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = first.starts_with("www.") || (first.contains('.') && !first.starts_with('.') && first.len() < value.len());
    if value.is_empty() || value.starts_with('#') || !is_relative || is_host || value.contains(char::is_control) {
        return None;
    }
    let mut wholes = bases.iter().map(|base| base.join(value).ok());
    let first = wholes.next()??;
    wholes.all(|other| other.as_ref() == Some(&first)).then(|| first.into())
}

/// An address on the web.
pub(in crate::check) fn web(address: &str) -> Option<Url> {
    Url::parse(address.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// The address of the site that a feed belongs to.
pub(in crate::check) fn site(node: Node<'_, '_>) -> Option<String> {
    link(head(node), |rel| matches!(rel, None | Some("alternate")))
}

/// The feed's own address.
fn own(node: Node<'_, '_>) -> Option<String> {
    link(head(node), |rel| rel == Some("self"))
}

/// The address of the entry that an element stands in.
fn entry(node: Node<'_, '_>) -> Option<String> {
    let is_entry = |node: &Node<'_, '_>| matches!(node.tag_name().name(), "item" | "entry");
    link(node.ancestors().find(is_entry)?, |rel| matches!(rel, None | Some("alternate")))
}

/// What holds what is said of the feed as a whole.
fn head<'a, 'input>(node: Node<'a, 'input>) -> Node<'a, 'input> {
    let root = node.document().root_element();
    root.children().find(|child| child.tag_name().name() == "channel").unwrap_or(root)
}

fn link(within: Node<'_, '_>, is_meant: impl Fn(Option<&str>) -> bool) -> Option<String> {
    let is_atom = within.tag_name().namespace() == Some(ATOM);
    let mut head = within.children().filter(Node::is_element).take(HEAD_MAX);
    let link = head.find(|child| {
        let rel = child.attribute("rel");
        child.tag_name().name() == "link"
            && match child.tag_name().namespace() {
                None => is_meant(None),
                // In RSS, Atom's link says what has no element there.
                Some(ATOM) => is_meant(rel) && (is_atom || rel.is_some_and(|rel| rel != "alternate")),
                Some(_) => false,
            }
    })?;
    Some(link.attribute("href").map_or_else(|| text_of(link), str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bases: &[&str], value: &str, expected: Option<&str>) {
        let bases: Vec<Url> = bases.iter().map(|base| Url::parse(base).unwrap()).collect();
        assert_eq!(agreed(&bases, value).as_deref(), expected, "{value}");
    }

    #[test]
    fn what_is_the_same_from_everywhere_is_made_whole() {
        let bases = ["https://carnet.example/", "https://carnet.example/feed.xml", "https://carnet.example/2025/1/"];
        check(&bases, "/a b.png", Some("https://carnet.example/a%20b.png"));
        check(&bases, "//cdn.example/x", Some("https://cdn.example/x"));
        check(&bases, "a.png", None);
        check(&bases[..2], "a.png", Some("https://carnet.example/a.png"));
        check(&bases[..1], "../a?x=1", Some("https://carnet.example/a?x=1"));
    }

    #[test]
    fn what_may_mean_something_else_is_left() {
        let bases = ["https://carnet.example/"];
        for value in ["", "#note", "mailto:a@b.example", "https://x.example/", "www.carnet.example", "carnet.example/1"] {
            check(&bases, value, None);
        }
    }
}
