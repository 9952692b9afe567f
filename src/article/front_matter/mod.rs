//! Front matter: the block of metadata at the head of a text, in YAML, TOML or JSON.
//!
//! YAML stands between lines `---` (as Jekyll, Hugo and most others have it), TOML between `+++` (Zola, Hugo), JSON
//! between `;;;` or as a bare object (Hexo, Hugo); the language may also be named: `---json` (Eleventy). A rule of
//! Markdown is `---` as well, so a block counts only when it can be read, or when it is plain that it was meant as one.
//! Then what is wrong with it is reported, and everything around the fault is kept.

mod fences;
mod json;
mod mask;
mod toml;
mod yaml;

use std::collections::HashMap;

use crate::article::OriginKind;
use crate::article::raw::{Raw, RawData, RawField, RawValue};
use crate::diagnostic::{Diagnostic, Span};
use fences::{Block, Language};

/// How deep lists and maps may be nested, in any language; real front matter has three or four levels.
const DEPTH_MAX: usize = 64;

/// How many findings of one block are shown; the last one counts the others.
const FOUND_MAX: usize = 10;

/// What a reader of one language makes of a block; `None` when the block was never meant as metadata.
type Reading = Option<(Vec<Entry>, Vec<Diagnostic>)>;

/// One `key: value` of a map that is being read.
struct Entry {
    key: String,
    key_span: Span,
    value: RawValue,
}

/// Reads the metadata at the head of a text; tells where the body stands, and what is wrong with the metadata.
///
/// Without front matter there is no metadata, and the body is the whole text.
pub fn parse(text: &str) -> (Option<Raw>, Span, Vec<Diagnostic>) {
    let whole = (None, Span::new(0, text.len()), Vec::new());
    let Some(opening) = fences::opening(text) else { return whole };
    let read = match opening {
        fences::Opening::Brace(start) => bare_json(text, start),
        fences::Opening::Fence(fence) => match fence.block(text) {
            Ok(block) => closed(text, &block),
            Err(block) => unclosed(text, &block),
        },
    };
    let Some((entries, body, found)) = read else { return whole };
    (Some(into_raw(entries)), Span::new(body, text.len()), in_order(found))
}

fn bare_json(text: &str, start: usize) -> Option<(Vec<Entry>, usize, Vec<Diagnostic>)> {
    let (masked, mask) = mask::hide(&text[start..]);
    let (mut entries, body, found) = json::read_bare(&masked, start)?;
    mask.lift(&mut entries);
    Some((entries, body, found))
}

fn closed(text: &str, block: &Block) -> Option<(Vec<Entry>, usize, Vec<Diagnostic>)> {
    let (entries, found) = read(text, block)?;
    Some((entries, block.body, found))
}

/// Reads a block that nothing closes, up to where it seems to end.
fn unclosed(text: &str, block: &Block) -> Option<(Vec<Entry>, usize, Vec<Diagnostic>)> {
    let inner = &text[block.inner.start..block.inner.end];
    let is_meant = match block.language {
        Language::Yaml => yaml::is_meant(inner),
        Language::Toml => toml::is_meant(inner),
        Language::Json | Language::Script => true,
    };
    if !is_meant && !block.is_named {
        return None;
    }
    let opened = &text[block.opening.start..block.opening.end];
    let closing = block.closing;
    let message = format!("the front matter that `{opened}` opens is never closed");
    let help = match block.nearly_closed {
        Some(line) if text[line.start..line.end].trim() == closing => {
            format!("let the line `{closing}` begin in the first column")
        }
        Some(line) => format!("write `{closing}` in place of `{}`", shown(&text[line.start..line.end])),
        None => format!("write a line `{closing}` after the last key"),
    };
    let found = Diagnostic::error("front-matter-unclosed", message).at(block.opening).help(help);
    let entries = read(text, block).map_or_else(Vec::new, |(entries, _)| entries);
    Some((entries, block.body, vec![found]))
}

fn read(text: &str, block: &Block) -> Reading {
    let (inner, mask) = mask::hide(&text[block.inner.start..block.inner.end]);
    let base = block.inner.start;
    if inner.trim().is_empty() {
        return Some((Vec::new(), Vec::new()));
    }
    let (mut entries, found) = match block.language {
        Language::Yaml => yaml::read(&inner, base, block.is_named)?,
        Language::Toml => toml::read(&inner, base, block.is_named)?,
        Language::Json => json::read(&inner, base),
        Language::Script => {
            let message = "this front matter is a program, which is not run";
            let help = "write its values in YAML: a line `---`, then `title: \"…\"`, then a line `---`";
            (Vec::new(), vec![Diagnostic::error("front-matter-invalid", message).at(block.opening).help(help)])
        }
    };
    mask.lift(&mut entries);
    Some((entries, found))
}

fn into_raw(entries: Vec<Entry>) -> Raw {
    let field = |Entry { key, key_span, value }| {
        let origin = OriginKind::FrontMatter(key.as_str().into());
        RawField { key, key_span, value, origin }
    };
    Raw { fields: entries.into_iter().map(field).collect() }
}

/// Findings in the order of the text, of a number that people can read.
fn in_order(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.sort_by_key(|one| one.span.map(|span| span.start));
    if found.len() > FOUND_MAX {
        let more = found.len() - FOUND_MAX;
        found.truncate(FOUND_MAX);
        let message = format!("{more} more places of this front matter are wrong");
        found.push(Diagnostic::error("front-matter-invalid", message));
    }
    found
}

/// Takes out the entries whose key was there before, and reports them.
fn unique(entries: &mut Vec<Entry>, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<&str, &RawValue> = HashMap::with_capacity(entries.len());
    let mut doubled = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        match first.get(entry.key.as_str()) {
            None => drop(first.insert(&entry.key, &entry.value)),
            Some(value) => doubled.push((index, is_same(value, &entry.value))),
        }
    }
    if doubled.is_empty() {
        return;
    }
    for (index, is_same) in &doubled {
        found.push(duplicate(&entries[*index].key, entries[*index].key_span, *is_same));
    }
    let mut doubled = doubled.into_iter().map(|(index, _)| index).peekable();
    let mut index = 0..;
    entries.retain(|_| doubled.next_if_eq(&index.next().unwrap_or_default()).is_none());
}

fn is_same(one: &RawValue, other: &RawValue) -> bool {
    match (&one.data, &other.data) {
        (RawData::Null, RawData::Null) => true,
        (RawData::Scalar { text: one, .. }, RawData::Scalar { text: other, .. }) => one == other,
        _ => false,
    }
}

/// A key that is there twice; it does no harm when it says the same.
fn duplicate(key: &str, span: Span, is_same: bool) -> Diagnostic {
    const RULE: &str = "front-matter-duplicate-key";
    let key = shown(key);
    let finding = match is_same {
        true => Diagnostic::warning(RULE, format!("`{key}` is given a second time, with the same value")),
        false => Diagnostic::error(RULE, format!("`{key}` is given a second time; only the first one counts")),
    };
    finding.at(span).help(format!("keep one `{key}`"))
}

/// The head of a value for a message: one line of it, and not too much.
fn shown(value: &str) -> String {
    const SHOWN_MAX: usize = 60;
    let line = value.trim().split(['\n', '\r']).next().unwrap_or_default().trim_end();
    let mut short = String::new();
    for (count, c) in line.chars().enumerate() {
        match c {
            _ if count == SHOWN_MAX => {
                short.push('…');
                break;
            }
            c if c.is_control() => short.extend(c.escape_debug()),
            c => short.push(c),
        }
    }
    short
}

/// A value in quotes that every language here reads as the same letters.
fn quoted(value: &str) -> String {
    let value = shown(value);
    match value.contains(['"', '\\']) {
        true if !value.contains('\'') => format!("'{value}'"),
        true => format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")),
        false => format!("\"{value}\""),
    }
}

#[cfg(test)]
mod tests;
