//! Hashes that are kept in files: the same on every machine, and in every version of this program.
//!
//! SipHash-1-3 with 64 bits and a key of zeros (J.-P. Aumasson, D. J. Bernstein: SipHash, 2012). No secret hangs on it.

use std::hash::Hasher;

use siphasher::sip::SipHasher13;

/// The hash of texts in their order; where one ends and the next begins counts.
pub fn stable_hash(parts: &[&str]) -> u64 {
    let mut hasher = StableHasher::default();
    for part in parts {
        hasher.write(&(part.len() as u64).to_le_bytes());
        hasher.write(part.as_bytes());
    }
    hasher.finish()
}

/// The same hash of texts that come one by one.
#[derive(Clone, Debug, Default)]
pub struct StableParts {
    hasher: StableHasher,
    /// What the hash does not hold yet: many small pieces take longer than a large one.
    pending: Vec<u8>,
}

/// So much is hashed at a time.
const PENDING_MAX: usize = 1024;

impl StableParts {
    /// Adds the next text.
    pub fn add(&mut self, part: &str) {
        self.write(&(part.len() as u64).to_le_bytes());
        self.write(part.as_bytes());
    }

    fn write(&mut self, bytes: &[u8]) {
        if self.pending.len() + bytes.len() > PENDING_MAX {
            self.hasher.write(&self.pending);
            self.pending.clear();
        }
        if bytes.len() > PENDING_MAX {
            return self.hasher.write(bytes);
        }
        if self.pending.is_empty() {
            self.pending.reserve(PENDING_MAX);
        }
        self.pending.extend_from_slice(bytes);
    }

    /// The hash of all of them.
    pub fn finish(&self) -> u64 {
        let mut hasher = self.hasher.clone();
        hasher.write(&self.pending);
        hasher.finish()
    }
}

/// A hash that is made bit by bit.
#[derive(Clone, Debug, Default)]
pub struct StableHasher(SipHasher13);

impl StableHasher {
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

    proptest::proptest! {
        #[test]
        fn it_does_not_matter_what_is_hashed_at_a_time(lengths in proptest::collection::vec(0_usize..1_200, 0..6)) {
            let texts: Vec<String> = lengths.iter().map(|length| "a".repeat(*length)).collect();
            let parts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let mut hasher = StableParts::default();
            parts.iter().for_each(|part| hasher.add(part));
            assert_eq!(stable_hash(&parts), hasher.finish());
        }
    }
}
