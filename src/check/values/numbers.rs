//! Numbers.

use crate::check::Rule;
use crate::check::context::{Context, Subject};
use crate::check::rules::values as rules;
use crate::check::values::shown;

/// The largest number that readers with 32 bits hold.
const LARGEST: u64 = 2_147_483_647;

/// A text that begins as a whole number does.
enum Whole {
    Not,
    Negative,
    TooLarge,
    Number(u64),
}

fn whole(value: &str) -> Whole {
    let value = value.trim();
    let (negative, digits) = match value.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, value.strip_prefix('+').unwrap_or(value)),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Whole::Not;
    }
    match digits.parse() {
        Ok(0) => Whole::Number(0),
        _ if negative => Whole::Negative,
        Ok(number) => Whole::Number(number),
        Err(_) => Whole::TooLarge,
    }
}

/// A whole number, if the text is one that is not negative.
pub(in crate::check) fn whole_value(value: &str) -> Option<u64> {
    match whole(value) {
        Whole::Number(number) => Some(number),
        _ => None,
    }
}

/// A whole number from 0.
pub(in crate::check) fn non_negative(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    match whole(subject.value) {
        Whole::Not | Whole::Negative => {
            refuse(&rules::NUMBER_NEGATIVE, "no whole number from 0", subject, context);
        }
        Whole::TooLarge => too_large(subject, context),
        Whole::Number(number) if number > LARGEST => too_large(subject, context),
        Whole::Number(_) => {}
    }
}

/// A whole number from 1.
pub(in crate::check) fn positive(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    match whole(subject.value) {
        Whole::Not | Whole::Negative | Whole::Number(0) => {
            refuse(&rules::NUMBER_NOT_POSITIVE, "no whole number from 1", subject, context);
        }
        Whole::TooLarge => too_large(subject, context),
        Whole::Number(number) if number > LARGEST => too_large(subject, context),
        Whole::Number(_) => {}
    }
}

/// A number with or without a fraction.
pub(in crate::check) fn number(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if decimal(subject.value).is_none() {
        refuse(&rules::NUMBER_UNREADABLE, "no number", subject, context);
    }
}

/// A number from 0 to 100.
pub(in crate::check) fn percentage(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !decimal(subject.value).is_some_and(|number| (0.0..=100.0).contains(&number)) {
        refuse(&rules::PERCENTAGE_IMPOSSIBLE, "no number from 0 to 100", subject, context);
    }
}

/// Degrees north of the equator.
pub(in crate::check) fn latitude(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !decimal(subject.value).is_some_and(|degrees| degrees.abs() <= 90.0) {
        let help = "write degrees north of the equator: `45.256`, or `-45.256` south of it";
        refuse_with(help, &rules::LATITUDE_IMPOSSIBLE, "no latitude: one is from -90 to 90", subject, context);
    }
}

/// Degrees east of Greenwich.
pub(in crate::check) fn longitude(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !decimal(subject.value).is_some_and(|degrees| degrees.abs() <= 180.0) {
        let help = "write degrees east of Greenwich: `71.92`, or `-71.92` west of it";
        refuse_with(help, &rules::LONGITUDE_IMPOSSIBLE, "no longitude: one is from -180 to 180", subject, context);
    }
}

/// A decimal number, as XML Schema's `decimal` writes one; neither `inf` nor `1e5`.
pub(in crate::check) fn decimal(value: &str) -> Option<f64> {
    let value = value.trim();
    let plain = value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.'));
    if plain { value.parse().ok() } else { None }
}

fn refuse(rule: &'static Rule, what: &str, subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    refuse_with("write digits only, such as `60`", rule, what, subject, context);
}

fn refuse_with(help: &str, rule: &'static Rule, what: &str, subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    context.say(rule, subject, format!("`{}` is {what}", shown(subject.value.trim())), help);
}

fn too_large(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let message = format!("`{}` is more than readers can hold", shown(subject.value.trim()));
    context.say(&rules::NUMBER_TOO_LARGE, subject, message, &format!("write {LARGEST} at most"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: Option<u64>) {
        assert_eq!(whole_value(value), expected, "{value}");
    }

    #[test]
    fn whole_numbers_are_digits_only() {
        check(" 60 ", Some(60));
        check("-0", Some(0));
        check("+7", Some(7));
        check("-1", None);
        check("1.5", None);
        check("", None);
        check("99999999999999999999999", None);
    }

    #[test]
    fn decimals_have_no_exponent() {
        assert_eq!(decimal("-71.9"), Some(-71.9));
        assert_eq!(decimal("1e5"), None);
        assert_eq!(decimal("inf"), None);
        assert_eq!(decimal("1-2"), None);
    }
}
