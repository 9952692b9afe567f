//! The second opinion on a finished file, and whose fault it is when there is one.

use std::collections::HashSet;

use crate::check::{self, Circumstances, Finding, Levels, Profile};
use crate::config::{Config, FeedConfig};
use crate::date::Timestamp;
use crate::diagnostic::{Diagnostic, Level, Located, Span};
use crate::output::{Format, Output};
use crate::pipeline::plan::Planned;
use crate::pipeline::survey::load;
use crate::source::Source;

/// What the checker says of one finished file.
pub(super) struct Judgement {
    /// Whether it has an error, so that the file must not be written.
    pub(super) is_refused: bool,
    /// Its errors and warnings, at the article's own place where the fault came from an article.
    pub(super) found: Vec<Located>,
}

/// What is needed to find the article behind an entry.
pub(super) struct Articles<'a> {
    pub(super) config: &'a Config,
    pub(super) source: &'a dyn Source,
    /// The name of the article whose entry has an id.
    pub(super) name_of: &'a (dyn Fn(&str) -> Option<String> + Sync),
    /// What entries show in place of their ids, since subscribers know them by it.
    pub(super) taken_over: HashSet<String>,
    pub(super) now: Timestamp,
}

/// Judges a finished file.
pub(super) fn judge(planned: &Planned, output: &Output, articles: &Articles<'_>) -> Judgement {
    let feed = &planned.feed;
    if !planned.is_page() {
        return conclude(ask(feed, &output.bytes, articles), feed, articles);
    }
    // A destination takes in the feed that it is given, and demands nothing of its archive. A page may lose all that it
    // had, and is fetched once.
    let mut judged = check::check_in(&output.bytes, &Circumstances::default());
    judged.findings.retain(|found| !["feed-empty", "feed-large", "feed-too-large"].contains(&found.rule.name));
    conclude(judged, feed, articles)
}

/// What only a whole file tells: its length, and what all its entries have alike.
const OF_WHOLE: &[&str] = &["feed-large", "feed-too-large"];
const OF_ALL: &[&str] = &["dates-all-equal", "updated-clock", "ids-made-at-build"];

/// Judges some of a file's entries, with its head and its tail around them. What would have to be said of the whole file
/// if all its pieces were alike comes second.
pub(super) fn judge_piece(feed: &FeedConfig, piece: &[u8], articles: &Articles<'_>) -> (Judgement, Judgement) {
    let mut judged = ask(feed, piece, articles);
    judged.findings.retain(|found| !OF_WHOLE.contains(&found.rule.name));
    let of_all = |found: &Finding| OF_ALL.contains(&found.rule.name);
    let alike = judged.findings.iter().filter(|found| of_all(found)).cloned().collect();
    judged.findings.retain(|found| !of_all(found));
    let text = if Vec::is_empty(&alike) { String::new() } else { judged.text.clone() };
    let alike = check::Judgement { kind: judged.kind, text, findings: alike, unlisted: Vec::new() };
    (conclude(judged, feed, articles), conclude(alike, feed, articles))
}

/// Judges how long a file is that was judged in pieces.
pub(super) fn judge_length(feed: &FeedConfig, bytes: usize, articles: &Articles<'_>) -> Judgement {
    conclude(check::weigh(bytes), feed, articles)
}

fn ask(feed: &FeedConfig, bytes: &[u8], articles: &Articles<'_>) -> check::Judgement {
    let profiles = if feed.profiles.is_empty() { &articles.config.check.profiles } else { &feed.profiles };
    let profiles = profiles.iter().filter_map(|profile| Profile::named(&profile.name)).collect();
    check::check_in_place(bytes, &Circumstances { profiles, ..Circumstances::default() })
}

/// Applies what was decided about rules, and finds the articles that findings come from.
fn conclude(mut judged: check::Judgement, feed: &FeedConfig, articles: &Articles<'_>) -> Judgement {
    let decided = &articles.config.check;
    let mut levels =
        Levels::of(decided.allow.iter().map(|rule| &*rule.name), decided.deny.iter().map(|rule| &*rule.name));
    // What is decided for a whole site can't mean that each of its formats is taken everywhere.
    if feed.profiles.is_empty() {
        levels.pass_over_formats();
    }
    levels.apply(&mut judged);
    let is_refused = judged.number(Level::Error) > 0;
    let is_kept = |found: &Finding| {
        // Subscribers know it, so there is nothing to mend.
        let is_about_id = found.rule.name == "guid-hardly-unique" && found.level == Level::Warning;
        is_about_id
            && entry_id(&judged.text, found.span, feed.format).is_some_and(|id| articles.taken_over.contains(&id))
    };
    let told = judged.findings.iter().filter(|found| found.level >= Level::Warning && !is_kept(found));
    let found = told.map(|found| trace(found, &judged.text, feed, articles)).collect();
    Judgement { is_refused, found }
}

/// Rules of the checker about what a rule of the article readers has told already, at the place itself.
const TOLD_BY: &[(&str, &str)] = &[
    ("text-holds-html", "title-markup"),
    ("text-html-undeclared", "title-markup"),
    ("text-holds-html", "summary-markup"),
    ("text-html-undeclared", "summary-markup"),
];

/// Of which file something was told, by which rule, and at which line and column.
type Telling = (String, &'static str, Option<(usize, usize)>);

/// What was told already.
#[derive(Default)]
pub(super) struct Told(HashSet<Telling>);

impl Told {
    /// Remembers what has been found.
    pub(super) fn of(findings: &[Located]) -> Told {
        let mut told = Told::default();
        findings.iter().for_each(|found| told.add(found));
        told
    }

    /// Remembers a finding; `false` when the same was told of the same place already, or, where this one has no place,
    /// of the same file.
    pub(super) fn is_new(&mut self, found: &Located) -> bool {
        let rule = found.diagnostic.rule;
        let has = |rule, place| self.0.contains(&(found.file.clone(), rule, place));
        let is_known = has(rule, place(found)) || TOLD_BY.iter().any(|(same, by)| *same == rule && has(*by, None));
        self.add(found);
        !is_known
    }

    fn add(&mut self, found: &Located) {
        let (file, rule) = (&found.file, found.diagnostic.rule);
        self.0.insert((file.clone(), rule, place(found)));
        // By this it is known that the rule was told of the file at all.
        self.0.insert((file.clone(), rule, None));
    }
}

fn place(found: &Located) -> Option<(usize, usize)> {
    found.excerpt.as_ref().map(|excerpt| (excerpt.line, excerpt.column))
}

/// Finds the place in an article that a finding comes from; without one it is the feed's.
fn trace(found: &Finding, text: &str, feed: &FeedConfig, articles: &Articles<'_>) -> Located {
    let diagnostic = |in_feed: &str| Diagnostic {
        rule: found.rule.name,
        level: found.level,
        span: None,
        message: format!("{}{in_feed}", found.message),
        help: found.help.clone(),
    };
    let name = entry_id(text, found.span, feed.format).and_then(|id| (articles.name_of)(&id));
    let Some(name) = name else { return diagnostic("").without_text(&feed.path) };
    let diagnostic = diagnostic(&format!(" (in `{}`)", feed.path));
    let Ok(loaded) = load(articles.config, articles.source, &name, None, articles.now) else {
        return diagnostic.without_text(&name);
    };
    let value = text.get(found.span.start..found.span.end).unwrap_or_default().trim();
    match loaded.text.find(value).filter(|_| !value.is_empty()) {
        Some(start) => diagnostic.at(Span::new(start, start + value.len())).locate(&name, &loaded.text),
        None => diagnostic.without_text(&name),
    }
}

/// The id of the entry that a place within one of our own files belongs to.
fn entry_id(text: &str, place: Span, format: Format) -> Option<String> {
    let Layout { begin, open, close } = layout(format);
    let start = text.get(..place.end)?.rfind(begin)?;
    let entry = &text[start..];
    let id = &entry[entry.find(open)? + open.len()..];
    let id = &id[..id.find(close)?];
    // Ids are ASCII without quotes and angle brackets (RFC 3986), so this is all that can be escaped.
    Some(id.replace("&apos;", "'").replace("&amp;", "&"))
}

/// How our own files are laid out, which is known here because they are ours: an entry begins on a line of its own, and
/// says its id once.
pub(super) struct Layout {
    /// What an entry begins with.
    begin: &'static str,
    /// What its id stands between.
    pub(super) open: &'static str,
    pub(super) close: &'static str,
}

pub(super) fn layout(format: Format) -> Layout {
    let (begin, open, close) = match format {
        Format::Rss => ("\n    <item>", "<guid isPermaLink=\"false\">", "</guid>"),
        Format::Atom => ("\n  <entry", "\n    <id>", "</id>"),
        Format::Json => ("\n    {\n      \"id\": \"", "\n      \"id\": \"", "\""),
    };
    Layout { begin, open, close }
}
