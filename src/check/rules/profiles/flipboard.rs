//! Flipboard.

use crate::check::rule::rules;

rules! {
    EXCERPT_SHORT "flipboard-excerpt-short" Warning [];
    IMAGE_SMALL "flipboard-image-small" Error [];
    ITEMS_FEW "flipboard-items-few" Warning [];
    LINK_ELSEWHERE "flipboard-link-elsewhere" Warning [];
    HUB_MISSING "flipboard-hub-missing" Note [];
    VIDEO_NOT_MP4 "flipboard-video-not-mp4" Warning [];
}
