//! What concerns several values together.

use std::collections::HashMap;

use crate::check::json::dates;
use crate::check::json::reader::{Data, Object};
use crate::check::json::walk::{Judge, Place};
use crate::check::rules::json as rules;
use crate::check::values::shown;
use crate::diagnostic::Span;

/// Version 1.1 has `authors` in place of `author`.
pub(super) fn author(object: &Object<'_>, _span: Span, judge: &mut Judge<'_, '_>) {
    let Some(author) = object.members.iter().find(|member| member.key == "author") else { return };
    if judge.is_old() || object.get("authors").is_some() {
        return;
    }
    let place = Place { key: "author", parent: "feed", span: author.key_span };
    let message = "`author` belongs to version 1: since 1.1 there is `authors`".to_owned();
    judge.say(&rules::JSON_AUTHOR_DEPRECATED, place, message, "write `\"authors\": [{\"name\": \"…\"}]`");
}

/// Who looks at the first bytes of a file wants to see the version there.
pub(super) fn version_first(feed: &Object<'_>, _span: Span, judge: &mut Judge<'_, '_>) {
    let Some(at) = feed.members.iter().position(|member| member.key == "version").filter(|at| *at > 0) else { return };
    let place = Place { key: "version", parent: "feed", span: feed.members[at].key_span };
    let message = "`version` is not the first key".to_owned();
    judge.say(&rules::JSON_VERSION_LATE, place, message, "let the feed begin with it");
}

/// The next page is another one.
pub(super) fn next_page(feed: &Object<'_>, _span: Span, judge: &mut Judge<'_, '_>) {
    let (Some((next, span)), Some((here, _))) = (feed.text("next_url"), feed.text("feed_url")) else { return };
    if next == here {
        let place = Place { key: "next_url", parent: "feed", span };
        let message = "`next_url` leads to the feed itself".to_owned();
        judge.say(&rules::JSON_NEXT_URL_LOOPS, place, message, "write the next page's address, or leave the key out");
    }
}

/// A feed says its language, or its items do.
pub(super) fn language(feed: &Object<'_>, span: Span, judge: &mut Judge<'_, '_>) {
    let says = |object: &Object<'_>| object.get("language").is_some();
    let mut items = feed.objects("items").peekable();
    let do_items = items.peek().is_some() && items.all(|(item, _)| says(item));
    if judge.is_old() || says(feed) || do_items {
        return;
    }
    let message = "the feed does not say its language".to_owned();
    judge.say_of(&rules::JSON_LANGUAGE_MISSING, (span, "feed"), message, "add `\"language\": \"en\"`");
}

/// A feed has items.
pub(super) fn no_items(feed: &Object<'_>, _span: Span, judge: &mut Judge<'_, '_>) {
    let Some(items) = feed.get("items").filter(|items| matches!(&items.data, Data::List(list) if list.is_empty()))
    else {
        return;
    };
    let place = Place { key: "items", parent: "feed", span: items.span };
    judge.say(&rules::JSON_ITEMS_EMPTY, place, "the feed has no item".to_owned(), "publish something");
}

/// Ids and addresses belong to one item each.
pub(super) fn repeated(feed: &Object<'_>, _span: Span, judge: &mut Judge<'_, '_>) {
    for (key, rule) in [("id", &rules::JSON_ID_REPEATED), ("url", &rules::JSON_URL_REPEATED)] {
        let mut seen: HashMap<&str, ()> = HashMap::new();
        for (item, _) in feed.objects("items") {
            let Some((value, span)) = item.text(key) else { continue };
            if seen.insert(value, ()).is_some() {
                let message = format!("another item has the {key} `{}` too", shown(value));
                let help = match key {
                    "id" => "give each item an id of its own, and keep it for ever",
                    _ => "give each item its own address",
                };
                judge.say(rule, Place { key, parent: "item", span }, message, help);
            }
        }
    }
}

/// The newest item comes first.
pub(super) fn order(feed: &Object<'_>, _span: Span, judge: &mut Judge<'_, '_>) {
    let mut before = i64::MAX;
    for (item, _) in feed.objects("items") {
        let Some((text, span)) = item.text("date_published") else { continue };
        let Some(instant) = dates::instant(text) else { continue };
        if instant > before {
            let place = Place { key: "date_published", parent: "item", span };
            let message = "this item is newer than the one before it".to_owned();
            return judge.say(&rules::JSON_ITEMS_UNSORTED, place, message, "put the newest item first");
        }
        before = instant;
    }
}

/// An item has content.
pub(super) fn content(item: &Object<'_>, span: Span, judge: &mut Judge<'_, '_>) {
    if item.get("content_html").is_none() && item.get("content_text").is_none() {
        let message = "the item has neither `content_html` nor `content_text`".to_owned();
        let help = "add one of them; a summary may stand beside it, not instead";
        judge.say_of(&rules::JSON_CONTENT_MISSING, (span, "item"), message, help);
    }
}

/// An item leads somewhere.
pub(super) fn link(item: &Object<'_>, span: Span, judge: &mut Judge<'_, '_>) {
    if item.get("url").is_none() && item.get("external_url").is_none() {
        let message = "the item has no `url`".to_owned();
        judge.say_of(
            &rules::JSON_ITEM_WITHOUT_URL,
            (span, "item"),
            message,
            "add `\"url\": \"https://example.org/…\"`",
        );
    }
}

/// An item has a date, and was not changed before it was published.
pub(super) fn dates(item: &Object<'_>, span: Span, judge: &mut Judge<'_, '_>) {
    if item.get("date_published").is_none() {
        let message = "the item has no `date_published`".to_owned();
        let help = "add `\"date_published\": \"2025-08-13T10:00:00Z\"`";
        return judge.say_of(&rules::JSON_ITEM_WITHOUT_DATE, (span, "item"), message, help);
    }
    let instant = |key| item.text(key).and_then(|(text, span)| Some((dates::instant(text)?, span)));
    let (Some((published, _)), Some((modified, span))) = (instant("date_published"), instant("date_modified")) else {
        return;
    };
    if modified < published {
        let place = Place { key: "date_modified", parent: "item", span };
        let message = "the item was changed before it was published".to_owned();
        let help = "write a date that is not before `date_published`";
        judge.say(&rules::JSON_MODIFIED_BEFORE_PUBLISHED, place, message, help);
    }
}

/// An author is somebody.
pub(super) fn nobody(author: &Object<'_>, span: Span, judge: &mut Judge<'_, '_>) {
    if ["name", "url", "avatar"].iter().all(|key| author.text(key).is_none()) {
        let message = "the author has neither `name` nor `url` nor `avatar`".to_owned();
        judge.say_of(&rules::JSON_AUTHOR_EMPTY, (span, "author"), message, "add a `name`, or leave the author out");
    }
}
