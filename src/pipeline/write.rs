//! Finished files → where they go: the lock file first, then pages of archives, then feeds and what stands beside them.

use std::io;

use crate::cache;
use crate::date::Timestamp;
use crate::ledger::{self, Edit, Ledger};
use crate::output::Output;
use crate::pipeline::Sinks;
use crate::pipeline::amend::Former;
use crate::pipeline::aside::Aside;
use crate::pipeline::finish::{Contents, Finished};
use crate::pipeline::pages::{self, Beside};
use crate::pipeline::plan::{Plan, Planned};
use crate::pipeline::report::{FileKind, FileReport, Outcome, Report};
use crate::sink::{self, Sink};

/// Brings the lock file up to date, if it is kept and nothing was `refused`. The hash of what was written comes back;
/// `None` where it can't be told what to write.
pub(super) fn write_ledger(
    ledger: &Ledger,
    former: Option<&Former<'_>>,
    report: &mut Report,
    refused: bool,
    sinks: &mut Sinks<'_>,
    now: Timestamp,
) -> io::Result<Option<Option<u64>>> {
    let Some(lock) = sinks.lock.as_mut().filter(|_| report.read > 0) else { return Ok(Some(None)) };
    if let Some(former) = former {
        let Some(edits) = former.edits(ledger) else { return Ok(None) };
        return edit_ledger(former, &edits, report, refused, &mut **lock, now).map(Some);
    }
    let is_long = ledger.lines.len() > LINES_HELD;
    if !refused && is_long && lock.open(ledger::FILE_NAME).is_ok_and(|file| file.is_none()) {
        let (hash, outcome) = begin_lock(ledger, now, &mut **lock)?;
        report.lock = Some(outcome);
        return Ok(Some(Some(hash)));
    }
    let text = ledger::print(ledger).into_bytes();
    let hash = cache::hash(&text);
    report.lock = Some(if refused { Outcome::Kept } else { put_lock(text, now, &mut **lock)? });
    Ok(Some(Some(hash)))
}

/// A lock file of so many lines is held as a whole.
const LINES_HELD: usize = 500;

/// Writes the first lock file, none of which is held for longer than it takes; its hash comes back, too.
fn begin_lock(ledger: &Ledger, now: Timestamp, lock: &mut dyn Sink) -> io::Result<(u64, Outcome)> {
    let mut hash = cache::Hashing::default();
    let outcome = put_pieces(lock, now, |push| {
        ledger::print_in_parts(ledger, |part| {
            hash.add(part.as_bytes());
            push(part.as_bytes())
        })
    })?;
    Ok((hash.hash(), outcome))
}

/// Writes a lock file of pieces that come one by one.
fn put_pieces(
    lock: &mut dyn Sink,
    now: Timestamp,
    write: impl FnOnce(&mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()>,
) -> io::Result<Outcome> {
    let put = || {
        let mut draft = lock.begin(ledger::FILE_NAME)?;
        write(&mut |piece| lock.push(&mut draft, piece))?;
        lock.finish(draft, "text/plain", now)
    };
    put().map(Outcome::from).map_err(|error| named(ledger::FILE_NAME, &error))
}

/// The same where most of the file stays what it is: nothing of that is held a second time.
fn edit_ledger(
    former: &Former<'_>,
    edits: &[Edit],
    report: &mut Report,
    refused: bool,
    lock: &mut dyn Sink,
    now: Timestamp,
) -> io::Result<Option<u64>> {
    let hash = Some(cache::hash_of_pieces(former.pieces(edits)));
    if refused || edits.is_empty() {
        report.lock = Some(if refused { Outcome::Kept } else { Outcome::Unchanged });
        return Ok(hash);
    }
    let outcome = put_pieces(lock, now, |push| former.pieces(edits).try_for_each(push))?;
    report.lock = Some(outcome);
    Ok(hash)
}

/// Writes the lock file, if it says anything new.
///
/// # Errors
/// It can't be written.
pub fn write_lock(ledger: &Ledger, now: Timestamp, sink: &mut dyn Sink) -> io::Result<Outcome> {
    put_lock(ledger::print(ledger).into_bytes(), now, sink)
}

fn put_lock(bytes: Vec<u8>, now: Timestamp, sink: &mut dyn Sink) -> io::Result<Outcome> {
    let output = Output { bytes, media_type: "text/plain", modified: now };
    let written = sink.put(ledger::FILE_NAME, &output).map_err(|error| named(ledger::FILE_NAME, &error))?;
    Ok(Outcome::from(written))
}

/// Writes every file, `is_refused` when nothing may be written. The pages of archives come first, the newest in front: a
/// link never leads to what is not there yet.
pub(super) fn write_all(
    plan: Plan,
    finished: Vec<Option<Finished>>,
    beside: Vec<Beside>,
    aside: &Aside,
    is_refused: bool,
    sink: &mut dyn Sink,
) -> io::Result<Vec<FileReport>> {
    let all = plan.feeds.into_iter().zip(finished).enumerate();
    let (pages, feeds): (Vec<_>, Vec<_>) = all.partition(|(_, (planned, _))| planned.is_page());
    let mut written = Vec::with_capacity(pages.len() + feeds.len());
    for (place, (planned, finished)) in pages.into_iter().rev().chain(feeds) {
        written.push((place, write(planned, finished.filter(|_| !is_refused), aside, sink)?));
    }
    written.sort_by_key(|(place, _)| *place);
    let mut files: Vec<FileReport> = written.into_iter().map(|(_, file)| file).collect();
    for one in beside {
        files.push(pages::write(one, is_refused, sink)?);
    }
    Ok(files)
}

fn write(planned: Planned, finished: Option<Finished>, aside: &Aside, sink: &mut dyn Sink) -> io::Result<FileReport> {
    let format = planned.feed.format;
    let mut report = FileReport {
        name: planned.feed.path.clone(),
        path: planned.feed.path.clone(),
        kind: if planned.is_page() { FileKind::Archive } else { FileKind::Feed },
        format: format.name(),
        pattern: planned.pattern,
        entries: 0,
        bytes: 0,
        outcome: Outcome::Kept,
        feed: Some(planned.feed),
    };
    if let Some((contents, entries)) = finished {
        let media_type = format.media_type();
        let bytes = contents.length();
        let written = match contents {
            Contents::Whole(output) => sink.put(&report.path, &output),
            Contents::Aside { place, modified } => {
                aside.get(place).and_then(|bytes| sink.put(&report.path, &Output { bytes, media_type, modified }))
            }
            Contents::Left { .. } => Ok(sink::Written::Same),
            Contents::Draft { draft, modified, .. } => sink.finish(draft, media_type, modified),
        };
        let written = written.map_err(|error| named(&report.path, &error))?;
        (report.entries, report.bytes, report.outcome) = (entries, bytes, Outcome::from(written));
    }
    Ok(report)
}

/// The same error with the file's name: "Permission denied" alone helps nobody.
pub(super) fn named(path: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{path}: {error}"))
}
