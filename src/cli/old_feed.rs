//! A feed that somebody has already: a file, an address, or standard input.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::words;

/// Its name, as people know it, and its bytes.
///
/// # Errors
/// It can't be read, or fetched.
pub(super) fn read(path: &Path) -> Result<(String, Vec<u8>), Failure> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut bytes);
        return read.map(|_| ("stdin".to_owned(), bytes)).map_err(|error| Failure::read("standard input", &error));
    }
    if let Some(address) = address(path) {
        return Ok((address.clone(), fetch(&address)?));
    }
    let name = words::shown(path);
    let bytes = fs::read(path).map_err(|error| Failure::read(&name, &error))?;
    Ok((name, bytes))
}

/// The address that a path is meant to be.
fn address(path: &Path) -> Option<String> {
    let text = path.to_str()?;
    let starts = |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    (starts("http://") || starts("https://")).then(|| text.to_owned())
}

/// The bytes behind an address.
///
/// # Errors
/// It can't be fetched.
fn fetch(address: &str) -> Result<Vec<u8>, Failure> {
    let message = format!("`{address}` is an address, and only files are read");
    Err(Failure::usage(message).hint(format!("download it first: `curl -fsSL {address} > old-feed`")))
}
