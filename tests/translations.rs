//! Articles in several languages: joined by a key, by their files' names, by their folders.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use feedwright::check;
use feedwright::config;
use feedwright::date::Timestamp;
use feedwright::diagnostic::Level;
use feedwright::ledger::{self, Ledger};
use feedwright::pipeline::{self, Options, Report, Sinks};
use feedwright::sink::MemorySink;
use feedwright::source::MemorySource;
use feedwright::subscriber;

/// 2026-11-01T00:00:00Z.
const NOW: i64 = 1_793_491_200;

const SITE: &str = "[site]\ntitle = \"Le Carnet\"\ndescription = \"Notes\"\nurl = \"https://e.fr/\"\nlanguage = \"fr\"\n\
                    author = \"Ada Martin\"\n[build]\npermalink = \"/:language/:slug/\"\n\
                    [page]\npath = false\nopml = false\nstyle = false\n";
const ATOM: &str = "[[feed]]\npath = \"atom.xml\"\nlimit = 50\n";

/// Builds a site of articles: their paths, and what their front matter says beside a title.
fn build_with(settings: &str, articles: &[(&str, &str)], ledger: Ledger) -> (MemorySink, Report, Ledger) {
    let config = config::parse(settings).unwrap_or_else(|found| panic!("{found:#?}"));
    let text = |path: &str, head: &str| {
        format!("---\ntitle: About {path}\n{head}\n---\nWhat {path} is about is told here, in so many words.\n")
    };
    let source = MemorySource::new(articles.iter().map(|(path, head)| ((*path).to_owned(), text(path, head))));
    let options = Options { now: Timestamp::from_unix(NOW).unwrap(), strict: false, allow_flood: false };
    let (mut feeds, mut lock) = (MemorySink::default(), MemorySink::default());
    let sinks = Sinks { feeds: &mut feeds, lock: Some(&mut lock), memory: None };
    let report = pipeline::build(&config, &source, ledger, sinks, options, &|_| {}).unwrap();
    let lock = String::from_utf8(lock.files[ledger::FILE_NAME].bytes.clone()).unwrap();
    (feeds, report, ledger::parse(&lock).unwrap().0)
}

fn build(feeds: &str, articles: &[(&str, &str)]) -> (MemorySink, Report) {
    let (sink, report, _) = build_with(&format!("{SITE}{feeds}"), articles, Ledger::default());
    (sink, report)
}

/// What an Atom feed says of the languages of each entry, by its page: `LANGUAGE ADDRESS`, in their order. The page itself
/// must stand first, without a language, and where there are others, last.
fn alternates(sink: &MemorySink, path: &str) -> BTreeMap<String, String> {
    let text = std::str::from_utf8(&sink.files[path].bytes).unwrap();
    let mut all = BTreeMap::new();
    for entry in text.split("<entry").skip(1) {
        let links = entry.lines().filter(|line| line.contains("rel=\"alternate\""));
        let value = |line: &str, name: &str| {
            let (_, rest) = line.split_once(&format!(" {name}=\""))?;
            Some(rest.split('"').next()?.replace("https://e.fr", ""))
        };
        let links: Vec<(Option<String>, String)> =
            links.map(|line| (value(line, "hreflang"), value(line, "href").unwrap())).collect();
        let page = links[0].1.clone();
        assert_eq!(links[0].0, None, "{entry}");
        assert_eq!(links.last().unwrap().1, page, "{entry}");
        let others: Vec<String> =
            links[1..].iter().map(|(language, url)| format!("{} {url}", language.as_deref().unwrap())).collect();
        all.insert(page, others.join(", "));
    }
    // That a date has no time is nothing to do with languages, nor that a site has none.
    let mut found: Vec<&str> = check::check(text.as_bytes()).findings.iter().map(|one| one.rule.name).collect();
    found.retain(|name| !matches!(*name, "language-missing" | "updated-repeated"));
    assert_eq!(found, [""; 0]);
    all
}

#[track_caller]
fn joins(articles: &[(&str, &str)], expected: &[(&str, &str)]) {
    let (sink, report) = build(ATOM, articles);
    let found: Vec<_> = report.findings.iter().filter(|one| one.diagnostic.level > Level::Note).collect();
    assert!(found.is_empty(), "{found:#?}");
    let expected: BTreeMap<String, String> =
        expected.iter().map(|(page, others)| ((*page).to_owned(), (*others).to_owned())).collect();
    assert_eq!(alternates(&sink, "atom.xml"), expected);
}

#[test]
fn half_of_a_site_is_translated_by_a_key_by_file_names_and_by_folders() {
    joins(
        &[
            ("posts/pain.md", "date: 2026-01-01\ntranslationKey: bread"),
            ("posts/bread.md", "date: 2026-01-02\nlang: en\ntranslation_key: bread"),
            ("posts/sel.md", "date: 2026-01-03"),
            ("posts/eau.md", "date: 2026-02-01"),
            ("posts/eau.en.md", "date: 2026-02-02\nslug: water"),
            ("posts/vin/index.md", "date: 2026-03-01"),
            ("posts/vin/index.en.md", "date: 2026-03-02"),
            ("posts/huile.md", "date: 2026-03-03"),
            ("fr/notes/riz.md", "date: 2026-04-01"),
            ("en/notes/riz.md", "date: 2026-04-02\nslug: rice"),
            ("en/posts/huile.md", "date: 2026-04-03\nslug: oil"),
            ("en/notes/only.md", "date: 2026-04-04"),
        ],
        &[
            ("/pain/", "en /en/bread/, fr /pain/"),
            ("/en/bread/", "fr /pain/, en /en/bread/"),
            ("/sel/", ""),
            ("/eau/", "en /en/water/, fr /eau/"),
            ("/en/water/", "fr /eau/, en /en/water/"),
            ("/vin/", "en /en/vin/, fr /vin/"),
            ("/en/vin/", "fr /vin/, en /en/vin/"),
            ("/huile/", "en /en/oil/, fr /huile/"),
            ("/en/oil/", "fr /huile/, en /en/oil/"),
            ("/fr/riz/", "en /en/rice/, fr /fr/riz/"),
            ("/en/rice/", "fr /fr/riz/, en /en/rice/"),
            ("/en/only/", ""),
        ],
    );
}

#[test]
fn three_languages_are_joined_each_with_the_others() {
    joins(
        &[
            ("a.md", "date: 2026-01-01\nlang: pt-BR\nlang-ref: x"),
            ("b.md", "date: 2026-01-02\nlang: pt-PT\nlang-ref: x"),
            ("c.md", "date: 2026-01-03\nlang: de\nref: x"),
        ],
        &[
            ("/pt-BR/a/", "de /de/c/, pt-PT /pt-PT/b/, pt-BR /pt-BR/a/"),
            ("/pt-PT/b/", "de /de/c/, pt-BR /pt-BR/a/, pt-PT /pt-PT/b/"),
            ("/de/c/", "pt-BR /pt-BR/a/, pt-PT /pt-PT/b/, de /de/c/"),
        ],
    );
}

#[test]
fn what_is_not_published_is_no_translation_and_a_stated_key_stands_in_the_place_of_the_path() {
    joins(
        &[
            ("a.md", "date: 2026-01-01"),
            ("a.en.md", "date: 2026-01-01\ndraft: true"),
            ("a.de.md", "date: 2027-01-01"),
            ("a.it.md", "date: 2026-01-01\nexpires: 2026-02-01"),
            ("a.es.md", "date: 2026-01-01\ntranslationKey: other"),
            // Without a language beside it, it may mean anything.
            ("b.md", "date: 2026-01-01\nref: x"),
            ("c.md", "date: 2026-01-01\nlang: en\nref: x"),
        ],
        &[("/a/", ""), ("/es/a/", ""), ("/b/", ""), ("/en/c/", "")],
    );
}

#[test]
fn a_translation_that_no_feed_shows_is_linked_to() {
    let articles = [("a.md", "date: 2026-01-02"), ("a.en.md", "date: 2025-01-01"), ("b.md", "date: 2025-06-01")];
    let (sink, _) = build("[[feed]]\npath = \"atom.xml\"\nlimit = 1\n", &articles);
    assert_eq!(alternates(&sink, "atom.xml")["/a/"], "en /en/a/, fr /a/");
}

#[test]
fn where_nobody_names_the_sites_language_the_text_tells_it() {
    let settings = SITE.replace("language = \"fr\"\n", "") + ATOM;
    let articles = [("a.md", "date: 2026-01-02"), ("a.fr.md", "date: 2026-01-01")];
    let (sink, ..) = build_with(&settings, &articles, Ledger::default());
    assert_eq!(alternates(&sink, "atom.xml")["/fr/a/"], "en /a/, fr /fr/a/");
}

fn repeated(report: &Report) -> Vec<String> {
    let found = report.findings.iter().filter(|one| one.diagnostic.rule == "translation-repeated");
    let line = |one: &feedwright::diagnostic::Located| one.excerpt.as_ref().map_or(0, |excerpt| excerpt.line);
    found.map(|one| format!("{}:{}: {}", one.file, line(one), one.diagnostic.message)).collect()
}

#[test]
fn of_two_articles_of_one_language_with_one_key_neither_is_joined() {
    let articles = [
        ("a.md", "date: 2026-01-01\ntranslationKey: x"),
        ("b.md", "date: 2026-01-02\ntranslationKey: x"),
        ("c.md", "date: 2026-01-03\nlang: en\ntranslationKey: x"),
        ("d.md", "date: 2026-01-04\nlang: de\ntranslationKey: x"),
    ];
    let (sink, report) = build(ATOM, &articles);
    let found = alternates(&sink, "atom.xml");
    assert_eq!((&*found["/a/"], &*found["/b/"]), ("", ""));
    assert_eq!(found["/en/c/"], "de /de/d/, en /en/c/");
    let message = "b.md:4: the translation key `x` is that of `a.md`, line 4 too, in the same language (`fr`), so they are \
                   not joined with any translation";
    assert_eq!(repeated(&report), [message]);

    let paths =
        [("a.md", "date: 2026-01-01"), ("fr/a.md", "date: 2026-01-02\nslug: b"), ("a.en.md", "date: 2026-01-03")];
    let (sink, report) = build(ATOM, &paths);
    assert!(alternates(&sink, "atom.xml").values().all(String::is_empty));
    assert_eq!(repeated(&report).len(), 1);
    // Where nothing is translated, there is nothing to tell.
    let (_, report) = build(ATOM, &[("a.md", "date: 2026-01-01"), ("a.txt", "date: 2026-01-02\nslug: b")]);
    assert_eq!(repeated(&report), [""; 0]);
}

#[test]
fn translations_with_one_address_are_told_of_and_not_joined() {
    let settings = SITE.replace("/:language/:slug/", "/:slug/") + ATOM;
    let articles = [("fr/a.md", "date: 2026-01-01"), ("en/a.md", "date: 2026-01-02")];
    let (sink, report, _) = build_with(&settings, &articles, Ledger::default());
    let found = report.findings.iter().find(|one| one.diagnostic.rule == "address-repeated").unwrap();
    assert!(found.diagnostic.help.as_ref().unwrap().contains("`:language`"));
    let text = std::str::from_utf8(&sink.files["atom.xml"].bytes).unwrap();
    assert!(!text.contains("hreflang"), "{text}");
}

#[test]
fn a_new_translation_is_no_change_of_the_article() {
    let settings = format!("{SITE}{ATOM}");
    let before = [("a.md", "date: 2026-01-01")];
    let (first, _, ledger) = build_with(&settings, &before, Ledger::default());
    let after =
        [("a.md", "date: 2026-01-01\ntranslationKey: x"), ("b.md", "date: 2026-01-02\nlang: en\ntranslationKey: x")];
    let (second, report, _) = build_with(&settings, &after, ledger);
    assert_eq!(report.identities.changed, [""; 0]);
    let entry = |sink: &MemorySink| {
        let feed = subscriber::read(&sink.files["atom.xml"].bytes).unwrap();
        feed.entries.into_iter().find(|entry| entry.title == "About a.md").unwrap()
    };
    assert_eq!(entry(&first), entry(&second));
    assert_eq!(alternates(&second, "atom.xml")["/a/"], "en /en/b/, fr /a/");
}

#[test]
fn each_language_has_a_feed_with_its_title_and_language_that_links_to_the_other() {
    let feed = |format: &str, extension: &str| {
        format!(
            "[[feed]]\npath = \"{{lang}}/feed.{extension}\"\nformat = \"{format}\"\nfor_each = \"lang\"\n\
             title = \"Le Carnet ({{lang}})\"\n"
        )
    };
    let feeds = feed("atom", "xml") + &feed("rss", "rss");
    let articles = [("fr/a.md", "date: 2026-01-01"), ("en/a.md", "date: 2026-01-02"), ("fr/b.md", "date: 2026-01-03")];
    let (sink, report) = build(&feeds, &articles);
    assert!(report.findings.iter().all(|one| one.diagnostic.level == Level::Note), "{:#?}", report.findings);
    assert_eq!(alternates(&sink, "fr/feed.xml")["/fr/a/"], "en /en/a/, fr /fr/a/");
    assert_eq!(alternates(&sink, "en/feed.xml")["/en/a/"], "fr /fr/a/, en /en/a/");
    let text = |path: &str| String::from_utf8(sink.files[path].bytes.clone()).unwrap();
    assert!(text("en/feed.xml").contains("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\""));
    assert!(text("en/feed.xml").contains("<title>Le Carnet (en)</title>"));
    assert!(text("fr/feed.rss").contains("<language>fr</language>"));
    assert!(text("en/feed.rss").contains("<language>en</language>"));
}
