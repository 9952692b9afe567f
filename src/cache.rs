//! Bytes that are kept from one build to the next, and may be lost at any time.
//!
//! A file of the cache ends with a hash of all that stands before. So one that was cut off, or in which a bit flipped, or
//! which another version of the program wrote, is known by that and counts as none: a cache can make a build slower,
//! never wrong. What a file holds is the business of whoever writes it; here are the numbers and texts that it is made of.

use std::hash::Hasher;

use twox_hash::{XxHash3_64, XxHash3_128, xxhash3_128};

/// The form that files are written in; it changes with every change of what any of them holds.
const FORM: &[u8] = b"feedwright cache 4\n";
const SEAL_BYTES: usize = 8;
/// For so many of a kind there is room at once.
const FEW: usize = 16;

/// A hash of bytes that is only ever compared with one that the same program made.
pub fn hash(bytes: &[u8]) -> u64 {
    XxHash3_64::oneshot(bytes)
}

/// The same of pieces that follow each other.
pub fn hash_of_pieces<'p>(pieces: impl Iterator<Item = &'p [u8]>) -> u64 {
    let mut hashing = Hashing::default();
    pieces.for_each(|piece| hashing.add(piece));
    hashing.hash()
}

/// The same of pieces that come one by one.
pub struct Hashing(XxHash3_64);

impl Default for Hashing {
    fn default() -> Hashing {
        Hashing(XxHash3_64::new())
    }
}

impl Hashing {
    /// Adds a piece.
    pub fn add(&mut self, piece: &[u8]) {
        self.0.write(piece);
    }

    /// The hash of all of them.
    pub fn hash(&self) -> u64 {
        self.0.finish()
    }
}

/// The same, long enough that no two are ever the same by chance.
pub fn long_hash(bytes: &[u8]) -> u128 {
    XxHash3_128::oneshot(bytes)
}

/// A hash of many pieces, long enough that no two are ever the same by chance.
pub struct Summing(xxhash3_128::Hasher);

impl Default for Summing {
    fn default() -> Summing {
        Summing(xxhash3_128::Hasher::new())
    }
}

impl Summing {
    /// Adds a piece; where one ends and the next begins counts.
    pub fn add(&mut self, piece: &[u8]) {
        self.0.write(&(piece.len() as u64).to_le_bytes());
        self.0.write(piece);
    }

    /// Adds numbers.
    pub fn add_numbers(&mut self, numbers: &[u64]) {
        numbers.iter().for_each(|number| self.0.write(&number.to_le_bytes()));
    }

    /// The hash of all pieces.
    pub fn sum(&self) -> u128 {
        self.0.finish_128()
    }
}

/// Writes a file of the cache.
pub struct Writer(Vec<u8>);

impl Writer {
    /// A file that only counts under these circumstances.
    pub fn new(circumstances: u64) -> Writer {
        let mut writer = Writer(FORM.to_vec());
        writer.number(circumstances);
        writer
    }

    /// How many bytes were written so far.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was written yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was written from a place on.
    pub fn since(&self, start: usize) -> &[u8] {
        self.0.get(start..).unwrap_or_default()
    }

    /// Makes room for so many more bytes.
    pub fn reserve(&mut self, bytes: usize) {
        self.0.reserve(bytes);
    }

    /// A number.
    pub fn number(&mut self, number: u64) {
        // Seven bits at a time, the lowest first: most numbers are small.
        let mut rest = number;
        while rest >= 0x80 {
            self.0.push((rest as u8) | 0x80);
            rest >>= 7;
        }
        self.0.push(rest as u8);
    }

    /// A number that uses all of its bits, such as a hash.
    pub fn fixed(&mut self, number: u64) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    /// The same, twice as long.
    pub fn long(&mut self, number: u128) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    /// A number that may be below zero.
    pub fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)) as u64);
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// Several of a kind.
    pub fn list<T>(&mut self, values: &[T], write: impl Fn(&mut Writer, &T)) {
        self.number(values.len() as u64);
        values.iter().for_each(|value| write(self, value));
    }

    /// What may be missing.
    pub fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Writer, T)) {
        self.number(u64::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    /// Bytes, such as those of a [`Writer::part`].
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    /// A part of a file, without a head.
    pub fn part() -> Writer {
        Writer(Vec::new())
    }

    /// The part's bytes.
    pub fn into_part(self) -> Vec<u8> {
        self.0
    }

    /// The finished file.
    pub fn seal(mut self) -> Vec<u8> {
        let seal = hash(&self.0);
        self.fixed(seal);
        self.0
    }
}

/// Reads a file of the cache, in the order in which it was written. `None` anywhere: there is nothing to read.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    rest: &'a [u8],
    /// Whether nobody else could change what is read since this very build wrote it.
    is_own: bool,
}

impl<'a> Reader<'a> {
    /// Opens a file, if it is whole and was written under the same circumstances.
    pub fn open(file: &'a [u8], circumstances: u64) -> Option<Reader<'a>> {
        let (held, seal) = file.split_at_checked(file.len().checked_sub(SEAL_BYTES)?)?;
        let is_whole = hash(held).to_le_bytes() == *seal;
        let mut reader = Reader { rest: held.strip_prefix(FORM).filter(|_| is_whole)?, is_own: false };
        (reader.number()? == circumstances).then_some(reader)
    }

    /// A number.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A number that uses all of its bits.
    pub fn fixed(&mut self) -> Option<u64> {
        let (bytes, rest) = self.rest.split_first_chunk::<8>()?;
        self.rest = rest;
        Some(u64::from_le_bytes(*bytes))
    }

    /// The same, twice as long.
    pub fn long(&mut self) -> Option<u128> {
        let (bytes, rest) = self.rest.split_first_chunk::<16>()?;
        self.rest = rest;
        Some(u128::from_le_bytes(*bytes))
    }

    /// Whether all was read.
    pub fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.rest.len()
    }

    /// A number that may be below zero.
    pub fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// A number of things.
    pub fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'a str> {
        simdutf8::basic::from_utf8(self.bytes()?).ok()
    }

    /// Bytes.
    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.count()?;
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }

    /// Several of a kind.
    pub fn list<T>(&mut self, read: impl Fn(&mut Reader<'a>) -> Option<T>) -> Option<Vec<T>> {
        // A number that is wrong takes next to no memory: there is nothing to read then.
        let count = self.count()?;
        let mut values = Vec::with_capacity(count.min(FEW));
        for _ in 0..count {
            values.push(read(self)?);
        }
        Some(values)
    }

    /// What may be missing.
    pub fn option<T>(&mut self, read: impl FnOnce(&mut Reader<'a>) -> Option<T>) -> Option<Option<T>> {
        match self.number()? {
            0 => Some(None),
            _ => read(self).map(Some),
        }
    }

    /// Reads what a [`Writer::part`] wrote.
    pub fn part_of(part: &'a [u8]) -> Reader<'a> {
        Reader { rest: part, is_own: false }
    }

    /// The same of a part that this very build wrote, where nobody else could change it since: what was valid then is so
    /// still.
    pub(crate) fn own_part(part: &'a [u8]) -> Reader<'a> {
        Reader { rest: part, is_own: true }
    }

    /// Whether what is read was valid when it was written, and is what was written.
    pub(crate) fn is_own(&self) -> bool {
        self.is_own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> Vec<u8> {
        let mut writer = Writer::new(7);
        writer.number(300);
        writer.signed(-5);
        writer.signed(i64::MIN);
        writer.fixed(u64::MAX);
        writer.text("né");
        writer.option(None::<u64>, Writer::number);
        writer.option(Some(u64::MAX), Writer::number);
        writer.seal()
    }

    #[test]
    fn what_is_written_is_read() {
        let file = file();
        let mut reader = Reader::open(&file, 7).unwrap();
        assert_eq!((reader.number(), reader.signed(), reader.signed()), (Some(300), Some(-5), Some(i64::MIN)));
        assert_eq!((reader.fixed(), reader.text()), (Some(u64::MAX), Some("né")));
        assert_eq!((reader.option(Reader::number), reader.option(Reader::number)), (Some(None), Some(Some(u64::MAX))));
        assert_eq!(reader.number(), None);
    }

    #[test]
    fn pieces_have_the_hash_of_the_whole() {
        let whole: Vec<u8> = (0..5000_u32).flat_map(u32::to_le_bytes).collect();
        for cut in [0, 1, 240, 241, 4096, whole.len()] {
            let (start, end) = whole.split_at(cut);
            assert_eq!(hash_of_pieces([start, end].into_iter()), hash(&whole), "cut at {cut}");
        }
    }

    #[test]
    fn a_file_that_was_harmed_counts_as_none() {
        let file = file();
        assert!(Reader::open(&file, 8).is_none(), "other circumstances");
        for length in 0..file.len() {
            assert!(Reader::open(&file[..length], 7).is_none(), "cut off at {length}");
        }
        for bit in 0..file.len() * 8 {
            let mut harmed = file.clone();
            harmed[bit / 8] ^= 1 << (bit % 8);
            assert!(Reader::open(&harmed, 7).is_none(), "bit {bit}");
        }
    }
}
