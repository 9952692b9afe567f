//! What Podcasting 2.0 asks of several attributes or elements together.

use crate::check::tree::Node;

use crate::check::context::{Context, Subject, text_of};
use crate::check::rules::core::{ATTRIBUTE_MISSING, ELEMENT_MISSING};
use crate::check::rules::extensions::ELEMENT_TOO_MANY;
use crate::check::rules::podcast as rules;
use crate::check::schema::vocabulary::prefix_of;
use crate::check::values::shown;
use crate::diagnostic::Span;

fn is(node: Node<'_, '_>, name: &str) -> bool {
    let tag = node.tag_name();
    tag.name() == name && tag.namespace().and_then(prefix_of) == Some("podcast")
}

/// Says something about an attribute.
fn say_of(node: Node<'_, '_>, name: &str, message: String, help: &str, context: &mut Context<'_>) {
    let Some(attribute) = node.attributes().find(|one| one.name() == name && one.namespace().is_none()) else { return };
    let range = attribute.range_value();
    let span = Span::new(range.start, range.end);
    let subject = Subject { value: attribute.value(), node, attribute: Some(attribute), span };
    context.say(&rules::PODCAST_VALUE_WRONG, &subject, message, help);
}

/// Where people talk has an address, unless nobody shall: then there is nothing else to say.
pub(super) fn social(node: Node<'_, '_>, context: &mut Context<'_>) {
    let is_disabled = node.attribute("protocol") == Some("disabled");
    if node.attribute("uri").is_none() && !is_disabled && node.attribute("protocol").is_some() {
        let message = format!("`{}` has no attribute `uri`", context.written_name(node));
        context.say_of(&ATTRIBUTE_MISSING, node, message, "write `uri=\"…\"`, or `protocol=\"disabled\"`");
    }
    if is_disabled && node.attributes().len() > 1 {
        let message = "comments are disabled here, and yet it is said where they are".to_owned();
        say_of(node, "protocol", message, "leave the other attributes out, or write which protocol it is", context);
    }
}

/// Somebody gets the money: those named here, or those of one other feed.
pub(super) fn split(node: Node<'_, '_>, context: &mut Context<'_>) {
    let count = |name: &str| node.children().filter(|child| is(*child, name)).count();
    let (remote, local) = (count("remoteItem"), count("valueRecipient"));
    let name = context.written_name(node);
    if remote + local == 0 && context.is_whole(node) {
        let help = "add a `<podcast:valueRecipient>`, or one `<podcast:remoteItem>`";
        context.say_of(&ELEMENT_MISSING, node, format!("`{name}` names nobody"), help);
    }
    if remote > 1 || remote > 0 && local > 0 {
        let message = format!("`{name}` names recipients in more than one way");
        let help = "keep one `<podcast:remoteItem>`, or only `<podcast:valueRecipient>`s";
        context.say_of(&ELEMENT_TOO_MANY, node, message, help);
    }
}

/// What verifies a file has the form that its type says.
pub(super) fn integrity(node: Node<'_, '_>, context: &mut Context<'_>) {
    let (Some(kind), Some(value)) = (node.attribute("type"), node.attribute("value")) else { return };
    let value = value.trim();
    let is_base64 = |text: &str| {
        let digits = text.trim_end_matches('=');
        let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_');
        !digits.is_empty() && digits.bytes().all(|byte| is_digit(byte) || byte.is_ascii_whitespace())
    };
    let is_hash = |text: &str| {
        text.split_once('-').is_some_and(|(name, hash)| {
            let length = [("sha256", 43), ("sha384", 64), ("sha512", 86)].into_iter().find(|(known, _)| *known == name);
            is_base64(hash) && length.is_some_and(|(_, length)| hash.trim_end_matches('=').len() == length)
        })
    };
    let (is_fine, help) = match kind {
        "sri" => (value.split_whitespace().all(is_hash), "write the algorithm and the hash in base64: `sha384-…`"),
        "pgp-signature" => (is_base64(value), "write the signature in base64, without the lines around it"),
        _ => return,
    };
    if !is_fine && !value.is_empty() {
        let message = format!("`{}` verifies no file: it is not in the form of `{}`", shown(value), shown(kind));
        say_of(node, "value", message, help, context);
    }
}

/// A licence is one that is known, or says where it can be read.
pub(super) fn license(node: Node<'_, '_>, context: &mut Context<'_>) {
    let name = text_of(node).trim().to_ascii_lowercase();
    let is_version = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    // Licences that are known have a short name with a version, but for two.
    let is_known = matches!(name.as_str(), "arr" | "cc0")
        || !name.contains(char::is_whitespace) && name.rsplit_once('-').is_some_and(|(_, version)| is_version(version));
    if !is_known && !name.is_empty() && node.attribute("url").is_none() {
        let message = format!("nobody knows the licence `{}`, and it is not said where it is", shown(&name));
        let help = "write a known one, such as `cc-by-4.0`, or add `url=\"…\"`";
        context.say_of(&rules::LICENSE_UNKNOWN, node, message, help);
    }
}

/// There is a newer tag.
pub(super) fn images(node: Node<'_, '_>, context: &mut Context<'_>) {
    let message = format!("`{}` has given way to `podcast:image`", context.written_name(node));
    let help = "write `<podcast:image href=\"…\" width=\"1500\"/>` for each";
    context.say_of(&rules::IMAGES_DEPRECATED, node, message, help);
}

/// A feed that lists other feeds' items has none of its own.
pub(super) fn list(node: Node<'_, '_>, context: &mut Context<'_>) {
    let medium = text_of(node).trim().to_owned();
    let is_list = medium.ends_with('L') || medium == "mixed";
    let Some(channel) = node.parent_element().filter(|_| is_list) else { return };
    let is_item = |child: &Node<'_, '_>| child.has_tag_name("item") || is(*child, "liveItem");
    if let Some(item) = channel.children().find(is_item) {
        let message =
            format!("a feed of the medium `{}` lists items of other feeds, and has none itself", shown(&medium));
        let help =
            format!("name them with `<podcast:remoteItem>`, or write the medium `{}`", medium.trim_end_matches('L'));
        return context.say_of(&rules::LIST_WITH_ITEMS, item, message, &help);
    }
    if context.is_whole(channel) && !channel.children().any(|child| is(child, "remoteItem")) {
        let message = format!("a feed of the medium `{}` lists nothing", shown(&medium));
        let help = "add a `<podcast:remoteItem feedGuid=\"…\" itemGuid=\"…\"/>` for each";
        context.say_of(&ELEMENT_MISSING, channel, message, help);
    }
}

/// A publisher's feed is one of publishers.
pub(super) fn publisher(node: Node<'_, '_>, context: &mut Context<'_>) {
    let Some(item) = node.children().find(|child| is(*child, "remoteItem")) else { return };
    match item.attribute("medium").map(str::trim) {
        Some("publisher") => {}
        Some(_) => {
            let message = "the feed of a publisher is not of another medium".to_owned();
            say_of(item, "medium", message, "write `medium=\"publisher\"`", context);
        }
        None => {
            let message = format!("`{}` has no attribute `medium`", context.written_name(item));
            context.say_of(&ATTRIBUTE_MISSING, item, message, "write `medium=\"publisher\"`");
        }
    }
}

/// What recurs a number of times begins on a date.
pub(super) fn frequency(node: Node<'_, '_>, context: &mut Context<'_>) {
    let counts = node.attribute("rrule").is_some_and(|rule| rule.split(';').any(|part| part.starts_with("COUNT=")));
    if counts && node.attribute("dtstart").is_none() {
        let message = format!("`{}` has a `COUNT` and no attribute `dtstart`", context.written_name(node));
        context.say_of(&ATTRIBUTE_MISSING, node, message, "write when the first one comes: `dtstart=\"2025-09-01\"`");
    }
}
