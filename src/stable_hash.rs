//! Hashes that are kept in files: the same on every machine, and in every version of this program.
//!
//! SipHash-1-3 with 64 bits and a key of zeros (J.-P. Aumasson, D. J. Bernstein: SipHash, 2012). No secret hangs on it.

use std::hash::Hasher;

use siphasher::sip::SipHasher13;

/// The hash of texts in their order; where one ends and the next begins counts.
pub fn stable_hash(parts: &[&str]) -> u64 {
    let mut hasher = SipHasher13::new();
    for part in parts {
        hasher.write(&(part.len() as u64).to_le_bytes());
        hasher.write(part.as_bytes());
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_the_same_for_ever() {
        assert_eq!(stable_hash(&[]), 0xd1fb_a762_150c_532c);
        assert_eq!(stable_hash(&["a"]), stable_hash(&["a"]));
        assert_ne!(stable_hash(&["ab", "c"]), stable_hash(&["a", "bc"]));
    }
}
