//! The parts of an address, and what is wrong with its characters and its build (RFC 3986, RFC 3987).

/// An address's parts (RFC 3986, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    pub(super) scheme: Option<&'a str>,
    pub(super) authority: Option<&'a str>,
    pub(super) path: &'a str,
    pub(super) query: Option<&'a str>,
    pub(super) fragment: Option<&'a str>,
}

/// What is wrong with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A character that no address may have.
    Character(char),
    /// A character that is none of ASCII's, where only those may stand.
    NotAscii(char),
    /// It is not built as an address; why.
    Build(&'static str),
}

/// Cuts an address into its parts; a scheme that is not built as one is none.
pub(super) fn split(text: &str) -> Parts<'_> {
    let scheme = text.find([':', '/', '?', '#']).filter(|at| text[*at..].starts_with(':'));
    let scheme = scheme.map(|at| &text[..at]).filter(|scheme| is_scheme(scheme));
    let rest = scheme.map_or(text, |scheme| &text[scheme.len() + 1..]);
    let (rest, fragment) = cut(rest, '#');
    let (rest, query) = cut(rest, '?');
    match rest.strip_prefix("//") {
        Some(after) => {
            let (authority, path) = after.split_at(after.find('/').unwrap_or(after.len()));
            Parts { scheme, authority: Some(authority), path, query, fragment }
        }
        None => Parts { scheme, authority: None, path: rest, query, fragment },
    }
}

fn cut(text: &str, sign: char) -> (&str, Option<&str>) {
    match text.split_once(sign) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// The first thing that is wrong; with `wide`, letters of all scripts are allowed (RFC 3987).
pub(super) fn fault(text: &str, wide: bool) -> Option<Fault> {
    character_fault(text, wide).or_else(|| build_fault(text))
}

fn character_fault(text: &str, wide: bool) -> Option<Fault> {
    let query = text.find('?').unwrap_or(text.len());
    text.char_indices().find_map(|(at, c)| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => None,
        _ if "-._~:/?#[]@!$&'()*+,;=%".contains(c) => None,
        _ if c.is_ascii() || c.is_control() || c.is_whitespace() => Some(Fault::Character(c)),
        _ if !wide => Some(Fault::NotAscii(c)),
        _ if is_ucs(c) || (at > query && is_private(c)) => None,
        _ => Some(Fault::Build("it has a letter that may not stand in addresses")),
    })
}

/// RFC 3987's `ucschar`, without what only turns the direction of writing (section 4.1).
fn is_ucs(c: char) -> bool {
    let code = u32::from(c);
    let is_mark = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}');
    let in_plane =
        (0x1_0000..0xF_0000).contains(&code) && code & 0xFFFF < 0xFFFE && !matches!(code, 0xE_0000..=0xE_0FFF);
    matches!(code, 0xA0..=0xD7FF | 0xF900..=0xFDCF | 0xFDF0..=0xFFEF) && !is_mark || in_plane
}

fn is_private(c: char) -> bool {
    matches!(u32::from(c), 0xE000..=0xF8FF | 0xF_0000..=0xF_FFFD | 0x10_0000..=0x10_FFFD)
}

fn build_fault(text: &str) -> Option<Fault> {
    let broken = |why| Some(Fault::Build(why));
    let bytes = text.as_bytes();
    let is_hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    if bytes.iter().enumerate().any(|(at, byte)| *byte == b'%' && !(is_hex(at + 1) && is_hex(at + 2))) {
        return broken("two hexadecimal digits belong after `%`");
    }
    let parts = split(text);
    if parts.scheme.is_none() && text.find(':').is_some_and(|at| !text[..at].contains(['/', '?', '#'])) {
        return broken("what stands before `:` is no scheme");
    }
    if parts.fragment.is_some_and(|fragment| fragment.contains('#')) {
        return broken("it has more than one `#`");
    }
    if parts.path.contains(['[', ']']) {
        return broken("brackets in a path are written `%5B` and `%5D`");
    }
    let needs_host =
        parts.scheme.is_some_and(|scheme| matches!(&*scheme.to_ascii_lowercase(), "http" | "https" | "ftp"));
    match parts.authority {
        Some(authority) => authority_fault(authority, needs_host).map(Fault::Build),
        None if needs_host => broken("`//` and a host belong after its scheme"),
        None => None,
    }
}

fn authority_fault(authority: &str, needs_host: bool) -> Option<&'static str> {
    let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, rest)| rest);
    let (host, port) = match host_and_port.rfind(']') {
        Some(end) => (&host_and_port[..=end], host_and_port[end + 1..].strip_prefix(':').unwrap_or_default()),
        None => host_and_port.split_once(':').unwrap_or((host_and_port, "")),
    };
    if host_and_port.rfind(']').is_some_and(|end| !matches!(host_and_port.as_bytes().get(end + 1), None | Some(b':'))) {
        return Some("a port belongs after the address in brackets");
    }
    if !port.bytes().all(|byte| byte.is_ascii_digit()) || port.parse::<u16>().is_err() && !port.is_empty() {
        return Some("its port is no number up to 65535");
    }
    if host.is_empty() && needs_host {
        return Some("it has no host");
    }
    match host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(inner) if !is_ip_literal(inner) => Some("what stands in brackets is no address of IPv6"),
        None if host.contains(['[', ']']) => Some("brackets may only enclose an address of IPv6"),
        _ => None,
    }
}

fn is_ip_literal(inner: &str) -> bool {
    let future = inner.strip_prefix(['v', 'V']).and_then(|rest| rest.split_once('.'));
    match future {
        Some((version, rest)) => {
            !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_hexdigit()) && !rest.is_empty()
        }
        None => inner.split("%25").next().unwrap_or(inner).parse::<std::net::Ipv6Addr>().is_ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, fault};

    #[track_caller]
    fn check(text: &str, wide: bool, expected: Option<Fault>) {
        let found = fault(text, wide);
        match expected {
            Some(Fault::Build(_)) => assert!(matches!(found, Some(Fault::Build(_))), "{text}: {found:?}"),
            expected => assert_eq!(found, expected, "{text}"),
        }
    }

    #[test]
    fn addresses_in_use_are_fine() {
        for text in [
            "http://example.com/",
            "",
            "#top",
            "?a=1:2",
            "//example.org/x",
            "../a/b;c",
            "mailto:me@example.com",
            "http://www.wired.com/news/school/0,1383,54916,00.html",
            "http://a.example:8080/?q[]=1#x",
            "~jane/",
            "http://[2001:db8::1]:80/",
            "urn:a:b",
            "http://user:pw@example.com/",
            "http://example.com/%C3%87",
            "data:image/png;base64,AA==",
            "http://xn--8ws00zhy3a.com/",
            "http://example.com:/",
        ] {
            check(text, false, None);
        }
        check("http://www.詹姆斯.com/é?ü", true, None);
    }

    #[test]
    fn characters_that_no_address_may_have_are_told() {
        check("insert url here", true, Some(Fault::Character(' ')));
        check("http://example.com/{id}", false, Some(Fault::Character('{')));
        check("http://example.com/\u{202e}", true, Some(Fault::Build("")));
        check("http://example.com/é", false, Some(Fault::NotAscii('é')));
    }

    #[test]
    fn what_is_not_built_as_an_address_is_told() {
        for text in [
            "http:example.com",
            "http://",
            "http:///x",
            "http://a.example:x/",
            "http://a.example:99999/",
            "http://[1]/",
            "http://a]/",
            "1:x",
            "http://a/%zz",
            "http://a/%4",
            "http://a/#b#c",
            "http://a/[x]",
            ":x",
        ] {
            check(text, true, Some(Fault::Build("")));
        }
    }
}
