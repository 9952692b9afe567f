//! Media RSS: the lead image.
//!
//! An item with sound or film gets none: podcast programs take the first `media:content` for the episode.

use crate::model::{Entry, Text};
use crate::namespace::{Element, Namespace};

pub(super) const MEDIA: Namespace = Namespace {
    prefix: "media",
    uri: "http://search.yahoo.com/mrss/",
    spec: "https://www.rssboard.org/media-rss",
    entry,
};

fn entry(entry: &Entry) -> Vec<Element> {
    let plays = |media_type: &str| media_type.starts_with("audio/") || media_type.starts_with("video/");
    let Some(image) = entry.image.as_ref().filter(|_| !entry.attachments.iter().any(|file| plays(&file.media_type)))
    else {
        return Vec::new();
    };
    let mut attributes = vec![("url", image.url.to_string()), ("medium", "image".to_owned())];
    if let Some(file) = &image.file {
        attributes.push(("type", file.media_type.clone()));
        attributes.push(("fileSize", file.length.to_string()));
    }
    if let Some((width, height)) = image.size {
        attributes.push(("width", width.to_string()));
        attributes.push(("height", height.to_string()));
    }
    let alt = image.alt.as_ref().filter(|alt| !alt.is_blank());
    let describe = |alt: &Text| Element {
        name: "media:description",
        attributes: vec![("type", "plain".to_owned())],
        text: Some(alt.to_string()),
        ..Element::default()
    };
    vec![Element { name: "media:content", attributes, text: None, children: alt.map(describe).into_iter().collect() }]
}
