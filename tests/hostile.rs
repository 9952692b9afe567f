//! Articles as nobody would write them: whatever comes in, what goes out is well-formed and runs nothing.
//!
//! `FEEDWRIGHT_HOSTILE_ARTICLES` says how many are made (3,000 unless it is set), `FEEDWRIGHT_HOSTILE_SEED` from which
//! number they follow (1 unless it is set).

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking, and says how far it came")]

use std::collections::BTreeSet;

use feedwright::check::{self, Circumstances, Kind};
use feedwright::config::{self, Config};
use feedwright::date::Timestamp;
use feedwright::diagnostic::Level;
use feedwright::ledger::Ledger;
use feedwright::output::Output;
use feedwright::pipeline::{self, FileKind, Options, Sinks};
use feedwright::sink::MemorySink;
use feedwright::source::MemorySource;
use html5gum::{Token, Tokenizer};

/// How many articles stand in one site.
const PER_SITE: usize = 40;

/// A generator of numbers that is the same everywhere (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.roll() % limit as u64).unwrap()
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
}

const KEYS: &[&str] = &[
    "title",
    "date",
    "updated",
    "lastmod",
    "expires",
    "draft",
    "author",
    "authors",
    "tags",
    "categories",
    "summary",
    "description",
    "lang",
    "slug",
    "url",
    "permalink",
    "id",
    "guid",
    "image",
    "cover",
    "enclosure",
    "audio",
    "comments",
    "link",
    "rights",
    "source",
    "extra",
    "taxonomies",
    "status",
    "aliases",
    "\u{0}",
    "é",
    "1",
    "'",
    "\"",
];

const VALUES: &[&str] = &[
    "2025-08-13",
    "2025-08-13T10:00:00+02:00",
    "13 août 2025",
    "0001-01-01",
    "9999-12-31T23:59:59Z",
    "today",
    "true",
    "false",
    "maybe",
    "~",
    "",
    "[a, b]",
    "[[[[",
    "{name: x, email: y@z}",
    "{a: {b: {c: [1, {d: e}]}}}",
    "../../etc/x",
    "..",
    "/",
    "https://e.fr/<script>",
    "javascript:alert(1)",
    "data:text/html,<script>",
    "tag:e.fr,2025:x",
    "tag:a b",
    "\"unclosed",
    "'also",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "&a *a",
    "*b",
    "!!binary x",
    "|\n  block\n  text",
    ">-\n  fold",
    "A & B < C > D \"E\" ]]> <![CDATA[",
    "<b>bold</b> &amp; &lt;",
    "fr",
    "en_GB.UTF-8",
    "xx-yy-zz-🎉",
    "C:\\x",
    "a.png",
    "{{ x }}",
    ":title/:year",
    "file:///etc/passwd",
    "//e.fr",
    "http://[",
    "http://e.fr:99999",
    "\u{202e}rtl",
    "🎉🎉",
    "99999999999999999999",
    "1e400",
    "-0",
    "0x1F",
    "- x",
    "a: b: c",
    "\t",
    "%zz",
    "%2e%2e%2f",
    "xn--",
    "a\u{0}b",
];

const PIECES: &[&str] = &[
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//e.fr>",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><style><img src onerror=x></style>",
    "<a href=javascript:x>",
    "<a href=\"java\nscript:x\">",
    "<a href=' &#106;avascript:x'>",
    "<a href=\"\u{1}javascript:x\">",
    "<iframe srcdoc='<script>'>",
    "<object data=javascript:x>",
    "<embed src=x>",
    "<form action=javascript:x><input onfocus=x autofocus>",
    "<base href=//e.fr>",
    "<meta http-equiv=refresh content=0>",
    "<link rel=stylesheet href=x>",
    "<style>*{}</style>",
    "<p style='x:expression(y)'>",
    "<template><script>x</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=x>\">",
    "<xmp><script>",
    "<textarea></textarea><script>x</script>",
    "<title><script>x</script></title>",
    "<plaintext>",
    "<!-- <script>",
    "--!>",
    "-->",
    "<![CDATA[",
    "]]>",
    "]]&gt;",
    "&",
    "&amp;",
    "&#0;",
    "&#x1F;",
    "&#xFFFF;",
    "&#xD800;",
    "&bogus;",
    "<",
    ">",
    "\"",
    "'",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b><i></b></i>",
    "<table><tr><td>",
    "</table>",
    "<ul><li>",
    "<a href=x>",
    "</a>",
    "<h1>",
    "<br/>",
    "<img srcset='a 1x, javascript:x 2x, b 99999999999w'>",
    "<video poster=javascript:x src=y>",
    "<td>",
    "<select><option>",
    "<frameset>",
    "<body onload=x>",
    "<html>",
    "<a\u{0}b>",
    "<a href=x ",
    "<a href=\"x",
    "<x:script>",
    "# H",
    "## ",
    "* ",
    "> ",
    "1. ",
    "```\n",
    "    ",
    "|a|b|\n|-|-|\n",
    "[^a]",
    "[^a]: ",
    "[x](javascript:x)",
    "![x](x)",
    "[x]: <javascript:x>\n",
    "<javascript:x>",
    "<https://e.fr>",
    "https://e.fr/",
    "{{< x >}}",
    "{% x %}",
    "---\n",
    "+++\n",
    "...\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{85}",
    "\u{2028}",
    "\u{c}",
    "\u{b}",
    " ",
    "\t",
    "\u{0}",
    "\u{8}",
    "\u{1f}",
    "\u{7f}",
    "\u{9f}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
    "\u{1f468}\u{200d}\u{1f469}",
    "word ",
    "été ",
    "日本 ",
    "a_b*c",
    "date 2025-08-13 Accueil » T\n\n",
    "Title: x\nDate: 2025-08-13\n\n",
    "<time datetime=2025-08-13>",
    "<article>",
    "</article>",
    "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"</script>",
    "<meta property=og:title content='<b>'>",
];

fn body(dice: &mut Dice) -> String {
    let mut body = String::new();
    for _ in 0..dice.below(40) {
        match dice.below(12) {
            0 => body.extend((0..dice.below(20)).filter_map(|_| char::from_u32((dice.roll() % 0x11_0000) as u32))),
            1 => body.push_str(VALUES[dice.below(VALUES.len())]),
            _ => body.push_str(dice.pick(PIECES)),
        }
    }
    if dice.below(400) == 0 {
        let piece = dice.pick(PIECES);
        let times = if dice.below(2) == 0 { 10_000 } else { 1_000_000 / piece.len() };
        body.push_str(&piece.repeat(times));
    }
    body
}

fn front_matter(dice: &mut Dice) -> String {
    let (open, close, sign) =
        [("---\n", "---\n", ": "), ("+++\n", "+++\n", " = "), ("{", "}\n", ": "), ("", "\n", ": ")][dice.below(4)];
    let mut text = open.to_owned();
    if dice.below(4) > 0 {
        let date = if sign == " = " { "date = 2025-08-13\n" } else { "date: 2025-08-13\n" };
        text.push_str(if open == "{" { "\"date\": \"2025-08-13\"," } else { date });
    }
    for _ in 0..dice.below(8) {
        let (key, value) = (dice.pick(KEYS), dice.pick(VALUES));
        match open {
            "{" => text.push_str(&format!("\"{key}\"{sign}\"{value}\",")),
            _ if dice.below(3) == 0 => text.push_str(&format!("{key}{sign}\"{value}\"\n")),
            _ => text.push_str(&format!("{key}{sign}{value}\n")),
        }
    }
    if dice.below(10) > 0 {
        text.push_str(if open == "{" { "\"x\": 1" } else { "" });
        text.push_str(close);
    }
    text
}

fn article(dice: &mut Dice) -> Vec<u8> {
    let text = match dice.below(8) {
        0 => return (0..dice.below(400)).map(|_| (dice.roll() & 0xff) as u8).collect(),
        1 => body(dice),
        _ => front_matter(dice) + &body(dice),
    };
    match dice.below(10) {
        0 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        1 => text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect(),
        2 => {
            let mut bytes = text.into_bytes();
            for _ in 0..dice.below(3).min(bytes.len()) {
                let at = dice.below(bytes.len());
                bytes[at] = (dice.roll() & 0xff) as u8;
            }
            bytes
        }
        _ => text.into_bytes(),
    }
}

fn site(dice: &mut Dice) -> Vec<(String, Vec<u8>)> {
    let folders = ["", "fr/", "_posts/", "a b/ü/", "2025/08/13/", "..x/"];
    (0..PER_SITE)
        .map(|number| {
            let folder = dice.pick(&folders);
            let date = dice.pick(&["2025-08-13-", "", "2025-02-31-"]);
            let extension = dice.pick(&["md", "txt", "html", "md", "fr.md"]);
            (format!("{folder}{date}{number}.{extension}"), article(dice))
        })
        .collect()
}

fn configuration() -> Config {
    config::parse(
        "[site]\nurl = \"https://carnet.example/\"\ntimezone = \"Europe/Paris\"\n\
         [[feed]]\npath = \"feed.xml\"\nlimit = 0\n[[feed]]\npath = \"atom.xml\"\nlimit = 0\n\
         [[feed]]\npath = \"feed.json\"\nlimit = 0\n",
    )
    .unwrap()
}

fn check(files: &[(String, Vec<u8>)], config: &Config) -> usize {
    let source = MemorySource::new(files.iter().cloned());
    let mut sink = MemorySink::default();
    let options = Options { now: Timestamp::from_unix(1_790_000_000).unwrap(), strict: false, allow_flood: false };
    let report =
        pipeline::build(config, &source, Ledger::default(), Sinks::feeds_only(&mut sink), options, &|_| {}).unwrap();
    let feeds = report.files.iter().filter(|file| file.kind == FileKind::Feed);
    let ids: BTreeSet<usize> = feeds.map(|file| file.entries).collect();
    // A file that the checker faults is not written, and holds nothing then.
    let errors = || report.findings.iter().filter(|found| found.diagnostic.level == Level::Error).collect::<Vec<_>>();
    assert_eq!(ids.len(), 1, "the formats don't hold the same entries: {:#?}", errors());
    for (name, output) in &sink.files {
        match name.as_str() {
            "index.html" => check_page(output),
            "feed.css" => {}
            "feeds.opml" => assert_eq!(check::check(&output.bytes).findings.len(), 0),
            _ => check_output(name, output),
        }
    }
    report.files[0].entries
}

/// Nothing that an article says becomes a tag of the page.
fn check_page(output: &Output) {
    let text = std::str::from_utf8(&output.bytes).unwrap();
    assert!(text.len() < 60_000, "{} bytes", text.len());
    assert_eq!((text.matches("<script").count(), text.matches("<main>").count()), (1, 1));
    assert_eq!(text.matches("<li><a href=\"http").count(), text.matches("</time></li>\n").count(), "{text}");
}

/// What the checker may say of such articles: what their authors wrote, and what the site (without a language, all of
/// its articles of one day) lacks. Anything else would be a fault of ours.
const AUTHORS: &[&str] = &[
    "address-scheme-unregistered",
    "character-invisible",
    "character-misread",
    "character-turns-direction",
    "content-empty",
    "dates-all-equal",
    "entry-without-text",
    "feed-large",
    "feed-too-large",
    "html-escaped-twice",
    "json-character-illegal",
    "json-language-missing",
    "language-missing",
    "link-repeated",
    "reference-escaped-twice",
    "text-holds-html",
    "text-misread",
    "title-long",
    "updated-repeated",
];

fn check_output(name: &str, output: &Output) {
    for found in check::check(&output.bytes).findings {
        let is_authors = AUTHORS.contains(&found.rule.name);
        assert!(is_authors, "{name}: {} ({}): {}", found.rule.name, found.level, found.message);
    }
    let text = std::str::from_utf8(&output.bytes).unwrap();
    let read = feed_rs::parser::parse(output.bytes.as_slice()).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut ids = BTreeSet::new();
    assert!(read.entries.iter().all(|entry| ids.insert(entry.id.clone()) && !entry.id.is_empty()), "{name}: ids");
    if name.ends_with(".json") {
        let json: serde_json::Value = serde_json::from_str(text).unwrap();
        for item in json["items"].as_array().unwrap() {
            // An article without content has only text.
            check_html(item["content_html"].as_str().unwrap_or_default());
            assert!(item["content_html"].is_string() != item["content_text"].is_string(), "{name}: {item}");
        }
        return;
    }
    let tree = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    for node in tree.descendants() {
        let is_html = node.has_tag_name(("http://purl.org/rss/1.0/modules/content/", "encoded"))
            || node.attribute("type") == Some("html")
            || node.has_tag_name("description");
        if is_html {
            check_html(node.text().unwrap_or_default());
        }
        for attribute in ["href", "url", "src"] {
            let address = node.attribute(attribute).unwrap_or("https:");
            assert!(address.starts_with("http"), "{name}: {address}");
        }
    }
}

/// No element, attribute or address that runs anything; every address absolute. The tags are read by a tokenizer
/// without any of our code around it.
fn check_html(html: &str) {
    for token in Tokenizer::new(html) {
        let Token::StartTag(tag) = token.unwrap() else { continue };
        let name = String::from_utf8_lossy(&tag.name).to_ascii_lowercase();
        let runs = [
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "form",
            "input",
            "button",
            "link",
            "meta",
            "base",
            "svg",
            "math",
            "template",
            "frame",
            "frameset",
            "applet",
            "noscript",
            "title",
            "textarea",
            "select",
            "xmp",
            "plaintext",
        ];
        assert!(!runs.contains(&name.as_str()), "<{name}> in {html}");
        for (attribute, value) in &tag.attributes {
            let attribute = String::from_utf8_lossy(attribute).to_ascii_lowercase();
            let value = String::from_utf8_lossy(value);
            assert!(
                !attribute.starts_with("on") && attribute != "style" && attribute != "srcdoc",
                "{attribute} in {html}"
            );
            if ["href", "src", "poster", "cite", "action", "data"].contains(&attribute.as_str()) {
                let scheme = value.split(':').next().unwrap_or_default();
                let fine = value.contains(':') && !["javascript", "vbscript", "file", "blob"].contains(&scheme);
                assert!(
                    fine && (scheme != "data" || value.starts_with("data:image/")),
                    "{attribute}={value} in {html}"
                );
            }
        }
    }
}

#[test]
fn whatever_comes_in_what_goes_out_is_sound() {
    let number = |name: &str, default: usize| {
        std::env::var(name).map_or(default, |value| value.parse().unwrap_or_else(|_| panic!("{name} is a number")))
    };
    let (articles, seed) = (number("FEEDWRIGHT_HOSTILE_ARTICLES", 3_000), number("FEEDWRIGHT_HOSTILE_SEED", 1));
    let config = configuration();
    let published: usize = (0..articles.div_ceil(PER_SITE))
        .map(|round| {
            let files = site(&mut Dice((seed as u64) << 32 | round as u64));
            let made = std::panic::catch_unwind(|| check(&files, &config));
            made.unwrap_or_else(|_| panic!("seed {seed}, site {round}"))
        })
        .sum();
    // A test in which hardly anything is published would pass whatever the feeds look like.
    assert!(published > articles / 10, "only {published} of {articles} articles were published");
    println!("{articles} hostile articles, {published} of them published");
}

/// What stands in a feed again and again: a fault in each element, nesting that never ends, no markup at all.
const REPEATED: &[&str] = &[
    "<item><titel>x</titel><title>&lt;b></title><link>a b</link><pubDate>hier</pubDate><enclosure url='x'/></item>",
    "<item/>",
    "<a>",
    "<a/>",
    "<a b='1'",
    "<![CDATA[",
    "<!--",
    "<?x",
    "&amp;",
    "&bogus;",
    "a",
    "\u{e9}",
];

#[test]
fn of_a_feed_that_does_not_end_the_beginning_is_judged() {
    const MAX: usize = 256 * 1024;
    let circumstances = Circumstances { bytes_max: Some(MAX), ..Circumstances::default() };
    let judge = |head: &str, piece: &str| {
        let feed = format!("{head}{}", piece.repeat(4 * MAX / piece.len()));
        let judged = check::check_in(feed.as_bytes(), &circumstances);
        assert!(judged.text.len() <= MAX, "{piece}: more was judged than may be");
        let is_said = judged.findings.iter().any(|found| found.rule.name == "feed-beyond-limits");
        assert!(is_said, "{piece}: {:?}", judged.findings.first());
        judged
    };
    let head = "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>T</title>\n";
    for piece in REPEATED {
        assert_eq!(judge(head, piece).kind, Kind::Rss, "{piece}");
        judge("", piece);
    }
    let head = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"T\", \"items\": [{}\n";
    for piece in [",{\"id\": 1}", ",[[{}", ",\"", ",\"\\ud83d\\ude00\"", ",1", "[", "a"] {
        let judged = judge(head, piece);
        assert_eq!(judged.kind, Kind::Json, "{piece}");
        let is_fault = judged.findings.iter().any(|found| found.rule.name == "json-not-well-formed");
        assert_eq!(is_fault, matches!(piece, "[" | "a"), "{piece}");
    }
}
