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

/// Whether a path that begins with `/`, and the query behind it, are written so.
pub(super) fn is_canonical_path(path: &str) -> bool {
    // What begins with two is an address of another host; dots may be segments that reading resolves.
    path.starts_with('/') && !path.starts_with("//") && !path.contains("/.") && path.bytes().all(is_plain_in_path)
}

fn is_plain_in_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?@!$&()*+,;=".contains(&byte)
}

/// The address of a place below the folder of an address that was read; `None` where reading it has to tell.
pub(super) fn below(address: &str, path: &str) -> Option<String> {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    let folder = address.rfind('/').filter(|_| is_web && memchr::memchr2(b'?', b'#', address.as_bytes()).is_none())?;
    let is_plain = !path.starts_with(['/', '.']) && !path.contains("/.") && path.bytes().all(is_plain_in_path);
    is_plain.then(|| [&address[..=folder], path].concat())
}

/// Whether a host is a name in lower case of letters, digits, dots and single hyphens, whose end is no number.
fn is_plain_host(host: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_name = last.len() > 1 && last.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_odd = ["..", "--", ".-", "-."].iter().any(|odd| host.contains(odd)) || host.starts_with(['.', '-']);
    is_name && !is_odd && host.len() < 200 && host.bytes().all(is_plain) && host.split('.').all(|part| part.len() < 60)
}
