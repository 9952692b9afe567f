//! Small sites in memory: what becomes of their articles.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use feedwright::config;
use feedwright::date::Timestamp;
use feedwright::pipeline::{self, Options, Report};
use feedwright::sink::MemorySink;
use feedwright::source::{MemorySource, Source};

/// 2026-11-01T00:00:00Z.
const NOW: i64 = 1_793_491_200;

/// A site of these articles, as JSON Feed and as RSS, and what was found.
fn build(source: &dyn Source) -> (String, String, Report) {
    let settings = "[site]\ntitle = \"S\"\nurl = \"https://e.fr/\"\nlanguage = \"fr\"\n";
    let config = config::parse(settings).unwrap();
    let mut sink = MemorySink::default();
    let options = Options { now: Timestamp::from_unix(NOW).unwrap(), strict: false };
    let report = pipeline::build(&config, source, &mut sink, options, &|_| {}).unwrap();
    let text = |name: &str| {
        let bytes = sink.files.get(name).map(|output| output.bytes.clone());
        String::from_utf8(bytes.unwrap_or_default()).unwrap()
    };
    (text("feed.json"), text("feed.xml"), report)
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
    let mut sink = MemorySink::default();
    let options = Options { now: Timestamp::from_unix(NOW).unwrap(), strict: false };
    let source = MemorySource::new([("a.md", text.as_bytes()), ("i.png", b"\x89PNG\r\n\x1a\n".as_slice())]);
    pipeline::build(&config::parse(settings).unwrap(), &source, &mut sink, options, &|_| {}).unwrap();
    let atom = String::from_utf8(sink.files["atom.xml"].bytes.clone()).unwrap();
    assert_eq!(atom.matches("rel=\"enclosure\"").count(), 1, "{atom}");
}
