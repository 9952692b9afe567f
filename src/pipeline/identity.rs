//! Articles and the ledger: which is which, whose meaning changed, who is gone.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};

use crate::cache;
use crate::config::Config;
use crate::date::{TimeOfDay, Timestamp};
use crate::diagnostic::{Diagnostic, Located};
use crate::entry;
use crate::fingerprint;
use crate::ledger::{self, Ledger, Line, Recognised, Says, Sighting};
use crate::model::{Entry, Id, Text, Tombstone};
use crate::parallel;
use crate::pipeline::repeats::alike;
use crate::pipeline::survey::{Candidate, Survey, load};
use crate::pipeline::{Identities, gone};
use crate::source::Source;

/// Recognises every article, and brings the ledger up to date with what is there now.
pub(super) fn identify(
    config: &Config,
    source: &dyn Source,
    survey: &mut Survey,
    ledger: &mut Ledger,
    now: Timestamp,
) -> Identities {
    unite(survey, ledger);
    let known = ledger.lines.len();
    let Recognised { mut lines, ambiguous } = recognise(config, survey, ledger);
    let is_clear = ambiguous.is_empty() && are_different(lines.iter().flatten(), known);
    let published = survey.candidates.len();
    for one in ambiguous.into_iter().filter(|one| one.sighting < published) {
        let candidates = one.lines.iter().map(|line| &ledger.lines[*line]);
        survey.found.push(ambiguity(candidates).without_text(&survey.candidates[one.sighting].name));
    }
    let mut is_held = vec![false; known];
    let unpublished = lines.split_off(published);
    let is_published: HashSet<usize> = match unpublished.iter().any(Option::is_some) {
        true => lines.iter().flatten().copied().collect(),
        false => HashSet::new(),
    };
    for (one, line) in survey.unpublished.iter().zip(unpublished) {
        // A draft may have the id of an article that is published: then it is not the article.
        if let Some(line) = line.filter(|line| !is_published.contains(line)) {
            is_held[line] = true;
            ledger.lines[line].path = one.name.as_str().into();
        }
    }
    let mut identities = Identities::default();
    enrol(config, source, survey, ledger, lines, now);
    identities.new = ledger.lines.len() - known;
    let changed = refresh(&survey.candidates, ledger, &mut identities);
    let changed = significant(config, source, &survey.candidates, changed, ledger, now);
    mark_changed(source, &survey.candidates, &changed, ledger, now);
    identities.changed = changed.iter().map(|index| survey.candidates[*index].name.clone()).collect();
    gone::retire(survey, ledger, is_held, now, &mut identities);
    let is_clear = is_clear && !has_heir(survey, &ledger.lines[..known]);
    survey.ground.iter_mut().for_each(|ground| ground.is_clear &= is_clear);
    for candidate in &mut survey.candidates {
        let line = &ledger.lines[candidate.line];
        candidate.published = line.published.unix();
        let updated = candidate.own_updated.or(line.updated).unwrap_or(line.published);
        candidate.updated = updated.unix();
    }
    identities
}

/// Whether no line is named twice.
fn are_different<'l>(mut lines: impl Iterator<Item = &'l usize>, number: usize) -> bool {
    let mut is_taken = vec![false; number];
    lines.all(|line| !std::mem::replace(&mut is_taken[*line], true))
}

/// Whether anything lives where an article has lived that is gone: one that was `known`.
fn has_heir(survey: &Survey, known: &[Line]) -> bool {
    let left: HashSet<&str> = known.iter().filter(|line| line.gone.is_some()).map(|line| &*line.path).collect();
    let published = survey.candidates.iter().map(|one| one.name.as_str());
    let mut all = published.chain(survey.left_out.iter().map(|one| one.file.as_str()));
    !left.is_empty() && all.any(|name| left.contains(name))
}

/// Gives an entry what the ledger knows of it.
///
/// # Errors
/// The ledger's id is none, since somebody changed it by hand.
pub(super) fn apply(line: &Line, entry: &mut Entry) -> Result<(), Box<Located>> {
    // Mostly it is the id that a new article gets.
    if entry.id.as_str() != &*line.id {
        entry.id = Id::new(&line.id).map_err(|error| {
            let found = Diagnostic::error("lock-id-invalid", format!("{error}, and it is that of `{}`", line.path));
            Box::new(found.help("take the line from the last commit").without_text(ledger::FILE_NAME))
        })?;
    }
    entry.guid = line.guid.as_deref().and_then(Text::line);
    entry.published = line.published;
    entry.changed = entry.changed.or(line.updated);
    Ok(())
}

/// The entries that have been gone for at most so many days, the latest first.
pub(super) fn tombstones(ledger: &Ledger, days: u32, now: Timestamp) -> Vec<Tombstone> {
    let since = now.unix() - i64::from(days) * 86_400;
    let mut tombstones: Vec<Tombstone> = ledger
        .lines
        .iter()
        .filter_map(|line| {
            let when = line.gone.filter(|gone| days > 0 && gone.unix() >= since)?;
            Some(Tombstone { id: Id::new(&line.id).ok()?, when })
        })
        .collect();
    tombstones.sort_by(|a, b| (b.when.unix(), &a.id).cmp(&(a.when.unix(), &b.id)));
    tombstones
}

/// Makes one line of those that a merge left of one article.
fn unite(survey: &mut Survey, ledger: &mut Ledger) {
    let places: OnceCell<HashMap<&str, Says>> = OnceCell::new();
    let all = || survey.candidates.iter().map(|one| (one.name.as_str(), says(&one.says))).collect();
    let several = ledger::unite(ledger, &|path| places.get_or_init(all).get(path).copied());
    drop(places);
    for id in several {
        let found =
            Diagnostic::note("lock-line-repeated", format!("two lines of different content have the id `{id}`"));
        let help = "nothing: the line that fits the article is kept, with the last change that either knows";
        survey.found.push(found.help(help).without_text(ledger::FILE_NAME));
    }
}

/// Recognises every document, be it published or not: a draft may have been.
fn recognise(config: &Config, survey: &Survey, ledger: &Ledger) -> Recognised {
    // What nobody knows is new.
    if ledger.lines.is_empty() {
        let all = survey.candidates.len() + survey.unpublished.len();
        return Recognised { lines: vec![None; all], ambiguous: Vec::new() };
    }
    let sighting = |name, id, dated, says| sighting(name, id, dated, config.build.default_time, says);
    let published = survey.candidates.iter().map(|one| sighting(&one.name, &one.own_id, Some(one.dated), &one.says));
    let others = survey.unpublished.iter().map(|one| sighting(&one.name, &one.own_id, one.dated, &one.says));
    let sightings: Vec<Sighting<'_>> = published.chain(others).collect();
    let unpublished = unpublished(survey);
    ledger::recognise(&ledger.lines, &sightings, &|path| is_there(survey, &unpublished, path))
}

/// What the ledger keeps of what a source says.
pub(super) fn says(source: &fingerprint::Source) -> Says {
    Says { head: source.head, body: source.body }
}

fn sighting<'a>(
    path: &'a str,
    own_id: &'a Option<Box<str>>,
    dated: Option<Timestamp>,
    default_time: TimeOfDay,
    source: &fingerprint::Source,
) -> Sighting<'a> {
    let fingerprint::Source { has_title, is_telling, .. } = *source;
    // On the hour, where it is told, many may have been published; and all that have no time of their own.
    let has_time = dated.is_some_and(|at| {
        let (hour, minute, second) = (at.hour(), at.minute(), at.second());
        (minute, second) != (0, 0) && TimeOfDay { hour, minute, second } != default_time
    });
    let dated = dated.map_or(i64::MIN, Timestamp::unix);
    let own_id = own_id.as_deref();
    Sighting { path, own_id, dated, has_time, says: says(source), has_title, is_telling }
}

pub(super) fn unpublished(survey: &Survey) -> HashSet<&str> {
    survey.left_out.iter().map(|one| one.file.as_str()).collect()
}

/// Whether a document lives at a path that is not published, or could, since the place can't be read.
pub(super) fn is_there(survey: &Survey, unpublished: &HashSet<&str>, path: &str) -> bool {
    let is_within = |folder: &String| {
        folder.is_empty()
            || path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    unpublished.contains(path) || survey.refused.iter().any(is_within)
}

fn ambiguity<'a>(lines: impl Iterator<Item = &'a Line>) -> Diagnostic {
    let shown: Vec<String> = lines.take(3).map(|line| format!("`{}` (id `{}`)", line.path, line.id)).collect();
    let message = format!("it can't be told which article this was before: {} fit equally well", shown.join(" and "));
    let help = "write the right one's `id: …` into its front matter; until then it counts as new";
    Diagnostic::warning("identity-ambiguous", message).help(help)
}

/// Gives every article a line: its own, or a new one with an id that nobody ever had.
fn enrol(
    config: &Config,
    source: &dyn Source,
    survey: &mut Survey,
    ledger: &mut Ledger,
    lines: Vec<Option<usize>>,
    now: Timestamp,
) {
    if enrol_different(survey, ledger, &lines) {
        return;
    }
    let mut order: Vec<usize> = (0..lines.len()).collect();
    // Those that are known come first; of new articles with one id, the oldest has it.
    order.sort_by_key(|index| (lines[*index].is_none(), survey.candidates[*index].published, *index));
    let known = ledger.lines.len();
    let new = lines.iter().filter(|line| line.is_none()).count();
    ledger.lines.reserve(new);
    let mut ids = if new == 0 { Ids::default() } else { Ids::of(&ledger.lines, new) };
    let mut owners: Vec<Option<usize>> = vec![None; known];
    let hashes = parallel::map(&survey.candidates, |one| told(one).map(|id| ids.hash(id)));
    for index in order {
        let line = lines[index].unwrap_or_else(|| {
            let fresh = survey.candidates[index].fresh_id.take();
            let candidate = &survey.candidates[index];
            let is_taken = |line: usize| {
                let owner = owners[line].map(|owner| survey.candidates[owner].name.as_str());
                line < known && !owner.is_some_and(|owner| is_twin(owner, &candidate.name))
            };
            let line_of = |id: &str, hash: u64| ids.line(&ledger.lines, id, hash);
            let is_id_taken = |id: &str| line_of(id, ids.hash(id)).is_some_and(is_taken);
            let told = candidate.own_id.clone().or(fresh).zip(hashes[index]);
            let there = told.as_ref().and_then(|(id, hash)| line_of(id, *hash));
            let (id, hash, there) = match told {
                Some((id, hash)) if candidate.own_id.is_some() || !there.is_some_and(is_taken) => (id, hash, there),
                told => {
                    let id = new_id(config, source, candidate, told.map(|(id, _)| id), &is_id_taken, now);
                    let hash = ids.hash(&id);
                    let there = line_of(&id, hash);
                    (id, hash, there)
                }
            };
            there.unwrap_or_else(|| {
                ids.add(hash, ledger.lines.len());
                ledger.lines.push(new_line(candidate, id));
                ledger.lines.len() - 1
            })
        });
        owners.resize(ledger.lines.len(), None);
        // Of those that claim one id, it belongs to the one that lives where the line says, or else to the first.
        let lives_there = *ledger.lines[line].path == *survey.candidates[index].name;
        let is_owner = owners[line].is_none() || lives_there;
        if is_owner && let Some(before) = owners[line].replace(index) {
            survey.candidates[before].is_owner = false;
        }
        let candidate = &mut survey.candidates[index];
        (candidate.line, candidate.is_owner, candidate.fresh_id) = (line, is_owner, None);
    }
}

/// The same where no two articles have one line, and each new one has told an id that is no other's: so there is nothing to
/// decide, and the articles are taken as they lie in memory. Nothing is done where it is not so.
fn enrol_different(survey: &mut Survey, ledger: &mut Ledger, lines: &[Option<usize>]) -> bool {
    let known = ledger.lines.len();
    let told: Vec<Option<&str>> =
        survey.candidates.iter().zip(lines).filter(|(_, line)| line.is_none()).map(|(one, _)| told(one)).collect();
    let new = told.len();
    if told.contains(&None) || !are_different(lines.iter().flatten(), known) {
        return false;
    }
    if new > 0 {
        let ids: Vec<&str> = ledger.lines.iter().map(|line| &*line.id).chain(told.into_iter().flatten()).collect();
        // Somebody may make ids whose hashes are alike. Then these are looked at one by one.
        let hashes = parallel::map(&ids, |id| cache::hash(id.as_bytes()));
        if !alike(hashes.into_iter().zip(0..)).is_empty() {
            return false;
        }
    }
    ledger.lines.reserve(new);
    for (candidate, line) in survey.candidates.iter_mut().zip(lines) {
        let fresh = candidate.fresh_id.take();
        candidate.is_owner = true;
        candidate.line = line.unwrap_or_else(|| {
            let id = candidate.own_id.clone().or(fresh).unwrap_or_default();
            ledger.lines.push(new_line(candidate, id));
            ledger.lines.len() - 1
        });
    }
    true
}

/// The id that an article gives itself, or that it gets if it is new, as far as that is told.
fn told(candidate: &Candidate) -> Option<&str> {
    candidate.own_id.as_deref().or(candidate.fresh_id.as_deref())
}

/// The lines of ids. There may be a million of them, so an id is kept once, in its line, and here is its hash.
#[derive(Default)]
struct Ids {
    lines: HashMap<u64, usize, BuildHasherDefault<Hashed>>,
    hashing: RandomState,
    /// Lines whose ids share their hashes with those of others.
    others: Vec<usize>,
}

impl Ids {
    /// The ids of these lines, with room for some more.
    fn of(lines: &[Line], more: usize) -> Ids {
        let mut ids = Ids::default();
        ids.lines.reserve(lines.len() + more);
        lines.iter().enumerate().for_each(|(number, line)| ids.add(ids.hash(&line.id), number));
        ids
    }

    fn hash(&self, id: &str) -> u64 {
        self.hashing.hash_one(id)
    }

    /// Adds the line of an id that has this hash.
    fn add(&mut self, hash: u64, line: usize) {
        let other = self.lines.insert(hash, line);
        self.others.extend(other);
    }

    /// The line that has an id of this hash: of several, the last.
    fn line(&self, lines: &[Line], id: &str, hash: u64) -> Option<usize> {
        let last = self.lines.get(&hash).copied()?;
        let mut all = std::iter::once(last).chain(self.others.iter().rev().copied());
        all.find(|line| *lines[*line].id == *id)
    }
}

/// The hash of a number that is one already.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = (self.0 << 8) | u64::from(*byte));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Whether two files are one article in two markups, `a.md` and `a.html`, which its author has to hear.
fn is_twin(one: &str, other: &str) -> bool {
    let stem = |path: &'_ str| path.rsplit_once('.').map_or(path, |(stem, _)| stem).len();
    one != other && one[..stem(one)] == other[..stem(other)]
}

/// The id of an article that is not known and gives itself none. An id of an article that is gone, or that lives elsewhere
/// now, is never used again.
fn new_id(
    config: &Config,
    source: &dyn Source,
    candidate: &Candidate,
    fresh: Option<Box<str>>,
    is_taken: &dyn Fn(&str) -> bool,
    now: Timestamp,
) -> Box<str> {
    let fresh = fresh.unwrap_or_else(|| {
        match load(config, source, &candidate.name, candidate.stand_in_date, now) {
            Ok(loaded) => entry::id(&loaded.article, candidate.dated, config).value.as_str().into(),
            // Gone since it was surveyed: it will be left out.
            Err(_) => Id::tag(config.site.url.host(), &candidate.dated.iso_date(), &candidate.name).as_str().into(),
        }
    });
    if !is_taken(&fresh) {
        return fresh;
    }
    let other = (2..).map(|number| format!("{fresh}-{number}")).find(|id| !is_taken(id));
    other.map_or(fresh, Into::into)
}

fn new_line(candidate: &Candidate, id: Box<str>) -> Line {
    Line {
        id,
        guid: None,
        published: candidate.dated,
        dated: None,
        updated: candidate.own_updated.filter(|updated| updated.unix() > candidate.dated.unix()),
        gone: None,
        path: candidate.name.as_str().into(),
        says: Some(says(&candidate.says)),
        meaning: None,
    }
}

/// Notes where articles live and when they say they were published; tells whose source changed, or may have.
fn refresh(candidates: &[Candidate], ledger: &mut Ledger, identities: &mut Identities) -> Vec<usize> {
    let mut changed = Vec::new();
    for (index, candidate) in candidates.iter().enumerate().filter(|(_, candidate)| candidate.is_owner) {
        let line = &mut ledger.lines[candidate.line];
        if *line.path != *candidate.name {
            identities.moved.push((line.path.to_string(), candidate.name.clone()));
            line.path = candidate.name.as_str().into();
        }
        if line.gone.take().is_some() {
            identities.returned.push(candidate.name.clone());
        }
        line.set_dated(candidate.dated);
        if let Some(own) = candidate.own_updated.filter(|own| own.unix() > line.published.unix()) {
            line.updated = Some(own);
        }
        if line.says != Some(says(&candidate.says)) {
            changed.push(index);
        }
    }
    changed
}

/// Those of the changed articles of which a reader would see it, and notes what all of them say now. What no feed has
/// shown yet is known by its source alone. Where it is not known what an article said, nothing changed.
fn significant(
    config: &Config,
    source: &dyn Source,
    candidates: &[Candidate],
    changed: Vec<usize>,
    ledger: &mut Ledger,
    now: Timestamp,
) -> Vec<usize> {
    let lines = &ledger.lines;
    let meanings = parallel::map(&changed, |index| {
        let candidate = &candidates[*index];
        lines[candidate.line].meaning.and_then(|_| meaning(config, source, candidate, now))
    });
    let mut significant = Vec::new();
    for (index, meaning) in changed.into_iter().zip(meanings) {
        let candidate = &candidates[index];
        let line = &mut ledger.lines[candidate.line];
        let is_known = line.says.is_some();
        if is_known && (line.meaning.is_none() || meaning.is_some_and(|meaning| line.meaning != Some(meaning))) {
            significant.push(index);
        }
        line.meaning = meaning.or(line.meaning.filter(|_| is_known));
        line.says = Some(says(&candidate.says));
    }
    significant
}

fn meaning(config: &Config, source: &dyn Source, candidate: &Candidate, now: Timestamp) -> Option<u64> {
    let loaded = load(config, source, &candidate.name, candidate.stand_in_date, now).ok()?;
    // If it was edited since it was surveyed, the next build tells what changed.
    if says(&fingerprint::source(&loaded.article, &loaded.text)) != says(&candidate.says) {
        return None;
    }
    let composed = entry::compose(&loaded.article, candidate.dated, &loaded.text, config, source).ok()?;
    Some(fingerprint::meaning(&loaded.article, composed.entry.html.as_str(), &composed.entry.url))
}

/// Notes when articles changed: at the instant that they give themselves, at that of the commit, or now.
fn mark_changed(source: &dyn Source, candidates: &[Candidate], changed: &[usize], ledger: &mut Ledger, now: Timestamp) {
    let silent: Vec<usize> = changed.iter().copied().filter(|index| candidates[*index].own_updated.is_none()).collect();
    if silent.is_empty() {
        return;
    }
    let names: Vec<&str> = silent.iter().map(|index| candidates[*index].name.as_str()).collect();
    let commits: HashMap<String, i64> = source.last_commits(&names).into_iter().collect();
    for index in silent {
        let candidate = &candidates[index];
        let line = &mut ledger.lines[candidate.line];
        let before = line.updated.map_or(line.published.unix(), |updated| updated.unix().max(line.published.unix()));
        // A commit from before the last change is not the one that changed it (history may have been rewritten).
        let commit = commits.get(&candidate.name).filter(|commit| (before + 1..=now.unix()).contains(*commit));
        let instant = commit.and_then(|commit| Timestamp::from_unix(*commit)).unwrap_or(now);
        line.updated = Timestamp::from_unix(instant.unix());
    }
}
