//! The entries of all feeds but the largest, by their articles: the first ones held, and the rest put aside.
//!
//! # Why
//! A site may have a feed for each of thousands of tags. Together these show most articles that there are, and each
//! entry is wanted by several of them, at any time until the last is made.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::{Mutex, PoisonError};

use crate::cache::{Reader, Writer};
use crate::model::{Entry, Translation};
use crate::pipeline::aside::{Aside, Spot, held_max};
use crate::pipeline::entries;
use crate::sink::Sink;

/// About how many an entry has beside its content.
const AROUND: usize = 1024;

/// Entries by their candidates' indices.
pub(super) struct Shelf<'a> {
    held: HashMap<usize, Entry>,
    away: HashMap<usize, Spot>,
    /// How many bytes are held, and how many may be.
    bytes: usize,
    room: usize,
    aside: &'a Aside,
    /// The translations of entries that are not held.
    translations: HashMap<usize, Vec<Translation>>,
    /// The ids that entries have, and what they show in place of them, with their candidates' indices.
    ids: Vec<(String, usize)>,
    guids: Vec<(String, usize)>,
    /// Why an entry could not be got back.
    fault: Mutex<Option<io::Error>>,
}

impl<'a> Shelf<'a> {
    /// An empty one, with room for so many entries.
    pub(super) fn new(count: usize, aside: &'a Aside) -> Shelf<'a> {
        Shelf {
            held: HashMap::with_capacity(count.min(held_max() / AROUND)),
            away: HashMap::new(),
            bytes: 0,
            room: held_max(),
            aside,
            translations: HashMap::new(),
            ids: Vec::with_capacity(count),
            guids: Vec::new(),
            fault: Mutex::new(None),
        }
    }

    /// Adds an entry.
    ///
    /// # Errors
    /// The world refused to have it put aside.
    pub(super) fn put(&mut self, index: usize, entry: Entry, sink: &mut dyn Sink) -> io::Result<()> {
        self.ids.push((entry.id.to_string(), index));
        self.guids.extend(entry.guid.as_ref().map(|guid| (guid.to_string(), index)));
        if self.bytes < self.room {
            self.bytes += entry.html.as_str().len() + AROUND;
            self.held.insert(index, entry);
            return Ok(());
        }
        let mut writer = Writer::part();
        entries::write(&mut writer, &entry);
        self.away.insert(index, self.aside.put(&writer.into_part(), sink)?);
        Ok(())
    }

    /// Whether there is an entry of this index.
    pub(super) fn has(&self, index: usize) -> bool {
        self.held.contains_key(&index) || self.away.contains_key(&index)
    }

    /// An entry. One that can't be got back is a fault, which [`Shelf::fault`] tells.
    pub(super) fn get(&self, index: usize) -> Option<Cow<'_, Entry>> {
        if let Some(entry) = self.held.get(&index) {
            return Some(Cow::Borrowed(entry));
        }
        let bytes = self.aside.get(*self.away.get(&index)?);
        let entry = bytes.and_then(|bytes| {
            entries::read(&mut Reader::own_part(&bytes)).ok_or_else(|| io::ErrorKind::InvalidData.into())
        });
        match entry {
            Ok(mut entry) => {
                self.translations.get(&index).into_iter().for_each(|known| entry.translations.clone_from(known));
                Some(Cow::Owned(entry))
            }
            Err(error) => {
                *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                None
            }
        }
    }

    /// Gives an entry its translations.
    pub(super) fn join(&mut self, index: usize, translations: Vec<Translation>) {
        match self.held.get_mut(&index) {
            Some(entry) => entry.translations = translations,
            None => {
                self.translations.insert(index, translations);
            }
        }
    }

    /// What entries are known by, with their candidates' indices: where two are one, the last counts.
    pub(super) fn known_as(&self) -> impl Iterator<Item = (&str, usize)> {
        self.guids.iter().chain(&self.ids).map(|(id, index)| (id.as_str(), *index))
    }

    /// What entries show in place of their ids.
    pub(super) fn taken_over(&self) -> HashSet<String> {
        self.guids.iter().map(|(guid, _)| guid.clone()).collect()
    }

    /// Ends a build some of whose entries could not be got back.
    ///
    /// # Errors
    /// Why they could not.
    pub(super) fn fault(&self) -> io::Result<()> {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner).take().map_or(Ok(()), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Timestamp;
    use crate::model::{Id, Language, Text, Url};
    use crate::sink::FolderSink;

    #[test]
    fn what_is_put_aside_comes_back() {
        let entry = |number: usize| {
            let url = Url::parse(&format!("https://e.fr/{number}")).unwrap();
            let mut entry = Entry::new(Id::from(&url), url, Timestamp::from_unix(number as i64).unwrap());
            entry.html = Text::lossy("é".repeat(number));
            entry.guid = (number == 7).then(|| Text::lossy("seven"));
            entry
        };
        let folder = tempfile::tempdir().unwrap();
        let mut sink = FolderSink::new(&folder.path().join("public"));
        let aside = Aside::default();
        let mut shelf = Shelf { room: 5 * AROUND, ..Shelf::new(20, &aside) };
        (0..20).for_each(|number| shelf.put(number, entry(number), &mut sink).unwrap());
        assert_eq!((shelf.held.len(), shelf.away.len()), (5, 15));
        assert_eq!(std::fs::read_dir(folder.path().join("public")).unwrap().count(), 0, "it has no name");
        let translation = Translation { language: Language::new("fr").unwrap(), url: entry(99).url };
        for index in [2, 12] {
            shelf.join(index, vec![translation.clone()]);
        }
        for number in 0..20 {
            let mut expected = entry(number);
            expected.translations.extend([2, 12].contains(&number).then(|| translation.clone()));
            assert_eq!(*shelf.get(number).unwrap(), expected);
        }
        assert!(!shelf.has(20) && shelf.get(20).is_none() && shelf.fault().is_ok());
        assert!(shelf.known_as().any(|(id, index)| (id, index) == ("seven", 7)));
        assert!(shelf.taken_over().contains("seven"));
        shelf.away.insert(21, Spot::nowhere());
        assert!(shelf.get(21).is_none());
        assert!(shelf.fault().is_err(), "nothing is lost in silence");
    }
}
