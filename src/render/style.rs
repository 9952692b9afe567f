//! A style sheet for feeds, so that a browser that is given a feed's own address shows a page that can be read.
//!
//! It is CSS, which stays, and not XSLT, which browsers drop. It takes effect where a feed is served as `application/xml`
//! or `text/xml`; as `application/rss+xml` and `application/atom+xml`, browsers show a feed's source or save it.

use crate::html::escape;
use crate::model::Url;
use crate::output::{Format, Output};
use crate::render::GENERATOR;
use crate::render::listing::{Listing, relative};
use crate::render::page::words::words;

const RULES: &str = include_str!("feed.css");

/// The style sheet of a site's feeds, which explains in the site's language what a feed is.
pub fn render(listing: &Listing) -> Output {
    let words = words(listing.language.as_ref());
    let rules = RULES.replace("{explanation}", &quoted(words.raw)).replace("{older}", &quoted(words.older));
    let text = format!("/* {GENERATOR} */\n{rules}");
    Output { bytes: text.into_bytes(), media_type: "text/css", modified: listing.updated }
}

/// Text within the quotes of CSS.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// Lets a feed name its style sheet (<https://www.w3.org/TR/xml-stylesheet/>). JSON Feed has no place for it.
pub fn link(output: &mut Output, format: Format, feed: &Url, style: &Url) {
    const DECLARATION_END: &[u8] = b"?>\n";
    let at = output.bytes.windows(DECLARATION_END.len()).position(|window| window == DECLARATION_END);
    let Some(at) = at.filter(|_| format != Format::Json) else { return };
    let address = escape(&relative(feed, style));
    let line = format!("<?xml-stylesheet type=\"text/css\" href=\"{address}\"?>\n");
    let at = at + DECLARATION_END.len();
    output.bytes.splice(at..at, line.into_bytes());
}
