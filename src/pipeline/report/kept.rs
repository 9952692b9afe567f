//! A report as it is kept in the cache.

use crate::cache::{Reader, Writer};
use crate::output::Format;
use crate::pipeline::records::{instant, read_found, write_found, write_instant};
use crate::pipeline::report::{FileKind, FileReport, Identities, LeftOut, Outcome, Reason, Recalled, Report};

impl Report {
    /// What a build reports that does the same once more: nothing is new then.
    pub(in crate::pipeline) fn again(&self) -> Report {
        let again = |outcome: Outcome| if outcome.is_written() { Outcome::Unchanged } else { outcome };
        let mut report = self.clone();
        report.identities = Identities::default();
        report.lock = report.lock.map(again);
        report.files.iter_mut().for_each(|file| file.outcome = again(file.outcome));
        report
    }
}

/// Writes a report that has nothing new.
pub(in crate::pipeline) fn print(writer: &mut Writer, report: &Report) {
    writer.number(report.read as u64);
    writer.number(report.publishable as u64);
    writer.list(&report.left_out, |writer, one| {
        writer.text(&one.file);
        write_reason(writer, &one.reason);
    });
    writer.list(&report.findings, write_found);
    writer.list(&report.files, write_file);
    writer.option(report.lock, write_outcome);
}

/// Reads one; `None` where there is none.
pub(in crate::pipeline) fn read(reader: &mut Reader<'_>) -> Option<Report> {
    let read = reader.count()?;
    Some(Report {
        read,
        publishable: reader.count()?,
        left_out: reader
            .list(|reader| Some(LeftOut { file: reader.text()?.to_owned(), reason: read_reason(reader)? }))?,
        findings: reader.list(read_found)?,
        files: reader.list(read_file)?,
        lock: reader.option(read_outcome)?,
        recalled: Some(Recalled { articles: read, ..Recalled::default() }),
        ..Report::default()
    })
}

pub(in crate::pipeline) fn write_reason(writer: &mut Writer, reason: &Reason) {
    let (number, instant) = match reason {
        Reason::Draft => (1, None),
        Reason::Hidden => (2, None),
        Reason::Page => (3, None),
        Reason::AtFault => (4, None),
        Reason::Waits(at) => (5, Some(*at)),
        Reason::Expired(at) => (6, Some(*at)),
    };
    writer.number(number);
    writer.option(instant, write_instant);
}

pub(in crate::pipeline) fn read_reason(reader: &mut Reader<'_>) -> Option<Reason> {
    match (reader.number()?, reader.option(instant)?) {
        (1, _) => Some(Reason::Draft),
        (2, _) => Some(Reason::Hidden),
        (3, _) => Some(Reason::Page),
        (4, _) => Some(Reason::AtFault),
        (5, Some(at)) => Some(Reason::Waits(at)),
        (6, Some(at)) => Some(Reason::Expired(at)),
        _ => None,
    }
}

const KINDS: [FileKind; 7] = [
    FileKind::Feed,
    FileKind::Archive,
    FileKind::Page,
    FileKind::Opml,
    FileKind::Style,
    FileKind::Snippet,
    FileKind::Host,
];

/// Everything that a file's format is called.
const FORMATS: [&str; 7] =
    [Format::Rss.name(), Format::Atom.name(), Format::Json.name(), "OPML 2.0", "HTML", "CSS", "text"];

fn write_file(writer: &mut Writer, file: &FileReport) {
    writer.text(&file.name);
    writer.number(KINDS.iter().position(|kind| *kind == file.kind).unwrap_or(KINDS.len()) as u64);
    writer.option(file.pattern.as_deref(), Writer::text);
    writer.number(FORMATS.iter().position(|name| *name == file.format).unwrap_or(FORMATS.len()) as u64);
    writer.number(file.entries as u64);
    writer.number(file.bytes as u64);
    write_outcome(writer, file.outcome);
}

fn read_file(reader: &mut Reader<'_>) -> Option<FileReport> {
    let name = reader.text()?.to_owned();
    Some(FileReport {
        path: name.clone(),
        name,
        kind: *KINDS.get(reader.count()?)?,
        pattern: reader.option(|reader| reader.text().map(str::to_owned))?,
        feed: None,
        format: FORMATS.get(reader.count()?)?,
        entries: reader.count()?,
        bytes: reader.count()?,
        outcome: read_outcome(reader)?,
    })
}

fn write_outcome(writer: &mut Writer, outcome: Outcome) {
    writer.number(u64::from(outcome == Outcome::Kept));
}

fn read_outcome(reader: &mut Reader<'_>) -> Option<Outcome> {
    Some(if reader.number()? == 1 { Outcome::Kept } else { Outcome::Unchanged })
}
