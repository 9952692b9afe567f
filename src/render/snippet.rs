//! The lines by which a browser and a reader find the feeds of a page: for a site's own templates.

use crate::html::push_escaped;
use crate::model::Url;
use crate::output::{Format, Output};
use crate::render::GENERATOR;
use crate::render::listing::{ListedFeed, Listing, relative};

/// How many feeds a page names at most: browsers and readers show them as a list to choose from.
const FEEDS_MAX: usize = 12;

/// The lines, with whole addresses, so that they are right on every page.
pub fn render(listing: &Listing) -> Output {
    let mut out = format!("<!-- {GENERATOR}: the feeds, for the head of every page -->\n");
    push_links(listing, &|feed| feed.address.to_string(), &mut out);
    Output { bytes: out.into_bytes(), media_type: "text/html", modified: listing.updated }
}

/// The lines as they stand in a page of this address, and stay right wherever the page is moved with its feeds.
pub(super) fn push_links_from(page: &Url, listing: &Listing, out: &mut String) {
    push_links(listing, &|feed| relative(page, &feed.address), out);
}

/// The first feed is the one that is offered first; each title says which format it is where there are several.
fn push_links(listing: &Listing, address: &dyn Fn(&ListedFeed) -> String, out: &mut String) {
    for group in listing.groups().iter().take(FEEDS_MAX) {
        for feed in [group.main].iter().chain(&group.others) {
            out.push_str(&format!("<link rel=\"alternate\" type=\"{}\" title=\"", feed.format.media_type()));
            push_escaped(out, &group.title);
            out.push_str(match feed.format {
                _ if group.others.is_empty() => "",
                Format::Rss => " (RSS)",
                Format::Atom => " (Atom)",
                Format::Json => " (JSON Feed)",
            });
            out.push_str("\" href=\"");
            push_escaped(out, &address(feed));
            out.push_str("\">\n");
        }
    }
}
