//! What the first pass found out about every article, kept for the next build.
//!
//! A record counts as long as the file is the same, by its [`Stamp`] or else by its bytes, and until an instant comes at
//! which it would say something else: that of a release, say. All of it counts only under the circumstances in which it
//! was made: this program, this configuration.

use std::collections::HashMap;

use crate::cache::{self, Reader, Writer};
use crate::config::Facet;
use crate::date::Timestamp;
use crate::diagnostic::{Diagnostic, Excerpt, Level, Located, Span};
use crate::fingerprint;
use crate::pipeline::basis::Block;
use crate::pipeline::early;
use crate::pipeline::labels::Label;
use crate::pipeline::report::{Anew, read_reason, write_reason};
use crate::pipeline::survey::{Candidate, Seen, Unpublished};
use crate::pipeline::translations::Shared;
use crate::source::{DocumentInfo, split};
use crate::stamp::Stamp;

/// The file's name within the cache.
pub(super) const FILE_NAME: &str = "articles";

/// Records by the names of their articles.
#[derive(Default)]
pub(super) struct Records<'a> {
    sorted: Vec<Record<'a>>,
}

/// What is known of one article.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    name: &'a str,
    stamp: Stamp,
    /// Whether the stamp was old enough to be trusted.
    is_settled: bool,
    /// The hash of the file's bytes.
    pub(super) bytes: u64,
    stand_in_date: Option<i64>,
    /// From which instant on it says something else, in seconds since 1970.
    until: i64,
    seen: &'a [u8],
}

impl<'a> Records<'a> {
    /// Reads a file that [`print`] made; empty where there is none that counts at the instant `now`.
    pub(super) fn parse(file: &'a [u8], circumstances: u64, now: Timestamp) -> Records<'a> {
        Records::read(file, circumstances, now).unwrap_or_default()
    }

    fn read(file: &'a [u8], circumstances: u64, now: Timestamp) -> Option<Records<'a>> {
        let mut reader = Reader::open(file, circumstances)?;
        // Whoever goes back in time gets what was true then.
        let made = reader.signed()?;
        if now.unix() < made {
            return None;
        }
        let mut sorted = Vec::with_capacity(file.len() / RECORD_BYTES);
        while !reader.is_at_end() {
            sorted.push(Record::read(&mut reader)?);
        }
        Some(Records { sorted })
    }

    /// These alone, each as it is written in the file.
    pub(super) fn of_parts(parts: impl Iterator<Item = &'a [u8]>) -> Option<Records<'a>> {
        let mut sorted: Vec<Record<'a>> =
            parts.map(|part| Record::read(&mut Reader::part_of(part))).collect::<Option<_>>()?;
        sorted.sort_by_key(|record| record.name);
        Some(Records { sorted })
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// Whether there is a record of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.sorted.binary_search_by(|record| record.name.cmp(name)).is_ok()
    }

    /// The record of a document. It is probably about as far from the beginning as the document is, at `place`.
    pub(super) fn of(&self, document: &DocumentInfo, place: usize) -> Option<Record<'a>> {
        /// How many articles may have come or gone before it.
        const NEAR: usize = 32;
        let find = |records: &[Record<'a>]| {
            let at = records.binary_search_by(|record| record.name.cmp(&document.name)).ok()?;
            Some(records[at])
        };
        let near = place.saturating_sub(NEAR).min(self.sorted.len())..(place + NEAR).min(self.sorted.len());
        let same_place = self.sorted.get(place).filter(|record| record.name == document.name).copied();
        same_place.or_else(|| find(&self.sorted[near])).or_else(|| find(&self.sorted))
    }
}

impl<'a> Record<'a> {
    /// Reads one as it is written in the file.
    pub(super) fn read(reader: &mut Reader<'a>) -> Option<Record<'a>> {
        Some(Record {
            name: reader.text()?,
            stamp: stamp(reader)?,
            is_settled: reader.number()? == 1,
            bytes: reader.fixed()?,
            stand_in_date: reader.option(Reader::signed)?,
            until: reader.signed()?,
            seen: reader.bytes()?,
        })
    }

    /// The article's name.
    pub(super) fn name(&self) -> &'a str {
        self.name
    }

    /// The file's stamp as it was.
    pub(super) fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// Whether it says what holds with this date and at this instant.
    pub(super) fn holds(&self, stand_in_date: Option<i64>, now: Timestamp) -> bool {
        self.stand_in_date == stand_in_date && now.unix() < self.until
    }

    /// Whether the file is known to be the same without reading it.
    pub(super) fn is_of(&self, stamp: Option<Stamp>) -> bool {
        self.is_settled && stamp == Some(self.stamp)
    }

    /// What was found out; `None` where that can't be read.
    pub(super) fn seen(&self, labels: &mut dyn FnMut(Vec<(Facet, String)>) -> Box<[Label]>) -> Option<Seen> {
        seen(&mut Reader::part_of(self.seen), self.name, self.stand_in_date, labels)
    }

    /// The same, as it is written.
    pub(super) fn part(&self) -> &'a [u8] {
        self.seen
    }
}

/// About how long a record is.
const RECORD_BYTES: usize = 180;

/// What is to be kept of one article.
pub(super) struct Kept {
    pub(super) bytes: u64,
    pub(super) until: i64,
    pub(super) seen: Box<[u8]>,
    /// Why the article was read; `None` where it was not.
    pub(super) anew: Option<Anew>,
}

impl Kept {
    /// What was kept already.
    pub(super) fn again(record: &Record<'_>, anew: Option<Anew>) -> Kept {
        Kept { bytes: record.bytes, until: record.until, seen: record.part().into(), anew }
    }
}

/// Where a record stands.
pub(super) struct Place {
    pub(super) start: u64,
    pub(super) length: usize,
    /// The hash of its bytes.
    pub(super) seal: u64,
}

/// A file of records, and what stands where in it.
pub(super) struct Printed {
    pub(super) bytes: Vec<u8>,
    /// The place of each record that was asked for: where it starts, and how long it is.
    pub(super) places: Vec<Place>,
    /// The places of all records of a folder, in the order of folders.
    pub(super) blocks: Vec<Block>,
}

/// Writes the file of all records, one after the other.
pub(super) struct Printer {
    writer: Writer,
    /// Stamps that are younger (nanoseconds since 1970) are not to be trusted.
    settled: i64,
    places: Vec<Place>,
    /// Where records of one folder begin and end that stand beside each other, as most do.
    runs: Vec<(Box<str>, usize, usize)>,
}

impl Printer {
    /// A file with room for so many records.
    pub(super) fn new(count: usize, circumstances: u64, settled: i64, now: Timestamp) -> Printer {
        let mut writer = Writer::new(circumstances);
        writer.signed(now.unix());
        writer.reserve(count * RECORD_BYTES);
        Printer { writer, settled, places: Vec::with_capacity(count), runs: Vec::new() }
    }

    /// Writes a record; the place of one that `is_published` is told in the end.
    pub(super) fn add(
        &mut self,
        name: &str,
        stamp: Stamp,
        stand_in_date: Option<i64>,
        kept: &Kept,
        is_published: bool,
    ) {
        let start = self.writer.len();
        write_record(&mut self.writer, name, stamp, stand_in_date, kept, self.settled);
        let end = self.writer.len();
        let place = || Place { start: start as u64, length: end - start, seal: cache::hash(self.writer.since(start)) };
        self.places.extend(is_published.then(place));
        let (folder, _) = split(name);
        match self.runs.last_mut().filter(|(last, ..)| **last == *folder) {
            Some((.., run)) => *run = end,
            None => self.runs.push((folder.into(), start, end)),
        }
    }

    /// The finished file.
    pub(super) fn finish(self) -> Printed {
        let mut folders: HashMap<Box<str>, (usize, usize)> = HashMap::new();
        self.runs.into_iter().for_each(|(folder, start, end)| folders.entry(folder).or_insert((start, end)).1 = end);
        let mut folders: Vec<(Box<str>, (usize, usize))> = folders.into_iter().collect();
        folders.sort_unstable();
        let block = |(_, (start, end)): (Box<str>, (usize, usize))| {
            let seal = cache::hash(&self.writer.since(start)[..end - start]);
            Block { start: start as u64, length: (end - start) as u64, seal }
        };
        let blocks = folders.into_iter().map(block).collect();
        Printed { bytes: self.writer.seal(), places: self.places, blocks }
    }
}

/// Writes one record.
pub(super) fn write_record(
    writer: &mut Writer,
    name: &str,
    stamp: Stamp,
    stand_in_date: Option<i64>,
    kept: &Kept,
    settled: i64,
) {
    writer.text(name);
    write_stamp(writer, stamp);
    writer.number(u64::from(stamp.latest() < settled));
    writer.fixed(kept.bytes);
    writer.option(stand_in_date, Writer::signed);
    writer.signed(kept.until);
    writer.bytes(&kept.seen);
}

/// About how many bytes that takes, and seldom more.
const SEEN_BYTES: usize = 128;

/// What a seen article is written as.
pub(super) fn write(seen: &Seen, labels: &[(Facet, String)]) -> Box<[u8]> {
    let mut writer = Writer::part();
    writer.reserve(SEEN_BYTES);
    writer.list(&seen.found, write_found);
    match &seen.outcome {
        Ok(candidate) => {
            writer.number(0);
            write_instant(&mut writer, candidate.dated);
            writer.option(candidate.own_updated, write_instant);
            writer.option(candidate.own_id.as_deref(), Writer::text);
            write_says(&mut writer, &candidate.says);
            writer.fixed(candidate.address);
            writer.fixed(candidate.shared.key);
            writer.number(u64::from(candidate.shared.language));
            writer.number(u64::from(candidate.shared.is_stated));
            writer.list(labels, write_label);
        }
        Err(reason) => {
            writer.number(1);
            write_reason(&mut writer, reason);
            writer.option(seen.unpublished.as_ref(), |writer, one| {
                writer.option(one.dated, write_instant);
                writer.option(one.own_id.as_deref(), Writer::text);
                write_says(writer, &one.says);
            });
        }
    }
    writer.into_part().into_boxed_slice()
}

fn seen(
    reader: &mut Reader<'_>,
    name: &str,
    stand_in_date: Option<i64>,
    labels: &mut dyn FnMut(Vec<(Facet, String)>) -> Box<[Label]>,
) -> Option<Seen> {
    let found = reader.list(read_found)?;
    let number = reader.number()?;
    if number == 0 {
        let dated = instant(reader)?;
        let own_updated = reader.option(instant)?;
        let mut candidate = Candidate {
            name: name.to_owned(),
            dated,
            published: dated.unix(),
            updated: own_updated.unwrap_or(dated).unix(),
            own_updated,
            stand_in_date,
            own_id: reader.option(|reader| reader.text().map(Into::into))?,
            // Whoever needs it reads the article again.
            fresh_id: None,
            says: says(reader)?,
            line: usize::MAX,
            early: early::Place::NONE,
            is_owner: true,
            address: reader.fixed()?,
            shared: Shared {
                key: reader.fixed()?,
                language: u32::try_from(reader.number()?).ok()?,
                is_stated: reader.number()? == 1,
            },
            labels: Box::default(),
        };
        candidate.labels = labels(reader.list(label)?);
        return Some(Seen { outcome: Ok(candidate), unpublished: None, found, entry: None });
    }
    let reason = read_reason(reader)?;
    let unpublished = reader.option(|reader| {
        Some(Unpublished {
            name: name.to_owned(),
            dated: reader.option(instant)?,
            own_id: reader.option(|reader| reader.text().map(Into::into))?,
            says: says(reader)?,
        })
    })?;
    Some(Seen { outcome: Err(reason), unpublished, found, entry: None })
}

pub(super) fn write_label(writer: &mut Writer, (facet, name): &(Facet, String)) {
    writer.number(Facet::ALL.iter().position(|one| one == facet).unwrap_or_default() as u64);
    writer.text(name);
}

pub(super) fn label(reader: &mut Reader<'_>) -> Option<(Facet, String)> {
    Some((*Facet::ALL.get(reader.count()?)?, reader.text()?.to_owned()))
}

fn write_says(writer: &mut Writer, says: &fingerprint::Source) {
    writer.fixed(says.head);
    writer.fixed(says.body);
    writer.number(u64::from(says.has_title) | u64::from(says.is_telling) << 1);
}

fn says(reader: &mut Reader<'_>) -> Option<fingerprint::Source> {
    let (head, body, bits) = (reader.fixed()?, reader.fixed()?, reader.number()?);
    Some(fingerprint::Source { head, body, has_title: bits & 1 == 1, is_telling: bits & 2 == 2 })
}

/// An instant and its offset.
pub(super) fn write_instant(writer: &mut Writer, instant: Timestamp) {
    writer.signed(instant.unix());
    writer.signed(i64::from(instant.offset_minutes()));
}

pub(super) fn instant(reader: &mut Reader<'_>) -> Option<Timestamp> {
    let (seconds, offset) = (reader.signed()?, reader.signed()?);
    Timestamp::from_unix_at(seconds, i32::try_from(offset).ok()?)
}

pub(super) fn write_stamp(writer: &mut Writer, stamp: Stamp) {
    writer.number(stamp.size);
    writer.signed(stamp.modified);
    writer.signed(stamp.changed);
}

pub(super) fn stamp(reader: &mut Reader<'_>) -> Option<Stamp> {
    Some(Stamp { size: reader.number()?, modified: reader.signed()?, changed: reader.signed()? })
}

pub(super) fn write_found(writer: &mut Writer, found: &Located) {
    let Located { file, diagnostic, excerpt } = found;
    writer.text(file);
    writer.text(diagnostic.rule);
    writer.number(diagnostic.level as u64);
    writer.option(diagnostic.span, write_span);
    writer.text(&diagnostic.message);
    writer.option(diagnostic.help.as_deref(), Writer::text);
    writer.option(excerpt.as_ref(), |writer, excerpt| {
        writer.number(excerpt.line as u64);
        writer.number(excerpt.column as u64);
        writer.text(&excerpt.text);
        write_span(writer, excerpt.mark);
    });
}

pub(super) fn read_found(reader: &mut Reader<'_>) -> Option<Located> {
    let file = reader.text()?.to_owned();
    let rule = unchanging(reader.text()?);
    let level = match reader.number()? {
        0 => Level::Note,
        1 => Level::Warning,
        _ => Level::Error,
    };
    let span = reader.option(read_span)?;
    let message = reader.text()?.to_owned();
    let help = reader.option(|reader| reader.text().map(str::to_owned))?;
    let excerpt = reader.option(|reader| {
        Some(Excerpt {
            line: reader.count()?,
            column: reader.count()?,
            text: reader.text()?.to_owned(),
            mark: read_span(reader)?,
        })
    })?;
    Some(Located { file, diagnostic: Diagnostic { rule, level, span, message, help }, excerpt })
}

fn write_span(writer: &mut Writer, span: Span) {
    writer.number(span.start as u64);
    writer.number(span.end as u64);
}

fn read_span(reader: &mut Reader<'_>) -> Option<Span> {
    Some(Span::new(reader.count()?, reader.count()?))
}

/// The name of a rule, or of something else of which there are few: each is kept once for as long as the program runs.
pub(super) fn unchanging(name: &str) -> &'static str {
    use std::collections::HashSet;
    use std::sync::{LazyLock, PoisonError, RwLock};
    static KNOWN: LazyLock<RwLock<HashSet<&'static str>>> = LazyLock::new(RwLock::default);
    if let Some(known) = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(name) {
        return known;
    }
    let kept: &'static str = Box::leak(name.to_owned().into_boxed_str());
    KNOWN.write().unwrap_or_else(PoisonError::into_inner).insert(kept);
    kept
}
