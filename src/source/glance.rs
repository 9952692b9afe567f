//! What a source holds, folder by folder: as little as it takes to see whether anything changed.
//!
//! There may be a million documents, and mostly none of them changed: so their names stand side by side in one text, in
//! no order, and only who needs a [`Listing`] makes one.

use std::collections::HashMap;

use crate::parallel;
use crate::source::{DocumentInfo, Listing, PassedOver};
use crate::stamp::Stamp;

/// What a source holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    /// The folders in which documents are, each once, in no order.
    pub folders: Vec<Folder>,
    /// What was passed over though it may have been meant, in the order of names.
    pub passed_over: Vec<PassedOver>,
}

/// The documents that stand in one folder; those in folders below it are theirs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    /// The folder's name: empty, or with a `/` at its end.
    pub name: String,
    /// The names of all its documents, one behind the other.
    names: String,
    documents: Vec<Document>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Document {
    /// Where its name ends.
    end: usize,
    modified: Option<i64>,
    stamp: Option<Stamp>,
}

impl Folder {
    /// A folder without documents.
    pub fn new(name: &str) -> Folder {
        Folder { name: name.to_owned(), ..Folder::default() }
    }

    /// Adds a document by its name within the folder.
    pub fn push(&mut self, file: &str, modified: Option<i64>, stamp: Option<Stamp>) {
        self.names.push_str(file);
        self.documents.push(Document { end: self.names.len(), modified, stamp });
    }

    /// How many documents it has.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Every document: its name within the folder, and its stamp.
    pub fn documents(&self) -> impl Iterator<Item = (&str, Option<Stamp>)> {
        (0..self.len()).filter_map(|place| self.at(place)).map(|(file, document)| (file, document.stamp))
    }

    /// The same, as a listing has it.
    pub fn infos(&self) -> impl Iterator<Item = DocumentInfo> {
        (0..self.len()).filter_map(|place| self.info(place))
    }

    /// The document at a place among all, as a listing has it.
    pub fn info(&self, place: usize) -> Option<DocumentInfo> {
        let (file, Document { modified, stamp, .. }) = self.at(place)?;
        Some(DocumentInfo { name: [&self.name, file].concat(), modified, stamp })
    }

    fn at(&self, place: usize) -> Option<(&str, Document)> {
        let document = *self.documents.get(place)?;
        let start = place.checked_sub(1).map_or(0, |before| self.documents[before].end);
        Some((&self.names[start..document.end], document))
    }
}

impl Glance {
    /// What a listing says.
    pub fn of(listing: Listing) -> Glance {
        let mut folders: Vec<Folder> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for DocumentInfo { name, modified, stamp } in listing.documents {
            let (folder, file) = split(&name);
            let at = known.get(folder).copied().unwrap_or_else(|| {
                known.insert(folder.to_owned(), folders.len());
                folders.push(Folder::new(folder));
                folders.len() - 1
            });
            folders[at].push(file, modified, stamp);
        }
        Glance { folders, passed_over: listing.passed_over }
    }

    /// The same as a listing, in the order of names.
    pub fn into_listing(mut self) -> Listing {
        self.folders.sort_by(|a, b| a.name.cmp(&b.name));
        let lists = parallel::map(&self.folders, |folder| {
            let mut documents: Vec<DocumentInfo> = folder.infos().collect();
            documents.sort_by(|a, b| a.name.cmp(&b.name));
            documents
        });
        let mut documents = Vec::with_capacity(lists.iter().map(Vec::len).sum());
        lists.into_iter().for_each(|mut list| documents.append(&mut list));
        // What stands in folders of folders comes among the rest; all else is in order already.
        documents.sort_by(|a, b| a.name.cmp(&b.name));
        Listing { documents, passed_over: self.passed_over }
    }
}

/// A document's folder, empty or with a `/` at its end, and its name within that.
pub fn split(name: &str) -> (&str, &str) {
    name.split_at(memchr::memrchr(b'/', name.as_bytes()).map_or(0, |at| at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glance_says_what_the_listing_says() {
        let names = ["a", "a-b/x", "a.md", "a/b/c", "a/b.md", "a/b/d/e", "b"];
        let stamp = |at| Some(Stamp { size: 1, modified: at, changed: at });
        let mut documents: Vec<DocumentInfo> = names
            .iter()
            .zip(0..)
            .map(|(name, at)| DocumentInfo { name: (*name).to_owned(), modified: Some(at), stamp: stamp(at) })
            .collect();
        documents.sort_by(|a, b| a.name.cmp(&b.name));
        let listing = Listing { documents, passed_over: Vec::new() };
        let glance = Glance::of(listing.clone());
        assert_eq!(glance.folders.iter().map(Folder::len).sum::<usize>(), names.len());
        assert_eq!(glance.into_listing(), listing);
    }
}
