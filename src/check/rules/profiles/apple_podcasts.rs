//! Apple Podcasts.

use crate::check::rule::rules;

rules! {
    VOCABULARY_UNUSED "apple-vocabulary-unused" Error [];
    TITLE_MISSING "apple-title-missing" Error [];
    ENCLOSURE_MISSING "apple-enclosure-missing" Error [];
    ENCLOSURE_REUSED "apple-enclosure-reused" Error [];
    EXTENSION_MISSING "apple-enclosure-extension-missing" Error [];
    TYPE_UNSUPPORTED "apple-enclosure-type-unsupported" Error [];
    ARTWORK_FORMAT "apple-artwork-format-wrong" Error [];
    SERIAL_UNNUMBERED "apple-serial-unnumbered" Error [];
    DATE_WITHOUT_WEEKDAY "apple-date-without-weekday" Error [];
    DESCRIPTION_LONG "apple-description-long" Error [];
    TEXT_LONG "apple-text-long" Error [];
    FILE_NAME_ESCAPED "apple-file-name-escaped" Warning [];
    SPACE_AROUND "apple-space-around" Warning [];
    TITLE_NUMBERED "apple-title-numbered" Warning [];
    TITLE_REPEATS_SHOW "apple-title-repeats-show" Note [];
    EXPLICIT_OUTDATED "apple-explicit-outdated" Warning [];
    DURATION_NOT_SECONDS "apple-duration-not-seconds" Note [];
    AUTHOR_MISSING "apple-author-missing" Warning [];
    DESCRIPTION_MISSING "apple-description-missing" Warning [];
    DURATION_MISSING "apple-duration-missing" Warning [];
    EXPLICIT_MISSING "apple-explicit-missing" Note [];
    CATEGORY_PASSED_OVER "apple-category-passed-over" Note [];
    SHOW_BLOCKED "apple-show-blocked" Warning [];
}
