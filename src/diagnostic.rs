//! What is wrong with a text, where, and how to mend it.
//!
//! Content that is wrong is a value, never an `Err`: a stage returns what it could make of its input together with a
//! list of [`Diagnostic`]s. A diagnostic knows its place as byte offsets ([`Span`]) in the text it speaks of;
//! [`Diagnostic::locate`] turns that into line, column and the line itself while the text is still at hand, so that
//! nobody has to keep the text.

use std::fmt;
use std::io;

use memchr::memchr2_iter;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing; nothing has to be done.
    Note,
    /// Readers may suffer, or something was mended on the way.
    Warning,
    /// The article, feed or file can't be published as it is.
    Error,
}

impl fmt::Display for Level {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        })
    }
}

/// A range of bytes in a text; `end` is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The offset of the first byte.
    pub start: usize,
    /// The offset after the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end: end.max(start) }
    }

    /// This span seen from a text in which its own text starts at `offset`.
    pub fn shift(self, offset: usize) -> Span {
        Span { start: self.start + offset, end: self.end + offset }
    }
}

/// One finding about one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's name in kebab case; it names the bad thing and reads as "allow `date-unreadable`".
    pub rule: &'static str,
    /// How bad it is.
    pub level: Level,
    /// Where; `None` when the whole file is meant.
    pub span: Option<Span>,
    /// One sentence with the offending value in backticks, without a trailing full stop.
    pub message: String,
    /// What to do, in the imperative, with a correct value.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding without place and help; add them with [`Diagnostic::at`] and [`Diagnostic::help`].
    pub fn new(rule: &'static str, level: Level, message: impl Into<String>) -> Diagnostic {
        Diagnostic { rule, level, span: None, message: message.into(), help: None }
    }

    /// An [`Level::Error`].
    pub fn error(rule: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, Level::Error, message)
    }

    /// A [`Level::Warning`].
    pub fn warning(rule: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, Level::Warning, message)
    }

    /// A [`Level::Note`].
    pub fn note(rule: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, Level::Note, message)
    }

    /// The same finding with its place; `None` leaves the place as it is.
    pub fn at(mut self, span: impl Into<Option<Span>>) -> Diagnostic {
        self.span = span.into().or(self.span);
        self
    }

    /// The same finding with a way to mend it.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// The finding with its line, column and the line's text, taken from the text that it speaks of.
    pub fn locate(self, file: &str, text: &str) -> Located {
        let excerpt = self.span.map(|span| Excerpt::cut(text, span));
        Located { file: file.to_owned(), diagnostic: self, excerpt }
    }

    /// The finding in a file whose text is not at hand (it could not be read, say).
    pub fn without_text(self, file: &str) -> Located {
        Located { file: file.to_owned(), diagnostic: self, excerpt: None }
    }
}

/// How many findings of one text are shown: nobody reads more, and each takes a look at the whole text.
const SHOWN_MAX: usize = 100;

/// The findings of one text with their places; what is beyond the first hundred is counted, and as grave as the gravest.
pub fn locate_all(mut found: Vec<Diagnostic>, file: &str, text: &str) -> Vec<Located> {
    let more = found.split_off(found.len().min(SHOWN_MAX));
    if let Some(level) = more.iter().map(|one| one.level).max() {
        found.push(Diagnostic::new("more-findings", level, format!("{} more findings are not shown", more.len())));
    }
    found.into_iter().map(|one| one.locate(file, text)).collect()
}

/// A finding together with everything needed to show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The file's path as people know it: relative, with `/` between its parts. Empty when no file is meant.
    pub file: String,
    /// What was found.
    pub diagnostic: Diagnostic,
    /// Where; `None` when the whole file is meant.
    pub excerpt: Option<Excerpt>,
}

/// A line of a text with a marked range, and its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The line's number, from 1.
    pub line: usize,
    /// The column of the first marked character, from 1, in characters.
    pub column: usize,
    /// The line without its end; a long one is cut to what surrounds the mark.
    pub text: String,
    /// The marked bytes of `text`; never empty unless `text` is, or the mark stands at its end.
    pub mark: Span,
}

/// How many bytes of a long line are kept on each side of the mark.
const EXCERPT_MARGIN: usize = 120;

impl Excerpt {
    /// The line of `text` in which `span` starts. A span outside the text is moved to its end.
    pub fn cut(text: &str, span: Span) -> Excerpt {
        Excerpts::new(text).cut(span)
    }
}

/// Cuts many excerpts from one text. In the order of their places, each costs only the way from the one before.
#[derive(Clone, Debug)]
pub struct Excerpts<'t> {
    text: &'t str,
    /// How far the text was counted.
    at: usize,
    /// The line there, from 1.
    line: usize,
    /// Where that line starts.
    line_start: usize,
    /// The column there, from 1, in characters.
    column: usize,
}

impl<'t> Excerpts<'t> {
    /// Nothing was cut yet.
    pub fn new(text: &'t str) -> Excerpts<'t> {
        Excerpts { text, at: 0, line: 1, line_start: 0, column: 1 }
    }

    /// The line in which `span` starts. A span outside the text is moved to its end.
    pub fn cut(&mut self, span: Span) -> Excerpt {
        let text = self.text;
        let mut start = floor_boundary(text, span.start.min(text.len()));
        // A line end of two characters is one.
        if text[..start].ends_with('\r') && text[start..].starts_with('\n') {
            start -= 1;
        }
        self.go_to(start);
        // What is shown of a line is bounded, and so is how far its end is looked for.
        let seen_to = ceil_boundary(text, start.saturating_add(2 * EXCERPT_MARGIN + 8));
        let line_end = text[start..seen_to].find(['\n', '\r']).map_or(seen_to, |at| start + at);
        let end = ceil_boundary(text, span.end.clamp(start, line_end)).min(line_end);
        let end = if end == start { next_boundary(text, start).min(line_end) } else { end };
        let shown_from = floor_boundary(text, start.saturating_sub(EXCERPT_MARGIN).max(self.line_start));
        let marked_to = end.min(ceil_boundary(text, start + EXCERPT_MARGIN));
        let shown_to = ceil_boundary(text, marked_to + EXCERPT_MARGIN).min(line_end);
        Excerpt {
            line: self.line,
            column: self.column,
            text: text[shown_from..shown_to].to_owned(),
            mark: Span::new(start - shown_from, marked_to.max(start) - shown_from),
        }
    }

    /// Counts lines (LF, CR LF or a CR alone ends one) and columns up to a place.
    fn go_to(&mut self, place: usize) {
        if place < self.at {
            *self = Excerpts::new(self.text);
        }
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut counted = start;
        for at in memchr2_iter(b'\n', b'\r', &bytes[start..place]).map(|at| start + at) {
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                (self.line, self.line_start, self.column) = (self.line + 1, at + 1, 1);
                counted = at + 1;
            }
        }
        // All bytes of UTF-8 but those of the form `10xxxxxx` begin a character.
        self.column += bytes[counted..place].iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        self.at = place;
    }
}

/// The last character boundary at or before `at`.
pub fn floor_boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

/// The first character boundary at or after `at`, at most the text's length.
pub fn ceil_boundary(text: &str, at: usize) -> usize {
    text.ceil_char_boundary(at.min(text.len()))
}

fn next_boundary(text: &str, at: usize) -> usize {
    ceil_boundary(text, at + 1)
}

/// Why the system refused, without its number for it.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut characters = text.chars();
    let first = characters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    first + characters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_a_hundred_findings_are_counted_and_none_loses_its_weight() {
        let mut found = vec![Diagnostic::note("n", "x").at(Span::new(0, 1)); 100];
        assert_eq!(locate_all(found.clone(), "f", "x").len(), 100);
        found.extend([Diagnostic::error("e", "x"), Diagnostic::note("n", "x")]);
        let located = locate_all(found, "f", "x");
        let last = &located.last().unwrap().diagnostic;
        assert_eq!(
            (located.len(), last.level, last.message.as_str()),
            (101, Level::Error, "2 more findings are not shown")
        );
    }

    fn place(text: &str, start: usize, end: usize) -> (usize, usize, String, String) {
        let cut = Excerpt::cut(text, Span::new(start, end));
        let marked = cut.text[cut.mark.start..cut.mark.end].to_owned();
        (cut.line, cut.column, cut.text, marked)
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        assert_eq!(place("a\nété x", 8, 9), (2, 5, "été x".into(), "x".into()));
    }

    #[test]
    fn lines_and_columns_are_counted_on_the_way_as_from_the_start() {
        let text = "é\r\n\r\r\na\nüb\r\n\n東\rcd\r\n";
        let mut on_the_way = Excerpts::new(text);
        for place in (0..=text.len()).filter(|place| text.is_char_boundary(*place)) {
            let before = if text[place..].starts_with('\n') { text[..place].strip_suffix('\r') } else { None };
            let before = before.unwrap_or(&text[..place]).replace("\r\n", "\n").replace('\r', "\n");
            let last = before.rsplit('\n').next().unwrap_or_default();
            let expected = (before.matches('\n').count() + 1, last.chars().count() + 1);
            let cut = on_the_way.cut(Span::new(place, place));
            assert_eq!((cut.line, cut.column), expected, "{place}");
        }
    }

    #[test]
    fn every_kind_of_line_end_counts_once() {
        assert_eq!(place("a\r\nb\rc\nd", 7, 8), (4, 1, "d".into(), "d".into()));
    }

    #[test]
    fn a_mark_on_a_line_end_belongs_to_its_line() {
        for at in [1, 2] {
            assert_eq!(place("a\r\nb", at, 3), (1, 2, "a".into(), String::new()));
        }
    }

    #[test]
    fn excerpts_in_any_order_are_those_cut_one_by_one() {
        let text = "é\r\nab\rc\n\nd";
        let mut excerpts = Excerpts::new(text);
        for at in (0..=text.len()).chain((0..text.len()).rev()) {
            assert_eq!(excerpts.cut(Span::new(at, at + 1)), Excerpt::cut(text, Span::new(at, at + 1)), "{at}");
        }
    }

    #[test]
    fn a_span_past_the_end_or_inside_a_character_is_moved() {
        assert_eq!(place("é", 1, 99), (1, 1, "é".into(), "é".into()));
        assert_eq!(place("ab", 99, 120), (1, 3, "ab".into(), String::new()));
        assert_eq!(place("", 0, 0), (1, 1, String::new(), String::new()));
    }

    #[test]
    fn a_megabyte_line_is_cut_around_the_mark() {
        let line = format!("{}X{}", "é".repeat(500_000), "ü".repeat(500_000));
        let (number, column, text, marked) = place(&line, 1_000_000, 1_000_001);
        assert_eq!((number, column, marked.as_str()), (1, 500_001, "X"));
        assert!(text.len() < 1_000, "{}", text.len());
    }

    #[test]
    fn a_mark_over_several_lines_ends_with_the_first() {
        assert_eq!(place("ab\ncd", 1, 5), (1, 2, "ab".into(), "b".into()));
    }
}
