//! Values of one kind: each a function that judges one wherever it stands.

pub(in crate::check) mod addresses;
pub(in crate::check) mod dates;
pub(in crate::check) mod dates_3339;
pub(in crate::check) mod dates_certain;
pub(in crate::check) mod dates_w3c;
pub(in crate::check) mod email;
pub(in crate::check) mod enclosures;
pub(in crate::check) mod language;
pub(in crate::check) mod listed;
pub(in crate::check) mod media_type;
pub(in crate::check) mod numbers;

use crate::check::Rule;
use crate::check::context::{Context, Subject};
use crate::check::rules::core::ELEMENT_BLANK;

/// The longest value that a message quotes whole, in characters.
const SHOWN_MAX: usize = 80;

/// What is to be said about a value, whether an element, an attribute or a member of a JSON object has it.
pub(in crate::check) struct Remark {
    pub(in crate::check) rule: &'static Rule,
    pub(in crate::check) message: String,
    pub(in crate::check) help: String,
    /// What mends it, where that is certain.
    pub(in crate::check) better: Option<Better>,
}

/// A text that is right in the place of a part of a value.
pub(in crate::check) struct Better {
    /// The part.
    pub(in crate::check) range: (usize, usize),
    pub(in crate::check) text: String,
}

impl Remark {
    pub(in crate::check) fn new(rule: &'static Rule, message: String, help: impl Into<String>) -> Remark {
        Remark { rule, message, help: help.into(), better: None }
    }

    /// The same, mended by another text in the place of a part of the value.
    pub(in crate::check) fn mended(self, range: (usize, usize), text: impl Into<String>) -> Remark {
        Remark { better: Some(Better { range, text: text.into() }), ..self }
    }

    /// The same about a value of which the judged one is a part that starts at `start`.
    pub(in crate::check) fn within(mut self, start: usize) -> Remark {
        if let Some(better) = &mut self.better {
            better.range = (better.range.0 + start, better.range.1 + start);
        }
        self
    }
}

/// Something must stand there.
pub(super) fn not_blank(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if subject.value.trim().is_empty() {
        let message = format!("`{}` is blank", context.written_name(subject.node));
        context.say(&ELEMENT_BLANK, subject, message, "write something into it, or take it out");
    }
}

/// A value as messages quote it: on one line, shortened, with nothing in it that can't be seen or that ends a quotation.
pub(super) fn shown(value: &str) -> String {
    let mut characters = value.chars();
    let mut short = String::new();
    for c in characters.by_ref().take(SHOWN_MAX) {
        match c {
            '"' | '\'' => short.push(c),
            '`' => short.push('\''),
            _ => short.extend(c.escape_debug()),
        }
    }
    if characters.next().is_some() {
        short.push('…');
    }
    short
}

/// A value in the quotation marks of messages, without the white space around it.
pub(super) fn quoted(value: &str) -> String {
    format!("`{}`", shown(value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_shortened_and_stay_on_a_line() {
        assert_eq!(shown("a\n\"b\" 'c' `d`\u{200b}"), "a\\n\"b\" 'c' 'd'\\u{200b}");
        assert_eq!(shown(&"é".repeat(100)).chars().count(), SHOWN_MAX + 1);
        assert_eq!(quoted(" a "), "`a`");
    }
}
