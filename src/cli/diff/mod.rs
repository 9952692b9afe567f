//! `feedwright diff`: what subscribers would see of the next build.

mod human;
mod old;
mod report;

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::cli::Verdict;
use crate::cli::arguments::{Format, Global};
use crate::cli::check::policy;
use crate::cli::console::Console;
use crate::cli::diff::old::Old;
use crate::cli::failure::Failure;
use crate::cli::progress::Progress;
use crate::cli::site::Site;
use crate::cli::{clock, findings, words};
use crate::config::FeedConfig;
use crate::diagnostic::{Level, Located};
use crate::pipeline::{self, FileKind, Options, Report, Sinks};
use crate::sink::{MemorySink, Sink};
use crate::subscriber::{self, ChangeKind, Difference, Seen};

const MORE: &str = "\
Examples:
  feedwright diff                   against the files that a build would replace
  feedwright diff old/public        against the feeds in a folder
  feedwright diff old.xml --feed atom.xml
  feedwright diff https://example.org/feed.xml

Readers know an entry by its id. For each feed it is told how many entries are
  +  new: subscribers have not seen the id. Some may be old, though: published
     before the newest entry that subscribers have
  !  shown again: they have seen the entry, under another id; readers show it
     as new once more
  ~  changed, with what of it is different
  -  gone
Nothing is written.

Exit codes:
  0  nothing would be shown again
  1  something would, or more old entries would appear as new than a build
     lets pass (`flood_limit`), or an article or a feed is at fault
  2  nothing could be compared

With `--format json`, standard output gets one object:
  feeds            {path, old, state, format, entries, old_entries, new,
                   old_news, changed, gone, shown_again, unchanged, refused,
                   note, changes}: the state is `compared`, `no-old-file`,
                   `not-compared` (note tells why) or `not-built`; old_news
                   are those of the new ones that are old; refused tells
                   whether a build would
  changes          {change, old_news, id, old_id, title, link, published,
                   fields, why}: the change is `new`, `shown-again`, `changed`
                   or `gone`; fields tells what is different of a changed one:
                   `title`, `link`, `published`, `updated`, `content`,
                   `markup`, `summary`, `attachments`; null where nothing is
                   known
  new, changed, gone, shown_again
                   of all feeds together
  findings, errors, warnings
                   as of `feedwright build`";

/// Tell what subscribers would see of the next build.
///
/// The feeds are built in memory, and compared with the files in the output folder or with OLD: what is new to who has
/// those, and what they would see twice.
#[derive(Clone, Debug, Args)]
#[command(after_long_help = MORE)]
#[group(skip)]
pub(super) struct Arguments {
    /// The old feeds: a folder, one feed's file or address, or `-` for standard input [default: the output folder].
    #[arg(value_name = "OLD", value_hint = ValueHint::AnyPath)]
    old: Option<PathBuf>,
    /// Compare this feed only, by its path in feedwright.toml.
    #[arg(long, value_name = "PATH")]
    feed: Option<String>,
}

/// A feed and what came of comparing it.
struct Compared {
    /// Its path from the current folder.
    path: String,
    /// What it was compared with, as people know it.
    old: String,
    format: &'static str,
    outcome: Outcome,
}

/// What came of comparing a feed.
enum Outcome {
    /// Both could be read.
    Compared {
        difference: Difference,
        /// Whether a build would refuse to write this.
        is_refused: bool,
        /// What the old feed's syntax has against being read.
        note: Option<String>,
    },
    /// There is no old file, and so nobody who has seen one; with the number of entries.
    NoOldFile(usize),
    /// The old file is no feed, for this reason.
    NotCompared(String),
    /// There is no new one.
    NotBuilt,
}

/// Compares the feeds.
pub(super) fn run(global: &Global, arguments: &Arguments, console: &Console) -> Result<Verdict, Failure> {
    let present = clock::present(global)?;
    let mut site = Site::open(global.site.as_deref())?;
    policy::verify(&site)?;
    let old = old::open(&mut site, arguments.old.as_deref(), arguments.feed.as_deref())?;
    let options = Options { now: present.now, strict: false, allow_flood: true };
    let (sink, mut report) = build(&site, options, console)?;
    old::leave_only(&mut report.files, arguments.feed.as_deref())?;
    let compared: Vec<Compared> = report
        .files
        .iter()
        .filter(|file| file.kind == FileKind::Feed)
        .filter_map(|file| file.feed.as_ref())
        .map(|feed| compare(&site, feed, &old, &sink, options))
        .collect::<Result<_, _>>()?;
    site.rename(&mut report.findings, &report.files);
    if console.format == Format::Json {
        console.out(&report::text(&compared, &report))?;
    } else {
        // What is only worth knowing is told when the site is built.
        let errors: Vec<Located> =
            report.findings.iter().filter(|found| found.diagnostic.level == Level::Error).cloned().collect();
        console.err(&findings::frames(&errors, console.verbosity, console.err_width()));
        let is_given = arguments.old.is_some();
        console.out(&human::text(&compared, is_given, &site, console.verbosity))?;
    }
    let is_seen_twice = |outcome: &Outcome| match outcome {
        Outcome::Compared { difference, is_refused, .. } => *is_refused || difference.count(ChangeKind::ShownAgain) > 0,
        _ => false,
    };
    let at_fault = report.has_errors() || compared.iter().any(|one| is_seen_twice(&one.outcome));
    Ok(if at_fault { Verdict::AtFault } else { Verdict::Fine })
}

fn build(site: &Site, options: Options, console: &Console) -> Result<(MemorySink, Report), Failure> {
    let source = site.source()?;
    let (ledger, found) = site.ledger()?;
    let mut sink = MemorySink::default();
    let progress = Progress::start(console);
    let sinks = Sinks::feeds_only(&mut sink);
    let built = pipeline::build(&site.config, &source, ledger, sinks, options, &|step| progress.step(step));
    drop(progress);
    let mut report = built.map_err(|error| site.not_read(&error))?;
    report.findings.splice(0..0, found);
    Ok((sink, report))
}

fn compare(
    site: &Site,
    feed: &FeedConfig,
    old: &Old,
    sink: &MemorySink,
    options: Options,
) -> Result<Compared, Failure> {
    let new = sink.get(&feed.path).ok().flatten().and_then(|bytes| subscriber::read(&bytes).ok());
    let outcome = match new {
        None => Outcome::NotBuilt,
        Some(new) => match old.read(&feed.path)? {
            None => Outcome::NoOldFile(new.entries.len()),
            Some(bytes) => match subscriber::read(&bytes) {
                Err(why) => Outcome::NotCompared(why.to_string()),
                Ok(seen) => {
                    let difference = subscriber::difference(&seen, &new, pipeline::window(feed, options));
                    let is_refused = difference.old_news().count() > site.config.build.flood_limit;
                    Outcome::Compared { difference, is_refused, note: note(&seen) }
                }
            },
        },
    };
    let (path, old) = (site.finished(&feed.path), old.name(&feed.path));
    Ok(Compared { path, old, format: feed.format.name(), outcome })
}

/// What keeps an old feed from being read as it was meant.
fn note(seen: &Seen) -> Option<String> {
    let fault = seen.fault.as_ref()?;
    let place = fault.excerpt.as_ref().map(|cut| format!("line {}, column {}: ", cut.line, cut.column));
    let rest = if seen.is_whole { "" } else { "; what follows was not read" };
    Some(format!("{}{}{rest}", place.unwrap_or_default(), words::printable(&fault.diagnostic.message)))
}
