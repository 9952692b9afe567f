//! Attributes of calm HTML.

use std::ops::Range;

use memchr::{memchr, memchr2};

use super::Glance;
use crate::check::content::address::{self, Use};
use crate::check::content::markup::is_tiny;
use crate::check::content::style;
use crate::check::values::addresses::reach::is_private;

/// How many attributes an element may have.
const ATTRIBUTES_MAX: usize = 8;

/// How many hosts are remembered.
pub(super) const HOSTS: usize = 4;

/// References, from behind the `&`, that stand for themselves wherever they are.
const REFERENCES: [&[u8]; 4] = [b"amp;", b"lt;", b"gt;", b"quot;"];

/// What is remembered of the tag that is being read.
#[derive(Default)]
struct Tag {
    is_image: bool,
    has_alt: bool,
    /// Its attributes so far.
    names: [Range<usize>; ATTRIBUTES_MAX],
    count: usize,
}

impl<'h> Glance<'h> {
    /// Reads a tag from behind its name to its end.
    pub(super) fn attributes(&mut self, mut at: usize, is_image: bool) -> Option<usize> {
        let mut tag = Tag { is_image, ..Tag::default() };
        let end = loop {
            let from = at;
            while let Some(b' ' | b'\n') = self.bytes.get(at) {
                at += 1;
            }
            match self.bytes.get(at)? {
                b'>' => break at + 1,
                b'/' if *self.bytes.get(at + 1)? == b'>' => break at + 2,
                b'a'..=b'z' if at > from => at = self.attribute(at, &mut tag)?,
                _ => return None,
            }
        };
        (!is_image || tag.has_alt).then_some(end)
    }

    fn attribute(&mut self, start: usize, tag: &mut Tag) -> Option<usize> {
        let bytes = self.bytes;
        let mut at = start;
        while bytes.get(at).is_some_and(|byte| byte.is_ascii_lowercase() || *byte == b'-') {
            at += 1;
        }
        let name = start..at;
        let is_same = |other: &Range<usize>| bytes[other.clone()] == bytes[name.clone()];
        if tag.names[..tag.count].iter().any(is_same) {
            return None;
        }
        *tag.names.get_mut(tag.count)? = name.clone();
        tag.count += 1;
        let (value, end) = match bytes.get(at)? {
            b' ' | b'\n' | b'>' => (at..at, at),
            b'=' if *bytes.get(at + 1)? == b'"' => {
                let end = self.value(at + 2)?;
                (at + 2..end - 1, end)
            }
            _ => return None,
        };
        self.is_sound(&bytes[name], value, tag).then_some(end)
    }

    /// Goes over a value and the quotation mark that ends it.
    fn value(&self, mut at: usize) -> Option<usize> {
        loop {
            at += memchr2(b'"', b'&', &self.bytes[at..])? + 1;
            if self.bytes[at - 1] == b'"' {
                return Some(at);
            }
            at += known(&self.bytes[at..])?.len();
        }
    }

    /// Whether an attribute is one that nobody objects to.
    fn is_sound(&mut self, name: &[u8], value: Range<usize>, tag: &mut Tag) -> bool {
        match name {
            b"href" | b"cite" => self.leads(value, Use::Link),
            b"src" | b"poster" => self.leads(value, Use::Resource),
            b"srcset" => {
                let value = &self.html[value];
                let mut is_sound = memchr(b'&', value.as_bytes()).is_none();
                address::listed(value, |address, _| is_sound &= address::is_fine(address, Use::Resource));
                is_sound
            }
            b"alt" => {
                tag.has_alt = true;
                true
            }
            // An image of one pixel counts its readers.
            b"width" | b"height" => {
                let value = &self.html[value];
                !tag.is_image || (memchr(b'&', value.as_bytes()).is_none() && !is_tiny(value))
            }
            b"style" => {
                let value = &self.html[value];
                let mut is_sound = memchr2(b'&', b'(', value.as_bytes()).is_none();
                style::faults(value, |_, _, _| is_sound = false);
                is_sound
            }
            b"abbr" | b"align" | b"border" | b"class" | b"colspan" | b"controls" | b"datetime" | b"decoding"
            | b"dir" | b"headers" | b"hreflang" | b"id" | b"kind" | b"label" | b"lang" | b"loading" | b"media"
            | b"name" | b"open" | b"preload" | b"rel" | b"reversed" | b"role" | b"rowspan" | b"scope" | b"sizes"
            | b"span" | b"srclang" | b"start" | b"target" | b"title" | b"type" | b"valign" | b"value" => true,
            _ => false,
        }
    }

    /// Whether an address certainly leads where everybody may go.
    fn leads(&mut self, value: Range<usize>, used: Use) -> bool {
        let value = &self.bytes[value];
        let rest = match used {
            Use::Link => value.strip_prefix(b"https://").or_else(|| value.strip_prefix(b"http://")),
            Use::Resource => value.strip_prefix(b"https://"),
        };
        let Some(rest) = rest else { return is_fine_as_it_is(value, used) };
        let is_end = |byte: Option<&u8>| matches!(byte, None | Some(b'/' | b'?' | b'#'));
        let is_known = |host: &&[u8]| !host.is_empty() && rest.starts_with(host) && is_end(rest.get(host.len()));
        if self.hosts.iter().any(is_known) {
            return true;
        }
        let is_of_host = |byte: &&u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
        let host = &rest[..rest.iter().take_while(is_of_host).count()];
        if !is_end(rest.get(host.len())) || host.is_empty() {
            return is_fine_as_it_is(value, used);
        }
        let is_public = std::str::from_utf8(host).is_ok_and(|host| !is_private(host));
        if is_public {
            self.hosts[self.next_host] = host;
            self.next_host = (self.next_host + 1) % HOSTS;
        }
        is_public
    }
}

/// Whether an address without a reference in it is fine.
fn is_fine_as_it_is(value: &[u8], used: Use) -> bool {
    memchr(b'&', value).is_none() && std::str::from_utf8(value).is_ok_and(|value| address::is_fine(value, used))
}

/// The reference that a text begins with, from behind its `&`.
fn known(text: &[u8]) -> Option<&'static [u8]> {
    REFERENCES.into_iter().find(|name| text.starts_with(name))
}
