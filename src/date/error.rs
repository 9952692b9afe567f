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
    Day { day: u32, month: u32, year: i32 },
    OrdinalDay { day: u32, year: i32 },
    Week { week: u32, year: i32 },
    Hour(String),
    Minute(String),
    Second(String),
    ZeroDate(String),
    YearRange(String),
    ShortYear(String),
    Ambiguous(String),
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
    pub(super) fn shift(mut self, offset: usize) -> DateError {
        self.start += offset;
        self.end += offset;
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
            Kind::Time(_) => "write a time such as `09:30`".to_owned(),
            Kind::Ambiguous(_) | Kind::ShortYear(_) => {
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
            Kind::Hour(text) => write!(out, "there is no hour `{text}`"),
            Kind::Minute(text) => write!(out, "there is no minute `{text}`"),
            Kind::Second(text) => write!(out, "there is no second `{text}`"),
            Kind::ZeroDate(text) => write!(out, "`{text}` is the date that tools write when they know none"),
            Kind::YearRange(text) => write!(out, "the year `{text}` is not one from 1 to 9999"),
            Kind::ShortYear(text) => write!(out, "the year `{text}` has too few digits"),
            Kind::Ambiguous(text) => {
                write!(out, "it can't be told which number of `{text}` is the day and which the month")
            }
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
    let mut short: String = text.chars().take(60).flat_map(char::escape_debug).collect();
    if text.chars().nth(60).is_some() {
        short.push('…');
    }
    short
}
