//! TOML, through the `toml` crate's tables that know their places.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fences::lines;
use super::{Entry, Reading, duplicate, quoted, shown};
use crate::article::raw::{RawData, RawValue};
use crate::diagnostic::{Diagnostic, Span, ceil_boundary, floor_boundary};

/// Reads a block that stands at `base`; `None` when it is not TOML and was not meant to be.
pub(super) fn read(block: &str, base: usize, is_named: bool) -> Reading {
    let text = without_lone_returns(block);
    let (table, mut errors) = DeTable::parse_recoverable(&text);
    if !errors.is_empty() && !is_named && !is_meant(&text) {
        return None;
    }
    let source = Source { text: &text, base };
    let Some(cleaned) = without_strays(&text, &errors) else {
        return Some((source.table(table.into_inner()), source.explain(&errors)));
    };
    let (table, others) = DeTable::parse_recoverable(&cleaned);
    errors.retain(is_stray);
    errors.extend(others);
    Some((source.table(table.into_inner()), source.explain(&errors)))
}

/// Whether a line has no `=`.
fn is_stray(error: &toml::de::Error) -> bool {
    error.message().starts_with("key with no value")
}

/// The text with blanks in place of the lines without `=`, after which the crate would read no more keys.
fn without_strays(text: &str, errors: &[toml::de::Error]) -> Option<String> {
    let mut strays: Vec<usize> =
        errors.iter().filter(|error| is_stray(error)).filter_map(|error| Some(error.span()?.start)).collect();
    strays.sort_unstable();
    strays.first()?;
    let mut strays = strays.into_iter().peekable();
    let mut cleaned = String::with_capacity(text.len());
    for line in lines(text, 0) {
        let end = line.start + line.text.len();
        let mut is_faulty = false;
        while strays.next_if(|at| *at <= end).is_some() {
            is_faulty = true;
        }
        match is_faulty {
            true => cleaned.extend(std::iter::repeat_n(' ', line.text.len())),
            false => cleaned.push_str(line.text),
        }
        cleaned.push_str(&text[end..line.next]);
    }
    Some(cleaned)
}

/// Whether the first line with content tells that metadata follows.
pub(super) fn is_meant(block: &str) -> bool {
    let is_content = |line: &&str| !line.is_empty() && !line.starts_with('#');
    let first = lines(block, 0).map(|line| line.text.trim()).find(is_content);
    first.is_some_and(|line| line.contains('=') || line.starts_with('[') || key_and_colon(line).is_some())
}

/// TOML knows no line that ends with CR alone, but articles from old systems do; no offset changes.
fn without_lone_returns(block: &str) -> Cow<'_, str> {
    if !block.contains('\r') {
        return Cow::Borrowed(block);
    }
    let mut text = String::with_capacity(block.len());
    let mut characters = block.chars().peekable();
    while let Some(c) = characters.next() {
        let is_alone = c == '\r' && characters.peek() != Some(&'\n');
        text.push(if is_alone { '\n' } else { c });
    }
    Cow::Owned(text)
}

struct Source<'t> {
    text: &'t str,
    base: usize,
}

impl Source<'_> {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(range.start, range.end).shift(self.base)
    }

    /// The entries of a table in the order in which they are written; the crate sorts them by name.
    fn table(&self, table: DeTable<'_>) -> Vec<Entry> {
        let mut pairs: Vec<_> = table.into_iter().collect();
        pairs.sort_by_key(|(key, _)| key.span().start);
        let entry = |(key, value): (Spanned<Cow<'_, str>>, _)| Entry {
            key_span: self.span(key.span()),
            key: key.into_inner().into_owned(),
            value: self.value(value),
        };
        pairs.into_iter().map(entry).collect()
    }

    fn value(&self, value: Spanned<DeValue<'_>>) -> RawValue {
        let range = value.span();
        let written = self.text.get(range.clone()).unwrap_or_default();
        let data = match value.into_inner() {
            DeValue::Table(table) => {
                RawData::Map(self.table(table).into_iter().map(|entry| (entry.key, entry.value)).collect())
            }
            DeValue::Array(items) => RawData::List(items.into_iter().map(|item| self.value(item)).collect()),
            // The crate repairs `key =` and `key = Some words` into texts; both are reported.
            DeValue::String(_) if written.is_empty() => RawData::Null,
            DeValue::String(text) => {
                RawData::Scalar { text: text.into_owned(), quoted: written.starts_with(['"', '\'']) }
            }
            _ => RawData::Scalar { text: written.to_owned(), quoted: false },
        };
        RawValue { data, span: self.span(range) }
    }

    /// One finding for each line at fault: what follows on the same line is mostly a consequence of the first.
    fn explain(&self, errors: &[toml::de::Error]) -> Vec<Diagnostic> {
        let mut places: Vec<_> = errors.iter().map(|error| (self.place(error), error)).collect();
        // Of the faults that begin at one place, an open list explains the others; then what spans something.
        let is_list = |error: &toml::de::Error| error.message().contains("array");
        places.sort_by_key(|(place, error)| (place.start, !is_list(error), std::cmp::Reverse(place.end)));
        let mut all_lines = lines(self.text, 0).peekable();
        let mut found = Vec::new();
        let mut explained_to = 0;
        for (place, error) in places {
            while all_lines.next_if(|line| line.next <= place.start && line.next < self.text.len()).is_some() {}
            let Some(line) = all_lines.peek() else { break };
            if place.start < explained_to {
                continue;
            }
            explained_to = line.next.max(place.end);
            let line = line.span();
            found.push(self.finding(line, place, error.message()));
        }
        found
    }

    fn place(&self, error: &toml::de::Error) -> Span {
        let range = error.span().unwrap_or_default();
        let start = floor_boundary(self.text, range.start.min(self.text.len()));
        Span::new(start, ceil_boundary(self.text, range.end).max(start))
    }

    fn finding(&self, line: Span, place: Span, reason: &str) -> Diagnostic {
        let invalid = |message: String| Diagnostic::error("front-matter-invalid", message);
        let written = &self.text[place.start..place.end];
        let whole = self.text[line.start..line.end].trim_start();
        let key = whole.split('=').next().unwrap_or_default().trim();
        let at = if place.start < place.end { place } else { Span::new(line.end - whole.len(), line.end) };
        let finding = if reason.starts_with("duplicate key") {
            duplicate(written, place, false)
        } else if let Some((key, value)) = key_and_colon(whole) {
            invalid(format!("`{}` is YAML, but this front matter is TOML", shown(whole))).help(format!(
                "write `{} = {}`",
                shown(key),
                quoted(bare(value))
            ))
        } else if reason.starts_with("string values must be quoted") {
            unquoted(key, written)
        } else if reason.starts_with("invalid unquoted key") {
            invalid(format!("the key `{}` has a character that needs quotes", shown(key)))
                .help(format!("write `{} = …`", quoted(key)))
        } else if ["date", "time", "offset"].iter().any(|kind| reason.contains(kind)) {
            invalid(format!("`{}` is no date that TOML knows: {reason}", shown(written)))
                .help(format!("write `{} = 2025-08-13` or `{0} = 2025-08-13T10:30:00+02:00`", shown(key)))
        } else if reason.contains("array") {
            invalid(format!("a list is not closed, or lacks a comma, at `{}`", shown(whole)))
                .help("write a list so: `tags = [\"one\", \"two\"]`")
        } else {
            unreadable(key, whole, reason)
        };
        finding.at(at.shift(self.base))
    }
}

/// Any other fault of a line; where its value was meant as a text, that is shown as it should be.
fn unreadable(key: &str, whole: &str, reason: &str) -> Diagnostic {
    let value = whole.split_once('=').map_or("", |(_, value)| value.trim());
    let text = quoted(bare(value));
    let line = shown(whole);
    let (message, help) = match value.chars().next() {
        Some('"') if reason.contains("escape") => {
            (format!("`{line}` has a backslash that means nothing between double quotes"), text)
        }
        Some('"' | '\'') if reason.starts_with("invalid") => {
            (format!("`{line}` has a quote that is never closed"), text)
        }
        Some('"' | '\'') => (format!("`{line}` goes on after the closing quote"), text),
        Some('0'..='9') if reason.contains("leading zero") => {
            (format!("`{line}` is a number that begins with a zero"), text)
        }
        _ => {
            let message = format!("`{line}` is not TOML: {reason}");
            let help = "write each line as `key = \"value\"`, with every text in straight quotes";
            return Diagnostic::error("front-matter-invalid", message).help(help);
        }
    };
    Diagnostic::error("front-matter-invalid", message).help(format!("write `{} = {help}`", shown(key)))
}

fn unquoted(key: &str, written: &str) -> Diagnostic {
    let key = shown(key);
    let (message, help) = match bare(written) {
        "" => (format!("`{key}` has no value"), format!("write `{key} = \"…\"`, or take the line out")),
        yes @ ("yes" | "Yes" | "on" | "True" | "TRUE") => {
            (format!("`{yes}` is no value in TOML"), format!("write `{key} = true`"))
        }
        no @ ("no" | "No" | "off" | "False" | "FALSE") => {
            (format!("`{no}` is no value in TOML"), format!("write `{key} = false`"))
        }
        text => {
            let message = format!("the text `{}` does not stand in straight quotes", shown(written));
            (message, format!("write `{key} = {}`", quoted(text)))
        }
    };
    Diagnostic::error("front-matter-invalid", message).help(help)
}

/// The letters of a value without the quotes around it, straight or not.
fn bare(value: &str) -> &str {
    value.trim().trim_matches(['"', '\'', '“', '”', '„', '‘', '’', '«', '»']).trim()
}

/// The two sides of a line in the manner of YAML.
fn key_and_colon(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    (is_key && (value.is_empty() || value.starts_with(char::is_whitespace))).then_some((key, value))
}
