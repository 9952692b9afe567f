//! Files that belong to an entry, by what is said of them: RSS's enclosures, Atom's links to such, JSON Feed's attachments.

use crate::check::rules::feeds as rules;
use crate::check::values::numbers::whole_value;
use crate::check::values::{Remark, shown};

/// Endings of files, and the first part of their types.
const KINDS: &[(&str, &[&str])] = &[
    ("audio", &["aac", "flac", "m4a", "m4b", "mp3", "oga", "opus", "wav", "weba"]),
    ("video", &["avi", "m4v", "mkv", "mov", "mpeg", "mpg", "ogv", "webm"]),
    ("image", &["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"]),
];

/// What is to be said about a file's length in bytes.
pub(in crate::check) fn length(value: &str) -> Option<Remark> {
    let value = value.trim();
    let help = "write the file's size in bytes";
    let remark = match whole_value(value) {
        Some(0) => {
            let message = "the file's length is `0`, so readers can't tell how large it is".to_owned();
            Remark::new(&rules::ENCLOSURE_LENGTH_ZERO, message, help)
        }
        Some(_) => return None,
        None if value.len() > 1 && value.starts_with('-') && value[1..].bytes().all(|byte| byte.is_ascii_digit()) => {
            Remark::new(&rules::ENCLOSURE_LENGTH_NEGATIVE, format!("no file has `{}` bytes", shown(value)), help)
        }
        None => {
            let message = format!("`{}` is no number of bytes", shown(value));
            Remark::new(&rules::ENCLOSURE_LENGTH_UNREADABLE, message, help)
        }
    };
    Some(remark)
}

/// What is to be said about a file's type beside the ending of its address.
pub(in crate::check) fn contradiction(address: &str, kind: &str) -> Option<Remark> {
    let ending = ending(address)?;
    let (meant, _) = KINDS.iter().find(|(_, endings)| endings.contains(&ending.as_str()))?;
    let said = kind.split('/').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !KINDS.iter().any(|(other, _)| *other == said && other != meant) {
        return None;
    }
    let message = format!("the type is `{}`, the file a `.{}`", shown(kind), shown(&ending));
    Some(Remark::new(&rules::ENCLOSURE_TYPE_CONTRADICTS, message, format!("write a type of `{meant}/…`")))
}

/// The ending of the last part of an address's path, in small letters.
pub(in crate::check) fn ending(address: &str) -> Option<String> {
    let path = address.trim().split(['?', '#']).next()?;
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let (_, ending) = path.rsplit('/').next()?.rsplit_once('.')?;
    Some(ending.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expected: Option<&str>) {
        assert_eq!(ending(address).as_deref(), expected, "{address}");
    }

    #[test]
    fn the_ending_is_that_of_the_path() {
        check("https://carnet.example/a.b/logo.PNG?x=1.gif#y", Some("png"));
        check("https://carnet.example", None);
        check("https://carnet.example/logo", None);
        check("logo.svg", Some("svg"));
    }

    #[test]
    fn a_type_may_be_more_exact_than_an_ending() {
        assert!(contradiction("https://carnet.example/1.mp3", "audio/mpeg").is_none());
        assert!(contradiction("https://carnet.example/1.mp3", "application/octet-stream").is_none());
        assert!(contradiction("https://carnet.example/1.mp3", "video/mp4").is_some());
    }
}
