//! The dates of a feed's entries beside each other.

use std::collections::HashMap;

use crate::check::tree::Node;

use crate::check::across;
use crate::check::context::{Context, text_of};
use crate::check::rules::atom as rules;
use crate::check::rules::feeds::DATE_AFTER_BUILD;
use crate::check::schema::atom::{child, children};
use crate::check::values::dates_3339::seconds;
use crate::check::values::shown;

pub(super) fn judge(feed: Node<'_, '_>, context: &mut Context<'_>) {
    let entries: Vec<Node<'_, '_>> = children(feed, "entry").collect();
    let moments = |name: &str| -> Vec<Option<i64>> {
        entries.iter().map(|entry| child(*entry, name).and_then(|date| seconds(&text_of(date)))).collect()
    };
    let (updated, published) = (moments("updated"), moments("published"));
    repeated(&entries, &updated, &published, context);
    stale(feed, &updated, context);
    let some_published = published.iter().flatten().count() > 1;
    if some_published && across::is_ordered(&published) {
        return;
    }
    if let Some((at, remark)) = across::out_of_order(&updated) {
        context.remark_of(child(entries[at], "updated").unwrap_or(entries[at]), Some(remark));
    }
}

/// Entries that were updated at the same moment: two by chance, or all of them since it is the clock's.
fn repeated(entries: &[Node<'_, '_>], updated: &[Option<i64>], published: &[Option<i64>], context: &mut Context<'_>) {
    let id = |entry: Node<'_, '_>| child(entry, "id").map(text_of).unwrap_or_default().trim().to_owned();
    let Some(first) = entries.first() else { return };
    let own_ids = || entries[1..].iter().all(|entry| id(*entry) != id(*first));
    if !across::is_one_day(published, updated) && across::is_one_moment(updated) && own_ids() {
        let place = child(*first, "updated").unwrap_or(*first);
        return context.remark_of(place, Some(across::all_updated_at(&text_of(place), entries.len())));
    }
    let mut seen: HashMap<i64, String> = HashMap::new();
    for (entry, moment) in entries.iter().zip(updated) {
        let Some(moment) = moment else { continue };
        let id = id(*entry);
        if let Some(other) = seen.insert(*moment, id.clone())
            && other != id
        {
            let place = child(*entry, "updated").unwrap_or(*entry);
            let message =
                format!("another entry was updated at `{}` too: their order is open", shown(text_of(place).trim()));
            context.say_of(&rules::UPDATED_REPEATED, place, message, "write the time of day of each change");
        }
    }
}

/// A feed is at least as new as its newest entry.
fn stale(feed: Node<'_, '_>, updated: &[Option<i64>], context: &mut Context<'_>) {
    let Some(own) = child(feed, "updated") else { return };
    let (Some(moment), Some(newest)) = (seconds(&text_of(own)), updated.iter().copied().flatten().max()) else {
        return;
    };
    if newest > moment {
        let message = format!("the feed says `{}`, but an entry is newer", shown(text_of(own).trim()));
        let help = "write the date of the newest entry";
        context.say_of(&DATE_AFTER_BUILD, own, message, help);
    }
}
