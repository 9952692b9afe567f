//! A real newsroom export, kept outside of the repository: `FEEDWRIGHT_SEED` names the folder that holds it.
//!
//! The gate sets that variable and runs these tests; without it they fail rather than pass.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking, and says how far it came")]

use feed_rs::model::{Entry, Feed};
use feedwright::config;
use feedwright::date::Timestamp;
use feedwright::html::plain_text;
use feedwright::ledger::Ledger;
use feedwright::pipeline::{self, Options, Sinks};
use feedwright::sink::MemorySink;
use feedwright::source::MemorySource;

const NAMES: [&str; 3] = ["feed.xml", "atom.xml", "feed.json"];
const TITLE: &str = "DeepSeek R2 : le nouveau modèle IA chinois prêt à rivaliser avec GPT-5";

fn real_export() -> String {
    let folder = std::env::var("FEEDWRIGHT_SEED").expect("FEEDWRIGHT_SEED names the folder of the export");
    std::fs::read_to_string(format!("{folder}/article.txt")).expect("the export can be read")
}

/// The three files that a site of this one article has.
fn files() -> MemorySink {
    let config = "[site]\nurl = \"https://journal.example/\"\ntimezone = \"Europe/Paris\"\n";
    let source = MemorySource::new([("article.txt", real_export())]);
    let mut sink = MemorySink::default();
    let options = Options { now: Timestamp::from_unix(1_790_000_000).unwrap(), strict: true, allow_flood: false };
    let report = pipeline::build(
        &config::parse(config).unwrap(),
        &source,
        Ledger::default(),
        Sinks::feeds_only(&mut sink),
        options,
        &|_| {},
    )
    .unwrap();
    assert!(!report.has_errors(), "{:?}", report.findings);
    sink
}

fn text(sink: &MemorySink, name: &str) -> String {
    String::from_utf8(sink.files[name].bytes.clone()).unwrap()
}

fn read(sink: &MemorySink, name: &str) -> (Feed, Entry) {
    let feed = feed_rs::parser::parse(sink.files[name].bytes.as_slice()).unwrap();
    assert_eq!(feed.entries.len(), 1, "{name}");
    let entry = feed.entries[0].clone();
    (feed, entry)
}

#[test]
#[ignore = "needs the folder of a real export in FEEDWRIGHT_SEED"]
fn it_becomes_one_entry_with_its_title_and_date() {
    let sink = files();
    for name in NAMES {
        let (_, entry) = read(&sink, name);
        assert_eq!(entry.title.unwrap().content, TITLE, "{name}");
        assert_eq!(entry.published.unwrap().to_rfc3339(), "2025-08-12T22:00:00+00:00", "{name}");
    }
    assert!(text(&sink, "feed.xml").contains("<pubDate>Wed, 13 Aug 2025 00:00:00 +0200</pubDate>"));
    assert!(text(&sink, "atom.xml").contains("<published>2025-08-12T22:00:00Z</published>"));
    assert!(text(&sink, "feed.json").contains("\"date_published\": \"2025-08-12T22:00:00Z\""));
}

#[test]
#[ignore = "needs the folder of a real export in FEEDWRIGHT_SEED"]
fn its_language_is_told_from_its_text() {
    let sink = files();
    assert!(text(&sink, "feed.xml").contains("<language>fr</language>"));
    assert!(text(&sink, "atom.xml").contains("xml:lang=\"fr\""));
    assert!(text(&sink, "feed.json").contains("\"language\": \"fr\""));
}

#[test]
#[ignore = "needs the folder of a real export in FEEDWRIGHT_SEED"]
fn its_body_is_kept_to_the_letter_with_four_headings() {
    let export = real_export();
    let paragraphs: Vec<&str> = export.split("\n\n").skip(1).map(|text| text.trim_matches(['\n', '\r', ' '])).collect();
    let sink = files();
    for name in NAMES {
        let (_, entry) = read(&sink, name);
        let html = entry.content.unwrap().body.unwrap();
        let headings: Vec<&str> = html.lines().filter_map(|line| line.strip_prefix("<h2>")).collect();
        let starts = ["DeepSeek R2 : Une architecture", "100 % entraîné", "Des prix agressifs", "Huawei dévoile aussi"];
        assert_eq!(headings.len(), starts.len(), "{name}");
        assert!(headings.iter().zip(starts).all(|(heading, start)| heading.starts_with(start)), "{headings:?}");
        let untagged =
            |line: &str| ["<p>", "</p>", "<h2>", "</h2>"].iter().fold(line.to_owned(), |l, tag| l.replace(tag, ""));
        assert_eq!(html.lines().map(untagged).collect::<Vec<_>>(), paragraphs, "{name}");
        // In RSS a summary is HTML.
        let summary = entry.summary.unwrap().content;
        let summary = if name == "feed.xml" { plain_text(&summary) } else { summary };
        assert_eq!(summary, paragraphs[0], "{name}");
    }
}
