//! Every date that is read or written, and why one was refused.
//!
//! # Why
//! The formats' dates look alike and are not: RSS takes RFC 822's form with a year of four digits, Atom and JSON Feed
//! take RFC 3339. `chrono` knows calendars and zones; grammar, range and reasons are ours, since its readers give no
//! reason and its writer of RFC 2822 panics at the year 10000.
//!
//! A date's zone is the one it names, else the site's. A date without a time is the site's default time on that day,
//! so that the day never shifts.

mod clock;
mod error;
mod free;
mod iso;
mod offset;
mod parse;
mod plain;
mod quick;
mod scan;
mod timestamp;
mod words;
mod zone;
mod zone_words;

use std::fmt;

pub use error::DateError;
pub use parse::parse;
pub use timestamp::Timestamp;
pub use zone::Zone;

use crate::date::error::{Kind, shown};
use crate::date::scan::Pieces;

/// A time of day: hour 0 to 23, minute and second 0 to 59.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeOfDay {
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 59.
    pub second: u32,
}

impl TimeOfDay {
    /// 00:00:00.
    pub const MIDNIGHT: TimeOfDay = TimeOfDay { hour: 0, minute: 0, second: 0 };

    /// Reads a time: `09:00`, `9:30:15`, `9h30`, `9:30 pm`.
    ///
    /// # Errors
    /// Text that is no time of day.
    pub fn parse(text: &str) -> Result<TimeOfDay, DateError> {
        let refuse = || DateError::new(0, text.len(), Kind::Time(shown(text)));
        let mut pieces = Pieces::cut(text);
        if !clock::starts_here(&pieces, true) {
            return Err(refuse());
        }
        match clock::take(&mut pieces)? {
            (time, 0) if pieces.peek().is_none() => Ok(time),
            _ => Err(refuse()),
        }
    }
}

/// What a date is read with, where it does not say everything itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The zone of a date that names none.
    pub zone: Zone,
    /// The time of a date without one.
    pub default_time: TimeOfDay,
    /// The site's language (its first subtag), for words that mean different months in different languages.
    pub language: Option<String>,
}

/// A date that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The instant, with the offset that its zone has then.
    pub at: Timestamp,
    /// Whether the text said a time of day.
    pub has_time: bool,
    /// What is worth knowing about how it was read.
    pub notes: Vec<Note>,
}

/// Something worth knowing about how a date was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The local time does not exist, since clocks were put forward; the first instant after is taken.
    SkippedBySummerTime {
        /// The zone's name.
        zone: String,
    },
    /// The default time does not exist on this day, since clocks were put forward into the next; the day's last second
    /// is taken.
    EndOfDay {
        /// The zone's name.
        zone: String,
    },
    /// The local time occurs twice, since clocks were put back; the first is taken.
    OccursTwice {
        /// The zone's name.
        zone: String,
    },
    /// The day of the week is not the date's; the date counts. Monday is 1, Sunday 7.
    WrongWeekday {
        /// The day that is written.
        written: u32,
        /// The date's day.
        real: u32,
    },
    /// The year has two or three digits (RFC 2822, section 4.3).
    ShortYear {
        /// The digits.
        written: u32,
        /// The year that they mean.
        read: i32,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = |number: u32| {
            let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
            number.checked_sub(1).and_then(|index| names.get(index as usize)).copied().unwrap_or("no day")
        };
        match self {
            Note::SkippedBySummerTime { zone } => {
                write!(
                    out,
                    "this time does not exist in {zone}, where clocks were put forward: the first instant after it is used"
                )
            }
            Note::EndOfDay { zone } => {
                write!(out, "the default time does not exist on this day in {zone}: the day's last second is used")
            }
            Note::OccursTwice { zone } => {
                write!(out, "this time occurs twice in {zone}, where clocks were put back: the first is used")
            }
            Note::WrongWeekday { written, real } => {
                write!(out, "the day is a {}, not a {}: the date counts", day(*real), day(*written))
            }
            Note::ShortYear { written, read } => write!(out, "the year `{written:02}` is read as `{read}`"),
        }
    }
}
