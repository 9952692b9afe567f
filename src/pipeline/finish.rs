//! A planned feed and its entries → a finished file.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use crate::config::{Config, FeedConfig};
use crate::date::Timestamp;
use crate::diagnostic::{Diagnostic, Located};
use crate::ledger::Ledger;
use crate::media;
use crate::model::{Entry, FeedError, FeedInfo, Id, Image, Language, Text, Tombstone, Url};
use crate::output::{Format, Output};
use crate::parallel;
use crate::pipeline::aside::Spot;
use crate::pipeline::fit::{Fitted, Misfit, fit};
use crate::pipeline::pages::Row;
use crate::pipeline::plan::{Plan, Planned};
use crate::pipeline::products::Parts;
use crate::pipeline::showing::FormerFeed;
use crate::pipeline::{identity, pages, stream};
use crate::render::Loss;
use crate::sink::Draft;
use crate::source::Source;

/// A finished feed and how many entries it holds.
pub(super) type Finished = (Contents, usize);

/// What a finished file holds.
pub(super) enum Contents {
    Whole(Output),
    /// One that is not held, since there are so many.
    Aside {
        place: Spot,
        modified: Timestamp,
    },
    /// One that was written by an earlier build, and stays as it is.
    Left {
        bytes: usize,
    },
    /// A large one, which is written already and only has to take its place.
    Draft {
        draft: Draft,
        modified: Timestamp,
        ids: HashSet<u64>,
    },
}

/// What stands around the entries of every feed of a plan.
pub(super) struct Frames<'a> {
    site: Site<'a>,
    addresses: Vec<Url>,
    ids: Vec<Id>,
}

impl Contents {
    /// How many bytes it has.
    pub(super) fn length(&self) -> usize {
        match self {
            Contents::Whole(output) => output.bytes.len(),
            Contents::Aside { place, .. } => place.length,
            Contents::Left { bytes } => *bytes,
            Contents::Draft { draft, .. } => usize::try_from(draft.length()).unwrap_or(usize::MAX),
        }
    }
}

impl Frames<'_> {
    pub(super) fn new<'a>(
        config: &'a Config,
        plan: &Plan,
        source: &dyn Source,
        ledger: &mut Ledger,
        now: Timestamp,
    ) -> Frames<'a> {
        let addresses: Vec<Url> = plan.feeds.iter().map(|one| address(config, &one.feed.path)).collect();
        let ids = ids(config, plan, &addresses, ledger);
        let site = Site {
            config,
            logo: config.site.image.as_ref().and_then(|reference| picture(config, source, reference)),
            icon: config.site.icon.as_ref().and_then(|icon| config.site.url.join(icon).ok()),
            gone: identity::tombstones(ledger, config.build.tombstones, now),
            style: config.page.style.as_ref().map(|path| address(config, path)),
        };
        Frames { site, addresses, ids }
    }

    /// What the feed of this number says of itself when it shows these entries.
    pub(super) fn info(&self, number: usize, planned: &Planned, entries: &[Entry]) -> FeedInfo {
        self.site.info(planned, &self.addresses[number], &self.ids[number], entries)
    }

    /// What a feed tells to be gone.
    pub(super) fn gone(&self, planned: &Planned) -> &[Tombstone] {
        if planned.feed.format == Format::Atom && !planned.is_page() { &self.site.gone } else { &[] }
    }

    /// The address of the style sheet that feeds name.
    pub(super) fn style(&self) -> Option<&Url> {
        self.site.style.as_ref()
    }
}

/// What came of one feed.
pub(super) struct Product {
    /// `None` where there is no file.
    pub(super) finished: Option<Finished>,
    /// What a list of the feeds tells of it.
    pub(super) listed: Option<Row>,
    /// What its format can't carry.
    pub(super) losses: Vec<Loss>,
    /// How many entries are summaries, and how many are left out, so that it is not too long.
    pub(super) shortened: usize,
    pub(super) dropped: usize,
    /// Why there is none.
    pub(super) misfit: Option<Misfit>,
}

impl Product {
    /// What came of a feed that stays as it was written, and that has this place among all that are told of.
    fn left(written: &FormerFeed, place: usize) -> Product {
        let mut listed = written.listed.clone();
        listed.iter_mut().for_each(|(listed, _)| listed.newest.truncate(pages::room(place)));
        Product {
            finished: Some((Contents::Left { bytes: written.bytes }, written.entries)),
            listed,
            losses: written.losses.clone(),
            shortened: written.shortened,
            dropped: written.dropped,
            misfit: None,
        }
    }

    fn of(listed: Option<Row>, fitted: Option<Result<Fitted, Misfit>>) -> Product {
        let mut product =
            Product { finished: None, listed, losses: Vec::new(), shortened: 0, dropped: 0, misfit: None };
        match fitted {
            Some(Ok(Fitted { rendered, shown, shortened, dropped })) => {
                product.finished = Some((Contents::Whole(rendered.output), shown.entries().len()));
                (product.losses, product.shortened, product.dropped) = (rendered.losses, shortened, dropped);
            }
            Some(Err(misfit)) => product.misfit = Some(misfit),
            None => {}
        }
        product
    }

    /// What is to be told of it; what is lost is told of each table once.
    pub(super) fn findings(&self, planned: &Planned, told: &mut HashSet<(String, &'static str)>) -> Vec<Located> {
        let feed = &planned.feed;
        match &self.misfit {
            Some(misfit) => vec![not_written(feed, misfit).without_text(&feed.path)],
            None => self.is_shortened(feed).into_iter().chain(lost(planned, &self.losses, told)).collect(),
        }
    }

    fn is_shortened(&self, feed: &FeedConfig) -> Option<Located> {
        let (shortened, dropped) = (self.shortened, self.dropped);
        if shortened + dropped == 0 {
            return None;
        }
        let limit = feed.max_bytes.unwrap_or_default();
        let number = |count: usize| if count == 1 { "1 entry is".to_owned() } else { format!("{count} entries are") };
        let mut what = Vec::new();
        if shortened > 0 {
            what.push(format!("{} summaries alone", number(shortened)));
        }
        if dropped > 0 {
            what.push(format!("{} left out", number(dropped)));
        }
        let message = format!("{}, so that the file has no more than {limit} bytes", what.join(", and "));
        Some(Diagnostic::note("feed-shortened", message).without_text(&feed.path))
    }
}

/// Renders some feeds of a plan, but for those that are too large to be rendered at once.
pub(super) fn finish(parts: &Parts<'_>, share: Range<usize>) -> Vec<Product> {
    let &Parts { config, plan, frames, shelf, left, .. } = parts;
    let numbered = plan.places().zip(&plan.feeds).enumerate().skip(share.start).take(share.len());
    let jobs: Vec<(usize, usize, &Planned)> = numbered.map(|(number, (place, one))| (number, place, one)).collect();
    parallel::map(&jobs, |(number, place, planned)| {
        if let Some(written) = left[*number] {
            return Product::left(written, *place);
        }
        let is_made = !planned.is_refused && !stream::is_large(planned, config);
        let shown = planned.chosen.iter().filter(|_| is_made).filter_map(|index| shelf.get(*index));
        let shown: Vec<Entry> = shown.map(Cow::into_owned).collect();
        let info = |entries: &[Entry]| frames.info(*number, planned, entries);
        let fitted = is_made.then(|| fit(&planned.feed, &info, shown, frames.gone(planned), frames.style()));
        let (info, shown) = match &fitted {
            Some(Ok(fitted)) => (fitted.shown.info(), fitted.shown.entries()),
            _ => (&info(&[]), &[][..]),
        };
        // Nobody subscribes to a page.
        let listed = (!planned.is_page()).then(|| pages::listed(*place, &planned.feed, info, shown));
        Product::of(listed, fitted)
    })
}

/// What the format of a feed can't carry. Of the feeds of one table it is told once.
fn lost(planned: &Planned, losses: &[Loss], told: &mut HashSet<(String, &'static str)>) -> Vec<Located> {
    let is_new = |loss: &&Loss| planned.pattern.as_ref().is_none_or(|table| told.insert((table.clone(), loss.what)));
    let describe = |loss: &Loss| Diagnostic::note("format-loss", loss.message.clone()).without_text(&planned.feed.path);
    losses.iter().filter(is_new).map(describe).collect()
}

fn not_written(feed: &FeedConfig, misfit: &Misfit) -> Diagnostic {
    match misfit {
        Misfit::NoFeed(why @ FeedError::Empty) => {
            Diagnostic::warning("feed-empty", format!("the feed is not written: {why}"))
        }
        Misfit::NoFeed(why) => Diagnostic::error("feed-invalid", why.to_string()),
        Misfit::InPieces => {
            Diagnostic::error("feed-invalid", "articles changed while the feed was made from them").help("build again")
        }
        Misfit::TooLarge(bytes) => {
            let limit = feed.max_bytes.unwrap_or_default();
            let message =
                format!("with the summary of one entry alone the file has {bytes} bytes, and {limit} allowed");
            Diagnostic::error("feed-too-large", message).help("raise `max_bytes`, or shorten the article's summary")
        }
    }
}

/// What all feeds of a site say.
struct Site<'a> {
    config: &'a Config,
    logo: Option<Image>,
    icon: Option<Url>,
    gone: Vec<Tombstone>,
    style: Option<Url>,
}

impl Site<'_> {
    fn info(&self, planned: &Planned, address: &Url, id: &Id, entries: &[Entry]) -> FeedInfo {
        let (site, feed) = (&self.config.site, &planned.feed);
        // A part of a site may be all in another language than the site.
        let language = match &planned.language {
            Some(language) => Some(language.clone()),
            None if planned.is_part => common_language(entries).or_else(|| site.language.clone()),
            None => site.language.clone().or_else(|| common_language(entries)),
        };
        FeedInfo {
            id: id.clone(),
            title: title(self.config, feed),
            description: feed.description.clone().or_else(|| site.description.clone()),
            home: site.url.clone(),
            address: address.clone(),
            hubs: if planned.is_page() { Vec::new() } else { site.hubs.clone() },
            language,
            authors: site.authors.clone(),
            categories: Vec::new(),
            rights: site.rights.clone(),
            logo: self.logo.clone(),
            icon: self.icon.clone(),
            ttl_minutes: feed.ttl_minutes,
            history: planned.history.clone(),
        }
    }
}

/// The address on the web of a file below the output folder.
pub(super) fn address(config: &Config, path: &str) -> Url {
    let site = &config.site.url;
    site.join(&format!("./{}", encoded_path(path))).unwrap_or_else(|_| site.clone())
}

fn encoded_path(path: &str) -> String {
    path.split('/').map(crate::permalink::segment).collect::<Vec<_>>().join("/")
}

/// The feeds' ids. That of an Atom feed stays when the site moves, and its pages have it, too (RFC 5005, section 4); the
/// other formats know a feed by its address alone.
fn ids(config: &Config, plan: &Plan, addresses: &[Url], ledger: &mut Ledger) -> Vec<Id> {
    let is_kept = |planned: &Planned| planned.feed.format == Format::Atom && !planned.is_refused;
    let kept: Vec<&str> = plan.feeds.iter().filter(|planned| is_kept(planned)).map(Planned::family).collect();
    let fresh: Vec<Url> = kept.iter().map(|path| address(config, path)).collect();
    let mut known = ledger.feed_ids(kept.into_iter().zip(fresh.iter().map(Url::as_str))).into_iter();
    let id = |(planned, address): (&Planned, &Url)| {
        let kept = if is_kept(planned) { known.next() } else { None };
        kept.and_then(|id| Id::new(&id).ok()).unwrap_or_else(|| Id::from(address))
    };
    plan.feeds.iter().zip(addresses).map(id).collect()
}

fn picture(config: &Config, source: &dyn Source, reference: &str) -> Option<Image> {
    let url = config.site.url.join(reference).ok()?;
    let (file, size) = media::look(source, "", reference).map_or((None, None), |facts| (Some(facts.file), facts.size));
    Some(Image { url, alt: None, file, size })
}

/// The language of all entries, where they agree: the only place where RSS can say it.
fn common_language(entries: &[Entry]) -> Option<Language> {
    let first = entries.first()?.language.as_ref()?;
    entries.iter().all(|entry| entry.language.as_ref() == Some(first)).then(|| first.clone())
}

/// The title that a feed has.
fn title(config: &Config, feed: &FeedConfig) -> Text {
    feed.title.clone().unwrap_or_else(|| config.site.title.clone())
}
