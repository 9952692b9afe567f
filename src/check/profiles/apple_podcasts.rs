//! Apple Podcasts (<https://podcasters.apple.com/support/823-podcast-requirements>).

use crate::check::Kind;
use crate::check::context::Context;
use crate::check::profiles::view::View;
use crate::check::profiles::{Demand, Of, Profile};
use crate::check::rules::itunes::ITUNES_ELEMENT_MISSING;
use crate::check::rules::profiles::apple_podcasts as rules;
use crate::check::rules::rss::GUID_MISSING;
use crate::diagnostic::Level;

pub(super) static PROFILE: Profile = Profile {
    name: "apple-podcasts",
    title: "Apple Podcasts",
    summary: "Apple Podcasts: what its directory requires and recommends (RSS)",
    page: include_str!("apple-podcasts.md"),
    rules: rules::ALL,
    takes: &[Kind::Rss],
    levels: &[(&GUID_MISSING, Level::Error), (&ITUNES_ELEMENT_MISSING, Level::Error)],
    demands: &[Demand {
        rule: &rules::ENCLOSURE_MISSING,
        of: Of::Item,
        what: "`enclosure`",
        has: |item| !item.enclosures().is_empty(),
        help: "add `<enclosure url=\"https://example.org/1.mp3\" length=\"24986239\" type=\"audio/mpeg\"/>`",
    }],
    judge,
};

fn judge(_view: &View<'_, '_>, _context: &mut Context<'_>) {}
