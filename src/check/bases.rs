//! What a relative address in a feed starts from, where that is certain.
//!
//! # Why
//! An `xml:base` says it. Without one, readers differ: they take the site's address, the feed's own, or that of the entry
//! whose content it is. So a relative address is made whole only where all that a reader may take give the same one.

use crate::check::tree::Node;
use url::{ParseError, Url};

use crate::check::context::text_of;
use crate::check::values::addresses::base;

/// How many of a feed's first elements, or of an entry's, are searched for an address.
const HEAD_MAX: usize = 64;
/// Endings of files that no host's name has.
const FILES: [&str; 22] = [
    "atom", "avif", "css", "gif", "htm", "html", "jpeg", "jpg", "json", "m4a", "m4v", "mp3", "mp4", "oga", "ogg",
    "opus", "pdf", "png", "svg", "wav", "webm", "webp",
];
/// Deeper than this, nobody is told what a relative address is relative to.
const DEPTH_MAX: usize = 256;
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const ATOM: &str = "http://www.w3.org/2005/Atom";

/// A relative address in an element made whole; in the content of an entry, the entry's own address counts too.
pub(in crate::check) fn whole(node: Node<'_, '_>, value: &str, in_content: bool) -> Option<String> {
    // A document may be nested without end, and have as many addresses.
    if node.ancestors().nth(DEPTH_MAX).is_some() {
        return None;
    }
    if node.ancestors().any(|node| node.has_attribute((XML, "base"))) {
        // Who writes one means relative addresses, of whatever form.
        let is_word =
            value.trim().contains(|c: char| c.is_whitespace() || c.is_control()) || value.trim().starts_with('#');
        return base(node)?.join(value.trim()).ok().filter(|_| !is_word && !value.trim().is_empty()).map(String::from);
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
    if Url::parse(value) != Err(ParseError::RelativeUrlWithoutBase) || !is_path(value) {
        return None;
    }
    let mut wholes = bases.iter().map(|base| base.join(value).ok());
    let first = wholes.next()??;
    wholes.all(|other| other.as_ref() == Some(&first)).then(|| first.into())
}

/// Whether a text is certainly a path: neither words, nor a host without its scheme (`carnet.example/1`).
fn is_path(value: &str) -> bool {
    let path = value.split(['?', '#']).next().unwrap_or_default();
    if value.contains(char::is_control) {
        return false;
    }
    if path.starts_with(['/', '.']) {
        return true;
    }
    match path.split_once('/') {
        _ if value.contains(char::is_whitespace) => false,
        Some((first, _)) => !first.contains('.'),
        None if path.is_empty() => value.starts_with('?'),
        None => path.rsplit_once('.').is_some_and(|(name, ending)| {
            !name.is_empty() && FILES.iter().any(|known| known.eq_ignore_ascii_case(ending))
        }),
    }
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
    Some(link.attribute("href").map_or_else(|| text_of(link).into_owned(), str::to_owned))
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
        for value in [
            "enter homepage here",
            "word",
            "carnet.example",
            "logo.zip",
            "#note",
            "mailto:a@b.example",
            "https://x.example/",
            "www.carnet.example",
            "carnet.example/1",
        ] {
            check(&bases, value, None);
        }
    }
}
