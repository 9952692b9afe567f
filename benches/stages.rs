//! How long each stage of a build takes, in memory and on one core: `cargo bench --bench stages`.
//!
//! Articles are those of `benches/corpus`. `--test` goes through everything once with few of them, and measures nothing.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a measurement prints, and stops where it cannot measure")]

#[path = "corpus/src/article.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "the corpus is a program of its own, and uses all of it")]
mod corpus;

use std::hint::black_box;
use std::time::{Duration, Instant};

use feedwright::article::{self, Article, Markup};
use feedwright::date::{self, Context};
use feedwright::diagnostic::Span;
use feedwright::model::{Entry, Feed, FeedInfo, Id, Order, Text, Url};
use feedwright::output::Format;
use feedwright::select::Newest;
use feedwright::source::MemorySource;
use feedwright::{check, config, entry, fingerprint, html, render};

const ARTICLES: usize = 2_000;
const ROUNDS: usize = 7;

/// An article as each stage finds it.
struct Made {
    name: String,
    text: String,
    front: String,
    date: String,
    article: Article,
    html: String,
    page: Url,
}

/// What is measured: how many rounds, and what they are of.
struct Bench {
    rounds: usize,
    made: Vec<Made>,
}

impl Bench {
    /// Tells the median time of going through all articles, an article and a megabyte.
    fn stage<R>(&self, name: &str, bytes: usize, mut work: impl FnMut(&Made) -> R) {
        let all = || self.made.iter().for_each(|one| drop(black_box(work(one))));
        self.tell(name, bytes, median(self.rounds, all));
    }

    fn tell(&self, name: &str, bytes: usize, time: Duration) {
        if self.rounds == 1 {
            println!("{name}: it runs");
            return;
        }
        let each = time.as_nanos() / self.made.len() as u128;
        let speed = bytes as f64 / 1e6 / time.as_secs_f64();
        match bytes {
            0 => println!("{name:<28} {each:>9} ns an article"),
            _ => println!("{name:<28} {each:>9} ns an article {speed:>9.0} MB/s"),
        }
    }

    fn bytes(&self, of: impl Fn(&Made) -> &str) -> usize {
        self.made.iter().map(|one| of(one).len()).sum()
    }
}

fn main() {
    let is_test = std::env::args().any(|argument| argument == "--test");
    let articles = if is_test { 20 } else { ARTICLES };
    let bench = Bench { rounds: if is_test { 1 } else { ROUNDS }, made: make(articles) };
    metadata(&bench);
    bodies(&bench);
    selection(&bench);
    feeds(&bench);
}

/// What is done for every article.
fn metadata(bench: &Bench) {
    let context = Context::default();
    let (texts, fronts) = (bench.bytes(|one| &one.text), bench.bytes(|one| &one.front));
    bench.stage("decode", texts, |one| {
        let bytes = one.text.clone().into_bytes();
        article::encoding::decode(bytes, Markup::Markdown).map(|decoded| decoded.text.len()).ok()
    });
    bench.stage("front matter: syntax", fronts, |one| article::front_matter::parse(&one.text));
    bench.stage("front matter: all metadata", fronts, |one| {
        article::metadata(&one.name, Markup::Markdown, &one.text, &context)
    });
    bench.stage("fingerprint: source", texts, |one| fingerprint::source(&one.article, &one.text));
    bench.stage("date", 0, |one| date::parse(&one.date, &context).map(|reading| reading.at.unix()).ok());
    bench.stage("illegal characters", texts, |one| article::illegal_characters(&one.text));
    bench.stage("language", bench.bytes(|one| &one.html), |one| article::language::detect(&one.html));
}

/// What is done for the chosen articles.
fn bodies(bench: &Bench) {
    let (texts, htmls) = (bench.bytes(|one| body(one)), bench.bytes(|one| &one.html));
    let config = config::parse("[site]\nurl = \"https://journal.example/\"\nlanguage = \"en\"").unwrap();
    let nothing = MemorySource::new([("", "")]);
    bench.stage("entry", texts, |one| {
        let published = one.article.date.as_ref().unwrap().value;
        entry::compose(&one.article, published, &one.text, &config, &nothing).map(|composed| composed.entry).unwrap()
    });
    bench.stage("entry, and its meaning", texts, |one| {
        let published = one.article.date.as_ref().unwrap().value;
        let named = entry::named(&one.article, published, &config).unwrap();
        entry::compose_named(&one.article, named, &one.text, &config, &nothing, true).1
    });
    bench.stage("Markdown", texts, |one| article::markdown::to_html(body(one)));
    bench.stage("Markdown: leftovers", texts, |one| article::leftovers(&one.article, &one.text));
    bench.stage("cleaning, with addresses", htmls, |one| html::clean(&one.html, &one.page));
    bench.stage("cleaning, of plain text", texts, |one| html::clean(body(one), &one.page));
    bench.stage("an address made absolute", 0, |one| one.page.join("../harbour-17/?a=1#notes"));
    bench.stage("text without markup", htmls, |one| html::plain_text(&one.html));
    bench.stage("fingerprint: meaning", htmls, |one| fingerprint::meaning(&one.article, &one.html, &one.page));
}

fn selection(bench: &Bench) {
    let dated: Vec<(i64, &str)> = bench
        .made
        .iter()
        .filter_map(|one| Some((one.article.date.as_ref()?.value.unix(), one.name.as_str())))
        .collect();
    for (name, limit) in [("select: newest 20", Some(20)), ("select: all", None)] {
        let time = median(bench.rounds, || {
            let mut newest = Newest::new(limit);
            dated.iter().enumerate().for_each(|(index, (instant, name))| newest.offer(*instant, name, index));
            black_box(newest.into_indices());
        });
        bench.tell(name, 0, time);
    }
}

/// Each format is rendered, and judged.
fn feeds(bench: &Bench) {
    let feed = feed(&bench.made);
    for (name, format) in [("RSS", Format::Rss), ("Atom", Format::Atom), ("JSON Feed", Format::Json)] {
        let bytes = render::render(&feed, format).output.bytes;
        let time = median(bench.rounds, || drop(black_box(render::render(&feed, format))));
        bench.tell(&format!("render: {name}"), bytes.len(), time);
        let found = check::check(&bytes).findings;
        assert!(found.iter().all(|one| one.level < feedwright::diagnostic::Level::Error), "{name} is judged valid");
        let time = median(bench.rounds, || drop(black_box(check::check(&bytes))));
        bench.tell(&format!("check: {name}"), bytes.len(), time);
    }
}

fn make(articles: usize) -> Vec<Made> {
    let writer = corpus::Writer::new(corpus::Shape { articles, bytes: 5400, tags: 15, seed: 1 });
    let home = Url::web("https://journal.example/").unwrap();
    (0..articles)
        .map(|number| {
            let written = writer.article(number);
            let ((folder, file), text) = (written.place(), written.with_yaml());
            let name = format!("{folder}/{file}");
            let (article, found) = article::metadata(&name, Markup::Markdown, &text, &Context::default());
            assert!(found.is_empty(), "{name}: {found:?}");
            let Span { start, end } = article.body;
            Made {
                html: article::markdown::to_html(&text[start..end]),
                page: home.join(&format!("{folder}/{}/", written.slug)).unwrap(),
                front: text[..start].to_owned(),
                date: written.date.rfc3339(),
                name,
                text,
                article,
            }
        })
        .collect()
}

fn body(one: &Made) -> &str {
    &one.text[one.article.body.start..one.article.body.end]
}

fn feed(made: &[Made]) -> Feed {
    let home = Url::web("https://journal.example/").unwrap();
    let address = home.join("feed.xml").unwrap();
    let info = FeedInfo::new(Text::new("The made-up journal").unwrap(), home, address);
    let entries = made.iter().map(|one| {
        let published = one.article.date.as_ref().unwrap().value;
        let id = Id::tag("journal.example", &published.iso_date(), &one.name);
        let mut entry = Entry::new(id, one.page.clone(), published);
        entry.title = one.article.title.as_ref().map(|title| title.value.clone());
        entry.html = html::clean(&one.html, &one.page).html;
        entry
    });
    Feed::new(info, entries.collect(), Order::Published).unwrap()
}

fn median(rounds: usize, mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}
