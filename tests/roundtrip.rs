//! Any model → the bytes of each format → the same values, read back by a parser that is not ours.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking, and says how far it came")]

use feed_rs::model as read;
use feedwright::check::Finding;
use feedwright::date::Timestamp;
use feedwright::html;
use feedwright::model::{
    Attachment, Category, Entry, Feed, FeedInfo, FileFacts, Id, Image, Language, Order, Person, Text, Translation, Url,
};
use feedwright::output::Format;
use feedwright::render::render;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

const HOME: &str = "https://carnet.example/";

fn line() -> impl Strategy<Value = Text> {
    // Every kind of character, and often those that formats treat apart.
    let text = prop_oneof![
        "\\PC{1,30}",
        "[<>&;\"'\\]!\\[\\\\ a]{1,20}",
        "(]]>|<!\\[CDATA\\[|&amp;|&lt;|</p>|\u{202f}|é){1,6}"
    ];
    text.prop_filter_map("a line that says something", |text| Text::line(&text))
}

fn url() -> impl Strategy<Value = Url> {
    "[a-zé日/&?=.%'\"<> ]{0,20}".prop_map(|path| Url::parse(HOME).unwrap().join(&format!("./a{path}")).unwrap())
}

fn instant() -> impl Strategy<Value = Timestamp> {
    // 0001-01-02 to 9999-12-30, with any offset that places have.
    (-62_135_500_000_i64..253_402_200_000, -14 * 60..=14 * 60_i32)
        .prop_filter_map("in range", |(seconds, offset)| Timestamp::from_unix_at(seconds, offset))
}

fn content() -> impl Strategy<Value = Text> {
    let page = Url::parse(HOME).unwrap();
    let piece =
        prop_oneof!["\\PC{0,20}", "(<p>|<b>|]]>|<!\\[CDATA\\[|&lt;|&amp;|<a href='/x'>|<img src=y>|</p>|\n){0,8}"];
    vec(piece, 0..6).prop_map(move |pieces| html::clean(&pieces.concat(), &page).html)
}

fn person() -> impl Strategy<Value = Person> {
    // The parser takes `<`, `(` and `@` in a name for an address.
    let name = "[\\PC&&[^<>()@]]{1,20}".prop_filter_map("a name", |name| Text::line(&name));
    (name, option::of(url())).prop_map(|(name, url)| Person { name, email: None, url })
}

/// What a file weighs: something, and less than the 2 GB that many readers can't count.
fn length() -> impl Strategy<Value = u64> {
    1..=2_147_483_647_u64
}

fn image() -> impl Strategy<Value = Image> {
    (url(), option::of(line()), length()).prop_map(|(url, alt, length)| {
        let file = FileFacts { length, media_type: "image/png".to_owned() };
        Image { url, alt, file: Some(file), size: Some((3, 2)) }
    })
}

fn attachment() -> impl Strategy<Value = Attachment> {
    (url(), length(), option::of(line())).prop_map(|(url, length, title)| {
        let media_type = "audio/mpeg".to_owned();
        Attachment { url, media_type, length: Some(length), title, seconds: Some(61) }
    })
}

/// A translation, perhaps into the language of the entry itself, or into one that another is in already.
fn translation() -> impl Strategy<Value = Translation> {
    let language = prop_oneof!["fr", "en", "pt-BR", "zh-Hant"].prop_map(|tag| Language::new(&tag).unwrap());
    (language, url()).prop_map(|(language, url)| Translation { language, url })
}

fn entry() -> impl Strategy<Value = Entry> {
    let words = (option::of(line()), option::of(line()), content(), option::of(line()));
    let times = (instant(), option::of(instant()));
    let people = (vec(person(), 0..3), vec(person(), 0..2));
    let rest =
        (vec((line(), option::of(url())), 0..3), option::of(image()), vec(attachment(), 0..3), any::<u64>(), url());
    (words, times, people, rest, vec(translation(), 0..4)).prop_map(|(words, times, people, rest, translations)| {
        let id = Id::tag("carnet.example", "2025-08-13", &format!("{:x}", rest.3));
        let mut entry = Entry::new(id, rest.4, times.0);
        (entry.title, entry.summary, entry.html, entry.rights) = words;
        entry.changed = times.1;
        (entry.authors, entry.contributors) = people;
        entry.categories = rest.0.into_iter().map(|(term, scheme)| Category { term, scheme }).collect();
        entry.image = rest.1;
        entry.attachments = rest.2;
        entry.language = Language::new("fr").ok();
        entry.translations = translations;
        entry
    })
}

fn feed() -> impl Strategy<Value = Feed> {
    (line(), option::of(line()), vec(entry(), 1..5), vec(person(), 0..2), any::<bool>()).prop_filter_map(
        "ids of their own",
        |(title, description, entries, authors, has_language)| {
            let home = Url::parse(HOME).unwrap();
            let mut info = FeedInfo::new(title, home.clone(), home.join("feed").unwrap());
            info.description = description;
            info.authors = authors;
            info.language = Language::new("fr").ok().filter(|_| has_language);
            Feed::new(info, entries, Order::Published).ok()
        },
    )
}

/// Whether the checker says no more than the model does by itself: of a rule, this cause in the feed is the only one.
fn is_honest(found: &Finding, feed: &Feed, format: Format) -> bool {
    let any = |has: fn(&Entry) -> bool| feed.entries().iter().any(has);
    match found.rule.name {
        // Nobody wrote on that day, but the model says so.
        "date-implausible" => any(|entry| {
            let is_plausible = |at: Timestamp| (31_536_000..4_102_444_800).contains(&at.unix());
            !is_plausible(entry.published) || !is_plausible(entry.updated())
        }),
        // The replacement character is in the text itself.
        "character-misread" => texts(feed).iter().any(|text| text.contains('\u{fffd}')),
        // Random letters look like bytes that were read in the wrong encoding.
        "text-misread" => texts(feed).iter().any(|text| text.contains(['Ã', 'Â', 'â', 'ï', 'Ð', 'Ñ'])),
        // An article without a word.
        "entry-without-text" => format == Format::Atom && any(|entry| entry.html.is_blank() && entry.summary.is_none()),
        "content-empty" => any(|entry| {
            !entry.html.is_blank()
                && html::plain_text(entry.html.as_str()).trim().is_empty()
                && !entry.html.as_str().contains("<img")
        }),
        "link-repeated" | "json-url-repeated" => {
            let mut seen = std::collections::HashSet::new();
            !feed.entries().iter().all(|entry| seen.insert(entry.url.as_str()))
        }
        // RSS and JSON Feed have one language a feed, and this one has none.
        "language-missing" => format == Format::Rss && feed.info().language.is_none(),
        // Tags in texts that have no other form to say that they are meant: JSON has no second way to write `<`.
        "text-holds-html" => format == Format::Json && texts(feed).iter().any(|text| text.contains(['<', '&'])),
        _ => false,
    }
}

/// Every text that an author writes.
fn texts(feed: &Feed) -> Vec<&str> {
    let info = feed.info();
    let mut texts = vec![info.title.as_str()];
    texts.extend(info.description.as_ref().map(Text::as_str));
    texts.extend(info.authors.iter().map(|person| person.name.as_str()));
    for entry in feed.entries() {
        texts.extend([&entry.title, &entry.summary, &entry.rights].into_iter().flatten().map(Text::as_str));
        texts.push(entry.html.as_str());
        texts.extend(entry.categories.iter().map(|category| category.term.as_str()));
        texts.extend(entry.authors.iter().chain(&entry.contributors).map(|person| person.name.as_str()));
        texts.extend(entry.attachments.iter().filter_map(|file| file.title.as_ref()).map(Text::as_str));
        texts.extend(entry.image.iter().filter_map(|image| image.alt.as_ref()).map(Text::as_str));
    }
    texts
}

fn parse(feed: &Feed, format: Format) -> read::Feed {
    let bytes = render(feed, format).output.bytes;
    let judged = feedwright::check::check(&bytes);
    let told = judged.findings.iter().filter(|found| !is_honest(found, feed, format));
    let told: Vec<_> = told.map(|found| (found.rule.name, &found.message)).collect();
    assert!(told.is_empty(), "{told:#?} in {}", judged.text);
    let parser = feed_rs::parser::Builder::new().build();
    parser.parse(bytes.as_slice()).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&bytes)))
}

fn words(text: &Option<read::Text>) -> Option<&str> {
    text.as_ref().map(|text| text.content.as_str())
}

/// What all three formats carry.
fn assert_same(feed: &Feed, read: &read::Feed, format: Format) {
    assert_eq!(words(&read.title), Some(feed.info().title.as_str()));
    assert_eq!(read.entries.len(), feed.entries().len());
    for (ours, theirs) in feed.entries().iter().zip(&read.entries) {
        assert_eq!(theirs.id, ours.id.as_str());
        assert!(theirs.links.iter().any(|link| link.href == ours.url.as_str()), "{:?} {}", theirs.links, ours.url);
        assert_eq!(theirs.published.map(|at| at.timestamp()), Some(ours.published.unix()));
        if format != Format::Atom || ours.title.is_some() {
            assert_eq!(words(&theirs.title), ours.title.as_ref().map(Text::as_str));
        }
        // Where there is no summary, an RSS item is described by something else.
        if format != Format::Rss || ours.summary.is_some() {
            let summary = words(&theirs.summary).map(|summary| match format {
                Format::Rss => html::plain_text(summary),
                _ => summary.to_owned(),
            });
            let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(summary.as_deref().map(folded), ours.summary.as_ref().map(|text| folded(text.as_str())));
        }
        let body = theirs.content.as_ref().and_then(|content| content.body.as_deref()).unwrap_or_default();
        if format != Format::Json || !ours.html.is_blank() {
            assert_eq!(body.trim(), ours.html.as_str().trim());
        }
        let terms: Vec<_> = theirs.categories.iter().map(|category| category.term.as_str()).collect();
        assert_eq!(terms, ours.categories.iter().map(|category| category.term.as_str()).collect::<Vec<_>>());
        let names: Vec<_> = theirs.authors.iter().map(|author| author.name.as_deref().unwrap_or_default()).collect();
        let mut expected: Vec<_> = ours.authors.iter().map(|author| author.name.as_str()).collect();
        if format == Format::Json {
            // There, an item without authors has its feed's (JSON Feed 1.1, `authors`), and this parser drops repeats.
            let inherited = feed.info().authors.iter().map(|author| author.name.as_str());
            expected.extend(inherited.filter(|_| ours.authors.is_empty()));
            let mut seen = std::collections::HashSet::new();
            expected.retain(|name| seen.insert(*name));
        }
        assert_eq!(names, expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn rss_gives_the_same_values_back(feed in feed()) {
        let read = parse(&feed, Format::Rss);
        assert_same(&feed, &read, Format::Rss);
        prop_assert_eq!(read.updated.map(|at| at.timestamp()), Some(feed.updated().unix()));
        for (ours, theirs) in feed.entries().iter().zip(&read.entries) {
            let schemes: Vec<_> = theirs.categories.iter().map(|category| category.scheme.as_deref()).collect();
            let expected: Vec<_> = ours.categories.iter().map(|one| one.scheme.as_ref().map(AsRef::as_ref)).collect();
            prop_assert_eq!(schemes, expected);
            let enclosed = theirs.media.iter().flat_map(|media| &media.content).find_map(|content| content.url.as_ref());
            let expected = ours.attachments.first().map(|file| &file.url).or(ours.image.as_ref().map(|image| &image.url));
            prop_assert_eq!(enclosed.map(|url| url.as_str()), expected.map(|url| url.as_str()));
        }
    }

    #[test]
    fn atom_gives_the_same_values_back(feed in feed()) {
        let read = parse(&feed, Format::Atom);
        assert_same(&feed, &read, Format::Atom);
        prop_assert_eq!(read.updated.map(|at| at.timestamp()), Some(feed.updated().unix()));
        for (ours, theirs) in feed.entries().iter().zip(&read.entries) {
            prop_assert_eq!(theirs.updated.map(|at| at.timestamp()), Some(ours.updated().unix()));
            prop_assert_eq!(words(&theirs.rights), ours.rights.as_ref().map(Text::as_str));
            prop_assert_eq!(theirs.contributors.len(), ours.contributors.len());
            let is_attached = |image: &Image| ours.attachments.iter().any(|file| file.url == image.url);
            let image = ours.image.as_ref().filter(|image| !is_attached(image));
            let files = ours.attachments.len() + usize::from(image.is_some());
            let enclosures: Vec<_> = theirs.links.iter().filter(|link| link.rel.as_deref() == Some("enclosure")).collect();
            prop_assert_eq!(enclosures.len(), files);
            let lengths: Vec<_> = enclosures.iter().filter_map(|link| link.length).take(ours.attachments.len()).collect();
            prop_assert_eq!(lengths, ours.attachments.iter().filter_map(|file| file.length).collect::<Vec<_>>());
        }
    }

    #[test]
    fn json_gives_the_same_values_back(feed in feed()) {
        let read = parse(&feed, Format::Json);
        assert_same(&feed, &read, Format::Json);
        for (ours, theirs) in feed.entries().iter().zip(&read.entries) {
            prop_assert_eq!(theirs.updated.map(|at| at.timestamp()), Some(ours.updated().unix()));
        }
    }
}
