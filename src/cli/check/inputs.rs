//! What is to be judged: files, the feeds in folders, addresses, standard input.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use url::Url;

use crate::check;
use crate::cli::failure::Failure;
use crate::cli::web;
use crate::cli::words;

/// What standard input is called in reports.
const STDIN: &str = "stdin";
/// How much of a file is read to tell whether it is a feed.
const HEAD_BYTES: u64 = 16 * 1024;
/// How much of a file is read: with one byte more than is judged, it is known that there is more.
const READ_MAX: u64 = check::BYTES_MAX as u64 + 1;

/// Something to be judged.
pub(super) struct Input {
    /// What it is called.
    pub(super) name: String,
    /// Where it is.
    pub(super) source: Source,
}

/// Where something to be judged is.
pub(super) enum Source {
    /// On standard input.
    Stdin,
    /// In a file.
    File(PathBuf),
    /// At an address of the web.
    Address(Url),
}

impl Input {
    /// Whether it is standard input.
    pub(super) fn is_stdin(&self) -> bool {
        matches!(self.source, Source::Stdin)
    }

    /// Its bytes; of very many, one more than is judged; none of an address, which others fetch.
    ///
    /// # Errors
    /// It can't be read.
    pub(super) fn read(&self) -> Result<Vec<u8>, Failure> {
        match &self.source {
            Source::Stdin => beginning(io::stdin().lock()).map_err(|error| Failure::read("standard input", &error)),
            Source::File(path) => {
                let read = fs::File::open(path).and_then(beginning_of_file);
                read.map_err(|error| Failure::read(&words::shown(path), &error))
            }
            Source::Address(_) => Ok(Vec::new()),
        }
    }
}

fn beginning_of_file(file: fs::File) -> io::Result<Vec<u8>> {
    let length = file.metadata()?.len().min(READ_MAX);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    file.take(READ_MAX).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn beginning(input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(READ_MAX).read_to_end(&mut bytes)?;
    Ok(bytes)
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
                inputs.push(Input { name: STDIN.to_owned(), source: Source::Stdin });
            }
            continue;
        }
        if let Some(text) = path.to_str().filter(|text| web::is_address(text)) {
            let address = web::address(text)?;
            if seen.insert(PathBuf::from(address.as_str())) {
                inputs.push(Input { name: address.to_string(), source: Source::Address(address) });
            }
            continue;
        }
        refuse_other_schemes(path)?;
        let files = if path.is_dir() { feeds_in(path)? } else { vec![path.clone()] };
        for file in files.into_iter().filter(|file| seen.insert(file.clone())) {
            inputs.push(Input { name: words::shown(&file), source: Source::File(file) });
        }
    }
    Ok(inputs)
}

/// Refuses what is meant to be an address, but of a kind that can't be fetched.
fn refuse_other_schemes(path: &Path) -> Result<(), Failure> {
    let text = path.to_string_lossy();
    let Some((scheme, rest)) = text.split_once("://") else { return Ok(()) };
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    if scheme.len() < 2 || !scheme.chars().all(is_scheme) || path.exists() {
        return Ok(());
    }
    let message = format!("`{text}`: feeds are fetched by https and http, not by `{scheme}`");
    Err(Failure::usage(message).hint(format!("write `https://{rest}`, if there is such an address")))
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
