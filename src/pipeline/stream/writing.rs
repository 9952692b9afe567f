//! The pieces of a group's feeds → their files, each behind the one before it.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::io;

use crate::check::LISTED_MAX;
use crate::date::Timestamp;
use crate::diagnostic::Located;
use crate::model::{FeedError, Id};
use crate::pipeline::LeftOut;
use crate::pipeline::finish::Contents;
use crate::pipeline::fit::Misfit;
use crate::pipeline::judge::{Articles, Judgement, judge_length, judge_piece};
use crate::pipeline::pages;
use crate::pipeline::stream::Making;
use crate::pipeline::stream::piece::{Around, Group, Piece, Rendered, widen};
use crate::pipeline::stream::telling::around;
use crate::pipeline::write::named;
use crate::render::pieces::{Telling, separator, sum};
use crate::render::{ListedEntry, ListedFeed, Loss};
use crate::sink::{Draft, Sink};

/// A file that was made, or why not.
pub(super) struct File {
    /// `None` within where the second opinion refuses it.
    pub(super) contents: Result<Option<Contents>, Misfit>,
    pub(super) entries: usize,
    pub(super) losses: Vec<Loss>,
    pub(super) listed: (ListedFeed, Option<Timestamp>),
}

/// A group whose files are written.
pub(super) struct Finished {
    pub(super) files: Vec<(usize, File)>,
    pub(super) found: Vec<Located>,
    pub(super) left_out: Vec<LeftOut>,
    /// What the second opinion found, by the feeds' numbers.
    pub(super) judged: Vec<(usize, Vec<Located>)>,
    pub(super) meanings: Vec<(usize, u64)>,
}

/// Whether a group has to be made once more.
pub(super) enum Again {
    No(Finished),
    /// What was foreseen was wrong in what entries are rendered with.
    With(Telling),
}

/// Files while they are written.
pub(super) struct Writing<'a> {
    making: &'a Making<'a>,
    group: &'a Group,
    open: Vec<Open>,
    entries: usize,
    telling: Telling,
    /// Where the last entry stands in the order.
    last: Option<(Reverse<i64>, Id)>,
    seen: HashSet<Id>,
    published: Option<(i64, i64)>,
    updated: Option<(i64, i64)>,
    newest: Vec<ListedEntry>,
    found: Vec<Located>,
    left_out: Vec<LeftOut>,
    meanings: Vec<(usize, u64)>,
}

/// One of them.
struct Open {
    number: usize,
    draft: Draft,
    head: usize,
    /// The first piece: another head is judged with it.
    first: Vec<u8>,
    losses: Vec<Loss>,
    misfit: Option<Misfit>,
    is_refused: bool,
    judged: Vec<Located>,
    /// How much each rule has found.
    told: HashMap<&'static str, usize>,
    /// What every piece so far would have to hear.
    alike: Option<Judgement>,
    /// How many entries the first of them has.
    alike_of: usize,
    ids: HashSet<u64>,
}

impl<'a> Writing<'a> {
    /// Begins the files with the heads that are foreseen.
    ///
    /// # Errors
    /// The world refused.
    pub(super) fn begin(
        making: &'a Making<'a>,
        group: &'a Group,
        frames: &[Around],
        sink: &mut dyn Sink,
    ) -> io::Result<Writing<'a>> {
        let mut open = Vec::with_capacity(frames.len());
        for around in frames {
            let path = &making.plan.feeds[around.number].feed.path;
            let mut draft = sink.begin(path).map_err(|error| named(path, &error))?;
            sink.push(&mut draft, &around.head).map_err(|error| named(path, &error))?;
            open.push(Open {
                number: around.number,
                draft,
                head: around.head.len(),
                first: Vec::new(),
                losses: Vec::new(),
                misfit: None,
                is_refused: false,
                judged: Vec::new(),
                told: HashMap::new(),
                alike: None,
                alike_of: 0,
                ids: HashSet::new(),
            });
        }
        Ok(Writing {
            making,
            group,
            open,
            entries: 0,
            telling: Telling::default(),
            last: None,
            seen: HashSet::with_capacity(group.chosen.len()),
            published: None,
            updated: None,
            newest: Vec::new(),
            found: Vec::new(),
            left_out: Vec::new(),
            meanings: Vec::new(),
        })
    }

    /// Writes the next piece.
    ///
    /// # Errors
    /// The world refused.
    pub(super) fn take(&mut self, mut piece: Piece, sink: &mut dyn Sink) -> io::Result<()> {
        self.found.append(&mut piece.found);
        self.left_out.append(&mut piece.left_out);
        self.meanings.append(&mut piece.meanings);
        let is_first = self.entries == 0;
        self.entries += piece.keys.len();
        let fault = self.fault(&mut piece);
        self.telling.extend(&piece.telling);
        piece.published.into_iter().for_each(|range| widen(&mut self.published, range));
        piece.updated.into_iter().for_each(|range| widen(&mut self.updated, range));
        let room = pages::NEWEST - self.newest.len();
        self.newest.extend(piece.newest.into_iter().take(room));
        for (open, rendered) in self.open.iter_mut().zip(piece.files) {
            let format = self.making.plan.feeds[open.number].feed.format;
            match (rendered, &fault) {
                (Ok(rendered), None) => open.take(rendered, separator(format), is_first, sink)?,
                (Err(misfit), None) => open.misfit = Some(misfit),
                (_, Some(fault)) => open.misfit = Some(fault.clone()),
            }
        }
        Ok(())
    }

    /// Why a piece can't stand behind those before it.
    fn fault(&mut self, piece: &mut Piece) -> Option<Misfit> {
        for key in piece.keys.drain(..) {
            if !self.seen.insert(key.1.clone()) {
                return Some(Misfit::NoFeed(FeedError::DuplicateId(key.1)));
            }
            if self.last.as_ref().is_some_and(|last| *last > key) {
                return Some(Misfit::InPieces);
            }
            self.last = Some(key);
        }
        None
    }

    /// Ends the files, unless what was foreseen of them is so wrong that all has to be made again; `is_last` when it can't
    /// be.
    ///
    /// # Errors
    /// The world refused.
    pub(super) fn finish(mut self, foreseen: &[Around], sink: &mut dyn Sink, is_last: bool) -> io::Result<Again> {
        let frames: Vec<Around> = self
            .group
            .feeds
            .iter()
            .filter_map(|number| around(self.making, self.group, *number, &self.telling))
            .collect();
        let is_other = frames.iter().zip(foreseen).any(|(now, before)| now.info != before.info);
        if is_other && !is_last && self.entries > 0 {
            return Ok(Again::With(self.telling));
        }
        let mut files = Vec::with_capacity(self.open.len());
        let mut judged = Vec::new();
        let all_open = std::mem::take(&mut self.open);
        for ((open, now), before) in all_open.into_iter().zip(frames).zip(foreseen) {
            let (number, found, file) = self.close(open, now, before, sink)?;
            judged.push((number, found));
            files.push((number, file));
        }
        let Writing { found, left_out, meanings, .. } = self;
        Ok(Again::No(Finished { files, found, left_out, judged, meanings }))
    }
}

impl Writing<'_> {
    /// Ends one file: with the head that its entries turned out to have, its tail, and what is to be said of it as a whole.
    fn close(
        &self,
        mut open: Open,
        now: Around,
        before: &Around,
        sink: &mut dyn Sink,
    ) -> io::Result<(usize, Vec<Located>, File)> {
        let (making, number) = (self.making, open.number);
        let feed = &making.plan.feeds[number].feed;
        let articles = Articles {
            config: making.config,
            source: making.source,
            name_of: &|_| None,
            taken_over: HashSet::new(),
            now: making.now,
        };
        if self.entries == 0 {
            open.misfit = Some(Misfit::NoFeed(FeedError::Empty));
        } else if open.misfit.is_none() {
            if (&now.head, &now.tail) != (&before.head, &before.tail) {
                let file = [&now.head[..], &open.first, &now.tail].concat();
                open.hear(judge_piece(feed, &file, &articles).0);
                sink.begin_anew(&mut open.draft, open.head as u64, &now.head)
                    .map_err(|error| named(&feed.path, &error))?;
            }
            sink.push(&mut open.draft, &now.tail).map_err(|error| named(&feed.path, &error))?;
            open.hear(judge_length(feed, usize::try_from(open.draft.length()).unwrap_or(usize::MAX), &articles));
            if let Some(mut alike) = open.alike.take().filter(|_| self.is_one_moment()) {
                // Where their number is told, it is that of the first piece.
                let (few, all) = (format!("all {} ", open.alike_of), format!("all {} ", self.entries));
                alike.found.iter_mut().for_each(|one| {
                    one.diagnostic.message = one.diagnostic.message.replacen(&few, &all, 1);
                });
                open.hear(alike);
            }
        }
        let place = making.plan.places().nth(number).unwrap_or(number);
        let (mut listed, updated) = pages::listed(place, feed, &now.info, &self.telling.entries());
        listed.newest = self.newest.iter().take(pages::room(place)).cloned().collect();
        let Open { draft, ids, losses, misfit, is_refused, judged, .. } = open;
        let contents = match misfit {
            Some(misfit) => {
                listed.newest.clear();
                Err(misfit)
            }
            None => Ok((!is_refused).then_some(Contents::Draft { draft, modified: now.modified, ids })),
        };
        Ok((number, judged, File { contents, entries: self.entries, losses, listed: (listed, updated) }))
    }

    /// Whether all entries were published at one moment, or all of them changed at one.
    fn is_one_moment(&self) -> bool {
        [self.published, self.updated].iter().flatten().any(|(first, last)| first == last)
    }
}

impl Open {
    /// Writes the entries behind those before them.
    fn take(
        &mut self,
        mut rendered: Rendered,
        separator: &[u8],
        is_first: bool,
        sink: &mut dyn Sink,
    ) -> io::Result<()> {
        let path = self.draft.name().to_owned();
        let between = if is_first { &[][..] } else { separator };
        for bytes in [between, rendered.within.entries()] {
            sink.push(&mut self.draft, bytes).map_err(|error| named(&path, &error))?;
        }
        sum(&mut self.losses, std::mem::take(&mut rendered.within.losses));
        self.ids.extend(rendered.ids);
        self.hear(rendered.judgement);
        if is_first {
            self.first = rendered.within.entries().to_vec();
            (self.alike, self.alike_of) = (Some(rendered.alike), rendered.entries);
        } else if let Some(alike) = &mut self.alike {
            let also = |rule: &str| rendered.alike.found.iter().any(|found| found.diagnostic.rule == rule);
            alike.found.retain(|found| also(found.diagnostic.rule));
        }
        Ok(())
    }

    /// Remembers what the second opinion says; of each rule no more than it would list of the whole file.
    fn hear(&mut self, judgement: Judgement) {
        self.is_refused |= judgement.is_refused;
        for found in judgement.found {
            let count = self.told.entry(found.diagnostic.rule).or_default();
            *count += 1;
            if *count <= LISTED_MAX {
                self.judged.push(found);
            }
        }
    }
}
