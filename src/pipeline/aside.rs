//! What is too much to be held until the end of a build: it is put aside, in a file that has no name.

use std::io;
use std::sync::{Mutex, PoisonError};

use crate::pipeline::write::named;
use crate::sink::{Draft, Sink};

/// How many bytes of entries are held until the end of a build, and how many of finished files.
const HELD_MAX: usize = 32 * 1024 * 1024;

/// How many bytes are held of each.
pub(super) fn held_max() -> usize {
    #[cfg(test)]
    return tests::HELD.get();
    #[cfg(not(test))]
    HELD_MAX
}

/// Where it is put; nothing is made before something is.
#[derive(Default)]
pub(super) struct Aside(Mutex<Option<Draft>>);

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
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let draft = match &mut *kept {
            Some(draft) => draft,
            none => none.insert(sink.aside()?),
        };
        let start = draft.length();
        sink.push(draft, bytes)?;
        Ok(Spot { start, length: bytes.len() })
    }

    /// What lies in a place.
    ///
    /// # Errors
    /// The world refused.
    pub(super) fn get(&self, place: Spot) -> io::Result<Vec<u8>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let draft = kept.as_ref().ok_or(io::ErrorKind::NotFound)?;
        draft.part(place.start, place.length).map_err(|error| named("a temporary file", &error))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::HELD_MAX;
    use crate::config;
    use crate::date::Timestamp;
    use crate::ledger::Ledger;
    use crate::pipeline::{Options, Report, Sinks, build};
    use crate::sink::MemorySink;
    use crate::source::MemorySource;

    thread_local! {
        pub(super) static HELD: Cell<usize> = const { Cell::new(HELD_MAX) };
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

    /// Builds a site twice, the second time with a few other articles and nothing remembered.
    fn built(held: usize) -> Vec<(MemorySink, Report)> {
        HELD.set(held);
        let config = config::parse(SITE).unwrap();
        let options = Options { now: Timestamp::from_unix(1_751_328_000).unwrap(), strict: false, allow_flood: false };
        let mut sink = MemorySink::default();
        let builds = [0, 3].map(|first| {
            let article = |number: usize| {
                let (tag, language) = (number % 17, if number % 2 == 0 { "en" } else { "fr" });
                let date = format!("2024-{:02}-{:02}T00:{:02}:00Z", 1 + number % 12, 1 + number % 28, number % 60);
                let text = format!(
                    "---\ntitle: T{number}\ndate: {date}\ntags: [t{tag}, u{}]\nlang: {language}\ntranslationKey: k{}\n---\n\n<p onclick=x>One {number}.\n",
                    number % 5,
                    number / 2,
                );
                (format!("{number}.md"), text)
            };
            let articles: Vec<(String, String)> = (first..600).map(article).collect();
            let source = MemorySource::new(articles.iter().map(|(name, text)| (name.as_str(), text.as_str())));
            let sinks = Sinks::feeds_only(&mut sink);
            let report = build(&config, &source, Ledger::default(), sinks, options, &|_| ()).unwrap();
            (sink.clone(), report)
        });
        HELD.set(HELD_MAX);
        builds.into()
    }

    #[test]
    fn what_is_put_aside_changes_nothing() {
        let held = built(HELD_MAX);
        let first = &held[0].0.files;
        assert!(first.len() > 60 && first.keys().any(|name| name.contains("archive/")), "{:?}", first.keys());
        assert_ne!(first["all.xml"].bytes, held[1].0.files["all.xml"].bytes);
        for (away, held) in built(4096).iter().zip(&held) {
            assert_eq!(away.1, held.1);
            assert!(away.0.files == held.0.files);
        }
    }
}
