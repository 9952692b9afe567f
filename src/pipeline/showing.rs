//! What feeds show, kept for the next build in a file of its own: few builds need it, and it may be large.
//!
//! # Why
//! Of a site with a feed for each of thousands of tags, an edit touches a few feeds. All that a build has to know of the
//! others is what it would tell of them if it made them anew.

use std::collections::HashMap;

use crate::cache::{self, Reader, Writer};
use crate::date::Timestamp;
use crate::diagnostic::Located;
use crate::model::Entry;
use crate::output::Format;
use crate::pipeline::entries::{self, language, text, url, write_language, write_text, write_url};
use crate::pipeline::memory::Memory;
use crate::pipeline::pages::Row;
use crate::pipeline::records::{Record, instant, read_found, unchanging, write_found, write_instant};
use crate::render::{ListedEntry, ListedFeed, Loss};

/// The file's name within the cache.
const FILE_NAME: &str = "shown";
/// How many bytes of entries are kept.
const ENTRIES_MAX: usize = 8 * 1024 * 1024;

/// What feeds show.
#[derive(Default)]
pub(super) struct Showing {
    /// The articles, in the order of their names.
    pub(super) articles: Vec<Shown>,
    /// The feeds that were written.
    pub(super) feeds: Vec<FormerFeed>,
}

/// An article that a feed shows.
pub(super) struct Shown {
    /// Its record.
    pub(super) record: Box<[u8]>,
    /// Its line in the lock file.
    pub(super) line: String,
    /// What came of making its entry, where that is known.
    pub(super) made: Option<Box<[u8]>>,
}

/// A feed as it was written, and what was told of it.
#[derive(Clone)]
pub(super) struct FormerFeed {
    pub(super) path: String,
    pub(super) entries: usize,
    pub(super) bytes: usize,
    pub(super) listed: Option<Row>,
    /// How many of its newest entries a list had room for.
    pub(super) room: usize,
    pub(super) losses: Vec<Loss>,
    /// How many entries are summaries, and how many are left out, so that it is not too long.
    pub(super) shortened: usize,
    pub(super) dropped: usize,
    /// What the second opinion found.
    pub(super) judged: Vec<Located>,
}

/// By what the file of one build is told from that of another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Seal(u64);

impl Seal {
    pub(super) fn print(self, writer: &mut Writer) {
        writer.fixed(self.0);
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Seal> {
        reader.fixed().map(Seal)
    }

    /// What the file says that has this seal, if it is still there.
    pub(super) fn open(self, memory: &Memory<'_>) -> Option<Showing> {
        let file = memory.get(FILE_NAME).filter(|file| cache::hash(file) == self.0)?;
        let reader = &mut Reader::open(&file, memory.circumstances)?;
        Some(Showing { articles: reader.list(read_shown)?, feeds: reader.list(read_feed)? })
    }
}

impl Showing {
    /// Keeps it.
    pub(super) fn keep(&self, memory: &mut Memory<'_>, now: Timestamp) -> Seal {
        let mut writer = Writer::new(memory.circumstances);
        writer.list(&self.articles, |writer, shown| {
            writer.bytes(&shown.record);
            writer.text(&shown.line);
            writer.option(shown.made.as_deref(), Writer::bytes);
        });
        writer.list(&self.feeds, write_feed);
        let file = writer.seal();
        let seal = Seal(cache::hash(&file));
        memory.put(FILE_NAME, file, now);
        seal
    }

    /// What came of making entries, by the names of their articles.
    pub(super) fn made(&self) -> HashMap<&str, &[u8]> {
        let made = self.articles.iter().filter_map(|shown| {
            let name = Record::read(&mut Reader::part_of(&shown.record))?.name();
            Some((name, shown.made.as_deref()?))
        });
        made.collect()
    }
}

/// Writes down what comes of making entries.
pub(super) struct Keeper {
    room: usize,
}

impl Keeper {
    pub(super) fn new() -> Keeper {
        Keeper { room: ENTRIES_MAX }
    }

    /// An entry and what was found while it was made; the entry itself only as long as there is room for it.
    pub(super) fn print(&mut self, entry: &Entry, found: &[Located]) -> Box<[u8]> {
        let mut writer = Writer::part();
        writer.list(found, write_found);
        let has_room = entry.html.as_str().len() <= self.room;
        writer.option(Some(entry).filter(|_| has_room), entries::write);
        let made = writer.into_part();
        self.room = if has_room { self.room.saturating_sub(made.len()) } else { self.room };
        made.into()
    }

    /// What came of one in the last build, the entry as long as there is room for it.
    pub(super) fn again(&mut self, made: &[u8]) -> Option<Box<[u8]>> {
        if let Some(room) = self.room.checked_sub(made.len()) {
            self.room = room;
            return Some(made.into());
        }
        let (found, _) = read_made(made)?;
        let mut writer = Writer::part();
        writer.list(&found, write_found);
        writer.option(None, entries::write);
        Some(writer.into_part().into())
    }
}

/// What was found while an entry was made, and the entry, where it was kept.
pub(super) fn read_made(made: &[u8]) -> Option<(Vec<Located>, Option<Entry>)> {
    let mut reader = Reader::part_of(made);
    Some((reader.list(read_found)?, reader.option(entries::read)?))
}

fn read_shown(reader: &mut Reader<'_>) -> Option<Shown> {
    let (record, line) = (reader.bytes()?.into(), reader.text()?.to_owned());
    Some(Shown { record, line, made: reader.option(Reader::bytes)?.map(Into::into) })
}

fn write_feed(writer: &mut Writer, feed: &FormerFeed) {
    let FormerFeed { path, entries, bytes, listed, room, losses, shortened, dropped, judged } = feed;
    writer.text(path);
    writer.number(*entries as u64);
    writer.number(*bytes as u64);
    writer.option(listed.as_ref(), |writer, (listed, changed)| {
        write_listed(writer, listed);
        writer.option(*changed, write_instant);
    });
    writer.number(*room as u64);
    writer.list(losses, |writer, Loss { format, what, message, entries }| {
        writer.number(number(*format));
        writer.text(what);
        writer.text(message);
        writer.number(*entries as u64);
    });
    writer.number(*shortened as u64);
    writer.number(*dropped as u64);
    writer.list(judged, write_found);
}

fn read_feed(reader: &mut Reader<'_>) -> Option<FormerFeed> {
    Some(FormerFeed {
        path: reader.text()?.to_owned(),
        entries: reader.count()?,
        bytes: reader.count()?,
        listed: reader.option(|reader| Some((read_listed(reader)?, reader.option(instant)?)))?,
        room: reader.count()?,
        losses: reader.list(|reader| {
            Some(Loss {
                format: format(reader)?,
                what: unchanging(reader.text()?),
                message: reader.text()?.to_owned(),
                entries: reader.count()?,
            })
        })?,
        shortened: reader.count()?,
        dropped: reader.count()?,
        judged: reader.list(read_found)?,
    })
}

fn write_listed(writer: &mut Writer, listed: &ListedFeed) {
    let ListedFeed { path, format, title, description, language, address, newest, former, archive } = listed;
    writer.text(path);
    writer.number(number(*format));
    write_text(writer, title);
    writer.option(description.as_ref(), write_text);
    writer.option(language.as_ref(), write_language);
    write_url(writer, address);
    writer.list(newest, |writer, ListedEntry { title, url, published, language }| {
        writer.text(title);
        write_url(writer, url);
        write_instant(writer, *published);
        writer.option(language.as_ref(), write_language);
    });
    writer.list(former, |writer, path| writer.text(path));
    writer.option(archive.as_ref(), write_url);
}

fn read_listed(reader: &mut Reader<'_>) -> Option<ListedFeed> {
    Some(ListedFeed {
        path: reader.text()?.to_owned(),
        format: format(reader)?,
        title: text(reader)?,
        description: reader.option(text)?,
        language: reader.option(language)?,
        address: url(reader)?,
        newest: reader.list(|reader| {
            Some(ListedEntry {
                title: reader.text()?.to_owned(),
                url: url(reader)?,
                published: instant(reader)?,
                language: reader.option(language)?,
            })
        })?,
        former: reader.list(|reader| reader.text().map(str::to_owned))?,
        archive: reader.option(url)?,
    })
}

const FORMATS: [Format; 3] = [Format::Rss, Format::Atom, Format::Json];

fn number(format: Format) -> u64 {
    FORMATS.iter().position(|one| *one == format).unwrap_or(FORMATS.len()) as u64
}

fn format(reader: &mut Reader<'_>) -> Option<Format> {
    FORMATS.get(reader.count()?).copied()
}
