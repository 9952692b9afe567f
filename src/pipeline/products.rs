//! The entries of feeds → their finished files, some feeds at a time: rendered, judged, and put aside where together they
//! are too many to be held.

use std::collections::{HashMap, HashSet};
use std::io;
use std::ops::Range;

use crate::config::Config;
use crate::diagnostic::Located;
use crate::parallel;
use crate::pipeline::aside::{Aside, held_max};
use crate::pipeline::finish::{Contents, Finished, Frames, finish};
use crate::pipeline::judge::{self, Articles, Judgement, Told};
use crate::pipeline::pages::Gathered;
use crate::pipeline::plan::Plan;
use crate::pipeline::shelf::Shelf;
use crate::pipeline::stream::Streamed;
use crate::pipeline::{Stage, Step, history};
use crate::sink::Sink;

/// About how many entries are rendered before they are judged, at least where there are as many.
const TOGETHER: usize = 2_000;

/// What came of all feeds.
pub(super) struct Products {
    /// `None` for one that can't be, or has an error.
    pub(super) finished: Vec<Option<Finished>>,
    /// What a list of the feeds tells of them.
    pub(super) listed: Gathered,
}

/// What feeds are made from.
pub(super) struct Parts<'a> {
    pub(super) config: &'a Config,
    pub(super) plan: &'a Plan,
    pub(super) frames: &'a Frames<'a>,
    pub(super) shelf: &'a Shelf<'a>,
    pub(super) articles: &'a Articles<'a>,
    pub(super) aside: &'a Aside,
    pub(super) progress: &'a (dyn Fn(Step) + Sync),
}

/// Makes the files of a plan; those that are made in pieces are there already.
///
/// # Errors
/// The world refused to have one put aside, or to give it back.
pub(super) fn make(
    parts: &Parts<'_>,
    mut streamed: Streamed,
    sink: &mut dyn Sink,
    findings: &mut Vec<Located>,
) -> io::Result<Products> {
    let &Parts { plan, articles, aside, progress, shelf, .. } = parts;
    let count = plan.feeds.len();
    let mut products = Products { finished: Vec::with_capacity(count), listed: Gathered(Vec::with_capacity(count)) };
    let mut judged = Vec::with_capacity(count);
    let (mut told, mut held, mut place) = (HashSet::new(), 0, 0);
    for share in shares(plan) {
        progress(Step::Stage(Stage::Render));
        let (mut finished, mut listed) = finish(parts, share.clone(), place, findings, &mut told);
        place += listed.iter().flatten().count();
        // A second opinion on every file; one with an error is not written.
        progress(Step::Stage(Stage::Check));
        let judgements = judge_all(plan, share, &finished, articles);
        for (finished, judgement) in finished.iter_mut().zip(judgements) {
            judged.push(judgement.found);
            if judgement.is_refused {
                *finished = None;
            }
        }
        finished.iter_mut().try_for_each(|finished| put_aside(finished, &mut held, aside, sink))?;
        products.finished.append(&mut finished);
        products.listed.0.append(&mut listed);
    }
    shelf.fault()?;
    tell(judged, std::mem::take(&mut streamed.judged), findings);
    streamed.put_into(plan, &mut products.finished, &mut products.listed, findings);
    history::drop_whole(plan, &mut products.finished);
    Ok(products)
}

/// The feeds that are made together: those of most sites are few enough to be made at once.
fn shares(plan: &Plan) -> Vec<Range<usize>> {
    let (mut shares, mut start, mut entries) = (Vec::new(), 0, 0);
    for (number, planned) in plan.feeds.iter().enumerate() {
        entries += planned.chosen.len() + 1;
        if entries > TOGETHER {
            shares.push(start..number + 1);
            (start, entries) = (number + 1, 0);
        }
    }
    shares.push(start..plan.feeds.len());
    shares
}

fn judge_all(
    plan: &Plan,
    share: Range<usize>,
    finished: &[Option<Finished>],
    articles: &Articles<'_>,
) -> Vec<Judgement> {
    let jobs: Vec<_> = plan.feeds[share].iter().zip(finished).collect();
    parallel::map(&jobs, |(planned, finished)| match finished {
        Some((Contents::Whole(output), _)) => judge::judge(planned, output, articles),
        _ => Judgement { is_refused: false, found: Vec::new() },
    })
}

/// Holds a finished file, or puts it aside.
fn put_aside(finished: &mut Option<Finished>, held: &mut usize, aside: &Aside, sink: &mut dyn Sink) -> io::Result<()> {
    let Some((contents @ Contents::Whole(_), _)) = finished else { return Ok(()) };
    let Contents::Whole(output) = &*contents else { return Ok(()) };
    *held += output.bytes.len();
    if *held > held_max() {
        *contents = Contents::Aside { place: aside.put(&output.bytes, sink)?, modified: output.modified };
    }
    Ok(())
}

/// Tells what the second opinion found, each finding once for all formats; `in_pieces` are those of files that were made
/// so, by their numbers.
fn tell(judged: Vec<Vec<Located>>, in_pieces: Vec<(usize, Vec<Located>)>, findings: &mut Vec<Located>) {
    let mut in_pieces: HashMap<usize, Vec<Located>> = in_pieces.into_iter().collect();
    let mut told = Told::of(findings);
    for (number, found) in judged.into_iter().enumerate() {
        let found = in_pieces.remove(&number).into_iter().flatten().chain(found);
        findings.extend(found.filter(|found| told.is_new(found)));
    }
}
