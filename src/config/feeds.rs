//! The tables `[[feed]]`.

mod archive;
mod formats;
mod former;

use crate::config::Build;
use crate::config::check::{RuleName, names};
use crate::config::filter::{self, Facet, Filter};
use crate::config::pattern;
use crate::config::site::line;
use crate::config::table::{Placed, Table};
use crate::date::Zone;
use crate::diagnostic::{Diagnostic, Excerpt, Span};
use crate::model::{Order, Text};
use crate::output::Format;

pub use former::FormerPath;
pub(super) use former::check as check_former;

/// One feed file, or, with [`for_each`](FeedConfig::for_each), one for each value. A table that lists formats is one of
/// these for each.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedConfig {
    /// `path`: the file, below the output folder; with `for_each`, a pattern with its placeholder.
    pub path: String,
    /// `format`: by default what the path's name stands for.
    pub format: Format,
    /// `for_each`: by what articles are shared out, a feed for each value that there is.
    pub for_each: Option<Facet>,
    /// `title`: the site's by default; with `for_each`, a pattern, and by default the site's and the value.
    pub title: Option<Text>,
    /// `description`: the site's by default; with `for_each`, a pattern.
    pub description: Option<Text>,
    /// `tag`, `section`, `author`, `lang`, `after`, `before`, `any`, `all`, `not`: which articles it shows.
    pub filter: Filter,
    /// `limit`: how many entries at most; 20 by default, `None` for `limit = 0`: all of them.
    pub limit: Option<usize>,
    /// `max_age`: how old entries may be, in seconds.
    pub max_age: Option<i64>,
    /// `max_bytes`: how large the file may be.
    pub max_bytes: Option<usize>,
    /// `archive`: the entries that it has no room for stay in pages of this many (`archive_size`, 100 by default); not by
    /// default.
    pub archive: Option<usize>,
    /// `order`: `published` (by default) or `updated`.
    pub order: Order,
    /// `content`: `full` (by default) or `summary`.
    pub content: Content,
    /// `ttl`: minutes that a reader may keep the feed (RSS).
    pub ttl_minutes: Option<u32>,
    /// `profile`: the destinations that the feed is meant for; those of `[check]` by default.
    pub profiles: Vec<RuleName>,
    /// Where its path stands in the file; `None` of a feed that nobody asked for by name.
    pub place: Option<Excerpt>,
    /// `former`: paths that the feed had before, from the host's root; hosts are told to redirect them.
    pub former: Vec<FormerPath>,
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
/// A feed says something of itself even before its first entry.
const BYTES_MIN: u64 = 1024;
const BYTES_MAX: u64 = 1 << 40;
const LIMIT_MAX: u64 = 10_000_000;
/// A week: whoever wants to be asked less often than that should not name a time at all.
const TTL_MAX: u64 = 7 * 24 * 60;

impl FeedConfig {
    fn new(path: &str, format: Format) -> FeedConfig {
        FeedConfig {
            path: path.to_owned(),
            format,
            for_each: None,
            title: None,
            description: None,
            filter: Filter::default(),
            limit: Some(DEFAULT_LIMIT),
            max_age: None,
            max_bytes: None,
            archive: None,
            order: Order::Published,
            content: Content::Full,
            ttl_minutes: None,
            profiles: Vec::new(),
            former: Vec::new(),
            place: None,
        }
    }

    /// Whether it shows only a part of what there is, whatever its limits.
    pub fn is_part(&self) -> bool {
        self.for_each.is_some() || !self.filter.tests.is_empty()
    }

    /// Whether one of its files may have this path.
    pub fn may_have(&self, path: &str) -> bool {
        let Some(placeholder) = self.for_each.map(Facet::placeholder) else { return self.path == path };
        let (before, after) = (self.path.split(&placeholder).next(), self.path.rsplit(&placeholder).next());
        before.is_some_and(|before| path.starts_with(before)) && after.is_some_and(|after| path.ends_with(after))
    }
}

pub(super) fn read(
    tables: Vec<Placed<Table<'_>>>,
    text: &str,
    zone: &Zone,
    build: &Build,
    out: &mut Vec<Diagnostic>,
) -> Vec<FeedConfig> {
    if tables.is_empty() {
        return vec![
            FeedConfig::new("feed.xml", Format::Rss),
            FeedConfig::new("atom.xml", Format::Atom),
            FeedConfig::new("feed.json", Format::Json),
        ];
    }
    let mut feeds: Vec<FeedConfig> = Vec::with_capacity(tables.len());
    for table in tables {
        for (mut feed, span) in read_one(table, zone, build, out) {
            let place = Excerpt::cut(text, span);
            // Two names that differ only in case are one file on many disks.
            let is_same = |other: &&FeedConfig| other.path.to_lowercase() == feed.path.to_lowercase();
            if let Some(other) = feeds.iter().find(is_same).and_then(|other| other.place.as_ref()) {
                let message = format!("two feeds have the path `{}`, the other on line {}", feed.path, other.line);
                let found = Diagnostic::error("config-feed-path", message).at(span);
                out.push(found.help("give each feed a path of its own"));
            }
            feed.place = Some(place);
            feeds.push(feed);
        }
    }
    feeds
}

/// The path of a table's feeds; that there is none is reported.
fn path(table: &mut Table<'_>, span: Span, out: &mut Vec<Diagnostic>) -> Option<Placed<String>> {
    let before = out.len();
    let path = table.text("path", out);
    if path.is_none() && out.len() == before {
        let found = Diagnostic::error("config-feed-path", "the feed has no `path`").at(span);
        out.push(found.help("write `path = \"feed.xml\"`"));
    }
    path
}

/// The feeds of one table, one for each of its formats.
fn read_one(
    placed: Placed<Table<'_>>,
    zone: &Zone,
    build: &Build,
    out: &mut Vec<Diagnostic>,
) -> Vec<(FeedConfig, Span)> {
    let mut table = placed.value;
    let path = path(&mut table, placed.span, out);
    let formats = formats::read(&mut table, out);
    let for_each = table.text("for_each", out);
    let title = placed_line(&mut table, "title", out);
    let description = placed_line(&mut table, "description", out);
    let filter = filter::read(&mut table, zone, out);
    let mut feed = FeedConfig::new("", Format::Rss);
    let archive = archive::read(&mut table, out);
    limits(&mut table, &mut feed, out);
    let order = table.text("order", out);
    let content = table.text("content", out);
    let ttl = table.number("ttl", 1..TTL_MAX + 1, out);
    feed.profiles = names(&mut table, "profile", out);
    feed.former = former::read(&mut table, out);
    table.finish(out);
    let order = word(order, "order", &[("published", Order::Published), ("updated", Order::Updated)], out);
    let content = word(content, "content", &[("full", Content::Full), ("summary", Content::Summary)], out);
    feed.order = order.unwrap_or_default();
    feed.content = content.unwrap_or_default();
    feed.ttl_minutes = ttl.and_then(|ttl| u32::try_from(ttl.value).ok());
    archive.put(&mut feed, build, out);
    let Some(path) = path else { return Vec::new() };
    let before = out.len();
    let is_one = for_each.is_none();
    feed.for_each = pattern::for_each(for_each, &path, &filter, out);
    if is_one {
        pattern::verify(&path, None, true, out);
    }
    if out.len() == before {
        let texts = [&title, &description].into_iter().flatten();
        texts.for_each(|text| pattern::verify(text, feed.for_each, false, out));
        former::verify(&feed.former, feed.for_each, out);
    }
    feed.title = title.and_then(|title| Text::line(&title.value));
    feed.description = description.and_then(|description| Text::line(&description.value));
    feed.filter = filter;
    if let Some(fault) = path_fault(&path.value) {
        let message = format!("the path `{}` {fault}", path.value.escape_debug());
        let found = Diagnostic::error("config-feed-path", message).at(path.span);
        out.push(found.help("write a path below the output folder, such as `feeds/all.xml`"));
        return Vec::new();
    }
    let Some(files) = formats::files(&path, formats, out) else { return Vec::new() };
    files
        .into_iter()
        .enumerate()
        .map(|(number, (path_of, format))| {
            let mut one = FeedConfig { path: path_of, format, ..feed.clone() };
            if number > 0 {
                // A path leads to one feed alone: to the first format that is named.
                one.former.clear();
            }
            (one, path.span)
        })
        .collect()
}

fn placed_line(table: &mut Table<'_>, key: &'static str, out: &mut Vec<Diagnostic>) -> Option<Placed<String>> {
    let span = table.place(key);
    let text = line(table, key, out)?;
    Some(Placed { value: text.into_string(), span: span? })
}

fn limits(table: &mut Table<'_>, feed: &mut FeedConfig, out: &mut Vec<Diagnostic>) {
    if let Some(limit) = table.number("limit", 0..LIMIT_MAX + 1, out) {
        feed.limit = usize::try_from(limit.value).ok().filter(|limit| *limit > 0);
    }
    if let Some(bytes) = table.number("max_bytes", BYTES_MIN..BYTES_MAX + 1, out) {
        feed.max_bytes = usize::try_from(bytes.value).ok();
    }
    if let Some(Placed { value, span }) = table.text("max_age", out) {
        feed.max_age = age(&value);
        if feed.max_age.is_none() {
            let message = format!("`feed.max_age` can't be `{}`", value.escape_debug());
            let found = Diagnostic::error("config-wrong-value", message).at(span);
            out.push(found.help("write a number of `hours`, `days`, `weeks` or `years`, such as `90 days`"));
        }
    }
}

/// An age in seconds; a year has 365 days.
fn age(text: &str) -> Option<i64> {
    const HOUR: i64 = 3600;
    let text = text.trim();
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
    let seconds = match unit.trim() {
        "hour" | "hours" => HOUR,
        "day" | "days" => 24 * HOUR,
        "week" | "weeks" => 7 * 24 * HOUR,
        "year" | "years" => 365 * 24 * HOUR,
        _ => return None,
    };
    number.parse::<i32>().ok().filter(|number| *number > 0).map(|number| i64::from(number) * seconds)
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

#[cfg(test)]
mod tests;
