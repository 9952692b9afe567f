//! Where finished files go.
//!
//! Adding a sink: copy `memory.rs`, and let its tests call the contract.

mod folder;
mod memory;

use std::io;

use crate::output::Output;
use crate::stamp::Stamp;

pub use folder::FolderSink;
pub(crate) use folder::replace;
pub use memory::MemorySink;

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// There was none.
    Created,
    /// It had other bytes.
    Changed,
    /// It had these bytes already and was not touched. Only what is not `Same` is worth announcing.
    Same,
}

/// A place that finished files are put into. A name is a path with `/` between its parts, below the sink's root.
pub trait Sink {
    /// Puts a file there, wholly or not at all; one that has these bytes already is not touched.
    ///
    /// # Errors
    /// The world refused, or the name would leave the root.
    fn put(&mut self, name: &str, output: &Output) -> io::Result<Written>;

    /// The bytes that are there under a name; `None` where there is no such file.
    ///
    /// # Errors
    /// The world refused, or the name would leave the root.
    fn get(&self, name: &str) -> io::Result<Option<Vec<u8>>>;

    /// By what the file of this name is known as the same without reading it, where the sink can tell.
    fn stamp(&self, _name: &str) -> Option<Stamp> {
        None
    }
}

/// What every sink promises; `sink` is empty.
#[cfg(test)]
pub(crate) fn contract(sink: &mut dyn Sink) {
    let read = |sink: &dyn Sink| sink.get("a/b.xml").unwrap();
    let modified = crate::date::Timestamp::from_unix(0).unwrap();
    let output = |text: &str| Output { bytes: text.into(), media_type: "text/plain", modified };
    assert_eq!(read(sink), None);
    assert_eq!(sink.put("a/b.xml", &output("one")).unwrap(), Written::Created);
    assert_eq!(read(sink).as_deref(), Some(b"one".as_slice()));
    assert_eq!(sink.put("a/b.xml", &output("one")).unwrap(), Written::Same);
    assert_eq!(sink.put("a/b.xml", &output("two")).unwrap(), Written::Changed);
    assert_eq!(read(sink).as_deref(), Some(b"two".as_slice()));
    assert!(sink.get("../x").is_err());
    for name in ["../x", "/x", "", "a//b", "a/./b", "a/../../x", "a\0b", "a/b.xml/c"] {
        assert!(sink.put(name, &output("x")).is_err(), "{name:?}");
        assert!(sink.get(name).ok().flatten().is_none(), "{name:?}");
    }
    assert_eq!(read(sink).as_deref(), Some(b"two".as_slice()));
}
