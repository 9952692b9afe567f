//! Where articles come from.
//!
//! A source knows names and bytes, nothing of what they mean. Adding one: copy `memory.rs`, and let its tests call the
//! contract, which says what every source promises.

mod folder;
mod git;
mod glance;
mod listed;
mod memory;
#[cfg(target_os = "linux")]
mod quick;
mod remarked;
mod unlinked;

use std::io;

use crate::stamp::Stamp;

pub use folder::FolderSource;
#[cfg(feature = "watch")]
pub(crate) use folder::is_machinery;
pub use glance::{Folder, Glance, split};
pub use listed::Listed;
pub use memory::MemorySource;
pub use remarked::Remarked;

/// A place that holds articles and the files that belong to them.
///
/// A name is a path with `/` between its parts, below the source's root: never absolute, without `.` and `..`.
pub trait Source: Sync {
    /// Every document and what was passed over, each in the order of its name (by bytes).
    ///
    /// # Errors
    /// The world refused: the root can't be read, say.
    fn list(&self) -> io::Result<Listing>;

    /// The same, for who only wants to see whether anything changed.
    ///
    /// # Errors
    /// As [`Source::list`].
    fn glance(&self) -> io::Result<Glance> {
        self.list().map(Glance::of)
    }

    /// The same, for who reads every document by [`Source::read_each`] and is told its stamp there: where leaving stamps and
    /// times out is quicker, they are.
    ///
    /// # Errors
    /// As [`Source::list`].
    fn names(&self) -> io::Result<Glance> {
        self.glance()
    }

    /// A document's bytes.
    ///
    /// # Errors
    /// The document is gone, can't be read, is larger than [`DOCUMENT_BYTES_MAX`], or stands outside the root.
    fn read(&self, name: &str) -> io::Result<Vec<u8>>;

    /// Several documents, one after the other as they are asked for. A source whose documents come from afar has those that
    /// come next brought near in the meantime.
    fn read_each<'a>(&'a self, names: Vec<&'a str>) -> Reads<'a> {
        Box::new(names.into_iter().map(|name| self.read(name).map(|bytes| Document { bytes, stamp: None })))
    }

    /// The length and the first bytes, at most `limit`, of any file; `None` when there is none of that name within
    /// the root.
    ///
    /// # Errors
    /// The file is there and can't be read.
    fn probe(&self, name: &str, limit: usize) -> io::Result<Option<Probe>>;

    /// The stamp of any file; `None` when there is none of that name within the root, or the source can't tell.
    fn stamp(&self, _name: &str) -> Option<Stamp> {
        None
    }

    /// When each document was first committed (seconds since 1970, UTC), where the source keeps a history.
    ///
    /// # Errors
    /// There is no history, or not all of it.
    fn first_commits(&self) -> io::Result<Vec<(String, i64)>> {
        Err(io::Error::new(io::ErrorKind::Unsupported, "this source keeps no history"))
    }

    /// When documents were last changed by a commit (seconds since 1970, UTC), where the source keeps a history and tells
    /// it; one with changes that are not committed has no such instant.
    fn last_commits(&self, _names: &[&str]) -> Vec<(String, i64)> {
        Vec::new()
    }
}

/// Documents in their order, each once, with the bytes that [`Source::read`] has.
pub type Reads<'a> = Box<dyn Iterator<Item = io::Result<Document>> + 'a>;

/// A document that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its stamp from before they were read, where the source tells it then.
    pub stamp: Option<Stamp>,
}

/// The largest document that is read: far above any article, far below what would exhaust memory.
pub const DOCUMENT_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// What a source holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The documents.
    pub documents: Vec<DocumentInfo>,
    /// What was passed over though it may have been meant.
    pub passed_over: Vec<PassedOver>,
}

/// A document, unread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentInfo {
    /// The name.
    pub name: String,
    /// When it was last modified: seconds since 1970, UTC.
    pub modified: Option<i64>,
    /// By what it is known as the same without reading it, where the source can tell.
    pub stamp: Option<Stamp>,
}

/// Something that was not taken for a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// Its name, as far as it can be shown.
    pub name: String,
    /// Why: a phrase for people.
    pub why: String,
    /// Whether it could not be read, so that articles may be missing.
    pub is_refused: bool,
}

/// Why a link is passed over.
const LINK_WHY: &str = "it is a symbolic link";
/// Why an article in another markup is passed over.
const FOREIGN_WHY: &str = "articles of this kind are not understood";

/// What a look at a file tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    /// Bytes.
    pub length: u64,
    /// The first of them.
    pub head: Vec<u8>,
}

/// What every source promises; `source` holds `b/two.md` ("two") and `a.md` ("one"), nothing else.
#[cfg(test)]
pub(crate) fn contract(source: &dyn Source) {
    let names: Vec<_> = source.list().unwrap().documents.into_iter().map(|document| document.name).collect();
    assert_eq!(names, ["a.md", "b/two.md"], "documents come in the order of their names");
    assert_eq!(source.glance().unwrap().into_listing(), source.list().unwrap(), "a glance says what a listing says");
    assert_eq!(source.list().unwrap(), source.list().unwrap(), "a listing depends on what is there, nothing else");
    assert_eq!(source.read("b/two.md").unwrap(), b"two");
    assert_eq!(source.probe("a.md", 2).unwrap(), Some(Probe { length: 3, head: b"on".to_vec() }));
    assert_eq!(source.probe("a.md", 99).unwrap(), Some(Probe { length: 3, head: b"one".to_vec() }));
    assert_eq!(source.probe("none.md", 9).unwrap(), None);
    for name in ["none.md", "../a.md", "/etc/passwd", "", "b/../a.md", "b", "a.md/x"] {
        assert!(source.read(name).is_err(), "{name}");
    }
    let names = ["a.md", "b/two.md", "none.md", "b/two.md", "b/../a.md", "b/", "", "a.md"];
    let read: Vec<_> = source.read_each(names.to_vec()).map(io::Result::ok).collect();
    let bytes: Vec<_> = read.iter().map(|read| read.as_ref().map(|read| read.bytes.clone())).collect();
    assert_eq!(bytes, names.map(|name| source.read(name).ok()), "whoever reads many reads what one reads");
    let mut listing = source.names().unwrap().into_listing();
    for (document, read) in listing.documents.iter_mut().zip(read.into_iter().flatten()) {
        document.stamp = document.stamp.or(read.stamp);
        document.modified = document.modified.or(document.stamp.map(|stamp| stamp.modified / 1_000_000_000));
    }
    assert_eq!(listing, source.list().unwrap(), "names and the stamps of what is read are what a listing says");
    for name in ["../a.md", "/etc/passwd", "", "b/../a.md", "b"] {
        assert_eq!(source.probe(name, 9).unwrap(), None, "{name}");
    }
}
