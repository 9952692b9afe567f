//! Dates in free form: numbers, and words of any language, in any of the orders that people use.

use crate::date::clock;
use crate::date::error::{DateError, Kind, shown};
use crate::date::offset::{not_a_zone, take_zone};
use crate::date::parse::{Parts, calendar};
use crate::date::scan::{Number, Piece, Pieces, Token};
use crate::date::{Context, Note, words, zone_words};

/// Reads a date in free form.
pub(super) fn read(pieces: &mut Pieces<'_>, context: &Context) -> Result<Parts, DateError> {
    let mut free = Free::default();
    let language = context.language.as_deref();
    while let Some(piece) = pieces.peek() {
        match piece.token {
            Token::Digits(_) if free.parts.time.is_none() && clock::starts_here(pieces, free.is_whole()) => {
                free.parts.time = Some(clock::take(pieces)?);
                if free.parts.zone.is_none() {
                    free.parts.zone = take_zone(pieces)?;
                }
            }
            Token::Digits(_) => {
                free.numbers.extend(piece.number());
                pieces.skip(1);
            }
            Token::Word(word) => free.word(word, pieces, language)?,
            Token::Sign(sign) => free.sign(sign, pieces)?,
        }
    }
    free.finish(pieces)
}

#[derive(Default)]
struct Free {
    numbers: Vec<Number>,
    /// The month that a word names.
    month: Option<Number>,
    separator: Option<char>,
    parts: Parts,
}

impl Free {
    /// Whether year, month and day have been read.
    fn is_whole(&self) -> bool {
        self.numbers.len() + usize::from(self.month.is_some()) >= 3
    }

    fn sign(&mut self, sign: char, pieces: &mut Pieces<'_>) -> Result<(), DateError> {
        let start = pieces.next_start();
        let number = pieces.peek_at(1).filter(|piece| !piece.spaced).and_then(Piece::number);
        let may_have_zone = self.parts.zone.is_none() && (self.parts.time.is_some() || self.is_whole());
        match (sign, number) {
            ('+' | '-', Some(_)) if may_have_zone => self.parts.zone = take_zone(pieces)?,
            ('-', Some(year)) if year.digits >= 3 && pieces.peek().is_some_and(|piece| piece.spaced) => {
                // WordPress writes `30 Nov -0001` for no date.
                let kind = if year.value <= 1 { Kind::ZeroDate } else { Kind::YearRange };
                let start = if year.value <= 1 { 0 } else { start };
                let end = if year.value <= 1 { pieces.whole().len() } else { year.end };
                return Err(DateError::new(start, end, kind(shown(pieces.text(start, end)))));
            }
            ('.' | '/' | '-', _) => {
                if self.numbers.len() == 1 && self.month.is_none() {
                    self.separator = Some(sign);
                }
                pieces.skip(1);
            }
            (',' | 'º' | 'ª' | '°' | '\'' | '’', _) => pieces.skip(1),
            // `13/Aug/2025:10:30:00`, as in a web server's log.
            (':' | '|' | '@', _) if self.is_whole() && self.parts.time.is_none() => pieces.skip(1),
            _ => return Err(self.not_understood(pieces)),
        }
        Ok(())
    }

    fn word(&mut self, word: &str, pieces: &mut Pieces<'_>, language: Option<&str>) -> Result<(), DateError> {
        let start = pieces.next_start();
        let end = start + word.len();
        let folded = words::fold(word);
        let month = words::month(&folded, language).filter(|_| self.month.is_none());
        let weekday = words::weekday(&folded).filter(|_| self.parts.weekday.is_none());
        // `mar.` is Tuesday in French where a month follows.
        let month_follows = || pieces.words_after().any(|word| words::month(&words::fold(word), language).is_some());
        if month.is_some() && weekday.is_some() && self.numbers.is_empty() && month_follows() {
            self.parts.weekday = weekday;
        } else if let Some(value) = month {
            self.month = Some(Number { value, digits: 0, start, end });
        } else if weekday.is_some() {
            self.parts.weekday = weekday;
        } else if words::is_filler(&folded) && !(self.may_be_zone() && zone_words::is_military(word)) {
            // It means nothing by itself.
        } else if self.may_be_zone()
            && let Some(zone) = take_zone(pieces)?
        {
            self.parts.zone = Some(zone);
            return Ok(());
        } else {
            return Err(self.unknown_word(word, &folded, pieces, language));
        }
        pieces.skip(1);
        Ok(())
    }

    fn may_be_zone(&self) -> bool {
        self.parts.time.is_some() && self.parts.zone.is_none()
    }

    fn unknown_word(&self, word: &str, folded: &str, pieces: &Pieces<'_>, language: Option<&str>) -> DateError {
        let start = pieces.next_start();
        if let Some(error) = not_a_zone(pieces).filter(|_| self.may_be_zone()) {
            return error;
        }
        let nearest = words::nearest_month(folded, language).filter(|_| self.month.is_none());
        if self.is_whole() || (nearest.is_none() && !pieces.have_digits()) {
            return self.not_understood(pieces);
        }
        DateError::new(start, start + word.len(), Kind::UnknownWord { word: shown(word), nearest })
    }

    /// What starts at the next piece has no meaning after a whole date; without one, nothing has.
    fn not_understood(&self, pieces: &Pieces<'_>) -> DateError {
        if self.is_whole() {
            let (start, rest) = (pieces.next_start(), pieces.rest());
            return DateError::new(start, start + rest.len(), Kind::Trailing(shown(rest)));
        }
        DateError::new(0, pieces.whole().len(), Kind::NotADate(shown(pieces.whole())))
    }

    fn finish(mut self, pieces: &Pieces<'_>) -> Result<Parts, DateError> {
        let refuse =
            |kind: fn(String) -> Kind| Err(DateError::new(0, pieces.whole().len(), kind(shown(pieces.whole()))));
        let (year, month, day) = match (self.numbers.as_slice(), self.month) {
            ([], None) if self.parts.time.is_some() => return refuse(Kind::OnlyTime),
            ([], Some(_)) => return refuse(Kind::NoDay),
            ([one], Some(_)) => return if one.digits > 2 { refuse(Kind::NoDay) } else { refuse(Kind::NoYear) },
            ([a, b], None) => {
                return if a.digits.max(b.digits) > 2 { refuse(Kind::NoDay) } else { refuse(Kind::NoYear) };
            }
            ([a, b], Some(month)) => match (a.digits, b.digits) {
                (3.., 3..) => return refuse(Kind::NotADate),
                (3.., _) => (*a, month, *b),
                _ => (*b, month, *a),
            },
            ([a, b, c], None) => match (a.digits, c.digits) {
                (4.., _) => (*a, *b, *c),
                (_, 4..) => {
                    let (month, day) = month_and_day(*a, *b, self.separator, pieces)?;
                    (*c, month, day)
                }
                _ => return refuse(Kind::WhichYear),
            },
            _ => return refuse(Kind::NotADate),
        };
        let has_time = self.parts.time.is_some() || self.parts.zone.is_some();
        let year = full_year(year, has_time, pieces, &mut self.parts.notes)?;
        self.parts.date = Some(calendar(pieces, year, month, day)?);
        Ok(self.parts)
    }
}

/// RFC 2822, section 4.3: with a time, 00 to 49 are 2000 to 2049, other years of two or three digits count from 1900.
fn full_year(year: Number, has_time: bool, pieces: &Pieces<'_>, notes: &mut Vec<Note>) -> Result<Number, DateError> {
    let refuse = |kind: fn(String) -> Kind| {
        let text = shown(pieces.text(year.start, year.end));
        Err(DateError::new(year.start, year.end, kind(text)))
    };
    let value = match (year.digits, year.value) {
        (4, _) => return Ok(year),
        (5.., _) => return refuse(Kind::YearRange),
        (2, value @ ..50) if has_time => value + 2000,
        (2 | 3, value) if has_time => value + 1900,
        _ => return refuse(Kind::ShortYear),
    };
    notes.push(Note::ShortYear { written: year.value, read: i32::try_from(value).unwrap_or(i32::MAX) });
    Ok(Number { value, ..year })
}

/// Of `13/08` and `08/13` one number can only be a day; with full stops the day comes first wherever they are used.
fn month_and_day(
    a: Number,
    b: Number,
    separator: Option<char>,
    pieces: &Pieces<'_>,
) -> Result<(Number, Number), DateError> {
    match (a.value, b.value) {
        (13.. | 0, _) => Ok((b, a)),
        (_, 13.. | 0) if separator != Some('.') => Ok((a, b)),
        (one, other) if one == other || separator == Some('.') => Ok((b, a)),
        _ => Err(DateError::new(0, pieces.whole().len(), Kind::Ambiguous(shown(pieces.whole())))),
    }
}
