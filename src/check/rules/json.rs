//! JSON Feed, and JSON itself.

use crate::check::rule::rules;

rules! {
    JSON_NOT_WELL_FORMED "json-not-well-formed" Error [];
    JSON_NOT_PLAIN_UTF_8 "json-not-plain-utf-8" Error [];
    JSON_BEYOND_LIMITS "json-beyond-limits" Error [];
    JSON_KEY_REPEATED "json-key-repeated" Error [];
    JSON_KEY_UNKNOWN "json-key-unknown" Warning [];
    JSON_KEY_TOO_NEW "json-key-too-new" Note [];
    JSON_EXTENSION_MISNAMED "json-extension-misnamed" Warning [];
    JSON_EXTENSION_NOT_OBJECT "json-extension-not-object" Warning [];
    JSON_KEY_MISSING "json-key-missing" Error [];
    JSON_HOME_PAGE_MISSING "json-home-page-missing" Warning [];
    JSON_TYPE_WRONG "json-type-wrong" Error [];
    JSON_VALUE_NULL "json-value-null" Warning [];
    JSON_VALUE_EMPTY "json-value-empty" Warning [];
    JSON_CHARACTER_ILLEGAL "json-character-illegal" Warning [];
    JSON_VERSION_UNKNOWN "json-version-unknown" Error [];
    JSON_VERSION_OLD "json-version-old" Note [];
    JSON_VERSION_LATE "json-version-late" Note [];
    JSON_FEED_EXPIRED "json-feed-expired" Note [];
    JSON_ID_NOT_TEXT "json-id-not-text" Warning [];
    JSON_CONTENT_MISSING "json-content-missing" Error [];
    JSON_ADDRESS_NOT_WEB "json-address-not-web" Error [];
    JSON_ITEM_WITHOUT_URL "json-item-without-url" Warning [];
    JSON_EXTERNAL_URL_OWN "json-external-url-own" Note [];
    JSON_AUTHOR_DEPRECATED "json-author-deprecated" Warning [];
    JSON_AUTHOR_EMPTY "json-author-empty" Error [];
    JSON_HUB_TYPE_UNKNOWN "json-hub-type-unknown" Note [];
    JSON_NEXT_URL_LOOPS "json-next-url-loops" Error [];
}
