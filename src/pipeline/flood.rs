//! What readers would show as new although it is old: a flood of it is not published.
//!
//! # Why
//! When ids change, or a feed suddenly reaches further back, every subscriber gets dozens of old entries as new, and
//! nobody can take that back. So each file is compared with the one that it replaces, as a subscriber sees the two.

use crate::config::{Config, FeedConfig};
use crate::diagnostic::{Diagnostic, Located};
use crate::model::Order;
use crate::pipeline::{Finished, Options};
use crate::sink::Sink;
use crate::subscriber::{self, Change, Window};

/// How many entries are named as examples.
const EXAMPLES: usize = 3;

/// What of a feed is looked at when it is compared with an old one.
pub fn window(feed: &FeedConfig, options: Options) -> Window {
    Window { limit: feed.limit, by_updated: feed.order == Order::Updated, now: Some(options.now) }
}

/// Compares every finished file with the one that it would replace, and tells which would be a flood: whether there is
/// one, so that nothing must be written.
pub(super) fn judge(
    config: &Config,
    finished: &[Option<Finished>],
    sink: &dyn Sink,
    options: Options,
    findings: &mut Vec<Located>,
) -> bool {
    if options.allow_flood {
        return false;
    }
    let mut is_flood = false;
    for (feed, finished) in config.feeds.iter().zip(finished) {
        let Some((output, _)) = finished else { continue };
        let found = match sink.get(&feed.path) {
            // Nobody has subscribed to what was not there.
            Ok(None) => None,
            Ok(Some(old)) if old == output.bytes => None,
            Ok(Some(old)) => compare(&old, &output.bytes, window(feed, options), config.build.flood_limit),
            Err(error) => Some(not_compared(&format!("it can't be read: {error}"))),
        };
        is_flood |= found.as_ref().is_some_and(|found| found.rule == RULE);
        findings.extend(found.map(|found| found.without_text(&feed.path)));
    }
    is_flood
}

/// The name under which a flood is told.
const RULE: &str = "feed-flood";

fn compare(old: &[u8], new: &[u8], window: Window, limit: usize) -> Option<Diagnostic> {
    let old = match subscriber::read(old) {
        Ok(old) => old,
        Err(why) => return Some(not_compared(&why.to_string())),
    };
    // Our own file has just been judged, so it is a feed.
    let new = subscriber::read(new).ok()?;
    // Most builds add an entry or two: then nothing else has to be read.
    if !subscriber::may_exceed(&old, &new, limit) {
        return None;
    }
    let difference = subscriber::difference(&old, &new, window);
    let flood: Vec<&Change> = difference.old_news().collect();
    if flood.len() <= limit {
        return None;
    }
    let (number, old, new) = (flood.len(), difference.old_length, difference.new_length);
    let message =
        format!("readers would show {number} old entries as new, so nothing was written; {limit} are allowed");
    let mut help = String::new();
    for change in flood.iter().take(EXAMPLES) {
        let title = if change.title.is_empty() { &change.id } else { &change.title };
        help.push_str(&format!("`{title}`: {}\n", change.why.as_deref().unwrap_or_default()));
    }
    if new > old {
        help.push_str(&format!("the feed grows from {old} to {new} entries: if you raised its `limit`, that is why\n"));
    }
    help.push_str("`feedwright diff` shows all of them; to publish them all the same, add `--allow-flood`");
    Some(Diagnostic::error(RULE, message).help(help))
}

fn not_compared(why: &str) -> Diagnostic {
    let message = format!("what is new to subscribers can't be told, since the old file can't be compared: {why}");
    Diagnostic::note("feed-not-compared", message)
}
