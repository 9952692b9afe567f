//! Where the pages of archives end.
//!
//! # Why
//! A page that is full must stay as it is, whatever is added, deleted or dated back. So it is not counted anew which
//! entries it has: once it is full, the place at which it ends is kept for ever, and it holds what lies between that
//! and the end of the page before. A page that was begun is kept too: somebody may know its address.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::date::Timestamp;
use crate::ledger::Ledger;

/// A page of a feed's archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLine {
    /// The feed's path below the output folder.
    pub path: Box<str>,
    /// The page's number; the oldest entries are on page 1.
    pub number: u32,
    /// When the last of its entries was published; of a page that is not full, when the entry was with which it began.
    pub at: Timestamp,
    /// The id of the last of its entries; `None` as long as the page is not full.
    pub last: Option<Box<str>>,
}

/// A place in the order of all entries, oldest first: of two of one instant, the one with the smaller id is the newer
/// one, as a feed shows them.
pub type End<'a> = (i64, Reverse<&'a str>);

impl PageLine {
    /// Where the page ends, if it is full.
    pub fn end(&self) -> Option<End<'_>> {
        self.last.as_deref().map(|id| (self.at.unix(), Reverse(id)))
    }
}

/// The pages of all archives, by the paths of their feeds.
pub struct Pages(HashMap<Box<str>, Vec<PageLine>>);

impl Pages {
    /// Takes the pages out of a ledger, to be put back by [`Pages::give_back`].
    pub fn take(ledger: &mut Ledger) -> Pages {
        let mut pages: HashMap<Box<str>, Vec<PageLine>> = HashMap::new();
        for page in std::mem::take(&mut ledger.pages) {
            pages.entry(page.path.clone()).or_default().push(page);
        }
        Pages(pages)
    }

    /// The pages of a feed: full ones first, in the order of their numbers, which begin with 1.
    pub fn of(&mut self, path: &str) -> &mut Vec<PageLine> {
        self.0.entry(path.into()).or_default()
    }

    /// Puts the pages back.
    pub fn give_back(self, ledger: &mut Ledger) {
        ledger.pages = self.0.into_values().flatten().collect();
        ledger.pages.sort_by(|a, b| (&a.path, a.number).cmp(&(&b.path, b.number)));
    }
}

/// Makes one line of those that a merge left of one page, and lets each page end where it can: of two ends the earlier
/// one counts, and no page ends before the one before it. So every page is where it was on one of the two branches.
pub(super) fn unite(pages: &mut Vec<PageLine>) {
    // Full ones first, the earliest end of all in front.
    pages.sort_by(|a, b| {
        let key = |page: &PageLine| (page.last.is_none(), page.at.unix());
        let by_id = || b.last.cmp(&a.last);
        (&a.path, a.number).cmp(&(&b.path, b.number)).then_with(|| key(a).cmp(&key(b))).then_with(by_id)
    });
    pages.dedup_by(|later, first| (&later.path, later.number) == (&first.path, first.number));
    let mut kept: Vec<PageLine> = Vec::with_capacity(pages.len());
    for mut page in pages.drain(..) {
        match kept.last().filter(|before| before.path == page.path) {
            // What comes behind a gap would show what belongs in there.
            Some(before) if before.number.checked_add(1) != Some(page.number) => continue,
            None if page.number != 1 => continue,
            Some(before) if before.end() > page.end() && page.last.is_some() => {
                // Behind a page that is not full, none is.
                (page.at, page.last) = (before.at, before.last.clone());
            }
            Some(before) if before.last.is_none() => page.last = None,
            _ => {}
        }
        kept.push(page);
    }
    *pages = kept;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(number: u32, at: i64, last: &str) -> PageLine {
        let last = Some(last).filter(|last| !last.is_empty()).map(Into::into);
        PageLine { path: "f.xml".into(), number, at: Timestamp::from_unix(at).unwrap(), last }
    }

    /// What is left of some lines, whatever their order.
    #[track_caller]
    fn check(lines: &[PageLine], expected: &[PageLine]) {
        for turn in 0..lines.len() {
            let mut pages = lines.to_vec();
            pages.rotate_left(turn);
            unite(&mut pages);
            assert_eq!(pages, expected, "turned by {turn}");
        }
    }

    #[test]
    fn of_two_ends_the_earlier_one_counts() {
        check(&[page(1, 5, "b"), page(1, 5, "b"), page(2, 6, "")], &[page(1, 5, "b"), page(2, 6, "")]);
        check(&[page(1, 5, "b"), page(1, 4, "z")], &[page(1, 4, "z")]);
        // Of one instant, the greater id is the older entry.
        check(&[page(1, 5, "b"), page(1, 5, "c")], &[page(1, 5, "c")]);
        check(&[page(1, 5, "b"), page(1, 1, "")], &[page(1, 5, "b")]);
        check(&[page(1, 5, ""), page(1, 1, "")], &[page(1, 1, "")]);
    }

    #[test]
    fn ends_never_go_back() {
        check(
            &[page(1, 5, "b"), page(2, 4, "a"), page(3, 9, "c")],
            &[page(1, 5, "b"), page(2, 5, "b"), page(3, 9, "c")],
        );
        check(&[page(1, 5, ""), page(2, 9, "a")], &[page(1, 5, ""), page(2, 9, "")]);
        check(&[page(1, 5, "a"), page(3, 9, "a")], &[page(1, 5, "a")]);
        check(&[page(u32::MAX, 5, "a"), page(2, 5, "a")], &[]);
    }
}
