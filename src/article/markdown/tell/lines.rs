//! Lines of prose joined before they are parsed: most of what a parser does, it does for every line.
//!
//! # Why
//! Many authors break their paragraphs after some 80 characters. Between two such lines the parser asks in vain whether
//! a list, a heading, a table or a quote begins, and it tells three things in place of one. Where none of them can begin,
//! a space stands for the line end, which is as long: so each text that the parser tells lies where it lay in the body,
//! and is taken from there.

use memchr::memchr_iter;
use pulldown_cmark::CowStr;

use crate::bytes::holds_byte;

/// A body and what is parsed in its place: as long, and the same but for line ends that are spaces in it.
pub(super) struct Lines<'b> {
    body: &'b str,
    parsed: &'b str,
}

impl<'b> Lines<'b> {
    /// A body that is parsed as it is.
    pub(super) fn as_they_are(body: &'b str) -> Lines<'b> {
        Lines { body, parsed: body }
    }

    /// A body with what [`join`] made of it.
    pub(super) fn joined(body: &'b str, joined: &'b [u8]) -> Lines<'b> {
        Lines { body, parsed: simdutf8::basic::from_utf8(joined).unwrap_or(body) }
    }

    /// What is parsed.
    pub(super) fn parsed(&self) -> &'b str {
        self.parsed
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
        is_there.then(|| self.body.get(start..start + title.len()))?
    }

    fn are_as_written(&self) -> bool {
        std::ptr::eq(self.parsed, self.body)
    }

    /// Where a part of what is parsed starts; `None` for what the parser made.
    fn place(&self, part: &CowStr<'_>) -> Option<usize> {
        let CowStr::Borrowed(part) = part else { return None };
        let start = part.as_ptr().addr().checked_sub(self.parsed.as_ptr().addr())?;
        (start < self.parsed.len()).then_some(start)
    }
}

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

/// A body with spaces in place of line ends; `None` where no line can be joined to another.
pub(super) fn join(body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = None;
    let mut place = Place::Fresh;
    let mut start = 0;
    for at in memchr_iter(b'\n', body).chain([body.len()]) {
        let line = &body[start..at];
        place = match (place, line.first()) {
            (_, None) => Place::Fresh,
            (Place::Other, _) => Place::Other,
            (Place::Fresh, Some(first)) if is_word(*first) && !is_marked(line) => Place::Prose(start),
            (Place::Prose(since), Some(first)) if goes_on(*first, line) && !is_marked(line) => {
                if is_end(body[start - 2]) {
                    joined.get_or_insert_with(|| body.to_owned())[start - 1] = b' ';
                }
                Place::Prose(since)
            }
            // An underline makes a heading of the paragraph.
            (Place::Prose(since), Some(b'=' | b'-')) => {
                if let Some(joined) = &mut joined {
                    joined[since..start].copy_from_slice(&body[since..start]);
                }
                Place::Other
            }
            _ => Place::Other,
        };
        start = at + 1;
    }
    joined
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
        let joined = join(body.as_bytes()).unwrap_or_else(|| body.into());
        String::from_utf8(joined).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn lines_of_prose_are_joined() {
        assert_eq!(
            parsed("Some words,\nmore *words*\n[and](a) one.\nÉté\n\nb\nc\n"),
            ["Some words, more *words* [and](a) one. Été", "", "b c"]
        );
        assert_eq!(join(b""), None);
        assert_eq!(join(b"One line.\n\nAnother.\n"), None);
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
        ] {
            assert_eq!(parsed(body), body.lines().collect::<Vec<_>>());
        }
    }
}
