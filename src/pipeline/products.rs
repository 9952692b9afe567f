//! The entries of feeds → their finished files, some feeds at a time: rendered, judged, and put aside where together they
//! are too many to be held.

use std::collections::HashSet;
use std::io;
use std::ops::Range;

use crate::config::Config;
use crate::diagnostic::Located;
use crate::parallel;
use crate::pipeline::aside::{Aside, held_max};
use crate::pipeline::finish::{Contents, Finished, Frames, Product, finish};
use crate::pipeline::judge::{self, Articles, Judgement, Told};
use crate::pipeline::pages::Gathered;
use crate::pipeline::plan::{Plan, Planned};
use crate::pipeline::shelf::Shelf;
use crate::pipeline::showing::FormerFeed;
use crate::pipeline::stream::{self, Streamed};
use crate::pipeline::{Stage, Step, history, pages};
use crate::sink::Sink;

/// About how many entries are rendered before they are judged, at least where there are as many.
const TOGETHER: usize = 2_000;

/// What came of all feeds.
pub(super) struct Products {
    /// `None` for one that can't be, or has an error.
    pub(super) finished: Vec<Option<Finished>>,
    /// What a list of the feeds tells of them.
    pub(super) listed: Gathered,
    /// What the next build may leave as it is.
    pub(super) written: Vec<FormerFeed>,
}

/// What feeds are made from.
pub(super) struct Parts<'a> {
    pub(super) config: &'a Config,
    pub(super) plan: &'a Plan,
    pub(super) frames: &'a Frames<'a>,
    pub(super) shelf: &'a Shelf<'a>,
    /// Feeds that stay as they are, by their numbers.
    pub(super) left: &'a [Option<&'a FormerFeed>],
    pub(super) articles: &'a Articles<'a>,
    pub(super) aside: &'a Aside,
    pub(super) progress: &'a (dyn Fn(Step) + Sync),
}

/// A feed's file, and what the second opinion found.
type Judged = (Product, Vec<Located>);

/// Makes the files of a plan; those that are made in pieces are there already.
///
/// # Errors
/// The world refused to have one put aside, or to give it back.
pub(super) fn make(
    parts: &Parts<'_>,
    streamed: Streamed,
    sink: &mut dyn Sink,
    findings: &mut Vec<Located>,
) -> io::Result<Products> {
    let plan = parts.plan;
    let mut all = small(parts, sink)?;
    parts.shelf.fault()?;
    streamed.into_products().into_iter().for_each(|(number, product)| all[number] = product);
    findings.extend(of_feeds(parts, &all, false));
    let mut known = Told::of(findings);
    findings.extend(all.iter().flat_map(|(_, judged)| judged).filter(|found| known.is_new(found)).cloned());
    findings.extend(of_feeds(parts, &all, true));
    Ok(put_together(plan, all))
}

/// What is to be told of the feeds themselves: of the large ones, or of all others.
fn of_feeds(parts: &Parts<'_>, all: &[Judged], are_large: bool) -> Vec<Located> {
    let mut told = HashSet::new();
    let feeds = parts.plan.feeds.iter().zip(all);
    let feeds = feeds.filter(|(planned, _)| stream::is_large(planned, parts.config) == are_large);
    feeds.flat_map(|(planned, (product, _))| product.findings(planned, &mut told)).collect()
}

/// All feeds but those that are made in pieces.
fn small(parts: &Parts<'_>, sink: &mut dyn Sink) -> io::Result<Vec<Judged>> {
    let &Parts { plan, aside, progress, .. } = parts;
    let mut all: Vec<Judged> = Vec::with_capacity(plan.feeds.len());
    let mut held = 0;
    for share in shares(plan) {
        progress(Step::Stage(Stage::Render));
        let products = finish(parts, share.clone());
        // A second opinion on every file; one with an error is not written.
        progress(Step::Stage(Stage::Check));
        let judgements = judge_all(parts, share, &products);
        for (mut product, judgement) in products.into_iter().zip(judgements) {
            if judgement.is_refused {
                product.finished = None;
            }
            put_aside(&mut product, &mut held, aside, sink)?;
            all.push((product, judgement.found));
        }
    }
    Ok(all)
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

fn judge_all(parts: &Parts<'_>, share: Range<usize>, products: &[Product]) -> Vec<Judgement> {
    let jobs: Vec<(&Planned, Option<&FormerFeed>, &Product)> = parts.plan.feeds[share.clone()]
        .iter()
        .zip(&parts.left[share])
        .zip(products)
        .map(|((planned, left), product)| (planned, *left, product))
        .collect();
    parallel::map(&jobs, |(planned, left, product)| match &product.finished {
        Some((Contents::Whole(output), _)) => judge::judge(planned, output, parts.articles),
        _ => Judgement { is_refused: false, found: left.map(|left| left.judged.clone()).unwrap_or_default() },
    })
}

/// Holds a finished file, or puts it aside.
fn put_aside(product: &mut Product, held: &mut usize, aside: &Aside, sink: &mut dyn Sink) -> io::Result<()> {
    let Some((contents, _)) = &mut product.finished else { return Ok(()) };
    let Contents::Whole(output) = &*contents else { return Ok(()) };
    *held += output.bytes.len();
    if *held > held_max() {
        *contents = Contents::Aside { place: aside.put(&output.bytes, sink)?, modified: output.modified };
    }
    Ok(())
}

fn put_together(plan: &Plan, all: Vec<Judged>) -> Products {
    let mut finished = Vec::with_capacity(all.len());
    let mut about = Vec::with_capacity(all.len());
    for (mut product, judged) in all {
        finished.push(product.finished.take());
        about.push((product, judged));
    }
    history::drop_whole(plan, &mut finished);
    let (mut listed, mut written) = (Gathered(Vec::with_capacity(about.len())), Vec::new());
    let feeds = plan.feeds.iter().zip(plan.places()).zip(&finished);
    for (((planned, place), finished), (product, judged)) in feeds.zip(about) {
        let Product { listed: told, losses, shortened, dropped, .. } = product;
        if let Some((contents, entries)) = finished {
            let (path, bytes, room) = (planned.feed.path.clone(), contents.length(), pages::room(place));
            let (entries, listed) = (*entries, told.clone());
            written.push(FormerFeed { path, entries, bytes, listed, room, losses, shortened, dropped, judged });
        }
        listed.0.push(told);
    }
    Products { finished, listed, written }
}
