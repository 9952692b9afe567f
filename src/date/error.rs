//! Why a text is no date.

use std::fmt;

/// Why a text was refused as a date, a time or a zone, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// Where the fault starts: bytes from the start of the text.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Empty,
    NotADate(String),
    NoDay(String),
    NoYear(String),
    OnlyTime(String),
    Month(String),
    Day { day: String, month: u32, year: u32 },
    OrdinalDay { day: String, year: u32 },
    Week { week: String, year: u32 },
    WeekDay(String),
    Hour(String),
    Minute(String),
    Second(String),
    ZeroDate(String),
    YearRange(String),
    YearInUtc(i32),
    ShortYear(String),
    WhichYear(String),
    Ambiguous(String),
    Unfilled(String),
    Moving(String),
    NoTime(String),
    UnknownWord { word: String, nearest: Option<&'static str> },
    UnknownZone { name: String, nearest: Option<&'static str> },
    AmbiguousZone { name: String, meanings: &'static str },
    Offset(String),
    Trailing(String),
    Time(String),
}

impl DateError {
    pub(super) fn new(start: usize, end: usize, kind: Kind) -> DateError {
        DateError { start, end: end.max(start), kind }
    }

    /// The same error in a text that this error's text is a part of, from `offset` on.
    pub(super) fn shift(self, offset: usize) -> DateError {
        self.moved(|at| at + offset)
    }

    /// The same error, with its places found anew.
    pub(super) fn moved(mut self, place: impl Fn(usize) -> usize) -> DateError {
        self.start = place(self.start);
        self.end = place(self.end).max(self.start);
        self
    }

    /// What to do about it, in the imperative, with a correct value.
    pub fn help(&self) -> String {
        match &self.kind {
            Kind::UnknownZone { nearest: Some(zone), .. } => format!("write `{zone}`"),
            Kind::UnknownZone { .. } | Kind::AmbiguousZone { .. } | Kind::Offset(_) => {
                "write an offset such as `+02:00`, or a zone's whole name such as `Europe/Paris`".to_owned()
            }
            Kind::UnknownWord { nearest: Some(word), .. } => format!("write `{word}`, or a date such as `2025-08-13`"),
            Kind::Time(_) | Kind::Hour(_) | Kind::Minute(_) | Kind::Second(_) => {
                "write a time such as `09:30`".to_owned()
            }
            Kind::Ambiguous(_) | Kind::WhichYear(_) | Kind::ShortYear(_) => {
                "write year, month and day in this order: `2025-08-13`".to_owned()
            }
            _ => "write `2025-08-13` or `2025-08-13T09:30:00+02:00`".to_owned(),
        }
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Empty => write!(out, "the date is empty"),
            Kind::NotADate(text) => write!(out, "`{text}` is not a date"),
            Kind::NoDay(text) => write!(out, "the date `{text}` has no day"),
            Kind::NoYear(text) => write!(out, "the date `{text}` has no year"),
            Kind::OnlyTime(text) => write!(out, "`{text}` is a time without a day"),
            Kind::Month(text) => write!(out, "there is no month `{text}`"),
            Kind::Day { day, month, year } => write!(out, "`{year:04}-{month:02}` has no day `{day}`"),
            Kind::OrdinalDay { day, year } => write!(out, "the year `{year:04}` has no day `{day}`"),
            Kind::Week { week, year } => write!(out, "the year `{year:04}` has no week `{week}`"),
            Kind::WeekDay(text) => write!(out, "a week has no day `{text}`"),
            Kind::Hour(text) => write!(out, "there is no hour `{text}`"),
            Kind::Minute(text) => write!(out, "there is no minute `{text}`"),
            Kind::Second(text) => write!(out, "there is no second `{text}`"),
            Kind::ZeroDate(text) => write!(out, "`{text}` is the date that tools write when they know none"),
            Kind::YearRange(text) => write!(out, "the year `{text}` is not one from 1 to 9999"),
            Kind::YearInUtc(year) => write!(out, "in UTC the year is `{year}`, not one from 1 to 9999"),
            Kind::ShortYear(text) => write!(out, "the year `{text}` has too few digits"),
            Kind::WhichYear(text) => write!(out, "it can't be told which number of `{text}` is the year"),
            Kind::Ambiguous(text) => {
                write!(out, "it can't be told which number of `{text}` is the day and which the month")
            }
            Kind::Unfilled(text) => write!(out, "`{text}` is a placeholder that nobody has filled in"),
            Kind::Moving(text) => write!(out, "`{text}` would be another date at every build"),
            Kind::NoTime(text) => write!(out, "no time of day stands after `{text}`"),
            Kind::UnknownWord { word, .. } => write!(out, "`{word}` is not a word of a date"),
            Kind::UnknownZone { name, .. } => write!(out, "there is no time zone `{name}`"),
            Kind::AmbiguousZone { name, meanings } => write!(out, "the time zone `{name}` can be {meanings}"),
            Kind::Offset(text) => write!(out, "`{text}` is not an offset from UTC"),
            Kind::Trailing(text) => write!(out, "`{text}` after the date is not understood"),
            Kind::Time(text) => write!(out, "`{text}` is not a time of day"),
        }
    }
}

impl std::error::Error for DateError {}

/// A value for a message: one line, not long.
pub(super) fn shown(text: &str) -> String {
    let mut short = String::with_capacity(text.len().min(80));
    for c in text.chars().take(60) {
        match c {
            '\'' | '"' | '\\' => short.push(c),
            _ => short.extend(c.escape_debug()),
        }
    }
    if text.chars().nth(60).is_some() {
        short.push('…');
    }
    short
}
