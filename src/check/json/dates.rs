//! Dates as in RFC 3339, which is stricter than what the product itself reads.

use crate::date;

/// Says what is wrong with a date.
///
/// # Errors
/// What is wrong, in words.
pub(super) fn rfc3339(text: &str) -> Result<(), &'static str> {
    let bytes = text.as_bytes();
    let fits = |at: usize, pattern: &str| {
        let part = bytes.get(at..at + pattern.len());
        part.is_some_and(|part| {
            part.iter().zip(pattern.bytes()).all(|(byte, wanted)| match wanted {
                b'0' => byte.is_ascii_digit(),
                _ => byte.eq_ignore_ascii_case(&wanted),
            })
        })
    };
    let number = |at: usize, length: usize| bytes[at..at + length].iter().fold(0, |n, b| n * 10 + u32::from(b - b'0'));
    if !fits(0, "0000-00-00") {
        return Err("it does not begin with a day such as `2025-08-13`");
    }
    let (month, day) = (number(5, 2), number(8, 2));
    if day == 0 || day > days_in(number(0, 4), month) {
        return Err("there is no such day");
    }
    if bytes.len() == 10 {
        return Err("it has no time");
    }
    if !fits(10, "T00:00:00") {
        return Err("its time is not of the form `T10:00:00`");
    }
    // A leap second is one more.
    if number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 60 {
        return Err("there is no such time");
    }
    let fraction = match bytes.get(19) {
        Some(b'.') => 1 + bytes[20..].iter().take_while(|byte| byte.is_ascii_digit()).count(),
        _ => 0,
    };
    let zone = &bytes[19 + fraction..];
    match zone {
        _ if fraction == 1 => Err("no digit follows the point"),
        [] => Err("it has no zone"),
        [b'Z' | b'z'] => Ok(()),
        [b'+' | b'-', ..] if zone.len() == 6 && fits(19 + fraction + 1, "00:00") => {
            let at = 19 + fraction + 1;
            if number(at, 2) > 23 || number(at + 3, 2) > 59 { Err("there is no such zone") } else { Ok(()) }
        }
        _ => Err("its zone is neither `Z` nor of the form `+02:00`"),
    }
}

/// The days of a month; none when there is no such month.
fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// The instant of a right date, in seconds since 1970.
pub(super) fn instant(text: &str) -> Option<i64> {
    rfc3339(text).ok()?;
    date::parse(text, &date::Context::default()).ok().map(|reading| reading.at.unix())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(rfc3339(text).err().unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn dates_are_whole_and_real() {
        check("2025-08-13T10:00:00Z", "");
        check("2024-02-29t23:59:60.123+23:59", "");
        check("2025-02-29T10:00:00Z", "there is no such day");
        check("2025-13-01T10:00:00Z", "there is no such day");
        check("2025-08-13", "it has no time");
        check("2025-08-13 10:00:00Z", "its time is not of the form `T10:00:00`");
        check("2025-08-13T10:00Z", "its time is not of the form `T10:00:00`");
        check("2025-08-13T24:00:00Z", "there is no such time");
        check("2025-08-13T10:00:00", "it has no zone");
        check("2025-08-13T10:00:00.", "no digit follows the point");
        check("2025-08-13T10:00:00.Z", "no digit follows the point");
        check("2025-08-13T10:00:00+0200", "its zone is neither `Z` nor of the form `+02:00`");
        check("2025-08-13T10:00:00+02:60", "there is no such zone");
        check("2025-08-13T10:00:00Zé", "its zone is neither `Z` nor of the form `+02:00`");
        check("Wed, 13 Aug 2025 10:00:00 GMT", "it does not begin with a day such as `2025-08-13`");
    }

    #[test]
    fn instants_are_compared_whatever_their_zone() {
        assert_eq!(instant("2025-08-13T12:00:00+02:00"), instant("2025-08-13T10:00:00Z"));
        assert_eq!(instant("2025-08-13"), None);
    }
}
