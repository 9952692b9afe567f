//! What stands around a large feed's entries, before they are made and after.

use std::collections::BTreeSet;

use crate::config::Content;
use crate::date::Timestamp;
use crate::model::{Entry, Feed, Id};
use crate::parallel;
use crate::pipeline::fit::summarise;
use crate::pipeline::stream::piece::{Around, Group};
use crate::pipeline::stream::{Making, PIECE};
use crate::render::pieces::{Telling, parts};
use crate::render::{self, style};
use crate::sink::Sink;

/// How many articles, evenly spread, are asked what the feed's head will be.
const SAMPLES: usize = 64;

/// Foresees which entries a group's heads will depend on: by the ledger's dates, the first entries, and some samples.
pub(super) fn foresee(making: &Making<'_>, group: &Group) -> Telling {
    let count = group.chosen.len();
    let mut places: BTreeSet<usize> = (0..count.min(PIECE)).collect();
    places.extend((0..count).step_by(count.div_ceil(SAMPLES).max(1)));
    let candidate = |place: &usize| &making.survey.candidates[group.chosen[*place]];
    // Of several that are as late, the last one counts.
    places.extend((0..count).max_by_key(|place| candidate(place).published));
    places.extend((0..count).max_by_key(|place| candidate(place).updated.max(candidate(place).published)));
    let places: Vec<usize> = places.into_iter().collect();
    let composed = parallel::map(&places, |place| making.entry(group.chosen[*place]).0);
    let mut telling = Telling::default();
    for (place, composed) in places.into_iter().zip(composed) {
        if let Some((entry, _)) = composed {
            telling.add(place, &entry);
        }
    }
    telling
}

/// What stands around the entries of each feed of a group, whose heads depend on these.
pub(super) fn frames(making: &Making<'_>, group: &Group, telling: &Telling, sink: &dyn Sink) -> Vec<Around> {
    let mut frames: Vec<Around> =
        group.feeds.iter().filter_map(|number| around(making, group, *number, telling)).collect();
    for around in &mut frames {
        let path = &making.plan.feeds[around.number].feed.path;
        around.is_compared = sink.open(path).is_ok_and(|old| old.is_some());
    }
    frames
}

/// What stands around the entries of a feed whose head depends on these.
pub(super) fn around(making: &Making<'_>, group: &Group, number: usize, telling: &Telling) -> Option<Around> {
    let planned = &making.plan.feeds[number];
    let feed = &planned.feed;
    let mut entries = telling.entries();
    if entries.is_empty() {
        // Nothing is foreseen, so the file will get another beginning.
        let home = &making.config.site.url;
        entries.push(Entry::new(Id::from(home), home.clone(), Timestamp::from_unix(0)?));
    }
    let info = making.frames.info(number, planned, &entries);
    if feed.content == Content::Summary {
        entries.iter_mut().for_each(summarise);
    }
    let whole = Feed::new(info.clone(), entries, group.order).ok()?.with_gone(making.frames.gone(planned).to_vec());
    let mut output = render::render(&whole, feed.format).output;
    if let Some(style) = making.frames.style() {
        style::link(&mut output, feed.format, &info.address, style);
    }
    let parts = parts(&output.bytes, feed.format)?;
    let (head, tail) = (parts.head.to_vec(), parts.tail.to_vec());
    Some(Around { number, info, head, tail, modified: output.modified, is_compared: false })
}
