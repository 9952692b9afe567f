//! A site that lives: builds after each other, and what a subscriber makes of them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use feedwright::config;
use feedwright::date::Timestamp;
use feedwright::ledger::{self, Ledger};
use feedwright::output::Output;
use feedwright::pipeline::{self, Options, Report, Sinks};
use feedwright::sink::MemorySink;
use feedwright::source::MemorySource;
use feedwright::subscriber;

/// 2026-01-01T00:00:00Z, when every life starts.
pub(crate) const START: i64 = 1_767_225_600;
/// How long it is from one build to the next, in seconds.
pub(crate) const STEP: i64 = 3600;

/// One article: its key never changes, everything else may.
#[derive(Clone, Debug)]
pub(crate) struct Article {
    pub(crate) path: String,
    pub(crate) title: String,
    pub(crate) date: String,
    /// Front matter beside title and date, each line with its end.
    pub(crate) extra: String,
    pub(crate) body: String,
}

impl Article {
    pub(crate) fn new(key: usize) -> Article {
        let day = key % 28 + 1;
        let month = key / 28 % 12 + 1;
        Article {
            path: format!("posts/article-{key}.md"),
            title: format!("Article {key}"),
            date: format!("2025-{month:02}-{day:02}"),
            extra: String::new(),
            body: format!("Here stands key{key}x, and more is said so that it can be known again by what it says.\n"),
        }
    }

    pub(crate) fn text(&self) -> String {
        format!("---\ntitle: {}\ndate: {}\n{}---\n\n{}", self.title, self.date, self.extra, self.body)
    }
}

/// A site and its subscriber.
#[derive(Clone)]
pub(crate) struct Life {
    pub(crate) url: String,
    pub(crate) settings: String,
    /// How many entries each feed has; 0 for all.
    pub(crate) limit: usize,
    pub(crate) articles: BTreeMap<usize, Article>,
    pub(crate) lock: String,
    pub(crate) now: i64,
    /// The id that the subscriber knows each article by, in each feed.
    known: BTreeMap<(&'static str, usize), String>,
    /// When each article was last changed, as Atom says.
    pub(crate) updated: BTreeMap<usize, i64>,
    pub(crate) files: BTreeMap<String, Output>,
}

const FEEDS: [&str; 3] = ["feed.xml", "atom.xml", "feed.json"];

impl Life {
    pub(crate) fn new(articles: usize) -> Life {
        Life {
            url: "https://example.org/".to_owned(),
            settings: String::new(),
            limit: 0,
            articles: (0..articles).map(|key| (key, Article::new(key))).collect(),
            lock: String::new(),
            now: START,
            known: BTreeMap::new(),
            updated: BTreeMap::new(),
            files: BTreeMap::new(),
        }
    }

    fn config(&self) -> String {
        let feeds = FEEDS.map(|feed| format!("[[feed]]\npath = \"{feed}\"\nlimit = {}\n", self.limit));
        format!(
            "[site]\ntitle = \"S\"\nurl = \"{}\"\nlanguage = \"en\"\n[build]\n{}{}",
            self.url,
            self.settings,
            feeds.concat()
        )
    }

    /// Builds, and lets the subscriber look: whatever was known before has the id that it had, no id is another's, and
    /// everything comes back that is there. The keys come back of the articles whose `updated` moved.
    #[track_caller]
    pub(crate) fn build(&mut self) -> (Vec<usize>, Report) {
        let report = self.build_blindly();
        let before = self.updated.clone();
        for feed in FEEDS {
            self.look(feed, &report);
        }
        let moved = self.updated.iter().filter(|(key, at)| before.get(key).is_some_and(|before| before != *at));
        (moved.map(|(key, _)| *key).collect(), report)
    }

    /// Builds, and nobody looks.
    pub(crate) fn build_blindly(&mut self) -> Report {
        self.now += STEP;
        let config = config::parse(&self.config()).unwrap();
        let source = MemorySource::new(self.articles.values().map(|one| (one.path.clone(), one.text())));
        let (ledger, _) = ledger::parse(&self.lock).unwrap_or_else(|found| panic!("{found:?}\n{}", self.lock));
        let mut feeds = MemorySink { files: std::mem::take(&mut self.files) };
        let mut lock = MemorySink::default();
        let sinks = Sinks { feeds: &mut feeds, lock: Some(&mut lock), memory: None };
        let options = Options { now: Timestamp::from_unix(self.now).unwrap(), strict: false, allow_flood: false };
        let report = pipeline::build(&config, &source, ledger, sinks, options, &|_| {}).unwrap();
        self.files = feeds.files;
        self.lock = String::from_utf8(lock.files[ledger::FILE_NAME].bytes.clone()).unwrap();
        report
    }

    /// The site after a merge with another branch: `is_ours` tells whose articles are whose. What a subscriber of either
    /// knows has to stay true; the lock is as `git merge` leaves it where both sides changed it.
    #[track_caller]
    pub(crate) fn merged_with(&self, theirs: &Life, is_ours: impl Fn(usize) -> bool) -> Life {
        let mut merged = self.clone();
        merged.now = self.now.max(theirs.now);
        merged.articles.retain(|key, _| is_ours(*key));
        let others = theirs.articles.iter().filter(|(key, _)| !is_ours(**key));
        merged.articles.extend(others.map(|(key, one)| (*key, one.clone())));
        for (key, id) in &theirs.known {
            let known = merged.known.entry(*key).or_insert_with(|| id.clone());
            assert_eq!(known, id, "{key:?}: the branches know it by two ids");
        }
        let changed = theirs.updated.iter().filter(|(key, _)| !is_ours(**key));
        merged.updated.extend(changed.map(|(key, at)| (*key, *at)));
        let ours: Vec<&str> = self.lock.lines().collect();
        let (mut both, mut left) = (Vec::new(), Vec::new());
        for line in theirs.lock.lines() {
            if ours.contains(&line) { both.push(line) } else { left.push(line) }
        }
        let right = ours.iter().filter(|line| !both.contains(line)).copied().collect::<Vec<_>>();
        merged.lock = format!(
            "{}\n<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n",
            both.join("\n"),
            right.join("\n"),
            left.join("\n")
        );
        merged
    }

    /// Takes over the ids of old feeds.
    pub(crate) fn adopt(&mut self, old: &[&str]) {
        let config = config::parse(&self.config()).unwrap();
        let source = MemorySource::new(self.articles.values().map(|one| (one.path.clone(), one.text())));
        let seen: Vec<_> = old.iter().map(|old| subscriber::read(old.as_bytes()).unwrap()).collect();
        let seen: Vec<_> = seen.iter().collect();
        let now = Timestamp::from_unix(self.now).unwrap();
        let adoption = pipeline::adopt(&config, &source, Ledger::default(), &seen, false, now).unwrap();
        assert!(adoption.feeds.iter().all(|feed| feed.unmatched.is_empty()));
        self.lock = ledger::print(&adoption.ledger);
    }

    /// Lets the subscriber know an article of each key by the ids of an old feed.
    pub(crate) fn know(&mut self, feed: &'static str, old: &str) {
        let read = feed_rs::parser::parse(old.as_bytes()).unwrap();
        for entry in read.entries {
            let title = entry.title.unwrap().content;
            let key = title.rsplit(' ').next().unwrap().parse().unwrap();
            self.known.insert((feed, key), entry.id);
        }
    }

    #[track_caller]
    fn look(&mut self, feed: &'static str, report: &Report) {
        let read = feed_rs::parser::parse(self.files[feed].bytes.as_slice()).unwrap();
        let mut ids = BTreeSet::new();
        let mut keys = BTreeSet::new();
        for entry in read.entries {
            let content = entry.content.and_then(|content| content.body).unwrap_or_default();
            let key: usize = content.split("key").nth(1).unwrap().split('x').next().unwrap().parse().unwrap();
            assert!(ids.insert(entry.id.clone()) && keys.insert(key), "{feed}: {} is there twice", entry.id);
            let known = self.known.entry((feed, key)).or_insert_with(|| entry.id.clone());
            assert_eq!(*known, entry.id, "{feed}: article {key} would be shown again; {:?}", report.findings);
            if feed == "atom.xml" {
                self.updated.insert(key, entry.updated.unwrap().timestamp());
            }
        }
        let published = |one: &Article| !one.extra.contains("draft: true");
        let there: BTreeSet<usize> =
            self.articles.iter().filter(|(_, one)| published(one)).map(|(key, _)| *key).collect();
        assert_eq!(keys, there, "{feed}: {:?}", report.findings);
        let all: BTreeSet<_> = self.known.iter().filter(|((of, _), _)| *of == feed).map(|(_, id)| id).collect();
        let count = self.known.keys().filter(|(of, _)| *of == feed).count();
        assert_eq!(all.len(), count, "{feed}: an id was used again");
    }

    pub(crate) fn ledger(&self) -> Ledger {
        ledger::parse(&self.lock).unwrap().0
    }
}
