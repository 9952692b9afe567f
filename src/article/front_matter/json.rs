//! JSON: `serde_json` says whether it is JSON, and a small scanner finds where everything stands.

use serde::de::IgnoredAny;

use super::fences::{Line, lines};
use super::{DEPTH_MAX, Entry, shown, unique};
use crate::article::raw::{RawData, RawValue};
use crate::diagnostic::{Diagnostic, Span, ceil_boundary, floor_boundary};

/// Reads a block that stands at `base` and holds nothing but an object, or, as Hexo has it, the fields of one.
pub(super) fn read(block: &str, base: usize) -> (Vec<Entry>, Vec<Diagnostic>) {
    match block.trim_start().starts_with('"') {
        // A fence stands before the block, so there is a place for the brace.
        true => read_object(&format!("{{{block}}}"), base - 1),
        false => read_object(block, base),
    }
}

fn read_object(block: &str, base: usize) -> (Vec<Entry>, Vec<Diagnostic>) {
    let start = block.len() - block.trim_start().len();
    let mut scanner = Scanner { text: block, at: start, base, found: Vec::new() };
    let entries = scanner.fields();
    match extent(block, start) {
        Err((at, reason)) => scanner.found.push(invalid(block, at, &reason, base)),
        Ok(end) if !block[end..].trim().is_empty() => {
            let rest = end + block[end..].len() - block[end..].trim_start().len();
            scanner.found.push(invalid(block, rest, "something follows the object", base));
        }
        Ok(_) if !block[start..].starts_with('{') => {
            scanner.found.push(invalid(block, start, "expected an object", base));
        }
        Ok(_) => {}
    }
    (entries, scanner.found)
}

/// Reads a text that begins with an object and stands at `base`, and tells where the body after the object stands.
pub(super) fn read_bare(text: &str, base: usize) -> Option<(Vec<Entry>, usize, Vec<Diagnostic>)> {
    let mut scanner = Scanner { text, at: 0, base, found: Vec::new() };
    let end = match extent(text, 0) {
        Ok(end) => end,
        Err(_) if !is_meant(text) => return None,
        Err((at, reason)) => {
            scanner.found.push(invalid(text, at, &reason, base));
            probable_end(text)
        }
    };
    let entries = scanner.fields();
    let rest = lines(text, end).next();
    let body = rest.filter(|line| line.is_blank()).map_or(end, |line| line.next);
    // Prose may begin with `{}`; an empty object is metadata only when it has a line of its own.
    let is_prose = entries.is_empty() && scanner.found.is_empty() && rest.is_some_and(|line| !line.is_blank());
    (!is_prose).then_some((entries, base + body, scanner.found))
}

/// Where the JSON value that begins at `start` ends; else the place and the reason why it is none.
fn extent(text: &str, start: usize) -> Result<usize, (usize, String)> {
    let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter::<IgnoredAny>();
    match values.next() {
        Some(Ok(_)) => Ok(start + values.byte_offset()),
        None => Err((start, "expected an object".to_owned())),
        Some(Err(error)) => {
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
            let before: usize = text[start..].split_inclusive('\n').take(error.line().max(1) - 1).map(str::len).sum();
            let at = (start + before + error.column().max(1) - 1).min(text.len());
            Err((floor_boundary(text, at), reason))
        }
    }
}

/// Whether a text that is no JSON begins as an object does, and not as a template or prose in braces.
fn is_meant(text: &str) -> bool {
    let Some(key) = text.trim_start_matches('{').trim_start().strip_prefix('"') else { return false };
    let line = lines(key, 0).next().map_or("", |line| line.text);
    text.starts_with('{') && line.split_once('"').is_some_and(|(_, rest)| rest.trim_start().starts_with(':'))
}

/// Where an object that can't be read ends: with a line that holds its closing brace alone, else with the first line
/// that ends with a brace, else with the first line.
fn probable_end(text: &str) -> usize {
    let ends_with_brace = |line: &Line<'_>| line.text.trim_end().ends_with('}');
    let closing = lines(text, 0).find(|line| line.text.trim_end() == "}");
    let closing = closing.or_else(|| lines(text, 0).find(ends_with_brace)).or_else(|| lines(text, 0).next());
    closing.map_or(text.len(), |line| line.start + line.text.len())
}

/// The reason why a line end or a tab in a text is refused.
const TORN: &str = "a line end or a tab stands in a text";

fn invalid(text: &str, at: usize, reason: &str, base: usize) -> Diagnostic {
    let line_start = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let line = lines(text, line_start).next().map_or("", |line| line.text);
    let is_after_comma = text[..at].trim_end().ends_with(',') && text[at..].starts_with(['}', ']']);
    let reason = match reason {
        _ if is_after_comma => "trailing comma",
        reason if reason.starts_with("control character") => TORN,
        reason => reason,
    };
    let help = match reason {
        "trailing comma" => "take out the comma after the last value",
        "key must be a string" => "put every key in double quotes: `\"title\": \"…\"`",
        TORN => "close the text on the line where it begins; write a line end in it as `\\n`, a tab as `\\t`",
        "invalid escape" => "write a backslash twice: `\\\\`",
        "something follows the object" => "let the closing brace `}` be the last thing before the closing line",
        reason if reason.starts_with("EOF") => "close every quote, bracket and brace; the object ends with `}`",
        reason if reason.starts_with("expected `,`") => "put a comma between two values",
        _ => "write each field as `\"key\": \"value\"`, with a comma between two fields",
    };
    let message = match shown(line).as_str() {
        "" => format!("this front matter is not JSON: {reason}"),
        line => format!("`{line}` is not JSON: {reason}"),
    };
    let end = ceil_boundary(text, at + 1);
    Diagnostic::error("front-matter-invalid", message).at(Span::new(at, end).shift(base)).help(help)
}

/// Reads what it can; it stops without a word at a fault, since `serde_json` finds those better.
struct Scanner<'t> {
    text: &'t str,
    at: usize,
    base: usize,
    found: Vec<Diagnostic>,
}

impl<'t> Scanner<'t> {
    /// The fields of the object here, up to a fault.
    fn fields(&mut self) -> Vec<Entry> {
        let mut entries = Vec::new();
        self.object(0, &mut entries);
        unique(&mut entries, &mut self.found);
        entries
    }

    fn peek(&mut self) -> Option<u8> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> Option<()> {
        (self.peek() == Some(byte)).then(|| self.at += 1)
    }

    fn object(&mut self, depth: usize, entries: &mut Vec<Entry>) -> Option<()> {
        self.eat(b'{')?;
        if self.eat(b'}').is_some() {
            return Some(());
        }
        loop {
            self.peek()?;
            let start = self.at;
            let key = self.string()?;
            let key_span = Span::new(start, self.at).shift(self.base);
            self.eat(b':')?;
            let value = self.value(depth + 1)?;
            entries.push(Entry { key, key_span, value });
            if self.eat(b',').is_none() {
                return self.eat(b'}');
            }
        }
    }

    fn list(&mut self, depth: usize) -> Option<RawData> {
        self.eat(b'[')?;
        let mut items = Vec::new();
        if self.eat(b']').is_some() {
            return Some(RawData::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.eat(b',').is_none() {
                self.eat(b']')?;
                return Some(RawData::List(items));
            }
        }
    }

    fn value(&mut self, depth: usize) -> Option<RawValue> {
        let first = self.peek()?;
        let start = self.at;
        let data = match first {
            b'{' | b'[' if depth > DEPTH_MAX => self.too_deep()?,
            b'{' => {
                let mut entries = Vec::new();
                self.object(depth, &mut entries)?;
                unique(&mut entries, &mut self.found);
                RawData::Map(entries.into_iter().map(|entry| (entry.key, entry.value)).collect())
            }
            b'[' => self.list(depth)?,
            b'"' => RawData::Scalar { text: self.string()?, quoted: true },
            _ => {
                let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
                let word = self.text[start..].split(|c| !is_part(c)).next().unwrap_or_default();
                // Whether it is a word of JSON is asked here, so that a fault is not kept as a value.
                serde_json::from_str::<IgnoredAny>(word).ok()?;
                self.at += word.len();
                match word {
                    "null" => RawData::Null,
                    _ => RawData::Scalar { text: word.to_owned(), quoted: false },
                }
            }
        };
        Some(RawValue { data, span: Span::new(start, self.at).shift(self.base) })
    }

    /// Passes over a value that is nested too deeply to be kept.
    fn too_deep(&mut self) -> Option<RawData> {
        let end = extent(self.text, self.at).ok()?;
        let message = format!("`{}` is nested deeper than {DEPTH_MAX} levels", shown(&self.text[self.at..end]));
        let span = Span::new(self.at, self.at + 1).shift(self.base);
        self.found.push(Diagnostic::error("front-matter-invalid", message).at(span).help("nest fewer lists"));
        self.at = end;
        Some(RawData::Null)
    }

    fn string(&mut self) -> Option<String> {
        let start = self.at;
        let mut bytes = self.text.as_bytes()[start..].iter().enumerate();
        bytes.next().filter(|(_, byte)| **byte == b'"')?;
        let end = loop {
            match bytes.next()? {
                (_, b'\\') => drop(bytes.next()?),
                (at, b'"') => break start + at + 1,
                _ => {}
            }
        };
        self.at = end;
        let written = &self.text[start..end];
        serde_json::from_str(written).ok().or_else(|| self.with_surrogates(start, written))
    }

    /// Reads a string with halves of UTF-16 pairs, which are no characters; each becomes U+FFFD and is reported.
    fn with_surrogates(&mut self, start: usize, written: &str) -> Option<String> {
        let mut mended = written.to_owned();
        for at in lone_surrogates(written) {
            mended.replace_range(at..at + 6, "\\ufffd");
            let message = format!("`{}` is half of a pair, and no character by itself", &written[at..at + 6]);
            let span = Span::new(start + at, start + at + 6).shift(self.base);
            let help = "write the character itself in place of its code";
            self.found.push(Diagnostic::error("front-matter-invalid", message).at(span).help(help));
        }
        serde_json::from_str(&mended).ok()
    }
}

/// The offsets of the escapes `\uD800` to `\uDFFF` that have no partner.
fn lone_surrogates(written: &str) -> Vec<usize> {
    let code = |at: usize| {
        let digits = written.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut alone = Vec::new();
    let mut from = 0;
    while let Some(found) = written[from..].find('\\') {
        let at = from + found;
        from = ceil_boundary(written, at + 2);
        match (code(at), code(at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => from = at + 12,
            (Some(0xD800..=0xDFFF), _) => alone.push(at),
            _ => {}
        }
    }
    alone
}
