//! A source that remembers which files were looked up.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, PoisonError};

use crate::source::{Glance, Listing, Probe, Reads, Source};
use crate::stamp::Stamp;

/// Another source, and the names of the files that somebody wanted to know something of, be they there or not, each with
/// its stamp from before anybody was told.
pub struct Remarked<'a> {
    source: &'a dyn Source,
    names: Mutex<BTreeMap<String, Option<Stamp>>>,
}

impl<'a> Remarked<'a> {
    /// A source of which nobody wanted to know anything yet.
    pub fn new(source: &'a dyn Source) -> Remarked<'a> {
        Remarked { source, names: Mutex::default() }
    }

    /// The names, each once, in order, and the stamps.
    pub fn names(&self) -> Vec<(String, Option<Stamp>)> {
        let names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        names.iter().map(|(name, stamp)| (name.clone(), *stamp)).collect()
    }
}

impl Source for Remarked<'_> {
    fn list(&self) -> io::Result<Listing> {
        self.source.list()
    }

    fn glance(&self) -> io::Result<Glance> {
        self.source.glance()
    }

    fn names(&self) -> io::Result<Glance> {
        self.source.names()
    }

    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        self.source.read(name)
    }

    fn read_each<'a>(&'a self, names: Vec<&'a str>) -> Reads<'a> {
        self.source.read_each(names)
    }

    fn probe(&self, name: &str, limit: usize) -> io::Result<Option<Probe>> {
        let names = || self.names.lock().unwrap_or_else(PoisonError::into_inner);
        if !names().contains_key(name) {
            // Nobody waits while the disk is asked; whose answer comes first, it is from before anybody was told.
            let stamp = self.source.stamp(name);
            names().entry(name.to_owned()).or_insert(stamp);
        }
        self.source.probe(name, limit)
    }

    fn stamp(&self, name: &str) -> Option<Stamp> {
        self.source.stamp(name)
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
    use crate::source::MemorySource;

    #[test]
    fn keeps_the_contract_and_the_names() {
        let source = MemorySource::new([("b/two.md", "two"), ("a.md", "one")]);
        let remarked = Remarked::new(&source);
        crate::source::contract(&remarked);
        let names = remarked.names();
        assert!(["a.md", "none.md"].iter().all(|name| names.iter().any(|(known, _)| known == name)));
    }
}
