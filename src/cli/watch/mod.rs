//! `feedwright watch`: builds, and builds again whenever something changed that the feeds are made from.
//!
//! A watcher tells what happens in the site's folder from a thread of its own; what of it matters, and when it is time to
//! build, is decided in [`changes`] by names and instants alone. Every build is a whole one: what makes it quick is what
//! makes `feedwright build` quick.
//!
//! # Why
//!
//! What the operating system tells of a folder is asked for directly, on Linux; elsewhere the folder is looked at again
//! and again. The crate that does this for all systems (`notify`) has a licence that this project does not take (CC0-1.0).

mod changes;
#[cfg(target_os = "linux")]
mod inotify;
mod line;
mod poll;
mod seen;
mod system;
mod tree;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use clap::{Args, ValueHint};

use crate::cli::arguments::{Format, Global};
use crate::cli::build::{self, Built};
use crate::cli::clock::{self, Present};
use crate::cli::console::{Console, Verbosity};
use crate::cli::failure::Failure;
use crate::cli::site::Site;
use crate::cli::watch::changes::{Change, Gathering, Happening};
use crate::cli::watch::seen::{Remembering, Shared};
use crate::cli::watch::tree::Tree;
use crate::cli::words::{self, FAINT, style};
use crate::cli::{Verdict, json};
use crate::date::{Timestamp, Zone};
use crate::diagnostic::Located;
use crate::pipeline::{Reason, Report};

const MORE: &str = "\
Examples:
  feedwright watch                    the site in this folder, or in content/
  feedwright watch --site blog        the site in blog/

What counts are articles, feedwright.toml, the files that articles name, and
the instants for which articles wait. Each build tells one line: when, what
changed, which files were written; below it what is wrong: errors until they
are mended, warnings once. `--verbose` tells all of each build. Ctrl-C ends it,
with exit code 0.

With `--format json`, standard output gets the object of `feedwright build`
for each build, on one line, with its `timings` and these:
  at               the instant that it was built for
  changed          the files that changed; none at first";

/// Build the feeds, and again whenever something changes.
///
/// A save is seen whatever way an editor takes, and many at once are one build. A mistake in an article or in
/// feedwright.toml is told, and watching goes on.
#[derive(Clone, Debug, Args)]
#[command(after_long_help = MORE)]
#[group(skip)]
pub(super) struct Arguments {
    /// The folder for the feeds, instead of `build.output` in feedwright.toml.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    output: Option<PathBuf>,
    /// Write nothing at all if any article is at fault.
    #[arg(long)]
    strict: bool,
    /// Write also what readers would show as new though it is old, however much.
    #[arg(long)]
    allow_flood: bool,
    /// Look again and again instead of being told by the system: for folders on a network.
    #[arg(long)]
    poll: bool,
}

/// The clock is looked at so often: it may be set, and machines sleep.
const LOOK_AT_CLOCK: Duration = Duration::from_secs(30);

/// What ends a wait.
enum Event {
    /// Something happened in the site's folder.
    Happened(Vec<Happening>),
    /// Nobody can tell any more what happens there.
    Lost(io::Error),
    /// Ctrl-C.
    Stop,
}

/// Builds, and builds again until Ctrl-C.
pub(super) fn run(global: &Global, arguments: &Arguments, console: &Console) -> Result<Verdict, Failure> {
    clock::present(global)?;
    let folder = Site::folder(global.site.as_deref())?;
    let (send, events) = mpsc::channel();
    let mut watch = Watch::new(global, arguments, console, folder, send)?;
    system::stop_on_interrupt(watch.send.clone());
    // Watched first, then built: whatever is saved meanwhile is seen.
    watch.listen(arguments.poll)?;
    watch.build(&[])?;
    if console.format == Format::Human && console.verbosity > Verbosity::Quiet {
        let shown = words::shown(&watch.folder);
        let place = if shown == "." { "this folder" } else { &shown };
        console.err(&style(FAINT, &format!("Watching {place}: Ctrl-C ends it\n")));
    }
    watch.run(&events)
}

struct Watch<'a> {
    global: Global,
    build: build::Arguments,
    console: &'a Console,
    /// The site's folder, as seen from the current one.
    folder: PathBuf,
    /// The same, with every link resolved.
    root: PathBuf,
    send: Sender<Event>,
    start: Instant,
    seen: Shared,
    gathering: Gathering,
    last: Last,
}

/// What the last build left.
#[derive(Default)]
struct Last {
    /// Where its files went, by the name below the site's folder; `None` when elsewhere.
    output: Option<String>,
    zone: Zone,
    found: Vec<Located>,
    /// The next instant for which an article waits, and which article.
    release: Option<(Timestamp, String)>,
    /// Whether nothing could be done.
    is_broken: bool,
}

impl<'a> Watch<'a> {
    fn new(
        global: &Global,
        arguments: &Arguments,
        console: &'a Console,
        folder: PathBuf,
        send: Sender<Event>,
    ) -> Result<Watch<'a>, Failure> {
        let root = folder.canonicalize().map_err(|error| Failure::read(&words::shown(&folder), &error))?;
        // From now on it is this site, even while its feedwright.toml is away.
        let global = Global { site: Some(folder.clone()), ..global.clone() };
        let output = arguments.output.clone();
        let output = output.or_else(|| Site::open(Some(&folder)).ok().map(|site| site.output));
        let last = Last { output: output.and_then(|output| below(&root, &output)), ..Last::default() };
        Ok(Watch {
            global,
            build: build::Arguments::of_many(arguments.output.clone(), arguments.strict, arguments.allow_flood),
            console,
            folder,
            root,
            send,
            start: Instant::now(),
            seen: Shared::default(),
            gathering: Gathering::default(),
            last,
        })
    }

    /// Has it told what happens from now on.
    fn listen(&self, is_poll: bool) -> Result<(), Failure> {
        let tree = Tree { root: self.root.clone(), output: self.last.output.clone() };
        let listened = match is_poll {
            true => poll::start(tree, self.send.clone()),
            false => system::start(tree, self.send.clone(), self.console),
        };
        listened.map_err(|error| Failure::read(&words::shown(&self.folder), &error))
    }

    fn run(&mut self, events: &Receiver<Event>) -> Result<Verdict, Failure> {
        loop {
            match events.recv_timeout(self.patience()?) {
                Ok(Event::Happened(happened)) => {
                    self.take(&happened);
                    // Where something happens all the time, no wait comes to its end.
                    self.build_if_due()?;
                }
                Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return Ok(Verdict::Fine),
                // A new folder was one too many.
                Ok(Event::Lost(error)) if error.kind() == io::ErrorKind::StorageFull => {
                    self.listen(true)?;
                    self.build(&[(String::new(), Change::Changed)])?;
                }
                Ok(Event::Lost(error)) => return Err(Failure::read(&words::shown(&self.folder), &error)),
                Err(RecvTimeoutError::Timeout) => self.build_if_due()?,
            }
        }
    }

    fn take(&mut self, happened: &[Happening]) {
        let at = self.start.elapsed();
        let seen = self.seen.lock();
        for one in happened {
            self.gathering.take(one, at, &seen, self.last.output.as_deref(), self.last.is_broken);
        }
    }

    /// How long nothing is to be done unless something happens.
    fn patience(&self) -> Result<Duration, Failure> {
        if let Some(due) = self.gathering.due() {
            return Ok(due.saturating_sub(self.start.elapsed()));
        }
        let Some((at, _)) = &self.last.release else { return Ok(LOOK_AT_CLOCK) };
        let seconds = at.unix().saturating_sub(self.present()?.now.unix());
        Ok(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)).min(LOOK_AT_CLOCK))
    }

    fn build_if_due(&mut self) -> Result<(), Failure> {
        if self.gathering.due().is_some_and(|due| due <= self.start.elapsed()) {
            let changes = self.gathering.drain();
            return self.build(&changes);
        }
        let now = self.present()?.now.unix();
        match self.last.release.take_if(|(at, _)| at.unix() <= now) {
            Some((_, file)) => self.build_because(&format!("{file} has waited for this instant"), &[file]),
            None => Ok(()),
        }
    }

    fn present(&self) -> Result<Present, Failure> {
        clock::present(&self.global)
    }

    /// Builds since these files changed; the first time, there are none.
    fn build(&mut self, changes: &[(String, Change)]) -> Result<(), Failure> {
        let shown = |name: &str| words::shown(&self.folder.join(name));
        let changes: Vec<(String, Change)> = changes.iter().map(|(name, change)| (shown(name), *change)).collect();
        let names: Vec<String> = changes.iter().map(|(name, _)| name.clone()).collect();
        self.build_because(&line::why(&changes), &names)
    }

    fn build_because(&mut self, why: &str, changed: &[String]) -> Result<(), Failure> {
        let seen = self.seen.clone();
        let built = build::make(&self.global, &self.build, self.console, &|source| {
            Box::new(Remembering { source, seen: seen.clone() })
        });
        match built {
            Ok(built) => self.tell(why, changed, built),
            Err(failure) => self.tell_failure(why, changed, &failure),
        }
    }

    fn tell(&mut self, why: &str, changed: &[String], built: Built) -> Result<(), Failure> {
        let is_first = why.is_empty();
        if self.console.format == Format::Json {
            let site = words::shown(&built.site.folder);
            let line = json::rebuild(built.present.now, changed, &site, &built.report, &built.timings);
            self.console.out(&line)?;
        } else if is_first || self.console.verbosity == Verbosity::Verbose {
            let line = if is_first { String::new() } else { line::heading(why, &built) };
            self.console.err(&(line + &build::told(&built, &self.build, self.console)));
        } else {
            self.console.err(&line::built(why, &built, &self.last.found, self.console));
        }
        self.last = Last {
            output: below(&self.root, &built.site.output),
            zone: built.site.config.site.zone.clone(),
            release: next_release(&built.report, built.present),
            found: built.report.findings,
            is_broken: false,
        };
        Ok(())
    }

    fn tell_failure(&mut self, why: &str, changed: &[String], failure: &Failure) -> Result<(), Failure> {
        let now = self.present()?.now;
        if self.console.format == Format::Json {
            let (cause, found) = failure.cause();
            self.console.out(&json::not_rebuilt(now, changed, cause, found))?;
        } else {
            if !why.is_empty() && self.console.verbosity > Verbosity::Quiet {
                self.console.err(&line::failed(why, now, &self.last.zone));
            }
            failure.show(self.console);
        }
        self.last.is_broken = true;
        Ok(())
    }
}

/// Where files go, by the name below the site's folder: there, all that happens is a build's doing. `None` when they go
/// elsewhere, or among the articles.
fn below(root: &Path, output: &Path) -> Option<String> {
    tree::name_below(root, output).filter(|name| !name.is_empty())
}

/// The next article whose time comes, by the clock.
fn next_release(report: &Report, present: Present) -> Option<(Timestamp, String)> {
    if present.given_by.is_some() {
        return None;
    }
    let waiting = report.left_out.iter().filter_map(|one| match one.reason {
        Reason::Waits(until) => Some((until, one.file.clone())),
        _ => None,
    });
    waiting.min_by_key(|(until, _)| until.unix())
}
