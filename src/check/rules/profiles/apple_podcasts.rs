//! Apple Podcasts.

use crate::check::rule::rules;

rules! {
    ENCLOSURE_MISSING "apple-enclosure-missing" Error [];
}
