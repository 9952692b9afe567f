//! Which entry of an old feed an entry with another id really is.

use std::collections::{HashMap, HashSet};

use crate::stable_hash::stable_hash;
use crate::subscriber::Entry;
use crate::subscriber::links::target;

/// Shorter than this, in characters, two texts may be the same by chance.
const TEXT_MIN: usize = 40;
/// Shorter titles than this, in letters, may be given twice.
const TITLE_MIN: usize = 8;
/// What more entries than this share says nothing of one of them.
const SHARED_MAX: usize = 1_000;
/// Dates without a time, read in different zones, are less than this apart.
const DAY_SECONDS: u64 = 86_400;

/// By what an entry was recognised. The first that agrees is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Sign {
    Link,
    Path,
    Title,
    Text,
    Name,
    Words,
}

const SIGNS: [Sign; 4] = [Sign::Link, Sign::Path, Sign::Title, Sign::Text];
/// Who takes over an old feed wants every entry of it to be found, and looks at what was found.
const ALL_SIGNS: [Sign; 6] = [Sign::Link, Sign::Path, Sign::Title, Sign::Text, Sign::Name, Sign::Words];

impl Sign {
    /// What is the same, in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Sign::Link => "the link is the same",
            Sign::Path => "the path is the same on another host",
            Sign::Title => "title and day are the same",
            Sign::Text => "the text is the same",
            Sign::Name => "the link's end and the day are the same",
            Sign::Words => "the title is the same, the day is not",
        }
    }

    /// Link and path are one sign, not two.
    fn kind(self) -> Sign {
        if self == Sign::Path { Sign::Link } else { self }
    }

    /// What has to agree; `None` where it says nothing of this entry.
    fn key(self, entry: &Entry) -> Option<String> {
        let link = || target(entry.link.as_deref()?);
        match self {
            Sign::Link => link().map(|target| target.whole),
            Sign::Path => link()?.path,
            Sign::Name => {
                link()?.path?.rsplit('/').next().map(|name| name.split('.').next().unwrap_or(name).to_owned())
            }
            Sign::Title => Some(letters(&entry.title)).filter(|title| !title.is_empty()),
            Sign::Words => Some(letters(&entry.title)).filter(|title| title.chars().nth(TITLE_MIN).is_some()),
            Sign::Text => {
                let text = entry.text();
                text.chars().nth(TEXT_MIN).map(|_| format!("{:016x}", stable_hash(&[&text])))
            }
        }
    }
}

/// The letters and digits of a title: quotes, dashes and cases are written now this way, now that.
fn letters(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// That an entry was in the old feed under another id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// The entry's index in the old feed.
    pub(super) old: usize,
    /// By what it was recognised.
    pub(super) sign: Sign,
    /// Whether the old entry is still there under its own id, too.
    pub(super) is_copy: bool,
}

/// Finds, for each of the `fresh` entries of a new feed, the entry of the old feed that it is; `kept` holds the old
/// ones that are still there, with their place in the new feed.
///
/// A sign counts only where it is one entry's alone on both sides. Where the old entry is gone, one sign is enough;
/// where it is still there, two are needed: entries may share a title, or link to the same page.
pub(super) fn matches(
    old: &[Entry],
    new: &[Entry],
    fresh: &[usize],
    kept: &HashMap<usize, usize>,
) -> HashMap<usize, Match> {
    by_signs(&SIGNS, old, new, fresh, kept)
}

/// Finds for entries of an old feed what they are among articles: by the article's index, the entry's, and in words by
/// what it was recognised.
pub(super) fn counterparts(old: &[Entry], new: &[Entry]) -> Vec<(usize, usize, &'static str)> {
    let all: Vec<usize> = (0..new.len()).collect();
    let found = by_signs(&ALL_SIGNS, old, new, &all, &HashMap::new());
    let mut found: Vec<_> = found.into_iter().map(|(new, found)| (new, found.old, found.sign.words())).collect();
    found.sort_unstable_by_key(|(_, old, _)| *old);
    found
}

fn by_signs(
    signs: &[Sign],
    old: &[Entry],
    new: &[Entry],
    fresh: &[usize],
    kept: &HashMap<usize, usize>,
) -> HashMap<usize, Match> {
    let mut found: HashMap<usize, Match> = HashMap::new();
    let mut claimed: HashSet<usize> = HashSet::new();
    let mut hints: HashMap<(usize, usize), Sign> = HashMap::new();
    for sign in signs.iter().copied() {
        // Texts take the longest to read: only while somebody needs them.
        let open: Vec<usize> = fresh.iter().copied().filter(|index| !found.contains_key(index)).collect();
        if open.is_empty() {
            break;
        }
        let (old, new) = (Keys::of(old, sign), Keys::of(new, sign));
        for index in open {
            let [place] = old.same_as(&new, index)[..] else { continue };
            let own = kept.get(&place).copied();
            if new.same_as(&new, index).iter().any(|other| *other != index && Some(*other) != own) {
                continue;
            }
            let is_copy = own.is_some();
            let is_sure = match is_copy {
                false => claimed.insert(place),
                true => hints.insert((index, place), sign).is_some_and(|before| before.kind() != sign.kind()),
            };
            if is_sure {
                found.insert(index, Match { old: place, sign, is_copy });
            }
        }
    }
    found
}

/// What one sign says of every entry of a feed.
struct Keys<'a> {
    sign: Sign,
    entries: &'a [Entry],
    of_each: Vec<Option<String>>,
    places: HashMap<String, Vec<usize>>,
}

impl Keys<'_> {
    fn of(entries: &[Entry], sign: Sign) -> Keys<'_> {
        let of_each: Vec<Option<String>> = entries.iter().map(|entry| sign.key(entry)).collect();
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, key) in of_each.iter().enumerate() {
            if let Some(key) = key {
                places.entry(key.clone()).or_default().push(index);
            }
        }
        Keys { sign, entries, of_each, places }
    }

    /// Entries here of which the same is said as of an entry there: all, or so many that the sign is nobody's alone.
    fn same_as(&self, there: &Keys<'_>, index: usize) -> Vec<usize> {
        let places = there.of_each[index].as_ref().and_then(|key| self.places.get(key));
        let places = places.map(Vec::as_slice).unwrap_or_default();
        let has_day = matches!(self.sign, Sign::Title | Sign::Name) && places.len() <= SHARED_MAX;
        let is_same = |place: &usize| !has_day || same_day(&self.entries[*place], &there.entries[index]);
        // The entry itself, the one that it is a copy of, and a rival.
        places.iter().copied().filter(is_same).take(3).collect()
    }
}

fn same_day(a: &Entry, b: &Entry) -> bool {
    match (a.at(), b.at()) {
        (Some(a), Some(b)) => a.iso_date() == b.iso_date() || a.unix().abs_diff(b.unix()) < DAY_SECONDS,
        (a, b) => a.is_none() && b.is_none(),
    }
}
