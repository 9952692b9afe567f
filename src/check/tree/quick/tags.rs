//! Tags: names, attributes, and the namespaces that they declare.

use memchr::{memchr_iter, memchr2};

use super::references::normal;
use super::{Found, Glance, Open, Reader, XML};
use crate::check::beginning::{ATTRIBUTES_MAX, COMPARED_MAX, CROWDED_BYTES, NAMESPACES_MAX};
use crate::check::tree::document::{AttributeData, Kind};

const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

impl<'t> Reader<'t> {
    pub(super) fn close(&mut self) -> Option<()> {
        self.count()?;
        self.at += 2;
        let open = self.open.pop()?;
        self.pass(open.name)?;
        if self.byte() != Some(b'>') {
            self.space();
        }
        self.pass(">")?;
        self.before = None;
        self.document.close(open.node, self.at);
        self.spaces.truncate(open.spaces);
        self.scope = open.scope;
        self.in_scope -= open.declared;
        Some(())
    }

    pub(super) fn open(&mut self) -> Option<()> {
        self.count()?;
        let start = self.at;
        self.at += 1;
        let name = self.name()?;
        let parent = self.parent();
        let outer = (self.spaces.len(), self.scope);
        let is_root = self.open.is_empty();
        let is_bare = self.byte() == Some(b'>');
        if !is_bare {
            self.attributes(is_root)?;
        }
        let is_empty = self.byte() == Some(b'/');
        self.at += usize::from(is_empty);
        self.pass(">")?;
        let declared = if is_bare { 0 } else { self.weigh(start, is_empty)? };
        let first = self.document.attributes_len();
        if !self.found.is_empty() {
            self.resolve(first)?;
        }
        let kind = Kind::Element(self.number(name)?, first..self.document.attributes_len());
        let node = self.document.push(kind, parent, start..self.at);
        if declared == 0 {
            self.document.declares_nothing(node);
        }
        self.before = None;
        if is_empty {
            self.spaces.truncate(outer.0);
            self.scope = outer.1;
        } else {
            self.open.push(Open { node, name, spaces: outer.0, scope: outer.1, declared });
        }
        Some(())
    }

    /// Reads attributes and declarations of namespaces up to the end of the tag.
    fn attributes(&mut self, is_root: bool) -> Option<()> {
        let outer = self.spaces.len();
        loop {
            let spaces = self.space();
            if matches!(self.byte()?, b'>' | b'/') {
                break;
            }
            (spaces > 0).then_some(())?;
            let start = self.at;
            let name = self.name()?;
            let name_end = self.at;
            self.space();
            self.pass("=")?;
            self.space();
            if self.at - name_end > super::NAME_MAX {
                return None;
            }
            let quote = self.byte().filter(|byte| matches!(byte, b'"' | b'\''))?;
            self.at += 1;
            let value_start = self.at;
            self.at += memchr2(quote, b'<', &self.bytes[self.at..])?;
            let value = &self.text[value_start..self.at];
            (self.byte() == Some(quote)).then_some(())?;
            self.at += 1;
            if name == "xmlns" || name.starts_with("xmlns:") {
                let prefix = name.get("xmlns:".len()..).unwrap_or_default();
                self.declare(prefix, value, outer, is_root)?;
                continue;
            }
            let value = normal(value)?;
            self.found.push(Found { name, value, range: start..self.at, name_end, value_start });
        }
        if self.spaces.len() > outer {
            self.scopes += 1;
            self.scope = self.scopes;
        }
        Some(())
    }

    /// A namespace is declared by a tag before which so many were in scope.
    fn declare(&mut self, prefix: &'t str, uri: &'t str, outer: usize, is_root: bool) -> Option<()> {
        let is_reserved = matches!(prefix, "xml" | "xmlns") || uri == XML || uri == XMLNS;
        let is_odd =
            uri.bytes().any(|byte| matches!(byte, b'&' | b'\t' | b'\n')) || (uri.is_empty() && !prefix.is_empty());
        if is_reserved || is_odd || self.spaces[outer..].iter().any(|(other, _)| *other == prefix) {
            return None;
        }
        self.spaces.push((prefix, uri));
        if is_root {
            self.document.declare((!prefix.is_empty()).then_some(prefix), uri);
        }
        Some(())
    }

    /// How many declarations a tag seems to hold, by which its namespaces are counted; `None` where a tag is too much.
    fn weigh(&mut self, start: usize, is_empty: bool) -> Option<usize> {
        let tag = &self.bytes[start..self.at];
        if tag.len() > CROWDED_BYTES && memchr_iter(b'=', tag).count() > ATTRIBUTES_MAX {
            return None;
        }
        let declared = self.declaration.find_iter(tag).count();
        if declared == 0 {
            return Some(0);
        }
        let in_scope = self.in_scope + declared;
        self.compared = self.compared.saturating_add(in_scope * in_scope);
        self.in_scope += if is_empty { 0 } else { declared };
        (in_scope <= NAMESPACES_MAX && self.compared <= COMPARED_MAX).then_some(declared)
    }

    /// The address that a prefix stands for here.
    fn uri(&self, prefix: &str) -> Option<&'t str> {
        self.spaces.iter().rev().find(|(known, _)| *known == prefix).map(|(_, uri)| *uri)
    }

    /// Puts the attributes that were found into the document, the first of which gets this number.
    fn resolve(&mut self, first: u32) -> Option<()> {
        let mut all = std::mem::take(&mut self.found);
        for found in all.drain(..) {
            let Found { name, value, range, name_end, value_start } = found;
            let (uri, local) = match name.split_once(':') {
                None => (None, name),
                Some(("xml", local)) => (Some(XML), local),
                Some((prefix, local)) => (Some(self.uri(prefix)?), local),
            };
            let is_same = |other: &AttributeData<'_>| other.local == local && other.uri == uri;
            if self.document.attributes_from(first).iter().any(is_same) {
                return None;
            }
            let (range_name, range_value) = (range.start..name_end, value_start..range.end - 1);
            self.document.push_attribute(AttributeData { uri, local, value, range, range_name, range_value });
        }
        // Its room serves the next tag.
        self.found = all;
        Some(())
    }

    /// The number of an element's name as it is written.
    fn number(&mut self, written: &'t str) -> Option<u32> {
        let bytes = written.as_bytes();
        let (first, last) = (bytes.first()?, bytes.last()?);
        let place = (usize::from(*first) * 7 + usize::from(*last) * 3 + bytes.len()) % super::GLANCES;
        let glance = self.glances[place];
        if glance.scope == self.scope && glance.written == written {
            return Some(glance.name);
        }
        let (uri, local) = match written.split_once(':') {
            None => (self.uri(""), written),
            Some(("xml" | "xmlns", _)) => return None,
            Some((prefix, local)) => (Some(self.uri(prefix)?), local),
        };
        let name = self.document.name(uri, local);
        self.document.next_is_fresh();
        self.glances[place] = Glance { written, scope: self.scope, name };
        Some(name)
    }
}
