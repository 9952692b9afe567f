//! MSN.

use crate::check::rule::rules;

rules! {
    TITLE_SHORT "msn-title-short" Error [];
    TITLE_LONG "msn-title-long" Warning [];
    DATE_OLD "msn-date-old" Error [];
    FEED_INSECURE "msn-feed-insecure" Error [];
    ADDRESS_WITH_USER "msn-address-with-user" Error [];
    LANGUAGES_MIXED "msn-languages-mixed" Error [];
    IMAGE_MISSING "msn-image-missing" Warning [];
    IMAGE_SMALL "msn-image-small" Warning [];
    IMAGE_RATIO "msn-image-ratio-unusual" Warning [];
    IMAGE_FORMAT "msn-image-format-unsupported" Warning [];
    IMAGE_HEAVY "msn-image-heavy" Error [];
    TAG_UNSUPPORTED "msn-tag-unsupported" Warning [];
    NESTING_DEEP "msn-nesting-deep" Warning [];
}
