//! Planets: sites that put many people's feeds together, mostly with Planet Venus or its heirs
//! (<http://intertwingly.net/code/venus/docs/normalization.html>).

use crate::check::Kind;
use crate::check::context::Context;
use crate::check::profiles::news;
use crate::check::profiles::view::View;
use crate::check::profiles::{Demand, Profile};
use crate::check::rules::content::ADDRESS_NEEDS_BASE;
use crate::check::rules::feeds::ITEM_WITHOUT_DATE;
use crate::check::rules::profiles::planet as rules;
use crate::diagnostic::Level;

pub(super) static PROFILE: Profile = Profile {
    name: "planet",
    title: "A planet",
    summary: "planets, which put many people's feeds together (RSS and Atom)",
    page: include_str!("planet.md"),
    rules: rules::ALL,
    takes: &[Kind::Rss, Kind::Atom, Kind::Rdf],
    levels: &[(&ITEM_WITHOUT_DATE, Level::Warning), (&ADDRESS_NEEDS_BASE, Level::Warning)],
    demands: &[
        Demand { rule: &rules::TITLE_MISSING, ..news::TITLE },
        Demand { rule: &rules::LINK_MISSING, ..news::LINK },
    ],
    judge,
};

fn judge(view: &View<'_, '_>, context: &mut Context<'_>) {
    if !view.feed.authors().is_empty() {
        return;
    }
    for item in view.items.iter().filter(|item| item.authors().is_empty()) {
        let help = "add `<dc:creator>Zoé Lambert</dc:creator>`, in Atom an `<author>`";
        item.lacks(&rules::AUTHOR_MISSING, "author, and neither has the feed", help, context);
    }
}
