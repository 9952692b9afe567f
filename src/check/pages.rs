//! Each rule's page is its test: what it calls failing fails by this rule and no other, what it calls passing passes.
//!
//! A page is Markdown: a first heading with the rule's name, a first paragraph that says what the rule means, sections
//! `## Why` and `## Source`, then `## Fails` and `## Passes` with examples. An example is a fenced block:
//!
//! - ```` ```xml fails rss.item ```` : its XML stands within an item of an RSS feed that is otherwise fine. The other
//!   places are `rss.channel`, `rss.rss` (in place of the channel), `atom.feed`, `atom.entry`, `json.feed`, `json.item`.
//!   An element of the place that the example has too is left out of it.
//! - ```` ```xml fails ```` or ```` ```json passes ```` : a whole document.
//!
//! Where an example says `(600 KB)`, so much text stands. Further words of its fence: `+other-rule` is a rule that the
//! example cannot but meet too; an address is the one that the feed was fetched from; `left` says that this fault is not
//! mended. A page on which the sentence [`MENDED`] stands is of a rule whose findings are, its other failing examples
//! too.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::check::fix::mend;
use crate::check::{Circumstances, Finding, Levels, check_in, rules};
use crate::diagnostic::Level;

const NAMESPACES: &str = "xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\" \
    xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" xmlns:podcast=\"https://podcastindex.org/namespace/1.0\" \
    xmlns:slash=\"http://purl.org/rss/1.0/modules/slash/\" xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\" \
    xmlns:thr=\"http://purl.org/syndication/thread/1.0\" xmlns:georss=\"http://www.georss.org/georss\" \
    xmlns:fh=\"http://purl.org/syndication/history/1.0\" xmlns:wfw=\"http://wellformedweb.org/CommentAPI/\" \
    xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:geo=\"http://www.w3.org/2003/01/geo/wgs84_pos#\" \
    xmlns:at=\"http://purl.org/atompub/tombstones/1.0\" \
    xmlns:creativeCommons=\"http://backend.userland.com/creativeCommonsRssModule\"";

const CHANNEL: &[&str] = &[
    "<title>Le Carnet</title>",
    "<link>https://carnet.example/</link>",
    "<description>Notes</description>",
    "<language>fr</language>",
    "<lastBuildDate>Wed, 13 Aug 2025 10:00:00 GMT</lastBuildDate>",
    "<atom:link href=\"https://carnet.example/feed.xml\" rel=\"self\" type=\"application/rss+xml\"/>",
];

const ITEM: &[&str] = &[
    "<title>Un titre</title>",
    "<link>https://carnet.example/1</link>",
    "<description>Un texte.</description>",
    "<guid isPermaLink=\"false\">tag:carnet.example,2025:1</guid>",
    "<pubDate>Wed, 13 Aug 2025 10:00:00 GMT</pubDate>",
];

const FEED: &[&str] = &[
    "<title>Le Carnet</title>",
    "<id>https://carnet.example/atom.xml</id>",
    "<updated>2025-08-13T10:00:00Z</updated>",
    "<author><name>Zoé</name></author>",
    "<link href=\"https://carnet.example/atom.xml\" rel=\"self\" type=\"application/atom+xml\"/>",
    "<link href=\"https://carnet.example/\" rel=\"alternate\" type=\"text/html\"/>",
];

const ENTRY: &[&str] = &[
    "<title>Un titre</title>",
    "<id>tag:carnet.example,2025:1</id>",
    "<updated>2025-08-13T10:00:00Z</updated>",
    "<published>2025-08-13T10:00:00Z</published>",
    "<link href=\"https://carnet.example/1\" rel=\"alternate\" type=\"text/html\"/>",
    "<summary>Un texte.</summary>",
];

/// What a page says whose rule's findings can be mended, with its line ends made spaces.
const MENDED: &str = "`feedwright check --fix` mends ";

struct Example {
    language: String,
    fails: bool,
    place: Option<String>,
    /// Rules that it meets too.
    others: BTreeSet<String>,
    location: Option<String>,
    /// Whether it is not mended.
    is_left: bool,
    text: String,
}

/// A place's elements but those that the example has itself.
fn around(parts: &[&str], example: &str) -> String {
    let has = |part: &&&str| {
        let name = part[1..].split(['>', ' ']).next().unwrap();
        // Links are told apart by what they are for.
        let rel = part.split("rel=").nth(1).map(|rel| &rel[..6]);
        let opens = [format!("<{name}>"), format!("<{name} "), format!("<{name}/")];
        !opens.iter().any(|open| example.contains(open.as_str())) || rel.is_some_and(|rel| !example.contains(rel))
    };
    parts.iter().filter(has).copied().collect::<Vec<_>>().join("\n")
}

fn rss(inner: &str) -> String {
    format!("<rss version=\"2.0\" {NAMESPACES}>\n{inner}\n</rss>")
}

fn atom(inner: &str) -> String {
    format!("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\" {NAMESPACES}>\n{inner}\n</feed>")
}

fn padded(text: &str) -> String {
    let Some((before, rest)) = text.split_once('(') else { return text.to_owned() };
    let Some((size, after)) = rest.split_once(" KB)") else { return text.to_owned() };
    size.parse().map_or_else(
        |_| text.to_owned(),
        |size: usize| format!("{before}{}{after}", "Du texte ".repeat(size * 1024 / 9)),
    )
}

fn document(example: &Example) -> String {
    let text = &padded(example.text.trim_end());
    let item = |inner: &str| format!("<item>\n{}\n{inner}\n</item>", around(ITEM, inner));
    let entry = |inner: &str| format!("<entry>\n{}\n{inner}\n</entry>", around(ENTRY, inner));
    let mut json_feed = serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Le Carnet", "home_page_url": "https://carnet.example/",
        "feed_url": "https://carnet.example/feed.json", "language": "fr", "authors": [{"name": "Zoé"}],
    });
    let mut json_item = serde_json::json!({
        "id": "tag:carnet.example,2025:1", "url": "https://carnet.example/1", "title": "Un titre",
        "content_html": "<p>Un texte.</p>", "date_published": "2025-08-13T10:00:00Z",
    });
    let merge = |into: &mut serde_json::Value| {
        let given: serde_json::Value = serde_json::from_str(&format!("{{{text}}}")).unwrap();
        into.as_object_mut().unwrap().extend(given.as_object().unwrap().clone());
    };
    let body = match example.place.as_deref() {
        None => return text.clone(),
        Some("rss.item") => rss(&format!("<channel>\n{}\n{}\n</channel>", CHANNEL.join("\n"), item(text))),
        Some("rss.channel") => {
            let items = if text.contains("<item") { String::new() } else { item("") };
            rss(&format!("<channel>\n{}\n{text}\n{items}\n</channel>", around(CHANNEL, text)))
        }
        Some("rss.rss") => rss(text),
        Some("atom.entry") => atom(&format!("{}\n{}", FEED.join("\n"), entry(text))),
        Some("atom.feed") => {
            let entries = if text.contains("<entry") { String::new() } else { entry("") };
            atom(&format!("{}\n{text}\n{entries}", around(FEED, text)))
        }
        Some("json.item") => {
            merge(&mut json_item);
            json_feed["items"] = serde_json::json!([json_item]);
            return json_feed.to_string();
        }
        Some("json.feed") => {
            json_feed["items"] = serde_json::json!([json_item]);
            merge(&mut json_feed);
            return json_feed.to_string();
        }
        Some(other) => panic!("there is no place `{other}`"),
    };
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{body}\n")
}

fn examples(page: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut open: Option<Example> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(info), None) => {
                let words: Vec<&str> = info.split_whitespace().collect();
                assert!(matches!(words.get(1), Some(&"fails" | &"passes")), "`{line}` says neither fails nor passes");
                let (others, rest): (Vec<&str>, Vec<&str>) = words[2..].iter().partition(|word| word.starts_with('+'));
                let (left, rest): (Vec<&str>, Vec<&str>) = rest.iter().partition(|word| **word == "left");
                let (locations, places): (Vec<&str>, Vec<&str>) = rest.iter().partition(|word| word.contains("://"));
                open = Some(Example {
                    language: words[0].to_owned(),
                    fails: words[1] == "fails",
                    place: places.first().map(|place| (*place).to_owned()),
                    others: others.iter().map(|other| other[1..].to_owned()).collect(),
                    location: locations.first().map(|location| (*location).to_owned()),
                    is_left: !left.is_empty(),
                    text: String::new(),
                });
            }
            (Some(_), Some(_)) => examples.extend(open.take()),
            (None, Some(example)) => example.text.push_str(&format!("{line}\n")),
            (None, None) => {}
        }
    }
    examples
}

#[test]
fn examples_fail_and_pass_as_their_pages_say() {
    let mut faults = Vec::new();
    for rule in rules() {
        let examples = examples(rule.page);
        if !examples.iter().any(|example| example.fails) || !examples.iter().any(|example| !example.fails) {
            faults.push(format!("{}: the page needs a failing and a passing example", rule.name));
        }
        for example in examples {
            let document = document(&example);
            let circumstances = Circumstances { location: example.location.clone(), ..Circumstances::default() };
            let judged = check_in(document.as_bytes(), &circumstances);
            let found: BTreeSet<&str> = judged.findings.iter().map(|found| found.rule.name).collect();
            let mut expected: BTreeSet<&str> = example.others.iter().map(String::as_str).collect();
            if example.fails {
                expected.insert(rule.name);
            }
            if found != expected {
                let word = if example.fails { "failing" } else { "passing" };
                faults.push(format!(
                    "{}: its {word} {} example gives {found:?}:\n{document}",
                    rule.name, example.language
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn examples_are_mended_as_their_pages_say() {
    let mut faults = Vec::new();
    for rule in rules() {
        let is_mended = rule.page.split_whitespace().collect::<Vec<_>>().join(" ").contains(MENDED);
        for example in examples(rule.page).iter().filter(|example| example.fails) {
            let document = document(example);
            let circumstances = Circumstances { location: example.location.clone(), ..Circumstances::default() };
            let before = check_in(document.as_bytes(), &circumstances);
            let mended = mend(document.as_bytes(), &circumstances, &Levels::default());
            let names = |findings: &[Finding]| findings.iter().map(|found| found.rule.name).collect::<BTreeSet<_>>();
            let (was, is) = (names(&before.findings), names(&mended.judgement.findings));
            let offered = before.findings.iter().any(|found| found.rule == rule && found.fix.is_some());
            let says = is_mended && !example.is_left;
            let after = String::from_utf8_lossy(&mended.bytes);
            if is.contains(rule.name) == says || offered != says || !is.is_subset(&was) {
                let word = if says { "is" } else { "is not" };
                faults.push(format!(
                    "{}: it {word} to be mended (fix: {offered}), and leaves {is:?}:\n{after}",
                    rule.name
                ));
            }
            let again = mend(&mended.bytes, &circumstances, &Levels::default());
            if !again.fixed.is_empty() || again.bytes != mended.bytes {
                faults.push(format!("{}: mending it again changes it again:\n{after}", rule.name));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn every_page_has_a_rule_and_its_parts() {
    let names: BTreeSet<&str> = rules().map(|rule| rule.name).collect();
    assert_eq!(names.len(), rules().count(), "names are their own");
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/rules")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let name = path.file_stem().unwrap().to_str().unwrap();
            assert!(names.contains(name), "{name}.md belongs to no rule");
        }
    }
    for rule in rules() {
        assert!(rule.page.starts_with(&format!("# {}\n", rule.name)), "{}: its first heading", rule.name);
        for part in ["\n## Why\n", "\n## Source\n", "\n## Fails\n", "\n## Passes\n"] {
            assert!(rule.page.contains(part), "{}: it has no part {part:?}", rule.name);
        }
        assert!(rule.level >= Level::Note);
    }
}
