//! Time zones: IANA names and fixed offsets.

use chrono::{DateTime, Datelike, Days, MappedLocalTime, NaiveDateTime, Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};

use crate::date::error::{DateError, Kind, shown};
use crate::date::{Note, Timestamp, offset};
use crate::nearest::distance;

/// A time zone: one of the IANA database, or a fixed offset. UTC by default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(Inner);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inner {
    Named(Tz),
    Fixed(i32),
}

impl Default for Zone {
    fn default() -> Zone {
        Zone(Inner::Fixed(0))
    }
}

impl Zone {
    /// Reads a zone's name (`Europe/Paris`, in any case), `UTC`, or an offset (`+02:00`).
    ///
    /// # Errors
    /// A name that the IANA database does not have, with the nearest one that it has.
    pub fn parse(name: &str) -> Result<Zone, DateError> {
        let lead = name.len() - name.trim_start().len();
        let name = name.trim();
        if matches!(name.to_ascii_uppercase().as_str(), "UTC" | "GMT" | "Z" | "ETC/UTC") {
            return Ok(Zone::default());
        }
        if name.starts_with(['+', '-', '\u{2212}']) {
            return offset::parse(name).map(Zone::fixed).map_err(|error| error.shift(lead));
        }
        Zone::named(name).ok_or_else(|| {
            let kind = Kind::UnknownZone { name: shown(name), nearest: nearest_name(name) };
            DateError::new(0, name.len(), kind).shift(lead)
        })
    }

    pub(super) fn fixed(minutes: i32) -> Zone {
        Zone(Inner::Fixed(minutes))
    }

    pub(super) fn named(name: &str) -> Option<Zone> {
        let exact = name.parse::<Tz>().ok();
        let any_case = || TZ_VARIANTS.iter().copied().find(|zone| zone.name().eq_ignore_ascii_case(name));
        exact.or_else(any_case).map(|zone| Zone(Inner::Named(zone)))
    }

    /// The zone's name, or its offset.
    pub fn name(&self) -> String {
        match self.0 {
            Inner::Named(zone) => zone.name().to_owned(),
            Inner::Fixed(0) => "UTC".to_owned(),
            Inner::Fixed(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }

    /// Minutes east of UTC at an instant (seconds since 1970), rounded to whole ones: before 1900 many places had
    /// their own solar time, with seconds that no feed format can write.
    pub(super) fn offset_minutes_at(&self, unix: i64) -> i32 {
        let seconds = self.offset_seconds_at(unix);
        (seconds + 30).div_euclid(60)
    }

    fn offset_seconds_at(&self, unix: i64) -> i32 {
        match self.0 {
            Inner::Fixed(minutes) => minutes * 60,
            Inner::Named(zone) => DateTime::from_timestamp(unix, 0)
                .map_or(0, |at| zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc()),
        }
    }

    /// The instant at which this zone's clocks show a local time. One that daylight saving skips becomes the first
    /// instant after; of one that occurs twice the first is taken; both are noted. `None` outside the years 1 to 9999.
    pub(super) fn instant(&self, local: NaiveDateTime) -> Option<(Timestamp, Option<Note>)> {
        let as_utc = local.and_utc().timestamp();
        let (unix, note) = match self.0 {
            Inner::Fixed(minutes) => (as_utc - i64::from(minutes) * 60, None),
            Inner::Named(zone) => match zone.from_local_datetime(&local) {
                MappedLocalTime::Single(at) => (at.timestamp(), None),
                MappedLocalTime::Ambiguous(first, _) => {
                    (first.timestamp(), Some(Note::OccursTwice { zone: self.name() }))
                }
                MappedLocalTime::None => {
                    let before = local.checked_sub_days(Days::new(1))?.and_utc().timestamp();
                    let change = self.change_after(before - i64::from(self.offset_seconds_at(before)));
                    (change, Some(Note::SkippedBySummerTime { zone: self.name() }))
                }
            },
        };
        // Solar time has offsets with seconds, which no format can write: the clock must show what was written, or
        // midnight would be on the day before.
        let minutes = self.offset_minutes_at(unix);
        let shown = unix + i64::from(self.offset_seconds_at(unix) - minutes * 60);
        Some((Timestamp::from_unix_at(shown, minutes)?, note))
    }

    /// As [`Zone::instant`], for a time that nobody wrote: where the first instant after it is on the next day, the
    /// last second of its own day is taken, if this zone had that day at all.
    pub(super) fn instant_within_day(&self, local: NaiveDateTime) -> Option<(Timestamp, Option<Note>)> {
        let (at, note) = self.instant(local)?;
        let is_its_day =
            |at: Timestamp| (at.year(), at.month(), at.day()) == (local.year(), local.month(), local.day());
        let before = Timestamp::from_unix(at.unix() - 1).map(|before| before.in_zone(self));
        match before.filter(|before| !is_its_day(at) && is_its_day(*before)) {
            Some(before) => Some((before, Some(Note::EndOfDay { zone: self.name() }))),
            None => Some((at, note)),
        }
    }

    /// The first instant with another offset, within two and a half days after one: enough to cross any change,
    /// even the day that Samoa left out.
    fn change_after(&self, start: i64) -> i64 {
        let offset = self.offset_seconds_at(start);
        let (mut same, mut other) = (start, start + 216_000);
        while other - same > 1 {
            let middle = same + (other - same) / 2;
            if self.offset_seconds_at(middle) == offset {
                same = middle;
            } else {
                other = middle;
            }
        }
        other
    }
}

/// The zone of a city, whatever its capitals and spaces: `new york`.
pub(super) fn of_city(word: &str) -> Option<&'static str> {
    let word = word.replace(' ', "_");
    let mut names = TZ_VARIANTS.iter().map(|zone| zone.name()).filter(|name| name.contains('/'));
    names.find(|name| city(name).eq_ignore_ascii_case(&word))
}

/// The zone whose name, or whose city, is a word but for a few letters.
pub(super) fn nearest_name(word: &str) -> Option<&'static str> {
    if let Some(name) = of_city(word) {
        return Some(name);
    }
    let word = word.to_lowercase().replace([' ', '\\'], "_");
    let count = word.chars().count();
    let letters_max = (count / 4).min(3);
    let names = TZ_VARIANTS.iter().map(|zone| zone.name());
    let candidates = names.map(|name| (if word.contains('/') { name } else { city(name) }, name));
    // Comparing letters is slow, and there are hundreds of names: most are too long or too short to be near.
    let near = candidates.filter(|(compared, _)| compared.len().abs_diff(count) <= letters_max);
    let (letters, name) = near.map(|(compared, name)| (distance(&word, &compared.to_lowercase()), name)).min()?;
    (letters <= letters_max).then_some(name)
}

fn city(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}
