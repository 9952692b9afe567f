//! What is too much to be held until the end of a build: it is put aside, in a file that has no name.

use std::io;
use std::sync::{PoisonError, RwLock};

use crate::pipeline::write::named;
use crate::sink::{Draft, Sink};

/// How many bytes of entries are held until the end of a build, and how many of finished files.
pub(super) const HELD_MAX: usize = 32 * 1024 * 1024;

/// How many bytes are held of each.
pub(super) fn held_max() -> usize {
    #[cfg(test)]
    return tests::HELD.get();
    #[cfg(not(test))]
    HELD_MAX
}

/// So many bytes are put there at a time: what is small waits for more.
const SHARE: usize = 256 * 1024;

/// Where it is put; nothing is made before something is. Several may get something back at once.
#[derive(Default)]
pub(super) struct Aside(RwLock<Kept>);

#[derive(Default)]
struct Kept {
    draft: Option<Draft>,
    /// What stands behind the draft's bytes.
    waiting: Vec<u8>,
    /// Why there is room for nothing more: what was put there in part would shift what comes behind it.
    refused: Option<io::ErrorKind>,
}

/// Where something lies.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    start: u64,
    /// How many bytes it has.
    pub(super) length: usize,
}

#[cfg(test)]
impl Spot {
    /// A place where nothing lies.
    pub(super) fn nowhere() -> Spot {
        Spot { start: u64::MAX / 2, length: 1 }
    }
}

impl Aside {
    /// Puts bytes aside, in a place that the sink has for it.
    ///
    /// # Errors
    /// The world refused.
    pub(super) fn put(&self, bytes: &[u8], sink: &mut dyn Sink) -> io::Result<Spot> {
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let put = kept.put(bytes, sink);
        kept.refused = put.as_ref().err().map(io::Error::kind);
        put
    }

    /// Whether what is put aside is held in memory all the same.
    pub(super) fn is_held(&self) -> bool {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        kept.draft.as_ref().is_some_and(Draft::is_held)
    }

    /// Gives up everything and its room, as if nothing had been put aside; tells whether anything was.
    pub(super) fn give_up(&self) -> bool {
        let kept = std::mem::take(&mut *self.0.write().unwrap_or_else(PoisonError::into_inner));
        kept.draft.is_some()
    }

    /// What lies in a place.
    ///
    /// # Errors
    /// The world refused.
    pub(super) fn get(&self, place: Spot) -> io::Result<Vec<u8>> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let draft = kept.draft.as_ref().ok_or(io::ErrorKind::NotFound)?;
        if let Some(start) = place.start.checked_sub(draft.length()) {
            let rest = usize::try_from(start).ok().and_then(|start| kept.waiting.get(start..)).unwrap_or_default();
            return Ok(rest.get(..place.length).ok_or(io::ErrorKind::UnexpectedEof)?.to_vec());
        }
        draft.part(place.start, place.length).map_err(|error| named("a temporary file", &error))
    }
}

impl Kept {
    fn put(&mut self, bytes: &[u8], sink: &mut dyn Sink) -> io::Result<Spot> {
        let Kept { draft, waiting, refused } = self;
        if let Some(kind) = refused {
            return Err((*kind).into());
        }
        let draft = match draft {
            Some(draft) => draft,
            none => none.insert(sink.aside()?),
        };
        let share = SHARE.min(held_max());
        if waiting.len() + bytes.len() > share {
            sink.push(draft, waiting)?;
            waiting.clear();
        }
        let start = draft.length() + waiting.len() as u64;
        match bytes.len() > share {
            true => sink.push(draft, bytes)?,
            false => waiting.extend_from_slice(bytes),
        }
        Ok(Spot { start, length: bytes.len() })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::cell::Cell;
    use std::io;

    use super::HELD_MAX;
    use crate::config;
    use crate::date::Timestamp;
    use crate::ledger::Ledger;
    use crate::output::Output;
    use crate::pipeline::{self, Options, Report, Sinks};
    use crate::sink::{Draft, MemorySink, Sink, Written};
    use crate::source::MemorySource;

    thread_local! {
        pub(in crate::pipeline) static HELD: Cell<usize> = const { Cell::new(HELD_MAX) };
    }

    const SITE: &str = r#"
        [site]
        url = "https://e.fr/"
        [[feed]]
        path = "all.xml"
        limit = 0
        [[feed]]
        path = "tags/{tag}.atom"
        for_each = "tag"
        limit = 5
        archive = true
        archive_size = 20
        [[feed]]
        path = "tags/{tag}.json"
        for_each = "tag"
        content = "summary"
    "#;

    /// A sink that counts what is put aside, and has no more room after so many pieces.
    #[derive(Clone)]
    struct Counting {
        sink: MemorySink,
        aside: usize,
        pieces: usize,
        room: usize,
    }

    impl Counting {
        fn with_room(room: usize) -> Counting {
            Counting { sink: MemorySink::default(), aside: 0, pieces: 0, room }
        }
    }

    impl Sink for Counting {
        fn put(&mut self, name: &str, output: &Output) -> io::Result<Written> {
            self.sink.put(name, output)
        }

        fn get(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
            self.sink.get(name)
        }

        fn aside(&mut self) -> io::Result<Draft> {
            self.aside += 1;
            self.sink.aside()
        }

        fn push(&mut self, draft: &mut Draft, bytes: &[u8]) -> io::Result<()> {
            self.pieces += 1;
            if self.pieces > self.room {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.sink.push(draft, bytes)
        }
    }

    fn articles(first: usize) -> MemorySource {
        let article = |number: usize| {
            let (tag, language) = (number % 17, ["en", "fr"][number % 2]);
            let date = format!("2024-{:02}-{:02}T00:{:02}:00Z", 1 + number % 12, 1 + number % 28, number % 60);
            let text = format!(
                "---\ntitle: T{number}\ndate: {date}\ntags: [t{tag}, u{}]\nlang: {language}\ntranslationKey: k{}\n---\n\n<p onclick=x>One {number}.\n",
                number % 5,
                number / 2,
            );
            (format!("{number}.md"), text)
        };
        let articles: Vec<(String, String)> = (first..600).map(article).collect();
        MemorySource::new(articles.iter().map(|(name, text)| (name.as_str(), text.as_str())))
    }

    fn build(first: usize, sink: &mut Counting) -> io::Result<Report> {
        let config = config::parse(SITE).unwrap();
        let options = Options { now: Timestamp::from_unix(1_751_328_000).unwrap(), strict: false, allow_flood: false };
        let sinks = Sinks::feeds_only(sink);
        pipeline::build(&config, &articles(first), Ledger::default(), sinks, options, &|_| ())
    }

    /// Builds a site twice, the second time with a few articles less and nothing remembered.
    fn built(held: usize) -> [(Counting, Report); 2] {
        HELD.set(held);
        let mut sink = Counting::with_room(usize::MAX);
        let builds = [0, 3].map(|first| {
            let report = build(first, &mut sink).unwrap();
            (sink.clone(), report)
        });
        HELD.set(HELD_MAX);
        builds
    }

    #[test]
    fn what_is_put_aside_changes_nothing() {
        let (held, away) = (built(HELD_MAX), built(4096));
        let first = &held[0].0.sink.files;
        assert!(first.len() > 60 && first.keys().any(|name| name.contains("archive/")), "{:?}", first.keys());
        assert_ne!(first["all.xml"].bytes, held[1].0.sink.files["all.xml"].bytes);
        // The first of each build is for entries made early, which are not held in memory.
        assert_eq!((held[1].0.aside, away[1].0.aside), (2, 4));
        for (away, held) in away.iter().zip(&held) {
            assert_eq!(away.1, held.1);
            assert!(away.0.sink.files == held.0.sink.files);
        }
    }

    #[test]
    fn where_there_is_no_room_nothing_is_replaced() {
        HELD.set(4096);
        let mut sink = Counting::with_room(usize::MAX);
        build(0, &mut sink).unwrap();
        let pieces = sink.pieces;
        assert!(pieces > 100, "{pieces}");
        for room in [0, 1, 30, pieces / 2, pieces * 9 / 10] {
            let mut full = Counting { pieces: 0, room, ..sink.clone() };
            assert_eq!(build(3, &mut full).err().map(|error| error.kind()), Some(io::ErrorKind::StorageFull));
            assert!(full.sink.files == sink.sink.files, "{room}");
        }
        HELD.set(HELD_MAX);
    }
}
