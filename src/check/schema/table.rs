//! The rows of all vocabularies, found by the element that they stand in and by their own name.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

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

/// What may stand in each element that anything may stand in.
static TABLE: LazyLock<Vec<Inner>> = LazyLock::new(|| {
    let mut rows: HashMap<&'static str, HashMap<&'static str, Row>> = HashMap::new();
    for row in TABLES.iter().copied().flatten().copied().flatten() {
        for parent in row.within.split(' ') {
            rows.entry(parent).or_default().insert(row.name, *row);
        }
    }
    // Atom's elements stand in RSS too, where none has to; an episode that is live is an item.
    lend(&mut rows, "atom:feed", "channel", |name| name.starts_with("atom:") && name != "atom:entry");
    lend(&mut rows, "atom:entry", "item", |name| name.starts_with("atom:"));
    lend(&mut rows, "item", "podcast:liveItem", |_| true);
    // The document itself, in which the first element stands, comes first.
    let mut parents: Vec<&'static str> = rows.keys().copied().collect();
    parents.sort_unstable();
    let known = |row: Row| Known {
        row,
        whole: WHOLE.iter().filter(|(name, _)| *name == row.name).map(|(_, check)| *check).collect(),
        inner: parents.binary_search(&row.name).ok(),
    };
    let inner = |parent: &&'static str| {
        let all = rows.get(parent).into_iter().flatten().map(|(_, row)| *row);
        let mut required: Vec<Row> = all.clone().filter(|row| row.required.is_some()).collect();
        required.sort_by_key(|row| row.name);
        Inner { rows: all.map(|row| (row.name, known(row))).collect(), required }
    };
    parents.iter().map(inner).collect()
});

/// Lets elements of one parent stand in another as well.
fn lend(
    rows: &mut HashMap<&'static str, HashMap<&'static str, Row>>,
    from: &str,
    to: &'static str,
    is_lent: fn(&str) -> bool,
) {
    let lent: Vec<Row> =
        rows.get(from).into_iter().flatten().map(|(_, row)| *row).filter(|row| is_lent(row.name)).collect();
    for row in lent {
        rows.entry(to).or_default().entry(row.name).or_insert(Row { required: None, ..row });
    }
}

/// The row of a document's first element.
pub(super) fn first(name: &str) -> Option<&'static Known> {
    TABLE.first().and_then(|document| document.rows.get(name))
}

impl Known {
    /// What may stand in the element, if anything may.
    pub(super) fn inner(&self) -> Option<&'static Inner> {
        self.inner.and_then(|place| TABLE.get(place))
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
        let all: std::collections::HashSet<&str> = TABLE.iter().flat_map(|inner| inner.rows.keys().copied()).collect();
        let hash = |name: &&str| {
            let mut mixer = Mixer::default();
            std::hash::Hash::hash(name, &mut mixer);
            mixer.finish() % 1024
        };
        let slots: std::collections::HashSet<u64> = all.iter().map(hash).collect();
        assert!(slots.len() * 2 > all.len().min(1024), "{} of {}", slots.len(), all.len());
    }
}
