//! The RSS Advisory Board's Best Practices Profile (<https://www.rssboard.org/rss-profile>).

use crate::check::Kind;
use crate::check::context::Context;
use crate::check::profiles::Profile;
use crate::check::profiles::view::View;
use crate::check::rules::profiles::rss_board as rules;
use crate::check::rules::rss::{GUID_MISSING, ITEMS_NOT_LAST};
use crate::diagnostic::Level;

pub(super) static PROFILE: Profile = Profile {
    name: "rss-board",
    title: "The RSS Best Practices Profile",
    summary: "the RSS Advisory Board's Best Practices Profile (RSS)",
    page: include_str!("rss-board.md"),
    rules: rules::ALL,
    takes: &[Kind::Rss],
    levels: &[(&GUID_MISSING, Level::Warning), (&ITEMS_NOT_LAST, Level::Warning)],
    demands: &[],
    judge,
};

fn judge(_view: &View<'_, '_>, _context: &mut Context<'_>) {}
