//! Dates of whatever form, where it is certain which one is meant: what mends those that are written otherwise.

use chrono::Datelike;

use crate::check::values::dates::{ONE_LETTER, SHORT_YEAR, ZONES, read};
use crate::date;

/// The instant of a date in whatever form, with its own offset, where it is certain: it names its zone, and reads the
/// same in every language.
pub(in crate::check) fn certain(value: &str) -> Option<date::Timestamp> {
    /// Longer texts are no dates.
    const DATE_MAX: usize = 80;
    if value.len() > DATE_MAX {
        return None;
    }
    if let Ok(read) = read(value) {
        let is_sure = match read.oddity {
            Some(ONE_LETTER) => false,
            Some(SHORT_YEAR) => read.weekday.is_none_or(|said| said == read.local.weekday()),
            _ => true,
        };
        let minutes = i32::try_from(read.offset / 60).ok()?;
        return date::Timestamp::from_unix_at(read.at, minutes).filter(|_| is_sure);
    }
    // The letters of a zone mean what RFC 822 says, or nothing that is certain.
    let last = value.trim_end_matches('.').rsplit([' ', '\u{a0}']).next()?;
    let is_zone = |word: &str| ZONES.iter().any(|(zone, _)| zone.eq_ignore_ascii_case(word)) || word == "UTC";
    if last.bytes().all(|byte| byte.is_ascii_alphabetic()) && !is_zone(last) {
        return None;
    }
    let zones = [date::Zone::default(), date::Zone::parse("+05:45").ok()?];
    let read = |language: &str, zone: &date::Zone| {
        let asked = date::Context { zone: zone.clone(), language: Some(language.to_owned()), ..Default::default() };
        let reading = date::parse(value, &asked).ok()?;
        let is_sure = |note: &date::Note| matches!(note, date::Note::WrongWeekday { .. });
        (reading.has_time && reading.notes.iter().all(is_sure)).then_some(reading.at)
    };
    let at = read("en", &zones[0])?;
    (read("fr", &zones[1]) == Some(at) && read("de", &zones[1]) == Some(at)).then_some(at)
}

/// A date in whatever form as RFC 3339 writes it, where it is certain which one is meant.
pub(in crate::check) fn certain_3339(value: &str) -> Option<String> {
    let mut date = certain(value)?.rfc3339();
    // Parts of a second, which stand behind it.
    let digits = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count();
    let fractions = value.match_indices(['.', ',']).map(|(at, _)| &value[at + 1..]);
    let before = |rest: &str| value[..value.len() - rest.len() - 1].ends_with(|c: char| c.is_ascii_digit());
    let mut fractions = fractions.filter(|rest| digits(rest) > 0 && before(rest));
    if let Some(rest) = fractions.next() {
        date.insert_str(date.find(['Z', '+']).or_else(|| date.rfind('-'))?, &format!(".{}", &rest[..digits(rest)]));
    }
    Some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_certain_is_rewritten() {
        let check = |value, expected: Option<&str>| assert_eq!(certain_3339(value).as_deref(), expected, "{value}");
        check("Wed, 13 Aug 2025 12:00:00 +0200", Some("2025-08-13T12:00:00+02:00"));
        check("20250813T120000.25-0500", Some("2025-08-13T12:00:00.25-05:00"));
        check("2025-08-13 12:00:00.123Z", Some("2025-08-13T12:00:00.123Z"));
        check("13 Aug 99 12:00 EST", Some("1999-08-13T12:00:00-05:00"));
        check("13 août 2025 12:00 UTC", Some("2025-08-13T12:00:00Z"));
        for value in [
            "2025-08-13",
            "2025-08-13T12:00:00",
            "13 Aug 2025 12:00 CEST",
            "Mon, 13 Aug 25 12:00 GMT",
            "08/09/2025 12:00 GMT",
        ] {
            check(value, None);
        }
    }
}
