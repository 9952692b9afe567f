//! The few articles that a build looks at again: those that changed, and those that feeds show.

use std::collections::HashSet;

use crate::cache::{Reader, Writer};
use crate::diagnostic::Located;
use crate::ledger::Excerpt;
use crate::pipeline::amend::{Amending, Changes};
use crate::pipeline::basis::{self, Basis, Block, Ground};
use crate::pipeline::identity::says;
use crate::pipeline::labels::Labels;
use crate::pipeline::memo::{Again, UNSETTLED_MAX, Unsettled};
use crate::pipeline::records::{Kept, Record, Records, write_record};
use crate::pipeline::showing::Showing;
use crate::pipeline::survey::{Candidate, NAMED, Seen, Survey, look_again, unsettled_of};
use crate::pipeline::{Anew, Memory, Recalled, Stage, Step};
use crate::source::DocumentInfo;

/// When so many records have taken the place of others, all of them are written anew.
const AMENDED_MAX: usize = 512;

/// These articles.
pub(super) struct Few<'t> {
    pub(super) survey: Survey,
    /// Those that changed, as they were.
    pub(super) before: Vec<Candidate>,
    /// The names of those that are new.
    pub(super) new: HashSet<String>,
    /// Their lines of the lock file, and those of articles that are gone.
    pub(super) lines: Vec<&'t str>,
    pub(super) names: HashSet<String>,
}

/// One of them.
struct Article<'t> {
    candidate: Candidate,
    found: Vec<Located>,
    record: Box<[u8]>,
    /// `None` of a new one.
    line: Option<&'t str>,
}

impl<'t> Few<'t> {
    /// Looks at them; `None` where a whole build has to tell what comes of it.
    pub(super) fn gather(
        amending: &Amending<'_>,
        basis: &'t Basis,
        showing: &'t Showing,
        changes: &Changes,
        excerpt: &Excerpt<'t>,
        memory: &Memory<'_>,
    ) -> Option<Few<'t>> {
        let Amending { config, source, options, progress, .. } = amending;
        progress(Step::Stage(Stage::Survey));
        progress(Step::Found(changes.documents.len()));
        let documents: Vec<DocumentInfo> = changes.documents.iter().map(|(document, _)| document.clone()).collect();
        let known = Records::of_parts(changes.documents.iter().filter_map(|(_, record)| record.as_deref()))?;
        let (looked, mut labels) = look_again(config, *source, &documents, &known, basis.table(), options.now);
        let mut recall =
            |record: &[u8]| Record::read(&mut Reader::part_of(record))?.seen(&mut |of_one| labels.numbers(of_one));
        let (mut articles, mut before, mut kept) = (Vec::new(), Vec::new(), Vec::new());
        for ((document, record), (seen, of_one)) in changes.documents.iter().zip(looked) {
            progress(Step::Read);
            let of_one = of_one?;
            let stand_in_date = seen.outcome.as_ref().ok()?.stand_in_date;
            let after = written(document, &of_one, stand_in_date, memory.settled)?;
            let article = match record {
                Some(record) => {
                    let was = recall(record)?.outcome.ok()?;
                    let line = excerpt.line_at(&document.name)?;
                    let article = Article::of(seen, after, Some(line))?;
                    before.push(article.has_stayed(was, excerpt, line)?);
                    article
                }
                None => Article::of(seen, after, None).filter(|article| article.is_strange(excerpt))?,
            };
            articles.push(article);
            kept.push(of_one);
        }
        let new: Vec<&Candidate> = articles.iter().filter(|one| one.line.is_none()).map(|one| &one.candidate).collect();
        if !new.is_empty() {
            let amended =
                basis.amended.iter().map(|record| recall(record)?.outcome.ok()).collect::<Option<Vec<_>>>()?;
            basis.taken.as_ref()?.leaves(&new, &amended, memory)?.then_some(())?;
        }
        let is_changed = |name: &str| documents.binary_search_by(|one| one.name.as_str().cmp(name)).is_ok();
        for shown in &showing.articles {
            let name = Record::read(&mut Reader::part_of(&shown.record))?.name();
            if !is_changed(name) {
                articles.push(Article::of(recall(&shown.record)?, shown.record.clone(), Some(&shown.line))?);
            }
        }
        let (blocks, settled) = (&changes.blocks, memory.settled);
        let news = News { amending, basis, blocks, documents: &documents, kept: &kept, settled };
        let mut few = news.few(articles, before, labels)?;
        few.lines.extend(basis.gone.iter().map(String::as_str));
        Some(few)
    }
}

impl<'t> Article<'t> {
    fn of(seen: Seen, record: Box<[u8]>, line: Option<&'t str>) -> Option<Article<'t>> {
        Some(Article { candidate: seen.outcome.ok()?, found: seen.found, record, line })
    }
}

impl Article<'_> {
    /// What it `was`, if it appears where it did, and nobody else is known by what it says now.
    fn has_stayed(&self, was: Candidate, excerpt: &Excerpt<'_>, line: &str) -> Option<Candidate> {
        let now = says(&self.candidate.says);
        let is_others = now != says(&was.says) && excerpt.has_content(now, line);
        (is_alike(&was, &self.candidate) && !is_others).then_some(was)
    }

    /// Whether nothing is known of its place, and it claims nothing.
    fn is_strange(&self, excerpt: &Excerpt<'_>) -> bool {
        self.candidate.own_id.is_none() && !excerpt.has_field(&self.candidate.name)
    }
}

/// Whether an article has all that decides where it appears, and what others are compared with, as it had.
fn is_alike(was: &Candidate, is: &Candidate) -> bool {
    (was.dated, was.dated.offset_minutes()) == (is.dated, is.dated.offset_minutes())
        && (&was.own_id, was.address, was.shared) == (&is.own_id, is.address, is.shared)
        && was.labels == is.labels
}

/// A record as it is written.
fn written(document: &DocumentInfo, kept: &Kept, stand_in_date: Option<i64>, settled: i64) -> Option<Box<[u8]>> {
    let mut writer = Writer::part();
    write_record(&mut writer, &document.name, document.stamp?, stand_in_date, kept, settled);
    Some(writer.into_part().into_boxed_slice())
}

/// What was seen of the documents that changed.
struct News<'a> {
    amending: &'a Amending<'a>,
    basis: &'a Basis,
    blocks: &'a [Block],
    documents: &'a [DocumentInfo],
    kept: &'a [Kept],
    settled: i64,
}

impl News<'_> {
    fn few<'t>(&self, mut articles: Vec<Article<'t>>, before: Vec<Candidate>, labels: Labels) -> Option<Few<'t>> {
        articles.sort_by(|a, b| a.candidate.name.cmp(&b.candidate.name));
        let amended = self.amended(&articles)?;
        let new: HashSet<String> =
            articles.iter().filter(|one| one.line.is_none()).map(|one| one.candidate.name.clone()).collect();
        let read = self.amending.report.read + new.len();
        let memo = self.amending.memo;
        let until = self.kept.iter().map(|kept| kept.until).chain([memo.until]).min();
        let again = Again::of(self.amending.sums.clone(), until.unwrap_or(memo.until), self.unsettled());
        let (again, recalled) = (Some(again), Some(self.recalled(read)));
        let mut survey = Survey { read, labels, again, recalled, ..Survey::default() };
        let (mut lines, mut records) = (Vec::new(), Vec::new());
        for Article { candidate, found, record, line } in articles {
            survey.candidates.push(candidate);
            survey.found.extend(found);
            lines.extend(line);
            records.push(record);
        }
        let (blocks, taken) = (self.blocks.to_vec(), self.basis.taken.clone());
        let records = basis::Records::AtHand { records, blocks, amended, taken };
        survey.ground = Some(Ground { is_clear: true, records });
        let names = survey.candidates.iter().map(|one| one.name.clone()).collect();
        Some(Few { survey, before, new, lines, names })
    }

    fn is_changed(&self, name: &str) -> bool {
        self.documents.binary_search_by(|one| one.name.as_str().cmp(name)).is_ok()
    }

    /// All records that take the place of those that stand in the file.
    fn amended(&self, articles: &[Article<'_>]) -> Option<Vec<Box<[u8]>>> {
        let mut amended = Vec::new();
        for part in &self.basis.amended {
            let name = Record::read(&mut Reader::part_of(part))?.name();
            amended.extend((!self.is_changed(name)).then(|| part.clone()));
        }
        let new = articles.iter().filter(|article| self.is_changed(&article.candidate.name));
        amended.extend(new.map(|article| article.record.clone()));
        (amended.len() <= AMENDED_MAX).then_some(amended)
    }

    /// Documents whose stamps are not to be trusted yet.
    fn unsettled(&self) -> Option<Vec<Unsettled>> {
        let others = self.amending.memo.unsettled.iter();
        let mut all: Vec<Unsettled> = others.filter(|one| !self.is_changed(&one.name)).cloned().collect();
        for (document, kept) in self.documents.iter().zip(self.kept) {
            all.push(unsettled_of(&document.name, document.stamp, kept)?);
        }
        all.retain(|one| one.latest >= self.settled);
        (all.len() <= UNSETTLED_MAX).then_some(all)
    }

    /// What was taken from the cache, and what was read.
    fn recalled(&self, all: usize) -> Recalled {
        let changed = self.documents.iter().zip(self.kept);
        let mut read: Vec<(String, Anew)> =
            changed.map(|(document, kept)| (document.name.clone(), kept.anew.unwrap_or(Anew::SameBytes))).collect();
        let same = self.amending.memo.unsettled.iter().filter(|one| !self.is_changed(&one.name));
        read.extend(same.map(|one| (one.name.clone(), Anew::SameBytes)));
        read.sort_by(|(a, _), (b, _)| a.cmp(b));
        let number = read.len();
        read.truncate(NAMED);
        Recalled { articles: all.saturating_sub(number), read: number, named: read }
    }
}
