//! Folders and what is in them, as far as articles and what they name may be there.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use crate::source::is_machinery;

/// A folder that is watched.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    /// The site's folder, every link in its path resolved.
    pub(super) root: PathBuf,
    /// The folder of finished files, by its name below the root, if it is there.
    pub(super) output: Option<String>,
}

impl Tree {
    /// Goes through the folder of this name (the root's is empty) and those below it: `see` gets each one's own name,
    /// before any that is in it, and each file's. Hidden folders, those of site generators and that of finished files are
    /// passed over; symbolic links lead nowhere.
    ///
    /// # Errors
    /// The root can't be read, or `see` refused. What is below the root may have gone in the meantime.
    pub(super) fn walk(&self, name: &str, see: &mut dyn FnMut(Seen<'_>) -> io::Result<()>) -> io::Result<()> {
        let mut folders = vec![name.to_owned()];
        while let Some(folder) = folders.pop() {
            see(Seen::Folder(&folder))?;
            let entries = match fs::read_dir(self.root.join(&folder)) {
                Ok(entries) => entries,
                Err(error) if folder.is_empty() => return Err(error),
                Err(_) => continue,
            };
            for entry in entries.flatten() {
                let (Ok(kind), Some(name)) = (entry.file_type(), child(&folder, &entry)) else { continue };
                if !kind.is_dir() {
                    see(Seen::File(&name, &entry))?;
                } else if self.has(&name) {
                    folders.push(name);
                }
            }
        }
        Ok(())
    }

    /// Whether the folder of this name is gone through, where the one that holds it is.
    pub(super) fn has(&self, name: &str) -> bool {
        let last = name.rsplit('/').next().unwrap_or(name);
        !last.starts_with('.') && !is_machinery(last) && self.output.as_deref() != Some(name)
    }
}

/// What is come across.
pub(super) enum Seen<'a> {
    /// A folder.
    Folder(&'a str),
    /// A file, or a symbolic link.
    File(&'a str, &'a DirEntry),
}

/// The name of what stands in a folder; `None` of one that is not UTF-8, and so no article's.
fn child(folder: &str, entry: &DirEntry) -> Option<String> {
    entry.file_name().to_str().map(|name| join(folder, name))
}

/// The name of what is in a folder.
pub(super) fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The name below a root that a path has, its links resolved as far as it is there; `None` where it is elsewhere.
pub(super) fn name_below(root: &Path, path: &Path) -> Option<String> {
    let there = path.ancestors().find_map(|above| Some((above, fs::canonicalize(or_here(above)).ok()?)));
    let (above, real) = there?;
    let real = real.join(path.strip_prefix(above).ok()?);
    let parts: Option<Vec<&str>> =
        real.strip_prefix(root).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

fn or_here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}
