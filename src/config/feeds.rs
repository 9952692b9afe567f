//! The tables `[[feed]]`.

use crate::config::check::{RuleName, names};
use crate::config::filter::{self, Facet, Filter};
use crate::config::pattern;
use crate::config::site::line;
use crate::config::table::{Placed, Table};
use crate::date::Zone;
use crate::diagnostic::{Diagnostic, Excerpt, Span};
use crate::model::{Order, Text};
use crate::output::Format;

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
            order: Order::Published,
            content: Content::Full,
            ttl_minutes: None,
            profiles: Vec::new(),
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
        for (mut feed, span) in read_one(table, zone, out) {
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

/// The feeds of one table, one for each of its formats.
fn read_one(placed: Placed<Table<'_>>, zone: &Zone, out: &mut Vec<Diagnostic>) -> Vec<(FeedConfig, Span)> {
    let mut table = placed.value;
    let path = table.text("path", out);
    let formats = read_formats(&mut table, out);
    let for_each = table.text("for_each", out);
    let title = placed_line(&mut table, "title", out);
    let description = placed_line(&mut table, "description", out);
    let filter = filter::read(&mut table, zone, out);
    let mut feed = FeedConfig::new("", Format::Rss);
    limits(&mut table, &mut feed, out);
    let order = table.text("order", out);
    let content = table.text("content", out);
    let ttl = table.number("ttl", 1..TTL_MAX + 1, out);
    feed.profiles = names(&mut table, "profile", out);
    table.finish(out);
    let order = word(order, "order", &[("published", Order::Published), ("updated", Order::Updated)], out);
    let content = word(content, "content", &[("full", Content::Full), ("summary", Content::Summary)], out);
    feed.order = order.unwrap_or_default();
    feed.content = content.unwrap_or_default();
    feed.ttl_minutes = ttl.and_then(|ttl| u32::try_from(ttl.value).ok());
    let Some(path) = path else {
        let found = Diagnostic::error("config-feed-path", "the feed has no `path`").at(placed.span);
        out.push(found.help("write `path = \"feed.xml\"`"));
        return Vec::new();
    };
    let before = out.len();
    let is_one = for_each.is_none();
    feed.for_each = pattern::for_each(for_each, &path, &filter, out);
    if is_one {
        pattern::verify(&path, None, true, out);
    }
    if out.len() == before {
        let texts = [&title, &description].into_iter().flatten();
        texts.for_each(|text| pattern::verify(text, feed.for_each, false, out));
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
    let Some(files) = files(&path, formats, out) else { return Vec::new() };
    files
        .into_iter()
        .map(|(path_of, format)| (FeedConfig { path: path_of, format, ..feed.clone() }, path.span))
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

/// What `format` says.
struct Formats {
    named: Vec<Format>,
    /// Whether it is a list, so that each format adds its extension to the path.
    is_list: bool,
}

/// Reads `format`; `None` where it is left out, and no format at all where what it says is wrong.
fn read_formats(table: &mut Table<'_>, out: &mut Vec<Diagnostic>) -> Option<Formats> {
    let span = table.place("format");
    let is_list = table.is_list("format");
    let before = out.len();
    let mut named = Vec::new();
    for text in table.texts("format", out) {
        let fault = match Format::parse(&text.value) {
            Some(format) if named.contains(&format) => format!("`{}` stands twice", text.value.escape_debug()),
            Some(format) => {
                named.push(format);
                continue;
            }
            None => format!("`{}` is no format of a feed", text.value.escape_debug()),
        };
        let found = Diagnostic::error("config-feed-format", fault).at(text.span);
        out.push(found.help("write `format = \"rss\"`, `\"atom\"` or `\"json\"`, or a list of these"));
    }
    if span.is_some() && named.is_empty() && out.len() == before {
        let found = Diagnostic::error("config-feed-format", "the list of formats is empty").at(span);
        out.push(found.help("write `format = [\"rss\", \"atom\"]`, or leave it out"));
    }
    span.map(|_| Formats { named, is_list })
}

/// The files of a table: their paths and formats.
fn files(path: &Placed<String>, formats: Option<Formats>, out: &mut Vec<Diagnostic>) -> Option<Vec<(String, Format)>> {
    let of_name = Format::of_path(&path.value);
    match formats {
        Some(Formats { named, is_list: true }) => {
            if of_name.is_some() {
                let message = format!("with a list of formats, each adds its own extension to `{}`", path.value);
                let bare = path.value.rsplit_once('.').map_or(path.value.as_str(), |(bare, _)| bare);
                let found = Diagnostic::error("config-feed-format", message).at(path.span);
                out.push(found.help(format!("write `path = \"{bare}\"`")));
                return None;
            }
            let extension = |format| match format {
                Format::Rss => "xml",
                Format::Atom => "atom",
                Format::Json => "json",
            };
            Some(named.into_iter().map(|format| (format!("{}.{}", path.value, extension(format)), format)).collect())
        }
        Some(Formats { named, is_list: false }) => {
            Some(named.into_iter().map(|format| (path.value.clone(), format)).collect())
        }
        None => {
            if of_name.is_none() {
                let message = "it can't be told which format this feed has";
                let found = Diagnostic::error("config-feed-format", message).at(path.span);
                out.push(found.help("write `format = \"rss\"`, `\"atom\"` or `\"json\"`"));
            }
            of_name.map(|format| vec![(path.value.clone(), format)])
        }
    }
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
fn path_fault(path: &str) -> Option<&'static str> {
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
mod tests {
    use super::*;
    use crate::config;
    use crate::config::Test;

    #[track_caller]
    fn feeds(tables: &str) -> Result<Vec<FeedConfig>, Vec<String>> {
        let text = format!("{tables}\n[site]\nurl = \"https://carnet.example/\"\n");
        let describe = |found: Diagnostic| {
            let cut = found.span.map(|span| Excerpt::cut(&text, span));
            let place = cut.map(|cut| format!("{}:{}: ", cut.line, cut.column)).unwrap_or_default();
            format!("{place}{} | {}", found.message, found.help.unwrap_or_default())
        };
        config::parse(&text).map(|config| config.feeds).map_err(|found| found.into_iter().map(describe).collect())
    }

    #[track_caller]
    fn refuse(tables: &str, expected: &[&str]) {
        assert_eq!(feeds(&format!("[[feed]]\n{tables}")).unwrap_err(), expected, "{tables}");
    }

    #[test]
    fn a_list_of_formats_is_a_file_each() {
        let read =
            feeds("[[feed]]\npath = \"by/{tag}\"\nformat = [\"rss\", \"json\", \"atom\"]\nfor_each = \"tag\"").unwrap();
        let files: Vec<_> = read.iter().map(|feed| (feed.path.as_str(), feed.format, feed.for_each)).collect();
        let tag = Some(Facet::Tag);
        let expected = [
            ("by/{tag}.xml", Format::Rss, tag),
            ("by/{tag}.json", Format::Json, tag),
            ("by/{tag}.atom", Format::Atom, tag),
        ];
        assert_eq!(files, expected);
        assert_eq!(read[0].place.as_ref().map(|place| (place.line, place.column)), Some((2, 8)));
        let one = feeds("[[feed]]\npath = \"x\"\nformat = \"atom\"").unwrap();
        assert_eq!((one[0].path.as_str(), one[0].format), ("x", Format::Atom));
    }

    #[test]
    fn limits_are_numbers_ages_and_bytes() {
        let read = |limits: &str| feeds(&format!("[[feed]]\npath = \"x.xml\"\n{limits}")).unwrap().remove(0);
        let ages = [("90 days", 7_776_000), ("1 hour", 3_600), ("2weeks", 1_209_600), (" 1  year ", 31_536_000)];
        for (written, seconds) in ages {
            assert_eq!(read(&format!("max_age = \"{written}\"")).max_age, Some(seconds), "{written}");
        }
        assert_eq!(read("max_bytes = 524288").max_bytes, Some(524_288));
        assert_eq!((read("limit = 0").limit, read("").limit, read("").max_bytes), (None, Some(20), None));
    }

    #[test]
    fn filters_are_read() {
        let read = feeds(
            "[[feed]]\npath = \"x.xml\"\ntag = \" Rust  lang \"\nsection = \"/notes/\"\nlang = \"fr_ca\"\nnot = {any = [{author = \"A\"}]}",
        );
        let has = |facet, value: &str| Test::Has(facet, vec![value.to_owned()]);
        let any = Filter { tests: vec![Test::Any(vec![Filter { tests: vec![has(Facet::Author, "A")] }])] };
        let expected = [
            has(Facet::Tag, "Rust lang"),
            has(Facet::Section, "notes"),
            has(Facet::Lang, "fr-CA"),
            Test::Not(vec![any]),
        ];
        assert_eq!(read.unwrap()[0].filter.tests, expected);
    }

    #[test]
    fn what_a_path_can_not_be_is_said_with_its_place() {
        refuse(
            "path = \"{tag}.xml\"",
            &["2:9: `{tag}` has no value, since this is one feed for all | add `for_each = \"tag\"`"],
        );
        refuse("path = \"a/{tga}.xml\"", &["2:11: `{tga}` is no placeholder | write `{tag}`"]);
        refuse(
            "path = \"{x}.xml\"",
            &["2:9: `{x}` is no placeholder | use one of {tag}, {section}, {author}, {lang}, {year}, or no braces"],
        );
        refuse(
            "path = \"x.xml\"\nfor_each = \"tag\"",
            &[
                "2:8: with `for_each = \"tag\"`, the path needs `{tag}`: else all are one file | write a path such as `tags/{tag}.xml`",
            ],
        );
        refuse(
            "path = \"{tag}/{year}.xml\"\nfor_each = \"tag\"",
            &["2:15: `{year}` has no value in a feed for each tag | write `{tag}`"],
        );
        refuse("path = \"{tag}.xml\"\nfor_each = \"tags\"", &["3:12: `feed.for_each` can't be `tags` | write `tag`"]);
        refuse(
            "path = \"{tag}.xml\"\nfor_each = \"tag\"\ntitle = \"On {tags}\"",
            &["4:13: `{tags}` is no placeholder | write `{tag}`"],
        );
        refuse(
            "path = \"x.xml\"\n[[feed]]\npath = \"X.XML\"",
            &["4:8: two feeds have the path `X.XML`, the other on line 2 | give each feed a path of its own"],
        );
        refuse(
            "path = \"x.xml\"\nformat = [\"rss\"]",
            &["2:8: with a list of formats, each adds its own extension to `x.xml` | write `path = \"x\"`"],
        );
        refuse(
            "path = \"x\"\nformat = [\"rss\", \"rss\"]",
            &["3:18: `rss` stands twice | write `format = \"rss\"`, `\"atom\"` or `\"json\"`, or a list of these"],
        );
        // Braces are nothing to a title that has no value to show.
        assert!(feeds("[[feed]]\npath = \"x.xml\"\ntitle = \"{x} and {{y\"").is_ok());
    }

    #[test]
    fn what_no_article_can_meet_is_said_with_its_place() {
        let feed = |filter: &str| format!("path = \"x.xml\"\n{filter}");
        let cases = [
            (
                "any = []",
                "3:7: `any` is empty, so it says nothing | write `any = [{ tag = \"rust\" }]`, or leave it out",
            ),
            (
                "not = {}",
                "3:7: a table of `not` is empty, so every article fits | write a condition such as `{ tag = \"rust\" }`",
            ),
            ("tag = []", "3:7: `tag` is empty, so no article fits | give it a value, or leave it out"),
            ("tag = \" \"", "3:7: `tag` holds an empty text | write a name, or leave it out"),
            ("lang = \"french!\"", "3:8: `french!` is not a language tag | write a tag such as `fr` or `en-GB`"),
            (
                "after = 2025-02-01\nbefore = 2025-01-01",
                "4:10: `after` is not before `before`, so no article fits | swap the two dates",
            ),
            (
                "section = \"a\"\nall = { section = \"b\" }",
                "4:7: an article has one section, not two, so no article fits | list the sections of which one is enough: `section = [\"a\", \"b\"]`",
            ),
            (
                "tag = \"a\"\nnot = { tag = [\"b\", \"a\"] }",
                "4:7: tag `a` is asked for and refused, so no article fits | leave one of the two out",
            ),
            ("any = [{ tga = \"a\" }]", "3:10: unknown key `tga` in `[any]` | write `tag`"),
            (
                "section = \"a/b\"",
                "3:11: `a/b` is no section: that is the first folder of a path | use the path, as in `all = { path = \"/posts/2025/\" }`",
            ),
            (
                "not = { path = \"!a\" }",
                "3:16: `!` takes back what another pattern lets in, and there is none, so no article fits | write the pattern without `!` under `not`",
            ),
            (
                "max_age = \"soon\"",
                "3:11: `feed.max_age` can't be `soon` | write a number of `hours`, `days`, `weeks` or `years`, such as `90 days`",
            ),
        ];
        for (filter, expected) in cases {
            refuse(&feed(filter), &[expected]);
        }
        assert_eq!(feeds(&format!("[[feed]]\n{}", feed("after = \"someday\""))).unwrap_err().len(), 1);
        assert_eq!(feeds(&format!("[[feed]]\n{}", feed("max_bytes = 12"))).unwrap_err().len(), 1);
        refuse(
            "path = \"{tag}.xml\"\nfor_each = \"tag\"\ntag = \"a\"",
            &["3:12: a feed for each tag can't be asked to show one tag only | leave `for_each` out, or `tag`"],
        );
        // What may well be is let be.
        for filter in [
            "tag = \"a\"\nnot = { tag = \"b\" }",
            "tag = [\"a\", \"b\"]\nnot = { tag = \"b\" }",
            "all = [{ tag = \"a\" }, { tag = \"b\" }]",
        ] {
            assert!(feeds(&format!("[[feed]]\n{}", feed(filter))).is_ok(), "{filter}");
        }
    }
}
