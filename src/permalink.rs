//! Patterns for addresses: `/:year/:month/:slug/`.
//!
//! Tokens have the names that Hugo and Jekyll give them. What a token becomes is one path segment, percent-encoded
//! (RFC 3986, section 3.3): a slug such as `../../x` can't climb out of it.

use std::fmt;

use crate::date::Timestamp;
use crate::nearest;

/// A parsed pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permalink {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    Token(Token),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Year,
    ShortYear,
    Month,
    PlainMonth,
    Day,
    PlainDay,
    YearDay,
    Weekday,
    Hour,
    Minute,
    Second,
    Slug,
    Title,
    FileName,
    Section,
    Sections,
    Categories,
    Language,
}

/// Every token's name. The first name of a token is the one that messages propose.
const TOKENS: &[(&str, Token)] = &[
    ("year", Token::Year),
    ("short_year", Token::ShortYear),
    ("month", Token::Month),
    ("i_month", Token::PlainMonth),
    ("day", Token::Day),
    ("i_day", Token::PlainDay),
    ("yearday", Token::YearDay),
    ("y_day", Token::YearDay),
    ("weekday", Token::Weekday),
    ("hour", Token::Hour),
    ("minute", Token::Minute),
    ("second", Token::Second),
    ("slug", Token::Slug),
    ("slugorfilename", Token::Slug),
    ("slugorcontentbasename", Token::Slug),
    ("title", Token::Title),
    ("filename", Token::FileName),
    ("contentbasename", Token::FileName),
    ("section", Token::Section),
    ("sections", Token::Sections),
    ("path", Token::Sections),
    ("categories", Token::Categories),
    ("language", Token::Language),
    ("lang", Token::Language),
];

/// What tokens are filled with.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// The day and time, in the site's zone.
    pub date: Timestamp,
    /// The slug that front matter or the file name gives.
    pub slug: &'a str,
    /// The title; the slug stands in for a missing one.
    pub title: Option<&'a str>,
    /// The document's name: its path below the content folder.
    pub name: &'a str,
    /// The first categories.
    pub categories: &'a [&'a str],
    /// The language's tag.
    pub language: Option<&'a str>,
}

/// Why a pattern was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermalinkError {
    /// Where in the pattern: bytes from its start, the end exclusive.
    pub start: usize,
    /// The end of the fault.
    pub end: usize,
    message: String,
    help: String,
}

impl PermalinkError {
    /// What to write instead.
    pub fn help(&self) -> &str {
        &self.help
    }
}

impl fmt::Display for PermalinkError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for PermalinkError {}

impl Permalink {
    /// Reads a pattern.
    ///
    /// # Errors
    /// A token that nobody knows, with the nearest known one, or a pattern in which nothing tells articles apart.
    pub fn parse(pattern: &str) -> Result<Permalink, PermalinkError> {
        if let Some(scheme) = pattern.find("://") {
            let message = "the pattern is a whole address, not a path".to_owned();
            let help = "leave out what `site.url` says: write a pattern such as `/:year/:month/:slug/`".to_owned();
            return Err(PermalinkError { start: 0, end: scheme + "://".len(), message, help });
        }
        let mut parts = Vec::new();
        let mut at = 0;
        while at < pattern.len() {
            let rest = &pattern[at..];
            if let Some(after) = rest.strip_prefix(':') {
                let name =
                    &after[..after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(after.len())];
                let end = at + 1 + name.len();
                let token = TOKENS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
                let (_, token) = token.ok_or_else(|| unknown_token(name, at, end))?;
                parts.push(Part::Token(*token));
                at = end;
            } else {
                let end = rest.find(':').map_or(pattern.len(), |next| at + next);
                parts.push(Part::Literal(pattern[at..end].to_owned()));
                at = end;
            }
        }
        let tells_apart = |part: &Part| matches!(part, Part::Token(Token::Slug | Token::Title | Token::FileName));
        if !parts.iter().any(tells_apart) {
            let message = format!("the pattern `{pattern}` gives several articles one address");
            let help =
                "write a pattern with `:slug`, `:title` or `:filename`, such as `/:year/:month/:slug/`".to_owned();
            return Err(PermalinkError { start: 0, end: pattern.len(), message, help });
        }
        Ok(Permalink { parts })
    }

    /// Fills the pattern in: a path without a leading slash, percent-encoded.
    pub fn path(&self, facts: &Facts<'_>) -> String {
        let mut path = String::with_capacity(facts.slug.len() + 32);
        for part in &self.parts {
            match part {
                Part::Literal(text) if path.is_empty() => path.push_str(text.trim_start_matches('/')),
                Part::Literal(text) => path.push_str(text),
                Part::Token(token) => token.push(facts, &mut path),
            }
        }
        // An empty token (an article in no section) must not leave `//` or an absolute path behind.
        if !path.starts_with('/') && !path.contains("//") {
            return path;
        }
        let folder = path.ends_with('/');
        let mut clean = path.split('/').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
        if folder && !clean.is_empty() {
            clean.push('/');
        }
        clean
    }

    /// Whether the pattern asks for categories.
    pub fn has_categories(&self) -> bool {
        self.parts.contains(&Part::Token(Token::Categories))
    }
}

fn unknown_token(name: &str, start: usize, end: usize) -> PermalinkError {
    let known: Vec<&str> = TOKENS.iter().map(|(known, _)| *known).collect();
    let help = match nearest::nearest(name, &known) {
        Some(near) => format!("write `:{near}`"),
        None => format!("use some of :{}", known.join(" :")),
    };
    PermalinkError { start, end, message: format!("`:{name}` is no token of a permalink"), help }
}

impl Token {
    /// Adds what a token stands for.
    fn push(self, facts: &Facts<'_>, path: &mut String) {
        let date = facts.date;
        match self {
            Token::Year => push_number(path, date.year().unsigned_abs(), 4),
            Token::ShortYear => push_number(path, date.year().unsigned_abs() % 100, 2),
            Token::Month => push_number(path, date.month(), 2),
            Token::PlainMonth => push_number(path, date.month(), 1),
            Token::Day => push_number(path, date.day(), 2),
            Token::PlainDay => push_number(path, date.day(), 1),
            Token::YearDay => push_number(path, date.ordinal(), 3),
            Token::Weekday => push_number(path, date.weekday_number(), 1),
            Token::Hour => push_number(path, date.hour(), 2),
            Token::Minute => push_number(path, date.minute(), 2),
            Token::Second => push_number(path, date.second(), 2),
            Token::Slug => push_segment(path, facts.slug),
            Token::Title => match facts.title.map(slug).filter(|slug| !slug.is_empty()) {
                Some(slug) => push_segment(path, &slug),
                None => push_segment(path, facts.slug),
            },
            Token::FileName => push_segment(path, file_stem(facts.name)),
            Token::Section => folders(facts.name).take(1).for_each(|folder| push_segment(path, folder)),
            Token::Sections => push_segments(path, folders(facts.name)),
            Token::Categories => push_segments(path, facts.categories.iter().map(|name| slug(name))),
            Token::Language => facts.language.into_iter().for_each(|language| push_segment(path, language)),
        }
    }
}

/// Adds a number of at least so many digits.
fn push_number(path: &mut String, number: u32, digits: u32) {
    if digits > 1 || number > 9 {
        push_number(path, number / 10, digits.saturating_sub(1));
    }
    path.push(char::from_digit(number % 10, 10).unwrap_or('0'));
}

/// Adds segments with a slash between each two.
fn push_segments(path: &mut String, segments: impl Iterator<Item = impl AsRef<str>>) {
    for (at, segment) in segments.enumerate() {
        if at > 0 {
            path.push('/');
        }
        push_segment(path, segment.as_ref());
    }
}

fn file_stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

fn folders(name: &str) -> impl Iterator<Item = &str> {
    name.rsplit_once('/').map_or("", |(folders, _)| folders).split('/').filter(|part| !part.is_empty())
}

/// A name for use in addresses: lower case letters and digits of any script, everything else becomes single hyphens.
/// Apostrophes vanish within a word's start (`l’été` → `l-ete` is not wanted: letters keep their accents).
pub fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for character in title.chars().flat_map(char::to_lowercase) {
        // Combining marks are part of a letter in many scripts (Devanagari, Thai), so they stay with it.
        let is_mark =
            matches!(u32::from(character), 0x300..=0x36F | 0x0900..=0x0DFF | 0x0E00..=0x0EFF | 0x3099..=0x309A);
        if character.is_alphanumeric() || (is_mark && !slug.is_empty()) {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// One path segment: `/` and whatever else would leave the segment is encoded, an encoded byte is not encoded again,
/// and the segments `.` and `..` become hyphens.
pub fn segment(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    push_segment(&mut encoded, text);
    encoded
}

fn push_segment(path: &mut String, text: &str) {
    // Most names are letters and hyphens.
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
        return path.push_str(text);
    }
    let text = text.trim();
    let dots = text.replace("%2e", ".").replace("%2E", ".");
    if dots.bytes().all(|byte| byte == b'.') {
        return path.extend(std::iter::repeat_n('-', dots.len()));
    }
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().copied().enumerate() {
        let is_escape = || bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => path.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'='
            | b':' | b'@' => path.push(char::from(byte)),
            b'%' if is_escape() => path.push('%'),
            _ => path.push_str(&format!("%{byte:02X}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts<'a>(slug: &'a str, title: Option<&'a str>, categories: &'a [&'a str]) -> Facts<'a> {
        let date = Timestamp::from_unix_at(1_755_036_000, 120).unwrap(); // 2025-08-13T00:00:00+02:00, a Wednesday
        Facts { date, slug, title, name: "notes/tech/2025-08-13-r2.fr.md", categories, language: Some("fr") }
    }

    #[track_caller]
    fn check(pattern: &str, facts: &Facts<'_>, expected: &str) {
        assert_eq!(Permalink::parse(pattern).unwrap().path(facts), expected, "{pattern}");
    }

    #[test]
    fn tokens_are_filled_from_the_local_calendar() {
        let categories = ["C++ & co", "Été"];
        let facts = facts("r2", Some("L’été, déjà ?"), &categories);
        check("/:year/:month/:day/:slug/", &facts, "2025/08/13/r2/");
        check(":short_year/:i_month/:i_day/:hour:minute:second/:slug.html", &facts, "25/8/13/000000/r2.html");
        check("/:yearday/:weekday/:filename", &facts, "225/3/2025-08-13-r2.fr");
        check("/:title/", &facts, "l-%C3%A9t%C3%A9-d%C3%A9j%C3%A0/");
        check("/:section/:slug", &facts, "notes/r2");
        check("/:lang/:sections/:slug", &facts, "fr/notes/tech/r2");
        check("/:categories/:slug", &facts, "c-co/%C3%A9t%C3%A9/r2");
    }

    #[test]
    fn an_empty_token_leaves_no_double_slash() {
        let mut facts = facts("r2", None, &[]);
        facts.name = "r2.md";
        check("/:section/:categories/:title/", &facts, "r2/");
    }

    #[test]
    fn a_slug_cannot_leave_its_segment() {
        check("/a/:slug/", &facts("../../etc/x", None, &[]), "a/..%2F..%2Fetc%2Fx/");
        check("/a/:slug/", &facts("..", None, &[]), "a/--/");
        check("/a/:slug/", &facts("%2e%2E", None, &[]), "a/--/");
        check("/a/:slug/", &facts("x?y#z%41%", None, &[]), "a/x%3Fy%23z%41%25/");
    }

    #[test]
    fn an_unknown_token_is_named_with_its_place() {
        let error = Permalink::parse("/:yaer/:slug").unwrap_err();
        assert_eq!((error.start, error.end), (1, 6));
        assert_eq!((error.to_string().as_str(), error.help()), ("`:yaer` is no token of a permalink", "write `:year`"));
        let help = |pattern: &str| Permalink::parse(pattern).unwrap_err().help().to_owned();
        assert!(
            help("/:publisher/:slug").starts_with("use some of :year :short_year"),
            "{}",
            help("/:publisher/:slug")
        );
        assert!(help("/:year/").starts_with("write a pattern with `:slug`"));
    }

    #[test]
    fn a_whole_address_is_no_pattern() {
        let error = Permalink::parse("https://example.org/:slug/").unwrap_err();
        assert_eq!((error.start, error.end), (0, 8));
        assert_eq!(error.to_string(), "the pattern is a whole address, not a path");
    }

    #[test]
    fn slugs_keep_letters_of_every_script() {
        for (title, expected) in
            [("Hello, World!", "hello-world"), ("日本 の本", "日本-の本"), ("C++", "c"), ("!?", ""), ("हिन्दी", "हिन्दी")]
        {
            assert_eq!(slug(title), expected);
        }
    }
}
