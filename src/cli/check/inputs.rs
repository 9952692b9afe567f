//! What is to be judged: files, the feeds in folders, standard input.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::check;
use crate::cli::failure::Failure;
use crate::cli::words;

/// What standard input is called in reports.
const STDIN: &str = "stdin";
/// How much of a file is read to tell whether it is a feed.
const HEAD_BYTES: u64 = 16 * 1024;

/// Something to be judged.
pub(super) struct Input {
    /// What it is called.
    pub(super) name: String,
    /// The file; none for standard input.
    path: Option<PathBuf>,
}

impl Input {
    /// Whether it is standard input.
    pub(super) fn is_stdin(&self) -> bool {
        self.path.is_none()
    }

    /// The file; none for standard input.
    pub(super) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Its bytes.
    ///
    /// # Errors
    /// It can't be read.
    pub(super) fn read(&self) -> Result<Vec<u8>, Failure> {
        let Some(path) = &self.path else {
            let mut bytes = Vec::new();
            let read = io::stdin().lock().read_to_end(&mut bytes);
            return read.map(|_| bytes).map_err(|error| Failure::read("standard input", &error));
        };
        fs::read(path).map_err(|error| Failure::read(&words::shown(path), &error))
    }
}

/// Everything that the paths of a command line lead to, each once.
///
/// # Errors
/// A path that leads nowhere, or to no feed.
pub(super) fn find(paths: &[PathBuf]) -> Result<Vec<Input>, Failure> {
    let mut seen = BTreeSet::new();
    let mut inputs = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            if seen.insert(path.clone()) {
                inputs.push(Input { name: STDIN.to_owned(), path: None });
            }
            continue;
        }
        refuse_address(path)?;
        let files = if path.is_dir() { feeds_in(path)? } else { vec![path.clone()] };
        for file in files.into_iter().filter(|file| seen.insert(file.clone())) {
            inputs.push(Input { name: words::shown(&file), path: Some(file) });
        }
    }
    Ok(inputs)
}

fn refuse_address(path: &Path) -> Result<(), Failure> {
    let shown = path.to_string_lossy();
    let is_address = ["http://", "https://"].iter().any(|scheme| {
        // Only bytes that are ASCII can be equal, so the cut is on a boundary.
        shown.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    if !is_address {
        return Ok(());
    }
    let message = format!("`{shown}` is an address, and only files are judged");
    Err(Failure::usage(message).hint(format!("download it first: `curl -fsSL {shown} | feedwright check -`")))
}

/// The feeds in a folder and below it, in the order of their names. Hidden files are passed over, and folders that are
/// symbolic links, which may lead in a circle.
fn feeds_in(root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut feeds = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let refuse = |error: io::Error| Failure::read(&words::shown(&folder), &error);
        for entry in fs::read_dir(&folder).map_err(refuse)? {
            let entry = entry.map_err(refuse)?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let path = entry.path();
            if entry.file_type().map_err(refuse)?.is_dir() {
                folders.push(path);
            } else if path.is_file() && is_feed(&path).map_err(|error| Failure::read(&words::shown(&path), &error))? {
                feeds.push(path);
            }
        }
    }
    if feeds.is_empty() {
        let message = format!("there is no feed in `{}`", words::shown(root));
        return Err(Failure::usage(message).hint("give the folder that the feeds are in, or a file"));
    }
    feeds.sort();
    Ok(feeds)
}

/// Whether a file is a feed: by its name where that tells, else by how it begins.
fn is_feed(path: &Path) -> io::Result<bool> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref() {
        Some("rss" | "atom" | "rdf" | "opml") => return Ok(true),
        Some("xml" | "json") | None => {}
        Some(_) => return Ok(false),
    }
    let mut head = Vec::new();
    fs::File::open(path)?.take(HEAD_BYTES).read_to_end(&mut head)?;
    Ok(check::looks_like_feed(&head))
}
