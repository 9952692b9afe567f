//! The time of day within a date.

use crate::date::TimeOfDay;
use crate::date::error::{DateError, Kind, shown};
use crate::date::scan::{Piece, Pieces, is_unit};
use crate::date::words;

/// A time of day, and what has to be added to it: a day for `24:00`, a second for the leap second `:60`, since whole
/// seconds can't show it.
pub(super) type Time = (TimeOfDay, i64);

/// Whether a time of day starts at the next piece: `9:30`, `9h30`, `9 h`, `9 pm`, `9am`; `9.30` too where a full stop
/// can't be a date's.
pub(super) fn starts_here(pieces: &Pieces<'_>, stop_divides: bool) -> bool {
    let Some(digits) = pieces.peek().and_then(Piece::digits) else { return false };
    if digits.len() > 2 {
        return false;
    }
    let after = pieces.peek_at(1);
    after.and_then(Piece::sign) == Some(':')
        || (stop_divides && stopped_minutes(pieces, 1))
        || after.and_then(Piece::word).is_some_and(|word| is_hour(word) || word.eq_ignore_ascii_case("uhr"))
        || half_of_day(pieces, 1).is_some()
}

/// `.30`, without spaces.
fn stopped_minutes(pieces: &Pieces<'_>, ahead: usize) -> bool {
    let tight = |ahead| pieces.peek_at(ahead).filter(|piece| !piece.spaced);
    tight(ahead).and_then(Piece::sign) == Some('.')
        && tight(ahead + 1).and_then(Piece::digits).is_some_and(|digits| digits.len() == 2)
}

fn is_hour(word: &str) -> bool {
    matches!(word, "h" | "H" | "u" | "heure" | "heures")
}

/// Takes a time of day that starts at the next piece.
pub(super) fn take(pieces: &mut Pieces<'_>) -> Result<Time, DateError> {
    let start = pieces.next_start();
    let mut hour = take_number(pieces);
    let mut minute = Some(0);
    let mut second = Some(0);
    if pieces.peek().and_then(Piece::word).is_some_and(is_hour) {
        pieces.skip(1);
        if minutes_after_hour(pieces) {
            minute = take_number(pieces);
            take_word(pieces, &["min", "mn"]);
        }
    } else if pieces.take_sign(':') {
        minute = take_number(pieces);
        if pieces.take_sign(':') {
            second = take_number(pieces);
            take_fraction(pieces);
        }
    } else if stopped_minutes(pieces, 0) {
        pieces.skip(1);
        minute = take_number(pieces);
        if stopped_minutes(pieces, 0) {
            pieces.skip(1);
            second = take_number(pieces);
        }
    }
    let place = (start, pieces.last_end());
    // `10:30 h` is hours; `10:30 H` is a military letter.
    take_word(pieces, &["h", "hs", "hrs", "Uhr", "uhr", "uur"]);
    if let (Some((afternoon, count)), Some(number)) = (half_of_day(pieces, 0), hour) {
        pieces.skip(count);
        hour = Some(of_twelve(number, afternoon, (start, pieces.last_end()))?);
    }
    time(pieces, place, hour, minute, second)
}

/// Whether the two digits after `9 h` are its minutes, not the day of `9h 13 août 2025`.
fn minutes_after_hour(pieces: &Pieces<'_>) -> bool {
    let Some(next) = pieces.peek() else { return false };
    let month_follows =
        || pieces.peek_at(1).and_then(Piece::word).is_some_and(|word| words::month(&words::fold(word), None).is_some());
    next.digits().is_some_and(|digits| digits.len() == 2) && !(next.spaced && month_follows())
}

/// Checks the parts of a time.
pub(super) fn time(
    pieces: &Pieces<'_>,
    (start, end): (usize, usize),
    hour: Option<u32>,
    minute: Option<u32>,
    second: Option<u32>,
) -> Result<Time, DateError> {
    let refuse = |kind: fn(String) -> Kind, number: u32| Err(DateError::new(start, end, kind(format!("{number:02}"))));
    let (Some(hour), Some(minute), Some(second)) = (hour, minute, second) else {
        return Err(DateError::new(start, end, Kind::Time(shown(pieces.text(start, end)))));
    };
    if minute > 59 {
        return refuse(Kind::Minute, minute);
    }
    if second > 60 {
        return refuse(Kind::Second, second);
    }
    match hour {
        24 if (minute, second) == (0, 0) => Ok((TimeOfDay::MIDNIGHT, 86_400)),
        24.. => refuse(Kind::Hour, hour),
        _ if second == 60 => Ok((TimeOfDay { hour, minute, second: 59 }, 1)),
        _ => Ok((TimeOfDay { hour, minute, second }, 0)),
    }
}

/// Takes `10時30分15秒`, `오후 10시 30분`, `午前10:30`, if the next piece starts one.
pub(super) fn take_eastern(pieces: &mut Pieces<'_>) -> Result<Option<Time>, DateError> {
    let afternoon = pieces.peek().and_then(Piece::word).and_then(eastern_half);
    let first = usize::from(afternoon.is_some());
    let number_follows = pieces.peek_at(first).and_then(Piece::digits).is_some_and(|digits| digits.len() <= 2);
    let has_units = pieces.peek_at(first + 1).is_some_and(is_unit_piece);
    if !number_follows || !(has_units || afternoon.is_some()) {
        return Ok(None);
    }
    pieces.skip(first);
    let start = pieces.next_start();
    if !has_units {
        let (mut time, more) = take(pieces)?;
        if let Some(afternoon) = afternoon {
            time.hour = of_twelve(time.hour, afternoon, (start, pieces.last_end()))?;
        }
        return Ok(Some((time, more)));
    }
    let mut numbers = [Some(0); 3];
    for number in &mut numbers {
        let is_counted = pieces.peek_at(1).is_some_and(is_unit_piece);
        let Some(digits) = pieces.peek().and_then(Piece::digits).filter(|_| is_counted) else { break };
        *number = digits.parse().ok();
        pieces.skip(2);
    }
    let place = (start, pieces.last_end());
    if let (Some(afternoon), Some(hour)) = (afternoon, numbers[0]) {
        numbers[0] = Some(of_twelve(hour, afternoon, place)?);
    }
    time(pieces, place, numbers[0], numbers[1], numbers[2]).map(Some)
}

pub(super) fn is_unit_piece(piece: Piece<'_>) -> bool {
    piece.sign().is_some_and(is_unit)
}

fn eastern_half(word: &str) -> Option<bool> {
    match word {
        "午前" | "上午" | "오전" => Some(false),
        "午後" | "下午" | "오후" => Some(true),
        _ => None,
    }
}

fn take_number(pieces: &mut Pieces<'_>) -> Option<u32> {
    let number = pieces.peek().and_then(Piece::digits).filter(|digits| digits.len() <= 2)?.parse().ok();
    pieces.skip(1);
    number
}

fn take_word(pieces: &mut Pieces<'_>, words: &[&str]) {
    if pieces.peek().and_then(Piece::word).is_some_and(|word| words.contains(&word)) {
        pieces.skip(1);
    }
}

/// Takes a fraction of a second, of any length; feeds write whole seconds.
pub(super) fn take_fraction(pieces: &mut Pieces<'_>) {
    let is_point = matches!(pieces.peek().and_then(Piece::sign), Some('.' | ','));
    if is_point && pieces.peek_at(1).is_some_and(|piece| piece.digits().is_some() && !piece.spaced) {
        pieces.skip(2);
    }
}

/// Whether `am`, `PM`, `p.m.`, `p` stands here: whether it is the afternoon, and how many pieces it is.
fn half_of_day(pieces: &Pieces<'_>, ahead: usize) -> Option<(bool, usize)> {
    let first = pieces.peek_at(ahead)?;
    let word = first.word()?;
    let stop = |ahead| pieces.peek_at(ahead).and_then(Piece::sign) == Some('.');
    let dotted =
        stop(ahead + 1) && pieces.peek_at(ahead + 2).and_then(Piece::word).is_some_and(|m| m.eq_ignore_ascii_case("m"));
    let dotted_count = if stop(ahead + 3) { 4 } else { 3 };
    match word {
        "a" | "A" if dotted => Some((false, dotted_count)),
        "p" | "P" if dotted => Some((true, dotted_count)),
        "a" if !first.spaced => Some((false, 1)),
        "p" if !first.spaced => Some((true, 1)),
        _ if word.eq_ignore_ascii_case("am") => Some((false, 1)),
        _ if word.eq_ignore_ascii_case("pm") => Some((true, 1)),
        _ => None,
    }
}

/// The hour of the day of one that is counted twice a day. `13:30 PM` and `00:30 AM` say the same thing twice.
fn of_twelve(hour: u32, afternoon: bool, (start, end): (usize, usize)) -> Result<u32, DateError> {
    match (hour, afternoon) {
        (12, false) => Ok(0),
        (0..=11, true) => Ok(hour + 12),
        (0..=11, false) | (12..=23, true) => Ok(hour),
        _ => Err(DateError::new(start, end, Kind::Hour(format!("{hour} {}", if afternoon { "pm" } else { "am" })))),
    }
}
