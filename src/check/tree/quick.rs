//! Documents in which nothing is out of the ordinary, read many times as fast as by the library.
//!
//! # Why
//! Nearly all feeds are such documents: well formed, with lines that end as Unix has them, names in ASCII, no document
//! type, and none but the references that XML itself knows. Whatever else turns up, a fault most of all, nothing is read
//! here, and the library reads everything.

mod characters;
mod names;
mod references;
mod tags;

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem::Finder;
use memchr::{memchr, memchr_iter, memmem};

use crate::check::beginning::MARKUP_MAX;
use crate::check::blocks::holds_byte;
use crate::check::tree::document::{Document, Kind};
use crate::check::tree::quick::characters::has_plain_characters;
use crate::check::tree::quick::references::resolved;

const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// How many names are remembered by a glance at them.
const GLANCES: usize = 64;
/// About how many bytes of a feed make a node.
const BYTES_OF_NODE: usize = 128;
/// Longer names, and more space around `=`, are left to the library.
const NAME_MAX: usize = 200;

/// Reads a document; `None` of one that is not as plain as can be.
pub(super) fn read(text: &str) -> Option<Document<'_>> {
    if !has_plain_characters(text.as_bytes()) {
        return None;
    }
    let mut reader = Reader::new(text);
    reader.declaration()?;
    reader.around(false)?;
    reader.open()?;
    while !reader.open.is_empty() {
        reader.content()?;
    }
    reader.around(true)?;
    Some(reader.document)
}

/// An element that is open.
struct Open<'t> {
    node: u32,
    name: &'t str,
    /// How many namespaces were in scope before it, and which scope that was.
    spaces: usize,
    scope: u32,
    /// How many declarations its tag seems to hold.
    declared: usize,
}

/// An attribute whose prefix is not resolved yet.
struct Found<'t> {
    name: &'t str,
    value: Cow<'t, str>,
    range: Range<usize>,
    name_end: usize,
    value_start: usize,
}

/// A name as it was written, in which scope, and what it is.
#[derive(Clone, Copy)]
struct Glance<'t> {
    written: &'t str,
    scope: u32,
    name: u32,
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    document: Document<'t>,
    open: Vec<Open<'t>>,
    /// The text that goes on with what comes next, if that is text too.
    before: Option<u32>,
    /// Prefixes and addresses in scope, the innermost last; and the number of the scope, which no other has.
    spaces: Vec<(&'t str, &'t str)>,
    scope: u32,
    scopes: u32,
    found: Vec<Found<'t>>,
    glances: [Glance<'t>; GLANCES],
    pieces: usize,
    in_scope: usize,
    compared: usize,
    section_end: Finder<'static>,
    declaration: Finder<'static>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Reader<'t> {
        let bytes = text.as_bytes();
        Reader {
            text,
            bytes,
            at: 0,
            document: Document::new(text, bytes.len().min(1 << 20) / BYTES_OF_NODE),
            open: Vec::new(),
            before: None,
            spaces: Vec::new(),
            scope: 0,
            scopes: 0,
            found: Vec::new(),
            glances: [Glance { written: "", scope: 0, name: 0 }; GLANCES],
            // The declaration counts, too.
            pieces: 1,
            in_scope: 0,
            compared: 0,
            section_end: Finder::new("]]>"),
            declaration: Finder::new("xmlns"),
        }
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn starts_with(&self, start: &str) -> bool {
        self.bytes[self.at..].starts_with(start.as_bytes())
    }

    /// Goes over what is written here; `None` where something else is.
    fn pass(&mut self, expected: &str) -> Option<()> {
        self.starts_with(expected).then(|| self.at += expected.len())
    }

    /// Goes over white space, and tells how much there was.
    fn space(&mut self) -> usize {
        let start = self.at;
        while let Some(b' ' | b'\n' | b'\t') = self.byte() {
            self.at += 1;
        }
        self.at - start
    }

    /// The XML declaration, if there is one.
    fn declaration(&mut self) -> Option<()> {
        if self.pass("<?xml ").is_none() {
            return Some(());
        }
        self.space();
        for (name, is_needed) in [("version", true), ("encoding", false), ("standalone", false)] {
            if !self.starts_with(name) && !is_needed {
                continue;
            }
            self.pass(name)?;
            self.pass("=")?;
            let quote = self.byte().filter(|byte| matches!(byte, b'"' | b'\''))?;
            let length = memchr(quote, &self.bytes[self.at + 1..])?;
            let value = &self.bytes[self.at + 1..self.at + 1 + length];
            let fits = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
            value.iter().all(fits).then_some(())?;
            self.at += length + 2;
            if self.space() == 0 {
                break;
            }
        }
        self.pass("?>")
    }

    /// What may stand before the first element and `behind` it.
    fn around(&mut self, behind: bool) -> Option<()> {
        loop {
            self.space();
            match self.byte() {
                None if behind => return Some(()),
                Some(b'<') if self.starts_with("<!--") => self.comment()?,
                Some(b'<') if self.starts_with("<?") => self.instruction()?,
                Some(b'<') if !behind => return Some(()),
                _ => return None,
            }
        }
    }

    /// Counts a piece of markup: of very many, not all are read.
    fn count(&mut self) -> Option<()> {
        self.pieces += 1;
        (self.pieces <= MARKUP_MAX).then_some(())
    }

    fn parent(&self) -> u32 {
        self.open.last().map_or(0, |open| open.node)
    }

    /// Everything up to the end of the next piece of markup.
    fn content(&mut self) -> Option<()> {
        let start = self.at;
        // Between elements, there are lines and spaces.
        self.at += self.bytes[start..].iter().take_while(|byte| matches!(byte, b' ' | b'\n')).count();
        if self.byte() != Some(b'<') {
            self.at += memchr(b'<', &self.bytes[self.at..])?;
            self.characters(start..self.at)?;
        } else if self.at > start {
            self.text(Cow::Borrowed(&self.text[start..self.at]), start..self.at);
        }
        match self.bytes.get(self.at + 1)? {
            b'/' => self.close(),
            b'!' if self.starts_with("<!--") => self.comment(),
            b'!' => self.section(),
            b'?' => self.instruction(),
            _ => self.open(),
        }
    }

    fn comment(&mut self) -> Option<()> {
        self.count()?;
        let start = self.at;
        self.pass("<!--")?;
        let length = memmem::find(&self.bytes[self.at..], b"-->")?;
        let comment = &self.text[self.at..self.at + length];
        if comment.contains("--") || comment.ends_with('-') {
            return None;
        }
        self.at += length + 3;
        self.before = None;
        self.document.push(Kind::Comment(comment), self.parent(), start..self.at);
        Some(())
    }

    fn instruction(&mut self) -> Option<()> {
        self.count()?;
        let start = self.at;
        self.pass("<?")?;
        let target = self.name().filter(|name| !name.contains(':') && !name.eq_ignore_ascii_case("xml"))?;
        if !self.starts_with("?>") && self.space() == 0 {
            return None;
        }
        self.at += memmem::find(&self.bytes[self.at..], b"?>")? + 2;
        debug_assert!(!target.is_empty());
        self.before = None;
        self.document.push(Kind::Other, self.parent(), start..self.at);
        Some(())
    }

    /// A section of CDATA.
    fn section(&mut self) -> Option<()> {
        self.count()?;
        let start = self.at;
        self.pass("<![CDATA[")?;
        let length = self.section_length()?;
        let text = &self.text[self.at..self.at + length];
        self.at += length + 3;
        self.text(Cow::Borrowed(text), start..self.at);
        Some(())
    }

    /// How long what stands in a section of CDATA is.
    fn section_length(&self) -> Option<usize> {
        /// After so many brackets that end nothing, all three signs are searched for together, which takes longer to begin.
        const BRACKETS_MAX: usize = 4;
        let rest = &self.bytes[self.at..];
        let mut behind = 0;
        for at in memchr_iter(b']', rest).take(BRACKETS_MAX) {
            if rest[at..].starts_with(b"]]>") {
                return Some(at);
            }
            behind = at + 1;
        }
        self.section_end.find(&rest[behind..]).map(|length| behind + length)
    }

    /// Text between tags.
    fn characters(&mut self, range: Range<usize>) -> Option<()> {
        let text = &self.text[range.clone()];
        // Mostly it is short, and two searches would take longer to begin.
        if !holds_byte(text.as_bytes(), |byte| matches!(byte, b'>' | b'&')) {
            self.text(Cow::Borrowed(text), range);
            return Some(());
        }
        if memchr(b'>', text.as_bytes()).is_some() && text.contains("]]>") {
            return None;
        }
        let value = match memchr(b'&', text.as_bytes()) {
            None => Cow::Borrowed(text),
            Some(first) => Cow::Owned(resolved(text, first)?),
        };
        self.text(value, range);
        Some(())
    }

    fn text(&mut self, value: Cow<'t, str>, range: Range<usize>) {
        match self.before {
            Some(node) => self.document.append(node, &value),
            None => self.before = Some(self.document.push(Kind::Text(value), self.parent(), range)),
        }
    }
}

#[cfg(test)]
mod tests;
