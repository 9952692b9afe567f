//! From a place in a value to the same place in the document: back through references, CDATA, escapes and line ends.

use crate::check::tree::Node;

use crate::check::context::Subject;
use crate::check::fix::Edit;
use crate::diagnostic::Span;

/// How a value is written in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// As text of XML, with references, CDATA and comments.
    Text,
    /// As the value of an attribute, with references.
    Attribute,
    /// As a text of JSON, with its escapes.
    Json,
    /// Nobody knows.
    Unknown,
}

/// The places of one value. Places are asked for in rising order, or the way begins anew.
pub(in crate::check) struct Place<'t> {
    /// The document from where the value starts in it; empty where no way back is known.
    raw: &'t str,
    /// Where `raw` starts in the document.
    start: usize,
    form: Form,
    /// Whether the value stands in the document character by character.
    is_literal: bool,
    /// How far the way has gone: in `raw`, and in the value.
    at: (usize, usize),
    in_cdata: bool,
    /// Where the way was at the start of the last range that was asked for: it may be asked for again.
    mark: ((usize, usize), bool),
    whole: Span,
}

impl<'t> Place<'t> {
    /// The places of an element's text or an attribute's value.
    pub(in crate::check) fn of(subject: &Subject<'_, '_>, text: &'t str) -> Place<'t> {
        let (start, end) = match subject.attribute {
            Some(_) => (subject.span.start, subject.span.end),
            None => (subject.span.start, end_of(subject.node).unwrap_or(subject.span.start)),
        };
        let raw = text.get(start..end).unwrap_or_default();
        let form = if subject.attribute.is_some() { Form::Attribute } else { Form::Text };
        // Comments and references make what stands in the document longer than the value.
        let is_literal = raw.len() >= subject.value.len() && raw.starts_with(subject.value);
        let whole = subject.span;
        Place { raw, start, form, is_literal, at: (0, 0), in_cdata: false, mark: ((0, 0), false), whole }
    }

    /// The places of a text that stands so in HTML.
    pub(super) fn within(raw: &'t str) -> Place<'t> {
        let whole = Span::new(0, raw.len());
        Place { raw, form: Form::Attribute, ..Place::unknown(whole) }
    }

    /// Places that are the document's own already.
    pub(super) fn own(whole: Span) -> Place<'t> {
        Place { form: Form::Attribute, is_literal: true, ..Place::unknown(whole) }
    }

    /// Places that nobody knows but as a whole.
    pub(super) fn unknown(whole: Span) -> Place<'t> {
        Place {
            raw: "",
            start: 0,
            form: Form::Unknown,
            is_literal: false,
            at: (0, 0),
            in_cdata: false,
            mark: ((0, 0), false),
            whole,
        }
    }

    /// The places of a text of JSON, whose quotes stand at the ends of `whole`.
    pub(in crate::check) fn json(whole: Span, text: &'t str) -> Place<'t> {
        let start = whole.start + 1;
        let raw = text.get(start..whole.end.saturating_sub(1)).unwrap_or_default();
        let is_literal = !raw.contains('\\');
        Place { raw, start, form: Form::Json, is_literal, at: (0, 0), in_cdata: false, mark: ((0, 0), false), whole }
    }

    /// What puts a text in the place of a range of the value; `None` where that would touch more than it.
    pub(in crate::check) fn edit(&mut self, start: usize, end: usize, new: &str) -> Option<Edit> {
        if self.form == Form::Unknown {
            return None;
        }
        let in_cdata = !self.is_literal && {
            self.offset(start)?;
            self.in_cdata
        };
        let span = self.span(start, end);
        let old = self.raw.get(span.start.checked_sub(self.start)?..span.end.checked_sub(self.start)?);
        let is_one = old.is_none_or(|old| if in_cdata { !old.contains("]]>") } else { !old.contains("<!") });
        if !is_one || (span == self.whole && !self.is_literal && self.form != Form::Text) {
            return None;
        }
        let text = match self.form {
            _ if in_cdata => (!new.contains("]]>")).then(|| new.to_owned())?,
            Form::Json => json_escaped(new),
            _ => xml_escaped(new),
        };
        Some(Edit { span, text })
    }

    /// Where a range of the value stands in the document; the whole value where that can't be told.
    pub(super) fn span(&mut self, start: usize, end: usize) -> Span {
        if self.is_literal {
            return Span::new(self.start + start, self.start + end);
        }
        let Some(from) = self.offset(start) else { return self.whole };
        self.mark = (self.at, self.in_cdata);
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
            let is_marked = self.mark.0.1 <= target;
            (self.at, self.in_cdata) = if is_marked { self.mark } else { ((0, 0), false) };
        }
        while self.at.1 < target || self.opens_or_closes() {
            self.step()?;
        }
        Some(self.start + self.at.0)
    }

    fn opens_or_closes(&self) -> bool {
        let rest = self.raw.get(self.at.0..).unwrap_or_default();
        self.form == Form::Text && if self.in_cdata { rest.starts_with("]]>") } else { rest.starts_with('<') }
    }

    /// Goes on by one character, reference, or piece of markup.
    fn step(&mut self) -> Option<()> {
        let rest = self.raw.get(self.at.0..)?;
        let first = rest.chars().next()?;
        let (long, makes) = match first {
            '\\' if self.form == Form::Json => escape(rest)?,
            _ if self.form == Form::Json => (first.len_utf8(), first.len_utf8()),
            ']' if self.in_cdata && rest.starts_with("]]>") => {
                self.in_cdata = false;
                (3, 0)
            }
            '<' if self.form == Form::Text && !self.in_cdata => {
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

/// The length of an escape of JSON, and that of what it stands for.
fn escape(rest: &str) -> Option<(usize, usize)> {
    let Some(digits) = rest.strip_prefix("\\u") else { return Some((2, 1)) };
    let unit = |text: &str| u32::from_str_radix(text.get(..4)?, 16).ok();
    let first = unit(digits)?;
    let second = digits.get(4..).and_then(|after| after.strip_prefix("\\u")).and_then(unit);
    match (first, second) {
        (0xd800..0xdc00, Some(0xdc00..0xe000)) => Some((12, 4)),
        // Half of a character is read as the one that stands for such.
        _ => Some((6, char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER).len_utf8())),
    }
}

/// A text as XML writes it, between tags and in attributes of either quote.
pub(in crate::check) fn xml_escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// A text as JSON writes it between quotes.
pub(in crate::check) fn json_escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out
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
        let read = roxmltree::Document::parse(&text).unwrap();
        let document = crate::check::tree::copied(&read);
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

    #[test]
    fn places_are_found_through_the_escapes_of_json() {
        let text = r#"{"title": "é\"\u00e9\ud83d\ude00<b>\n</b>"}"#;
        let value = "é\"é😀<b>\n</b>";
        let whole = Span::new(10, text.len() - 1);
        for (found, expected) in [("<b>", "<b>"), ("é😀", r"\u00e9\ud83d\ude00"), ("\n</b>", r"\n</b>")] {
            let at = value.find(found).unwrap();
            let span = Place::json(whole, text).span(at, at + found.len());
            assert_eq!(&text[span.start..span.end], expected);
        }
    }
}
