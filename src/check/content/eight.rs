//! Eight bytes at once, as one number.
//!
//! # Why
//! In HTML the next sign is mostly a few bytes away: a search made for long texts takes longer to begin than to end, and
//! a look at each byte longer than a look at eight of them together.

use memchr::memchr2;

/// How far it is to the first of two bytes, or to the end.
pub(super) fn until(one: u8, other: u8, text: &[u8]) -> usize {
    // Mostly it is near, and a search would take longer to begin.
    let first = first_eight(text);
    let near = equal(first, one) | equal(first, other);
    if near != 0 {
        return near.trailing_zeros() as usize / 8;
    }
    let rest = text.get(8..).unwrap_or_default();
    memchr2(one, other, rest).map_or(text.len(), |length| 8 + length)
}

/// The first eight bytes of a text, the first of them lowest; where it is shorter, zeros stand behind.
pub(super) fn first_eight(text: &[u8]) -> u64 {
    if let Some(eight) = text.first_chunk() {
        return u64::from_le_bytes(*eight);
    }
    text.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

const EACH: u64 = u64::from_le_bytes([1; 8]);

/// The high bits of the bytes that are lower than one in ASCII; of those above the lowest that is, nothing is certain.
pub(super) fn below(eight: u64, byte: u8) -> u64 {
    eight.wrapping_sub(EACH * u64::from(byte)) & !eight & (EACH << 7)
}

/// The high bits of the bytes that equal one, with the same reserve.
pub(super) fn equal(eight: u64, byte: u8) -> u64 {
    below(eight ^ (EACH * u64::from(byte)), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_first_of_two_bytes_is_found(text in "[a<&;\u{7f}\u{bc}é]{0,24}") {
            let found = text.bytes().position(|byte| matches!(byte, b'<' | b'&')).unwrap_or(text.len());
            assert_eq!(until(b'<', b'&', text.as_bytes()), found);
        }

        #[test]
        fn the_lowest_byte_that_is_below_or_equal_is_certain(bytes in proptest::array::uniform8(0_u8..), byte in 1_u8..128) {
            let lowest = |found: u64| (found != 0).then(|| found.trailing_zeros() as usize / 8);
            let eight = first_eight(&bytes);
            assert_eq!(lowest(below(eight, byte)), bytes.iter().position(|other| *other < byte));
            assert_eq!(lowest(equal(eight, bytes[7])), bytes.iter().position(|other| *other == bytes[7]));
        }
    }

    #[test]
    fn a_short_text_is_followed_by_zeros() {
        assert_eq!(first_eight(b"ab"), 0x6261);
        assert_eq!(first_eight(b"abcdefghi"), u64::from_le_bytes(*b"abcdefgh"));
    }
}
