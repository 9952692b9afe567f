//! Every rule there is, by area; each has a page beside these files.

pub(crate) mod addresses;
pub(crate) mod atom;
pub(crate) mod base;
pub(crate) mod content;
pub(crate) mod core;
pub(crate) mod extensions;
pub(crate) mod feeds;
pub(crate) mod geo;
pub(crate) mod history;
pub(crate) mod http;
pub(crate) mod itunes;
pub(crate) mod json;
pub(crate) mod media;
pub(crate) mod namespaces;
pub(crate) mod opml;
pub(crate) mod podcast;
pub(crate) mod profiles;
pub(crate) mod rss;
pub(crate) mod values;
pub(crate) mod xml;

use crate::check::Rule;

/// Every rule, area by area.
pub(super) fn all() -> impl Iterator<Item = &'static Rule> {
    let formats = [xml::ALL, core::ALL, values::ALL, feeds::ALL, rss::ALL, addresses::ALL, atom::ALL, content::ALL];
    let vocabularies =
        [extensions::ALL, namespaces::ALL, base::ALL, geo::ALL, history::ALL, itunes::ALL, media::ALL, podcast::ALL];
    let others = [json::ALL, opml::ALL, http::ALL];
    let profiles = profiles::ALL.iter().copied();
    formats.into_iter().chain(vocabularies).chain(others).chain(profiles).flatten().copied()
}
