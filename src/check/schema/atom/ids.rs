//! Identifiers and links that several entries of a feed share.

use std::collections::HashMap;

use roxmltree::Node;

use crate::check::context::{Context, text_of};
use crate::check::rules::atom as rules;
use crate::check::rules::rss::LINK_REPEATED;
use crate::check::schema::atom::links::{Rel, rel_of};
use crate::check::schema::atom::{child, children};
use crate::check::values::addresses::{is_uuid, resolve};
use crate::check::values::dates_3339::seconds;
use crate::check::values::shown;

/// Seconds between the first day of UUIDs' calendar, 1582-10-15, and 1970 (RFC 9562, section 5.1).
const UUID_EPOCH: i64 = 12_219_292_800;
/// How many entries must have the same id before it is all of them by mistake, and not one that came twice.
const EQUAL_MIN: usize = 3;
/// How many seconds a build takes at most.
const BUILD_SECONDS: i64 = 120;

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
            let message = format!("another entry leads to `{}` too", shown(href));
            context.say_of(&LINK_REPEATED, link, message, "link each entry to its own page");
        }
    }
}

/// Ids that change with each build: readers take every entry for a new one each time.
fn made_at_build(entries: &[Entry<'_, '_>], built: &str, context: &mut Context<'_>) {
    let Some(first) = entries.first().filter(|_| entries.len() > 1) else { return };
    let moment = seconds(built);
    let is_one_moment = !built.is_empty() && entries.iter().all(|entry| entry.updated == first.updated);
    let is_made = |entry: &Entry<'_, '_>| {
        let uuid = entry.id.get(9..).filter(|uuid| is_uuid(uuid) && entry.id[..9].eq_ignore_ascii_case("urn:uuid:"));
        match uuid {
            Some(uuid) if uuid.as_bytes()[14] == b'4' => is_one_moment,
            Some(uuid) => {
                moment.zip(uuid_seconds(uuid)).is_some_and(|(built, made)| (built - made).abs() < BUILD_SECONDS)
            }
            None => moment.is_some_and(|moment| has_moment(&entry.id, moment, built)),
        }
    };
    if entries.iter().all(is_made) {
        let place = child(first.node, "id").unwrap_or(first.node);
        let message = format!("ids such as `{}` look as if made anew at each build", shown(&first.id));
        let help = "make an id once for each article and keep it: the address of its page, say";
        context.say_of(&rules::IDS_MADE_AT_BUILD, place, message, help);
    }
}

/// Whether an id holds the moment of a build: in seconds, or as the digits of its date and time.
fn has_moment(id: &str, moment: i64, built: &str) -> bool {
    let digits: String = built.chars().take(19).filter(char::is_ascii_digit).collect();
    digits.len() == 14 && (id.contains(&moment.to_string()) || id.contains(built) || id.contains(&digits))
}

/// The moment at which a UUID of version 1 or 7 was made, in seconds since 1970.
fn uuid_seconds(uuid: &str) -> Option<i64> {
    let hex = |text: &str| i64::from_str_radix(text, 16).ok();
    match uuid.as_bytes().get(14)? {
        b'1' => {
            let ticks = hex(&format!("{}{}{}", &uuid[15..18], &uuid[9..13], &uuid[..8]))?;
            Some(ticks / 10_000_000 - UUID_EPOCH)
        }
        b'7' => Some(hex(&format!("{}{}", &uuid[..8], &uuid[9..13]))? / 1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::uuid_seconds;

    #[track_caller]
    fn check(uuid: &str, expected: Option<i64>) {
        assert_eq!(uuid_seconds(uuid), expected, "{uuid}");
    }

    #[test]
    fn a_uuid_tells_when_it_was_made() {
        check("c232ab00-9414-11ec-b3c8-9f6bdeced846", Some(1_645_557_742));
        check("017f22e2-79b0-7cc3-98c4-dc0c0c07398f", Some(1_645_557_742));
        check("919108f7-52d1-4320-9bac-f847db4148a8", None);
    }
}
