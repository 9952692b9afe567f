//! The YAML that nearly all front matter is written in, read line by line.
//!
//! # Why
//! A site of a hundred thousand articles has a hundred thousand blocks of a few keys, each with one word, one text in
//! quotes or a short list. What is so plain that there is but one way to read it is read here, ten times as fast;
//! anything else, and whatever is at fault, is left to the parser.

use super::{Entry, KEY_MAX};
use crate::article::raw::{RawData, RawValue};
use crate::bytes::any_byte;
use crate::diagnostic::Span;

/// The entries of a block that stands at `base`; `None` where the parser has to read it.
pub(super) fn read(block: &str, base: usize) -> Option<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::with_capacity(8);
    // White space and controls beyond ASCII begin with one of five bytes.
    let may_be_odd = |byte: u8| ((byte < b' ') & (byte != b'\n')) | matches!(byte, 0x7f | 0xC2 | 0xE1..=0xE3 | 0xEF);
    let is_clean = !any_byte(block.as_bytes(), may_be_odd);
    let written = |value| written(value, is_clean);
    let mut lines = Lines { block, at: 0 }.peekable();
    while let Some((start, line)) = lines.next() {
        if line.is_empty() {
            continue;
        }
        let length = line.bytes().position(|byte| !is_key_byte(byte))?;
        // Of very many keys, another reader keeps a table; very long ones are those of no block.
        if entries.len() >= MANY || length > KEY_MAX {
            return None;
        }
        let key = &line[..length];
        let value = line[length..].strip_prefix(':')?;
        if !key.starts_with(|first: char| first.is_ascii_alphabetic()) || entries.iter().any(|one| one.key == key) {
            return None;
        }
        let value_start = start + length + 1;
        let value = match value.strip_prefix(' ') {
            Some(value) => {
                let value = written(value)?;
                scalar_or_list(value.0, base + value_start + 1 + value.1, is_clean)?
            }
            None if value.is_empty() => {
                let mut items = Vec::new();
                let mut from = None;
                while let Some((start, line)) =
                    lines.next_if(|(_, line)| line.trim_start_matches(' ').starts_with("- "))
                {
                    let dash = line.len() - line.trim_start_matches(' ').len();
                    let (first_dash, _) = *from.get_or_insert((dash, start));
                    // All of them stand below each other.
                    if first_dash != dash {
                        return None;
                    }
                    let (text, skipped) = written(&line[dash + 2..])?;
                    items.push(scalar(text, base + start + dash + 2 + skipped, is_plain)?);
                }
                let (dash, first) = from?;
                let span = Span::new(base + first + dash, items.last()?.span.end);
                RawValue { data: RawData::List(items), span }
            }
            None => return None,
        };
        let key_span = Span::new(base + start, base + start + length);
        entries.push(Entry { key: key.to_owned(), key_span, value });
    }
    (!entries.is_empty()).then_some(entries)
}

/// So many keys are looked through for one that is there already.
const MANY: usize = 256;

/// The lines of a block with their places; only `\n` ends one.
struct Lines<'t> {
    block: &'t str,
    at: usize,
}

impl<'t> Iterator for Lines<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<(usize, &'t str)> {
        let rest = self.block.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = (self.at, &rest[..length]);
        self.at += length + 1;
        Some(line)
    }
}

fn is_key_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// A value without the spaces around it, and how many stood before; `None` if it is none, or has what is not plain, of
/// which a block that `is_clean` has nothing.
fn written(value: &str, is_clean: bool) -> Option<(&str, usize)> {
    let start = value.bytes().position(|byte| byte != b' ')?;
    let end = value.bytes().rposition(|byte| byte != b' ')? + 1;
    let trimmed = &value[start..end];
    (is_clean || is_calm(trimmed)).then_some((trimmed, start))
}

fn is_calm(text: &str) -> bool {
    let is_odd =
        |c: char| c < ' ' || ('\u{7f}'..='\u{a0}').contains(&c) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
    match text.is_ascii() {
        true => !any_byte(text.as_bytes(), |byte| (byte < b' ') | (byte == 0x7f)),
        // White space beyond ASCII at an end would be trimmed by some.
        false => !text.contains(is_odd) && text.trim().len() == text.len(),
    }
}

fn scalar_or_list(value: &str, at: usize, is_clean: bool) -> Option<RawValue> {
    let Some(items) = value.strip_prefix('[') else { return scalar(value, at, is_plain) };
    let mut inner = items.strip_suffix(']')?;
    let mut list = Vec::with_capacity(4);
    let mut from = at + 1;
    loop {
        let comma = inner.bytes().position(|byte| byte == b',');
        let item = &inner[..comma.unwrap_or(inner.len())];
        let (text, skipped) = written(item, is_clean)?;
        // A comma within quotes has cut the item, which then has no closing quote.
        list.push(scalar(text, from + skipped, is_plain_in_list)?);
        let Some(comma) = comma else { break };
        from += comma + 1;
        inner = &inner[comma + 1..];
    }
    Some(RawValue { data: RawData::List(list), span: Span::new(at, at + value.len()) })
}

/// What stands between double quotes, where nothing is escaped but quotes and backslashes.
fn unescaped(written: &str) -> Option<String> {
    let mut text = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = memchr::memchr2(b'"', b'\\', rest.as_bytes()) {
        let (before, escape) = rest.split_at(at);
        rest = escape.strip_prefix('\\').filter(|after| after.starts_with(['"', '\\']))?;
        text.push_str(before);
        text.push_str(&rest[..1]);
        rest = &rest[1..];
    }
    text.push_str(rest);
    Some(text)
}

/// One value: in quotes, or so plain that `is_plain` says so.
fn scalar(value: &str, at: usize, is_plain: fn(&str) -> bool) -> Option<RawValue> {
    let span = Span::new(at, at + value.len());
    if let Some(quote @ (b'"' | b'\'')) = value.bytes().next() {
        let text = value[1..].strip_suffix(char::from(quote))?;
        let text = match memchr::memchr2(quote, b'\\', text.as_bytes()) {
            None => text.to_owned(),
            Some(_) if quote == b'"' => unescaped(text)?,
            Some(_) => return None,
        };
        return Some(RawValue { data: RawData::Scalar { text, quoted: true }, span });
    }
    let is_null = matches!(value, "~" | "null" | "Null" | "NULL");
    (!is_null && is_plain(value))
        .then(|| RawValue { data: RawData::Scalar { text: value.to_owned(), quoted: false }, span })
}

/// Whether a value means its letters: it begins with one that begins nothing else, and no colon or sharp ends it.
fn is_plain(value: &str) -> bool {
    let begins = value.starts_with(|first: char| first.is_alphanumeric() || matches!(first, '/' | '.' | '(' | '_'));
    let bytes = value.as_bytes();
    begins
        && memchr::memchr2_iter(b':', b'#', bytes).all(|at| match bytes[at] {
            b':' => bytes.get(at + 1).is_some_and(|next| *next != b' '),
            _ => bytes[at - 1] != b' ',
        })
}

/// The same within brackets, where more letters mean something.
fn is_plain_in_list(value: &str) -> bool {
    value.starts_with(char::is_alphanumeric)
        && value.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '+' | '(' | ')'))
}

#[cfg(test)]
mod tests {
    use super::super::tree::{Root, Tree};
    use super::*;

    fn told(entries: &[Entry]) -> Vec<(String, Span, RawValue)> {
        entries.iter().map(|entry| (entry.key.clone(), entry.key_span, entry.value.clone())).collect()
    }

    /// Whether a block is read the quick way; then the parser reads the same.
    fn is_quick(block: &str) -> bool {
        let Some(quick) = read(block, 7) else { return false };
        let mut tree = Tree::new(block, 7);
        let Ok(Root::Fields(entries)) = tree.read(block, 0) else { panic!("no mapping: {block:?}") };
        assert!(tree.found.is_empty(), "{block:?}: {:?}", tree.found);
        assert_eq!(told(&quick), told(&entries), "{block:?}");
        true
    }

    #[test]
    fn what_people_write_is_read_the_quick_way() {
        for block in [
            "title: On bread\n",
            "title: \"Bread: a story # not a comment\"\ndate: 2025-08-13T11:22:39-03:30\ndraft: false\n",
            "title: \"A \\\"b\\\" c\\\\\"\ntags: [\"a \\\" b\", c]\n",
            "title: 'Du pain, l’été'   \n\ntags: [\"c++\", web, 'R&D', cuisine du monde]\nweight: 3",
            "tags:\n- a\n- \"b: c\"\n- d e\nurl: /a/b.html\n",
            "tags:\n  - a\n  - b\nauthor:   Ada Lovelace\n",
        ] {
            assert!(is_quick(block), "{block:?}");
        }
    }

    #[test]
    fn what_may_mean_something_else_is_left_to_the_parser() {
        for block in [
            "",
            "title: a: b\n",
            "title: a #b\n",
            "title: >\n  a\n",
            "title: a\n  b\n",
            "title: &a b\n",
            "title: null\n",
            "title:\nb: c\n",
            "title: \"a\\n\"\n",
            "title: \"a\\\"\n",
            "title: \"a\" b\"\n",
            "title: 'a\\'\n",
            "title: 'it''s'\n",
            "title: [a, [b]]\n",
            "title: [a,]\n",
            "title: [\"a, b\"]\n",
            "a: b\na: c\n",
            "# c\na: b\n",
            "a: b\r\n",
            "a:\tb\n",
            "tags:\n- a\n - b\n",
            "Prose that goes on\n",
            "a: b\n...\n",
            "a: b:\n",
        ] {
            assert!(!is_quick(block), "{block:?}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { cases: 2_000, failure_persistence: None, ..Default::default() })]

        #[test]
        fn what_is_read_the_quick_way_is_what_the_parser_reads(
            lines in proptest::collection::vec(
                "(a|b|c-d|title|[a-c]{1,2})(:|: |:  )([a-c:#'\"\\[\\], ~&*!|>%@`{}?é’\u{a0}./()_+-]{0,9}|[\"'][a: #]{0,5}[\"']|\"([a \\\\\"]|\\\\\"|\\\\\\\\){0,5}\"|\\[[ab, \"'+]{0,9}\\]|null|2025-01-01 1:2)|( ){0,3}- [a-c: \"'#\\[-]{0,5}| {0,2}|[a-c -]{0,4}",
                0..6,
            ),
        ) {
            is_quick(&lines.join("\n"));
        }
    }
}
