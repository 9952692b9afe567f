//! The zone within a date: an offset, a short name, a name of the IANA database.

use crate::date::Zone;
use crate::date::error::{DateError, Kind, shown};
use crate::date::scan::{Piece, Pieces};
use crate::date::zone::{nearest_name, of_city};
use crate::date::zone_words::{self, ZoneWord};

/// Reads an offset: `+02:00`, `-0530`, `+2`, with a hyphen or the real minus sign.
pub(super) fn parse(text: &str) -> Result<i32, DateError> {
    let plain = text.replace('\u{2212}', "-");
    let whole = || DateError::new(0, text.len(), Kind::Offset(shown(text)));
    let mut pieces = Pieces::cut(&plain);
    match (take_offset(&mut pieces), pieces.peek()) {
        (Ok(Some(minutes)), None) => Ok(minutes),
        _ => Err(whole()),
    }
}

/// Takes an offset that starts with a sign, in minutes.
fn take_offset(pieces: &mut Pieces<'_>) -> Result<Option<i32>, DateError> {
    let Some(sign) = pieces.peek().and_then(Piece::sign).filter(|sign| matches!(sign, '+' | '-')) else {
        return Ok(None);
    };
    let number = pieces.peek_at(1).filter(|piece| !piece.spaced);
    let Some(digits) = number.and_then(Piece::digits) else { return Ok(None) };
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
        // `+0200 CEST`, `+0200 Europe/Paris`: the number counts, the name explains it.
        if pieces.peek().and_then(Piece::word).is_some_and(|word| zone_words::meaning(word).is_some()) {
            pieces.skip(1);
        } else if pieces.peek().is_some() && Zone::named(pieces.name_from_here()).is_some() {
            skip_name(pieces, pieces.name_from_here());
        }
        return Ok(Some(Zone::fixed(minutes)));
    }
    let Some(word) = pieces.peek().and_then(Piece::word) else { return Ok(None) };
    let start = pieces.next_start();
    let name = pieces.name_from_here();
    // Names such as `Europe/Paris`, `EST5EDT` and `Japan`, but not those that dates use in a sense of their own.
    if let Some(zone) = Zone::named(name).filter(|_| name.len() != word.len() || zone_words::meaning(word).is_none()) {
        skip_name(pieces, name);
        return Ok(Some(zone));
    }
    match zone_words::meaning(word) {
        Some(ZoneWord::Minutes(minutes)) => {
            pieces.skip(1);
            // `GMT+0200`, `UTC+2`: an offset right after the name counts from UTC.
            let more = if minutes == 0 { take_offset(pieces)? } else { None };
            Ok(Some(Zone::fixed(more.unwrap_or(minutes))))
        }
        Some(ZoneWord::Place(name)) => {
            pieces.skip(1);
            Ok(Zone::named(name))
        }
        Some(ZoneWord::Ambiguous(meanings)) => {
            let kind = Kind::AmbiguousZone { name: shown(word), meanings };
            Err(DateError::new(start, start + word.len(), kind))
        }
        None if name.contains('/') => Err(unknown(pieces)),
        None => Ok(None),
    }
}

fn skip_name(pieces: &mut Pieces<'_>, name: &str) {
    pieces.skip_to(pieces.next_start() + name.len());
}

/// The zone's name that starts at the next piece is none; `America/New York` is one but for a space.
fn unknown(pieces: &Pieces<'_>) -> DateError {
    let start = pieces.next_start();
    let refuse = |name: &str, nearest| {
        DateError::new(start, start + name.len(), Kind::UnknownZone { name: shown(name), nearest })
    };
    let name = pieces.name_from_here();
    match nearest_name(pieces.rest()) {
        Some(nearest) => refuse(pieces.rest(), Some(nearest)),
        None => refuse(name, nearest_name(name)),
    }
}

/// Why what stands after a time is no zone, if it looks as if it were to be one: a city, or a few capitals.
pub(super) fn not_a_zone(pieces: &Pieces<'_>) -> Option<DateError> {
    let start = pieces.next_start();
    let word = pieces.peek().and_then(Piece::word)?;
    if let Some(zone) = of_city(pieces.rest()) {
        let kind = Kind::UnknownZone { name: shown(pieces.rest()), nearest: Some(zone) };
        return Some(DateError::new(start, start + pieces.rest().len(), kind));
    }
    let looks_short = word.len() <= 5 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let kind = Kind::UnknownZone { name: shown(word), nearest: None };
    looks_short.then(|| DateError::new(start, start + word.len(), kind))
}

/// The zone that a comment names, as in `10:30 (UTC)`.
pub(super) fn in_comments(pieces: &Pieces<'_>) -> Result<Option<Zone>, DateError> {
    for (start, comment) in pieces.comments() {
        let mut inside = Pieces::cut(comment);
        let zone = take_zone(&mut inside).map_err(|error| error.shift(start))?;
        if zone.is_some() && inside.peek().is_none() {
            return Ok(zone);
        }
    }
    Ok(None)
}
