//! Namespaces and their prefixes.

use crate::check::rule::rules;

rules! {
    NAMESPACE_MISSPELT "namespace-misspelt" Warning ["UnknownNamespace"];
    MEDIA_NAMESPACE_WRONG "media-namespace-misspelt" Error ["MediaRssNamespace"];
    NAMESPACE_NOT_JUDGED "namespace-not-judged" Note ["UnsupportedNamespace"];
    WIKI_NAMESPACE_OBSOLETE "wiki-namespace-obsolete" Warning ["ObsoleteWikiNamespace"];
    PREFIX_UNUSUAL "prefix-unusual" Note ["NonstdPrefix"];
    PREFIX_MISLEADING "prefix-misleading" Warning ["ReservedPrefix"];
    ATOM_PREFIXED "atom-prefixed" Warning ["AvoidNamespacePrefix"];
}
