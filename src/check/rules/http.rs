//! How a feed is served.

use crate::check::rule::rules;

rules! {
    RESPONSE_IS_PAGE "response-is-page" Error [];
    TYPE_MISSING "response-type-missing" Warning [];
    TYPE_GENERIC "response-type-generic" Error ["NonSpecificMediaType"];
    TYPE_WRONG "response-type-wrong" Error ["UnexpectedContentType"];
    TYPE_OF_OTHER "response-type-of-other-format" Warning ["UnexpectedContentType"];
    CHARSET_MISSING "response-charset-missing" Note ["TextXml"];
    CHARSET_UNKNOWN "response-charset-unknown" Warning [];
    CHARSET_CONTRADICTS "response-charset-contradicts" Warning ["EncodingMismatch"];
    WITHOUT_VALIDATOR "response-without-validator" Warning [];
    ETAG_MISSING "etag-missing" Note [];
    ETAG_MALFORMED "etag-malformed" Error [];
    ETAG_NOT_HONOURED "etag-not-honoured" Warning [];
    LAST_MODIFIED_MISSING "last-modified-missing" Note [];
    LAST_MODIFIED_MALFORMED "last-modified-malformed" Warning [];
    LAST_MODIFIED_IN_FUTURE "last-modified-in-future" Warning [];
    LAST_MODIFIED_NOT_HONOURED "last-modified-not-honoured" Warning [];
    CHANGES_BY_ITSELF "response-changes-by-itself" Warning [];
    NOT_MODIFIED_WITHOUT_ETAG "not-modified-without-etag" Warning [];
    UNCOMPRESSED "response-uncompressed" Note ["Uncompressed"];
    COMPRESSION_WITHOUT_VARY "compression-without-vary" Warning [];
    REDIRECT_PERMANENT "redirect-permanent" Note [];
    REDIRECT_TEMPORARY "redirect-temporary" Note ["TempRedirect"];
    REDIRECT_CHAIN "redirect-chain" Warning [];
    REDIRECT_INSECURE "redirect-to-insecure" Error [];
    LINK_MALFORMED "link-header-malformed" Warning [];
    LINK_SELF_ELSEWHERE "link-header-self-elsewhere" Warning [];
    LINK_CONTRADICTS_FEED "link-header-contradicts-feed" Warning [];
    HUB_WITHOUT_SELF "hub-without-self" Warning [];
    CACHE_LIFE_MISSING "cache-life-missing" Note [];
    CACHE_LIFE_UNREADABLE "cache-life-unreadable" Warning [];
    CACHE_LIFE_LONG "cache-life-long" Warning [];
    CACHE_LIFE_BEYOND_TTL "cache-life-beyond-ttl" Note [];
    CACHE_FORBIDDEN "cache-forbidden" Warning [];
    COOKIE_SET "cookie-set" Note [];
    CROSS_ORIGIN_REFUSED "cross-origin-refused" Note [];
    HEAD_REFUSED "head-refused" Warning [];
    HEAD_DIFFERS "head-differs" Warning [];
    RESPONSE_INSECURE "response-insecure" Note [];
}
