//! What was seen of every article, put together one by one.
//!
//! # Why
//! There may be a million articles. What the next build is to know of one goes into its file as soon as it is there, so
//! memory never holds what was seen of all of them twice.

use crate::date::Timestamp;
use crate::pipeline::basis::{self, Ground};
use crate::pipeline::early::{Place, Placing};
use crate::pipeline::labels::Labels;
use crate::pipeline::memo::{Again, UNSETTLED_MAX, Unsettled};
use crate::pipeline::memory::Memory;
use crate::pipeline::records::{self, Printer};
use crate::pipeline::sums::{Adding, Sums};
use crate::pipeline::survey::{Candidate, Looked, NAMED, Survey, passed_over, unsettled_of};
use crate::pipeline::{Anew, LeftOut, Recalled};
use crate::source::{DocumentInfo, PassedOver, Source};

/// A survey on its way.
pub(super) struct Gathering {
    survey: Survey,
    keeping: Option<Keeping>,
}

/// What is kept for the next build.
struct Keeping {
    printer: Printer,
    recalled: Recalled,
    /// What the documents come to, where that is known before they are read; else what those came to that were taken.
    sums: Option<Sums>,
    adding: Adding,
    /// Until when all of it holds, in seconds since 1970.
    until: i64,
    /// Documents whose stamps are not to be trusted yet; `None` where there are too many, or one can't be read.
    unsettled: Option<Vec<Unsettled>>,
    /// Stamps that are younger are not to be trusted.
    settled: i64,
}

impl Gathering {
    /// Room for so many articles. `sums` is what all documents come to, where it is known.
    pub(super) fn of(articles: usize, sums: Option<Sums>, memory: Option<&Memory<'_>>, now: Timestamp) -> Gathering {
        let survey = Survey { candidates: Vec::with_capacity(articles), read: articles, ..Survey::default() };
        let keeping = memory.map(|memory| Keeping {
            printer: Printer::new(articles, memory.circumstances, memory.settled, now),
            recalled: Recalled::default(),
            sums,
            adding: Adding::default(),
            until: i64::MAX,
            unsettled: Some(Vec::new()),
            settled: memory.settled,
        });
        Gathering { survey, keeping }
    }

    /// Adds a document that is no article.
    pub(super) fn pass_by(&mut self, document: &DocumentInfo, source: &dyn Source) {
        if let Some(keeping) = &mut self.keeping {
            keeping.adding.add(&document.name, document.stamp.or_else(|| source.stamp(&document.name)));
        }
    }

    /// Adds what was seen of the next article.
    pub(super) fn take(
        &mut self,
        document: &DocumentInfo,
        stand_in_date: Option<i64>,
        looked: Looked,
        placing: Option<&mut Placing<'_>>,
    ) {
        if let Some(keeping) = &mut self.keeping {
            keeping.take(document, stand_in_date, &looked);
        }
        let seen = looked.seen;
        let survey = &mut self.survey;
        survey.found.extend(seen.found);
        survey.unpublished.extend(seen.unpublished);
        match seen.outcome {
            Ok(candidate) => {
                let early = placing.map_or(Place::NONE, |placing| placing.put(seen.entry));
                survey.candidates.push(Candidate { name: document.name.clone(), early, ..candidate });
            }
            Err(reason) => survey.left_out.push(LeftOut { file: document.name.clone(), reason }),
        }
    }

    /// The survey, once every article was taken; what is kept for the next build is written.
    pub(super) fn finish(
        self,
        labels: Labels,
        memory: Option<&mut Memory<'_>>,
        passed: Vec<PassedOver>,
        now: Timestamp,
    ) -> Survey {
        let mut survey = Survey { labels, ..self.survey };
        if let (Some(keeping), Some(memory)) = (self.keeping, memory) {
            let mut printed = keeping.printer.finish();
            memory.put(records::FILE_NAME, std::mem::take(&mut printed.bytes), now);
            let (until, unsettled) = (keeping.until, keeping.unsettled);
            let sums = keeping.sums.unwrap_or_else(|| keeping.adding.finish(&passed));
            survey.again = Some(Again::of(sums, until, unsettled));
            // A record that is missing would be another's.
            let is_clear = printed.places.len() == survey.candidates.len();
            survey.ground = Some(Ground { is_clear, records: basis::Records::Written(printed) });
            survey.recalled = Some(keeping.recalled);
        }
        survey.found.extend(passed.iter().map(passed_over));
        survey.refused = passed.into_iter().filter(|one| one.is_refused).map(|one| one.name).collect();
        survey
    }
}

impl Keeping {
    fn take(&mut self, document: &DocumentInfo, stand_in_date: Option<i64>, looked: &Looked) {
        let Looked { seen, kept, stamp } = looked;
        let (name, stamp, kept) = (&document.name, *stamp, kept.as_ref());
        if let (Some(stamp), Some(kept)) = (stamp, kept) {
            self.printer.add(name, stamp, stand_in_date, kept, seen.outcome.is_ok());
        }
        if self.sums.is_none() {
            self.adding.add(name, stamp);
        }
        self.until = self.until.min(kept.map_or(i64::MAX, |kept| kept.until));
        if stamp.is_none_or(|stamp| stamp.latest() >= self.settled) {
            // One that could not be read is not known by its bytes.
            let one = kept.and_then(|kept| unsettled_of(name, stamp, kept));
            let all = self.unsettled.take().zip(one).map(|(mut all, one)| {
                all.push(one);
                all
            });
            self.unsettled = all.filter(|all| all.len() <= UNSETTLED_MAX);
        }
        match kept.map_or(Some(Anew::New), |kept| kept.anew) {
            None => self.recalled.articles += 1,
            Some(anew) => {
                self.recalled.read += 1;
                let is_named = self.recalled.read <= NAMED;
                self.recalled.named.extend(is_named.then(|| (name.clone(), anew)));
            }
        }
    }
}
