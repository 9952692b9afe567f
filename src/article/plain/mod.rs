//! Plain text: the head that newsrooms and simple generators write, and a body of paragraphs.
//!
//! Three things can stand at the head of a text: the line of a newsroom export ([`export_line`]), a block of
//! `Key: value` lines ([`header_lines`]), or just a title on a line of its own ([`title_line`]). The first two are
//! also tried on Markdown without front matter; the third is for plain text only, since Markdown marks its titles.

pub mod export_line;
pub mod header_lines;
mod lists;
pub mod paragraphs;

use crate::article::OriginKind;
use crate::article::raw::{Raw, RawData, RawField, RawValue};
use crate::diagnostic::Span;

pub use paragraphs::to_html;

/// Reads what stands at the head of a text in one of the two explicit forms, and where the body is.
pub fn head(text: &str) -> (Option<Raw>, Span) {
    match export_line::read(text).or_else(|| header_lines::read(text)) {
        Some((raw, body_start)) => (Some(raw), Span::new(body_start, text.len())),
        None => (None, Span::new(0, text.len())),
    }
}

/// Reads the title of a plain text whose head gives none: a first paragraph of one short line (or an underlined one)
/// with more text below: the title, its place, and where the rest of the body is. A question or an exclamation may be
/// a title, too.
pub fn title_line(text: &str, body: Span) -> Option<(&str, Span, Span)> {
    let inside = text.get(body.start..body.end)?;
    let (title, rest) = paragraphs::leading_title(inside)?;
    let title = title.shift(body.start);
    Some((&text[title.start..title.end], title, Span::new(body.start + rest, body.end)))
}

/// A line's text and the bytes that it takes, its end not included.
#[derive(Clone, Copy, Debug)]
struct Line<'t> {
    text: &'t str,
    start: usize,
    /// Where the next line starts.
    next: usize,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.text.chars().all(is_blank)
    }

    fn is_indented(&self) -> bool {
        self.text.starts_with([' ', '\t'])
    }
}

/// White space, and the marks that show nothing and are left behind by editors.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}')
}

/// The lines of a text, whatever ends them: LF, CR LF, CR, form feed, vertical tab, NEL, and the separators of Unicode.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = &text[from..];
        if rest.is_empty() {
            return None;
        }
        let start = from;
        let is_end = |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        let Some((length, end)) = rest.char_indices().find(|(_, c)| is_end(*c)) else {
            from = text.len();
            return Some(Line { text: rest, start, next: from });
        };
        let end_length = if rest[length..].starts_with("\r\n") { 2 } else { end.len_utf8() };
        from = start + length + end_length;
        Some(Line { text: &rest[..length], start, next: from })
    })
}

/// A span without the white space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let inside = &text[span.start..span.end];
    let start = span.start + (inside.len() - inside.trim_start_matches(is_blank).len());
    Span::new(start, start + inside.trim_matches(is_blank).len())
}

/// A field whose value is the letters at a span.
fn scalar(text: &str, key: &str, key_span: Span, span: Span, origin: OriginKind) -> RawField {
    RawField { key: key.to_owned(), key_span, value: scalar_value(text, span), origin }
}

fn scalar_value(text: &str, span: Span) -> RawValue {
    RawValue { data: RawData::Scalar { text: text[span.start..span.end].to_owned(), quoted: false }, span }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected_title: Option<&str>, expected_rest: &str) {
        let whole = Span::new(0, text.len());
        let (title, rest) = title_line(text, whole).map_or((None, whole), |(title, _, rest)| (Some(title), rest));
        assert_eq!((title, text[rest.start..rest.end].trim()), (expected_title, expected_rest));
    }

    #[test]
    fn a_short_first_line_is_the_title() {
        check("Le titre\n\nUn paragraphe.", Some("Le titre"), "Un paragraphe.");
        check("\n Faut-il attendre ?\r\n\r\nOui.", Some("Faut-il attendre ?"), "Oui.");
        check("Notes\n=====\nText.", Some("Notes"), "Text.");
    }

    #[test]
    fn a_first_paragraph_is_no_title() {
        check("Une phrase.\n\nUne autre.", None, "Une phrase.\n\nUne autre.");
        check("Seul", None, "Seul");
        check("Two\nlines\n\nMore.", None, "Two\nlines\n\nMore.");
        check("- a list\n\nMore.", None, "- a list\n\nMore.");
        check("https://e.fr/x\n\nMore.", None, "https://e.fr/x\n\nMore.");
        check("", None, "");
    }

    #[test]
    fn every_line_end_ends_a_line() {
        let ends: Vec<&str> = lines("a\nb\r\nc\rd\u{c}e\u{85}f\u{2028}g").map(|line| line.text).collect();
        assert_eq!(ends, ["a", "b", "c", "d", "e", "f", "g"]);
    }

    proptest! {
        #[test]
        fn any_text_has_a_head_and_a_body(text in "(date |Title: |2025-08-13|13 août 2025| » |[\r\n:«»>-]|\\PC){0,40}") {
            let (_, body) = head(&text);
            prop_assert!(text.get(body.start..body.end).is_some());
            title_line(&text, body);
            to_html(&text);
        }
    }
}
