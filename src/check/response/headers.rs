//! Reading headers: lists, parameters, cache directives.

use std::borrow::Cow;

/// The headers of an answer: names in lower case and values.
#[derive(Clone, Copy)]
pub(super) struct Headers<'r>(pub(super) &'r [(String, String)]);

impl<'r> Headers<'r> {
    /// The first value of a name.
    pub(super) fn get(self, name: &str) -> Option<&'r str> {
        self.all(name).next()
    }

    /// Every value of a name.
    pub(super) fn all<'n>(self, name: &'n str) -> impl Iterator<Item = &'r str> + use<'r, 'n> {
        self.0.iter().filter(move |(one, _)| one == name).map(|(_, value)| value.trim())
    }

    /// Whether a list, over all its lines, has a word; case does not count.
    pub(super) fn lists(self, name: &str, word: &str) -> bool {
        self.all(name).flat_map(|value| value.split(',')).any(|one| one.trim().eq_ignore_ascii_case(word))
    }
}

/// A media type with its parameters (RFC 9110, section 8.3.1).
pub(super) struct MediaType {
    /// Type and subtype, in lower case.
    pub(super) essence: String,
    /// The parameter `charset`.
    pub(super) charset: Option<String>,
}

impl MediaType {
    pub(super) fn read(value: &str) -> MediaType {
        let essence = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let parameters = split_outside_quotes(value, ';').into_iter().skip(1).map(parameter);
        let charset = parameters.filter(|(name, _)| name == "charset").map(|(_, value)| value.into_owned()).next();
        MediaType { essence, charset: charset.filter(|charset| !charset.is_empty()) }
    }
}

/// What `Cache-Control` says (RFC 9111, section 5.2): the names, in lower case, of its directives, and their arguments.
pub(super) fn cache_directives(headers: Headers<'_>) -> Vec<(String, Option<String>)> {
    let parts = headers.all("cache-control").flat_map(|value| split_outside_quotes(value, ','));
    let read = |part: &str| {
        let (name, value) = parameter(part);
        (name, part.contains('=').then(|| value.into_owned()))
    };
    parts.map(read).filter(|(name, _)| !name.is_empty()).collect()
}

/// `name=value` or `name="value"`: the name in lower case, and the value without its quotes.
pub(super) fn parameter(text: &str) -> (String, Cow<'_, str>) {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    let value = value.trim();
    let inner = value.strip_prefix('"').map(|rest| rest.strip_suffix('"').unwrap_or(rest));
    let value = match inner {
        Some(inner) if inner.contains('\\') => Cow::Owned(unescaped(inner)),
        Some(inner) => Cow::Borrowed(inner),
        None => Cow::Borrowed(value),
    };
    (name.trim().to_ascii_lowercase(), value)
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        out.extend(if c == '\\' { characters.next() } else { Some(c) });
    }
    out
}

/// The parts of a text between separators that do not stand within quotes.
pub(super) fn split_outside_quotes(text: &str, separator: char) -> Vec<&str> {
    let (mut parts, mut start, mut is_quoted, mut is_escaped) = (Vec::new(), 0, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            _ if c == separator && !is_quoted => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_type(value: &str, essence: &str, charset: Option<&str>) {
        let read = MediaType::read(value);
        assert_eq!((read.essence.as_str(), read.charset.as_deref()), (essence, charset), "{value}");
    }

    #[test]
    fn media_types_have_parameters() {
        check_type("application/rss+xml", "application/rss+xml", None);
        check_type(" Text/XML ; a=\"x;charset=no\"; Charset=\"utf-8\"", "text/xml", Some("utf-8"));
        check_type("text/xml;charset=", "text/xml", None);
        check_type("", "", None);
    }

    #[test]
    fn directives_stand_on_any_line() {
        let headers = [("cache-control", "Public, max-age=\"60\""), ("cache-control", "x=\"a,b\"")];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let read = cache_directives(Headers(&headers));
        let read: Vec<_> = read.iter().map(|(name, value)| (name.as_str(), value.as_deref())).collect();
        assert_eq!(read, [("public", None), ("max-age", Some("60")), ("x", Some("a,b"))]);
    }

    #[test]
    fn lists_are_searched_over_all_lines() {
        let headers = [("vary", "Origin"), ("vary", "accept, Accept-Encoding")];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert!(Headers(&headers).lists("vary", "accept-encoding"));
        assert!(!Headers(&headers).lists("vary", "*"));
    }
}
