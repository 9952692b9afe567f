//! Every byte of an item is the crate's.

use ::rss::extension::{Extension, ExtensionMap};
use ::rss::{Guid, Item, Source};
use proptest::prelude::*;

use super::*;
use crate::date::Timestamp;
use crate::model::{FeedInfo, FileFacts, Id, Order, SourceFeed, Text, Url};
use crate::namespace;
use crate::render::pieces;

/// A feed as the crate writes it whole.
fn by_crate(feed: &Feed) -> Vec<u8> {
    let mut channel = channel(feed);
    for entry in feed.entries() {
        let item = item(entry, &mut channel);
        channel.items.push(item);
    }
    written(&channel, feed)
}

fn item(entry: &Entry, channel: &mut Channel) -> Item {
    Item {
        title: entry.title.as_ref().map(ToString::to_string),
        link: Some(entry.url.to_string()),
        description: description(entry),
        categories: entry.categories.iter().map(category).collect(),
        comments: entry.comments.as_ref().map(ToString::to_string),
        enclosure: enclosure(entry),
        guid: Some(Guid { value: entry.known_as().to_owned(), permalink: false }),
        pub_date: Some(entry.published.rfc2822()),
        source: entry
            .source
            .as_ref()
            .map(|source| Source { url: source.url.to_string(), title: Some(source.title.to_string()) }),
        content: (!entry.html.is_blank()).then(|| entry.html.to_string()),
        extensions: extensions(entry, channel),
        ..Item::default()
    }
}

fn extensions(entry: &Entry, channel: &mut Channel) -> ExtensionMap {
    let mut map = ExtensionMap::new();
    for namespace in namespace::ALL {
        for element in (namespace.entry)(entry) {
            channel.namespaces.insert(namespace.prefix.to_owned(), namespace.uri.to_owned());
            let local = local_name(&element).to_owned();
            map.entry(namespace.prefix.to_owned()).or_default().entry(local).or_default().push(extension(element));
        }
    }
    map
}

fn extension(element: Element) -> Extension {
    let mut children = std::collections::BTreeMap::<String, Vec<Extension>>::new();
    for child in element.children {
        children.entry(local_name(&child).to_owned()).or_default().push(extension(child));
    }
    let attrs = element.attributes.into_iter();
    let attrs = attrs.map(|(name, value)| (name.to_owned(), Text::lossy(value).into_string())).collect();
    Extension { name: element.name.to_owned(), value: element.text, attrs, children }
}

fn text() -> impl Strategy<Value = Text> {
    let pieces = prop::sample::select(vec![
        "a", " ", "é", "<b>", "</b>", "&", "&amp;", "&lt;b", "&#1", "]]>", "]]", ">", "\"", "'", "\n", "\t", "\u{a0}",
        "<!", "<?", "<",
    ]);
    prop::collection::vec(pieces, 0..6).prop_map(|pieces| Text::lossy(pieces.concat()))
}

fn url() -> impl Strategy<Value = Url> {
    let paths = prop::sample::select(vec!["", "a?b=1&c='2'", "é \"x\"", "<>"]);
    paths.prop_map(|path| Url::parse(&format!("https://a.example/{path}")).unwrap())
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    prop::collection::vec(text().prop_map(Person::named), 0..3)
}

fn image() -> impl Strategy<Value = model::Image> {
    let file = (text(), 0..9_u64).prop_map(|(kind, length)| FileFacts { length, media_type: kind.to_string() });
    let size = prop::option::of((0..9_u32, 0..9_u32));
    (url(), prop::option::of(text()), size, prop::option::of(file)).prop_map(|(url, alt, size, file)| model::Image {
        url,
        alt,
        size,
        file,
    })
}

fn entry() -> impl Strategy<Value = Entry> {
    let texts = (prop::option::of(text()), prop::option::of(text()), text(), prop::option::of(text()));
    let categories = prop::collection::vec((text(), prop::option::of(url())), 0..3);
    let others = (prop::option::of(image()), prop::option::of(url()), prop::option::of((url(), text())));
    (texts, people(), people(), categories, others, url(), -9_000_000_000_i64..9_000_000_000, -900..900).prop_map(
        |(
            (title, summary, html, rights),
            authors,
            contributors,
            categories,
            (image, comments, source),
            url,
            at,
            zone,
        )| {
            let categories = categories.into_iter().map(|(term, scheme)| model::Category { term, scheme });
            let published = Timestamp::from_unix_at(at, zone).unwrap();
            Entry {
                title,
                summary,
                html,
                rights,
                authors,
                contributors,
                categories: categories.collect(),
                image,
                comments,
                source: source.map(|(url, title)| SourceFeed { url, title }),
                ..Entry::new(Id::from(&url), url, published)
            }
        },
    )
}

proptest! {
    #[test]
    fn items_are_written_as_by_the_crate(entries in prop::collection::vec(entry(), 1..4), with_history: bool) {
        let home = Url::parse("https://a.example/").unwrap();
        let entries = entries.into_iter().enumerate().map(|(place, entry)| {
            Entry { id: Id::new(&format!("tag:a.example,2025:{place}")).unwrap(), ..entry }
        });
        let info = FeedInfo {
            history: with_history.then_some(History::Complete),
            ..FeedInfo::new(Text::lossy("A & <b>"), home.clone(), home)
        };
        let feed = Feed::new(info, entries.collect(), Order::Published).unwrap();
        let (ours, theirs) = (String::from_utf8(render(&feed)).unwrap(), String::from_utf8(by_crate(&feed)).unwrap());
        prop_assert_eq!(&ours, &theirs);
        let within = pieces::within(&feed, Format::Rss, b"<head/>", b"<tail/>").unwrap();
        prop_assert_eq!(within.by_itself(), theirs.as_bytes());
        let entries = pieces::parts(theirs.as_bytes(), Format::Rss).unwrap().entries;
        prop_assert_eq!(within.entries(), entries);
        prop_assert_eq!(&within.file, &[b"<head/>", entries, b"<tail/>"].concat());
    }

    #[test]
    fn text_is_escaped_as_byte_by_byte(pieces in prop::collection::vec(prop::sample::select(vec![
        "a", "<", ">", "&", "\"", "'", "é", "&amp;", "some words that are longer than a register", "\n",
    ]), 0..9)) {
        let (text, mut written) = (pieces.concat(), String::new());
        items::push_escaped(&mut written, &text);
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        prop_assert_eq!(written, escaped.replace('"', "&quot;").replace('\'', "&apos;"));
    }
}
