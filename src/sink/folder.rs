//! Finished files in a folder.
//!
//! A file is replaced by writing a temporary one beside it, flushing that to the disk and renaming it: whoever reads
//! the folder sees the old file or the new one, never half of either, whenever the power fails.

use std::collections::BTreeSet;
use std::fs::{self, File, Permissions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::date::Timestamp;
use crate::output::{Output, is_name};
use crate::sink::{Draft, Sink, Written};
use crate::stamp::Stamp;

/// How many bytes of a file are read at a time.
const OPEN_BUFFER: usize = 256 * 1024;

/// A folder that finished files are put into. It is made when the first file is.
#[derive(Clone, Debug)]
pub struct FolderSink {
    root: PathBuf,
    is_rehearsal: bool,
    /// Whether files are on the disk once they are put there.
    is_flushed: bool,
    /// Folders in which what a killed build left was looked for.
    swept: BTreeSet<PathBuf>,
}

impl FolderSink {
    /// Writes below `root`.
    pub fn new(root: &Path) -> FolderSink {
        FolderSink { root: root.to_path_buf(), is_rehearsal: false, is_flushed: true, swept: BTreeSet::new() }
    }

    /// Only tells what would become of files below `root`, and writes nothing.
    pub fn rehearsing(root: &Path) -> FolderSink {
        FolderSink { is_rehearsal: true, ..FolderSink::new(root) }
    }

    /// Does not wait until files are on the disk: for what may be lost, or come to harm, when the power fails.
    pub fn without_flushing(self) -> FolderSink {
        FolderSink { is_flushed: false, ..self }
    }
}

impl FolderSink {
    fn stays_within(&self, folder: &Path) -> io::Result<()> {
        if fs::canonicalize(folder)?.starts_with(fs::canonicalize(&self.root)?) {
            return Ok(());
        }
        Err(io::Error::new(io::ErrorKind::InvalidInput, "a symbolic link leads out of the output folder"))
    }

    /// Where a file of this name is, and what is there now, if that is a file.
    fn look(&self, name: &str) -> io::Result<(PathBuf, Option<fs::Metadata>)> {
        if !is_name(name) {
            return Err(not_a_name());
        }
        let path = self.root.join(name);
        let before = match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_file() => Some(metadata),
            Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(_) => None,
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        Ok((path, before))
    }

    /// The file of this name, opened.
    fn file(&self, name: &str) -> io::Result<Option<File>> {
        if !is_name(name) {
            return Err(not_a_name());
        }
        let path = self.root.join(name);
        let there = fs::metadata(&path)
            .and_then(|metadata| if metadata.is_file() { File::open(&path).map(Some) } else { Ok(None) });
        match there {
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            there => there,
        }
    }

    /// Makes the folder that a file is about to stand in, and takes away what a killed build left there.
    fn make_folder(&mut self, path: &Path) -> io::Result<()> {
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(&self.root)?;
        // Looked at before a folder is made, since that would be made wherever a link leads; and after it.
        self.stays_within(folder.ancestors().find(|above| above.exists()).unwrap_or(&self.root))?;
        fs::create_dir_all(folder)?;
        self.stays_within(folder)?;
        if self.swept.insert(folder.to_path_buf()) {
            sweep(folder);
        }
        Ok(())
    }
}

impl Sink for FolderSink {
    fn put(&mut self, name: &str, output: &Output) -> io::Result<Written> {
        let (path, before) = self.look(name)?;
        if let Some(metadata) = &before
            && metadata.len() == output.bytes.len() as u64
            && has_bytes(&path, &output.bytes)?
        {
            return Ok(Written::Same);
        }
        let written = if before.is_some() { Written::Changed } else { Written::Created };
        if !self.is_rehearsal {
            self.make_folder(&path)?;
            let mut temporary = temporary(&path)?;
            temporary.write_all(&output.bytes)?;
            persist(temporary, &path, before.as_ref().map(fs::Metadata::permissions), self.is_flushed)?;
        }
        Ok(written)
    }

    fn get(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        if !is_name(name) {
            return Err(not_a_name());
        }
        let path = self.root.join(name);
        // What is no file, a pipe say, might never come to an end.
        let there = fs::metadata(&path)
            .and_then(|metadata| if metadata.is_file() { fs::read(&path).map(Some) } else { Ok(None) });
        there.or_else(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Ok(None),
            _ => Err(error),
        })
    }

    fn part(&self, name: &str, start: u64, length: usize) -> io::Result<Option<Vec<u8>>> {
        let Some(mut file) = self.file(name)? else { return Ok(None) };
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        file.take(length as u64).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    fn stamp(&self, name: &str) -> Option<Stamp> {
        let metadata = fs::symlink_metadata(self.root.join(name)).ok().filter(|_| is_name(name))?;
        // A link's target may change without it.
        if metadata.is_file() { Stamp::of(&metadata) } else { None }
    }

    fn open(&self, name: &str) -> io::Result<Option<Box<dyn BufRead>>> {
        let file = self.file(name)?;
        Ok(file.map(|file| Box::new(BufReader::with_capacity(OPEN_BUFFER, file)) as Box<dyn BufRead>))
    }

    fn begin(&mut self, name: &str) -> io::Result<Draft> {
        let (path, _) = self.look(name)?;
        if self.is_rehearsal {
            return Ok(Draft::nameless(name, tempfile::tempfile()?));
        }
        self.make_folder(&path)?;
        Ok(Draft::beside(name, temporary(&path)?))
    }

    fn aside(&mut self) -> io::Result<Draft> {
        if self.is_rehearsal {
            return Ok(Draft::nameless("", tempfile::tempfile()?));
        }
        // Not among the system's temporary files, which may be kept in memory.
        fs::create_dir_all(&self.root)?;
        Ok(Draft::nameless("", tempfile::tempfile_in(&self.root)?))
    }

    fn finish(&mut self, draft: Draft, _: &'static str, _: Timestamp) -> io::Result<Written> {
        let (path, before) = self.look(draft.name())?;
        if let Some(metadata) = &before
            && metadata.len() == draft.length()
            && draft.is_same(&mut File::open(&path)?)?
        {
            return Ok(Written::Same);
        }
        let written = if before.is_some() { Written::Changed } else { Written::Created };
        if let Some(temporary) = draft.into_temporary() {
            persist(temporary, &path, before.as_ref().map(fs::Metadata::permissions), self.is_flushed)?;
        }
        Ok(written)
    }
}

fn not_a_name() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "not a name within the output folder")
}

fn has_bytes(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let mut buffer = [0; 64 * 1024];
    let mut rest = bytes;
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            return Ok(rest.is_empty());
        }
        match rest.strip_prefix(&buffer[..count]) {
            Some(after) => rest = after,
            None => return Ok(false),
        }
    }
}

const TEMPORARY: (&str, &str) = (".feedwright-", ".tmp");

/// Takes away the temporary files of builds that were killed. One that is being written is locked by its build.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1));
        if is_ours && File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok()) {
            // Whoever can't take it away is not hindered by it either.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Puts bytes into a file, wholly or not at all, with the permissions that it had.
pub(crate) fn replace(path: &Path, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
    let mut temporary = temporary(path)?;
    temporary.write_all(bytes)?;
    persist(temporary, path, permissions, true)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary file beside the one that it will be.
fn temporary(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    // A web server has to read the file: as any new file's, its mode follows the umask.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let temporary = builder.tempfile_in(folder_of(path))?;
    // Not every file system knows locks.
    let _ = temporary.as_file().try_lock();
    Ok(temporary)
}

/// Gives a temporary file its place, with the permissions of what was there; it is flushed to the disk first, if it has to
/// last.
fn persist(
    temporary: NamedTempFile,
    path: &Path,
    permissions: Option<Permissions>,
    is_flushed: bool,
) -> io::Result<()> {
    if let Some(permissions) = permissions {
        temporary.as_file().set_permissions(permissions)?;
    }
    if is_flushed {
        temporary.as_file().sync_all()?;
    }
    temporary.persist(path).map_err(|error| error.error)?;
    if !is_flushed {
        return Ok(());
    }
    // The rename itself must reach the disk too. Not every system can flush a folder; there it does no harm.
    let _ = File::open(folder_of(path)).and_then(|folder| folder.sync_all());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(text: &str) -> Output {
        let modified = crate::date::Timestamp::from_unix(0).unwrap();
        Output { bytes: text.into(), media_type: "text/plain", modified }
    }

    #[test]
    fn keeps_the_contract() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("public");
        crate::sink::contract(&mut FolderSink::new(&root));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing beside the root");
        assert_eq!(fs::read_dir(root.join("a")).unwrap().count(), 1, "no temporary file is left");
    }

    #[test]
    fn what_a_killed_build_left_is_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let stale = folder.path().join(".feedwright-x1.tmp");
        let held = folder.path().join(".feedwright-x2.tmp");
        fs::write(&stale, "half").unwrap();
        let other = File::create(&held).unwrap();
        other.lock().unwrap();
        FolderSink::new(folder.path()).put("f", &output("one")).unwrap();
        assert_eq!((stale.exists(), held.exists()), (false, true));
    }

    #[test]
    fn a_rehearsal_writes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("public");
        assert_eq!(FolderSink::rehearsing(&root).put("a/f", &output("one")).unwrap(), Written::Created);
        assert!(!root.exists());
        FolderSink::new(&root).put("f", &output("one")).unwrap();
        let mut sink = FolderSink::rehearsing(&root);
        assert_eq!(sink.put("f", &output("one")).unwrap(), Written::Same);
        assert_eq!(sink.put("f", &output("two")).unwrap(), Written::Changed);
        assert_eq!(fs::read_to_string(root.join("f")).unwrap(), "one");
    }

    #[cfg(unix)]
    #[test]
    fn an_unchanged_file_keeps_its_inode_and_time() {
        use std::os::unix::fs::MetadataExt;
        let folder = tempfile::tempdir().unwrap();
        let mut sink = FolderSink::new(folder.path());
        sink.put("f", &output("one")).unwrap();
        let look =
            || fs::metadata(folder.path().join("f")).map(|m| (m.ino(), m.mtime_nsec(), m.mode() & 0o777)).unwrap();
        let before = look();
        sink.put("f", &output("one")).unwrap();
        assert_eq!(look(), before);
        assert_ne!(before.2 & 0o044, 0, "a web server can read it: {:o}", before.2);
        fs::set_permissions(folder.path().join("f"), std::os::unix::fs::PermissionsExt::from_mode(0o640)).unwrap();
        sink.put("f", &output("two")).unwrap();
        assert_eq!((look().2, look().0 == before.0), (0o640, false), "its mode stays, its inode is new");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_output_folder_leads_nowhere() {
        let outside = tempfile::tempdir().unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("x"), "theirs").unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.path().join("tags")).unwrap();
        std::os::unix::fs::symlink(outside.path().join("x"), folder.path().join("f")).unwrap();
        let mut sink = FolderSink::new(folder.path());
        assert!(sink.put("tags/x", &output("ours")).is_err());
        assert!(sink.put("tags/new/x", &output("ours")).is_err());
        assert!(!outside.path().join("new").exists(), "no folder is made there either");
        sink.put("f", &output("ours")).unwrap();
        assert_eq!(fs::read_to_string(outside.path().join("x")).unwrap(), "theirs");
        assert_eq!(fs::read_to_string(folder.path().join("f")).unwrap(), "ours");
    }
}
