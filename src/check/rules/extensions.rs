//! What several vocabularies beyond the core share, and the smaller ones.

use crate::check::rule::rules;

rules! {
    VALUE_NOT_LISTED "value-not-listed" Error [];
    TEXT_TOO_LONG "text-too-long" Warning ["TooLong"];
    ELEMENT_TOO_MANY "element-too-many" Error ["TooMany"];
    ELEMENT_QUESTIONABLE "element-questionable" Warning ["QuestionableUsage"];
    YES_NO_WRONG "yes-no-wrong" Error ["InvalidYesNo", "InvalidYesNoClean"];
    YES_NO_CLEAN_WRONG "yes-no-clean-wrong" Error ["InvalidYesNoClean"];
    TRUE_FALSE_WRONG "true-false-wrong" Error ["InvalidTrueFalse", "InvalidBooleanAttribute"];
    TIME_WRONG "time-in-recording-wrong" Error ["InvalidNPTTime"];
    DATE_NOT_W3CDTF "date-not-w3cdtf" Error ["InvalidW3CDTFDate"];
    DATE_NOT_ISO "date-not-iso8601" Error ["InvalidISO8601DateTime", "InvalidW3CDTFDate"];
    UPDATE_PERIOD_WRONG "update-period-wrong" Error ["InvalidUpdatePeriod"];
    NUMBERS_NOT_SEPARATED "numbers-not-comma-separated" Error ["InvalidCommaSeparatedIntegers"];
    COMMENT_FEED_SPELLING "comment-feed-misspelt" Warning ["CommentRSS"];
    BLINK_WITHOUT_NAMESPACE "blink-without-namespace" Error ["NoBlink"];
    THREAD_WHEN "thread-when-obsolete" Error ["NoThrWhen"];
    CATEGORIES_ATTRIBUTES "categories-attributes-conflict" Error ["ConflictingCatAttr"];
    CATEGORIES_TWICE "categories-here-and-elsewhere" Error ["ConflictingCatChildren"];
    ACCESS_RESTRICTION_WRONG "access-restriction-wrong" Error ["InvalidAccessRestrictionRel"];
    META_NAME_WRONG "meta-name-wrong" Error ["InvalidMetaName"];
    META_CONTENT_WRONG "meta-content-wrong" Error ["InvalidMetaContent"];
}
