//! Paragraphs made easy before they are parsed: most of what a parser does, it does for every line, and for every sign.
//!
//! # Why
//! Many authors break their paragraphs after some 80 characters. Between two such lines the parser asks in vain whether
//! a list, a heading, a table or a quote begins, and it tells three things in place of one. Where none of them can begin,
//! a space stands for the line end. And where a whole paragraph is understood without the parser, letters stand for all
//! of it: the parser says no more than where it is. What stands in is as long, so each text that the parser tells lies
//! where it lay in the body, and is taken from there.

use std::ops::Range;

use memchr::memchr_iter;
use pulldown_cmark::CowStr;

use crate::article::markdown::tell::prose::{self, Part};
use crate::bytes::holds_byte;

/// A body and what is parsed in its place.
pub(super) struct Lines<'b> {
    body: &'b str,
    parsed: &'b str,
    joined: Option<&'b Joined>,
}

/// What stands in for a body, as long as that.
pub(super) struct Joined {
    bytes: Vec<u8>,
    /// The paragraphs of which only the place is parsed, in order.
    paragraphs: Vec<Paragraph>,
    parts: Vec<Part>,
}

/// A paragraph that was understood: where it stands, and which are its parts.
pub(super) struct Paragraph {
    pub(super) place: Range<usize>,
    parts: Range<usize>,
}

impl<'b> Lines<'b> {
    /// A body that is parsed as it is.
    pub(super) fn as_they_are(body: &'b str) -> Lines<'b> {
        Lines { body, parsed: body, joined: None }
    }

    /// A body with what [`join`] made of it.
    pub(super) fn joined(body: &'b str, joined: &'b Joined) -> Lines<'b> {
        match simdutf8::basic::from_utf8(&joined.bytes) {
            Ok(parsed) => Lines { body, parsed, joined: Some(joined) },
            Err(_) => Lines::as_they_are(body),
        }
    }

    /// The body.
    pub(super) fn body(&self) -> &'b str {
        self.body
    }

    /// What is parsed.
    pub(super) fn parsed(&self) -> &'b str {
        self.parsed
    }

    /// The paragraphs of which only the place is parsed, in order.
    pub(super) fn paragraphs(&self) -> &'b [Paragraph] {
        self.joined.map_or(&[], |joined| &joined.paragraphs)
    }

    /// The parts of one of them.
    pub(super) fn parts(&self, paragraph: &Paragraph) -> &'b [Part] {
        self.joined.and_then(|joined| joined.parts.get(paragraph.parts.clone())).unwrap_or_default()
    }

    /// A text that the parser told, as the body has it.
    pub(super) fn written<'t>(&'t self, text: &'t CowStr<'_>) -> &'t str {
        // One that was made holds no line: it is the character that an entity stands for.
        let place = self.place(text);
        let text: &str = text;
        place.and_then(|start| self.body.get(start..start + text.len())).unwrap_or(text)
    }

    /// Raw HTML that the parser told, as the body has it; `None` where that can't be told.
    pub(super) fn written_html<'t>(&'t self, html: &'t CowStr<'_>) -> Option<&'t str> {
        (self.are_as_written() || matches!(html, CowStr::Borrowed(_))).then(|| self.written(html))
    }

    /// The title behind an address, both as the parser told them, as the body has it; `None` where that can't be told.
    pub(super) fn written_title<'t>(&'t self, address: &CowStr<'_>, title: &'t str) -> Option<&'t str> {
        if title.is_empty() || self.are_as_written() {
            return Some(title);
        }
        // The parser copies titles. The first quote behind an address begins its title.
        let end = self.place(address)? + address.len();
        let start = end + self.parsed.get(end..)?.find(['"', '\'', '('])? + 1;
        let is_there = self.parsed.get(start..)?.starts_with(title);
        if is_there {
            return self.body.get(start..start + title.len());
        }
        // Something in it stands for another character, which is no matter on one line.
        let quote = if self.body.as_bytes()[start - 1] == b'(' { b')' } else { self.body.as_bytes()[start - 1] };
        let mut is_escaped = false;
        let is_last = |byte: &u8| {
            let is_end = *byte == quote && !is_escaped;
            is_escaped = *byte == b'\\' && !is_escaped;
            is_end || *byte == b'\n'
        };
        let rest = self.body.as_bytes().get(start..)?;
        let last = rest.iter().copied().find(is_last);
        (last != Some(b'\n')).then_some(title)
    }

    fn are_as_written(&self) -> bool {
        self.joined.is_none()
    }

    /// Where a part of what is parsed starts; `None` for what the parser made.
    pub(super) fn place(&self, part: &CowStr<'_>) -> Option<usize> {
        let CowStr::Borrowed(part) = part else { return None };
        let start = part.as_ptr().addr().checked_sub(self.parsed.as_ptr().addr())?;
        (start < self.parsed.len()).then_some(start)
    }
}

/// More paragraphs than most articles have.
const FEW: usize = 16;

/// Where in a body a line stands.
#[derive(Clone, Copy)]
enum Place {
    /// Behind an empty line, which ends each container that a line without indentation is not in.
    Fresh,
    /// In a paragraph, or in code or raw HTML that ends with another kind of line, since this offset.
    Prose(usize),
    /// Anywhere else.
    Other,
}

/// What stands in for a body without carriage returns; `None` where nothing can.
pub(super) fn join(body: &str) -> Option<Joined> {
    // Whether a mark that says how the text is encoded stands for nothing, may be seen differently.
    if body.starts_with('\u{feff}') {
        return None;
    }
    let mut joining = Joining { body, joined: None, are_joined: true };
    let mut place = Place::Fresh;
    let mut start = 0;
    for at in memchr_iter(b'\n', body.as_bytes()).chain([body.len()]) {
        place = joining.line(place, start..at);
        start = at + 1;
    }
    if let Place::Prose(since) = place {
        joining.end(since..body.len());
    }
    joining.joined
}

struct Joining<'b> {
    body: &'b str,
    joined: Option<Joined>,
    /// Whether all lines of the paragraph so far are joined.
    are_joined: bool,
}

impl Joining<'_> {
    /// Takes one more line, and tells where it stands.
    fn line(&mut self, place: Place, line: Range<usize>) -> Place {
        let (start, end) = (line.start, line.end);
        let bytes = self.body.as_bytes();
        let line = &bytes[line];
        match (place, line.first()) {
            (place, None) => {
                if let Place::Prose(since) = place {
                    self.end(since..end - 1);
                }
                Place::Fresh
            }
            (Place::Other, _) => Place::Other,
            (Place::Fresh, Some(first)) if is_word(*first) && !is_marked(line) => {
                self.are_joined = true;
                Place::Prose(start)
            }
            (Place::Prose(since), Some(first)) if goes_on(*first, line) && !is_marked(line) => {
                match is_end(bytes[start - 2]) {
                    true => self.made().bytes[start - 1] = b' ',
                    false => self.are_joined = false,
                }
                Place::Prose(since)
            }
            // An underline makes a heading of the paragraph.
            (Place::Prose(since), Some(b'=' | b'-')) => {
                if let Some(joined) = &mut self.joined {
                    joined.bytes[since..start].copy_from_slice(&bytes[since..start]);
                }
                Place::Other
            }
            _ => Place::Other,
        }
    }

    /// Ends a paragraph behind which nothing goes on with it.
    fn end(&mut self, place: Range<usize>) {
        let is_whole = self.are_joined && self.body.as_bytes()[..place.end].last().is_some_and(|last| is_end(*last));
        if !is_whole {
            return;
        }
        let body = self.body;
        let Joined { bytes, paragraphs, parts } = self.made();
        let known = parts.len();
        if prose::add_parts(parts, body, place.clone()) {
            bytes[place.clone()].fill(b'x');
            paragraphs.push(Paragraph { place, parts: known..parts.len() });
        }
    }

    fn made(&mut self) -> &mut Joined {
        let body = self.body;
        self.joined.get_or_insert_with(|| Joined {
            bytes: body.into(),
            paragraphs: Vec::with_capacity(FEW),
            parts: Vec::with_capacity(8 * FEW),
        })
    }
}

/// Whether a line may be a table's, or end raw HTML.
fn is_marked(line: &[u8]) -> bool {
    holds_byte(line, |byte| (byte == b'|') | (byte == b'>'))
}

/// Whether a line that starts with this byte can't begin anything within a paragraph.
fn is_word(first: u8) -> bool {
    first.is_ascii_alphabetic() || !first.is_ascii()
}

/// Whether a line that starts with this byte goes on with a paragraph that it stands in.
fn goes_on(first: u8, line: &[u8]) -> bool {
    let is_markup = || matches!(first, b'*' | b'_' | b'`') && line.get(1).is_some_and(u8::is_ascii_alphanumeric);
    is_word(first) || matches!(first, b'[' | b'(' | b'"') || is_markup()
}

/// Whether the end of a line behind this byte is nothing but a space.
fn is_end(last: u8) -> bool {
    last.is_ascii_alphanumeric()
        || matches!(last, b',' | b'.' | b';' | b':' | b'?' | b'!' | b')' | b'*' | b'`' | b'"')
        || !last.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines that are parsed.
    fn parsed(body: &str) -> Vec<String> {
        let joined = join(body);
        let lines = joined.as_ref().map_or(Lines::as_they_are(body), |joined| Lines::joined(body, joined));
        lines.parsed().lines().map(str::to_owned).collect()
    }

    #[test]
    fn lines_of_prose_are_joined() {
        assert_eq!(
            parsed("Some <b,\nmore *words*\n[and](a) one.\nÉté\n\nb <c\nc\n"),
            ["Some <b, more *words* [and](a) one. Été", "", "b <c c"]
        );
        assert!(join("").is_none());
        assert!(join("# One line.\n\n- Another.\n").is_none());
    }

    #[test]
    fn paragraphs_that_are_understood_are_not_parsed() {
        let body = "Some\n[words](a).\n\nOthers <b>.\n\nThe `last` é";
        assert_eq!(parsed(body), ["x".repeat(16).as_str(), "", "Others <b>.", "", &"x".repeat(13)]);
        let joined = join(body).unwrap();
        let lines = Lines::joined(body, &joined);
        let told = lines.paragraphs().iter().map(|one| (&body[one.place.clone()], lines.parts(one).len()));
        assert_eq!(told.collect::<Vec<_>>(), [("Some\n[words](a).", 5), ("The `last` é", 3)]);
    }

    #[test]
    fn other_lines_stay() {
        for body in [
            "# A heading\nb\nc",
            "- an item\nb\nc",
            "A heading\nof two lines\n===",
            "A heading\nof two lines\n---\nb\nc",
            "a | b\n--|--\nc\nd",
            "[r]:\nx\ny",
            "<pre>\na\nb</pre>\nc",
            "a  \nb\\\nc",
            "a\n1. b",
            "a\n- b",
            "a\n> b",
            "a\n```\nb\nc",
            "a\n*** b",
            "  a\nb",
            "\u{feff}a\nb",
        ] {
            assert_eq!(parsed(body), body.lines().collect::<Vec<_>>());
        }
    }
}
