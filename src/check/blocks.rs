//! Looking at many bytes at once.
//!
//! # Why
//! What stands between two tags, and in an attribute, is mostly short: a search made for long texts takes longer to begin
//! than to end. The second opinion looks with eyes of its own, so this is not shared with what makes feeds.

/// So many bytes a processor takes at a time, whichever it is.
const WIDTH: usize = 16;

/// Whether any byte of a text that is mostly short is one of a kind.
pub(in crate::check) fn holds_byte(bytes: &[u8], is_one: impl Fn(u8) -> bool) -> bool {
    // Without a way out in between, so that the compiler compares a whole block at once.
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
    fn texts_are_looked_at_to_their_end() {
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
}
