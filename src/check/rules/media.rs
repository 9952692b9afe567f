//! Media RSS.

use crate::check::rule::rules;

rules! {
    MEDIA_ADULT_OBSOLETE "media-adult-obsolete" Warning ["DeprecatedMediaAdult"];
    MEDIA_EXPRESSION_WRONG "media-expression-wrong" Error ["InvalidMediaExpression"];
    MEDIA_GROUP_SINGLE "media-group-single" Warning ["MediaGroupWithoutAlternatives"];
    MEDIA_HASH_WRONG "media-hash-wrong" Error ["InvalidMediaHash"];
    MEDIA_MEDIUM_WRONG "media-medium-wrong" Error ["InvalidMediaMedium"];
    MEDIA_RATING_WRONG "media-rating-wrong" Error ["InvalidMediaRating"];
    MEDIA_RESTRICTION_WRONG "media-restriction-wrong" Error ["InvalidMediaRestriction"];
    MEDIA_RESTRICTION_RELATIONSHIP "media-restriction-relationship-wrong" Error ["InvalidMediaRestrictionRel"];
    MEDIA_RESTRICTION_TYPE "media-restriction-type-wrong" Error ["InvalidMediaRestrictionType"];
    MEDIA_ROLE_UNKNOWN "media-role-unknown" Warning ["InvalidCreditRole"];
    MEDIA_TEXT_TYPE_WRONG "media-text-type-wrong" Error ["InvalidMediaTextType"];
    COUNTRY_UNKNOWN "country-unknown" Error ["InvalidCountryCode"];
}
