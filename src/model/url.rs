//! Addresses and ids.

mod plain;

use std::cell::OnceCell;
use std::fmt;

use ::url::Position;

use crate::model::url::plain::Page;

/// An absolute address, all ASCII, written as RFC 3986 asks.
///
/// Characters beyond ASCII, spaces and the like are percent-encoded, host names in other scripts take their ASCII
/// form, dot segments are resolved; what is encoded already stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(String);

/// Why an address was refused: one sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrlError {
    message: String,
}

impl fmt::Display for UrlError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for UrlError {}

impl Url {
    /// Reads an absolute address of any scheme.
    ///
    /// # Errors
    /// Text that is no absolute address (RFC 3986, section 4.3; parsed as the WHATWG URL standard says).
    pub fn parse(text: &str) -> Result<Url, UrlError> {
        if plain::is_canonical(text.trim()) {
            return Ok(Url(text.trim().to_owned()));
        }
        match ::url::Url::parse(text.trim()) {
            Ok(url) => Ok(Url::from_parsed(&url)),
            Err(why) => Err(UrlError { message: format!("`{}` is not an absolute address: {why}", shorten(text)) }),
        }
    }

    /// Takes back what was an address before, and what nobody could change meanwhile.
    pub(crate) fn known(text: &str) -> Url {
        Url(text.to_owned())
    }

    /// Reads the address of a page: absolute, with the scheme `http` or `https` and a host.
    ///
    /// # Errors
    /// As [`Url::parse`], and for any other scheme.
    pub fn web(text: &str) -> Result<Url, UrlError> {
        let url = Url::parse(text)?;
        if matches!(url.scheme(), "http" | "https") {
            return Ok(url);
        }
        Err(UrlError { message: format!("`{}` is not an address that starts with http:// or https://", shorten(text)) })
    }

    /// Whether a text begins as the address of a page does, be it one or not.
    pub fn begins_as_web(text: &str) -> bool {
        // Only bytes that are ASCII can be equal, so the cut is on a boundary.
        let begins = |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        begins("https://") || begins("http://")
    }

    /// Resolves a reference against this address (RFC 3986, section 5).
    ///
    /// # Errors
    /// A reference that is none (a port out of range, say).
    pub fn join(&self, reference: &str) -> Result<Url, UrlError> {
        let joined = Page::of(&self.0).and_then(|page| page.join(reference.trim()));
        joined.map_or_else(|| self.base().join(reference), |url| Ok(Url(url)))
    }

    /// The address of a place below the folder that this address stands in.
    ///
    /// # Errors
    /// As [`Url::join`].
    pub fn below(&self, path: &str) -> Result<Url, UrlError> {
        let path = path.trim_start_matches('/');
        match plain::below(&self.0, path) {
            Some(url) => Ok(Url(url)),
            None => self.join(&format!("./{path}")),
        }
    }

    /// The same address, ready to resolve many references.
    pub fn base(&self) -> Base {
        let plain = Page::of(&self.0);
        let plain = plain.map(|page| (page.before_path.len(), page.path.len(), page.to_query.len()));
        Base { url: self.0.clone(), plain, page: OnceCell::new() }
    }

    fn from_parsed(url: &::url::Url) -> Url {
        Url(encode_leftovers(url.as_str()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The scheme, in lower case, without its colon.
    pub fn scheme(&self) -> &str {
        &self.0[..self.0.bytes().position(|byte| byte == b':').unwrap_or(self.0.len())]
    }

    /// The host in ASCII, without user and port; empty where the scheme has none.
    pub fn host(&self) -> &str {
        let scheme = self.scheme();
        // Where no `//` follows the scheme, one may stand further on.
        let rest = self.0[scheme.len()..].strip_prefix("://");
        let rest = rest.or_else(|| self.0.split_once("://").map(|(_, rest)| rest)).unwrap_or_default();
        // Hosts are short, so looking at each letter takes less than searching.
        let end = rest.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#'));
        let authority = end.map_or(rest, |end| &rest[..end]);
        let host = authority.bytes().rposition(|byte| byte == b'@').map_or(authority, |at| &authority[at + 1..]);
        match host.bytes().rposition(|byte| byte == b']') {
            Some(end) => &host[..=end],
            None => host.bytes().position(|byte| byte == b':').map_or(host, |end| &host[..end]),
        }
    }

    /// The path, without query and fragment; empty where the scheme has none.
    pub fn path(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        let path = rest.find('/').map_or("", |at| &rest[at..]);
        path.split(['?', '#']).next().unwrap_or_default()
    }
}

/// An address that references are resolved against.
#[derive(Clone, Debug)]
pub struct Base {
    url: String,
    /// Where it is written plainly: how long the part before its path is, its path, and all of it but the fragment.
    plain: Option<(usize, usize, usize)>,
    /// The address taken apart, once that is asked for.
    page: OnceCell<Result<::url::Url, ::url::ParseError>>,
}

impl Base {
    /// Resolves a reference (RFC 3986, section 5).
    ///
    /// # Errors
    /// A reference that is none (a port out of range, say).
    pub fn join(&self, reference: &str) -> Result<Url, UrlError> {
        let trimmed = reference.trim();
        if let Some(url) = self.join_plain(trimmed) {
            return Ok(url);
        }
        let joined = match self.page() {
            // Of an address that is whole, the base tells nothing.
            _ if Url::begins_as_web(trimmed) => ::url::Url::parse(trimmed),
            Ok(base) => base.join(trimmed),
            Err(why) => Err(*why),
        };
        let refused = |why| UrlError { message: format!("`{}` is not an address: {why}", shorten(reference)) };
        joined.map(|url| Url::from_parsed(&url)).map_err(refused)
    }

    /// The same for a reference to the web that is written plainly, as most are; `None` for any other.
    pub(crate) fn join_plain(&self, reference: &str) -> Option<Url> {
        if plain::is_canonical(reference) {
            return Some(Url(reference.to_owned()));
        }
        if let Some((host, path, to_query)) = self.plain {
            let (before_path, after) = self.url.split_at(host);
            let page = Page { before_path, path: &after[..path], to_query: &self.url[..to_query], is_plain: true };
            return page.join(reference).map(Url);
        }
        let page = self.page().as_ref().ok().filter(|page| matches!(page.scheme(), "http" | "https"))?;
        let (before_path, to_query) = (&page[..Position::BeforePath], &page[..Position::AfterQuery]);
        let is_plain = plain::is_canonical_rest(&page[Position::BeforePath..Position::AfterQuery]);
        Page { before_path, path: page.path(), to_query, is_plain }.join(reference).map(Url)
    }

    fn page(&self) -> &Result<::url::Url, ::url::ParseError> {
        self.page.get_or_init(|| ::url::Url::parse(&self.url))
    }
}

impl fmt::Display for Url {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl AsRef<str> for Url {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Encodes what browsers tolerate in an address but RFC 3986 does not: `[ ] ^ | { } \ " < >` and a backquote outside
/// the host, and a `%` that starts no escape. Without this, strict readers refuse such a link.
fn encode_leftovers(url: &str) -> String {
    let after_host =
        url.find("://").map_or(0, |at| url[at + 3..].find(['/', '?', '#']).map_or(url.len(), |p| at + 3 + p));
    let (head, tail) = url.split_at(after_host);
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=".contains(&byte);
    if tail.bytes().all(is_plain) {
        return url.to_owned();
    }
    let mut encoded = String::with_capacity(url.len());
    encoded.push_str(head);
    let bytes = tail.as_bytes();
    let mut fragment = false;
    for (at, character) in tail.char_indices() {
        let is_escape = || bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        let keep = match character {
            '%' => is_escape(),
            '#' if fragment => false,
            '[' | ']' | '^' | '|' | '{' | '}' | '\\' | '"' | '<' | '>' | '`' => false,
            other => other.is_ascii_graphic(),
        };
        fragment |= character == '#';
        if keep {
            encoded.push(character);
        } else {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    encoded
}

fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(80).flat_map(char::escape_debug).collect();
    if text.chars().nth(80).is_some() {
        short.push('…');
    }
    short
}

/// An entry's or a feed's permanent id: an absolute IRI (RFC 4287, section 4.2.6), ASCII, compared letter by letter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

/// Why an id was refused: one sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdError {
    /// Where it is wrong: bytes from the start of the text.
    pub offset: usize,
    message: String,
}

impl fmt::Display for IdError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for IdError {}

/// The letters that most ids are made of.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        plain[byte as usize] =
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b',' | b'@');
        byte += 1;
    }
    plain
};

impl Id {
    /// Takes an id as it is: a scheme, a colon, and characters that an IRI may hold. Nothing is normalised, since
    /// readers compare ids letter by letter; only what is beyond ASCII is percent-encoded.
    ///
    /// # Errors
    /// Text without a scheme, or with a character that no IRI holds (RFC 3987, section 2.2), with its offset.
    pub fn new(text: &str) -> Result<Id, IdError> {
        let lead = text.len() - text.trim_start().len();
        let id = text.trim();
        let refuse = |offset: usize, message: String| Err(IdError { offset: lead + offset, message });
        let scheme = id.bytes().position(|byte| byte == b':').map_or("", |colon| &id[..colon]);
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
        if !is_scheme || id.len() == scheme.len() + 1 {
            return refuse(0, format!("the id `{}` is not an absolute address such as a `tag:` URI", shorten(id)));
        }
        let is_wrong = |c: char| {
            c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
        };
        // Most ids are of such letters alone.
        let is_plain = id.bytes().all(|byte| PLAIN[usize::from(byte)]);
        if let Some((offset, wrong)) = (!is_plain).then(|| id.char_indices().find(|(_, c)| is_wrong(*c))).flatten() {
            return refuse(offset, format!("the id `{}` holds `{}`", shorten(id), wrong.escape_debug()));
        }
        // A web address is kept to the letter, too, but it has to be one.
        if ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web))
            && let Err(why) = ::url::Url::parse(id)
        {
            return refuse(0, format!("the id `{}` is not an address: {why}", shorten(id)));
        }
        Ok(Id(if is_plain { id.to_owned() } else { ascii(id) }))
    }

    /// Takes back what was an id before, and what nobody could change meanwhile.
    pub(crate) fn known(text: &str) -> Id {
        Id(text.to_owned())
    }

    /// Makes a `tag:` URI (RFC 4151) from a host name, a day `YYYY-MM-DD` on which the site had that name, and a path.
    pub fn tag(host: &str, day: &str, path: &str) -> Id {
        let mut id = String::with_capacity("tag:,:".len() + host.len() + day.len() + path.len());
        for part in ["tag:", host, ",", day, ":"] {
            id.push_str(part);
        }
        let is_kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/:@!$'()*+,;=".contains(&byte);
        // Most paths are letters, digits and hyphens.
        if path.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'/')) {
            id.push_str(path);
            return Id(id);
        }
        for byte in path.bytes() {
            match is_kept(byte) {
                true => id.push(char::from(byte)),
                false => id.push_str(&format!("%{byte:02X}")),
            }
        }
        Id(id)
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&Url> for Id {
    fn from(url: &Url) -> Id {
        Id(url.0.clone())
    }
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() {
            out.push(character);
        } else {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_script_are_encoded_once() {
        let cases = [
            ("https://exemple.fr/été/", "https://exemple.fr/%C3%A9t%C3%A9/"),
            ("https://exemple.fr/%C3%A9t%C3%A9/", "https://exemple.fr/%C3%A9t%C3%A9/"),
            ("https://bücher.example/a b?q=é#ü", "https://xn--bcher-kva.example/a%20b?q=%C3%A9#%C3%BC"),
            ("https://e.fr/100%/a[1]|b^c", "https://e.fr/100%25/a%5B1%5D%7Cb%5Ec"),
            ("HTTPS://E.FR:443/a/../b", "https://e.fr/b"),
            ("mailto:a@b.fr", "mailto:a@b.fr"),
            ("https://[::1]/x", "https://[::1]/x"),
        ];
        for (written, expected) in cases {
            assert_eq!(Url::parse(written).unwrap().as_str(), expected);
        }
    }

    #[test]
    fn references_resolve_against_the_page() {
        let page = Url::parse("https://e.fr/2025/08/r2/?p=1").unwrap();
        for (reference, expected) in [
            ("a.png", "https://e.fr/2025/08/r2/a.png"),
            ("../x", "https://e.fr/2025/08/x"),
            ("/y", "https://e.fr/y"),
            ("//cdn.fr/z", "https://cdn.fr/z"),
            ("#s", "https://e.fr/2025/08/r2/?p=1#s"),
            ("?q", "https://e.fr/2025/08/r2/?q"),
        ] {
            assert_eq!(page.join(reference).unwrap().as_str(), expected);
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(4_000))]

        #[test]
        fn what_is_taken_as_it_is_would_be_read_so(
            pieces in proptest::collection::vec(proptest::sample::select(vec![
                "https://", "http://", "e.fr", "www.", "1.2", "0x1", "a", "-", "--", ".", "..", "/", "//", "/../", "?", "&", "=", "'",
                "#", "../", "./", "x/", "#f", "%", "%2e", ":", ":80", "@", "é", " ", "xn--", "A", "\\", "~", ";", "com", "[", "|", "localhost", "/x/", "*", "+",
            ]), 0..8)
        ) {
            let reference = pieces.concat();
            for page in [
                "https://e.fr/a/b?c",
                "http://u:p@e.fr:81/",
                "https://e.fr/a/b/",
                "https://e.fr/x#/y",
                "mailto:a@b.fr",
                "http://e.fr/a//b/c/#d",
                "https://e.fr/%5B/a'b/",
            ] {
                let base = ::url::Url::parse(page).unwrap();
                let expected = base.join(reference.trim()).map(|url| Url::from_parsed(&url).0);
                let joined = Url::parse(page).unwrap().join(&reference).map(|url| url.0);
                let joined_to_base = Url::parse(page).unwrap().base().join(&reference).map(|url| url.0);
                assert_eq!(joined_to_base.as_ref().ok(), joined.as_ref().ok(), "{reference:?} at {page}");
                assert_eq!(joined.ok(), expected.ok(), "{reference:?} at {page}");
                let whole = ::url::Url::parse(reference.trim()).map(|url| Url::from_parsed(&url).0);
                assert_eq!(Url::parse(&reference).map(|url| url.0).ok(), whole.ok(), "{reference:?}");
                let path = format!("./{}", reference.trim_start_matches('/'));
                let expected = base.join(path.trim()).map(|url| Url::from_parsed(&url).0);
                let below = Url::parse(page).unwrap().below(&reference).map(|url| url.0);
                assert_eq!(below.ok(), expected.ok(), "{reference:?} below {page}");
            }
        }
    }

    #[test]
    fn parts_are_told_apart() {
        let url = Url::parse("https://u:p@exemple.fr:8080/a/b?c#d").unwrap();
        assert_eq!((url.scheme(), url.host(), url.path()), ("https", "exemple.fr", "/a/b"));
    }

    #[test]
    fn only_the_web_counts_as_a_page() {
        for text in ["ftp://e.fr/", "javascript:alert(1)", "/x", "", "https://", "http://e.fr:99999/"] {
            assert!(Url::web(text).is_err(), "{text}");
        }
    }

    #[test]
    fn ids_are_kept_to_the_letter() {
        for id in ["tag:e.fr,2025:/a", "urn:uuid:1225C695-cfb8-4ebb-AAAA-80da344efa6a", "http://E.fr/%7ea/../b"] {
            assert_eq!(Id::new(id).unwrap().as_str(), id);
        }
        assert_eq!(Id::new("a b:c").unwrap_err().offset, 0);
        assert_eq!(Id::new("tag:a b").unwrap_err().offset, 5);
        for id in ["", "42", "tag:", ":x", "http://e.fr:99999", "https://"] {
            assert!(Id::new(id).is_err(), "{id}");
        }
    }

    #[test]
    fn a_tag_uri_has_host_day_and_path() {
        let id = Id::tag("e.fr", "2025-08-13", "notes/été 1?#");
        assert_eq!(id.as_str(), "tag:e.fr,2025-08-13:notes/%C3%A9t%C3%A9%201%3F%23");
    }
}
