//! Apple Podcasts.

use crate::check::rule::rules;

rules! {
    ITUNES_CATEGORY_UNKNOWN "itunes-category-unknown" Error ["InvalidItunesCategory"];
    ITUNES_CATEGORY_OBSOLETE "itunes-category-obsolete" Warning ["ObsoleteItunesCategory"];
    ITUNES_TYPE_WRONG "itunes-type-wrong" Error ["InvalidItunesChannelType"];
    ITUNES_EPISODE_TYPE_WRONG "itunes-episode-type-wrong" Error ["InvalidItunesEpisodeType"];
    ITUNES_KEYWORDS_UNDIVIDED "itunes-keywords-undivided" Warning ["InvalidKeywords"];
    ITUNES_ELEMENT_MISSING "itunes-element-missing" Warning ["MissingItunesElement"];
    ITUNES_EMAIL_MISSING "itunes-email-missing" Note ["MissingItunesEmail"];
    ITUNES_NOT_UTF8 "itunes-not-utf8" Warning ["NotUTF8"];
    ITUNES_FORMAT_UNPLAYED "itunes-format-unplayed" Warning ["UnsupportedItunesFormat"];
    DURATION_WRONG "duration-wrong" Error ["InvalidDuration"];
}
