//! Addresses of the web on the command line, and what is there.

use url::Url;

use crate::cli::failure::Failure;
use crate::fetch::{self, Fetcher, Limits, Request};
use crate::model;

/// Whether what was typed is an address of the web, not a path.
pub(super) fn is_address(text: &str) -> bool {
    model::Url::begins_as_web(text)
}

/// The address that was typed.
///
/// # Errors
/// It is none, or this program was built without the network.
pub(super) fn address(text: &str) -> Result<Url, Failure> {
    if !fetch::IS_AVAILABLE {
        let message = format!("`{text}` is an address, and this `feedwright` was built without the network");
        let hint = "install it with the feature `network`, which is on by default\n\
            or download the feed first, and name the file or `-`: `curl -fsSL ADDRESS | feedwright …`";
        return Err(Failure::usage(message).hint(hint));
    }
    Url::parse(text).map_err(|error| {
        let hint = "write the whole address, such as `https://example.org/feed.xml`";
        Failure::usage(format!("`{text}` is no address: {error}")).hint(hint)
    })
}

/// What is at an address.
///
/// # Errors
/// It is none, or nothing can be fetched from there.
pub(super) fn fetch(text: &str) -> Result<Vec<u8>, Failure> {
    let request = Request::get(address(text)?);
    let answer = Fetcher::new(Limits::default()).send(&request).and_then(fetch::Response::success);
    answer.map(fetch::Response::into_body).map_err(|error| Failure::fetch(&error))
}
