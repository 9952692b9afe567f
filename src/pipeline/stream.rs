//! Feeds of very many entries: made in pieces, so that memory holds a few dozen of their entries and never all.
//!
//! # Why
//! A feed of a hundred thousand articles is half a gigabyte. So its articles are taken some at a time, on every core:
//! composed, rendered as a small feed, judged with the head and the tail that the whole has, and written behind those
//! before them into a [`Draft`](crate::sink::Draft). Its bytes are those that rendering it at once would give, and it
//! takes its place when everything else does.
//!
//! The head depends on a few entries only. Which these are is foreseen from the ledger and some samples; where it turns
//! out otherwise, the file gets another beginning.
//!
//! What the checker can only see of entries beside each other is sure by construction, since their order is fixed before
//! they are made, or looked at here: equal ids, and what all entries have alike.

mod piece;
mod telling;
mod writing;

use std::collections::{HashMap, HashSet};
use std::io;

use crate::config::Config;
use crate::date::Timestamp;
use crate::diagnostic::Located;
use crate::ledger::Ledger;
use crate::parallel;
use crate::pipeline::compose::{Composed, compose};
use crate::pipeline::early::Early;
use crate::pipeline::finish::{Frames, Product};
use crate::pipeline::plan::{Plan, Planned};
use crate::pipeline::shelf::Shelf;
use crate::pipeline::showing::FormerFeed;
use crate::pipeline::stream::piece::Group;
use crate::pipeline::stream::writing::{Again, Writing};
use crate::pipeline::survey::Survey;
use crate::pipeline::{LeftOut, Step};
use crate::sink::Sink;
use crate::source::Source;
use crate::stable_hash::stable_hash;

/// Feeds of more entries are made in pieces.
pub(super) const MANY: usize = 500;
/// How many articles are one piece: enough that what stands around them costs little.
const PIECE: usize = 64;
/// How often a feed is made once more because what was foreseen of it was wrong.
const ATTEMPTS: usize = 3;

/// Whether a feed is made in pieces. One that must fit into so many bytes is not: what it holds depends on all of it;
/// nor is one for a destination, which may demand something of the whole; nor one whose entries name other articles.
pub(super) fn is_large(planned: &Planned, config: &Config) -> bool {
    let feed = &planned.feed;
    let is_for_destination = !feed.profiles.is_empty() || !config.check.profiles.is_empty();
    let is_kept_whole = feed.max_bytes.is_some() || is_for_destination || planned.is_whole || planned.is_page();
    planned.chosen.len() > MANY && !is_kept_whole && !planned.is_refused
}

/// What large feeds are made from.
pub(super) struct Making<'a> {
    pub(super) config: &'a Config,
    pub(super) source: &'a dyn Source,
    pub(super) survey: &'a Survey,
    pub(super) plan: &'a Plan,
    pub(super) early: &'a Early,
    pub(super) ledger: &'a Ledger,
    pub(super) frames: &'a Frames<'a>,
    /// Entries that were made for small feeds, by their articles' indices.
    pub(super) made: &'a Shelf<'a>,
    /// All articles that entries were to be made of for small feeds.
    pub(super) tried: &'a HashSet<usize>,
    /// Feeds that stay as they are, by their numbers.
    pub(super) left: &'a [Option<&'a FormerFeed>],
    pub(super) now: Timestamp,
    pub(super) progress: &'a (dyn Fn(Step) + Sync),
}

impl Making<'_> {
    /// The entry of an article, and what was found while it was made.
    fn entry(&self, index: usize) -> (Option<Composed>, Vec<Located>) {
        let candidate = &self.survey.candidates[index];
        let line = &self.ledger.lines[candidate.line];
        compose(self.config, self.source, self.early, candidate, line, self.now)
    }
}

/// What came of the large feeds.
#[derive(Default)]
pub(super) struct Streamed {
    /// By their numbers among all feeds.
    files: Vec<(usize, writing::File)>,
    /// What was found while entries were made, each article's once.
    pub(super) found: Vec<Located>,
    pub(super) left_out: Vec<LeftOut>,
    /// What the second opinion found, by the feeds' numbers.
    pub(super) judged: Vec<(usize, Vec<Located>)>,
    /// What readers see of articles that no feed has shown before, by their lines in the ledger.
    pub(super) meanings: Vec<(usize, u64)>,
}

/// Makes the large feeds of a plan: writes them, but replaces nothing.
///
/// # Errors
/// The world refused a temporary file.
pub(super) fn stream(making: &Making<'_>, sink: &mut dyn Sink) -> io::Result<Streamed> {
    let mut streamed = Streamed::default();
    // Whatever was composed before has told what is wrong with it.
    let mut told: HashSet<usize> = HashSet::new();
    for group in groups(making) {
        let pieces: Vec<(usize, &[usize])> = group.chosen.chunks(PIECE).enumerate().collect();
        let mut foreseen = telling::foresee(making, &group);
        for attempt in 1..=ATTEMPTS {
            let frames = telling::frames(making, &group, &foreseen, &*sink);
            let mut writing = Writing::begin(making, &group, &frames, sink)?;
            parallel::in_order(
                &pieces,
                |(number, chosen)| piece::make(making, &group, &frames, *number * PIECE, chosen, &told),
                |piece| writing.take(piece, sink),
            )?;
            match writing.finish(&frames, sink, attempt == ATTEMPTS)? {
                Again::No(finished) => {
                    streamed.add(finished);
                    break;
                }
                Again::With(known) => foreseen = known,
            }
        }
        told.extend(&group.chosen);
    }
    Ok(streamed)
}

/// Feeds that show the same entries in one order, each with its entries' indices in the order of the file.
fn groups(making: &Making<'_>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (number, planned) in making
        .plan
        .feeds
        .iter()
        .enumerate()
        .filter(|(number, one)| is_large(one, making.config) && making.left[*number].is_none())
    {
        let same = |group: &&mut Group| {
            let first = &making.plan.feeds[group.feeds[0]];
            first.feed.order == planned.feed.order && first.chosen == planned.chosen
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.feeds.push(number),
            None => groups.push(Group {
                feeds: vec![number],
                order: planned.feed.order,
                chosen: piece::ordered(making, planned),
            }),
        }
    }
    groups
}

impl Streamed {
    fn add(&mut self, mut finished: writing::Finished) {
        self.files.append(&mut finished.files);
        self.found.append(&mut finished.found);
        self.left_out.append(&mut finished.left_out);
        self.judged.append(&mut finished.judged);
        self.meanings.append(&mut finished.meanings);
    }

    /// What came of each, by their numbers among all feeds, and what the second opinion found.
    pub(super) fn into_products(self) -> Vec<(usize, (Product, Vec<Located>))> {
        let mut judged: HashMap<usize, Vec<Located>> = self.judged.into_iter().collect();
        let product = |(number, file): (usize, writing::File)| {
            let (contents, misfit) = match file.contents {
                Ok(contents) => (contents, None),
                Err(misfit) => (None, Some(misfit)),
            };
            let finished = contents.map(|contents| (contents, file.entries));
            let (listed, losses) = (Some(file.listed), file.losses);
            let product = Product { finished, listed, losses, shortened: 0, dropped: 0, misfit };
            (number, (product, judged.remove(&number).unwrap_or_default()))
        };
        self.files.into_iter().map(product).collect()
    }
}

/// The hash of an id as it is written in a file.
pub(super) fn hash(id: &[u8]) -> u64 {
    stable_hash(&[&String::from_utf8_lossy(id)])
}
