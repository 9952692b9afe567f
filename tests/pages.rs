//! What stands beside the feeds: the page for people, the list of all feeds, what feeds look like, files for hosts.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use feedwright::check;
use feedwright::config;
use feedwright::date::Timestamp;
use feedwright::ledger::Ledger;
use feedwright::output::Output;
use feedwright::pipeline::{self, Options, Outcome, Report, Sinks};
use feedwright::sink::{MemorySink, Sink};
use feedwright::source::MemorySource;

/// 2026-11-01T00:00:00Z.
const NOW: i64 = 1_793_491_200;

const SITE: &str = "[site]\ntitle = \"R&D\"\nurl = \"https://e.fr/b/\"\nlanguage = \"fr\"\n";

fn article(day: u32) -> (String, String) {
    (format!("{day}.md"), format!("---\ntitle: Jour <{day}>\ndate: 2025-08-{day:02}\n---\nTexte {day}.\n"))
}

fn build_into(sink: &mut MemorySink, settings: &str, strict: bool) -> Report {
    let config = config::parse(&format!("{SITE}{settings}")).unwrap();
    let options = Options { now: Timestamp::from_unix(NOW).unwrap(), strict, allow_flood: false };
    let source = MemorySource::new((1..13).map(article));
    pipeline::build(&config, &source, Ledger::default(), Sinks::feeds_only(sink), options, &|_| {}).unwrap()
}

fn build(settings: &str) -> (MemorySink, Report) {
    let mut sink = MemorySink::default();
    let report = build_into(&mut sink, settings, false);
    (sink, report)
}

fn text(sink: &MemorySink, name: &str) -> String {
    String::from_utf8(sink.files[name].bytes.clone()).unwrap()
}

fn plain(text: &str) -> Output {
    Output { bytes: text.into(), media_type: "text/plain", modified: Timestamp::from_unix(0).unwrap() }
}

fn outcome(report: &Report, path: &str) -> Outcome {
    report.files.iter().find(|file| file.path == path).unwrap().outcome
}

#[test]
fn the_page_tells_of_one_feed_in_three_formats() {
    let (sink, _) = build("");
    let page = text(&sink, "index.html");
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"fr\">"), "{page}");
    assert!(page.contains("<title>S’abonner – R&amp;D</title>"));
    assert_eq!((page.matches("<section class=\"feed\"").count(), page.matches("<input ").count()), (1, 1));
    assert!(page.contains("value=\"https://e.fr/b/feed.xml\">"));
    assert!(page.contains("type=\"application/feed+json\" title=\"R&amp;D (JSON Feed)\" href=\"feed.json\">"));
    let newest = "<li><a href=\"https://e.fr/b/2025/08/12/\">Jour &lt;12&gt;</a><br> \
                  <time datetime=\"2025-08-12T00:00:00Z\">12 août 2025</time></li>";
    assert!(page.contains(newest), "{page}");
    assert_eq!(page.matches("<time ").count(), 10);
    // Nothing is asked of the network.
    for asks in [" src=", "@import", "url(", "rel=\"stylesheet\"", "fetch("] {
        assert!(!page.contains(asks), "{asks}");
    }
}

#[test]
fn a_page_of_somebody_else_is_left_alone_and_told_of() {
    let mut sink = MemorySink::default();
    for name in ["index.html", "feeds.opml", "feed.css"] {
        sink.put(name, &plain("<p>theirs</p>")).unwrap();
    }
    let report = build_into(&mut sink, "", true);
    for name in ["index.html", "feeds.opml", "feed.css"] {
        assert_eq!((outcome(&report, name), text(&sink, name)), (Outcome::Kept, "<p>theirs</p>".to_owned()));
    }
    let told: Vec<_> = report.findings.iter().filter(|found| found.diagnostic.rule == "page-not-ours").collect();
    assert_eq!(told.len(), 3);
    assert!(told.iter().any(|found| found.diagnostic.help.as_ref().unwrap().contains("`path = false`")));
    assert!(!report.has_errors());
    assert_eq!(outcome(&report, "feed.xml"), Outcome::Created);
}

#[test]
fn our_own_files_are_written_anew_and_stay_when_nothing_changed() {
    let (mut sink, _) = build("[host]\nfiles = [\"_headers\", \".htaccess\"]\n[page]\nsnippet = \"s.html\"\n");
    let settings = "[host]\nfiles = [\"_headers\", \".htaccess\"]\n[page]\nsnippet = \"s.html\"\n";
    let before = sink.clone();
    let report = build_into(&mut sink, settings, false);
    assert!(report.files.iter().all(|file| file.outcome == Outcome::Unchanged), "{:#?}", report.files);
    assert_eq!((report.files.len(), before.files), (9, sink.files.clone()));
    let report = build_into(&mut sink, &format!("{settings}language = \"en\"\n"), false);
    assert_eq!(outcome(&report, "index.html"), Outcome::Changed);
    assert_eq!(outcome(&report, "feed.xml"), Outcome::Unchanged);
}

#[test]
fn nothing_is_written_where_nothing_may_be() {
    let mut sink = MemorySink::default();
    let settings = "[check]\ndeny = [\"json-unknown-key\", \"language-missing\"]\n";
    let config = config::parse(&format!("{SITE}{settings}")).unwrap();
    let options = Options { now: Timestamp::from_unix(NOW).unwrap(), strict: true, allow_flood: false };
    let source =
        MemorySource::new([("a.md", "---\ndate: 2025-08-13\n---\nText."), ("b.md", "---\ndate: x\n---\nText.")]);
    let report =
        pipeline::build(&config, &source, Ledger::default(), Sinks::feeds_only(&mut sink), options, &|_| {}).unwrap();
    assert!(sink.files.is_empty() && report.has_errors());
    assert!(report.files.iter().all(|file| file.outcome == Outcome::Kept), "{:#?}", report.files);
}

#[test]
fn the_list_names_each_feed_once_in_folders_and_is_clean() {
    let (sink, _) = build(
        "[[feed]]\npath = \"feed.json\"\n[[feed]]\npath = \"feed.xml\"\n\
         [[feed]]\npath = \"notes/one.json\"\ntitle = \"One\"\n[[feed]]\npath = \"notes/two.atom\"\ntitle = \"A \\\"two\\\"\"\n",
    );
    let list = text(&sink, "feeds.opml");
    assert_eq!(list.matches("type=\"rss\"").count(), 3, "{list}");
    assert_eq!(list.matches("version=\"RSS\"").count(), 1);
    assert!(list.contains("<outline text=\"notes\">\n      <outline type=\"rss\" text=\"One\""), "{list}");
    assert!(list.contains("A &quot;two&quot;"));
    assert_eq!(check::check(list.as_bytes()).findings.iter().map(|one| one.rule.name).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn each_feed_finds_its_style_sheet_from_its_folder() {
    let feeds = "[[feed]]\npath = \"feed.xml\"\n[[feed]]\npath = \"a/b/c.atom\"\n[[feed]]\npath = \"x.json\"\n";
    let (sink, _) = build(&format!("{feeds}[page]\nstyle = \"a/look & feel.css\"\n"));
    let second = |name: &str| text(&sink, name).lines().nth(1).unwrap_or_default().to_owned();
    let instruction = |href: &str| format!("<?xml-stylesheet type=\"text/css\" href=\"{href}\"?>");
    assert_eq!(second("feed.xml"), instruction("a/look%20&amp;%20feel.css"));
    assert_eq!(second("a/b/c.atom"), instruction("../look%20&amp;%20feel.css"));
    assert!(!text(&sink, "x.json").contains("stylesheet"));
    assert!(text(&sink, "a/look & feel.css").contains("content: \"Ceci est un flux."));
    let (sink, _) = build("[page]\nstyle = false\n");
    assert!(!text(&sink, "feed.xml").contains("stylesheet") && !sink.files.contains_key("feed.css"));
}

#[test]
fn names_that_differ_in_case_alone_are_no_landmarks() {
    let (sink, _) = build("[[feed]]\npath = \"a.xml\"\ntitle = \"C\"\n[[feed]]\npath = \"b.xml\"\ntitle = \"c\"\n");
    let page = text(&sink, "index.html");
    assert_eq!(page.matches("<section class=\"feed\">").count(), 2, "{page}");
}

#[test]
fn no_page_stands_in_a_feed_nor_a_feed_in_a_page() {
    for page in ["y/2025/index.html", "y", "y/2025"] {
        let feed = "[[feed]]\npath = \"y/{year}\"\nformat = \"rss\"\nfor_each = \"year\"\n";
        let (sink, report) = build(&format!("[page]\npath = \"{page}\"\n{feed}"));
        assert_eq!(report.findings[0].diagnostic.rule, "page-path-taken", "{page}");
        assert!(text(&sink, "y/2025").contains("<rss"));
        assert!(report.files.iter().any(|file| file.path == page && file.outcome == Outcome::Kept));
    }
}

#[test]
fn a_feed_that_is_not_there_is_not_told_of() {
    let settings = "[check]\ndeny = [\"language-missing\"]\n";
    let config = config::parse(&format!("[site]\nurl = \"https://e.fr/\"\n{settings}")).unwrap();
    let options = Options { now: Timestamp::from_unix(NOW).unwrap(), strict: false, allow_flood: false };
    let english = "---\nlang: en\ndate: 2025-08-13\n---\nThe text.";
    let french = "---\nlang: fr\ndate: 2025-08-14\n---\nLe texte.";
    let mut sink = MemorySink::default();
    let build = |sink: &mut MemorySink| {
        let source = MemorySource::new([("a.md", english), ("b.md", french)]);
        pipeline::build(&config, &source, Ledger::default(), Sinks::feeds_only(sink), options, &|_| {}).unwrap()
    };
    let report = build(&mut sink);
    // RSS can't name two languages.
    assert_eq!(outcome(&report, "feed.xml"), Outcome::Kept);
    assert!(!text(&sink, "index.html").contains("feed.xml") && !text(&sink, "feeds.opml").contains("feed.xml"));
    // The old one is still there, and a link to it leads somewhere.
    sink.put("feed.xml", &plain("<rss/>")).unwrap();
    build(&mut sink);
    assert!(text(&sink, "index.html").contains("href=\"feed.xml\"") && text(&sink, "feeds.opml").contains("feed.xml"));
}

#[test]
fn a_page_in_a_folder_finds_the_feeds() {
    let mut sink = MemorySink::default();
    let report =
        build_into(&mut sink, "[[feed]]\npath = \"feed.xml\"\n[page]\npath = \"subscribe/index.html\"\n", false);
    assert_eq!(outcome(&report, "subscribe/index.html"), Outcome::Created);
    let page = text(&sink, "subscribe/index.html");
    assert!(page.contains("href=\"../feed.xml\"") && page.contains("href=\"../feeds.opml\""), "{page}");
}

/// Every address in a page: what `href` and an input's `value` name, without escapes.
fn addresses(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for mark in [" href=\"", " value=\""] {
        found.extend(
            page.split(mark)
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
                .map(|address| address.replace("&amp;", "&")),
        );
    }
    found
}

/// A path without its percent signs.
fn decoded(path: &str) -> String {
    let mut parts = path.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn every_link_of_the_page_leads_to_a_file_that_is_there() {
    let tags = ["rust", "c++", "C", "c", "R&D", "日本", "a/b", "..", "100%", "#1", "what?", "l'été"];
    let articles: Vec<(String, String)> = (1..=12)
        .zip(tags)
        .map(|(day, tag)| {
            let text = format!("---\ntitle: {day}\ndate: 2025-08-{day:02}\ntags: [{tag:?}, all]\n---\nTexte {day}.\n");
            (format!("{day}.md"), text)
        })
        .collect();
    let feeds = "[[feed]]\npath = \"feed.xml\"\n[[feed]]\npath = \"deep/er/{tag}\"\nfor_each = \"tag\"\n\
                 format = [\"rss\", \"atom\", \"json\"]\n[[feed]]\npath = \"small/one & two #3.xml\"\nmax_bytes = 2000\n";
    for page_path in ["index.html", "subscribe/index.html", "deep/er/the page.html"] {
        let settings = format!("{SITE}{feeds}[page]\npath = {page_path:?}\nopml = \"lists/all feeds.opml\"\n");
        let config = config::parse(&settings).unwrap();
        let options = Options { now: Timestamp::from_unix(NOW).unwrap(), strict: false, allow_flood: false };
        let mut sink = MemorySink::default();
        let source = MemorySource::new(articles.clone());
        pipeline::build(&config, &source, Ledger::default(), Sinks::feeds_only(&mut sink), options, &|_| {}).unwrap();
        let page = url::Url::parse("https://e.fr/b/").unwrap().join(page_path).unwrap();
        let mut files = std::collections::BTreeSet::new();
        for address in addresses(&text(&sink, page_path)) {
            let url = page.join(&address).unwrap();
            let path = url.path().strip_prefix("/b/").unwrap().to_owned();
            let path = decoded(&path);
            // The site itself and its articles are made by others.
            if !path.is_empty() && !path.starts_with("2025/08/") {
                assert!(
                    sink.files.contains_key(&path),
                    "{page_path}: {address} leads to {path}: {:?}",
                    sink.files.keys()
                );
                assert_eq!((url.query(), url.fragment()), (None, None), "{address}");
                files.insert(path);
            }
        }
        // All feeds but those beyond a page's length are led to, and the list.
        assert!(files.len() > 13 && files.contains("lists/all feeds.opml"), "{files:?}");
    }
}

#[test]
fn thousands_of_feeds_make_a_page_that_stays_small() {
    let feeds: String =
        (0..1_000).map(|n| format!("[[feed]]\npath = \"tags/t{n}.xml\"\ntitle = \"Sujet {n}\"\nlimit = 5\n")).collect();
    let (sink, report) = build(&format!("{feeds}[host]\nfiles = [\"_headers\"]\n"));
    let page = text(&sink, "index.html");
    assert!(page.len() < 60_000, "{}", page.len());
    assert_eq!(page.matches("<section class=\"feed\"").count(), 12);
    assert!(page.contains("… et 788 autres, tous dans la liste ci-dessous"), "{page}");
    assert_eq!(page.matches("rel=\"alternate\"").count(), 12);
    assert_eq!(text(&sink, "feeds.opml").matches("type=\"rss\"").count(), 1_000);
    let headers = text(&sink, "_headers");
    assert_eq!(headers.matches("Content-Type").count(), 2, "{headers}");
    assert!(headers.contains("\n/b/tags/*.xml\n  Content-Type: application/xml; charset=utf-8\n"), "{headers}");
    assert!(!report.has_errors());
}

#[test]
fn a_rule_for_many_feeds_of_a_folder_is_none_for_pages_that_stand_there_too() {
    let feeds: String = (0..10)
        .map(|n| format!("[[feed]]\npath = \"tags/t{n}\"\nformat = [\"rss\", \"json\"]\ntitle = \"T {n}\"\n"))
        .collect();
    let files = "[host]\nfiles = [\"_headers\", \".htaccess\", \"nginx.conf\"]\n";
    let (sink, _) = build(&format!("{feeds}[[feed]]\npath = \"tags/one.atom\"\n{files}"));
    let has = |path: &str, lines: &[&str]| {
        let text = text(&sink, path);
        let rules: Vec<&str> = text.lines().filter(|line| line.contains("/tags/")).collect();
        assert_eq!(rules, lines, "{path}");
    };
    has("_headers", &["/b/tags/*.xml", "/b/tags/*.json", "/b/tags/one.atom"]);
    has(
        ".htaccess",
        &[
            "<If \"%{REQUEST_URI} =~ m#^/b/tags/[^/]+\\.xml$#\">",
            "<If \"%{REQUEST_URI} =~ m#^/b/tags/[^/]+\\.json$#\">",
            "<If \"%{REQUEST_URI} =~ m#^/b/tags/one\\.atom$#\">",
        ],
    );
    has(
        "nginx.conf",
        &[
            "location ~ \"^/b/tags/[^/]+\\.xml$\" {",
            "location ~ \"^/b/tags/[^/]+\\.json$\" {",
            "location = \"/b/tags/one.atom\" {",
        ],
    );
}

const HOSTS: &str = "[host]\nfiles = [\"_headers\", \"_redirects\", \".htaccess\", \"nginx.conf\"]\n\
    [[feed]]\npath = \"feed.xml\"\nformer = [\"/rss.xml\", \"/b/feed/\"]\n\
    [[feed]]\npath = \"日 \\\"$1\\\".json\"\nformer = \"/old (1).json\"\n";

#[test]
fn hosts_are_told_types_lives_and_former_paths() {
    let (sink, report) = build(HOSTS);
    assert!(report.findings.iter().all(|found| found.diagnostic.rule != "former-not-told"));
    let headers = text(&sink, "_headers");
    let feed = "\n/b/feed.xml\n  Content-Type: application/xml; charset=utf-8\n  Cache-Control: public, max-age=900\n";
    assert!(headers.contains(feed), "{headers}");
    assert!(headers.contains("  Content-Type: application/feed+json\n") && headers.contains("/b/feeds.opml\n"));
    let redirects = text(&sink, "_redirects");
    assert!(redirects.contains("\n/rss.xml /b/feed.xml 301\n/b/feed/ /b/feed.xml 301\n"), "{redirects}");
    let apache = text(&sink, ".htaccess");
    assert!(
        apache.contains("<If \"%{REQUEST_URI} =~ m#^/b/feed\\.xml$#\">\n  ForceType \"application/xml;"),
        "{apache}"
    );
    assert!(apache.contains("RedirectMatch 301 \"^/rss\\.xml$\" \"/b/feed.xml\"\n"), "{apache}");
    let other = "RedirectMatch 301 \"^/old.\\(1\\)\\.json$\" \"/b/日 \\\"\\$1\\\".json\"\n";
    assert!(apache.contains(other), "{apache}");
    let nginx = text(&sink, "nginx.conf");
    assert!(nginx.contains("location = \"/b/feed.xml\" {\n  types { }\n  default_type application/xml;\n"), "{nginx}");
    assert!(nginx.contains("location = \"/b/日 \\\"$1\\\".json\" {"), "{nginx}");
    assert!(
        nginx.contains("location = \"/old (1).json\" { return 301 \"/b/%E6%97%A5%20%22%241%22.json\"; }"),
        "{nginx}"
    );
}

#[test]
fn without_a_style_sheet_feeds_are_served_as_what_they_are() {
    let (sink, _) = build(&format!("[page]\nstyle = false\n{HOSTS}"));
    assert!(text(&sink, "_headers").contains("Content-Type: application/rss+xml; charset=utf-8\n"));
}

#[test]
fn former_paths_that_nobody_is_told_of_are_told() {
    let (_, report) = build("[[feed]]\npath = \"feed.xml\"\nformer = \"/rss.xml\"\n");
    assert_eq!(report.findings[0].diagnostic.rule, "former-not-told");
}

#[test]
fn the_lines_for_other_pages_have_whole_addresses() {
    let (sink, _) = build("[page]\nsnippet = \"part/feeds.html\"\n");
    let lines = text(&sink, "part/feeds.html");
    let first = "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"R&amp;D (RSS)\" href=\"https://e.fr/b/feed.xml\">";
    assert_eq!(lines.lines().nth(1), Some(first));
    assert_eq!(lines.lines().count(), 4);
}
