//! Dates as Atom and JSON Feed write them (RFC 3339, section 5.6).

use crate::check::context::{Context, Subject};
use crate::check::rules::addresses as rules;
use crate::check::values::dates::{implausible, may_read};
use crate::check::values::dates_certain::certain_3339;
use crate::check::values::{Remark, shown};
use crate::date;

const EXAMPLE: &str = "write a date, a time and an offset: `2025-08-13T10:00:00Z`";

/// A date and time with its offset.
pub(in crate::check) fn rfc3339_date(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let value = match subject.attribute {
        Some(_) => subject.value,
        None => subject.value.trim(),
    };
    let start = value.as_ptr() as usize - subject.value.as_ptr() as usize;
    let remark = remark(value, context).map(|remark| remark.within(start));
    context.remark(subject, remark);
}

/// What is to be said about a date.
pub(in crate::check) fn remark(value: &str, context: &Context<'_>) -> Option<Remark> {
    match read(value) {
        Ok(at) => implausible(at, value, context.now),
        Err(why) => {
            let message = format!("`{}` is not a date as RFC 3339 has it: {why}", shown(value));
            if !may_read(context) {
                return Some(Remark::new(&rules::DATE_NOT_RFC3339, message, EXAMPLE));
            }
            let remark = Remark::new(&rules::DATE_NOT_RFC3339, message, help(value));
            Some(match certain_3339(value.trim()) {
                Some(date) => {
                    let start = value.len() - value.trim_start().len();
                    remark.mended((start, start + value.trim().len()), date)
                }
                None => remark,
            })
        }
    }
}

/// The seconds since 1970 of a date that is one.
pub(in crate::check) fn seconds(text: &str) -> Option<i64> {
    read(text.trim()).ok()
}

/// The same date as it should be written, where it can be told which one is meant.
fn help(value: &str) -> String {
    let meant = date::parse(value, &date::Context::default()).ok().filter(|read| read.has_time);
    match meant {
        Some(read) => format!("write `{}`", read.at.rfc3339()),
        None => EXAMPLE.to_owned(),
    }
}

/// The seconds since 1970 of a date, or what is wrong with it.
fn read(text: &str) -> Result<i64, &'static str> {
    const SHAPE: &str = "write year, month, day, `T`, hour, minute, second and offset";
    let bytes = text.as_bytes();
    let shape = b"0000-00-00T00:00:00";
    for (at, expected) in shape.iter().enumerate() {
        let fits = match (bytes.get(at), expected) {
            (Some(byte), b'0') => byte.is_ascii_digit(),
            (Some(byte), expected) => byte.eq_ignore_ascii_case(expected),
            (None, _) => false,
        };
        if !fits {
            return Err(shape_fault(bytes, at).unwrap_or(SHAPE));
        }
    }
    let number = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse::<u32>().ok()).unwrap_or(0);
    let (year, month, day) = (number(0, 4), number(5, 7), number(8, 10));
    if !(1..=12).contains(&month) {
        return Err("there is no such month");
    }
    if day == 0 || day > days_in(year, month) {
        return Err("the month has no such day");
    }
    let (hour, minute, second) = (number(11, 13), number(14, 16), number(17, 19));
    if hour > 23 || minute > 59 || second > 60 {
        return Err("there is no such time");
    }
    let offset = offset(&text[19..])?;
    if second == 60 && !is_leap_second(hour, minute, offset) {
        return Err("a minute has a second 60 only before midnight UTC");
    }
    let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
    Ok(days(i64::from(year), i64::from(month), i64::from(day)) * 86_400 + seconds - i64::from(offset) * 60)
}

fn shape_fault(bytes: &[u8], at: usize) -> Option<&'static str> {
    match (at, bytes.get(at)) {
        (10, None) => Some("it has no time"),
        (10, Some(b' ')) => Some("a `T` belongs between date and time, and no space"),
        (16, _) if at == bytes.len() || !bytes[at].is_ascii_digit() => Some("it has no seconds"),
        (_, Some(b' ')) => Some("there must be no space in it"),
        _ => None,
    }
}

/// The offset in minutes, after a fraction of a second if there is one.
fn offset(text: &str) -> Result<i32, &'static str> {
    let rest = match text.strip_prefix('.') {
        Some(fraction) => {
            let rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            if rest.len() == fraction.len() {
                return Err("digits belong after the point");
            }
            rest
        }
        None => text,
    };
    let bytes = rest.as_bytes();
    match bytes {
        [] => Err("it has no offset"),
        [b'Z' | b'z'] => Ok(0),
        [b'+' | b'-', h1, h2, b':', m1, m2] if [h1, h2, m1, m2].iter().all(|byte| byte.is_ascii_digit()) => {
            let two = |a: &u8, b: &u8| i32::from(a - b'0') * 10 + i32::from(b - b'0');
            let (hours, minutes) = (two(h1, h2), two(m1, m2));
            if hours > 23 || minutes > 59 {
                return Err("there is no such offset");
            }
            let sign = if bytes[0] == b'-' { -1 } else { 1 };
            Ok(sign * (hours * 60 + minutes))
        }
        [b' ', ..] => Err("there must be no space in it"),
        [b'+' | b'-', ..] => Err("an offset is `Z`, or like `+02:00`"),
        _ => Err("after the seconds only an offset may stand"),
    }
}

fn is_leap_second(hour: u32, minute: u32, offset: i32) -> bool {
    let minutes = i32::try_from(hour * 60 + minute).unwrap_or(0);
    (minutes - offset).rem_euclid(24 * 60) == 24 * 60 - 1
}

/// The days from 1970-01-01 to a date; the year is counted from March, so that a leap day is its last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 1 - 719_468
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(read(text).is_ok(), expected, "{text}: {:?}", read(text));
    }

    #[test]
    fn dates_of_the_grammar_are_fine() {
        for text in [
            "2003-12-13T18:30:02Z",
            "2003-12-13T18:30:02.25+01:00",
            "2004-02-29t00:00:00z",
            "1990-12-31T15:59:60-08:00",
            "2003-12-13T18:30:02-00:00",
        ] {
            check(text, true);
        }
    }

    #[test]
    fn a_date_is_an_instant() {
        assert_eq!(read("1970-01-01T00:00:00Z"), Ok(0));
        assert_eq!(read("2003-12-13T18:30:02.25+01:00"), Ok(1_071_336_602));
        assert_eq!(read("2000-02-29T23:59:59-01:00"), Ok(951_872_399));
    }

    #[test]
    fn other_dates_are_not() {
        for text in [
            "2003-06-31T15:51:30-05:00",
            "2003-02-29T00:00:00Z",
            "2003-07-01T25:51:30Z",
            "2003-07-01T24:00:00Z",
            "2003-07-01T01:61:30Z",
            "2003-07-01T01:55:61Z",
            "2003-07-01T01:55:60Z",
            "2003-07-01 T 01:55:07-05:00",
            "2003-07-01T01:55:07 -05:00",
            "2003-07-01 01:55:07Z",
            "2003-07-01T01:55:07-0500",
            "2003-07-01T01:55:07",
            "2003-07-01T01:55Z",
            "2003-07-01",
            "2003-07",
            "2003",
            "20030701T01:55:07Z",
            "",
            "2003-00-01T01:55:07Z",
            "2003-13-01T01:55:07Z",
            "2003-07-01T01:55:07.Z",
            "2003-07-01T01:55:07+24:00",
            "Mon, 31 Dec 2002 14:20:20 GMT",
            "2003-07-01T01:55:07Zé",
            "２００３-07-01T01:55:07Z",
        ] {
            check(text, false);
        }
    }
}
