//! By what a file that nobody touched is known without reading it.

use std::fs::Metadata;
use std::time::UNIX_EPOCH;

/// A file's size, and when it was last changed.
///
/// Two equal stamps mean equal bytes, but for a file that was changed again within the same tick of the file system's
/// clock: a stamp that is younger than [`Stamp::TICK`] is not to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// When its contents were last changed, as the file says: nanoseconds since 1970.
    pub modified: i64,
    /// When anything of it was last changed, which nobody can set: nanoseconds since 1970; 0 where no system tells.
    pub changed: i64,
}

impl Stamp {
    /// The longest tick of a file system's clock that is in use, in nanoseconds: two seconds, on FAT.
    pub const TICK: i64 = 2_000_000_000;

    /// A file's stamp; `None` where the system does not tell when it was changed.
    pub fn of(metadata: &Metadata) -> Option<Stamp> {
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let modified = i64::try_from(modified.as_nanos()).ok()?;
        Some(Stamp { size: metadata.len(), modified, changed: changed(metadata) })
    }

    /// The same of what a system tells: the size, and when it was modified and changed, each in seconds since 1970 and
    /// nanoseconds beyond that.
    pub fn told(size: u64, modified: (i64, u32), changed: (i64, u32)) -> Option<Stamp> {
        let (seconds, nanoseconds) = modified;
        let modified = seconds.checked_mul(1_000_000_000)?.checked_add(i64::from(nanoseconds))?;
        let changed = changed.0.saturating_mul(1_000_000_000).saturating_add(i64::from(changed.1));
        (seconds >= 0).then_some(Stamp { size, modified, changed })
    }

    /// When it was last changed, whichever of the two tells: nanoseconds since 1970.
    pub fn latest(self) -> i64 {
        self.modified.max(self.changed)
    }
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    metadata.ctime().saturating_mul(1_000_000_000).saturating_add(metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> i64 {
    0
}
