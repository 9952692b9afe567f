//! Where a document stands in the history of its feed (RFC 5005).

use crate::date::Timestamp;
use crate::model::Url;

/// What a document says of all the entries that its feed ever had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum History {
    /// It shows all entries that there are, and what it no longer shows is gone. RSS and Atom: `fh:complete` (section 2).
    Complete,
    /// It shows the newest entries, and all others stand in archives (section 4).
    Newest {
        /// The archive of those before. RSS and Atom: `link rel="prev-archive"`. JSON Feed: `next_url`.
        previous: Url,
        /// When the feed was updated, should it show nothing.
        since: Timestamp,
    },
    /// It is an archive: a page of older entries. RSS and Atom: `fh:archive` (section 4).
    Archive {
        /// The document that people subscribe to. RSS and Atom: `link rel="current"`.
        current: Url,
        /// The archive of the entries before. RSS and Atom: `link rel="prev-archive"`. JSON Feed: `next_url`.
        previous: Option<Url>,
        /// The archive of the entries behind. RSS and Atom: `link rel="next-archive"`.
        next: Option<Url>,
        /// When it was updated, should it show nothing.
        since: Timestamp,
    },
}

impl History {
    /// When a document was updated that shows nothing; `None` of one that has to show something.
    pub fn since(&self) -> Option<Timestamp> {
        match self {
            History::Complete => None,
            History::Newest { since, .. } | History::Archive { since, .. } => Some(*since),
        }
    }

    /// The archive of the entries before those that a document shows.
    pub fn previous(&self) -> Option<&Url> {
        match self {
            History::Complete => None,
            History::Newest { previous, .. } => Some(previous),
            History::Archive { previous, .. } => previous.as_ref(),
        }
    }

    /// The links to the other documents, by their relations.
    pub fn links(&self) -> Vec<(&'static str, &Url)> {
        let mut links = Vec::new();
        if let History::Archive { current, .. } = self {
            links.push(("current", current));
        }
        links.extend(self.previous().map(|previous| ("prev-archive", previous)));
        if let History::Archive { next: Some(next), .. } = self {
            links.push(("next-archive", next));
        }
        links
    }
}
