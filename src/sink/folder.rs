//! Finished files in a folder.
//!
//! A file is replaced by writing a temporary one beside it, flushing that to the disk and renaming it: whoever reads
//! the folder sees the old file or the new one, never half of either, whenever the power fails.

use std::fs::{self, File, Permissions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::output::{Output, is_name};
use crate::sink::{Sink, Written};

/// A folder that finished files are put into. It is made when the first file is.
#[derive(Clone, Debug)]
pub struct FolderSink {
    root: PathBuf,
}

impl FolderSink {
    /// Writes below `root`.
    pub fn new(root: &Path) -> FolderSink {
        FolderSink { root: root.to_path_buf() }
    }
}

impl FolderSink {
    fn stays_within(&self, folder: &Path) -> io::Result<()> {
        if fs::canonicalize(folder)?.starts_with(fs::canonicalize(&self.root)?) {
            return Ok(());
        }
        Err(io::Error::new(io::ErrorKind::InvalidInput, "a symbolic link leads out of the output folder"))
    }
}

impl Sink for FolderSink {
    fn put(&mut self, name: &str, output: &Output) -> io::Result<Written> {
        if !is_name(name) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a name within the output folder"));
        }
        let path = self.root.join(name);
        let before = match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_file() => Some(metadata),
            Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(_) => None,
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        if let Some(metadata) = &before
            && metadata.len() == output.bytes.len() as u64
            && has_bytes(&path, &output.bytes)?
        {
            return Ok(Written::Same);
        }
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(&self.root)?;
        // Looked at before a folder is made, since that would be made wherever a link leads; and after it.
        self.stays_within(folder.ancestors().find(|above| above.exists()).unwrap_or(&self.root))?;
        fs::create_dir_all(folder)?;
        self.stays_within(folder)?;
        replace(&path, &output.bytes, before.as_ref().map(fs::Metadata::permissions))?;
        Ok(if before.is_some() { Written::Changed } else { Written::Created })
    }
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

/// Puts bytes into a file, wholly or not at all, with the permissions that it had.
pub(crate) fn replace(path: &Path, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".feedwright-").suffix(".tmp");
    // A web server has to read the file: as any new file's, its mode follows the umask.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    if let Some(permissions) = permissions {
        temporary.as_file().set_permissions(permissions)?;
    }
    temporary.as_file().sync_all()?;
    temporary.persist(path).map_err(|error| error.error)?;
    // The rename itself must reach the disk too. Not every system can flush a folder; there it does no harm.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
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
        let read = |_: &dyn Sink, name: &str| fs::read(root.join(name)).ok();
        crate::sink::contract(&mut FolderSink::new(&root), &read);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing beside the root");
        assert_eq!(fs::read_dir(root.join("a")).unwrap().count(), 1, "no temporary file is left");
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
