//! Small sites in memory: what becomes of their articles.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use feedwright::config;
use feedwright::date::Timestamp;
use feedwright::diagnostic::Level;
use feedwright::ledger::Ledger;
use feedwright::pipeline::{self, Options, Report, Sinks};
use feedwright::sink::MemorySink;
use feedwright::source::{Listing, MemorySource, PassedOver, Probe, Source};

/// 2026-11-01T00:00:00Z.
const NOW: i64 = 1_793_491_200;

/// The files of a site with these settings, and what was found.
fn files(settings: &str, source: &dyn Source) -> (MemorySink, Report) {
    let config = config::parse(settings).unwrap();
    let mut sink = MemorySink::default();
    let options = Options { now: Timestamp::from_unix(NOW).unwrap(), strict: false, allow_flood: false };
    let sinks = Sinks::feeds_only(&mut sink);
    let report = pipeline::build(&config, source, Ledger::default(), sinks, options, &|_| {}).unwrap();
    (sink, report)
}

/// A site of these articles, as JSON Feed and as RSS, and what was found.
fn build(source: &dyn Source) -> (String, String, Report) {
    let settings = "[site]\ntitle = \"S\"\nurl = \"https://e.fr/\"\nlanguage = \"fr\"\n";
    let (sink, report) = files(settings, source);
    let text = |name: &str| {
        let bytes = sink.files.get(name).map(|output| output.bytes.clone());
        String::from_utf8(bytes.unwrap_or_default()).unwrap()
    };
    (text("feed.json"), text("feed.xml"), report)
}

/// The only entry of a site of one article: its title, summary and content.
fn entry(name: &str, text: &str) -> (String, String, String) {
    let (json, _, report) = build(&MemorySource::new([(name, text)]));
    let feed: serde_json::Value = serde_json::from_str(&json).unwrap_or_else(|_| panic!("{:?}", report.findings));
    let field = |key: &str| feed["items"][0][key].as_str().unwrap_or_default().to_owned();
    (field("title"), field("summary"), field("content_html"))
}

fn ids(json: &str) -> Vec<String> {
    let feed: serde_json::Value = serde_json::from_str(json).unwrap();
    feed["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_dot_in_a_folder_leaves_ids_apart() {
    let text = "Title: x\nDate: 2025-08-13\n\nText.";
    let (json, _, report) = build(&MemorySource::new([("v1.2/a", text), ("v1.2/b", text)]));
    assert_eq!(ids(&json), ["tag:e.fr,2025-08-13:v1.2/a", "tag:e.fr,2025-08-13:v1.2/b"], "{:?}", report.findings);
}

#[test]
fn a_file_that_is_image_and_attachment_is_one_link() {
    let text = "---\ndate: 2025-08-13\nimage: i.png\nenclosure: i.png\n---\nText.";
    let settings = "[site]\ntitle = \"S\"\nurl = \"https://e.fr/\"\n[[feed]]\npath = \"atom.xml\"\n";
    let source = MemorySource::new([("a.md", text.as_bytes()), ("i.png", b"\x89PNG\r\n\x1a\n".as_slice())]);
    let (sink, _) = files(settings, &source);
    let atom = String::from_utf8(sink.files["atom.xml"].bytes.clone()).unwrap();
    assert_eq!(atom.matches("rel=\"enclosure\"").count(), 1, "{atom}");
}

#[test]
fn a_title_that_the_body_repeats_is_shown_once() {
    for (name, text) in [
        ("a.md", "---\ntitle: Le titre\ndate: 2025-08-13\n---\n\n# Le *titre*\n\nTexte."),
        ("a.txt", "Title: Le titre\nDate: 2025-08-13\n\nLe titre !\n\nTexte."),
        ("a.html", "---\ntitle: Le titre\ndate: 2025-08-13\n---\n<h1>Le titre</h1>\n<p>Texte.</p>"),
    ] {
        assert_eq!(entry(name, text), ("Le titre".into(), "Texte.".into(), "<p>Texte.</p>".into()), "{name}");
    }
    let other = "---\ntitle: Le titre\ndate: 2025-08-13\n---\n\n# Avant\n\nTexte.";
    assert_eq!(entry("a.md", other).2, "<h1>Avant</h1>\n<p>Texte.</p>");
}

#[test]
fn a_link_whose_text_is_an_address_leads_where_it_says() {
    let text = "---\ndate: 2025-08-13\n---\n<a href='https://o.fr/'>https://e.fr/x</a>, https://e.fr/y";
    let expected = "<p><a href=\"https://o.fr/\">https://e.fr/x</a>, <a href=\"https://e.fr/y\">https://e.fr/y</a></p>";
    assert_eq!(entry("a.md", text).2, expected);
    let unclosed = "---\ndate: 2025-08-13\n---\n[x</a>](https://o.fr/) <a name=n>\n\nhttps://e.fr/y";
    assert!(entry("a.md", unclosed).2.ends_with("<p><a href=\"https://e.fr/y\">https://e.fr/y</a></p>"));
}

/// A source with a folder that can't be read.
struct Shut(MemorySource);

impl Source for Shut {
    fn list(&self) -> std::io::Result<Listing> {
        let shut = PassedOver { name: "shut".into(), why: "Permission denied".into(), is_refused: true };
        Ok(Listing { passed_over: vec![shut], ..self.0.list()? })
    }
    fn read(&self, name: &str) -> std::io::Result<Vec<u8>> {
        self.0.read(name)
    }
    fn probe(&self, name: &str, limit: usize) -> std::io::Result<Option<Probe>> {
        self.0.probe(name, limit)
    }
}

#[test]
fn a_folder_that_cannot_be_read_is_an_error_and_keeps_no_other_article_back() {
    let (json, _, report) = build(&Shut(MemorySource::new([("a.md", "---\ndate: 2025-08-13\n---\nText.")])));
    assert_eq!(ids(&json).len(), 1);
    let found = &report.findings[0];
    assert_eq!((found.file.as_str(), found.diagnostic.level), ("shut", Level::Error), "{found:?}");
}

#[test]
fn a_marked_summary_holds_no_footnote_and_knows_links_from_below() {
    let text = "---\ndate: 2025-08-13\n---\nOne[^n] [two][t].\n\n<!--more-->\n\nRest.\n\n[^n]: Note.\n\n[t]: /t\n";
    assert_eq!(entry("a.md", text).1, "One two.");
    let within = "---\ndate: 2025-08-13\n---\nOne <!-- more --> two.\n";
    assert_eq!(entry("a.md", within).1, "One");
    let block = "---\ndate: 2025-08-13\n---\n<div>One</div><!--more--><p>two</p>\n";
    assert_eq!(entry("a.md", block).1, "One");
}

#[test]
fn many_subjects_people_and_files_take_linear_time() {
    let list =
        |key: &str| format!("{key}: [{}]\n", (0..8_000).map(|n| format!("x{n}.mp3")).collect::<Vec<_>>().join(", "));
    let text = format!("---\ndate: 2025-08-13\n{}{}{}---\nText.", list("tags"), list("authors"), list("enclosures"));
    let (json, _, report) = build(&MemorySource::new([("a.md", text)]));
    assert_eq!((ids(&json).len(), report.findings.len() < 300), (1, true));
}

/// A site whose article says something that the checker warns of, judged as `decided`.
fn judged(decided: &str) -> (MemorySink, Report) {
    let settings = format!("[site]\ntitle = \"S\"\nurl = \"https://e.fr/\"\nlanguage = \"fr\"\n[check]\n{decided}\n");
    let text = "---\ntitle: T\ndate: 2025-08-13\n---\nText with [a link](http://192.168.0.1/).\n";
    files(&settings, &MemorySource::new([("posts/a.md", text), ("2025-08-14-b.md", "Other text.")]))
}

#[test]
fn what_the_checker_finds_is_told_once_at_the_articles_own_place() {
    let (sink, report) = judged("");
    let [found] = report.findings.as_slice() else { panic!("{:?}", report.findings) };
    assert_eq!((found.file.as_str(), found.diagnostic.rule), ("posts/a.md", "content-address-private"));
    let excerpt = found.excerpt.as_ref().unwrap();
    assert_eq!((excerpt.line, excerpt.column), (5, 20));
    assert_eq!(&excerpt.text[excerpt.mark.start..excerpt.mark.end], "http://192.168.0.1/");
    assert_eq!((found.diagnostic.level, sink.files.len()), (Level::Warning, 6));
}

#[test]
fn a_feed_that_the_checker_faults_is_not_written() {
    let (sink, report) = judged("deny = [\"content-address-private\"]");
    assert!(sink.files.is_empty() && report.has_errors());
    assert!(report.files.iter().all(|file| file.outcome == pipeline::Outcome::Kept), "{:?}", report.files);
    let (sink, report) = judged("allow = [\"content-address-private\"]");
    assert_eq!((sink.files.len(), report.findings.len()), (6, 0));
}
