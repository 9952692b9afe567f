//! Feeds of very many entries are made in pieces: with the same bytes and the same findings as at once.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use feedwright::config;
use feedwright::date::Timestamp;
use feedwright::ledger::Ledger;
use feedwright::output::Output;
use feedwright::pipeline::{self, Options, Outcome, Report, Sinks};
use feedwright::sink::{FolderSink, MemorySink, Sink};
use feedwright::source::MemorySource;

/// 2026-11-01T00:00:00Z.
const NOW: i64 = 1_793_491_200;
/// More than are made at once.
const COUNT: usize = 520;

/// An article far from the beginning, which no sample meets.
const LATE: usize = 333;

/// A limit of bytes that no feed here reaches; a feed that has one is rendered at once.
const AT_ONCE: &str = "max_bytes = 99000000";

/// A site with a feed in each format, all of which show everything; `{more}` stands for more settings of each feed.
fn site(site: &str, more: &str) -> String {
    let feeds = ["feed.xml", "atom.xml", "feed.json"].map(|path| {
        let order = if path == "atom.xml" { "order = \"updated\"" } else { "" };
        format!("[[feed]]\npath = \"{path}\"\nlimit = 1000000\n{order}\n{more}\n")
    });
    format!("[site]\ntitle = \"Le Carnet\"\nurl = \"https://e.fr/\"\n{site}\n[page]\nopml = false\n{}", feeds.concat())
}

fn build_into(sink: &mut dyn Sink, settings: &str, articles: &[(String, String)], ledger: Ledger) -> Report {
    let config = config::parse(settings).unwrap_or_else(|found| panic!("{found:#?}"));
    let source = MemorySource::new(articles.to_vec());
    let options = Options { now: Timestamp::from_unix(NOW).unwrap(), strict: false, allow_flood: false };
    pipeline::build(&config, &source, ledger, Sinks::feeds_only(sink), options, &|_| {}).unwrap()
}

fn build(settings: &str, articles: &[(String, String)]) -> (MemorySink, Report) {
    let mut sink = MemorySink::default();
    let report = build_into(&mut sink, settings, articles, Ledger::default());
    (sink, report)
}

/// Articles of which many have the same date; `more` says what the front matter of each has beside that.
fn articles(more: impl Fn(usize) -> String, body: impl Fn(usize) -> String) -> Vec<(String, String)> {
    let article = |number: usize| {
        let (day, month) = (1 + number % 28, 1 + number % 7);
        let head = format!("title: Nº {number}\ndate: 2025-{month:02}-{day:02}\n{}", more(number));
        (format!("{}/{number}.md", number % 10), format!("---\n{head}\n---\n{}\n", body(number)))
    };
    (0..COUNT).map(article).collect()
}

/// Both ways give the same.
#[track_caller]
fn check(site_settings: &str, more: &str, articles: &[(String, String)]) -> MemorySink {
    let (pieces, report) = build(&site(site_settings, more), articles);
    let (whole, expected) = build(&site(site_settings, &format!("{more}\n{AT_ONCE}")), articles);
    let names = |sink: &MemorySink| sink.files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&pieces), names(&whole), "{:#?}", report.findings);
    for (name, file) in &whole.files {
        let other = &pieces.files[name];
        let first = file.bytes.iter().zip(&other.bytes).position(|(a, b)| a != b);
        let shown = |file: &Output| {
            let at = first.unwrap_or_default();
            String::from_utf8_lossy(&file.bytes[at.saturating_sub(80)..(at + 80).min(file.bytes.len())]).into_owned()
        };
        assert!(file == other, "{name} differs at {first:?}:\n{}\n--\n{}", shown(file), shown(other));
    }
    let told = |report: &Report| -> Vec<(String, &'static str, String)> {
        let told =
            report.findings.iter().map(|one| (one.file.clone(), one.diagnostic.rule, one.diagnostic.message.clone()));
        told.collect()
    };
    assert_eq!(told(&report), told(&expected));
    let left_out = |report: &Report| report.left_out.iter().map(|one| one.file.clone()).collect::<Vec<_>>();
    assert_eq!((left_out(&report), report.publishable), (left_out(&expected), expected.publishable));
    let files = |report: &Report| {
        report.files.iter().map(|file| (file.path.clone(), file.entries, file.bytes, file.outcome)).collect::<Vec<_>>()
    };
    assert_eq!(files(&report), files(&expected));
    pieces
}

#[test]
fn a_plain_site_gives_the_same() {
    let sink =
        check("language = \"fr\"\nauthor = \"Ada\"", "", &articles(|_| String::new(), |n| format!("Texte {n}.")));
    assert_eq!(sink.files.len(), 5, "three feeds, the page, the style");
    let rss = std::str::from_utf8(&sink.files["feed.xml"].bytes).unwrap();
    assert_eq!(rss.matches("<item>").count(), COUNT);
}

#[test]
fn what_the_head_depends_on_may_come_anywhere() {
    // Only one article has an image, an author, another language or rights, and it is nowhere near the beginning.
    for (more, body) in [
        ("author: Bo", ""),
        ("image: /a.png", ""),
        ("lang: de", ""),
        ("rights: Mine", ""),
        ("updated: 2026-01-01T10:00:00+02:00", ""),
        ("", "![Alt](b.png)"),
        ("", "<script>x</script>"),
    ] {
        let settings = match more.len() % 2 {
            0 => "",
            _ => "language = \"fr\"\nauthor = { name = \"Ada\", email = \"a@e.fr\" }",
        };
        let head = |number: usize| if number == LATE { more.to_owned() } else { String::new() };
        let text = |number: usize| if number == LATE { body.to_owned() } else { "Un texte.".to_owned() };
        check(settings, "", &articles(head, text));
    }
}

#[test]
fn what_is_wrong_is_found_once_and_at_its_place() {
    let head = |number: usize| match number % 97 {
        5 => "url: \"http://[x\"".to_owned(),
        7 => "title: \"<b>Bold</b> & so on\"".to_owned(),
        11 => format!("id: tag:e.fr,2025:{}", number % 2),
        _ => String::new(),
    };
    let text = |number: usize| match number % 89 {
        3 => "<p onclick=x>[a](<http://[y>)<img src='http://localhost/i.png'>".to_owned(),
        4 => String::new(),
        _ => format!("Text {number} &amp;lt;b> \u{200b}x."),
    };
    check("language = \"en\"", "", &articles(head, text));
    check("language = \"en\"", "content = \"summary\"", &articles(head, text));
}

#[test]
fn dates_that_are_all_equal_are_told_of_the_whole() {
    let same: Vec<(String, String)> = (0..COUNT)
        .map(|number| {
            (format!("{number}.md"), format!("---\ntitle: T{number}\ndate: 2025-03-04T05:06:07Z\n---\nText.\n"))
        })
        .collect();
    let (_, report) = build(&site("language = \"en\"", ""), &same);
    let told: Vec<&str> = report.findings.iter().map(|found| found.diagnostic.rule).collect();
    assert!(told.contains(&"updated-clock"), "{told:?}");
    check("language = \"en\"", "", &same);
}

#[test]
fn a_file_is_replaced_only_by_one_that_is_all_good() {
    let folder = tempfile::tempdir().unwrap();
    let settings = site("language = \"fr\"", "");
    let mut all = articles(|_| String::new(), |number| format!("Texte {number}."));
    let outcomes = |report: &Report| report.files.iter().take(3).map(|file| file.outcome).collect::<Vec<_>>();
    let mut sink = FolderSink::new(folder.path());
    let report = build_into(&mut sink, &settings, &all, Ledger::default());
    assert_eq!(outcomes(&report), [Outcome::Created; 3], "{:#?}", report.findings);
    let report = build_into(&mut sink, &settings, &all, Ledger::default());
    assert_eq!(outcomes(&report), [Outcome::Unchanged; 3]);
    let report = build_into(&mut FolderSink::rehearsing(folder.path()), &settings, &all, Ledger::default());
    assert_eq!(outcomes(&report), [Outcome::Unchanged; 3]);
    all[400].1.push_str("\nMore.\n");
    let report = build_into(&mut sink, &settings, &all, Ledger::default());
    assert_eq!(outcomes(&report), [Outcome::Changed; 3]);
    // Under another domain every id is another one: that would be a flood.
    let before = std::fs::read(folder.path().join("feed.xml")).unwrap();
    let moved = settings.replace("https://e.fr/", "https://f.fr/");
    let report = build_into(&mut sink, &moved, &all, Ledger::default());
    assert!(report.is_flood);
    assert_eq!(outcomes(&report), [Outcome::Kept; 3]);
    assert_eq!(std::fs::read(folder.path().join("feed.xml")).unwrap(), before);
    let left = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().ends_with(".tmp")), "no draft is left");
}

#[test]
fn what_the_second_opinion_refuses_is_not_written() {
    let settings = format!("{}[check]\ndeny = [\"feed-too-large\"]\n", site("language = \"fr\"", ""));
    let (sink, report) = build(&settings, &articles(|_| String::new(), |_| "Texte. ".repeat(400)));
    assert!(report.has_errors());
    assert!(sink.files.keys().all(|name| !name.contains("feed") && !name.contains("atom")), "{:?}", sink.files.keys());
}
