//! Rules of recurrence, as iCalendar has them (RFC 5545, section 3.3.10), in Podcasting 2.0.

use crate::check::context::{Context, Subject};
use crate::check::rules::podcast as rules;
use crate::check::values::dates_w3c::is_iso8601;
use crate::check::values::listed::wrong;
use crate::check::values::shown;

const FREQUENCIES: &[&str] = &["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
const DAYS: &[&str] = &["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// A rule of recurrence.
pub(super) fn recurrence(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let Some(fault) = fault(subject.value.trim()) else { return };
    let help = "write it as iCalendar does: `FREQ=WEEKLY;BYDAY=MO`";
    wrong(subject, context, &rules::PODCAST_VALUE_WRONG, &format!("no rule of recurrence: {fault}"), help);
}

/// What is wrong with a rule, if anything.
fn fault(rule: &str) -> Option<String> {
    let mut seen: Vec<&str> = Vec::new();
    for part in rule.split(';') {
        let Some((name, value)) = part.split_once('=') else { return Some(format!("`{}` is no part", shown(part))) };
        if seen.contains(&name) {
            return Some(format!("`{}` stands in it twice", shown(name)));
        }
        seen.push(name);
        match fits(name, value) {
            None => return Some(format!("it has no part `{}`", shown(name))),
            Some(false) => return Some(format!("`{}` can't be `{}`", shown(name), shown(value))),
            Some(true) => {}
        }
    }
    match seen.as_slice() {
        seen if !seen.contains(&"FREQ") => Some("it has no `FREQ`".to_owned()),
        seen if seen.contains(&"COUNT") && seen.contains(&"UNTIL") => Some("it has `COUNT` and `UNTIL`".to_owned()),
        _ => None,
    }
}

/// Whether a part may have a value; `None` where there is no such part.
fn fits(name: &str, value: &str) -> Option<bool> {
    let numbers = |least: i64, most: i64, is_signed: bool| {
        value.split(',').all(|one| {
            let number = one.strip_prefix('+').unwrap_or(one).parse::<i64>();
            let is_within = |number: i64| (least..=most).contains(&if is_signed { number.abs() } else { number });
            number.is_ok_and(is_within)
        })
    };
    let is_day = |day: &str| {
        let number = day.get(..day.len().saturating_sub(2)).unwrap_or("?");
        let is_number = number.strip_prefix(['+', '-']).unwrap_or(number).bytes().all(|byte| byte.is_ascii_digit());
        is_number && DAYS.iter().any(|known| day.ends_with(known))
    };
    Some(match name {
        "FREQ" => FREQUENCIES.contains(&value),
        "UNTIL" => is_iso8601(value) || is_basic(value),
        "COUNT" | "INTERVAL" => !value.contains(',') && numbers(1, i64::MAX, false),
        "BYSECOND" => numbers(0, 60, false),
        "BYMINUTE" => numbers(0, 59, false),
        "BYHOUR" => numbers(0, 23, false),
        "BYDAY" => value.split(',').all(is_day),
        "BYMONTHDAY" => numbers(1, 31, true),
        "BYYEARDAY" | "BYSETPOS" => numbers(1, 366, true),
        "BYWEEKNO" => numbers(1, 53, true),
        "BYMONTH" => numbers(1, 12, false),
        "WKST" => DAYS.contains(&value),
        _ => return None,
    })
}

/// A date, or a time of a date, as iCalendar writes them: `20251231`, `20251231T235959Z`.
fn is_basic(value: &str) -> bool {
    let (date, time) = value.split_once('T').map_or((value, None), |(date, time)| (date, Some(time)));
    let are_digits = |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    are_digits(date, 8) && time.is_none_or(|time| are_digits(time.strip_suffix('Z').unwrap_or(time), 6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rule: &str, expected: Option<&str>) {
        assert_eq!(fault(rule).as_deref(), expected, "{rule}");
    }

    #[test]
    fn rules_of_icalendar_are_understood() {
        check("FREQ=DAILY", None);
        check("FREQ=DAILY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR", None);
        check("FREQ=YEARLY;BYDAY=+4TH;BYMONTH=11", None);
        check("FREQ=MONTHLY;BYMONTHDAY=-1;BYDAY=-1FR;WKST=MO", None);
        check("FREQ=WEEKLY;UNTIL=2023-12-31T00:00:00.000Z;BYDAY=MO", None);
        check("FREQ=WEEKLY;UNTIL=20231231T000000Z", None);
    }

    #[test]
    fn others_are_not() {
        check("", Some("`` is no part"));
        check("WEEKLY", Some("`WEEKLY` is no part"));
        check("BYDAY=MO", Some("it has no `FREQ`"));
        check("FREQ=FORTNIGHTLY", Some("`FREQ` can't be `FORTNIGHTLY`"));
        check("FREQ=WEEKLY;BYDAY=MONDAY", Some("`BYDAY` can't be `MONDAY`"));
        check("FREQ=WEEKLY;INTERVAL=0", Some("`INTERVAL` can't be `0`"));
        check("FREQ=WEEKLY;BYMONTH=13", Some("`BYMONTH` can't be `13`"));
        check("FREQ=WEEKLY;COUNT=2;UNTIL=20231231", Some("it has `COUNT` and `UNTIL`"));
        check("FREQ=WEEKLY;FREQ=DAILY", Some("`FREQ` stands in it twice"));
        check("FREQ=WEEKLY;EVERY=2", Some("it has no part `EVERY`"));
    }
}
