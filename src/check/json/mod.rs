//! JSON Feed 1 and 1.1 (<https://www.jsonfeed.org/version/1.1/>).
//!
//! [`reader`] reads the text into values with places, [`schema`] says what each object may hold, [`walk`] compares the
//! two, [`values`] judges texts and numbers, [`whole`] what concerns several of them, [`items`] the items beside each other.

mod illegal;
mod items;
mod mending;
pub(in crate::check) mod plain;
pub(in crate::check) mod reader;
mod schema;
mod values;
mod walk;
mod whole;

use crate::check::context::Context;
use crate::check::fix::Edit;
use crate::check::json::reader::{Data, Document, Fault, Object, Value};
use crate::check::json::walk::Judge;
use crate::check::rules::core::FORMAT_UNKNOWN;
use crate::check::rules::json as rules;
use crate::check::{Kind, profiles};
use crate::diagnostic::Span;

/// Whether a text is meant to be JSON.
pub(super) fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

/// Judges a JSON document.
pub(super) fn judge(bytes: &[u8], context: &mut Context<'_>) -> Kind {
    encoding(bytes, context);
    let text = context.text;
    let document = reader::read(text);
    syntax(&document, context);
    let Some(value) = document.value else { return Kind::Unknown };
    let Value { data: Data::Object(feed), span } = value else {
        return not_a_feed(value.span, "the document is a list, not an object", context);
    };
    if ["version", "items", "title"].iter().all(|key| feed.get(key).is_none()) && feed.is_whole {
        return not_a_feed(span, "the document has neither a version nor items", context);
    }
    Judge::new(context, &feed).object(&feed, span, &schema::FEED);
    profiles::json(&feed, span, context);
    Kind::Json
}

fn not_a_feed(span: Span, message: &str, context: &mut Context<'_>) -> Kind {
    let span = Span::new(span.start, span.start + 1);
    let help = "begin with `{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": …, \"items\": […]}`";
    context.push(&FORMAT_UNKNOWN, span, None, None, message.to_owned(), help);
    Kind::Unknown
}

/// JSON that is exchanged is UTF-8, and has no byte order mark (RFC 8259, section 8.1).
fn encoding(bytes: &[u8], context: &mut Context<'_>) {
    let message = match bytes {
        [0xef, 0xbb, 0xbf, ..] => "the file begins with a byte order mark",
        [0xfe, 0xff, ..] | [0xff, 0xfe, ..] | [0, _, ..] | [_, 0, ..] => "the file is UTF-16, not UTF-8",
        _ => return,
    };
    let help = "save the file as UTF-8 without a byte order mark";
    context.mend_anew();
    context.push(&rules::JSON_NOT_PLAIN_UTF_8, Span::new(0, 1), None, None, message.to_owned(), help);
}

/// What is said of a comma behind the last value.
fn too_many(comma: Span, text: &str) -> String {
    let close = text.get(comma.end..).unwrap_or_default().trim_start().chars().next().unwrap_or('}');
    format!("this is not JSON: a comma stands before `{close}`")
}

fn syntax(document: &Document<'_>, context: &mut Context<'_>) {
    if let Some(comma) = document.commas.first() {
        let message = too_many(*comma, context.text);
        // All of them hide the same way.
        let edits = document.commas.iter().map(|span| Edit { span: *span, text: String::new() });
        context.mend(edits.collect());
        context.push(&rules::JSON_NOT_WELL_FORMED, *comma, None, None, message, "take it out");
    }
    // A text that ends with what is judged of it is not at fault for that.
    let is_fault = |fault: &&Fault| !(context.is_cut_off && fault.is_end);
    if let Some(fault) = document.fault.as_ref().filter(is_fault) {
        let message = format!("this is not JSON: {}", fault.message);
        context.push(&rules::JSON_NOT_WELL_FORMED, fault.span, None, None, message, fault.help);
    }
    for half in &document.halves {
        let written = context.text.get(half.start..half.end).unwrap_or_default();
        let message = format!("`{written}` is half of a character");
        let help = "write both halves (`\\ud83d\\ude00` for 😀), or the character itself";
        context.push(&rules::JSON_CHARACTER_ILLEGAL, *half, None, None, message, help);
    }
    context.count(&rules::JSON_CHARACTER_ILLEGAL, document.halves_more);
    if let Some(span) = document.beyond {
        let message = "from here on the document is too deep or too big to be judged".to_owned();
        let help = "nest lists and objects no deeper than 128, and keep the feed small";
        context.push(&rules::JSON_BEYOND_LIMITS, span, None, None, message, help);
    }
}

impl<'t> Object<'t> {
    /// The value of a key.
    pub(in crate::check) fn get(&self, key: &str) -> Option<&Value<'t>> {
        self.members.iter().find(|member| member.key == key).map(|member| &member.value)
    }

    /// The text under a key, if there is one, without white space around it.
    pub(in crate::check) fn text(&self, key: &str) -> Option<(&str, Span)> {
        let value = self.get(key)?;
        match &value.data {
            Data::Text(text) => Some((text.trim(), value.span)).filter(|(text, _)| !text.is_empty()),
            _ => None,
        }
    }

    /// The objects in the list under a key, with their places.
    pub(in crate::check) fn objects(&self, key: &str) -> impl Iterator<Item = (&Object<'t>, Span)> {
        let list = match self.get(key).map(|value| &value.data) {
            Some(Data::List(list)) => list.as_slice(),
            _ => &[],
        };
        list.iter().filter_map(|value| match &value.data {
            Data::Object(object) => Some((object, value.span)),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::check::{Kind, check};

    #[track_caller]
    fn judged(bytes: &[u8], kind: Kind, rules: &[&str]) {
        let judgement = check(bytes);
        let found: Vec<&str> = judgement.findings.iter().map(|found| found.rule.name).collect();
        assert_eq!((judgement.kind, found.as_slice()), (kind, rules), "{:#?}", judgement.findings);
    }

    const FEED: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Le Carnet", "language": "fr",
        "home_page_url": "https://carnet.example/", "feed_url": "https://carnet.example/feed.json",
        "items": [{"id": "1", "url": "https://carnet.example/1", "content_text": "Un texte.",
        "date_published": "2025-08-13T10:00:00Z"}]}"#;

    #[test]
    fn a_right_feed_has_no_finding() {
        judged(FEED.as_bytes(), Kind::Json, &[]);
    }

    #[test]
    fn utf_16_is_read_and_reported() {
        let wide = |bytes: fn(u16) -> [u8; 2]| FEED.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        judged(&wide(u16::to_be_bytes), Kind::Json, &["json-not-plain-utf-8"]);
        judged(&wide(u16::to_le_bytes), Kind::Json, &["json-not-plain-utf-8"]);
    }

    #[test]
    fn a_declaration_of_xml_within_a_text_changes_no_encoding() {
        let feed = FEED.replace("Un texte.", "<?xml version='1.0' encoding='latin1'?> é");
        assert_eq!(check(feed.as_bytes()).text, feed);
    }

    #[test]
    fn what_is_no_feed_is_told_so() {
        judged(b"[1]", Kind::Unknown, &["format-unknown"]);
        judged(b"{\"name\": \"x\"}", Kind::Unknown, &["format-unknown"]);
        judged(b"{", Kind::Json, &["json-not-well-formed"]);
    }

    #[test]
    fn what_stands_before_a_fault_is_judged_all_the_same() {
        let feed = FEED.replace("\"fr\"", "\"fr_FR\"").replace("}]}", "},]}");
        judged(feed.as_bytes(), Kind::Json, &["language-invalid", "json-not-well-formed"]);
        // What is missing can't be known.
        judged(b"{\"version\": \"https://jsonfeed.org/version/1.1\", ", Kind::Json, &["json-not-well-formed"]);
    }
}
