//! Values of one kind: each a function that judges one wherever it stands.

pub(in crate::check) mod addresses;
pub(in crate::check) mod dates;
pub(in crate::check) mod dates_3339;
pub(in crate::check) mod dates_certain;
pub(in crate::check) mod dates_w3c;
pub(in crate::check) mod email;
pub(in crate::check) mod language;
pub(in crate::check) mod listed;
pub(in crate::check) mod media_type;
pub(in crate::check) mod numbers;

use crate::check::context::{Context, Subject};
use crate::check::rules::core::ELEMENT_BLANK;

/// The longest value that a message quotes whole, in characters.
const SHOWN: usize = 60;

/// Something must stand there.
pub(super) fn not_blank(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if subject.value.trim().is_empty() {
        let message = format!("`{}` is blank", context.written_name(subject.node));
        context.say(&ELEMENT_BLANK, subject, message, "write something into it, or take it out");
    }
}

/// A value as messages quote it: without line breaks, shortened.
pub(super) fn shown(value: &str) -> String {
    let mut short: String = value.chars().take(SHOWN).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short.escape_debug().to_string()
}
