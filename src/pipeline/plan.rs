//! The configuration and the articles → the feeds that there are: every file, and the articles that it shows.
//!
//! One pass over the articles serves all feeds: an article goes into the heap of each group that it belongs to, and no
//! heap holds more than its feed has room for. So five thousand tags cost five thousand small heaps, not five thousand
//! passes.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::config::{self, Config, Facet, FeedConfig, Filter, FormerPath, Globs, Test};
use crate::date::{Timestamp, Zone};
use crate::diagnostic::{Diagnostic, Located};
use crate::ledger::{Ledger, Pages};
use crate::model::{History, Language, Text};
use crate::nearest::nearest;
use crate::output::Format;
use crate::permalink::segment;
use crate::pipeline::history;
use crate::pipeline::labels::{Label, Labels};
use crate::pipeline::slug::slug;
use crate::pipeline::survey::{Candidate, Survey};
use crate::pipeline::translations;
use crate::select::Newest;

/// Every feed file of a site, in the order of the configuration, those of one table in the order of their values.
pub(super) struct Plan {
    pub(super) feeds: Vec<Planned>,
    /// What is wrong with the feeds as a whole.
    pub(super) found: Vec<Located>,
}

/// One feed file.
pub(super) struct Planned {
    /// Its settings, with every placeholder filled in.
    pub(super) feed: FeedConfig,
    /// The pattern of its path, where the feed is one of many.
    pub(super) pattern: Option<String>,
    /// The indices of the articles that it shows, newest first.
    pub(super) chosen: Vec<usize>,
    /// The language that all of it is in, because the feed is one for each language.
    pub(super) language: Option<Language>,
    /// Whether it shows only a part of what there is.
    pub(super) is_part: bool,
    /// Whether it must not be written.
    pub(super) is_refused: bool,
    /// Whether all of its entries have to be at hand at once.
    pub(super) is_whole: bool,
    /// What it shows of all the entries that there are.
    pub(super) history: Option<History>,
    /// The path of the feed of which it is a page, where it is one.
    pub(super) page_of: Option<String>,
}

impl Planned {
    /// Whether it is a page of an archive, which nobody subscribes to.
    pub(super) fn is_page(&self) -> bool {
        self.page_of.is_some()
    }

    /// The path of the feed that it belongs to: its own, or that of which it is a page.
    pub(super) fn family(&self) -> &str {
        self.page_of.as_deref().unwrap_or(&self.feed.path)
    }
}

impl Plan {
    /// The place of each feed among all that people subscribe to: pages count for nothing where feeds are numbered.
    pub(super) fn places(&self) -> impl Iterator<Item = usize> {
        self.feeds.iter().scan(0, |next, one| Some(std::mem::replace(next, *next + usize::from(!one.is_page()))))
    }

    /// From which instant on there is something else to show, in seconds since 1970: entries grow too old, and what is
    /// gone was told for so many `days`.
    pub(super) fn until(&self, survey: &Survey, ledger: &Ledger, days: u32, now: Timestamp) -> i64 {
        let too_old = self.feeds.iter().filter_map(|planned| {
            let age = planned.feed.max_age?;
            let instants = planned.chosen.iter().map(|index| survey.candidates[*index].instant(planned.feed.order));
            Some(instants.min()?.saturating_add(age).saturating_add(1))
        });
        let told = ledger.lines.iter().filter_map(|line| line.gone).filter(|_| days > 0);
        let told = told.map(|gone| gone.unix() + i64::from(days) * 86_400 + 1);
        // What is over is not told any more.
        too_old.chain(told.filter(|until| *until > now.unix())).min().unwrap_or(i64::MAX)
    }
}

/// Plans every feed as it is at the instant `now`. What is on which page of an archive is kept in the ledger.
pub(super) fn plan(config: &Config, survey: &Survey, ledger: &mut Ledger, now: Timestamp) -> Plan {
    let mut plan = Plan { feeds: Vec::with_capacity(config.feeds.len()), found: Vec::new() };
    let mut choosing: Vec<Choosing<'_>> =
        config.feeds.iter().map(|feed| Choosing::new(feed, &survey.labels, now)).collect();
    for (index, candidate) in survey.candidates.iter().enumerate() {
        choosing.iter_mut().for_each(|feed| feed.offer(index, candidate, survey, config));
    }
    let mut pages = Pages::take(ledger);
    let has_translations = translations::are_there(&survey.candidates);
    for feed in choosing {
        plan.found.extend(unknown(feed.feed, &survey.labels));
        let first = plan.feeds.len();
        let settings = feed.feed;
        feed.finish(config, has_translations, &mut plan.feeds);
        let nothing = settings.for_each.filter(|_| plan.feeds.len() == first).map(|facet| valueless(settings, facet));
        // One table is a feed in each of its formats.
        plan.found.extend(nothing.filter(|found| plan.found.last() != Some(found)));
        history::tell(config, survey, &ledger.lines, &mut pages, &mut plan.feeds, first);
    }
    pages.give_back(ledger);
    refuse_repeated(&mut plan);
    plan
}

/// A feed of the configuration while its articles are chosen.
struct Choosing<'a> {
    feed: &'a FeedConfig,
    filter: Vec<Condition<'a>>,
    /// The earliest instant that is young enough.
    since: i64,
    one: Newest<'a>,
    groups: HashMap<Cow<'a, str>, Newest<'a>>,
}

impl<'a> Choosing<'a> {
    fn new(feed: &'a FeedConfig, labels: &Labels, now: Timestamp) -> Choosing<'a> {
        let since = feed.max_age.map_or(i64::MIN, |age| now.unix().saturating_sub(age));
        let filter = conditions(&feed.filter, labels);
        Choosing { feed, filter, since, one: Newest::new(room(feed)), groups: HashMap::new() }
    }

    fn offer(&mut self, index: usize, candidate: &'a Candidate, survey: &'a Survey, config: &Config) {
        let instant = candidate.instant(self.feed.order);
        if instant < self.since || !self.filter.iter().all(|test| test.holds(candidate)) {
            return;
        }
        let Some(facet) = self.feed.for_each else {
            self.one.offer(instant, &candidate.name, index);
            return;
        };
        if facet == Facet::Year {
            let year = Cow::Owned(year(candidate, &config.site.zone));
            self.groups.entry(year).or_insert_with(|| Newest::new(room(self.feed))).offer(
                instant,
                &candidate.name,
                index,
            );
        }
        for value in candidate.labels.iter().filter_map(|label| survey.labels.name(*label, facet)) {
            let group = self.groups.entry(Cow::Borrowed(value)).or_insert_with(|| Newest::new(room(self.feed)));
            group.offer(instant, &candidate.name, index);
        }
    }

    fn finish(self, config: &Config, has_translations: bool, feeds: &mut Vec<Planned>) {
        let planned = |feed: FeedConfig, chosen: Newest<'_>| Planned {
            pattern: None,
            chosen: chosen.into_indices(),
            language: None,
            is_part: self.feed.is_part(),
            is_refused: false,
            // Atom entries name their translations, which are known once all entries are.
            is_whole: has_translations && self.feed.format == Format::Atom,
            history: None,
            page_of: None,
            feed,
        };
        let Some(facet) = self.feed.for_each else {
            feeds.push(planned(self.feed.clone(), self.one));
            return;
        };
        let mut groups: Vec<(Cow<'_, str>, Newest<'_>)> = self.groups.into_iter().collect();
        groups.sort_by(|(a, _), (b, _)| a.cmp(b));
        for (value, chosen) in groups {
            let planned = planned(expand(self.feed, facet, &value, config), chosen);
            let language = if facet == Facet::Lang { Language::new(&value).ok() } else { None };
            feeds.push(Planned { pattern: Some(self.feed.path.clone()), language, ..planned });
        }
    }
}

/// How many articles a feed takes; one with an archive takes all, and shares them out later.
fn room(feed: &FeedConfig) -> Option<usize> {
    feed.limit.filter(|_| feed.archive.is_none())
}

/// The feed of one value.
fn expand(feed: &FeedConfig, facet: Facet, value: &str, config: &Config) -> FeedConfig {
    let fill = |pattern: &Text| Text::lossy(facet.fill(pattern.as_str(), value));
    // Most generators put a name into an address as it is.
    let former = |former: &FormerPath| FormerPath { path: facet.fill(&former.path, &segment(value)), ..*former };
    let title = feed.title.as_ref().map(fill);
    let name = match facet {
        // Case means nothing in a tag of a language.
        Facet::Lang => slug(&value.to_ascii_lowercase()),
        Facet::Tag | Facet::Section | Facet::Author | Facet::Year => slug(value),
    };
    FeedConfig {
        path: facet.fill(&feed.path, &name),
        for_each: None,
        title: title.or_else(|| Some(Text::lossy(format!("{}: {value}", config.site.title)))),
        description: feed.description.as_ref().map(fill),
        filter: Filter::default(),
        profiles: feed.profiles.clone(),
        former: feed.former.iter().map(former).collect(),
        place: feed.place.clone(),
        ..*feed
    }
}

fn year(candidate: &Candidate, zone: &Zone) -> String {
    let published = Timestamp::from_unix_at(candidate.published, candidate.dated.offset_minutes());
    let published = published.unwrap_or(candidate.dated);
    // A site that names no zone has the calendar that the date itself was written in.
    let local = if *zone == Zone::default() { published } else { published.in_zone(zone) };
    format!("{:04}", local.year())
}

/// A condition whose names are numbers.
enum Condition<'a> {
    Has(Vec<Label>),
    Path(&'a Globs),
    From(i64),
    Before(i64),
    Any(Vec<Vec<Condition<'a>>>),
    All(Vec<Vec<Condition<'a>>>),
    Not(Vec<Vec<Condition<'a>>>),
}

fn conditions<'a>(filter: &'a Filter, labels: &Labels) -> Vec<Condition<'a>> {
    let all = |filters: &'a [Filter]| filters.iter().map(|filter| conditions(filter, labels)).collect();
    let condition = |test: &'a Test| match test {
        Test::Has(facet, values) => {
            let accepts = |label: &str| values.iter().any(|value| facet.stands_for(value, label));
            Condition::Has(labels.matching(*facet, accepts))
        }
        Test::Path(globs) => Condition::Path(globs),
        Test::From(at) => Condition::From(*at),
        Test::Before(at) => Condition::Before(*at),
        Test::Any(filters) => Condition::Any(all(filters)),
        Test::All(filters) => Condition::All(all(filters)),
        Test::Not(filters) => Condition::Not(all(filters)),
    };
    filter.tests.iter().map(condition).collect()
}

impl Condition<'_> {
    fn holds(&self, candidate: &Candidate) -> bool {
        let whole = |conditions: &Vec<Condition<'_>>| conditions.iter().all(|one| one.holds(candidate));
        match self {
            Condition::Has(wanted) => candidate.labels.iter().any(|label| wanted.binary_search(label).is_ok()),
            Condition::Path(globs) => globs.matches(&candidate.name),
            Condition::From(at) => candidate.published >= *at,
            Condition::Before(at) => candidate.published < *at,
            Condition::Any(filters) => filters.iter().any(whole),
            Condition::All(filters) => filters.iter().all(whole),
            Condition::Not(filters) => !filters.iter().any(whole),
        }
    }
}

/// Names in a feed's filter that no article has: probably misspelt.
fn unknown(feed: &FeedConfig, labels: &Labels) -> Vec<Located> {
    let mut found = Vec::new();
    for facet in [Facet::Tag, Facet::Section, Facet::Author, Facet::Lang] {
        let mut named = feed.filter.named(facet);
        named.sort_unstable();
        named.dedup();
        for value in named {
            if !labels.matching(facet, |label| facet.stands_for(value, label)).is_empty() {
                continue;
            }
            let known: Vec<&str> = labels.names(facet).collect();
            let message = format!("no article has the {} `{}`", facet.noun(), value.escape_debug());
            let diagnostic = match nearest(value, &known) {
                Some(near) => Diagnostic::warning(UNKNOWN, message).help(format!("write `{}`", near.escape_debug())),
                None => Diagnostic::note(UNKNOWN, message),
            };
            found.push(at(feed, diagnostic));
        }
    }
    found
}

/// That there is no feed at all for each value of a facet, since there is no value.
fn valueless(feed: &FeedConfig, facet: Facet) -> Located {
    let (what, help) = match facet {
        Facet::Tag => ("a tag", "write `tags` in the articles"),
        Facet::Section => ("a section", "put the articles into folders"),
        Facet::Author => ("an author", "write `author` in the articles, or in `[site]`"),
        Facet::Lang => ("a language that can be told", "write `lang` in the articles, or `language` in `[site]`"),
        Facet::Year => ("a date", "wait for one"),
    };
    let message = format!("no article that this may show has {what}, so there is no such feed");
    at(feed, Diagnostic::note("for-each-without-value", message).help(help))
}

const UNKNOWN: &str = "filter-without-article";

fn at(feed: &FeedConfig, diagnostic: Diagnostic) -> Located {
    Located { file: config::FILE_NAME.to_owned(), diagnostic, excerpt: feed.place.clone() }
}

/// Of two feeds with one path neither is written: what subscribers of that path have stays. Two paths that differ only in
/// case are one on many disks.
fn refuse_repeated(plan: &mut Plan) {
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(plan.feeds.len());
    let mut kept: Vec<Planned> = Vec::with_capacity(plan.feeds.len());
    let mut refused = HashSet::new();
    for planned in plan.feeds.drain(..) {
        let Some(first) = seen.get(&planned.feed.path.to_lowercase()) else {
            seen.insert(planned.feed.path.to_lowercase(), kept.len());
            kept.push(planned);
            continue;
        };
        let first = &mut kept[*first];
        first.is_refused = true;
        refused.insert(planned.family().to_owned());
        if first.is_page() && planned.is_page() {
            // So are the feeds that they belong to, of which it is told.
            continue;
        }
        plan.found.push(at(&planned.feed, repeated(first, &planned)));
    }
    plan.feeds = kept;
    refuse_folders(plan, &seen);
    history::refuse_whole(&mut plan.feeds, refused);
}

fn repeated(first: &Planned, other: &Planned) -> Diagnostic {
    let path = &other.feed.path;
    if let Some(of) = other.page_of.as_ref().or(first.page_of.as_ref()) {
        let message = format!("`{path}` is the path of a feed, and of a page of the archive of `{of}`");
        return Diagnostic::error("config-feed-path", message).help("give one of the two feeds another path");
    }
    let line = first.feed.place.as_ref().map(|place| format!(", the other on line {}", place.line));
    let message = format!("two feeds have the path `{path}`{}", line.unwrap_or_default());
    Diagnostic::error("config-feed-path", message).help("give each feed a path of its own")
}

/// Of a feed whose path is that of a folder in which another stands, neither is written. `files` knows the feeds by their
/// paths in lower case.
fn refuse_folders(plan: &mut Plan, files: &HashMap<String, usize>) {
    for index in 0..plan.feeds.len() {
        let path = plan.feeds[index].feed.path.to_lowercase();
        let mut above = path.match_indices('/').map(|(end, _)| &path[..end]);
        let Some(file) = above.find_map(|folder| files.get(folder).copied()) else { continue };
        let message = format!(
            "`{}` would stand in a folder that is a file: the feed `{}`",
            plan.feeds[index].feed.path, plan.feeds[file].feed.path
        );
        let diagnostic = Diagnostic::error("config-feed-path", message).help("give one of the two another path");
        plan.found.push(at(&plan.feeds[index].feed, diagnostic));
        plan.feeds[index].is_refused = true;
        plan.feeds[file].is_refused = true;
    }
}
