//! Texts that say by an attribute `type` what they are (RFC 4287, sections 3.1 and 4.1.3).

use crate::check::tree::Node;

use crate::check::content::{html, undeclared_html, xhtml};
use crate::check::context::{Context, Subject, text_of};
use crate::check::rules::content as rules;
use crate::diagnostic::Span;

/// Judges a text by its `type`: Atom's text constructs and its content, titles and descriptions of Media RSS.
///
/// A type that the element may not have is somebody else's to report; what it means is clear all the same.
pub(in crate::check) fn by_type(node: Node<'_, '_>, context: &mut Context<'_>) {
    let kind = node.attribute("type").unwrap_or("text").trim().to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let value = text_of(node);
    let first = node.children().find(Node::is_text).map(|text| Span::new(text.range().start, text.range().end));
    let subject = Subject { value: &value, node, attribute: None, span: first.unwrap_or_else(|| context.tag(node)) };
    match kind {
        "text" | "plain" | "text/plain" => undeclared_html(&subject, context),
        "html" | "text/html" => {
            not_escaped(node, context);
            if kind == "text/html" {
                fragment(&subject, context);
            }
            html(&subject, context);
        }
        "xhtml" => xhtml(node, context),
        "application/xhtml+xml" => {
            fragment(&subject, context);
            xhtml(node, context);
        }
        "application/html" if node.attribute("src").is_none() => in_base64(&subject, context),
        _ => {}
    }
}

/// Elements in what says that it is escaped.
fn not_escaped(node: Node<'_, '_>, context: &mut Context<'_>) {
    if let Some(inner) = node.first_element_child() {
        let name = context.written_name(inner);
        let element = context.written_name(node);
        let message = format!("`{element}` says that its HTML is escaped, but holds the element `{name}`");
        context.say_of(
            &rules::HTML_NOT_ESCAPED,
            node,
            message,
            "write `&lt;` for `<`, or `type=\"xhtml\"` and a `<div>`",
        );
    }
}

/// A piece of a page where the media type promises a whole one: `text/html` and `application/xhtml+xml` in content.
pub(in crate::check) fn fragment(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let node = subject.node;
    let kind = node.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
    if node.attribute("src").is_some() || node.tag_name().name() != "content" {
        return;
    }
    let is_whole = match kind.split(';').next().unwrap_or_default().trim() {
        "text/html" => {
            let start: String = subject.value.trim_start().chars().take(9).collect::<String>().to_ascii_lowercase();
            start.starts_with("<html") || start.starts_with("<!doctype")
        }
        "application/xhtml+xml" => node.first_element_child().is_some_and(|inner| inner.tag_name().name() == "html"),
        _ => true,
    };
    if !is_whole {
        let message = format!("`{kind}` promises a whole page, but this is a piece of one");
        let help = "write `type=\"html\"`, or `type=\"xhtml\"` around a `<div>`";
        context.say(&rules::HTML_FRAGMENT, subject, message, help);
    }
}

/// HTML that hides in base64, as a media type that is no text asks.
fn in_base64(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let Some(bytes) = decode(subject.value) else { return };
    let Ok(text) = String::from_utf8(bytes) else { return };
    // Places in it are places of nothing: findings mark the whole.
    let mut report = super::Report::of(subject, context);
    report.place = super::place::Place::unknown(subject.span);
    super::html::judge(&text, &mut report);
}

/// Decodes base64 (RFC 4648, section 4); white space is passed over.
fn decode(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for byte in text.trim_end().trim_end_matches('=').bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.extend(u8::try_from(bits >> count & 0xff));
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_decoded() {
        assert_eq!(decode("c2Fm\nZTw=").as_deref(), Some(&b"safe<"[..]));
        assert_eq!(decode("no!"), None);
    }
}
