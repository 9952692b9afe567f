//! Characters that no text of a feed should hold: controls, and what is no character.

use memchr::{memchr_iter, memmem};

/// Whether a character is one of them.
pub(super) fn is_illegal(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// The first of them in a text.
pub(super) fn first(text: &str) -> Option<char> {
    if may_have_one(text.as_bytes()) { text.chars().find(|c| is_illegal(*c)) } else { None }
}

/// Whether a text may hold one: most are found to hold none at a glance.
fn may_have_one(bytes: &[u8]) -> bool {
    let is_control = |byte: u8| (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0x7f;
    // Without an early end, which would keep the compiler from comparing many at once.
    let has_control = bytes.iter().fold(false, |found, byte| found | is_control(*byte));
    // U+0080 to U+009F are `C2 80` to `C2 9F`, U+FFFE and U+FFFF are `EF BF BE` and `EF BF BF`.
    let follows = |at: usize, is_odd: fn(&u8) -> bool| bytes.get(at).is_some_and(is_odd);
    has_control
        || memchr_iter(0xc2, bytes).any(|at| follows(at + 1, |byte| *byte < 0xa0))
        || memmem::find_iter(bytes, b"\xef\xbf").any(|at| follows(at + 2, |byte| *byte >= 0xbe))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_illegal_character_is_seen_at_a_glance() {
        for c in '\0'..=char::MAX {
            assert_eq!(first(&format!("é{c}\u{a0}")).is_some(), is_illegal(c), "{c:?}");
        }
        assert_eq!(first("L’été\u{fffd} 東京，\n\u{fdd0}"), None);
    }
}
