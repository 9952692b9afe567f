//! Says what is wrong with YAML in the words of somebody who writes articles.

use serde_saphyr::granit_parser::ErrorKind;

use super::super::fences::lines;
use super::super::{DEPTH_MAX, quoted, shown};
use super::Pair;
use super::tree::{Fault, FaultKind};
use crate::diagnostic::{Diagnostic, Span, ceil_boundary, floor_boundary};

/// Whether a tab is at fault that stands for indentation.
pub(super) fn is_tab(fault: &Fault) -> bool {
    use ErrorKind::{TabAtBlockScalarStart, TabInBlockIndentation, TabInIndentation, TabNotAllowed};
    let FaultKind::Syntax(kind) = &fault.kind else { return false };
    matches!(kind, TabInBlockIndentation | TabInIndentation | TabNotAllowed | TabAtBlockScalarStart)
}

/// Whether a value is a list or a map in brackets, with nothing after it.
pub(super) fn is_collection(value: &str) -> bool {
    let value = without_comment(value);
    let closing = match value.chars().next() {
        Some('[') => ']',
        Some('{') => '}',
        _ => return false,
    };
    value.ends_with(closing) || !value.contains(closing)
}

/// A value without the comment after it.
pub(super) fn without_comment(value: &str) -> &str {
    value.split(" #").next().unwrap_or_default().trim_end()
}

/// The text that somebody meant who wrote this value: its letters, without the quotes around it.
pub(super) fn literal(value: &str) -> &str {
    let value = without_comment(value);
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let Some(quote) = quote.filter(|_| value.len() > 1) else { return value };
    let inner = &value[1..];
    match inner.strip_suffix(quote) {
        Some(inner) => inner,
        None if inner.contains(quote) => value,
        None => inner,
    }
}

/// The finding for a fault in a piece of a block that stands at `base`.
pub(super) fn describe(block: &str, piece: Span, fault: &Fault, base: usize) -> Diagnostic {
    let place = Place::of(block, piece, fault.at);
    let finding = match &fault.kind {
        FaultKind::SecondDocument => place.line(
            format!("`{}` begins a second document", shown(place.text)),
            "let the closing line hold nothing but `---`".to_owned(),
        ),
        FaultKind::NoMapping => place.no_pair(),
        FaultKind::Syntax(_) if is_tab(fault) => place.tab(),
        FaultKind::Syntax(kind) => place.syntax(kind),
    };
    Diagnostic { span: finding.span.map(|span| span.shift(base)), ..finding }
}

/// The finding for a comment after a plain value that looks like a part of it: `C #1`, `#tag`.
pub(super) fn swallowed(block: &str, base: usize, value: Span) -> Option<Diagnostic> {
    /// How far before the end of its line the comment of an empty item is looked for.
    const ITEM_MAX: usize = 100;
    let after = block[value.end..].trim_start_matches([':', ' ', '\t']);
    let mut start = block.len() - after.len();
    if value.start == value.end && !after.starts_with('#') {
        // The place of an empty item is the end of its line.
        let line = &block[floor_boundary(block, value.end.saturating_sub(ITEM_MAX))..value.end];
        let line = line.rsplit(['\n', '\r']).next().unwrap_or_default();
        start = value.end - line.trim_start().strip_prefix("- ")?.trim_start().len();
    }
    let comment = block[start..].strip_prefix('#')?;
    if start == value.end || !comment.starts_with(char::is_alphanumeric) {
        return None;
    }
    let comment = lines(block, start).next()?.text.trim_end();
    let help = match block[value.start..value.end].trim() {
        "" => format!("put it in quotes if it is the value: {}", quoted(comment)),
        before => format!("put the value in quotes if it belongs to it: {}", quoted(&format!("{before} {comment}"))),
    };
    let message = format!("`{}` is a comment to YAML, and left out", shown(comment));
    let span = Span::new(start, start + comment.len()).shift(base);
    Some(Diagnostic::warning("front-matter-comment", message).at(span).help(help))
}

/// The line of a fault.
struct Place<'t> {
    text: &'t str,
    start: usize,
    at: usize,
    /// The piece from the fault on.
    rest: &'t str,
    pair: Option<Pair<'t>>,
}

impl<'t> Place<'t> {
    fn of(block: &'t str, piece: Span, at: usize) -> Place<'t> {
        // The parser sometimes points behind the last line of a piece.
        let at = floor_boundary(block, at.min(piece.end));
        let content_end = piece.start + block[piece.start..piece.end].trim_end().len();
        let at_line = at.min(content_end.max(piece.start));
        let start = block[..at_line].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let text = lines(block, start).next().map_or("", |line| line.text);
        Place { text, start, at, rest: &block[at..piece.end], pair: Pair::split(text) }
    }

    /// A finding about the whole line.
    fn line(&self, message: String, help: String) -> Diagnostic {
        let start = self.start + self.text.len() - self.text.trim_start().len();
        let end = self.start + self.text.trim_end().len();
        Diagnostic::error("front-matter-invalid", message).at(Span::new(start, end)).help(help)
    }

    /// A finding about the value on the line; it should stand in quotes.
    fn value(&self, pair: &Pair<'_>, message: String) -> Diagnostic {
        let start = self.start + pair.value_start;
        let span = Span::new(start, start + pair.value.len());
        let help = format!("write `{}: {}`", shown(pair.key), quoted(literal(pair.value)));
        Diagnostic::error("front-matter-invalid", message).at(span).help(help)
    }

    fn tab(&self) -> Diagnostic {
        let message = format!("`{}` is indented with a tab", shown(self.text));
        let indent = self.text.len() - self.text.trim_start().len();
        let span = Span::new(self.start, self.start + indent);
        let help = format!("indent it with spaces: `  {}`", shown(self.text));
        Diagnostic::error("front-matter-invalid", message).at(span).help(help)
    }

    fn no_pair(&self) -> Diagnostic {
        match &self.pair {
            Some(pair) if !pair.is_spaced => self.line(
                format!("`{}` has no space after the colon", shown(self.text)),
                format!("write `{}: {}`", shown(pair.key), shown(pair.value)),
            ),
            Some(_) => self.generic(),
            None if self.text.trim_start().starts_with("- ") => self.line(
                format!("`{}` does not stand in the column of the other items", shown(self.text)),
                "let all items of a list begin in one column".to_owned(),
            ),
            None => self.line(
                format!("`{}` is no `key: value`", shown(self.text)),
                "write `key: value`, or indent the line if it belongs to the one above".to_owned(),
            ),
        }
    }

    fn generic(&self) -> Diagnostic {
        self.line(
            format!("`{}` can't be read as YAML", shown(self.text)),
            "write each line as `key: value`, let the keys begin in one column, and put texts in quotes".to_owned(),
        )
    }

    fn syntax(&self, kind: &ErrorKind) -> Diagnostic {
        match kind {
            ErrorKind::RecursionLimitExceeded => self.line(
                format!("`{}` is nested deeper than {DEPTH_MAX} levels", shown(self.text)),
                "nest fewer lists".to_owned(),
            ),
            ErrorKind::UnexpectedCharacter { character } if character.is_control() || *character == '\u{feff}' => {
                let message = format!("the character U+{:04X} is not allowed in YAML", u32::from(*character));
                // The parser points at the beginning of the value that the character is in.
                let start = self.at + self.rest.find(*character).unwrap_or(0);
                let end = start + self.rest[start - self.at..].chars().next().map_or(0, char::len_utf8);
                let span = Span::new(start, end);
                Diagnostic::error("front-matter-invalid", message).at(span).help("take the character out")
            }
            _ => match &self.pair {
                Some(pair) if !pair.value.is_empty() && pair.is_spaced => self.value_fault(pair, kind),
                _ => self.no_pair(),
            },
        }
    }

    /// A fault on a line `key: value`: mostly a text that should stand in quotes.
    fn value_fault(&self, pair: &Pair<'_>, kind: &ErrorKind) -> Diagnostic {
        let value = shown(pair.value);
        let first = value.chars().next().unwrap_or(' ');
        let is_item = pair.key.starts_with(['"', '\'']) && self.at < self.start + pair.value_start;
        match first {
            _ if is_item => self.generic(),
            '"' | '\'' if *kind == ErrorKind::UnclosedQuotedScalar => {
                self.value(pair, format!("the quote before `{}` is never closed", &value[1..]))
            }
            '"' if is_escape(kind) => {
                self.value(pair, format!("`{value}` has a backslash that means nothing between double quotes"))
            }
            '"' | '\'' => self.value(pair, format!("`{value}` goes on after its closing quote")),
            '[' | '{' if is_collection(pair.value) => self.brackets(pair, &value, first),
            '@' | '`' | '%' | '&' | '*' | '!' | '|' | '>' | '[' | ']' | '{' | '}' | '-' | '?' | ',' => {
                self.value(pair, format!("`{value}` begins with `{first}`, so it must stand in quotes"))
            }
            _ if value.contains(": ") || value.ends_with(':') => {
                self.value(pair, format!("`{value}` has a colon in it, so it must stand in quotes"))
            }
            _ if *kind == ErrorKind::MappingValueNotAllowed => self.line(
                format!("`{}` is indented, but the key above it has a value already", shown(self.text)),
                format!("begin the line in the column of the key above it: `{}`", shown(self.text)),
            ),
            _ => self.generic(),
        }
    }

    fn brackets(&self, pair: &Pair<'_>, value: &str, first: char) -> Diagnostic {
        let closing = if first == '[' { ']' } else { '}' };
        let start = self.start + pair.value_start;
        let span = Span::new(start, ceil_boundary(self.text, pair.value_start + pair.value.len()) + self.start);
        let (message, help) = match without_comment(pair.value).ends_with(closing) {
            true => (
                format!("`{value}` can't be read as a list or a map"),
                "put a comma between two values, and quotes around a text: `[\"one\", \"two\"]`".to_owned(),
            ),
            false => (
                format!("`{value}` has no closing `{closing}`"),
                format!("write `{}: {value}{closing}`", shown(pair.key)),
            ),
        };
        Diagnostic::error("front-matter-invalid", message).at(span).help(help)
    }
}

fn is_escape(kind: &ErrorKind) -> bool {
    use ErrorKind::{
        InvalidLowSurrogate, InvalidLowSurrogateHexEscape, InvalidQuotedScalarHexEscape, InvalidUnicodeEscape,
        MissingLowSurrogate, UnknownQuotedScalarEscape, UnpairedLowSurrogate,
    };
    matches!(
        kind,
        UnknownQuotedScalarEscape
            | InvalidQuotedScalarHexEscape
            | InvalidLowSurrogateHexEscape
            | InvalidLowSurrogate
            | MissingLowSurrogate
            | UnpairedLowSurrogate
            | InvalidUnicodeEscape
    )
}
