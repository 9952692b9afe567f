//! Entries made when their articles are read for the first time, so that these need not be read again.
//!
//! # Why
//! Which articles a feed shows is mostly known only once every article was looked at. A feed of all shows all of them: so
//! what is read of an article is made an entry at once, while the disk brings the next ones, and put aside until its place
//! among the others is known.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::cache::{Reader, Writer};
use crate::config::{Config, FeedConfig};
use crate::diagnostic::Located;
use crate::ledger::Line;
use crate::pipeline::aside::{Aside, Spot};
use crate::pipeline::compose::{Composed, known_as};
use crate::pipeline::records::{read_found, write_found};
use crate::pipeline::{entries, stream};
use crate::sink::Sink;

/// About how many bytes an entry has beside its content.
const AROUND: usize = 1024;

/// Where the entry of an article lies that was made early: its number among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place(u32);

impl Place {
    /// That of an entry which was not made.
    pub(super) const NONE: Place = Place(u32::MAX);
}

/// The entries that were made early.
pub(super) struct Early {
    /// Where they are put aside.
    aside: Aside,
    spots: Vec<Spot>,
    /// Whether entries are wanted: some feed shows all articles, and there is room for them.
    is_wanted: Arc<AtomicBool>,
}

/// The same while articles are looked at for the first time, with the sink that has a place for them.
pub(super) struct Placing<'e> {
    pub(super) early: &'e mut Early,
    pub(super) sink: &'e mut dyn Sink,
}

impl Early {
    /// None yet. Whether there will be any depends on the feeds that are wished for.
    pub(super) fn new(config: &Config) -> Early {
        let is_wanted = config.check.profiles.is_empty() && config.feeds.iter().any(shows_all);
        Early { aside: Aside::default(), spots: Vec::new(), is_wanted: Arc::new(AtomicBool::new(is_wanted)) }
    }

    /// Tells whether entries of so many articles are wanted, for as long as they are made.
    pub(super) fn is_wanted(&self, articles: usize) -> Arc<AtomicBool> {
        if articles > stream::MANY { self.is_wanted.clone() } else { Arc::default() }
    }

    /// Gives up all entries and their room; tells whether there were any. They are made anew.
    pub(super) fn give_up(&self) -> bool {
        self.aside.give_up()
    }

    /// What was made of an article's entry, and what was found meanwhile; `None` where nothing was, or not all that its
    /// line in the ledger asks for.
    pub(super) fn get(&self, place: Place, line: &Line) -> Option<(Option<Composed>, Vec<Located>)> {
        let spot = self.spots.get(usize::try_from(place.0).ok()?)?;
        // One that can't be got back is made anew.
        let bytes = self.aside.get(*spot).ok()?;
        let mut reader = Reader::own_part(&bytes);
        let found = reader.list(read_found)?;
        let meaning = reader.option(Reader::fixed)?;
        let entry = entries::read(&mut reader)?;
        let meaning = if line.meaning.is_some() { None } else { Some(meaning?) };
        Some(known_as(line, (entry, meaning), found))
    }
}

/// Writes down an entry that was made, and what was found meanwhile.
pub(super) fn print((entry, meaning): &Composed, found: &[Located]) -> Box<[u8]> {
    let mut writer = Writer::part();
    writer.reserve(entry.html.as_str().len() + AROUND);
    writer.list(found, write_found);
    writer.option(*meaning, Writer::fixed);
    entries::write(&mut writer, entry);
    writer.into_part().into()
}

/// Gives up the room of entries that are wanted no longer. That takes the system a while, and nobody waits for it.
impl Drop for Early {
    fn drop(&mut self) {
        let aside = std::mem::take(&mut self.aside);
        if !self.spots.is_empty() {
            // Where there is no thread for it, it is done here and now.
            drop(thread::Builder::new().spawn(move || drop(aside)));
        }
    }
}

/// Whether a feed shows every article that is published, and is made in pieces if there are many.
fn shows_all(feed: &FeedConfig) -> bool {
    let has_limit = feed.limit.is_some() || feed.max_age.is_some() || feed.max_bytes.is_some();
    !has_limit && !feed.is_part() && feed.profiles.is_empty()
}

impl Placing<'_> {
    /// Puts an entry aside that was made early. Where there is no room for all but in memory, none is made early.
    pub(super) fn put(&mut self, entry: Option<Box<[u8]>>) -> Place {
        let Early { aside, spots, is_wanted } = &mut *self.early;
        let Some(entry) = entry.filter(|_| is_wanted.load(Ordering::Relaxed)) else { return Place::NONE };
        let number = u32::try_from(spots.len()).ok().map_or(Place::NONE, Place);
        match aside.put(&entry, self.sink).ok().filter(|_| number != Place::NONE && !aside.is_held()) {
            Some(spot) => {
                spots.push(spot);
                number
            }
            None => {
                is_wanted.store(false, Ordering::Relaxed);
                aside.give_up();
                Place::NONE
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::io;
    use std::sync::atomic::AtomicUsize;

    use super::*;
    use crate::config;
    use crate::date::Timestamp;
    use crate::ledger::{self, Ledger};
    use crate::output::Output;
    use crate::pipeline::aside::{HELD_MAX, tests::HELD};
    use crate::pipeline::{self, Options, Report, Sinks};
    use crate::sink::{Draft, FolderSink, MemorySink, Written};
    use crate::source::{Glance, Listing, MemorySource, Probe, Source};

    /// Two of its feeds show all articles.
    const SITE: &str = r#"
        [site]
        url = "https://e.fr/"
        [[feed]]
        path = "first.atom"
        limit = 5
        [[feed]]
        path = "all.xml"
        limit = 0
        [[feed]]
        path = "all.json"
        limit = 0
    "#;

    /// Articles of the first day, or of the second: some are edited then, have moved, are gone or new.
    fn articles(day: usize) -> MemorySource {
        let article = |number: usize| {
            let name = match number % 50 {
                7 if day == 2 => format!("moved/{number}.md"),
                _ => format!("{number}.md"),
            };
            let edited = if number % 50 == 8 { ["", "New", "Newer"][day] } else { "" };
            let id = if number % 50 == 9 { "id: tag:e.fr,2020:same\n" } else { "" };
            let date = if number % 50 == 10 { "never".to_owned() } else { format!("2024-03-{:02}", 1 + number % 28) };
            let text = format!(
                "---\ntitle: T{number}\ndate: {date}\n{id}image: none{number}.png\n---\n\n\
                 <p onclick=x>One {number}.</p>\n\n[A](b) {edited} www.e.fr/c and words enough to know the text again.\n"
            );
            (name, text)
        };
        let range = if day == 1 { 0..540 } else { 3..550 };
        let articles: Vec<(String, String)> = range.map(article).collect();
        MemorySource::new(articles.iter().map(|(name, text)| (name.as_str(), text.as_str())))
    }

    /// A source that counts how often an article is read.
    struct Counting<'a>(&'a MemorySource, AtomicUsize);

    impl Source for Counting<'_> {
        fn list(&self) -> io::Result<Listing> {
            self.0.list()
        }

        fn glance(&self) -> io::Result<Glance> {
            self.0.glance()
        }

        fn read(&self, name: &str) -> io::Result<Vec<u8>> {
            self.1.fetch_add(1, Ordering::Relaxed);
            self.0.read(name)
        }

        fn probe(&self, name: &str, limit: usize) -> io::Result<Option<Probe>> {
            self.0.probe(name, limit)
        }
    }

    /// A sink that has room for so many pieces of what is put aside, and so many times none for a feed.
    struct Full {
        sink: MemorySink,
        folder: FolderSink,
        room: Cell<usize>,
        refusals: Cell<usize>,
    }

    impl Sink for Full {
        fn put(&mut self, name: &str, output: &Output) -> io::Result<Written> {
            self.sink.put(name, output)
        }

        fn get(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
            self.sink.get(name)
        }

        fn aside(&mut self) -> io::Result<Draft> {
            self.folder.aside()
        }

        fn push(&mut self, draft: &mut Draft, bytes: &[u8]) -> io::Result<()> {
            let is_aside = !draft.name().starts_with("all");
            let left = if is_aside { &self.room } else { &self.refusals };
            match (is_aside, left.replace(left.get().saturating_sub(1))) {
                (true, 0) | (false, 1..) => Err(io::ErrorKind::StorageFull.into()),
                _ => self.sink.push(draft, bytes),
            }
        }
    }

    /// Two days' builds with one ledger, and how often articles were read in each.
    fn built(room: usize, refusals: usize) -> io::Result<Vec<(MemorySink, String, Report, usize)>> {
        let config = config::parse(SITE).unwrap();
        let (mut lock, mut sink) = (MemorySink::default(), MemorySink::default());
        let folder = tempfile::tempdir().unwrap();
        let day = |day: usize| {
            let articles = articles(day);
            let source = Counting(&articles, Default::default());
            let options =
                Options { now: Timestamp::from_unix(1_751_328_000).unwrap(), strict: false, allow_flood: true };
            let known = lock.get(ledger::FILE_NAME).unwrap().map(|bytes| String::from_utf8(bytes).unwrap());
            let ledger = known.map_or_else(Ledger::default, |text| ledger::parse(&text).unwrap().0);
            let (room, refusals) = (Cell::new(room), Cell::new(refusals));
            let mut full = Full { sink: sink.clone(), folder: FolderSink::new(folder.path()), room, refusals };
            let sinks = Sinks { feeds: &mut full, lock: Some(&mut lock), memory: None };
            let report = pipeline::build(&config, &source, ledger, sinks, options, &|_| ())?;
            sink = full.sink;
            let text = String::from_utf8(lock.get(ledger::FILE_NAME).unwrap().unwrap()).unwrap();
            Ok((sink.clone(), text, report, source.1.into_inner()))
        };
        [1, 2].into_iter().map(day).collect()
    }

    #[test]
    fn entries_made_early_are_those_made_later_and_articles_are_read_once() {
        HELD.set(32 * 1024);
        let early = built(usize::MAX, 0).unwrap();
        let read: Vec<usize> = early.iter().map(|day| day.3).collect();
        assert!(
            read.iter().all(|read| *read < 600),
            "an article is read once, unless something is wrong with it: {read:?}"
        );
        assert!(early[0].2.left_out.len() > 10 && !early[0].2.findings.is_empty(), "something is wrong with some");
        assert!(!early[1].2.identities.moved.is_empty() && early[0].1 != early[1].1);
        // Where there is no room for them, or for some, they are made later.
        for (room, refusals, reads) in [(0, 0, 1000), (3, 0, 600), (usize::MAX, 1, 1000)] {
            for (early, later) in early.iter().zip(built(room, refusals).unwrap()) {
                assert!(early.0.files == later.0.files && early.0.files["all.xml"].bytes.len() > 100_000);
                assert_eq!((&early.1, &early.2), (&later.1, &later.2));
                assert!(later.3 > reads, "{room}: {}", later.3);
            }
        }
        // Where there is no room for feeds either, that is told.
        let refused = built(usize::MAX, 2).map(|days| days.len()).map_err(|error| error.kind());
        assert_eq!(refused, Err(io::ErrorKind::StorageFull));
        HELD.set(HELD_MAX);
    }
}
