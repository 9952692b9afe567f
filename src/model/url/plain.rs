//! Addresses that are as they should be already, which most are.
//!
//! # Why
//! Reading an address as the URL standard says takes thousands of steps, and an article holds dozens. One that is written
//! with plain letters, in the form that reading would give it, is told by looking at each letter once.

/// Whether an absolute address of the web is written as reading it would write it, for sure.
pub(super) fn is_canonical(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else { return false };
    let Some(at) = rest.find('/') else { return false };
    is_plain_host(&rest[..at]) && is_canonical_path(&rest[at..])
}

/// Whether a path that begins with `/`, and the query and fragment behind it, are written so.
pub(super) fn is_canonical_path(path: &str) -> bool {
    // What begins with two is an address of another host.
    path.starts_with('/') && !path.starts_with("//") && is_canonical_rest(path)
}

/// Whether part of a path, and the query and fragment behind it, are written so.
pub(super) fn is_canonical_rest(path: &str) -> bool {
    let (bytes, mut previous, mut has_fragment) = (path.as_bytes(), 0, false);
    for &byte in bytes {
        let is_plain = match byte {
            // Dots may be segments that reading resolves.
            b'.' => previous != b'/',
            b'#' => !std::mem::replace(&mut has_fragment, true),
            _ => IS_PLAIN[usize::from(byte)],
        };
        if !is_plain {
            return false;
        }
        previous = byte;
    }
    true
}

/// The bytes that stay as they are, wherever in a path, a query or a fragment they stand.
const IS_PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = matches!(byte as u8, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9'
            | b'-' | b'_' | b'~' | b':' | b'/' | b'?' | b'@' | b'!' | b'$' | b'&' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=');
        byte += 1;
    }
    table
};

/// The path that a reference to a neighbour leads to, with its query and fragment: `x`, `../x/?y#z`; `None` where reading
/// has to tell. The page's path begins with `/` and is written so itself, for sure.
pub(super) fn beside(page: &str, reference: &str) -> Option<String> {
    let path = &reference[..reference.find(['?', '#']).unwrap_or(reference.len())];
    let mut rest = reference;
    let mut folder = &page[..=page.rfind('/')?];
    while let Some(after) = rest.strip_prefix("../") {
        // Above the root is the root.
        let parent = folder[..folder.len() - 1].rfind('/');
        folder = parent.map_or("/", |end| &folder[..=end]);
        rest = after;
    }
    // What has a colon in its first segment is another scheme's, and a query or nothing at all keeps the page's file.
    let is_path = !path.is_empty() && !path.starts_with('/') && !path.contains(':');
    let is_plain = is_path && !rest.starts_with(['.', '/']) && is_canonical_rest(rest);
    is_plain.then(|| [folder, rest].concat())
}

/// Whether a host is a name in lower case of letters, digits, dots and single hyphens, whose end is no number.
fn is_plain_host(host: &str) -> bool {
    let (mut previous, mut part) = (b'.', 0);
    for &byte in host.as_bytes() {
        let is_plain = match byte {
            b'a'..=b'z' | b'0'..=b'9' => true,
            b'.' | b'-' => !matches!(previous, b'.' | b'-'),
            _ => false,
        };
        part = if byte == b'.' { 0 } else { part + 1 };
        if !is_plain || part >= 60 {
            return false;
        }
        previous = byte;
    }
    let last = host.rsplit('.').next().unwrap_or_default();
    host.len() < 200 && last.len() > 1 && last.bytes().all(|byte| byte.is_ascii_lowercase())
}
