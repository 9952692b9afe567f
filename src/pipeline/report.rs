//! What a build did, as values; showing them is the command line's task.

mod kept;

use crate::config::FeedConfig;
use crate::date::Timestamp;
use crate::diagnostic::{Level, Located};
use crate::sink::Written;

pub(in crate::pipeline) use kept::{print, read, read_reason, write_reason};

/// What a build did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// How many articles were read.
    pub read: usize,
    /// How many of them can be published (a feed may still show fewer).
    pub publishable: usize,
    /// Articles that are not published, and why, in the order of their names.
    pub left_out: Vec<LeftOut>,
    /// Everything found on the way, in the order of files and places.
    pub findings: Vec<Located>,
    /// The feed files, in the order of the configuration, those of one table in the order of their values, and the pages
    /// of their archives behind these; then what stands beside the feeds.
    pub files: Vec<FileReport>,
    /// Whether nothing was written because readers would have shown too many old entries as new.
    pub is_flood: bool,
    /// What was taken from the cache; `None` where there is none.
    pub recalled: Option<Recalled>,
    /// What became of the articles' identities.
    pub identities: Identities,
    /// What happened to the lock file; `None` where none is kept.
    pub lock: Option<Outcome>,
}

/// What a build took from the cache, and what it had to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recalled {
    /// How many articles are as an earlier build saw them.
    pub articles: usize,
    /// How many were read.
    pub read: usize,
    /// The first of those that were read, and why.
    pub named: Vec<(String, Anew)>,
}

/// Why an article was read although there is a cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anew {
    /// The cache does not know it.
    New,
    /// It was changed.
    Changed,
    /// Its time can't be trusted (it is very young, or of another checkout); its bytes are what they were.
    SameBytes,
    /// It says something else from some instant on, and that has come; or its date is that of another commit.
    Due,
}

/// What became of articles, by their paths, since the lock file was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identities {
    /// How many articles are published for the first time.
    pub new: usize,
    /// Articles that live elsewhere now: where they lived, and where they live.
    pub moved: Vec<(String, String)>,
    /// Articles whose meaning changed.
    pub changed: Vec<String>,
    /// Articles that were gone.
    pub returned: Vec<String>,
    /// Articles that are gone.
    pub gone: Vec<String>,
}

impl Report {
    /// Whether anything is wrong enough that somebody has to mend it.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|found| found.diagnostic.level == Level::Error)
    }

    /// Whether any file is other than what was there before.
    pub fn would_write(&self) -> bool {
        let outcomes = self.files.iter().map(|file| file.outcome).chain(self.lock);
        outcomes.into_iter().any(Outcome::is_written)
    }

    /// Brings findings and articles into an order that does not depend on how the work was shared out.
    pub(super) fn sort(&mut self) {
        let place = |found: &Located| {
            let excerpt = found.excerpt.as_ref().map_or((0, 0), |excerpt| (excerpt.line, excerpt.column));
            (found.file.clone(), excerpt, found.diagnostic.rule)
        };
        self.findings.sort_by_cached_key(place);
        self.left_out.sort_by(|a, b| a.file.cmp(&b.file));
    }
}

/// An article that is not published.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    /// The article's name: its path below the content folder.
    pub file: String,
    /// Why.
    pub reason: Reason,
}

/// Why an article is not published.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// It is a draft.
    Draft,
    /// Its author keeps it out of feeds.
    Hidden,
    /// It is a page that generators keep beside articles (`_index.md`; `README.md`, where it has no date).
    Page,
    /// Its time has not come; it comes at this instant.
    Waits(Timestamp),
    /// Its time is over since this instant.
    Expired(Timestamp),
    /// It is at fault; a finding says why.
    AtFault,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A feed.
    Feed,
    /// A page of a feed's archive.
    Archive,
    /// The page where people subscribe.
    Page,
    /// The list of all feeds.
    Opml,
    /// The style sheet that feeds name.
    Style,
    /// The lines by which pages name the feeds.
    Snippet,
    /// A file for the host.
    Host,
}

/// What became of one file.
#[derive(Clone, Debug, PartialEq)]
pub struct FileReport {
    /// Its path below the output folder.
    pub name: String,
    /// The same, until somebody who shows it gives it the path from the current folder.
    pub path: String,
    /// What it is.
    pub kind: FileKind,
    /// The pattern of its path (`tags/{tag}.xml`), where it is one of many.
    pub pattern: Option<String>,
    /// A feed's settings, with every placeholder filled in.
    pub feed: Option<FeedConfig>,
    /// The format's name: `RSS 2.0`, `Atom 1.0`, `JSON Feed 1.1`; `OPML 2.0`, `HTML`, `CSS`, `text`.
    pub format: &'static str,
    /// How many entries it holds; none where it is no feed and no page of one.
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
    /// It was not written, for a reason that the findings name; what was there before is still there.
    Kept,
}

impl Outcome {
    /// Whether there are other bytes now than before.
    pub fn is_written(self) -> bool {
        matches!(self, Outcome::Created | Outcome::Changed)
    }
}

impl From<Written> for Outcome {
    fn from(written: Written) -> Outcome {
        match written {
            Written::Created => Outcome::Created,
            Written::Changed => Outcome::Changed,
            Written::Same => Outcome::Unchanged,
        }
    }
}
