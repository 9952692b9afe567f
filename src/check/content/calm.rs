//! Whether nothing in an HTML text can be objected to, decided at a glance.
//!
//! # Why
//! Nearly every entry of nearly every feed has sound content, and what a judgement costs is its reading. What programs
//! write soundly has few forms: known elements that are closed in their order, known attributes in double quotes, whole
//! addresses. Where everything has such a form, no rule has anything to say. Where anything has not, nothing is said here,
//! and the text is read by [`html`](super::html), which knows what it is.

mod attributes;

use attributes::HOSTS;
use memchr::memchr2;

use crate::check::content::eight::{below, equal, first_eight, until};
use crate::check::content::elements;

/// How many elements may be open within one another.
const DEPTH_MAX: usize = 64;

/// Whether no rule can have anything to say about an HTML text. `false` says nothing.
pub(super) fn is_calm(html: &str) -> bool {
    let bytes = html.as_bytes();
    let is_odd = memchr2(b'\r', 0, bytes).is_some() || bytes.starts_with(b"\xef\xbb\xbf");
    !is_odd && Glance::new(html).read().is_some()
}

struct Glance<'h> {
    html: &'h str,
    bytes: &'h [u8],
    /// The elements that are open and have to be closed, as places in the table, and what each is to be closed with.
    open: [u8; DEPTH_MAX],
    ends: [u64; DEPTH_MAX],
    depth: usize,
    /// How many of them show their text as code.
    code: usize,
    is_shown: bool,
    /// Whether a text shows what looks like a tag, as it would without a single tag if it was escaped twice.
    is_escaped: bool,
    /// The hosts that were seen last, which the public reaches, and the place of the next.
    hosts: [&'h [u8]; HOSTS],
    next_host: usize,
}

/// Each part is read from a place on, and tells the place behind it; `None` where something is not certainly sound.
impl<'h> Glance<'h> {
    fn new(html: &'h str) -> Glance<'h> {
        Glance {
            html,
            bytes: html.as_bytes(),
            open: [0; DEPTH_MAX],
            ends: [0; DEPTH_MAX],
            depth: 0,
            code: 0,
            is_shown: false,
            is_escaped: false,
            hosts: [b""; HOSTS],
            next_host: 0,
        }
    }

    /// Reads everything.
    fn read(&mut self) -> Option<()> {
        let bytes = self.bytes;
        let (mut at, mut has_tags) = (0, false);
        loop {
            let start = at;
            at += until(b'<', b'&', &bytes[at..]);
            if !self.is_shown {
                self.is_shown = !bytes[start..at].iter().all(u8::is_ascii_whitespace);
            }
            let Some(next) = bytes.get(at) else { break };
            if *next == b'&' {
                at = self.reference(at + 1)?;
                continue;
            }
            has_tags = true;
            at = if *bytes.get(at + 1)? == b'/' { self.end(at + 2)? } else { self.start(at + 1)? };
        }
        let is_sound = if has_tags { self.is_shown } else { !self.is_escaped };
        (self.depth == 0 && is_sound).then_some(())
    }

    /// Reads a reference in a text from behind its `&`; it may have been escaped twice.
    fn reference(&mut self, at: usize) -> Option<usize> {
        let rest = &self.bytes[at..];
        // What it stands for is seen.
        self.is_shown = true;
        let length = match rest {
            [b'a', b'm', b'p', b';', behind @ ..] => {
                // Code may well speak of references.
                if self.code == 0 && names_reference(behind) {
                    return None;
                }
                b"amp;".len()
            }
            [b'l', b't', b';', behind @ ..] => {
                let is_tag = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?');
                self.is_escaped |= self.code == 0 && behind.first().is_some_and(is_tag);
                b"lt;".len()
            }
            [b'g', b't', b';', ..] => b"gt;".len(),
            [b'q', b'u', b'o', b't', b';', ..] => b"quot;".len(),
            // `<` and `&`, of which the number says that they are meant.
            [b'#', b'x', b'3', b'C', b';', ..] | [b'#', b'x', b'2', b'6', b';', ..] => b"#x26;".len(),
            _ => return None,
        };
        Some(at + length)
    }

    /// Reads a name.
    #[inline]
    fn name(&self, at: usize) -> Option<Name> {
        let rest = &self.bytes[at..];
        let first = first_eight(rest);
        // What stands behind a name comes before the digits, but for one sign.
        let ends = below(first, b'0') | equal(first, b'>');
        if ends == 0 {
            return long(rest);
        }
        let bits = ends.trailing_zeros() & !7;
        let name = first & !(u64::MAX << bits);
        let end = name | u64::from(b'>') << bits;
        Some(Name { index: elements::short(name)?, length: bits as usize / 8, end })
    }

    /// Reads the tag that ends an element, from its name on.
    fn end(&mut self, at: usize) -> Option<usize> {
        // Mostly it ends the element that was opened last.
        let end = self.depth.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or_default();
        let unused = end.leading_zeros() & !7;
        let is_last = end != 0 && (first_eight(&self.bytes[at..]) ^ end) << unused == 0;
        if is_last {
            self.depth -= 1;
            self.code -= usize::from(elements::at(usize::from(self.open[self.depth])).is_code);
            return Some(at + 8 - unused as usize / 8);
        }
        let Name { index, length, .. } = self.name(at)?;
        let at = at + length;
        (*self.bytes.get(at)? == b'>').then_some(())?;
        let element = elements::at(index);
        // The end of any other says nothing.
        if element.is_closed {
            self.depth = self.depth.checked_sub(1)?;
            (usize::from(*self.open.get(self.depth)?) == index).then_some(())?;
            self.code -= usize::from(element.is_code);
        }
        Some(at + 1)
    }

    /// Reads the tag that begins an element, from its name on.
    fn start(&mut self, at: usize) -> Option<usize> {
        let Name { index, length, end } = self.name(at)?;
        let mut at = at + length;
        let element = elements::at(index);
        if !element.is_calm {
            return None;
        }
        let is_image = element.name == "img";
        if self.bytes.get(at) == Some(&b'>') && !is_image {
            at += 1;
        } else {
            at = self.attributes(at, is_image)?;
        }
        self.is_shown |= element.is_shown;
        if element.is_closed {
            *self.open.get_mut(self.depth)? = u8::try_from(index).ok()?;
            *self.ends.get_mut(self.depth)? = end;
            self.depth += 1;
            self.code += usize::from(element.is_code);
        }
        Some(at)
    }
}

/// An element's name.
struct Name {
    /// The element's place in the table.
    index: usize,
    length: usize,
    /// It and a `>`, as a number; 0 where it is a long one.
    end: u64,
}

/// A name that may be a long one.
#[cold]
fn long(text: &[u8]) -> Option<Name> {
    let length = text.iter().take_while(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()).count();
    elements::html(&text[..length]).map(|(index, _)| Name { index, length, end: 0 })
}

/// Whether a text begins with what would be a reference behind a `&`.
fn names_reference(text: &[u8]) -> bool {
    let length = text.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
    length > 0 && text.get(length) == Some(&b';')
}

#[cfg(test)]
mod tests;
