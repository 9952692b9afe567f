//! Where finished files go.
//!
//! Adding a sink: copy `memory.rs`, and let its tests call the contract.

mod folder;
mod memory;

use std::io;

use crate::output::Output;

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
}

/// What a sink holds under a name.
#[cfg(test)]
type Read = Option<Vec<u8>>;

/// What every sink promises; `sink` is empty, `read` tells what it holds.
#[cfg(test)]
pub(crate) fn contract(sink: &mut dyn Sink, read: &dyn Fn(&dyn Sink, &str) -> Read) {
    let modified = crate::date::Timestamp::from_unix(0).unwrap();
    let output = |text: &str| Output { bytes: text.into(), media_type: "text/plain", modified };
    assert_eq!(sink.put("a/b.xml", &output("one")).unwrap(), Written::Created);
    assert_eq!(sink.put("a/b.xml", &output("one")).unwrap(), Written::Same);
    assert_eq!(sink.put("a/b.xml", &output("two")).unwrap(), Written::Changed);
    assert_eq!(read(sink, "a/b.xml").as_deref(), Some(b"two".as_slice()));
    for name in ["../x", "/x", "", "a//b", "a/./b", "a/../../x", "a\0b", "a/b.xml/c"] {
        assert!(sink.put(name, &output("x")).is_err(), "{name:?}");
    }
    assert_eq!(read(sink, "a/b.xml").as_deref(), Some(b"two".as_slice()));
}
