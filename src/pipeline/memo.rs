//! What a whole build came to, kept so that one that would come to the same is done once that is seen.
//!
//! A build comes to the same when all that it looks at is the same: the documents, the files that articles name, the lock
//! file, and every file that it writes; and as long as no instant comes at which an entry is released, expires or falls
//! out. So nothing is read; but what was changed so lately that its stamp can't tell whether it was changed once more is
//! compared by its bytes.

use crate::cache::{self, Reader, Summing, Writer};
use crate::config::{Config, Undated};
use crate::date::Timestamp;
use crate::ledger;
use crate::pipeline::records::{self, stamp, write_stamp};
use crate::pipeline::report::{Report, print, read};
use crate::pipeline::{Memory, Options, Sinks};
use crate::sink::Sink;
use crate::source::{Listing, Source};
use crate::stamp::Stamp;

const FILE_NAME: &str = "last-build";

/// Findings about what happened in one build alone.
const OF_ONE_BUILD: &[&str] =
    &["lock-line-repeated", "identity-ambiguous", "id-changed", "identity-unsure", "feed-not-compared"];

/// A file that is larger than this is not read to see whether it is the same.
const READ_MAX: u64 = 64 * 1024 * 1024;

/// A build that another would repeat.
struct Memo {
    /// When it was made, and until when it holds, in seconds since 1970.
    made: i64,
    until: i64,
    /// How it was made.
    options: u64,
    /// What the list of documents came to.
    listing: u128,
    /// Files that were looked up because articles name them.
    named: Vec<(String, Option<Stamp>)>,
    lock: Option<File>,
    /// What was written, or left as it was.
    files: Vec<File>,
    report: Report,
}

/// A file as a build left it.
struct File {
    name: String,
    stamp: Option<Stamp>,
    /// The hash of its bytes, where the stamp is not to be trusted yet.
    hash: Option<u64>,
}

/// What the last build came to, if another would come to the same. The `listing` is that of `source`.
pub fn unchanged(listing: &Listing, source: &dyn Source, sinks: &mut Sinks<'_>, options: Options) -> Option<Report> {
    let Sinks { feeds, lock, memory } = sinks;
    let memory = memory.as_mut()?;
    let file = memory.get(FILE_NAME)?;
    let mut memo = Memo::read(&mut Reader::open(&file, memory.circumstances)?)?;
    let is_in_time = (memo.made..memo.until).contains(&options.now.unix());
    if !is_in_time || memo.options != bits(options) || memo.lock.is_some() != lock.is_some() {
        return None;
    }
    let is_same = memo.listing == sum_of(listing)
        && memo.named.iter().all(|(name, stamp)| source.stamp(name) == *stamp)
        && memo.lock.iter().zip(&*lock).all(|(file, sink)| file.is_as_it_was(&**sink))
        && memo.files.iter().all(|file| file.is_as_it_was(&**feeds));
    if !is_same {
        return None;
    }
    memo.settle(memory);
    Some(memo.report)
}

/// What is kept of a build beside its report.
pub(super) struct Again {
    /// What the list of documents came to.
    pub(super) listing: u128,
    /// From which instant on a build comes to something else, in seconds since 1970.
    pub(super) until: i64,
    /// Whether every document's stamp is to be trusted.
    pub(super) has_settled: bool,
    /// Files that were looked up because articles name them.
    pub(super) named: Vec<String>,
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
    let is_undone = report.has_errors() || report.is_flood || !again.has_settled;
    if is_undone || is_of_one_build || config.build.undated == Undated::Git {
        return;
    }
    let stamped = |name: String| {
        let stamp = source.stamp(&name);
        (name, stamp)
    };
    let named: Vec<_> = again.named.into_iter().map(stamped).collect();
    // What was changed a moment ago is looked at by the next build.
    if named.iter().any(|(_, stamp)| stamp.is_some_and(|stamp| stamp.latest() >= memory.settled)) {
        return;
    }
    let file = |name: &str, sink: &dyn Sink| File::of(name, sink, memory.settled);
    let files = report.files.iter().map(|one| file(&one.name, &**feeds)).collect::<Option<Vec<_>>>();
    let has_lock = lock.is_some();
    let lock = lock.as_ref().and_then(|sink| file(ledger::FILE_NAME, &**sink));
    let Some(files) = files.filter(|_| lock.is_some() == has_lock) else { return };
    let memo = Memo {
        made: options.now.unix(),
        until: again.until,
        options: bits(options),
        listing: again.listing,
        named,
        lock,
        files,
        report: report.again(),
    };
    memory.put(FILE_NAME, memo.print(memory.circumstances), options.now);
}

fn bits(options: Options) -> u64 {
    u64::from(options.strict) | u64::from(options.allow_flood) << 1
}

/// What a listing comes to: equal for equal ones alone.
pub(super) fn sum_of(listing: &Listing) -> u128 {
    let mut sum = Summing::default();
    for document in &listing.documents {
        sum.add(document.name.as_bytes());
        // A build that saw a document without a stamp is not kept ([`Again::has_settled`]).
        if let Some(Stamp { size, modified, changed }) = document.stamp {
            sum.add_numbers(&[size, modified as u64, changed as u64]);
        }
    }
    for one in &listing.passed_over {
        sum.add(one.name.as_bytes());
        sum.add(one.why.as_bytes());
    }
    sum.sum()
}

impl File {
    fn of(name: &str, sink: &dyn Sink, settled: i64) -> Option<File> {
        let stamp = sink.stamp(name);
        let mut hash = None;
        if let Some(stamp) = stamp.filter(|stamp| stamp.latest() >= settled) {
            let bytes = if stamp.size <= READ_MAX { sink.get(name).ok()? } else { None };
            hash = Some(cache::hash(&bytes?));
        }
        // A file that is there and has no stamp is none that could be told from another.
        let is_known = stamp.is_some() || matches!(sink.get(name), Ok(None));
        is_known.then(|| File { name: name.to_owned(), stamp, hash })
    }

    fn is_as_it_was(&self, sink: &dyn Sink) -> bool {
        let has_bytes = |hash| sink.get(&self.name).ok().flatten().is_some_and(|bytes| cache::hash(&bytes) == hash);
        sink.stamp(&self.name) == self.stamp && self.hash.is_none_or(has_bytes)
    }
}

impl Memo {
    /// What has been compared by its bytes once and has settled since need not be read the next time.
    fn settle(&mut self, memory: &mut Memory<'_>) {
        let mut files: Vec<&mut File> = self.lock.iter_mut().chain(&mut self.files).collect();
        if files.iter().all(|file| file.hash.is_none()) {
            return;
        }
        for file in &mut files {
            file.hash = file.hash.filter(|_| file.stamp.is_none_or(|stamp| stamp.latest() >= memory.settled));
        }
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
        writer.fixed(self.listing as u64);
        writer.fixed((self.listing >> 64) as u64);
        writer.list(&self.named, |writer, (name, stamp)| {
            writer.text(name);
            writer.option(*stamp, write_stamp);
        });
        writer.option(self.lock.as_ref(), write_file);
        writer.list(&self.files, write_file);
        print(&mut writer, &self.report);
        writer.seal()
    }

    fn read(reader: &mut Reader<'_>) -> Option<Memo> {
        Some(Memo {
            made: reader.signed()?,
            until: reader.signed()?,
            options: reader.number()?,
            listing: u128::from(reader.fixed()?) | u128::from(reader.fixed()?) << 64,
            named: reader.list(|reader| Some((reader.text()?.to_owned(), reader.option(stamp)?)))?,
            lock: reader.option(read_file)?,
            files: reader.list(read_file)?,
            report: read(reader)?,
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
