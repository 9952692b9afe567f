//! Identifiers and links that several entries of a feed share.

use std::collections::HashMap;

use crate::check::tree::Node;

use crate::check::across::{self, Dated};
use crate::check::context::{Context, text_of};
use crate::check::rules::atom as rules;
use crate::check::schema::atom::links::{Rel, rel_of};
use crate::check::schema::atom::{child, children};
use crate::check::values::addresses::resolve;
use crate::check::values::dates_3339::seconds;
use crate::check::values::shown;

/// How many entries must have the same id before it is all of them by mistake, and not one that came twice.
const EQUAL_MIN: usize = 3;

/// An entry's id and date.
struct Entry<'a, 'input> {
    node: Node<'a, 'input>,
    id: String,
    updated: String,
}

pub(super) fn judge(feed: Node<'_, '_>, context: &mut Context<'_>) {
    let text = |entry: Node<'_, '_>, name: &str| child(entry, name).map(text_of).unwrap_or_default().trim().to_owned();
    let entries: Vec<Entry<'_, '_>> = children(feed, "entry")
        .map(|node| Entry { node, id: text(node, "id"), updated: text(node, "updated") })
        .collect();
    ids(&entries, context);
    links(&entries, context);
    made_at_build(&entries, &text(feed, "updated"), context);
}

fn ids(entries: &[Entry<'_, '_>], context: &mut Context<'_>) {
    let Some(first) = entries.first().filter(|first| !first.id.is_empty()) else { return several(entries, context) };
    if entries.len() < EQUAL_MIN || entries.iter().any(|entry| entry.id != first.id) {
        return several(entries, context);
    }
    let place = child(entries[1].node, "id").unwrap_or(entries[1].node);
    let message = format!("all {} entries have the id `{}`", entries.len(), shown(&first.id));
    context.say_of(
        &rules::ENTRY_IDS_EQUAL,
        place,
        message,
        "give each entry an id of its own: the address of its page",
    );
}

fn several(entries: &[Entry<'_, '_>], context: &mut Context<'_>) {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for entry in entries.iter().filter(|entry| !entry.id.is_empty()) {
        let Some(updated) = seen.insert(&entry.id, &entry.updated) else { continue };
        let place = child(entry.node, "id").unwrap_or(entry.node);
        if updated == entry.updated {
            let message = format!("another entry has the id `{}` and the same date", shown(&entry.id));
            context.say_of(&rules::ENTRY_REPEATED, place, message, "keep one of them, or give each an id of its own");
        } else {
            let message = format!("another entry has the id `{}`: readers show one of them", shown(&entry.id));
            context.say_of(&rules::ENTRY_REVISIONS, place, message, "keep the latest");
        }
    }
}

/// Two entries that lead to one page.
fn links(entries: &[Entry<'_, '_>], context: &mut Context<'_>) {
    let mut seen: HashMap<String, &str> = HashMap::new();
    for entry in entries {
        let alternate = children(entry.node, "link").find(|link| rel_of(*link) == Rel::Alternate);
        let Some((link, href)) = alternate.and_then(|link| Some((link, link.attribute("href")?.trim()))) else {
            continue;
        };
        let url = resolve(link, href).map_or_else(|| href.to_owned(), String::from);
        if let Some(id) = seen.insert(url, &entry.id)
            && id != entry.id
        {
            context.remark_of(link, Some(across::same_link(href)));
        }
    }
}

/// Ids that change with each build.
fn made_at_build(entries: &[Entry<'_, '_>], built: &str, context: &mut Context<'_>) {
    let dated: Vec<Dated<'_>> =
        entries.iter().map(|entry| Dated { id: &entry.id, at: seconds(&entry.updated) }).collect();
    if let Some(first) = entries.first() {
        let place = child(first.node, "id").unwrap_or(first.node);
        context.remark_of(place, across::made_at_build(&dated, seconds(built)));
    }
}
