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

/// The address of a page of the web, taken apart.
pub(super) struct Page<'p> {
    /// What stands before the path.
    pub(super) before_path: &'p str,
    /// The path, which begins with `/`.
    pub(super) path: &'p str,
    /// All of it but the fragment.
    pub(super) to_query: &'p str,
    /// Whether its path and query are written so, too.
    pub(super) is_plain: bool,
}

impl Page<'_> {
    /// Takes apart an address that is written so; `None` of any other.
    pub(super) fn of(url: &str) -> Option<Page<'_>> {
        let host = url.find("://").filter(|_| is_canonical(url))? + 3;
        let path = host + url[host..].find('/')?;
        let to_query = &url[..url.find('#').unwrap_or(url.len())];
        let end = to_query.find('?').unwrap_or(to_query.len());
        Some(Page { before_path: &url[..path], path: &url[path..end], to_query, is_plain: true })
    }

    /// What a reference leads to, if it is one to the same host and written so; `None` where reading has to tell.
    pub(super) fn join(&self, reference: &str) -> Option<String> {
        match reference.as_bytes().first()? {
            b'/' => is_canonical_path(reference).then(|| joined(&[self.before_path, reference])),
            _ if !self.is_plain => None,
            b'#' => is_canonical_rest(reference).then(|| joined(&[self.to_query, reference])),
            _ => self.join_neighbour(reference),
        }
    }

    /// What a reference such as `x`, `./x` or `../x/?y#z` leads to.
    fn join_neighbour(&self, reference: &str) -> Option<String> {
        let end = reference.bytes().position(|byte| matches!(byte, b'?' | b'#'));
        let path = &reference[..end.unwrap_or(reference.len())];
        // A colon may end a scheme, and a query alone keeps the page's own file.
        if path.is_empty() || path.contains(':') {
            return None;
        }
        let mut rest = reference;
        let mut folder = &self.path[..=self.path.rfind('/')?];
        loop {
            if let Some(after) = rest.strip_prefix("../") {
                // Above the root is the root.
                let parent = folder[..folder.len() - 1].rfind('/');
                folder = parent.map_or("/", |end| &folder[..=end]);
                rest = after;
            } else if let Some(after) = rest.strip_prefix("./") {
                rest = after;
            } else {
                break;
            }
        }
        let is_plain = !rest.starts_with(['.', '/']) && is_canonical_rest(rest);
        is_plain.then(|| joined(&[self.before_path, folder, rest]))
    }
}

/// The address of a place below the folder of an address that was read; `None` where reading it has to tell.
pub(super) fn below(address: &str, path: &str) -> Option<String> {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    let folder = address.rfind('/').filter(|_| is_web && memchr::memchr2(b'?', b'#', address.as_bytes()).is_none())?;
    let is_plain = !path.starts_with(['/', '.']) && is_canonical_rest(path);
    is_plain.then(|| joined(&[&address[..=folder], path]))
}

/// Pieces in one text: there are dozens in an article, and the usual way takes twice as long for some short ones.
fn joined(pieces: &[&str]) -> String {
    let mut text = String::with_capacity(pieces.iter().map(|piece| piece.len()).sum());
    pieces.iter().for_each(|piece| text.push_str(piece));
    text
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
