//! The entries of a feed beside each other, whatever its format: their order, their dates, what they share.

mod ids;

use std::collections::HashSet;

use crate::check::rules::feeds as rules;
use crate::check::values::{Remark, shown};

pub(in crate::check) use ids::{Dated, made_at_build, may_be_made_at_build};

/// Fewer entries may well share a moment by chance.
const SAME_MIN: usize = 3;

/// Whether the newest comes first, as far as the dates are known.
pub(in crate::check) fn is_ordered(dates: &[Option<i64>]) -> bool {
    let mut before = i64::MAX;
    dates.iter().flatten().all(|date| {
        let is_older = *date <= before;
        before = *date;
        is_older
    })
}

/// The first entry that is newer than the one before it, and what is to be said about it.
pub(in crate::check) fn out_of_order(dates: &[Option<i64>]) -> Option<(usize, Remark)> {
    let mut before = i64::MAX;
    let late = dates.iter().enumerate().find_map(|(at, date)| {
        let date = (*date)?;
        let is_newer = date > before;
        before = date;
        is_newer.then_some(at)
    })?;
    let message = "this one is newer than the one before it".to_owned();
    let help = "put the newest first: some readers take only the first ones";
    Some((late, Remark::new(&rules::ITEMS_UNORDERED, message, help)))
}

/// Whether several entries share one moment, which is then the clock's.
pub(in crate::check) fn is_one_moment(dates: &[Option<i64>]) -> bool {
    dates.len() >= SAME_MIN && dates[0].is_some() && dates.iter().all(|date| *date == dates[0])
}

/// Whether entries were published and changed at one moment at which a day begins somewhere: they have a date without a
/// time of day, which is nobody's clock.
pub(in crate::check) fn is_one_day(published: &[Option<i64>], changed: &[Option<i64>]) -> bool {
    /// Seconds in a quarter of an hour: days begin at such moments, in every zone.
    const QUARTER: i64 = 900;
    let begins = changed.first().copied().flatten().is_some_and(|moment| moment % QUARTER == 0);
    begins && published == changed && is_one_moment(changed)
}

/// What is to be said about entries that were all published at the moment `shown`.
pub(in crate::check) fn all_published_at(value: &str) -> Remark {
    let message = format!("all items have the date `{}`", shown(value.trim()));
    let help = "write the date on which each was published, not the one on which the feed was made";
    Remark::new(&rules::DATES_ALL_EQUAL, message, help)
}

/// What is to be said about entries that were all changed at the moment `shown`.
pub(in crate::check) fn all_updated_at(value: &str, count: usize) -> Remark {
    let message = format!("all {count} entries were updated at `{}`", shown(value.trim()));
    Remark::new(&rules::UPDATED_CLOCK, message, "write when each article was changed, and not when the feed was made")
}

/// What is to be said about an entry that was changed before it was published.
pub(in crate::check) fn changed_too_early(published: &str, updated: &str) -> Remark {
    let (published, updated) = (shown(published.trim()), shown(updated.trim()));
    let message = format!("this was published on `{published}`, after it was changed on `{updated}`");
    Remark::new(&rules::PUBLISHED_AFTER_UPDATED, message, format!("write `{published}` as the date of the change"))
}

/// Tells of each value that an earlier entry has too: its place among the values, and the value.
pub(in crate::check) fn repeated<'v>(
    values: impl Iterator<Item = Option<&'v str>>,
    mut tell: impl FnMut(usize, &'v str),
) {
    let values: Vec<Option<&str>> = values.collect();
    // Nearly always there is none, which an order shows sooner than a table.
    let mut sorted: Vec<&str> = values.iter().copied().flatten().collect();
    sorted.sort_unstable();
    if sorted.is_sorted_by(|before, behind| before < behind) {
        return;
    }
    let mut seen = HashSet::new();
    for (at, value) in values.into_iter().enumerate() {
        if let Some(value) = value.filter(|value| !seen.insert(*value)) {
            tell(at, value);
        }
    }
}

/// What is to be said about an id that another entry has too.
pub(in crate::check) fn same_id(id: &str) -> Remark {
    let message = format!("another item has the id `{}` too", shown(id));
    Remark::new(&rules::ID_REPEATED, message, "give every item an id of its own, and never use one again")
}

/// What is to be said about an address that another entry leads to.
pub(in crate::check) fn same_link(address: &str) -> Remark {
    let message = format!("another item leads to `{}` too", shown(address));
    Remark::new(&rules::LINK_REPEATED, message, "give every item the address of its own page")
}

/// What is to be said about the address that a feed names as its own, when it came from elsewhere.
pub(in crate::check) fn elsewhere(own: &str, location: Option<&str>) -> Option<Remark> {
    let location = location.filter(|location| differ(location, own))?;
    let message = format!("the feed says that it is at `{}`, and came from `{}`", shown(own), shown(location));
    Some(Remark::new(&rules::SELF_LINK_ELSEWHERE, message, format!("write `{}`", shown(location))))
}

/// Whether two addresses lead to different places.
pub(in crate::check) fn differ(one: &str, other: &str) -> bool {
    // What a fragment names is not asked of a server.
    let read = |text: &str| {
        let mut address = url::Url::parse(text).ok()?;
        address.set_fragment(None);
        Some(address)
    };
    match (read(one), read(other)) {
        (Some(one), Some(other)) => one != other,
        _ => one != other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_comes_first_as_far_as_dates_are_known() {
        assert!(is_ordered(&[Some(3), None, Some(3), Some(1)]));
        assert!(!is_ordered(&[Some(3), None, Some(4)]));
        assert_eq!(out_of_order(&[Some(3), None, Some(4), Some(5)]).map(|(at, _)| at), Some(2));
    }

    #[test]
    fn what_comes_again_is_told_each_time() {
        let mut told = Vec::new();
        repeated([Some("a"), None, Some("b"), Some("a"), Some("a")].into_iter(), |at, value| told.push((at, value)));
        assert_eq!(told, [(3, "a"), (4, "a")]);
    }

    #[test]
    fn two_entries_may_share_a_moment() {
        assert!(!is_one_moment(&[Some(1), Some(1)]));
        assert!(is_one_moment(&[Some(1), Some(1), Some(1)]));
        assert!(!is_one_moment(&[None, None, None]));
    }
}
