//! Some lines of a lock file, read and replaced where they stand: what nobody touched is neither read nor written anew.
//!
//! This holds only for a text as [`print`](super::print) writes it.

use std::collections::HashMap;
use std::ops::Range;

use memchr::{memmem, memrchr};

use crate::ledger::file::{self, escape, parse, print, push_line};
use crate::ledger::{Ledger, Line, Says};

/// The text of a lock file.
pub struct Excerpt<'t> {
    text: &'t str,
    /// Where the lines of articles begin.
    start: usize,
    /// What stands before them.
    above: Ledger,
}

/// A place in the text, and what is to stand there.
pub type Edit = (Range<usize>, String);

impl<'t> Excerpt<'t> {
    /// A text as it is written; `None` where its beginning is not.
    pub fn of(text: &'t str) -> Option<Excerpt<'t>> {
        let above = text.split_inclusive('\n').take_while(|line| file::is_above_articles(line));
        let start = above.map(str::len).sum();
        let (above, found) = parse(&text[..start]).ok()?;
        (found.is_empty() && print(&above) == text[..start]).then_some(Excerpt { text, start, above })
    }

    /// The line of the article at a path, if there is one such line alone.
    pub fn line_at(&self, path: &str) -> Option<&'t str> {
        let wanted = format!("\t{}\t", escape(path));
        let mut lines = memmem::find_iter(self.articles().as_bytes(), &wanted).filter_map(|at| {
            let line = self.line_around(self.start + at)?;
            (line.split('\t').nth(file::PATH_FIELD) == wanted.get(1..wanted.len() - 1)).then_some(line)
        });
        let line = lines.next()?;
        lines.next().is_none().then_some(line)
    }

    /// Whether a line other than `own` says that an article has this content.
    pub fn has_content(&self, says: Says, own: &str) -> bool {
        let mut wanted = String::from("\t");
        file::push_says(&mut wanted, says);
        wanted.push('\n');
        let mut places = memmem::find_iter(self.articles().as_bytes(), &wanted);
        places.any(|at| self.line_around(self.start + at) != Some(own))
    }

    /// A ledger of these lines alone, with all that stands above articles; `None` where one of them is odd.
    pub fn read(&self, lines: &[&str]) -> Option<Ledger> {
        let mut text = print(&Ledger::default());
        lines.iter().for_each(|line| text.push_str(line));
        let (ledger, found) = parse(&text).ok()?;
        let is_whole = found.is_empty() && ledger.lines.len() == lines.len();
        is_whole.then_some(Ledger { lines: ledger.lines, ..self.above.clone() })
    }

    /// Whether a field of any article's line is this: its id, say, or its path.
    pub fn has_field(&self, field: &str) -> bool {
        memmem::find(self.articles().as_bytes(), format!("\t{}\t", escape(field)).as_bytes()).is_some()
    }

    /// What has to be written so that the text says what a ledger of some of its lines says, and of new ones; `lines` are
    /// those that it has, as they stand there. `None` where the ledger lacks one.
    pub fn edits(&self, ledger: &Ledger, lines: &[&str]) -> Option<Vec<Edit>> {
        let known: HashMap<&str, &str> =
            lines.iter().map(|line| Some((line.split('\t').nth(file::ID_FIELD)?, *line))).collect::<Option<_>>()?;
        let mut found = 0;
        let above = print(&Ledger { lines: Vec::new(), ..ledger.clone() });
        let mut edits = Vec::new();
        edits.extend((above != self.text[..self.start]).then_some((0..self.start, above)));
        for line in &ledger.lines {
            let after = written(line);
            let Some(before) = known.get(&*line.id).copied() else {
                let at = self.place_of(file::key(&line.id), &line.id)?;
                edits.push((at..at, after));
                continue;
            };
            found += 1;
            if before != after {
                let at = self.start + memmem::find(self.articles().as_bytes(), before.as_bytes())?;
                let is_line = self.text.get(..at)?.ends_with('\n');
                edits.push(Some((at..at + before.len(), after)).filter(|_| is_line)?);
            }
        }
        // Of two new lines at one place, the one that comes first in the order of all.
        edits.sort_by(|(a, one), (b, other)| (a.start, a.end, order(one)).cmp(&(b.start, b.end, order(other))));
        (found == lines.len() && known.len() == lines.len()).then_some(edits)
    }

    /// Where a new line belongs.
    fn place_of(&self, key: u32, id: &str) -> Option<usize> {
        let key = format!("{key:08x}");
        let (mut start, mut end) = (self.start, self.text.len());
        while start < end {
            let at = self.start_of_line(start + (end - start) / 2);
            let line = self.text[at..].split_inclusive('\n').next()?;
            if order(line) < (&key, id) { start = at + line.len() } else { end = at }
        }
        Some(start)
    }

    /// The text as it is when all of this is written, in pieces.
    pub fn pieces<'e>(&'e self, edits: &'e [Edit]) -> impl Iterator<Item = &'e [u8]> {
        let ends = edits.iter().map(|(place, _)| place.end);
        let starts = std::iter::once(0).chain(ends);
        let last = &self.text[edits.last().map_or(0, |(place, _)| place.end)..];
        let before = edits.iter().zip(starts).flat_map(|((place, text), done)| [&self.text[done..place.start], text]);
        before.chain([last]).map(str::as_bytes)
    }

    fn articles(&self) -> &'t str {
        &self.text[self.start..]
    }

    /// Where the line begins that a place belongs to.
    fn start_of_line(&self, at: usize) -> usize {
        memrchr(b'\n', &self.text.as_bytes()[..at]).map_or(0, |end| end + 1)
    }

    /// The whole line that a place belongs to.
    fn line_around(&self, at: usize) -> Option<&'t str> {
        let start = self.start_of_line(at);
        let end = at + self.text[at..].find('\n')? + 1;
        self.text.get(start..end)
    }
}

/// What lines are in the order of: their keys and ids.
fn order(line: &str) -> (&str, &str) {
    let mut fields = line.split('\t');
    (fields.next().unwrap_or_default(), fields.next().unwrap_or_default())
}

/// A line as it is written.
pub fn written(line: &Line) -> String {
    let mut text = String::with_capacity(file::length(line));
    push_line(&mut text, file::key(&line.id), line);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Timestamp;
    use crate::ledger::FeedLine;

    fn ledger() -> Ledger {
        let line = |number: i64| Line {
            id: format!("tag:e.fr,2025:{number}").into(),
            guid: None,
            published: Timestamp::from_unix(number).unwrap(),
            dated: None,
            updated: None,
            gone: None,
            path: format!("a/{number}\t.md").into(),
            says: Some(Says { head: number as u64, body: 7 }),
            meaning: None,
        };
        let feeds = vec![FeedLine { path: "feed.xml".into(), id: "https://e.fr/feed.xml".into() }];
        Ledger { lines: (0..50).map(line).collect(), feeds, pages: Vec::new() }
    }

    #[test]
    fn what_is_replaced_is_what_would_be_written() {
        let mut ledger = ledger();
        let text = print(&ledger);
        let excerpt = Excerpt::of(&text).unwrap();
        let lines = [excerpt.line_at("a/7\t.md").unwrap(), excerpt.line_at("a/31\t.md").unwrap()];
        let mut few = excerpt.read(&lines).unwrap();
        assert_eq!(excerpt.edits(&few, &lines), Some(Vec::new()));
        let at = Timestamp::from_unix(9);
        few.lines[1].updated = at;
        few.feeds.push(FeedLine { path: "b.xml".into(), id: "https://e.fr/b.xml".into() });
        ledger.lines[31].updated = at;
        ledger.feeds.clone_from(&few.feeds);
        let edits = excerpt.edits(&few, &lines).unwrap();
        assert_eq!(excerpt.pieces(&edits).collect::<Vec<_>>().concat(), print(&ledger).into_bytes());
        assert_eq!(excerpt.pieces(&[]).collect::<Vec<_>>().concat(), text.as_bytes());
        few.lines.pop();
        assert_eq!(excerpt.edits(&few, &lines), None);
    }

    #[test]
    fn new_lines_stand_where_they_belong() {
        let all = ledger();
        for few in [0, 1, 5, 49, 50] {
            let (old, new) = all.lines.split_at(few);
            let text = print(&Ledger { lines: old.to_vec(), ..all.clone() });
            let excerpt = Excerpt::of(&text).unwrap();
            let edits = excerpt.edits(&Ledger { lines: new.to_vec(), ..all.clone() }, &[]).unwrap();
            assert_eq!(excerpt.pieces(&edits).collect::<Vec<_>>().concat(), print(&all).into_bytes(), "{few}");
        }
    }

    #[test]
    fn what_is_not_there_once_is_not_found() {
        let mut ledger = ledger();
        ledger.lines[1].path = ledger.lines[0].path.clone();
        let text = print(&ledger);
        let excerpt = Excerpt::of(&text).unwrap();
        assert_eq!((excerpt.line_at("a/0\t.md"), excerpt.line_at("none")), (None, None));
        let own = excerpt.line_at("a/2\t.md").unwrap();
        let says = |head| Says { head, body: 7 };
        assert!(!excerpt.has_content(says(2), own) && excerpt.has_content(says(3), own));
        assert!(Excerpt::of(&text.replace("# key", "# a key")).is_none());
    }
}
