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
//! - ```` ```http fails ````: what differs from a feed that is served as it should be; `response/tests.rs` has the form.
//!
//! Where an example says `(600 KB)`, so much text stands. Further words of its fence: `+other-rule` is a rule that the
//! example cannot but meet too; `-name` is an element or a key that is left out of the place; an address is the one that
//! the feed was fetched from; `profile=name` is a profile that it is judged by; `limit=1024` says how many of its bytes are
//! judged; `items=30` repeats its item as others of their own; `left` says that this fault is not mended.
//! A page on which the sentence [`MENDED`] stands is of a rule whose findings are, its other failing examples too.
//!
//! The examples of a profile's rules are judged by that profile, and their places are those of the feeds that the
//! profile's own page shows (`profiles/<name>.md`).

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::check::fix::mend;
use crate::check::response::check_response;
use crate::check::response::tests::response;
use crate::check::{Circumstances, Finding, Kind, Levels, Profile, check_in, rules};
use crate::diagnostic::Level;

const NAMESPACES: &str = "xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\" \
    xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" xmlns:podcast=\"https://podcastindex.org/namespace/1.0\" \
    xmlns:slash=\"http://purl.org/rss/1.0/modules/slash/\" xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\" \
    xmlns:thr=\"http://purl.org/syndication/thread/1.0\" xmlns:georss=\"http://www.georss.org/georss\" \
    xmlns:fh=\"http://purl.org/syndication/history/1.0\" xmlns:wfw=\"http://wellformedweb.org/CommentAPI/\" \
    xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:geo=\"http://www.w3.org/2003/01/geo/wgs84_pos#\" \
    xmlns:at=\"http://purl.org/atompub/tombstones/1.0\" \
    xmlns:snf=\"http://www.smartnews.be/snf\" xmlns:creativeCommons=\"http://backend.userland.com/creativeCommonsRssModule\"";

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
    /// What is left out of its place.
    without: BTreeSet<String>,
    location: Option<String>,
    bytes_max: Option<usize>,
    items: usize,
    profile: Option<&'static Profile>,
    /// Whether it is not mended.
    is_left: bool,
    text: String,
}

impl Example {
    /// Another text, within a channel.
    fn in_channel(&self, text: &str) -> Example {
        Example {
            language: "xml".to_owned(),
            fails: self.fails,
            place: Some("rss.channel".to_owned()),
            others: BTreeSet::new(),
            without: BTreeSet::new(),
            location: None,
            bytes_max: None,
            items: 1,
            profile: None,
            is_left: self.is_left,
            text: text.to_owned(),
        }
    }
}

/// What stands around an example, place by place.
struct Surroundings {
    channel: Vec<String>,
    item: Vec<String>,
    feed: Vec<String>,
    entry: Vec<String>,
    json_feed: Value,
    json_item: Value,
}

impl Surroundings {
    fn usual() -> Surroundings {
        let owned = |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect();
        Surroundings {
            channel: owned(CHANNEL),
            item: owned(ITEM),
            feed: owned(FEED),
            entry: owned(ENTRY),
            json_feed: json!({
                "version": "https://jsonfeed.org/version/1.1", "title": "Le Carnet",
                "home_page_url": "https://carnet.example/", "feed_url": "https://carnet.example/feed.json",
                "language": "fr", "authors": [{"name": "Zoé"}],
            }),
            json_item: json!({
                "id": "tag:carnet.example,2025:1", "url": "https://carnet.example/1", "title": "Un titre",
                "content_html": "<p>Un texte.</p>", "date_published": "2025-08-13T10:00:00Z",
            }),
        }
    }

    /// Those that a profile's page shows.
    fn of(profile: &'static Profile) -> Surroundings {
        let mut around = Surroundings::usual();
        for example in examples(profile.page, None) {
            if example.language == "json" {
                around.json_feed = serde_json::from_str(&example.text).unwrap();
                let items = around.json_feed.as_object_mut().unwrap().remove("items").unwrap();
                around.json_item = items[0].clone();
                continue;
            }
            let document = roxmltree::Document::parse(&example.text).unwrap();
            let root = document.root_element();
            let is_rss = root.has_tag_name("rss");
            let feed = if is_rss { root.first_element_child().unwrap() } else { root };
            let parts = |node: roxmltree::Node<'_, '_>| -> Vec<String> {
                let children = node.children().filter(|child| child.is_element() && !is_item(child));
                children.map(|child| example.text[child.range()].to_owned()).collect()
            };
            let item = feed.children().find(is_item).map(parts).unwrap();
            if is_rss {
                (around.channel, around.item) = (parts(feed), item);
            } else {
                (around.feed, around.entry) = (parts(feed), item);
            }
        }
        around
    }
}

fn is_item(node: &roxmltree::Node<'_, '_>) -> bool {
    node.has_tag_name("item") || node.has_tag_name(("http://www.w3.org/2005/Atom", "entry"))
}

/// An example without what is in the items that it has.
fn outside_of_items(text: &str) -> String {
    let mut text = text.to_owned();
    for (start, end) in [("<item>", "</item>"), ("<entry>", "</entry>"), ("<podcast:liveItem", "</podcast:liveItem>")] {
        while let Some((at, length)) = text.find(start).and_then(|at| Some((at, text[at..].find(end)? + end.len()))) {
            text.replace_range(at..at + length, "");
        }
    }
    text
}

/// A place's elements but those that the example has itself, or that it leaves out.
fn around(parts: &[String], example: &str, without: &BTreeSet<String>) -> String {
    let stays = |part: &&String| {
        let name = part[1..].split(['>', ' ', '/', '\n']).next().unwrap();
        // Links are told apart by what they are for.
        let rel = part.split("rel=").nth(1).filter(|_| name.ends_with("link")).map(|rel| &rel[..6]);
        let opens = [format!("<{name}>"), format!("<{name} "), format!("<{name}/")];
        let has = opens.iter().any(|open| example.contains(open.as_str()));
        !without.contains(name) && (!has || rel.is_some_and(|rel| !example.contains(rel)))
    };
    parts.iter().filter(stays).map(String::as_str).collect::<Vec<_>>().join("\n")
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
    let places = example.profile.map_or_else(Surroundings::usual, Surroundings::of);
    let text = &padded(example.text.trim_end());
    let nothing = BTreeSet::new();
    let around_all = |parts: &[String]| around(parts, "", &nothing);
    let around = |parts: &[String], text: &str| around(parts, &outside_of_items(text), &example.without);
    let item = |inner: &str| format!("<item>\n{}\n{inner}\n</item>", around(&places.item, inner));
    let entry = |inner: &str| format!("<entry>\n{}\n{inner}\n</entry>", around(&places.entry, inner));
    let (mut json_feed, mut json_item) = (places.json_feed, places.json_item);
    let merge = |into: &mut Value| {
        let given: Value = serde_json::from_str(&format!("{{{text}}}")).unwrap();
        let into = into.as_object_mut().unwrap();
        into.retain(|key, _| !example.without.contains(key));
        into.extend(given.as_object().unwrap().clone());
    };
    let body = match example.place.as_deref() {
        None => return text.clone(),
        Some("rss.item") => rss(&format!("<channel>\n{}\n{}\n</channel>", around_all(&places.channel), item(text))),
        Some("rss.channel") => {
            let items = if text.contains("<item") { String::new() } else { item("") };
            rss(&format!("<channel>\n{}\n{text}\n{items}\n</channel>", around(&places.channel, text)))
        }
        Some("rss.rss") => rss(text),
        Some("atom.entry") => atom(&format!("{}\n{}", around_all(&places.feed), entry(text))),
        Some("atom.feed") => {
            let entries = if text.contains("<entry") { String::new() } else { entry("") };
            atom(&format!("{}\n{text}\n{entries}", around(&places.feed, text)))
        }
        Some("json.item") => {
            merge(&mut json_item);
            json_feed["items"] = json!([json_item]);
            return json_feed.to_string();
        }
        Some("json.feed") => {
            json_feed["items"] = json!([json_item]);
            merge(&mut json_feed);
            return json_feed.to_string();
        }
        Some(other) => panic!("there is no place `{other}`"),
    };
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{body}\n")
}

fn examples(page: &str, profile: Option<&'static Profile>) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut open: Option<Example> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(info), None) => {
                let words: Vec<&str> = info.split_whitespace().collect();
                assert!(matches!(words.get(1), Some(&"fails" | &"passes")), "`{line}` says neither fails nor passes");
                let marked = |mark: &str| {
                    words[2..].iter().filter_map(|word| word.strip_prefix(mark)).map(str::to_owned).collect()
                };
                let named = words[2..].iter().find_map(|word| word.strip_prefix("profile="));
                let is_place =
                    |word: &&&str| !word.starts_with(['+', '-']) && !word.contains(['=', ':']) && **word != "left";
                let place = words[2..].iter().find(is_place).map(|place| (*place).to_owned());
                open = Some(Example {
                    language: words[0].to_owned(),
                    fails: words[1] == "fails",
                    place,
                    others: marked("+"),
                    without: marked("-"),
                    location: words[2..].iter().find(|word| word.contains("://")).map(|word| (*word).to_owned()),
                    bytes_max: words[2..]
                        .iter()
                        .find_map(|word| word.strip_prefix("limit="))
                        .map(|max| max.parse().unwrap()),
                    items: words[2..]
                        .iter()
                        .find_map(|word| word.strip_prefix("items="))
                        .map_or(1, |items| items.parse().unwrap()),
                    profile: named.map(|name| Profile::named(name).unwrap()).or(profile),
                    is_left: words[2..].contains(&"left"),
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

/// A document with its item so many times, each with an id, an address and a date of its own.
fn repeated(document: &str, times: usize) -> String {
    let Some((start, end)) = document.find("<item>").zip(document.find("</item>")) else { return document.to_owned() };
    let end = end + "</item>".len();
    let item = &document[start..end];
    let other = |number: usize| {
        let minutes = format!("{:02}:{:02}", 9 - number / 60, 59 - number % 60);
        item.replace("/1<", &format!("/{}<", number + 1))
            .replace("2025:1<", &format!("2025:{}<", number + 1))
            .replace("13 Aug 2025 10:00", &format!("13 Aug 2025 {minutes}"))
    };
    let others: Vec<String> = (1..times).map(other).collect();
    format!("{}\n{}{}", &document[..end], others.join("\n"), &document[end..])
}

/// The names of the rules that an example meets, and its document, or what else it says.
fn judged(example: &Example) -> (BTreeSet<&'static str>, String) {
    let circumstances = circumstances(example);
    let (judged, document) = if example.language == "http" {
        let feed = |inner: &str| document(&example.in_channel(inner));
        let (response, body) = response(&example.text, feed);
        (check_response(&response, body.as_bytes(), &circumstances), example.text.clone())
    } else {
        let document = repeated(&document(example), example.items);
        (check_in(document.as_bytes(), &circumstances), document)
    };
    (judged.findings.iter().map(|found| found.rule.name).collect(), document)
}

fn circumstances(example: &Example) -> Circumstances {
    let profiles = example.profile.into_iter().collect();
    let (location, bytes_max) = (example.location.clone(), example.bytes_max);
    Circumstances { location, bytes_max, profiles, ..Circumstances::default() }
}

#[test]
fn examples_fail_and_pass_as_their_pages_say() {
    let mut faults = Vec::new();
    for rule in rules() {
        let examples = examples(rule.page, Profile::of(rule));
        if !examples.iter().any(|example| example.fails) || !examples.iter().any(|example| !example.fails) {
            faults.push(format!("{}: the page needs a failing and a passing example", rule.name));
        }
        for example in examples {
            let (found, document) = judged(&example);
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
fn profiles_show_a_feed_that_passes_for_every_format_that_they_take() {
    for profile in Profile::all() {
        for part in [&format!("# {}\n", profile.name), "\n## Source\n", "\n## Passes\n"] {
            assert!(profile.page.contains(part), "{}: it has no part {part:?}", profile.name);
        }
        let mut kinds = BTreeSet::new();
        for example in examples(profile.page, Some(profile)) {
            let circumstances = Circumstances { profiles: vec![profile], ..Circumstances::default() };
            let judged = check_in(repeated(&example.text, example.items).as_bytes(), &circumstances);
            assert_eq!(judged.findings, [], "{}: {} shows this", profile.name, judged.kind.title());
            kinds.insert(judged.kind.title());
        }
        // No feed of RSS 1.0 passes: that it is one is noted.
        let takes = profile.takes.iter().filter(|kind| **kind != Kind::Rdf);
        assert_eq!(kinds, takes.map(|kind| kind.title()).collect(), "{}", profile.name);
    }
}

#[test]
fn examples_are_mended_as_their_pages_say() {
    let mut faults = Vec::new();
    for rule in rules() {
        let is_mended = rule.page.split_whitespace().collect::<Vec<_>>().join(" ").contains(MENDED);
        // What a server does is not for a file to mend.
        let is_document = |example: &&Example| example.fails && example.language != "http";
        for example in examples(rule.page, Profile::of(rule)).iter().filter(is_document) {
            let (document, circumstances) = (document(example), circumstances(example));
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
    for folder in ["src/check/rules", "src/check/rules/profiles"] {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let name = path.file_stem().unwrap().to_str().unwrap();
                assert!(names.contains(name), "{name}.md belongs to no rule");
            }
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
