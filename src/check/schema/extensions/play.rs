//! Google Play's podcasts, as feeds still carry them, and chapters of Podlove (<https://podlove.org/simple-chapters/>).

use crate::check::content::{html, plain};
use crate::check::context::{Context, Subject};
use crate::check::rules::extensions as rules;
use crate::check::schema::extensions::ENTRIES;
use crate::check::schema::extensions::address;
use crate::check::schema::{Row, may, must, row};
use crate::check::values::email::email;
use crate::check::values::listed::{listed, wrong, yes_no};
use crate::check::values::not_blank;

pub(super) const ROWS: &[Row] = &[
    row("channel item", "googleplay:author").once().text(&[not_blank, plain]),
    row("channel", "googleplay:owner").once().text(&[email]),
    row("channel", "googleplay:email").once().text(&[email]),
    row("channel", "googleplay:category").attributes(&[must("text", &[not_blank])]),
    row("googleplay:category", "googleplay:category").attributes(&[must("text", &[not_blank])]),
    row("channel item", "googleplay:image").once().empty().attributes(&[must("href", &[address])]),
    row("channel item", "googleplay:explicit").once().text(&[explicit]),
    row("channel item", "googleplay:block").once().text(&[yes_no]),
    row("channel item", "googleplay:description").once().text(&[html]),
    row("channel", "googleplay:new-feed-url").once().text(&[address]),
    row(ENTRIES, "psc:chapters").once().attributes(&[may("version", &[not_blank])]),
    row("psc:chapters", "psc:chapter").required().empty().attributes(&[
        must("start", &[time]),
        must("title", &[not_blank, plain]),
        may("href", &[address]),
        may("image", &[address]),
    ]),
];

listed! {
    /// Whether children had better not listen.
    explicit by rules::YES_NO_CLEAN_WRONG => ["yes", "no", "clean"];
}

/// A time within a recording (RFC 2326, Normal Play Time).
pub(super) fn time(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !is_time(subject.value.trim()) {
        let help = "write hours, minutes and seconds: `00:12:34.500`, or seconds: `754.5`";
        wrong(subject, context, &rules::TIME_WRONG, "no time within a recording", help);
    }
}

/// `12:34:56.789`, `34:56` or `56.789`.
fn is_time(value: &str) -> bool {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, "0"));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = whole.split(':').collect();
    let is_sixty = |part: &&str| part.len() <= 2 && part.parse::<u32>().is_ok_and(|number| number < 60);
    are_digits(fraction)
        && parts.len() <= 3
        && parts.iter().all(|part| !part.is_empty() && are_digits(part))
        && parts[1..].iter().all(is_sixty)
}

#[cfg(test)]
mod tests {
    use super::is_time;

    #[track_caller]
    fn check(value: &str, expected: bool) {
        assert_eq!(is_time(value), expected, "{value}");
    }

    #[test]
    fn times_are_seconds_or_clocks() {
        for value in ["42", "22.9", "12:34", "12:34:56", "1:22:33.007", "00:00:00.000"] {
            check(value, true);
        }
    }

    #[test]
    fn what_no_clock_shows_is_no_time() {
        for value in ["", "-3", "1:60", "1:2:3:4", "12h", "1::2", "1:2:3.x", "é"] {
            check(value, false);
        }
    }
}
