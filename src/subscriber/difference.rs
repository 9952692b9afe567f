//! What of a new feed is new to those who know the old one.

use std::collections::{HashMap, HashSet};

use crate::date::Timestamp;
use crate::output::Format;
use crate::subscriber::matching::{Match, matches};
use crate::subscriber::{Body, Entry, Seen};

/// How much of an id or a title is told in a sentence, in characters.
const SHOWN_MAX: usize = 120;

/// What is known of the new feed beside its entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// How many entries it shows at most. Without it, a feed that is as long as the old one is taken to be full.
    pub limit: Option<usize>,
    /// Whether it shows those that were last changed, not those that were last published. Of RSS, which does not tell
    /// when that was, no entry is then known to be old.
    pub by_updated: bool,
    /// The present: an entry of the old feed with a later date is pinned, and no measure of what is old.
    pub now: Option<Timestamp>,
}

/// What is different.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// What is different, in the order of the new feed; then what is gone, in the order of the old one.
    pub changes: Vec<Change>,
    /// How many entries are as they were.
    pub unchanged: usize,
    /// How many entries the old feed has.
    pub old_length: usize,
    /// How many the new one has.
    pub new_length: usize,
}

/// One entry that is different.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What happened to it.
    pub kind: ChangeKind,
    /// Its id; of a gone one, the id that it had.
    pub id: String,
    /// The id under which subscribers know it, where that is another.
    pub old_id: Option<String>,
    /// Its title; empty without one.
    pub title: String,
    /// Where it leads.
    pub link: Option<String>,
    /// When it was published.
    pub at: Option<Timestamp>,
    /// What of it is different, of a changed one.
    pub fields: Vec<Field>,
    /// Whether it appears as new although it is older than what subscribers have seen.
    pub is_old: bool,
    /// Why it is what it is, in words, without a full stop.
    pub why: Option<String>,
}

/// What happened to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// Subscribers have not seen it.
    New,
    /// Subscribers have seen it under another id, so that readers show it again as new.
    ShownAgain,
    /// It has its id, and is different.
    Changed,
    /// It is no longer there.
    Gone,
}

/// A part of an entry that readers show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The title.
    Title,
    /// Where it leads.
    Link,
    /// When it was published.
    Published,
    /// When it was last changed.
    Updated,
    /// The text of its content.
    Content,
    /// Its content's markup: links, pictures, emphasis.
    Markup,
    /// Its summary.
    Summary,
    /// The files that come with it.
    Attachments,
}

impl Field {
    /// The part's name.
    pub fn name(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Link => "link",
            Field::Published => "published",
            Field::Updated => "updated",
            Field::Content => "content",
            Field::Markup => "markup",
            Field::Summary => "summary",
            Field::Attachments => "attachments",
        }
    }
}

impl Difference {
    /// How many entries something happened to.
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.changes.iter().filter(|change| change.kind == kind).count()
    }

    /// What readers would show as new although subscribers have seen it, or newer things.
    pub fn old_news(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.kind == ChangeKind::ShownAgain || change.is_old)
    }
}

/// Compares a new feed with the old one that it replaces.
pub fn difference(old: &Seen, new: &Seen, window: Window) -> Difference {
    let places = by_id(&old.entries);
    let (mut fresh, mut kept) = (Vec::new(), HashMap::new());
    for (index, entry) in first_of_each_id(&new.entries) {
        match places.get(entry.id.as_str()) {
            Some(place) => {
                kept.insert(*place, index);
            }
            None => fresh.push(index),
        }
    }
    let matched = matches(&old.entries, &new.entries, &fresh, &kept);
    let order = Order::of(new, window);
    let side = Sides {
        old: &old.entries,
        new: &new.entries,
        limit: window.limit,
        order,
        newest: newest(&old.entries, order, window.now),
        oldest_old: order.oldest(&old.entries),
        oldest_new: order.oldest(&new.entries),
        last_kept: kept.keys().copied().max(),
    };
    let mut out = Difference { old_length: old.entries.len(), new_length: new.entries.len(), ..Difference::default() };
    for (index, entry) in first_of_each_id(&new.entries) {
        let change = match places.get(entry.id.as_str()) {
            Some(place) => changed(&old.entries[*place], entry, old.format() == new.format()),
            None => Some(side.appeared(entry, matched.get(&index))),
        };
        out.unchanged += usize::from(change.is_none());
        out.changes.extend(change);
    }
    let claimed: HashSet<usize> = matched.values().map(|found| found.old).collect();
    let is_gone = |place: &usize| !kept.contains_key(place) && !claimed.contains(place);
    let gone = first_of_each_id(&old.entries).filter(|(place, _)| is_gone(place));
    out.changes.extend(gone.map(|(place, entry)| side.gone(place, entry)));
    out
}

fn by_id(entries: &[Entry]) -> HashMap<&str, usize> {
    // From the end, so that the first of an id stays.
    entries.iter().enumerate().rev().map(|(index, entry)| (entry.id.as_str(), index)).collect()
}

/// Readers show one entry of an id.
fn first_of_each_id(entries: &[Entry]) -> impl Iterator<Item = (usize, &Entry)> {
    let first = by_id(entries);
    entries.iter().enumerate().filter(move |(index, entry)| first.get(entry.id.as_str()) == Some(index))
}

/// Both feeds, and how they are looked at.
struct Sides<'a> {
    old: &'a [Entry],
    new: &'a [Entry],
    limit: Option<usize>,
    order: Order,
    /// The newest entry that subscribers have seen.
    newest: Option<(Timestamp, &'a Entry)>,
    /// The oldest instants of both.
    oldest_old: Option<Timestamp>,
    oldest_new: Option<Timestamp>,
    /// The place of the last old entry that is still there.
    last_kept: Option<usize>,
}

/// By which instants a feed is in order.
#[derive(Clone, Copy)]
enum Order {
    Published,
    Updated,
    Unknown,
}

impl Order {
    fn of(feed: &Seen, window: Window) -> Order {
        match window.by_updated {
            false => Order::Published,
            true if feed.format() == Format::Rss => Order::Unknown,
            true => Order::Updated,
        }
    }

    fn instant(self, entry: &Entry) -> Option<Timestamp> {
        match self {
            Order::Published => entry.at(),
            Order::Updated => entry.updated.or(entry.published),
            Order::Unknown => None,
        }
    }

    /// The oldest instant of some entries.
    fn oldest(self, entries: &[Entry]) -> Option<Timestamp> {
        entries.iter().filter_map(|entry| self.instant(entry)).min()
    }
}

fn newest(entries: &[Entry], order: Order, now: Option<Timestamp>) -> Option<(Timestamp, &Entry)> {
    let is_past = |at: Timestamp| now.is_none_or(|now| at <= now);
    let dated = entries.iter().filter_map(|entry| Some((order.instant(entry)?, entry)));
    dated.filter(|(at, _)| is_past(*at)).max_by_key(|(at, _)| *at)
}

impl Sides<'_> {
    /// An entry whose id subscribers have not seen.
    fn appeared(&self, entry: &Entry, matched: Option<&Match>) -> Change {
        let mut change = Change { kind: ChangeKind::New, ..plain(entry) };
        let at = self.order.instant(entry);
        if let (Some(at), Some((newest, newer))) = (at, self.newest)
            && at.unix() < newest.unix()
        {
            change.is_old = true;
            let title = if newer.title.is_empty() { &newer.id } else { &newer.title };
            change.why = Some(format!("it is older than `{}`, which the old feed has", shown(title)));
            if self.new.len() > self.old.len() && self.oldest_old.is_some_and(|oldest| at.unix() <= oldest.unix()) {
                let entries = if self.old.len() == 1 { "entry" } else { "entries" };
                change.why = Some(format!("it is older than the {} {entries} of the old feed", self.old.len()));
            }
        }
        if let Some(matched) = matched {
            let known = &self.old[matched.old];
            let same = matched.sign.words();
            change.kind = ChangeKind::ShownAgain;
            change.why = Some(match matched.is_copy {
                false => format!("its id changed from `{}` to `{}` ({same})", shown(&known.id), shown(&entry.id)),
                true => format!("it is a copy of `{}`, which is still there ({same})", shown(&known.id)),
            });
            change.old_id = Some(known.id.clone());
        }
        change
    }

    /// An entry that is no longer there.
    fn gone(&self, place: usize, entry: &Entry) -> Change {
        let is_full = self.new.len() >= self.limit.unwrap_or(self.old.len());
        let is_oldest = match (self.order.instant(entry), self.oldest_new) {
            (Some(at), Some(oldest)) => at.unix() <= oldest.unix(),
            // Without dates, what stood last leaves first.
            _ => self.last_kept.is_none_or(|last| last < place),
        };
        let why = match (is_full, is_oldest) {
            (true, true) => format!("it is older than the {} that the feed has room for", self.new.len()),
            (false, true) => "it was taken out: the feed has room for it".to_owned(),
            (_, false) => "it was taken out: older ones are still there".to_owned(),
        };
        Change { kind: ChangeKind::Gone, why: Some(why), ..plain(entry) }
    }
}

/// A text as a sentence takes it.
fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn plain(entry: &Entry) -> Change {
    Change {
        kind: ChangeKind::Changed,
        id: entry.id.clone(),
        old_id: None,
        title: entry.title.clone(),
        link: entry.link.clone(),
        at: entry.at(),
        fields: Vec::new(),
        is_old: false,
        why: None,
    }
}

/// An entry that has its id; `None` where all is as it was. Formats say different things, each in its own way: of
/// another format, only what all of them say is compared.
fn changed(old: &Entry, new: &Entry, is_same_format: bool) -> Option<Change> {
    let unix = |at: Option<Timestamp>| at.map(Timestamp::unix);
    let text = |body: &Option<Body>| body.as_ref().map(Body::text).unwrap_or_default();
    let is_other_content = old.content != new.content;
    let is_other_text = is_other_content && text(&old.content) != text(&new.content);
    // Atom has to have a title, others need not.
    let has_titles = is_same_format || (!old.title.is_empty() && !new.title.is_empty());
    let everywhere = [
        (Field::Title, has_titles && old.title != new.title),
        (Field::Link, old.link != new.link),
        (Field::Published, unix(old.at()) != unix(new.at())),
        (Field::Content, is_other_text),
    ];
    let within_one = [
        (Field::Updated, unix(old.updated) != unix(new.updated)),
        (Field::Markup, is_other_content && !is_other_text),
        (Field::Summary, old.summary != new.summary),
        (Field::Attachments, old.attachments != new.attachments),
    ];
    let looked_at = everywhere.into_iter().chain(within_one.into_iter().filter(|_| is_same_format));
    let fields: Vec<Field> = looked_at.filter(|(_, is_different)| *is_different).map(|(field, _)| field).collect();
    let is_changed = !fields.is_empty();
    is_changed.then(|| Change { fields, ..plain(new) })
}

#[cfg(test)]
mod tests;
