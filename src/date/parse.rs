//! Texts → instants.
//!
//! A text that starts with four digits and a separator is read as ISO 8601 (and its relatives). Everything else is
//! cut into numbers, words and signs, and each piece is given the one meaning that it can have; what has none, or
//! more than one, is refused.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

use crate::date::clock::Time;
use crate::date::error::{DateError, Kind, shown};
use crate::date::plain::Plain;
use crate::date::scan::{Number, Pieces};
use crate::date::{Context, Note, Reading, Timestamp, Zone, free, iso, offset, quick, words};

/// What a text says, before it is an instant.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) date: Option<NaiveDate>,
    pub(super) time: Option<Time>,
    pub(super) zone: Option<Zone>,
    pub(super) weekday: Option<u32>,
    pub(super) notes: Vec<Note>,
}

/// Reads a date.
///
/// # Errors
/// Text that is no date, is not a possible one, or can be two; with the place of the fault.
pub fn parse(text: &str, context: &Context) -> Result<Reading, DateError> {
    match quick::read(text) {
        Some(parts) => finish(parts, text, context),
        None => parse_any(text, context),
    }
}

fn parse_any(text: &str, context: &Context) -> Result<Reading, DateError> {
    let plain = Plain::new(text);
    let (lead, inner) = unwrapped(&plain.text);
    if inner.is_empty() {
        return Err(DateError::new(0, text.len(), Kind::Empty));
    }
    parse_inner(inner, context).map_err(|error| match plain.text.trim() {
        all if is_unfilled(all) => DateError::new(0, text.len(), Kind::Unfilled(shown(all))),
        all if words::is_moving(all) => DateError::new(0, text.len(), Kind::Moving(shown(all))),
        _ => error.shift(lead).moved(|at| plain.original(at)),
    })
}

/// What stands between quotes or brackets (`<2025-08-13>` and `[[2025-08-13]]` are note-takers' ways), and where.
fn unwrapped(text: &str) -> (usize, &str) {
    let pairs = [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’'), ('«', '»'), ('<', '>'), ('[', ']')];
    let (mut lead, mut inner) = (0, text);
    loop {
        lead += inner.len() - inner.trim_start().len();
        inner = inner.trim();
        let strip = |(open, close): &(char, char)| Some((*open, inner.strip_prefix(*open)?.strip_suffix(*close)?));
        let Some((open, within)) = pairs.iter().find_map(strip) else { return (lead, inner) };
        lead += open.len_utf8();
        inner = within;
    }
}

fn parse_inner(text: &str, context: &Context) -> Result<Reading, DateError> {
    let whole = |kind: Kind| DateError::new(0, text.len(), kind);
    if let Some(seconds) = seconds_since_1970(text) {
        let at = seconds.and_then(Timestamp::from_unix).ok_or_else(|| whole(Kind::YearRange(shown(text))))?;
        return Ok(Reading { at: at.in_zone(&context.zone), has_time: true, notes: Vec::new() });
    }
    let mut pieces = Pieces::cut(text);
    let parts = read(&mut pieces, context)?;
    finish(parts, text, context)
}

fn read(pieces: &mut Pieces<'_>, context: &Context) -> Result<Parts, DateError> {
    let mut parts = match iso::read(pieces)? {
        Some(parts) => parts,
        None => free::read(pieces, context)?,
    };
    if parts.time.is_some() && parts.zone.is_none() {
        parts.zone = offset::in_comments(pieces)?;
    }
    Ok(parts)
}

/// Ten digits are seconds, thirteen milliseconds, sixteen microseconds, nineteen nanoseconds; after an `@` any number
/// is seconds. The outer `None` is another text, the inner one a number without bounds.
fn seconds_since_1970(text: &str) -> Option<Option<i64>> {
    let marked = text.strip_prefix('@');
    let unmarked = marked.unwrap_or(text);
    let (whole, fraction) = unmarked.split_once('.').unwrap_or((unmarked, "0"));
    let digits = whole.strip_prefix('-').filter(|_| marked.is_some()).unwrap_or(whole);
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(digits) || !all_digits(fraction) {
        return None;
    }
    let per_second = match digits.len() {
        _ if marked.is_some() => 1,
        10 => 1,
        13 => 1_000,
        16 => 1_000_000,
        19 => 1_000_000_000,
        _ => return None,
    };
    Some(whole.parse::<i64>().ok().map(|number| number.div_euclid(per_second)))
}

/// Whether a text is what a template was to replace: `{{ .Date }}`, `<% date %>`, `%Y-%m-%d`, `YYYY-MM-DD`.
fn is_unfilled(text: &str) -> bool {
    let marks = ["{{", "}}", "{%", "<%", "${", "%Y", "%d", "$Date"];
    marks.iter().any(|mark| text.contains(mark)) || text.to_ascii_lowercase().contains("yyyy")
}

fn finish(mut parts: Parts, text: &str, context: &Context) -> Result<Reading, DateError> {
    let whole = |kind: Kind| DateError::new(0, text.len(), kind);
    let Some(date) = parts.date else { return Err(whole(Kind::NotADate(shown(text)))) };
    let zero_dates = [(1, 1, 1), (1, 1, 2)];
    if zero_dates.contains(&(date.year(), date.month(), date.day())) {
        return Err(whole(Kind::ZeroDate(shown(text))));
    }
    let real = date.weekday().number_from_monday();
    if let Some(written) = parts.weekday.filter(|weekday| *weekday != real) {
        parts.notes.push(Note::WrongWeekday { written, real });
    }
    let has_time = parts.time.is_some();
    let (time, more_seconds) = parts.time.unwrap_or((context.default_time, 0));
    let clock = NaiveTime::from_hms_opt(time.hour, time.minute, time.second).unwrap_or(NaiveTime::MIN);
    let local = NaiveDateTime::new(date, clock) + TimeDelta::seconds(more_seconds);
    let zone = parts.zone.as_ref().unwrap_or(&context.zone);
    let found = if has_time { zone.instant(local) } else { zone.instant_within_day(local) };
    let (at, note) = found.ok_or_else(|| match local.year() {
        year @ 1..=9999 => whole(Kind::YearInUtc(if year == 1 { 0 } else { 10_000 })),
        year => whole(Kind::YearRange(year.to_string())),
    })?;
    parts.notes.extend(note);
    Ok(Reading { at, has_time, notes: parts.notes })
}

/// A year, month and day that may be wrong.
pub(super) fn calendar(pieces: &Pieces<'_>, year: Number, month: Number, day: Number) -> Result<NaiveDate, DateError> {
    let text = |number: Number| shown(pieces.text(number.start, number.end));
    let refuse = |number: Number, kind: Kind| Err(DateError::new(number.start, number.end, kind));
    if year.value == 0 && month.value <= 1 && day.value <= 1 {
        let start = year.start.min(month.start).min(day.start);
        let end = year.end.max(month.end).max(day.end);
        return Err(DateError::new(start, end, Kind::ZeroDate(shown(pieces.text(start, end)))));
    }
    if !(1..=9999).contains(&year.value) {
        return refuse(year, Kind::YearRange(text(year)));
    }
    if !(1..=12).contains(&month.value) {
        return refuse(month, Kind::Month(text(month)));
    }
    let signed = i32::try_from(year.value).unwrap_or(i32::MAX);
    match NaiveDate::from_ymd_opt(signed, month.value, day.value) {
        Some(date) => Ok(date),
        None => refuse(day, Kind::Day { day: text(day), month: month.value, year: year.value }),
    }
}

/// The day of a year, 1 to 366.
pub(super) fn ordinal(pieces: &Pieces<'_>, year: Number, day: Number) -> Result<NaiveDate, DateError> {
    let first = calendar(pieces, year, Number { value: 1, ..day }, Number { value: 2, ..day })?;
    first.with_ordinal(day.value).ok_or_else(|| {
        let kind = Kind::OrdinalDay { day: shown(pieces.text(day.start, day.end)), year: year.value };
        DateError::new(day.start, day.end, kind)
    })
}

/// The day of a week of a year (ISO 8601).
pub(super) fn week_date(pieces: &Pieces<'_>, year: Number, week: Number, day: Number) -> Result<NaiveDate, DateError> {
    let text = |number: Number| shown(pieces.text(number.start, number.end));
    let weekday = u8::try_from(day.value.wrapping_sub(1)).ok().and_then(|day| Weekday::try_from(day).ok());
    let Some(weekday) = weekday else {
        return Err(DateError::new(day.start, day.end, Kind::WeekDay(text(day))));
    };
    let first = calendar(pieces, year, Number { value: 1, ..day }, Number { value: 2, ..day })?;
    NaiveDate::from_isoywd_opt(first.year(), week.value, weekday)
        .ok_or_else(|| DateError::new(week.start, week.end, Kind::Week { week: text(week), year: year.value }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::TimeOfDay;

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { cases: 4_000, failure_persistence: None, ..Default::default() })]

        #[test]
        fn a_plain_date_is_read_as_by_all_rules(
            text in "(000[0-2]|19[0-9]{2}|20[0-4][0-9]|9999|[0-9]{4})-([01][0-9]|[0-9]{2})-([0-3][0-9]|3[01])\
                     (|[T t]([01][0-9]|2[0-5]):[0-6][0-9](|:[0-6][0-9](|\\.[0-9]))\
                     (|Z|z| Z|[ ]?[+-][012][0-9](|:)[0-6][0-9]|[+-][0-9]{1,3}| CET))",
            zone in proptest::sample::select(vec!["UTC", "Europe/Paris", "Pacific/Apia", "-03:30"]),
            hour in 0_u32..24,
        ) {
            let default_time = TimeOfDay { hour, minute: 0, second: 0 };
            let context = Context { zone: Zone::parse(zone).unwrap(), default_time, language: None };
            assert_eq!(parse(&text, &context), parse_any(&text, &context), "{text}");
        }
    }

    #[test]
    fn days_that_a_zone_or_a_calendar_has_not_are_refused_as_by_all_rules() {
        for zone in ["UTC", "Europe/Paris", "Pacific/Apia", "-03:30"] {
            let default_time = TimeOfDay { hour: 10, minute: 0, second: 0 };
            let context = Context { zone: Zone::parse(zone).unwrap(), default_time, language: None };
            for text in [
                "9999-12-31T23:30-03:30",
                "9999-12-31 23:59",
                "0002-01-01T00:00+23:59",
                "2011-12-30",
                "2011-12-30T10:00",
                "2024-02-29",
                "2023-02-29",
                "2025-03-30T02:30",
            ] {
                assert_eq!(parse(text, &context), parse_any(text, &context), "{text} in {zone}");
            }
        }
    }

    #[test]
    fn what_people_write_is_read_the_quick_way() {
        for text in ["2025-08-13", "2025-08-13T09:30:15Z", "2025-08-13 09:30 +0200", "2025-08-13T09:30:15-03:30"] {
            assert!(quick::read(text).is_some(), "{text}");
        }
    }
}
