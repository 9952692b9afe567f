//! Mailchimp.

use crate::check::rule::rules;

rules! {
    TAG_UNFILLED "mailchimp-tag-unfilled" Warning [];
    CONTENT_MISSING "mailchimp-content-missing" Note [];
    IMAGE_MISSING "mailchimp-image-missing" Note [];
    IMAGE_WIDE "mailchimp-image-wide" Warning [];
}
