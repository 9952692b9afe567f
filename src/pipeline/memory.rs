//! Where a build keeps what the next one need not find out again.

use crate::date::Timestamp;
use crate::output::Output;
use crate::pipeline::{memo, records};
use crate::sink::Sink;

/// A place for what may be lost at any time, and under which circumstances what is there counts.
pub struct Memory<'a> {
    /// Where it is kept.
    pub sink: &'a mut dyn Sink,
    /// A number that is another for another program, configuration or way to build.
    pub circumstances: u64,
    /// Files that were changed before this instant (nanoseconds since 1970) have settled: if they change once more, their
    /// stamps change.
    pub settled: i64,
}

impl Memory<'_> {
    /// A file of the cache. One that can't be read is as good as none.
    pub(super) fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.sink.get(name).ok().flatten()
    }

    /// Whether an earlier build left anything of what is looked at first.
    pub(super) fn has_any(&self) -> bool {
        let is_there = |name| self.part(name, 0, 1).is_some_and(|bytes| !bytes.is_empty());
        [memo::FILE_NAME, records::FILE_NAME].into_iter().any(is_there)
    }

    /// A part of one, or what there is of it.
    pub(super) fn part(&self, name: &str, start: u64, length: usize) -> Option<Vec<u8>> {
        self.sink.part(name, start, length).ok().flatten()
    }

    /// Keeps a file. Where that is not possible, the next build is slower.
    pub(super) fn put(&mut self, name: &str, bytes: Vec<u8>, now: Timestamp) {
        let _ = self.sink.put(name, &Output { bytes, media_type: "application/octet-stream", modified: now });
    }
}
