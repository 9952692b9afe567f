//! Reports for programs. What is written here is a promise: fields are added, never renamed.

use serde::Serialize;

use crate::cli::timings::Timings;
#[cfg(feature = "watch")]
use crate::date::Timestamp;
use crate::diagnostic::{Level, Located};
use crate::pipeline::{FileKind, Identities, Outcome, Reason, Report};

/// A build's report.
#[derive(Serialize)]
struct BuildReport<'a> {
    site: &'a str,
    read: usize,
    published: usize,
    left_out: Vec<LeftOut<'a>>,
    findings: Vec<Finding<'a>>,
    files: Vec<File<'a>>,
    ids: Ids<'a>,
    errors: usize,
    warnings: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    timings: Option<&'a Timings>,
}

/// What became of the articles' ids.
#[derive(Serialize)]
struct Ids<'a> {
    /// The lock file's outcome; `null` where none is kept.
    lock: Option<&'static str>,
    new: usize,
    moved: Vec<Moved<'a>>,
    changed: &'a [String],
    returned: &'a [String],
    gone: &'a [String],
}

#[derive(Serialize)]
struct Moved<'a> {
    from: &'a str,
    to: &'a str,
}

impl<'a> From<&'a Report> for Ids<'a> {
    fn from(report: &'a Report) -> Ids<'a> {
        let Identities { new, moved, changed, returned, gone } = &report.identities;
        let moved = moved.iter().map(|(from, to)| Moved { from, to }).collect();
        Ids { lock: report.lock.map(outcome), new: *new, moved, changed, returned, gone }
    }
}

/// An article that is not published.
#[derive(Serialize)]
struct LeftOut<'a> {
    file: &'a str,
    #[serde(flatten)]
    why: Why,
}

/// Why an article is not published.
#[derive(Serialize)]
pub(super) struct Why {
    reason: &'static str,
    /// RFC 3339; of an article that waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    /// RFC 3339; of an article whose time is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
}

impl Why {
    /// The file is there, but not among the site's articles.
    pub(super) fn excluded() -> Why {
        Why { reason: "excluded", until: None, since: None }
    }
}

impl From<Reason> for Why {
    fn from(reason: Reason) -> Why {
        let (until, since) = match reason {
            Reason::Waits(until) => (Some(until.rfc3339()), None),
            Reason::Expired(since) => (None, Some(since.rfc3339())),
            Reason::Draft | Reason::Hidden | Reason::Page | Reason::AtFault => (None, None),
        };
        let reason = match reason {
            Reason::Draft => "draft",
            Reason::Hidden => "hidden",
            Reason::Page => "page",
            Reason::Waits(_) => "waiting",
            Reason::Expired(_) => "expired",
            Reason::AtFault => "at-fault",
        };
        Why { reason, until, since }
    }
}

/// A finding; `null` stands for what is not known.
#[derive(Serialize)]
pub(super) struct Finding<'a> {
    rule: &'static str,
    level: String,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
    help: Option<&'a str>,
}

impl<'a> From<&'a Located> for Finding<'a> {
    fn from(found: &'a Located) -> Finding<'a> {
        Finding {
            rule: found.diagnostic.rule,
            level: found.diagnostic.level.to_string(),
            file: Some(found.file.as_str()).filter(|file| !file.is_empty()),
            line: found.excerpt.as_ref().map(|excerpt| excerpt.line),
            column: found.excerpt.as_ref().map(|excerpt| excerpt.column),
            message: &found.diagnostic.message,
            help: found.diagnostic.help.as_deref(),
        }
    }
}

/// A file of the output folder.
#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    kind: &'static str,
    format: &'static str,
    entries: Option<usize>,
    bytes: usize,
    outcome: &'static str,
}

/// Why a command could not do its work.
#[derive(Serialize)]
struct FailureReport<'a> {
    failure: Cause<'a>,
    findings: Vec<Finding<'a>>,
    errors: usize,
    warnings: usize,
}

/// What kept a command from its work.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Cause<'a> {
    /// The kind of failure.
    pub(super) kind: &'static str,
    /// What happened.
    pub(super) message: &'a str,
    /// What to do about it.
    pub(super) hint: Option<&'a str>,
}

/// A file that a command made.
#[derive(Serialize)]
struct Created<'a> {
    created: &'a str,
}

/// How many findings have a level.
pub(super) fn number(found: &[Located], level: Level) -> usize {
    found.iter().filter(|one| one.diagnostic.level == level).count()
}

/// A build's report; its files have the paths that they have from the current folder.
pub(super) fn build(site: &str, report: &Report, timings: Option<&Timings>) -> String {
    text(&built(site, report, timings))
}

/// A build that is one of many.
#[cfg(feature = "watch")]
#[derive(Serialize)]
struct Line<'a, R> {
    /// RFC 3339.
    at: String,
    /// The files that changed.
    changed: &'a [String],
    #[serde(flatten)]
    report: R,
}

/// The report of a build that is one of many, on one line.
#[cfg(feature = "watch")]
pub(super) fn rebuild(at: Timestamp, changed: &[String], site: &str, report: &Report, timings: &Timings) -> String {
    line(&Line { at: at.rfc3339(), changed, report: built(site, report, Some(timings)) })
}

/// As [`rebuild`], when nothing could be done.
#[cfg(feature = "watch")]
pub(super) fn not_rebuilt(at: Timestamp, changed: &[String], cause: Cause<'_>, found: &[Located]) -> String {
    line(&Line { at: at.rfc3339(), changed, report: failed(cause, found) })
}

#[cfg(feature = "watch")]
fn line(report: &impl Serialize) -> String {
    serde_json::to_string(report).expect("a report holds nothing that JSON lacks") + "\n"
}

fn built<'a>(site: &'a str, report: &'a Report, timings: Option<&'a Timings>) -> BuildReport<'a> {
    let left_out = report.left_out.iter().map(|one| LeftOut { file: &one.file, why: one.reason.into() });
    let files = report.files.iter().map(|file| File {
        path: &file.path,
        kind: kind(file.kind),
        format: file.format,
        entries: matches!(file.kind, FileKind::Feed | FileKind::Archive).then_some(file.entries),
        bytes: file.bytes,
        outcome: outcome(file.outcome),
    });
    BuildReport {
        site,
        read: report.read,
        published: report.publishable,
        left_out: left_out.collect(),
        findings: report.findings.iter().map(Finding::from).collect(),
        files: files.collect(),
        ids: report.into(),
        errors: number(&report.findings, Level::Error),
        warnings: number(&report.findings, Level::Warning),
        timings,
    }
}

/// What a file is, for programs.
fn kind(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Feed => "feed",
        FileKind::Archive => "archive",
        FileKind::Page => "page",
        FileKind::Opml => "opml",
        FileKind::Style => "style",
        FileKind::Snippet => "snippet",
        FileKind::Host => "host",
    }
}

/// What happened to a file, for programs.
pub(super) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Created => "new",
        Outcome::Changed => "changed",
        Outcome::Unchanged => "unchanged",
        Outcome::Kept => "not-written",
    }
}

/// Why a command could not do its work.
pub(super) fn failure(cause: Cause<'_>, found: &[Located]) -> String {
    text(&failed(cause, found))
}

fn failed<'a>(failure: Cause<'a>, found: &'a [Located]) -> FailureReport<'a> {
    FailureReport {
        failure,
        findings: found.iter().map(Finding::from).collect(),
        errors: number(found, Level::Error),
        warnings: number(found, Level::Warning),
    }
}

/// A file that a command made.
pub(super) fn created(path: &str) -> String {
    text(&Created { created: path })
}

/// A report as text that ends with a line end.
pub(super) fn text(report: &impl Serialize) -> String {
    // Strings, numbers, lists and structs of these always have a form in JSON.
    serde_json::to_string_pretty(report).expect("a report holds nothing that JSON lacks") + "\n"
}
