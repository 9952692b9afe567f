//! Content codings (RFC 9110, section 8.4), decoded within a limit.

use std::io::{self, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// What is accepted; nothing else is asked for, so nothing else should come.
pub(super) const ACCEPTED: &str = "gzip";
/// More codings than anybody applies.
const CODINGS_MAX: usize = 3;

/// Why a body could not be decoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A coding that was not asked for.
    Unknown(String),
    /// Its data are damaged, or end too early.
    Broken(&'static str),
    /// It becomes larger than the limit.
    TooLarge,
}

/// Undoes the codings of a body; `None` where there are none. A body that is empty has none, whatever is said.
pub(super) fn decode(sent: &[u8], codings: &[&str], bytes_max: usize) -> Result<Option<Vec<u8>>, Fault> {
    let names = codings.iter().flat_map(|value| value.split(',')).map(|name| name.trim().to_ascii_lowercase());
    let names: Vec<String> = names.filter(|name| !name.is_empty() && name != "identity").collect();
    if names.len() > CODINGS_MAX {
        return Err(Fault::Unknown(names.join(", ")));
    }
    let mut decoded: Option<Vec<u8>> = None;
    for name in names.iter().rev().filter(|_| !sent.is_empty()) {
        let bytes = decoded.as_deref().unwrap_or(sent);
        decoded = Some(match name.as_str() {
            "gzip" | "x-gzip" => bounded(MultiGzDecoder::new(bytes), bytes_max, "gzip")?,
            // RFC 9110 means zlib's form; some servers send the data alone.
            "deflate" if bytes.first().is_some_and(|first| first & 0x0f == 8) => {
                bounded(ZlibDecoder::new(bytes), bytes_max, "deflate")?
            }
            "deflate" => bounded(DeflateDecoder::new(bytes), bytes_max, "deflate")?,
            other => return Err(Fault::Unknown(other.to_owned())),
        });
    }
    Ok(decoded)
}

/// Reads to the end, or one byte beyond the limit.
fn bounded(decoder: impl Read, bytes_max: usize, name: &'static str) -> Result<Vec<u8>, Fault> {
    let mut decoded = Vec::new();
    let read: io::Result<usize> = decoder.take(bytes_max as u64 + 1).read_to_end(&mut decoded);
    match read {
        Ok(_) if decoded.len() > bytes_max => Err(Fault::TooLarge),
        Ok(_) => Ok(decoded),
        Err(_) => Err(Fault::Broken(name)),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn codings_are_undone_in_their_order() {
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(b"<rss/>").unwrap();
        let zlib = zlib.finish().unwrap();
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::default());
        raw.write_all(b"<rss/>").unwrap();
        let whole = |sent: &[u8], codings: &[&str]| decode(sent, codings, 100).unwrap();
        assert_eq!(whole(b"<rss/>", &[]), None);
        assert_eq!(whole(b"<rss/>", &["identity"]), None);
        assert_eq!(whole(b"", &["gzip"]), None);
        assert_eq!(whole(&gzip(b"<rss/>"), &["GZIP"]).unwrap(), b"<rss/>");
        assert_eq!(whole(&zlib, &["deflate"]).unwrap(), b"<rss/>");
        assert_eq!(whole(&raw.finish().unwrap(), &["deflate"]).unwrap(), b"<rss/>");
        assert_eq!(whole(&gzip(&zlib), &["deflate, x-gzip"]).unwrap(), b"<rss/>");
        assert_eq!(whole(&gzip(&zlib), &["deflate", "gzip"]).unwrap(), b"<rss/>");
    }

    #[test]
    fn what_can_not_be_undone_is_said() {
        let packed = gzip(b"<rss/>");
        assert_eq!(decode(b"x", &["br"], 100), Err(Fault::Unknown("br".to_owned())));
        assert_eq!(decode(b"<rss/>", &["gzip"], 100), Err(Fault::Broken("gzip")));
        assert_eq!(decode(&packed[..packed.len() - 9], &["gzip"], 100), Err(Fault::Broken("gzip")));
        assert!(matches!(decode(b"x", &["gzip, gzip, gzip, gzip"], 100), Err(Fault::Unknown(_))));
    }

    #[test]
    fn a_bomb_ends_at_the_limit() {
        let bomb = gzip(&vec![0; 1_000_000]);
        assert!(bomb.len() < 2_000);
        assert_eq!(decode(&bomb, &["gzip"], 999_999), Err(Fault::TooLarge));
        assert_eq!(decode(&bomb, &["gzip"], 1_000_000).unwrap().unwrap().len(), 1_000_000);
        assert_eq!(decode(&gzip(&bomb), &["gzip, gzip"], 999_999), Err(Fault::TooLarge));
    }
}
