//! The dates of a channel and its items, compared with each other.

use std::borrow::Cow;

use crate::check::tree::Node;

use crate::check::across;
use crate::check::context::{Context, text_of};
use crate::check::rss::channel::date_in;
use crate::check::rules::feeds as rules;
use crate::check::values::dates::rfc822_instant;
use crate::check::values::shown;

const DAY_SECONDS: i64 = 86_400;

/// Judges the dates of a channel's items.
pub(super) fn judge(channel: Node<'_, '_>, items: &[Node<'_, '_>], context: &mut Context<'_>) {
    let nodes: Vec<Option<(Node<'_, '_>, Cow<'_, str>)>> = items.iter().map(|item| date_in(*item, "pubDate")).collect();
    let dates: Vec<Option<i64>> =
        nodes.iter().map(|node| node.as_ref().and_then(|(_, text)| rfc822_instant(text))).collect();
    let node_at = |at: usize| nodes[at].as_ref();
    if let Some((at, remark)) = across::out_of_order(&dates)
        && let Some((node, _)) = node_at(at)
    {
        context.remark_of(*node, Some(remark));
    }
    // All published at once: most often the time at which the feed was made.
    if across::is_one_moment(&dates)
        && let Some((node, text)) = node_at(0)
    {
        context.remark_of(*node, Some(across::all_published_at(text)));
    }
    let dated = nodes.iter().zip(&dates).filter_map(|(node, at)| Some((node.as_ref()?.0, (*at)?)));
    after_build(channel, dated, context);
}

/// No item is newer than the feed that holds it; a day is left to clocks and zones.
fn after_build<'a, 'input: 'a>(
    channel: Node<'_, '_>,
    dated: impl Iterator<Item = (Node<'a, 'input>, i64)>,
    context: &mut Context<'_>,
) {
    let built = date_in(channel, "lastBuildDate").and_then(|(_, text)| rfc822_instant(&text));
    let Some(built) = built else { return };
    for (node, _) in dated.filter(|(_, at)| *at > built + DAY_SECONDS) {
        let message = format!("`{}` comes after the feed's own `lastBuildDate`", shown(text_of(node).trim()));
        let help = "let `lastBuildDate` be the date of the newest change, and hold back items of the future";
        context.say_of(&rules::DATE_AFTER_BUILD, node, message, help);
    }
}
