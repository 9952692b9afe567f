//! Text in which all white space is alike.

use crate::fingerprint::seen::Seen;

/// White space, and the lead bytes of what is white space beyond ASCII: of U+0085 and U+00A0, U+1680, U+2000 to U+205F,
/// and U+3000.
const MAY_BE_BLANK: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte, 0x09..=0x0D | 0x20 | 0xC2 | 0xE1..=0xE3);
        byte += 1;
    }
    table
};

/// So many bytes of text are looked at together.
const SHORT: usize = 16;
const MIDDLE: usize = 48;
const LONG: usize = 128;

/// Writes a text of less than `N` bytes into a block, with spaces for its line ends; `None` where there may be other
/// white space in it than single ones of these.
///
/// What stands behind the text, to the end of the block, is none of it: so the compiler knows how long all of it is, and
/// looks at many bytes at a time.
fn single_spaced<const N: usize>(text: &[u8], block: &mut [u8; N]) -> Option<()> {
    // Behind the last byte of the text stands one that makes no pair with it.
    let room = &mut block[..N - 1];
    room.get_mut(..text.len())?.copy_from_slice(text);
    room.iter_mut().for_each(|byte| *byte = if *byte == b'\n' { b' ' } else { *byte });
    // These are or begin white space that is rarer, or none.
    let is_odd = |byte: u8| (byte < b' ') | (byte == 0xC2) | (0xE1..=0xE3).contains(&byte);
    let odd = room.iter().fold(0, |odd, byte| odd | u8::from(is_odd(*byte)));
    // Of two bytes that are not odd, only two spaces have no more bits than a space.
    let pairs = block[..N - 1].iter().zip(&block[1..]);
    let doubled = pairs.fold(0, |doubled, (one, next)| doubled | u8::from(one | next == b' '));
    (odd | doubled == 0).then_some(())
}

impl Seen<'_> {
    /// Adds text in which all white space is alike.
    pub(super) fn add(&mut self, text: &str) {
        // Between most blocks stands a line end.
        if matches!(text, "\n" | " ") {
            self.has_space = true;
            return;
        }
        let mut rest = text;
        while !rest.is_empty() {
            let (chunk, after) = rest.split_at(rest.floor_char_boundary(LONG));
            let is_added = if chunk.len() <= SHORT {
                self.add_spaced::<{ SHORT + 1 }>(chunk.as_bytes())
            } else if chunk.len() <= MIDDLE {
                self.add_spaced::<{ MIDDLE + 1 }>(chunk.as_bytes())
            } else {
                self.add_spaced::<{ LONG + 1 }>(chunk.as_bytes())
            };
            if is_added.is_none() {
                self.add_bit_by_bit(chunk);
            }
            rest = after;
        }
    }

    /// Adds a text of which only some may be so.
    fn add_bit_by_bit(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let (bit, after) = rest.split_at(rest.floor_char_boundary(SHORT));
            if self.add_spaced::<{ SHORT + 1 }>(bit.as_bytes()).is_none() {
                self.add_any(bit);
            }
            rest = after;
        }
    }

    /// Adds a text of less than `N` bytes, if [`single_spaced`] knows it.
    #[inline]
    fn add_spaced<const N: usize>(&mut self, text: &[u8]) -> Option<()> {
        let mut block = [b'.'; N];
        single_spaced(text, &mut block)?;
        let text = &block[..text.len()];
        let words = text.strip_prefix(b" ").unwrap_or(text);
        self.has_space |= words.len() < text.len();
        let bare = words.strip_suffix(b" ").unwrap_or(words);
        self.words(bare);
        self.has_space |= bare.len() < words.len();
        Some(())
    }

    /// Adds any text.
    fn add_any(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let (mut start, mut from) = (0, 0);
        while let Some(length) = bytes[from..].iter().position(|byte| MAY_BE_BLANK[usize::from(*byte)]) {
            let at = from + length;
            let blank = match bytes[at] {
                // What stands alone between words stays among them.
                b' ' if at > start && bytes.get(at + 1).is_some_and(|next| !MAY_BE_BLANK[usize::from(*next)]) => 0,
                byte if byte.is_ascii() => 1,
                _ => text[at..].chars().next().filter(|next| next.is_whitespace()).map_or(0, char::len_utf8),
            };
            if blank > 0 {
                self.words(&bytes[start..at]);
                self.has_space = true;
                start = at + blank;
            }
            from = at + blank.max(1);
        }
        self.words(&bytes[start..]);
    }

    /// Adds words with single spaces between them.
    fn words(&mut self, words: &[u8]) {
        if words.is_empty() {
            return;
        }
        if self.has_space && self.has_text {
            self.bytes.push(b' ');
        }
        self.exactly(words);
    }

    /// Adds text whose white space matters.
    pub(super) fn exactly(&mut self, text: &[u8]) {
        self.bytes.extend_from_slice(text);
        self.has_text = true;
        self.has_space = false;
    }
}
