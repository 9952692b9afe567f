//! The rows of all vocabularies, found by the element that they stand in and by their own name.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{LazyLock, OnceLock};

use crate::check::schema::extensions::{WHOLE, Whole};
use crate::check::schema::{Row, TABLES};

/// Rows by their names.
pub(super) type Rows = HashMap<&'static str, Known, BuildHasherDefault<Mixer>>;

/// A row, and what belongs to its element besides.
pub(super) struct Known {
    pub(super) row: Row,
    /// What other vocabularies ask of it as a whole.
    pub(super) whole: Vec<Whole>,
    /// The place in the table of what may stand in it.
    inner: Option<usize>,
}

/// What may stand in an element.
pub(super) struct Inner {
    pub(super) rows: Rows,
    /// Those that must, in the order of their names.
    pub(super) required: Vec<Row>,
}

/// An element that anything may stand in.
struct Parent {
    name: &'static str,
    /// The rows of what may stand in it, as the tables have them.
    rows: Vec<&'static Row>,
    inner: OnceLock<Inner>,
}

/// Every element that anything may stand in, by its name. A feed has few of them, and what may stand in the others is
/// never put together. The document itself, in which the first element stands, comes first.
static TABLE: LazyLock<Vec<Parent>> = LazyLock::new(|| {
    let mut rows: HashMap<&'static str, Vec<&'static Row>, BuildHasherDefault<Mixer>> = HashMap::default();
    for row in TABLES.iter().copied().flatten().copied().flatten() {
        for parent in row.within.split(' ') {
            rows.entry(parent).or_default().push(row);
        }
    }
    for lent in LENT {
        rows.entry(lent.to).or_default();
    }
    let parent = |(name, rows)| Parent { name, rows, inner: OnceLock::new() };
    let mut parents: Vec<Parent> = rows.into_iter().map(parent).collect();
    parents.sort_unstable_by_key(|parent| parent.name);
    parents
});

/// What may stand in one element because it may stand in another, and does not have to.
struct Lent {
    from: &'static str,
    to: &'static str,
    is_lent: fn(&str) -> bool,
}

/// Atom's elements stand in RSS too, where none has to; an episode that is live is an item.
const LENT: &[Lent] = &[
    Lent { from: "atom:feed", to: "channel", is_lent: |name| name.starts_with("atom:") && name != "atom:entry" },
    Lent { from: "atom:entry", to: "item", is_lent: |name| name.starts_with("atom:") },
    Lent { from: "item", to: "podcast:liveItem", is_lent: |_| true },
];

/// The place of an element in the table.
fn place(name: &str) -> Option<usize> {
    TABLE.binary_search_by_key(&name, |parent| parent.name).ok()
}

/// What may stand in an element: its own rows, and those that others lend it.
fn rows(parent: &Parent) -> HashMap<&'static str, Row, BuildHasherDefault<Mixer>> {
    let mut all: HashMap<_, _, _> = parent.rows.iter().map(|row| (row.name, **row)).collect();
    for Lent { from, is_lent, .. } in LENT.iter().filter(|lent| lent.to == parent.name) {
        let lent = place(from).map(|place| rows(&TABLE[place])).unwrap_or_default();
        for (name, row) in lent.into_iter().filter(|(name, _)| is_lent(name)) {
            all.entry(name).or_insert(Row { required: None, ..row });
        }
    }
    all
}

/// What may stand in the element of a place in the table.
fn inner(place: usize) -> Option<&'static Inner> {
    let parent = TABLE.get(place)?;
    let known = |row: Row| Known {
        row,
        whole: WHOLE.iter().filter(|(name, _)| *name == row.name).map(|(_, check)| *check).collect(),
        inner: self::place(row.name),
    };
    Some(parent.inner.get_or_init(|| {
        let all = rows(parent);
        let mut required: Vec<Row> = all.values().filter(|row| row.required.is_some()).copied().collect();
        required.sort_by_key(|row| row.name);
        Inner { rows: all.into_iter().map(|(name, row)| (name, known(row))).collect(), required }
    }))
}

/// The row of a document's first element.
pub(super) fn first(name: &str) -> Option<&'static Known> {
    inner(0).and_then(|document| document.rows.get(name))
}

impl Known {
    /// What may stand in the element, if anything may.
    pub(super) fn inner(&self) -> Option<&'static Inner> {
        self.inner.and_then(inner)
    }
}

/// A hash for tables whose names are all our own: nobody else can fill them with names that meet.
#[derive(Clone, Copy, Default)]
pub(super) struct Mixer(u64);

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(size_of::<u64>()) {
            let part = part.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte));
            // The golden ratio's bits spread what is near.
            self.0 = (self.0.rotate_left(5) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }

    fn write_u8(&mut self, _: u8) {
        // What ends a text, and is the same for all.
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_itself_comes_first() {
        assert!(first("rss").is_some_and(|rss| rss.inner().is_some_and(|inner| inner.rows.contains_key("channel"))));
        assert!(first("atom:feed").is_some() && first("opml").is_some() && first("channel").is_none());
    }

    #[test]
    fn the_hash_spreads_the_names() {
        let all: std::collections::HashSet<&str> =
            (0..TABLE.len()).filter_map(inner).flat_map(|inner| inner.rows.keys().copied()).collect();
        let hash = |name: &&str| {
            let mut mixer = Mixer::default();
            std::hash::Hash::hash(name, &mut mixer);
            mixer.finish() % 1024
        };
        let slots: std::collections::HashSet<u64> = all.iter().map(hash).collect();
        assert!(slots.len() * 2 > all.len().min(1024), "{} of {}", slots.len(), all.len());
    }
}
