//! Paragraphs with the few constructs that most prose has, understood without the parser: links, emphasis, code.
//!
//! # Why
//! Of what the parser does, most is for what prose seldom holds. Where a paragraph has nothing but text, code between
//! single backticks, links that have their address with them, and emphasis that is not nested, there is one way to
//! understand it, and it is found at once. Of anything else, nothing is said here, and the parser reads it.

use std::ops::Range;

use memchr::{Memchr3, memchr, memchr2, memchr3, memchr3_iter};

/// A part of a paragraph, and where it stands in the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) kind: Kind,
    pub(super) place: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// What stands between two backticks; its line ends stand for spaces.
    Code,
    /// The beginning of a link, whose place is that of its address.
    Link,
    LinkEnd,
    Emphasis,
    EmphasisEnd,
    Strong,
    StrongEnd,
}

/// Adds the parts of a paragraph, which starts with no sign of ASCII and has no white space of ASCII at the ends of its
/// lines, and tells whether all of it was understood; nothing is added where it was not.
pub(super) fn add_parts(parts: &mut Vec<Part>, body: &str, paragraph: Range<usize>) -> bool {
    let known = parts.len();
    let text = &body[..paragraph.end];
    let (bytes, start) = (text.as_bytes(), paragraph.start);
    if memchr2(b'~', b'\\', &bytes[start..]).is_some() {
        return false;
    }
    let mut odd = memchr3_iter(b'&', b'<', b'_', &bytes[start..]);
    let next_odd = odd.next().map(|at| start + at);
    let mut reader = Reader { text, bytes, start, odd, next_odd, open: None, parts };
    let is_understood = reader.paragraph().is_some();
    if !is_understood {
        parts.truncate(known);
    }
    is_understood
}

struct Reader<'r> {
    /// The body up to the end of the paragraph.
    text: &'r str,
    bytes: &'r [u8],
    /// Where the paragraph starts.
    start: usize,
    /// The places in it, from there, of signs that may mean something outside of code, and the next one in the body.
    odd: Memchr3<'r>,
    next_odd: Option<usize>,
    /// How many asterisks the emphasis began with that is open.
    open: Option<usize>,
    parts: &'r mut Vec<Part>,
}

/// What returns `None` has met something that is left to the parser.
impl Reader<'_> {
    fn paragraph(&mut self) -> Option<()> {
        let mut at = self.start;
        while let Some(length) = memchr3(b'`', b'*', b'[', &self.bytes[at..]) {
            let mark = at + length;
            self.add_text(at..mark)?;
            at = match self.bytes[mark] {
                b'`' => self.code(mark)?,
                b'*' => self.emphasis(mark)?,
                _ => self.link(mark)?,
            };
        }
        self.add_text(at..self.bytes.len())?;
        self.open.is_none().then_some(())
    }

    fn add(&mut self, kind: Kind, place: Range<usize>) {
        self.parts.push(Part { kind, place });
    }

    /// Adds text in which nothing else is.
    fn add_text(&mut self, place: Range<usize>) -> Option<()> {
        while let Some(at) = self.next_odd.filter(|at| *at < place.end) {
            self.next_odd = self.odd.next().map(|at| self.start + at);
            let is_letter = |at: usize| self.bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
            let is_plain = match self.bytes[at] {
                b'_' => is_letter(at - 1) && is_letter(at + 1),
                _ => self.bytes.get(at + 1) == Some(&b' '),
            };
            (at < place.start || is_plain).then_some(())?;
        }
        if !place.is_empty() {
            self.add(Kind::Text, place);
        }
        Some(())
    }

    /// Adds code from its backtick on, and tells the place behind it.
    fn code(&mut self, mark: usize) -> Option<usize> {
        let start = mark + 1;
        let end = start + memchr(b'`', &self.bytes[start..])?;
        let is_single = end > start && self.bytes.get(end + 1) != Some(&b'`');
        let is_blank = |at: usize| matches!(self.bytes[at], b' ' | b'\n');
        // A space at each end may be there for a backtick only.
        if !is_single || is_blank(start) || is_blank(end - 1) {
            return None;
        }
        self.add(Kind::Code, start..end);
        Some(end + 1)
    }

    /// Adds what a run of asterisks is, and tells the place behind it.
    fn emphasis(&mut self, mark: usize) -> Option<usize> {
        let length = self.bytes[mark..].iter().take_while(|byte| **byte == b'*').count();
        let end = mark + length;
        let (before, behind) = (self.text[..mark].chars().next_back()?, self.text[end..].chars().next());
        let (begins, ends) = match length {
            1 => (Kind::Emphasis, Kind::EmphasisEnd),
            2 => (Kind::Strong, Kind::StrongEnd),
            _ => return None,
        };
        let kind = match self.open {
            None => {
                let is_beginning =
                    matches!(before, ' ' | '\n' | '(' | '"') && behind.is_some_and(char::is_alphanumeric);
                is_beginning.then(|| self.open = Some(length))?;
                begins
            }
            Some(open) => {
                let is_behind =
                    matches!(behind, None | Some(' ' | '\n' | '.' | ',' | ';' | ':' | '!' | '?' | ')' | '"'));
                (open == length && before.is_alphanumeric() && is_behind).then(|| self.open = None)?;
                ends
            }
        };
        self.add(kind, mark..end);
        Some(end)
    }

    /// Adds a link from its bracket on, and tells the place behind it.
    fn link(&mut self, mark: usize) -> Option<usize> {
        let begins = self.parts.len();
        self.add(Kind::Link, mark..mark);
        let mut at = mark + 1;
        let end = loop {
            let next = at + memchr3(b'`', b'[', b']', &self.bytes[at..])?;
            memchr(b'*', &self.bytes[at..next]).is_none().then_some(())?;
            self.add_text(at..next)?;
            match self.bytes[next] {
                b'`' => at = self.code(next)?,
                b']' => break next,
                _ => return None,
            }
        };
        let start = end + 2;
        let length = self.bytes.get(start..)?.iter().take_while(|byte| is_of_address(**byte)).count();
        let address = start..start + length;
        let is_link = self.bytes.get(end + 1) == Some(&b'(') && self.bytes.get(address.end) == Some(&b')');
        let is_image = mark > 0 && self.bytes[mark - 1] == b'!';
        // The name of a character ends with a semicolon.
        let is_sound = length > 0 && memchr(b';', &self.bytes[address.clone()]).is_none();
        (is_link && !is_image && is_sound && end > mark + 1).then_some(())?;
        let behind = address.end + 1;
        self.parts[begins].place = address;
        self.add(Kind::LinkEnd, end..behind);
        Some(behind)
    }
}

/// Whether a byte of an address in parentheses means itself.
fn is_of_address(byte: u8) -> bool {
    byte > b' ' && !matches!(byte, b'(' | b')' | b'<' | b'\\' | b'*' | b'`' | b'"' | b'\'' | b'[' | b']' | 0x7F)
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{CowStr, Event, LinkType, Parser, Tag, TagEnd};

    use super::*;
    use crate::article::markdown::options;

    /// What the parser would have told.
    fn event<'b>(part: &Part, body: &'b str) -> Event<'b> {
        let written = &body[part.place.clone()];
        match part.kind {
            Kind::Text => Event::Text(written.into()),
            Kind::Code => Event::Code(written.replace('\n', " ").into()),
            Kind::Link => Event::Start(Tag::Link {
                link_type: LinkType::Inline,
                dest_url: written.into(),
                title: CowStr::Borrowed(""),
                id: CowStr::Borrowed(""),
            }),
            Kind::LinkEnd => Event::End(TagEnd::Link),
            Kind::Emphasis => Event::Start(Tag::Emphasis),
            Kind::EmphasisEnd => Event::End(TagEnd::Emphasis),
            Kind::Strong => Event::Start(Tag::Strong),
            Kind::StrongEnd => Event::End(TagEnd::Strong),
        }
    }

    /// Whether a paragraph is understood; the parser understands the same.
    fn is_understood(text: &str) -> bool {
        let mut parts = Vec::new();
        if !add_parts(&mut parts, text, 0..text.len()) {
            return false;
        }
        let mut told: Vec<Event> = Vec::new();
        for event in Parser::new_ext(text, options()) {
            let words = match &event {
                Event::Text(words) => words.as_ref(),
                Event::SoftBreak => "\n",
                _ => {
                    told.push(event);
                    continue;
                }
            };
            match told.last_mut() {
                Some(Event::Text(before)) => *before = format!("{before}{words}").into(),
                _ => told.push(Event::Text(words.to_owned().into())),
            }
        }
        let events: Vec<Event> = parts.iter().map(|part| event(part, text)).collect();
        assert_eq!(events, told[1..told.len() - 1], "{text}");
        true
    }

    #[test]
    fn what_most_prose_has_is_understood() {
        for text in [
            "Nothing but words, and a few signs: (a) b! c? \"d\" 'e' f-g; ] h.",
            "Code `x`, `a_b < c`, `two\nlines`.",
            "A [link](../a-b/?c=d&e#f), [one\nmore](https://e.fr/x_y), [with `code[0]` in it](x.html).",
            "Some *words*, *more of\nthem*, **strong** (*here*), \"*there*\", *é*, **a `b` [c](d) e**.",
            "A snake_case_word, a & b, a < b.",
        ] {
            assert!(is_understood(text), "{text}");
        }
    }

    #[test]
    fn other_things_are_left_to_the_parser() {
        for text in [
            "a [b] c",
            "a [b][c] d",
            "a [b](c \"d\")",
            "a ![b](c)",
            "a [b](<c>)",
            "a [b](c(d))",
            "a [b]()",
            "a [](b)",
            "a [b *c*](d)",
            "a [[b]](c)",
            "a [b](c&amp;d)",
            "a [b](c\\_d)",
            "a [b](c",
            "a [b",
            "a `b",
            "a ``b``",
            "a ` b `",
            "a `` b",
            "a *b",
            "a * b",
            "a *b *c*",
            "a *b **c***",
            "a***b***",
            "a*b*",
            "a *b*c",
            "a *-b*",
            "a **b*",
            "a _b_",
            "a ~~b~~",
            "a [b](~c)",
            "a &amp; b",
            "a &#8217; b",
            "a <b",
            "a \\* b",
            "a __b__",
            "a_",
        ] {
            assert!(!is_understood(text), "{text}");
        }
    }
}
