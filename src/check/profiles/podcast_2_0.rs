//! PSP-1 (<https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification>), and what Podcasting 2.0
//! recommends.

use crate::check::Kind;
use crate::check::context::Context;
use crate::check::profiles::view::{View, xml};
use crate::check::profiles::{Demand, Of, Profile};
use crate::check::rules::profiles::podcast_2_0 as rules;
use crate::check::rules::rss::{GUID_MISSING, SELF_LINK_MISSING};
use crate::diagnostic::Level;

pub(super) static PROFILE: Profile = Profile {
    name: "podcast-2.0",
    title: "PSP-1",
    summary: "PSP-1, the podcast standard, and what Podcasting 2.0 recommends (RSS)",
    page: include_str!("podcast-2.0.md"),
    rules: rules::ALL,
    takes: &[Kind::Rss],
    levels: &[(&GUID_MISSING, Level::Error), (&SELF_LINK_MISSING, Level::Error)],
    demands: &[Demand {
        rule: &rules::GUID_MISSING,
        of: Of::Feed,
        what: "`podcast:guid`",
        has: |feed| feed.node().is_some_and(|feed| xml::element(feed, "podcast:guid").is_some()),
        help: "add `<podcast:guid>`, the UUID (version 5) of the feed's address",
    }],
    judge,
};

fn judge(_view: &View<'_, '_>, _context: &mut Context<'_>) {}
