//! `feedwright build`: reads the articles, writes the feeds, says what happened.

use std::io::{self, BufRead};
use std::num::NonZero;
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};

use crate::article::Markup;
use crate::cli::Verdict;
use crate::cli::arguments::{Format, Global};
use crate::cli::cache::Cache;
use crate::cli::check::policy;
use crate::cli::clock::Present;
use crate::cli::console::{Console, Verbosity};
use crate::cli::failure::Failure;
use crate::cli::progress::Progress;
use crate::cli::site::Site;
use crate::cli::timings::{Stopwatch, Timings};
use crate::cli::{clock, findings, json, summary, words};
use crate::config;
use crate::date::Timestamp;
use crate::diagnostic::{Diagnostic, Located};
use crate::output::Output;
use crate::parallel;
use crate::pipeline::{self, Memory, Options, Report, Sinks, Stage, Step};
use crate::sink::{Draft, FolderSink, Sink, Written};
use crate::source::{FolderSource, Listed, Source};
use crate::stamp::Stamp;

const MORE: &str = "\
Examples:
  feedwright build                    the site in this folder, or in content/
  feedwright build --site blog        the site in blog/
  feedwright build --output /srv/www  with the feeds in /srv/www
  feedwright build --strict           all, or nothing if one is at fault
  feedwright build --dry-run          what would be written, without writing it
  feedwright build --check            for CI: fails if anything would be written
  feedwright build --timings          with the time that each stage took

Files are compared with those that they replace. If readers would show more
than ten old entries of a feed as new (`flood_limit` in feedwright.toml), since
their ids changed, say, nothing is written and it is told why;
`feedwright diff` shows all that subscribers would see.

With `--format json`, standard output gets one object:
  site             the site's folder
  read, published  how many articles were read, and can be published
  left_out         {file, reason, until?, since?}: the reason is `at-fault`,
                   `waiting` (until), `expired` (since), `draft`, `hidden` or
                   `page`
  findings         {rule, level, file, line, column, message, help}: the level
                   is `error`, `warning` or `note`; null where nothing is known
  files            {path, kind, format, entries, bytes, outcome}: the kind is
                   `feed`, `archive`, `page`, `opml`, `style`, `snippet` or
                   `host`; only feeds and their archives have `entries`; the
                   outcome is `new`, `changed`, `unchanged` or `not-written`
  ids              {lock, new, moved, changed, returned, gone}: what became of
                   the articles that feedwright.lock knows; `lock` is the file's
                   outcome, or null where none is kept
  errors           how many findings are errors
  warnings         how many are warnings
  timings          only with `--timings`: {open, walk, survey, ledger, select,
                   compose, render, check, pages, write, total}, milliseconds
When nothing could be done, it gets this one instead:
  failure          {kind, message, hint}: the kind is `usage`, `config`, `read`
                   or `write`
  findings, errors, warnings";

/// Build the feeds: what is done without a command.
///
/// Everything is read and rendered before the first file is replaced, and a file whose bytes stay the same is not
/// touched. An article at fault is left out and named; the others are published, unless you say `--strict`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
#[command(next_help_heading = "Build options", after_long_help = MORE)]
#[group(skip)]
pub(super) struct Arguments {
    /// The folder for the feeds, instead of `build.output` in feedwright.toml.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    output: Option<PathBuf>,
    /// Write nothing at all if any article is at fault.
    #[arg(long)]
    strict: bool,
    /// Say what would be written, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Write nothing, and fail if a build would write anything: for CI, where feedwright.lock and the feeds have to be
    /// committed.
    #[arg(long)]
    check: bool,
    /// Write also what readers would show as new though it is old, however much.
    #[arg(long)]
    allow_flood: bool,
    /// Read every article anew, and leave the cache as it is.
    #[arg(long)]
    no_cache: bool,
    /// How many threads work at once; as many as there are cores by default. What is written does not depend on it.
    #[arg(long, value_name = "NUMBER")]
    jobs: Option<NonZero<usize>>,
    /// Tell how long each stage of the build took.
    #[arg(long)]
    timings: bool,
}

impl Arguments {
    /// Those of a build that is one of many.
    #[cfg(feature = "watch")]
    pub(super) fn of_many(output: Option<PathBuf>, strict: bool, allow_flood: bool) -> Arguments {
        Arguments { output, strict, allow_flood, ..Arguments::default() }
    }

    /// These arguments, and where they say nothing, those that stood before the command.
    pub(super) fn or(self, before: Arguments) -> Arguments {
        Arguments {
            output: self.output.or(before.output),
            strict: self.strict || before.strict,
            dry_run: self.dry_run || before.dry_run,
            check: self.check || before.check,
            allow_flood: self.allow_flood || before.allow_flood,
            no_cache: self.no_cache || before.no_cache,
            jobs: self.jobs.or(before.jobs),
            timings: self.timings || before.timings,
        }
    }

    /// The first of these options that was given.
    pub(super) fn first_given(&self) -> Option<&'static str> {
        let given = [
            ("--output", self.output.is_some()),
            ("--strict", self.strict),
            ("--dry-run", self.dry_run),
            ("--check", self.check),
            ("--allow-flood", self.allow_flood),
            ("--no-cache", self.no_cache),
            ("--jobs", self.jobs.is_some()),
            ("--timings", self.timings),
        ];
        given.into_iter().find(|(_, is_given)| *is_given).map(|(option, _)| option)
    }

    /// Whether nothing is to be written.
    fn is_rehearsal(&self) -> bool {
        self.dry_run || self.check
    }
}

/// Builds the feeds.
pub(super) fn run(global: &Global, arguments: &Arguments, console: &Console) -> Result<Verdict, Failure> {
    let built = make(global, arguments, console, &|source| Box::new(source))?;
    let report = &built.report;
    if console.format == Format::Json {
        let timings = arguments.timings.then_some(&built.timings);
        console.out(&json::build(&words::shown(&built.site.folder), report, timings))?;
    } else {
        console.err(&told(&built, arguments, console));
    }
    if arguments.timings && console.format == Format::Human {
        console.err(&built.timings.table());
    }
    let is_stale = arguments.check && report.would_write();
    Ok(if report.has_errors() || is_stale { Verdict::AtFault } else { Verdict::Fine })
}

/// A build that came to its end.
pub(super) struct Built {
    /// The site, as its configuration was.
    pub(super) site: Site,
    /// The instant that it was built for.
    pub(super) present: Present,
    /// What it did; files have the paths that they have from the current folder.
    pub(super) report: Report,
    /// How long it took.
    pub(super) timings: Timings,
}

/// Looks at a site's articles while a build does.
pub(super) type Through<'a> = &'a dyn Fn(FolderSource) -> Box<dyn Source>;

/// Builds the feeds, and tells nobody. Articles are read through what `through` makes of their folder.
///
/// # Errors
/// Nothing could be done.
pub(super) fn make(
    global: &Global,
    arguments: &Arguments,
    console: &Console,
    through: Through<'_>,
) -> Result<Built, Failure> {
    let stopwatch = Stopwatch::start();
    let present = clock::present(global)?;
    arguments.jobs.into_iter().for_each(parallel::limit);
    let mut site = Site::open(global.site.as_deref())?;
    if let Some(output) = &arguments.output {
        site.output.clone_from(output);
    }
    check_output(&site, arguments)?;
    let not_made = keep_apart(&mut site);
    policy::verify(&site)?;
    let options = Options { now: present.now, strict: arguments.strict, allow_flood: arguments.allow_flood };
    let is_rehearsal = arguments.is_rehearsal();
    let cache = if arguments.no_cache { None } else { Cache::of(&site, is_rehearsal) };
    let source = through(site.source()?);
    let mut report = build(&site, &*source, cache, options, is_rehearsal, &stopwatch, console)?;
    report.findings.extend(not_made);
    rename(&site, &mut report);
    Ok(Built { site, present, report, timings: stopwatch.stop() })
}

/// What a build did, for people.
pub(super) fn told(built: &Built, arguments: &Arguments, console: &Console) -> String {
    let Built { site, present, report, .. } = built;
    let refused = arguments.strict && report.has_errors();
    let mut text = findings::frames(&report.findings, console.verbosity, console.err_width());
    if console.verbosity > Verbosity::Quiet {
        let refused = refused || report.is_flood;
        text.push_str(&summary::summary(report, site, *present, refused, console.verbosity));
    }
    if refused {
        text.push_str(&summary::refused(report));
    }
    if arguments.check && report.would_write() {
        text.push_str(&summary::stale(report, site));
    } else if arguments.check && report.has_errors() && summary::is_kept(report) {
        text.push_str(&summary::untold(report));
    } else if arguments.is_rehearsal() && console.verbosity > Verbosity::Quiet {
        text.push_str(summary::rehearsed(arguments.check));
    }
    text
}

fn build(
    site: &Site,
    source: &dyn Source,
    mut cache: Option<Cache>,
    options: Options,
    is_rehearsal: bool,
    stopwatch: &Stopwatch,
    console: &Console,
) -> Result<Report, Failure> {
    let sink = if is_rehearsal { FolderSink::rehearsing } else { FolderSink::new };
    let mut feeds = Remembering { sink: sink(&site.output), refused: None };
    let mut lock = Remembering { sink: sink(&site.folder), refused: None };
    let progress = Progress::start(console);
    let memory = cache.as_mut().map(|cache| Memory {
        sink: &mut cache.sink,
        circumstances: cache.circumstances,
        settled: cache.settled,
    });
    let lock_sink = site.config.build.ledger.then_some(&mut lock as &mut dyn Sink);
    let mut sinks = Sinks { feeds: &mut feeds, lock: lock_sink, memory };
    let step = |step| {
        stopwatch.step(step);
        progress.step(step);
    };
    step(Step::Stage(Stage::Walk));
    let glance =
        pipeline::glance(&site.config, source, sinks.memory.as_ref()).map_err(|error| site.not_read(&error))?;
    let resumed = pipeline::resume(&site.config, &glance, source, &mut sinks, options, &step);
    let mut found = Vec::new();
    let built = match resumed.transpose() {
        Some(built) => built,
        None => {
            let source = Listed::new(source, glance);
            step(Step::Stage(Stage::Ledger));
            let ledger;
            (ledger, found) = site.ledger()?;
            if !found.is_empty() {
                // What is odd about the lock file is told each time.
                sinks.memory = None;
            }
            pipeline::build(&site.config, &source, ledger, sinks, options, &step)
        }
    };
    drop(progress);
    let mut report = built.map_err(|error| match (feeds.refused, lock.refused) {
        (_, Some((name, error))) => {
            let hint = "see that you may write there: the ids of articles are kept in this file; `ledger = false` in \
                        `[build]` goes without";
            Failure::write(&site.article(&name), &error).hint(hint)
        }
        (Some((name, error)), None) => {
            let hint = "see that you may write there, or give another folder with `--output DIR`";
            Failure::write(&site.finished(&name), &error).hint(hint)
        }
        (None, None) => site.not_read(&error),
    })?;
    report.findings.splice(0..0, found);
    Ok(report)
}

/// A sink that remembers what it could not write: only so can it be told whether reading failed or writing.
struct Remembering {
    sink: FolderSink,
    refused: Option<(String, io::Error)>,
}

impl Sink for Remembering {
    fn put(&mut self, name: &str, output: &Output) -> io::Result<Written> {
        let put = self.sink.put(name, output);
        self.remember(name, put)
    }

    fn get(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        self.sink.get(name)
    }

    fn part(&self, name: &str, start: u64, length: usize) -> io::Result<Option<Vec<u8>>> {
        self.sink.part(name, start, length)
    }

    fn stamp(&self, name: &str) -> Option<Stamp> {
        self.sink.stamp(name)
    }

    fn open(&self, name: &str) -> io::Result<Option<Box<dyn BufRead>>> {
        self.sink.open(name)
    }

    fn begin(&mut self, name: &str) -> io::Result<Draft> {
        let begun = self.sink.begin(name);
        self.remember(name, begun)
    }

    fn aside(&mut self) -> io::Result<Draft> {
        let begun = self.sink.aside();
        self.remember("", begun)
    }

    fn push(&mut self, draft: &mut Draft, bytes: &[u8]) -> io::Result<()> {
        let pushed = self.sink.push(draft, bytes);
        self.remember(draft.name(), pushed)
    }

    fn begin_anew(&mut self, draft: &mut Draft, length: u64, start: &[u8]) -> io::Result<()> {
        let begun = self.sink.begin_anew(draft, length, start);
        self.remember(draft.name(), begun)
    }

    fn finish(&mut self, draft: Draft, media_type: &'static str, modified: Timestamp) -> io::Result<Written> {
        let name = draft.name().to_owned();
        let finished = self.sink.finish(draft, media_type, modified);
        self.remember(&name, finished)
    }
}

impl Remembering {
    fn remember<T>(&mut self, name: &str, result: io::Result<T>) -> io::Result<T> {
        result.inspect_err(|error| {
            // The reason without the system's number, which a copy can't keep.
            self.refused = Some((name.to_owned(), io::Error::new(error.kind(), error.to_string())));
        })
    }
}

/// Refuses an output folder that can be none, or in which feeds would replace what they are made from.
fn check_output(site: &Site, arguments: &Arguments) -> Result<(), Failure> {
    let shown = words::shown(&site.output);
    let said_by = match arguments.output {
        Some(_) => "give another folder with `--output DIR`".to_owned(),
        None => format!("set another folder with `output` in `{}`, or with `--output DIR`", site.file()),
    };
    // A path through a file leads nowhere either.
    let first_there = site.output.ancestors().find(|path| path.symlink_metadata().is_ok());
    if let Some(file) = first_there.filter(|path| !path.is_dir()) {
        let message = match file == site.output {
            true => format!("the output folder `{shown}` is a file"),
            false => format!("the output folder `{shown}` can't be made: `{}` is a file", words::shown(file)),
        };
        return Err(Failure::not_writable(message).hint(said_by));
    }
    if is_among_articles(site) {
        let replaces = |path: &str| Markup::of(path).is_some() || path == config::FILE_NAME;
        if let Some(feed) = site.config.feeds.iter().find(|feed| replaces(&feed.path)) {
            let message = format!("the feed `{}` would stand among the articles, as if it were one", feed.path);
            return Err(Failure::config(message).hint(said_by));
        }
    }
    Ok(())
}

/// Whether finished files stand among the articles.
fn is_among_articles(site: &Site) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    real(&site.output).is_some_and(|output| real(&site.folder) == Some(output))
}

/// Leaves out pages that the next build would take for articles, and tells so.
fn keep_apart(site: &mut Site) -> Vec<Located> {
    if !is_among_articles(site) {
        return Vec::new();
    }
    let page = &mut site.config.page;
    let pages = [&mut page.path, &mut page.snippet, &mut page.opml, &mut page.style];
    let among = pages.into_iter().filter_map(|path| path.take_if(|path| Markup::of(path).is_some()));
    let message = "the page is not made: it would stand among the articles, as if it were one";
    let help = "set another folder with `output`, or go without the page: `path = false` in `[page]`";
    among.map(|path| Diagnostic::note("page-not-made", message).help(help).without_text(&path)).collect()
}

/// Gives every file the path that it has from the current folder.
fn rename(site: &Site, report: &mut Report) {
    site.rename(&mut report.findings, &report.files);
    report.left_out.iter_mut().for_each(|one| one.file = site.article(&one.file));
    report.files.iter_mut().for_each(|one| one.path = site.finished(&one.path));
}
