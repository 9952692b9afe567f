//! Articles in a folder.
//!
//! Hidden files, what `.gitignore` names, the output folder and the folders that belong to a site generator's machinery
//! are no articles. Symbolic links are never followed: a link in a content folder could make any file of the machine
//! public.

mod reading;

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::UNIX_EPOCH;

use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, WalkBuilder, WalkState};

use crate::output::is_name;
use crate::parallel;
use crate::source::folder::reading::Reading;
use crate::source::unlinked::{self, Unlinked};
use crate::source::{
    DOCUMENT_BYTES_MAX, Document, DocumentInfo, FOREIGN_WHY, Glance, LINK_WHY, Listing, PassedOver, Probe, Reads,
    Source, git,
};
use crate::stamp::Stamp;

/// Folders of site generators and their tools that hold pages and texts, none of which is an article: what Jekyll and
/// Eleventy have built, their templates, and packages.
const MACHINERY: &[&str] = &["_site", "_includes", "_layouts", "node_modules"];

/// Whether a folder of this name holds pages and texts of which none is an article.
pub(crate) fn is_machinery(name: &str) -> bool {
    MACHINERY.contains(&name)
}

/// Extensions of articles in markups that are not understood here.
const FOREIGN: &[&str] = &["mdx", "rst", "adoc", "asciidoc", "org", "textile", "docx", "odt", "rtf"];

/// So much room is made for a file before it is read; one that is longer, or does not tell, gets more as it comes.
const FIRST_BYTES: u64 = 4 * 1024 * 1024;

/// A folder and everything below it, for one build: documents are read from the folder that was there when this was made,
/// whatever has taken its place since.
#[derive(Clone, Debug)]
pub struct FolderSource {
    root: PathBuf,
    exclude: Vec<String>,
    output: Option<PathBuf>,
    is_document: fn(&str) -> bool,
    /// The root opened, so that files are looked up from there.
    unlinked: Unlinked,
    /// Folders within the root that were looked at, and where they stand.
    folders: Arc<RwLock<HashMap<String, Arc<Path>>>>,
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
        let source = FolderSource {
            unlinked: Unlinked::new(&root),
            root,
            exclude: exclude.to_vec(),
            output: fs::canonicalize(output).ok(),
            is_document,
            folders: Arc::default(),
        };
        source.walker()?;
        Ok(source)
    }

    /// What is excluded.
    fn patterns(&self) -> io::Result<Override> {
        let refuse = |error: ignore::Error| io::Error::new(io::ErrorKind::InvalidInput, error.to_string());
        let mut patterns = OverrideBuilder::new(&self.root);
        for pattern in &self.exclude {
            patterns.add(&format!("!{pattern}")).map_err(refuse)?;
        }
        patterns.build().map_err(refuse)
    }

    /// The folder of finished files, where it is not the root.
    fn output(&self) -> Option<&Path> {
        self.output.as_deref().filter(|output| *output != self.root)
    }

    /// A quick look, where nothing is out of the ordinary.
    #[cfg(target_os = "linux")]
    fn look(&self, has_facts: bool) -> io::Result<Option<Glance>> {
        use crate::source::quick::Walk;
        let (output, patterns) = (self.output(), self.patterns()?);
        Ok(Walk { root: &self.root, output, patterns, is_document: self.is_document, has_facts }.glance())
    }

    #[cfg(not(target_os = "linux"))]
    fn look(&self, _: bool) -> io::Result<Option<Glance>> {
        Ok(None)
    }

    fn walker(&self) -> io::Result<WalkBuilder> {
        let mut walker = WalkBuilder::new(&self.root);
        // What a build reads depends on the folder alone, not on the settings of who runs it.
        walker.git_global(false).git_exclude(false).require_git(false).follow_links(false);
        walker.overrides(self.patterns()?);
        let output = self.output().map(Path::to_path_buf);
        walker.filter_entry(move |entry| {
            let is_machinery = entry.depth() > 0
                && entry.file_type().is_some_and(|kind| kind.is_dir())
                && entry.file_name().to_str().is_some_and(is_machinery);
            !is_machinery && output.as_deref() != Some(entry.path())
        });
        Ok(walker)
    }

    /// A path's name below the root; `None` when it is not UTF-8.
    fn name(&self, path: &Path) -> Option<String> {
        // Mostly the path is the name already, behind the root.
        if let (Some(path), Some(root), '/') = (path.to_str(), self.root.to_str(), MAIN_SEPARATOR) {
            return Some(path.strip_prefix(root)?.trim_start_matches('/').to_owned());
        }
        let below = path.strip_prefix(&self.root).ok()?;
        let parts: Option<Vec<&str>> = below.components().map(|part| part.as_os_str().to_str()).collect();
        parts.map(|parts| parts.join("/"))
    }

    /// What could not be looked into, with its name below the root.
    fn refused(&self, error: &ignore::Error) -> PassedOver {
        let path = path_of(error).and_then(|path| path.strip_prefix(&self.root).ok());
        let name = path.unwrap_or(Path::new("")).to_string_lossy().into_owned();
        let why = error.io_error().map_or_else(|| error.to_string(), |error| error.kind().to_string());
        // What has gone in the meantime is missed by nobody.
        let is_gone = error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound);
        PassedOver { name, why, is_refused: !is_gone }
    }

    /// The place of a name within the root, which may be that of a link.
    fn named(&self, name: &str) -> io::Result<PathBuf> {
        if !is_name(name) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a name within the folder"));
        }
        let slash = memchr::memrchr(b'/', name.as_bytes());
        let (folder, file) = slash.map_or(("", name), |slash| (&name[..slash], &name[slash + 1..]));
        let folder = self.folder(folder).ok_or_else(nowhere)?;
        let mut place = PathBuf::with_capacity(folder.as_os_str().len() + 1 + file.len());
        place.push(&*folder);
        place.push(file);
        Ok(place)
    }

    /// The place of a name, if it is a regular file that stands within the root once every link is resolved.
    fn place(&self, name: &str) -> io::Result<PathBuf> {
        let place = self.named(name)?;
        let mut metadata = fs::symlink_metadata(&place)?;
        let place = if metadata.is_symlink() { fs::canonicalize(place)? } else { place };
        if metadata.is_symlink() {
            metadata = fs::metadata(&place)?;
        }
        let is_within = metadata.is_file() && place.starts_with(&self.root);
        if is_within { Ok(place) } else { Err(nowhere()) }
    }

    /// The file of a name, if it is such a one.
    fn open(&self, name: &str) -> io::Result<Opened> {
        // Mostly no link stands there, so that one look is enough.
        let opened = if is_name(name) { self.unlinked.open(name) } else { None };
        let file = match opened {
            Some(file) => file,
            None => match unlinked::open(&self.named(name)?) {
                Some(file) => file?,
                None => File::open(self.place(name)?)?,
            },
        };
        Opened::of(file)
    }

    /// Where a folder stands once every link is resolved, if that is within the root. It is looked at once: a folder
    /// holds many articles.
    fn folder(&self, name: &str) -> Option<Arc<Path>> {
        if let Some(known) = self.folders.read().unwrap_or_else(PoisonError::into_inner).get(name) {
            return Some(known.clone());
        }
        let place = fs::canonicalize(self.root.join(name)).ok().filter(|place| place.starts_with(&self.root))?;
        let place: Arc<Path> = place.into();
        let mut folders = self.folders.write().unwrap_or_else(PoisonError::into_inner);
        folders.insert(name.to_owned(), place.clone());
        Some(place)
    }
}

/// A regular file that is open, and what is known of it.
struct Opened {
    file: File,
    length: u64,
    stamp: Option<Stamp>,
}

impl Opened {
    fn of(file: File) -> io::Result<Opened> {
        let (length, stamp) = unlinked::told(&file)?.ok_or_else(nowhere)?;
        Ok(Opened { file, length, stamp })
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        let Opened { file, length, .. } = self;
        // With room for one byte more than there was when it was opened, it is seen whether more has come.
        let mut bytes = Vec::with_capacity(usize::try_from((*length).min(FIRST_BYTES)).unwrap_or_default() + 1);
        unlinked::read(file, &mut bytes)?;
        if bytes.len() as u64 == *length && *length > 0 {
            return Ok(bytes);
        }
        // Some files do not tell how long they are.
        file.take((DOCUMENT_BYTES_MAX + 1).saturating_sub(bytes.len() as u64)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > DOCUMENT_BYTES_MAX {
            let megabytes = DOCUMENT_BYTES_MAX / (1024 * 1024);
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than {megabytes} MB")));
        }
        Ok(bytes)
    }

    fn document(&self) -> io::Result<Document> {
        self.bytes().map(|bytes| Document { bytes, stamp: self.stamp })
    }
}

fn nowhere() -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, "no file within the folder")
}

/// What one thread finds.
struct List<'a> {
    source: &'a FolderSource,
    listing: Listing,
    lists: &'a Mutex<Vec<Listing>>,
}

impl List<'_> {
    fn take(&mut self, entry: Result<DirEntry, ignore::Error>) {
        let (source, listing) = (self.source, &mut self.listing);
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                listing.passed_over.push(source.refused(&error));
                return;
            }
        };
        let Some(name) = source.name(entry.path()) else {
            let below = entry.path().strip_prefix(&source.root).unwrap_or(entry.path());
            let name = below.to_string_lossy().into_owned();
            listing.passed_over.push(set_aside(name, "its name is not UTF-8"));
            return;
        };
        let Some(kind) = entry.file_type() else { return };
        if kind.is_symlink() {
            listing.passed_over.push(set_aside(name, LINK_WHY));
        } else if kind.is_file() && (source.is_document)(&name) {
            let metadata = entry.metadata().ok();
            let modified = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
            let modified = modified.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
            let modified = modified.and_then(|since| i64::try_from(since.as_secs()).ok());
            let stamp = metadata.as_ref().and_then(Stamp::of);
            listing.documents.push(DocumentInfo { name, modified, stamp });
        } else if kind.is_file() && is_foreign(&name) {
            listing.passed_over.push(set_aside(name, FOREIGN_WHY));
        }
    }
}

impl Drop for List<'_> {
    fn drop(&mut self) {
        let mut listing = std::mem::take(&mut self.listing);
        listing.documents.sort_by(|a, b| a.name.cmp(&b.name));
        self.lists.lock().unwrap_or_else(PoisonError::into_inner).push(listing);
    }
}

pub(super) fn set_aside(name: String, why: &str) -> PassedOver {
    PassedOver { name, why: why.to_owned(), is_refused: false }
}

/// Whether a file is written in a way that others keep articles in: who has some should know that they are missing.
pub(super) fn is_foreign(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    FOREIGN.iter().any(|foreign| extension.eq_ignore_ascii_case(foreign))
}

/// The path that an error names.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

impl Source for FolderSource {
    fn list(&self) -> io::Result<Listing> {
        let lists = Mutex::new(Vec::new());
        self.walker()?.threads(parallel::threads()).build_parallel().run(|| {
            let mut list = List { source: self, listing: Listing::default(), lists: &lists };
            Box::new(move |entry| {
                list.take(entry);
                WalkState::Continue
            })
        });
        let mut listing = Listing::default();
        for mut list in lists.into_inner().unwrap_or_else(PoisonError::into_inner) {
            listing.documents.append(&mut list.documents);
            listing.passed_over.append(&mut list.passed_over);
        }
        // What each thread found is in order already, so this only merges.
        listing.documents.sort_by(|a, b| a.name.cmp(&b.name));
        listing.passed_over.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(listing)
    }

    fn glance(&self) -> io::Result<Glance> {
        self.look(true)?.map_or_else(|| self.list().map(Glance::of), Ok)
    }

    fn names(&self) -> io::Result<Glance> {
        self.look(false)?.map_or_else(|| self.list().map(Glance::of), Ok)
    }

    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        self.open(name)?.bytes()
    }

    fn read_each<'a>(&'a self, names: Vec<&'a str>) -> Reads<'a> {
        Box::new(Reading::of(self, names))
    }

    fn probe(&self, name: &str, limit: usize) -> io::Result<Option<Probe>> {
        let Ok(place) = self.place(name) else { return Ok(None) };
        let file = File::open(place)?;
        let length = file.metadata()?.len();
        let mut head = Vec::new();
        file.take(limit as u64).read_to_end(&mut head)?;
        Ok(Some(Probe { length, head }))
    }

    fn stamp(&self, name: &str) -> Option<Stamp> {
        self.place(name).and_then(fs::metadata).ok().as_ref().and_then(Stamp::of)
    }

    fn first_commits(&self) -> io::Result<Vec<(String, i64)>> {
        git::first_commits(&self.root)
    }

    fn last_commits(&self, names: &[&str]) -> Vec<(String, i64)> {
        git::last_commits(&self.root, names)
    }
}

#[cfg(test)]
mod tests;
