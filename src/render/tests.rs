//! Exact bytes of a feed with everything in it.

use super::*;
use crate::date::Timestamp;
use crate::model::{
    Category, FeedInfo, FileFacts, History, Id, Image, Language, Order, Person, SourceFeed, Text, Translation, Url,
};

fn text(value: &str) -> Text {
    Text::new(value).unwrap()
}

fn url(value: &str) -> Url {
    Url::parse(value).unwrap()
}

fn info() -> FeedInfo {
    FeedInfo {
        id: Id::new("https://e.fr/feed").unwrap(),
        title: text("A & B"),
        description: None,
        home: url("https://e.fr/"),
        address: url("https://e.fr/feed"),
        hubs: vec![url("https://hub.example/")],
        language: Some(Language::new("fr").unwrap()),
        authors: Vec::new(),
        categories: Vec::new(),
        rights: None,
        logo: None,
        icon: None,
        ttl_minutes: Some(60),
        history: None,
    }
}

fn entry() -> Entry {
    Entry {
        id: Id::new("tag:e.fr,2025:1").unwrap(),
        guid: None,
        url: url("https://e.fr/1"),
        external_url: None,
        title: Some(text("1 < 2 & \"so\"")),
        published: Timestamp::from_unix_at(1_755_036_000, 120).unwrap(),
        changed: None,
        summary: Some(text("a <b> & c")),
        html: text("<p>]]></p>"),
        authors: vec![Person::named(text("Zoé"))],
        contributors: Vec::new(),
        categories: vec![Category { term: text("C++"), scheme: Some(url("https://e.fr/tags/")) }],
        language: Some(Language::new("en").unwrap()),
        translations: Vec::new(),
        rights: None,
        image: None,
        attachments: Vec::new(),
        comments: None,
        source: None,
    }
}

fn rendered(format: Format, entry: Entry) -> (String, Vec<String>) {
    let feed = Feed::new(info(), vec![entry], Order::Published).unwrap();
    let rendered = render(&feed, format);
    let losses = rendered.losses.into_iter().map(|loss| loss.message).collect();
    (String::from_utf8(rendered.output.bytes).unwrap(), losses)
}

#[test]
fn rss_is_written_as_readers_take_it() {
    let (rss, losses) = rendered(Format::Rss, entry());
    let expected = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel>
    <title>A &amp; B</title>
    <link>https://e.fr/</link>
    <description>A &amp; B</description>
    <language>fr</language>
    <pubDate>Wed, 13 Aug 2025 00:00:00 +0200</pubDate>
    <lastBuildDate>Wed, 13 Aug 2025 00:00:00 +0200</lastBuildDate>
    <generator>Feedwright</generator>
    <docs>https://www.rssboard.org/rss-specification</docs>
    <ttl>60</ttl>
    <atom:link href="https://e.fr/feed" rel="self" type="application/rss+xml"/>
    <atom:link href="https://hub.example/" rel="hub"/>
    <item>
      <title>1 &lt; 2 &amp; &quot;so&quot;</title>
      <link>https://e.fr/1</link>
      <description><![CDATA[a &#x3C;b&gt; &amp; c]]></description>
      <category domain="https://e.fr/tags/">C++</category>
      <guid isPermaLink="false">tag:e.fr,2025:1</guid>
      <pubDate>Wed, 13 Aug 2025 00:00:00 +0200</pubDate>
      <content:encoded><![CDATA[<p>]]]]><![CDATA[></p>]]></content:encoded>
      <dc:creator>Zoé</dc:creator>
    </item>
  </channel>
</rss>
"#;
    assert_eq!(rss, expected);
    assert_eq!(losses, ["RSS 2.0 has one language a feed, so an entry's own language is left out (1 entry)"]);
}

#[test]
fn atom_is_written_as_readers_take_it() {
    let (atom, losses) = rendered(Format::Atom, entry());
    let expected = r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
  <title>A &amp; B</title>
  <id>https://e.fr/feed</id>
  <updated>2025-08-12T22:00:00Z</updated>
  <generator>Feedwright</generator>
  <link href="https://e.fr/feed" rel="self" type="application/atom+xml"/>
  <link href="https://e.fr/" rel="alternate" type="text/html"/>
  <link href="https://hub.example/" rel="hub"/>
  <entry xml:lang="en">
    <title>1 &lt; 2 &amp; &quot;so&quot;</title>
    <id>tag:e.fr,2025:1</id>
    <updated>2025-08-12T22:00:00Z</updated>
    <author>
      <name>Zoé</name>
    </author>
    <category term="C++" scheme="https://e.fr/tags/"/>
    <link href="https://e.fr/1" rel="alternate" type="text/html"/>
    <published>2025-08-12T22:00:00Z</published>
    <summary>a &#x3C;b&gt; &amp; c</summary>
    <content type="html">&lt;p&gt;]]&gt;&lt;/p&gt;</content>
  </entry>
</feed>
"#;
    assert_eq!(atom, expected);
    assert!(losses.is_empty());
}

#[test]
fn json_is_written_as_readers_take_it() {
    let (json, losses) = rendered(Format::Json, entry());
    let expected = r#"{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "A & B",
  "home_page_url": "https://e.fr/",
  "feed_url": "https://e.fr/feed",
  "language": "fr",
  "hubs": [
    {
      "type": "WebSub",
      "url": "https://hub.example/"
    }
  ],
  "items": [
    {
      "id": "tag:e.fr,2025:1",
      "url": "https://e.fr/1",
      "title": "1 < 2 & \"so\"",
      "content_html": "<p>]]></p>",
      "summary": "a <b> & c",
      "date_published": "2025-08-12T22:00:00Z",
      "date_modified": "2025-08-12T22:00:00Z",
      "authors": [
        {
          "name": "Zoé"
        }
      ],
      "tags": [
        "C++"
      ],
      "language": "en"
    }
  ]
}
"#;
    assert_eq!(json, expected);
    assert_eq!(losses, ["JSON Feed 1.1 has no place for a category's vocabulary (1 entry)"]);
}

#[test]
fn an_entry_without_title_gets_one_in_atom_only() {
    let untitled = |summary: Option<&str>, html: &str| {
        let mut entry = entry();
        entry.title = None;
        entry.summary = summary.map(text);
        entry.html = text(html);
        entry
    };
    assert!(
        rendered(Format::Atom, untitled(Some("Un billet."), "")).0.contains("<title>Un billet.</title>\n    <id>tag")
    );
    assert!(rendered(Format::Atom, untitled(None, "<p>Juste\n du texte")).0.contains("<title>Juste du texte</title>"));
    assert!(rendered(Format::Atom, untitled(None, "")).0.contains("<title>2025-08-13</title>"));
    let rss = rendered(Format::Rss, untitled(None, "")).0;
    assert!(
        rss.contains("<item>\n      <link>https://e.fr/1</link>\n      <description><![CDATA[https://e.fr/1]]>"),
        "{rss}"
    );
    assert!(!rendered(Format::Json, untitled(None, "")).0[300..].contains("\"title\""));
}

#[test]
fn one_enclosure_and_no_image_beside_sound() {
    let image = Image {
        url: url("https://e.fr/i.png"),
        alt: Some(text("a & b")),
        file: Some(FileFacts { length: 9, media_type: "image/png".into() }),
        size: Some((3, 2)),
    };
    let sound = Attachment {
        url: url("https://e.fr/s.mp3"),
        media_type: "audio/mpeg".into(),
        length: Some(7),
        title: None,
        seconds: Some(5),
    };
    let mut pictured = entry();
    pictured.image = Some(image);
    let rss = rendered(Format::Rss, pictured.clone()).0;
    assert!(rss.contains(r#"<enclosure url="https://e.fr/i.png" length="9" type="image/png"/>"#), "{rss}");
    assert!(rss.contains(r#"xmlns:media="http://search.yahoo.com/mrss/""#), "{rss}");
    assert!(rss.contains(r#"<media:description type="plain">a &amp; b</media:description>"#), "{rss}");
    let mut played = pictured;
    played.attachments = vec![sound.clone(), sound];
    played.attachments[1].url = url("https://e.fr/t.mp3");
    let (rss, losses) = rendered(Format::Rss, played.clone());
    assert!(rss.matches("<enclosure").count() == 1 && rss.contains("s.mp3") && !rss.contains("media:"), "{rss}");
    assert!(losses[0].contains("further attachments are left out (1 entry)"), "{losses:?}");
    assert_eq!(rendered(Format::Atom, played.clone()).0.matches("rel=\"enclosure\"").count(), 3);
    assert!(rendered(Format::Json, played).0.contains("\"duration_in_seconds\": 5"));
}

#[test]
fn people_and_other_feeds_have_their_forms() {
    let mut entry = entry();
    entry.source = Some(SourceFeed { title: text("Other"), url: url("https://o.fr/f") });
    entry.authors.clear();
    let rss = rendered(Format::Rss, entry.clone()).0;
    assert!(rss.contains(r#"<source url="https://o.fr/f">Other</source>"#) && !rss.contains("dc:"), "{rss}");
    assert!(!rss.contains("author"), "a name without an address is no author: {rss}");
    let atom = rendered(Format::Atom, entry).0;
    assert!(
        atom.contains("  <author>\n    <name>A &amp; B</name>\n    <uri>https://e.fr/</uri>\n  </author>"),
        "{atom}"
    );
    let mut editor = info();
    editor.authors = vec![Person { name: text("Zoé (chief)"), email: Some(text("z@e.fr")), url: None }];
    let feed = Feed::new(editor, vec![self::entry()], Order::Published).unwrap();
    let rss = String::from_utf8(render(&feed, Format::Rss).output.bytes).unwrap();
    assert!(rss.contains("<managingEditor>z@e.fr (Zoé chief)</managingEditor>"), "{rss}");
}

#[test]
fn a_media_type_that_is_none_breaks_no_feed() {
    let file = |media_type: &str| Attachment {
        url: url("https://e.fr/x"),
        media_type: media_type.to_owned(),
        length: Some(1),
        title: None,
        seconds: None,
    };
    for (written, expected) in [
        ("audio/mp4; codecs=\"a\"", "audio/mp4; codecs="),
        ("audio/\u{1}mpeg", "application/octet-stream"),
        ("x", "application/octet-stream"),
        ("a/b\n", "application/octet-stream"),
    ] {
        let mut entry = entry();
        entry.attachments = vec![file(written)];
        for format in [Format::Rss, Format::Atom, Format::Json] {
            let text = rendered(format, entry.clone()).0;
            assert!(text.contains(expected), "{written:?}: {text}");
            assert!(format == Format::Json || roxmltree::Document::parse(&text).is_ok(), "{text}");
        }
    }
}

#[test]
fn rss_leaves_out_when_an_item_changed_and_says_so() {
    let mut entry = entry();
    entry.changed = Timestamp::from_unix(1_760_000_000);
    let (rss, losses) = rendered(Format::Rss, entry);
    assert!(!rss.contains("updated"), "{rss}");
    assert!(losses.iter().any(|loss| loss.contains("no place for when an entry last changed")), "{losses:?}");
}

#[test]
fn an_entry_names_its_page_in_every_language_once_and_its_own_page_first_and_last() {
    let page =
        |language: &str, address: &str| Translation { language: Language::new(language).unwrap(), url: url(address) };
    let links = |entry: Entry| -> Vec<String> {
        let (atom, losses) = rendered(Format::Atom, entry);
        assert!(losses.is_empty(), "{losses:?}");
        let (_, entry) = atom.split_once("<entry").unwrap();
        entry.lines().filter(|line| line.contains("alternate")).map(|line| line.trim().to_owned()).collect()
    };
    let translations =
        vec![page("fr", "https://e.fr/fr/1"), page("en", "https://e.fr/other"), page("fr", "https://e.fr/fr/2")];
    let expected = [
        r#"<link href="https://e.fr/1" rel="alternate" type="text/html"/>"#,
        r#"<link href="https://e.fr/fr/1" rel="alternate" hreflang="fr" type="text/html"/>"#,
        r#"<link href="https://e.fr/1" rel="alternate" hreflang="en" type="text/html"/>"#,
    ];
    assert_eq!(links(Entry { translations: translations.clone(), ..entry() }), expected);
    // An entry whose language nobody knows can't be set apart from its translations.
    assert_eq!(links(Entry { translations, language: None, ..entry() }), expected[..1]);
    assert_eq!(links(entry()), expected[..1]);
}

#[test]
fn a_document_tells_where_the_other_entries_are() {
    let since = Timestamp::from_unix(1_755_036_000).unwrap();
    let (current, before, next) = (url("https://e.fr/feed"), url("https://e.fr/1"), url("https://e.fr/3"));
    let newest = History::Newest { previous: before.clone(), since };
    let archive = History::Archive { current, previous: Some(before), next: Some(next), since };
    let links = |rels: &str| rels.split(' ').map(|rel| format!("rel=\"{rel}\"")).collect::<Vec<_>>();
    let shown = |history: &History, entries: Vec<Entry>, format| {
        let info = FeedInfo { history: Some(history.clone()), ..info() };
        let feed = Feed::new(info, entries, Order::Published).unwrap();
        String::from_utf8(render(&feed, format).output.bytes).unwrap()
    };
    for format in [Format::Rss, Format::Atom] {
        let entry = if format == Format::Rss { "<item>" } else { "<entry" };
        for (history, mark, rels) in [
            (&History::Complete, "<fh:complete/>", ""),
            (&newest, "", "prev-archive"),
            (&archive, "<fh:archive/>", "current prev-archive next-archive"),
        ] {
            let text = shown(history, vec![self::entry()], format);
            let head = text.split(entry).next().unwrap();
            assert!(head.contains(mark) && text.contains("xmlns:fh=") != mark.is_empty(), "{text}");
            assert!(rels.is_empty() || links(rels).iter().all(|link| head.contains(link)), "{text}");
            assert_eq!(text.matches("archive\"").count(), rels.matches("archive").count(), "{text}");
        }
        let empty = shown(&archive, Vec::new(), format);
        let updated = if format == Format::Rss { since.rfc2822() } else { since.rfc3339_utc() };
        assert!(empty.contains("<fh:archive/>") && empty.contains(&format!(">{updated}</")), "{empty}");
    }
    let next_url = "\"next_url\": \"https://e.fr/1\"";
    assert!(shown(&newest, vec![entry()], Format::Json).contains(next_url));
    assert!(shown(&archive, Vec::new(), Format::Json).contains(next_url));
    assert!(!shown(&History::Complete, vec![entry()], Format::Json).contains("next_url"));
    // Only a document of which something else tells when it was updated may be empty.
    for history in [None, Some(History::Complete)] {
        let info = FeedInfo { history, ..info() };
        assert_eq!(Feed::new(info, Vec::new(), Order::Published), Err(crate::model::FeedError::Empty));
    }
}

#[test]
fn entries_stand_within_a_larger_feed_as_in_one_of_their_own() {
    for format in [Format::Rss, Format::Atom, Format::Json] {
        let feed = Feed::new(info(), vec![entry()], Order::Published).unwrap();
        let alone = render(&feed, format);
        let parts = pieces::parts(&alone.output.bytes, format).unwrap();
        let within = pieces::within(&feed, format, b"head", b"tail").unwrap();
        assert_eq!(within.file, [b"head", parts.entries, b"tail"].concat(), "{format:?}");
        assert_eq!(within.entries(), parts.entries, "{format:?}");
        assert_eq!((within.by_itself(), within.losses), (alone.output.bytes, alone.losses), "{format:?}");
    }
}
