//! Ids that look as if they were made when the feed was: readers take every entry for a new one each time.

use std::cell::LazyCell;

use chrono::DateTime;
use memchr::memchr_iter;

use crate::check::rules::feeds as rules;
use crate::check::values::addresses::is_uuid;
use crate::check::values::{Remark, shown};

/// Seconds between the first day of UUIDs' calendar, 1582-10-15, and 1970 (RFC 9562, section 5.1).
const UUID_EPOCH: i64 = 12_219_292_800;
/// How many seconds a build takes at most.
const BUILD_SECONDS: i64 = 120;
const DAY_SECONDS: i64 = 86_400;
/// How many digits the shortest form of a moment has: seconds since 1970.
const STAMP_DIGITS: usize = 10;
/// Moments of ids are compared with each other from so many entries on.
const ALIKE_MIN: usize = 3;

/// An entry's id, and when it was published or changed.
pub(in crate::check) struct Dated<'a> {
    pub(in crate::check) id: &'a str,
    pub(in crate::check) at: Option<i64>,
}

/// What is to be said about the ids of a feed that was made at the moment `built`, where it says so.
pub(in crate::check) fn made_at_build(entries: &[Dated<'_>], built: Option<i64>) -> Option<Remark> {
    let first = entries.first().filter(|_| entries.len() > 1)?;
    let is_one_moment =
        entries.len() >= ALIKE_MIN && first.at.is_some() && entries.iter().all(|entry| entry.at == first.at);
    let stamp = LazyCell::new(|| built.and_then(Stamp::of));
    let is_made = |entry: &Dated<'_>| match uuid(entry.id) {
        Some(uuid) if uuid.as_bytes()[14] == b'4' => is_one_moment,
        Some(uuid) => built.zip(uuid_seconds(uuid)).is_some_and(|(built, made)| (built - made).abs() < BUILD_SECONDS),
        // Making the forms takes time.
        None => may_hold_moment(entry.id) && stamp.as_ref().is_some_and(|stamp| stamp.is_in(entry.id)),
    };
    if !entries.iter().all(is_made) && !are_of_one_build(entries) {
        return None;
    }
    let message = format!("ids such as `{}` look as if made anew at each build", shown(first.id));
    let help = "make an id once for each article and keep it: the address of its page, say";
    Some(Remark::new(&rules::IDS_MADE_AT_BUILD, message, help))
}

/// Whether an id is of a form that those have which are made at a build.
pub(in crate::check) fn may_be_made_at_build(id: &str) -> bool {
    uuid(id).is_some() || may_hold_moment(id)
}

/// Whether all ids hold one moment, which is after all the entries' dates, and these lie days apart.
fn are_of_one_build(entries: &[Dated<'_>]) -> bool {
    if entries.len() < ALIKE_MIN {
        return false;
    }
    let dates = bounds(entries.iter().map(|entry| entry.at));
    let Some((_, newest)) = dates.filter(|(oldest, newest)| newest - oldest > DAY_SECONDS) else { return false };
    let made = bounds(entries.iter().map(|entry| moment(entry.id)));
    made.is_some_and(|(first, last)| last - first < BUILD_SECONDS && first > newest - DAY_SECONDS)
}

/// Whether an id has what each form of a moment has: so many digits in a row, or a `T` between two.
fn may_hold_moment(id: &str) -> bool {
    let bytes = id.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let has_row = bytes.split(|byte| !byte.is_ascii_digit()).any(|row| row.len() >= STAMP_DIGITS);
    has_row || memchr_iter(b'T', bytes).any(|at| at > 0 && is_digit(at - 1) && is_digit(at + 1))
}

/// The first and the last of some moments; `None` when one is not known.
fn bounds(mut moments: impl Iterator<Item = Option<i64>>) -> Option<(i64, i64)> {
    moments.try_fold((i64::MAX, i64::MIN), |(first, last), moment| moment.map(|at| (first.min(at), last.max(at))))
}

/// The moment that an id holds: that of a UUID, or seconds or milliseconds since 1970.
fn moment(id: &str) -> Option<i64> {
    if let Some(uuid) = uuid(id) {
        return uuid_seconds(uuid);
    }
    let numbers = id.split(|c: char| !c.is_ascii_alphanumeric());
    numbers.filter(|part| part.bytes().all(|byte| byte.is_ascii_digit())).find_map(|part| match part.len() {
        10 => part.parse().ok(),
        13 => part.parse::<i64>().ok().map(|milliseconds| milliseconds / 1000),
        _ => None,
    })
}

/// A moment as ids hold it: in seconds, and as its date and time in some zone, with signs between the digits or without.
struct Stamp(Vec<String>);

impl Stamp {
    fn of(moment: i64) -> Option<Stamp> {
        const HALF_HOUR: i64 = 1800;
        // Small numbers may stand anywhere.
        if moment <= 1_000_000_000 {
            return None;
        }
        let mut forms = vec![moment.to_string()];
        // From twelve hours behind UTC to fourteen before it.
        for zone in -24..=28 {
            let local = DateTime::from_timestamp(moment + zone * HALF_HOUR, 0)?;
            forms.extend(["%Y-%m-%dT%H:%M:%S", "%Y%m%d%H%M%S"].map(|form| local.format(form).to_string()));
        }
        Some(Stamp(forms))
    }

    fn is_in(&self, id: &str) -> bool {
        self.0.iter().any(|form| id.contains(form.as_str()))
    }
}

/// The UUID that an id is, with or without `urn:uuid:` before it.
fn uuid(id: &str) -> Option<&str> {
    const START: &str = "urn:uuid:";
    let has_start = id.get(..START.len()).is_some_and(|start| start.eq_ignore_ascii_case(START));
    let uuid = if has_start { &id[START.len()..] } else { id };
    is_uuid(uuid).then_some(uuid)
}

/// The moment at which a UUID of version 1 or 7 was made, in seconds since 1970.
fn uuid_seconds(uuid: &str) -> Option<i64> {
    let hex = |text: &str| i64::from_str_radix(text, 16).ok();
    match uuid.as_bytes().get(14)? {
        b'1' => {
            let ticks = hex(&format!("{}{}{}", &uuid[15..18], &uuid[9..13], &uuid[..8]))?;
            Some(ticks / 10_000_000 - UUID_EPOCH)
        }
        b'7' => Some(hex(&format!("{}{}", &uuid[..8], &uuid[9..13]))? / 1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn seconds(uuid: &str, expected: Option<i64>) {
        assert_eq!(uuid_seconds(uuid), expected, "{uuid}");
    }

    #[test]
    fn a_uuid_tells_when_it_was_made() {
        seconds("c232ab00-9414-11ec-b3c8-9f6bdeced846", Some(1_645_557_742));
        seconds("017f22e2-79b0-7cc3-98c4-dc0c0c07398f", Some(1_645_557_742));
        seconds("919108f7-52d1-4320-9bac-f847db4148a8", None);
    }

    /// Entries of 2025-08-13, 14 and 15, at ten o'clock.
    #[track_caller]
    fn check(ids: [&str; 3], built: Option<i64>, expected: bool) {
        let dates = [1_755_079_200, 1_755_165_600, 1_755_252_000];
        let entries: Vec<Dated<'_>> = ids.iter().zip(dates).map(|(id, at)| Dated { id, at: Some(at) }).collect();
        assert_eq!(made_at_build(&entries, built).is_some(), expected, "{ids:?}");
    }

    #[test]
    fn ids_that_hold_the_date_of_the_feed_are_made_with_it() {
        let built = Some(1_755_252_060);
        check(["x-1755252060-1", "x-1755252060-2", "x-1755252060-3"], built, true);
        check(["20250815100100a", "20250815100100b", "20250815100100c"], built, true);
        check(["x/2025-08-15T12:01:00/1", "x/2025-08-15T12:01:00/2", "x/2025-08-15T12:01:00/3"], built, true);
        check(["20250815100107a", "20250815100107b", "20250815100107c"], built, false);
        check(["tag:x,2025:1", "tag:x,2025:2", "tag:x,2025:3"], built, false);
    }

    #[test]
    fn every_form_of_a_moment_is_looked_for() {
        for moment in [1_000_000_001, 1_755_252_060, 253_402_300_799, 4_000_000_000_000] {
            let forms = Stamp::of(moment).unwrap().0;
            assert!(forms.iter().all(|form| may_hold_moment(&format!("é{form}é"))), "{forms:?}");
        }
        assert!(!may_hold_moment("tag:x,2025-08-15:T1/012345678"));
    }

    proptest::proptest! {
        #[test]
        fn an_id_of_another_form_is_never_taken_for_one_made_at_a_build(
            built in 1_100_000_000_i64..2_000_000_000,
            form in 0_usize..109,
            before in proptest::sample::select(vec!["", "x-", "urn:x/", "é"]),
            damage in proptest::option::of((0_usize..20, "[0-9T/x-]?")),
        ) {
            let mut forms = Stamp::of(built).unwrap().0;
            forms.push(format!("{built}123"));
            forms.push(format!("{:08x}-{:04x}-7cc3-98c4-dc0c0c07398f", (built * 1000) >> 16, (built * 1000) & 0xffff));
            let form = &forms[form % forms.len()];
            let ids = [1, 2, 3].map(|number| {
                let mut id = if uuid(form).is_some() { form.clone() } else { format!("{before}{form}-{number}") };
                if let Some((at, other)) = &damage
                    && let Some((at, letter)) = id.char_indices().nth(*at)
                {
                    id.replace_range(at..at + letter.len_utf8(), other);
                }
                id
            });
            let entries: Vec<Dated<'_>> =
                ids.iter().zip(0..).map(|(id, day)| Dated { id, at: Some(built - 60 - day * DAY_SECONDS) }).collect();
            let is_made = made_at_build(&entries, Some(built)).is_some();
            assert!(!is_made || may_be_made_at_build(&ids[0]), "{ids:?}");
            assert!(is_made || damage.is_some(), "{ids:?}");
        }
    }

    #[test]
    fn ids_of_one_moment_are_made_at_once_however_old_their_entries_are() {
        check(["p1755252061", "p-1755252061", "p/1755252062"], None, false);
        check(["p/1755252060", "p/1755252061", "p/1755252062"], None, true);
        check(["p/1755252060123", "p/1755252060130", "p/1755252060137"], None, true);
        // An id of the moment at which each was written stays.
        check(["p/1755079200", "p/1755165600", "p/1755252000"], None, false);
        // Numbers that only look like moments are not of these days.
        check(["p/1034567890", "p/1034567891", "p/1034567892"], None, false);
    }
}
