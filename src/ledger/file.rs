//! `feedwright.lock`: the ledger as text.
//!
//! The first line names the version; `#` starts a comment. Every other line is a feed, a page of an archive, or an
//! article, its fields between tabs. Articles are in the order of a hash of their ids, which stands first: so articles that
//! are added on two branches seldom stand side by side, and a merge has nothing to ask. Where it has, both sides are read.
//!
//! Version 1 had other hashes, of head and body in two fields. A merge may leave lines of both versions under either's
//! first line, marked or not: so each line tells by the number of its fields which one it is of.

use std::borrow::Cow;
use std::collections::HashSet;
use std::convert::Infallible;

use memchr::{memchr, memchr3};

use crate::date::Timestamp;
use crate::diagnostic::{Diagnostic, Level, Span};
use crate::ledger::instant;
use crate::ledger::{FeedLine, Ledger, Line, PageLine, Says, pages};
use crate::parallel;
use crate::stable_hash::stable_hash;

/// The file's name; it stands beside `feedwright.toml`.
pub const FILE_NAME: &str = "feedwright.lock";

/// The version of the form that is written. Earlier ones are read, a later one is not.
pub const VERSION: u32 = 2;

const HEAD: &str = "feedwright lock, version ";
const ABOUT: &str = "\
# The permanent ids of published articles. Commit this file with the articles; feedwright keeps it up to date.
# key, id, guid, published, dated, updated, gone, path, meaning, source: tabs between, `-` where there is nothing.
";
const NOTHING: &str = "-";
const FIELDS: usize = 10;
/// How many fields the line of an article has in version 1, whose hashes are none of ours.
const FIELDS_1: usize = 11;
/// Which of the fields the id is, and which the path.
pub(super) const ID_FIELD: usize = 1;
pub(super) const PATH_FIELD: usize = 7;
const RESTORE: &str = "take the file from the last commit (`git checkout -- feedwright.lock`), or mend the line";

/// Reads a lock file.
///
/// # Errors
/// Everything that keeps it from being read, each with its place: the file must not be written then, nor may anything
/// be published, since some article's id is not known.
pub fn parse(text: &str) -> Result<(Ledger, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut ledger = Ledger::default();
    let mut found = Vec::new();
    let mut start = 0;
    let (mut has_head, mut is_of_base, mut wanted) = (false, false, FIELDS);
    for raw in text.split_inclusive('\n') {
        let line = raw.trim_end_matches(['\n', '\r']);
        let span = Span::new(start, start + line.len());
        start += raw.len();
        let line = if span.start == 0 { line.trim_start_matches('\u{feff}') } else { line };
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if is_conflict_mark(line) {
            found.extend(line.starts_with(CONFLICT_MARKS[0]).then(|| conflict(span)));
            is_of_base = line.starts_with(CONFLICT_MARKS[1]);
        } else if is_of_base {
            // What was there before both sides changed it is neither's.
        } else if let Some(version) = line.strip_prefix(HEAD) {
            has_head = true;
            match version.trim().parse::<u32>() {
                Ok(1) => wanted = FIELDS_1,
                Ok(VERSION) => wanted = FIELDS,
                Ok(later) if later > VERSION => return Err(vec![too_new(later, span)]),
                _ => found.push(unreadable(span, "the version is no number that this program knows")),
            }
        } else if !has_head {
            let message = format!("the file does not start with `{HEAD}{VERSION}`, so it is no lock file");
            return Err(vec![Diagnostic::error("lock-foreign", message).at(span).help(RESTORE)]);
        } else {
            let line = Fields::cut(line, span, wanted, raw.ends_with('\n'));
            match line.and_then(|line| line.read(&mut ledger)) {
                Ok(notes) => found.extend(notes),
                Err(fault) => found.push(fault),
            }
        }
    }
    if !has_head && !text.trim().is_empty() {
        found.push(unreadable(Span::new(0, 0), "the line with the version is missing"));
    }
    // After a merge, both sides may have named a feed; the first counts.
    let mut seen = HashSet::new();
    ledger.feeds.retain(|feed| seen.insert(feed.path.clone()));
    pages::unite(&mut ledger.pages);
    let is_refused = found.iter().any(|one| one.level == Level::Error);
    if is_refused { Err(found) } else { Ok((ledger, found)) }
}

fn unreadable(span: Span, why: &str) -> Diagnostic {
    Diagnostic::error("lock-line-unreadable", format!("the line can't be read: {why}")).at(span).help(RESTORE)
}

fn too_new(version: u32, span: Span) -> Diagnostic {
    let message = format!("the file has version {version}, and this program knows versions up to {VERSION}");
    Diagnostic::error("lock-too-new", message).at(span).help("use a newer feedwright")
}

/// How git marks what it could not merge.
const CONFLICT_MARKS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

fn is_conflict_mark(line: &str) -> bool {
    CONFLICT_MARKS.iter().any(|mark| line.starts_with(mark))
}

fn conflict(span: Span) -> Diagnostic {
    let message = "a merge has left a conflict here; the lines of both sides are kept";
    let help = "commit the file as this build writes it, without the marks";
    Diagnostic::warning("lock-conflict", message).at(span).help(help)
}

/// A line cut at its tabs.
struct Fields<'t> {
    fields: Vec<&'t str>,
    span: Span,
}

impl<'t> Fields<'t> {
    /// A line of which so many fields are `wanted` if it is an article's, or as many as the other version has.
    fn cut(line: &'t str, span: Span, wanted: usize, is_ended: bool) -> Result<Fields<'t>, Diagnostic> {
        let fields: Vec<&str> = line.split('\t').collect();
        let (wanted, other) = match fields[0] {
            "feed" => (3, 3),
            "page" => (5, 5),
            _ => (wanted, FIELDS + FIELDS_1 - wanted),
        };
        if [wanted, other].contains(&fields.len()) {
            return Ok(Fields { fields, span });
        }
        let cut = if is_ended { "" } else { "; it seems to be cut off" };
        Err(unreadable(span, &format!("it has {} fields in place of {wanted}{cut}", fields.len())))
    }

    fn place(&self, index: usize) -> Span {
        let before: usize = self.fields[..index].iter().map(|field| field.len() + 1).sum();
        let start = self.span.start + before;
        Span::new(start, start + self.fields[index].len())
    }

    fn refuse(&self, index: usize, what: &str) -> Diagnostic {
        unreadable(self.place(index), &format!("`{}` is no {what}", self.fields[index].escape_debug()))
    }

    fn optional(&self, index: usize) -> Option<&'t str> {
        Some(self.fields[index]).filter(|field| *field != NOTHING)
    }

    fn instant(&self, index: usize) -> Result<Option<Timestamp>, Diagnostic> {
        let read = |text| instant::read(text).ok_or_else(|| self.refuse(index, "instant"));
        self.optional(index).map(read).transpose()
    }

    fn hash(&self, index: usize) -> Result<u64, Diagnostic> {
        hex(self.fields[index], 16).ok_or_else(|| self.refuse(index, "hash of 16 hexadecimal digits"))
    }

    /// What the source says, and what a reader sees.
    fn hashes(&self) -> Result<(Option<Says>, Option<u64>), Diagnostic> {
        let meaning = self.optional(8).map(|_| self.hash(8)).transpose()?;
        if self.fields.len() == FIELDS_1 {
            // Whether the line is whole, they tell all the same.
            self.hash(9).and(self.hash(10))?;
            return Ok((None, meaning));
        }
        let says = self.optional(9).map(|both| {
            let (head, body) = both.split_at_checked(16)?;
            Some(Says { head: hex(head, 16)?, body: hex(body, 16)? })
        });
        match says {
            Some(None) => Err(self.refuse(9, "pair of hashes of 32 hexadecimal digits")),
            says => Ok((says.flatten(), meaning)),
        }
    }

    fn page(&self) -> Result<PageLine, Diagnostic> {
        let number = self.fields[2].parse().ok().filter(|number| *number > 0);
        Ok(PageLine {
            path: unescape(self.fields[1]),
            number: number.ok_or_else(|| self.refuse(2, "number of a page"))?,
            at: self.instant(3)?.ok_or_else(|| self.refuse(3, "instant"))?,
            last: self.optional(4).map(Into::into),
        })
    }

    /// Reads a line into the ledger; what is odd but does no harm comes back.
    fn read(&self, ledger: &mut Ledger) -> Result<Option<Diagnostic>, Diagnostic> {
        if self.fields[0] == "feed" {
            let (path, id) = (unescape(self.fields[1]), self.fields[2].into());
            ledger.feeds.push(FeedLine { path, id });
            return Ok(None);
        }
        if self.fields[0] == "page" {
            ledger.pages.push(self.page()?);
            return Ok(None);
        }
        let id = self.fields[1];
        if !id.contains(':') || id.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(self.refuse(1, "id"));
        }
        let (says, meaning) = self.hashes()?;
        ledger.lines.push(Line {
            id: id.into(),
            guid: self.optional(2).map(unescape),
            published: self.instant(3)?.ok_or_else(|| self.refuse(3, "instant"))?,
            dated: self.instant(4)?,
            updated: self.instant(5)?,
            gone: self.instant(6)?,
            path: unescape(self.fields[7]),
            says,
            meaning,
        });
        if hex(self.fields[0], 8) == Some(u64::from(key(id))) {
            return Ok(None);
        }
        let message =
            format!("the key `{}` is not that of the id, which was changed by hand", self.fields[0].escape_debug());
        let help = "nothing, if you meant to change the id: it counts as it stands";
        Ok(Some(Diagnostic::warning("lock-key-wrong", message).at(self.place(0)).help(help)))
    }
}

/// Writes a ledger: equal ones have equal bytes.
pub fn print(ledger: &Ledger) -> String {
    let mut text = String::with_capacity(ledger.lines.iter().map(length).sum());
    let whole: Result<(), Infallible> = print_in_parts(ledger, |part| {
        text.push_str(part);
        Ok(())
    });
    let Ok(()) = whole;
    text
}

/// Writes a ledger part by part, so that a million lines need not be held.
///
/// # Errors
/// The first that `take` has.
pub fn print_in_parts<E>(ledger: &Ledger, mut take: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    let mut text = format!("{HEAD}{VERSION}\n{ABOUT}");
    let mut feeds: Vec<&FeedLine> = ledger.feeds.iter().collect();
    feeds.sort_by(|a, b| a.path.cmp(&b.path));
    for feed in feeds {
        push(&mut text, &["feed", &escape(&feed.path), &feed.id]);
    }
    let mut pages: Vec<&PageLine> = ledger.pages.iter().collect();
    pages.sort_by(|a, b| (&a.path, a.number).cmp(&(&b.path, b.number)));
    for PageLine { path, number, at, last } in pages {
        let last = last.as_deref().unwrap_or(NOTHING);
        push(&mut text, &["page", &escape(path), &number.to_string(), &at.rfc3339_utc(), last]);
    }
    let mut lines: Vec<(u32, &Line)> =
        parallel::map(&ledger.lines, |line| key(&line.id)).into_iter().zip(&ledger.lines).collect();
    // Keys are numbers, and hardly any two are the same: so most are in order before a line is looked at.
    lines.sort_by_key(|(key, _)| *key);
    for alike in lines.chunk_by_mut(|(a, _), (b, _)| a == b) {
        alike.sort_by(|(_, one), (_, other)| (&one.id, &one.path).cmp(&(&other.id, &other.path)));
    }
    // There may be a million lines, so every core writes some of them.
    let parts: Vec<&[(u32, &Line)]> = lines.chunks(PART).collect();
    let length = |part: &[(u32, &Line)]| -> usize { part.iter().map(|(_, line)| length(line)).sum() };
    take(&text)?;
    let write = |part: &&[(u32, &Line)]| {
        let mut text = String::with_capacity(length(part));
        part.iter().for_each(|(key, line)| push_line(&mut text, *key, line));
        text
    };
    parallel::in_order(&parts, write, |part| take(&part))
}

/// About how long a line is, and seldom less.
pub(super) fn length(line: &Line) -> usize {
    line.id.len() + line.path.len() + LINE_BYTES
}

/// How many lines are written as one piece.
const PART: usize = 1024;
/// About how long a line is without its id and its path.
const LINE_BYTES: usize = 140;

pub(super) fn push_line(text: &mut String, key: u32, line: &Line) {
    push_hex(text, u64::from(key), 8);
    text.push('\t');
    text.push_str(&line.id);
    text.push('\t');
    text.push_str(&line.guid.as_deref().map_or(Cow::Borrowed(NOTHING), escape));
    for instant in [Some(line.published), line.dated, line.updated, line.gone] {
        text.push('\t');
        match instant {
            Some(instant) => text.push_str(&instant.rfc3339()),
            None => text.push_str(NOTHING),
        }
    }
    text.push('\t');
    text.push_str(&escape(&line.path));
    text.push('\t');
    match line.meaning {
        Some(meaning) => push_hex(text, meaning, 16),
        None => text.push_str(NOTHING),
    }
    text.push('\t');
    match line.says {
        Some(says) => push_says(text, says),
        None => text.push_str(NOTHING),
    }
    text.push('\n');
}

/// Adds what a source says.
pub(super) fn push_says(text: &mut String, says: Says) {
    push_hex(text, says.head, 16);
    push_hex(text, says.body, 16);
}

/// Adds a number in so many hexadecimal digits: there are millions of them.
fn push_hex(text: &mut String, number: u64, digits: u32) {
    for place in (0..digits).rev() {
        let digit = (number >> (4 * place)) as u32 & 0xf;
        text.push(char::from_digit(digit, 16).unwrap_or('0'));
    }
}

fn push(text: &mut String, fields: &[&str]) {
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            text.push('\t');
        }
        text.push_str(field);
    }
    text.push('\n');
}

/// Whether a line is one of those that stand before the lines of articles.
pub(super) fn is_above_articles(line: &str) -> bool {
    [HEAD, "#", "feed\t", "page\t"].iter().any(|start| line.starts_with(start))
}

/// What a line is sorted by.
pub(super) fn key(id: &str) -> u32 {
    (stable_hash(&[id]) >> 32) as u32
}

/// Writes what would break a line, and a lone `-`, so that it doesn't.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if text == NOTHING {
        return Cow::Borrowed("\\-");
    }
    let bytes = text.as_bytes();
    if memchr3(b'\\', b'\t', b'\n', bytes).is_none() && memchr(b'\r', bytes).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn unescape(text: &str) -> Box<str> {
    if !text.contains('\\') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                other => other.unwrap_or('\\'),
            },
            c => c,
        });
    }
    out.into()
}

/// A number of exactly so many hexadecimal digits.
fn hex(text: &str, digits: usize) -> Option<u64> {
    let is_hex = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hex { u64::from_str_radix(text, 16).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Excerpt;

    fn line(id: &str, path: &str) -> Line {
        let at = |seconds, offset| Timestamp::from_unix_at(seconds, offset).unwrap();
        Line {
            id: id.into(),
            guid: None,
            published: at(1_755_036_000, 120),
            dated: None,
            updated: Some(at(1_755_100_000, 0)),
            gone: None,
            path: path.into(),
            says: Some(Says { head: 1, body: u64::MAX }),
            meaning: None,
        }
    }

    fn ledger() -> Ledger {
        let mut odd = line("tag:e.fr,2025-08-13:b", "a\tb\\\n-é.md");
        odd.guid = Some("-".into());
        odd.meaning = Some(7);
        odd.gone = odd.updated;
        odd.dated = Some(odd.published);
        let feeds = vec![FeedLine { path: "feed.xml".into(), id: "https://e.fr/feed.xml".into() }];
        let page = |number, last: Option<&str>| PageLine {
            path: "a\tb.xml".into(),
            number,
            at: Timestamp::from_unix(1_755_036_000).unwrap(),
            last: last.map(Into::into),
        };
        let pages = vec![page(1, Some("tag:e.fr,2025-08-13:a")), page(2, None)];
        Ledger { lines: vec![line("tag:e.fr,2025-08-13:a", "a.md"), odd], feeds, pages }
    }

    #[test]
    fn what_was_there_before_a_conflict_is_neither_sides() {
        let text = print(&ledger());
        let (before, last) = text.trim_end().rsplit_once('\n').unwrap();
        let base = last.replace("tag:", "tag:gone.");
        let merged = format!("{before}\n<<<<<<< ours\n{last}\n||||||| base\n{base}\n=======\n{last}\n>>>>>>> theirs\n");
        let (read, found) = parse(&merged).unwrap();
        assert_eq!((read.lines.len(), found.len()), (3, 1));
        assert!(read.lines.iter().all(|line| !line.id.contains("gone")));
    }

    /// What is said of a text, with line and column.
    #[track_caller]
    fn said(text: &str) -> Vec<String> {
        let (Ok((_, found)) | Err(found)) = parse(text);
        let describe = |one: Diagnostic| {
            let place = Excerpt::cut(text, one.span.unwrap());
            format!("{}:{} {} {}", place.line, place.column, one.rule, one.message)
        };
        found.into_iter().map(describe).collect()
    }

    #[test]
    fn what_is_written_is_read() {
        let text = print(&ledger());
        let (mut read, found) = parse(&text).unwrap();
        assert!(found.is_empty(), "{found:?}");
        read.lines.sort_by(|a, b| a.id.cmp(&b.id));
        assert_eq!(read, ledger());
        assert_eq!(print(&read), text);
        assert_eq!(parse("").unwrap().0, Ledger::default());
        assert_eq!(parse(&text.replace('\n', "\r\n")).unwrap().0.lines.len(), 2, "as git may check it out");
    }

    #[test]
    fn what_can_not_be_read_is_placed() {
        let text = print(&ledger());
        let cut = &text[..text.len() - 30];
        assert_eq!(said(cut).len(), 1);
        assert!(said(cut)[0].starts_with("8:"), "{:?}", said(cut));
        for end in 0..text.len() {
            if let Some(cut) = text.get(..end)
                && let Ok((read, _)) = parse(cut)
            {
                assert!(read.lines.len() == cut.matches("a.md").count() + cut.matches("-é.md").count(), "{cut}");
            }
        }
        let changed = text.replace("2025-08-13T00:00:00+02:00", "2025-13-13T00:00:00+02:00");
        assert!(said(&changed)[0].contains("lock-line-unreadable the line can't be read: `2025-13-13T"), "{changed}");
        assert!(said("[package]\n")[0].starts_with("1:1 lock-foreign"));
        assert!(
            said(&text.replace("version 2", "version 3"))[0].starts_with("1:1 lock-too-new the file has version 3")
        );
    }

    #[test]
    fn both_sides_of_a_conflict_are_kept() {
        let text = print(&ledger());
        let mut lines: Vec<&str> = text.lines().collect();
        lines.insert(4, "<<<<<<< HEAD");
        lines.insert(6, "=======");
        lines.push(">>>>>>> other");
        let (read, found) = parse(&lines.join("\n")).unwrap();
        assert_eq!((read.lines.len(), found.len()), (2, 1));
        assert!(found.iter().all(|one| one.level == Level::Warning));
    }

    /// A text as version 1 would have written it, with hashes of its own.
    fn as_version_1(text: &str) -> String {
        let line = |line: &str| match line.rsplit_once('\t') {
            Some((before, says)) if says.len() == 32 => format!("{before}\t{}\t{}\n", &says[16..], &says[..16]),
            _ => format!("{line}\n"),
        };
        text.replace("version 2", "version 1").lines().map(line).collect()
    }

    fn read_again(ledger: &Ledger) -> Ledger {
        let (mut read, _) = parse(&print(ledger)).unwrap();
        read.lines.sort_by(|a, b| a.id.cmp(&b.id));
        read
    }

    #[test]
    fn of_version_1_all_but_the_hashes_counts() {
        let text = print(&ledger());
        let old = as_version_1(&text);
        let (mut read, found) = parse(&old).unwrap();
        assert!(found.is_empty(), "{found:?}");
        read.lines.sort_by(|a, b| a.id.cmp(&b.id));
        let mut expected = ledger();
        expected.lines.iter_mut().for_each(|line| line.says = None);
        assert_eq!(read, expected);
        assert_eq!(read_again(&read), expected, "what is not known is not known in version 2 either");
        assert!(said(&old[..old.len() - 5])[0].contains("is no hash of 16"), "{:?}", said(&old[..old.len() - 5]));
        assert!(said(&old[..old.len() - 20])[0].contains("is no pair of hashes"), "{:?}", said(&old[..old.len() - 20]));
        assert!(said(&old[..old.len() - 40])[0].contains("9 fields in place of 11"));
    }

    #[test]
    fn lines_of_both_versions_are_told_apart_wherever_a_merge_left_them() {
        let new = print(&ledger());
        let old = as_version_1(&new);
        let (first, last) = (
            |text: &str| text.lines().next().unwrap().to_owned(),
            |text: &str| text.lines().next_back().unwrap().to_owned(),
        );
        let says = |text: &str| parse(text).unwrap().0.lines.iter().map(|line| line.says.is_some()).collect::<Vec<_>>();
        for head in [first(&old), first(&new), format!("<<<<<<<\n{}\n=======\n{}\n>>>>>>>", first(&old), first(&new))] {
            assert_eq!(says(&format!("{head}\n{}\n{}\n", last(&old), last(&new))), [false, true]);
            assert_eq!(
                says(&format!("{head}\n<<<<<<<\n{}\n=======\n{}\n>>>>>>>\n", last(&new), last(&old))),
                [true, false]
            );
        }
    }

    #[test]
    fn an_id_that_was_changed_by_hand_counts() {
        let text = print(&ledger()).replace("2025-08-13:a\t", "2025-08-13:other\t");
        let (read, found) = parse(&text).unwrap();
        assert_eq!(found[0].rule, "lock-key-wrong");
        assert!(read.lines.iter().any(|line| line.id.ends_with(":other")));
    }
}
