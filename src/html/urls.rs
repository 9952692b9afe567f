//! Addresses within HTML.

use std::borrow::Cow;

use memchr::memchr3;

use crate::model::{Base, Url};

/// What an address within HTML is.
pub(super) enum Address {
    /// One to keep, absolute.
    Good(Url),
    /// One whose scheme could run something or means nothing to a reader; its scheme.
    Forbidden(String),
    /// None at all.
    Broken,
}

/// Schemes that a link may have. Others run scripts (`javascript:`) or mean something on one machine only (`file:`).
const LINK_SCHEMES: &[&str] = &[
    "http", "https", "mailto", "tel", "sms", "ftp", "ftps", "geo", "magnet", "xmpp", "matrix", "irc", "ircs", "gemini",
    "news", "nntp", "webcal", "feed",
];

/// Makes a link's address absolute.
pub(super) fn link(reference: &str, page: &Base) -> Address {
    judge(reference, page, |scheme, url| LINK_SCHEMES.contains(&scheme) && (scheme != "feed" || is_feed_address(url)))
}

/// Makes an image's, sound's or film's address absolute. Small pictures may stand in the address itself.
pub(super) fn media(reference: &str, page: &Base) -> Address {
    judge(reference, page, |scheme, url| matches!(scheme, "http" | "https") || is_picture_data(url))
}

/// `feed:` may stand before another address, and that one must be of the web: some programs run `feed:javascript:`.
fn is_feed_address(url: &str) -> bool {
    let rest = url.strip_prefix("feed:").unwrap_or_default().to_ascii_lowercase();
    ["//", "http://", "https://"].iter().any(|start| rest.starts_with(start))
}

fn is_picture_data(url: &str) -> bool {
    let kinds = ["png", "jpeg", "jpg", "gif", "webp", "avif"];
    let Some(rest) = url.strip_prefix("data:image/") else { return false };
    kinds.iter().any(|kind| rest.strip_prefix(kind).is_some_and(|rest| rest.starts_with([';', ','])))
}

fn judge(reference: &str, page: &Base, is_good: impl Fn(&str, &str) -> bool) -> Address {
    if let Some(url) = page.join_plain(reference) {
        return Address::Good(url);
    }
    // As browsers do (URL standard, section 4.4): what surrounds an address and line ends within it do not count.
    let outer = |c: char| c <= ' ' || c == '\u{a0}' || c == '\u{feff}';
    let mut reference = Cow::Borrowed(reference.trim_matches(outer));
    if memchr3(b'\t', b'\n', b'\r', reference.as_bytes()).is_some() {
        reference = Cow::Owned(reference.replace(['\t', '\n', '\r'], ""));
    }
    match page.join(&reference) {
        Ok(url) if is_good(url.scheme(), url.as_str()) => Address::Good(url),
        Ok(url) => Address::Forbidden(url.scheme().to_owned()),
        Err(_) => Address::Broken,
    }
}

/// Makes every address of a `srcset` absolute (HTML standard, section 4.8.4.2.1); candidates that are no good go.
pub(super) fn srcset(value: &str, page: &Base) -> Option<String> {
    let mut out = String::new();
    let mut rest = value;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            break;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let reference = word.trim_end_matches(',');
        let (descriptor, after) = if reference.len() < word.len() { ("", after) } else { take_descriptor(after) };
        rest = after;
        let Address::Good(url) = media(reference, page) else { continue };
        if !is_descriptor(descriptor) {
            continue;
        }
        if !out.is_empty() {
            out.push_str(", ");
        }
        // A comma at an address's end would be taken for the one between candidates.
        out.push_str(url.as_str().strip_suffix(',').map(|url| format!("{url}%2C")).as_deref().unwrap_or(url.as_str()));
        if !descriptor.is_empty() {
            out.push(' ');
            out.push_str(descriptor);
        }
    }
    (!out.is_empty()).then_some(out)
}

fn take_descriptor(text: &str) -> (&str, &str) {
    let end = text.find(',').unwrap_or(text.len());
    (text[..end].trim(), &text[end..])
}

fn is_descriptor(text: &str) -> bool {
    text.is_empty()
        || text.split_ascii_whitespace().all(|word| {
            let number = word.strip_suffix(['w', 'x', 'h']);
            number.is_some_and(|number| number.parse::<f64>().is_ok_and(|number| number > 0.0 && number.is_finite()))
        })
}
