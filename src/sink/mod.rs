//! Where finished files go.
//!
//! Adding a sink: copy `memory.rs`, and let its tests call the contract.

mod ahead;
mod draft;
mod folder;
mod memory;

use std::io::{self, BufRead, Cursor};

use crate::date::Timestamp;
use crate::output::Output;
use crate::stamp::Stamp;

pub use draft::Draft;
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

    /// A part of these bytes, from `start` on; fewer where there are fewer.
    ///
    /// # Errors
    /// As [`Sink::get`].
    fn part(&self, name: &str, start: u64, length: usize) -> io::Result<Option<Vec<u8>>> {
        Ok(self.get(name)?.map(|bytes| {
            let rest = usize::try_from(start).ok().and_then(|start| bytes.get(start..)).unwrap_or_default();
            rest[..length.min(rest.len())].to_vec()
        }))
    }

    /// By what the file of this name is known as the same without reading it, where the sink can tell.
    fn stamp(&self, _name: &str) -> Option<Stamp> {
        None
    }

    /// The same bytes, for who does not need all of them at once.
    ///
    /// # Errors
    /// As [`Sink::get`].
    fn open(&self, name: &str) -> io::Result<Option<Box<dyn BufRead>>> {
        Ok(self.get(name)?.map(|bytes| Box::new(Cursor::new(bytes)) as Box<dyn BufRead>))
    }

    /// Begins a file that comes in pieces. Nothing is replaced before [`Sink::finish`].
    ///
    /// # Errors
    /// The world refused, or the name would leave the root.
    fn begin(&mut self, name: &str) -> io::Result<Draft> {
        self.get(name).map(|_| Draft::in_memory(name))
    }

    /// Begins one that takes no place in the end: for what is too much to be held. It is gone when it is dropped, or when
    /// the program is.
    ///
    /// # Errors
    /// The world refused.
    fn aside(&mut self) -> io::Result<Draft>;

    /// Adds a piece to such a file. Who reads a part of the file takes for true that its bytes are those that were given.
    ///
    /// # Errors
    /// The world refused.
    fn push(&mut self, draft: &mut Draft, bytes: &[u8]) -> io::Result<()> {
        draft.push(bytes)
    }

    /// Gives such a file another beginning, in the place of its first bytes.
    ///
    /// # Errors
    /// The world refused.
    fn begin_anew(&mut self, draft: &mut Draft, length: u64, start: &[u8]) -> io::Result<()> {
        let mut other = self.begin(draft.name())?;
        other.push(start)?;
        draft.copy_from(length, &mut other)?;
        *draft = other;
        Ok(())
    }

    /// Puts such a file there, as [`Sink::put`] does: `media_type` and `modified` are those of the finished file.
    ///
    /// # Errors
    /// The world refused.
    fn finish(&mut self, draft: Draft, media_type: &'static str, modified: Timestamp) -> io::Result<Written> {
        let bytes = draft.read()?;
        self.put(draft.name(), &Output { bytes, media_type, modified })
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
    contract_in_pieces(sink);
    assert!(sink.get("../x").is_err());
    for name in ["../x", "/x", "", "a//b", "a/./b", "a/../../x", "a\0b", "a/b.xml/c"] {
        assert!(sink.put(name, &output("x")).is_err(), "{name:?}");
        assert!(sink.get(name).ok().flatten().is_none(), "{name:?}");
    }
    assert_eq!(read(sink).as_deref(), Some(b"two".as_slice()));
}

/// The same of files that come in pieces; `a/b.xml` holds `two`, and does so in the end.
#[cfg(test)]
fn contract_in_pieces(sink: &mut dyn Sink) {
    let modified = Timestamp::from_unix(0).unwrap();
    let write = |sink: &mut dyn Sink, name: &str, pieces: &[&str]| {
        let mut draft = sink.begin(name).unwrap();
        pieces.iter().for_each(|piece| sink.push(&mut draft, piece.as_bytes()).unwrap());
        draft
    };
    let draft = write(sink, "a/b.xml", &["th", "", "ree"]);
    assert_eq!((draft.length(), draft.read().unwrap().as_slice()), (5, b"three".as_slice()));
    assert_eq!(sink.get("a/b.xml").unwrap().as_deref(), Some(b"two".as_slice()), "nothing is replaced before the end");
    drop(draft);
    assert_eq!(sink.get("a/b.xml").unwrap().as_deref(), Some(b"two".as_slice()));
    let draft = write(sink, "a/b.xml", &["t", "wo"]);
    assert_eq!(sink.finish(draft, "text/plain", modified).unwrap(), Written::Same);
    let mut draft = write(sink, "a/b.xml", &["f", "our"]);
    sink.begin_anew(&mut draft, 1, b"p").unwrap();
    sink.push(&mut draft, b"s").unwrap();
    assert_eq!(sink.finish(draft, "text/plain", modified).unwrap(), Written::Changed);
    let part = |start, length| sink.part("a/b.xml", start, length).unwrap().unwrap();
    assert_eq!((part(1, 3), part(4, 9), part(9, 1)), (b"our".to_vec(), b"s".to_vec(), Vec::new()));
    let mut read = String::new();
    io::Read::read_to_string(&mut sink.open("a/b.xml").unwrap().unwrap(), &mut read).unwrap();
    assert_eq!(read, "pours");
    let mut aside = sink.aside().unwrap();
    sink.push(&mut aside, b"five").unwrap();
    assert_eq!(aside.part(1, 2).unwrap(), b"iv");
    sink.push(&mut aside, b"six").unwrap();
    assert_eq!((aside.part(3, 4).unwrap(), aside.part(0, 7).unwrap()), (b"esix".to_vec(), b"fivesix".to_vec()));
    assert!(aside.part(4, 4).is_err());
    let draft = write(sink, "a/b.xml", &["two"]);
    assert_eq!(sink.finish(draft, "text/plain", modified).unwrap(), Written::Changed);
    assert!(sink.open("a/c.xml").unwrap().is_none());
    for name in ["../x", "/x", "", "a//b", "a\0b"] {
        assert!(sink.begin(name).is_err(), "{name:?}");
    }
}
