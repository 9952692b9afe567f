//! Files by which a host serves feeds well: with the right media type and charset, kept for a quarter of an hour, and
//! found at the paths that they had before.
//!
//! `_headers` and `_redirects` are read by Netlify, Cloudflare Pages and others; the other two are for Apache and nginx.
//! Compression, ETags and 304 are what all of these do by default, or for a whole site.

use std::collections::BTreeMap;

use crate::model::Url;
use crate::output::{Format, HostFile, Output};
use crate::render::GENERATOR;
use crate::render::listing::{ListedFeed, Listing};
use crate::render::opml;

/// How long caches may keep a feed, in seconds: what readers wait for at most when an article is published.
const LIFE_SECONDS: u32 = 900;

/// From how many feeds of one extension on those of a folder are told of as one: hosts limit how many rules there may be
/// (Cloudflare Pages: 100 of headers).
const FOLDER_FEEDS_MIN: usize = 10;

/// How a host is told of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Serving<'a> {
    /// Whether feeds name a style sheet: then they have to be served as XML, or no browser shows them with it.
    pub is_styled: bool,
    /// Where the list of all feeds stands.
    pub opml: Option<&'a Url>,
}

/// One of the files that hosts read.
pub fn render(listing: &Listing, file: HostFile, serving: Serving<'_>) -> Output {
    let rules = rules(listing, serving);
    let moved = moved(listing);
    let mut out = format!("# {GENERATOR}: how the feeds are served\n");
    match file {
        HostFile::Headers => headers(&rules, &mut out),
        HostFile::Redirects => redirects(&moved, &mut out),
        HostFile::Apache => apache(&rules, &moved, &mut out),
        HostFile::Nginx => nginx(&rules, &moved, &mut out),
    }
    Output { bytes: out.into_bytes(), media_type: "text/plain", modified: listing.updated }
}

/// Which files are meant, by their paths from the host's root, as they stand in an address.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Files {
    One(String),
    /// All pages of an archive: what stands before and behind their numbers.
    Pages(String, String),
    /// All files in a folder, whose path ends with `/`, that have an extension, told with its dot: a site's own pages may
    /// stand beside its feeds.
    Folder(String, String),
}

/// The paths of some files, and the media type that they are served with.
type Rule = (Files, &'static str);

fn media_type(format: Format, serving: Serving<'_>) -> &'static str {
    match format {
        Format::Rss | Format::Atom if serving.is_styled => "application/xml",
        other => other.media_type(),
    }
}

fn rules(listing: &Listing, serving: Serving<'_>) -> Vec<Rule> {
    let mut folders: BTreeMap<&str, Vec<(&str, Files, &'static str)>> = BTreeMap::new();
    let opml = serving.opml.map(|address| (address.path(), one(address.path()), opml::MEDIA_TYPE));
    let feeds = listing.feeds.iter().flat_map(|feed| {
        let kind = media_type(feed.format, serving);
        let archive = feed.archive.as_ref().map(|page| (page.path(), pages(page.path()), kind));
        std::iter::once((feed.address.path(), one(feed.address.path()), kind)).chain(archive)
    });
    let root = listing.home.path();
    for (path, files, kind) in feeds.chain(opml) {
        folders.entry(split(path).0).or_default().push((split(path).1, files, kind));
    }
    let mut rules = Vec::new();
    for (folder, files) in folders {
        // The site's own folder holds other files of every kind.
        let many = if folder == root { BTreeMap::new() } else { many(&files) };
        for (extension, files, kind) in files {
            let rule = match many.get(extension) {
                Some(kind) => (Files::Folder(folder.to_owned(), extension.to_owned()), *kind),
                None => (files, kind),
            };
            if !matches!(rule.0, Files::Folder(..)) || !rules.contains(&rule) {
                rules.push(rule);
            }
        }
    }
    rules
}

/// The extensions that many files of a folder have, all of one media type.
fn many<'a>(files: &[(&'a str, Files, &'static str)]) -> BTreeMap<&'a str, &'static str> {
    let mut kinds: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    files.iter().for_each(|(extension, _, kind)| kinds.entry(extension).or_default().push(kind));
    kinds.retain(|_, kinds| kinds.len() >= FOLDER_FEEDS_MIN && kinds.iter().all(|kind| *kind == kinds[0]));
    kinds.into_iter().map(|(extension, kinds)| (extension, kinds[0])).collect()
}

/// The folder that a file stands in, with `/` at its end, and the extension of the file, with its dot.
fn split(path: &str) -> (&str, &str) {
    let (folder, file) = path.split_at(path.rfind('/').map_or(0, |at| at + 1));
    (folder, file.rfind('.').map_or("", |at| &file[at..]))
}

fn one(path: &str) -> Files {
    Files::One(path.to_owned())
}

/// All pages of the archive to which a page belongs: `/archive/feed-3.xml`.
fn pages(page: &str) -> Files {
    let extension = split(page).1;
    let before = page[..page.len() - extension.len()].trim_end_matches(|c: char| c.is_ascii_digit());
    Files::Pages(before.to_owned(), extension.to_owned())
}

/// Former paths, and where the feeds stand now.
fn moved<'a>(listing: &'a Listing) -> Vec<(&'a str, &'a str)> {
    let of_feed = |feed: &'a ListedFeed| feed.former.iter().map(|former| (former.as_str(), feed.address.path()));
    listing.feeds.iter().flat_map(of_feed).collect()
}

/// A media type with its charset. JSON is always UTF-8, and has no such parameter (RFC 8259, section 11).
fn with_charset(kind: &str) -> String {
    if kind.ends_with("json") { kind.to_owned() } else { format!("{kind}; charset=utf-8") }
}

fn headers(rules: &[Rule], out: &mut String) {
    let ends = |files: &Files| match files {
        Files::One(_) => None,
        Files::Pages(before, after) => Some((before.clone(), after.clone())),
        Files::Folder(folder, extension) => Some((folder.clone(), extension.clone())),
    };
    let wide: Vec<(String, String, &str)> =
        rules.iter().filter_map(|(files, kind)| ends(files).map(|(before, after)| (before, after, *kind))).collect();
    for (files, kind) in rules {
        let path = match files {
            Files::One(path) => path.clone(),
            Files::Pages(before, after) | Files::Folder(before, after) => format!("{before}*{after}"),
        };
        // A star stands for folders, too, and where two rules fit, hosts join what they say with a comma.
        let is_said = wide.iter().any(|(before, after, of)| {
            of == kind
                && path.len() > before.len() + after.len() + 1
                && path.starts_with(before.as_str())
                && path.ends_with(after.as_str())
        });
        if is_said {
            continue;
        }
        let kind = with_charset(kind);
        out.push_str(&format!("{path}\n  Content-Type: {kind}\n  Cache-Control: public, max-age={LIFE_SECONDS}\n"));
    }
}

fn redirects(moved: &[(&str, &str)], out: &mut String) {
    for (from, to) in moved {
        out.push_str(&format!("{from} {to} 301\n"));
    }
}

fn apache(rules: &[Rule], moved: &[(&str, &str)], out: &mut String) {
    for (files, kind) in rules {
        let condition = match files {
            Files::One(path) => format!("{}$", pattern(&decoded(path))),
            Files::Pages(before, after) => {
                format!("{}[0-9]+{}$", pattern(&decoded(before)), pattern(&decoded(after)))
            }
            Files::Folder(folder, extension) => {
                format!("{}[^/]+{}$", pattern(&decoded(folder)), pattern(&decoded(extension)))
            }
        };
        out.push_str(&format!("<If \"%{{REQUEST_URI}} =~ m#^{condition}#\">\n"));
        out.push_str(&format!("  ForceType \"{}\"\n  <IfModule mod_headers.c>\n", with_charset(kind)));
        out.push_str(&format!("    Header set Cache-Control \"public, max-age={LIFE_SECONDS}\"\n"));
        out.push_str("  </IfModule>\n</If>\n");
    }
    for (from, to) in moved {
        // Apache escapes the address by itself; a dollar would stand for a part of what was asked for.
        let to = decoded(to).replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$");
        out.push_str(&format!("RedirectMatch 301 \"^{}$\" \"{to}\"\n", pattern(&decoded(from))));
    }
}

fn nginx(rules: &[Rule], moved: &[(&str, &str)], out: &mut String) {
    out.push_str("# To be included in the `server` block: include /path/to/this/file;\n");
    for (files, kind) in rules {
        let (operator, path) = match files {
            Files::One(path) => ("=", quoted(path)),
            // A regular expression: what is special in one is special to Apache, too.
            Files::Pages(before, after) => {
                ("~", format!("\"^{}[0-9]+{}$\"", pattern(&decoded(before)), pattern(&decoded(after))))
            }
            Files::Folder(folder, extension) => {
                ("~", format!("\"^{}[^/]+{}$\"", pattern(&decoded(folder)), pattern(&decoded(extension))))
            }
        };
        out.push_str(&format!("location {operator} {path} {{\n  types {{ }}\n  default_type {kind};\n"));
        if !kind.ends_with("json") {
            out.push_str(&format!("  charset utf-8;\n  charset_types {kind};\n"));
        }
        out.push_str(&format!("  expires {LIFE_SECONDS}s;\n}}\n"));
    }
    for (from, to) in moved {
        // A dollar would begin the name of a variable.
        let to = to.replace('$', "%24");
        out.push_str(&format!("location = {} {{ return 301 \"{to}\"; }}\n", quoted(from)));
    }
}

/// A path as nginx compares it: without escapes, in quotes.
fn quoted(path: &str) -> String {
    format!("\"{}\"", decoded(path).replace('\\', "\\\\").replace('"', "\\\""))
}

/// A path without its escapes, as servers look at it; one that is then no text stays as it is.
fn decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = (*byte == b'%').then(|| path.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(value) => {
                decoded.push(value);
                at += 3;
            }
            None => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).ok().filter(|text| !text.contains(char::is_control)).unwrap_or_else(|| path.to_owned())
}

/// A regular expression that fits a text alone, and that can stand in Apache's quotes and between `#`.
fn pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            // A dot in their place needs no quoting that Apache and the expression would each read in their way.
            '"' | '\\' | '#' | '%' | ' ' => pattern.push('.'),
            '.' | '+' | '*' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^' | '$' => {
                pattern.push('\\');
                pattern.push(character);
            }
            other => pattern.push(other),
        }
    }
    pattern
}
