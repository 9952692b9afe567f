//! The tables `[[feed]]`.

use std::collections::HashSet;

use crate::config::check::{RuleName, names};
use crate::config::site::line;
use crate::config::table::{Placed, Table};
use crate::diagnostic::{Diagnostic, Span};
use crate::model::{Order, Text, Url};
use crate::output::Format;

/// One feed file.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedConfig {
    /// `path`: the file, below the output folder.
    pub path: String,
    /// `format`: by default what the path's name stands for.
    pub format: Format,
    /// `title`: the site's by default.
    pub title: Option<Text>,
    /// `description`: the site's by default.
    pub description: Option<Text>,
    /// `limit`: how many entries at most; 20 by default, `None` for `limit = 0`: all of them.
    pub limit: Option<usize>,
    /// `order`: `published` (by default) or `updated`.
    pub order: Order,
    /// `content`: `full` (by default) or `summary`.
    pub content: Content,
    /// `ttl`: minutes that a reader may keep the feed (RSS).
    pub ttl_minutes: Option<u32>,
    /// `profile`: the destinations that the feed is meant for; those of `[check]` by default.
    pub profiles: Vec<RuleName>,
    /// `former`: paths that the feed had before, from the host's root; hosts are told to redirect them.
    pub former: Vec<FormerPath>,
}

/// A path that a feed had before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerPath {
    /// The path, from the host's root, as it stands in an address: `/rss.xml`.
    pub path: String,
    /// Its place in the file.
    pub span: Span,
}

/// How much of an article a feed carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Content {
    /// The whole article, and its summary.
    #[default]
    Full,
    /// The summary alone.
    Summary,
}

const DEFAULT_LIMIT: usize = 20;
const LIMIT_MAX: u64 = 10_000_000;
/// A week: whoever wants to be asked less often than that should not name a time at all.
const TTL_MAX: u64 = 7 * 24 * 60;

impl FeedConfig {
    fn new(path: &str, format: Format) -> FeedConfig {
        FeedConfig {
            path: path.to_owned(),
            format,
            title: None,
            description: None,
            limit: Some(DEFAULT_LIMIT),
            order: Order::Published,
            content: Content::Full,
            ttl_minutes: None,
            profiles: Vec::new(),
            former: Vec::new(),
        }
    }
}

pub(super) fn read(tables: Vec<Placed<Table<'_>>>, out: &mut Vec<Diagnostic>) -> Vec<FeedConfig> {
    if tables.is_empty() {
        return vec![
            FeedConfig::new("feed.xml", Format::Rss),
            FeedConfig::new("atom.xml", Format::Atom),
            FeedConfig::new("feed.json", Format::Json),
        ];
    }
    let mut feeds: Vec<FeedConfig> = Vec::with_capacity(tables.len());
    for table in tables {
        let Some((feed, span)) = read_one(table, out) else { continue };
        // Two names that differ only in case are one file on many disks.
        if feeds.iter().any(|other| other.path.to_lowercase() == feed.path.to_lowercase()) {
            let message = format!("two feeds have the path `{}`", feed.path);
            out.push(Diagnostic::error("config-feed-path", message).at(span).help("give each feed a path of its own"));
        }
        feeds.push(feed);
    }
    feeds
}

fn read_one(placed: Placed<Table<'_>>, out: &mut Vec<Diagnostic>) -> Option<(FeedConfig, Span)> {
    let mut table = placed.value;
    let path = table.text("path", out);
    let format = table.text("format", out);
    let title = line(&mut table, "title", out);
    let description = line(&mut table, "description", out);
    let limit = table.number("limit", 0..LIMIT_MAX + 1, out);
    let order = table.text("order", out);
    let content = table.text("content", out);
    let ttl = table.number("ttl", 1..TTL_MAX + 1, out);
    let profiles = names(&mut table, "profile", out);
    let former = read_former(&mut table, out);
    table.finish(out);
    let Some(path) = path else {
        let found = Diagnostic::error("config-feed-path", "the feed has no `path`").at(placed.span);
        out.push(found.help("write `path = \"feed.xml\"`"));
        return None;
    };
    if let Some(fault) = path_fault(&path.value) {
        let message = format!("the path `{}` {fault}", path.value.escape_debug());
        let found = Diagnostic::error("config-feed-path", message).at(path.span);
        out.push(found.help("write a path below the output folder, such as `feeds/all.xml`"));
        return None;
    }
    let format = read_format(&path, format, out)?;
    let order = word(order, "order", &[("published", Order::Published), ("updated", Order::Updated)], out);
    let content = word(content, "content", &[("full", Content::Full), ("summary", Content::Summary)], out);
    let mut feed = FeedConfig::new(&path.value, format);
    feed.title = title;
    feed.description = description;
    if let Some(limit) = limit {
        feed.limit = usize::try_from(limit.value).ok().filter(|limit| *limit > 0);
    }
    feed.order = order.unwrap_or_default();
    feed.content = content.unwrap_or_default();
    feed.ttl_minutes = ttl.and_then(|ttl| u32::try_from(ttl.value).ok());
    feed.profiles = profiles;
    feed.former = former;
    Some((feed, path.span))
}

fn read_format(path: &Placed<String>, format: Option<Placed<String>>, out: &mut Vec<Diagnostic>) -> Option<Format> {
    let (named, span) = match format {
        Some(format) => (Format::parse(&format.value), format.span),
        None => (Format::of_path(&path.value), path.span),
    };
    if named.is_none() {
        let found = Diagnostic::error("config-feed-format", "it can't be told which format this feed has").at(span);
        out.push(found.help("write `format = \"rss\"`, `\"atom\"` or `\"json\"`"));
    }
    named
}

fn word<T: Copy>(
    given: Option<Placed<String>>,
    key: &str,
    words: &[(&str, T)],
    out: &mut Vec<Diagnostic>,
) -> Option<T> {
    let given = given?;
    let found = words.iter().find(|(word, _)| *word == given.value);
    if found.is_none() {
        let message = format!("`feed.{key}` can't be `{}`", given.value.escape_debug());
        let known = words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(" or ");
        out.push(Diagnostic::error("config-wrong-value", message).at(given.span).help(format!("write {known}")));
    }
    found.map(|(_, value)| *value)
}

/// Paths from the host's root, as they stand in an address.
fn read_former(table: &mut Table<'_>, out: &mut Vec<Diagnostic>) -> Vec<FormerPath> {
    let mut former = Vec::new();
    for Placed { value, span } in table.texts("former", out) {
        let is_path = value.starts_with('/') && !value.contains(['?', '#', '\\']);
        let base = Url::web("https://host.invalid/").ok().filter(|_| is_path);
        let joined = base.and_then(|base| base.join(&value).ok()).filter(|url| url.host() == "host.invalid");
        match joined {
            Some(url) => former.push(FormerPath { path: url.path().to_owned(), span }),
            None => {
                let message = format!("`{}` is no path from the host's root", value.escape_debug());
                let found = Diagnostic::error("config-feed-former", message).at(span);
                out.push(found.help("write a path such as `/rss.xml` or `/blog/feed/`"));
            }
        }
    }
    former
}

/// Reports former paths that are another's too, or at which a feed stands today: a redirect there would lead in a circle.
pub(super) fn check_former(site: &Url, feeds: &[FeedConfig], out: &mut Vec<Diagnostic>) {
    let today = |feed: &FeedConfig| {
        let encoded: Vec<String> = feed.path.split('/').map(crate::permalink::segment).collect();
        site.join(&format!("./{}", encoded.join("/"))).ok()
    };
    let today: HashSet<String> = feeds.iter().filter_map(today).map(|url| url.path().to_owned()).collect();
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

/// What is wrong with a feed's path; it must stay inside the output folder on every system.
pub(super) fn path_fault(path: &str) -> Option<&'static str> {
    if path.is_empty() || path.ends_with('/') {
        return Some("names no file");
    }
    if path.starts_with('/') || path.contains('\\') || path.contains(':') {
        return Some("is not relative to the output folder");
    }
    if path.split('/').any(|part| part == ".." || part == "." || part.is_empty()) {
        return Some("has a part that is empty, `.` or `..`");
    }
    path.chars().any(char::is_control).then_some("holds a control character")
}
