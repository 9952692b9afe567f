//! Planets.

use crate::check::rule::rules;

rules! {
    TITLE_MISSING "planet-title-missing" Warning [];
    LINK_MISSING "planet-link-missing" Warning [];
    AUTHOR_MISSING "planet-author-missing" Warning [];
}
