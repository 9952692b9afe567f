//! Values of fields, made from what pages write.

use super::capture::Mark;
use super::facts::Meta;
use super::json::{Data, Json};
use super::linked_data::{Graph, first_text};
use super::{place_of, trimmed, unescaped};
use crate::article::raw::{RawData, RawValue};
use crate::diagnostic::Span;
use crate::model::Url;

/// A text at a place.
pub(super) fn scalar(text: &str, span: Span) -> RawValue {
    RawValue { data: RawData::Scalar { text: text.to_owned(), quoted: true }, span }
}

/// A JSON text with its entities resolved, which many systems leave in there.
pub(super) fn json_scalar(json: &Json) -> RawValue {
    let (text, quoted) = match &json.data {
        Data::Text(text) => (unescaped(text.trim()), true),
        Data::Word(word) => (word.clone(), false),
        Data::List(_) | Data::Map(_) => (String::new(), true),
    };
    RawValue { data: RawData::Scalar { text, quoted }, span: json.span }
}

/// Several values; their place is from the first to the last.
pub(super) fn list(items: Vec<RawValue>) -> RawValue {
    let start = items.iter().map(|item| item.span.start).min().unwrap_or(0);
    let end = items.iter().map(|item| item.span.end).max().unwrap_or(0);
    RawValue { data: RawData::List(items), span: Span::new(start, end) }
}

/// Several values, or the only one.
pub(super) fn one_or_list(mut items: Vec<RawValue>) -> RawValue {
    match items.len() {
        1 => items.remove(0),
        _ => list(items),
    }
}

/// A person or an organisation that JSON-LD names.
pub(super) fn linked_person<'j>(graph: &Graph<'j>, json: &'j Json) -> Option<RawValue> {
    let person = graph.resolve(json);
    let name = person.get("name").and_then(first_text).or_else(|| first_text(person))?;
    let is_name = name.as_text().is_some_and(|name| !is_address(name));
    let mut entries = vec![("name".to_owned(), Some(json_scalar(name)).filter(|_| is_name)?)];
    let url = person.get("url").and_then(first_text).filter(|url| url.as_text().is_some_and(is_web));
    entries.extend(url.map(|url| ("url".to_owned(), json_scalar(url))));
    Some(RawValue { data: RawData::Map(entries), span: person.span })
}

/// A person whom a part of the text names.
pub(super) fn marked_person(mark: &Mark) -> RawValue {
    let name = scalar(mark.text.trim(), mark.span);
    let Some((url, place)) = mark.url.as_ref().filter(|(url, _)| is_web(url)) else { return name };
    let entries = vec![("name".to_owned(), name), ("url".to_owned(), scalar(url.trim(), *place))];
    RawValue { data: RawData::Map(entries), span: mark.span }
}

/// Whether a text is an absolute web address.
pub(super) fn is_web(text: &str) -> bool {
    let text = text.trim();
    Url::begins_as_web(text) && text.len() > 8 && !text.contains(char::is_whitespace)
}

/// Whether a text is an address or a path rather than a name.
pub(super) fn is_address(text: &str) -> bool {
    let text = text.trim();
    text.contains("://") || text.starts_with("www.") || text.starts_with('/') || text.starts_with("urn:")
}

/// The date of `unavailable_after: DATE` among a robot's instructions, and its place.
pub(super) fn unavailable_after(text: &str, meta: &Meta) -> Option<(String, Span)> {
    const MARK: &str = "unavailable_after:";
    let lower = meta.content.to_ascii_lowercase();
    let start = lower.find(MARK)? + MARK.len();
    let rest = &meta.content[start..];
    // A date may have one comma, after its weekday.
    let mut pieces = rest.match_indices(',').map(|(at, _)| at);
    let first = pieces.next().unwrap_or(rest.len());
    let is_weekday = rest[..first].trim().chars().all(char::is_alphabetic);
    let end = if is_weekday { pieces.next().unwrap_or(rest.len()) } else { first };
    let place = place_of(text, meta.span, &meta.content).map(|at| Span::new(start, start + end).shift(at));
    Some((rest[..end].trim().to_owned(), trimmed(text, place.unwrap_or(meta.span))))
}
