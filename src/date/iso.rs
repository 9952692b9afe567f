//! ISO 8601, RFC 3339 and the forms that look like them: year first.

use chrono::NaiveDate;

use crate::date::clock;
use crate::date::error::{DateError, Kind, shown};
use crate::date::parse::{Parts, calendar, take_zone, week_date};
use crate::date::scan::{Piece, Pieces, is_unit};

/// Reads a date that starts with its year; `None` when this one does not.
pub(super) fn read(pieces: &mut Pieces<'_>) -> Result<Option<Parts>, DateError> {
    let Some(first) = pieces.peek() else { return Ok(None) };
    let Some(digits) = first.digits() else { return Ok(None) };
    let after = pieces.peek_at(1);
    let separator =
        after.and_then(Piece::sign).filter(|_| after.is_some_and(|piece| !piece.spaced || is_unit_piece(piece)));
    let date = match (digits.len(), separator) {
        (8, _) => basic(pieces, digits)?,
        (4, Some('年' | '년')) => with_units(pieces, digits)?,
        (4, Some(sign @ ('-' | '/' | '.'))) => separated(pieces, digits, sign)?,
        (4, None) if after.and_then(Piece::word).is_some_and(|word| word == "W") => week(pieces, digits)?,
        (4, None) if after.is_none() => return Err(whole(pieces, Kind::NoDay)),
        (7, _) if pieces.peek_at(1).is_none_or(|piece| piece.spaced) => ordinal_basic(pieces, digits)?,
        (5.., Some('-')) => return Err(DateError::new(first.start, first.end, Kind::YearRange(shown(digits)))),
        _ => return Ok(None),
    };
    let mut parts = Parts { date: Some(date), ..Parts::default() };
    read_time(pieces, &mut parts)?;
    if let Some(rest) = pieces.peek() {
        let text = pieces.rest();
        return Err(DateError::new(rest.start, rest.start + text.len(), Kind::Trailing(shown(text))));
    }
    Ok(Some(parts))
}

fn is_unit_piece(piece: Piece<'_>) -> bool {
    piece.sign().is_some_and(is_unit)
}

fn whole(pieces: &Pieces<'_>, kind: fn(String) -> Kind) -> DateError {
    DateError::new(0, pieces.whole().len(), kind(shown(pieces.whole())))
}

fn number(digits: &str) -> u32 {
    digits.parse().unwrap_or(u32::MAX)
}

fn year(digits: &str) -> i32 {
    digits.parse().unwrap_or(i32::MAX)
}

/// `20250813`.
fn basic(pieces: &mut Pieces<'_>, digits: &str) -> Result<NaiveDate, DateError> {
    pieces.skip(1);
    calendar(pieces, (0, 8), year(&digits[..4]), number(&digits[4..6]), number(&digits[6..]))
}

/// `2025225`.
fn ordinal_basic(pieces: &mut Pieces<'_>, digits: &str) -> Result<NaiveDate, DateError> {
    pieces.skip(1);
    ordinal((0, 7), year(&digits[..4]), number(&digits[4..]))
}

fn ordinal(place: (usize, usize), year: i32, day: u32) -> Result<NaiveDate, DateError> {
    NaiveDate::from_yo_opt(year, day)
        .filter(|_| year > 0)
        .ok_or_else(|| DateError::new(place.0, place.1, Kind::OrdinalDay { day, year }))
}

/// `2025W333`.
fn week(pieces: &mut Pieces<'_>, digits: &str) -> Result<NaiveDate, DateError> {
    let Some(rest) = pieces.peek_at(2).and_then(Piece::digits).filter(|rest| rest.len() == 3) else {
        return Err(whole(pieces, Kind::NoDay));
    };
    pieces.skip(3);
    week_date((0, pieces.last_end()), year(digits), number(&rest[..2]), number(&rest[2..]))
}

/// `2025-08-13`, `2025/8/13`, `2025-225`, `2025-W33-3`.
fn separated(pieces: &mut Pieces<'_>, digits: &str, sign: char) -> Result<NaiveDate, DateError> {
    pieces.skip(2);
    if sign == '-' && pieces.peek().and_then(Piece::word) == Some("W") {
        let parts = (pieces.peek_at(1).and_then(Piece::digits), pieces.peek_at(3).and_then(Piece::digits));
        let (Some(week), Some(day)) = parts else { return Err(whole(pieces, Kind::NoDay)) };
        pieces.skip(4);
        return week_date((0, pieces.last_end()), year(digits), number(week), number(day));
    }
    let Some(second) = pieces.peek().and_then(Piece::digits) else { return Err(whole(pieces, Kind::NotADate)) };
    pieces.skip(1);
    if sign == '-' && second.len() == 3 {
        return ordinal((0, pieces.last_end()), year(digits), number(second));
    }
    if !pieces.take_sign(sign) {
        return Err(whole(pieces, Kind::NoDay));
    }
    let Some(third) = pieces.peek().and_then(Piece::digits).filter(|third| third.len() <= 2) else {
        return Err(whole(pieces, Kind::NoDay));
    };
    pieces.skip(1);
    calendar(pieces, (0, pieces.last_end()), year(digits), number(second), number(third))
}

/// `2025年8月13日`, `2025년 8월 13일`.
fn with_units(pieces: &mut Pieces<'_>, digits: &str) -> Result<NaiveDate, DateError> {
    pieces.skip(2);
    let month = pieces.peek().and_then(Piece::digits);
    pieces.skip(2);
    let day = pieces.peek().and_then(Piece::digits);
    let (Some(month), Some(day)) = (month, day) else { return Err(whole(pieces, Kind::NoDay)) };
    pieces.skip(1);
    if pieces.peek().is_some_and(is_unit_piece) {
        pieces.skip(1);
    }
    calendar(pieces, (0, pieces.last_end()), year(digits), number(month), number(day))
}

/// Takes what stands after a date: `T09:30:00.5+02:00`, ` 9:30 pm Europe/Paris`, `T0930Z`, ` 9時30分`.
fn read_time(pieces: &mut Pieces<'_>, parts: &mut Parts) -> Result<(), DateError> {
    let marked = pieces.peek().and_then(Piece::word).is_some_and(|word| matches!(word, "T" | "t"));
    if marked {
        pieces.skip(1);
    } else if pieces.take_sign(',') || pieces.take_sign('_') {
    } else if pieces.peek().and_then(Piece::word).is_some_and(|word| matches!(word, "at" | "à")) {
        pieces.skip(1);
    }
    let start = pieces.next_start();
    let basic = pieces.peek().and_then(Piece::digits).filter(|digits| matches!(digits.len(), 4 | 6));
    if clock::starts_here(pieces) {
        parts.time = Some(clock::take(pieces)?);
    } else if let Some(digits) = basic.filter(|_| marked) {
        pieces.skip(1);
        clock::take_fraction(pieces);
        let part = |range: std::ops::Range<usize>| digits.get(range).map_or(Some(0), |two| two.parse().ok());
        parts.time = Some(clock::time(pieces, start, part(0..2), part(2..4), part(4..6))?);
    } else if let Some(digits) = pieces.peek().and_then(Piece::digits).filter(|digits| marked && digits.len() == 2) {
        pieces.skip(1);
        parts.time = Some(clock::time(pieces, start, digits.parse().ok(), Some(0), Some(0))?);
    } else if pieces.peek_at(1).is_some_and(is_unit_piece) {
        parts.time = Some(time_with_units(pieces, start)?);
    } else if marked {
        return Err(DateError::new(start, pieces.whole().len(), Kind::Time(shown(pieces.rest()))));
    }
    parts.zone = take_zone(pieces)?;
    // RFC 9557 adds the zone's name in brackets: the offset before it decides.
    if pieces.take_sign('[') && parts.zone.is_some() {
        let end = pieces.next_start() + pieces.name_from_here().len();
        pieces.skip_to(end);
        pieces.take_sign(']');
    }
    Ok(())
}

fn time_with_units(pieces: &mut Pieces<'_>, start: usize) -> Result<(crate::date::TimeOfDay, i64), DateError> {
    let mut numbers = [Some(0); 3];
    for number in &mut numbers {
        let Some(digits) =
            pieces.peek().and_then(Piece::digits).filter(|_| pieces.peek_at(1).is_some_and(is_unit_piece))
        else {
            break;
        };
        *number = digits.parse().ok();
        pieces.skip(2);
    }
    clock::time(pieces, start, numbers[0], numbers[1], numbers[2])
}
