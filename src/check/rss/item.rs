//! One item.

use std::ops::Range;

use crate::check::tree::Node;
use url::Url;

use crate::check::context::{Context, Subject, text_of};
use crate::check::fix::Edit;
use crate::check::rss::{CONTENT, DUBLIN_CORE, child, semantics};
use crate::check::rules::feeds::ITEM_WITHOUT_DATE;
use crate::check::rules::rss as rules;
use crate::check::values::addresses::out_of_reach;
use crate::check::values::{enclosures, shown};
use crate::diagnostic::Span;

/// A guid with fewer characters is likely to be another's too.
const GUID_MIN: usize = 8;

/// Judges an item.
pub(in crate::check) fn judge(item: Node<'_, '_>, context: &mut Context<'_>) {
    semantics::item(item, context);
    let description = child(item, "description");
    let content = item.children_named((CONTENT, "encoded")).next();
    if let Some(content) = content {
        let first = description.is_some_and(|description| description.range().start < content.range().start);
        if !first {
            let message = format!("no `description` stands before `{}`", context.written_name(content));
            let help = "put a `<description>` with a summary before it";
            context.say_of(&rules::CONTENT_BEFORE_DESCRIPTION, content, message, help);
        }
    }
    if !context.is_whole(item) {
        return;
    }
    if description.is_none() && child(item, "title").is_none() {
        let message = "the item has neither a title nor a description".to_owned();
        context.say_of(&rules::ITEM_WITHOUT_TEXT, item, message, "add a `<title>`");
    }
    if child(item, "guid").is_none() {
        let message = "the item has no guid, so readers guess which one it is when it changes".to_owned();
        let help = "add `<guid isPermaLink=\"false\">tag:carnet.example,2025:1</guid>`";
        context.say_of(&rules::GUID_MISSING, item, message, help);
    }
    let other_date = item.children_named((DUBLIN_CORE, "date")).next().is_some();
    if child(item, "pubDate").is_none() && !other_date {
        let message = "the item has no date, so readers take the time at which they first saw it".to_owned();
        let help = "add `<pubDate>Wed, 13 Aug 2025 09:00:00 GMT</pubDate>`";
        context.say_of(&ITEM_WITHOUT_DATE, item, message, help);
    }
}

/// Judges a guid: an address, unless it says that it is none.
pub(in crate::check) fn guid(guid: Node<'_, '_>, context: &mut Context<'_>) {
    let text = text_of(guid);
    let value = text.trim();
    let is_link = guid.attribute("isPermaLink") != Some("false");
    if is_link && !is_web_address(value) {
        let message = format!("the guid `{}` is not the address of a page", shown(value));
        let help = "write the item's full address, or `isPermaLink=\"false\"`";
        // The guid itself stays: another one would be another item to every reader.
        let edit = match guid.attribute_node("isPermaLink") {
            Some(says) => Edit { span: of(says.range_value()), text: "false".to_owned() },
            None => {
                let end = guid.range().start + 1 + context.written_name(guid).len();
                Edit { span: Span::new(end, end), text: " isPermaLink=\"false\"".to_owned() }
            }
        };
        context.mend(if value.is_empty() { Vec::new() } else { vec![edit] });
        return context.say_of(&rules::GUID_NOT_PERMALINK, guid, message, help);
    }
    if is_link {
        context.remark_of(guid, out_of_reach(value));
    }
    let digits = value.len() <= 10 && value.bytes().all(|byte| byte.is_ascii_digit());
    if !is_link && (digits || value.chars().count() < GUID_MIN) {
        let message = format!("other sites may have the guid `{}` too", shown(value));
        let help = "add what is yours alone: `tag:carnet.example,2025:1`";
        context.say_of(&rules::GUID_HARDLY_UNIQUE, guid, message, help);
    }
}

fn of(range: Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

fn is_web_address(value: &str) -> bool {
    let is_whole = !value.contains(char::is_whitespace);
    let is_known = |url: Url| matches!(url.scheme(), "http" | "https" | "ftp") && url.has_host();
    is_whole && value.contains("://") && Url::parse(value).is_ok_and(is_known)
}

/// The length of an enclosure: bytes.
pub(in crate::check) fn enclosure_length(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    context.remark(subject, enclosures::length(subject.value));
}

/// Judges an enclosure: its type is what the address's ending says.
pub(in crate::check) fn enclosure(enclosure: Node<'_, '_>, context: &mut Context<'_>) {
    if let (Some(url), Some(kind)) = (enclosure.attribute("url"), enclosure.attribute("type")) {
        context.remark_of(enclosure, enclosures::contradiction(url, kind));
    }
}
