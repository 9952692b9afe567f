//! Paragraphs made easy before they are parsed: most of what a parser does, it does for every line, and for every sign.
//!
//! # Why
//! Many authors break their paragraphs after some 80 characters. Between two such lines the parser asks in vain whether
//! a list, a heading, a table or a quote begins, and it tells three things in place of one. Where none of them can begin,
//! a space stands for the line end. And where a whole paragraph is understood without the parser, one letter stands for
//! all of it: the parser says no more than where it is. So where what is parsed lies in the body can be told, and each
//! text that the parser tells is taken from there.

use std::ops::Range;

use memchr::{memchr_iter, memmem};

use crate::article::markdown::tell::prose::{self, Part};
use crate::bytes::holds_byte;

/// What stands in for a body.
pub(super) struct Joined {
    pub(super) parsed: String,
    /// Whether a space stands for a line end anywhere.
    pub(super) has_spaces: bool,
    /// The paragraphs for which a letter stands, in order.
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) parts: Vec<Part>,
}

/// A paragraph that was understood.
pub(super) struct Paragraph {
    /// Where its letter stands in what is parsed.
    pub(super) at: usize,
    /// Where it ends in the body.
    pub(super) end: usize,
    pub(super) parts: Range<usize>,
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

/// How much text the parser lets references to links make at least; of a longer body, as much as that is long.
const EXPANSION: usize = 100_000;

/// What stands in for a body without carriage returns and without footnotes, which could hold paragraphs that start like
/// any other; `None` where nothing can.
pub(super) fn join(body: &str) -> Option<Joined> {
    // A mark that says how a text is encoded is no text to who cuts HTML. And of a body that is long and has definitions of
    // links, the length counts.
    let has_definitions = || memmem::find(body.as_bytes(), b"]:").is_some();
    if body.starts_with('\u{feff}') || (body.len() > EXPANSION && has_definitions()) {
        return None;
    }
    let mut joining = Joining { body, changes: Vec::new(), known: 0, are_joined: true, parts: Vec::new() };
    let mut place = Place::Fresh;
    let mut start = 0;
    for at in memchr_iter(b'\n', body.as_bytes()).chain([body.len()]) {
        place = joining.line(place, start..at);
        start = at + 1;
    }
    if let Place::Prose(since) = place {
        joining.end(since..body.len());
    }
    joining.finish()
}

/// What stands in for a part of the body.
enum Change {
    /// A space, for the line end at this place.
    Space(usize),
    /// A letter, for the paragraph at this place, and which are its parts.
    Letter(Range<usize>, Range<usize>),
}

struct Joining<'b> {
    body: &'b str,
    /// In the order of their places.
    changes: Vec<Change>,
    /// How many changes there were before the paragraph that is open.
    known: usize,
    /// Whether all lines of that paragraph so far are joined.
    are_joined: bool,
    parts: Vec<Part>,
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
                (self.known, self.are_joined) = (self.changes.len(), true);
                Place::Prose(start)
            }
            (Place::Prose(since), Some(first)) if goes_on(*first, line) && !is_marked(line) => {
                match is_end(bytes[start - 2]) {
                    true => self.changes.push(Change::Space(start - 1)),
                    false => self.are_joined = false,
                }
                Place::Prose(since)
            }
            // An underline makes a heading of the paragraph, which may end with braces that hold names, on one line only.
            (Place::Prose(_), _) if is_underline(line) => {
                self.changes.truncate(self.known);
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
        let known = self.parts.len();
        if prose::add_parts(&mut self.parts, self.body, place.clone()) {
            self.changes.truncate(self.known);
            self.changes.push(Change::Letter(place, known..self.parts.len()));
        }
    }

    fn finish(self) -> Option<Joined> {
        if self.changes.is_empty() {
            return None;
        }
        let has_spaces = self.changes.iter().any(|change| matches!(change, Change::Space(_)));
        let (mut parsed, mut paragraphs, mut from) = (String::with_capacity(self.body.len()), Vec::new(), 0);
        for change in self.changes {
            let (place, letter) = match change {
                Change::Space(at) => (at..at + 1, " "),
                Change::Letter(ref place, _) => (place.clone(), "x"),
            };
            parsed.push_str(&self.body[from..place.start]);
            if let Change::Letter(place, parts) = change {
                paragraphs.push(Paragraph { at: parsed.len(), end: place.end, parts });
            }
            parsed.push_str(letter);
            from = place.end;
        }
        parsed.push_str(&self.body[from..]);
        Some(Joined { parsed, has_spaces, paragraphs, parts: self.parts })
    }
}

/// Whether a line may be a table's, or end raw HTML.
fn is_marked(line: &[u8]) -> bool {
    holds_byte(line, |byte| (byte == b'|') | (byte == b'>'))
}

/// Whether a line may be the underline of a heading.
fn is_underline(line: &[u8]) -> bool {
    matches!(line.iter().find(|byte| **byte != b' '), Some(b'=' | b'-'))
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
    use crate::article::markdown::tell::lines::Lines;

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
        assert_eq!(parsed(body), ["x", "", "Others <b>.", "", "x"]);
        let joined = join(body).unwrap();
        let lines = Lines::joined(body, &joined);
        let told = lines.paragraphs().iter().map(|one| (lines.within(one.at..one.at + 1), lines.parts(one).len()));
        assert_eq!(told.collect::<Vec<_>>(), [(Some("Some\n[words](a)."), 5), (Some("The `last` é"), 3)]);
        assert_eq!(lines.within(3..14), Some("Others <b>."));
    }

    #[test]
    fn other_lines_stay() {
        for body in [
            "# A heading\nb\nc",
            "- an item\nb\nc",
            "A heading\nof two lines\n===",
            "A {#a\nb}\n ===",
            "A {#a\nb}\n   ---",
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
