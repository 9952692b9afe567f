//! RSS.

use crate::check::rule::rules;

rules! {
    ELEMENT_WITHOUT_NAMESPACE "element-without-namespace" Error ["NotInANamespace"];
    RSS_VERSION_UNKNOWN "rss-version-unknown" Error ["InvalidRSSVersion"];
    RSS_VERSION_OLD "rss-version-old" Note ["ObsoleteVersion"];
    RSS_NAMESPACED "rss-namespaced" Warning ["InvalidNamespace"];
    RSS_NAMESPACE_WRONG "rss-namespace-wrong" Error ["InvalidNamespace"];
    RSS_IN_RDF "rss-in-rdf" Note [];
    RDF_VERSION_OLD "rdf-version-old" Note ["ObsoleteVersion"];
    DOCTYPE_CONTRADICTS_VERSION "doctype-contradicts-version" Error ["InvalidDoctype"];
    DOCTYPE_WITHDRAWN "doctype-withdrawn" Warning ["DeprecatedDTD"];
    ATTRIBUTE_FOREIGN "attribute-foreign" Warning ["UseOfExtensionAttr"];
    TITLE_MISSING "title-missing" Error ["MissingTitle"];
    LINK_MISSING "link-missing" Error ["MissingLink"];
    DESCRIPTION_MISSING "description-missing" Error ["MissingDescription"];
    ITEMS_NOT_LAST "items-not-last" Warning ["MisplacedItem"];
    CHANNEL_SAYS_TWICE "channel-says-twice" Warning ["DuplicateSemantics"];
    ITEM_SAYS_TWICE "item-says-twice" Warning ["DuplicateItemSemantics"];
    DESCRIPTION_SAID_TWICE "description-said-twice" Warning ["DuplicateDescriptionSemantics"];
    SLASH_WITHOUT_BUILD_DATE "slash-without-build-date" Warning ["SlashDate"];
    IMAGE_TITLE_DIFFERS "image-title-differs" Warning ["ImageTitleDoesntMatch"];
    IMAGE_LINK_DIFFERS "image-link-differs" Warning ["ImageLinkDoesntMatch"];
    IMAGE_FORMAT_UNUSUAL "image-format-unusual" Warning ["ImageUrlFormat"];
    IMAGE_WIDTH_IMPOSSIBLE "image-width-impossible" Error ["InvalidWidth"];
    IMAGE_HEIGHT_IMPOSSIBLE "image-height-impossible" Error ["InvalidHeight"];
    TEXT_INPUT_USED "text-input-used" Warning ["AvoidTextInput"];
    FIELD_NAME_IMPOSSIBLE "field-name-impossible" Error ["InvalidFormComponentName"];
    HOUR_IMPOSSIBLE "hour-impossible" Error ["InvalidHour"];
    MIDNIGHT_NOT_ZERO "midnight-not-zero" Warning ["UseZeroForMidnight"];
    HOURS_TOO_MANY "hours-too-many" Error ["NotEnoughHoursInTheDay"];
    DAY_IMPOSSIBLE "day-impossible" Error ["InvalidDay"];
    DAYS_TOO_MANY "days-too-many" Error ["EightDaysAWeek"];
    SKIP_REPEATED "skip-repeated" Error ["DuplicateValue"];
    PORT_IMPOSSIBLE "port-impossible" Error ["InvalidIntegerAttribute"];
    CLOUD_PROTOCOL_UNKNOWN "cloud-protocol-unknown" Warning [];
    ITEM_WITHOUT_TEXT "item-without-text" Error ["ItemMustContainTitleOrDescription"];
    CONTENT_BEFORE_DESCRIPTION "content-before-description" Warning ["NeedDescriptionBeforeContent"];
    GUID_MISSING "guid-missing" Warning ["MissingGuid"];
    GUID_NOT_PERMALINK "guid-not-permalink" Error ["InvalidHttpGUID", "InvalidPermalink"];
    GUID_HARDLY_UNIQUE "guid-hardly-unique" Warning ["NotSufficientlyUnique"];
    ENCLOSURE_REPEATED "enclosure-repeated" Warning ["DuplicateEnclosure"];
}
