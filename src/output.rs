//! A finished file.

use crate::date::Timestamp;

/// A file that is ready to be written or served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// The media type to serve it with, without parameters (RFC 6838).
    pub media_type: &'static str,
    /// When what it says last changed: its newest entry's instant, never the clock.
    pub modified: Timestamp,
}

impl Output {
    /// A strong entity tag (RFC 9110, section 8.8.3), quotes included: equal bytes have equal tags on every machine.
    pub fn etag(&self) -> String {
        // FNV-1a, 64 bits: fast, without a dependency, and no secret hangs on it.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in &self.bytes {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        format!("\"{hash:016x}-{:x}\"", self.bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_etag_follows_the_bytes() {
        let modified = Timestamp::from_unix(0).unwrap();
        let tag = |bytes: &str| Output { bytes: bytes.into(), media_type: "text/plain", modified }.etag();
        assert_eq!(tag("a"), tag("a"));
        assert_ne!(tag("a"), tag("b"));
        assert!(tag("").starts_with('"') && tag("").ends_with('"'));
    }
}
