//! JSON text → values that know their places (RFC 8259), as far as the text can be read.
//!
//! Feeds are judged by what stands where, which `serde_json` does not tell. A test holds this reader to what
//! `serde_json` takes for JSON. At the first fault reading ends; what was read until then is kept, marked as not whole.

mod scalars;
mod skip;

use std::borrow::Cow;

use crate::diagnostic::Span;

/// Deeper than this, most readers' parsers give up.
const DEPTH_MAX: usize = 128;
/// More values than any feed has; beyond, memory would be at stake.
const VALUES_MAX: usize = 5_000_000;
/// How many commas that belong nowhere are kept.
const COMMAS_MAX: usize = 100_000;

/// The length of the longest escape: `\ud83d\ude00`.
const ESCAPE_MAX: usize = 12;

/// A value and its place.
#[derive(Debug)]
pub(in crate::check) struct Value<'t> {
    pub(in crate::check) span: Span,
    pub(in crate::check) data: Data<'t>,
}

/// What a value is.
#[derive(Debug)]
pub(in crate::check) enum Data<'t> {
    Null,
    Flag(bool),
    Number(&'t str),
    Text(Cow<'t, str>),
    List(Vec<Value<'t>>),
    Object(Object<'t>),
    /// A list or an object that was passed over: it is beyond the limits.
    Beyond,
}

/// An object's members, in their order.
#[derive(Debug)]
pub(in crate::check) struct Object<'t> {
    pub(in crate::check) members: Vec<Member<'t>>,
    /// Whether it was read to its end, so that it can be said what it lacks.
    pub(in crate::check) is_whole: bool,
}

#[derive(Debug)]
pub(in crate::check) struct Member<'t> {
    pub(in crate::check) key: Cow<'t, str>,
    pub(in crate::check) key_span: Span,
    pub(in crate::check) value: Value<'t>,
}

/// What keeps a text from being JSON.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) span: Span,
    pub(super) message: String,
    pub(super) help: &'static str,
    /// Whether it is the end of the text that is at fault.
    pub(super) is_end: bool,
}

/// What came of reading.
#[derive(Debug)]
pub(in crate::check) struct Document<'t> {
    /// The value; `None` when not even its start could be read.
    pub(in crate::check) value: Option<Value<'t>>,
    /// The first fault.
    pub(super) fault: Option<Fault>,
    /// Commas behind the last value of a list or an object, as many as are mended at once.
    pub(super) commas: Vec<Span>,
    /// Halves of surrogate pairs: characters that are none. The first of them, and how many more there are.
    pub(super) halves: Vec<Span>,
    pub(super) halves_more: usize,
    /// The first value that was passed over.
    pub(super) beyond: Option<Span>,
}

/// Reads a text.
pub(in crate::check) fn read(text: &str) -> Document<'_> {
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
        values: 0,
        fault: None,
        commas: Vec::new(),
        halves: Vec::new(),
        halves_more: 0,
        beyond: None,
    };
    let value = reader.value();
    if reader.fault.is_none() {
        reader.blanks();
        if reader.at < text.len() {
            let message = format!("{} stands behind the document's end", reader.here());
            reader.fail(message, "a file holds one JSON value: take out what follows it");
        }
    }
    let Reader { fault, commas, halves, halves_more, beyond, .. } = reader;
    Document { value, fault, commas, halves, halves_more, beyond }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    values: usize,
    fault: Option<Fault>,
    commas: Vec<Span>,
    halves: Vec<Span>,
    halves_more: usize,
    beyond: Option<Span>,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// The character that stands here, in words.
    fn here(&self) -> String {
        match self.text[self.at..].chars().next() {
            Some(c @ ('"' | '\'')) => format!("`{c}`"),
            Some(c) => format!("`{}`", c.escape_debug()),
            None => "the end of the file".to_owned(),
        }
    }

    fn fail(&mut self, message: String, help: &'static str) {
        let length = self.text[self.at..].chars().next().map_or(0, char::len_utf8);
        let span = Span::new(self.at, self.at + length);
        let is_end = self.text.len() - self.at < ESCAPE_MAX;
        self.fault.get_or_insert(Fault { span, message, help, is_end });
    }

    fn value(&mut self) -> Option<Value<'t>> {
        self.blanks();
        let start = self.at;
        self.values += 1;
        let data = match self.peek() {
            Some(b'{' | b'[') if self.depth >= DEPTH_MAX || self.values > VALUES_MAX => {
                self.skip();
                self.beyond.get_or_insert(Span::new(start, start + 1));
                Data::Beyond
            }
            Some(b'{') => Data::Object(self.object()),
            Some(b'[') => Data::List(self.list()),
            Some(b'"') => Data::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => Data::Number(self.number()?),
            _ => self.word()?,
        };
        Some(Value { span: Span::new(start, self.at), data })
    }

    fn word(&mut self) -> Option<Data<'t>> {
        let rest = &self.text[self.at..];
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let data = match &rest[..length] {
            "null" => Data::Null,
            "true" => Data::Flag(true),
            "false" => Data::Flag(false),
            _ => {
                let message = format!("a value is expected, not {}", self.here());
                let help = match self.peek() {
                    Some(b'}' | b']') => "take out the comma before it, or write a value",
                    Some(b'\'') => "write texts in double quotes",
                    None => "the file was cut off: write it anew as a whole",
                    _ => "write a text in double quotes, a number, `true`, `false`, a list or an object",
                };
                self.fail(message, help);
                return None;
            }
        };
        self.at += length;
        Some(data)
    }

    fn object(&mut self) -> Object<'t> {
        let mut object = Object { members: Vec::new(), is_whole: false };
        self.at += 1;
        self.depth += 1;
        self.blanks();
        object.is_whole = self.take(b'}');
        while !object.is_whole {
            self.blanks();
            let start = self.at;
            if self.peek() != Some(b'"') {
                let message = format!("a key in double quotes is expected, not {}", self.here());
                let help =
                    if self.peek() == Some(b'}') { "take out the comma before it" } else { "write `\"key\": value`" };
                self.fail(message, help);
                break;
            }
            let Some(key) = self.string() else { break };
            let key_span = Span::new(start, self.at);
            self.blanks();
            if !self.take(b':') {
                let message = format!("`:` is expected behind the key, not {}", self.here());
                self.fail(message, "write `\"key\": value`");
                break;
            }
            let Some(value) = self.value() else { break };
            self.keep(&mut object.members, Member { key, key_span, value });
            if self.fault.is_some() {
                break;
            }
            self.blanks();
            object.is_whole = self.take(b'}');
            if !object.is_whole && !self.take(b',') {
                self.no_comma('}');
                break;
            }
            object.is_whole |= self.last_comma(b'}');
        }
        self.depth -= 1;
        object
    }

    fn list(&mut self) -> Vec<Value<'t>> {
        let mut values = Vec::new();
        self.at += 1;
        self.depth += 1;
        self.blanks();
        let mut is_whole = self.take(b']');
        while !is_whole {
            let Some(value) = self.value() else { break };
            self.keep(&mut values, value);
            if self.fault.is_some() {
                break;
            }
            self.blanks();
            is_whole = self.take(b']');
            if !is_whole && !self.take(b',') {
                self.no_comma(']');
                break;
            }
            is_whole |= self.last_comma(b']');
        }
        self.depth -= 1;
        values
    }

    /// Whether the comma that was just taken is followed by the end; if so, that is taken too.
    fn last_comma(&mut self, close: u8) -> bool {
        let comma = Span::new(self.at.saturating_sub(1), self.at);
        if self.text.as_bytes().get(comma.start) != Some(&b',') {
            return false;
        }
        self.blanks();
        let is_last = self.take(close);
        if is_last && self.commas.len() < COMMAS_MAX {
            self.commas.push(comma);
        }
        is_last
    }

    /// Keeps a value, unless there are too many.
    fn keep<T>(&mut self, values: &mut Vec<T>, value: T) {
        if self.values <= VALUES_MAX {
            values.push(value);
        } else {
            self.beyond.get_or_insert(Span::new(self.at.saturating_sub(1), self.at));
        }
    }

    fn no_comma(&mut self, close: char) {
        let message = format!("`,` or `{close}` is expected, not {}", self.here());
        let help = match self.peek() {
            Some(b'"') => "write a comma before it; within a text, write `\\\"` for a quote",
            None => "the file was cut off: write it anew as a whole",
            _ => "write a comma between two values",
        };
        self.fail(message, help);
    }
}

#[cfg(test)]
mod tests;
