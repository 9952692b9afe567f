//! A build with a cache comes to what one without comes to, whatever happened in between.
//!
//! `FEEDWRIGHT_CACHE_LIVES` says how many random lives of a site are looked at (2 unless it is set).

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::{fs, io};

use feedwright::article::Markup;
use feedwright::config;
use feedwright::date::Timestamp;
use feedwright::ledger;
use feedwright::pipeline::{self, Memory, Options, Outcome, Report, Sinks, Step};
use feedwright::sink::{FolderSink, Sink};
use feedwright::source::{FolderSource, Glance, Listed, Listing, Probe, Reads, Source};
use feedwright::stamp::Stamp;

/// 2026-11-01T00:00:00Z.
const NOW: i64 = 1_793_491_200;
const DAY: i64 = 86_400;

const SITE: &str = "\
[site]
url = \"https://e.fr/\"
title = \"Le Carnet\"
language = \"fr\"
[build]
tombstones = 3
flood_limit = 1000
[[feed]]
path = \"feed.xml\"
limit = 4
[[feed]]
path = \"young.atom\"
max_age = \"5 days\"
[[feed]]
path = \"changed.json\"
limit = 3
order = \"updated\"
[[feed]]
path = \"years/{year}.xml\"
for_each = \"year\"
limit = 2
[[feed]]
path = \"tags/{tag}.json\"
for_each = \"tag\"
[[feed]]
path = \"some.json\"
limit = 1
any = [{ tag = \"c\" }, { tag = \"a\" }]
[[feed]]
path = \"all.xml\"
limit = 3
archive = true
archive_size = 3
";

/// A folder with articles, and the folders in which builds with and without a cache write.
struct World {
    folder: tempfile::TempDir,
    now: i64,
    random: u64,
    made: usize,
    /// What the last build read.
    reads: Mutex<BTreeSet<String>>,
    /// How many builds went on from the one before.
    resumed: Mutex<usize>,
    /// Which files its source takes for documents.
    is_document: fn(&str) -> bool,
    /// How many entries the last build made.
    chosen: Mutex<usize>,
}

/// A folder, and what is read of it.
struct Counted<'a> {
    source: FolderSource,
    reads: &'a Mutex<BTreeSet<String>>,
}

impl Source for Counted<'_> {
    fn list(&self) -> io::Result<Listing> {
        self.source.list()
    }

    fn glance(&self) -> io::Result<Glance> {
        self.source.glance()
    }

    fn names(&self) -> io::Result<Glance> {
        self.source.names()
    }

    fn read_each<'a>(&'a self, names: Vec<&'a str>) -> Reads<'a> {
        self.reads.lock().unwrap().extend(names.iter().map(|name| (*name).to_owned()));
        self.source.read_each(names)
    }

    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        self.reads.lock().unwrap().insert(name.to_owned());
        self.source.read(name)
    }

    fn probe(&self, name: &str, limit: usize) -> io::Result<Option<Probe>> {
        self.source.probe(name, limit)
    }

    fn stamp(&self, name: &str) -> Option<Stamp> {
        self.source.stamp(name)
    }
}

/// What a build left behind.
#[derive(Debug, PartialEq)]
struct Left {
    report: Report,
    lock: String,
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Left {
    /// Fails where another build left something else.
    #[track_caller]
    fn is(&self, other: &Left, when: &str) {
        assert_eq!(self.report, other.report, "{when}");
        assert_eq!(self.lock, other.lock, "{when}");
        assert!(self.files.keys().eq(other.files.keys()), "{when}: {:?}, {:?}", self.files.keys(), other.files.keys());
        for (path, bytes) in &self.files {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            assert_eq!(text(bytes), text(&other.files[path]), "{when}: {path:?}");
        }
    }
}

impl World {
    fn new(seed: u64) -> World {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("content/notes")).unwrap();
        World {
            folder,
            now: NOW,
            random: seed.wrapping_mul(2).wrapping_add(1),
            made: 0,
            reads: Mutex::default(),
            resumed: Mutex::default(),
            is_document: |name| Markup::of(name).is_some(),
            chosen: Mutex::default(),
        }
    }

    fn below(&mut self, limit: usize) -> usize {
        self.random = self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.random >> 33) as usize % limit
    }

    fn content(&self) -> PathBuf {
        self.folder.path().join("content")
    }

    fn articles(&self) -> Vec<PathBuf> {
        let mut all: Vec<PathBuf> = ["", "notes", "notes/a", "b"]
            .iter()
            .flat_map(|folder| fs::read_dir(self.content().join(folder)).into_iter().flatten())
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
            .collect();
        all.sort();
        all
    }

    /// Something happens to the site.
    fn live(&mut self) {
        let articles = self.articles();
        let one = if articles.is_empty() { None } else { Some(articles[self.below(articles.len())].clone()) };
        match (self.below(20), one) {
            (0..=3, _) | (_, None) => self.add(),
            (4 | 10..=14, Some(one)) => {
                let text = format!("{}More of it.\n", fs::read_to_string(&one).unwrap());
                fs::write(one, text).unwrap();
            }
            (15..=17, Some(one)) => self.edit_head(&one),
            // Two at once.
            (18, Some(one)) => {
                self.edit_head(&one);
                let other = articles[self.below(articles.len())].clone();
                self.edit_head(&other);
            }
            // One says what another says.
            (19, Some(one)) => {
                let other = articles[self.below(articles.len())].clone();
                fs::write(one, fs::read(other).unwrap()).unwrap();
            }
            (5, Some(one)) => fs::remove_file(one).unwrap(),
            (6, Some(one)) => {
                self.made += 1;
                fs::rename(one, self.content().join(format!("notes/moved-{}.md", self.made))).unwrap();
            }
            (7, Some(one)) => {
                // The same bytes, written anew.
                let text = fs::read(&one).unwrap();
                fs::write(one, text).unwrap();
            }
            (8, _) => self.now += DAY * self.below(4) as i64,
            (_, Some(_)) => fs::write(self.content().join("i.png"), vec![0; self.below(9)]).unwrap(),
        }
        self.now += 60;
    }

    /// Something else stands in an article's head.
    fn edit_head(&mut self, one: &Path) {
        let text = fs::read_to_string(one).unwrap();
        let at = Timestamp::from_unix(self.now - self.below(3) as i64 * DAY).unwrap().rfc3339();
        let (line, number) = (self.below(7), self.below(9));
        let head = match line {
            0 => format!("updated: {at}"),
            1 => format!("tags: [{}]", ["a", "b, c", "d"][number % 3]),
            2 if self.below(4) == 0 => format!("id: tag:e.fr,2020:{number}"),
            3 => "draft: true".to_owned(),
            4 => format!("url: /u{number}/"),
            _ => format!("summary: Summary {number}"),
        };
        let key = head.split(':').next().unwrap();
        let lines = text.lines().filter(|line| !line.starts_with(&format!("{key}:")));
        let text = lines.collect::<Vec<_>>().join("\n").replacen("---\n", &format!("---\n{head}\n"), 1);
        fs::write(one, text + "\n").unwrap();
    }

    fn add(&mut self) {
        self.made += 1;
        let (number, kind, days) = (self.made, self.below(12), self.below(9) as i64);
        let is_wrong = self.below(6) == 0;
        let day = |offset: i64| Timestamp::from_unix(self.now + offset * DAY + number as i64).unwrap().rfc3339();
        let head = match kind {
            0 => format!("date: {}", day(2)),
            1 => format!("date: {}\nexpires: {}", day(-1), day(2)),
            2 => format!("date: {}\ndraft: true", day(-1)),
            3 if is_wrong => "date: some day".to_owned(),
            4 => format!("date: {}\nupdated: {}", day(-3), day(1)),
            5 => format!("date: {}\ndait: x\nimage: i.png", day(-2)),
            _ => format!("date: {}", day(-days)),
        };
        let tag = ["a", "b", "c++"][self.below(3)];
        let more = match self.below(8) {
            0 => "<script>taken out</script>",
            1 => "An address of a machine: [here](http://localhost/x).",
            _ => "",
        };
        let language = if self.below(6) == 0 { "lang: en\n" } else { "" };
        let head = format!("title: T{number}\n{language}{head}\ntags: [{tag}]");
        let text = format!("---\n{head}\n---\nBody {number} with ![p](/i.png).{more}\n");
        let folder = self.content().join(["", "", "notes", "notes/a", "b"][number % 5]);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("a{number}.md")), text).unwrap();
    }

    /// Builds into a folder of its own; `settled` is where there is a cache.
    fn build(&self, name: &str, settled: Option<i64>) -> Left {
        self.build_as(SITE, name, settled)
    }

    /// The same of another site.
    fn build_as(&self, site: &str, name: &str, settled: Option<i64>) -> Left {
        let config = config::parse(site).unwrap();
        let own = self.folder.path().join(name);
        let source = FolderSource::new(&self.content(), &[], &own, self.is_document).unwrap();
        let mut feeds = FolderSink::new(&own.join("public"));
        let mut lock = FolderSink::new(&own.join("lock"));
        let mut cache = FolderSink::new(&own.join("cache"));
        let memory = settled.map(|settled| Memory { sink: &mut cache, circumstances: 7, settled });
        let mut sinks = Sinks { feeds: &mut feeds, lock: Some(&mut lock as &mut dyn Sink), memory };
        let options = Options { now: Timestamp::from_unix(self.now).unwrap(), strict: false, allow_flood: false };
        let source = Counted { source, reads: &self.reads };
        self.reads.lock().unwrap().clear();
        let glance = pipeline::glance(&config, &source, sinks.memory.as_ref()).unwrap();
        let file = own.join("lock").join(ledger::FILE_NAME);
        *self.chosen.lock().unwrap() = 0;
        let progress = |step| {
            if let Step::Chosen(count) = step {
                *self.chosen.lock().unwrap() = count;
            }
        };
        let resumed = pipeline::resume(&config, &glance, &source, &mut sinks, options, &progress).unwrap();
        *self.resumed.lock().unwrap() += usize::from(resumed.is_some());
        let mut report = resumed.unwrap_or_else(|| {
            let text = fs::read_to_string(&file).unwrap_or_default();
            let (ledger, _) = ledger::parse(&text).unwrap();
            let source = Listed::new(&source, glance);
            pipeline::build(&config, &source, ledger, sinks, options, &progress).unwrap()
        });
        report.files.iter_mut().for_each(|file| file.feed = None);
        report.recalled = None;
        let mut files = BTreeMap::new();
        read_below(&own.join("public"), &mut files);
        let files = files.into_iter().map(|(path, bytes)| (path.strip_prefix(&own).unwrap().to_owned(), bytes));
        Left { report, lock: fs::read_to_string(&file).unwrap_or_default(), files: files.collect() }
    }
}

fn read_below(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_below(&path, files);
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
}

#[test]
fn a_cache_changes_nothing_but_the_time_it_takes() {
    let lives = std::env::var("FEEDWRIGHT_CACHE_LIVES").map_or(2, |lives| lives.parse().unwrap());
    let mut resumed = 0;
    for seed in 0..lives {
        let mut world = World::new(seed);
        for step in 0..30 {
            world.live();
            // Builds after which nothing happens, too.
            for again in 0..1 + world.below(3) {
                let without = world.build("without", None);
                // Every stamp is trusted, or none: then all is compared by its bytes.
                for (name, settled) in [("trusting", i64::MAX), ("wary", i64::MIN)] {
                    let with = world.build(name, Some(settled));
                    with.is(&without, &format!("life {seed}, step {step}.{again}, {name}"));
                }
            }
        }
        resumed += *world.resumed.lock().unwrap();
    }
    assert!(resumed > 20 * lives as usize, "many builds go on from the one before: {resumed}");
}

#[test]
fn where_one_article_changed_it_alone_is_read() {
    let mut world = World::new(3);
    let date = |number: i64| Timestamp::from_unix(NOW - 100 * DAY - number * 3600).unwrap().rfc3339();
    for number in 0..40 {
        let text = format!("---\ntitle: T{number}\ndate: {}\n---\nThe body of {number}.\n", date(number));
        fs::write(world.content().join(format!("{number}.md")), text).unwrap();
    }
    let site = "[site]\nurl = \"https://e.fr/\"\n[[feed]]\npath = \"feed.xml\"\nlimit = 3\n";
    let both = |world: &World, site: &str| {
        let without = world.build_as(site, "without", None);
        let with = world.build_as(site, "with", Some(i64::MAX));
        assert_eq!(with, without);
        with
    };
    both(&world, site);
    // Not one that a feed shows, one that it shows, and the first once more.
    for number in [30, 1, 30] {
        let file = world.content().join(format!("{number}.md"));
        fs::write(&file, format!("{}More of it.\n", fs::read_to_string(&file).unwrap())).unwrap();
        world.now += 60;
        let left = both(&world, site);
        assert_eq!(left.report.identities.changed, [format!("{number}.md")]);
        let reads = world.reads.lock().unwrap().clone();
        // What stands beside it in a feed is known.
        assert_eq!(reads, BTreeSet::from([format!("{number}.md")]));
        both(&world, site);
        assert!(world.reads.lock().unwrap().is_empty());
    }
    // New ones: one that no feed has room for, and the newest of all.
    for (number, days) in [(50, 50), (51, -2)] {
        let text = format!("---\ntitle: T{number}\ndate: {}\n---\nThe body of {number}.\n", date(days));
        fs::create_dir_all(world.content().join("new")).unwrap();
        fs::write(world.content().join(format!("new/{number}.md")), text).unwrap();
        world.now += 60;
        let left = both(&world, site);
        assert_eq!((left.report.identities.new, left.report.read), (1, number - 9));
        let reads = world.reads.lock().unwrap().clone();
        assert_eq!(reads, BTreeSet::from([format!("new/{number}.md")]));
    }
    // Its date is another: then all is looked at.
    let file = world.content().join("30.md");
    fs::write(&file, fs::read_to_string(&file).unwrap().replace(&date(30), &date(-9))).unwrap();
    let left = both(&world, site);
    assert!(String::from_utf8_lossy(&left.files[Path::new("public/feed.xml")]).contains("The body of 30."));
}

#[test]
fn feeds_that_show_nothing_that_changed_are_left_alone() {
    let mut world = World::new(4);
    let write = |world: &World, number: usize, tag: &str, more: &str| {
        let date = Timestamp::from_unix(NOW - 100 * DAY - number as i64 * 3600).unwrap().rfc3339();
        let (language, tag) = (if number == 11 { "en" } else { "fr" }, format!("{tag}{}", number % 10));
        // One with something that is taken out, and one of which the second opinion says something.
        let body = match number {
            12 => "<script>one</script> Two.",
            13 => "An address of a machine: [here](http://localhost/x).",
            _ => "Nothing.",
        };
        let head = format!("title: T{number}\ndate: {date}\ntags: [{tag}]\nlang: {language}");
        fs::write(world.content().join(format!("{number}.md")), format!("---\n{head}\n---\n{body}\n{more}\n")).unwrap();
    };
    (0..100).for_each(|number| write(&world, number, "t", ""));
    let site = "[site]\nurl = \"https://e.fr/\"\nlanguage = \"fr\"\n[build]\nflood_limit = 9\n[[feed]]\npath = \"feed.xml\"\nlimit = 4\n\
        [[feed]]\npath = \"tags/{tag}\"\nformat = [\"rss\", \"atom\"]\nfor_each = \"tag\"\nlimit = 5\narchive = true\narchive_size = 3\n";
    let both = |world: &World| {
        let without = world.build_as(site, "without", None);
        let with = world.build_as(site, "with", Some(i64::MAX));
        with.is(&without, "");
        (with, *world.chosen.lock().unwrap())
    };
    let (first, chosen) = both(&world);
    assert_eq!(chosen, 100);
    assert!(first.report.findings.len() > 2, "{:?}", first.report.findings);
    // Ten articles have the tag, and four more stand beside the newest ones.
    for (number, tag, expected) in
        [(57, "t", 10), (12, "t", 10), (13, "t", 10), (2, "t", 13), (100, "t", 10), (101, "u", 1)]
    {
        write(&world, number, tag, "More of it.");
        world.now += 60;
        let (_, chosen) = both(&world);
        let is_new = usize::from(number == 100);
        assert_eq!((number, chosen), (number, expected + is_new));
        assert_eq!(*world.reads.lock().unwrap(), BTreeSet::from([format!("{number}.md")]));
    }
}

#[test]
fn large_feeds_are_made_anew_beside_small_ones_that_are_left_alone() {
    let mut world = World::new(5);
    let write = |world: &World, number: usize, more: &str| {
        let date = Timestamp::from_unix(NOW - 100 * DAY - number as i64 * 3600).unwrap().rfc3339();
        let body = if number % 50 == 1 { "<script>one</script> [here](http://localhost/x)." } else { "Nothing." };
        let text = format!("---\ntitle: T{number}\ndate: {date}\ntags: [t{}]\n---\n{body}\n{more}\n", number % 9);
        fs::write(world.content().join(format!("{number}.md")), text).unwrap();
    };
    (0..510).for_each(|number| write(&world, number, ""));
    let site = "[site]\nurl = \"https://e.fr/\"\nlanguage = \"fr\"\n[build]\nflood_limit = 9\n[[feed]]\npath = \"all.xml\"\nlimit = 0\n\
        [[feed]]\npath = \"tags/{tag}.xml\"\nfor_each = \"tag\"\nlimit = 2\n";
    // One that a small feed shows, and one that the large one alone does.
    for number in [None, Some(1), Some(400)] {
        number.into_iter().for_each(|number| write(&world, number, "More of it."));
        world.now += 60;
        let without = world.build_as(site, "without", None);
        let with = world.build_as(site, "with", Some(i64::MAX));
        with.is(&without, &format!("{number:?}"));
        assert!(with.report.findings.len() > 10);
        let resumed = std::mem::take(&mut *world.resumed.lock().unwrap());
        assert_eq!(resumed, usize::from(number.is_some()));
    }
}

#[test]
fn where_nothing_happened_nothing_is_read_and_what_happens_is_seen() {
    let mut world = World::new(1);
    (0..5).for_each(|_| world.add());
    world.build("out", Some(i64::MAX));
    let is_same = |left: &Left| left.report.files.iter().all(|file| file.outcome == Outcome::Unchanged);
    let again = world.build("out", Some(i64::MAX));
    assert!(is_same(&again) && again.report.read == 5 + usize::from(again.report.read > 5), "{:#?}", again.report);
    // A file that somebody changed by hand is made right again, and so is one that was deleted.
    let feed = world.folder.path().join("out/public/feed.xml");
    let right = fs::read(&feed).unwrap();
    fs::write(&feed, b"<rss/>").unwrap();
    assert!(!is_same(&world.build("out", Some(i64::MAX))));
    assert_eq!(fs::read(&feed).unwrap(), right);
    fs::remove_file(&feed).unwrap();
    world.build("out", Some(i64::MAX));
    assert_eq!(fs::read(&feed).unwrap(), right);
}

#[test]
fn what_is_no_article_is_known_by_its_stamp_too() {
    let mut world = World::new(3);
    (0..3).for_each(|_| world.add());
    world.is_document = |_| true;
    fs::write(world.content().join("a.bin"), "no article").unwrap();
    fs::write(world.content().join("notes/b.bin"), "no article").unwrap();
    // The first build sees no stamp before it reads, the second all of them.
    for _ in 0..3 {
        world.build("out", Some(i64::MAX));
    }
    assert_eq!(*world.resumed.lock().unwrap(), 2);
}

#[test]
fn a_cache_that_was_harmed_is_made_anew() {
    let mut world = World::new(2);
    (0..4).for_each(|_| world.add());
    let without = world.build("without", None);
    assert_eq!(world.build("with", Some(i64::MAX)), without);
    let cache = world.folder.path().join("with/cache");
    let files: Vec<PathBuf> = fs::read_dir(&cache).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(!files.is_empty());
    let again = world.build("without", None);
    for file in files {
        let whole = fs::read(&file).unwrap();
        for at in (0..whole.len()).step_by(7) {
            let mut harmed = whole.clone();
            harmed[at] ^= 0x10;
            fs::write(&file, &harmed).unwrap();
            assert_eq!(world.build("with", Some(i64::MAX)), again, "{file:?} at {at}");
            fs::write(&file, &whole[..at]).unwrap();
            assert_eq!(world.build("with", Some(i64::MAX)), again, "{file:?} cut off at {at}");
        }
    }
}

#[test]
fn a_build_that_would_go_on_from_a_harmed_cache_does_not() {
    let mut world = World::new(6);
    let date = |days: usize| Timestamp::from_unix(NOW - (200 - days as i64) * DAY).unwrap().rfc3339();
    let add = |world: &World, number: usize| {
        let text = format!("---\ntitle: T{number}\ndate: {}\ntags: [a]\n---\nThe body of {number}.\n", date(number));
        fs::write(world.content().join(format!("{number}.md")), text).unwrap();
    };
    (0..12).for_each(|number| add(&world, number));
    let cache = world.folder.path().join("with/cache");
    let harms = ["", "shown", "articles", "addresses", "last-build", "old shown"];
    let mut old = Vec::new();
    world.build("without", None);
    world.build("with", Some(i64::MAX));
    for step in 0..90 {
        let harm = harms[step % harms.len()];
        world.now += 60;
        // Of addresses it matters only where an article is new.
        if harm == "addresses" {
            add(&world, 12 + step);
        } else {
            let newest = world.articles().len().min(12) - 1 - step % 3;
            let file = world.content().join(format!("{newest}.md"));
            fs::write(&file, format!("{}More of it.\n", fs::read_to_string(&file).unwrap())).unwrap();
        }
        let without = world.build("without", None);
        match harm {
            "" => {}
            "old shown" => {
                assert_ne!(fs::read(cache.join("shown")).unwrap(), old);
                fs::write(cache.join("shown"), &old).unwrap();
            }
            file => {
                let file = cache.join(file);
                let mut bytes = fs::read(&file).unwrap();
                let at = world.below(bytes.len());
                match step % 2 {
                    0 => bytes[at] ^= 0x10,
                    _ => bytes.truncate(at),
                }
                fs::write(&file, bytes).unwrap();
            }
        }
        let before = *world.resumed.lock().unwrap();
        let with = world.build("with", Some(i64::MAX));
        with.is(&without, &format!("step {step}, {harm}"));
        let has_resumed = *world.resumed.lock().unwrap() > before;
        // Of the records, each folder's have a seal of their own.
        assert!(has_resumed == harm.is_empty() || harm == "articles", "step {step}, {harm}");
        old = fs::read(cache.join("shown")).unwrap();
        world.now += 60;
        let file = world.content().join("3.md");
        fs::write(&file, format!("{}Yet more of it.\n", fs::read_to_string(&file).unwrap())).unwrap();
        world.build("with", Some(i64::MAX)).is(&world.build("without", None), &format!("behind step {step}"));
    }
}

#[test]
fn a_feed_whose_path_is_taken_by_a_new_one_is_not_left_alone() {
    let world = World::new(7);
    let write = |name: &str, tag: &str| {
        let date = Timestamp::from_unix(NOW - 100 * DAY).unwrap().rfc3339();
        fs::create_dir_all(world.content().join("news")).unwrap();
        let text = format!("---\ntitle: {name}\ndate: {date}\ntags: [{tag}]\n---\nThe body of {name}.\n");
        fs::write(world.content().join(name), text).unwrap();
    };
    let site = "[site]\nurl = \"https://e.fr/\"\n[[feed]]\npath = \"tags/news.xml\"\nsection = \"news\"\n\
        [[feed]]\npath = \"tags/{tag}.xml\"\nfor_each = \"tag\"\n[[feed]]\npath = \"{tag}\"\nformat = [\"json\"]\nfor_each = \"tag\"\n";
    let both = |settled| {
        let without = world.build_as(site, "without", None);
        world.build_as(site, "with", Some(settled)).is(&without, "");
        without.report.has_errors()
    };
    write("news/one.md", "a");
    write("two.md", "b");
    assert!(!both(i64::MAX));
    write("three.md", "news");
    assert!(both(i64::MAX));
}
