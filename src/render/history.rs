//! The vocabulary of feeds in several documents (RFC 5005), which RSS and Atom have in common.

use crate::model::History;

pub(super) const PREFIX: &str = "fh";
pub(super) const ADDRESS: &str = "http://purl.org/syndication/history/1.0";

/// The element that tells what a document is, by its name without the prefix.
pub(super) fn mark(history: &History) -> Option<&'static str> {
    match history {
        History::Complete => Some("complete"),
        History::Newest { .. } => None,
        History::Archive { .. } => Some("archive"),
    }
}
