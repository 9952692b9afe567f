//! The vocabulary of feeds in several documents (RFC 5005), which RSS and Atom have in common.

use std::collections::BTreeMap;

use crate::model::{Feed, History};

/// Declares the prefix of the element that tells what a document is, if it has one.
pub(super) fn declare(feed: &Feed, namespaces: &mut BTreeMap<String, String>) {
    if element(feed).is_some() {
        namespaces.insert("fh".to_owned(), "http://purl.org/syndication/history/1.0".to_owned());
    }
}

/// The element that tells what a document is. It is empty, and stands in the head of a feed, for which neither crate has
/// a place.
pub(super) fn element(feed: &Feed) -> Option<&'static str> {
    match feed.info().history.as_ref()? {
        History::Complete => Some("<fh:complete/>"),
        History::Newest { .. } => None,
        History::Archive { .. } => Some("<fh:archive/>"),
    }
}
