//! Characters that stand for plain ones.
//!
//! Keyboards and word processors write full-width digits, typographic hyphens and marks that can't be seen. Read as
//! the characters that they stand for, they cost nobody a date; places still count in the text as it was written.

use std::borrow::Cow;

/// A text in plain characters, and where each byte of it came from.
pub(super) struct Plain<'a> {
    pub(super) text: Cow<'a, str>,
    /// For every byte of the text, and for its end, the place in the original; empty where they are the same.
    places: Vec<usize>,
}

impl<'a> Plain<'a> {
    pub(super) fn new(original: &'a str) -> Plain<'a> {
        if original.chars().all(|c| plain(c) == Some(c)) {
            return Plain { text: Cow::Borrowed(original), places: Vec::new() };
        }
        let mut text = String::with_capacity(original.len());
        let mut places = Vec::with_capacity(original.len() + 1);
        for (at, c) in original.char_indices() {
            if let Some(c) = plain(c) {
                text.push(c);
                places.resize(text.len(), at);
            }
        }
        places.push(original.len());
        Plain { text: Cow::Owned(text), places }
    }

    /// The place in the original of a place in the text.
    pub(super) fn original(&self, at: usize) -> usize {
        self.places.get(at).copied().unwrap_or(at)
    }
}

/// The character that one stands for; `None` for one that can't be seen.
fn plain(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
        '\u{b7}' | '\u{2022}' => Some('|'),
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_in_the_original() {
        let plain = Plain::new("\u{200e}２０-é\u{2013}x");
        assert_eq!(plain.text, "20-é-x");
        let places: Vec<usize> = (0..=plain.text.len()).map(|at| plain.original(at)).collect();
        assert_eq!(places, [3, 6, 9, 10, 10, 12, 15, 16]);
    }
}
