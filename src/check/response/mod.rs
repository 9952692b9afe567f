//! How a feed is served: the way to it, the headers, and what becomes of a second request.
//!
//! Everything here is a judgement of what was received; nothing is asked. A finding names a header rather than a place
//! in the text, and the feed's own findings follow.
//!
//! `facts` tells what the feed says of itself, `headers` reads headers. The rest judges: `media` type and charset,
//! `redirects` the way, `validators` ETag, Last-Modified and what they are good for, `caches` how long and by whom
//! the answer may be kept, `links` the header `Link` (RFC 8288, WebSub), `others` all else.

mod caches;
mod facts;
mod headers;
mod links;
mod media;
mod others;
mod redirects;
#[cfg(test)]
pub(in crate::check) mod tests;
mod validators;

use crate::check::response::facts::Facts;
use crate::check::response::headers::{Headers, MediaType};
use crate::check::rules::http::RESPONSE_IS_PAGE;
use crate::check::{Circumstances, Finding, Judgement, Kind, Part, Rule, check_in};
use crate::diagnostic::Span;

/// What a server sent when it was asked for a feed. Headers are names in lower case and values, in their order.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// The redirects on the way, in their order.
    pub hops: Vec<Hop>,
    /// The address where the answer was found: an absolute URL.
    pub address: String,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The answer to the same request with `If-None-Match: ETAG`; `None` when it was not sent.
    pub by_etag: Option<Answer>,
    /// The answer to the same request with `If-Modified-Since: LAST-MODIFIED` alone; `None` when it was not sent.
    pub by_date: Option<Answer>,
    /// The answer to `HEAD`; `None` when it was not sent.
    pub head: Option<Answer>,
}

/// A redirect.
#[derive(Clone, Debug, Default)]
pub struct Hop {
    /// The address that was asked for.
    pub address: String,
    /// The status: 301, 302, 303, 307 or 308.
    pub status: u16,
    /// The address that it led to: an absolute URL.
    pub target: String,
}

/// The answer to a further request.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body, decoded.
    pub body: Vec<u8>,
}

impl Response {
    fn headers(&self) -> Headers<'_> {
        Headers(&self.headers)
    }
}

impl Answer {
    fn headers(&self) -> Headers<'_> {
        Headers(&self.headers)
    }
}

/// Judges a feed and how it was served; `body` is the decoded body of the answer. The address that the
/// [`Circumstances`] name does not count: the answer's does.
pub fn check_response(response: &Response, body: &[u8], circumstances: &Circumstances) -> Judgement {
    let circumstances = Circumstances { location: Some(response.address.clone()), ..circumstances.clone() };
    let mut judgement = check_in(body, &circumstances);
    let facts = Facts::of(body, &judgement);
    let now = circumstances.now.map(|now| now.unix());
    let mut report = Report { response, body, kind: judgement.kind, facts, now, found: Vec::new() };
    redirects::judge(&mut report);
    if report.is_page(&judgement.text) {
        report.page();
        // A page has much that no feed may have: it's not what was meant.
        judgement.findings.clear();
        judgement.unlisted.clear();
    } else {
        media::judge(&mut report);
        links::judge(&mut report);
    }
    validators::judge(&mut report);
    caches::judge(&mut report);
    others::judge(&mut report);
    let mut found = report.found;
    found.append(&mut judgement.findings);
    Judgement { findings: found, ..judgement }
}

/// The state of a judgement.
struct Report<'r> {
    response: &'r Response,
    body: &'r [u8],
    kind: Kind,
    facts: Facts,
    /// What time it is, in seconds since 1970, where somebody says so.
    now: Option<i64>,
    found: Vec<Finding>,
}

impl<'r> Report<'r> {
    fn headers(&self) -> Headers<'r> {
        self.response.headers()
    }

    /// Says something about a header, present or not.
    fn say(&mut self, rule: &'static Rule, header: &'static str, message: impl Into<String>, help: &str) {
        self.push(rule, Part::Header(header), message.into(), help);
    }

    /// Says something about the answer as a whole.
    fn say_of_all(&mut self, rule: &'static Rule, message: impl Into<String>, help: &str) {
        self.push(rule, Part::Whole, message.into(), help);
    }

    fn push(&mut self, rule: &'static Rule, part: Part, message: String, help: &str) {
        let (span, part) = (Span::new(0, 0), Some(part));
        let help = Some(help.to_owned());
        let (element, attribute, parent) = (None, None, None);
        let level = rule.level;
        self.found.push(Finding { rule, level, span, part, element, attribute, parent, message, help, fix: None });
    }

    /// Whether a page for people came in place of a feed.
    fn is_page(&self, text: &str) -> bool {
        let head: String = text.trim_start().chars().take(14).map(|c| c.to_ascii_lowercase()).collect();
        let is_named = head.starts_with("<!doctype html") || head.starts_with("<html");
        let is_sent =
            self.headers().get("content-type").is_some_and(|value| MediaType::read(value).essence == "text/html");
        self.kind == Kind::Unknown && (is_named || is_sent)
    }

    fn page(&mut self) {
        let message = "a page for people came, not a feed";
        let help = "give the feed's own address; if this is it, let the server send errors with a status such as 404";
        self.say(&RESPONSE_IS_PAGE, "content-type", message, help);
    }
}
