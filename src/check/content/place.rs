//! From a place in a value to the same place in the document: back through references, CDATA and line ends.

use roxmltree::Node;

use crate::check::context::Subject;
use crate::diagnostic::Span;

/// The places of one value. Places are asked for in rising order, or the way begins anew.
pub(super) struct Place<'t> {
    /// The document from where the value starts in it; empty where no way back is known.
    raw: &'t str,
    /// Where `raw` starts in the document.
    start: usize,
    /// Whether markup (CDATA, comments) is to be read as such: in text it is, in an attribute it is not.
    is_text: bool,
    /// Whether the value stands in the document character by character.
    is_literal: bool,
    /// How far the way has gone: in `raw`, and in the value.
    at: (usize, usize),
    in_cdata: bool,
    whole: Span,
}

impl<'t> Place<'t> {
    /// The places of an element's text or an attribute's value.
    pub(super) fn of(subject: &Subject<'_, '_>, text: &'t str) -> Place<'t> {
        let (start, end) = match subject.attribute {
            Some(_) => (subject.span.start, subject.span.end),
            None => (subject.span.start, end_of(subject.node).unwrap_or(subject.span.start)),
        };
        let raw = text.get(start..end).unwrap_or_default();
        let is_text = subject.attribute.is_none();
        // Comments and references make what stands in the document longer than the value.
        let is_literal = raw.len() >= subject.value.len() && raw.starts_with(subject.value);
        Place { raw, start, is_text, is_literal, at: (0, 0), in_cdata: false, whole: subject.span }
    }

    /// Places that are the document's own already.
    pub(super) fn own(whole: Span) -> Place<'t> {
        Place { raw: "", start: 0, is_text: false, is_literal: true, at: (0, 0), in_cdata: false, whole }
    }

    /// Places that nobody knows but as a whole.
    pub(super) fn unknown(whole: Span) -> Place<'t> {
        Place { raw: "", start: 0, is_text: false, is_literal: false, at: (0, 0), in_cdata: false, whole }
    }

    /// Where a range of the value stands in the document; the whole value where that can't be told.
    pub(super) fn span(&mut self, start: usize, end: usize) -> Span {
        if self.is_literal {
            return Span::new(self.start + start, self.start + end);
        }
        let Some(from) = self.offset(start) else { return self.whole };
        while self.at.1 < end {
            if self.step().is_none() {
                return self.whole;
            }
        }
        Span::new(from, self.start + self.at.0)
    }

    /// Where a place of the value is in the document.
    fn offset(&mut self, target: usize) -> Option<usize> {
        if self.is_literal {
            return Some(self.start + target);
        }
        if target < self.at.1 {
            self.at = (0, 0);
            self.in_cdata = false;
        }
        while self.at.1 < target || self.opens_or_closes() {
            self.step()?;
        }
        Some(self.start + self.at.0)
    }

    fn opens_or_closes(&self) -> bool {
        let rest = self.raw.get(self.at.0..).unwrap_or_default();
        self.is_text && if self.in_cdata { rest.starts_with("]]>") } else { rest.starts_with('<') }
    }

    /// Goes on by one character, reference, or piece of markup.
    fn step(&mut self) -> Option<()> {
        let rest = self.raw.get(self.at.0..)?;
        let first = rest.chars().next()?;
        let (long, makes) = match first {
            ']' if self.in_cdata && rest.starts_with("]]>") => {
                self.in_cdata = false;
                (3, 0)
            }
            '<' if self.is_text && !self.in_cdata => {
                if rest.starts_with("<![CDATA[") {
                    self.in_cdata = true;
                    (9, 0)
                } else if rest.starts_with("<!--") {
                    (rest.find("-->")? + 3, 0)
                } else if rest.starts_with("<?") {
                    (rest.find("?>")? + 2, 0)
                } else {
                    return None;
                }
            }
            '&' if !self.in_cdata => reference(rest)?,
            '\r' if rest.starts_with("\r\n") => (2, 1),
            _ => (first.len_utf8(), first.len_utf8()),
        };
        self.at = (self.at.0 + long, self.at.1 + makes);
        Some(())
    }

    /// What stands in the document at a place of the value.
    pub(super) fn raw_at(&mut self, target: usize) -> &'t str {
        let at = self.offset(target).map(|offset| offset - self.start);
        at.and_then(|at| self.raw.get(at..)).unwrap_or_default()
    }
}

/// The length of a reference, and that of what it stands for.
fn reference(rest: &str) -> Option<(usize, usize)> {
    let end = rest.bytes().take(64).position(|byte| byte == b';')?;
    let makes = match &rest[1..end] {
        "lt" | "gt" | "amp" | "quot" | "apos" => 1,
        name => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?.len_utf8()
        }
    };
    Some((end + 1, makes))
}

/// Where an element's end tag starts; `None` when there are elements in it.
fn end_of(node: Node<'_, '_>) -> Option<usize> {
    node.first_element_child().is_none().then(|| node.range().end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, value: &str, found: &str, expected: &str) {
        let text = format!("<t>{raw}</t>");
        let document = roxmltree::Document::parse(&text).unwrap();
        let node = document.root_element();
        let span = node.first_child().unwrap().range();
        assert_eq!(crate::check::context::text_of(node), value);
        let subject = Subject { value, node, attribute: None, span: Span::new(span.start, span.end) };
        let at = value.find(found).unwrap();
        let span = Place::of(&subject, &text).span(at, at + found.len());
        assert_eq!(&text[span.start..span.end], expected);
    }

    #[test]
    fn places_are_found_through_escapes_and_cdata() {
        check("plain é text", "plain é text", "text", "text");
        check("a&#xe9;&lt;b&gt;c", "aé<b>c", "<b>", "&lt;b&gt;");
        check("x<![CDATA[a<b>]]>&amp;<![CDATA[<i>]]>", "xa<b>&<i>", "<b>", "<b>");
        check("x<![CDATA[a<b>]]>&amp;<![CDATA[<i>]]>", "xa<b>&<i>", "<i>", "<i>");
        check("\r\n<!-- no -->a\r\nb", "\na\nb", "b", "b");
    }
}
