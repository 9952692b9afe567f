//! An article that is a whole HTML page or a fragment of one.
//!
//! [`head`] reads what a page says about itself, [`body`] takes the article out of what themes put around it. Both
//! work on the page's tags and cut its text at their places, so that nothing is written anew and every value keeps
//! its place; making the HTML safe is the cleaner's work ([`crate::html::clean`]).
//!
//! # Why
//! Pages say the same thing several times: for search engines (JSON-LD), for social networks (Open Graph), for
//! libraries (Dublin Core), for people. They are trusted in the order in which somebody is likely to notice when they
//! are wrong. All are told, so that `explain` can show what was there; the first of a key counts.

mod capture;
mod facts;
mod fields;
mod furniture;
mod headings;
mod json;
mod linked_data;
mod outline;
mod parts;
mod teller;
#[cfg(test)]
mod tests;
mod titles;
mod values;

use crate::article::raw::{Raw, RawData, RawValue};
use crate::diagnostic::Span;
use crate::html::{self, Handler, Tag, tokenize};
use headings::Heading;
use outline::Outline;
use parts::holds;

pub(super) use titles::folded;

/// What a page says about itself, under the keys of front matter. `offset` is where the page starts in its document.
pub fn head(text: &str, offset: usize) -> Raw {
    let facts = facts::Facts::of(text);
    let mut fields = fields::fields(text, &facts);
    for field in &mut fields {
        field.key_span = field.key_span.shift(offset);
        shift(&mut field.value, offset);
    }
    Raw { fields }
}

fn shift(value: &mut RawValue, offset: usize) {
    value.span = value.span.shift(offset);
    match &mut value.data {
        RawData::Null | RawData::Scalar { .. } => {}
        RawData::List(items) => items.iter_mut().for_each(|item| shift(item, offset)),
        RawData::Map(entries) => entries.iter_mut().for_each(|(_, entry)| shift(entry, offset)),
    }
}

/// The part of a page that is the article, as HTML, without the heading that repeats the title. A fragment passes
/// whole but for that heading.
pub fn body(text: &str, title: Option<&str>) -> String {
    let outline = Outline::of(text);
    let title = title.map(folded).filter(|title| !title.is_empty());
    if !outline.is_page {
        return cut(text, Span::new(0, text.len()), Vec::new(), &outline, title.as_deref());
    }
    let roots = outline.roots();
    let mut parts = roots.iter().map(|root| cut(text, *root, outline.cuts(*root), &outline, title.as_deref()));
    // Where everything seems to be furniture, something was not closed.
    let whole = || roots.last().map(|root| cut(text, *root, Vec::new(), &outline, title.as_deref()));
    parts.find(|html| says_something(html)).or_else(|| whole().filter(|html| says_something(html))).unwrap_or_default()
}

/// What a page says that its references are relative to, instead of its own address: the first `<base href>`.
pub fn base(text: &str) -> Option<String> {
    struct Base(Option<String>);
    impl Handler for Base {
        fn start(&mut self, tag: &Tag) {
            if self.0.is_none() && tag.name == "base" {
                self.0 = tag.get("href").map(|href| href.trim().to_owned());
            }
        }
        fn end(&mut self, _: &str, _: (usize, usize)) {}
        fn text(&mut self, _: &str) {}
    }
    let mut base = Base(None);
    tokenize(text, &mut base);
    base.0
}

/// A part of a text without some ranges, and without the first heading that repeats the title.
fn cut(text: &str, root: Span, mut cuts: Vec<Span>, outline: &Outline, title: Option<&str>) -> String {
    let repeats =
        |heading: &&Heading| holds(root, heading.outer) && title.is_some_and(|title| folded(&heading.text) == title);
    if let Some(heading) = outline.headings.list.iter().find(repeats) {
        cuts.push(heading.outer);
        cuts.sort_unstable();
    }
    let mut html = String::with_capacity(root.end - root.start);
    let mut from = root.start;
    for cut in cuts {
        html.push_str(text.get(from..cut.start).unwrap_or_default());
        from = from.max(cut.end);
    }
    html.push_str(text.get(from..root.end).unwrap_or_default());
    html
}

/// Whether HTML shows anything.
fn says_something(html: &str) -> bool {
    struct Shown(bool);
    impl Handler for Shown {
        fn start(&mut self, tag: &Tag) {
            self.0 |= matches!(tag.name.as_str(), "img" | "video" | "audio" | "iframe" | "object" | "embed" | "svg");
        }
        fn end(&mut self, _: &str, _: (usize, usize)) {}
        fn text(&mut self, _: &str) {}
    }
    let mut shown = Shown(false);
    tokenize(html, &mut shown);
    shown.0 || !html::plain_text(html).is_empty()
}

/// A span without the white space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let Some(inside) = text.get(span.start..span.end) else { return span };
    let start = span.start + (inside.len() - inside.trim_start().len());
    Span::new(start, start + inside.trim().len())
}

/// Where letters start within a span, quotes aside; `None` when they stand there in another way, by escapes.
fn place_of(text: &str, span: Span, letters: &str) -> Option<usize> {
    let inside = text.get(span.start..span.end)?;
    let bare = inside.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match bare {
        Some(bare) if bare.starts_with(letters) => Some(span.start + 1),
        _ => inside.starts_with(letters).then_some(span.start),
    }
}

/// Adds text with its white space folded; none at the start.
fn push_folded(text: &mut String, more: &str) {
    for character in more.chars() {
        if !character.is_ascii_whitespace() {
            text.push(character);
        } else if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
    }
}

/// A text with its HTML entities resolved.
fn unescaped(text: &str) -> String {
    struct Letters(String);
    impl Handler for Letters {
        fn start(&mut self, _: &Tag) {}
        fn end(&mut self, _: &str, _: (usize, usize)) {}
        fn text(&mut self, text: &str) {
            self.0.push_str(text);
        }
    }
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut letters = Letters(String::with_capacity(text.len()));
    // Only entities are meant; a `<` is a letter like any other.
    tokenize(&text.replace('<', "&lt;"), &mut letters);
    letters.0
}
