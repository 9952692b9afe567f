//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde::Serialize;

use crate::model::{Attachment, Entry, Feed, History, Person, Text};
use crate::render::media_type;

const VERSION: &str = "https://jsonfeed.org/version/1.1";

pub(super) fn render(feed: &Feed) -> Vec<u8> {
    // Strings and numbers are all there is, so there is nothing that JSON could not hold.
    let mut bytes = serde_json::to_vec_pretty(&document(feed)).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    favicon: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hubs: Vec<Hub<'a>>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Hub<'a> {
    r#type: &'static str,
    url: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<File<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    url: &'a str,
    mime_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_in_bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_in_seconds: Option<u32>,
}

fn document(feed: &Feed) -> Document<'_> {
    let info = feed.info();
    Document {
        version: VERSION,
        title: info.title.as_str(),
        home_page_url: info.home.as_str(),
        feed_url: info.address.as_str(),
        next_url: info.history.as_ref().and_then(History::previous).map(AsRef::as_ref),
        description: info.description.as_ref().map(AsRef::as_ref),
        icon: info.logo.as_ref().map(|logo| logo.url.as_str()),
        favicon: info.icon.as_ref().map(AsRef::as_ref),
        authors: info.authors.iter().map(author).collect(),
        language: info.language.as_ref().map(|language| language.as_str()),
        hubs: info.hubs.iter().map(|hub| Hub { r#type: "WebSub", url: hub.as_str() }).collect(),
        items: feed.entries().iter().map(item).collect(),
    }
}

/// An e-mail address is not made the author's address here: nobody asked for it to be published.
fn author(person: &Person) -> Author<'_> {
    Author { name: person.name.as_str(), url: person.url.as_ref().map(AsRef::as_ref) }
}

fn item(entry: &Entry) -> Item<'_> {
    let title = entry.title.as_ref().map(Text::as_str);
    let summary = entry.summary.as_ref().map(Text::as_str);
    Item {
        id: entry.known_as(),
        url: entry.url.as_str(),
        external_url: entry.external_url.as_ref().map(AsRef::as_ref),
        title,
        content_html: Some(entry.html.as_str()).filter(|_| !entry.html.is_blank()),
        // One of the two has to be there, and must say something.
        content_text: entry.html.is_blank().then(|| summary.or(title).unwrap_or(entry.url.as_str())),
        summary,
        image: entry.image.as_ref().map(|image| image.url.as_str()),
        date_published: entry.published.rfc3339_utc(),
        // Four readers of seven lose the date when only one of the two is there.
        date_modified: entry.updated().rfc3339_utc(),
        authors: entry.authors.iter().map(author).collect(),
        tags: entry.categories.iter().map(|category| category.term.as_str()).collect(),
        language: entry.language.as_ref().map(|language| language.as_str()),
        attachments: entry.attachments.iter().map(file).collect(),
    }
}

fn file(attachment: &Attachment) -> File<'_> {
    File {
        url: attachment.url.as_str(),
        mime_type: media_type(&attachment.media_type),
        title: attachment.title.as_ref().map(AsRef::as_ref),
        size_in_bytes: attachment.length,
        duration_in_seconds: attachment.seconds,
    }
}
