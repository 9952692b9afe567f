//! A feed that somebody has already: a file, an address, or standard input.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::{web, words};

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
    if let Some(address) = path.to_str().filter(|text| web::is_address(text)) {
        return Ok((address.to_owned(), web::fetch(address)?));
    }
    let name = words::shown(path);
    let bytes = fs::read(path).map_err(|error| Failure::read(&name, &error))?;
    Ok((name, bytes))
}
