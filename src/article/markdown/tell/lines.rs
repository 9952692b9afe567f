//! Where in a body that lies which the parser tells of what is parsed in its place.

use std::ops::Range;

use pulldown_cmark::CowStr;

use crate::article::markdown::tell::joining::{Joined, Paragraph};
use crate::article::markdown::tell::prose::Part;

/// A body and what is parsed in its place.
#[derive(Clone, Copy)]
pub(super) struct Lines<'b> {
    body: &'b str,
    joined: Option<&'b Joined>,
}

impl<'b> Lines<'b> {
    /// A body that is parsed as it is.
    pub(super) fn as_they_are(body: &'b str) -> Lines<'b> {
        Lines { body, joined: None }
    }

    /// A body with what stands in for it.
    pub(super) fn joined(body: &'b str, joined: &'b Joined) -> Lines<'b> {
        Lines { body, joined: Some(joined) }
    }

    /// The body.
    pub(super) fn body(&self) -> &'b str {
        self.body
    }

    /// What is parsed.
    pub(super) fn parsed(&self) -> &'b str {
        self.joined.map_or(self.body, |joined| &joined.parsed)
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
    pub(super) fn written<'t>(&self, text: &'t CowStr<'_>) -> &'t str
    where
        'b: 't,
    {
        // One that was made holds no line: it is a character that an entity stands for, or indentation.
        self.place(text).and_then(|start| self.within(start..start + text.len())).unwrap_or(text)
    }

    /// Raw HTML that the parser told, as the body has it; `None` where that can't be told.
    pub(super) fn written_html<'t>(&self, html: &'t CowStr<'_>) -> Option<&'t str>
    where
        'b: 't,
    {
        (!self.has_spaces() || matches!(html, CowStr::Borrowed(_))).then(|| self.written(html))
    }

    /// The title behind an address, both as the parser told them, as the body has it; `None` where that can't be told.
    pub(super) fn written_title<'t>(&self, address: &CowStr<'_>, title: &'t str) -> Option<&'t str>
    where
        'b: 't,
    {
        // A line end in it would be a space.
        if !self.has_spaces() || !title.contains(' ') {
            return Some(title);
        }
        // The parser copies titles. The first quote behind an address begins its title.
        let end = self.place(address)? + address.len();
        let opening = end + self.parsed().get(end..)?.find(['"', '\'', '('])?;
        let start = opening + 1;
        if self.parsed().get(start..)?.starts_with(title) {
            return self.within(start..start + title.len());
        }
        // Something in it stands for another character, which is no matter on one line.
        let quote = match self.parsed().as_bytes()[opening] {
            b'(' => b')',
            quote => quote,
        };
        let mut is_escaped = false;
        let is_last = |byte: &u8| {
            let is_end = *byte == quote && !is_escaped;
            is_escaped = *byte == b'\\' && !is_escaped;
            is_end || *byte == b'\n'
        };
        let rest = self.body.as_bytes().get(self.in_body(start)..)?;
        let last = rest.iter().copied().find(is_last);
        (last != Some(b'\n')).then_some(title)
    }

    fn has_spaces(&self) -> bool {
        self.joined.is_some_and(|joined| joined.has_spaces)
    }

    /// Where a part of what is parsed starts; `None` for what the parser made.
    pub(super) fn place(&self, part: &CowStr<'_>) -> Option<usize> {
        let CowStr::Borrowed(part) = part else { return None };
        let parsed = self.parsed();
        let start = part.as_ptr().addr().checked_sub(parsed.as_ptr().addr())?;
        (start < parsed.len()).then_some(start)
    }

    /// What the body has in place of a part of what is parsed.
    pub(super) fn within(&self, part: Range<usize>) -> Option<&'b str> {
        self.body.get(self.in_body(part.start)..self.in_body(part.end))
    }

    /// The place in the body of a place in what is parsed.
    fn in_body(&self, place: usize) -> usize {
        let paragraphs = self.paragraphs();
        let before = &paragraphs[..paragraphs.partition_point(|paragraph| paragraph.at < place)];
        before.last().map_or(place, |last| last.end + (place - last.at - 1))
    }
}
