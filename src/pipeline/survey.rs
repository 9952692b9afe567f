//! What every article says about itself: the first pass, which reads metadata and keeps next to nothing of it.

mod gathering;

use std::collections::HashMap;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use crate::article::{self, Article, Field, Markup, OriginKind, file_name};
use crate::cache;
use crate::config::{Config, Facet, Undated};
use crate::date::{Context, Timestamp};
use crate::diagnostic::{self, Diagnostic, Level, Located, reason};
use crate::entry::{self, Named};
use crate::fingerprint;
use crate::ledger::Ledger;
use crate::model::Order;
use crate::parallel;
use crate::pipeline::basis::Ground;
use crate::pipeline::compose::made_of;
use crate::pipeline::early::{self, Place, Placing};
use crate::pipeline::labels::{self, Label, Labels};
use crate::pipeline::memo::{Again, Unsettled};
use crate::pipeline::memory::Memory;
use crate::pipeline::records::{self, Kept, Record, Records};
use crate::pipeline::sums::Sums;
use crate::pipeline::survey::gathering::Gathering;
use crate::pipeline::translations::{self, Shared};
use crate::pipeline::{Anew, LeftOut, Reason, Recalled, Report, Stage, Step, repeats};
use crate::source::{DocumentInfo, Glance, PassedOver, Source};
use crate::stamp::Stamp;

/// Everything that the first pass keeps.
#[derive(Default)]
pub(super) struct Survey {
    /// Articles that can be published, in the order of their names.
    pub(super) candidates: Vec<Candidate>,
    pub(super) read: usize,
    /// Files and folders that could not be read: what is there is not gone.
    pub(super) refused: Vec<String>,
    pub(super) left_out: Vec<LeftOut>,
    /// Of those that are left out, the ones that could be read.
    pub(super) unpublished: Vec<Unpublished>,
    pub(super) found: Vec<Located>,
    /// What the articles can be told apart by, as far as a feed asks for it.
    pub(super) labels: Labels,
    /// By what it is known whether another build would be the same; `None` where nothing is kept.
    pub(super) again: Option<Again>,
    /// From what its basis is made; `None` where nothing is kept.
    pub(super) ground: Option<Ground>,
    /// What was taken from the cache.
    pub(super) recalled: Option<Recalled>,
}

/// What a look at one article shows.
pub(super) struct Seen {
    pub(super) outcome: Result<Candidate, Reason>,
    pub(super) unpublished: Option<Unpublished>,
    pub(super) found: Vec<Located>,
    /// Its entry, where that was made early.
    pub(super) entry: Option<Box<[u8]>>,
}

/// What a look shows, and what is to be kept of it.
pub(super) struct Looked {
    pub(super) seen: Seen,
    pub(super) kept: Option<Kept>,
    /// The document's stamp from before it was read.
    pub(super) stamp: Option<Stamp>,
}

/// As much of an article that is not published as knowing it again takes.
pub(super) struct Unpublished {
    pub(super) name: String,
    /// What it says of its date.
    pub(super) dated: Option<Timestamp>,
    pub(super) own_id: Option<Box<str>>,
    pub(super) says: fingerprint::Source,
}

/// As much of an article as choosing takes. There may be a million of these.
pub(super) struct Candidate {
    pub(super) name: String,
    /// What it says of its date.
    pub(super) dated: Timestamp,
    /// When it was first published, in seconds since 1970: what the ledger says, or else its date.
    pub(super) published: i64,
    /// When its meaning last changed.
    pub(super) updated: i64,
    /// What the article itself says of its last change.
    pub(super) own_updated: Option<Timestamp>,
    /// The date from the source's history, where the article itself has none.
    pub(super) stand_in_date: Option<i64>,
    /// The id that it gives itself.
    pub(super) own_id: Option<Box<str>>,
    /// The id that it gets if it is new; not told where the ledger knows its path.
    pub(super) fresh_id: Option<Box<str>>,
    /// What its source says.
    pub(super) says: fingerprint::Source,
    /// Its line in the ledger, once it was recognised.
    pub(super) line: usize,
    /// Its entry, if that was made early.
    pub(super) early: Place,
    /// Whether the line is its own; another article may claim the same id.
    pub(super) is_owner: bool,
    /// Its address, shortened.
    pub(super) address: u64,
    /// What it shares with its translations.
    pub(super) shared: Shared,
    /// Its tags, section, authors and language, as far as a feed asks for them.
    pub(super) labels: Box<[Label]>,
}

impl Candidate {
    pub(super) fn instant(&self, order: Order) -> i64 {
        match order {
            Order::Published => self.published,
            Order::Updated => self.updated.max(self.published),
        }
    }
}

/// An article with its text, and what was found while it was read.
pub struct Loaded {
    /// The article.
    pub article: Article,
    /// The document's decoded text, which every span refers to.
    pub text: String,
    /// What is wrong with it, or worth knowing.
    pub found: Vec<Diagnostic>,
    /// When it says it was updated, where that has not come yet and is left out.
    put_off: Option<Timestamp>,
}

impl Loaded {
    /// The instant of first publication, if the article can be published at the instant `now`.
    ///
    /// # Errors
    /// Why it can't.
    pub fn publishable(&self, now: Timestamp) -> Result<Timestamp, Reason> {
        let article = &self.article;
        if is_list_page(&article.name) {
            return Err(Reason::Page);
        }
        let is_set = |field: &Option<Field<bool>>| field.as_ref().is_some_and(|field| field.value);
        if is_set(&article.draft) {
            return Err(Reason::Draft);
        }
        if is_set(&article.hidden) {
            return Err(Reason::Hidden);
        }
        if self.found.iter().any(|found| found.level == Level::Error) {
            return Err(Reason::AtFault);
        }
        let Some(date) = &article.date else {
            return Err(if is_page(&article.name) { Reason::Page } else { Reason::AtFault });
        };
        let release = article.release.as_ref().map(|release| release.value);
        let shown_from = release.filter(|release| release.unix() > date.value.unix()).unwrap_or(date.value);
        if shown_from.unix() > now.unix() {
            return Err(Reason::Waits(shown_from));
        }
        match &article.expires {
            Some(expires) if expires.value.unix() <= now.unix() => Err(Reason::Expired(expires.value)),
            _ => Ok(date.value),
        }
    }

    /// What was found, with lines and columns.
    pub fn located(self) -> Vec<Located> {
        let (name, text) = (self.article.name, self.text);
        diagnostic::locate_all(self.found, &name, &text)
    }
}

/// Reads one article as it stands at the instant `now`: its bytes, decoded, and its metadata. `stand_in_date` (seconds since 1970) is used when neither
/// the article nor its name has a date.
///
/// # Errors
/// The document can't be read or decoded.
pub fn load(
    config: &Config,
    source: &dyn Source,
    name: &str,
    stand_in_date: Option<i64>,
    now: Timestamp,
) -> Result<Loaded, Box<Located>> {
    understand(config, name, readable(name, source.read(name))?, stand_in_date, now)
}

fn readable(name: &str, bytes: io::Result<Vec<u8>>) -> Result<Vec<u8>, Box<Located>> {
    bytes.map_err(|error| {
        let message = format!("the article can't be read: {}", reason(&error));
        Box::new(Diagnostic::error("article-unreadable", message).without_text(name))
    })
}

/// What an article's bytes say.
fn understand(
    config: &Config,
    name: &str,
    bytes: Vec<u8>,
    stand_in_date: Option<i64>,
    now: Timestamp,
) -> Result<Loaded, Box<Located>> {
    let markup = Markup::of(name).unwrap_or(Markup::Plain);
    let decoded = article::encoding::decode(bytes, markup)
        .map_err(|undecodable| Box::new(undecodable.found.locate(name, &undecodable.text)))?;
    let context = Context {
        zone: config.site.zone.clone(),
        default_time: config.build.default_time,
        language: config.site.language.as_ref().map(|language| language.primary().to_owned()),
    };
    let (mut article, mut found) = article::metadata(name, markup, &decoded.text, &context);
    found.extend(decoded.notes);
    if decoded.may_be_illegal {
        found.extend(article::illegal_characters(&decoded.text));
    }
    if article.date.is_none() {
        let stand_in = stand_in_date.and_then(Timestamp::from_unix).map(|at| at.in_zone(&config.site.zone));
        article.date = stand_in.map(|at| Field::new(at, OriginKind::Site("build.undated"), None));
    }
    let mut put_off = None;
    let is_out = article.date.as_ref().is_some_and(|date| date.value.unix() <= now.unix());
    if let Some(updated) = article.updated.take_if(|updated| is_out && updated.value.unix() > now.unix()) {
        let message =
            format!("the article is updated at a time to come, {}, which is left out", updated.value.rfc3339());
        let complaint = Diagnostic::warning("updated-in-future", message).at(updated.origin.span);
        put_off = Some(updated.value);
        found.push(complaint.help("give the instant of the last change, or none"));
    }
    let is_set_aside = [&article.draft, &article.hidden].into_iter().flatten().any(|field| field.value);
    let has_date_fault = found.iter().any(|found| found.level == Level::Error && found.rule.starts_with("date"));
    if article.date.is_none() && !is_page(name) && !is_set_aside && !has_date_fault {
        found.push(date_missing(config));
    }
    Ok(Loaded { article, text: decoded.text, found, put_off })
}

fn date_missing(config: &Config) -> Diagnostic {
    let message = match config.build.undated {
        Undated::Git => "the article has no date, and no commit holds it",
        Undated::Report | Undated::Modified => "the article has no date",
    };
    let help = "add a date to the article, such as `date: 2025-08-13`, or begin its name with `2025-08-13-`; if it is no \
                article, name it in `build.exclude`";
    Diagnostic::error("date-missing", message).help(help)
}

/// Whether a document is an article and not, say, a picture; a name without an extension is plain text.
fn is_article(name: &str) -> bool {
    Markup::of(name).is_some() || !name.rsplit('/').next().unwrap_or(name).contains('.')
}

/// A page's name without its folders and everything from the first full stop on.
fn stem(name: &str) -> &str {
    let file = file_name::of_path(name);
    &file[..memchr::memchr(b'.', file.as_bytes()).unwrap_or(file.len())]
}

/// What Hugo and Zola make the page of a section from. Its date, if it has one, is no article's.
fn is_list_page(name: &str) -> bool {
    stem(name).eq_ignore_ascii_case("_index")
}

/// Pages that sites keep beside articles. With a date they are articles like any other.
fn is_page(name: &str) -> bool {
    let stem = stem(name).to_ascii_lowercase();
    let is_first_page = stem == "index" && !name.contains('/');
    is_first_page
        || matches!(
            stem.as_str(),
            "_index" | "readme" | "license" | "changelog" | "contributing" | "404" | "robots" | "humans"
        )
        || matches!(stem.as_str(), "about" | "contact" | "archive" | "archives" | "search" | "tags" | "categories")
}

/// Reads what every article of a source says about itself. `is_known` tells whether the ledger knows a path.
pub(super) fn survey(
    config: &Config,
    source: &dyn Source,
    is_known: &(dyn Fn(&str) -> bool + Sync),
    memory: Option<&mut Memory<'_>>,
    mut placing: Option<Placing<'_>>,
    now: Timestamp,
    progress: &(dyn Fn(Step) + Sync),
) -> io::Result<Survey> {
    progress(Step::Stage(Stage::Walk));
    let glance = glance(config, source, memory.as_deref())?;
    let file = memory.as_ref().and_then(|memory| memory.get(records::FILE_NAME)).unwrap_or_default();
    let records = memory.as_ref().map(|memory| Records::parse(&file, memory.circumstances, now));
    // Of what is known already, most is not read at all.
    let is_read = records.as_ref().is_none_or(Records::is_empty);
    let sums = memory.as_ref().filter(|_| !is_read).map(|_| Sums::of_glance(&glance));
    let mut listing = glance.into_listing();
    let others: Vec<DocumentInfo> = listing.documents.extract_if(.., |document| !is_article(&document.name)).collect();
    progress(Step::Stage(Stage::Survey));
    progress(Step::Found(listing.documents.len()));
    let stand_ins = stand_in_dates(config, source, &listing.documents)?;
    let labelling = Labelling { wanted: labels::wanted(config), labels: Mutex::default() };
    let documents = &listing.documents;
    let is_early = placing.as_ref().map(|placing| placing.early.is_wanted(documents.len())).unwrap_or_default();
    let look = Look { config, source, is_known, labelling, records: records.as_ref(), is_early, now };
    let mut gathering = Gathering::of(documents.len(), sums, memory.as_deref(), now);
    others.iter().for_each(|document| gathering.pass_by(document, source));
    // Handing a share on takes a change of threads, which takes longer than looking at some articles.
    let size = (documents.len() / SHARES).clamp(parallel::share(documents.len()), SHARE_MAX);
    let shares: Vec<(usize, &[DocumentInfo])> = documents.chunks(size).enumerate().collect();
    let date_of = |document: &DocumentInfo| stand_in_date(config, document, &stand_ins);
    let look_at = |(number, share): &(usize, &[DocumentInfo])| -> Vec<Looked> {
        let names = share.iter().filter(|_| is_read).map(|document| document.name.as_str()).collect();
        let mut reads = source.read_each(names);
        let looked = share.iter().zip(number * size..).map(|(document, place)| {
            let (bytes, told) = match reads.next() {
                Some(Ok(read)) => (Some(Ok(read.bytes)), read.stamp),
                Some(Err(error)) => (Some(Err(error)), None),
                None => (None, None),
            };
            let (seen, kept) = look.at(document, place, date_of(document), bytes);
            progress(Step::Read);
            Looked { seen, kept, stamp: document.stamp.or(told) }
        });
        looked.collect()
    };
    let mut places = documents.iter();
    parallel::each_in_order(&shares, look_at, |looked| {
        for (looked, document) in looked.into_iter().zip(places.by_ref()) {
            gathering.take(document, date_of(document), looked, placing.as_mut());
        }
    });
    let labels = look.labelling.labels.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    Ok(gathering.finish(labels, memory, listing.passed_over, now))
}

/// What a source holds; its stamps only where they tell what need not be read, or modification times are asked for.
///
/// # Errors
/// As [`Source::list`].
pub fn glance(config: &Config, source: &dyn Source, memory: Option<&Memory<'_>>) -> io::Result<Glance> {
    let is_asked_for = config.build.undated == Undated::Modified || memory.is_some_and(Memory::has_any);
    if is_asked_for { source.glance() } else { source.names() }
}

/// The rule by which it is told that something is not read.
pub(super) const PASSED_OVER: &str = "file-passed-over";

fn passed_over(one: &PassedOver) -> Located {
    let found = match one.is_refused {
        true => Diagnostic::error("article-unreadable", format!("what is here can't be read: {}", one.why))
            .help("see that you may read it, or name it in `build.exclude`"),
        false => Diagnostic::note(PASSED_OVER, format!("this is not read: {}", one.why)),
    };
    found.without_text(&one.name)
}

/// All that it takes to look at articles.
struct Look<'a> {
    config: &'a Config,
    source: &'a dyn Source,
    is_known: &'a (dyn Fn(&str) -> bool + Sync),
    labelling: Labelling,
    /// What an earlier build saw; `None` where nothing is kept.
    records: Option<&'a Records<'a>>,
    /// Whether an article that is understood is made an entry at once.
    is_early: Arc<AtomicBool>,
    now: Timestamp,
}

impl Look<'_> {
    /// What the document at a place of the list says, and what is to be kept of it. Its bytes, where they were read.
    fn at(
        &self,
        document: &DocumentInfo,
        place: usize,
        stand_in_date: Option<i64>,
        bytes: Option<io::Result<Vec<u8>>>,
    ) -> (Seen, Option<Kept>) {
        let name = &document.name;
        let bytes = || readable(name, bytes.unwrap_or_else(|| self.source.read(name)));
        let Some(records) = self.records else {
            let bytes = bytes();
            return (self.understand(document, stand_in_date, bytes).0, None);
        };
        let known = records.of(document, place);
        let record = known.filter(|record| record.holds(stand_in_date, self.now));
        let recall = |record: Record<'_>, anew| {
            let seen = record.seen(&mut |labels| self.labelling.numbers(labels))?;
            Some((seen, Some(Kept::again(&record, anew))))
        };
        if let Some(recalled) = record.filter(|one| one.is_of(document.stamp)).and_then(|one| recall(one, None)) {
            return recalled;
        }
        let bytes = bytes();
        let hash = bytes.as_ref().ok().map(|bytes| cache::hash(bytes));
        let same_bytes = record.filter(|record| Some(record.bytes) == hash);
        if let Some(recalled) = same_bytes.and_then(|one| recall(one, Some(Anew::SameBytes))) {
            return recalled;
        }
        let anew = match known {
            None => Anew::New,
            Some(known) if Some(known.bytes) == hash => Anew::Due,
            Some(_) => Anew::Changed,
        };
        let (seen, labels, until) = self.understand(document, stand_in_date, bytes);
        let kept = hash.map(|bytes| Kept { bytes, until, seen: records::write(&seen, &labels), anew: Some(anew) });
        (seen, kept)
    }

    /// What a document's bytes say, its labels, and until when it says that.
    fn understand(
        &self,
        document: &DocumentInfo,
        stand_in_date: Option<i64>,
        bytes: Result<Vec<u8>, Box<Located>>,
    ) -> (Seen, Vec<(Facet, String)>, i64) {
        let (config, now) = (self.config, self.now);
        let loaded = bytes.and_then(|bytes| understand(config, &document.name, bytes, stand_in_date, now));
        let mut loaded = match loaded {
            Ok(loaded) => loaded,
            Err(found) => {
                let seen = Seen { outcome: Err(Reason::AtFault), unpublished: None, found: vec![*found], entry: None };
                return (seen, Vec::new(), i64::MAX);
            }
        };
        let outcome = candidate(config, document, stand_in_date, self.is_known, &mut loaded, now);
        let (mut labels, mut entry) = (Vec::new(), None);
        let mut outcome = outcome.map(|(candidate, named)| {
            // Of one that is known, what a reader sees is mostly known, too.
            let sees = !(self.is_known)(&document.name);
            entry = self.is_early.load(Ordering::Relaxed).then(|| {
                let (composed, found) = made_of(config, self.source, &document.name, &loaded, named, sees);
                early::print(&composed, &found)
            });
            candidate
        });
        if let Ok(candidate) = &mut outcome {
            labels = self.labelling.of(&loaded, config);
            candidate.labels = self.labelling.numbers(labels.clone());
        }
        // A draft may be as unfinished as it likes; what is wrong with it matters once it is to be published.
        let is_set_aside = matches!(outcome, Err(Reason::Draft | Reason::Hidden | Reason::Page));
        let unpublished = outcome.as_ref().err().map(|_| Unpublished {
            name: document.name.clone(),
            dated: loaded.article.date.as_ref().map(|date| date.value),
            own_id: loaded.article.id.as_ref().map(|id| id.value.as_str().into()),
            says: fingerprint::source(&loaded.article, &loaded.text),
        });
        let until = until(&loaded.article, loaded.put_off, now);
        let found = if is_set_aside { Vec::new() } else { loaded.located() };
        (Seen { outcome, unpublished, found, entry }, labels, until)
    }
}

/// The next instant at which an article says something else, in seconds since 1970. `put_off` is one that was left out
/// because it has not come.
fn until(article: &Article, put_off: Option<Timestamp>, now: Timestamp) -> i64 {
    let dates = [&article.date, &article.release, &article.updated, &article.expires];
    let instants = dates.into_iter().flatten().map(|date| date.value).chain(put_off);
    instants.map(Timestamp::unix).filter(|instant| *instant > now.unix()).min().unwrap_or(i64::MAX)
}

/// A source of many documents is looked at in so many shares.
const SHARES: usize = 128;
/// How many documents a thread takes at a time at most.
const SHARE_MAX: usize = 128;

/// So many of the articles that were read are named.
pub(super) const NAMED: usize = 20;

/// By what a document is known whose stamp is not to be trusted yet.
pub(super) fn unsettled_of(name: &str, stamp: Option<Stamp>, kept: &Kept) -> Option<Unsettled> {
    Some(Unsettled { name: name.to_owned(), latest: stamp?.latest(), hash: kept.bytes })
}

/// Looks at documents, of most of which there are records. The labels are those of all articles.
pub(super) fn look_again(
    config: &Config,
    source: &dyn Source,
    documents: &[DocumentInfo],
    records: &Records<'_>,
    labels: Labels,
    now: Timestamp,
) -> (Vec<(Seen, Option<Kept>)>, Labels) {
    let labelling = Labelling { wanted: labels::wanted(config), labels: Mutex::new(labels) };
    let is_known = |name: &str| records.has(name);
    let look =
        Look { config, source, is_known: &is_known, labelling, records: Some(records), is_early: Arc::default(), now };
    let no_commits = HashMap::new();
    let at = |one: &DocumentInfo| {
        let (mut seen, kept) = look.at(one, 0, stand_in_date(config, one, &no_commits), None);
        seen.outcome.iter_mut().for_each(|candidate| candidate.name.clone_from(&one.name));
        (seen, kept)
    };
    let seen = documents.iter().map(at).collect();
    (seen, look.labelling.labels.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner()))
}

/// As much of an article as choosing takes, and what its entry is named by, if it can be published.
fn candidate(
    config: &Config,
    document: &DocumentInfo,
    stand_in_date: Option<i64>,
    is_known: &dyn Fn(&str) -> bool,
    loaded: &mut Loaded,
    now: Timestamp,
) -> Result<(Candidate, Named), Reason> {
    let published = loaded.publishable(now)?;
    let named = entry::named(&loaded.article, published, config).map_err(|found| {
        loaded.found.push(found);
        Reason::AtFault
    })?;
    let article = &loaded.article;
    let own_id = article.id.as_ref().map(|id| id.value.as_str().into());
    let is_known = own_id.is_some() || is_known(&document.name);
    let own_updated = article.updated.as_ref().map(|updated| updated.value);
    let candidate = Candidate {
        // The document gives its name away once everything was looked at.
        name: String::new(),
        dated: published,
        published: published.unix(),
        updated: own_updated.unwrap_or(published).unix(),
        own_updated,
        stand_in_date,
        fresh_id: (!is_known).then(|| named.id.value.as_str().into()),
        own_id,
        says: fingerprint::source(article, &loaded.text),
        line: usize::MAX,
        early: Place::NONE,
        is_owner: true,
        address: repeats::short(named.url.value.as_str()),
        shared: translations::shared(article, &loaded.text, config),
        labels: Box::default(),
    };
    Ok((candidate, named))
}

/// The table of labels while articles are read.
struct Labelling {
    wanted: Vec<Facet>,
    labels: Mutex<Labels>,
}

impl Labelling {
    fn of(&self, loaded: &Loaded, config: &Config) -> Vec<(Facet, String)> {
        labels::of(&loaded.article, &loaded.text, config, &self.wanted)
    }

    fn numbers(&self, labels: Vec<(Facet, String)>) -> Box<[Label]> {
        if labels.is_empty() {
            return Box::default();
        }
        self.labels.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).numbers(labels)
    }
}

/// The date that stands in where a document has none, as the configuration wishes.
pub(super) fn stand_in_date(
    config: &Config,
    document: &DocumentInfo,
    first_commits: &HashMap<String, i64>,
) -> Option<i64> {
    match config.build.undated {
        Undated::Report => None,
        Undated::Git => first_commits.get(&document.name).copied(),
        Undated::Modified => document.modified,
    }
}

/// The dates of first commits, by name, when the configuration asks for them.
pub(super) fn stand_in_dates(
    config: &Config,
    source: &dyn Source,
    documents: &[DocumentInfo],
) -> io::Result<HashMap<String, i64>> {
    if config.build.undated != Undated::Git || documents.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(source.first_commits()?.into_iter().collect())
}

impl Survey {
    /// Leaves out what claims an id that belongs to another, and names equal addresses.
    pub(super) fn leave_out_repeated(&mut self, config: &Config, source: &dyn Source, ledger: &Ledger, now: Timestamp) {
        let (gone, found) = repeats::find(config, source, &self.candidates, ledger, now);
        self.found.extend(found);
        if !gone.contains(&true) {
            return;
        }
        let mut gone = gone.into_iter();
        let (gone, kept): (Vec<Candidate>, Vec<Candidate>) =
            std::mem::take(&mut self.candidates).into_iter().partition(|_| gone.next() == Some(true));
        self.candidates = kept;
        self.left_out.extend(gone.into_iter().map(|one| LeftOut { file: one.name, reason: Reason::AtFault }));
    }

    /// The report's first half, with what was found later.
    pub(super) fn into_report(self, left_out: &mut Vec<LeftOut>, found: &mut Vec<Located>) -> Report {
        let mut report = Report {
            read: self.read,
            publishable: self.candidates.len() - left_out.len(),
            left_out: self.left_out,
            findings: self.found,
            recalled: self.recalled,
            ..Report::default()
        };
        report.left_out.append(left_out);
        report.findings.append(found);
        report
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::source::MemorySource;

    /// Why an article is left out in the middle of 2025; `None` when it is published.
    fn reason(name: &str, text: &str) -> Option<Reason> {
        let config = config::parse("[site]\nurl = \"https://example.org/\"").unwrap();
        let source = MemorySource::new([(name, text)]);
        let now = Timestamp::from_unix(1_751_328_000).unwrap(); // 2025-07-01T00:00:00Z
        survey(&config, &source, &|_| false, None, None, now, &|_| ()).unwrap().left_out.first().map(|one| one.reason)
    }

    #[test]
    fn what_can_not_be_read_is_an_error() {
        let level = |is_refused| {
            let one = PassedOver { name: "a".to_owned(), why: "permission denied".to_owned(), is_refused };
            passed_over(&one).diagnostic.level
        };
        assert_eq!((level(true), level(false)), (Level::Error, Level::Note));
    }

    #[test]
    fn the_page_of_a_section_is_no_article() {
        for name in ["_index.md", "posts/_index.fr.md"] {
            for text in ["---\ntitle: Posts\ndate: 2025-06-13\n---\n", "---\ndate: none\n---\n", "Text."] {
                assert_eq!(reason(name, text), Some(Reason::Page), "{name} {text}");
            }
        }
        assert_eq!(reason("README.md", "Text."), Some(Reason::Page));
        assert_eq!(reason("README.md", "---\ndate: 2025-06-13\n---\nText."), None);
    }

    #[test]
    fn an_article_waits_for_its_date_and_for_its_release() {
        let waits = |dates: &str| match reason("a.md", &format!("---\n{dates}\n---\nText.")) {
            Some(Reason::Waits(until)) => until.rfc3339(),
            other => format!("{other:?}"),
        };
        assert_eq!(waits("date: 2025-08-13"), "2025-08-13T00:00:00Z");
        assert_eq!(waits("date: 2025-06-13\npublishDate: 2025-08-20"), "2025-08-20T00:00:00Z");
        assert_eq!(waits("date: 2025-08-13\npublishDate: 2025-06-20"), "2025-08-13T00:00:00Z");
        assert_eq!(waits("date: 2025-06-13\npublishDate: 2025-06-20"), "None");
        assert_eq!(waits("publishDate: 2025-08-20"), "2025-08-20T00:00:00Z");
    }
}
