//! Images and attachments, as generators name them.

use crate::article::keys::lookup::{Hit, Lookup};
use crate::article::keys::names::{self, folded};
use crate::article::keys::value::{each_item, keep_first, text, truth};
use crate::article::raw::{RawData, RawValue};
use crate::article::{AttachmentReference, Field, ImageReference};
use crate::media;
use crate::model::Text;

/// The lead image.
pub(super) fn image(lookup: &Lookup<'_>) -> Option<Field<ImageReference>> {
    let hit = lookup.find(names::IMAGE, |value| image_of(value).is_some())?;
    let mut image = image_of(hit.value)?;
    if image.alt.is_none() {
        image.alt = lookup.find(names::IMAGE_ALT, |value| text(value).is_some()).and_then(|hit| {
            let alt = text(hit.value)?;
            Text::line(alt)
        });
    }
    Some(Field { value: image, origin: hit.origin() })
}

fn image_of(value: &RawValue) -> Option<ImageReference> {
    match &value.data {
        RawData::Scalar { .. } => {
            // `cover: dark` is a style.
            let reference = reference(value).filter(|reference| reference.contains(['.', '/']))?;
            Some(ImageReference { reference, alt: None })
        }
        RawData::List(items) => items.iter().find_map(image_of),
        RawData::Map(entries) => {
            let get = |names: &[&str]| names.iter().find_map(|name| member(entries, name));
            let names = ["src", "url", "path", "image", "file", "href", "filename", "feature", "full"];
            let reference = reference(get(&names)?)?;
            let alt = get(&["alt", "alttext", "description", "caption", "title"]).and_then(text).and_then(Text::line);
            Some(ImageReference { reference, alt })
        }
        RawData::Null => None,
    }
}

/// An address or path as written, out of Obsidian's brackets; a truth value is none.
fn reference(value: &RawValue) -> Option<String> {
    let written = text(value)?.trim();
    let bare = written.trim_start_matches('!').trim_start_matches("[[").trim_end_matches("]]");
    let bare = if bare.len() < written.len() { bare.split('|').next().unwrap_or(bare) } else { written };
    (truth(value).is_none() && !bare.is_empty()).then(|| bare.to_owned())
}

fn member<'r>(entries: &'r [(String, RawValue)], name: &str) -> Option<&'r RawValue> {
    entries.iter().find(|(key, _)| folded(key) == name).map(|(_, value)| value)
}

/// The files that belong to the article.
pub(super) fn attachments(lookup: &Lookup<'_>) -> Vec<Field<AttachmentReference>> {
    let mut attachments: Vec<Field<AttachmentReference>> = Vec::new();
    let mut push = |hit: &Hit<'_>, value: &RawValue, read: Option<AttachmentReference>| {
        attachments.extend(read.map(|file| Field::new(file, hit.kind(), value.span)));
    };
    for hit in lookup.all(names::ATTACHMENTS) {
        each_item(hit.value, &mut |value| push(&hit, value, attachment(value)));
    }
    for hit in lookup.all(names::MEDIA) {
        let is_file = |file: &AttachmentReference| {
            let media_type = media::type_of_name(&file.reference);
            media_type.starts_with("audio/") || media_type.starts_with("video/")
        };
        each_item(hit.value, &mut |value| push(&hit, value, attachment(value).filter(is_file)));
    }
    keep_first(&mut attachments, |file| &file.value.reference);
    attachments
}

fn attachment(value: &RawValue) -> Option<AttachmentReference> {
    match &value.data {
        RawData::Scalar { text, .. } => {
            // WordPress keeps address, length and type on three lines.
            let mut lines = text.lines().map(str::trim);
            let first = reference(value)?;
            let reference = lines.next().filter(|line| !line.is_empty() && text.contains('\n')).unwrap_or(&first);
            let length = lines.next().and_then(|length| length.parse().ok());
            let media_type = lines.next().filter(|written| is_media_type(written)).map(str::to_owned);
            Some(AttachmentReference { reference: reference.to_owned(), length, media_type, ..Default::default() })
        }
        RawData::Map(entries) => {
            let get = |names: &[&str]| names.iter().find_map(|name| member(entries, name));
            let reference = reference(get(&["url", "src", "href", "file", "path", "link"])?)?;
            let number = |value: &RawValue| text(value)?.trim().replace('_', "").parse().ok();
            let media_type = get(&["type", "mimetype", "mediatype", "mime"]).and_then(text);
            Some(AttachmentReference {
                reference,
                media_type: media_type.map(str::trim).filter(|written| is_media_type(written)).map(str::to_owned),
                length: get(&["length", "size", "sizeinbytes", "bytes", "filesize"]).and_then(number),
                title: get(&["title", "name"]).and_then(text).and_then(Text::line),
                seconds: get(&["duration", "durationinseconds", "seconds"]).and_then(text).and_then(seconds),
            })
        }
        _ => None,
    }
}

/// `type/subtype` (RFC 6838, section 4.2).
fn is_media_type(text: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty()
            && name.len() <= 127
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
    };
    text.split_once('/').is_some_and(|(kind, subtype)| is_name(kind) && is_name(subtype))
}

/// A playing time: `1:02:03`, `62:03` or seconds.
fn seconds(text: &str) -> Option<u32> {
    let parts: Vec<&str> = text.trim().split(':').collect();
    if parts.len() > 3 {
        return None;
    }
    let whole = |part: &str| part.split('.').next().unwrap_or(part).parse::<u32>().ok();
    parts.into_iter().try_fold(0_u32, |total, part| total.checked_mul(60)?.checked_add(whole(part)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_playing_time_is_read_in_seconds() {
        for (written, expected) in
            [("1:02:03", Some(3_723)), ("62:03", Some(3_723)), ("3723.5", Some(3_723)), ("x", None), ("1:2:3:4", None)]
        {
            assert_eq!(seconds(written), expected, "{written}");
        }
    }

    #[test]
    fn a_media_type_that_is_none_is_left_out() {
        let told = |text: &str| {
            let data = RawData::Scalar { text: text.to_owned(), quoted: true };
            let read = attachment(&RawValue { data, span: crate::diagnostic::Span::new(0, 0) }).unwrap();
            (read.reference, read.length, read.media_type)
        };
        let expected = |media_type: Option<&str>| ("s.mp3".to_owned(), Some(7), media_type.map(str::to_owned));
        assert_eq!(told("s.mp3\n7\naudio/mpeg"), expected(Some("audio/mpeg")));
        assert_eq!(told("s.mp3\n7\naudio/\u{1}mpeg"), expected(None));
    }

    #[test]
    fn a_media_type_has_two_names() {
        for (written, expected) in [("audio/mpeg", true), ("image/svg+xml", true), ("audio", false), ("a/b c", false)] {
            assert_eq!(is_media_type(written), expected, "{written}");
        }
    }
}
