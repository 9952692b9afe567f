//! Addresses, made whole and made comparable.

use url::Url;

/// Parameters of a query by which publishers count where readers come from; they lead nowhere else.
const TRACKING: [&str; 12] = [
    "utm_",
    "mtm_",
    "pk_",
    "piwik_",
    "mc_cid",
    "mc_eid",
    "fbclid",
    "gclid",
    "msclkid",
    "xtor",
    "at_medium",
    "at_campaign",
];
/// What a server shows for a folder.
const INDEXES: [&str; 5] = ["index.html", "index.htm", "index.php", "index.shtml", "default.aspx"];

/// An address made whole with another; as it is written where that is impossible.
pub(super) fn absolute(reference: &str, base: Option<&str>) -> String {
    if Url::parse(reference).is_ok() {
        return reference.to_owned();
    }
    let joined = base.and_then(|base| Url::parse(base).ok()).and_then(|base| base.join(reference).ok());
    joined.map_or_else(|| reference.to_owned(), String::from)
}

/// An address by what it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The whole, without what makes no difference: scheme, `www.`, a slash or `index.html` at the end, counting
    /// parameters.
    pub(super) whole: String,
    /// The same without the host; `None` for a site's first page, which every site has.
    pub(super) path: Option<String>,
}

/// What an address leads to; `None` for what is no address of a page.
pub(super) fn target(address: &str) -> Option<Target> {
    let url = Url::parse(address.trim()).ok()?;
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let mut path = decoded(url.path());
    let last = path.rsplit('/').next().unwrap_or_default();
    if INDEXES.contains(&last.to_ascii_lowercase().as_str()) {
        path.truncate(path.len() - last.len());
    }
    path.truncate(path.trim_end_matches('/').len());
    let counts = |name: &str| TRACKING.iter().any(|known| name.starts_with(known));
    let mut pairs: Vec<String> =
        url.query_pairs().filter(|(name, _)| !counts(name)).map(|(name, value)| format!("{name}={value}")).collect();
    pairs.sort();
    if !pairs.is_empty() {
        path.push('?');
        path.push_str(&pairs.join("&"));
    }
    if let Some(fragment) = url.fragment().filter(|fragment| !fragment.is_empty() && !counts(fragment)) {
        path.push('#');
        path.push_str(fragment);
    }
    let whole = format!("{host}{port}{path}");
    Some(Target { whole, path: (!path.is_empty()).then_some(path) })
}

/// A path with its escapes undone: `%C3%A9`, `%c3%a9` and `é` are one.
fn decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let digit =
        |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16)).and_then(|d| u8::try_from(d).ok());
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(high * 16 + low);
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(a: &str, b: &str) {
        assert_eq!(target(a).map(|a| a.whole), target(b).map(|b| b.whole), "{a} {b}");
        assert!(target(a).is_some());
    }

    #[test]
    fn what_leads_to_the_same_page_is_the_same() {
        same("http://www.e.fr/a/", "https://e.fr/a");
        same("https://e.fr/a/index.html", "https://E.fr/a?utm_source=rss&utm_medium=feed");
        same("https://e.fr/%C3%A9t%c3%a9/#xtor=RSS-1", "https://e.fr/été");
        same("https://e.fr/?p=12&a=1", "http://e.fr:80/index.php?a=1&p=12");
        same("https://e.fr", "https://e.fr/");
    }

    #[test]
    fn what_leads_elsewhere_is_not() {
        let whole = |address| target(address).unwrap().whole;
        assert_ne!(whole("https://e.fr/?p=12"), whole("https://e.fr/?p=13"));
        assert_ne!(whole("https://e.fr/a#one"), whole("https://e.fr/a#two"));
        assert_ne!(whole("https://e.fr/a"), whole("https://e.fr/A"));
        assert_eq!(target("tag:e.fr,2025:a"), None);
        assert_eq!(target("a/b"), None);
    }

    #[test]
    fn a_path_is_the_same_on_another_host() {
        assert_eq!(target("https://e.fr/a/b/").unwrap().path, target("http://old.example/a/b").unwrap().path);
        assert_eq!(target("https://e.fr/index.html").unwrap().path, None);
    }

    #[test]
    fn addresses_are_made_whole() {
        assert_eq!(absolute("/a", Some("https://e.fr/x/")), "https://e.fr/a");
        assert_eq!(absolute("https://o.fr/a b", Some("https://e.fr/")), "https://o.fr/a b");
        assert_eq!(absolute("a", None), "a");
    }
}
