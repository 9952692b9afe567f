//! Text constructs (RFC 4287, section 3.1), and what any content within the document has in common with them.

use crate::check::tree::Node;

use crate::check::content::typed::by_type;
use crate::check::context::{Context, Subject, text_of};
use crate::check::rules::atom as rules;
use crate::check::rules::core::{ELEMENT_BLANK, ELEMENT_UNKNOWN, TEXT_MISPLACED};
use crate::check::schema::atom::{attribute_subject, text_subject};
use crate::check::schema::vocabulary::XHTML;
use crate::check::values::shown;
use crate::diagnostic::Span;

/// How content stands in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Text, shown as it is.
    Plain,
    /// Text of a kind of its own, such as a program.
    OtherText,
    /// HTML, escaped.
    Html,
    /// XHTML in a `div`.
    Xhtml,
    /// XML: one element.
    Xml,
    /// Bytes in Base64.
    Base64,
}

/// A text construct.
pub(super) fn judge(node: Node<'_, '_>, context: &mut Context<'_>) {
    let kind = node.attribute("type").unwrap_or("text");
    if !matches!(kind, "text" | "html" | "xhtml")
        && !kind.trim().is_empty()
        && let Some(subject) = attribute_subject(node, "type")
    {
        let message = format!("`{}` is not a type of text", shown(kind));
        let help = match form(kind) {
            Form::Html => "write `type=\"html\"`",
            Form::Xml => "write `type=\"xhtml\"`",
            _ => "write `text`, `html` or `xhtml`",
        };
        context.say(&rules::TEXT_TYPE_INVALID, &subject, message, help);
    }
    inline(node, form(kind), context);
}

/// How content of a type stands in the document (RFC 4287, section 4.1.3.3).
pub(super) fn form(kind: &str) -> Form {
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "" | "text" | "text/plain" => Form::Plain,
        "html" | "text/html" => Form::Html,
        "xhtml" => Form::Xhtml,
        _ if essence.ends_with("+xml") || essence.ends_with("/xml") => Form::Xml,
        _ if matches!(
            &*essence,
            "text/xml-external-parsed-entity" | "application/xml-external-parsed-entity" | "application/xml-dtd"
        ) =>
        {
            Form::Xml
        }
        // No media type at all: it is said elsewhere, and what it holds can't be told.
        _ if !essence.contains('/') => Form::OtherText,
        _ if essence.starts_with("text/") => Form::OtherText,
        _ => Form::Base64,
    }
}

/// Content that stands within the document.
pub(super) fn inline(node: Node<'_, '_>, form: Form, context: &mut Context<'_>) {
    let value = text_of(node);
    let has_element = node.children().any(|child| child.is_element());
    if value.trim().is_empty() && !has_element {
        // Of an XHTML text, what is wrong is that it has no `div`.
        if form != Form::Xhtml {
            let message = format!("`{}` is blank", context.written_name(node));
            return context.say_of(&ELEMENT_BLANK, node, message, "write something into it, or take it out");
        }
    }
    match form {
        Form::Plain | Form::OtherText | Form::Html => text_only(node, context),
        Form::Xhtml => div(node, context),
        Form::Xml => xml(node, context),
        Form::Base64 => {
            text_only(node, context);
            base64(&text_subject(node, &value, context), context);
        }
    }
    by_type(node, context);
}

/// No element may stand in text.
fn text_only(node: Node<'_, '_>, context: &mut Context<'_>) {
    let Some(child) = node.children().find(Node::is_element) else { return };
    let (parent, name) = (context.written_name(node), context.written_name(child));
    let message = format!("`{parent}` holds the element `{name}`, where its type asks for text");
    let help =
        format!("escape it as `&lt;{name}&gt;` with `type=\"html\"`, or write `type=\"xhtml\"` and an XHTML `div`");
    context.say_of(&ELEMENT_UNKNOWN, child, message, &help);
}

/// XHTML stands in one `div` of XHTML (RFC 4287, section 3.1.1.3).
fn div(node: Node<'_, '_>, context: &mut Context<'_>) {
    let mut elements = node.children().filter(Node::is_element);
    if let Some(first) = node.first_element_child().filter(|first| first.has_tag_name((XHTML, "div"))) {
        without_prefix(first, context);
    }
    let is_div = elements.next().is_some_and(|first| first.has_tag_name((XHTML, "div")));
    let is_alone = elements.next().is_none() && text_of(node).trim().is_empty();
    if !(is_div && is_alone) && context.is_whole(node) {
        let message = format!("`{}` is XHTML, but not one `div` of XHTML", context.written_name(node));
        let help = "put all of it into `<div xmlns=\"http://www.w3.org/1999/xhtml\">…</div>`";
        context.say_of(&rules::XHTML_DIV_MISSING, node, message, help);
    }
}

/// XHTML is best written without a prefix.
fn without_prefix(node: Node<'_, '_>, context: &mut Context<'_>) {
    let name = context.written_name(node);
    if let Some((prefix, local)) = name.split_once(':') {
        let message = format!("`{name}` has the prefix `{prefix}`, which some readers do not understand");
        let help = format!("write `<{local} xmlns=\"{XHTML}\">`, and what is in it without a prefix too");
        context.say_of(&rules::XHTML_PREFIXED, node, message, &help);
    }
}

/// XML stands there as one element.
fn xml(node: Node<'_, '_>, context: &mut Context<'_>) {
    let text = node.children().find(|child| child.is_text() && !child.text().unwrap_or_default().trim().is_empty());
    if let Some(text) = text {
        let span = Span::new(text.range().start, text.range().end);
        let message = format!("`{}` holds text, where its type asks for one element", context.written_name(node));
        context.say_at(&TEXT_MISPLACED, node, span, message, "take the text out, or put it into the element");
    }
}

fn base64(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !is_base64(subject.value) {
        let kind = subject.node.attribute("type").unwrap_or_default();
        let message = format!("content of the type `{}` stands in Base64, and this is none", shown(kind));
        context.say(&rules::BASE64_INVALID, subject, message, "encode it in Base64, or write its real type");
    }
}

/// Whether a text is Base64; white space within it counts for nothing (RFC 4648).
fn is_base64(text: &str) -> bool {
    let (mut signs, mut pads) = (0_usize, 0_usize);
    for sign in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        match sign {
            b'=' => pads += 1,
            _ if pads > 0 => return false,
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' => signs += 1,
            _ => return false,
        }
    }
    (signs + pads).is_multiple_of(4) && pads <= 2 && signs % 4 != 1
}

#[cfg(test)]
mod tests {
    use super::is_base64;

    #[test]
    fn base64_is_told_from_other_text() {
        for text in ["U29tZSBtb3JlIHRleHQu", "aGVs\n bG8=", "YQ==", ""] {
            assert!(is_base64(text), "{text}");
        }
        for text in ["insert image here", "Some content.", "YQ", "YQ=", "Y===", "YQ==YQ==", "é"] {
            assert!(!is_base64(text), "{text}");
        }
    }
}
