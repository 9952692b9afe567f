//! Media types (RFC 2045, section 5.1; RFC 6838, section 4.2).

use crate::check::context::{Context, Subject};
use crate::check::rules::addresses as rules;
use crate::check::values::{Remark, shown};

/// A media type, with or without parameters.
pub(in crate::check) fn media_type(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    context.remark(subject, remark(subject.value));
}

/// What is to be said about a media type.
pub(in crate::check) fn remark(value: &str) -> Option<Remark> {
    if is_media_type(value) {
        return None;
    }
    let message = format!("`{}` is not a media type", shown(value));
    let help = "write a type, a slash and a subtype, such as `text/html` or `audio/mpeg`";
    Some(Remark::new(&rules::MEDIA_TYPE_INVALID, message, help))
}

/// Whether a text is built as a media type.
pub(in crate::check) fn is_media_type(text: &str) -> bool {
    let (essence, mut rest) = text.split_at(text.find(';').unwrap_or(text.len()));
    let Some((kind, subtype)) = essence.trim_end_matches([' ', '\t']).split_once('/') else { return false };
    if !is_name(kind) || !is_name(subtype) {
        return false;
    }
    while let Some(parameter) = rest.strip_prefix(';') {
        let Some(after) = parameter_end(parameter) else { return false };
        rest = after;
    }
    rest.is_empty()
}

/// What follows a parameter; `None` when it is not built as one.
fn parameter_end(text: &str) -> Option<&str> {
    let white = |c: char| matches!(c, ' ' | '\t');
    let text = text.trim_start_matches(white);
    if text.is_empty() {
        return Some(text);
    }
    let (name, value) = text.split_once('=')?;
    if !is_token(name) {
        return None;
    }
    let end = match value.strip_prefix('"') {
        Some(inner) => {
            let mut escaped = false;
            let close = inner.find(|c: char| {
                let closes = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                closes
            })?;
            close + 2
        }
        None => value.find([';', ' ', '\t']).unwrap_or(value.len()),
    };
    let is_quoted = value.starts_with('"');
    (is_quoted || is_token(&value[..end])).then(|| value[end..].trim_start_matches(white))
}

/// A type's or subtype's name: registered ones are built more strictly than a token is.
fn is_name(text: &str) -> bool {
    text.len() <= 127
        && text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '*')
        && is_token(text)
        && text != "*"
}

fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::is_media_type;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(is_media_type(text), expected, "{text}");
    }

    #[test]
    fn types_with_and_without_parameters_are_fine() {
        for text in [
            "text/html",
            "x-audio/mp3",
            "application/atom+xml;type=entry",
            "text/html; charset=utf-8",
            "text/plain; title=\"a;b\\\"c\"; x=y",
            "application/vnd.google-earth.kml+xml",
            "text/html;",
        ] {
            check(text, true);
        }
    }

    #[test]
    fn what_is_no_type_is_told() {
        for text in [
            "",
            "html",
            "mp3",
            "text/",
            "/html",
            "text/html/x",
            " text/html",
            "text html",
            "*/*",
            "text/html; charset",
            "text/html charset=utf-8",
            "a/b; x=\"y",
        ] {
            check(text, false);
        }
    }
}
