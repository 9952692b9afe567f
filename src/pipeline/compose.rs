//! Articles → entries: the bodies of those that feeds show, once each.

use std::collections::{HashMap, HashSet};
use std::io;

use crate::config::Config;
use crate::date::Timestamp;
use crate::diagnostic::{self, Located};
use crate::entry::{self, Named};
use crate::ledger::{Ledger, Line};
use crate::model::Entry;
use crate::parallel;
use crate::pipeline::amend::Former;
use crate::pipeline::aside::Aside;
use crate::pipeline::early::Early;
use crate::pipeline::finish::Frames;
use crate::pipeline::plan::Plan;
use crate::pipeline::shelf::Shelf;
use crate::pipeline::showing::{self, FormerFeed};
use crate::pipeline::stream::{self, Making, Streamed};
use crate::pipeline::survey::{self, Loaded, Survey, load};
use crate::pipeline::{LeftOut, Reason, Step, identity, translations};
use crate::sink::Sink;
use crate::source::Source;

/// Entries by their candidate's index, and what went wrong while they were made.
pub(super) struct Made<'a> {
    pub(super) entries: Shelf<'a>,
    /// All articles that entries were to be made of.
    pub(super) tried: HashSet<usize>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) found: Vec<Located>,
    /// What readers see of articles that no feed has shown before, by their lines in the ledger.
    pub(super) meanings: Vec<(usize, u64)>,
    /// What came of each, for the next build.
    pub(super) written: HashMap<usize, Box<[u8]>>,
}

impl Made<'_> {
    /// The names of the articles behind the entries, by what these are known by.
    pub(super) fn names(&self, survey: &Survey) -> HashMap<String, String> {
        let name = |(id, index): (&str, usize)| (id.to_owned(), survey.candidates[index].name.clone());
        self.entries.known_as().map(name).collect()
    }

    /// Adds what was found while large feeds were made.
    fn add(&mut self, streamed: &mut Streamed) {
        self.left_out.append(&mut streamed.left_out);
        self.found.append(&mut streamed.found);
        self.meanings.append(&mut streamed.meanings);
    }
}

/// What entries are made from.
pub(super) struct Composing<'a> {
    pub(super) config: &'a Config,
    pub(super) source: &'a dyn Source,
    pub(super) survey: &'a Survey,
    pub(super) plan: &'a Plan,
    /// Feeds that stay as they are, by their numbers.
    pub(super) left: &'a [Option<&'a FormerFeed>],
    pub(super) former: Option<&'a Former<'a>>,
    pub(super) early: Early,
    /// Whether the next build is told what came of them.
    pub(super) keeps: bool,
    pub(super) ledger: &'a Ledger,
    pub(super) now: Timestamp,
    pub(super) progress: &'a (dyn Fn(Step) + Sync),
}

impl Composing<'_> {
    /// Makes the entries of all feeds. Large ones go the rest of the way by themselves, some entries at a time.
    ///
    /// # Errors
    /// The world refused a temporary file.
    pub(super) fn all<'m>(
        &self,
        frames: &Frames<'_>,
        aside: &'m Aside,
        sink: &mut dyn Sink,
    ) -> io::Result<(Made<'m>, Streamed)> {
        match self.once(frames, aside, sink) {
            // What was missing may be the room that entries have which were made early.
            Err(_) if self.early.give_up() => {
                aside.give_up();
                self.once(frames, aside, sink)
            }
            made => made,
        }
    }

    fn once<'m>(&self, frames: &Frames<'_>, aside: &'m Aside, sink: &mut dyn Sink) -> io::Result<(Made<'m>, Streamed)> {
        let &Composing { config, source, survey, plan, left, ref early, ledger, now, progress, .. } = self;
        let mut made = self.entries(aside, sink)?;
        translations::join(config, source, &survey.candidates, &mut made, now);
        let (entries, tried) = (&made.entries, &made.tried);
        let making =
            Making { config, source, survey, plan, early, ledger, frames, made: entries, tried, left, now, progress };
        let mut streamed = stream::stream(&making, sink)?;
        made.add(&mut streamed);
        Ok((made, streamed))
    }

    /// Makes the entries of all feeds but those that are made in pieces.
    ///
    /// # Errors
    /// The world refused to have one put aside.
    fn entries<'m>(&self, aside: &'m Aside, sink: &mut dyn Sink) -> io::Result<Made<'m>> {
        let &Composing { config, survey, plan, left, progress, .. } = self;
        let chosen = |is_large| {
            let feeds = plan.feeds.iter().zip(left).filter(|(_, left)| left.is_none()).map(|(one, _)| one);
            let feeds = feeds.filter(move |one| stream::is_large(one, config) == is_large);
            let mut indices: Vec<usize> = feeds.flat_map(|one| &one.chosen).copied().collect();
            indices.sort_unstable();
            indices.dedup();
            indices
        };
        let indices = chosen(false);
        let large = chosen(true);
        let others = large.iter().filter(|index| indices.binary_search(index).is_err()).count();
        progress(Step::Chosen(indices.len() + others));
        let mut made = Made {
            entries: Shelf::new(indices.len(), aside),
            tried: indices.iter().copied().collect(),
            left_out: Vec::new(),
            found: Vec::new(),
            meanings: Vec::new(),
            written: HashMap::new(),
        };
        let mut writing = showing::Keeper::new();
        let work = |index: &usize| {
            let composed = self.entry(*index);
            progress(Step::Made);
            (*index, composed)
        };
        parallel::in_order(&indices, work, |(index, (entry, found))| {
            let candidate = &survey.candidates[index];
            let Some((entry, meaning)) = entry else {
                made.found.extend(found);
                made.left_out.push(LeftOut { file: candidate.name.clone(), reason: Reason::AtFault });
                return Ok(());
            };
            if self.keeps {
                made.written.insert(index, writing.print(&entry, &found));
            }
            made.found.extend(found);
            made.meanings.extend(meaning.map(|meaning| (candidate.line, meaning)));
            made.entries.put(index, entry, sink)
        })?;
        self.recall(&mut made, &large, &mut writing);
        Ok(made)
    }

    /// The entry of an article, and what was found while it was made: now, or where neither it nor anything that it names
    /// has changed since, by the last build.
    fn entry(&self, index: usize) -> (Option<Composed>, Vec<Located>) {
        let candidate = &self.survey.candidates[index];
        let line = &self.ledger.lines[candidate.line];
        let made = self.former.and_then(|former| former.made(&candidate.name)).filter(|_| line.meaning.is_some());
        match made.and_then(showing::read_made) {
            Some((found, Some(entry))) => (Some((entry, None)), found),
            _ => compose(self.config, self.source, &self.early, candidate, line, self.now),
        }
    }

    /// What was found by the last build of articles that only feeds show which stay as they are; those of `large` feeds are
    /// looked at anew.
    fn recall(&self, made: &mut Made<'_>, large: &[usize], writing: &mut showing::Keeper) {
        let Some(former) = self.former else { return };
        let left = self.plan.feeds.iter().zip(self.left).filter(|(_, left)| left.is_some());
        for index in left.flat_map(|(planned, _)| &planned.chosen) {
            let Some(known) = former.made(&self.survey.candidates[*index].name) else { continue };
            if made.tried.contains(index) || made.written.contains_key(index) {
                continue;
            }
            if large.binary_search(index).is_err() {
                made.found.extend(showing::read_made(known).into_iter().flat_map(|(found, _)| found));
            }
            made.written.extend(writing.again(known).map(|known| (*index, known)));
        }
    }
}

/// An entry, and what a reader sees of it where the ledger does not know yet.
pub(super) type Composed = (Entry, Option<u64>);

/// A chosen article's entry: the one that was made early, or else its body is read now. What the survey has found already
/// is not found again.
pub(super) fn compose(
    config: &Config,
    source: &dyn Source,
    early: &Early,
    candidate: &survey::Candidate,
    line: &Line,
    now: Timestamp,
) -> (Option<Composed>, Vec<Located>) {
    if let Some(made) = early.get(candidate.early, line) {
        return made;
    }
    let name = &candidate.name;
    let loaded = match load(config, source, name, candidate.stand_in_date, now) {
        Ok(loaded) => loaded,
        Err(found) => return (None, vec![*found]),
    };
    // The file may have changed since it was surveyed; then what it says now counts.
    let Ok(published) = loaded.publishable(now) else { return (None, loaded.located()) };
    match entry::named(&loaded.article, published, config) {
        Ok(named) => {
            let (composed, found) = made_of(config, source, name, &loaded, named, line.meaning.is_none());
            known_as(line, composed, found)
        }
        Err(found) => (None, vec![found.locate(name, &loaded.text)]),
    }
}

/// The entry of an article that was read, as it is before the ledger has told its own, and what was found meanwhile. What a
/// reader sees of it is told where somebody `sees`.
pub(super) fn made_of(
    config: &Config,
    source: &dyn Source,
    name: &str,
    loaded: &Loaded,
    named: Named,
    sees: bool,
) -> (Composed, Vec<Located>) {
    let (article, text) = (&loaded.article, &loaded.text);
    let (composed, meaning) = entry::compose_named(article, named, text, config, source, sees);
    ((composed.entry, meaning), diagnostic::locate_all(composed.found, name, text))
}

/// An entry as the ledger knows its article, with what was found while it was made.
pub(super) fn known_as(line: &Line, made: Composed, found: Vec<Located>) -> (Option<Composed>, Vec<Located>) {
    let (mut entry, meaning) = made;
    match identity::apply(line, &mut entry) {
        Ok(()) => (Some((entry, meaning)), found),
        Err(fault) => (None, vec![*fault]),
    }
}
