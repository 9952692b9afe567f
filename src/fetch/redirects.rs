//! Following redirects (RFC 9110, section 15.4), with every step kept.

use url::Url;

use crate::fetch::{Exchange, FetchError, Hop, Request, Response};

/// Asks with `send`, and wherever an answer leads, until there is one that leads nowhere.
pub(super) fn follow(
    request: &Request,
    hops_max: usize,
    mut send: impl FnMut(&Url, &[(String, String)]) -> Result<Exchange, FetchError>,
) -> Result<Response, FetchError> {
    let mut hops: Vec<Hop> = Vec::new();
    let mut address = request.address.clone();
    loop {
        address.set_fragment(None);
        refuse(&address, &request.address)?;
        // What was meant for one host (a password, say) is no other's business.
        let headers = if address.origin() == request.address.origin() { request.headers.as_slice() } else { &[] };
        let Exchange { status, headers, sent, decoded } = send(&address, headers)?;
        let location = headers.iter().find(|(name, _)| name == "location").map(|(_, value)| value.clone());
        let (true, Some(location)) = (is_redirect(status), location) else {
            return Ok(Response { hops, address, status, headers, sent, decoded });
        };
        let next = address.join(&location).map_err(|_| FetchError::bad_location(&address, &location))?;
        hops.push(Hop { address: address.clone(), status, location });
        if hops.iter().any(|hop| hop.address == next) {
            return Err(FetchError::loops(&request.address, &next, &hops));
        }
        if hops.len() > hops_max {
            return Err(FetchError::too_many_redirects(&request.address, &hops));
        }
        address = next;
    }
}

/// Whether a status sends elsewhere. 300 and 304 do not, and 305 and 306 are given up.
fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

fn refuse(address: &Url, requested: &Url) -> Result<(), FetchError> {
    if !matches!(address.scheme(), "http" | "https") || !address.has_host() {
        return Err(FetchError::scheme(requested, address));
    }
    if !address.username().is_empty() || address.password().is_some() {
        return Err(FetchError::credentials(address));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, location: Option<&str>) -> Exchange {
        let headers = location.map(|location| ("location".to_owned(), location.to_owned()));
        Exchange { status, headers: headers.into_iter().collect(), sent: Vec::new(), decoded: None }
    }

    /// Answers for paths: a status, and where it leads.
    fn ask(from: &str, answers: &[(&str, u16, &str)]) -> Result<Response, FetchError> {
        let request = Request::get(Url::parse(from).unwrap());
        follow(&request, 3, |address, _| {
            let found = answers.iter().find(|(path, ..)| *path == address.path());
            Ok(found.map_or_else(|| answer(200, None), |(_, status, location)| answer(*status, Some(location))))
        })
    }

    #[test]
    fn every_step_is_kept() {
        let answers = [("/a", 301, "/b#part"), ("/b", 307, "http://other.example/c")];
        let response = ask("https://carnet.example/a", &answers).unwrap();
        assert_eq!((response.status, response.address.as_str()), (200, "http://other.example/c"));
        let hops: Vec<_> = response.hops.iter().map(|hop| (hop.address.path(), hop.status, &*hop.location)).collect();
        assert_eq!(hops, [("/a", 301, "/b#part"), ("/b", 307, "http://other.example/c")]);
    }

    #[test]
    fn only_a_location_of_a_redirect_is_followed() {
        for status in [200, 201, 300, 304, 404] {
            assert_eq!(ask("https://carnet.example/a", &[("/a", status, "/b")]).unwrap().status, status);
        }
        let request = Request::get(Url::parse("https://carnet.example/a").unwrap());
        assert_eq!(follow(&request, 3, |_, _| Ok(answer(302, None))).unwrap().status, 302);
    }

    #[test]
    fn circles_and_long_ways_end() {
        let message = |answers: &[_]| ask("https://carnet.example/a", answers).unwrap_err().to_string();
        let circle = message(&[("/a", 302, "/b"), ("/b", 302, "/a")]);
        assert!(circle.contains("circle") && circle.contains("https://carnet.example/b"), "{circle}");
        let long = message(&[("/a", 302, "/b"), ("/b", 302, "/c"), ("/c", 302, "/d"), ("/d", 302, "/e")]);
        assert!(long.contains("4 redirects"), "{long}");
        let elsewhere = message(&[("/a", 302, "file:///etc/passwd")]);
        assert!(elsewhere.contains("`file:///etc/passwd`"), "{elsewhere}");
        assert!(message(&[("/a", 302, "http://[")]).contains("`http://[`"));
    }

    #[test]
    fn added_headers_stay_with_their_host() {
        let request = Request::get(Url::parse("https://carnet.example/a").unwrap()).header("authorization", "x");
        let mut seen = Vec::new();
        let answers = ["/b", "https://carnet.example:8443/c", "http://carnet.example/d"];
        follow(&request, 3, |_, headers| {
            seen.push(headers.len());
            Ok(answers.get(seen.len() - 1).map_or_else(|| answer(200, None), |to| answer(301, Some(to))))
        })
        .unwrap();
        assert_eq!(seen, [1, 1, 0, 0]);
    }
}
