//! The dates that nearly all articles have, read letter by letter: `2025-08-13`, alone or with a time and an offset.
//!
//! # Why
//! A site of a hundred thousand articles has as many dates. What is so plain that there is but one way to read it is read
//! here, ten times as fast; anything else, and whatever is at fault, is left to the rules.

use chrono::NaiveDate;

use crate::date::parse::Parts;
use crate::date::{TimeOfDay, Zone};

/// What a plain date says; `None` of any other text.
pub(super) fn read(text: &str) -> Option<Parts> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, rest @ ..] = text.as_bytes() else { return None };
    let year = two(*y1, *y2)? * 100 + two(*y3, *y4)?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, two(*m1, *m2)?, two(*d1, *d2)?);
    let mut parts = Parts { date: Some(date.filter(|_| year > 1)?), ..Parts::default() };
    let [b'T' | b' ', h1, h2, b':', n1, n2, rest @ ..] = rest else { return rest.is_empty().then_some(parts) };
    let (second, rest) = match rest {
        [b':', s1, s2, rest @ ..] => (two(*s1, *s2)?, rest),
        rest => (0, rest),
    };
    let time = TimeOfDay { hour: two(*h1, *h2)?, minute: two(*n1, *n2)?, second };
    parts.time = (time.hour < 24 && time.minute < 60 && second < 60).then_some((time, 0));
    parts.zone = match rest {
        [] => None,
        [b'Z'] => Some(Zone::fixed(0)),
        rest => Some(Zone::fixed(offset(rest)?)),
    };
    parts.time.is_some().then_some(parts)
}

/// The minutes of an offset such as `+02:00`, `+0200` and ` -0330`.
fn offset(text: &[u8]) -> Option<i32> {
    let (sign, hours, minutes) = match text.strip_prefix(b" ").unwrap_or(text) {
        [sign, h1, h2, b':', m1, m2] | [sign, h1, h2, m1, m2] => (*sign, two(*h1, *h2)?, two(*m1, *m2)?),
        _ => return None,
    };
    let total = i32::try_from(hours * 60 + minutes).ok().filter(|_| hours < 24 && minutes < 60)?;
    match sign {
        b'+' => Some(total),
        b'-' => Some(-total),
        _ => None,
    }
}

/// The number that two digits write.
fn two(tens: u8, ones: u8) -> Option<u32> {
    let is_number = tens.is_ascii_digit() && ones.is_ascii_digit();
    is_number.then(|| u32::from(tens - b'0') * 10 + u32::from(ones - b'0'))
}
