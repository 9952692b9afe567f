//! A build that goes on from what the last one came to, since only a few documents were changed.
//!
//! # Why
//! Most builds of a large site come after one article was edited. What all the others are is known; so is which of them
//! feeds show. So the build is made of these and of those that changed, by the same stages, and all that is known of the
//! others is put beside it: that they are there, what is wrong with them, and their lines of the lock file. Of the feeds
//! only those are made anew that show one that changed; what would be told of the others is kept, too
//! ([`showing`](super::showing)), and so are entries, as far as there is room for them.
//!
//! # When
//! Only where this can't come to anything else than a whole build: every document is still there, each of those that changed
//! still has its date, its address, its labels and its language, and nothing that it says now is what another article is
//! known by. Then each is its own line's ([`basis`](super::basis)), whatever it says, and of all the others none enters a
//! feed or leaves it but for a new one. New ones may be there where every line of the lock file is that of an article which
//! is published: then they are none of those that are known; and they may share neither address nor translations with any.
//! In every other case the whole build tells.

mod few;

use std::collections::{HashMap, HashSet};
use std::io;

use crate::cache::Reader;
use crate::config::Config;
use crate::ledger::{Edit, Excerpt, Ledger, Line};
use crate::model::Order;
use crate::pipeline::amend::few::Few;
use crate::pipeline::basis::{self, Basis, Block};
use crate::pipeline::early::Early;
use crate::pipeline::identity::says;
use crate::pipeline::memo::{self, Again, File, Memo};
use crate::pipeline::plan::{Plan, Planned, plan};
use crate::pipeline::records::Record;
use crate::pipeline::showing::{FormerFeed, Seal, Showing};
use crate::pipeline::sums::Sums;
use crate::pipeline::survey::Candidate;
use crate::pipeline::write::write_ledger;
use crate::pipeline::{Known, Memory, Options, Report, Sinks, Stage, Step, make, pages, recognise};
use crate::source::{DocumentInfo, Folder, Glance, Remarked, Source, split};
use crate::stamp::Stamp;

/// Of more documents that changed, a build is a whole one.
const CHANGED_MAX: usize = 64;

/// What is still true of the last build.
pub(super) struct Former<'t> {
    report: &'t Report,
    /// The articles that are looked at again.
    names: HashSet<String>,
    /// How many of them are new.
    new: usize,
    excerpt: &'t Excerpt<'t>,
    /// The lines that were read.
    lines: &'t [&'t str],
    /// Files that were looked up because articles name them.
    pub(super) named: Vec<(String, Option<Stamp>)>,
    /// The articles that changed, and those that are new.
    changed: HashSet<&'t str>,
    showing: &'t Showing,
    /// What came of making entries, by the names of their articles.
    made: HashMap<&'t str, &'t [u8]>,
    /// The finished files, as they were left.
    files: &'t [File],
}

impl<'t> Former<'t> {
    /// Which feeds of a plan stay as they are, by their numbers: those that show nothing that changed, and could be made. The
    /// pages of an archive belong to their feed, since one may give an entry to the next.
    ///
    /// What else a feed depends on must end the whole way before: the configuration, and files that articles name, by the
    /// memo; dates and labels of all other articles, and translations, by what a build of a few documents asks for.
    fn left(&self, plan: &Plan, candidates: &[Candidate]) -> Vec<Option<&'t FormerFeed>> {
        let known: HashMap<&str, &FormerFeed> =
            self.showing.feeds.iter().map(|written| (written.path.as_str(), written)).collect();
        let is_same = |index: &usize| self.made(&candidates[*index].name).is_some();
        let left = |(planned, place): (&Planned, usize)| {
            let has_room = |written: &&FormerFeed| written.room >= pages::room(place);
            let written = known.get(planned.feed.path.as_str()).copied().filter(has_room);
            written.filter(|_| !planned.is_refused && planned.chosen.iter().all(is_same))
        };
        let mut all: Vec<Option<&FormerFeed>> = plan.feeds.iter().zip(plan.places()).map(left).collect();
        let touched = plan.feeds.iter().zip(&all).filter(|(_, left)| left.is_none());
        let touched: HashSet<&str> = touched.map(|(planned, _)| planned.family()).collect();
        for (planned, left) in plan.feeds.iter().zip(&mut all) {
            left.take_if(|_| touched.contains(planned.family()));
        }
        all
    }

    /// What came of making an article's entry, if it is still what it was.
    pub(super) fn made(&self, name: &str) -> Option<&'t [u8]> {
        self.made.get(name).copied().filter(|_| !self.changed.contains(name))
    }

    /// Adds what is still true to the report of the few that were looked at, of which so many could be published.
    pub(super) fn complete(&self, report: &mut Report, few: usize) {
        let lost = few - report.publishable;
        report.publishable = (self.report.publishable + self.new).saturating_sub(lost);
        report.left_out.extend(self.report.left_out.iter().cloned());
        let found_anew = basis::found_anew(self.report);
        let is_still_true = |file: &str| !self.names.contains(file) && !found_anew.contains(file);
        let found = self.report.findings.iter().filter(|found| is_still_true(&found.file));
        report.findings.extend(found.cloned());
    }

    /// What has to be written into the lock file.
    pub(super) fn edits(&self, ledger: &Ledger) -> Option<Vec<Edit>> {
        self.excerpt.edits(ledger, self.lines)
    }

    /// The lock file with all of this, in pieces.
    pub(super) fn pieces<'e>(&'e self, edits: &'e [Edit]) -> impl Iterator<Item = &'e [u8]> {
        self.excerpt.pieces(edits)
    }
}

/// Which feeds of a plan stay as they are, by their numbers; none where there was no build before.
pub(super) fn left<'t>(
    former: Option<&Former<'t>>,
    plan: &Plan,
    candidates: &[Candidate],
) -> Vec<Option<&'t FormerFeed>> {
    former.map_or_else(|| vec![None; plan.feeds.len()], |former| former.left(plan, candidates))
}

/// The files of these feeds, as they were when they were compared.
pub(super) fn files(former: Option<&Former<'_>>, left: &[Option<&FormerFeed>]) -> Vec<File> {
    let left: HashSet<&str> = left.iter().flatten().map(|written| written.path.as_str()).collect();
    let files = former.into_iter().flat_map(|former| former.files);
    files.filter(|file| left.contains(file.name.as_str())).cloned().collect()
}

/// A build that is like another but for a few documents.
pub(super) struct Amending<'a> {
    pub(super) config: &'a Config,
    pub(super) glance: &'a Glance,
    pub(super) source: &'a dyn Source,
    pub(super) options: Options,
    pub(super) progress: &'a (dyn Fn(Step) + Sync),
    /// What the last build left.
    pub(super) memo: &'a Memo<'a>,
    /// What the documents come to now.
    pub(super) sums: Sums,
    /// Documents with other bytes, whatever their stamps say.
    pub(super) touched: Vec<String>,
    /// What the last build reported.
    pub(super) report: Report,
}

/// A document that changed, and its record as it was; `None` of a new one.
type Changed = (DocumentInfo, Option<Box<[u8]>>);

/// Which documents changed, and where the records of each folder's documents stand, in the order of folders.
struct Changes {
    documents: Vec<Changed>,
    blocks: Vec<Block>,
}

impl Amending<'_> {
    /// Builds; `None` where a whole build has to tell.
    ///
    /// # Errors
    /// As [`build`](super::build).
    pub(super) fn build(self, sinks: &mut Sinks<'_>) -> io::Result<Option<Report>> {
        let (Some(basis), Some(memory)) = (self.memo.basis(), &sinks.memory) else { return Ok(None) };
        let Some(changes) = self.changes(&basis, memory) else { return Ok(None) };
        let Some(showing) = basis.showing.open(memory) else { return Ok(None) };
        let Some(text) = self.memo.lock(sinks) else { return Ok(None) };
        let Some(excerpt) = Excerpt::of(&text) else { return Ok(None) };
        self.go_on(&basis, &showing, &changes, &excerpt, sinks)
    }

    fn go_on(
        &self,
        basis: &Basis,
        showing: &Showing,
        changes: &Changes,
        excerpt: &Excerpt<'_>,
        sinks: &mut Sinks<'_>,
    ) -> io::Result<Option<Report>> {
        let Some(memory) = &sinks.memory else { return Ok(None) };
        let Some(few) = Few::gather(self, basis, showing, changes, excerpt, memory) else { return Ok(None) };
        let Few { mut survey, before, new, lines, names } = few;
        let Some(mut ledger) = excerpt.read(&lines) else { return Ok(None) };
        let Some(updated) = updated_of(&before, &ledger) else { return Ok(None) };
        let known = ledger.lines.len();
        let remarked = Remarked::new(self.source);
        (self.progress)(Step::Stage(Stage::Ledger));
        let identities = recognise(self.config, &remarked, &mut survey, &mut ledger, self.options.now);
        let is_new = |line: &Line| new.contains(&*line.path) && !excerpt.has_field(&line.id);
        let is_moved = identities.new != new.len()
            || !ledger.lines[known..].iter().all(is_new)
            || ![&identities.returned, &identities.gone].into_iter().all(Vec::is_empty)
            || !identities.moved.is_empty()
            || !survey.ground.as_ref().is_some_and(|ground| ground.is_clear);
        let by_updated = self.config.feeds.iter().any(|feed| feed.order == Order::Updated);
        let is_older = |one: &Candidate| updated.get(&one.name).is_some_and(|before| one.updated < *before);
        if is_moved || (by_updated && survey.candidates.iter().any(is_older)) {
            return Ok(None);
        }
        let report = &self.report;
        let (named, files) = (self.memo.named.clone(), self.memo.files.as_slice());
        let changed = updated.keys().chain(&new).map(String::as_str).collect();
        let (lines, made, new) = (lines.as_slice(), showing.made(), new.len());
        let former = Former { report, names, new, excerpt, lines, named, changed, showing, made, files };
        (self.progress)(Step::Stage(Stage::Select));
        let plan = plan(self.config, &survey, &mut ledger.clone(), self.options.now);
        let is_changed = |name: &str| former.changed.contains(name);
        let mut chosen = plan.feeds.iter().flat_map(|planned| &planned.chosen);
        // A label that no article had may be one that a filter waits for, whether the feed has room for it or not.
        let has_new_label = survey.labels.all().len() > basis.labels.len();
        let is_shown = has_new_label || chosen.any(|index| is_changed(&survey.candidates[*index].name));
        let known = Known { survey, identities, ledger, former: Some(&former) };
        match is_shown {
            true => {
                let early = Early::new(self.config);
                make(self.config, &remarked, known, early, sinks, self.options, self.progress)
            }
            false => self.leave_feeds(known, basis.showing, sinks),
        }
    }

    /// Ends a build after which every feed is what it was.
    fn leave_feeds(&self, known: Known<'_>, showing: Seal, sinks: &mut Sinks<'_>) -> io::Result<Option<Report>> {
        let Known { mut survey, identities, ledger, former } = known;
        let is_changed = |name: &str| former.is_some_and(|former| former.changed.contains(name));
        let (again, ground, now) = (survey.again.take(), survey.ground.take(), self.options.now);
        let basis = ground.zip(sinks.memory.as_mut());
        let basis =
            basis.and_then(|(ground, memory)| ground.basis(showing, self.config, &survey, &ledger, memory, now));
        let basis = basis.map(|basis| (basis, None));
        let publishable = self.report.publishable + identities.new;
        let (read, recalled) = (survey.read, survey.recalled);
        let mut report = Report { read, publishable, identities, recalled, ..self.report.clone() };
        report.findings.retain(|found| !is_changed(&found.file));
        report.findings.extend(survey.found.into_iter().filter(|found| is_changed(&found.file)));
        report.sort();
        (self.progress)(Step::Stage(Stage::Write));
        let Some(lock) = write_ledger(&ledger, former, &mut report, false, sinks, now)? else { return Ok(None) };
        if let Some(again) = again {
            let (named, files) = (self.memo.named.clone(), self.memo.files.clone());
            let again = Again { named, lock, files, basis, ..again };
            memo::keep(self.config, self.source, again, &report, sinks, self.options);
        }
        Ok(Some(report))
    }

    /// Which documents changed; `None` where there are too many, or one is missing.
    fn changes(&self, basis: &Basis, memory: &Memory<'_>) -> Option<Changes> {
        let (now, before) = (&self.sums, &self.memo.sums);
        if basis.blocks.len() != before.folders.len() || now.passed_over != before.passed_over {
            return None;
        }
        let known = before.folders.iter().map(|(name, sum)| (name.as_str(), *sum)).zip(&basis.blocks);
        let known: HashMap<&str, (u128, &Block)> = known.map(|((name, sum), block)| (name, (sum, block))).collect();
        let folders: HashMap<&str, &Folder> =
            self.glance.folders.iter().map(|folder| (folder.name.as_str(), folder)).collect();
        if !known.keys().all(|name| folders.contains_key(name)) {
            return None;
        }
        let mut changes = Changes { documents: Vec::new(), blocks: Vec::with_capacity(now.folders.len()) };
        for (name, sum) in &now.folders {
            let before = known.get(name.as_str()).copied();
            changes.blocks.push(before.map_or_else(Block::empty, |(_, block)| block.clone()));
            let is_touched = self.touched.iter().any(|document| split(document).0 == name);
            if before.is_some_and(|(before, _)| before == *sum) && !is_touched {
                continue;
            }
            let bytes = changes.blocks.last()?.bytes(memory)?;
            let records = of_folder(name, &bytes, basis)?;
            self.add_changed(folders.get(name.as_str())?, &records, &mut changes.documents)?;
        }
        changes.documents.sort_by(|(a, _), (b, _)| a.name.cmp(&b.name));
        Some(changes)
    }

    /// Adds those of one folder.
    fn add_changed(
        &self,
        folder: &Folder,
        records: &HashMap<&str, (Record<'_>, &[u8])>,
        changed: &mut Vec<Changed>,
    ) -> Option<()> {
        let mut found = 0;
        for (place, (file, stamp)) in folder.documents().enumerate() {
            let is_touched = || self.touched.iter().any(|document| split(document) == (&folder.name, file));
            let known = records.get(file);
            found += usize::from(known.is_some());
            if known.is_none_or(|(record, _)| stamp != Some(record.stamp()) || is_touched()) {
                let part = known.map(|(_, part)| (*part).into());
                changed.push((folder.info(place)?, part));
            }
            if changed.len() > CHANGED_MAX {
                return None;
            }
        }
        // Whether what is missing is gone or lives elsewhere is for a whole build to tell.
        (found == records.len()).then_some(())
    }
}

/// The records of a folder's documents, by their names within it, and as they are written.
fn of_folder<'r>(folder: &str, bytes: &'r [u8], basis: &'r Basis) -> Option<HashMap<&'r str, (Record<'r>, &'r [u8])>> {
    let mut known = HashMap::new();
    let mut reader = Reader::part_of(bytes);
    while !reader.is_at_end() {
        let start = bytes.len() - reader.left();
        let record = Record::read(&mut reader)?;
        known.insert(record.name(), (record, &bytes[start..bytes.len() - reader.left()]));
    }
    for part in &basis.amended {
        let record = Record::read(&mut Reader::part_of(part))?;
        known.insert(record.name(), (record, part));
    }
    // What stands in folders of the folder stands between its own.
    let own = known.into_iter().filter(|(name, _)| split(name).0 == folder);
    Some(own.map(|(name, known)| (split(name).1, known)).collect())
}

/// When the meaning of the articles that changed had last changed before, by their names; `None` where the ledger says
/// something else of one than it said of itself.
fn updated_of(before: &[Candidate], ledger: &Ledger) -> Option<HashMap<String, i64>> {
    let lines: HashMap<&str, &Line> = ledger.lines.iter().map(|line| (&*line.path, line)).collect();
    let updated = before.iter().map(|was| {
        let line = lines.get(was.name.as_str())?;
        let says = line.says == Some(says(&was.says)) && line.gone.is_none();
        let is_dated = line.dated.unwrap_or(line.published).unix() == was.dated.unix();
        let updated = was.own_updated.or(line.updated).unwrap_or(line.published);
        (says && is_dated).then(|| (was.name.clone(), updated.unix()))
    });
    updated.collect()
}
