//! A large file on its way to the disk before anybody waits for it.
//!
//! # Why
//! A finished file is flushed to the disk before it takes its place. Of half a gigabyte, that would be half a second in
//! which no core has anything to do; so the disk begins while the file is still being written.

use std::fs::File;

/// How much is begun at a time.
const SHARE: u64 = 16 * 1024 * 1024;

/// How much of a file the disk was told of.
#[derive(Debug, Default)]
pub(super) struct Ahead(u64);

impl Ahead {
    /// Tells the disk of what is new in a file of so many bytes, if that is enough to be worth it. Nothing depends on
    /// whether it listens.
    pub(super) fn tell(&mut self, file: &File, length: u64) {
        if length >= self.0 + SHARE {
            begin(file, self.0, length - self.0);
            self.0 = length;
        }
    }
}

/// Begins to write a part back. Linux does so when it is told that nobody is going to read it soon (`mm/fadvise.c`); what is
/// not on the disk yet stays in memory.
#[cfg(target_os = "linux")]
fn begin(file: &File, start: u64, length: u64) {
    let _ = rustix::fs::fadvise(file, start, std::num::NonZero::new(length), rustix::fs::Advice::DontNeed);
}

#[cfg(not(target_os = "linux"))]
fn begin(_: &File, _: u64, _: u64) {}
