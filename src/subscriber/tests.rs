use super::*;

/// A feed in one line an entry: id (`^` from the link, `?` from the text; `=` a permalink), link, title, dates, texts.
fn told(seen: &Seen) -> Vec<String> {
    let date = |at: Option<Timestamp>| at.map_or("-".to_owned(), Timestamp::rfc3339);
    let body = |body: &Option<Body>| body.as_ref().map_or("-".to_owned(), Body::text);
    let tell = |entry: &Entry| {
        let from = match entry.id_from {
            IdFrom::Said => "",
            IdFrom::Link => "^",
            IdFrom::Text => "?",
        };
        let permalink = if entry.is_permalink { "=" } else { "" };
        let (link, title) = (entry.link.as_deref().unwrap_or("-"), &entry.title);
        let (published, updated) = (date(entry.published), date(entry.updated));
        let (content, summary) = (body(&entry.content), body(&entry.summary));
        format!("{from}{permalink}{} | {link} | {title} | {published} | {updated} | {content} | {summary}", entry.id)
    };
    seen.entries.iter().map(tell).collect()
}

#[track_caller]
fn check(feed: &str, expected: &[&str]) {
    let seen = read(feed.as_bytes()).unwrap();
    assert_eq!(told(&seen), expected, "{seen:#?}");
    assert!(seen.is_whole && seen.fault.is_none(), "{:?}", seen.fault);
}

#[track_caller]
fn rss(items: &str, expected: &[&str]) {
    let start = "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' \
                 xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/' \
                 xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0' \
                 xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>Carnet</title>\
                 <link>https://e.fr/</link><language>fr</language>";
    check(&format!("{start}{items}</channel></rss>"), expected);
}

#[track_caller]
fn atom(entries: &str, expected: &[&str]) {
    let start =
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'><title>Carnet</title><link href='https://e.fr/'/>";
    check(&format!("{start}{entries}</feed>"), expected);
}

#[test]
fn an_item_is_known_by_its_guid_or_link_or_title_and_date() {
    rss(
        "<item><guid> https://e.fr/?p=1 </guid><link>https://e.fr/a</link></item>",
        &["=https://e.fr/?p=1 | https://e.fr/a |  | - | - | - | -"],
    );
    rss("<item><guid isPermaLink='false'>x</guid></item>", &["x | - |  | - | - | - | -"]);
    rss("<item><guid>https://e.fr/a</guid></item>", &["=https://e.fr/a | https://e.fr/a |  | - | - | - | -"]);
    rss("<item><guid> </guid><link>/a</link></item>", &["^=/a | https://e.fr/a |  | - | - | - | -"]);
    rss(
        "<item><title>T</title><pubDate>Wed, 13 Aug 2025 09:00:00 GMT</pubDate></item>",
        &["?T Wed, 13 Aug 2025 09:00:00 GMT | - | T | 2025-08-13T09:00:00Z | - | - | -"],
    );
    rss("<item><description>Hello</description></item>", &["?dba356a04b57159b | - |  | - | - | Hello | -"]);
}

#[test]
fn an_items_link_is_the_one_that_leads_to_it() {
    rss(
        "<item><link>https://proxy.example/x</link><feedburner:origLink>https://e.fr/a</feedburner:origLink></item>",
        &["^https://proxy.example/x | https://e.fr/a |  | - | - | - | -"],
    );
    rss(
        "<item><guid isPermaLink='false'>x</guid><atom:link rel='alternate' href='a'/></item>",
        &["x | https://e.fr/a |  | - | - | - | -"],
    );
    rss(
        "<item><atom:link rel='self' href='b'/><link>https://e.fr/a</link></item>",
        &["^=https://e.fr/a | https://e.fr/a |  | - | - | - | -"],
    );
}

#[test]
fn titles_are_plain() {
    let title = |title: &str| {
        read(format!("<rss><channel><item><title>{title}</title></item></channel></rss>").as_bytes()).unwrap().entries
            [0]
        .title
        .clone()
    };
    assert_eq!(title("R&amp;D <![CDATA[&eacute;t&eacute;]]>"), "R&D été");
    assert_eq!(title("&lt;b>A&lt;/b>  b\n"), "A b");
    assert_eq!(title("Vec&lt;T> and 1 &lt; 2"), "Vec<T> and 1 < 2");
    assert_eq!(title("AT&amp;amp;T"), "AT&T");
}

#[test]
fn content_and_summary_are_told_apart() {
    rss("<item><guid>x</guid><description>a &lt;i>b&lt;/i></description></item>", &["x | - |  | - | - | a b | -"]);
    rss(
        "<item><guid>x</guid><content:encoded><![CDATA[<p>One</p><p>two</p>]]></content:encoded><description>s</description></item>",
        &["x | - |  | - | - | One two | s"],
    );
    rss(
        "<item><guid>x</guid><description><p>bare <b>HTML</b></p></description></item>",
        &["x | - |  | - | - | bare HTML | -"],
    );
}

#[test]
fn dates_of_all_forms_are_read() {
    let date = |date: &str, expected: &str| {
        rss(&format!("<item><guid>x</guid>{date}</item>"), &[&format!("x | - |  | {expected} | - | -")])
    };
    date("<pubDate>13 Aug 25 09:00 EST</pubDate>", "2025-08-13T09:00:00-05:00 | -");
    date("<pubDate>2025-08-13</pubDate>", "2025-08-13T00:00:00Z | -");
    date("<pubDate>13 août 2025</pubDate>", "2025-08-13T00:00:00Z | -");
    date("<pubDate>Wed, 13 Aug 2025 09:00:00 XYZ</pubDate>", "2025-08-13T09:00:00Z | -");
    date("<dc:date>2025-08-13T11:00:00+02:00</dc:date>", "2025-08-13T11:00:00+02:00 | -");
    date("<pubDate>Mon, 01 Jan 0001 00:00:00 +0000</pubDate>", "- | -");
    date("<pubDate>soon</pubDate><atom:updated>2025-08-14T00:00:00Z</atom:updated>", "- | 2025-08-14T00:00:00Z");
    date(
        "<dcterms:issued>2025-08-13</dcterms:issued><dcterms:modified>2025-08-14</dcterms:modified>",
        "2025-08-13T00:00:00Z | 2025-08-14T00:00:00Z",
    );
}

#[test]
fn rss_in_rdf_is_read() {
    let feed = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' \
                xmlns:dc='http://purl.org/dc/elements/1.1/'><channel rdf:about='https://e.fr/'><title>C</title>\
                <link>https://e.fr/</link><dc:language>fr</dc:language></channel>\
                <item rdf:about='https://e.fr/a'><title>A</title><link>https://e.fr/a?x</link><dc:date>2025-08-13</dc:date></item></rdf:RDF>";
    check(feed, &["https://e.fr/a | https://e.fr/a?x | A | 2025-08-13T00:00:00Z | - | - | -"]);
    let seen = read(feed.as_bytes()).unwrap();
    assert_eq!(
        (seen.kind, seen.format(), seen.title.as_str(), seen.language.as_deref()),
        (Kind::Rdf, Format::Rss, "C", Some("fr"))
    );
    let feed = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'>\
                <channel><title>C</title></channel><item><title>A</title><link>https://e.fr/a</link></item></rdf:RDF>";
    check(feed, &["^=https://e.fr/a | https://e.fr/a | A | - | - | - | -"]);
}

#[test]
fn old_and_odd_rss_is_read() {
    check(
        "<rss version='0.91'><channel><item><title>A</title><link>https://e.fr/a</link></item></channel></rss>",
        &["^=https://e.fr/a | https://e.fr/a | A | - | - | - | -"],
    );
    check(
        "<rss xmlns='http://backend.userland.com/rss2'><channel><item><guid>x</guid></item></channel></rss>",
        &["x | - |  | - | - | - | -"],
    );
    check("<rss><channel><title>C</title></channel><item><guid>x</guid></item></rss>", &["x | - |  | - | - | - | -"]);
}

#[test]
fn an_atom_entry_is_known_by_its_id() {
    atom(
        "<entry><id>tag:e.fr,2025:a</id><title type='html'>A &lt;b>b&lt;/b></title><link rel='self' href='x'/><link href='a'/>\
         <published>2025-08-13T09:00:00Z</published><updated>2025-08-14T09:00:00Z</updated>\
         <summary>a &lt; b</summary><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One</p><p>two</p></div></content></entry>",
        &["tag:e.fr,2025:a | https://e.fr/a | A b | 2025-08-13T09:00:00Z | 2025-08-14T09:00:00Z | One two | a < b"],
    );
    atom(
        "<entry xml:base='https://o.fr/x/'><link href='a'/></entry>",
        &["^=https://o.fr/x/a | https://o.fr/x/a |  | - | - | - | -"],
    );
    atom(
        "<entry><id>https://e.fr/a</id><link href='https://e.fr/a'/><content type='image/png'>AAAA</content></entry>",
        &["=https://e.fr/a | https://e.fr/a |  | - | - | - | -"],
    );
    atom(
        "<entry><id>a</id><updated>2025-08-14T09:00:00Z</updated><content>x</content></entry>",
        &["a | - |  | - | 2025-08-14T09:00:00Z | x | -"],
    );
    let entry = "<entry xmlns='http://www.w3.org/2005/Atom'><id>a</id><title>T</title></entry>";
    check(entry, &["a | - | T | - | - | - | -"]);
}

#[test]
fn an_atom_link_is_the_alternate_one() {
    let other =
        "<link rel='related' href='b'/><link rel='http://www.iana.org/assignments/relation/alternate' href='a'/>";
    atom(&format!("<entry><id>a</id>{other}</entry>"), &["a | https://e.fr/a |  | - | - | - | -"]);
}

#[test]
fn atom_0_3_is_read() {
    let feed = "<feed version='0.3' xmlns='http://purl.org/atom/ns#' xml:lang='fr'><title>C</title>\
                <entry><id>a</id><title mode='escaped' type='text/html'>A &amp;amp; b</title><link rel='alternate' type='text/html' href='https://e.fr/a'/>\
                <issued>2003-12-13T08:29:29-04:00</issued><modified>2003-12-14T08:29:29Z</modified>\
                <content type='text/html' mode='escaped'>&lt;p>x&lt;/p></content></entry></feed>";
    check(feed, &["a | https://e.fr/a | A & b | 2003-12-13T08:29:29-04:00 | 2003-12-14T08:29:29Z | x | -"]);
}

#[test]
fn json_feed_is_read() {
    let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "C", "language": "fr", "home_page_url": "https://e.fr/",
        "items": [{"id": "https://e.fr/a", "url": "https://e.fr/a", "title": "A  b", "content_html": "<p>One</p>", "summary": "s",
        "date_published": "2025-08-13T09:00:00Z", "date_modified": "2025-08-14T09:00:00Z"},
        {"id": 12, "external_url": "/b", "content_text": "a <b>"}, {"url": "/c"}, "odd", {"title": "T", "date_published": "2025"}]}"#;
    check(
        feed,
        &[
            "=https://e.fr/a | https://e.fr/a | A b | 2025-08-13T09:00:00Z | 2025-08-14T09:00:00Z | One | s",
            "12 | https://e.fr/b |  | - | - | a <b> | -",
            "^=https://e.fr/c | https://e.fr/c |  | - | - | - | -",
            "?T 2025 | - | T | - | - | - | -",
        ],
    );
}

/// What is read of a broken feed, where its fault is, and whether all was read.
#[track_caller]
fn broken(feed: &[u8], ids: &[&str], place: (usize, usize), is_whole: bool) {
    let seen = read(feed).unwrap();
    assert_eq!(seen.entries.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>(), ids, "{seen:#?}");
    let at = seen.fault.as_ref().and_then(|fault| fault.excerpt.as_ref()).map(|cut| (cut.line, cut.column));
    assert_eq!((at, seen.is_whole), (Some(place), is_whole), "{:?}", seen.fault);
}

#[test]
fn a_broken_feed_is_read_up_to_the_fault() {
    let start = "<rss><channel>\n<item><guid>a</guid></item>\n<item><guid>b</guid>";
    broken(start.as_bytes(), &["a", "b"], (3, 21), false);
    broken(format!("{start}<title>x</link></item>").as_bytes(), &["a", "b"], (3, 29), false);
    let json = "{\"items\": [{\"id\": \"a\"},\n{\"id\": \"b\", \"title\": \"x";
    broken(json.as_bytes(), &["a", "b"], (2, 22), false);
    broken(b"{\"items\": [{\"id\": \"a\",},\n{\"id\": \"b\"}]}", &["a", "b"], (1, 22), true);
}

#[test]
fn what_is_commonly_wrong_is_mended() {
    let many = (0..40).map(|n| format!("<item><guid>{n}</guid><title>caf&eacute; &nbsp; R&D \u{b}</title></item>"));
    let feed = format!("<rss><channel>\n{}</channel></rss>", many.collect::<String>());
    let seen = read(feed.as_bytes()).unwrap();
    assert_eq!((seen.entries.len(), seen.entries[39].title.as_str(), seen.is_whole), (40, "café R&D", true));
    broken(b"\n\n<?xml version='1.0'?><rss><channel><item><guid>a</guid></item></channel></rss>", &["a"], (3, 1), true);
    broken(
        b"<rss><channel><item><guid>a</guid><dc:date>2025-08-13</dc:date></item></channel></rss>",
        &["a"],
        (1, 36),
        true,
    );
    let undeclared =
        b"<rss><channel><item><dc:date>2025-08-13</dc:date><content:encoded>x</content:encoded></item></channel></rss>";
    let entry = &read(undeclared).unwrap().entries[0];
    assert_eq!((entry.published.map(Timestamp::iso_date), entry.text()), (Some("2025-08-13".into()), "x".into()));
}

#[test]
fn any_encoding_is_read() {
    let latin = b"<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><title>\xe9t\xe9</title></channel></rss>";
    assert_eq!(read(latin).unwrap().title, "été");
    let wide: Vec<u8> =
        "<rss><channel><title>été</title></channel></rss>".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(read(&wide).unwrap().title, "été");
}

#[test]
fn what_is_no_feed_is_told() {
    let why = |text: &str| read(text.as_bytes()).unwrap_err().to_string();
    assert_eq!(why(" \n"), "it is empty");
    assert_eq!(why("<!DOCTYPE html><html><head></head></html>"), "it is an HTML page");
    assert_eq!(why("<opml><body/></opml>"), "it is XML, but no feed: its first element is `opml`");
    assert_eq!(why("{\"a\": 1}"), "it is JSON, but no JSON Feed");
    assert_eq!(why("[1]"), "it is JSON, but no JSON Feed");
    assert_eq!(why("some words"), "it is neither XML nor JSON");
}

#[test]
fn a_texts_hash_does_not_follow_its_markup() {
    let hash = |content: &str| {
        let feed = serde_json::json!({"items": [{"id": "a", "content_html": content}]}).to_string();
        read(feed.as_bytes()).unwrap().entries[0].text_hash()
    };
    assert_eq!(hash("<p>a <b>b</b></p>"), hash("<div>a\n  b</div>"));
    assert_ne!(hash("<p>a b</p>"), hash("<p>a c</p>"));
}

#[test]
fn attachments_are_known_by_their_addresses() {
    let attachments = |feed: &str| read(feed.as_bytes()).unwrap().entries[0].attachments.clone();
    let expected = ["https://e.fr/a.mp3"];
    assert_eq!(
        attachments("<rss><channel><item><enclosure url=' https://e.fr/a.mp3 '/></item></channel></rss>"),
        expected
    );
    assert_eq!(attachments("<feed><entry><link rel='enclosure' href='https://e.fr/a.mp3'/></entry></feed>"), expected);
    assert_eq!(attachments("{\"items\": [{\"attachments\": [{\"url\": \"https://e.fr/a.mp3\"}]}]}"), expected);
}

/// Whatever stands in a file: it is read or refused, every entry has an id, and nothing of it is new to itself.
#[test]
fn whatever_comes_in_is_read_or_refused() {
    let feeds = [
        include_bytes!("../../tests/golden/feed.xml").as_slice(),
        include_bytes!("../../tests/golden/atom.xml"),
        include_bytes!("../../tests/golden/feed.json"),
    ];
    let scraps: [&[u8]; 12] =
        [b"<", b">", b"&", b";", b"\"", b"]]>", b"<![CDATA[", b"<!--", b"&#0;", b"\xff", b"</item>", b"<a:b "];
    let mut state = 7_u64;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % limit
    };
    for round in 0..300 {
        let mut feed = feeds[round % 3][..4_000 + below(4_000)].to_vec();
        for _ in 0..=below(4) {
            let at = below(feed.len());
            let end = (at + below(30)).min(feed.len());
            feed.splice(at..end, scraps[below(scraps.len())].iter().copied());
        }
        let Ok(seen) = read(&feed) else { continue };
        assert!(seen.entries.iter().all(|entry| !entry.id.is_empty()), "{round}");
        assert_eq!(difference(&seen, &seen, Window::default()).changes, [], "{round}");
    }
}
