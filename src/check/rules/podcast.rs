//! Podcasting 2.0.

use crate::check::rule::rules;

rules! {
    PODCAST_VALUE_WRONG "podcast-value-wrong" Warning [];
}
