//! A source of which a list was made already.

use std::io;
use std::sync::{Mutex, PoisonError};

use crate::source::{Glance, Listing, Probe, Reads, Source};
use crate::stamp::Stamp;

/// Another source, and a glance at it that the next one who asks for a glance or a list gets.
pub struct Listed<'a> {
    source: &'a dyn Source,
    glance: Mutex<Option<Glance>>,
}

impl<'a> Listed<'a> {
    /// A source, and what a glance at it showed.
    pub fn new(source: &'a dyn Source, glance: Glance) -> Listed<'a> {
        Listed { source, glance: Mutex::new(Some(glance)) }
    }

    fn made(&self) -> Option<Glance> {
        self.glance.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Source for Listed<'_> {
    fn list(&self) -> io::Result<Listing> {
        self.made().map_or_else(|| self.source.list(), |glance| Ok(glance.into_listing()))
    }

    fn glance(&self) -> io::Result<Glance> {
        self.made().map_or_else(|| self.source.glance(), Ok)
    }

    fn names(&self) -> io::Result<Glance> {
        self.made().map_or_else(|| self.source.names(), Ok)
    }

    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        self.source.read(name)
    }

    fn read_each<'a>(&'a self, names: Vec<&'a str>) -> Reads<'a> {
        self.source.read_each(names)
    }

    fn probe(&self, name: &str, limit: usize) -> io::Result<Option<Probe>> {
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
    fn keeps_the_contract() {
        let source = MemorySource::new([("b/two.md", "two"), ("a.md", "one")]);
        crate::source::contract(&Listed::new(&source, source.glance().unwrap()));
    }
}
