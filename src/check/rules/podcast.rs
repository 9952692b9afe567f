//! Podcasting 2.0.

use crate::check::rule::rules;

rules! {
    PODCAST_VALUE_WRONG "podcast-value-wrong" Warning [];
    SLUG_UNLISTED "podcast-slug-unlisted" Note [];
    LICENSE_UNKNOWN "podcast-license-unknown" Warning [];
    LIST_WITH_ITEMS "podcast-list-with-items" Warning [];
    IMAGES_DEPRECATED "podcast-images-deprecated" Note [];
}
