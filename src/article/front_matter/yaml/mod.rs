//! YAML, from the events of the parser that `serde-saphyr` is built on.
//!
//! # Why
//! A typed reader decides what `Yes`, `007` or `2025-08-13` is and forgets how it was written; whether it is a title or
//! a date depends on the key. Events keep the letters, the quotes and the place of each value, in bytes.

mod faults;
mod quick;
mod recover;
mod tree;

use super::fences::lines;
use super::{Entry, Reading};
use tree::{Root, Tree};

/// Reads a block that stands at `base`; `None` when it is no mapping and was not meant to be one.
pub(super) fn read(block: &str, base: usize, is_named: bool) -> Reading {
    if let Some(entries) = quick::read(block, base) {
        return Some((entries, Vec::new()));
    }
    let mut tree = Tree::new(block, base);
    let fault = match tree.read(block, 0) {
        Ok(Root::Nothing) => return Some((Vec::new(), tree.found)),
        Ok(Root::Fields(entries)) => {
            // Prose has colons too: between two rules, `He said the following: yes` is a mapping to YAML.
            let is_prose = !entries.is_empty() && !entries.iter().any(|entry| is_key(&entry.key));
            return (is_named || !is_prose).then_some((entries, tree.found));
        }
        Ok(Root::Other) => None,
        Err(fault) => Some(fault),
    };
    (is_named || is_meant(block)).then(|| recover::read(block, base, fault))
}

/// Whether the first line with content is `key: value`, so that metadata must be meant.
pub(super) fn is_meant(block: &str) -> bool {
    /// Keys that prose does not begin with when no space follows the colon.
    const TELLING: [&str; 12] = [
        "title",
        "date",
        "draft",
        "tags",
        "layout",
        "author",
        "slug",
        "description",
        "categories",
        "lang",
        "language",
        "permalink",
    ];
    let is_content = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let first = lines(block, 0).map(|line| line.text).find(is_content);
    let pair = first.and_then(Pair::split);
    pair.is_some_and(|pair| pair.is_spaced || TELLING.contains(&pair.key))
}

/// The two sides of a line `key: value`.
#[derive(Clone, Copy)]
struct Pair<'t> {
    /// The key, with its quotes.
    key: &'t str,
    /// The value without white space around it.
    value: &'t str,
    /// Where the value stands in the line.
    value_start: usize,
    /// Whether white space follows the colon, as it must.
    is_spaced: bool,
}

impl<'t> Pair<'t> {
    /// Splits a line, which may be indented and an item of a list; `None` when it is not `key: value`.
    fn split(line: &'t str) -> Option<Pair<'t>> {
        let mut start = line.trim_start();
        while let Some(item) = start.strip_prefix("- ") {
            start = item.trim_start();
        }
        let colon = match start.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            Some(quote) => start[1..].find(quote)? + 2 + start[1..].split_once(quote)?.1.find(':')?,
            None => start.find(':')?,
        };
        let (key, rest) = (start[..colon].trim_end(), &start[colon + 1..]);
        let is_spaced = rest.is_empty() || rest.starts_with([' ', '\t']);
        // An address or a time is no key without a space.
        let is_word = !key.contains(' ') && key.starts_with(char::is_alphabetic) && !rest.starts_with("//");
        let value = rest.trim();
        let value_start = line.len() - rest.trim_start().len();
        (is_key(key) && (is_spaced || is_word)).then_some(Pair { key, value, value_start, is_spaced })
    }
}

/// No longer are keys that people give, in bytes.
const KEY_MAX: usize = 60;

/// Whether the letters are such as people give to keys: a word or three.
fn is_key(key: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ' ' | '"' | '\'' | '<');
    (1..=KEY_MAX).contains(&key.len())
        && key.split(' ').count() <= 3
        && key.chars().all(is_letter)
        && !key.starts_with(['-', '.', '/'])
}
