//! XML vocabularies beyond the core formats: what an entry says in each.
//!
//! Adding one: copy a file, and add it to [`ALL`]. Rendering declares a prefix only where an entry used it.

mod dublincore;
mod media;

use crate::model::Entry;

/// One vocabulary.
pub struct Namespace {
    /// The prefix that is written; readers go by the address, but some know only the usual prefix.
    pub prefix: &'static str,
    /// The address that names the vocabulary.
    pub uri: &'static str,
    /// Where it is specified.
    pub spec: &'static str,
    /// What an entry says in it.
    pub entry: fn(&Entry) -> Vec<Element>,
}

/// One element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// The name, prefix included.
    pub name: &'static str,
    /// The attributes, in the order in which they are written.
    pub attributes: Vec<(&'static str, String)>,
    /// The text.
    pub text: Option<String>,
    /// Elements within it.
    pub children: Vec<Element>,
}

/// Every vocabulary that an RSS item is written in.
pub const ALL: &[&Namespace] = &[&dublincore::DUBLIN_CORE, &media::MEDIA];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn prefixes_and_addresses_are_their_own() {
        let prefixes: HashSet<_> = ALL.iter().map(|namespace| namespace.prefix).collect();
        let addresses: HashSet<_> = ALL.iter().map(|namespace| namespace.uri).collect();
        assert_eq!((prefixes.len(), addresses.len()), (ALL.len(), ALL.len()));
        assert!(ALL.iter().all(|namespace| namespace.spec.starts_with("https://")));
    }
}
