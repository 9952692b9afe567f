//! Whether the characters of a document are as plain as can be.

use memchr::memchr_iter;

/// Whether there is no character that XML forbids, and no line end but `\n`.
pub(super) fn has_plain_characters(bytes: &[u8]) -> bool {
    const BLOCK: usize = 1024;
    // What is the least and what is the most is found without an early end, so that the compiler compares many at once.
    let is_usual = |block: &[u8]| {
        // The line end becomes the highest number, and every other control character one of the lowest.
        let (low, high) = block.iter().fold((u8::MAX, 0), |(low, high): (u8, u8), byte| {
            (low.min((byte ^ b'\n').wrapping_sub(1)), high.max(*byte))
        });
        low >= b' ' - 1 && high < 0xef
    };
    let is_plain = |(place, block)| is_usual(block) || is_plain_block(bytes, place * BLOCK, block);
    bytes.chunks(BLOCK).enumerate().all(is_plain)
}

/// The same of a block that begins at a place, and in which tabs and any characters may stand.
fn is_plain_block(bytes: &[u8], start: usize, block: &[u8]) -> bool {
    // Control characters stand on both sides of `\t` and `\n`: below them, and a few behind.
    let least = |(low, high): (u8, u8), byte: &u8| (low.min(*byte), high.min(byte.wrapping_sub(b'\n' + 1)));
    let (low, high) = block.iter().fold((u8::MAX, u8::MAX), least);
    let is_control = low < b'\t' || high < b' ' - (b'\n' + 1);
    // U+FFFE and U+FFFF are `EF BF BE` and `EF BF BF`.
    let is_none = |at: usize| matches!(bytes[at..], [0xef, 0xbf, 0xbe | 0xbf, ..]);
    !is_control && !memchr_iter(0xef, block).any(|at| is_none(start + at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        for before in [0, 1, 1000, 1023, 1024] {
            let text = format!("{}{text}{}", "a".repeat(before), "b\n".repeat(40));
            assert_eq!(has_plain_characters(text.as_bytes()), expected, "{text:?}");
        }
    }

    #[test]
    fn what_xml_forbids_is_found_wherever_it_stands() {
        for c in ('\0'..=char::MAX).filter(|c| u32::from(*c) < 0x100 || matches!(*c, '\u{ff00}'..='\u{10010}')) {
            let is_allowed = matches!(c, '\t' | '\n') || c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}');
            check(&format!("{c}"), is_allowed);
            check(&format!("\t😀{c}，"), is_allowed);
        }
    }
}
