//! What a build looked at: so is known which of all the files in a folder matter to it.

use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::article::Markup;
use crate::source::{FolderSource, Glance, Listing, Probe, Reads, Source};
use crate::stamp::Stamp;

/// The names that builds asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// The articles of the last build.
    pub(super) articles: HashSet<String>,
    /// Files that articles name, and whether they are there. One that a later build asks for no more stays: a cache may
    /// have answered instead.
    pub(super) named: HashMap<String, bool>,
}

/// What builds see, shared with who watches.
#[derive(Clone, Debug, Default)]
pub(super) struct Shared(Arc<Mutex<Seen>>);

impl Shared {
    /// What was seen so far.
    pub(super) fn lock(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn articles(&self, glance: &Glance) {
        let names = glance.folders.iter().flat_map(|folder| folder.infos().map(|document| document.name));
        self.lock().articles = names.collect();
    }

    fn named(&self, name: &str, is_there: bool) {
        if Markup::of(name).is_none() {
            self.lock().named.insert(name.to_owned(), is_there);
        }
    }
}

/// A folder of articles that remembers what it was asked for.
#[derive(Debug)]
pub(super) struct Remembering {
    /// The folder.
    pub(super) source: FolderSource,
    /// What it was asked for.
    pub(super) seen: Shared,
}

impl Source for Remembering {
    fn list(&self) -> io::Result<Listing> {
        let listing = self.source.list()?;
        self.seen.lock().articles = listing.documents.iter().map(|document| document.name.clone()).collect();
        Ok(listing)
    }

    fn glance(&self) -> io::Result<Glance> {
        self.source.glance().inspect(|glance| self.seen.articles(glance))
    }

    fn names(&self) -> io::Result<Glance> {
        self.source.names().inspect(|glance| self.seen.articles(glance))
    }

    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        self.source.read(name)
    }

    fn read_each<'a>(&'a self, names: Vec<&'a str>) -> Reads<'a> {
        self.source.read_each(names)
    }

    fn probe(&self, name: &str, limit: usize) -> io::Result<Option<Probe>> {
        let probe = self.source.probe(name, limit);
        self.seen.named(name, !matches!(probe, Ok(None)));
        probe
    }

    fn stamp(&self, name: &str) -> Option<Stamp> {
        let stamp = self.source.stamp(name);
        self.seen.named(name, stamp.is_some());
        stamp
    }

    fn first_commits(&self) -> io::Result<Vec<(String, i64)>> {
        self.source.first_commits()
    }

    fn last_commits(&self, names: &[&str]) -> Vec<(String, i64)> {
        self.source.last_commits(names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn what_is_asked_for_is_remembered() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.md"), "one").unwrap();
        std::fs::create_dir(folder.path().join("b")).unwrap();
        std::fs::write(folder.path().join("b/two.md"), "two").unwrap();
        std::fs::write(folder.path().join("c.png"), "").unwrap();
        let is_article = |name: &str| Markup::of(name).is_some();
        let source = FolderSource::new(folder.path(), &[], Path::new("none"), is_article).unwrap();
        let seen = Shared::default();
        let source = Remembering { source, seen: seen.clone() };
        crate::source::contract(&source);
        assert!(source.stamp("c.png").is_some() && source.stamp("d.png").is_none());
        let mut articles: Vec<String> = seen.lock().articles.iter().cloned().collect();
        articles.sort_unstable();
        assert_eq!(articles, ["a.md", "b/two.md"]);
        let seen = seen.lock();
        let named = |name: &str| seen.named.get(name).copied();
        assert_eq!((named("c.png"), named("d.png"), named("a.md")), (Some(true), Some(false), None));
    }
}
