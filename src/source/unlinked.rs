//! Files on whose way no link stands, which are opened with one look.
//!
//! # Why
//! A link in a content folder could make any file of the machine public. Who looks at every part of a path before it opens
//! a file takes several looks, and somebody may put a link there between two of them. Linux refuses links itself where it
//! is asked to (since 5.6); where it is not, or one is there, the general way tells.

#[cfg(target_os = "linux")]
pub(super) use linux::{InFolder, Unlinked, bring_near, is_near, open, open_max, read, told};
#[cfg(not(target_os = "linux"))]
pub(super) use other::{InFolder, Unlinked, bring_near, is_near, open, open_max, read, told};

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::File;
    use std::io::{self, IoSliceMut};
    use std::os::fd::OwnedFd;
    use std::path::Path;
    use std::sync::Arc;

    use rustix::buffer::spare_capacity;
    use rustix::fs::{self, Advice, FileType, Mode, OFlags, ResolveFlags};
    use rustix::io::{Errno, ReadWriteFlags, preadv2, retry_on_intr};
    use rustix::process::{Resource, getrlimit};

    use crate::stamp::Stamp;

    /// How a file is opened; whoever puts a pipe there does not make this wait.
    const FILE: OFlags = OFlags::RDONLY.union(OFlags::NOFOLLOW).union(OFlags::NONBLOCK).union(OFlags::CLOEXEC);
    /// How a folder is opened, only to look up files from there.
    const FOLDER: OFlags = OFlags::PATH.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);
    /// No link on the whole way, and none out of the root.
    const WITHIN: ResolveFlags = ResolveFlags::BENEATH.union(ResolveFlags::NO_SYMLINKS);

    /// The root, from which files are looked up.
    #[derive(Clone, Debug)]
    pub(in crate::source) struct Unlinked {
        root: Option<Arc<OwnedFd>>,
    }

    impl Unlinked {
        pub(in crate::source) fn new(root: &Path) -> Unlinked {
            Unlinked { root: fs::open(root, FOLDER, Mode::empty()).ok().map(Arc::new) }
        }

        /// Opens a file by its name below the root; `None` where the general way has to tell.
        pub(in crate::source) fn open(&self, name: &str) -> Option<File> {
            fs::openat2(self.root.as_ref()?, name, FILE, Mode::empty(), WITHIN).ok().map(File::from)
        }

        /// A folder in which many files are opened. Its name is empty, or has a `/` at its end.
        pub(in crate::source) fn folder(&self, name: &str) -> Option<InFolder> {
            let name = if name.is_empty() { "." } else { name };
            fs::openat2(self.root.as_ref()?, name, FOLDER, Mode::empty(), WITHIN).ok().map(InFolder)
        }
    }

    /// Opens a file whose folder is known to be no link; `None` where the place itself may be one.
    pub(in crate::source) fn open(place: &Path) -> Option<io::Result<File>> {
        match fs::open(place, FILE, Mode::empty()) {
            Ok(file) => Some(Ok(file.into())),
            Err(Errno::LOOP) => None,
            Err(error) => Some(Err(error.into())),
        }
    }

    /// A folder within the root.
    #[derive(Debug)]
    pub(in crate::source) struct InFolder(OwnedFd);

    impl InFolder {
        /// Opens a file by its name within the folder, which has no `/`; `None` where the general way has to tell.
        pub(in crate::source) fn open(&self, file: &str) -> Option<File> {
            fs::openat(&self.0, file, FILE, Mode::empty()).ok().map(File::from)
        }
    }

    /// How many bytes a file has, and its stamp; `None` where it is no regular one.
    pub(in crate::source) fn told(file: &File) -> io::Result<Option<(u64, Option<Stamp>)>> {
        let told = fs::fstat(file)?;
        if FileType::from_raw_mode(told.st_mode) != FileType::RegularFile {
            return Ok(None);
        }
        let size = u64::try_from(told.st_size).unwrap_or_default();
        let (modified, changed) =
            ((told.st_mtime as i64, told.st_mtime_nsec), (told.st_ctime as i64, told.st_ctime_nsec));
        let stamp = Stamp::told(size, (modified.0, modified.1 as u32), (changed.0, changed.1 as u32));
        Ok(Some((size, stamp)))
    }

    /// Reads as much as there is room for, or as the system gives at once.
    pub(in crate::source) fn read(file: &File, bytes: &mut Vec<u8>) -> io::Result<()> {
        retry_on_intr(|| rustix::io::read(file, spare_capacity(bytes)))?;
        Ok(())
    }

    /// Whether a file's first bytes are in memory already, so that reading them waits for no disk.
    pub(in crate::source) fn is_near(file: &File) -> bool {
        let mut first = [0];
        preadv2(file, &mut [IoSliceMut::new(&mut first)], 0, ReadWriteFlags::NOWAIT).is_ok()
    }

    /// Has a file's bytes brought into memory without waiting for them.
    pub(in crate::source) fn bring_near(file: &File) {
        // It is only advice: where it is not taken, reading waits.
        let _ = fs::fadvise(file, 0, None, Advice::WillNeed);
    }

    /// How many files may be open at once, as the system has it.
    pub(in crate::source) fn open_max() -> usize {
        getrlimit(Resource::Nofile).current.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX))
    }
}

#[cfg(not(target_os = "linux"))]
mod other {
    use std::fs::File;
    use std::io::{self, Read};
    use std::path::Path;

    use crate::stamp::Stamp;

    /// Leaves it to others to see whether a place is a link.
    #[derive(Clone, Debug)]
    pub(in crate::source) struct Unlinked;

    #[derive(Debug)]
    pub(in crate::source) enum InFolder {}

    impl Unlinked {
        pub(in crate::source) fn new(_: &Path) -> Unlinked {
            Unlinked
        }

        pub(in crate::source) fn open(&self, _: &str) -> Option<File> {
            None
        }

        pub(in crate::source) fn folder(&self, _: &str) -> Option<InFolder> {
            None
        }
    }

    pub(in crate::source) fn open(_: &Path) -> Option<io::Result<File>> {
        None
    }

    impl InFolder {
        pub(in crate::source) fn open(&self, _: &str) -> Option<File> {
            match *self {}
        }
    }

    pub(in crate::source) fn told(file: &File) -> io::Result<Option<(u64, Option<Stamp>)>> {
        let metadata = file.metadata()?;
        Ok(metadata.is_file().then(|| (metadata.len(), Stamp::of(&metadata))))
    }

    pub(in crate::source) fn read(file: &File, bytes: &mut Vec<u8>) -> io::Result<()> {
        file.take((bytes.capacity() - bytes.len()) as u64).read_to_end(bytes).map(drop)
    }

    /// Nothing is known of where a file's bytes are.
    pub(in crate::source) fn is_near(_: &File) -> bool {
        true
    }

    pub(in crate::source) fn bring_near(_: &File) {}

    pub(in crate::source) fn open_max() -> usize {
        usize::MAX
    }
}
