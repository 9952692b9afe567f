//! JSON Feed.

use serde_json::Value;

use crate::check::{Kind, reading};
use crate::subscriber::links::absolute;
use crate::subscriber::{Body, Dates, Entry, NotAFeed, Seen, folded};

pub(super) fn read(text: &str) -> Result<Seen, NotAFeed> {
    let reading = reading::json(text);
    let fault = reading.fault.map(|fault| fault.locate("", text));
    let Some(feed) = reading.value.filter(|value| value.get("items").is_some() || value.get("version").is_some())
    else {
        return Err(NotAFeed("it is JSON, but no JSON Feed".to_owned()));
    };
    let language = said(&feed, "language");
    let home = said(&feed, "home_page_url");
    let dates = Dates::in_language(language.as_deref());
    let items = feed.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let items = items.iter().filter(|item| item.is_object());
    Ok(Seen {
        kind: Kind::Json,
        title: said(&feed, "title").map(|title| folded(&title)).unwrap_or_default(),
        language,
        entries: items.map(|item| entry(item, home.as_deref(), &dates)).collect(),
        home,
        fault,
        is_whole: reading.is_whole,
    })
}

fn entry(item: &Value, home: Option<&str>, dates: &Dates) -> Entry {
    let date = said(item, "date_published");
    let link = said(item, "url").or_else(|| said(item, "external_url"));
    let html = said(item, "content_html").and_then(Body::html);
    let files = item.get("attachments").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut entry = Entry {
        id: said(item, "id").unwrap_or_default(),
        link: link.map(|link| absolute(&link, home)),
        title: said(item, "title").map(|title| folded(&title)).unwrap_or_default(),
        published: date.as_deref().and_then(|date| dates.read(date)),
        updated: said(item, "date_modified").and_then(|date| dates.read(&date)),
        content: html.or_else(|| said(item, "content_text").and_then(Body::plain)),
        summary: said(item, "summary").and_then(Body::plain),
        attachments: files.iter().filter_map(|file| said(file, "url")).collect(),
        ..Entry::default()
    };
    entry.identify(date.as_deref().unwrap_or_default());
    entry.is_permalink = entry.link.as_deref() == Some(entry.id.as_str());
    entry
}

/// A text that is not blank, or a number: readers have to take one for an id (JSON Feed 1.1, "Items").
fn said(object: &Value, key: &str) -> Option<String> {
    let text = match object.get(key)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}
