//! Hashes that are kept in files: the same on every machine, and in every version of this program.
//!
//! Names are hashed with SipHash-1-3 with 64 bits and a key of zeros (J.-P. Aumasson, D. J. Bernstein: SipHash, 2012), and
//! whole texts with XXH3 with 64 bits and no seed (Y. Collet: xxHash 0.8, 2020), which takes a tenth of the time. No
//! secret hangs on either.

use std::hash::Hasher;

use siphasher::sip::SipHasher13;
use twox_hash::XxHash3_64;

/// The hash of names in their order; where one ends and the next begins counts.
pub fn stable_hash(parts: &[&str]) -> u64 {
    let mut hasher = SipHasher13::new();
    for part in parts {
        hasher.write(&(part.len() as u64).to_le_bytes());
        hasher.write(part.as_bytes());
    }
    hasher.finish()
}

/// The hash of a text that may be long.
pub fn text_hash(text: &[u8]) -> u64 {
    XxHash3_64::oneshot(text)
}

/// The same hash of a text that comes bit by bit.
///
/// What is in use while it is made is large, so a text that is in one piece is better hashed at once.
#[derive(Clone, Default)]
pub struct TextHasher(XxHash3_64);

impl TextHasher {
    /// Adds bytes; how they are shared out over calls does not matter.
    pub fn write(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }

    /// The hash of everything so far.
    pub fn finish(&self) -> u64 {
        self.0.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_the_same_for_ever() {
        assert_eq!(stable_hash(&[]), 0xd1fb_a762_150c_532c);
        assert_eq!(stable_hash(&["feed", "wright"]), 10_042_148_539_890_778_970);
        assert_ne!(stable_hash(&["ab", "c"]), stable_hash(&["a", "bc"]));
    }

    #[test]
    fn the_hash_of_a_text_is_the_same_for_ever() {
        // What the reference implementation (0.8.4) says of these; each length is hashed in a way of its own.
        let text = |length: usize| (0..length).map(|at| (at % 251) as u8).collect::<Vec<u8>>();
        for (length, expected) in [
            (0, 0x2d06_8005_38d3_94c2),
            (3, 0x5f42_99fc_161c_9cbb),
            (8, 0x3a1c_2d7c_85af_88f8),
            (16, 0x8355_e3a6_f617_70db),
            (100, 0x004e_4f92_1a64_bd1c),
            (240, 0x375a_384d_957f_e865),
            (241, 0x02e8_cd95_421c_6d02),
            (1024, 0xe5d7_8baf_a45b_2aa5),
            (5000, 0xb418_500f_c423_20ee),
        ] {
            assert_eq!(text_hash(&text(length)), expected, "{length}");
        }
    }

    proptest::proptest! {
        #[test]
        fn it_does_not_matter_what_is_hashed_at_a_time(lengths in proptest::collection::vec(0_usize..1_200, 0..6)) {
            let texts: Vec<String> = lengths.iter().zip('a'..).map(|(length, letter)| letter.to_string().repeat(*length)).collect();
            let mut hasher = TextHasher::default();
            texts.iter().for_each(|text| hasher.write(text.as_bytes()));
            assert_eq!(text_hash(texts.concat().as_bytes()), hasher.finish());
        }
    }
}
