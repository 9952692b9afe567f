//! The dates of a channel and its items, compared with each other.

use roxmltree::Node;

use crate::check::context::{Context, text_of};
use crate::check::rss::channel::date_in;
use crate::check::rules::rss as rules;
use crate::check::values::dates::rfc822_instant;
use crate::check::values::shown;

const DAY_SECONDS: i64 = 86_400;
/// Fewer items may well have appeared in the same second.
const SAME_MIN: usize = 3;

/// Judges the dates of a channel's items.
pub(super) fn judge(channel: Node<'_, '_>, items: &[Node<'_, '_>], context: &mut Context<'_>) {
    let dated: Vec<(Node<'_, '_>, i64)> = items
        .iter()
        .filter_map(|item| date_in(*item, "pubDate"))
        .filter_map(|(node, text)| Some((node, rfc822_instant(&text)?)))
        .collect();
    order(&dated, context);
    same(&dated, items.len(), context);
    after_build(channel, &dated, context);
}

/// Newest first.
fn order(dated: &[(Node<'_, '_>, i64)], context: &mut Context<'_>) {
    let newer = dated.windows(2).find(|pair| pair[0].1 < pair[1].1).map(|pair| pair[1].0);
    if let Some(node) = newer {
        let message = format!("the item of `{}` follows one that is older", shown(text_of(node).trim()));
        let help = "put the newest item first: some readers take only the first ones";
        context.say_of(&rules::ITEMS_UNORDERED, node, message, help);
    }
}

/// All published at once: most often the time at which the feed was made.
fn same(dated: &[(Node<'_, '_>, i64)], items: usize, context: &mut Context<'_>) {
    let Some((first, at)) = dated.first() else { return };
    if items >= SAME_MIN && dated.len() == items && dated.iter().all(|(_, other)| other == at) {
        let message = format!("all items have the date `{}`", shown(text_of(*first).trim()));
        let help = "write the date on which each was published, not the one on which the feed was made";
        context.say_of(&rules::DATES_ALL_EQUAL, *first, message, help);
    }
}

/// No item is newer than the feed that holds it; a day is left to clocks and zones.
fn after_build(channel: Node<'_, '_>, dated: &[(Node<'_, '_>, i64)], context: &mut Context<'_>) {
    let built = date_in(channel, "lastBuildDate").and_then(|(_, text)| rfc822_instant(&text));
    let Some(built) = built else { return };
    for (node, _) in dated.iter().filter(|(_, at)| *at > built + DAY_SECONDS) {
        let message = format!("`{}` comes after the feed's own `lastBuildDate`", shown(text_of(*node).trim()));
        let help = "let `lastBuildDate` be the date of the newest change, and hold back items of the future";
        context.say_of(&rules::DATE_AFTER_BUILD, *node, message, help);
    }
}
