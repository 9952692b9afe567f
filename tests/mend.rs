//! Mending any feed at all: never a panic, never worse than before, and nothing left to do the second time.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use feedwright::check::fix::{Mended, mend};
use feedwright::check::{Circumstances, Judgement, Levels, check};
use feedwright::diagnostic::Level;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

/// What feeds are broken with.
const PIECES: &[&str] = &[
    "&",
    "&nbsp;",
    "&#x1;",
    "\u{1}",
    "<",
    ">",
    "]]>",
    "<![CDATA[",
    "\"",
    "'",
    "\\",
    "\\u0001",
    ",",
    "}",
    "{",
    "\u{feff}",
    " ",
    "\n",
    "\r\n",
    "-->",
    "<!--",
    "<dc:creator>é</dc:creator>",
    "<guid>1</guid>",
    "<link>/1</link>",
    "<?xml?>",
    "<pubdate>2025-08-13T10:00:00Z</pubdate>",
    "<pubDate>Mon, 13 Aug 25 9:00:00 +2:00</pubDate>",
    " xmlns='x'",
    "<item>",
    "</item>",
    "<a href='/x'>",
    "&lt;img src=/y&gt;",
    "/",
    "https://carnet.example/",
    " xml:base='/b/'",
    "2025-08-13 10:00",
    "en_US",
    "é",
    "<media:content url='/a.png' isDefault='yes'/>",
    "<x:y/>",
];

fn seeds() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["fuzz/corpus/check", "tests/golden"] {
        let entries = fs::read_dir(root.join(folder)).into_iter().flatten();
        files.extend(entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()));
    }
    files.sort();
    let seeds: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
    seeds.into_iter().filter(|seed| seed.len() < 20_000).collect()
}

#[derive(Clone, Debug)]
enum Break {
    PutIn(Index, usize),
    TakeOut(Index, usize),
    Byte(Index, u8),
    Swap(Index, Index, usize),
}

fn a_break() -> impl Strategy<Value = Break> {
    prop_oneof![
        4 => (any::<Index>(), 0..PIECES.len()).prop_map(|(at, piece)| Break::PutIn(at, piece)),
        2 => (any::<Index>(), 0..40_usize).prop_map(|(at, length)| Break::TakeOut(at, length)),
        1 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Break::Byte(at, byte)),
        1 => (any::<Index>(), any::<Index>(), 0..60_usize).prop_map(|(a, b, length)| Break::Swap(a, b, length)),
    ]
}

fn broken(seed: &[u8], breaks: &[Break]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for one in breaks {
        let size = bytes.len() + 1;
        match one {
            Break::PutIn(at, piece) => {
                let at = at.index(size);
                bytes.splice(at..at, PIECES[*piece].bytes());
            }
            Break::TakeOut(at, length) => {
                let at = at.index(size);
                bytes.drain(at..(at + length).min(bytes.len()));
            }
            Break::Byte(at, byte) => {
                if let Some(there) = bytes.get_mut(at.index(size)) {
                    *there = *byte;
                }
            }
            Break::Swap(from, to, length) => {
                let from = from.index(size);
                let piece: Vec<u8> = bytes[from..(from + length).min(bytes.len())].to_vec();
                let to = to.index(size);
                bytes.splice(to..to, piece);
            }
        }
    }
    bytes
}

fn numbers(judgement: &Judgement, level: Level) -> BTreeMap<&'static str, usize> {
    let mut numbers = BTreeMap::new();
    for found in judgement.findings.iter().filter(|found| found.rule.level == level) {
        *numbers.entry(found.rule.name).or_insert(0) += 1;
    }
    numbers
}

fn mended(bytes: &[u8]) -> Mended {
    mend(bytes, &Circumstances::default(), &Levels::default())
}

/// Whether nothing hides a part of the document from the checker.
fn is_seen_whole(judgement: &Judgement) -> bool {
    let hides = |rule: &&str| {
        rule.starts_with("xml-")
            || rule.starts_with("entity-")
            || rule.starts_with("encoding-")
            || rule.starts_with("json-not-")
            || rule.starts_with("rss-namespace")
            || ["namespace-missing", "namespace-wrong", "element-unknown", "attribute-unknown", "json-key-unknown"]
                .contains(rule)
            || ["comment-feed-misspelt", "json-type-wrong"].contains(rule)
    };
    !judgement.findings.iter().any(|found| hides(&found.rule.name))
}

fn holds(bytes: &[u8]) -> Result<(), TestCaseError> {
    let before = check(bytes);
    let once = mended(bytes);
    if once.fixed.is_empty() {
        prop_assert!(once.bytes == bytes, "what is not mended is not touched");
        return Ok(());
    }
    let after = String::from_utf8(once.bytes.clone()).expect("what is mended is UTF-8");
    let text = after.strip_prefix('\u{feff}').unwrap_or(&after);
    for kept in &once.kept {
        let (was, is) = (&once.before[kept.before..][..kept.length], &text[kept.after..][..kept.length]);
        prop_assert_eq!(was, is, "what is kept stays");
    }
    for found in &once.fixed {
        prop_assert!(once.before.get(found.span.start..found.span.end).is_some(), "{:?}", found);
    }
    if is_seen_whole(&before) {
        let (was, is) = (numbers(&before, Level::Error), numbers(&once.judgement, Level::Error));
        for (rule, number) in is {
            let allowed = was.get(rule).copied().unwrap_or(0);
            prop_assert!(number <= allowed, "{}: {} errors were {}\n{}", rule, number, allowed, text);
        }
    }
    if let Ok(was) = std::str::from_utf8(bytes)
        && roxmltree::Document::parse(was).is_ok()
    {
        prop_assert!(roxmltree::Document::parse(text).is_ok(), "it is less well-formed:\n{}", text);
    }
    let again = mended(&once.bytes);
    prop_assert!(
        again.fixed.is_empty() && again.bytes == once.bytes,
        "mended again, it changes again: {:?}\n{}",
        again.fixed,
        text
    );
    Ok(())
}

#[test]
fn what_we_write_needs_no_mending() {
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "html" || extension == "css") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        assert_eq!(mended(&bytes).fixed, [], "{}", path.display());
    }
}

#[test]
fn every_seed_holds() {
    let seeds = seeds();
    assert!(seeds.len() > 5, "the seeds were found");
    seeds.iter().for_each(|seed| holds(seed).unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn a_broken_feed_is_mended_without_harm(seed in any::<Index>(), breaks in vec(a_break(), 1..8)) {
        let seeds = seeds();
        holds(&broken(&seeds[seed.index(seeds.len())], &breaks))?;
    }
}
