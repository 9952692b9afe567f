//! A finished file that is too large to be held: it comes in pieces, and takes its place once all of it is good.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use tempfile::NamedTempFile;

use crate::sink::ahead::Ahead;

/// A file that is being written, and that nobody sees before its sink is told to finish it. Dropped, it is gone.
#[derive(Debug)]
pub struct Draft {
    /// The name that it will have.
    name: String,
    length: u64,
    kept: Kept,
    ahead: Ahead,
}

/// Where a draft's bytes are.
#[derive(Debug)]
enum Kept {
    Memory(Vec<u8>),
    /// In a file beside the one that it will be, so that renaming it is all that is left to do.
    Beside(NamedTempFile),
    /// In a file that has no name and never gets one.
    Nameless(File),
}

/// How many bytes are copied at a time.
const BUFFER: usize = 256 * 1024;

impl Draft {
    /// A draft that is held in memory.
    pub fn in_memory(name: &str) -> Draft {
        Draft { name: name.to_owned(), length: 0, kept: Kept::Memory(Vec::new()), ahead: Ahead::default() }
    }

    pub(super) fn beside(name: &str, file: NamedTempFile) -> Draft {
        Draft { name: name.to_owned(), length: 0, kept: Kept::Beside(file), ahead: Ahead::default() }
    }

    pub(super) fn nameless(name: &str, file: File) -> Draft {
        Draft { name: name.to_owned(), length: 0, kept: Kept::Nameless(file), ahead: Ahead::default() }
    }

    /// Whether it is held in memory.
    pub fn is_held(&self) -> bool {
        matches!(self.kept, Kept::Memory(_))
    }

    /// The name of the file that it will be.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many bytes it has.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Adds bytes at its end.
    ///
    /// # Errors
    /// The world refused.
    pub(super) fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.kept {
            Kept::Memory(kept) => kept.extend_from_slice(bytes),
            Kept::Beside(file) => file.write_all(bytes)?,
            Kept::Nameless(file) => file.write_all(bytes)?,
        }
        self.length += bytes.len() as u64;
        if let Kept::Beside(file) = &self.kept {
            self.ahead.tell(file.as_file(), self.length);
        }
        Ok(())
    }

    /// All of its bytes, which may be very many.
    ///
    /// # Errors
    /// The world refused.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        let Some(mut file) = self.file() else { return Ok(self.memory().to_vec()) };
        let mut bytes = Vec::with_capacity(usize::try_from(self.length).unwrap_or(0));
        file.seek(SeekFrom::Start(0))?;
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Some of its bytes, all of which have been written.
    ///
    /// # Errors
    /// The world refused, or there are not as many.
    pub fn part(&self, start: u64, length: usize) -> io::Result<Vec<u8>> {
        if let Some(file) = self.file() {
            return read_at(file, start, length, self.length);
        }
        let rest = usize::try_from(start).ok().and_then(|start| self.memory().get(start..)).unwrap_or_default();
        Ok(rest.get(..length).ok_or(io::ErrorKind::UnexpectedEof)?.to_vec())
    }

    /// Whether another file has the same bytes.
    pub(super) fn is_same(&self, other: &mut dyn Read) -> io::Result<bool> {
        let mut rest = self.memory();
        let Some(mut file) = self.file() else { return same(&mut rest, other) };
        file.seek(SeekFrom::Start(0))?;
        same(&mut file, other)
    }

    /// Copies everything from `start` on to the end of another draft.
    ///
    /// # Errors
    /// The world refused.
    pub(super) fn copy_from(&self, start: u64, into: &mut Draft) -> io::Result<()> {
        let Some(mut file) = self.file() else {
            return into.push(self.memory().get(usize::try_from(start).unwrap_or(usize::MAX)..).unwrap_or_default());
        };
        file.seek(SeekFrom::Start(start))?;
        let mut buffer = vec![0; BUFFER];
        loop {
            match file.read(&mut buffer)? {
                0 => return Ok(()),
                count => into.push(&buffer[..count])?,
            }
        }
    }

    fn file(&self) -> Option<&File> {
        match &self.kept {
            Kept::Memory(_) => None,
            Kept::Beside(file) => Some(file.as_file()),
            Kept::Nameless(file) => Some(file),
        }
    }

    fn memory(&self) -> &[u8] {
        if let Kept::Memory(bytes) = &self.kept { bytes } else { &[] }
    }

    /// The temporary file, if it is beside the one that it will be.
    pub(super) fn into_temporary(self) -> Option<NamedTempFile> {
        if let Kept::Beside(file) = self.kept { Some(file) } else { None }
    }
}

/// Reads so many bytes of a file from a place on, into room that nobody fills with zeros first. What is written next stands
/// behind everything else, at its end.
#[cfg(target_os = "linux")]
fn read_at(file: &File, start: u64, length: usize, _end: u64) -> io::Result<Vec<u8>> {
    use rustix::buffer::spare_capacity;
    use rustix::io::{pread, retry_on_intr};

    let mut bytes = Vec::with_capacity(length);
    while bytes.len() < length {
        let at = start + bytes.len() as u64;
        if retry_on_intr(|| pread(file, spare_capacity(&mut bytes), at))? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    // There may have been room for more.
    bytes.truncate(length);
    Ok(bytes)
}

#[cfg(all(unix, not(target_os = "linux")))]
fn read_at(file: &File, start: u64, length: usize, _end: u64) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    std::os::unix::fs::FileExt::read_exact_at(file, &mut bytes, start)?;
    Ok(bytes)
}

/// The same where a file is read from the place that it was left at: one after the other.
#[cfg(not(unix))]
fn read_at(mut file: &File, start: u64, length: usize, end: u64) -> io::Result<Vec<u8>> {
    static TURN: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut bytes = vec![0; length];
    file.seek(SeekFrom::Start(start))?;
    file.read_exact(&mut bytes)?;
    file.seek(SeekFrom::Start(end))?;
    Ok(bytes)
}

/// Whether two readers give the same bytes.
fn same(one: &mut dyn Read, other: &mut dyn Read) -> io::Result<bool> {
    let (mut left, mut right) = (vec![0; BUFFER], vec![0; BUFFER]);
    loop {
        let count = fill(one, &mut left)?;
        if fill(other, &mut right)? != count || left[..count] != right[..count] {
            return Ok(false);
        }
        if count == 0 {
            return Ok(true);
        }
    }
}

/// Reads until the buffer is full, or nothing is left.
fn fill(from: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match from.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
