//! The folder in which builds keep what the next one need not find out again: `.feedwright/cache`, beside the site's
//! configuration. It may be deleted at any time.

use std::fs;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::cache::Summing;
use crate::cli::site::Site;
use crate::sink::FolderSink;
use crate::stamp::Stamp;

/// Where a site's cache stands.
pub(super) struct Cache {
    pub(super) sink: FolderSink,
    pub(super) circumstances: u64,
    pub(super) settled: i64,
}

impl Cache {
    /// The cache of a site; nothing is written there `is_rehearsal`. `None` where this program can't be told from another.
    pub(super) fn of(site: &Site, is_rehearsal: bool) -> Option<Cache> {
        let own = site.folder.join(".feedwright");
        let sink = if is_rehearsal { FolderSink::rehearsing } else { FolderSink::new };
        let sink = sink(&own.join("cache")).without_flushing();
        let cache = Cache { sink, circumstances: circumstances(site)?, settled: settled()? };
        if !is_rehearsal {
            keep_out_of_git(own);
        }
        Some(cache)
    }
}

/// A number for this program and this configuration: what another one found out counts for nothing.
fn circumstances(site: &Site) -> Option<u64> {
    let program = fs::metadata(std::env::current_exe().ok()?).ok().as_ref().and_then(Stamp::of)?;
    let mut sum = Summing::default();
    sum.add(env!("CARGO_PKG_VERSION").as_bytes());
    sum.add_numbers(&[program.size, program.modified as u64, program.changed as u64]);
    sum.add(site.configuration.as_bytes());
    Some(sum.sum() as u64)
}

/// Files that were changed before this instant, in nanoseconds since 1970, have settled.
fn settled() -> Option<i64> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(now.as_nanos()).ok()?.checked_sub(Stamp::TICK)
}

/// Lets git pass over the folder. Where that is not possible, it is seen in the next `git status`.
fn keep_out_of_git(folder: PathBuf) {
    let file = folder.join(".gitignore");
    if !file.exists() && fs::create_dir_all(&folder).is_ok() {
        let _ = fs::write(file, "# Feedwright's cache: it may be deleted at any time.\n*\n");
    }
}
