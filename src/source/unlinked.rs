//! Files whose places are no links, which are opened with one look.

#[cfg(target_os = "linux")]
pub(super) use linux::{bring_near, open};
#[cfg(not(target_os = "linux"))]
pub(super) use other::{bring_near, open};

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::File;
    use std::io::{self, IoSliceMut};
    use std::path::Path;

    use rustix::fs::{self, Advice, Mode, OFlags, fadvise};
    use rustix::io::{Errno, ReadWriteFlags, preadv2};

    /// Opens a file; `None` where the place may be a link.
    pub(in crate::source) fn open(place: &Path) -> Option<io::Result<File>> {
        // Whoever puts a pipe there does not make this wait.
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        match fs::open(place, flags, Mode::empty()) {
            Ok(file) => Some(Ok(file.into())),
            Err(Errno::LOOP) => None,
            Err(error) => Some(Err(error.into())),
        }
    }

    /// Has a file's bytes brought into memory without waiting for them, and tells whether they are there already.
    pub(in crate::source) fn bring_near(place: &Path) -> bool {
        let Some(Ok(file)) = open(place) else { return true };
        let mut first = [0];
        let is_near = preadv2(&file, &mut [IoSliceMut::new(&mut first)], 0, ReadWriteFlags::NOWAIT).is_ok();
        if !is_near {
            // It is only advice: where it is not taken, reading waits.
            let _ = fadvise(&file, 0, None, Advice::WillNeed);
        }
        is_near
    }
}

#[cfg(not(target_os = "linux"))]
mod other {
    use std::fs::File;
    use std::io;
    use std::path::Path;

    /// Leaves it to others to see whether the place is a link.
    pub(in crate::source) fn open(_: &Path) -> Option<io::Result<File>> {
        None
    }

    /// Nothing is known of where a file's bytes are.
    pub(in crate::source) fn bring_near(_: &Path) -> bool {
        true
    }
}
