//! Raw values as what a key needs them to be.

use crate::article::raw::{RawData, RawValue};
use crate::diagnostic::{Diagnostic, Span};

/// The letters of a single value.
pub(super) fn text(value: &RawValue) -> Option<&str> {
    match &value.data {
        RawData::Scalar { text, .. } => Some(text),
        _ => None,
    }
}

/// The truth that a single value states, in any of the words that people use; quotes do not matter.
pub(super) fn truth(value: &RawValue) -> Option<bool> {
    match text(value)?.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "y" | "1" | "oui" | "ja" => Some(true),
        "false" | "no" | "off" | "n" | "0" | "non" | "nein" | "never" => Some(false),
        _ => None,
    }
}

/// A value as a list: itself, where it is none.
pub(super) fn items(value: &RawValue) -> Vec<&RawValue> {
    match &value.data {
        RawData::List(items) => items.iter().flat_map(items_of).collect(),
        RawData::Null => Vec::new(),
        _ => vec![value],
    }
}

fn items_of(value: &RawValue) -> Vec<&RawValue> {
    items(value)
}

/// The place of a part of a single value's letters; the whole value where escapes make that uncertain.
pub(super) fn place(value: &RawValue, start: usize, end: usize) -> Span {
    let Some(text) = text(value) else { return value.span };
    let surplus = (value.span.end - value.span.start).checked_sub(text.len());
    let quote = match surplus {
        Some(0) => 0,
        Some(2) => 1,
        _ => return value.span,
    };
    Span::new(value.span.start + quote + start, value.span.start + quote + end.min(text.len()))
}

/// The complaint about a value of the wrong kind.
pub(super) fn wrong_kind(key: &str, value: &RawValue, wanted: &str) -> Diagnostic {
    let is = match &value.data {
        RawData::Null => "empty",
        RawData::Scalar { .. } => "a single value",
        RawData::List(_) => "a list",
        RawData::Map(_) => "a map",
    };
    let message = format!("`{key}` is {is}, so it is left out");
    Diagnostic::warning("metadata-kind", message).at(value.span).help(format!("give {wanted}"))
}
