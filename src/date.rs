//! Dates (interim: the whole module is being written beside this).
use chrono::{DateTime, FixedOffset};
/// An instant with the offset it is shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Timestamp(DateTime<FixedOffset>);
impl Timestamp {
    /// UTC seconds.
    pub fn from_unix(seconds: i64) -> Option<Timestamp> {
        DateTime::from_timestamp(seconds, 0).map(|at| Timestamp(at.fixed_offset()))
    }
    /// With an offset.
    pub fn from_unix_at(seconds: i64, offset_minutes: i32) -> Option<Timestamp> {
        let zone = FixedOffset::east_opt(offset_minutes * 60)?;
        DateTime::from_timestamp(seconds, 0).map(|at| Timestamp(at.with_timezone(&zone)))
    }
    /// Seconds.
    pub fn unix(self) -> i64 {
        self.0.timestamp()
    }
    /// RSS form.
    pub fn rfc2822(self) -> String {
        self.0.format("%a, %d %b %Y %H:%M:%S %z").to_string().replace("+0000", "GMT")
    }
    /// Atom form.
    pub fn rfc3339_utc(self) -> String {
        self.0.to_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
}
