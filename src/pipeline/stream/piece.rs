//! A few dozen articles → their bytes in each feed that shows them, judged.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashSet;

use crate::config::Content;
use crate::date::Timestamp;
use crate::diagnostic::Located;
use crate::model::{Entry, Feed, FeedInfo, Id, Order, Text};
use crate::pipeline::fit::{Misfit, summarise};
use crate::pipeline::judge::{Articles, Judgement, judge_piece};
use crate::pipeline::plan::Planned;
use crate::pipeline::stream::{Making, hash};
use crate::pipeline::survey::Candidate;
use crate::pipeline::{LeftOut, Reason, Step, flood, pages};
use crate::render::ListedEntry;
use crate::render::pieces::{Telling, Within, within};

/// Feeds that show the same entries in one order.
pub(super) struct Group {
    /// Their numbers among all feeds.
    pub(super) feeds: Vec<usize>,
    pub(super) order: Order,
    /// The articles' indices, in the order of the file.
    pub(super) chosen: Vec<usize>,
}

/// What stands around the entries of one feed.
pub(super) struct Around {
    /// The feed's number.
    pub(super) number: usize,
    pub(super) info: FeedInfo,
    pub(super) head: Vec<u8>,
    pub(super) tail: Vec<u8>,
    /// When what the feed says last changed.
    pub(super) modified: Timestamp,
    /// Whether there is an old file, which the new one will be compared with.
    pub(super) is_compared: bool,
}

/// Entries that follow each other in a file.
pub(super) struct Piece {
    pub(super) telling: Telling,
    /// The instants and ids of its entries, by which they are in order.
    pub(super) keys: Vec<(Reverse<i64>, Id)>,
    /// When they were published and updated: the first and the last instant.
    pub(super) published: Option<(i64, i64)>,
    pub(super) updated: Option<(i64, i64)>,
    /// The first few, as a list tells of them.
    pub(super) newest: Vec<ListedEntry>,
    /// For each feed of the group what stands in its file, or why there is nothing.
    pub(super) files: Vec<Result<Rendered, Misfit>>,
    pub(super) found: Vec<Located>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) meanings: Vec<(usize, u64)>,
}

/// The entries of one feed.
pub(super) struct Rendered {
    pub(super) within: Within,
    pub(super) entries: usize,
    pub(super) judgement: Judgement,
    /// What is to be said of the feed if all pieces of it are as this one.
    pub(super) alike: Judgement,
    /// Hashes of the ids as they are written.
    pub(super) ids: Vec<u64>,
}

/// The articles that a feed shows, in the order of its file: the newest first, those of one instant by id.
pub(super) fn ordered(making: &Making<'_>, planned: &Planned) -> Vec<usize> {
    let candidates = &making.survey.candidates;
    let of = |one: &Candidate| one.instant(planned.feed.order);
    // Articles lie far from each other in memory: where most are shown, each is looked at once, as they follow there.
    let shows_most = planned.chosen.len() > candidates.len() / 2;
    let instants: Vec<i64> = if shows_most { candidates.iter().map(of).collect() } else { Vec::new() };
    let instant = |index: &usize| instants.get(*index).copied().unwrap_or_else(|| of(&candidates[*index]));
    let mut chosen = planned.chosen.clone();
    chosen.sort_by_cached_key(|index| Reverse(instant(index)));
    // An id takes a while to be read, and most instants are one article's alone.
    for alike in chosen.chunk_by_mut(|a, b| instant(a) == instant(b)).filter(|alike| alike.len() > 1) {
        alike.sort_by_cached_key(|index| Id::new(&making.ledger.lines[candidates[*index].line].id).ok());
    }
    chosen
}

/// Makes the entries of articles, the first of which has this place among all of the group; of those in `told`, nothing
/// is told again.
pub(super) fn make(
    making: &Making<'_>,
    group: &Group,
    frames: &[Around],
    place: usize,
    chosen: &[usize],
    told: &HashSet<usize>,
) -> Piece {
    let mut piece = Piece {
        telling: Telling::default(),
        keys: Vec::with_capacity(chosen.len()),
        published: None,
        updated: None,
        newest: Vec::new(),
        files: Vec::with_capacity(frames.len()),
        found: Vec::new(),
        left_out: Vec::new(),
        meanings: Vec::new(),
    };
    let mut made = Vec::with_capacity(chosen.len());
    let mut entries = Vec::with_capacity(chosen.len());
    for (index, place) in chosen.iter().zip(place..) {
        let Some(entry) = piece.entry(making, *index, told) else { continue };
        made.push((*index, entry.guid.clone()));
        piece.look_at(group.order, place, &entry);
        entries.push(entry);
    }
    let taken_over = entries.iter().filter_map(|entry| entry.guid.as_ref().map(ToString::to_string)).collect();
    let keys = &piece.keys;
    // It is seldom asked for.
    let name_of = |id: &str| {
        let is_known_as = |guid: &Option<Text>| guid.as_ref().is_some_and(|guid| guid.as_str() == id);
        let mut all = made.iter().zip(keys).rev();
        let found = all.find(|((_, guid), (_, own))| own.as_str() == id || is_known_as(guid));
        found.map(|((index, _), _)| making.survey.candidates[*index].name.clone())
    };
    let (config, source) = (making.config, making.source);
    let articles = Articles { config, source, name_of: &name_of, taken_over, now: making.now };
    for (number, around) in frames.iter().enumerate() {
        if entries.is_empty() {
            break;
        }
        // The last feed takes the entries themselves.
        let own = if number + 1 == frames.len() { std::mem::take(&mut entries) } else { entries.clone() };
        piece.files.push(rendered(making, group.order, around, own, &articles));
    }
    piece
}

/// Renders the entries for one feed, and asks for a second opinion on them as they stand in its file.
fn rendered(
    making: &Making<'_>,
    order: Order,
    around: &Around,
    mut entries: Vec<Entry>,
    articles: &Articles<'_>,
) -> Result<Rendered, Misfit> {
    let feed = &making.plan.feeds[around.number].feed;
    if feed.content == Content::Summary {
        entries.iter_mut().for_each(summarise);
    }
    let count = entries.len();
    let whole = Feed::new(around.info.clone(), entries, order).map_err(Misfit::NoFeed)?;
    let within = within(&whole, feed.format, &around.head, &around.tail).ok_or(Misfit::InPieces)?;
    drop(whole);
    let (judgement, alike) = if has_room(&around.head, &within.own.0) {
        judge_piece(feed, &within.file, articles)
    } else {
        // The file will get a head that has.
        judge_piece(feed, &within.by_itself(), articles)
    };
    let ids = match around.is_compared {
        true => flood::ids(within.entries(), feed.format).into_iter().map(hash).collect(),
        false => Vec::new(),
    };
    Ok(Rendered { within, entries: count, judgement, alike, ids })
}

/// Whether a head declares and says everything that entries need which have this head of their own.
fn has_room(head: &[u8], own: &[u8]) -> bool {
    if head == own {
        return true;
    }
    let (head, own) = (String::from_utf8_lossy(head), String::from_utf8_lossy(own));
    let names = own.split(['<', ' ', '\n', '>']).filter(|word| word.starts_with("xmlns:") || *word == "author");
    names.into_iter().all(|name| head.contains(name))
}

impl Piece {
    /// The entry of an article, and what was found while it was made.
    fn entry(&mut self, making: &Making<'_>, index: usize, told: &HashSet<usize>) -> Option<Entry> {
        if making.tried.contains(&index) {
            return making.made.get(index).map(Cow::into_owned);
        }
        let candidate = &making.survey.candidates[index];
        let (composed, found) = making.entry(index);
        let is_new = !told.contains(&index);
        if is_new {
            (making.progress)(Step::Made);
            self.found.extend(found);
        }
        let Some((entry, meaning)) = composed else {
            let left_out = LeftOut { file: candidate.name.clone(), reason: Reason::AtFault };
            self.left_out.extend(is_new.then_some(left_out));
            return None;
        };
        self.meanings.extend(meaning.filter(|_| is_new).map(|meaning| (candidate.line, meaning)));
        Some(entry)
    }

    fn look_at(&mut self, order: Order, place: usize, entry: &Entry) {
        let (published, updated) = (entry.published.unix(), entry.updated().unix());
        let instant = if order == Order::Published { published } else { updated };
        self.keys.push((Reverse(instant), entry.id.clone()));
        widen(&mut self.published, (published, published));
        widen(&mut self.updated, (updated, updated));
        self.telling.add(place, entry);
        if self.newest.len() < pages::NEWEST {
            self.newest.push(ListedEntry::of(entry));
        }
    }
}

/// Makes a range of instants reach over another.
pub(super) fn widen(range: &mut Option<(i64, i64)>, more: (i64, i64)) {
    let (first, last) = range.unwrap_or(more);
    *range = Some((first.min(more.0), last.max(more.1)));
}
