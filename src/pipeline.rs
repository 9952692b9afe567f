//! The whole product in one function: READ THIS FIRST.
//!
//! [`build`] goes through the stages in order. Metadata comes first, for every article; bodies are read and cleaned
//! for the chosen entries only; nothing is written before everything is rendered.
//!
//! What is wrong with an article is a finding in the [`Report`], and the others are published. Only the world's
//! refusals (a disk that is full, a folder that can't be read) end a build early, as `io::Error`.

mod adopt;
mod amend;
mod aside;
mod basis;
mod compose;
mod early;
mod entries;
mod explain;
mod finish;
mod fit;
mod flood;
mod gone;
mod history;
mod identity;
mod judge;
mod labels;
mod memo;
mod memory;
mod pages;
mod plan;
mod products;
mod records;
mod repeats;
mod report;
mod shelf;
mod showing;
mod slug;
mod stream;
mod sums;
mod survey;
mod translations;
mod write;

use std::collections::{BTreeMap, HashSet};
use std::io;

use crate::config::Config;
use crate::date::Timestamp;
use crate::diagnostic::{Diagnostic, Located};
use crate::ledger::Ledger;
use crate::pipeline::amend::Former;
use crate::pipeline::aside::Aside;
use crate::pipeline::compose::Composing;
use crate::pipeline::early::{Early, Placing};
use crate::pipeline::finish::Frames;
use crate::pipeline::judge::Articles;
use crate::pipeline::memo::Again;
use crate::pipeline::plan::plan;
use crate::pipeline::products::{Parts, Products};
use crate::pipeline::showing::{Seal, Showing};
use crate::pipeline::survey::{Survey, survey};
use crate::pipeline::write::{write_all, write_ledger};
use crate::sink::Sink;
use crate::source::{Remarked, Source};
use crate::stamp::Stamp;

pub use adopt::{Adopted, Adoption, Match, Taken, adopt};
pub use explain::{Explanation, explain};
pub use flood::window;
pub use memo::resume;
pub use memory::Memory;
pub use report::{Anew, FileKind, FileReport, Identities, LeftOut, Outcome, Reason, Recalled, Report};
pub use survey::{glance, load};
pub use translations::Translated;
pub use write::write_lock;

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
    /// This stage begins, and the one before is over. A stage may come more than once.
    Stage(Stage),
}

/// The stages of a build, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Which articles there are.
    Walk,
    /// They are read, and what they say about themselves is understood.
    Survey,
    /// Which of those that are known each of them is.
    Ledger,
    /// Which feeds there are, and which entries each shows.
    Select,
    /// Articles become entries: bodies of the chosen ones.
    Compose,
    /// Entries become feeds.
    Render,
    /// The second opinion on every feed, and what subscribers would see.
    Check,
    /// What stands beside the feeds.
    Pages,
    /// Files are replaced.
    Write,
}

impl Stage {
    /// All stages, in their order.
    pub const ALL: [Stage; 9] = [
        Stage::Walk,
        Stage::Survey,
        Stage::Ledger,
        Stage::Select,
        Stage::Compose,
        Stage::Render,
        Stage::Check,
        Stage::Pages,
        Stage::Write,
    ];

    /// The stage's name: one word.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Walk => "walk",
            Stage::Survey => "survey",
            Stage::Ledger => "ledger",
            Stage::Select => "select",
            Stage::Compose => "compose",
            Stage::Render => "render",
            Stage::Check => "check",
            Stage::Pages => "pages",
            Stage::Write => "write",
        }
    }
}

/// Where a build's files go.
pub struct Sinks<'a> {
    /// The feeds.
    pub feeds: &'a mut dyn Sink,
    /// The lock file; `None` where it is not kept.
    pub lock: Option<&'a mut dyn Sink>,
    /// What makes the next build quicker; `None` where nothing is kept.
    pub memory: Option<Memory<'a>>,
}

impl<'a> Sinks<'a> {
    /// Only feeds are written, and nothing is remembered.
    pub fn feeds_only(feeds: &'a mut dyn Sink) -> Sinks<'a> {
        Sinks { feeds, lock: None, memory: None }
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
    mut sinks: Sinks<'_>,
    options: Options,
    progress: &(dyn Fn(Step) + Sync),
) -> io::Result<Report> {
    let remarked = Remarked::new(source);
    // source → article: what every article says about itself, and which of those that are known it is.
    let mut early = Early::new(config);
    let (memory, placing) = (sinks.memory.as_mut(), Placing { early: &mut early, sink: sinks.feeds });
    let (survey, identities) =
        recognised(config, &remarked, &mut ledger, memory, Some(placing), options.now, progress)?;
    let known = Known { survey, identities, ledger, former: None };
    let made = make(config, &remarked, known, early, &mut sinks, options, progress)?;
    made.ok_or_else(|| io::Error::other("a whole build has nothing to go on from"))
}

/// What is known once every article was looked at.
struct Known<'a> {
    survey: Survey,
    identities: Identities,
    ledger: Ledger,
    /// What is still true of the build before, where only a few articles were looked at.
    former: Option<&'a Former<'a>>,
}

/// Makes feeds from what is known of articles. `None`, and nothing is written, where only a few were looked at and that is
/// not enough.
fn make(
    config: &Config,
    remarked: &Remarked<'_>,
    known: Known<'_>,
    early: Early,
    sinks: &mut Sinks<'_>,
    options: Options,
    progress: &(dyn Fn(Step) + Sync),
) -> io::Result<Option<Report>> {
    let Known { mut survey, identities, mut ledger, former } = known;
    let aside = Aside::default();
    let source: &dyn Source = remarked;
    // select: which feeds there are, and which entries each shows.
    progress(Step::Stage(Stage::Select));
    let mut plan = plan(config, &survey, &mut ledger, options.now);
    // article → entry: bodies of the chosen ones, once each.
    progress(Step::Stage(Stage::Compose));
    let left = amend::left(former, &plan, &survey.candidates);
    let frames = Frames::new(config, &plan, source, &mut ledger, options.now);
    let (mut made, streamed) = {
        let (survey, plan, left, ledger) = (&survey, &plan, &left, &ledger);
        let (keeps, now) = (sinks.memory.is_some(), options.now);
        let composing = Composing { config, source, survey, plan, left, former, early, keeps, ledger, now, progress };
        composing.all(&frames, &aside, sinks.feeds)?
    };
    made.meanings.drain(..).for_each(|(line, meaning)| ledger.lines[line].meaning = Some(meaning));
    let (names, taken_over) = (made.names(&survey), made.entries.taken_over());
    let name_of = |id: &str| names.get(id).cloned();
    let articles = Articles { config, source, name_of: &name_of, taken_over, now: options.now };
    let (again, ground) = (survey.again.take(), survey.ground.take());
    let basis = ground.filter(|_| made.left_out.is_empty()).zip(sinks.memory.as_mut());
    let basis = basis.and_then(|(ground, memory)| {
        let shown = ground.shown(config, &survey, &plan, &ledger, memory, std::mem::take(&mut made.written))?;
        Some((ground.basis(Seal::default(), config, &survey, &ledger, memory, options.now)?, shown))
    });
    let until = plan.until(&survey, &ledger, config.build.tombstones, options.now);
    let looked_at = survey.candidates.len();
    let mut report = survey.into_report(&mut made.left_out, &mut made.found);
    former.iter().for_each(|former| former.complete(&mut report, looked_at));
    report.identities = identities;
    report.findings.append(&mut plan.found);
    if report.read == 0 {
        report.findings.push(nothing_found(source)?);
    }
    // entry → render → check: one with an error is not written.
    let Products { finished, listed, written } = {
        let (plan, frames, shelf, left, articles, aside) = (&plan, &frames, &made.entries, &left, &articles, &aside);
        let parts = Parts { config, plan, frames, shelf, left, articles, aside, progress };
        products::make(&parts, streamed, sinks.feeds, &mut report.findings)?
    };
    // What subscribers have is compared with what they would get.
    report.is_flood = flood::judge(config, &plan, &finished, &aside, &*sinks.feeds, options, &mut report.findings)?;
    // What stands beside the feeds is made from the list of those that are there.
    progress(Step::Stage(Stage::Pages));
    let beside = pages::make(config, &plan, listed, &finished, &*sinks.feeds, &mut report.findings);
    report.sort();
    // sink: only now are files replaced.
    progress(Step::Stage(Stage::Write));
    let refused = (report.has_errors() && options.strict) || report.is_flood;
    // The ledger first: whoever dies in between has lost no id, and the next build writes the same feeds.
    let Some(lock) = write_ledger(&ledger, former, &mut report, refused, sinks, options.now)? else { return Ok(None) };
    report.files = write_all(plan, finished, beside, &aside, refused, sinks.feeds)?;
    if let Some(again) = again.filter(|_| !refused) {
        let basis = basis.map(|(basis, articles)| (basis, Some(Showing { articles, feeds: written })));
        let (named, files) = (looked_up(remarked, former), amend::files(former, &left));
        let again = Again { until: again.until.min(until), named, lock, files, basis, ..again };
        memo::keep(config, source, again, &report, sinks, options);
    }
    Ok(Some(report))
}

/// Files that were looked up because articles name them.
fn looked_up(remarked: &Remarked<'_>, former: Option<&Former<'_>>) -> Vec<(String, Option<Stamp>)> {
    let before = former.iter().flat_map(|former| &former.named).cloned();
    // What the last build saw of a file counts, since entries stay that were made of it.
    let names: BTreeMap<String, Option<Stamp>> = remarked.names().into_iter().chain(before).collect();
    names.into_iter().collect()
}

/// What every article says about itself, and which of those that are known it is.
fn recognised(
    config: &Config,
    source: &dyn Source,
    ledger: &mut Ledger,
    memory: Option<&mut Memory<'_>>,
    placing: Option<Placing<'_>>,
    now: Timestamp,
    progress: &(dyn Fn(Step) + Sync),
) -> io::Result<(Survey, Identities)> {
    let known: HashSet<&str> = ledger.lines.iter().map(|line| &*line.path).collect();
    let mut survey = survey(config, source, &|path| known.contains(path), memory, placing, now, progress)?;
    progress(Step::Stage(Stage::Ledger));
    let identities = recognise(config, source, &mut survey, ledger, now);
    Ok((survey, identities))
}

/// Which of the articles that are known each of these is.
fn recognise(
    config: &Config,
    source: &dyn Source,
    survey: &mut Survey,
    ledger: &mut Ledger,
    now: Timestamp,
) -> Identities {
    let identities = identity::identify(config, source, survey, ledger, now);
    let before = (survey.candidates.len(), survey.found.len());
    survey.leave_out_repeated(config, source, ledger, now);
    let is_clear = (survey.candidates.len(), survey.found.len()) == before;
    survey.ground.iter_mut().for_each(|ground| ground.is_clear &= is_clear);
    identities
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
