//! Taking over the ids and dates of a feed that subscribers have already.
//!
//! # Why
//! Who comes from another program has subscribers, and their readers know every entry by the id that the other program
//! gave it. Under any other id they would show all of it again.

use std::collections::{HashMap, HashSet};
use std::io;

use crate::config::Config;
use crate::date::Timestamp;
use crate::entry;
use crate::ledger::{Ledger, Line};
use crate::model::Id;
use crate::output::Format;
use crate::parallel;
use crate::pipeline::survey::{Candidate, Survey, load};
use crate::pipeline::{Reason, recognised};
use crate::source::Source;
use crate::subscriber::{self, Body, Entry, Seen};

/// What came of an adoption.
pub struct Adoption {
    /// The feeds, in the order in which they were given.
    pub feeds: Vec<Adopted>,
    /// The ledger with what was taken over.
    pub ledger: Ledger,
    /// Articles that were not looked at, since they are at fault.
    pub at_fault: Vec<String>,
}

/// What was taken over from one feed.
#[derive(Default)]
pub struct Adopted {
    /// Entries whose article was found, in the order of the feed.
    pub matches: Vec<Match>,
    /// The other entries' indices.
    pub unmatched: Vec<usize>,
}

/// An entry and its article.
pub struct Match {
    /// The entry's index in the feed.
    pub entry: usize,
    /// The article's path.
    pub article: String,
    /// By what it was recognised, in words.
    pub sign: &'static str,
    /// What came of it.
    pub taken: Taken,
}

/// What was taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The id, and the date.
    Id,
    /// The article had the id already.
    Known,
    /// Nothing: the article has this id already, and it was not said that it may be replaced.
    Kept(String),
    /// Nothing: the article gives itself this id.
    Own(String),
    /// Nothing: another article has the id; this is its path.
    Anothers(String),
    /// Nothing: another of the feeds gave the article this id.
    Disputed(String),
}

/// Finds the articles behind the entries of old feeds, and gives them the ids and dates that subscribers know. With
/// `replace`, ids that the ledger has given are replaced.
///
/// # Errors
/// The source can't be listed.
pub fn adopt(
    config: &Config,
    source: &dyn Source,
    mut ledger: Ledger,
    old: &[&Seen],
    replace: bool,
    now: Timestamp,
) -> io::Result<Adoption> {
    let known: HashSet<Box<str>> = ledger.lines.iter().map(|line| line.id.clone()).collect();
    let (survey, _) = recognised(config, source, &mut ledger, None, None, now, &|_| ())?;
    let mut feeds: Vec<Adopted> = old.iter().map(|seen| look(config, source, &survey, seen, now)).collect();
    // Atom first: its ids can stand in every format, while RSS and JSON Feed may have others beside them.
    let mut order: Vec<usize> = (0..feeds.len()).collect();
    order.sort_by_key(|feed| (old[*feed].format() != Format::Atom, *feed));
    let candidates: HashMap<&str, &Candidate> = survey.candidates.iter().map(|one| (one.name.as_str(), one)).collect();
    let holders = Holders::of(&ledger);
    let mut taking =
        Taking { ledger: &mut ledger, holders, known, replace, by_atom: HashSet::new(), by_others: HashSet::new() };
    for feed in order {
        for one in &mut feeds[feed].matches {
            let Some(candidate) = candidates.get(one.article.as_str()) else { continue };
            one.taken = taking.take(&old[feed].entries[one.entry], old[feed].format(), candidate, now);
        }
    }
    let Taking { known, by_atom, by_others, .. } = taking;
    // Articles that nothing was found for get their ids from the build that publishes them: until then, another feed
    // may have one for them.
    let mut lines = 0..;
    ledger.lines.retain(|line| {
        let is_taken = lines.next().is_some_and(|at| by_atom.contains(&at) || by_others.contains(&at));
        is_taken || known.contains(&line.id)
    });
    let at_fault =
        survey.left_out.into_iter().filter(|one| one.reason == Reason::AtFault).map(|one| one.file).collect();
    Ok(Adoption { feeds, ledger, at_fault })
}

/// Finds the articles behind a feed's entries: first by what articles say of themselves, then, for those that are left,
/// by their texts.
fn look(config: &Config, source: &dyn Source, survey: &Survey, seen: &Seen, now: Timestamp) -> Adopted {
    let mut adopted = Adopted::default();
    let mut articles: Vec<usize> = (0..survey.candidates.len()).collect();
    let mut entries: Vec<usize> = (0..seen.entries.len()).collect();
    for with_text in [false, true] {
        if entries.is_empty() || articles.is_empty() {
            break;
        }
        let shown = parallel::map(&articles, |index| show(config, source, &survey.candidates[*index], with_text, now));
        let old: Vec<Entry> = entries.iter().map(|index| seen.entries[*index].clone()).collect();
        let found = subscriber::counterparts(&old, &shown);
        for (article, entry, sign) in &found {
            let article = survey.candidates[articles[*article]].name.clone();
            adopted.matches.push(Match { entry: entries[*entry], article, sign, taken: Taken::Known });
        }
        let (used, matched): (HashSet<usize>, HashSet<usize>) = found.iter().map(|(a, e, _)| (*a, *e)).unzip();
        articles = without(articles, &used);
        entries = without(entries, &matched);
    }
    adopted.matches.sort_by_key(|one| one.entry);
    adopted.unmatched = entries;
    adopted
}

fn without(list: Vec<usize>, places: &HashSet<usize>) -> Vec<usize> {
    list.into_iter().enumerate().filter(|(place, _)| !places.contains(place)).map(|(_, one)| one).collect()
}

/// An article as subscribers would see it; its text only where it is asked for.
fn show(config: &Config, source: &dyn Source, candidate: &Candidate, with_text: bool, now: Timestamp) -> Entry {
    let mut shown = Entry { published: Some(candidate.dated), ..Entry::default() };
    let Ok(loaded) = load(config, source, &candidate.name, candidate.stand_in_date, now) else { return shown };
    shown.link = entry::address(&loaded.article, candidate.dated, config).ok().map(|url| url.value.to_string());
    shown.title = loaded.article.title.as_ref().map(|title| title.value.to_string()).unwrap_or_default();
    if with_text {
        let composed = entry::compose(&loaded.article, candidate.dated, &loaded.text, config, source);
        shown.content = composed.ok().and_then(|composed| Body::html(composed.entry.html.to_string()));
    }
    shown
}

/// Which lines have or had an id, or show it, by the id.
struct Holders(HashMap<Box<str>, Vec<usize>>);

impl Holders {
    fn of(ledger: &Ledger) -> Holders {
        let mut holders = Holders(HashMap::with_capacity(ledger.lines.len()));
        ledger.lines.iter().enumerate().for_each(|(at, line)| holders.add(line, at));
        holders
    }

    fn add(&mut self, line: &Line, at: usize) {
        for id in [Some(&line.id), line.guid.as_ref()].into_iter().flatten() {
            self.0.entry(id.clone()).or_default().push(at);
        }
    }

    /// The line other than `at` that has an id, or shows it.
    fn other<'l>(&self, ledger: &'l Ledger, id: &str, at: usize) -> Option<&'l Line> {
        let has_it = |line: &Line| *line.id == *id || line.guid.as_deref() == Some(id);
        let lines = self.0.get(id).into_iter().flatten().filter(|other| **other != at);
        lines.map(|other| &ledger.lines[*other]).find(|line| has_it(line))
    }
}

/// Ids on their way into the ledger.
struct Taking<'a> {
    ledger: &'a mut Ledger,
    holders: Holders,
    /// Ids that the ledger had before.
    known: HashSet<Box<str>>,
    replace: bool,
    /// Lines that got their id from an Atom feed.
    by_atom: HashSet<usize>,
    /// Lines that got what RSS and JSON Feed show from one of those.
    by_others: HashSet<usize>,
}

impl Taking<'_> {
    fn take(&mut self, old: &Entry, format: Format, candidate: &Candidate, now: Timestamp) -> Taken {
        let at = candidate.line;
        let line = &self.ledger.lines[at];
        let shown = if format == Format::Atom { &*line.id } else { line.guid.as_deref().unwrap_or(&line.id) };
        let is_same = shown == old.id;
        if !is_same {
            let dispute = if format == Format::Atom { &self.by_atom } else { &self.by_others };
            if let Some(own) = &candidate.own_id {
                return Taken::Own(own.to_string());
            }
            if dispute.contains(&at) {
                return Taken::Disputed(shown.to_owned());
            }
            let is_new = self.by_atom.contains(&at) || self.by_others.contains(&at);
            if self.known.contains(&line.id) && !self.replace && !is_new {
                return Taken::Kept(shown.to_owned());
            }
            if let Some(other) = self.holders.other(self.ledger, &old.id, at) {
                return Taken::Anothers(other.path.to_string());
            }
        }
        let is_from_atom = self.by_atom.contains(&at);
        let line = &mut self.ledger.lines[at];
        if !is_same {
            if format == Format::Atom && self.known.contains(&line.id) && line.guid.is_none() {
                // What RSS and JSON Feed have shown so far, they go on showing.
                line.guid = Some(line.id.clone());
            }
            give(line, &old.id, format, is_from_atom);
            self.holders.add(line, at);
        }
        date(line, old, candidate, now);
        let taken = if format == Format::Atom { &mut self.by_atom } else { &mut self.by_others };
        taken.insert(at);
        if is_same { Taken::Known } else { Taken::Id }
    }
}

/// Gives a line an id. What is an address to the letter stands in every format; what is not is shown by RSS and JSON
/// Feed beside it.
fn give(line: &mut Line, id: &str, format: Format, is_from_atom: bool) {
    let address = Id::new(id).ok();
    let is_literal = address.as_ref().is_some_and(|address| address.as_str() == id);
    if let Some(address) = address.filter(|_| !is_from_atom) {
        line.id = address.as_str().into();
    }
    if format != Format::Atom {
        line.guid = (is_from_atom || !is_literal).then(|| id.into());
    }
}

/// Gives a line the dates that subscribers know.
fn date(line: &mut Line, old: &Entry, candidate: &Candidate, now: Timestamp) {
    let past = |at: &Timestamp| at.unix() <= now.unix();
    if let Some(published) = old.published.filter(past) {
        line.published = published;
        line.dated = (published.unix() != candidate.dated.unix()).then_some(candidate.dated);
    }
    if let Some(updated) = old.updated.filter(past).filter(|updated| updated.unix() > line.published.unix()) {
        line.updated = Some(updated);
    }
}
