//! What is kept of a build so that the next one can go on from there if only a few documents change: where the records of
//! all documents stand, and, in a file of its own ([`showing`](super::showing)), what feeds show.
//!
//! It is kept of builds alone in which every article is sure to keep its line of the lock file, whatever another one says:
//! no two claim one, and none lives where one that is gone has lived.

use std::collections::{HashMap, HashSet};

use crate::cache::{self, Reader, Writer};
use crate::config::{self, Config, Facet};
use crate::date::Timestamp;
use crate::ledger::{self, Ledger};
use crate::pipeline::labels::Labels;
use crate::pipeline::memory::Memory;
use crate::pipeline::plan::Plan;
use crate::pipeline::records::{self, Place, Printed, Record};
use crate::pipeline::report::Report;
use crate::pipeline::showing::{Seal, Shown};
use crate::pipeline::stream;
use crate::pipeline::survey::{Candidate, PASSED_OVER, Survey};
use crate::pipeline::translations::{self, Shared};
use crate::source::Source;

/// From what a build of a few documents may go on.
#[derive(Clone, Debug, Default)]
pub(super) struct Basis {
    /// Where the records of each folder's documents stand, in the order of folders.
    pub(super) blocks: Vec<Block>,
    /// Records that have taken the place of those that stand there, each as it is written in the file.
    pub(super) amended: Vec<Box<[u8]>>,
    /// The file that says what the feeds show.
    pub(super) showing: Seal,
    /// Lines of articles that are gone, of which feeds tell.
    pub(super) gone: Vec<String>,
    /// All that articles can be told apart by.
    pub(super) labels: Vec<(Facet, String)>,
    /// What a new article must not have in common with others; `None` where it may be one that is known.
    pub(super) taken: Option<Taken>,
}

/// What the articles have that are published, where every line of the lock file is one's of them: so a new article is a
/// new one, whatever it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    /// The hash of the file in which all addresses and keys of translations stand; those of the amended are beside it.
    pub(super) seal: u64,
    pub(super) bytes: u64,
    /// The language that is that of all, where it is.
    pub(super) language: Option<u32>,
}

/// The name of this file.
const TAKEN_NAME: &str = "addresses";

/// A part of the file of all records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) start: u64,
    pub(super) length: u64,
    /// The hash of its bytes.
    pub(super) seal: u64,
}

/// Of more articles, what is known of them would take longer to read than the articles.
const SHOWN_MAX: usize = 128 * 1024;
/// Of a feed of more entries all would be made anew.
const LARGE_MAX: usize = 4096;
/// So many articles that are gone may be told of.
const GONE_MAX: usize = 4096;
/// So many names may tell articles apart.
const LABELS_MAX: usize = 16_384;

/// What is known of a build on the way to its basis.
pub(super) struct Ground {
    /// Whether every article is sure to keep its line.
    pub(super) is_clear: bool,
    /// Where records stand.
    pub(super) records: Records,
}

/// What is taken by the candidates of a whole build, kept in a file of its own, since few builds need it.
pub(super) fn take(
    candidates: &[Candidate],
    ledger: &Ledger,
    memory: &mut Memory<'_>,
    now: Timestamp,
) -> Option<Taken> {
    if ledger.lines.len() != candidates.len() {
        return None;
    }
    let mut taken: Vec<u64> = candidates.iter().flat_map(|one| [one.address, one.shared.key]).collect();
    taken.sort_unstable();
    let bytes: Vec<u8> = taken.into_iter().flat_map(u64::to_le_bytes).collect();
    let first = candidates.first()?.shared;
    let is_of_all = candidates.iter().all(|one| one.shared.language == first.language && !one.shared.is_stated);
    let language = is_of_all.then_some(first.language);
    let taken = Taken { seal: cache::hash(&bytes), bytes: bytes.len() as u64, language };
    memory.put(TAKEN_NAME, bytes, now);
    Some(taken)
}

impl Taken {
    /// Whether new articles have nothing in common with those that were there, nor with one another; `others` are those of
    /// which the file does not know.
    pub(super) fn leaves(&self, new: &[&Candidate], others: &[Candidate], memory: &Memory<'_>) -> Option<bool> {
        let bytes = memory.part(TAKEN_NAME, 0, usize::try_from(self.bytes).ok()?)?;
        if bytes.len() as u64 != self.bytes || cache::hash(&bytes) != self.seal {
            return None;
        }
        let (numbers, _) = bytes.as_chunks::<8>();
        let mut later: Vec<u64> = others.iter().flat_map(|one| [one.address, one.shared.key]).collect();
        for one in new {
            let Shared { key, language, is_stated } = one.shared;
            if self.language.is_some_and(|common| is_stated || language != common) {
                return Some(false);
            }
            let own = [one.address, key];
            let is_taken = |number: &u64| {
                numbers.binary_search_by(|other| u64::from_le_bytes(*other).cmp(number)).is_ok()
                    || later.contains(number)
            };
            if own.iter().any(is_taken) {
                return Some(false);
            }
            later.extend(own);
        }
        Some(true)
    }
}

/// Where the records of a build are found.
pub(super) enum Records {
    /// In the file, each candidate's at its place.
    Written(Printed),
    /// They are at hand: all that there are.
    AtHand {
        /// The records of candidates, in their order.
        records: Vec<Box<[u8]>>,
        blocks: Vec<Block>,
        amended: Vec<Box<[u8]>>,
        taken: Option<Taken>,
    },
}

impl Ground {
    /// The articles that feeds show; `None` where no build could go on from there. What came of `made` entries is known by
    /// their indices.
    pub(super) fn shown(
        &self,
        config: &Config,
        survey: &Survey,
        plan: &Plan,
        ledger: &Ledger,
        memory: &Memory<'_>,
        mut made: HashMap<usize, Box<[u8]>>,
    ) -> Option<Vec<Shown>> {
        let chosen: HashSet<usize> = plan.feeds.iter().flat_map(|planned| &planned.chosen).copied().collect();
        // A feed of a value that no article has would be missing among the articles that are shown.
        let is_empty = plan.feeds.iter().any(|planned| planned.pattern.is_some() && planned.chosen.is_empty());
        let is_huge = |planned| stream::is_large(planned, config) && planned.chosen.len() > LARGE_MAX;
        let has_more = chosen.len() > SHOWN_MAX || survey.labels.all().len() > LABELS_MAX || is_empty;
        if !self.is_clear || has_more || plan.feeds.iter().any(is_huge) || translations::are_there(&survey.candidates) {
            return None;
        }
        let mut chosen: Vec<usize> = chosen.into_iter().collect();
        chosen.sort_unstable();
        // Of many, it is quicker to read all there are.
        let are_many = matches!(self.records, Records::Written(_)) && chosen.len() > survey.candidates.len() / 16;
        let file = if are_many { Some(memory.get(records::FILE_NAME)?) } else { None };
        let part = |place: &Place| match &file {
            Some(file) => {
                let start = usize::try_from(place.start).ok()?;
                file.get(start..start.checked_add(place.length)?).map(<[u8]>::to_vec)
            }
            None => memory.part(records::FILE_NAME, place.start, place.length),
        };
        let shown = chosen.iter().map(|index| {
            let candidate = &survey.candidates[*index];
            let record = self.records.of(*index, &candidate.name, &part)?;
            let line = ledger::written(&ledger.lines[candidate.line]);
            Some(Shown { record, line, made: made.remove(index) })
        });
        shown.collect()
    }

    /// The basis that a build leaves; `None` where none could go on from it. What feeds show stands in the file with this
    /// seal.
    pub(super) fn basis(
        self,
        showing: Seal,
        config: &Config,
        survey: &Survey,
        ledger: &Ledger,
        memory: &mut Memory<'_>,
        now: Timestamp,
    ) -> Option<Basis> {
        let since = now.unix() - i64::from(config.build.tombstones) * 86_400;
        let is_told = |line: &&ledger::Line| line.gone.is_some_and(|gone| gone.unix() >= since);
        let gone: Vec<String> = ledger.lines.iter().filter(is_told).map(ledger::written).collect();
        if gone.len() > GONE_MAX {
            return None;
        }
        let labels = survey.labels.all().map(|(facet, name)| (facet, name.to_owned())).collect();
        let (blocks, amended, taken) = match self.records {
            Records::Written(printed) => (printed.blocks, Vec::new(), take(&survey.candidates, ledger, memory, now)),
            Records::AtHand { blocks, amended, taken, .. } => (blocks, amended, taken),
        };
        Some(Basis { blocks, amended, showing, gone, labels, taken })
    }
}

impl Records {
    /// A candidate's record; `part` gives the bytes at a place in the file.
    fn of(&self, index: usize, name: &str, part: &dyn Fn(&Place) -> Option<Vec<u8>>) -> Option<Box<[u8]>> {
        let bytes = match self {
            Records::Written(printed) => {
                let place = printed.places.get(index)?;
                // What stands there may be what another build has written.
                part(place).filter(|bytes| cache::hash(bytes) == place.seal)?
            }
            Records::AtHand { records, .. } => records.get(index)?.to_vec(),
        };
        let is_its = Record::read(&mut Reader::part_of(&bytes)).is_some_and(|record| record.name() == name);
        is_its.then(|| bytes.into_boxed_slice())
    }
}

impl Block {
    /// No record at all.
    pub(super) fn empty() -> Block {
        Block { start: 0, length: 0, seal: cache::hash(b"") }
    }

    /// The bytes that stand there.
    pub(super) fn bytes(&self, memory: &Memory<'_>) -> Option<Vec<u8>> {
        let length = usize::try_from(self.length).ok()?;
        let bytes = memory.part(records::FILE_NAME, self.start, length)?;
        (bytes.len() == length && cache::hash(&bytes) == self.seal).then_some(bytes)
    }
}

/// The files of which every build finds anew what is to be told: those that are written, and the site.
pub(super) fn found_anew(report: &Report) -> HashSet<&str> {
    let of_site = ["", config::FILE_NAME, ledger::FILE_NAME];
    of_site.into_iter().chain(report.files.iter().map(|one| one.name.as_str())).collect()
}

impl Basis {
    /// Whether it is told by their names which findings are of documents.
    pub(super) fn fits(&self, report: &Report, source: &dyn Source) -> bool {
        let written: HashSet<&str> = report.files.iter().map(|one| one.name.as_str()).collect();
        let of_written = report.findings.iter().filter(|found| written.contains(found.file.as_str()));
        let is_passed_over = of_written.clone().any(|found| found.diagnostic.rule == PASSED_OVER);
        let files: HashSet<&str> = of_written.map(|found| found.file.as_str()).collect();
        !is_passed_over && files.into_iter().all(|file| source.stamp(file).is_none())
    }

    /// The table of labels.
    pub(super) fn table(&self) -> Labels {
        let mut table = Labels::default();
        // One by one, so that each keeps its number.
        self.labels.iter().for_each(|label| drop(table.numbers(vec![label.clone()])));
        table
    }

    pub(super) fn print(&self, writer: &mut Writer) {
        writer.list(&self.blocks, |writer, block| {
            writer.number(block.start);
            writer.number(block.length);
            writer.fixed(block.seal);
        });
        writer.list(&self.amended, |writer, record| writer.bytes(record));
        self.showing.print(writer);
        writer.list(&self.gone, |writer, line| writer.text(line));
        writer.list(&self.labels, records::write_label);
        writer.option(self.taken.as_ref(), |writer, taken| {
            writer.fixed(taken.seal);
            writer.number(taken.bytes);
            writer.option(taken.language.map(u64::from), Writer::number);
        });
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Basis> {
        Some(Basis {
            blocks: reader.list(|reader| {
                Some(Block { start: reader.number()?, length: reader.number()?, seal: reader.fixed()? })
            })?,
            amended: reader.list(|reader| reader.bytes().map(Into::into))?,
            showing: Seal::read(reader)?,
            gone: reader.list(|reader| reader.text().map(str::to_owned))?,
            labels: reader.list(records::label)?,
            taken: reader.option(|reader| {
                let (seal, bytes) = (reader.fixed()?, reader.number()?);
                let language = reader.option(Reader::number)?.map(u32::try_from).transpose().ok()?;
                Some(Taken { seal, bytes, language })
            })?,
        })
    }
}
