//! The whole product in one function: READ THIS FIRST.
//!
//! [`build`] goes through the stages in order. Metadata comes first, for every article; bodies are read and cleaned
//! for the chosen entries only; nothing is written before everything is rendered.
//!
//! What is wrong with an article is a finding in the [`Report`], and the others are published. Only the world's
//! refusals (a disk that is full, a folder that can't be read) end a build early, as `io::Error`.

mod adopt;
mod explain;
mod flood;
mod identity;
mod judge;
mod pages;
mod repeats;
mod report;
mod survey;

use std::collections::{HashMap, HashSet};
use std::io;

use crate::config::{Config, Content, FeedConfig};
use crate::date::Timestamp;
use crate::diagnostic::{self, Diagnostic, Located};
use crate::entry;
use crate::fingerprint;
use crate::ledger::{self, Ledger, Line};
use crate::media;
use crate::model::{Entry, Feed, FeedError, FeedInfo, Id, Image, Language, Text, Tombstone, Url};
use crate::output::{Format, Output};
use crate::parallel;
use crate::permalink;
use crate::pipeline::judge::{Articles, Told};
use crate::pipeline::survey::{Survey, survey};
use crate::render::{self, Loss};
use crate::select::Newest;
use crate::sink::Sink;
use crate::source::Source;

pub use adopt::{Adopted, Adoption, Match, Taken, adopt};
pub use explain::{Explanation, explain};
pub use flood::window;
pub use report::{FileKind, FileReport, Identities, LeftOut, Outcome, Reason, Report};
pub use survey::load;

/// What a build may be told besides its configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The present instant: later articles wait, expired ones are over. Nothing else depends on it.
    pub now: Timestamp,
    /// Whether one article at fault keeps everything from being written.
    pub strict: bool,
    /// Whether old entries may appear as new in readers, however many there are.
    pub allow_flood: bool,
}

/// How far a build has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// This many articles were found.
    Found(usize),
    /// One more article was read.
    Read,
    /// This many entries are to be made.
    Chosen(usize),
    /// One more entry was made.
    Made,
}

/// Where a build's files go.
pub struct Sinks<'a> {
    /// The feeds.
    pub feeds: &'a mut dyn Sink,
    /// The lock file; `None` where it is not kept.
    pub lock: Option<&'a mut dyn Sink>,
}

impl<'a> Sinks<'a> {
    /// Only feeds are written, and nothing is remembered.
    pub fn feeds_only(feeds: &'a mut dyn Sink) -> Sinks<'a> {
        Sinks { feeds, lock: None }
    }
}

/// Builds a site's feeds: articles from `source` and what `ledger` remembers of them, finished files into `sinks`.
///
/// # Errors
/// The world refused: the source can't be listed, or a file can't be written.
pub fn build(
    config: &Config,
    source: &dyn Source,
    mut ledger: Ledger,
    sinks: Sinks<'_>,
    options: Options,
    progress: &(dyn Fn(Step) + Sync),
) -> io::Result<Report> {
    // source → article: what every article says about itself.
    let (survey, identities) = recognised(config, source, &mut ledger, options.now, progress)?;
    // select: which entries each feed shows.
    let chosen: Vec<Vec<usize>> = config.feeds.iter().map(|feed| select(&survey, feed)).collect();
    // article → entry: bodies of the chosen ones, once each.
    let mut made = make_entries(config, source, &survey, &chosen, &ledger, options.now, progress);
    made.meanings.drain(..).for_each(|(line, meaning)| ledger.lines[line].meaning = Some(meaning));
    let articles = Articles { config, source, names: names(&survey, &made), now: options.now };
    let mut report = survey.into_report(&mut made.left_out, &mut made.found);
    report.identities = identities;
    // entry → render.
    let mut finished = Vec::with_capacity(config.feeds.len());
    let mut listed = pages::Gathered::default();
    for (feed, chosen) in config.feeds.iter().zip(&chosen) {
        let entries: Vec<Entry> = chosen.iter().filter_map(|index| made.entries.get(index)).cloned().collect();
        let info = feed_info(config, feed, &entries, source, &mut ledger);
        let gone = match feed.format {
            Format::Atom => identity::tombstones(&ledger, config.build.tombstones, options.now),
            Format::Rss | Format::Json => Vec::new(),
        };
        listed.add(feed, &info, &entries);
        finished.push(render_feed(config, feed, info, entries, gone, &mut report.findings));
    }
    if report.read == 0 {
        report.findings.push(nothing_found(source)?);
    }
    // check: a second opinion on every file; one with an error is not written.
    drop_faulty(&config.feeds, &mut finished, &articles, &mut report.findings);
    // What subscribers have is compared with what they would get.
    report.is_flood = flood::judge(config, &finished, &*sinks.feeds, options, &mut report.findings);
    // What stands beside the feeds is made from the list of those that are there.
    let beside = pages::make(config, listed, &finished, &*sinks.feeds, &mut report.findings);
    report.sort();
    // sink: only now are files replaced.
    let refused = (report.has_errors() && options.strict) || report.is_flood;
    // The ledger first: whoever dies in between has lost no id, and the next build writes the same feeds.
    if let Some(lock) = sinks.lock
        && report.read > 0
    {
        report.lock = Some(if refused { Outcome::Kept } else { write_lock(&ledger, options.now, lock)? });
    }
    for (feed, finished) in config.feeds.iter().zip(finished) {
        report.files.push(write(feed, finished.filter(|_| !refused), sinks.feeds)?);
    }
    for one in beside {
        report.files.push(pages::write(one, refused, sinks.feeds)?);
    }
    Ok(report)
}

/// What every article says about itself, and which of those that are known it is.
fn recognised(
    config: &Config,
    source: &dyn Source,
    ledger: &mut Ledger,
    now: Timestamp,
    progress: &(dyn Fn(Step) + Sync),
) -> io::Result<(Survey, Identities)> {
    let known: HashSet<&str> = ledger.lines.iter().map(|line| &*line.path).collect();
    let mut survey = survey(config, source, &|path| known.contains(path), now, progress)?;
    let identities = identity::identify(config, source, &mut survey, ledger, now);
    survey.leave_out_repeated(config, source, ledger, now);
    Ok((survey, identities))
}

/// Writes the lock file, if it says anything new.
///
/// # Errors
/// It can't be written.
pub fn write_lock(ledger: &Ledger, now: Timestamp, sink: &mut dyn Sink) -> io::Result<Outcome> {
    let output = Output { bytes: ledger::print(ledger).into_bytes(), media_type: "text/plain", modified: now };
    let written = sink.put(ledger::FILE_NAME, &output).map_err(|error| named(ledger::FILE_NAME, &error))?;
    Ok(Outcome::from(written))
}

/// The articles behind the entries, by their ids.
fn names(survey: &Survey, made: &Made) -> HashMap<String, String> {
    let name = |index: &usize| survey.candidates[*index].name.clone();
    let mut names: HashMap<_, _> =
        made.entries.iter().map(|(index, entry)| (entry.known_as().to_owned(), name(index))).collect();
    names.extend(made.entries.iter().map(|(index, entry)| (entry.id.to_string(), name(index))));
    names
}

/// Asks for a second opinion on every file, and drops those that have an error. Each finding is told once for all
/// formats.
fn drop_faulty(
    feeds: &[FeedConfig],
    finished: &mut [Option<Finished>],
    articles: &Articles<'_>,
    findings: &mut Vec<Located>,
) {
    let mut told = Told::of(findings);
    for (feed, finished) in feeds.iter().zip(finished) {
        let Some((output, _)) = finished else { continue };
        let judgement = judge::judge(feed, output, articles);
        findings.extend(judgement.found.into_iter().filter(|found| told.is_new(found)));
        if judgement.is_refused {
            *finished = None;
        }
    }
}

/// The newest articles that a feed has room for.
fn select(survey: &Survey, feed: &FeedConfig) -> Vec<usize> {
    let mut newest = Newest::new(feed.limit);
    for (index, candidate) in survey.candidates.iter().enumerate() {
        newest.offer(candidate.instant(feed.order), &candidate.name, index);
    }
    newest.into_indices()
}

/// Entries by their candidate's index, and what went wrong while they were made.
struct Made {
    entries: HashMap<usize, Entry>,
    left_out: Vec<LeftOut>,
    found: Vec<Located>,
    /// What readers see of articles that no feed has shown before, by their lines in the ledger.
    meanings: Vec<(usize, u64)>,
}

fn make_entries(
    config: &Config,
    source: &dyn Source,
    survey: &Survey,
    chosen: &[Vec<usize>],
    ledger: &Ledger,
    now: Timestamp,
    progress: &(dyn Fn(Step) + Sync),
) -> Made {
    let mut indices: Vec<usize> = chosen.iter().flatten().copied().collect();
    indices.sort_unstable();
    indices.dedup();
    progress(Step::Chosen(indices.len()));
    let composed = parallel::map(&indices, |index| {
        let candidate = &survey.candidates[*index];
        let composed = compose(config, source, candidate, &ledger.lines[candidate.line], now);
        progress(Step::Made);
        composed
    });
    let mut made = Made {
        entries: HashMap::with_capacity(indices.len()),
        left_out: Vec::new(),
        found: Vec::new(),
        meanings: Vec::new(),
    };
    for (index, (entry, found)) in indices.into_iter().zip(composed) {
        made.found.extend(found);
        match entry {
            Some((entry, meaning)) => {
                made.meanings.extend(meaning.map(|meaning| (survey.candidates[index].line, meaning)));
                made.entries.insert(index, entry);
            }
            None => {
                let file = survey.candidates[index].name.clone();
                made.left_out.push(LeftOut { file, reason: Reason::AtFault });
            }
        }
    }
    made
}

/// An entry, and what a reader sees of it where the ledger does not know yet.
type Composed = (Entry, Option<u64>);

/// Reads a chosen article's body and makes its entry. What the survey has found already is not found again.
fn compose(
    config: &Config,
    source: &dyn Source,
    candidate: &survey::Candidate,
    line: &Line,
    now: Timestamp,
) -> (Option<Composed>, Vec<Located>) {
    let name = &candidate.name;
    let loaded = match load(config, source, name, candidate.stand_in_date, now) {
        Ok(loaded) => loaded,
        Err(found) => return (None, vec![*found]),
    };
    // The file may have changed since it was surveyed; then what it says now counts.
    let Ok(published) = loaded.publishable(now) else { return (None, loaded.located()) };
    match entry::compose(&loaded.article, published, &loaded.text, config, source) {
        Ok(entry::Composed { mut entry, found, .. }) => {
            let see = || fingerprint::meaning(&loaded.article, entry.html.as_str(), &entry.url);
            let meaning = line.meaning.is_none().then(see);
            let found = diagnostic::locate_all(found, name, &loaded.text);
            match identity::apply(line, &mut entry) {
                Ok(()) => (Some((entry, meaning)), found),
                Err(fault) => (None, vec![*fault]),
            }
        }
        Err(found) => (None, vec![found.locate(name, &loaded.text)]),
    }
}

/// A rendered feed and how many entries it holds.
type Finished = (Output, usize);

fn render_feed(
    config: &Config,
    feed: &FeedConfig,
    info: FeedInfo,
    mut entries: Vec<Entry>,
    gone: Vec<Tombstone>,
    findings: &mut Vec<Located>,
) -> Option<Finished> {
    let count = entries.len();
    if feed.content == Content::Summary {
        for entry in &mut entries {
            let summary = entry.summary.as_ref().map(|summary| crate::html::escape(summary.as_str()));
            entry.html = Text::lossy(summary.map(|summary| format!("<p>{summary}</p>")).unwrap_or_default());
        }
    }
    match Feed::new(info, entries, feed.order).map(|whole| whole.with_gone(gone)) {
        Ok(whole) => {
            let mut rendered = render::render(&whole, feed.format);
            if let Some(style) = &config.page.style {
                render::style::link(&mut rendered.output, feed.format, &whole.info().address, &address(config, style));
            }
            findings.extend(rendered.losses.iter().map(|loss| describe(loss).without_text(&feed.path)));
            Some((rendered.output, count))
        }
        Err(why @ FeedError::Empty) => {
            let found = Diagnostic::warning("feed-empty", format!("the feed is not written: {why}"));
            findings.push(found.without_text(&feed.path));
            None
        }
        Err(why) => {
            findings.push(Diagnostic::error("feed-invalid", why.to_string()).without_text(&feed.path));
            None
        }
    }
}

fn feed_info(
    config: &Config,
    feed: &FeedConfig,
    entries: &[Entry],
    source: &dyn Source,
    ledger: &mut Ledger,
) -> FeedInfo {
    let site = &config.site;
    let address = address(config, &feed.path);
    let id = match feed.format {
        // It stays when the site moves. The other formats know a feed by its address alone.
        Format::Atom => Id::new(ledger.feed_id(&feed.path, address.as_str())).unwrap_or_else(|_| Id::from(&address)),
        Format::Rss | Format::Json => Id::from(&address),
    };
    let picture = |reference: &String| {
        let url = site.url.join(reference).ok()?;
        let (file, size) =
            media::look(source, "", reference).map_or((None, None), |facts| (Some(facts.file), facts.size));
        Some(Image { url, alt: None, file, size })
    };
    FeedInfo {
        id,
        title: feed.title.clone().unwrap_or_else(|| site.title.clone()),
        description: feed.description.clone().or_else(|| site.description.clone()),
        home: site.url.clone(),
        address,
        hubs: site.hubs.clone(),
        language: site.language.clone().or_else(|| common_language(entries)),
        authors: site.authors.clone(),
        categories: Vec::new(),
        rights: site.rights.clone(),
        logo: site.image.as_ref().and_then(picture),
        icon: site.icon.as_ref().and_then(|icon| site.url.join(icon).ok()),
        ttl_minutes: feed.ttl_minutes,
    }
}

/// The address of a file below the output folder.
fn address(config: &Config, path: &str) -> Url {
    let encoded = path.split('/').map(permalink::segment).collect::<Vec<_>>().join("/");
    config.site.url.join(&format!("./{encoded}")).unwrap_or_else(|_| config.site.url.clone())
}

/// The language of all entries, where they agree: the only place where RSS can say it.
fn common_language(entries: &[Entry]) -> Option<Language> {
    let first = entries.first()?.language.as_ref()?;
    entries.iter().all(|entry| entry.language.as_ref() == Some(first)).then(|| first.clone())
}

fn describe(loss: &Loss) -> Diagnostic {
    Diagnostic::note("format-loss", loss.message.clone())
}

fn nothing_found(source: &dyn Source) -> io::Result<Located> {
    let passed_over = source.list()?.passed_over.len();
    let message = match passed_over {
        0 => "there is no article here".to_owned(),
        count => format!("there is no article here; {count} files or folders were passed over"),
    };
    let help = "put articles (.md, .txt or .html) beside or below feedwright.toml, or run `feedwright new \"Title\"`";
    Ok(Diagnostic::error("site-empty", message).help(help).without_text(""))
}

fn write(feed: &FeedConfig, finished: Option<Finished>, sink: &mut dyn Sink) -> io::Result<FileReport> {
    let report = |entries, bytes, outcome| FileReport {
        path: feed.path.clone(),
        kind: FileKind::Feed,
        format: feed.format.name(),
        entries,
        bytes,
        outcome,
    };
    let Some((output, entries)) = finished else { return Ok(report(0, 0, Outcome::Kept)) };
    let written = sink.put(&feed.path, &output).map_err(|error| named(&feed.path, &error))?;
    Ok(report(entries, output.bytes.len(), Outcome::from(written)))
}

/// The same error with the file's name: "Permission denied" alone helps nobody.
fn named(path: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{path}: {error}"))
}
