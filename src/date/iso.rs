//! ISO 8601, RFC 3339 and the forms that look like them: year first.

use chrono::NaiveDate;

use crate::date::clock::{self, Time, is_unit_piece};
use crate::date::error::{DateError, Kind, shown};
use crate::date::offset::{not_a_zone, take_zone};
use crate::date::parse::{Parts, calendar, ordinal, week_date};
use crate::date::scan::{Number, Piece, Pieces};
use crate::date::{Zone, words, zone_words};

/// Reads a date that starts with its year; `None` when this one does not.
pub(super) fn read(pieces: &mut Pieces<'_>) -> Result<Option<Parts>, DateError> {
    take_year_sign(pieces)?;
    let Some(first) = pieces.peek().and_then(Piece::number) else { return Ok(None) };
    let after = pieces.peek_at(1);
    let separator = after.filter(|piece| !piece.spaced || is_unit_piece(*piece)).and_then(Piece::sign);
    let is_compact = matches!(first.digits, 8 | 12 | 14);
    let mut parts = Parts::default();
    let date = match (first.digits, separator) {
        (8 | 12 | 14, _) => basic(pieces, first, &mut parts)?,
        (4, Some('年' | '년')) => with_units(pieces, first)?,
        (4, Some('-' | '/' | '.')) if month_word_at(pieces, 2) => return Ok(None),
        (4, Some('.')) if month_word_at(pieces, 1) => return Ok(None),
        (4, Some(sign @ ('-' | '/' | '.' | ':'))) => separated(pieces, first, sign)?,
        (4, None) if after.and_then(Piece::word).is_some_and(|word| word == "W") => week(pieces, first)?,
        (4, None) if after.is_none() => return Err(whole(pieces, Kind::NoDay)),
        (7, _) if after.is_none_or(|piece| piece.spaced) => ordinal_basic(pieces, first)?,
        (5.., Some('-')) => {
            let text = shown(pieces.text(0, first.end));
            return Err(DateError::new(0, first.end, Kind::YearRange(text)));
        }
        _ => return Ok(None),
    };
    parts.date = Some(date);
    read_rest(pieces, &mut parts, is_compact)?;
    Ok(Some(parts))
}

/// A sign before the year: `-0001-11-30` is what WordPress writes for no date, `+2025` is ISO 8601's way.
fn take_year_sign(pieces: &mut Pieces<'_>) -> Result<(), DateError> {
    let Some(sign @ ('+' | '-')) = pieces.peek().and_then(Piece::sign) else { return Ok(()) };
    let Some(year) = pieces.peek_at(1).and_then(Piece::number).filter(|year| year.digits >= 4) else { return Ok(()) };
    if pieces.peek_at(2).and_then(Piece::sign) != Some('-') {
        return Ok(());
    }
    if sign == '-' {
        let kind = if year.value <= 1 { Kind::ZeroDate } else { Kind::YearRange };
        let end = if year.value <= 1 { pieces.whole().len() } else { year.end };
        return Err(DateError::new(0, end, kind(shown(pieces.text(0, end)))));
    }
    pieces.skip(usize::from(year.digits == 4 || year.value > 9999));
    Ok(())
}

fn month_word_at(pieces: &Pieces<'_>, ahead: usize) -> bool {
    pieces.peek_at(ahead).and_then(Piece::word).is_some_and(|word| words::month(&words::fold(word), None).is_some())
}

fn whole(pieces: &Pieces<'_>, kind: fn(String) -> Kind) -> DateError {
    DateError::new(0, pieces.whole().len(), kind(shown(pieces.whole())))
}

/// Some digits of a number.
fn cut(pieces: &Pieces<'_>, number: Number, from: usize, to: usize) -> Number {
    let (start, end) = (number.start + from, number.start + to);
    Number { value: pieces.text(start, end).parse().unwrap_or(u32::MAX), digits: to - from, start, end }
}

/// `20250813`, `20250813103000`, `202508131030`.
fn basic(pieces: &mut Pieces<'_>, first: Number, parts: &mut Parts) -> Result<NaiveDate, DateError> {
    let part = |from, to| cut(pieces, first, from, to);
    let date = calendar(pieces, part(0, 4), part(4, 6), part(6, 8)).map_err(|error| {
        // Before September 2001, milliseconds since 1970 have twelve digits too.
        let unclear =
            || DateError::new(first.start, first.end, Kind::NotADate(shown(pieces.text(first.start, first.end))));
        if first.digits == 12 { unclear() } else { error }
    })?;
    if first.digits > 8 {
        let second = if first.digits == 14 { part(12, 14).value } else { 0 };
        let (hour, minute) = (part(8, 10).value, part(10, 12).value);
        parts.time = Some(clock::time(pieces, (first.start + 8, first.end), Some(hour), Some(minute), Some(second))?);
    }
    pieces.skip(1);
    Ok(date)
}

/// `2025225`.
fn ordinal_basic(pieces: &mut Pieces<'_>, first: Number) -> Result<NaiveDate, DateError> {
    pieces.skip(1);
    ordinal(pieces, cut(pieces, first, 0, 4), cut(pieces, first, 4, 7))
}

/// `2025W333`.
fn week(pieces: &mut Pieces<'_>, year: Number) -> Result<NaiveDate, DateError> {
    let Some(rest) = pieces.peek_at(2).and_then(Piece::number).filter(|rest| rest.digits == 3) else {
        return Err(whole(pieces, Kind::NoDay));
    };
    pieces.skip(3);
    week_date(pieces, year, cut(pieces, rest, 0, 2), cut(pieces, rest, 2, 3))
}

/// `2025-08-13`, `2025/8/13`, `2025. 8. 13.`, `2025-225`, `2025-W33-3`, and cameras' `2025:08:13`.
fn separated(pieces: &mut Pieces<'_>, year: Number, sign: char) -> Result<NaiveDate, DateError> {
    pieces.skip(2);
    let nothing_or = |pieces: &Pieces<'_>, kind: fn(String) -> Kind| {
        whole(pieces, if pieces.peek().is_none() { kind } else { Kind::NotADate })
    };
    if sign == '-' && pieces.peek().and_then(Piece::word) == Some("W") {
        let parts = (pieces.peek_at(1).and_then(Piece::number), pieces.peek_at(3).and_then(Piece::number));
        let (Some(week), Some(day)) = parts else { return Err(whole(pieces, Kind::NoDay)) };
        pieces.skip(4);
        return week_date(pieces, year, week, day);
    }
    let Some(second) = pieces.peek().and_then(Piece::number) else { return Err(nothing_or(pieces, Kind::NoDay)) };
    pieces.skip(1);
    if sign == '-' && second.digits == 3 {
        return ordinal(pieces, year, second);
    }
    if !pieces.take_sign(sign) {
        return Err(whole(pieces, Kind::NoDay));
    }
    let third = pieces.peek().and_then(Piece::number).filter(|third| third.digits <= 2);
    let Some(third) = third else { return Err(nothing_or(pieces, Kind::NoDay)) };
    pieces.skip(1);
    // Korean and Hungarian write a full stop after the day as well.
    if sign == '.' {
        pieces.take_sign('.');
    }
    calendar(pieces, year, second, third)
}

/// `2025年8月13日`, `2025년 8월 13일`.
fn with_units(pieces: &mut Pieces<'_>, year: Number) -> Result<NaiveDate, DateError> {
    pieces.skip(2);
    let month = pieces.peek().and_then(Piece::number);
    let month_unit = pieces.peek_at(1).and_then(Piece::sign).filter(|sign| matches!(sign, '月' | '월'));
    let day = pieces.peek_at(2).and_then(Piece::number);
    let (Some(month), Some(_), Some(day)) = (month, month_unit, day) else { return Err(whole(pieces, Kind::NoDay)) };
    pieces.skip(3);
    if pieces.peek().is_some_and(is_unit_piece) {
        pieces.skip(1);
    }
    calendar(pieces, year, month, day)
}

/// Takes what stands after a date: `T09:30:00.5+02:00`, ` 9:30 pm Europe/Paris`, `T0930Z`, ` 9時30分`.
fn read_rest(pieces: &mut Pieces<'_>, parts: &mut Parts, is_compact: bool) -> Result<(), DateError> {
    take_weekday(pieces, parts);
    if parts.time.is_none() {
        parts.time = take_time(pieces, is_compact)?;
    }
    if parts.time.is_some() || !is_slug(pieces) {
        parts.zone = take_zone(pieces)?;
    }
    take_brackets(pieces, parts)?;
    take_monotonic_clock(pieces);
    let Some(rest) = pieces.peek() else { return Ok(()) };
    if let Some(error) = not_a_zone(pieces).filter(|_| parts.time.is_some() && parts.zone.is_none()) {
        return Err(error);
    }
    let text = pieces.rest();
    Err(DateError::new(rest.start, rest.start + text.len(), Kind::Trailing(shown(text))))
}

/// `2025-08-13 Wed`, `2025年8月13日水曜日`.
fn take_weekday(pieces: &mut Pieces<'_>, parts: &mut Parts) {
    let comma = usize::from(pieces.peek().and_then(Piece::sign) == Some(','));
    let word = pieces.peek_at(comma).and_then(Piece::word);
    if let Some(weekday) = word.and_then(|word| words::weekday(&words::fold(word))) {
        parts.weekday = Some(weekday);
        pieces.skip(comma + 1);
        pieces.take_sign('.');
    }
}

/// What stands after a date without a time may be the rest of a file's name: `2025-08-13-2`, `2025-08-13-0930`. Only
/// `-09:30` is surely an offset.
fn is_slug(pieces: &Pieces<'_>) -> bool {
    let Some(first) = pieces.peek() else { return false };
    let is_offset = || first.spaced || pieces.peek_at(2).and_then(Piece::sign) == Some(':');
    (first.sign() == Some('-') && !is_offset()) || first.word().is_some_and(zone_words::is_military)
}

/// The ways to write a time after a date.
enum Clock {
    Usual,
    Basic,
    HourOnly,
    Hyphens,
}

fn clock_here(pieces: &Pieces<'_>, marked: bool, basic: bool) -> Option<Clock> {
    let digits = pieces.peek().and_then(Piece::digits)?.len();
    let hyphen_and_two = |ahead| {
        pieces.peek_at(ahead).and_then(Piece::sign) == Some('-')
            && pieces.peek_at(ahead + 1).is_some_and(|piece| piece.digits().is_some_and(|two| two.len() == 2))
    };
    match digits {
        2 if hyphen_and_two(1) && hyphen_and_two(3) => Some(Clock::Hyphens),
        1 | 2 if clock::starts_here(pieces, true) => Some(Clock::Usual),
        2 if marked => Some(Clock::HourOnly),
        4 | 6 if marked || basic => Some(Clock::Basic),
        _ => None,
    }
}

fn take_time(pieces: &mut Pieces<'_>, is_compact: bool) -> Result<Option<Time>, DateError> {
    let before = pieces.position();
    let mark = pieces.peek().filter(|piece| piece.word().is_some_and(|word| matches!(word, "T" | "t")));
    let dash = pieces.peek().and_then(Piece::sign) == Some('-');
    if mark.is_some() {
        pieces.skip(1);
    } else {
        skip_lead(pieces);
    }
    let spaced_dash = dash && pieces.peek().is_some_and(|piece| piece.spaced);
    let found = clock_here(pieces, mark.is_some(), is_compact)
        .filter(|clock| !dash || spaced_dash || matches!(clock, Clock::Hyphens | Clock::Basic));
    let start = pieces.next_start();
    match found {
        Some(Clock::Usual) => return clock::take(pieces).map(Some),
        Some(Clock::Basic | Clock::HourOnly) => return take_basic(pieces).map(Some),
        Some(Clock::Hyphens) => {
            let numbers = [0, 2, 4].map(|ahead| pieces.peek_at(ahead).and_then(Piece::number).map(|n| n.value));
            pieces.skip(5);
            return clock::time(pieces, (start, pieces.last_end()), numbers[0], numbers[1], numbers[2]).map(Some);
        }
        None if !dash => {
            if let Some(time) = clock::take_eastern(pieces)? {
                return Ok(Some(time));
            }
        }
        None => {}
    }
    match mark {
        None => {
            pieces.back_to(before);
            Ok(None)
        }
        Some(mark) if pieces.peek().is_none() => {
            Err(DateError::new(mark.start, mark.end, Kind::NoTime(shown(pieces.text(mark.start, mark.end)))))
        }
        Some(_) => Err(DateError::new(start, pieces.whole().len(), Kind::Time(shown(pieces.rest())))),
    }
}

/// Skips what may stand between a date and a time: `,`, `_`, `@`, ` - `, `at`, `kl.`.
fn skip_lead(pieces: &mut Pieces<'_>) {
    while let Some(piece) = pieces.peek() {
        let is_sign = piece.sign().is_some_and(|sign| matches!(sign, ',' | '_' | '@' | '|' | '-' | '.'));
        let is_word = piece.word().is_some_and(|word| words::is_filler(&words::fold(word)));
        if !is_sign && !is_word {
            break;
        }
        pieces.skip(1);
    }
}

/// `0930`, `093015.5`, `09`.
fn take_basic(pieces: &mut Pieces<'_>) -> Result<Time, DateError> {
    let start = pieces.next_start();
    let digits = pieces.peek().and_then(Piece::digits).unwrap_or_default();
    pieces.skip(1);
    let place = (start, pieces.last_end());
    clock::take_fraction(pieces);
    let part = |from: usize| digits.get(from..from + 2).map_or(Some(0), |two| two.parse().ok());
    clock::time(pieces, place, part(0), part(2), part(4))
}

/// RFC 9557 adds a zone's name in brackets, and more: an offset before it decides, else the name does.
fn take_brackets(pieces: &mut Pieces<'_>, parts: &mut Parts) -> Result<(), DateError> {
    while pieces.peek().and_then(Piece::sign) == Some('[') {
        let start = pieces.next_start() + 1;
        let Some(length) = pieces.rest().find(']').map(|close| close - 1) else { return Ok(()) };
        let inside = pieces.text(start, start + length);
        let name = inside.trim_start_matches('!');
        if parts.zone.is_none() && !name.contains('=') {
            let lead = start + inside.len() - name.len();
            parts.zone = Some(Zone::parse(name).map_err(|error| error.shift(lead))?);
        }
        pieces.skip_to(start + length + 1);
    }
    Ok(())
}

/// Go prints its own clock after a time: `m=+0.000012345`.
fn take_monotonic_clock(pieces: &mut Pieces<'_>) {
    let is_one = pieces.peek().and_then(Piece::word) == Some("m")
        && pieces.peek_at(1).and_then(Piece::sign) == Some('=')
        && pieces.peek_at(3).and_then(Piece::digits).is_some()
        && pieces.peek_at(6).is_none();
    if is_one {
        pieces.skip(6);
    }
}
