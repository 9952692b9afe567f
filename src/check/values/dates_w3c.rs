//! Dates as ISO 8601 writes them, in the part of it that a W3C note picks
//! (<https://www.w3.org/TR/NOTE-datetime>).

use crate::check::context::{Context, Subject};
use crate::check::rules::extensions as rules;
use crate::check::values::dates::may_read;
use crate::check::values::dates_certain::certain_3339;
use crate::check::values::listed::wrong;

/// A date as the W3C's note has it: a year, a month, a day, or a time with its zone.
pub(in crate::check) fn w3cdtf_date(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let help = "write it as `2025-08-13T10:00:00Z`, or without a time as `2025-08-13`";
    match parse(subject.value.trim()) {
        Some(Zone::Missing) => wrong(subject, context, &rules::DATE_NOT_W3CDTF, "a time without its zone", help),
        Some(_) => {}
        None => {
            mend(subject, context);
            wrong(subject, context, &rules::DATE_NOT_W3CDTF, "no W3C date", help);
        }
    }
}

/// Says that the date is mended by its right form, where it is certain which one is meant.
fn mend(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if let Some(date) = may_read(context).then(|| certain_3339(subject.value.trim())).flatten() {
        context.mend_value(subject, &date);
    }
}

/// A date, or a time of a date, with or without a zone.
pub(in crate::check) fn iso8601_date(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !is_iso8601(subject.value.trim()) {
        let help = "write it as `2025-08-13T10:00:00Z`, or without a time as `2025-08-13`";
        mend(subject, context);
        wrong(subject, context, &rules::DATE_NOT_ISO, "no ISO 8601 date", help);
    }
}

/// Whether a text is a date, or a time of a date, with or without a zone.
pub(in crate::check) fn is_iso8601(value: &str) -> bool {
    // ISO 8601's basic form of the zone, `+0200`, is frequent in dates of its extended form.
    let (start, zone) = value.split_at_checked(value.len().saturating_sub(5)).unwrap_or((value, ""));
    let is_basic = zone.starts_with(['+', '-']) && digits(&zone[1..], 4).is_some() && start.contains('T');
    parse(if is_basic { start } else { value }).is_some()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    NotNeeded,
    Given,
    Missing,
}

/// Digits at the start of a text, exactly so many, and the rest.
fn digits(text: &str, count: usize) -> Option<(u32, &str)> {
    let (number, rest) = text.split_at_checked(count)?;
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((number.parse().ok()?, rest))
}

fn month_length(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn parse(value: &str) -> Option<Zone> {
    let (year, rest) = digits(value, 4)?;
    let Some(rest) = rest.strip_prefix('-') else { return rest.is_empty().then_some(Zone::NotNeeded) };
    let (month, rest) = digits(rest, 2).filter(|(month, _)| (1..=12).contains(month))?;
    let Some(rest) = rest.strip_prefix('-') else { return rest.is_empty().then_some(Zone::NotNeeded) };
    let (_, rest) = digits(rest, 2).filter(|(day, _)| (1..=month_length(year, month)).contains(day))?;
    let Some(rest) = rest.strip_prefix('T') else { return rest.is_empty().then_some(Zone::NotNeeded) };
    let (hour, rest) = digits(rest, 2).filter(|(hour, _)| *hour <= 24)?;
    let (minute, mut rest) = digits(rest.strip_prefix(':')?, 2).filter(|(minute, _)| *minute < 60)?;
    if let Some(seconds) = rest.strip_prefix(':') {
        let (_, after) = digits(seconds, 2).filter(|(second, _)| *second <= 60)?;
        rest = after;
        if let Some(fraction) = rest.strip_prefix('.') {
            rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            if rest.len() == fraction.len() {
                return None;
            }
        }
    }
    if hour == 24 && minute != 0 {
        return None;
    }
    if rest.is_empty() {
        return Some(Zone::Missing);
    }
    if rest == "Z" {
        return Some(Zone::Given);
    }
    let (_, rest) = digits(rest.strip_prefix(['+', '-'])?, 2).filter(|(hours, _)| *hours < 24)?;
    let (_, rest) = digits(rest.strip_prefix(':')?, 2).filter(|(minutes, _)| *minutes < 60)?;
    rest.is_empty().then_some(Zone::Given)
}

#[cfg(test)]
mod tests {
    use super::{Zone, parse};

    #[track_caller]
    fn check(value: &str, expected: Option<Zone>) {
        assert_eq!(parse(value), expected, "{value}");
    }

    #[test]
    fn dates_may_be_as_coarse_as_a_year() {
        check("2002", Some(Zone::NotNeeded));
        check("2002-12", Some(Zone::NotNeeded));
        check("2002-12-31", Some(Zone::NotNeeded));
    }

    #[test]
    fn times_have_a_zone() {
        check("2002-12-31T19:20Z", Some(Zone::Given));
        check("2002-12-31T19:20:30.45+01:00", Some(Zone::Given));
        check("2003-09-24T11:36:36", Some(Zone::Missing));
    }

    #[test]
    fn what_is_in_no_calendar_is_no_date() {
        for value in
            ["", "02-12-31", "2002-13", "2003-02-29", "2002-12-31T25:00Z", "2002-12-31 19:20Z", "2002-12-31T1:20Z"]
        {
            check(value, None);
        }
        check("2004-02-29", Some(Zone::NotNeeded));
        check("2002-12-31T19:20:30.Z", None);
        check("Mon, 31 Dec 2002 14:20:20 GMT", None);
        check("é002", None);
    }
}
