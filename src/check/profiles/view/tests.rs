//! The same entry in three formats gives the same view.

use crate::check::tree::copied;

use crate::check::Kind;
use crate::check::json::reader::{self, Data};
use crate::check::profiles::view::media::ImageFrom;
use crate::check::profiles::view::{Part, View};

const RSS: &str = r#"<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
    xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Le Carnet</title><link>https://carnet.example/</link>
    <description>Notes</description><language>fr</language>
    <atom:link rel="self" href="https://carnet.example/feed"/>
    <item><title> Un titre </title><link>https://carnet.example/1</link><description>Un résumé.</description>
    <guid isPermaLink="false">tag:carnet.example,2025:1</guid><pubDate>Wed, 13 Aug 2025 12:00:00 +0200</pubDate>
    <dc:creator>Zoé</dc:creator><category>Arts</category>
    <content:encoded>&lt;p>Un &lt;b>texte&lt;/b>.&lt;/p>&lt;img src="https://carnet.example/2.jpg"></content:encoded>
    <enclosure url="https://carnet.example/1.mp3" type="audio/mpeg" length="7"/>
    <media:group><media:content url="https://carnet.example/1.jpg" medium="image" width="1200" height="624"/></media:group>
    </item></channel></rss>"#;

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xmlns:media="http://search.yahoo.com/mrss/">
    <title>Le Carnet</title><link href="https://carnet.example/"/><subtitle>Notes</subtitle>
    <link rel="self" href="https://carnet.example/feed"/>
    <entry><title>Un titre</title><link rel="alternate" href="https://carnet.example/1"/><summary>Un résumé.</summary>
    <id>tag:carnet.example,2025:1</id><published>2025-08-13T10:00:00Z</published><author><name>Zoé</name></author>
    <category term="Arts"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un <b>texte</b>.</p>
    <img src="https://carnet.example/2.jpg"/></div></content>
    <link rel="enclosure" href="https://carnet.example/1.mp3" type="audio/mpeg" length="7"/>
    <media:content url="https://carnet.example/1.jpg" type="image/jpeg" width="1200" height="624"/></entry></feed>"#;

const JSON: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Le Carnet",
    "home_page_url": "https://carnet.example/", "feed_url": "https://carnet.example/feed", "description": "Notes",
    "language": "fr", "items": [{"id": "tag:carnet.example,2025:1", "url": "https://carnet.example/1",
    "title": "Un titre", "summary": "Un résumé.", "date_published": "2025-08-13T12:00:00+02:00",
    "authors": [{"name": "Zoé"}], "tags": ["Arts"],
    "content_html": "<p>Un <b>texte</b>.</p><img src='https://carnet.example/2.jpg'>",
    "image": "https://carnet.example/1.jpg",
    "attachments": [{"url": "https://carnet.example/1.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 7}]}]}"#;

#[track_caller]
fn same(view: &View<'_, '_>) {
    let value = |fact: Option<crate::check::profiles::view::Fact<'_, '_>>| fact.map(|fact| fact.value.into_owned());
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(value(view.feed.title()), text("Le Carnet"));
    assert_eq!(value(view.feed.link()), text("https://carnet.example/"));
    assert_eq!(value(view.feed.own_address()), text("https://carnet.example/feed"));
    assert_eq!(value(view.feed.summary()), text("Notes"));
    assert_eq!(value(view.feed.language()), text("fr"));
    let [item] = view.items.as_slice() else { panic!("there is one item") };
    entry(item);
}

#[track_caller]
fn entry(item: &Part<'_, '_>) {
    let value = |fact: Option<crate::check::profiles::view::Fact<'_, '_>>| fact.map(|fact| fact.value.into_owned());
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(value(item.title()), text("Un titre"));
    assert_eq!(value(item.link()), text("https://carnet.example/1"));
    assert_eq!(value(item.id()), text("tag:carnet.example,2025:1"));
    assert_eq!(value(item.summary()), text("Un résumé."));
    assert_eq!(item.published().and_then(|date| date.instant()), Some(1_755_079_200));
    assert_eq!(item.authors().iter().map(|name| &*name.value).collect::<Vec<_>>(), ["Zoé"]);
    assert_eq!(item.categories().iter().map(|name| &*name.value).collect::<Vec<_>>(), ["Arts"]);
    let content = item.content().unwrap();
    let digest = content.digest();
    assert!(content.is_html && digest.characters == "Un texte.".chars().count(), "{digest:?}");
    let [file] = item.enclosures().try_into().ok().unwrap();
    assert_eq!((&*file.url.value, file.bytes), ("https://carnet.example/1.mp3", Some(7)));
    let images = item.images();
    let urls: Vec<&str> = images.iter().map(|image| &*image.url.value).collect();
    assert_eq!(urls, ["https://carnet.example/1.jpg", "https://carnet.example/2.jpg"]);
    assert_eq!(images[1].from, ImageFrom::Content);
    // Only Media RSS says how large an image is.
    let is_said = matches!(images[0].from, ImageFrom::Media);
    assert_eq!((images[0].width, images[0].height), if is_said { (Some(1200), Some(624)) } else { (None, None) });
}

#[test]
fn rss_and_atom_and_json_feed_look_alike() {
    let rss = roxmltree::Document::parse(RSS).unwrap();
    let rss = copied(&rss);
    same(&View::of_xml(rss.root_element(), Kind::Rss).unwrap());
    let atom = roxmltree::Document::parse(ATOM).unwrap();
    let atom = copied(&atom);
    same(&View::of_xml(atom.root_element(), Kind::Atom).unwrap());
    let json = reader::read(JSON);
    let value = json.value.unwrap();
    let Data::Object(feed) = &value.data else { panic!("it is an object") };
    same(&View::of_json(feed, value.span));
}

#[test]
fn what_is_no_feed_has_no_view() {
    let entry = roxmltree::Document::parse("<entry xmlns='http://www.w3.org/2005/Atom'/>").unwrap();
    let entry = copied(&entry);
    assert!(View::of_xml(entry.root_element(), Kind::Atom).is_none());
    let rss = roxmltree::Document::parse("<rss/>").unwrap();
    let rss = copied(&rss);
    assert!(View::of_xml(rss.root_element(), Kind::Rss).is_none());
}
