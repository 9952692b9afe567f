//! Items as the `rss` crate writes them, written at once.
//!
//! # Why
//! A feed of all articles has a hundred thousand items. The crate takes each of their parts as a text of its own, writes
//! them, and what it wrote has to be gone through once more. Here they go where they belong without a step between. A
//! test holds every byte to what the crate makes of the same entry.

use memchr::memmem::Finder;
use memchr::{memchr2, memchr3};

use crate::model::{Entry, Text};
use crate::namespace::{self, Element, Namespace};
use crate::render::by_number;
use crate::render::rss::{description, enclosure, is_plain, local_name};

/// What an item's elements stand behind.
const INDENT: &str = "\n      ";
const CDATA_END: &str = "]]>";

/// Writes items one after the other.
pub(super) struct Items {
    /// What was written.
    pub(super) text: String,
    /// The vocabularies that were used beside RSS's own.
    pub(super) used: Vec<&'static Namespace>,
    /// Whether one has content.
    pub(super) have_content: bool,
    cdata_end: Finder<'static>,
}

impl Items {
    /// With room for so many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Items {
        Items {
            text: String::with_capacity(bytes),
            used: Vec::new(),
            have_content: false,
            cdata_end: Finder::new(CDATA_END),
        }
    }

    /// Writes an entry, the elements in the order in which the crate has them.
    pub(super) fn push(&mut self, entry: &Entry) {
        self.text.push_str("\n    <item>");
        if let Some(title) = &entry.title {
            self.element("title", &[], title.as_str());
        }
        self.element("link", &[], entry.url.as_str());
        if let Some(description) = description(entry) {
            self.section("description", &description);
        }
        for category in &entry.categories {
            let domain = category.scheme.as_ref().map(|scheme| ("domain", scheme.as_str()));
            self.element("category", domain.as_slice(), category.term.as_str());
        }
        if let Some(comments) = &entry.comments {
            self.element("comments", &[], comments.as_str());
        }
        if let Some(file) = enclosure(entry) {
            self.start("enclosure", &[("url", &file.url), ("length", &file.length), ("type", &file.mime_type)], INDENT);
            self.text.push_str("/>");
        }
        self.element("guid", &[("isPermaLink", "false")], entry.known_as());
        self.element("pubDate", &[], &entry.published.rfc2822());
        if let Some(source) = &entry.source {
            self.element("source", &[("url", source.url.as_str())], source.title.as_str());
        }
        if !entry.html.is_blank() {
            self.have_content = true;
            self.section("content:encoded", entry.html.as_str());
        }
        self.extensions(entry);
        self.text.push_str("\n    </item>");
    }

    /// What the other vocabularies say of an entry: by prefix, then by name.
    fn extensions(&mut self, entry: &Entry) {
        let mut all: Vec<(&str, Element)> = Vec::new();
        for namespace in namespace::ALL {
            let before = all.len();
            all.extend((namespace.entry)(entry).into_iter().map(|element| (namespace.prefix, element)));
            if all.len() > before && !self.used.iter().any(|used| used.prefix == namespace.prefix) {
                self.used.push(namespace);
            }
        }
        all.sort_by(|(a, one), (b, other)| (a, local_name(one)).cmp(&(b, local_name(other))));
        for (_, element) in all {
            self.extension(element, INDENT);
        }
    }

    fn extension(&mut self, mut element: Element, indent: &str) {
        // Some values come as plain strings; what XML forbids in them must not get further.
        let mut attributes: Vec<(&str, String)> =
            element.attributes.into_iter().map(|(name, value)| (name, Text::lossy(value).into_string())).collect();
        attributes.sort_by_key(|(name, _)| *name);
        let attributes: Vec<(&str, &str)> = attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.start(element.name, &attributes, indent);
        self.text.push('>');
        if let Some(text) = &element.text {
            self.content(element.name, text);
        }
        let is_text = element.text.is_some() && element.children.is_empty();
        element.children.sort_by_key(local_name);
        let inner = if element.children.is_empty() { String::new() } else { format!("{indent}  ") };
        for (place, child) in element.children.into_iter().enumerate() {
            // Behind text, no line ends.
            self.extension(child, if place == 0 && element.text.is_some() { "" } else { &inner });
        }
        if !is_text {
            self.text.push_str(indent);
        }
        self.end(element.name);
    }

    /// An element with text in it.
    fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.start(name, attributes, INDENT);
        self.text.push('>');
        self.content(name, text);
        self.end(name);
    }

    /// An element with text in CDATA.
    fn section(&mut self, name: &str, text: &str) {
        self.start(name, &[], INDENT);
        self.text.push_str("><![CDATA[");
        let mut rest = text;
        while let Some(at) = self.cdata_end.find(rest.as_bytes()) {
            let (before, behind) = rest.split_at(at + "]]".len());
            self.text.push_str(before);
            self.text.push_str("]]><![CDATA[");
            rest = behind;
        }
        self.text.push_str(rest);
        self.text.push_str(CDATA_END);
        self.end(name);
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)], indent: &str) {
        self.text.push_str(indent);
        self.text.push('<');
        self.text.push_str(name);
        for (name, value) in attributes {
            self.text.push(' ');
            self.text.push_str(name);
            self.text.push_str("=\"");
            push_escaped(&mut self.text, value);
            self.text.push('"');
        }
    }

    fn content(&mut self, element: &str, text: &str) {
        if !has_escaped(text) {
            self.text.push_str(text);
        } else if memchr2(b'&', b'<', text.as_bytes()).is_some() && is_plain(element.as_bytes()) {
            let mut escaped = String::with_capacity(text.len() + text.len() / 8);
            push_with_escapes(&mut escaped, text);
            self.text.push_str(&by_number(&escaped));
        } else {
            push_with_escapes(&mut self.text, text);
        }
    }

    fn end(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }
}

/// Whether there is anything in a text that is escaped.
fn has_escaped(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr3(b'<', b'>', b'&', bytes).is_some() || memchr2(b'"', b'\'', bytes).is_some()
}

/// Text as the crate escapes it.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    match has_escaped(text) {
        true => push_with_escapes(out, text),
        false => out.push_str(text),
    }
}

fn push_with_escapes(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            b'"' => "&quot;",
            b'\'' => "&apos;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(escaped);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}
