//! All of history: archive pages, followed from the document that people subscribe to.
//!
//! `FEEDWRIGHT_ARCHIVE_ARTICLES` says how many articles the large site has (500 unless it is set), as
//! `FEEDWRIGHT_ARCHIVE_ARTICLES=10000 cargo test --release --test history`; `FEEDWRIGHT_ARCHIVE_LIVES` how many random
//! lives of a site are lived.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking, and says how far it came")]

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use feedwright::config;
use feedwright::date::Timestamp;
use feedwright::diagnostic::Level;
use feedwright::ledger::{self, Ledger};
use feedwright::pipeline::{self, FileKind, Options, Outcome, Report, Sinks};
use feedwright::sink::{FolderSink, MemorySink, Sink};
use feedwright::source::MemorySource;
use feedwright::subscriber;

/// 2026-11-01T00:00:00Z.
const NOW: i64 = 1_793_491_200;

const SITE: &str = "[site]\ntitle = \"Le Carnet\"\nurl = \"https://e.fr/blog/\"\nlanguage = \"en\"\nauthor = \"Ada Martin\"\n\
                    hub = \"https://hub.example/\"\n[page]\npath = false\nopml = false\nstyle = false\n";

fn number_of(variable: &str, usual: usize) -> usize {
    std::env::var(variable).map_or(usual, |number| number.parse().unwrap())
}

/// A site, what it has published, and what it remembers.
struct Site {
    feeds: String,
    articles: BTreeMap<String, String>,
    sink: MemorySink,
    lock: MemorySink,
    now: i64,
}

impl Site {
    fn new(feeds: &str) -> Site {
        let (sink, lock) = (MemorySink::default(), MemorySink::default());
        Site { feeds: feeds.to_owned(), articles: BTreeMap::new(), sink, lock, now: NOW }
    }

    fn write(&mut self, name: &str, head: &str, text: &str) {
        self.articles.insert(name.to_owned(), format!("---\ntitle: {name}\n{head}\n---\n{text}\n"));
    }

    fn build_into(&mut self, sink: &mut dyn Sink) -> Report {
        let config = config::parse(&format!("{SITE}{}", self.feeds)).unwrap_or_else(|found| panic!("{found:#?}"));
        let source = MemorySource::new(self.articles.clone());
        let ledger = match self.lock.files.get(ledger::FILE_NAME) {
            Some(lock) => ledger::parse(std::str::from_utf8(&lock.bytes).unwrap()).unwrap().0,
            None => Ledger::default(),
        };
        let options = Options { now: Timestamp::from_unix(self.now).unwrap(), strict: false, allow_flood: true };
        let sinks = Sinks { feeds: sink, lock: Some(&mut self.lock), memory: None };
        pipeline::build(&config, &source, ledger, sinks, options, &|_| {}).unwrap()
    }

    /// Builds; the paths of the files that changed or are new.
    #[track_caller]
    fn build(&mut self) -> BTreeSet<String> {
        self.now += 60;
        let mut sink = std::mem::take(&mut self.sink);
        let before = sink.files.clone();
        let report = self.build_into(&mut sink);
        let wrong: Vec<_> = report.findings.iter().filter(|found| found.diagnostic.level > Level::Note).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        let is_news = |path: &&String| before.get(*path).map(|file| &file.bytes) != Some(&sink.files[*path].bytes);
        let changed = sink.files.keys().filter(is_news).cloned().collect();
        self.sink = sink;
        changed
    }

    fn file(&self, path: &str) -> &[u8] {
        &self.sink.files.get(path).unwrap_or_else(|| panic!("no {path} in {:?}", self.sink.files.keys())).bytes
    }

    /// The entries' titles, from the newest document on through all that lead from it, and the paths of these.
    #[track_caller]
    fn follow(&self, path: &str) -> (Vec<String>, Vec<String>) {
        let (mut titles, mut paths, mut next) = (Vec::new(), Vec::new(), Some(path.to_owned()));
        while let Some(path) = next {
            let file = self.file(&path);
            titles.extend(titles_of(file));
            next = link(file, "prev-archive").or_else(|| link(file, "next_url"));
            paths.push(path);
            assert!(paths.len() <= self.sink.files.len(), "in a circle: {paths:?}");
        }
        (titles, paths)
    }

    /// Every article is met once, every link leads to a file, and the checker has nothing against any.
    #[track_caller]
    fn assert_sound(&self, paths: &[&str]) {
        for path in paths {
            let (titles, _) = self.follow(path);
            let met: BTreeSet<&String> = titles.iter().collect();
            assert_eq!(met.len(), titles.len(), "{path}: {titles:?}");
            assert_eq!(met, self.articles.keys().collect(), "{path}");
        }
        for (path, file) in &self.sink.files {
            let (previous, next) = (link(&file.bytes, "prev-archive"), link(&file.bytes, "next-archive"));
            for relation in ["prev-archive", "next-archive", "current", "next_url"] {
                if let Some(target) = link(&file.bytes, relation) {
                    assert!(self.sink.files.contains_key(&target), "{path}: {relation} leads to {target}");
                }
            }
            let back = previous.and_then(|previous| link(self.file(&previous), "next-archive"));
            assert!(back.is_none_or(|back| back == *path), "{path}");
            let on = next.and_then(|next| link(self.file(&next), "prev-archive"));
            assert!(on.is_none_or(|on| on == *path), "{path}");
        }
    }
}

fn titles_of(file: &[u8]) -> Vec<String> {
    subscriber::read(file).unwrap().entries.into_iter().map(|entry| entry.title).collect()
}

/// The file that a feed's document names under a relation. Our own files have one form.
fn link(file: &[u8], relation: &str) -> Option<String> {
    let text = std::str::from_utf8(file).unwrap();
    let address = match text.strip_prefix('{') {
        Some(json) => json.split_once(&format!("\"{relation}\": \""))?.1.split('"').next(),
        None => text
            .split(&format!(" rel=\"{relation}\""))
            .next()
            .filter(|before| before.len() < text.len())?
            .rsplit_once("href=\"")?
            .1
            .strip_suffix('"'),
    };
    Some(address.unwrap().strip_prefix("https://e.fr/blog/").unwrap().to_owned())
}

const THREE: &str = "[[feed]]\npath = \"feed\"\nformat = [\"rss\", \"atom\", \"json\"]\narchive = true\n";
const PATHS: [&str; 3] = ["feed.xml", "feed.atom", "feed.json"];

/// The date of one article of many, each its own: the first day of 2000 and as many hours.
fn date(hours: usize) -> String {
    let (days, hour) = (hours / 24, hours % 24);
    let (year, month, day) = (2000 + days / 336, days / 28 % 12 + 1, days % 28 + 1);
    format!("date: {year}-{month:02}-{day:02}T{hour:02}:00:00Z")
}

#[test]
fn every_entry_is_reached_once_and_an_added_one_changes_two_files() {
    let number = number_of("FEEDWRIGHT_ARCHIVE_ARTICLES", 500);
    let mut site = Site::new(THREE);
    for n in 0..number {
        site.write(&format!("{n:05}.md"), &date(n), "Text.");
    }
    let began = Instant::now();
    site.build();
    println!("{number} articles: {:?}", began.elapsed());
    site.assert_sound(&PATHS);
    for path in PATHS {
        let (titles, paths) = site.follow(path);
        assert!(titles.is_sorted_by(|a, b| a > b), "newest first, through all documents");
        assert_eq!((titles_of(site.file(path)).len(), paths.len()), (20, 1 + (number - 20).div_ceil(100)));
    }
    // One more is published, then one is dated back, then one goes.
    site.write("99999.md", &date(number), "Text.");
    let began = Instant::now();
    let changed = site.build();
    println!("one more: {:?}", began.elapsed());
    let page = |format: &str| format!("archive/feed-{}.{format}", (number - 20) / 100 + 1);
    let expected: BTreeSet<String> =
        PATHS.iter().map(|path| path.to_string()).chain(["xml", "atom", "json"].map(page)).collect();
    assert_eq!(changed, expected);
    site.write("backdated.md", "date: 1999-12-31", "Text.");
    assert_eq!(site.build(), ["xml", "atom", "json"].map(|format| format!("archive/feed-1.{format}")).into());
    site.articles.remove("00150.md");
    assert_eq!(site.build(), ["xml", "atom", "json"].map(|format| format!("archive/feed-2.{format}")).into());
    site.assert_sound(&PATHS);
    assert!(site.build().is_empty());
}

/// A generator of random numbers that gives the same ones for the same seed (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit).unwrap()).unwrap()
    }
}

/// What happened to a site.
#[derive(Debug)]
enum Event {
    /// An article newer than all others was added.
    Added,
    /// One was dated back, by hours.
    Backdated(usize),
    Edited(String),
    Removed(String),
}

/// One life of a site: what holds after each event is asserted.
fn live(seed: u64) {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let (limit, size) = (2 + dice.below(4), 2 + dice.below(4));
    let format = ["rss", "atom", "json"][dice.below(3)];
    let mut site = Site::new(&format!(
        "[[feed]]\npath = \"f\"\nformat = \"{format}\"\nlimit = {limit}\narchive = true\narchive_size = {size}\n"
    ));
    // Half of the lives begin with all at once; hours between leave room for what is dated back.
    let mut hours = 1_000;
    for n in 0..dice.below(30) {
        hours += dice.below(2) * 10;
        site.write(&format!("first-{n}.md"), &date(hours), "Text.");
    }
    let mut has_any = !site.articles.is_empty();
    if has_any {
        site.build();
    }
    for step in 0..40 {
        let names: Vec<String> = site.articles.keys().cloned().collect();
        let event = match dice.below(10) {
            0..5 => Event::Added,
            5 => Event::Backdated(dice.below(hours)),
            6 if !names.is_empty() => Event::Edited(names[dice.below(names.len())].clone()),
            _ if names.len() > 1 => Event::Removed(names[dice.below(names.len())].clone()),
            _ => Event::Added,
        };
        let before = site.sink.files.clone();
        let pages: Vec<BTreeSet<String>> = full_pages(&site);
        match &event {
            Event::Added => {
                hours += 1 + dice.below(9);
                site.write(&format!("added-{step}.md"), &date(hours), "Text.");
            }
            Event::Backdated(hours) => site.write(&format!("back-{step}.md"), &date(*hours), "Text."),
            Event::Edited(name) => {
                let edited = site.articles[name].replace("Text", "More text");
                site.articles.insert(name.clone(), edited);
            }
            Event::Removed(name) => {
                site.articles.remove(name);
            }
        }
        let changed = site.build();
        let context =
            || format!("seed {seed}, step {step}: {event:?}, limit {limit}, size {size}, changed {changed:?}");
        if !has_any {
            has_any = true;
            continue;
        }
        site.assert_sound(&["f"]);
        let most = match &event {
            Event::Added => 2,
            Event::Edited(_) => 1,
            // Where it is, and what moves at the boundaries behind it.
            Event::Backdated(_) | Event::Removed(_) => 3,
        };
        assert!(changed.len() <= most, "{}", context());
        assert!(titles_of(site.file("f")).len() <= limit, "{}", context());
        let added: BTreeSet<String> = site.articles.keys().filter(|name| !names.contains(name)).cloned().collect();
        for (number, (old, new)) in pages.iter().zip(full_pages(&site)).enumerate() {
            // A full page loses what was removed and takes in what is dated back; nothing else ever.
            let kept: BTreeSet<String> = old.iter().filter(|name| site.articles.contains_key(*name)).cloned().collect();
            assert!(new.is_superset(&kept), "{}", context());
            assert!(new.difference(&kept).all(|name| added.contains(name)), "{}", context());
            if matches!(event, Event::Added) {
                let path = format!("archive/f-{}", number + 1);
                assert_eq!(before[&path].bytes, site.file(&path), "{}", context());
            }
        }
    }
}

/// The entries of the pages that are full, as the lock tells.
fn full_pages(site: &Site) -> Vec<BTreeSet<String>> {
    let Some(lock) = site.lock.files.get(ledger::FILE_NAME) else { return Vec::new() };
    let ledger = ledger::parse(std::str::from_utf8(&lock.bytes).unwrap()).unwrap().0;
    let full = ledger.pages.iter().filter(|page| page.last.is_some());
    full.map(|page| titles_of(site.file(&format!("archive/f-{}", page.number))).into_iter().collect()).collect()
}

#[test]
fn whatever_happens_every_entry_is_reached_once() {
    let lives = number_of("FEEDWRIGHT_ARCHIVE_LIVES", 6);
    for seed in 0..lives {
        live(u64::try_from(seed).unwrap());
    }
}

#[test]
fn one_more_article_leaves_all_other_files_alone_on_disk() {
    use std::os::unix::fs::MetadataExt;
    let folder = tempfile::tempdir().unwrap();
    let mut site = Site::new(
        "[[feed]]\npath = \"feed.xml\"\nlimit = 3\narchive = true\narchive_size = 4\n\
         [[feed]]\npath = \"tags/{tag}.atom\"\nfor_each = \"tag\"\nlimit = 2\narchive = true\narchive_size = 3\n",
    );
    let files = || {
        let mut files = BTreeMap::new();
        for part in ["", "archive", "tags", "tags/archive"] {
            for file in std::fs::read_dir(folder.path().join(part)).into_iter().flatten() {
                let (path, facts) = file.map(|file| (file.path(), file.metadata().unwrap())).unwrap();
                files.extend(
                    facts.is_file().then(|| (path.strip_prefix(folder.path()).unwrap().to_owned(), facts.ino())),
                );
            }
        }
        files
    };
    let mut before = BTreeMap::new();
    for n in 0..30 {
        let tag = ["a", "b"][n % 2];
        site.write(&format!("{n:02}.md"), &format!("{}\ntags: [{tag}]", date(n)), "Text.");
        let report = site.build_into(&mut FolderSink::new(folder.path()));
        assert!(report.findings.iter().all(|found| found.diagnostic.level == Level::Note), "{:#?}", report.findings);
        let after = files();
        let news: Vec<_> = after.iter().filter(|(path, inode)| before.get(*path) != Some(*inode)).collect();
        // `feed.xml`, `a.atom` and `b.atom` each have their pages, whose names begin with theirs.
        let of = |name: &str| {
            news.iter().filter(|(path, _)| path.file_name().unwrap().to_string_lossy().starts_with(name)).count()
        };
        let other = ["b", "a"][n % 2];
        assert!(
            of("feed") <= 2 && of(tag) <= 2 && of(other) == 0 && news.len() == of("feed") + of(tag),
            "{n}: {news:?}"
        );
        before = after;
    }
    assert_eq!(before.len(), 1 + 7 + 2 * (1 + 5), "{before:?}");
}

#[test]
fn pages_are_told_apart_from_feeds() {
    let mut site = Site::new(
        "[[feed]]\npath = \"tags/{tag}\"\nformat = [\"rss\", \"atom\"]\nfor_each = \"tag\"\nlimit = 2\narchive = true\n\
         ttl = 60\nformer = [\"/{tag}.rss\"]\n",
    );
    for n in 0..9 {
        site.write(&format!("{n}.md"), &format!("{}\ntags: [\"{}\"]", date(n), ["one", "c++"][n % 2]), "Text.");
    }
    let report = site.build_into(&mut MemorySink::default());
    let told: Vec<_> = report.files.iter().map(|file| (file.kind, file.path.as_str(), file.entries)).collect();
    let (feed, page) = (FileKind::Feed, FileKind::Archive);
    let expected = [
        (feed, "tags/c-877d4650eacd.xml", 2),
        (feed, "tags/one.xml", 2),
        (page, "tags/archive/c-877d4650eacd-1.xml", 2),
        (page, "tags/archive/one-1.xml", 3),
        (feed, "tags/c-877d4650eacd.atom", 2),
        (feed, "tags/one.atom", 2),
        (page, "tags/archive/c-877d4650eacd-1.atom", 2),
        (page, "tags/archive/one-1.atom", 3),
    ];
    assert_eq!(told, expected);
    assert_eq!(report.files[3].pattern.as_deref(), Some("tags/archive/{tag}-*.xml"));
    site.build();
    let page = String::from_utf8(site.file("tags/archive/one-1.atom").to_vec()).unwrap();
    let feed = String::from_utf8(site.file("tags/one.atom").to_vec()).unwrap();
    // A page is a document of the same feed, and nothing that one subscribes to.
    let id = "<id>https://e.fr/blog/tags/one.atom</id>";
    assert!(page.contains(id) && feed.contains(id) && feed.contains("rel=\"hub\"") && !page.contains("rel=\"hub\""));
    assert!(!String::from_utf8(site.file("tags/archive/one-1.xml").to_vec()).unwrap().contains("<ttl>"));
}

#[test]
fn a_feed_whose_page_has_the_path_of_another_is_left_as_it_was() {
    let mut site = Site::new(
        "[[feed]]\npath = \"a.xml\"\nlimit = 2\narchive = true\narchive_size = 2\n\
         [[feed]]\npath = \"archive/A-2.xml\"\n[[feed]]\npath = \"b.xml\"\nlimit = 2\narchive = true\n",
    );
    for n in 0..9 {
        site.write(&format!("{n}.md"), &date(n), "Text.");
    }
    let mut sink = MemorySink::default();
    let report = site.build_into(&mut sink);
    assert_eq!(sink.files.keys().collect::<Vec<_>>(), ["archive/b-1.xml", "b.xml"]);
    let errors: Vec<_> = report.findings.iter().map(|found| found.diagnostic.message.as_str()).collect();
    assert_eq!(errors, ["`archive/A-2.xml` is the path of a feed, and of a page of the archive of `a.xml`"]);
    assert!(report.files.iter().all(|file| (file.outcome == Outcome::Kept) != file.path.contains('b')));
}

#[test]
fn what_is_lost_by_a_merge_of_locks_is_shared_out_again() {
    let mut site = Site::new("[[feed]]\npath = \"f\"\nformat = \"rss\"\nlimit = 2\narchive = true\narchive_size = 3\n");
    for n in 0..20 {
        site.write(&format!("{n:02}.md"), &date(n), "Text.");
    }
    site.build();
    let lock = String::from_utf8(site.lock.files[ledger::FILE_NAME].bytes.clone()).unwrap();
    let page = |number: usize| lock.lines().find(|line| line.starts_with(&format!("page\tf\t{number}\t"))).unwrap();
    assert!(page(6).ends_with("\t-") && page(5).ends_with("14"), "{lock}");
    let cases = [
        lock.replace(page(3), &format!("<<<<<<< a\n{}\n=======\n{}\n>>>>>>> b", page(3), page(3).replace("08", "07"))),
        lock.replace(page(3), ""),
        lock.replace(page(2), &page(2).replace("05", "01")),
        lock.lines().filter(|line| !line.starts_with("page")).map(|line| format!("{line}\n")).collect(),
    ];
    for case in cases {
        let mut one = Site { lock: site.lock.clone(), sink: site.sink.clone(), ..Site::new(&site.feeds) };
        one.articles = site.articles.clone();
        one.lock.files.get_mut(ledger::FILE_NAME).unwrap().bytes = case.into_bytes();
        one.build();
        one.assert_sound(&["f"]);
    }
}

#[test]
fn hosts_are_told_of_pages_by_what_their_names_have_in_common() {
    let mut site = Site::new(
        "[[feed]]\npath = \"f.x\"\nformat = \"rss\"\nlimit = 2\narchive = true\n\
         [host]\nfiles = [\"_headers\", \".htaccess\", \"nginx.conf\"]\n",
    );
    for n in 0..4 {
        site.write(&format!("{n}.md"), &date(n), "Text.");
    }
    site.build();
    let has = |path: &str, line: &str| {
        let text = std::str::from_utf8(site.file(path)).unwrap();
        assert!(text.lines().any(|one| one == line), "{text}");
    };
    has("_headers", "/blog/archive/f-*.x");
    has(".htaccess", "<If \"%{REQUEST_URI} =~ m#^/blog/archive/f-[0-9]+\\.x$#\">");
    has("nginx.conf", "location ~ \"^/blog/archive/f-[0-9]+\\.x$\" {");
}

#[test]
fn no_two_rules_of_a_host_fit_one_page() {
    let tags: Vec<String> = (0..12).map(|n| format!("\"t{n}\"")).collect();
    let mut site = Site::new(
        "[[feed]]\npath = \"tags/{tag}.xml\"\nfor_each = \"tag\"\nlimit = 2\narchive = true\n\
         [host]\nfiles = [\"_headers\", \"nginx.conf\"]\n",
    );
    for n in 0..4 {
        site.write(&format!("{n}.md"), &format!("{}\ntags: [{}]", date(n), tags.join(", ")), "Text.");
    }
    site.build();
    let text = |path: &str| String::from_utf8(site.file(path).to_vec()).unwrap();
    let headers = text("_headers");
    let rules: Vec<&str> = headers.lines().filter(|line| line.contains("/tags/")).collect();
    // The star stands for `archive/t1-1`, too.
    assert_eq!(rules, ["/blog/tags/*.xml"]);
    assert_eq!(text("nginx.conf").matches("location ~ \"^/blog/tags/").count(), 2);
}
