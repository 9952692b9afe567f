//! Whether nothing in an HTML text can be objected to, decided at a glance.
//!
//! # Why
//! Nearly every entry of nearly every feed has sound content, and what a judgement costs is its reading. What programs
//! write soundly has few forms: known elements that are closed in their order, known attributes in double quotes, whole
//! addresses. Where everything has such a form, no rule has anything to say. Where anything has not, nothing is said here,
//! and the text is read by [`html`](super::html), which knows what it is.

use std::ops::Range;

use memchr::{memchr, memchr2};

use crate::check::content::address::{self, Use};
use crate::check::content::{elements, style};
use crate::check::values::addresses::reach::is_private;

/// How many elements may be open within one another.
const DEPTH_MAX: usize = 64;
/// How many attributes an element may have.
const ATTRIBUTES_MAX: usize = 8;

/// References, from behind the `&`, that stand for themselves wherever they are.
const REFERENCES: [&[u8]; 4] = [b"amp;", b"lt;", b"gt;", b"quot;"];

/// Whether no rule can have anything to say about an HTML text. `false` says nothing.
pub(super) fn is_calm(html: &str) -> bool {
    let bytes = html.as_bytes();
    let is_odd = memchr2(b'\r', 0, bytes).is_some() || bytes.starts_with(b"\xef\xbb\xbf");
    !is_odd && Glance::new(html).read().is_some()
}

/// What is remembered of the tag that is being read.
#[derive(Default)]
struct Tag {
    is_image: bool,
    has_alt: bool,
    /// Its attributes so far.
    names: [Range<usize>; ATTRIBUTES_MAX],
    count: usize,
}

struct Glance<'h> {
    html: &'h str,
    bytes: &'h [u8],
    at: usize,
    /// The elements that are open and have to be closed, as places in the table.
    open: [u8; DEPTH_MAX],
    depth: usize,
    /// How many of them show their text as code.
    code: usize,
    has_tags: bool,
    is_shown: bool,
    /// The host that was seen last, which the public reaches.
    host: &'h [u8],
}

impl<'h> Glance<'h> {
    fn new(html: &'h str) -> Glance<'h> {
        Glance {
            html,
            bytes: html.as_bytes(),
            at: 0,
            open: [0; DEPTH_MAX],
            depth: 0,
            code: 0,
            has_tags: false,
            is_shown: false,
            host: b"",
        }
    }

    /// Reads everything; `None` at the first thing that is not certainly sound.
    fn read(&mut self) -> Option<()> {
        while self.at < self.bytes.len() {
            self.text()?;
            if self.at < self.bytes.len() {
                self.at += 1;
                self.has_tags = true;
                if *self.bytes.get(self.at)? == b'/' { self.end()? } else { self.start()? }
            }
        }
        (self.depth == 0 && (self.is_shown || !self.has_tags)).then_some(())
    }

    /// Reads a text up to the next tag.
    fn text(&mut self) -> Option<()> {
        let start = self.at;
        let end = loop {
            let Some(length) = memchr2(b'<', b'&', &self.bytes[self.at..]) else { break self.bytes.len() };
            let at = self.at + length;
            if self.bytes[at] == b'<' {
                break at;
            }
            self.at = at + 1 + self.reference(at + 1)?;
        };
        self.at = end;
        self.is_shown = self.is_shown || !self.bytes[start..end].iter().all(u8::is_ascii_whitespace);
        Some(())
    }

    /// The length of a reference in a text, from behind its `&`; `None` where it may be HTML that was escaped twice.
    fn reference(&self, from: usize) -> Option<usize> {
        let name = known(&self.bytes[from..])?;
        let next = self.bytes.get(from + name.len());
        let is_meant = match name {
            b"amp;" => next.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'#'),
            b"lt;" => next.is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?')),
            _ => false,
        };
        (self.code > 0 || !is_meant).then_some(name.len())
    }

    /// Reads a name, and gives the element's place in the table.
    fn name(&mut self) -> Option<usize> {
        let start = self.at;
        let mut key = 0_u64;
        while let Some(byte) = self.bytes.get(self.at) {
            let is_letter = byte.is_ascii_lowercase() || (byte.is_ascii_digit() && self.at > start);
            if !is_letter {
                break;
            }
            if self.at < start + 8 {
                key |= u64::from(*byte) << (8 * (self.at - start));
            }
            self.at += 1;
        }
        if self.at <= start + 8 {
            return elements::short(key);
        }
        elements::html(&self.bytes[start..self.at]).map(|(index, _)| index)
    }

    fn end(&mut self) -> Option<()> {
        self.at += 1;
        // Most ends are those of the element that was opened last, or of one that needs none.
        let rest = &self.bytes[self.at..];
        if rest.starts_with(b"p>") {
            self.at += b"p>".len();
            return Some(());
        }
        if let Some(last) = self.depth.checked_sub(1) {
            let element = elements::at(usize::from(self.open[last]));
            let behind = element.name.len();
            if rest.get(behind) == Some(&b'>') && rest.starts_with(element.name.as_bytes()) {
                self.at += behind + 1;
                self.depth = last;
                self.code -= usize::from(element.is_code);
                return Some(());
            }
        }
        let index = self.name()?;
        (*self.bytes.get(self.at)? == b'>').then_some(())?;
        self.at += 1;
        let element = elements::at(index);
        // The end of any other says nothing.
        if element.is_closed {
            self.depth = self.depth.checked_sub(1)?;
            (usize::from(self.open[self.depth]) == index).then_some(())?;
            self.code -= usize::from(element.is_code);
        }
        Some(())
    }

    fn start(&mut self) -> Option<()> {
        let index = self.name()?;
        let element = elements::at(index);
        if !element.is_calm {
            return None;
        }
        if self.bytes.get(self.at) == Some(&b'>') && element.name != "img" {
            self.at += 1;
        } else {
            let mut tag = Tag { is_image: element.name == "img", ..Tag::default() };
            self.attributes(&mut tag)?;
            if tag.is_image && !tag.has_alt {
                return None;
            }
        }
        self.is_shown |= element.is_shown;
        if element.is_closed {
            *self.open.get_mut(self.depth)? = u8::try_from(index).ok()?;
            self.depth += 1;
            self.code += usize::from(element.is_code);
        }
        Some(())
    }

    /// Reads a tag from behind its name to its end.
    fn attributes(&mut self, tag: &mut Tag) -> Option<()> {
        loop {
            let from = self.at;
            while let Some(b' ' | b'\n') = self.bytes.get(self.at) {
                self.at += 1;
            }
            match self.bytes.get(self.at)? {
                b'>' => {
                    self.at += 1;
                    return Some(());
                }
                b'/' if *self.bytes.get(self.at + 1)? == b'>' => {
                    self.at += 2;
                    return Some(());
                }
                b'a'..=b'z' if self.at > from => self.attribute(tag)?,
                _ => return None,
            }
        }
    }

    fn attribute(&mut self, tag: &mut Tag) -> Option<()> {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(|byte| byte.is_ascii_lowercase() || *byte == b'-') {
            self.at += 1;
        }
        let name = start..self.at;
        let is_same = |other: &Range<usize>| self.bytes[other.clone()] == self.bytes[name.clone()];
        if tag.names[..tag.count].iter().any(is_same) {
            return None;
        }
        *tag.names.get_mut(tag.count)? = name.clone();
        tag.count += 1;
        let value = match self.bytes.get(self.at)? {
            b' ' | b'\n' | b'>' => self.at..self.at,
            b'=' if *self.bytes.get(self.at + 1)? == b'"' => {
                let from = self.at + 2;
                self.at = from;
                self.value()?;
                from..self.at - 1
            }
            _ => return None,
        };
        self.is_sound(&self.bytes[name], value, tag).then_some(())
    }

    /// Goes over a value and the quotation mark that ends it.
    fn value(&mut self) -> Option<()> {
        loop {
            let at = self.at + memchr2(b'"', b'&', &self.bytes[self.at..])?;
            self.at = at + 1;
            if self.bytes[at] == b'"' {
                return Some(());
            }
            self.at += known(&self.bytes[self.at..])?.len();
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
                !tag.is_image || value.len() > "1px".len() || {
                    let value = &self.bytes[value];
                    value.len() >= 2 && value.iter().all(u8::is_ascii_digit)
                }
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
        if !self.host.is_empty() && rest.starts_with(self.host) && is_end(rest.get(self.host.len())) {
            return true;
        }
        let is_of_host = |byte: &&u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
        let host = &rest[..rest.iter().take_while(is_of_host).count()];
        if !is_end(rest.get(host.len())) || host.is_empty() {
            return is_fine_as_it_is(value, used);
        }
        let is_public = std::str::from_utf8(host).is_ok_and(|host| !is_private(host));
        if is_public {
            self.host = host;
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

#[cfg(test)]
mod tests;
