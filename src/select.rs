//! Which entries a feed shows: the newest N, kept in a heap that never holds more.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The newest of the items that were offered.
///
/// Of two items of one instant, the one with the smaller name is the newer one, so that the choice depends on what was
/// offered and not on the order in which it came.
#[derive(Clone, Debug)]
pub struct Newest<'n> {
    limit: Option<usize>,
    /// Where there is a limit: the oldest item is on top.
    heap: BinaryHeap<Reverse<Ranked<'n>>>,
    /// Where there is none.
    all: Vec<Ranked<'n>>,
}

/// An item by its rank: instant, then name, then its number for whoever offered it.
type Ranked<'n> = (i64, Reverse<&'n str>, usize);

impl<'n> Newest<'n> {
    /// An empty selection of at most `limit` items; without a limit, of all.
    pub fn new(limit: Option<usize>) -> Newest<'n> {
        Newest { limit, heap: BinaryHeap::new(), all: Vec::new() }
    }

    /// Takes an item if it is among the newest so far: `instant` in seconds since 1970, its `name`, and its `index`.
    pub fn offer(&mut self, instant: i64, name: &'n str, index: usize) {
        let Some(limit) = self.limit else { return self.all.push((instant, Reverse(name), index)) };
        if self.heap.len() >= limit {
            let Some(Reverse((oldest, oldest_name, _))) = self.heap.peek() else { return };
            // Most items of a large site go no further than this.
            if (instant, Reverse(name)) <= (*oldest, *oldest_name) {
                return;
            }
            self.heap.pop();
        }
        self.heap.push(Reverse((instant, Reverse(name), index)));
    }

    /// Takes everything that another selection took.
    pub fn merge(&mut self, other: Newest<'n>) {
        for (instant, Reverse(name), index) in other.heap.into_iter().map(|Reverse(one)| one).chain(other.all) {
            self.offer(instant, name, index);
        }
    }

    /// The indices of the newest items, newest first.
    pub fn into_indices(self) -> Vec<usize> {
        let mut sorted = self.all;
        sorted.extend(self.heap.into_iter().map(|Reverse(one)| one));
        sorted.sort_unstable_by(|one, other| other.cmp(one));
        sorted.into_iter().map(|(_, _, index)| index).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(limit: Option<usize>, items: &[(i64, &str)], expected: &[&str]) {
        let mut newest = Newest::new(limit);
        for (index, (instant, name)) in items.iter().enumerate() {
            newest.offer(*instant, name, index);
        }
        let names: Vec<_> = newest.into_indices().into_iter().map(|index| items[index].1).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn the_newest_come_first_and_ties_go_by_name() {
        let items = [(5, "e"), (9, "b"), (9, "a"), (-1, "z"), (7, "c")];
        check(None, &items, &["a", "b", "c", "e", "z"]);
        check(Some(2), &items, &["a", "b"]);
        check(Some(1), &items, &["a"]);
        check(Some(0), &items, &[]);
        let mut turned = items;
        turned.reverse();
        check(Some(3), &turned, &["a", "b", "c"]);
    }

    #[test]
    fn merged_parts_give_what_the_whole_gives() {
        let items: Vec<(i64, String)> = (0..500_i64).map(|n| (n * 7919 % 97, format!("{:03}", n * 31 % 500))).collect();
        let select = |range: std::ops::Range<usize>| {
            let mut newest = Newest::new(Some(20));
            range.for_each(|index| newest.offer(items[index].0, &items[index].1, index));
            newest
        };
        let mut merged = select(0..123);
        merged.merge(select(300..500));
        merged.merge(select(123..300));
        assert_eq!(merged.into_indices(), select(0..500).into_indices());
    }
}
