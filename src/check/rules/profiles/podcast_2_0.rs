//! PSP-1, the podcast standard, and what the Podcasting 2.0 vocabulary adds to it.

use crate::check::rule::rules;

rules! {
    GUID_MISSING "psp-podcast-guid-missing" Warning [];
}
