//! Feeds as data: a feed for each tag, filters, and limits by age and bytes.
//!
//! `FEEDWRIGHT_FEEDS_ARTICLES` says how many articles the large site has (600 unless it is set, with a tag for every four),
//! as `FEEDWRIGHT_FEEDS_ARTICLES=20000 cargo test --release --test feeds`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking, and says how far it came")]

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use feedwright::config;
use feedwright::date::Timestamp;
use feedwright::diagnostic::Level;
use feedwright::ledger::Ledger;
use feedwright::model::Text;
use feedwright::pipeline::{self, FileReport, Options, Outcome, Report, Sinks};
use feedwright::sink::MemorySink;
use feedwright::source::MemorySource;
use feedwright::subscriber;

/// 2026-11-01T00:00:00Z.
const NOW: i64 = 1_793_491_200;

const SITE: &str = "[site]\ntitle = \"Le Carnet\"\nurl = \"https://e.fr/\"\nlanguage = \"en\"\n\
                    author = \"Ada Martin\"\ntimezone = \"Europe/Paris\"\n";

/// Feeds alone are looked at here.
const NO_PAGE: &str = "[page]\npath = false\nopml = false\nstyle = false\n";

fn build_into(sink: &mut MemorySink, feeds: &str, articles: &[(String, String)]) -> Report {
    let config = config::parse(&format!("{SITE}{NO_PAGE}{feeds}")).unwrap_or_else(|found| panic!("{found:#?}"));
    let source = MemorySource::new(articles.to_vec());
    let options = Options { now: Timestamp::from_unix(NOW).unwrap(), strict: false, allow_flood: false };
    pipeline::build(&config, &source, Ledger::default(), Sinks::feeds_only(sink), options, &|_| {}).unwrap()
}

fn build(feeds: &str, articles: &[(String, String)]) -> (MemorySink, Report) {
    let mut sink = MemorySink::default();
    let report = build_into(&mut sink, feeds, articles);
    (sink, report)
}

/// Articles: their paths, and what their front matter says beside a title.
fn articles(written: &[(&str, &str)]) -> Vec<(String, String)> {
    let text = |path: &str, head: &str| format!("---\ntitle: {path}\n{head}\n---\nWhat {path} is about.\n");
    written.iter().map(|(path, head)| ((*path).to_owned(), text(path, head))).collect()
}

fn title_of(file: &FileReport) -> Option<&str> {
    file.feed.as_ref()?.title.as_ref().map(Text::as_str)
}

/// The titles of a feed's entries, which are the paths of their articles.
fn titles(sink: &MemorySink, path: &str) -> Vec<String> {
    let file = sink.files.get(path).unwrap_or_else(|| panic!("no {path} in {:?}", sink.files.keys()));
    subscriber::read(&file.bytes).unwrap().entries.into_iter().map(|entry| entry.title).collect()
}

/// The articles that a feed with a filter shows.
#[track_caller]
fn shows(filter: &str, expected: &[&str]) {
    let articles = articles(&[
        ("notes/a.md", "date: 2024-03-01\ntags: [rust, Web]"),
        ("notes/deep/b.md", "date: 2024-06-01\ntags: [rust]\nauthors: [Bo, Cy]"),
        ("posts/c.fr.md", "date: 2025-01-01\ntags: [web]"),
        ("posts/d.md", "date: 2025-06-01\nlang: fr-CA\nauthor: Bo"),
        ("e.md", "date: 2025-12-31T23:30:00Z\ntags: [\"c++\"]"),
    ]);
    let (sink, report) = build(&format!("[[feed]]\npath = \"feed.xml\"\n{filter}\n"), &articles);
    let shown: Vec<String> = match sink.files.is_empty() {
        true => Vec::new(),
        false => titles(&sink, "feed.xml"),
    };
    assert_eq!(shown, expected, "{filter} {:#?}", report.findings);
}

#[test]
fn a_filter_lets_through_what_it_names() {
    shows("", &["e.md", "posts/d.md", "posts/c.fr.md", "notes/deep/b.md", "notes/a.md"]);
    shows("tag = \"rust\"", &["notes/deep/b.md", "notes/a.md"]);
    shows("tag = [\"web\", \"c++\"]", &["e.md", "posts/c.fr.md"]);
    shows("section = \"notes\"", &["notes/deep/b.md", "notes/a.md"]);
    shows("section = [\"posts\", \"notes\"]\ntag = \"rust\"", &["notes/deep/b.md", "notes/a.md"]);
    shows("author = \"Bo\"", &["posts/d.md", "notes/deep/b.md"]);
    shows("author = \"Ada Martin\"", &["e.md", "posts/c.fr.md", "notes/a.md"]);
    shows("lang = \"fr\"", &["posts/d.md", "posts/c.fr.md"]);
    shows("lang = \"fr-ca\"", &["posts/d.md"]);
    shows("after = \"2025-01-01\"", &["e.md", "posts/d.md", "posts/c.fr.md"]);
    shows("before = 2025-01-01", &["notes/deep/b.md", "notes/a.md"]);
    shows("after = 2024-06-01\nbefore = \"1 June 2025\"", &["posts/c.fr.md", "notes/deep/b.md"]);
    shows("all = { path = \"/notes/\" }", &["notes/deep/b.md", "notes/a.md"]);
    shows("all = { path = [\"/notes/\", \"!deep/\"] }", &["notes/a.md"]);
}

#[test]
fn filters_are_combined() {
    shows(
        "any = [{ tag = \"rust\" }, { lang = \"fr\", author = \"Bo\" }]",
        &["posts/d.md", "notes/deep/b.md", "notes/a.md"],
    );
    shows("not = { tag = \"rust\" }", &["e.md", "posts/d.md", "posts/c.fr.md"]);
    shows("not = [{ tag = \"rust\" }, { lang = \"fr\" }]", &["e.md"]);
    shows("tag = \"rust\"\nnot = { tag = \"Web\" }", &["notes/deep/b.md"]);
    shows("all = [{ tag = \"rust\" }, { tag = \"Web\" }]", &["notes/a.md"]);
    shows(
        "any = [{ not = { lang = \"en\" } }, { any = [{ tag = \"c++\" }] }]",
        &["e.md", "posts/d.md", "posts/c.fr.md"],
    );
    shows("tag = \"rust\"\nlimit = 1", &["notes/deep/b.md"]);
    shows("max_age = \"365 days\"", &["e.md"]);
}

#[test]
fn every_value_gets_a_file_of_its_own_within_the_output_folder() {
    let tags = ["c++", "c", "C", "R&D", "日本", "a/b", "..", ".", "CON", "rust", "rust.", "a b", "é", "e\u{301}"];
    let long = "very ".repeat(80) + "long";
    let mut tags: Vec<&str> = tags.to_vec();
    tags.push(long.trim());
    let written = |(index, tag): (usize, &&str)| {
        let text =
            format!("---\ntitle: A{index}\ndate: 2025-08-{:02}\ntags: [\"{tag}\", all]\n---\nText.\n", index + 1);
        (format!("{index:02}.md"), text)
    };
    let articles: Vec<(String, String)> = tags.iter().enumerate().map(written).collect();
    let feeds = "[[feed]]\npath = \"tags/{tag}.xml\"\nfor_each = \"tag\"\ntitle = \"On {tag}\"\nlimit = 0\n";
    let (sink, report) = build(feeds, &articles);
    assert!(!report.has_errors(), "{:#?}", report.findings);
    let folded: BTreeSet<String> = sink.files.keys().map(|path| path.to_lowercase()).collect();
    assert_eq!((sink.files.len(), folded.len()), (tags.len() + 1, tags.len() + 1), "{folded:?}");
    for path in sink.files.keys() {
        let name = path.strip_prefix("tags/").and_then(|name| name.strip_suffix(".xml")).unwrap();
        assert!(!name.is_empty() && name.len() < 100 && !name.contains(['/', '.', '\\']), "{path}");
    }
    for (index, tag) in tags.iter().enumerate() {
        let title = format!("On {tag}");
        let file =
            report.files.iter().find(|file| title_of(file) == Some(title.as_str())).unwrap_or_else(|| panic!("{tag}"));
        assert_eq!(titles(&sink, &file.path), [format!("A{index}")], "{tag}");
        assert_eq!(file.pattern.as_deref(), Some("tags/{tag}.xml"));
    }
    assert_eq!(titles(&sink, "tags/all.xml").len(), tags.len());
}

#[test]
fn feeds_are_made_for_each_section_author_language_and_year() {
    let articles = articles(&[
        ("notes/a.md", "date: 2024-12-31T23:30:00Z"),
        ("posts/b.fr.md", "date: 2025-06-01\nauthors: [Bo, Cy]"),
        ("c.md", "date: 2025-07-01\nlang: fr-CA"),
    ]);
    let feeds = "[[feed]]\npath = \"in/{section}.xml\"\nfor_each = \"section\"\n\
                 [[feed]]\npath = \"by/{author}.json\"\nfor_each = \"author\"\n\
                 [[feed]]\npath = \"{lang}\"\nfor_each = \"lang\"\nformat = [\"rss\", \"atom\", \"json\"]\n\
                 [[feed]]\npath = \"{year}/atom.xml\"\nfor_each = \"year\"\ndescription = \"All of {year}\"\n";
    let (sink, report) = build(feeds, &articles);
    assert!(!report.has_errors(), "{:#?}", report.findings);
    let paths: Vec<&str> = report.files.iter().map(|file| file.path.as_str()).collect();
    let by = |name: &str| paths.iter().filter(|path| path.starts_with(&format!("by/{name}-"))).count();
    assert_eq!((by("ada-martin"), by("bo"), by("cy")), (1, 1, 1), "{paths:?}");
    let others: Vec<&&str> = paths.iter().filter(|path| !path.starts_with("by/")).collect();
    let expected = [
        "in/notes.xml",
        "in/posts.xml",
        "en.xml",
        "fr.xml",
        "fr-ca.xml",
        "en.atom",
        "fr.atom",
        "fr-ca.atom",
        "en.json",
        "fr.json",
        "fr-ca.json",
        "2025/atom.xml",
    ];
    assert_eq!(others.iter().map(|path| **path).collect::<BTreeSet<_>>(), BTreeSet::from(expected));
    // In the site's zone the first was published in 2025, too.
    assert_eq!(titles(&sink, "2025/atom.xml").len(), 3);
    let text = |path: &str| String::from_utf8(sink.files[path].bytes.clone()).unwrap();
    assert!(text("2025/atom.xml").contains("<subtitle>All of 2025</subtitle>"));
    assert!(text("2025/atom.xml").contains("<title>Le Carnet: 2025</title>"));
    // A feed of one language is in that language, whatever the site's is.
    assert!(
        text("fr.xml").contains("<language>fr</language>") && text("fr-ca.xml").contains("<language>fr-ca</language>")
    );
}

#[test]
fn a_value_that_no_article_has_gives_no_file_and_what_was_there_stays() {
    let feeds = "[[feed]]\npath = \"{tag}.xml\"\nfor_each = \"tag\"\n";
    let mut sink = MemorySink::default();
    build_into(&mut sink, feeds, &articles(&[("a.md", "date: 2025-06-01\ntags: [one, two]")]));
    let report = build_into(&mut sink, feeds, &articles(&[("a.md", "date: 2025-06-01\ntags: [one]")]));
    assert_eq!(report.files.iter().map(|file| &*file.path).collect::<Vec<_>>(), ["one.xml"]);
    assert_eq!(sink.files.keys().collect::<Vec<_>>(), ["one.xml", "two.xml"]);
    let (sink, report) = build(feeds, &articles(&[("a.md", "date: 2025-06-01")]));
    let told: Vec<_> = report.findings.iter().map(|found| found.diagnostic.rule).collect();
    assert_eq!((sink.files.len(), told), (0, vec!["for-each-without-value"]));
}

#[test]
fn a_feed_for_each_of_nothing_is_told_once() {
    let feeds = "[[feed]]\npath = \"{tag}\"\nformat = [\"rss\", \"atom\"]\nfor_each = \"tag\"\n";
    let (_, report) = build(feeds, &articles(&[("a.md", "date: 2025-06-01")]));
    let told: Vec<_> = report.findings.iter().map(|found| found.diagnostic.message.as_str()).collect();
    assert_eq!(told, ["no article that this may show has a tag, so there is no such feed"]);
}

#[test]
fn two_feeds_with_one_path_are_both_left_as_they_were() {
    let feeds = "[[feed]]\npath = \"t/{tag}.xml\"\nfor_each = \"tag\"\n[[feed]]\npath = \"T/Two.xml\"\n";
    let (sink, report) = build(feeds, &articles(&[("a.md", "date: 2025-06-01\ntags: [one, two]")]));
    assert_eq!(sink.files.keys().collect::<Vec<_>>(), ["t/one.xml"]);
    assert_eq!(report.files[1].outcome, Outcome::Kept);
    let [found] = report.findings.as_slice() else { panic!("{:#?}", report.findings) };
    let place = found.excerpt.as_ref().unwrap();
    assert_eq!((found.file.as_str(), place.line, place.column), ("feedwright.toml", 15, 8));
    assert_eq!(found.diagnostic.message, "two feeds have the path `T/Two.xml`, the other on line 12");
}

#[test]
fn no_feed_stands_in_another() {
    let feeds = "[[feed]]\npath = \"{tag}/feed.xml\"\nfor_each = \"tag\"\n[[feed]]\npath = \"One\"\nformat = \"rss\"\n";
    let (sink, report) = build(feeds, &articles(&[("a.md", "date: 2025-06-01\ntags: [one, two]")]));
    assert_eq!(sink.files.keys().collect::<Vec<_>>(), ["two/feed.xml"]);
    let messages: Vec<&str> = report.findings.iter().map(|found| &*found.diagnostic.message).collect();
    assert_eq!(messages, ["`one/feed.xml` would stand in a folder that is a file: the feed `One`"]);
}

#[test]
fn a_name_that_no_article_has_is_told_with_the_nearest_one() {
    let feeds = "[[feed]]\npath = \"feed.xml\"\nnot = { tag = \"rsut\" }\n";
    let (_, report) = build(feeds, &articles(&[("a.md", "date: 2025-06-01\ntags: [rust]")]));
    let found = &report.findings[0];
    assert_eq!(found.diagnostic.message, "no article has the tag `rsut`");
    assert_eq!(found.diagnostic.help.as_deref(), Some("write `rust`"));
}

/// Articles of one size, the oldest first.
fn equal(number: usize) -> Vec<(String, String)> {
    let body = "All of this is said at length, and then once more. ".repeat(40);
    let text = |n: usize| {
        let (month, day) = (n / 28 + 1, n % 28 + 1);
        format!("---\ntitle: T{n:03}\ndate: 2025-{month:02}-{day:02}\nsummary: In short, {n:03}.\n---\n{body}\n")
    };
    (0..number).map(|n| (format!("{n:03}.md"), text(n))).collect()
}

#[test]
fn a_limit_of_bytes_holds_to_the_byte_and_the_newest_remain() {
    let articles = equal(40);
    let newest: Vec<String> = (0..40).rev().map(|n| format!("T{n:03}")).collect();
    for (path, format) in [("f.xml", "rss"), ("f.atom", "atom"), ("f.json", "json")] {
        let feeds = |limit: &str| format!("[[feed]]\npath = \"{path}\"\nformat = \"{format}\"\nlimit = 0\n{limit}\n");
        let whole = build(&feeds("max_bytes = 1000000"), &articles).0.files[path].bytes.len();
        let mut sizes = BTreeMap::new();
        for limit in [whole, whole - 1, whole * 9 / 10, whole / 2, whole / 3, whole / 10, whole / 20, 2_500] {
            let (sink, report) = build(&feeds(&format!("max_bytes = {limit}")), &articles);
            let bytes = &sink.files[path].bytes;
            assert!(bytes.len() <= limit, "{path} {} of {limit}", bytes.len());
            let shown = titles(&sink, path);
            assert_eq!(shown, newest[..shown.len()], "{path} {limit}");
            let long =
                String::from_utf8(bytes.clone()).unwrap().matches("said at length, and then once more. All").count();
            let notes = report.findings.iter().filter(|found| found.diagnostic.rule == "feed-shortened").count();
            assert_eq!(notes, usize::from(limit < whole), "{:#?}", report.findings);
            // Entries fall out only once all of them are summaries.
            assert!(shown.len() == 40 || long == 0, "{path} {limit}: {} entries, {long}", shown.len());
            sizes.insert(limit, (shown.len(), long > 0));
        }
        assert_eq!((sizes[&whole], sizes[&(whole - 1)]), ((40, true), (40, true)));
        assert!(sizes[&2_500].0 < 10 && sizes[&2_500].0 > 0, "{sizes:?}");
    }
}

#[test]
fn every_limit_of_bytes_holds() {
    let articles = equal(6);
    let feeds = |limit: usize| format!("[[feed]]\npath = \"feed.xml\"\nmax_bytes = {limit}\n");
    let mut entries = 0;
    for limit in (1_024..18_000).step_by(397) {
        let (sink, report) = build(&feeds(limit), &articles);
        let Some(file) = sink.files.get("feed.xml") else {
            assert!(report.findings.iter().any(|found| found.diagnostic.rule == "feed-too-large"), "{limit}");
            assert_eq!((report.files[0].outcome, entries), (Outcome::Kept, 0));
            continue;
        };
        assert!(file.bytes.len() <= limit);
        // With more room there is never less to see.
        assert!(report.files[0].entries >= entries, "{limit}");
        entries = report.files[0].entries;
    }
    assert_eq!(entries, 6);
}

#[test]
fn the_same_files_are_not_touched_and_thousands_of_tags_cost_one_pass() {
    let number: usize = std::env::var("FEEDWRIGHT_FEEDS_ARTICLES").map_or(600, |number| number.parse().unwrap());
    let tags = number / 4;
    // Each article has three tags, and each tag twelve articles, as far as they are spread evenly.
    let of = |n: usize| [n % tags, n * 7 % tags, (n / 3 + 1) % tags];
    let text = |n: usize| {
        let (year, month, day) = (2000 + n / 336 % 25, n / 28 % 12 + 1, n % 28 + 1);
        let [a, b, c] = of(n);
        format!(
            "---\ntitle: A{n:06}\ndate: {year}-{month:02}-{day:02}T00:{:02}:{:02}Z\ntags: [t{a}, t{b}, t{c}]\n---\n{}\n",
            n / 60 % 60,
            n % 60,
            "Some words that make a paragraph of a small article. ".repeat(10)
        )
    };
    let articles: Vec<(String, String)> = (0..number).map(|n| (format!("{n:06}.md"), text(n))).collect();
    let feeds = "[[feed]]\npath = \"tags/{tag}.xml\"\nfor_each = \"tag\"\nlimit = 5\n";
    let mut sink = MemorySink::default();
    let began = Instant::now();
    let report = build_into(&mut sink, feeds, &articles);
    println!("{number} articles, {tags} tags: {:?}", began.elapsed());
    let errors: Vec<_> = report.findings.iter().filter(|found| found.diagnostic.level > Level::Note).take(3).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let key = |n: &usize| (2000 + n / 336 % 25, n / 28 % 12 + 1, n % 28 + 1, n / 60 % 60, n % 60);
    let mut expected: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for n in 0..number {
        of(n).into_iter().collect::<BTreeSet<_>>().into_iter().for_each(|tag| expected.entry(tag).or_default().push(n));
    }
    assert_eq!((report.files.len(), sink.files.len()), (expected.len(), expected.len()));
    for (tag, mut articles) in expected {
        articles.sort_by_key(|n| std::cmp::Reverse(key(n)));
        let titles = titles(&sink, &format!("tags/t{tag}.xml"));
        assert_eq!(titles.len(), articles.len().min(5));
        for title in &titles {
            let n: usize = title[1..].parse().unwrap();
            // Of two of one instant either may be shown.
            assert!(articles.contains(&n) && key(&n) >= key(&articles[titles.len() - 1]), "t{tag}: {titles:?}");
        }
    }
    let began = Instant::now();
    let again = build_into(&mut sink, feeds, &articles);
    println!("again: {:?}", began.elapsed());
    assert!(again.files.iter().all(|file| file.outcome == Outcome::Unchanged));
}
