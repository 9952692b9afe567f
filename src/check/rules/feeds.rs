//! Feeds of every format: what a feed says of itself, and its entries beside each other.

use crate::check::rule::rules;

rules! {
    LANGUAGE_MISSING "language-missing" Note ["MissingDCLanguage"];
    SELF_LINK_MISSING "self-link-missing" Warning ["MissingSelf", "MissingAtomSelfLink"];
    SELF_LINK_ELSEWHERE "self-link-elsewhere" Warning ["SelfDoesntMatchLocation"];
    FEED_EMPTY "feed-empty" Note [];
    ITEMS_UNORDERED "items-unordered" Note [];
    ITEM_WITHOUT_DATE "item-without-date" Note [];
    DATES_ALL_EQUAL "dates-all-equal" Note [];
    DATE_AFTER_BUILD "date-after-build" Note [];
    UPDATED_CLOCK "updated-clock" Warning ["DuplicateUpdated"];
    PUBLISHED_AFTER_UPDATED "published-after-updated" Warning [];
    ID_REPEATED "id-repeated" Error ["DuplicateValue"];
    IDS_MADE_AT_BUILD "ids-made-at-build" Warning [];
    LINK_REPEATED "link-repeated" Note [];
    ENCLOSURE_LENGTH_ZERO "enclosure-length-zero" Note [];
    ENCLOSURE_LENGTH_NEGATIVE "enclosure-length-negative" Error ["UseZeroForUnknown"];
    ENCLOSURE_LENGTH_UNREADABLE "enclosure-length-unreadable" Error ["InvalidIntegerAttribute", "InvalidNonNegativeInteger"];
    ENCLOSURE_TYPE_CONTRADICTS "enclosure-type-contradicts" Warning [];
}
