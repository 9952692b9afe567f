//! Text that every format can carry.

use std::fmt;

use crate::bytes::{any_byte, holds_byte, is_doubled};

/// Text in which every character is allowed by XML 1.0 (section 2.2, production `Char`), and so by JSON too.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

/// The first character of a text that XML 1.0 does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IllegalCharacter {
    /// Where it stands: bytes from the start of the text.
    pub offset: usize,
    /// The character.
    pub character: char,
}

impl fmt::Display for IllegalCharacter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the character `U+{:04X}` is not allowed in a feed", u32::from(self.character))
    }
}

impl std::error::Error for IllegalCharacter {}

impl Text {
    /// Takes a text as it is.
    ///
    /// # Errors
    /// The first character that XML 1.0 does not allow, with its offset.
    pub fn new(text: impl Into<String>) -> Result<Text, IllegalCharacter> {
        let text = text.into();
        let first = illegal_characters(&text).next();
        match first {
            None => Ok(Text(text)),
            Some(illegal) => Err(illegal),
        }
    }

    /// Takes a text without the characters that XML 1.0 does not allow.
    pub fn lossy(text: impl Into<String>) -> Text {
        let mut text = text.into();
        if illegal_characters(&text).next().is_some() {
            text.retain(is_legal);
        }
        Text(text)
    }

    /// Takes back what was a text before: it is known to be one, since nobody could change it meanwhile.
    pub(crate) fn known(text: &str) -> Text {
        debug_assert!(Text::new(text).is_ok(), "what is known is a text");
        Text(text.to_owned())
    }

    /// A text of one line: white space folded to single spaces, none at the ends. No-break spaces stay.
    /// `None` when nothing is left.
    pub fn line(text: &str) -> Option<Text> {
        if is_line(text.as_bytes()) {
            return Some(Text(text.to_owned()));
        }
        let is_space =
            |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        let mut line = String::with_capacity(text.len());
        for word in text.split(is_space).filter(|word| !word.is_empty()) {
            let legal = line.len();
            if legal > 0 {
                line.push(' ');
            }
            line.extend(word.chars().filter(|c| is_legal(*c)));
            if line.len() == legal + 1 && legal > 0 {
                line.truncate(legal);
            }
        }
        let line = line.trim_matches(|c: char| c.is_whitespace());
        (!line.is_empty()).then(|| Text(line.to_owned()))
    }

    /// The text without white space at its ends.
    pub fn trimmed(mut self) -> Text {
        self.0.truncate(self.0.trim_end().len());
        let start = self.0.len() - self.0.trim_start().len();
        self.0.drain(..start);
        self
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, owned.
    pub fn into_string(self) -> String {
        self.0
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Texts that are shorter are looked at in smaller steps.
const SHORT: usize = 256;

/// The characters of a text that XML 1.0 does not allow, in order.
pub fn illegal_characters(text: &str) -> impl Iterator<Item = IllegalCharacter> + '_ {
    // Most texts hold none: no byte below 0x20 but line feeds, and none that begins U+FFFE and U+FFFF.
    let may_be_control = |byte: u8| (byte < 0x20) & (byte != b'\n');
    let is_control = |byte: u8| may_be_control(byte) & (byte != b'\t') & (byte != b'\r');
    let bytes = text.as_bytes();
    let has_control = || match bytes.len() {
        0..SHORT => holds_byte(bytes, is_control),
        _ => any_byte(bytes, may_be_control) && any_byte(bytes, is_control),
    };
    let has_noncharacter =
        || memchr::memchr_iter(0xEF, bytes).any(|at| matches!(bytes[at + 1..], [0xBF, 0xBE | 0xBF, ..]));
    let text = if has_control() || has_noncharacter() { text } else { "" };
    text.char_indices()
        .filter(|(_, character)| !is_legal(*character))
        .map(|(offset, character)| IllegalCharacter { offset, character })
}

/// Whether a text is one line already, for sure: single spaces between what is neither white space nor illegal, and a
/// visible ASCII character at both ends.
fn is_line(bytes: &[u8]) -> bool {
    let is_visible = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    if !is_visible(bytes.first()) || !is_visible(bytes.last()) || holds_byte(bytes, |byte| byte < 0x20) {
        return false;
    }
    // U+0085, U+2028 and U+2029, U+FFFE and U+FFFF.
    let is_odd = |at: usize| {
        matches!(bytes[at..], [0xC2, 0x85, ..] | [0xE2, 0x80, 0xA8 | 0xA9, ..] | [0xEF, 0xBF, 0xBE | 0xBF, ..])
    };
    !is_doubled(bytes, |byte| byte == b' ') && !memchr::memchr3_iter(0xC2, 0xE2, 0xEF, bytes).any(is_odd)
}

fn is_legal(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_illegal_character_is_named_with_its_offset() {
        let illegal = Text::new("é\u{8}\u{0}").unwrap_err();
        assert_eq!((illegal.offset, illegal.character), (2, '\u{8}'));
        assert_eq!(illegal.to_string(), "the character `U+0008` is not allowed in a feed");
        assert!(Text::new("\u{fffe}").is_err());
        assert!(Text::new("tab\t, lines\r\n, \u{7f}, \u{85}, \u{fffd}, \u{feff} and 🎉").is_ok());
    }

    proptest::proptest! {
        #[test]
        fn what_is_one_line_already_stays(text in "[ab \n\u{1}é\u{a0}\u{85}\u{2028}’\u{ffff}]{0,8}") {
            if is_line(text.as_bytes()) {
                // At its end, another line would be folded letter by letter.
                assert_eq!(Text::line(&format!("{text}\n")), Text::line(&text));
            }
        }

        #[test]
        fn illegal_characters_are_those_that_are_not_legal(text in "[a\u{1}\u{fffe}\u{ffff}\u{fffd}\u{feff}\u{1f}\n é]{0,200}") {
            let expected: Vec<_> = text.char_indices().filter(|(_, c)| !is_legal(*c)).collect();
            let found: Vec<_> = illegal_characters(&text).map(|one| (one.offset, one.character)).collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn lossy_drops_only_what_is_illegal() {
        assert_eq!(Text::lossy("a\u{b}b\u{ffff}c\u{fffd}").as_str(), "abc\u{fffd}");
    }

    #[test]
    fn a_line_folds_white_space_and_keeps_no_break_spaces() {
        assert_eq!(Text::line("  a\n\t b\u{202f}: c\u{a0}»\u{1} \u{2} ").unwrap().as_str(), "a b\u{202f}: c\u{a0}»");
        assert_eq!(Text::line(" \n\u{3}\u{a0} "), None);
    }
}
