//! Raw values as what a key needs them to be.

use std::collections::HashSet;

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
    const TRUE: &[&str] = &["true", "yes", "on", "y", "1", "oui", "ja"];
    const FALSE: &[&str] = &["false", "no", "off", "n", "0", "non", "nein", "never"];
    let word = text(value)?.trim();
    let is_one_of = |words: &[&str]| words.iter().any(|one| one.eq_ignore_ascii_case(word));
    match word.len() {
        6.. => None,
        _ if is_one_of(TRUE) => Some(true),
        _ => is_one_of(FALSE).then_some(false),
    }
}

/// Looks at the items of a value one by one: at the value itself, where it is no list.
pub(super) fn each_item<'r>(value: &'r RawValue, look: &mut dyn FnMut(&'r RawValue)) {
    match &value.data {
        RawData::List(items) => items.iter().for_each(|item| each_item(item, look)),
        RawData::Null => {}
        _ => look(value),
    }
}

/// Keeps the first of those that have the same name.
pub(super) fn keep_first<T>(all: &mut Vec<T>, name: impl Fn(&T) -> &str) {
    /// So few are compared one by one.
    const FEW: usize = 12;
    let is_repeated = |at: usize| all[..at].iter().any(|before| name(before) == name(&all[at]));
    if all.len() <= FEW && !(1..all.len()).any(is_repeated) {
        return;
    }
    let mut known = HashSet::with_capacity(all.len());
    let is_first: Vec<bool> = all.iter().map(|one| known.insert(name(one))).collect();
    let mut is_first = is_first.into_iter();
    all.retain(|_| is_first.next() == Some(true));
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
