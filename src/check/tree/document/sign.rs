//! What an element's name has in common with few others, in one bit.
//!
//! # Why
//! Rules ask of every entry whether this or that stands in it, and mostly it does not. A glance at one number tells so
//! for nearly all of them, and nobody has to go through what does stand there.

/// The bit of a local name.
pub(crate) const fn sign(local: &str) -> u64 {
    let bytes = local.as_bytes();
    if bytes.is_empty() {
        return 1;
    }
    let (first, middle, last) = (bytes[0], bytes[bytes.len() / 2], bytes[bytes.len() - 1]);
    let number = first as usize * 7 + middle as usize * 5 + last as usize * 3 + bytes.len();
    1 << (number % u64::BITS as usize)
}

/// The bits of some names: of those without a namespace, and of those with one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs {
    bare: u64,
    spaced: u64,
}

impl Signs {
    /// Adds a name.
    pub(super) fn add(&mut self, sign: u64, is_spaced: bool) {
        if is_spaced {
            self.spaced |= sign;
        } else {
            self.bare |= sign;
        }
    }

    /// Whether a name may be among them: one with a namespace, or one of which it does not matter.
    pub(super) fn may_have(self, sign: u64, is_spaced: bool) -> bool {
        let among = if is_spaced { self.spaced } else { self.bare | self.spaced };
        among & sign != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_an_item_have_signs_of_their_own() {
        let names = ["title", "link", "description", "category", "guid", "pubDate", "encoded", "content", "enclosure"];
        let signs: std::collections::HashSet<u64> = names.into_iter().map(sign).collect();
        assert_eq!(signs.len(), names.len());
    }
}
