//! Whom an address can be reached by: everybody, or only who made the feed.

use std::borrow::Cow;
use std::net::{Ipv4Addr, Ipv6Addr};

use crate::check::tree::Node;

use crate::check::context::{Subject, text_of};
use crate::check::rules::addresses as rules;
use crate::check::values::{Remark, shown};

/// How many of a feed's first elements are searched for its address.
const HEAD_MAX: usize = 64;
const ATOM: &str = "http://www.w3.org/2005/Atom";

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Use {
    /// Somebody may go there.
    Page,
    /// It is fetched in order to show or play something.
    File,
}

/// The site that a feed belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::check) struct Site {
    host: String,
    /// Whether it is served by https.
    pub(in crate::check) is_secure: bool,
}

impl Site {
    /// The site at an address of the web.
    pub(in crate::check) fn at(address: &str) -> Option<Site> {
        let (scheme, rest) = scheme(address.trim())?;
        let is_secure = scheme.eq_ignore_ascii_case("https");
        let is_web = is_secure || scheme.eq_ignore_ascii_case("http");
        let host = host(rest.strip_prefix("//").filter(|_| is_web)?).to_ascii_lowercase();
        Some(Site { host, is_secure })
    }

    /// The site of the feed that an element stands in.
    pub(in crate::check) fn of(node: Node<'_, '_>) -> Option<Site> {
        let root = node.document().root_element();
        let feed = root.children().find(|child| child.tag_name().name() == "channel").unwrap_or(root);
        let mut head = feed.children().filter(Node::is_element).take(HEAD_MAX);
        let link = head.find(|child| {
            let is_alternate = matches!(child.attribute("rel"), None | Some("alternate"));
            match child.tag_name().namespace() {
                None => child.tag_name().name() == "link",
                Some(ATOM) => feed == root && child.tag_name().name() == "link" && is_alternate,
                Some(_) => false,
            }
        })?;
        Site::at(&link.attribute("href").map_or_else(|| text_of(link), Cow::Borrowed))
    }
}

/// What the address in an element or an attribute is for.
pub(in crate::check) fn use_of(subject: &Subject<'_, '_>) -> Use {
    let node = subject.node;
    let parent = node.parent_element().map_or("", |parent| parent.tag_name().name());
    let is_file = match (node.tag_name().name(), subject.attribute.map(|attribute| attribute.name())) {
        ("enclosure" | "thumbnail" | "logo" | "icon", _) | ("content", Some("url" | "src")) => true,
        ("image", attribute) => attribute.is_some(),
        ("url", None) => parent == "image",
        ("link", Some("href")) => node.attribute("rel") == Some("enclosure"),
        _ => false,
    };
    if is_file { Use::File } else { Use::Page }
}

/// What is to be said about where an absolute address leads.
pub(in crate::check) fn remark(value: &str, used: Use, site: Option<&Site>) -> Option<Remark> {
    let (scheme, rest) = scheme(value)?;
    if is_code(scheme) {
        let message = format!("`{}` leads nowhere: it runs a program", shown(value));
        return Some(Remark::new(&rules::ADDRESS_SCRIPT, message, "write the address of a page, or leave it out"));
    }
    let host = rest.strip_prefix("//").map(host).unwrap_or_default();
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    if scheme.eq_ignore_ascii_case("file") || is_web && is_private(host) {
        let message = format!("only your own network reaches `{}`", shown(value));
        let help = "write the address that the public reaches: `https://example.com/1`";
        return Some(Remark::new(&rules::ADDRESS_PRIVATE, message, help));
    }
    let site = site.filter(|site| site.is_secure && scheme.eq_ignore_ascii_case("http"))?;
    let why = match used {
        Use::File => "readers that are served by https don't fetch it",
        Use::Page if host.eq_ignore_ascii_case(&site.host) => "the site itself is served by https",
        Use::Page => return None,
    };
    let message = format!("`{}` is an `http:` address: {why}", shown(value));
    let help = value.get(4..).map(|rest| format!("write `https{}`", shown(rest))).unwrap_or_default();
    Some(Remark::new(&rules::ADDRESS_INSECURE, message, help))
}

/// Whether what follows a scheme is run, and not fetched.
pub(in crate::check) fn is_code(scheme: &str) -> bool {
    ["javascript", "vbscript", "livescript", "mocha"].iter().any(|code| scheme.eq_ignore_ascii_case(code))
}

/// An address's scheme and the rest (RFC 3986, section 3.1).
pub(in crate::check) fn scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let fits = scheme.bytes().next().is_some_and(|first| first.is_ascii_alphabetic()) && scheme.bytes().all(fits);
    fits.then_some((scheme, rest))
}

/// The host of what follows `//`.
pub(in crate::check) fn host(rest: &str) -> &str {
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let authority = authority.rsplit('@').next().unwrap_or_default();
    match authority.strip_prefix('[') {
        Some(literal) => literal.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    }
}

/// Whether only a private network knows this host (RFC 1918, RFC 3927, RFC 4193, RFC 6761, RFC 6762).
pub(in crate::check) fn is_private(host: &str) -> bool {
    // Most hosts have names, whose last letter is none of an address of numbers.
    let may_be_number = host.ends_with(|c: char| c.is_ascii_digit()) || host.contains(':');
    if may_be_number && let Ok(address) = host.parse::<Ipv4Addr>() {
        return address.is_private() || address.is_loopback() || address.is_link_local() || address.is_unspecified();
    }
    if may_be_number && let Ok(address) = host.parse::<Ipv6Addr>() {
        return is_private_v6(address);
    }
    let host = host.trim_end_matches('.').as_bytes();
    let ends = |end: &str| {
        let start = host.len().checked_sub(end.len());
        start.is_some_and(|start| host[start..].eq_ignore_ascii_case(end.as_bytes()))
    };
    // A name without a dot is known to one network only.
    !host.contains(&b'.') && !host.is_empty()
        || [".localhost", ".local", ".internal", ".lan", ".home.arpa", ".localdomain"].into_iter().any(ends)
}

/// Whether an address of the sixth version is nobody else's.
fn is_private_v6(address: Ipv6Addr) -> bool {
    let first = address.segments()[0];
    let mapped = address.to_ipv4_mapped().is_some_and(|v4| v4.is_private() || v4.is_loopback() || v4.is_link_local());
    mapped || address.is_loopback() || address.is_unspecified() || first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80
}
