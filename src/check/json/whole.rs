//! What concerns several values of an object together.

use crate::check::across::{differ, elsewhere};
use crate::check::content::{self, Member};
use crate::check::json::reader::{Data, Object};
use crate::check::json::walk::{Judge, Place};
use crate::check::rules::feeds;
use crate::check::rules::json as rules;
use crate::check::values::{enclosures, shown};
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

/// A feed says at what address it is, which is the one that it came from.
pub(super) fn own_address(feed: &Object<'_>, span: Span, judge: &mut Judge<'_, '_>) {
    if let Some((own, span)) = feed.text("feed_url") {
        let location = judge.context.location;
        return judge.remark(Place { key: "feed_url", parent: "feed", span }, elsewhere(own, location));
    }
    if feed.get("feed_url").is_none() {
        let message = "the feed does not say its own address".to_owned();
        let help = "add `\"feed_url\": \"https://carnet.example/feed.json\"`";
        judge.say_of(&feeds::SELF_LINK_MISSING, (span, "feed"), message, help);
    }
}

/// The next page is another one.
pub(super) fn next_page(feed: &Object<'_>, _span: Span, judge: &mut Judge<'_, '_>) {
    let Some((next, span)) = feed.text("next_url") else { return };
    let own = feed.text("feed_url").map(|(own, _)| own);
    if [own, judge.context.location].into_iter().flatten().any(|here| !differ(here, next)) {
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
    let message = "the feed does not say in which language it is".to_owned();
    judge.say_of(&feeds::LANGUAGE_MISSING, (span, "feed"), message, "add `\"language\": \"fr\"`");
}

/// A feed that will never change again.
pub(super) fn expired(feed: &Object<'_>, _span: Span, judge: &mut Judge<'_, '_>) {
    if let Some(expired) = feed.get("expired").filter(|expired| matches!(expired.data, Data::Flag(true))) {
        let place = Place { key: "expired", parent: "feed", span: expired.span };
        let message = "the feed says that it is finished, so readers need not fetch it again".to_owned();
        judge.say(&rules::JSON_FEED_EXPIRED, place, message, "if it goes on, leave the key out");
    }
}

/// What an item shows as it is: title and summary, which may speak of what its HTML shows as text.
pub(super) fn plain_texts(item: &Object<'_>, _span: Span, judge: &mut Judge<'_, '_>) {
    let html = item.text("content_html").map_or("", |(html, _)| html);
    for key in ["title", "summary"] {
        if let Some((text, span)) = item.text(key) {
            content::plain_member(Member { key, parent: "item", span, bases: &[] }, text, html, judge.context);
        }
    }
}

/// An item has content.
pub(super) fn has_content(item: &Object<'_>, span: Span, judge: &mut Judge<'_, '_>) {
    if item.get("content_html").is_none() && item.get("content_text").is_none() {
        let message = "the item has neither `content_html` nor `content_text`".to_owned();
        let help = "add one of them; a summary may stand beside it, not instead";
        judge.say_of(&rules::JSON_CONTENT_MISSING, (span, "item"), message, help);
    }
}

/// An item leads somewhere, and elsewhere only if that is another place.
pub(super) fn link(item: &Object<'_>, span: Span, judge: &mut Judge<'_, '_>) {
    if item.get("url").is_none() && item.get("external_url").is_none() {
        let (message, help) = ("the item has no `url`".to_owned(), "add `\"url\": \"https://example.org/…\"`");
        return judge.say_of(&rules::JSON_ITEM_WITHOUT_URL, (span, "item"), message, help);
    }
    let (Some((own, _)), Some((external, span))) = (item.text("url"), item.text("external_url")) else { return };
    if !differ(own, external) {
        let place = Place { key: "external_url", parent: "item", span };
        let message = format!("`external_url` is the item's own page `{}`", shown(own));
        let help = "write the address of the page elsewhere that the item is about, or leave the key out";
        judge.say(&rules::JSON_EXTERNAL_URL_OWN, place, message, help);
    }
}

/// An attachment's type is what the address's ending says.
pub(super) fn attachment(attachment: &Object<'_>, _span: Span, judge: &mut Judge<'_, '_>) {
    if let (Some((url, _)), Some((kind, span))) = (attachment.text("url"), attachment.text("mime_type")) {
        let place = Place { key: "mime_type", parent: "attachment", span };
        judge.remark(place, enclosures::contradiction(url, kind));
    }
}

/// An author is somebody.
pub(super) fn nobody(author: &Object<'_>, span: Span, judge: &mut Judge<'_, '_>) {
    if ["name", "url", "avatar"].iter().all(|key| author.text(key).is_none()) {
        let message = "the author has neither `name` nor `url` nor `avatar`".to_owned();
        judge.say_of(&rules::JSON_AUTHOR_EMPTY, (span, "author"), message, "add a `name`, or leave the author out");
    }
}
