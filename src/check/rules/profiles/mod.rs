//! Rules of destinations: each profile's own, in a file of its own with their pages beside it.

pub(crate) mod apple_podcasts;
pub(crate) mod flipboard;
pub(crate) mod mailchimp;
pub(crate) mod msn;
pub(crate) mod newsbreak;
pub(crate) mod planet;
pub(crate) mod podcast_2_0;
pub(crate) mod rss_board;
pub(crate) mod shared;
pub(crate) mod smartnews;

use crate::check::Rule;

/// Every profile's rules, profile by profile.
pub(super) static ALL: &[&[&Rule]] = &[
    shared::ALL,
    rss_board::ALL,
    apple_podcasts::ALL,
    podcast_2_0::ALL,
    flipboard::ALL,
    newsbreak::ALL,
    smartnews::ALL,
    msn::ALL,
    mailchimp::ALL,
    planet::ALL,
];
