//! The time of day within a date.

use crate::date::TimeOfDay;
use crate::date::error::{DateError, Kind, shown};
use crate::date::scan::{Piece, Pieces};

/// Whether a time of day starts at the next piece: `9:30`, `9h30`, `9 h`, `9 pm`, `9am`.
pub(super) fn starts_here(pieces: &Pieces<'_>) -> bool {
    let Some(digits) = pieces.peek().and_then(Piece::digits) else { return false };
    if digits.len() > 2 {
        return false;
    }
    let after = pieces.peek_at(1);
    let is_mark = |word: &str| matches!(word.to_lowercase().as_str(), "h" | "u" | "am" | "pm" | "a.m" | "p.m");
    after.and_then(Piece::sign) == Some(':')
        || after.and_then(Piece::word).is_some_and(is_mark)
        || after.and_then(Piece::word).is_some_and(|word| word.eq_ignore_ascii_case("uhr"))
}

/// Takes a time of day. The second value is what has to be added: a day for `24:00`, a second for the leap second
/// `:60`, since whole seconds can't show it.
pub(super) fn take(pieces: &mut Pieces<'_>) -> Result<(TimeOfDay, i64), DateError> {
    let start = pieces.next_start();
    let hour = take_number(pieces);
    let mut minute = None;
    let mut second = None;
    let by_letter = pieces.peek().and_then(Piece::word).is_some_and(|word| matches!(word, "h" | "H" | "u"));
    if by_letter {
        pieces.skip(1);
        if pieces.peek().and_then(Piece::digits).is_some_and(|digits| digits.len() == 2) {
            minute = Some(take_number(pieces));
        }
    } else if pieces.take_sign(':') {
        minute = Some(take_number(pieces));
        if pieces.take_sign(':') {
            second = Some(take_number(pieces));
            take_fraction(pieces);
        }
    }
    take_meridiem(pieces, hour)
        .and_then(|hour| time(pieces, start, hour, minute.unwrap_or(Some(0)), second.unwrap_or(Some(0))))
}

/// Checks the parts of a time that starts at `start` and ends before the next piece.
pub(super) fn time(
    pieces: &Pieces<'_>,
    start: usize,
    hour: Option<u32>,
    minute: Option<u32>,
    second: Option<u32>,
) -> Result<(TimeOfDay, i64), DateError> {
    let end = pieces.last_end().max(start);
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

fn take_number(pieces: &mut Pieces<'_>) -> Option<u32> {
    let number = pieces.peek().and_then(Piece::digits).filter(|digits| digits.len() <= 2)?.parse().ok();
    pieces.skip(1);
    number
}

/// Takes a fraction of a second, of any length; feeds write whole seconds.
pub(super) fn take_fraction(pieces: &mut Pieces<'_>) {
    let is_point = matches!(pieces.peek().and_then(Piece::sign), Some('.' | ','));
    if is_point && pieces.peek_at(1).is_some_and(|piece| piece.digits().is_some() && !piece.spaced) {
        pieces.skip(2);
    }
}

/// Takes `am`, `PM`, `p.m.`, and gives the hour of the day.
fn take_meridiem(pieces: &mut Pieces<'_>, hour: Option<u32>) -> Result<Option<u32>, DateError> {
    let Some(word) = pieces.peek().and_then(Piece::word) else { return Ok(hour) };
    let dotted = pieces.peek_at(1).and_then(Piece::sign) == Some('.')
        && pieces.peek_at(2).and_then(Piece::word).is_some_and(|word| word.eq_ignore_ascii_case("m"));
    let (start, end) = (pieces.next_start(), pieces.next_start() + word.len());
    let afternoon = match word.to_ascii_lowercase().as_str() {
        "am" => false,
        "pm" => true,
        "a" if dotted => false,
        "p" if dotted => true,
        _ => return Ok(hour),
    };
    pieces.skip(if dotted { 3 } else { 1 });
    if dotted {
        pieces.take_sign('.');
    }
    match hour {
        Some(12) => Ok(Some(if afternoon { 12 } else { 0 })),
        Some(hour @ 1..=11) => Ok(Some(if afternoon { hour + 12 } else { hour })),
        Some(hour) => {
            Err(DateError::new(start, end, Kind::Hour(format!("{hour} {}", if afternoon { "pm" } else { "am" }))))
        }
        None => Ok(None),
    }
}
