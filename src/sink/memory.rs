//! Finished files kept in memory: for programs that serve or store them themselves, and for tests.

use std::collections::BTreeMap;
use std::io;

use crate::output::Output;
use crate::sink::{Draft, Sink, Written};

/// Finished files by name.
#[derive(Clone, Debug, Default)]
pub struct MemorySink {
    /// The files.
    pub files: BTreeMap<String, Output>,
}

impl Sink for MemorySink {
    fn put(&mut self, name: &str, output: &Output) -> io::Result<Written> {
        let mut above = name.match_indices('/').map(|(at, _)| &name[..at]);
        if !crate::output::is_name(name) || above.any(|folder| self.files.contains_key(folder)) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a name within the sink"));
        }
        match self.files.insert(name.to_owned(), output.clone()) {
            None => Ok(Written::Created),
            Some(before) if before.bytes == output.bytes => Ok(Written::Same),
            Some(_) => Ok(Written::Changed),
        }
    }

    fn get(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        if !crate::output::is_name(name) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a name within the sink"));
        }
        Ok(self.files.get(name).map(|output| output.bytes.clone()))
    }

    fn aside(&mut self) -> io::Result<Draft> {
        Ok(Draft::in_memory(""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_contract() {
        crate::sink::contract(&mut MemorySink::default());
    }
}
