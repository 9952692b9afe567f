//! Gets what is at an address of the web: redirects followed, content decoded, time and size bounded.
//!
//! # Why
//! The network is at the rim, as disk and clock are: only `cli` asks this module, and what it hands on is plain data.
//! What was received is told as it was received, every redirect and header of it, since the checker judges that too. A
//! status is no error here: whoever wants a feed and nothing else asks [`Response::success`].
//!
//! # Limits
//! A [`Fetcher`] has [`Limits`]; no server can make it wait or store more. Nothing is sent anywhere but what a
//! [`Request`] says, and headers that were added to it stay with the host that it names. A proxy that the environment
//! names (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, less `NO_PROXY`) is used.
//!
//! # Without the network
//! All of this needs the Cargo feature `network`, which is on unless somebody turns it off. Without it,
//! [`IS_AVAILABLE`] is false, and every request is refused.

#[cfg(feature = "network")]
mod client;
#[cfg(feature = "network")]
mod coding;
mod error;
mod redirects;

use std::time::{Duration, Instant};

use url::Url;

pub use error::FetchError;

/// Whether this program can fetch anything.
pub const IS_AVAILABLE: bool = cfg!(feature = "network");

/// What this program calls itself.
#[cfg(feature = "network")]
const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
/// What it would have: a feed of any format.
#[cfg(feature = "network")]
const ACCEPT: &str = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, \
    text/xml;q=0.9, application/json;q=0.9, text/x-opml;q=0.9, */*;q=0.5";

/// How a server is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// For everything.
    #[default]
    Get,
    /// For everything but the body.
    Head,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// Where; `http` or `https`.
    pub address: Url,
    /// How.
    pub method: Method,
    /// Headers to be sent beside the usual ones: names and values. A redirect to another host leaves them out.
    pub headers: Vec<(String, String)>,
}

impl Request {
    /// Asks for everything at an address, with the usual headers.
    pub fn get(address: Url) -> Request {
        Request { address, method: Method::Get, headers: Vec::new() }
    }

    /// The same request with one more header.
    pub fn header(mut self, name: &str, value: &str) -> Request {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// How long and how much is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Until a connection is made.
    pub connect: Duration,
    /// From the first step to the last byte, redirects included.
    pub whole: Duration,
    /// Bytes of a body, as it is sent and as it is decoded.
    pub bytes: usize,
    /// How many redirects are followed.
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            connect: Duration::from_secs(10),
            whole: Duration::from_secs(30),
            bytes: 500 * 1000 * 1000,
            redirects: 10,
        }
    }
}

/// A step on the way: an answer that sent us elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// Where this was asked for.
    pub address: Url,
    /// The status: 301, 302, 303, 307 or 308.
    pub status: u16,
    /// The header `Location` as it was received.
    pub location: String,
}

/// What a server answered in the end.
#[derive(Clone, Debug)]
pub struct Response {
    /// The redirects that led here, in their order.
    pub hops: Vec<Hop>,
    /// Where this was found.
    pub address: Url,
    /// The status, whatever it is.
    pub status: u16,
    /// The headers as received: names in lower case and values. What is not UTF-8 in a value is replaced.
    pub headers: Vec<(String, String)>,
    /// The body as it was sent.
    sent: Vec<u8>,
    /// The body without its content codings, where it had any.
    decoded: Option<Vec<u8>>,
}

impl Response {
    /// The first header of a name, which is written in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }

    /// The body as it was sent, content codings included.
    pub fn sent(&self) -> &[u8] {
        &self.sent
    }

    /// The body: what the author meant to send.
    pub fn body(&self) -> &[u8] {
        self.decoded.as_deref().unwrap_or(&self.sent)
    }

    /// Turns it into the body.
    pub fn into_body(self) -> Vec<u8> {
        self.decoded.unwrap_or(self.sent)
    }

    /// Insists on a status that says that all went well.
    ///
    /// # Errors
    /// Any status but 200 to 299; the error says what it means.
    pub fn success(self) -> Result<Response, FetchError> {
        match self.status {
            200..=299 => Ok(self),
            _ => Err(FetchError::of_status(&self.address, self.status, self.header("retry-after"))),
        }
    }
}

/// What a server sends for one request, redirects not followed.
struct Exchange {
    status: u16,
    headers: Vec<(String, String)>,
    sent: Vec<u8>,
    decoded: Option<Vec<u8>>,
}

/// Fetches; keeps connections open between requests.
pub struct Fetcher {
    limits: Limits,
    #[cfg(feature = "network")]
    client: client::Client,
}

impl Fetcher {
    /// Fetches nothing yet, but knows which certificates the system trusts.
    pub fn new(limits: Limits) -> Fetcher {
        Fetcher {
            limits,
            #[cfg(feature = "network")]
            client: client::Client::new(limits),
        }
    }

    /// Asks, and follows redirects.
    ///
    /// # Errors
    /// An address that can't be asked, a server that can't be reached or trusted or that breaks off, redirects without
    /// end, an answer beyond the limits. A status of 400 or more is no error.
    pub fn send(&self, request: &Request) -> Result<Response, FetchError> {
        let deadline = Instant::now() + self.limits.whole;
        redirects::follow(request, self.limits.redirects, |address, headers| {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(FetchError::too_slow(address, self.limits.whole));
            }
            self.exchange(address, request.method, headers, left)
        })
    }

    #[cfg(feature = "network")]
    fn exchange(
        &self,
        address: &Url,
        method: Method,
        headers: &[(String, String)],
        left: Duration,
    ) -> Result<Exchange, FetchError> {
        self.client.exchange(address, method, headers, left)
    }

    #[cfg(not(feature = "network"))]
    fn exchange(&self, address: &Url, _: Method, _: &[(String, String)], _: Duration) -> Result<Exchange, FetchError> {
        Err(FetchError::unavailable(address))
    }
}
