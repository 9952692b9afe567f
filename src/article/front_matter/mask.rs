//! Hides from the parsers the characters that no feed can carry.
//!
//! YAML, TOML and JSON refuse control characters as XML does. One backspace that came with a paste must not cost an
//! article its title: `article::illegal_characters` names it, the feed leaves it out, and so does this.

use std::borrow::Cow;

use super::Entry;
use crate::article::raw::{RawData, RawValue};
use crate::model;

/// What stands in a text for the characters that were hidden.
pub(super) struct Mask(Option<char>);

/// The text with a letter that it does not have in place of each byte of an illegal character; no offset changes.
pub(super) fn hide(text: &str) -> (Cow<'_, str>, Mask) {
    let mut illegal = model::illegal_characters(text).peekable();
    if illegal.peek().is_none() {
        return (Cow::Borrowed(text), Mask(None));
    }
    let mut used = [false; 256];
    text.bytes().for_each(|byte| used[usize::from(byte)] = true);
    let letter = ('A'..='Z').chain('a'..='z').find(|letter| !used[*letter as usize]);
    let mut masked = String::with_capacity(text.len());
    let mut from = 0;
    for one in illegal {
        masked.push_str(&text[from..one.offset]);
        from = one.offset + one.character.len_utf8();
        masked.extend(std::iter::repeat_n(letter.unwrap_or(' '), from - one.offset));
    }
    masked.push_str(&text[from..]);
    (Cow::Owned(masked), Mask(letter))
}

impl Mask {
    /// Takes the letters that stand for hidden characters out of what was read.
    pub(super) fn lift(&self, entries: &mut [Entry]) {
        let Some(letter) = self.0 else { return };
        for entry in entries {
            entry.key.retain(|c| c != letter);
            lift(letter, &mut entry.value);
        }
    }
}

fn lift(letter: char, value: &mut RawValue) {
    match &mut value.data {
        RawData::Null => {}
        RawData::Scalar { text, .. } => text.retain(|c| c != letter),
        RawData::List(items) => items.iter_mut().for_each(|item| lift(letter, item)),
        RawData::Map(pairs) => {
            for (key, value) in pairs {
                key.retain(|c| c != letter);
                lift(letter, value);
            }
        }
    }
}
