//! OPML: outlines, and lists of subscriptions.

use crate::check::rule::rules;

rules! {
    OPML_VERSION_UNKNOWN "opml-version-unknown" Error ["InvalidOPMLVersion"];
    OPML_EXPANSION_MALFORMED "opml-expansion-malformed" Error ["InvalidExpansionState"];
    OPML_FLAG_MALFORMED "opml-flag-malformed" Error ["InvalidTrueFalse"];
    OPML_ATTRIBUTE_UNKNOWN "opml-attribute-unknown" Note [];
    OPML_TYPE_UNKNOWN "opml-type-unknown" Note ["InvalidOutlineType"];
    OPML_TYPE_MISSING "opml-type-missing" Warning ["MissingOutlineType"];
    OPML_FEED_WITHOUT_ADDRESS "opml-feed-without-address" Error ["MissingXmlURL"];
    OPML_FEED_WITHOUT_TITLE "opml-feed-without-title" Note ["MissingTitleAttr"];
    OPML_FEED_VERSION_UNKNOWN "opml-feed-version-unknown" Warning ["InvalidOutlineVersion"];
    OPML_FEED_REPEATED "opml-feed-repeated" Warning [];
    OPML_LINK_WITHOUT_ADDRESS "opml-link-without-address" Error ["MissingUrlAttr"];
}
