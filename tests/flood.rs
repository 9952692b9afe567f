//! What is old is not shown as new: a build that would do so to many entries writes nothing.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use feedwright::config;
use feedwright::date::Timestamp;
use feedwright::diagnostic::Level;
use feedwright::ledger::Ledger;
use feedwright::output::Output;
use feedwright::pipeline::{self, FileKind, FileReport, Options, Outcome, Report, Sinks};
use feedwright::sink::{MemorySink, Sink};
use feedwright::source::MemorySource;

/// 2026-11-01T00:00:00Z.
const NOW: i64 = 1_793_491_200;

fn feeds(report: &Report) -> impl Iterator<Item = &FileReport> {
    report.files.iter().filter(|file| file.kind == FileKind::Feed)
}

/// A site with an article a day from the first of August 2025 on.
struct Site {
    articles: BTreeMap<String, String>,
    url: &'static str,
    build: &'static str,
    feed: &'static str,
    sink: MemorySink,
}

impl Site {
    fn of(days: u32) -> Site {
        let text =
            |day: u32| format!("---\ntitle: Day {day}\ndate: 2025-08-{day:02}\n---\nWhat there was on day {day}.\n");
        let articles = (1..=days).map(|day| (format!("{day:02}.md"), text(day))).collect();
        Site { articles, url: "https://e.fr/", build: "", feed: "", sink: MemorySink::default() }
    }

    fn build_with(&mut self, allow_flood: bool) -> Report {
        let Site { url, build, feed, .. } = self;
        let settings = format!(
            "[site]\ntitle = \"S\"\nurl = \"{url}\"\nlanguage = \"en\"\n[build]\n{build}\n\
             [[feed]]\npath = \"feed.xml\"\n{feed}\n[[feed]]\npath = \"atom.xml\"\n"
        );
        let config = config::parse(&settings).unwrap();
        let source = MemorySource::new(self.articles.clone());
        let options = Options { now: Timestamp::from_unix(NOW).unwrap(), strict: false, allow_flood };
        pipeline::build(&config, &source, Ledger::default(), Sinks::feeds_only(&mut self.sink), options, &|_| {})
            .unwrap()
    }

    fn build(&mut self) -> Report {
        self.build_with(false)
    }

    #[track_caller]
    fn is_published(&mut self) {
        let report = self.build();
        assert!(!report.is_flood && !report.has_errors(), "{:#?}", report.findings);
        assert!(report.files.iter().all(|file| file.outcome != Outcome::Kept));
    }

    /// What is said of the first feed when nothing was written.
    #[track_caller]
    fn is_refused(&mut self) -> (String, String) {
        let before = self.sink.files.clone();
        let report = self.build();
        assert!(report.is_flood && report.has_errors());
        assert!(report.files.iter().all(|file| file.outcome == Outcome::Kept));
        assert_eq!(before, self.sink.files);
        let flood = |found: &&feedwright::diagnostic::Located| found.diagnostic.rule == "feed-flood";
        let found = report.findings.iter().filter(|found| found.file == "feed.xml").find(flood).unwrap();
        (found.diagnostic.message.clone(), found.diagnostic.help.clone().unwrap())
    }
}

#[test]
fn what_publishers_do_every_day_is_no_flood() {
    let mut site = Site::of(25);
    site.is_published();
    site.is_published();
    let text = "---\ntitle: Day 26\ndate: 2025-08-26\n---\nNew.\n";
    site.articles.insert("26.md".into(), text.into());
    site.articles.insert("11.md".into(), site.articles["11.md"].replace("What", "All that"));
    site.articles.remove("20.md");
    site.is_published();
    // Ten old articles that were never published.
    for day in 1..=10 {
        let late = format!("---\ntitle: Late {day}\ndate: 2025-08-20 0{}:00\n---\nLate.\n", day % 10);
        site.articles.insert(format!("late-{day}.md"), late);
    }
    site.is_published();
}

#[test]
fn very_many_new_articles_are_no_flood() {
    let mut site = Site::of(5);
    site.is_published();
    site.articles = Site::of(31).articles;
    site.is_published();
}

#[test]
fn ids_that_change_are_a_flood() {
    let mut site = Site::of(25);
    site.is_published();
    site.articles = site.articles.iter().map(|(name, text)| (format!("moved-{name}"), text.clone())).collect();
    let (message, help) = site.is_refused();
    assert_eq!(message, "readers would show 20 old entries as new, so nothing was written; 10 are allowed");
    let lines: Vec<&str> = help.lines().collect();
    assert_eq!(lines.len(), 5, "{help}");
    let first = "`Day 25`: its id changed from `tag:e.fr,2025-08-25:25` to `tag:e.fr,2025-08-25:moved-25` (title and day are the same)";
    assert_eq!(lines[0], first);
    assert!(lines[3].contains("`feedwright adopt`"), "{help}");
    assert!(lines[4].contains("`feedwright diff`") && lines[4].contains("`--allow-flood`"), "{help}");
    let report = site.build_with(true);
    assert!(!report.has_errors() && feeds(&report).all(|file| file.outcome == Outcome::Changed));
    site.is_published();
}

#[test]
fn a_raised_limit_is_a_flood_that_says_so() {
    let mut site = Site::of(31);
    site.feed = "limit = 10";
    site.is_published();
    site.feed = "limit = 30";
    let (message, help) = site.is_refused();
    assert_eq!(message, "readers would show 20 old entries as new, so nothing was written; 10 are allowed");
    assert!(help.starts_with("`Day 21`: it is older than the 10 entries of the old feed\n"), "{help}");
    assert!(help.contains("grows from 10 to 30 entries: if you raised its `limit`, that is why\n"), "{help}");
    site.build = "flood_limit = 20";
    site.is_published();
}

#[test]
fn old_entries_that_take_the_place_of_others_are_a_flood_that_says_so() {
    let mut site = Site::of(31);
    site.feed = "limit = 12";
    site.build = "flood_limit = 5";
    site.is_published();
    for day in 20..=30 {
        site.articles.remove(&format!("{day}.md"));
    }
    let (_, help) = site.is_refused();
    assert!(help.contains("\n11 entries are gone, and older ones take their place\n"), "{help}");
}

#[test]
fn a_feed_in_the_order_of_changes_shows_old_articles_that_changed() {
    let mut site = Site::of(31);
    site.feed = "limit = 5\norder = \"updated\"";
    site.build = "flood_limit = 0";
    site.is_published();
    let changed = site.articles["03.md"].replace("title:", "updated: 2025-09-01\ntitle:");
    site.articles.insert("03.md".into(), changed);
    site.is_published();
}

#[test]
fn what_had_no_file_has_no_subscribers() {
    let mut site = Site::of(25);
    site.build = "flood_limit = 0";
    site.is_published();
    site.articles = site.articles.iter().map(|(name, text)| (format!("moved-{name}"), text.clone())).collect();
    site.sink.files.clear();
    site.is_published();
}

#[test]
fn an_old_file_that_is_no_feed_is_noted_and_replaced() {
    let mut site = Site::of(12);
    let modified = Timestamp::from_unix(NOW).unwrap();
    let output = Output { bytes: b"<html></html>".to_vec(), media_type: "text/html", modified };
    site.sink.put("feed.xml", &output).unwrap();
    let report = site.build();
    let [found] = report.findings.as_slice() else { panic!("{:?}", report.findings) };
    assert_eq!((found.diagnostic.rule, found.diagnostic.level), ("feed-not-compared", Level::Note));
    assert!(found.diagnostic.message.ends_with("it is an HTML page"), "{}", found.diagnostic.message);
    assert_eq!(report.files[0].outcome, Outcome::Changed);
}

#[test]
fn a_feed_of_another_program_is_judged_too() {
    let mut site = Site::of(12);
    let item = |day: u32| {
        format!(
            "<item><title>Day {day}</title><guid>https://e.fr/?p={day}</guid><link>https://e.fr/day-{day}</link>\
             <pubDate>{day:02} Aug 2025 10:00 GMT</pubDate></item>"
        )
    };
    let feed = format!("<rss version='2.0'><channel>{}</channel></rss>", (1..=12).rev().map(item).collect::<String>());
    let modified = Timestamp::from_unix(NOW).unwrap();
    let output = Output { bytes: feed.into_bytes(), media_type: "text/xml", modified };
    site.sink.put("feed.xml", &output).unwrap();
    let (message, help) = site.is_refused();
    assert!(message.starts_with("readers would show 12 old entries as new"), "{message}");
    assert!(
        help.starts_with("`Day 12`: its id changed from `https://e.fr/?p=12` to `tag:e.fr,2025-08-12:12`"),
        "{help}"
    );
}
