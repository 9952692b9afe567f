//! `feedwright adopt`: takes over the ids and dates of feeds that subscribers have.

mod human;
mod report;

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::cli::Verdict;
use crate::cli::arguments::{Format, Global};
use crate::cli::console::Console;
use crate::cli::failure::Failure;
use crate::cli::old_feed;
use crate::cli::site::Site;
use crate::cli::{clock, findings};
use crate::ledger;
use crate::pipeline::{self, Adopted, Adoption, Taken};
use crate::sink::FolderSink;
use crate::subscriber::{self, Seen};

const MORE: &str = "\
Examples:
  feedwright adopt old/feed.xml               take over what can be
  feedwright adopt --dry-run old/feed.xml     only tell what would be
  feedwright adopt old/rss.xml old/atom.xml   several feeds of the same site
  feedwright adopt https://example.org/feed.xml

Readers know an entry by its id, and show it again under another. An entry's
article is found by its link, its title and day, its text, the end of its link
and the day, or its title alone: always the first that is one article's and
one entry's alone. The article then gets the entry's id and dates, which are
kept in feedwright.lock. Look through the table before you publish.

An id that feedwright.lock has given an article before is kept, unless you say
--replace: do so if no feed with it has been published yet.

Exit codes:
  0  every entry whose article was found has its id
  1  some have not, for the reasons that are told
  2  nothing could be done

With `--format json`, standard output gets one object:
  feeds      {feed, entries, matched, unmatched}
  matched    {id, title, published, article, by, outcome, other}: the outcome
             is `taken`, `known` (it was the article's already), `kept`, `own`,
             `disputed` (the article keeps the id in `other`) or `anothers`
             (the article in `other` has it)
  unmatched  {id, title, published, link}
  at_fault   articles that were not looked at, since they are at fault
  lock       what happened to feedwright.lock: `new`, `changed`, `unchanged`,
             or null with --dry-run or where no article was found";

/// Take over the ids and dates of a feed that subscribers have.
///
/// For who comes from another program: the articles keep the ids that readers know, so that nothing is shown twice.
#[derive(Clone, Debug, Args)]
#[command(after_long_help = MORE)]
#[group(skip)]
pub(super) struct Arguments {
    /// The old feeds: files or addresses, of RSS, Atom or JSON Feed, or `-` for standard input.
    #[arg(required = true, value_name = "OLD-FEED", value_hint = ValueHint::AnyPath)]
    old: Vec<PathBuf>,
    /// Replace ids that feedwright.lock has given articles before.
    #[arg(long)]
    replace: bool,
    /// Say what would be taken over, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

/// A feed that subscribers have.
struct Old {
    name: String,
    seen: Seen,
}

/// Takes over ids.
pub(super) fn run(global: &Global, arguments: &Arguments, console: &Console) -> Result<Verdict, Failure> {
    let present = clock::present(global)?;
    let site = Site::open(global.site.as_deref())?;
    if !site.config.build.ledger {
        let message = format!("`ledger = false` in `{}` keeps no ids, so none can be taken over", site.file());
        return Err(Failure::config(message).hint("take the line out"));
    }
    let olds: Vec<Old> = arguments.old.iter().map(|path| read(path)).collect::<Result<_, _>>()?;
    let (ledger, found) = site.ledger()?;
    let source = site.source()?;
    let seen: Vec<&Seen> = olds.iter().map(|old| &old.seen).collect();
    let adopted = pipeline::adopt(&site.config, &source, ledger, &seen, arguments.replace, present.now);
    let Adoption { feeds, ledger, at_fault } = adopted.map_err(|error| site.not_read(&error))?;
    let mut lock = None;
    if !arguments.dry_run && feeds.iter().any(|feed| !feed.matches.is_empty()) {
        let mut sink = FolderSink::new(&site.folder);
        let written = pipeline::write_lock(&ledger, present.now, &mut sink);
        lock = Some(written.map_err(|error| Failure::write(&site.article(ledger::FILE_NAME), &error))?);
    }
    if console.format == Format::Json {
        console.out(&report::text(&olds, &feeds, &at_fault, lock))?;
    } else {
        let mut found = found;
        site.rename(&mut found, &[]);
        console.err(&findings::frames(&found, console.verbosity, console.err_width()));
        let what =
            human::What { olds: &olds, feeds: &feeds, at_fault: &at_fault, lock, is_rehearsal: arguments.dry_run };
        console.out(&human::text(&what, &site, console.verbosity))?;
    }
    let is_given = |taken: &Taken| matches!(taken, Taken::Id | Taken::Known);
    let all = feeds.iter().all(|feed: &Adopted| feed.matches.iter().all(|one| is_given(&one.taken)));
    Ok(if all { Verdict::Fine } else { Verdict::AtFault })
}

fn read(path: &std::path::Path) -> Result<Old, Failure> {
    let (name, bytes) = old_feed::read(path)?;
    let seen = subscriber::read(&bytes)
        .map_err(|why| Failure::usage(format!("`{name}` is no feed: {why}")).hint("give an RSS, Atom or JSON feed"))?;
    Ok(Old { name, seen })
}
