//! Atom (RFC 4287).

use crate::check::rule::rules;

rules! {
    NAMESPACE_WRONG "namespace-wrong" Error ["InvalidNamespace"];
    NAMESPACE_OBSOLETE "namespace-obsolete" Error ["ObsoleteNamespace"];
    VOCABULARY_UNDETERMINED "vocabulary-undetermined" Warning ["UndeterminableVocabulary"];
    TEXT_TYPE_INVALID "text-type-invalid" Error ["InvalidTextType"];
    XHTML_PREFIXED "xhtml-prefixed" Warning ["AvoidNamespacePrefix"];
    XHTML_DIV_MISSING "xhtml-div-missing" Error ["MissingXhtmlDiv"];
    BASE64_INVALID "base64-invalid" Error ["NotBase64"];
    CONTENT_TYPE_MISSING "content-type-missing" Warning ["MissingTypeAttr"];
    CONTENT_WITHOUT_SUMMARY "content-without-summary" Error ["MissingSummary"];
    ENTRY_WITHOUT_CONTENT "entry-without-content" Error ["MissingContentOrAlternate"];
    ENTRY_WITHOUT_AUTHOR "entry-without-author" Error ["MissingElement"];
    SOURCE_INCOMPLETE "source-incomplete" Warning ["MissingSourceElement"];
    LINK_WITHOUT_HREF "link-without-href" Error ["MissingHref"];
    LINK_WITH_TEXT "link-with-text" Warning ["AtomLinkNotEmpty"];
    LINK_REL_UNREGISTERED "link-rel-unregistered" Warning ["UnregisteredAtomLinkRel"];
    LINK_ALTERNATE_REPEATED "link-alternate-repeated" Error ["DuplicateAtomLink"];
    SELF_LINK_RELATIVE "self-link-relative" Warning ["RelativeSelf"];
    SELF_LINK_NOT_ATOM "self-link-not-atom" Warning ["SelfNotAtom"];
    METADATA_AFTER_ENTRIES "metadata-after-entries" Error ["MisplacedMetadata"];
    ENTRY_REPEATED "entry-repeated" Warning ["DuplicateEntries"];
    ENTRY_IDS_EQUAL "entry-ids-equal" Error ["DuplicateIds"];
    ENTRY_REVISIONS "entry-revisions" Note [];
    UPDATED_REPEATED "updated-repeated" Note ["DuplicateUpdated"];
}
