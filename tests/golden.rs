//! What `content/` becomes, byte for byte. `UPDATE_GOLDEN=1 cargo test --test golden` writes the files anew.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking, and says how far it came")]

use std::fs;
use std::path::{Path, PathBuf};

use feedwright::article::Markup;
use feedwright::check;
use feedwright::config;
use feedwright::date::Timestamp;
use feedwright::ledger::Ledger;
use feedwright::pipeline::{self, Options, Report, Sinks};
use feedwright::sink::MemorySink;
use feedwright::source::{FolderSource, MemorySource, Source};

/// 2026-11-01T00:00:00Z: everything but one article of `content/` has been published.
const NOW: i64 = 1_793_491_200;

fn below_root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn folder() -> FolderSource {
    let is_article = |name: &str| Markup::of(name).is_some();
    FolderSource::new(&below_root("content"), &[], &below_root("public"), is_article).unwrap()
}

fn build(source: &dyn Source) -> (MemorySink, Report) {
    let text = fs::read_to_string(below_root("content/feedwright.toml")).unwrap();
    let config = config::parse(&text).unwrap();
    let mut sink = MemorySink::default();
    let options = Options { now: Timestamp::from_unix(NOW).unwrap(), strict: true, allow_flood: false };
    let report =
        pipeline::build(&config, source, Ledger::default(), Sinks::feeds_only(&mut sink), options, &|_| {}).unwrap();
    (sink, report)
}

#[test]
fn the_site_becomes_these_files() {
    let (sink, _) = build(&folder());
    assert_eq!(
        sink.files.keys().collect::<Vec<_>>(),
        ["atom.xml", "feed.css", "feed.json", "feed.xml", "feeds.opml", "index.html"]
    );
    for (name, output) in &sink.files {
        let path = below_root("tests/golden").join(name);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&path, &output.bytes).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap();
        let written = std::str::from_utf8(&output.bytes).unwrap();
        let differs = written.lines().zip(expected.lines()).position(|(ours, theirs)| ours != theirs);
        assert!(written == expected, "tests/golden/{name} differs from line {:?} on", differs.map(|line| line + 1));
    }
}

#[test]
fn the_site_is_built_without_a_complaint() {
    let (_, report) = build(&folder());
    let complaints: Vec<_> =
        report.findings.iter().filter(|found| found.diagnostic.level > feedwright::diagnostic::Level::Note).collect();
    assert!(complaints.is_empty(), "{complaints:#?}");
    assert_eq!((report.read, report.publishable), (17, 14));
}

#[test]
fn the_checker_finds_nothing_in_these_files() {
    let (sink, _) = build(&folder());
    let judged = sink.files.iter().filter(|(name, _)| !matches!(name.as_str(), "feed.css" | "index.html"));
    for (name, output) in judged {
        let judged = check::check(&output.bytes);
        let found: Vec<_> = judged.findings.iter().map(|found| found.rule.name).collect();
        // The site is in two languages, of which RSS can name one.
        let expected: &[&str] = if name == "feed.xml" { &["language-missing"] } else { &[] };
        assert_eq!(found, expected, "{name}: {:#?}", judged.findings);
    }
}

#[test]
fn the_bytes_do_not_depend_on_where_the_articles_come_from() {
    let mut files = Vec::new();
    let mut folders = vec![below_root("content")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            // What is hidden is none of the site; a build keeps its cache there.
            let is_hidden = path.file_name().unwrap().to_str().unwrap().starts_with('.');
            if is_hidden {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(below_root("content")).unwrap().to_str().unwrap().to_owned();
                files.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    let (from_folder, _) = build(&folder());
    let (from_memory, _) = build(&MemorySource::new(files));
    assert_eq!(from_memory.files, from_folder.files);
}
