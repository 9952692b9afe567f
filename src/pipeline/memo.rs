//! What a whole build came to, kept so that one that would come to the same is done once that is seen.
//!
//! A build comes to the same when all that it looks at is the same: the documents, the files that articles name, the lock
//! file, and every file that it writes; and as long as no instant comes at which an entry is released, expires or falls
//! out. So nothing is read; but what was changed so lately that its stamp can't tell whether it was changed once more is
//! compared by its bytes. Where only a few documents are others, the build goes on from what the last one came to
//! ([`amend`](super::amend)).

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;

use crate::cache::{self, Reader, Writer};
use crate::config::{Config, Undated};
use crate::date::Timestamp;
use crate::ledger;
use crate::pipeline::amend::Amending;
use crate::pipeline::basis::Basis;
use crate::pipeline::records::{self, stamp, write_stamp};
use crate::pipeline::report::{FileReport, Report, print, read};
use crate::pipeline::showing::Showing;
use crate::pipeline::sums::Sums;
use crate::pipeline::{Memory, Options, Sinks, Step};
use crate::sink::Sink;
use crate::source::{Glance, Source};
use crate::stamp::Stamp;

pub(super) const FILE_NAME: &str = "last-build";

/// Findings about what happened in one build alone.
const OF_ONE_BUILD: &[&str] =
    &["lock-line-repeated", "identity-ambiguous", "id-changed", "identity-unsure", "feed-not-compared"];

/// A file that is larger than this is not read to see whether it is the same.
const READ_MAX: u64 = 64 * 1024 * 1024;

/// A build that another would repeat.
pub(super) struct Memo<'a> {
    /// When it was made, and until when it holds, in seconds since 1970.
    made: i64,
    pub(super) until: i64,
    /// How it was made.
    options: u64,
    /// What the documents came to.
    pub(super) sums: Sums,
    /// Documents whose stamps are not to be trusted yet.
    pub(super) unsettled: Vec<Unsettled>,
    /// Files that were looked up because articles name them.
    pub(super) named: Vec<(String, Option<Stamp>)>,
    lock: Option<File>,
    /// What was written, or left as it was.
    pub(super) files: Vec<File>,
    report: Cow<'a, [u8]>,
    basis: Option<Cow<'a, [u8]>>,
}

/// A document that was changed so lately that it is known by its bytes alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unsettled {
    pub(super) name: String,
    /// When it was changed: nanoseconds since 1970.
    pub(super) latest: i64,
    /// The hash of its bytes.
    pub(super) hash: u64,
}

/// So many documents may be unsettled; of more, it is quicker to look at all once more.
pub(super) const UNSETTLED_MAX: usize = 256;

/// A file as a build left it.
#[derive(Clone)]
pub(super) struct File {
    pub(super) name: String,
    stamp: Option<Stamp>,
    /// The hash of its bytes, where the stamp is not to be trusted yet.
    hash: Option<u64>,
}

/// What a build comes to that has next to nothing to do: since nothing changed after the last one, or so little that it
/// goes on from there. `None` where a whole build has to tell. The `glance` is one at `source`.
///
/// # Errors
/// As [`build`](super::build).
pub fn resume(
    config: &Config,
    glance: &Glance,
    source: &dyn Source,
    sinks: &mut Sinks<'_>,
    options: Options,
    progress: &(dyn Fn(Step) + Sync),
) -> io::Result<Option<Report>> {
    let Some(memory) = &sinks.memory else { return Ok(None) };
    let Some(file) = memory.get(FILE_NAME) else { return Ok(None) };
    let memo = Reader::open(&file, memory.circumstances).and_then(|mut reader| Memo::read(&mut reader));
    let Some(mut memo) = memo.filter(|memo| memo.is_of(source, sinks, options)) else { return Ok(None) };
    let sums = Sums::of_glance(glance);
    let touched: Vec<String> =
        memo.unsettled.iter().filter(|one| !one.is_same(source)).map(|one| one.name.clone()).collect();
    if sums != memo.sums || !touched.is_empty() {
        let Some(report) = memo.report() else { return Ok(None) };
        return Amending { config, glance, source, options, progress, memo: &memo, sums, touched, report }.build(sinks);
    }
    let is_same = memo.lock.iter().zip(&sinks.lock).all(|(file, sink)| file.is_as_it_was(&**sink));
    let report = if is_same { memo.report() } else { None };
    if let Some(memory) = sinks.memory.as_mut().filter(|_| report.is_some()) {
        memo.settle(memory);
    }
    Ok(report)
}

/// What is kept of a build beside its report.
pub(super) struct Again {
    /// What the documents came to.
    pub(super) sums: Sums,
    /// From which instant on a build comes to something else, in seconds since 1970.
    pub(super) until: i64,
    /// Documents whose stamps are not to be trusted yet; `None` where there are too many, or what they hold is not known.
    pub(super) unsettled: Option<Vec<Unsettled>>,
    /// Files that were looked up because articles name them, as they were before.
    pub(super) named: Vec<(String, Option<Stamp>)>,
    /// The hash of the lock file, where it was written.
    pub(super) lock: Option<u64>,
    /// The finished files that were left alone; the others are looked at now.
    pub(super) files: Vec<File>,
    /// From what a build of a few documents may go on, and what feeds show, where that has to be kept.
    pub(super) basis: Option<(Basis, Option<Showing>)>,
}

impl Again {
    /// What is known once the documents were looked at.
    pub(super) fn of(sums: Sums, until: i64, unsettled: Option<Vec<Unsettled>>) -> Again {
        Again { sums, until, unsettled, named: Vec::new(), lock: None, files: Vec::new(), basis: None }
    }
}

/// Keeps what a build came to, if the same would come to the same.
pub(super) fn keep(
    config: &Config,
    source: &dyn Source,
    again: Again,
    report: &Report,
    sinks: &mut Sinks<'_>,
    options: Options,
) {
    let Sinks { feeds, lock, memory } = sinks;
    let Some(memory) = memory else { return };
    let is_of_one_build = report.findings.iter().any(|found| OF_ONE_BUILD.contains(&found.diagnostic.rule));
    let Some(unsettled) = again.unsettled else { return };
    if report.has_errors() || report.is_flood || is_of_one_build || config.build.undated == Undated::Git {
        return;
    }
    let named = again.named;
    // What was changed a moment ago is looked at by the next build.
    if named.iter().any(|(_, stamp)| stamp.is_some_and(|stamp| stamp.latest() >= memory.settled)) {
        return;
    }
    let file = |name: &str, sink: &dyn Sink, hash| File::of(name, sink, memory.settled, hash);
    // Those that were left alone are what they were when they were compared, whatever somebody has made of them since.
    let left = again.files.into_iter().map(|file| (file.name.clone(), file.settled(memory.settled)));
    let mut left: HashMap<String, File> = left.collect();
    let look = |one: &FileReport| left.remove(&one.name).or_else(|| file(&one.name, &**feeds, None));
    let files = report.files.iter().map(look).collect::<Option<Vec<_>>>();
    let has_lock = lock.is_some();
    let lock = lock.as_ref().and_then(|sink| file(ledger::FILE_NAME, &**sink, again.lock));
    let Some(files) = files.filter(|_| lock.is_some() == has_lock) else { return };
    let basis = again.basis.filter(|(basis, _)| basis.fits(report, source)).map(|(basis, showing)| match showing {
        Some(showing) => Basis { showing: showing.keep(memory, options.now), ..basis },
        None => basis,
    });
    let memo = Memo {
        made: options.now.unix(),
        until: again.until,
        options: bits(options),
        sums: again.sums,
        unsettled,
        named,
        lock,
        files,
        report: part(|writer| print(writer, &report.again())),
        basis: basis.map(|basis| part(|writer| basis.print(writer))),
    };
    memory.put(FILE_NAME, memo.print(memory.circumstances), options.now);
}

fn part(write: impl FnOnce(&mut Writer)) -> Cow<'static, [u8]> {
    let mut writer = Writer::part();
    write(&mut writer);
    Cow::Owned(writer.into_part())
}

fn bits(options: Options) -> u64 {
    u64::from(options.strict) | u64::from(options.allow_flood) << 1
}

impl Unsettled {
    fn is_same(&self, source: &dyn Source) -> bool {
        source.read(&self.name).is_ok_and(|bytes| cache::hash(&bytes) == self.hash)
    }
}

impl File {
    /// A file as it is now. Who has just written it knows its hash.
    fn of(name: &str, sink: &dyn Sink, settled: i64, written: Option<u64>) -> Option<File> {
        let stamp = sink.stamp(name);
        let mut hash = None;
        if let Some(stamp) = stamp.filter(|stamp| stamp.latest() >= settled) {
            let read = || sink.get(name).ok().flatten().map(|bytes| cache::hash(&bytes));
            hash = Some(written.or_else(|| if stamp.size <= READ_MAX { read() } else { None })?);
        }
        // A file that is there and has no stamp is none that could be told from another.
        let is_known = stamp.is_some() || matches!(sink.get(name), Ok(None));
        is_known.then(|| File { name: name.to_owned(), stamp, hash })
    }

    /// The same file, known by its stamp alone once that is to be trusted.
    fn settled(self, settled: i64) -> File {
        let hash = self.hash.filter(|_| self.stamp.is_none_or(|stamp| stamp.latest() >= settled));
        File { hash, ..self }
    }

    fn is_as_it_was(&self, sink: &dyn Sink) -> bool {
        let has_bytes = |hash| sink.get(&self.name).ok().flatten().is_some_and(|bytes| cache::hash(&bytes) == hash);
        sink.stamp(&self.name) == self.stamp && self.hash.is_none_or(has_bytes)
    }

    /// The bytes, if they are what they were.
    fn bytes(&self, sink: &dyn Sink) -> Option<Vec<u8>> {
        let is_same = self.stamp.is_some() && sink.stamp(&self.name) == self.stamp;
        let bytes = if is_same { sink.get(&self.name).ok().flatten() } else { None };
        bytes.filter(|bytes| self.hash.is_none_or(|hash| cache::hash(bytes) == hash))
    }
}

impl<'a> Memo<'a> {
    /// Whether it is of a build like this one, and whatever is no document, and not the lock file, is as it was.
    fn is_of(&self, source: &dyn Source, sinks: &Sinks<'_>, options: Options) -> bool {
        let is_in_time = (self.made..self.until).contains(&options.now.unix());
        is_in_time
            && self.options == bits(options)
            && self.lock.is_some() == sinks.lock.is_some()
            && self.named.iter().all(|(name, stamp)| source.stamp(name) == *stamp)
            && self.files.iter().all(|file| file.is_as_it_was(&*sinks.feeds))
    }

    /// What the build reported, as one does that does the same once more.
    pub(super) fn report(&self) -> Option<Report> {
        read(&mut Reader::part_of(&self.report))
    }

    /// From what a build of a few documents may go on.
    pub(super) fn basis(&self) -> Option<Basis> {
        Basis::read(&mut Reader::part_of(self.basis.as_deref()?))
    }

    /// The text of the lock file, if it is what it was.
    pub(super) fn lock(&self, sinks: &Sinks<'_>) -> Option<String> {
        let bytes = self.lock.as_ref()?.bytes(&**sinks.lock.as_ref()?)?;
        String::from_utf8(bytes).ok()
    }

    /// What has been compared by its bytes once and has settled since need not be read the next time.
    fn settle(&mut self, memory: &mut Memory<'_>) {
        let mut files: Vec<&mut File> = self.lock.iter_mut().chain(&mut self.files).collect();
        if files.iter().all(|file| file.hash.is_none()) && self.unsettled.is_empty() {
            return;
        }
        for file in &mut files {
            **file = file.clone().settled(memory.settled);
        }
        self.unsettled.retain(|one| one.latest >= memory.settled);
        let file = self.print(memory.circumstances);
        if let Some(made) = Timestamp::from_unix(self.made) {
            memory.put(FILE_NAME, file, made);
        }
    }

    fn print(&self, circumstances: u64) -> Vec<u8> {
        let mut writer = Writer::new(circumstances);
        writer.signed(self.made);
        writer.signed(self.until);
        writer.number(self.options);
        self.sums.print(&mut writer);
        writer.list(&self.unsettled, |writer, one| {
            writer.text(&one.name);
            writer.signed(one.latest);
            writer.fixed(one.hash);
        });
        writer.list(&self.named, |writer, (name, stamp)| {
            writer.text(name);
            writer.option(*stamp, write_stamp);
        });
        writer.option(self.lock.as_ref(), write_file);
        writer.list(&self.files, write_file);
        writer.bytes(&self.report);
        writer.option(self.basis.as_deref(), Writer::bytes);
        writer.seal()
    }

    fn read(reader: &mut Reader<'a>) -> Option<Memo<'a>> {
        Some(Memo {
            made: reader.signed()?,
            until: reader.signed()?,
            options: reader.number()?,
            sums: Sums::read(reader)?,
            unsettled: reader.list(|reader| {
                Some(Unsettled { name: reader.text()?.to_owned(), latest: reader.signed()?, hash: reader.fixed()? })
            })?,
            named: reader.list(|reader| Some((reader.text()?.to_owned(), reader.option(stamp)?)))?,
            lock: reader.option(read_file)?,
            files: reader.list(read_file)?,
            report: Cow::Borrowed(reader.bytes()?),
            basis: reader.option(Reader::bytes)?.map(Cow::Borrowed),
        })
    }
}

fn write_file(writer: &mut Writer, file: &File) {
    writer.text(&file.name);
    writer.option(file.stamp, write_stamp);
    writer.option(file.hash, Writer::fixed);
}

fn read_file(reader: &mut Reader<'_>) -> Option<File> {
    let name = reader.text()?.to_owned();
    Some(File { name, stamp: reader.option(records::stamp)?, hash: reader.option(Reader::fixed)? })
}
