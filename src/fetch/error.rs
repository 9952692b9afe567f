//! Why nothing could be fetched.

use std::fmt;
use std::time::Duration;

use url::Url;

use crate::fetch::Hop;

/// Why nothing could be fetched, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchError {
    /// One sentence, with the address, without a trailing full stop.
    message: String,
    /// What to do, one thing a line.
    hint: String,
}

impl fmt::Display for FetchError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for FetchError {}

const IN_A_BROWSER: &str = "see whether a browser shows the address";

impl FetchError {
    /// What to do about it, in the imperative; one thing a line.
    pub fn hint(&self) -> &str {
        &self.hint
    }

    pub(super) fn new(address: &Url, reason: impl fmt::Display, hint: impl Into<String>) -> FetchError {
        FetchError { message: format!("can't fetch `{address}`: {reason}"), hint: hint.into() }
    }

    /// A status that is no success.
    pub(super) fn of_status(address: &Url, status: u16, retry_after: Option<&str>) -> FetchError {
        let (meaning, hint) = match status {
            300..=399 => ("the server sends elsewhere, and does not say where", IN_A_BROWSER),
            400 => ("the server does not understand the request", IN_A_BROWSER),
            401 | 407 => ("a login is wanted", "give what the server wants: `--header 'Authorization: …'`"),
            403 => (
                "the server refuses",
                "see whether the feed is public, and whether the server shuts out programs: feed readers are programs",
            ),
            404 => ("there is nothing", "see that the address is right"),
            410 => ("what was there is gone for good", "look on the site for a feed that takes its place"),
            429 => ("the server was asked too often", "wait, and ask less often"),
            451 => ("the law forbids it", IN_A_BROWSER),
            _ if status / 100 == 4 => ("the server refuses", IN_A_BROWSER),
            503 => ("the server does not serve at present", "try again later"),
            502 | 504 => ("the server behind the server does not answer", "try again later"),
            _ if status / 100 == 5 => {
                ("the server is out of order", "try again later; if it is yours, look into its log")
            }
            _ => ("that is no answer", IN_A_BROWSER),
        };
        let wait = retry_after.map(|after| format!(" (try again after: {})", after.escape_debug()));
        FetchError::new(address, format!("{meaning}: status {status}{}", wait.unwrap_or_default()), hint)
    }

    pub(super) fn too_slow(address: &Url, limit: Duration) -> FetchError {
        let seconds = limit.as_secs();
        let reason = format!("it took longer than {seconds} seconds");
        FetchError::new(address, reason, "try again, or give it longer: `--timeout SECONDS`")
    }

    pub(super) fn bad_location(address: &Url, location: &str) -> FetchError {
        let reason = format!("it redirects to `{}`, which is no address", location.escape_debug());
        FetchError::new(address, reason, "mend the server's redirect")
    }

    pub(super) fn loops(requested: &Url, back_at: &Url, hops: &[Hop]) -> FetchError {
        let way = way(hops);
        let reason = format!("its redirects lead in a circle, back to `{back_at}` ({way})");
        FetchError::new(requested, reason, "mend the server's redirects")
    }

    pub(super) fn too_many_redirects(requested: &Url, hops: &[Hop]) -> FetchError {
        let reason = format!("{} redirects did not lead to it ({})", hops.len(), way(hops));
        FetchError::new(requested, reason, "mend the server's redirects; one is enough")
    }

    pub(super) fn scheme(requested: &Url, address: &Url) -> FetchError {
        if requested == address {
            return FetchError::new(address, "it is no address of the web", "give one that begins with `https://`");
        }
        let reason = format!("it redirects to `{address}`, which is no address of the web");
        FetchError::new(requested, reason, "mend the server's redirect")
    }

    pub(super) fn credentials(address: &Url) -> FetchError {
        let mut shown = address.clone();
        // An address with a host takes both.
        let _ = shown.set_username("").and_then(|()| shown.set_password(None));
        let hint = "give it as a header: `--header 'Authorization: …'`";
        FetchError::new(&shown, "a name or a password stands in the address", hint)
    }

    #[cfg(not(feature = "network"))]
    pub(super) fn unavailable(address: &Url) -> FetchError {
        let hint = "install it with the feature `network`";
        FetchError::new(address, "this program was built without the network", hint)
    }
}

/// Redirects as people read them: `301 → 302`.
fn way(hops: &[Hop]) -> String {
    let steps: Vec<String> = hops.iter().map(|hop| format!("{} {}", hop.status, hop.address)).collect();
    steps.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_means_something() {
        let address = Url::parse("https://carnet.example/feed.xml").unwrap();
        for status in (100..=199).chain(300..=999) {
            let error = FetchError::of_status(&address, status, None);
            assert!(error.to_string().contains(&status.to_string()) && !error.hint().is_empty());
        }
        let busy = FetchError::of_status(&address, 429, Some("120")).to_string();
        assert!(busy.ends_with("asked too often: status 429 (try again after: 120)"), "{busy}");
    }

    #[test]
    fn a_password_is_not_shown() {
        let error = FetchError::credentials(&Url::parse("https://zoe:secret@carnet.example/").unwrap());
        assert!(!error.to_string().contains("secret") && !error.to_string().contains("zoe"), "{error}");
    }
}
