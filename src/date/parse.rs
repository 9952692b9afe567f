//! Texts → instants.
//!
//! A text that starts with four digits and a separator is read as ISO 8601 (and its relatives). Everything else is
//! cut into numbers, words and signs, and each piece is given the one meaning that it can have; what has none, or
//! more than one, is refused.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use crate::date::error::{DateError, Kind, shown};
use crate::date::scan::{Piece, Pieces, Token};
use crate::date::words::{self, ZoneWord};
use crate::date::{Context, Note, Reading, TimeOfDay, Timestamp, Zone};

/// What a text says, before it is an instant.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) date: Option<NaiveDate>,
    pub(super) time: Option<(TimeOfDay, i64)>,
    pub(super) zone: Option<Zone>,
    pub(super) weekday: Option<u32>,
    pub(super) notes: Vec<Note>,
}

/// Reads a date.
///
/// # Errors
/// Text that is no date, is not a possible one, or can be two; with the place of the fault.
pub fn parse(text: &str, context: &Context) -> Result<Reading, DateError> {
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let lead = text.find(trimmed).unwrap_or(0);
    if trimmed.is_empty() {
        return Err(DateError::new(0, text.len(), Kind::Empty));
    }
    parse_trimmed(trimmed, context).map_err(|error| error.shift(lead))
}

fn parse_trimmed(text: &str, context: &Context) -> Result<Reading, DateError> {
    if let Some(at) = seconds_since_1970(text) {
        let whole = || DateError::new(0, text.len(), Kind::YearRange(shown(text)));
        let at = Timestamp::from_unix(at?).ok_or_else(whole)?.in_zone(&context.zone);
        return Ok(Reading { at, has_time: true, notes: Vec::new() });
    }
    let mut pieces = Pieces::cut(text);
    let parts = match crate::date::iso::read(&mut pieces)? {
        Some(parts) => parts,
        None => Free::read(&mut pieces, context)?,
    };
    finish(parts, text, context)
}

/// Ten digits are seconds, thirteen are milliseconds; after an `@` any number is seconds.
fn seconds_since_1970(text: &str) -> Option<Result<i64, DateError>> {
    let digits = text.strip_prefix('@').unwrap_or(text);
    let number = digits.strip_prefix('-').unwrap_or(digits);
    let all_digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let marked = text.len() != digits.len();
    if !all_digits || !(marked || (number.len() == digits.len() && matches!(number.len(), 10 | 13))) {
        return None;
    }
    let out_of_range = || DateError::new(0, text.len(), Kind::YearRange(shown(text)));
    let seconds = digits.parse::<i64>().map_err(|_| out_of_range());
    Some(seconds.map(|n| if !marked && number.len() == 13 { n.div_euclid(1000) } else { n }))
}

fn finish(mut parts: Parts, text: &str, context: &Context) -> Result<Reading, DateError> {
    let whole = |kind: Kind| DateError::new(0, text.len(), kind);
    let Some(date) = parts.date else {
        return Err(whole(if parts.time.is_some() {
            Kind::OnlyTime(shown(text))
        } else {
            Kind::NotADate(shown(text))
        }));
    };
    let zero_dates = [(1, 1, 1), (1, 1, 2)];
    if zero_dates.contains(&(date.year(), date.month(), date.day())) {
        return Err(whole(Kind::ZeroDate(shown(text))));
    }
    if let Some(weekday) = parts.weekday.filter(|weekday| *weekday != date.weekday().number_from_monday()) {
        parts.notes.push(Note::WrongWeekday { written: weekday, real: date.weekday().number_from_monday() });
    }
    let has_time = parts.time.is_some();
    let (time, more_seconds) = parts.time.unwrap_or((context.default_time, 0));
    let clock = NaiveTime::from_hms_opt(time.hour, time.minute, time.second).unwrap_or(NaiveTime::MIN);
    let local = NaiveDateTime::new(date, clock);
    let local = local.checked_add_signed(chrono::TimeDelta::seconds(more_seconds));
    let zone = parts.zone.as_ref().unwrap_or(&context.zone);
    let found = local.and_then(|local| zone.instant(local));
    let (at, note) = found.ok_or_else(|| whole(Kind::YearRange(date.year().to_string())))?;
    parts.notes.extend(note);
    Ok(Reading { at, has_time, notes: parts.notes })
}

/// Reads an offset: `+02:00`, `-0530`, `+2`, with a hyphen or the real minus sign.
pub(super) fn offset(text: &str) -> Result<i32, DateError> {
    let mut pieces = Pieces::cut(text);
    let minutes = take_offset(&mut pieces)?;
    match (minutes, pieces.peek()) {
        (Some(minutes), None) => Ok(minutes),
        _ => Err(DateError::new(0, text.len(), Kind::Offset(shown(text)))),
    }
}

/// Takes an offset that starts with a sign, in minutes.
pub(super) fn take_offset(pieces: &mut Pieces<'_>) -> Result<Option<i32>, DateError> {
    let Some(sign) = pieces.peek().and_then(Piece::sign).filter(|sign| matches!(sign, '+' | '-')) else {
        return Ok(None);
    };
    let Some(digits) = pieces.peek_at(1).and_then(Piece::digits) else { return Ok(None) };
    let start = pieces.next_start();
    let (hours, mut minutes, glued) = match digits.len() {
        1 | 2 => (digits, "0", false),
        3 | 4 => (&digits[..digits.len() - 2], &digits[digits.len() - 2..], true),
        _ => ("99", "99", true),
    };
    pieces.skip(2);
    if !glued
        && pieces.peek().and_then(Piece::sign) == Some(':')
        && let Some(after) = pieces.peek_at(1).and_then(Piece::digits).filter(|digits| digits.len() == 2)
    {
        minutes = after;
        pieces.skip(2);
    }
    let number = |digits: &str| digits.parse::<i32>().unwrap_or(99);
    let (hours, minutes) = (number(hours), number(minutes));
    let end = pieces.last_end();
    // RFC 3339, section 5.6, allows up to 23:59.
    if hours > 23 || minutes > 59 {
        return Err(DateError::new(start, end, Kind::Offset(shown(pieces.text(start, end)))));
    }
    let total = hours * 60 + minutes;
    Ok(Some(if sign == '-' { -total } else { total }))
}

/// Takes a zone if there is one: an offset, a short name with or without one, an IANA name.
pub(super) fn take_zone(pieces: &mut Pieces<'_>) -> Result<Option<Zone>, DateError> {
    if let Some(minutes) = take_offset(pieces)? {
        // `+0200 CEST`: the number counts, the name explains it.
        if pieces.peek().and_then(Piece::word).is_some_and(|word| words::zone(word).is_some()) {
            pieces.skip(1);
        }
        return Ok(Some(Zone::fixed(minutes)));
    }
    let Some(word) = pieces.peek().and_then(Piece::word) else { return Ok(None) };
    let start = pieces.next_start();
    let name = pieces.name_from_here();
    if let Some(zone) = Zone::named(name).filter(|_| name.contains('/')) {
        pieces.skip_to(start + name.len());
        return Ok(Some(zone));
    }
    match words::zone(word) {
        Some(ZoneWord::Minutes(minutes)) => {
            pieces.skip(1);
            // `GMT+0200`, `UTC+2`: an offset right after the name counts from UTC.
            let more = if minutes == 0 { take_offset(pieces)? } else { None };
            Ok(Some(Zone::fixed(more.unwrap_or(minutes))))
        }
        Some(ZoneWord::Ambiguous(meanings)) => {
            let end = start + word.len();
            let name = shown(word);
            Err(DateError::new(start, end, Kind::AmbiguousZone { name, meanings }))
        }
        None if name.contains('/') => {
            let end = start + name.len();
            let nearest = Zone::parse(name).err().map(|error| error.help());
            let name = shown(name);
            let _ = nearest;
            Err(DateError::new(start, end, Kind::UnknownZone { name, nearest: None }))
        }
        None => Ok(None),
    }
}

/// A year, month and day that may be wrong.
pub(super) fn calendar(
    pieces: &Pieces<'_>,
    place: (usize, usize),
    year: i32,
    month: u32,
    day: u32,
) -> Result<NaiveDate, DateError> {
    let (start, end) = place;
    let text = || shown(pieces.text(start, end));
    if year == 0 || year > 9999 {
        let kind = if year == 0 && month <= 1 && day <= 1 {
            Kind::ZeroDate(text())
        } else {
            Kind::YearRange(format!("{year:04}"))
        };
        return Err(DateError::new(start, end, kind));
    }
    if !(1..=12).contains(&month) {
        return Err(DateError::new(start, end, Kind::Month(month.to_string())));
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| DateError::new(start, end, Kind::Day { day, month, year }))
}

pub(super) fn week_date(place: (usize, usize), year: i32, week: u32, day: u32) -> Result<NaiveDate, DateError> {
    let weekday = Weekday::try_from(u8::try_from(day.wrapping_sub(1)).unwrap_or(u8::MAX)).ok();
    weekday
        .and_then(|weekday| NaiveDate::from_isoywd_opt(year, week, weekday))
        .ok_or_else(|| DateError::new(place.0, place.1, Kind::Week { week, year }))
}

/// A date in free form: numbers, and words of any language, in any of the orders that people use.
#[derive(Default)]
struct Free {
    numbers: Vec<(u32, usize, usize, usize)>,
    month: Option<u32>,
    separator: Option<char>,
    parts: Parts,
}

impl Free {
    fn read(pieces: &mut Pieces<'_>, context: &Context) -> Result<Parts, DateError> {
        let mut free = Free::default();
        let language = context.language.as_deref();
        while let Some(piece) = pieces.peek() {
            let (start, end) = (piece.start, piece.end);
            match piece.token {
                Token::Digits(_) if free.parts.time.is_none() && crate::date::clock::starts_here(pieces) => {
                    free.parts.time = Some(crate::date::clock::take(pieces)?);
                    free.parts.zone = take_zone(pieces)?.or(free.parts.zone.take());
                }
                Token::Digits(digits) => {
                    let number =
                        digits.parse().map_err(|_| DateError::new(start, end, Kind::YearRange(shown(digits))))?;
                    free.numbers.push((number, digits.len(), start, end));
                    pieces.skip(1);
                }
                Token::Word(word) => free.word(word, pieces, language)?,
                Token::Sign('+' | '-') if free.parts.time.is_some() && free.parts.zone.is_none() => {
                    match take_zone(pieces)? {
                        Some(zone) => free.parts.zone = Some(zone),
                        None => pieces.skip(1),
                    }
                }
                Token::Sign(sign @ ('.' | '/' | '-')) => {
                    if free.numbers.len() == 1 && free.month.is_none() {
                        free.separator = Some(sign);
                    }
                    pieces.skip(1);
                }
                Token::Sign(',' | 'º' | 'ª' | '°' | '\'' | '’') => pieces.skip(1),
                Token::Sign(_) => {
                    let rest = pieces.rest();
                    return Err(DateError::new(start, start + rest.len(), trailing_or_none(&free, rest)));
                }
            }
        }
        free.finish(pieces)
    }

    fn word(&mut self, word: &str, pieces: &mut Pieces<'_>, language: Option<&str>) -> Result<(), DateError> {
        let start = pieces.next_start();
        let folded = words::fold(word);
        if let Some(month) = words::month(&folded, language).filter(|_| self.month.is_none()) {
            // `mar.` is Tuesday in French where a month follows.
            let weekday = words::weekday(&folded).filter(|_| self.numbers.is_empty() && self.parts.weekday.is_none());
            let month_follows = pieces.words_after().any(|word| words::month(&words::fold(word), language).is_some());
            if let Some(weekday) = weekday.filter(|_| month_follows) {
                self.parts.weekday = Some(weekday);
            } else {
                self.month = Some(month);
            }
            pieces.skip(1);
        } else if let Some(weekday) = words::weekday(&folded).filter(|_| self.parts.weekday.is_none()) {
            self.parts.weekday = Some(weekday);
            pieces.skip(1);
        } else if words::is_filler(&folded) && !(self.parts.time.is_some() && word.len() == 1 && word != "г") {
            pieces.skip(1);
        } else if self.parts.time.is_some()
            && self.parts.zone.is_none()
            && let Some(zone) = take_zone(pieces)?
        {
            self.parts.zone = Some(zone);
        } else {
            let nearest = words::nearest_month(&folded);
            let kind = if self.parts.time.is_some() && word.chars().all(|c| c.is_ascii_uppercase()) {
                Kind::UnknownZone { name: shown(word), nearest: None }
            } else if self.numbers.is_empty() && nearest.is_none() {
                Kind::NotADate(shown(pieces.whole()))
            } else {
                Kind::UnknownWord { word: shown(word), nearest }
            };
            return Err(DateError::new(start, start + word.len(), kind));
        }
        Ok(())
    }

    fn finish(mut self, pieces: &Pieces<'_>) -> Result<Parts, DateError> {
        let whole = (0, pieces.whole().len());
        let refuse = |kind: fn(String) -> Kind| Err(DateError::new(whole.0, whole.1, kind(shown(pieces.whole()))));
        let (year, month, day) = match (self.numbers.as_slice(), self.month) {
            ([], None) => {
                return if self.parts.time.is_some() { refuse(Kind::OnlyTime) } else { refuse(Kind::NotADate) };
            }
            ([a, b], Some(month)) => match (a.1, b.1) {
                (3.., 3..) => return refuse(Kind::NotADate),
                (3.., _) => (*a, month, b.0),
                (_, 3..) => (*b, month, a.0),
                _ => (*b, month, a.0),
            },
            ([one], Some(_)) => return if one.1 > 2 { refuse(Kind::NoDay) } else { refuse(Kind::NoYear) },
            ([], Some(_)) => return refuse(Kind::NoDay),
            ([a, b, c], None) if self.separator.is_some() => match (a.1, c.1) {
                (4.., _) => (*a, b.0, c.0),
                (_, 4..) => (*c, month_of_two(a.0, b.0, self.separator, pieces)?, day_of_two(a.0, b.0)),
                _ => return refuse(Kind::ShortYear),
            },
            ([_, _], None) => return refuse(Kind::NoYear),
            _ => return refuse(Kind::NotADate),
        };
        let year = full_year(year, self.parts.time.is_some() || self.parts.zone.is_some(), &mut self.parts.notes)?;
        self.parts.date = Some(calendar(pieces, whole, year, month, day)?);
        Ok(self.parts)
    }
}

/// RFC 2822, section 4.3: with a time, 00 to 49 are 2000 to 2049, other years of two or three digits count from 1900.
fn full_year(
    (year, digits, start, end): (u32, usize, usize, usize),
    has_time: bool,
    notes: &mut Vec<Note>,
) -> Result<i32, DateError> {
    let number = i32::try_from(year).unwrap_or(i32::MAX);
    let full = match digits {
        0 | 1 => return Err(DateError::new(start, end, Kind::ShortYear(year.to_string()))),
        2 | 3 if !has_time => return Err(DateError::new(start, end, Kind::ShortYear(year.to_string()))),
        2 if number < 50 => number + 2000,
        2 | 3 => number + 1900,
        4 => return Ok(number),
        _ => return Err(DateError::new(start, end, Kind::YearRange(year.to_string()))),
    };
    notes.push(Note::ShortYear { written: year, read: full });
    Ok(full)
}

/// Of `13/08` and `08/13` one number can only be a day; with full stops the day comes first wherever they are used.
fn month_of_two(a: u32, b: u32, separator: Option<char>, pieces: &Pieces<'_>) -> Result<u32, DateError> {
    match (a, b) {
        (a, b) if a == b => Ok(a),
        (13.., _) => Ok(b),
        (_, 13..) if separator != Some('.') => Ok(a),
        _ if separator == Some('.') => Ok(b),
        _ => Err(DateError::new(0, pieces.whole().len(), Kind::Ambiguous(shown(pieces.whole())))),
    }
}

fn day_of_two(a: u32, b: u32) -> u32 {
    if a <= 12 && b > 12 { b } else { a }
}

fn trailing_or_none(free: &Free, rest: &str) -> Kind {
    if free.numbers.len() + usize::from(free.month.is_some()) >= 3 {
        Kind::Trailing(shown(rest))
    } else {
        Kind::NotADate(shown(rest))
    }
}
