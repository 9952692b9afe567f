//! Articles in a folder.
//!
//! Hidden files, what `.gitignore` names and the output folder are no articles. Symbolic links are never followed:
//! a link in a content folder could make any file of the machine public.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use ignore::WalkBuilder;
use ignore::overrides::OverrideBuilder;

use crate::output::is_name;
use crate::source::{DOCUMENT_BYTES_MAX, DocumentInfo, Listing, PassedOver, Probe, Source, git};

/// A folder and everything below it.
#[derive(Clone, Debug)]
pub struct FolderSource {
    root: PathBuf,
    exclude: Vec<String>,
    output: Option<PathBuf>,
    is_document: fn(&str) -> bool,
}

impl FolderSource {
    /// The files below `root` whose names `is_document` accepts, without those that match a pattern of `exclude`
    /// (written as in `.gitignore`) and without the folder `output`.
    ///
    /// # Errors
    /// The folder does not exist, or a pattern can't be read.
    pub fn new(
        root: &Path,
        exclude: &[String],
        output: &Path,
        is_document: fn(&str) -> bool,
    ) -> io::Result<FolderSource> {
        let root = fs::canonicalize(root)?;
        let source =
            FolderSource { root, exclude: exclude.to_vec(), output: fs::canonicalize(output).ok(), is_document };
        source.walker()?;
        Ok(source)
    }

    fn walker(&self) -> io::Result<WalkBuilder> {
        let refuse = |error: ignore::Error| io::Error::new(io::ErrorKind::InvalidInput, error.to_string());
        let mut patterns = OverrideBuilder::new(&self.root);
        for pattern in &self.exclude {
            patterns.add(&format!("!{pattern}")).map_err(refuse)?;
        }
        let mut walker = WalkBuilder::new(&self.root);
        // What a build reads depends on the folder alone, not on the settings of who runs it.
        walker.git_global(false).git_exclude(false).follow_links(false);
        walker.overrides(patterns.build().map_err(refuse)?);
        let output = self.output.clone().filter(|output| *output != self.root);
        walker.filter_entry(move |entry| output.as_deref() != Some(entry.path()));
        Ok(walker)
    }

    /// A path's name below the root; `None` when it is not UTF-8.
    fn name(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(&self.root).ok()?;
        let parts: Option<Vec<&str>> = below.components().map(|part| part.as_os_str().to_str()).collect();
        parts.map(|parts| parts.join("/"))
    }

    /// What can't be looked into. A file that has just vanished is no fault.
    fn unreadable(&self, error: &ignore::Error) -> PassedOver {
        let is_fault = error.io_error().is_none_or(|error| error.kind() != io::ErrorKind::NotFound);
        let name = path_of(error).and_then(|path| self.name(path)).unwrap_or_default();
        let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
        PassedOver { name, why, is_fault }
    }

    /// The place of a name, if it is a regular file that stands within the root once every link is resolved.
    fn place(&self, name: &str) -> io::Result<PathBuf> {
        if !is_name(name) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a name within the folder"));
        }
        let place = fs::canonicalize(self.root.join(name))?;
        if !place.starts_with(&self.root) || !place.is_file() {
            return Err(io::Error::new(io::ErrorKind::NotFound, "no file within the folder"));
        }
        Ok(place)
    }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

impl Source for FolderSource {
    fn list(&self) -> io::Result<Listing> {
        let mut listing = Listing::default();
        for entry in self.walker()?.build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    listing.passed_over.push(self.unreadable(&error));
                    continue;
                }
            };
            let Some(name) = self.name(entry.path()) else {
                let name = entry.path().to_string_lossy().into_owned();
                listing.passed_over.push(PassedOver { name, why: "its name is not UTF-8".to_owned(), is_fault: false });
                continue;
            };
            let Some(kind) = entry.file_type() else { continue };
            if kind.is_symlink() {
                listing.passed_over.push(PassedOver { name, why: "it is a symbolic link".to_owned(), is_fault: false });
            } else if kind.is_file() && (self.is_document)(&name) {
                let modified = entry.metadata().ok().and_then(|metadata| metadata.modified().ok());
                let modified = modified.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
                let modified = modified.and_then(|since| i64::try_from(since.as_secs()).ok());
                listing.documents.push(DocumentInfo { name, modified });
            }
        }
        listing.documents.sort_by(|a, b| a.name.cmp(&b.name));
        listing.passed_over.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(listing)
    }

    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        let file = File::open(self.place(name)?)?;
        let length = file.metadata()?.len();
        let mut bytes = Vec::with_capacity(usize::try_from(length.min(DOCUMENT_BYTES_MAX)).unwrap_or(0));
        file.take(DOCUMENT_BYTES_MAX + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > DOCUMENT_BYTES_MAX {
            let megabytes = DOCUMENT_BYTES_MAX / (1024 * 1024);
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than {megabytes} MB")));
        }
        Ok(bytes)
    }

    fn probe(&self, name: &str, limit: usize) -> io::Result<Option<Probe>> {
        let Ok(place) = self.place(name) else { return Ok(None) };
        let file = File::open(place)?;
        let length = file.metadata()?.len();
        let mut head = Vec::new();
        file.take(limit as u64).read_to_end(&mut head)?;
        Ok(Some(Probe { length, head }))
    }

    fn first_commits(&self) -> io::Result<Vec<(String, i64)>> {
        git::first_commits(&self.root)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(_: &str) -> bool {
        true
    }

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn names(source: &FolderSource) -> Vec<String> {
        source.list().unwrap().documents.into_iter().map(|document| document.name).collect()
    }

    #[test]
    fn keeps_the_contract() {
        let folder = folder(&[("b/two.md", "two"), ("a.md", "one")]);
        crate::source::contract(&FolderSource::new(folder.path(), &[], Path::new("none"), all).unwrap());
    }

    #[test]
    fn hidden_excluded_and_finished_files_are_no_documents() {
        let folder = folder(&[(".hidden/x", ""), ("public/x", ""), ("about/x", ""), ("a/about/y", ""), ("z", "")]);
        let exclude = ["/about/".to_owned()];
        let source = FolderSource::new(folder.path(), &exclude, &folder.path().join("public"), all).unwrap();
        assert_eq!(names(&source), ["a/about/y", "z"]);
    }

    #[cfg(unix)]
    #[test]
    fn symbolic_links_are_not_followed() {
        let outside = folder(&[("secret", "s")]);
        let inside = folder(&[("a", "one")]);
        std::os::unix::fs::symlink(outside.path().join("secret"), inside.path().join("link")).unwrap();
        std::os::unix::fs::symlink(outside.path(), inside.path().join("folder")).unwrap();
        let source = FolderSource::new(inside.path(), &[], Path::new("none"), all).unwrap();
        assert_eq!(names(&source), ["a"]);
        let passed_over: Vec<_> = source.list().unwrap().passed_over.into_iter().map(|one| one.name).collect();
        assert_eq!(passed_over, ["folder", "link"]);
        assert!(source.read("link").is_err() && source.read("folder/secret").is_err());
        assert_eq!(source.probe("folder/secret", 9).unwrap(), None);
    }

    #[test]
    fn a_pattern_that_is_none_is_refused() {
        let folder = folder(&[]);
        assert!(FolderSource::new(folder.path(), &["a{".to_owned()], Path::new("none"), all).is_err());
    }
}
