//! The present, and the zone of the machine.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::cli::arguments::Global;
use crate::cli::failure::Failure;
use crate::date::{self, Context, Timestamp, Zone};

/// The present, and who said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Present {
    /// The instant, in UTC.
    pub(super) now: Timestamp,
    /// The option or variable that gave it instead of the clock.
    pub(super) given_by: Option<&'static str>,
}

const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The present: `--now`, else the variable `SOURCE_DATE_EPOCH` (<https://reproducible-builds.org/specs/>), else the
/// clock.
///
/// # Errors
/// A value that is no instant.
pub(super) fn present(global: &Global) -> Result<Present, Failure> {
    let epoch = std::env::var_os(EPOCH).map(|value| value.to_string_lossy().into_owned());
    read(global.now.as_deref(), epoch.as_deref(), SystemTime::now())
}

fn read(option: Option<&str>, epoch: Option<&str>, clock: SystemTime) -> Result<Present, Failure> {
    if let Some(text) = option {
        let reading = date::parse(text, &Context::default()).map_err(|error| {
            Failure::usage(format!("`--now`: {error}")).hint("write an instant such as `2025-08-13T09:00:00Z`")
        })?;
        return Ok(Present { now: reading.at, given_by: Some("--now") });
    }
    if let Some(text) = epoch.filter(|text| !text.is_empty()) {
        let at = text.trim().parse().ok().and_then(Timestamp::from_unix).ok_or_else(|| {
            let message = format!("{EPOCH} is `{text}`: not a number of seconds since 1970");
            Failure::usage(message).hint(format!("unset {EPOCH}, or set it to a number such as `1755072000`"))
        })?;
        return Ok(Present { now: at, given_by: Some(EPOCH) });
    }
    let seconds = clock.duration_since(UNIX_EPOCH).ok().and_then(|since| i64::try_from(since.as_secs()).ok());
    let now = seconds
        .and_then(Timestamp::from_unix)
        .ok_or_else(|| Failure::usage("the machine's clock shows no year from 1970 to 9999").hint("set the clock"))?;
    Ok(Present { now, given_by: None })
}

/// The IANA name of the zone that the machine's clock shows, if it can be told, and where that is set.
pub(super) fn machine_zone() -> Option<(Zone, &'static str)> {
    let variable = std::env::var("TZ").ok();
    let link = std::fs::read_link("/etc/localtime").ok().map(|path| path.to_string_lossy().into_owned());
    zone(variable.as_deref(), link.as_deref())
}

/// `TZ` counts when it is set, as it does for every other program; then `/etc/localtime`, if that is a link.
fn zone(variable: Option<&str>, link: Option<&str>) -> Option<(Zone, &'static str)> {
    let (value, set_in) = match variable.filter(|value| !value.is_empty()) {
        Some(variable) => (variable.trim_start_matches(':'), "the variable TZ"),
        None => (link?, "/etc/localtime"),
    };
    let name = value.split_once("zoneinfo/").map_or(value, |(_, name)| name);
    // An offset or a rule of daylight saving (`CET-1CEST`) is no name that others understand.
    let named = name.contains('/') || matches!(name, "UTC" | "GMT");
    let zone = Zone::parse(name).ok().filter(|_| named && !name.starts_with('/'))?;
    Some((zone, set_in))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn at(option: Option<&str>, epoch: Option<&str>) -> Option<i64> {
        read(option, epoch, UNIX_EPOCH + Duration::from_secs(7)).ok().map(|present| present.now.unix())
    }

    #[test]
    fn the_option_counts_before_the_variable_and_that_before_the_clock() {
        assert_eq!(at(Some("1970-01-01T00:00:05Z"), Some("6")), Some(5));
        assert_eq!(at(None, Some("6")), Some(6));
        assert_eq!((at(None, None), at(None, Some(""))), (Some(7), Some(7)));
    }

    #[test]
    fn what_is_no_instant_is_refused() {
        assert_eq!(
            (at(Some("soon"), None), at(None, Some("1e9")), at(None, Some("99999999999999"))),
            (None, None, None)
        );
    }

    #[test]
    fn the_zone_has_an_iana_name_or_none() {
        let name = |variable, link| zone(variable, link).map(|(zone, _)| zone.name());
        assert_eq!(name(Some(":Europe/Paris"), None).as_deref(), Some("Europe/Paris"));
        assert_eq!(
            name(None, Some("/usr/share/zoneinfo/America/Argentina/Ushuaia")).as_deref(),
            Some("America/Argentina/Ushuaia")
        );
        assert_eq!(name(Some("/usr/share/zoneinfo/Asia/Tokyo"), Some("x")).as_deref(), Some("Asia/Tokyo"));
        assert_eq!(name(None, Some("../usr/share/zoneinfo/Etc/UTC")).as_deref(), Some("UTC"));
        for variable in ["CET-1CEST", "+02:00", "/etc/localtime", "Mars/Olympus"] {
            assert_eq!(name(Some(variable), None), None, "{variable}");
        }
        assert_eq!(name(None, None), None);
    }
}
