//! `former`: paths that a feed had before.

use std::collections::HashSet;

use crate::config::feeds::FeedConfig;
use crate::config::filter::Facet;
use crate::config::pattern;
use crate::config::table::{Placed, Table};
use crate::diagnostic::{Diagnostic, Span};
use crate::model::Url;
use crate::permalink;

/// A path that a feed had before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerPath {
    /// The path, from the host's root, as it stands in an address: `/rss.xml`; with `for_each`, a pattern.
    pub path: String,
    /// Its place in the file.
    pub span: Span,
}

/// Paths from the host's root, as they stand in an address.
pub(super) fn read(table: &mut Table<'_>, out: &mut Vec<Diagnostic>) -> Vec<FormerPath> {
    let mut former = Vec::new();
    for Placed { value, span } in table.texts("former", out) {
        let is_path = value.starts_with('/') && !value.contains(['?', '#', '\\']);
        let base = Url::web("https://host.invalid/").ok().filter(|_| is_path);
        let joined = base.and_then(|base| base.join(&value).ok()).filter(|url| url.host() == "host.invalid");
        match joined {
            Some(url) => former.push(FormerPath { path: with_placeholders(url.path()), span }),
            None => {
                let message = format!("`{}` is no path from the host's root", value.escape_debug());
                let found = Diagnostic::error("config-feed-former", message).at(span);
                out.push(found.help("write a path such as `/rss.xml` or `/blog/feed/`"));
            }
        }
    }
    former
}

/// An address has no braces; placeholders get theirs back.
fn with_placeholders(path: &str) -> String {
    let decode = |path: String, facet: &Facet| path.replace(&format!("%7B{}%7D", facet.word()), &facet.placeholder());
    Facet::ALL.iter().fold(path.to_owned(), decode)
}

/// Reports placeholders that stand for nothing, and paths that all feeds of one table would have had.
pub(super) fn verify(former: &[FormerPath], for_each: Option<Facet>, out: &mut Vec<Diagnostic>) {
    for FormerPath { path, span } in former {
        let before = out.len();
        pattern::verify(&Placed { value: path.clone(), span: *span }, for_each, false, out);
        let Some(facet) = for_each.filter(|facet| out.len() == before && !path.contains(&facet.placeholder())) else {
            continue;
        };
        let message = format!("`{path}` was the path of one feed, and this is one for each {}", facet.noun());
        let found = Diagnostic::error("config-feed-former", message).at(*span);
        out.push(found.help(format!("write `{}` where the {} stood", facet.placeholder(), facet.noun())));
    }
}

/// Reports former paths that are another's too, or at which a feed stands today: a redirect there would lead in a circle.
pub(in crate::config) fn check(site: &Url, feeds: &[FeedConfig], out: &mut Vec<Diagnostic>) {
    let today = |feed: &FeedConfig| {
        let encoded: Vec<String> = feed.path.split('/').map(permalink::segment).collect();
        site.join(&format!("./{}", encoded.join("/"))).ok()
    };
    let today: HashSet<String> = feeds.iter().filter_map(today).map(|url| with_placeholders(url.path())).collect();
    let mut seen = HashSet::new();
    for former in feeds.iter().flat_map(|feed| &feed.former) {
        let fault = if today.contains(&former.path) {
            "is where a feed stands today"
        } else if !seen.insert(&former.path) {
            "is named twice"
        } else {
            continue;
        };
        let found = Diagnostic::error("config-feed-former", format!("`{}` {fault}", former.path)).at(former.span);
        out.push(found.help("name each path once, at the feed that stands for it now"));
    }
}
