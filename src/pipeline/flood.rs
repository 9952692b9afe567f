//! What readers would show as new although it is old: a flood of it is not published.
//!
//! # Why
//! When ids change, or a feed suddenly reaches further back, every subscriber gets dozens of old entries as new, and
//! nobody can take that back. So each file is compared with the one that it replaces, as a subscriber sees the two.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, BufRead, Read};

use memchr::memmem::{self, Finder};

use crate::config::{Config, FeedConfig};
use crate::diagnostic::{Diagnostic, Located};
use crate::model::Order;
use crate::output::Format;
use crate::pipeline::Options;
use crate::pipeline::aside::Aside;
use crate::pipeline::finish::{Contents, Finished};
use crate::pipeline::judge::{Layout, layout};
use crate::pipeline::plan::Plan;
use crate::pipeline::stream::hash;
use crate::sink::{Draft, Sink};
use crate::subscriber::{self, Change, ChangeKind, Difference, Window};

/// How many entries are named as examples.
const EXAMPLES: usize = 3;
/// How much of a title is told, in characters.
const TITLE_MAX: usize = 80;

/// What of a feed is looked at when it is compared with an old one.
pub fn window(feed: &FeedConfig, options: Options) -> Window {
    // A feed without a limit has room for all; of one that is limited by age or bytes, no number tells when it is full.
    let is_counted = feed.max_age.is_none() && feed.max_bytes.is_none();
    let limit = Some(if is_counted { feed.limit.unwrap_or(usize::MAX) } else { 0 });
    Window { limit, by_updated: feed.order == Order::Updated, now: Some(options.now) }
}

/// Compares every finished file with the one that it would replace, and tells which would be a flood: whether there is
/// one, so that nothing must be written.
///
/// # Errors
/// The world refused to give a new file back.
pub(super) fn judge(
    config: &Config,
    plan: &Plan,
    finished: &[Option<Finished>],
    aside: &Aside,
    sink: &dyn Sink,
    options: Options,
    findings: &mut Vec<Located>,
) -> io::Result<bool> {
    if options.allow_flood {
        return Ok(false);
    }
    let mut is_flood = false;
    for (planned, finished) in plan.feeds.iter().zip(finished) {
        let feed = &planned.feed;
        // Readers show what is in the document that they subscribe to.
        let Some((contents, _)) = finished.as_ref().filter(|_| !planned.is_page()) else { continue };
        let found = match contents {
            Contents::Whole(output) => judge_whole(config, feed, || Ok(Cow::from(&output.bytes)), sink, options)?,
            Contents::Aside { place, .. } => {
                judge_whole(config, feed, || aside.get(*place).map(Cow::from), sink, options)?
            }
            Contents::Left { .. } => None,
            Contents::Draft { draft, ids, .. } => judge_draft(config, feed, draft, ids, sink, options)?,
        };
        is_flood |= found.as_ref().is_some_and(|found| found.rule == RULE);
        findings.extend(found.map(|found| found.without_text(&feed.path)));
    }
    Ok(is_flood)
}

/// Compares a file with the one that it would replace.
fn judge_whole<'n>(
    config: &Config,
    feed: &FeedConfig,
    new: impl FnOnce() -> io::Result<Cow<'n, [u8]>>,
    sink: &dyn Sink,
    options: Options,
) -> io::Result<Option<Diagnostic>> {
    let old = match there(sink.get(&feed.path)) {
        Ok(old) => old,
        Err(found) => return Ok(found),
    };
    let new = new()?;
    // Most builds add an entry or two: then nothing has to be looked at closer.
    if *old == *new || added(&old, &new, feed.format) <= config.build.flood_limit {
        return Ok(None);
    }
    Ok(compare(&old, &new, window(feed, options), config.build.flood_limit))
}

/// The same of a file whose ids alone are held. Both files are read only if that leaves a doubt.
fn judge_draft(
    config: &Config,
    feed: &FeedConfig,
    draft: &Draft,
    new: &HashSet<u64>,
    sink: &dyn Sink,
    options: Options,
) -> io::Result<Option<Diagnostic>> {
    let known = match there(known(feed, sink)) {
        Ok(known) => known,
        Err(found) => return Ok(found),
    };
    if new.iter().filter(|id| !known.contains(id)).count() <= config.build.flood_limit {
        return Ok(None);
    }
    let old = match there(sink.get(&feed.path)) {
        Ok(old) => old,
        Err(found) => return Ok(found),
    };
    Ok(compare(&old, &draft.read()?, window(feed, options), config.build.flood_limit))
}

/// The hashes of the ids in the file that is there.
fn known(feed: &FeedConfig, sink: &dyn Sink) -> io::Result<Option<HashSet<u64>>> {
    let Some(mut old) = sink.open(&feed.path)? else { return Ok(None) };
    let mut known = HashSet::new();
    each_id(&mut *old, feed.format, |id| {
        known.insert(hash(id));
    })?;
    Ok(Some(known))
}

/// What was read of an old file, or what is to be told without it: nothing where nobody has subscribed, since it was not
/// there.
fn there<T>(read: io::Result<Option<T>>) -> Result<T, Option<Diagnostic>> {
    match read {
        Ok(Some(old)) => Ok(old),
        Ok(None) => Err(None),
        Err(error) => Err(Some(not_compared(&format!("it can't be read: {error}")))),
    }
}

/// The name under which a flood is told.
const RULE: &str = "feed-flood";

/// How many ids of a new file are not in the old one, as far as that was laid out by us, too; far quicker than reading
/// both.
fn added(old: &[u8], new: &[u8], format: Format) -> usize {
    let known: HashSet<&[u8]> = ids(old, format).into_iter().collect();
    ids(new, format).iter().filter(|id| !known.contains(*id)).count()
}

/// The ids in a file, as far as it was laid out by us, as they are written.
pub(super) fn ids(file: &[u8], format: Format) -> Vec<&[u8]> {
    let Layout { open, close, .. } = layout(format);
    let (open, close) = (Finder::new(open), Finder::new(close));
    let starts = open.find_iter(file).map(|at| &file[at + open.needle().len()..]);
    starts.filter_map(|rest| Some(&rest[..close.find(rest)?])).collect()
}

/// Tells each id of a file that is not held.
fn each_id(file: &mut dyn BufRead, format: Format, mut tell: impl FnMut(&[u8])) -> io::Result<()> {
    /// So much is looked at together, so that an id which begins in it mostly ends in it.
    const WINDOW: u64 = 1 << 20;
    /// No id is longer.
    const ID_MAX: usize = 1 << 16;
    let mut window = Vec::new();
    loop {
        let read = file.take(WINDOW).read_to_end(&mut window)?;
        let Layout { open, close, .. } = layout(format);
        let mut at = 0;
        while let Some(start) = memmem::find(&window[at..], open.as_bytes()).map(|start| at + start) {
            let rest = &window[start + open.len()..];
            match memmem::find(rest, close.as_bytes()) {
                Some(end) => {
                    tell(&rest[..end]);
                    at = start + open.len();
                }
                // It ends in the next window, or is none.
                None if rest.len() < ID_MAX => break,
                None => at = start + open.len(),
            }
        }
        if read == 0 {
            return Ok(());
        }
        // What may be the beginning of an id stays.
        let begun = memmem::rfind(&window[at..], open.as_bytes()).map_or(0, |start| window.len() - at - start);
        let keep = begun.max(open.len() - 1).min(window.len() - at);
        window.drain(..window.len() - keep);
    }
}

fn compare(old: &[u8], new: &[u8], window: Window, limit: usize) -> Option<Diagnostic> {
    let old = match subscriber::read(old) {
        Ok(old) => old,
        Err(why) => return Some(not_compared(&why.to_string())),
    };
    // Our own file has just been judged, so it is a feed.
    let new = subscriber::read(new).ok()?;
    let difference = subscriber::difference(&old, &new, window);
    let flood: Vec<&Change> = difference.old_news().collect();
    if flood.len() <= limit {
        return None;
    }
    let number = flood.len();
    let message =
        format!("readers would show {number} old entries as new, so nothing was written; {limit} are allowed");
    let mut help = String::new();
    for change in flood.iter().take(EXAMPLES) {
        let title = if change.title.is_empty() { &change.id } else { &change.title };
        let title = title.chars().take(TITLE_MAX).collect::<String>();
        help.push_str(&format!("`{title}`: {}\n", change.why.as_deref().unwrap_or_default()));
    }
    help.push_str(&cause(&difference));
    help.push_str("`feedwright diff` shows all of them; to publish them all the same, add `--allow-flood`");
    Some(Diagnostic::error(RULE, message).help(help))
}

/// What most likely let old entries in, or where ids changed, what undoes that.
fn cause(difference: &Difference) -> String {
    let (old, new, gone) = (difference.old_length, difference.new_length, difference.count(ChangeKind::Gone));
    match gone {
        _ if difference.count(ChangeKind::ShownAgain) > 0 => {
            "`feedwright adopt` with the old file gives articles back the ids that subscribers know\n".to_owned()
        }
        _ if new > old => {
            format!("the feed grows from {old} to {new} entries: if you raised its `limit`, that is why\n")
        }
        0 => String::new(),
        1 => "1 entry is gone, and older ones take its place\n".to_owned(),
        _ => format!("{gone} entries are gone, and older ones take their place\n"),
    }
}

fn not_compared(why: &str) -> Diagnostic {
    let message = format!("what is new to subscribers can't be told, since the old file can't be compared: {why}");
    Diagnostic::note("feed-not-compared", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_way_counts_what_the_long_one_finds() {
        let files: [(&[u8], Format); 3] = [
            (include_bytes!("../../tests/golden/feed.xml"), Format::Rss),
            (include_bytes!("../../tests/golden/atom.xml"), Format::Atom),
            (include_bytes!("../../tests/golden/feed.json"), Format::Json),
        ];
        for (file, format) in files {
            let seen = subscriber::read(file).unwrap();
            assert_eq!((added(b"", file, format), added(file, file, format)), (seen.entries.len(), 0), "{format:?}");
            let id = &seen.entries[0].id;
            let other = String::from_utf8(file.to_vec()).unwrap().replacen(id, "tag:another", 1);
            assert_eq!(added(file, other.as_bytes(), format), 1, "{format:?}");
        }
    }

    #[test]
    fn a_file_that_is_not_held_tells_the_same_ids() {
        let item = |number: usize| {
            let text = "x".repeat(number % 97);
            format!("<item><guid isPermaLink=\"false\">tag:e.fr,2025:{number}</guid>{text}</item>")
        };
        let file = (0..40_000).map(item).collect::<String>() + "<guid isPermaLink=\"false\">never ends";
        let mut told = Vec::new();
        each_id(&mut file.as_bytes(), Format::Rss, |id| told.push(id.to_vec())).unwrap();
        assert_eq!(told.len(), 40_000);
        assert_eq!(told, ids(file.as_bytes(), Format::Rss));
    }
}
