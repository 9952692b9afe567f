//! A TOML table that is read key by key, and that knows which keys nobody asked for.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Span};
use crate::nearest::nearest;

/// A table being read. Every `take…` removes a key; [`Table::finish`] reports what is left.
pub(super) struct Table<'a> {
    entries: Vec<(Spanned<Cow<'a, str>>, Spanned<DeValue<'a>>)>,
    /// The table's own name, for messages: `site`.
    name: &'static str,
    known: Vec<&'static str>,
}

/// A value and its place.
pub(super) struct Placed<T> {
    pub(super) value: T,
    pub(super) span: Span,
}

fn span(range: Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

impl<'a> Table<'a> {
    pub(super) fn new(table: DeTable<'a>, name: &'static str) -> Table<'a> {
        Table { entries: table.into_iter().collect(), name, known: Vec::new() }
    }

    /// The value under a key, of any kind.
    pub(super) fn take(&mut self, key: &'static str) -> Option<Placed<DeValue<'a>>> {
        self.known.push(key);
        let index = self.entries.iter().position(|(name, _)| name.get_ref() == key)?;
        let (_, value) = self.entries.swap_remove(index);
        Some(Placed { span: span(value.span()), value: value.into_inner() })
    }

    /// The place of the value under a key, which is not taken.
    pub(super) fn place(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| span(value.span()))
    }

    /// Whether the value under a key, which is not taken, is a list.
    pub(super) fn is_list(&self, key: &str) -> bool {
        let value = self.entries.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value.get_ref());
        matches!(value, Some(DeValue::Array(_)))
    }

    /// The text under a key; anything else is reported.
    pub(super) fn text(&mut self, key: &'static str, out: &mut Vec<Diagnostic>) -> Option<Placed<String>> {
        let Placed { value, span } = self.take(key)?;
        match value {
            DeValue::String(text) => Some(Placed { value: text.into_owned(), span }),
            other => {
                out.push(wrong_kind(self.name, key, &other, span, "a text in quotes"));
                None
            }
        }
    }

    /// The whole number under a key, within a range; anything else is reported.
    pub(super) fn number(
        &mut self,
        key: &'static str,
        range: Range<u64>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Placed<u64>> {
        let Placed { value, span } = self.take(key)?;
        let number = match &value {
            DeValue::Integer(number) => u64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        match number.filter(|number| range.contains(number)) {
            Some(number) => Some(Placed { value: number, span }),
            None => {
                let wanted = format!("a whole number from {} to {}", range.start, range.end - 1);
                out.push(wrong_kind(self.name, key, &value, span, &wanted));
                None
            }
        }
    }

    /// A value that is true or false.
    pub(super) fn flag(&mut self, key: &'static str, out: &mut Vec<Diagnostic>) -> Option<bool> {
        let Placed { value, span } = self.take(key)?;
        match value {
            DeValue::Boolean(flag) => Some(flag),
            other => {
                out.push(wrong_kind(self.name, key, &other, span, "`true` or `false`"));
                None
            }
        }
    }

    /// The texts under a key: one text, or a list of them.
    pub(super) fn texts(&mut self, key: &'static str, out: &mut Vec<Diagnostic>) -> Vec<Placed<String>> {
        let Some(Placed { value, span }) = self.take(key) else { return Vec::new() };
        let values: Vec<_> = match value {
            DeValue::Array(values) => values.into_iter().map(|v| (self::span(v.span()), v.into_inner())).collect(),
            other => vec![(span, other)],
        };
        let mut texts = Vec::with_capacity(values.len());
        for (span, value) in values {
            match value {
                DeValue::String(text) => texts.push(Placed { value: text.into_owned(), span }),
                other => out.push(wrong_kind(self.name, key, &other, span, "a text in quotes, or a list of texts")),
            }
        }
        texts
    }

    /// The table under a key; anything else is reported.
    pub(super) fn table(&mut self, key: &'static str, out: &mut Vec<Diagnostic>) -> Option<Table<'a>> {
        let Placed { value, span } = self.take(key)?;
        match value {
            DeValue::Table(table) => Some(Table::new(table, key)),
            other => {
                out.push(wrong_kind(self.name, key, &other, span, &format!("a table: write `[{key}]`")));
                None
            }
        }
    }

    /// The tables under a key: `[[feed]]`, or one `[feed]`.
    pub(super) fn tables(&mut self, key: &'static str, out: &mut Vec<Diagnostic>) -> Vec<Placed<Table<'a>>> {
        let Some(Placed { value, span }) = self.take(key) else { return Vec::new() };
        let values = match value {
            DeValue::Array(values) => values.into_iter().map(|v| (self::span(v.span()), v.into_inner())).collect(),
            other => vec![(span, other)],
        };
        let mut tables = Vec::with_capacity(values.len());
        for (span, value) in values {
            match value {
                DeValue::Table(table) => tables.push(Placed { value: Table::new(table, key), span }),
                other => {
                    let form = if self.name.is_empty() {
                        format!("[[{key}]]")
                    } else {
                        format!("{key} = {{ tag = \"rust\" }}")
                    };
                    out.push(wrong_kind(self.name, key, &other, span, &format!("a table: write `{form}`")));
                }
            }
        }
        tables
    }

    /// Reports every key that nobody took, with the nearest known name.
    pub(super) fn finish(self, out: &mut Vec<Diagnostic>) {
        let within = if self.name.is_empty() { "at the top level".to_owned() } else { format!("in `[{}]`", self.name) };
        for (key, _) in &self.entries {
            let name = key.get_ref();
            let message = format!("unknown key `{}` {within}", name.escape_debug());
            let help = match nearest(name, &self.known) {
                Some(known) => format!("write `{known}`"),
                None => format!("use one of {}", self.known.join(", ")),
            };
            out.push(Diagnostic::error("config-unknown-key", message).at(span(key.span())).help(help));
        }
    }
}

fn wrong_kind(table: &str, key: &str, value: &DeValue<'_>, span: Span, wanted: &str) -> Diagnostic {
    let path = if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") };
    let message = format!("`{path}` is {}, not {}", describe(value), wanted.split(':').next().unwrap_or(wanted));
    Diagnostic::error("config-wrong-value", message).at(span).help(format!("give {wanted}"))
}

fn describe(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("the text `{}`", text.escape_debug()),
        DeValue::Integer(number) => format!("the number `{}`", number.as_str()),
        DeValue::Float(number) => format!("the number `{}`", number.as_str()),
        DeValue::Boolean(value) => format!("`{value}`"),
        DeValue::Datetime(value) => format!("the date `{value}`"),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}
