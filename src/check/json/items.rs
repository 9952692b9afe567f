//! The items of a feed beside each other.

use crate::check::across::{self, Dated};
use crate::check::json::reader::{Data, Object};
use crate::check::json::walk::{Judge, Place};
use crate::check::rules::feeds as rules;
use crate::check::values::Remark;
use crate::check::values::dates_3339::seconds;
use crate::diagnostic::Span;

/// The value of a key of each item, with its place: a text, or what should be one.
fn values<'f>(feed: &'f Object<'_>, key: &str) -> Vec<Option<(&'f str, Span)>> {
    let value = |item: &'f Object<'_>| match item.get(key) {
        Some(value) => match value.data {
            Data::Number(number) => Some((number, value.span)),
            _ => item.text(key),
        },
        None => None,
    };
    feed.objects("items").map(|(item, _)| value(item)).collect()
}

fn moments(values: &[Option<(&str, Span)>]) -> Vec<Option<i64>> {
    values.iter().map(|value| seconds(value.as_ref()?.0)).collect()
}

/// A feed has items.
pub(super) fn none(feed: &Object<'_>, _span: Span, judge: &mut Judge<'_, '_>) {
    let Some(items) = feed.get("items").filter(|items| matches!(&items.data, Data::List(list) if list.is_empty()))
    else {
        return;
    };
    let place = Place { key: "items", parent: "feed", span: items.span };
    judge.say(&rules::FEED_EMPTY, place, "the feed has no items".to_owned(), "add an object for each article");
}

/// Ids and addresses belong to one item each.
pub(super) fn repeated(feed: &Object<'_>, _span: Span, judge: &mut Judge<'_, '_>) {
    again(feed, "id", across::same_id, judge);
    again(feed, "url", across::same_link, judge);
}

fn again(feed: &Object<'_>, key: &'static str, remark: fn(&str) -> Remark, judge: &mut Judge<'_, '_>) {
    let values = values(feed, key);
    across::repeated(values.iter().map(|value| value.map(|(text, _)| text)), |at, value| {
        if let Some((_, span)) = values[at] {
            judge.remark(Place { key, parent: "item", span }, Some(remark(value)));
        }
    });
}

/// The newest item comes first, and not all have the same date.
pub(super) fn dates(feed: &Object<'_>, _span: Span, judge: &mut Judge<'_, '_>) {
    let (published, modified) = (values(feed, "date_published"), values(feed, "date_modified"));
    let (first, last) = (moments(&published), moments(&modified));
    let place = |key: &'static str, values: &[Option<(&str, Span)>], at: usize| {
        values[at].map(|(_, span)| Place { key, parent: "item", span })
    };
    let some_modified = last.iter().flatten().count() > 1;
    if !(some_modified && across::is_ordered(&last))
        && let Some((at, remark)) = across::out_of_order(&first)
        && let Some(place) = place("date_published", &published, at)
    {
        judge.remark(place, Some(remark));
    }
    if across::is_one_moment(&first)
        && let Some((place, (value, _))) = place("date_published", &published, 0).zip(published[0])
    {
        judge.remark(place, Some(across::all_published_at(value)));
    }
    if !across::is_one_day(&first, &last)
        && across::is_one_moment(&last)
        && let Some((place, (value, _))) = place("date_modified", &modified, 0).zip(modified[0])
    {
        judge.remark(place, Some(across::all_updated_at(value, modified.len())));
    }
}

/// Ids stay what they are.
pub(super) fn ids(feed: &Object<'_>, _span: Span, judge: &mut Judge<'_, '_>) {
    let (ids, dates) = (values(feed, "id"), moments(&values(feed, "date_published")));
    let dated = ids.iter().zip(&dates).map(|(id, at)| Some(Dated { id: id.as_ref()?.0, at: *at }));
    let Some(dated) = dated.collect::<Option<Vec<_>>>() else { return };
    if let Some((_, span)) = ids.first().copied().flatten() {
        judge.remark(Place { key: "id", parent: "item", span }, across::made_at_build(&dated, None));
    }
}

/// An item has a date, and was not changed before it was published.
pub(super) fn own_dates(item: &Object<'_>, span: Span, judge: &mut Judge<'_, '_>) {
    if item.get("date_published").is_none() {
        let message = "the item has no date, so readers take the time at which they first saw it".to_owned();
        let help = "add `\"date_published\": \"2025-08-13T10:00:00Z\"`";
        return judge.say_of(&rules::ITEM_WITHOUT_DATE, (span, "item"), message, help);
    }
    let instant = |key| item.text(key).and_then(|(text, span)| Some((seconds(text)?, text, span)));
    let (Some((first, published, _)), Some((last, modified, span))) =
        (instant("date_published"), instant("date_modified"))
    else {
        return;
    };
    if last < first {
        let place = Place { key: "date_modified", parent: "item", span };
        judge.remark(place, Some(across::changed_too_early(published, modified)));
    }
}
