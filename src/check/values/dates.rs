//! RSS's dates: RFC 822, section 5, with a year of four digits, as RSS asks.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use crate::check::context::{Context, Subject};
use crate::check::rules::values as rules;
use crate::check::values::Remark;
use crate::check::values::dates_certain::certain;
use crate::date;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// The zones that RFC 822 names, in hours east of UTC.
pub(super) const ZONES: [(&str, i64); 11] = [
    ("GMT", 0),
    ("UT", 0),
    ("Z", 0),
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
];
const DAY_SECONDS: i64 = 86_400;
/// What no date of a feed is at or before: the first day of 1970 is what a program writes that has no date.
const FIRST: i64 = DAY_SECONDS;
/// The year 2100: what no date of a feed is after, where nobody says what time it is.
const LAST: i64 = 4_102_444_800;
/// After so many findings, help shows a date of its own.
const CORRECTED_MAX: usize = 1_000;
pub(super) const SHORT_YEAR: &str = "its year has two digits";
pub(super) const ONE_LETTER: &str = "its zone is a single letter";
const EXAMPLE: &str = "Wed, 13 Aug 2025 09:00:00 GMT";

/// A date that was read.
pub(super) struct Read {
    /// Seconds since 1970.
    pub(super) at: i64,
    /// How many of them it is east of UTC.
    pub(super) offset: i64,
    pub(super) local: NaiveDateTime,
    /// The day of the week that it says.
    pub(super) weekday: Option<Weekday>,
    /// What some readers can't make sense of.
    pub(super) oddity: Option<&'static str>,
}

impl Read {
    /// Whether nothing is to be said about how it is written.
    fn is_usual(&self) -> bool {
        self.oddity.is_none() && self.weekday.is_none_or(|said| said == self.local.weekday())
    }
}

/// Why a text is no such date.
pub(super) enum Fault {
    Form(&'static str),
    NoZone,
}

/// A date as RSS writes it.
pub(in crate::check) fn rfc822_date(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let value = subject.value.trim();
    let read = read(value);
    if let Ok(read) = &read
        && read.is_usual()
    {
        return plausible(read.at, subject, context);
    }
    let shown = super::shown(value);
    let read = match read {
        Ok(read) => read,
        Err(Fault::NoZone) => {
            let message = format!("the date `{shown}` has no zone, so every reader guesses one");
            let help = format!("add the offset from UTC: `{value} +0000`");
            return context.say(&rules::DATE_WITHOUT_ZONE, subject, message, &help);
        }
        Err(Fault::Form(why)) => {
            let message = format!("`{shown}` is not a date as RSS writes it: {why}");
            let help = format!("write `{}`", corrected(value, context));
            mend(subject, context);
            return context.say(&rules::DATE_NOT_RFC822, subject, message, &help);
        }
    };
    let real = read.local.weekday();
    if let Some(said) = read.weekday.filter(|said| *said != real) {
        let (said, real) = (name(said), name(real));
        let message = format!("`{shown}` is a {real}, not a {said}");
        // Of a short year nobody knows whether it is the day or the century that is wrong.
        if read.oddity != Some(SHORT_YEAR) {
            let start = subject.value.len() - subject.value.trim_start().len();
            context.mend_range(subject, (start, start + said.len()), real);
        }
        context.say(&rules::DATE_WEEKDAY_WRONG, subject, message, &format!("write `{real}`, or leave the day out"));
    }
    if let Some(oddity) = read.oddity {
        let message = format!("not every reader understands the date `{shown}`: {oddity}");
        let help = format!("write `{}`", corrected(value, context));
        mend(subject, context);
        context.say(&rules::DATE_FORM_RISKY, subject, message, &help);
    }
    plausible(read.at, subject, context);
}

/// An instant that something can have been published at; for dates of every form.
pub(in crate::check) fn plausible(at: i64, subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let remark = implausible(at, subject.value, context.now);
    context.remark(subject, remark);
}

/// What is to be said about an instant at which nothing can have been published.
pub(in crate::check) fn implausible(at: i64, value: &str, now: Option<i64>) -> Option<Remark> {
    let what = match now {
        _ if at < FIRST => "is no date that anything on the web was published on",
        Some(now) if at > now + DAY_SECONDS => "is yet to come",
        None if at >= LAST => "is in a far future",
        _ => return None,
    };
    let message = format!("`{}` {what}", super::shown(value.trim()));
    Some(Remark::new(&rules::DATE_IMPLAUSIBLE, message, "write the date on which it was published"))
}

/// The instant of a date, if it can be read.
pub(in crate::check) fn rfc822_instant(value: &str) -> Option<i64> {
    read(value.trim()).ok().map(|read| read.at)
}

/// The same date as it should be written, if it can be told.
fn corrected(value: &str, context: &Context<'_>) -> String {
    // Reading what can be any date takes long: not for each of a million wrong ones.
    if context.found() > CORRECTED_MAX || value.len() > 80 || !value.contains(|c: char| c.is_numeric()) {
        return EXAMPLE.to_owned();
    }
    let at = read(value).ok().and_then(|read| date::Timestamp::from_unix(read.at));
    let at = at.or_else(|| date::parse(value, &date::Context::default()).ok().map(|reading| reading.at));
    at.map_or_else(|| EXAMPLE.to_owned(), date::Timestamp::rfc2822)
}

/// Says that the date is mended by its right form, where it is certain which one is meant.
fn mend(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if let Some(at) = may_read(context).then(|| certain(subject.value.trim())).flatten() {
        context.mend_value(subject, &at.rfc2822());
    }
}

/// Whether reading dates of any form is not too much by now.
pub(in crate::check) fn may_read(context: &Context<'_>) -> bool {
    context.is_mending || context.found() <= CORRECTED_MAX
}

fn name(day: Weekday) -> &'static str {
    DAYS[day.num_days_from_monday() as usize]
}

fn position<const N: usize>(names: &[&str; N], word: &str) -> Option<usize> {
    names.iter().position(|name| name.eq_ignore_ascii_case(word))
}

pub(super) fn read(value: &str) -> Result<Read, Fault> {
    if let Some(read) = read_usual(value.as_bytes()) {
        return Ok(read);
    }
    read_any(value)
}

/// Reads a date in its usual form: `Wed, 13 Aug 2025 09:00:00 GMT`, or with an offset of four digits.
fn read_usual(value: &[u8]) -> Option<Read> {
    let [w1, w2, w3, b',', b' ', d1, d2, b' ', m1, m2, m3, b' ', rest @ ..] = value else { return None };
    let [y1, y2, y3, y4, b' ', h1, h2, b':', i1, i2, b':', s1, s2, b' ', zone @ ..] = rest else { return None };
    let number = |digits: &[u8]| {
        let all = digits.iter().all(u8::is_ascii_digit);
        all.then(|| digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
    };
    let place = |names: &[&str], word: [u8; 3]| names.iter().position(|name| name.as_bytes() == word);
    let weekday = u8::try_from(place(&DAYS, [*w1, *w2, *w3])?).ok()?;
    let month = u32::try_from(place(&MONTHS, [*m1, *m2, *m3])? + 1).ok()?;
    let year = i32::try_from(number(&[*y1, *y2, *y3, *y4])?).ok()?;
    let time = NaiveTime::from_hms_opt(number(&[*h1, *h2])?, number(&[*i1, *i2])?, number(&[*s1, *s2])?)?;
    let local = NaiveDate::from_ymd_opt(year, month, number(&[*d1, *d2])?)?.and_time(time);
    let offset = match zone {
        b"GMT" => 0,
        [sign @ (b'+' | b'-'), z1, z2, z3, z4] => {
            let (hours, minutes) = (number(&[*z1, *z2]).filter(|hours| *hours < 24)?, number(&[*z3, *z4])?);
            let east = i64::from(hours * 3600 + minutes * 60);
            (minutes < 60).then_some(if *sign == b'+' { east } else { -east })?
        }
        _ => return None,
    };
    let at = local.and_utc().timestamp() - offset;
    Some(Read { at, offset, local, weekday: Weekday::try_from(weekday).ok(), oddity: None })
}

fn read_any(value: &str) -> Result<Read, Fault> {
    let (value, mut oddity) = match value.split_once('(') {
        Some((before, comment)) if comment.ends_with(')') => (before, Some("it has a remark in brackets")),
        _ => (value, None),
    };
    let (weekday, rest) = match value.split_once(',') {
        Some((day, rest)) => {
            let day = position(&DAYS, day.trim()).ok_or(Fault::Form("a day of the week has three letters, `Wed`"))?;
            (Weekday::try_from(u8::try_from(day).unwrap_or_default()).ok(), rest)
        }
        None => (None, value),
    };
    let words: Vec<&str> = rest.split_ascii_whitespace().take(6).collect();
    let [day, month, year, time, ref zone @ ..] = words[..] else {
        return Err(Fault::Form("it needs a day, a month, a year, a time and a zone"));
    };
    let day = digits(day, 1..=2).ok_or(Fault::Form("the day of the month comes first"))?;
    let month = position(&MONTHS, month).ok_or(Fault::Form("a month has three English letters, `Aug`"))?;
    let mut full = digits(year, 2..=4).filter(|_| year.len() != 3).ok_or(Fault::Form("a year has four digits"))?;
    if year.len() == 2 {
        full += if full < 50 { 2000 } else { 1900 };
        oddity = Some(SHORT_YEAR);
    }
    let month = u32::try_from(month + 1).unwrap_or_default();
    let date = i32::try_from(full).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    let local = date.ok_or(Fault::Form("there is no such day"))?.and_time(time_of(time)?);
    let offset = match zone[..] {
        [] => return Err(Fault::NoZone),
        [zone] => {
            let (offset, odd) = offset(zone)?;
            oddity = odd.or(oddity);
            offset
        }
        _ => return Err(Fault::Form("something follows the zone")),
    };
    Ok(Read { at: local.and_utc().timestamp() - offset, offset, local, weekday, oddity })
}

fn digits(word: &str, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let all = length.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| word.parse().ok()).flatten()
}

fn time_of(word: &str) -> Result<NaiveTime, Fault> {
    let form = Fault::Form("a time is `09:00:00`");
    let parts: Option<Vec<u32>> = word.split(':').take(4).map(|part| digits(part, 2..=2)).collect();
    let (hour, minute, second) = match parts.as_deref() {
        Some([hour, minute]) => (*hour, *minute, 0),
        // A leap second counts as the second before it.
        Some([hour, minute, second]) => (*hour, *minute, if *second == 60 { 59 } else { *second }),
        _ => return Err(form),
    };
    NaiveTime::from_hms_opt(hour, minute, second).ok_or(form)
}

/// The seconds that a zone is east of UTC, and what is odd about it.
fn offset(zone: &str) -> Result<(i64, Option<&'static str>), Fault> {
    if let Some((_, hours)) = ZONES.iter().find(|(name, _)| name.eq_ignore_ascii_case(zone)) {
        return Ok((hours * 3600, None));
    }
    // The letters of the military: RFC 822 gave them the wrong sign, so nobody knows what they mean (RFC 2822, 4.3).
    if matches!(zone.as_bytes(), [letter] if letter.is_ascii_alphabetic() && !letter.eq_ignore_ascii_case(&b'J')) {
        return Ok((0, Some(ONE_LETTER)));
    }
    let form = Fault::Form("a zone is `GMT`, or an offset of four digits, `+0200`");
    let (sign, number) = match zone.split_at_checked(1) {
        Some(("+", number)) => (1, number),
        Some(("-", number)) => (-1, number),
        _ => return Err(form),
    };
    match digits(number, 4..=4) {
        Some(number) if number % 100 < 60 && number < 2400 => {
            Ok((sign * i64::from(number / 100 * 3600 + number % 100 * 60), None))
        }
        _ => Err(form),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(value: &str, expected: &str) {
        let told = match read(value) {
            Ok(read) => {
                let wrong = read.weekday.is_some_and(|said| said != read.local.weekday());
                let wrong = if wrong { " weekday" } else { "" };
                format!("{}{wrong}{}", read.at, read.oddity.map(|oddity| format!(" {oddity}")).unwrap_or_default())
            }
            Err(Fault::NoZone) => "no zone".to_owned(),
            Err(Fault::Form(why)) => why.to_owned(),
        };
        assert_eq!(told, expected, "{value}");
    }

    #[test]
    fn dates_of_rfc_822_are_read() {
        check("Wed, 13 Aug 2025 09:00:00 GMT", "1755075600");
        check("Wed,13 aug 2025 09:00 +0200", "1755068400");
        check("3 Aug 2025 09:00:00 EST", "1754229600");
        check("Sun, 31 Dec 2016 23:59:60 Z", "1483228799 weekday");
        check("31 Dec 99 23:59:59 -0000", "946684799 its year has two digits");
        check("31 Dec 2002 14:20:20 A", "1041344420 its zone is a single letter");
        check("31 Dec 2002 14:20:20 +0000 (UTC)", "1041344420 it has a remark in brackets");
    }

    #[test]
    fn other_dates_are_refused_with_a_reason() {
        check("Mon, 21 Oct 2002 14:04:23", "no zone");
        check("Mon, 21 Oct 2002 14:04:23 -05:00", "a zone is `GMT`, or an offset of four digits, `+0200`");
        check("Mon, 21 Oct 2002 14:04:23 CEST", "a zone is `GMT`, or an offset of four digits, `+0200`");
        check("Monday, 21 Oct 2002 14:04:23 GMT", "a day of the week has three letters, `Wed`");
        check("21 October 2002 14:04:23 GMT", "a month has three English letters, `Aug`");
        check("31 Feb 2002 14:04:23 GMT", "there is no such day");
        check("21 Oct 2002 24:04:23 GMT", "a time is `09:00:00`");
        check("21 Oct 102 14:04:23 GMT", "a year has four digits");
        check("2002-12-31T01:15:07-05:00", "it needs a day, a month, a year, a time and a zone");
        check("", "it needs a day, a month, a year, a time and a zone");
    }

    #[test]
    fn a_date_in_another_form_is_put_right() {
        let context = Context::new("");
        assert_eq!(corrected("2025-08-13T11:00:00+02:00", &context), "Wed, 13 Aug 2025 11:00:00 +0200");
        assert_eq!(corrected("someday", &context), EXAMPLE);
    }

    fn told(read: Result<Read, Fault>) -> Option<String> {
        read.ok().map(|read| format!("{:?}", (read.at, read.offset, read.local, read.weekday, read.oddity)))
    }

    #[test]
    fn the_usual_form_is_read_the_quick_way() {
        assert!(read_usual(b"Wed, 13 Aug 2025 09:00:00 GMT").is_some());
        assert!(read_usual(b"Wed, 13 Aug 2025 09:00:00 -0530").is_some());
        assert!(read_usual(b"Wed, 13 Aug 2025 09:00:60 GMT").is_none());
    }

    proptest! {
        #[test]
        fn what_is_read_the_quick_way_is_read_as_ever(
            day in prop::sample::select(vec!["Mon", "Sun", "sun", "Xyz", "Wed"]),
            date in (0..40, prop::sample::select(vec!["Jan", "Feb", "Dec", "dec", "Foo"]), 0..3000),
            time in (0..26, 0..62, 0..62),
            zone in prop::sample::select(vec!["GMT", "+0000", "-0000", "+2359", "+2400", "-0160", "+1x00", "Z", "EST", "", "+0100 x", "gmt"]),
            cut in 0..60_usize,
        ) {
            let (date, time) = ((date.0, date.1, date.2), (time.0, time.1, time.2));
            let value = format!(
                "{day}, {:02} {} {:04} {:02}:{:02}:{:02} {zone}",
                date.0, date.1, date.2, time.0, time.1, time.2,
            );
            let value = if cut < 20 { &value[..value.len().min(cut + 10)] } else { &value };
            let quick = read_usual(value.as_bytes()).map(Ok);
            if let Some(quick) = quick {
                prop_assert_eq!(told(quick), told(read_any(value)), "{}", value);
            }
        }
    }
}
