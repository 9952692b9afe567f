//! The whole product in one function (being written): READ THIS FIRST.

use crate::date::Timestamp;
use crate::diagnostic::Located;

/// What a build did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many articles were read.
    pub read: usize,
    /// How many of them can be published (a feed may still show fewer).
    pub publishable: usize,
    /// Articles that are not published, and why, in the order of their names.
    pub left_out: Vec<LeftOut>,
    /// Everything found on the way, in the order of files and places.
    pub findings: Vec<Located>,
    /// The feed files, in the order of the configuration.
    pub files: Vec<FileReport>,
}

/// An article that is not published.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    /// The article's file, as people know it.
    pub file: String,
    /// Why.
    pub reason: Reason,
}

/// Why an article is not published.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// It is a draft.
    Draft,
    /// Its author keeps it out of feeds.
    Hidden,
    /// Its time has not come; it comes at this instant.
    Waits(Timestamp),
    /// Its time is over since this instant.
    Expired(Timestamp),
    /// It is at fault; a finding says why.
    AtFault,
}

/// What became of one feed file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// Where it stands, as people know it.
    pub path: String,
    /// The format's name: `RSS 2.0`, `Atom 1.0`, `JSON Feed 1.1`.
    pub format: &'static str,
    /// How many entries it holds.
    pub entries: usize,
    /// Bytes.
    pub bytes: usize,
    /// What happened to the file.
    pub outcome: Outcome,
}

/// What happened to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There was none; there is one now.
    Created,
    /// It was replaced.
    Changed,
    /// It was right already and was not touched.
    Unchanged,
    /// It was not written, because of an error that the findings name; what was there before is still there.
    Kept,
}
