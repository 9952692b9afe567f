//! A finished file, and the formats that it can have.

use crate::date::Timestamp;

/// A feed format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// RSS 2.0.
    Rss,
    /// Atom 1.0 (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl Format {
    /// The name that people know it by.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Rss => "RSS 2.0",
            Format::Atom => "Atom 1.0",
            Format::Json => "JSON Feed 1.1",
        }
    }

    /// The media type to serve it with (RFC 4287, section 7; JSON Feed 1.1; RSS has none registered).
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Rss => "application/rss+xml",
            Format::Atom => "application/atom+xml",
            Format::Json => "application/feed+json",
        }
    }

    /// The format that a configuration's word stands for: `rss`, `atom` or `json`.
    pub fn parse(word: &str) -> Option<Format> {
        match word.to_ascii_lowercase().as_str() {
            "rss" => Some(Format::Rss),
            "atom" => Some(Format::Atom),
            "json" => Some(Format::Json),
            _ => None,
        }
    }

    /// The format that a file's name stands for: `.json`; `.atom`, or `atom` within an `.xml` name; `.rss`, `.xml`.
    pub fn of_path(path: &str) -> Option<Format> {
        let file = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
        let (stem, extension) = file.rsplit_once('.')?;
        match extension {
            "json" => Some(Format::Json),
            "atom" => Some(Format::Atom),
            "xml" if stem.contains("atom") => Some(Format::Atom),
            "xml" | "rss" => Some(Format::Rss),
            _ => None,
        }
    }
}

/// A file that hosts read to know how they serve a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HostFile {
    /// Headers, as Netlify, Cloudflare Pages and others read them.
    Headers,
    /// Redirects, as the same hosts read them.
    Redirects,
    /// What Apache reads in a folder.
    Apache,
    /// What nginx is told to include.
    Nginx,
}

impl HostFile {
    /// All of them.
    pub const ALL: [HostFile; 4] = [HostFile::Headers, HostFile::Redirects, HostFile::Apache, HostFile::Nginx];

    /// The file's name, in the output folder.
    pub fn name(self) -> &'static str {
        match self {
            HostFile::Headers => "_headers",
            HostFile::Redirects => "_redirects",
            HostFile::Apache => ".htaccess",
            HostFile::Nginx => "nginx.conf",
        }
    }
}

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

/// Whether a name is a path that stays below whatever root it is put under: relative, with `/` between its parts,
/// none of them empty, `.` or `..`.
pub fn is_name(name: &str) -> bool {
    let mut start = 0;
    let is_part = |part: &str| !matches!(part, "" | "." | "..");
    for at in memchr::memchr3_iter(b'/', b'\\', 0, name.as_bytes()) {
        if name.as_bytes()[at] != b'/' || !is_part(&name[start..at]) {
            return false;
        }
        start = at + 1;
    }
    is_part(&name[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_parts_that_lead_nowhere_else() {
        for name in ["a", "a/b.md", "a/.b/..c", "...", "é/x y"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "a/.", "a\\b", "a\0", "../a"] {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn a_name_tells_the_format() {
        let of = |path| Format::of_path(path).map(Format::name);
        assert_eq!(of("feed.xml"), Some("RSS 2.0"));
        assert_eq!(of("a/Atom.XML"), Some("Atom 1.0"));
        assert_eq!(of("x.atom"), Some("Atom 1.0"));
        assert_eq!(of("atom/feed.json"), Some("JSON Feed 1.1"));
        assert_eq!((of("feed"), of("feed.html")), (None, None));
    }

    #[test]
    fn the_etag_follows_the_bytes() {
        let modified = Timestamp::from_unix(0).unwrap();
        let tag = |bytes: &str| Output { bytes: bytes.into(), media_type: "text/plain", modified }.etag();
        assert_eq!(tag("a"), tag("a"));
        assert_ne!(tag("a"), tag("b"));
        assert!(tag("").starts_with('"') && tag("").ends_with('"'));
    }
}
