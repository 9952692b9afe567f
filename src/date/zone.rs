//! Time zones: IANA names and fixed offsets.

use chrono::{DateTime, Days, MappedLocalTime, NaiveDateTime, Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};

use crate::date::error::{DateError, Kind};
use crate::date::{Note, Timestamp};

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
        let name = name.trim();
        if matches!(name.to_ascii_uppercase().as_str(), "UTC" | "GMT" | "Z" | "ETC/UTC") {
            return Ok(Zone::default());
        }
        if name.starts_with(['+', '-', '\u{2212}']) {
            return crate::date::parse::offset(name).map(Zone::fixed);
        }
        Zone::named(name).ok_or_else(|| {
            DateError::new(0, name.len(), Kind::UnknownZone { name: name.to_owned(), nearest: nearest_zone(name) })
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
        Some((Timestamp::from_unix_at(unix, self.offset_minutes_at(unix))?, note))
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

/// The zone whose name, or whose city, has most letters in common with a word, if any is near.
fn nearest_zone(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase().replace(' ', "_");
    let city = |name: &'static str| name.rsplit('/').next().unwrap_or(name).to_lowercase();
    if let Some(zone) = TZ_VARIANTS.iter().find(|zone| city(zone.name()) == word) {
        return Some(zone.name());
    }
    let distance = |name: &str| crate::nearest::distance(&word, &name.to_lowercase());
    let (letters, name) = TZ_VARIANTS.iter().map(|zone| (distance(zone.name()), zone.name())).min()?;
    (letters <= 3).then_some(name)
}
