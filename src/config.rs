//! `feedwright.toml` → [`Config`]: what the site is, how it is built, which feeds it has.
//!
//! Everything has a default but the site's address. Reading never stops at the first fault: all of them are reported,
//! each with its place. Unknown keys are errors, since a misspelt key would otherwise be a setting that does nothing.

mod check;
mod feeds;
mod filter;
mod page;
mod pattern;
mod site;
mod table;

use std::io;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use crate::config::table::{Placed, Table};
use crate::date::{TimeOfDay, Zone};
use crate::diagnostic::{Diagnostic, Located, Span};
use crate::output::HostFile;
use crate::permalink::Permalink;

pub use check::{Check, FailOn, RuleName};
pub use feeds::{Content, FeedConfig, FormerPath};
pub use filter::{Facet, Filter, Globs, Test};
pub use page::Page;
pub use site::Site;

/// The configuration file's name.
pub const FILE_NAME: &str = "feedwright.toml";

/// For how many days an article can be announced as gone.
const TOMBSTONE_DAYS_MAX: u64 = 36_500;
/// How many old entries a feed may show as new, where nothing is said.
const FLOOD_LIMIT: usize = 10;
const FLOOD_LIMIT_MAX: u64 = 10_000_000;

/// A site's whole configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// What the site is.
    pub site: Site,
    /// How it is built.
    pub build: Build,
    /// Its feeds, in the order of the file.
    pub feeds: Vec<FeedConfig>,
    /// How feeds are judged.
    pub check: Check,
    /// What is made for people, beside the feeds.
    pub page: Page,
    /// `host.files`: the files for hosts that are written; none by default.
    pub host: Vec<HostFile>,
}

/// How a site is built: the table `[build]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Build {
    /// `output`: the folder for finished files, relative to the site's folder; `../public` by default.
    pub output: PathBuf,
    /// `permalink`: the pattern of articles' addresses; `/:year/:month/:slug/` by default.
    pub permalink: Permalink,
    /// `default_time`: the time of day for a date without one; midnight by default.
    pub default_time: TimeOfDay,
    /// `undated`: where the date of an article comes from that has none; nowhere by default.
    pub undated: Undated,
    /// `exclude`: patterns (as in `.gitignore`) of files that are no articles.
    pub exclude: Vec<String>,
    /// `ledger`: whether `feedwright.lock` is kept; it is by default.
    pub ledger: bool,
    /// `tombstones`: for how many days Atom feeds announce an article that is gone (RFC 6721); not at all by default.
    pub tombstones: u32,
    /// `flood_limit`: how many entries of a feed may appear as new in readers though they are old; 10 by default.
    pub flood_limit: usize,
}

/// Where the date of an article comes from when neither the article nor its name tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Undated {
    /// Nowhere: the article is reported and left out.
    #[default]
    Report,
    /// The commit that added the file.
    Git,
    /// The file's time of last modification.
    Modified,
}

/// Why there is no configuration.
#[derive(Debug)]
pub enum LoadError {
    /// The file could not be read.
    Io(io::Error),
    /// The file is wrong; every fault with its place.
    Invalid(Vec<Located>),
}

/// Reads `feedwright.toml` in a folder.
///
/// # Errors
/// A file that can't be read, or one with faults.
pub fn load(folder: &Path) -> Result<Config, LoadError> {
    load_with_text(folder).map(|(config, _)| config)
}

/// The same, and the text that it was read from.
///
/// # Errors
/// As [`load`].
pub fn load_with_text(folder: &Path) -> Result<(Config, String), LoadError> {
    let path = folder.join(FILE_NAME);
    let bytes = std::fs::read(&path).map_err(LoadError::Io)?;
    let shown = path.to_string_lossy();
    let shown = shown.strip_prefix("./").unwrap_or(&shown);
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let message = format!("the file is not UTF-8: byte {at} starts no character");
        let found = Diagnostic::error("config-encoding", message).help("save the file as UTF-8");
        LoadError::Invalid(vec![found.without_text(shown)])
    })?;
    let bare = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let locate = |found: Vec<Diagnostic>| found.into_iter().map(|one| one.locate(shown, bare)).collect();
    let config = parse(bare).map_err(|found| LoadError::Invalid(locate(found)))?;
    Ok((config, text))
}

/// Reads a configuration from text.
///
/// # Errors
/// Every fault, in the order of their places.
pub fn parse(text: &str) -> Result<Config, Vec<Diagnostic>> {
    let table = DeTable::parse(text).map_err(|error| {
        let span = error.span().map(|range| Span::new(range.start, range.end));
        let message = error.message().lines().next().unwrap_or("the file is not TOML").to_owned();
        vec![Diagnostic::error("config-not-toml", message).at(span).help("see https://toml.io for the file's grammar")]
    })?;
    let mut out = Vec::new();
    let mut root = Table::new(table.into_inner(), "");
    let site = site::read(root.table("site", &mut out), &mut out);
    let build = read_build(root.table("build", &mut out), &mut out);
    let zone = site.as_ref().map_or_else(Zone::default, |site| site.zone.clone());
    let feeds = feeds::read(root.tables("feed", &mut out), text, &zone, &build, &mut out);
    let check = check::read(root.table("check", &mut out), &mut out);
    let page = page::read(root.table("page", &mut out), &feeds, &mut out);
    let host = page::read_host(root.table("host", &mut out), &mut out);
    if let Some(site) = &site {
        feeds::check_former(&site.url, &feeds, &mut out);
    }
    root.finish(&mut out);
    out.sort_by_key(|found| found.span.map_or(0, |span| span.start));
    match site {
        Some(site) if out.is_empty() => Ok(Config { site, build, feeds, check, page, host }),
        _ => Err(out),
    }
}

impl Default for Build {
    fn default() -> Build {
        let permalink = Permalink::parse("/:year/:month/:slug/").expect("the default pattern is one that parses");
        let default_time = TimeOfDay::MIDNIGHT;
        let output = PathBuf::from("../public");
        Build {
            output,
            permalink,
            default_time,
            undated: Undated::Report,
            exclude: Vec::new(),
            ledger: true,
            tombstones: 0,
            flood_limit: FLOOD_LIMIT,
        }
    }
}

fn read_build(table: Option<Table<'_>>, out: &mut Vec<Diagnostic>) -> Build {
    let mut build = Build::default();
    let Some(mut table) = table else { return build };
    if let Some(output) = table.text("output", out) {
        build.output = PathBuf::from(output.value);
    }
    if let Some(Placed { value, span }) = table.text("permalink", out) {
        match Permalink::parse(&value) {
            Ok(permalink) => build.permalink = permalink,
            Err(error) => out.push(
                // The quotes of the TOML string stand before the pattern.
                Diagnostic::error("config-permalink", error.to_string())
                    .at(within(span, error.start, error.end))
                    .help(error.help()),
            ),
        }
    }
    if let Some(Placed { value, span }) = table.text("default_time", out) {
        match TimeOfDay::parse(&value) {
            Ok(time) => build.default_time = time,
            Err(error) => out.push(Diagnostic::error("config-time", error.to_string()).at(span).help("write `09:00`")),
        }
    }
    if let Some(Placed { value, span }) = table.text("undated", out) {
        match value.as_str() {
            "report" => build.undated = Undated::Report,
            "git" => build.undated = Undated::Git,
            "modified" => build.undated = Undated::Modified,
            other => out.push(
                Diagnostic::error("config-wrong-value", format!("`build.undated` can't be `{}`", other.escape_debug()))
                    .at(span)
                    .help("write `report`, `git` or `modified`"),
            ),
        }
    }
    build.ledger = table.flag("ledger", out).unwrap_or(build.ledger);
    if let Some(days) = table.number("tombstones", 0..TOMBSTONE_DAYS_MAX + 1, out) {
        build.tombstones = u32::try_from(days.value).unwrap_or(build.tombstones);
    }
    if let Some(limit) = table.number("flood_limit", 0..FLOOD_LIMIT_MAX + 1, out) {
        build.flood_limit = usize::try_from(limit.value).unwrap_or(FLOOD_LIMIT);
    }
    build.exclude = table.texts("exclude", out).into_iter().map(|pattern| pattern.value).collect();
    table.finish(out);
    build
}

/// A place within a quoted value.
fn within(value: Span, start: usize, end: usize) -> Span {
    Span::new((value.start + 1 + start).min(value.end), (value.start + 1 + end).min(value.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Excerpt;
    use crate::output::Format;

    #[track_caller]
    fn faults(text: &str) -> Vec<String> {
        let describe = |found: Diagnostic| {
            let cut = found.span.map(|span| Excerpt::cut(text, span));
            let place = cut.map(|cut| format!("{}:{}: ", cut.line, cut.column)).unwrap_or_default();
            format!("{place}{} | {}", found.message, found.help.unwrap_or_default())
        };
        parse(text).err().unwrap_or_default().into_iter().map(describe).collect()
    }

    #[test]
    fn a_refused_address_is_told_as_it_was_written() {
        let found = faults("[site]\nurl = \"blog.example\"");
        assert!(found[0].starts_with("2:7: `blog.example` is not an absolute address"), "{found:?}");
        let found = faults("[site]\nurl = \"https://blog.example\"\n[build]\npermalink = \"/:yaer/:slug/\"");
        assert_eq!(found, ["4:15: `:yaer` is no token of a permalink | write `:year`"]);
    }

    #[test]
    fn the_address_alone_is_enough() {
        let config = parse("[site]\nurl = \"https://carnet.example\"\n").unwrap();
        assert_eq!(config.site.url.as_str(), "https://carnet.example/");
        assert_eq!(config.site.title.as_str(), "carnet.example");
        let feeds: Vec<_> = config.feeds.iter().map(|feed| (feed.path.as_str(), feed.format, feed.limit)).collect();
        let newest = Some(20);
        let expected = [
            ("feed.xml", Format::Rss, newest),
            ("atom.xml", Format::Atom, newest),
            ("feed.json", Format::Json, newest),
        ];
        assert_eq!(feeds, expected);
    }

    #[test]
    fn every_fault_is_reported_with_its_place() {
        let text = "[site]\nurl = \"carnet.example\"\ntimezone = \"Europe/Pariss\"\ntilte = 1\nlanguage = \"français\"\n\
                    [build]\npermalink = \"/:yaer/:slug/\"\n[[feed]]\npath = \"../x.xml\"\nlimit = -1\n[fed]\n";
        let found = faults(text);
        let starts = [
            "2:7: ",
            "3:12: ",
            "4:1: unknown key `tilte` in `[site]` | write `title`",
            "5:12: ",
            "7:15: `:yaer`",
            "9:8: ",
            "10:9: ",
            "11:2: unknown key `fed`",
        ];
        assert_eq!(found.len(), starts.len(), "{found:#?}");
        for (fault, start) in found.iter().zip(starts) {
            assert!(fault.starts_with(start), "{fault} does not start with {start}");
        }
    }

    #[test]
    fn a_missing_address_is_asked_for() {
        assert!(faults("").iter().any(|fault| fault.contains("url")), "{:?}", faults(""));
        assert!(faults("[site]\ntitle = \"x\"").iter().any(|fault| fault.contains("`site.url` is missing")));
    }

    #[test]
    fn what_is_not_toml_is_placed() {
        assert!(faults("[site\nurl = 1")[0].starts_with("1:"), "{:?}", faults("[site\nurl = 1"));
        assert!(!faults("a = 1\na = 2").is_empty());
    }
}
