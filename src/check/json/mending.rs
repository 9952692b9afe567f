//! What mends the values of a feed.

use crate::check::Rule;
use crate::check::bases;
use crate::check::content;
use crate::check::content::place::Place as Written;
use crate::check::fix::Edit;
use crate::check::json::reader::Data;
use crate::check::json::schema::Shape;
use crate::check::json::walk::{Judge, Place, Text};
use crate::check::values::{Better, Remark};
use crate::diagnostic::Span;

use url::Url;

impl Judge<'_, '_> {
    /// Judges HTML.
    pub(super) fn html(&mut self, text: &Text<'_>) {
        content::html_member(member(text, &self.item_bases), text.value, self.context);
    }

    /// Judges text that is shown as it is: a title, a name, a summary. `beside` is the HTML of the same item.
    pub(super) fn plain(&mut self, text: &Text<'_>, beside: &str) {
        content::plain_member(member(text, &[]), text.value, beside, self.context);
    }

    /// Judges content that is shown as it is.
    pub(super) fn content_text(&mut self, text: &Text<'_>) {
        content::text_member(member(text, &[]), text.value, self.context);
    }

    /// Says something about a text, if there is something to say, and what mends it.
    pub(super) fn remark_text(&mut self, text: &Text<'_>, remark: Option<Remark>) {
        if let Some(Better { range, text: new }) = remark.as_ref().and_then(|remark| remark.better.as_ref()) {
            let edit = Written::json(text.place.span, self.context.text).edit(range.0, range.1, new);
            self.context.mend(edit.into_iter().collect());
        }
        self.remark(text.place, remark);
    }

    /// A relative address made whole, where that can be told.
    pub(super) fn whole(&self, address: &str) -> Option<String> {
        bases::agreed(&self.bases, address)
    }

    /// Says something about a text that is mended by another one.
    pub(super) fn say_mended(
        &mut self,
        rule: &'static Rule,
        text: &Text<'_>,
        message: String,
        help: &str,
        new: Option<&str>,
    ) {
        let mut place = Written::json(text.place.span, self.context.text);
        let edit = new.and_then(|new| place.edit(0, text.value.len(), new));
        self.context.mend(edit.into_iter().collect());
        self.say(rule, text.place, message, help);
    }

    /// Says that a value of the wrong type is mended by the same in the right one, where it says the same.
    pub(super) fn mend_type(&mut self, shape: Shape, data: &Data<'_>, span: Span) {
        let edits = match (shape, data) {
            (Shape::Flag, Data::Text(text)) if matches!(text.as_ref(), "true" | "false") => bare(text, span),
            (Shape::Number(_), Data::Text(text)) if is_number(text) => bare(text, span),
            (Shape::List(Shape::Object(_)), Data::Object(_)) => around(span, ['[', ']']),
            // Several in one text are for their author to divide.
            (Shape::List(Shape::Text(_)), Data::Text(text)) if !text.contains([',', ';']) => around(span, ['[', ']']),
            _ => Vec::new(),
        };
        self.context.mend(edits);
    }
}

/// A text as a part of content.
fn member<'a>(text: &Text<'a>, bases: &'a [Url]) -> content::Member<'a> {
    let Place { key, parent, span } = text.place;
    content::Member { key, parent, span, bases }
}

/// What writes the text at a place without its quotes.
fn bare(text: &str, span: Span) -> Vec<Edit> {
    vec![Edit { span, text: text.to_owned() }]
}

/// What writes a sign before a value, and one behind it.
pub(super) fn around(span: Span, signs: [char; 2]) -> Vec<Edit> {
    let at = |place, sign: char| Edit { span: Span::new(place, place), text: sign.to_string() };
    vec![at(span.start, signs[0]), at(span.end, signs[1])]
}

/// Whether a text is a number as JSON writes one, without an exponent.
fn is_number(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_digits(whole) && is_digits(fraction) && (whole == "0" || !whole.starts_with('0'))
}
