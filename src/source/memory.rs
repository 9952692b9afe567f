//! Articles held in memory: for programs that have them from elsewhere, and for tests.

use std::collections::BTreeMap;
use std::io;

use crate::source::{DocumentInfo, Listing, Probe, Source};

/// Documents and files in memory, by name.
#[derive(Clone, Debug, Default)]
pub struct MemorySource {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemorySource {
    /// Takes files by name. What is an article is for the reader of the source to tell by the name.
    pub fn new<N: Into<String>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (N, B)>) -> MemorySource {
        MemorySource { files: files.into_iter().map(|(name, bytes)| (name.into(), bytes.into())).collect() }
    }
}

impl Source for MemorySource {
    fn list(&self) -> io::Result<Listing> {
        let documents =
            self.files.keys().map(|name| DocumentInfo { name: name.clone(), modified: None, stamp: None }).collect();
        Ok(Listing { documents, passed_over: Vec::new() })
    }

    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        self.files.get(name).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn probe(&self, name: &str, limit: usize) -> io::Result<Option<Probe>> {
        Ok(self
            .files
            .get(name)
            .map(|bytes| Probe { length: bytes.len() as u64, head: bytes[..limit.min(bytes.len())].to_vec() }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_contract() {
        crate::source::contract(&MemorySource::new([("b/two.md", "two"), ("a.md", "one")]));
    }
}
