//! The content of an entry (RFC 4287, section 4.1.3).

use crate::check::tree::Node;

use crate::check::context::Context;
use crate::check::rules::addresses::MEDIA_TYPE_INVALID;
use crate::check::rules::atom as rules;
use crate::check::rules::core::{ELEMENT_UNKNOWN, TEXT_MISPLACED};
use crate::check::schema::atom::attribute_subject;
use crate::check::schema::atom::text::{Form, form, inline};
use crate::check::values::media_type::is_media_type;
use crate::check::values::shown;

pub(super) fn judge(node: Node<'_, '_>, context: &mut Context<'_>) {
    let kind = node.attribute("type");
    let is_elsewhere = node.attribute("src").is_some();
    match kind {
        None if is_elsewhere => {
            let message = "the content is elsewhere, and its type is not told".to_owned();
            let help = "write what stands at that address: `type=\"text/html\"`";
            context.say_of(&rules::CONTENT_TYPE_MISSING, node, message, help);
        }
        None => {}
        Some(kind) if kind.trim().is_empty() => {}
        Some(kind) => kind_fits(node, kind, is_elsewhere, context),
    }
    if is_elsewhere {
        empty(node, context);
    } else {
        inline(node, form(kind.unwrap_or("text")), context);
    }
}

/// Whether the entry needs a summary, since most readers can't show its content.
pub(super) fn needs_summary(node: Node<'_, '_>) -> bool {
    node.attribute("src").is_some() || form(node.attribute("type").unwrap_or("text")) == Form::Base64
}

fn kind_fits(node: Node<'_, '_>, kind: &str, is_elsewhere: bool, context: &mut Context<'_>) {
    let Some(subject) = attribute_subject(node, "type") else { return };
    let lower = kind.to_ascii_lowercase();
    let is_word = matches!(kind, "text" | "html" | "xhtml");
    let (message, help) = if is_word && is_elsewhere {
        let message = format!("content that is elsewhere has a media type, and `{kind}` is none");
        (message, "write what stands at that address: `type=\"text/html\"`")
    } else if lower.starts_with("multipart/") || lower.starts_with("message/") {
        (format!("`{}` holds several parts, which content can't", shown(kind)), "write the type of one part")
    } else if !is_word && !is_media_type(kind) {
        let message = format!("`{}` is neither `text`, `html` or `xhtml` nor a media type", shown(kind));
        (message, "write `type=\"html\"` for escaped HTML")
    } else {
        return;
    };
    context.say(&MEDIA_TYPE_INVALID, &subject, message, help);
}

/// Content that is elsewhere must not be here too.
fn empty(node: Node<'_, '_>, context: &mut Context<'_>) {
    let name = context.written_name(node);
    if let Some(child) = node.children().find(Node::is_element) {
        let message = format!("`{name}` has `src`, and holds `{}` all the same", context.written_name(child));
        context.say_of(&ELEMENT_UNKNOWN, child, message, "take it out, or take out `src`");
    } else if node.children().any(|child| child.is_text() && !child.text().unwrap_or_default().trim().is_empty()) {
        let message = format!("`{name}` has `src`, and holds text all the same");
        context.say_of(&TEXT_MISPLACED, node, message, "take it out, or take out `src`");
    }
}
