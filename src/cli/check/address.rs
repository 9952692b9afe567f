//! Asking a server for a feed, and then the questions that tell how it serves it.

use std::time::Duration;

use url::Url;

use crate::check::response::{Answer, Hop, Response, check_response};
use crate::check::{Circumstances, Judgement};
use crate::cli::check::Arguments;
use crate::cli::failure::Failure;
use crate::fetch::{self, Fetcher, Limits, Method, Request};

/// What asks; made ready with the first address.
pub(super) struct Asker {
    limits: Limits,
    headers: Vec<(String, String)>,
    fetcher: Option<Fetcher>,
}

impl Asker {
    /// Takes over what the command line says of addresses.
    ///
    /// # Errors
    /// A header that is none.
    pub(super) fn new(arguments: &Arguments) -> Result<Asker, Failure> {
        let mut limits = Limits::default();
        if let Some(seconds) = arguments.timeout {
            limits.whole = Duration::from_secs(seconds);
            limits.connect = limits.connect.min(limits.whole);
        }
        let headers = arguments.header.iter().map(|text| header(text)).collect::<Result<_, _>>()?;
        Ok(Asker { limits, headers, fetcher: None })
    }

    /// Fetches a feed, asks again, and judges what came.
    ///
    /// # Errors
    /// The feed can't be fetched. What fails later is left out of the judgement.
    pub(super) fn judge(&mut self, address: &Url, circumstances: &Circumstances) -> Result<Judgement, Failure> {
        let fetcher = self.fetcher.get_or_insert_with(|| Fetcher::new(self.limits));
        let request = Request { headers: self.headers.clone(), ..Request::get(address.clone()) };
        let first =
            fetcher.send(&request).and_then(fetch::Response::success).map_err(|error| Failure::fetch(&error))?;
        // What was meant for one host is no other's business.
        let is_same = first.address.origin() == address.origin();
        let request = Request {
            headers: if is_same { request.headers } else { Vec::new() },
            ..Request::get(first.address.clone())
        };
        let ask = |request: Request| {
            let response = fetcher.send(&request).ok().filter(|response| response.hops.is_empty())?;
            let (status, headers) = (response.status, response.headers.clone());
            Some(Answer { status, headers, body: response.into_body() })
        };
        let again = |name: &str, value: Option<&str>| {
            ask(request.clone().header(name, value.filter(|value| !value.is_empty())?))
        };
        let response = Response {
            hops: hops(&first),
            address: first.address.to_string(),
            headers: first.headers.clone(),
            by_etag: again("if-none-match", first.header("etag")),
            by_date: again("if-modified-since", first.header("last-modified")),
            head: ask(Request { method: Method::Head, ..request.clone() }),
        };
        Ok(check_response(&response, first.body(), circumstances))
    }
}

/// The redirects on the way, each with the address that it led to.
fn hops(response: &fetch::Response) -> Vec<Hop> {
    let targets = response.hops.iter().skip(1).map(|hop| &hop.address).chain([&response.address]);
    let hop = |(hop, target): (&fetch::Hop, &Url)| Hop {
        address: hop.address.to_string(),
        status: hop.status,
        target: target.to_string(),
    };
    response.hops.iter().zip(targets).map(hop).collect()
}

/// `Name: value` as a name and a value.
fn header(text: &str) -> Result<(String, String), Failure> {
    let (name, value) = text.split_once(':').unwrap_or_default();
    let (name, value) = (name.trim(), value.trim());
    // A token (RFC 9110, section 5.6.2).
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if name.is_empty() || !name.chars().all(is_token) || value.is_empty() || value.chars().any(char::is_control) {
        let hint = "write a name, a colon and a value: `--header 'Authorization: Bearer TOKEN'`";
        return Err(Failure::usage("`--header`: that is no header").hint(hint));
    }
    Ok((name.to_ascii_lowercase(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_have_a_name_and_a_value() {
        let read = header(" Authorization : Basic YTpi").unwrap();
        assert_eq!(read, ("authorization".to_owned(), "Basic YTpi".to_owned()));
        for wrong in ["", "Authorization", ": x", "Name:", "a b: c", "X: a\r\nY: b", "é: x"] {
            assert!(header(wrong).is_err(), "{wrong:?}");
        }
    }
}
