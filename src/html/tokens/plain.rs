//! The short way through HTML that is written as programs and most people write it: nearly all of it.
//!
//! # Why
//! The standard's tokenizer goes through a text letter by letter, with a state for each oddity that anybody ever wrote.
//! Markdown's renderer and our own cleaner write none of these, and people few: names in lower case, values with or
//! without quotes, references that end with a semicolon. Such a text is cut here, many times as fast, into the same tags
//! and texts; one that holds anything else is left to the standard's tokenizer, as a whole.

mod references;

use memchr::{memchr, memchr2, memmem};

use crate::html::tokens::{ATTRIBUTES_MAX, Handler, Tag};

pub(crate) use references::{Place, resolved};

/// Whether an element's content is cut by other rules.
#[rustfmt::skip]
fn is_raw(name: &str) -> bool {
    matches!(
        name.as_bytes(),
        b"script" | b"style" | b"title" | b"textarea" | b"iframe" | b"noscript" | b"noembed" | b"noframes" | b"xmp" |
        b"plaintext"
    )
}

/// Longer texts are left to the standard's tokenizer, which holds none of their pieces.
const BYTES_MAX: usize = 1024 * 1024;

/// Cuts a text if it is written plainly; `false` when it is not, and nobody was told anything.
pub(super) fn tokenize(html: &str, handler: &mut impl Handler) -> bool {
    let Some((pieces, attributes)) = read(html) else { return false };
    let mut attributes = attributes.into_iter();
    let mut teller = Teller { handler, tag: Tag::default(), spare: Vec::new() };
    pieces.into_iter().for_each(|piece| teller.tell(piece, &mut attributes));
    true
}

/// Who tells a handler what stands in a text.
struct Teller<'t, H> {
    handler: &'t mut H,
    tag: Tag,
    /// Memory of attributes that are over, for those to come.
    spare: Vec<(String, String)>,
}

impl<H: Handler> Teller<'_, H> {
    /// Tells a piece; the attributes are those of this one and of later ones.
    fn tell<'h>(&mut self, piece: Piece<'h>, attributes: &mut impl Iterator<Item = Attribute<'h>>) {
        let tag = &mut self.tag;
        match piece {
            Piece::Text(text) => self.handler.text(&resolved(text, Place::Text)),
            Piece::Comment => self.handler.comment(),
            Piece::End { name, place } => self.handler.end(name, place),
            Piece::Start { name, start, end, attributes: count } => {
                tag.name.clear();
                tag.name.push_str(name);
                self.spare.append(&mut tag.attributes);
                tag.places.clear();
                (tag.start, tag.end) = (start, end);
                for Attribute { name, value, place } in attributes.take(count) {
                    if tag.attributes.len() < ATTRIBUTES_MAX && tag.get(name).is_none() {
                        let (mut own, mut text) = self.spare.pop().unwrap_or_default();
                        own.clear();
                        text.clear();
                        own.push_str(name);
                        text.push_str(&resolved(value, Place::Value));
                        tag.attributes.push((own, text));
                        tag.places.push(place);
                    }
                }
                self.handler.start(tag);
            }
        }
    }
}

/// The pieces of a text, and the attributes of all its tags; `None` where not all of it is written plainly.
fn read(html: &str) -> Option<(Vec<Piece<'_>>, Vec<Attribute<'_>>)> {
    let mut reader = Pieces::new(html)?;
    let mut pieces = Vec::with_capacity(html.len() / 24);
    while let Some(piece) = reader.next() {
        pieces.push(piece.ok()?);
    }
    Some((pieces, reader.attributes))
}

/// Something that the standard has a rule for, and this has not.
pub(crate) struct NotPlain;

/// A piece of HTML.
pub(crate) enum Piece<'h> {
    /// Text as it is written, with the references of [`resolved`] alone.
    Text(&'h str),
    /// A comment, which means nothing, but divides texts.
    Comment,
    /// A start tag, where it stands, and how many attributes it has.
    Start { name: &'h str, start: usize, end: usize, attributes: usize },
    /// An end tag, and where it stands.
    End { name: &'h str, place: (usize, usize) },
}

/// Cuts a text into pieces, one by one, for whom an odd one among them comes soon enough when it comes.
pub(crate) struct Pieces<'h> {
    html: &'h str,
    at: usize,
    /// The attributes of all tags so far, as far as nobody has taken them out.
    pub(crate) attributes: Vec<Attribute<'h>>,
}

impl<'h> Pieces<'h> {
    /// `None` of a text that is not written plainly, or too long.
    pub(crate) fn new(html: &'h str) -> Option<Pieces<'h>> {
        let is_odd =
            html.len() > BYTES_MAX || memchr2(b'\r', 0, html.as_bytes()).is_some() || html.starts_with('\u{feff}');
        (!is_odd).then(|| Pieces { html, at: 0, attributes: Vec::new() })
    }

    /// The next piece; `None` at the end.
    pub(crate) fn next(&mut self) -> Option<Result<Piece<'h>, NotPlain>> {
        let bytes = self.html.as_bytes();
        let start = self.at;
        match bytes.get(start)? {
            b'<' if bytes.get(start + 1) == Some(&b'!') => Some(self.comment(start)),
            b'<' => Some(self.tag(start)),
            _ => {
                let mut end = memchr2(b'<', b'&', &bytes[start..]).map_or(bytes.len(), |length| start + length);
                let has_references = bytes.get(end) == Some(&b'&');
                if has_references {
                    end = memchr(b'<', &bytes[end..]).map_or(bytes.len(), |length| end + length);
                }
                let text = &self.html[start..end];
                self.at = end;
                // The bracket behind a text ends whatever the text ends with.
                let with_bracket = &self.html[start..bytes.len().min(end + 1)];
                let is_known = !has_references || references::knows_references(with_bracket, Place::Text);
                Some(if is_known { Ok(Piece::Text(text)) } else { Err(NotPlain) })
            }
        }
    }

    /// A comment in which no two hyphens stand but those that end it.
    fn comment(&mut self, start: usize) -> Result<Piece<'h>, NotPlain> {
        let inside = self.html[start..].strip_prefix("<!--").ok_or(NotPlain)?;
        let length = memmem::find(inside.as_bytes(), b"--").ok_or(NotPlain)?;
        if inside.starts_with('>') || inside.starts_with("->") || !inside[length..].starts_with("-->") {
            return Err(NotPlain);
        }
        self.at = start + "<!--".len() + length + "-->".len();
        Ok(Piece::Comment)
    }

    fn tag(&mut self, start: usize) -> Result<Piece<'h>, NotPlain> {
        let bytes = self.html.as_bytes();
        let is_end = bytes.get(start + 1) == Some(&b'/');
        let from = start + 1 + usize::from(is_end);
        let length = name_length(&bytes[from..], |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        if length == 0 || !bytes[from].is_ascii_lowercase() {
            return Err(NotPlain);
        }
        let name = &self.html[from..from + length];
        let mut at = from + length;
        if is_end {
            at += name_length(&bytes[at..], is_space);
            if bytes.get(at) != Some(&b'>') {
                return Err(NotPlain);
            }
            self.at = at + 1;
            return Ok(Piece::End { name, place: (start, self.at) });
        }
        let before = self.attributes.len();
        loop {
            let Some(next) = attribute(self.html, at) else { return Err(NotPlain) };
            let (attribute, after) = next?;
            at = after;
            let Some(attribute) = attribute else { break };
            self.attributes.push(attribute);
        }
        if is_raw(name) && !self.is_empty(name, at) {
            return Err(NotPlain);
        }
        self.at = at;
        Ok(Piece::Start { name, start, end: at, attributes: self.attributes.len() - before })
    }

    /// Whether an element whose start tag ends here has no content.
    fn is_empty(&self, name: &str, at: usize) -> bool {
        let after = self.html[at..].strip_prefix("</").and_then(|after| after.strip_prefix(name));
        name != "plaintext" && !self.html[..at].ends_with("/>") && after.is_some_and(|after| after.starts_with('>'))
    }
}

/// An attribute as it is written, and where its value stands: its name, where it has none.
pub(crate) struct Attribute<'h> {
    pub(crate) name: &'h str,
    pub(crate) value: &'h str,
    place: (usize, usize),
}

/// The next attribute of a tag and where it ends, or, without one, where the tag does; `None` where the text ends before.
fn attribute(html: &str, from: usize) -> Option<Result<(Option<Attribute<'_>>, usize), NotPlain>> {
    let bytes = html.as_bytes();
    let start = from + name_length(&bytes[from..], is_space);
    match bytes.get(start)? {
        b'>' => return Some(Ok((None, start + 1))),
        b'/' if bytes.get(start + 1) == Some(&b'>') => return Some(Ok((None, start + 2))),
        // A name that follows a value without a space is a fault.
        _ if start == from => return Some(Err(NotPlain)),
        _ => {}
    }
    let length = name_length(&bytes[start..], is_of_attribute);
    let (name, after) = (&html[start..start + length], start + length);
    if length == 0 {
        return Some(Err(NotPlain));
    }
    let without_value = Attribute { name, value: "", place: (start, after) };
    match bytes.get(after)? {
        b' ' | b'\n' | b'\t' | b'>' | b'/' => return Some(Ok((Some(without_value), after))),
        b'=' => {}
        _ => return Some(Err(NotPlain)),
    }
    let (begin, end, after) = match bytes.get(after + 1)? {
        quote @ (b'"' | b'\'') => {
            let begin = after + 2;
            let end = begin + memchr(*quote, &bytes[begin..])?;
            (begin, end, end + 1)
        }
        _ => {
            let begin = after + 1;
            let end = begin + name_length(&bytes[begin..], is_of_bare_value);
            (begin, end, end)
        }
    };
    let value = &html[begin..end];
    if (value.is_empty() && after == end) || !references::knows_references(value, Place::Value) {
        return Some(Err(NotPlain));
    }
    let attribute = if value.is_empty() { without_value } else { Attribute { name, value, place: (begin, end) } };
    Some(Ok((Some(attribute), after)))
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t')
}

fn is_of_attribute(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_' | b':' | b'.' | b'@')
}

/// Whether a byte may be one of a value without quotes. A slash is, even before the end of the tag.
fn is_of_bare_value(byte: u8) -> bool {
    byte > b' ' && !matches!(byte, b'>' | b'"' | b'\'' | b'<' | b'`')
}

fn name_length(bytes: &[u8], is_part: impl Fn(u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| is_part(**byte)).count()
}

#[cfg(test)]
mod tests;
