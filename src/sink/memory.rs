//! Finished files kept in memory: for programs that serve or store them themselves, and for tests.

use std::collections::BTreeMap;
use std::io;

use crate::output::Output;
use crate::sink::{Sink, Written};

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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_contract() {
        let mut sink = MemorySink::default();
        assert_eq!(sink.put("x", &one()).unwrap(), Written::Created);
        let mut sink = MemorySink::default();
        let files = std::cell::RefCell::new(BTreeMap::new());
        // The contract sees a sink through its trait, so what it holds is copied out after each look.
        struct Shared<'a>(&'a mut MemorySink, &'a std::cell::RefCell<BTreeMap<String, Vec<u8>>>);
        impl Sink for Shared<'_> {
            fn put(&mut self, name: &str, output: &Output) -> io::Result<Written> {
                let written = self.0.put(name, output)?;
                let bytes = |(name, output): (&String, &Output)| (name.clone(), output.bytes.clone());
                *self.1.borrow_mut() = self.0.files.iter().map(bytes).collect();
                Ok(written)
            }
        }
        crate::sink::contract(&mut Shared(&mut sink, &files), &|_, name| files.borrow().get(name).cloned());
    }

    fn one() -> Output {
        Output {
            bytes: b"1".to_vec(),
            media_type: "text/plain",
            modified: crate::date::Timestamp::from_unix(0).unwrap(),
        }
    }
}
