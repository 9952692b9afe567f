//! Any article makes feeds that are well formed and safe, or a finding; never a panic.
//!
//! The first byte picks the markup, the rest is the article. The file's name has a date, so that one without any other
//! is published.

#![no_main]

use std::sync::LazyLock;

use feedwright::config::{self, Config};
use feedwright::date::Timestamp;
use feedwright::ledger::Ledger;
use feedwright::pipeline::{self, Options, Sinks};
use feedwright::sink::MemorySink;
use feedwright::source::MemorySource;
use html5gum::{Token, Tokenizer};
use libfuzzer_sys::fuzz_target;

static CONFIG: LazyLock<Config> = LazyLock::new(|| {
    let text = "[site]\nurl = \"https://carnet.example/\"\ntimezone = \"Europe/Paris\"\nlanguage = \"fr\"\n\
                author = \"Jeanne\"\n";
    config::parse(text).expect("the configuration is right")
});

fuzz_target!(|bytes: &[u8]| {
    let Some((first, article)) = bytes.split_first() else { return };
    let extension = ["md", "txt", "html"][usize::from(first % 3)];
    let source = MemorySource::new([(format!("2025-08-13-x.{extension}"), article)]);
    let mut sink = MemorySink::default();
    // The end of the years, so that no article waits for its date.
    let now = Timestamp::from_unix(253_402_300_799).expect("the year is 9999");
    let options = Options { now, strict: false, allow_flood: false };
    pipeline::build(&CONFIG, &source, Ledger::default(), Sinks::feeds_only(&mut sink), options, &|_| {}).expect("memory does not fail");
    for (name, output) in &sink.files {
        let text = std::str::from_utf8(&output.bytes).expect("feeds are UTF-8");
        if name.ends_with(".json") { judge_json(text) } else { judge_xml(text) }
    }
});

fn judge_xml(text: &str) {
    let document = roxmltree::Document::parse(text).expect("the feed is well formed");
    for node in document.descendants().filter(|node| node.is_element()) {
        let is_html = match node.tag_name().name() {
            "encoded" => true,
            "description" => node.parent_element().is_some_and(|parent| parent.has_tag_name("item")),
            _ => node.attribute("type") == Some("html"),
        };
        if is_html {
            judge_html(node.text().unwrap_or_default());
        }
        for address in [node.attribute("href"), node.attribute("url")].into_iter().flatten() {
            judge_address(address);
        }
    }
}

fn judge_json(text: &str) {
    let feed: serde_json::Value = serde_json::from_str(text).expect("the feed is JSON");
    for item in feed["items"].as_array().expect("a feed has items") {
        judge_html(item["content_html"].as_str().unwrap_or_default());
        judge_address(item["url"].as_str().unwrap_or_default());
    }
}

/// Attributes whose values browsers take for addresses.
const ADDRESSES: &[&[u8]] = &[
    b"href",
    b"src",
    b"srcset",
    b"poster",
    b"cite",
    b"action",
    b"formaction",
    b"data",
    b"background",
    b"xlink:href",
    b"longdesc",
    b"usemap",
    b"manifest",
    b"ping",
];

/// Content has no script in any of the ways that browsers know.
fn judge_html(html: &str) {
    for token in Tokenizer::new(html) {
        let Ok(Token::StartTag(tag)) = token else { continue };
        let element = String::from_utf8_lossy(&tag.name).into_owned();
        assert!(!["script", "style", "object", "embed", "form", "base"].contains(&element.as_str()), "{html}");
        for (attribute, value) in &tag.attributes {
            assert!(!attribute.starts_with(b"on"), "{html}");
            assert!(attribute.as_slice() != b"srcdoc" && attribute.as_slice() != b"style", "{html}");
            // Elsewhere, as in a `title`, such words are only words.
            if ADDRESSES.contains(&attribute.as_slice()) {
                judge_address(&String::from_utf8_lossy(value));
            }
        }
    }
}

/// No value is an address that runs a program. Browsers overlook control characters and spaces in a scheme.
fn judge_address(address: &str) {
    let seen = address.chars().filter(|c| !c.is_control() && *c != ' ').collect::<String>().to_lowercase();
    assert!(!seen.starts_with("javascript:") && !seen.starts_with("vbscript:"), "{address}");
}
