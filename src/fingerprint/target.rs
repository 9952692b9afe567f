//! Addresses as far as they matter to a reader.

use memchr::{memchr, memchr_iter, memchr2, memrchr};

use crate::model::Url;

/// The page on which addresses stand.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    host: &'a str,
    address: &'a str,
}

impl Page<'_> {
    pub(super) fn new(address: &Url) -> Page<'_> {
        Page { host: bare(address.host()), address: plain(address.as_str()) }
    }

    /// An address as far as it matters: of the page itself, whose footnotes lead to each other, nothing; of the own site,
    /// whose pages may move, the last part; of others, all of it but the scheme.
    pub(super) fn target<'v>(&self, address: &'v str) -> &'v str {
        let place = address.strip_prefix(self.address);
        if place.is_some_and(|place| place.is_empty() || place.starts_with('#')) {
            return "";
        }
        let Some(rest) = after_scheme(address) else { return last_part(address) };
        match self.is_own(rest) {
            true => last_part(rest),
            false => rest,
        }
    }

    /// Whether what follows a scheme begins with the own host.
    fn is_own(&self, rest: &str) -> bool {
        let Some((host, behind)) = bare(rest).as_bytes().split_at_checked(self.host.len()) else { return false };
        matches!(behind, [] | [b'/' | b'?' | b'#' | b':', ..]) && host.eq_ignore_ascii_case(self.host.as_bytes())
    }
}

/// An address without what leads to a place within it.
fn plain(address: &str) -> &str {
    &address[..memchr(b'#', address.as_bytes()).unwrap_or(address.len())]
}

/// What follows the scheme of an address that has a host.
fn after_scheme(address: &str) -> Option<&str> {
    if let Some(rest) = address.strip_prefix("https://") {
        return Some(rest);
    }
    let mut colons = memchr_iter(b':', address.as_bytes());
    colons.find_map(|at| address[at + 1..].strip_prefix("//"))
}

/// The file that an address leads to: what stays when an article or a whole site moves.
fn last_part(address: &str) -> &str {
    let bytes = address.as_bytes();
    let path = address[..memchr2(b'?', b'#', bytes).unwrap_or(bytes.len())].trim_end_matches('/');
    &path[memrchr(b'/', path.as_bytes()).map_or(0, |at| at + 1)..]
}

/// A host without what many sites have under both names.
fn bare(mut host: &str) -> &str {
    while let Some(rest) = host.strip_prefix("www.") {
        host = rest;
    }
    host
}
