//! An instant, and how feeds write it.

use std::cmp::Ordering;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, Timelike};

use crate::date::Zone;

/// An instant with the offset it is shown in: whole seconds, whole minutes of offset, a year from 1 to 9999 both
/// locally and in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Timestamp(DateTime<FixedOffset>);

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Timestamp {
    /// The instant so many seconds after 1970-01-01T00:00:00Z, shown in UTC; `None` outside the years 1 to 9999.
    pub fn from_unix(seconds: i64) -> Option<Timestamp> {
        Timestamp::from_unix_at(seconds, 0)
    }

    /// As [`Timestamp::from_unix`], shown with an offset in minutes east of UTC; `None` for one of a day or more.
    pub fn from_unix_at(seconds: i64, offset_minutes: i32) -> Option<Timestamp> {
        let zone = FixedOffset::east_opt(offset_minutes.checked_mul(60)?)?;
        let utc = DateTime::from_timestamp(seconds, 0)?;
        let local = utc.naive_utc().checked_add_offset(zone)?;
        let in_range = |at: NaiveDateTime| (1..=9999).contains(&at.year());
        (in_range(utc.naive_utc()) && in_range(local)).then(|| Timestamp(utc.with_timezone(&zone)))
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix(self) -> i64 {
        self.0.timestamp()
    }

    /// Minutes east of UTC.
    pub fn offset_minutes(self) -> i32 {
        self.0.offset().local_minus_utc() / 60
    }

    /// RSS's form (RFC 822 with a year of four digits, as RFC 2822, section 3.3): `Wed, 13 Aug 2025 00:00:00 +0200`;
    /// without an offset `GMT`, the one name of a zone that every reader knows.
    pub fn rfc2822(self) -> String {
        let at = self.0.naive_local();
        let mut text = String::with_capacity("Wed, 13 Aug 2025 00:00:00 +0200".len());
        text.push_str(WEEKDAYS[at.weekday().num_days_from_monday() as usize]);
        text.push_str(", ");
        push_two(&mut text, at.day());
        text.push(' ');
        text.push_str(MONTHS[at.month0() as usize]);
        text.push(' ');
        push_year(&mut text, at.year());
        for (before, number) in [(' ', at.hour()), (':', at.minute()), (':', at.second())] {
            text.push(before);
            push_two(&mut text, number);
        }
        text.push(' ');
        match self.offset_minutes() {
            0 => text.push_str("GMT"),
            offset => push_offset(&mut text, offset, ""),
        }
        text
    }

    /// Atom's and JSON Feed's form (RFC 3339) in UTC: `2025-08-12T22:00:00Z`.
    pub fn rfc3339_utc(self) -> String {
        let mut text = date_time(self.0.naive_utc());
        text.push('Z');
        text
    }

    /// RFC 3339 with the offset it is shown in: `2025-08-13T00:00:00+02:00`; `Z` without one.
    pub fn rfc3339(self) -> String {
        let mut text = date_time(self.0.naive_local());
        match self.offset_minutes() {
            0 => text.push('Z'),
            offset => push_offset(&mut text, offset, ":"),
        }
        text
    }

    /// The local calendar day: `2025-08-13`.
    pub fn iso_date(self) -> String {
        let mut day = String::with_capacity(10);
        push_day(&mut day, self.year(), self.month(), self.day());
        day
    }

    /// The local year, 1 to 9999.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The local month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The local day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The local hour, 0 to 23.
    pub fn hour(self) -> u32 {
        self.0.hour()
    }

    /// The minute, 0 to 59.
    pub fn minute(self) -> u32 {
        self.0.minute()
    }

    /// The second, 0 to 59.
    pub fn second(self) -> u32 {
        self.0.second()
    }

    /// The local day of the year, 1 to 366.
    pub fn ordinal(self) -> u32 {
        self.0.ordinal()
    }

    /// The local day of the week, Monday 1 to Sunday 7 (ISO 8601).
    pub fn weekday_number(self) -> u32 {
        self.0.weekday().number_from_monday()
    }

    /// The same instant as a zone's clocks show it; unchanged where that would leave the years 1 to 9999.
    pub fn in_zone(self, zone: &Zone) -> Timestamp {
        Timestamp::from_unix_at(self.unix(), zone.offset_minutes_at(self.unix())).unwrap_or(self)
    }
}

/// By instant; of one instant, the smaller offset first.
impl Ord for Timestamp {
    fn cmp(&self, other: &Timestamp) -> Ordering {
        (self.unix(), self.offset_minutes()).cmp(&(other.unix(), other.offset_minutes()))
    }
}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Timestamp) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Adds a number from 0 to 99 in two digits: files hold millions of them, for which the usual way takes longer than for
/// all else.
fn push_two(text: &mut String, number: u32) {
    for digit in [number / 10, number % 10] {
        text.push(char::from_digit(digit, 10).unwrap_or('0'));
    }
}

fn date_time(at: NaiveDateTime) -> String {
    // Room for an offset, too.
    let mut text = String::with_capacity(25);
    push_day(&mut text, at.year(), at.month(), at.day());
    for (before, number) in [('T', at.hour()), (':', at.minute()), (':', at.second())] {
        text.push(before);
        push_two(&mut text, number);
    }
    text
}

fn push_year(text: &mut String, year: i32) {
    let year = year.unsigned_abs();
    push_two(text, year / 100);
    push_two(text, year % 100);
}

fn push_day(text: &mut String, year: i32, month: u32, day: u32) {
    push_year(text, year);
    for number in [month, day] {
        text.push('-');
        push_two(text, number);
    }
}

fn push_offset(text: &mut String, minutes: i32, separator: &str) {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    text.push(sign);
    push_two(text, minutes / 60);
    text.push_str(separator);
    push_two(text, minutes % 60);
}
