//! `archive`: whether entries that no longer have room in a feed stay in pages of their own.

use crate::config::Build;
use crate::config::feeds::{FeedConfig, LIMIT_MAX};
use crate::config::table::Table;
use crate::diagnostic::{Diagnostic, Span};
use crate::model::Order;

/// How many entries a page has, where nothing is said.
const SIZE: usize = 100;
/// Of a page's two entries, one can wait in the feed until the next page is there.
const SIZE_MIN: u64 = 2;

/// What a table says of its archive, with the places of what can't stand beside it.
pub(super) struct Archive {
    place: Option<Span>,
    size: Option<usize>,
    limit: Option<Span>,
    others: [(&'static str, Option<Span>); 3],
}

/// Reads `archive` and `archive_size`, before the table's limits are taken out of it.
pub(super) fn read(table: &mut Table<'_>, out: &mut Vec<Diagnostic>) -> Archive {
    let place = table.place("archive");
    let size_place = table.place("archive_size");
    let others = ["max_age", "max_bytes", "order"].map(|key| (key, table.place(key)));
    let limit = table.place("limit");
    let is_asked_for = table.flag("archive", out);
    let size = table.number("archive_size", SIZE_MIN..LIMIT_MAX + 1, out);
    if size_place.is_some() && is_asked_for != Some(true) && (place.is_none() || is_asked_for.is_some()) {
        let message = "`archive_size` says nothing, since the feed has no archive";
        let found = Diagnostic::error(RULE, message).at(size_place);
        out.push(found.help("add `archive = true`, or leave it out"));
    }
    let size = size.and_then(|size| usize::try_from(size.value).ok()).unwrap_or(SIZE);
    Archive { place, size: (is_asked_for == Some(true)).then_some(size), limit, others }
}

const RULE: &str = "config-archive";

impl Archive {
    /// Puts it into a feed whose other settings are known, if it can stand beside them.
    pub(super) fn put(self, feed: &mut FeedConfig, build: &Build, out: &mut Vec<Diagnostic>) {
        let Some(size) = self.size else { return };
        feed.archive = Some(size);
        if !build.ledger {
            let message = "an archive needs `feedwright.lock`, which keeps where its pages end";
            let found = Diagnostic::error(RULE, message).at(self.place);
            out.push(found.help("leave out `ledger = false` in `[build]`, or `archive`"));
        }
        let limit = match feed.limit {
            None => Some((
                "with `limit = 0` the feed shows all entries, so that none is left for an archive",
                "leave `archive` out, or write how many entries the feed shows, such as `limit = 20`",
            )),
            Some(1) => Some((
                "a feed with an archive shows two entries at least",
                "write `limit = 2` or more: the older one may wait until its page has room",
            )),
            Some(_) => None,
        };
        if let Some((message, help)) = limit {
            out.push(Diagnostic::error(RULE, message).at(self.limit).help(help));
        }
        let is_set = |key| match key {
            "max_age" => feed.max_age.is_some(),
            "max_bytes" => feed.max_bytes.is_some(),
            _ => feed.order == Order::Updated,
        };
        for (key, place) in self.others.into_iter().filter(|(key, _)| is_set(key)) {
            let why = match key {
                "order" => "an archive is in the order of publication: a changed entry would leave its page",
                "max_age" => "an archive begins where the feed ends, which has to be after so many entries",
                _ => "an archive begins where the feed ends, which has to be after so many entries, not bytes",
            };
            let help = format!("leave out `{key}` or `archive`; `limit` says how many entries the feed shows");
            out.push(Diagnostic::error(RULE, why).at(place).help(help));
        }
    }
}
