//! Instants as the lock file has them: RFC 3339 as [`Timestamp::rfc3339`] writes it, and nothing else.
//!
//! There may be millions of these, so they are read by their fixed places.

use crate::date::Timestamp;

/// Reads `2025-08-13T00:00:00Z`, or with an offset such as `+02:00`.
pub(super) fn read(text: &str) -> Option<Timestamp> {
    let bytes = text.as_bytes();
    let number = |start: usize, end: usize| -> Option<i64> {
        let digit = |byte: &u8| byte.is_ascii_digit().then(|| i64::from(byte - b'0'));
        bytes.get(start..end)?.iter().try_fold(0, |sum, byte| Some(sum * 10 + digit(byte)?))
    };
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    if marks.iter().any(|(at, mark)| bytes.get(*at) != Some(mark)) {
        return None;
    }
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let is_day = (1..=12).contains(&month) && (1..=days_of(year, month)).contains(&day);
    if !is_day || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let offset = match (bytes.get(19)?, bytes.len()) {
        (b'Z', 20) => 0,
        (sign @ (b'+' | b'-'), 25) if bytes[22] == b':' => {
            let minutes = number(20, 22)? * 60 + number(23, 25)?;
            if *sign == b'-' { -minutes } else { minutes }
        }
        _ => return None,
    };
    let local = days_before(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
    Timestamp::from_unix_at(local - offset * 60, i32::try_from(offset).ok()?)
}

fn days_of(year: i64, month: i64) -> i64 {
    let is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 to a day of the Gregorian calendar.
fn days_before(year: i64, month: i64, day: i64) -> i64 {
    // Counted from a March, so that the day that leap years add is a year's last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days_of_years = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    days_of_years + (month * 153 + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_instant_that_is_written_is_read() {
        for day in (-719_162_i64..2_932_896).step_by(97) {
            for offset in [0, 120, -570, 1439, -1439] {
                let Some(at) = Timestamp::from_unix_at(day * 86_400 + day.rem_euclid(86_400), offset) else { continue };
                assert_eq!(read(&at.rfc3339()), Some(at), "{}", at.rfc3339());
            }
        }
    }

    #[test]
    fn nothing_else_is() {
        for text in [
            "",
            "-",
            "2025-08-13",
            "2025-02-29T00:00:00Z",
            "2025-08-13T24:00:00Z",
            "2025-08-13T00:00:60Z",
            "2025-08-13 00:00:00Z",
            "2025-08-13T00:00:00",
            "2025-08-13T00:00:00+0200",
            "2025-08-13T00:00:00z",
            "2025-08-13T00:00:00+24:00",
            "0000-01-01T00:00:00Z",
            "2025-08-13T00:00:00Zé",
            "+025-08-13T00:00:00Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
