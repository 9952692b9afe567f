//! Looking at many bytes at once.

/// Whether any byte is one of a kind.
///
/// Blocks are looked at as a whole, without a way out in between, so that the compiler can take many bytes at a time:
/// most texts hold no such byte, and are looked at to their end.
pub(crate) fn any_byte(bytes: &[u8], is_one: impl Fn(u8) -> bool) -> bool {
    const BLOCK: usize = 512;
    bytes.chunks(BLOCK).any(|block| block.iter().fold(false, |found, byte| found | is_one(*byte)))
}

/// Whether two bytes of a kind stand side by side anywhere.
pub(crate) fn is_doubled(bytes: &[u8], is_one: impl Fn(u8) -> bool) -> bool {
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    // Without a way out in between, for the same reason.
    pairs.fold(false, |found, (one, next)| found | (is_one(*one) & is_one(*next)))
}

/// So many bytes a processor takes at a time, whichever it is.
const WIDTH: usize = 16;

/// Whether any byte is one of a kind, for texts that are too short for longer blocks: most between two tags are.
pub(crate) fn holds_byte(bytes: &[u8], is_one: impl Fn(u8) -> bool) -> bool {
    let within = |block: &[u8; WIDTH]| block.iter().fold(0, |found, byte| found | u8::from(is_one(*byte))) > 0;
    match bytes.last_chunk() {
        // The last block overlaps the one before it, which does no harm.
        Some(last) => bytes.as_chunks().0.iter().any(within) || within(last),
        None => bytes.iter().any(|byte| is_one(*byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_in_a_row_are_found() {
        for (text, expected) in [("", false), (" ", false), (" a ", false), ("  ", true), ("a b  c", true)] {
            assert_eq!(is_doubled(text.as_bytes(), |byte| byte == b' '), expected, "{text:?}");
        }
    }

    #[test]
    fn short_texts_are_looked_at_to_their_end() {
        for length in 0..70 {
            let mut bytes = vec![b'a'; length];
            let is_b = |byte| byte == b'b';
            assert!(!holds_byte(&bytes, is_b));
            for at in 0..length {
                bytes[at] = b'b';
                assert!(holds_byte(&bytes, is_b), "{at} of {length}");
                bytes[at] = b'a';
            }
        }
    }

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        let mut bytes = vec![b'a'; 2000];
        assert!(!any_byte(&bytes, |byte| byte == b'b') && !any_byte(&[], |_| true));
        for at in [0, 511, 512, 1999] {
            bytes[at] = b'b';
            assert!(any_byte(&bytes, |byte| byte == b'b'), "{at}");
            bytes[at] = b'a';
        }
    }
}
