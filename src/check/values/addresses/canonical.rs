//! The one form that an address should have as an identifier (RFC 4287, section 4.2.6; RFC 3986, section 6).

use super::parts::split;

/// The canonical form of an absolute address.
pub(super) fn canonical(text: &str) -> String {
    let parts = split(text);
    let Some(scheme) = parts.scheme.map(str::to_ascii_lowercase) else { return text.to_owned() };
    let mut form = format!("{scheme}:");
    let mut path = escapes(parts.path);
    if let Some(authority) = parts.authority {
        form.push_str("//");
        form.push_str(&authority_form(authority, &scheme));
        if path.is_empty() && default_port(&scheme).is_some() {
            path.push('/');
        }
    }
    form.push_str(&if path.starts_with('/') { without_dots(&path) } else { path });
    for (sign, part) in [('?', parts.query), ('#', parts.fragment)] {
        if let Some(part) = part {
            form.push(sign);
            form.push_str(&escapes(part));
        }
    }
    form
}

fn default_port(scheme: &str) -> Option<&'static str> {
    match scheme {
        "http" | "ws" => Some("80"),
        "https" | "wss" => Some("443"),
        "ftp" => Some("21"),
        _ => None,
    }
}

fn authority_form(authority: &str, scheme: &str) -> String {
    let (user, rest) = authority.rsplit_once('@').unwrap_or(("", authority));
    let colon = rest.rfind(':').filter(|at| !rest[*at..].contains(']'));
    let (host, port) = colon.map_or((rest, ""), |at| (&rest[..at], &rest[at + 1..]));
    let mut form = String::new();
    if !user.is_empty() {
        form.push_str(&escapes(user));
        form.push('@');
    }
    // Escapes keep their upper case.
    let mut escape = 0;
    form.extend(escapes(host).chars().map(|c| {
        escape = if c == '%' { 3 } else { escape };
        let keep = escape > 0;
        escape -= i32::from(keep);
        if keep { c } else { c.to_ascii_lowercase() }
    }));
    if !port.is_empty() && default_port(scheme) != Some(port) {
        form.push(':');
        form.push_str(port);
    }
    form
}

/// Escapes in upper case, and none for a character that needs none.
fn escapes(text: &str) -> String {
    let mut form = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        form.push_str(&rest[..at]);
        let Some(code) = rest.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok()) else {
            form.push_str(&rest[at..=at]);
            rest = &rest[at + 1..];
            continue;
        };
        if code.is_ascii_alphanumeric() || b"-._~".contains(&code) {
            form.push(char::from(code));
        } else {
            form.push_str(&format!("%{code:02X}"));
        }
        rest = &rest[at + 3..];
    }
    form.push_str(rest);
    form
}

/// A path without the segments `.` and `..` (RFC 3986, section 5.2.4).
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let segments: Vec<&str> = path[1..].split('/').collect();
    for (at, segment) in segments.iter().enumerate() {
        let is_last = at + 1 == segments.len();
        match *segment {
            "." if is_last => kept.push(""),
            "." => {}
            ".." => {
                kept.pop();
                if is_last {
                    kept.push("");
                }
            }
            segment => kept.push(segment),
        }
    }
    format!("/{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(canonical(text), expected);
    }

    #[test]
    fn addresses_get_their_canonical_form() {
        check("HTTP://Example.com", "http://example.com/");
        check("http://example.com:80/", "http://example.com/");
        check("https://example.com:443", "https://example.com/");
        check("http://example.com/%c3%87?q=%5c#%7e", "http://example.com/%C3%87?q=%5C#~");
        check("http://example.org/./a/../id/1234", "http://example.org/id/1234");
        check("http://@example.com:/a/..", "http://example.com/");
        check("Tag:example.com,2003:A", "tag:example.com,2003:A");
    }

    #[test]
    fn a_canonical_address_stays() {
        for text in [
            "http://example.com/",
            "http://example.com/~smith/",
            "http://example.com/%C3%87",
            "http://example.com:8080/",
            "http://example.com/?",
            "http://example.com/#",
            "http://example.com/?#",
            "tag:hawke.org,2001-06-05:Taiko",
            "urn:uuid:60a76c80-d399-11d9-b93C-0003939e0af6",
            "http://example.org/é",
            "http://[2001:db8::1]/",
        ] {
            check(text, text);
        }
    }
}
