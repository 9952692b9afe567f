//! What destinations demand beyond the specifications: directories, aggregators and services that take feeds in.
//!
//! # Adding one
//! A [`Profile`] is a table in a file of its own here, with rules of its own in `rules/profiles/<profile>.rs` and their
//! pages beside it. Its own page, `rules/profiles/<profile>.md`, says what it is and where that stands, and shows for
//! each format that the destination takes a feed that passes; the rules' examples stand within those.
//!
//! A profile speaks by its rules (what only this destination asks), by [`Demand`]s (what a feed or an item must have),
//! and by levels: what is a note to most may be an error to it. It reads a feed through [`view`], so that a demand is
//! written once for all formats.

mod apple_podcasts;
mod flipboard;
mod mailchimp;
mod msn;
mod news;
mod newsbreak;
mod planet;
mod podcast_2_0;
mod podcasts;
mod rss_board;
mod smartnews;
#[allow(dead_code, reason = "a profile to come may ask for the rest, which a test holds right")]
pub(in crate::check) mod view;

use std::fmt;

use crate::check::tree::Node;

use crate::check::context::Context;
use crate::check::json::reader::Object;
use crate::check::profiles::view::{Part, View};
use crate::check::rules::profiles::shared::FORMAT_NOT_TAKEN;
use crate::check::{Judgement, Kind, Rule};
use crate::diagnostic::{Level, Span};
use crate::nearest::nearest;

/// What a destination demands of feeds.
pub struct Profile {
    /// The name in kebab case.
    pub name: &'static str,
    /// The destination as people know it.
    pub title: &'static str,
    /// What it is, on one line, without a full stop.
    pub summary: &'static str,
    /// The profile's page: Markdown.
    pub page: &'static str,
    /// Its own rules.
    pub rules: &'static [&'static Rule],
    /// The formats that the destination takes.
    pub(super) takes: &'static [Kind],
    /// Ordinary rules that weigh more here.
    levels: &'static [(&'static Rule, Level)],
    /// What must be there.
    demands: &'static [Demand],
    /// Everything else that it has to say about a feed.
    judge: fn(&View<'_, '_>, &mut Context<'_>),
}

/// Something that a feed, or each of its items, must have.
struct Demand {
    rule: &'static Rule,
    of: Of,
    /// What is missing, as in "this item has no …".
    what: &'static str,
    has: fn(&Part<'_, '_>) -> bool,
    help: &'static str,
}

/// Who must have it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Feed,
    Item,
}

/// Every profile, in the order in which they are listed.
static ALL: &[&Profile] = &[
    &rss_board::PROFILE,
    &apple_podcasts::PROFILE,
    &podcast_2_0::PROFILE,
    &flipboard::PROFILE,
    &newsbreak::PROFILE,
    &smartnews::PROFILE,
    &msn::PROFILE,
    &mailchimp::PROFILE,
    &planet::PROFILE,
];

impl Profile {
    /// Every profile.
    pub fn all() -> impl Iterator<Item = &'static Profile> {
        ALL.iter().copied()
    }

    /// The profile with a name.
    pub fn named(name: &str) -> Option<&'static Profile> {
        Profile::all().find(|profile| profile.name == name)
    }

    /// The profile whose name is nearest to a word, if one is near at all.
    pub fn nearest(word: &str) -> Option<&'static Profile> {
        let names: Vec<&'static str> = Profile::all().map(|profile| profile.name).collect();
        Profile::named(nearest(word, &names)?)
    }

    /// What it makes of an ordinary rule.
    fn level(&self, rule: &Rule) -> Option<Level> {
        self.levels.iter().find(|(own, _)| own.name == rule.name).map(|(_, level)| *level)
    }

    /// The profile that a rule belongs to; `None` for a rule of all feeds.
    pub fn of(rule: &Rule) -> Option<&'static Profile> {
        Profile::all().find(|profile| profile.rules.iter().any(|own| own.name == rule.name))
    }
}

/// Judges an XML document by the profiles that were asked for.
pub(super) fn xml(root: Node<'_, '_>, kind: Kind, context: &mut Context<'_>) {
    if context.profiles.is_empty() {
        return;
    }
    judge(View::of_xml(root, kind).as_ref(), kind, Span::new(root.range().start, root.range().start + 1), context);
}

/// Judges a JSON Feed by the profiles that were asked for.
pub(super) fn json(feed: &Object<'_>, span: Span, context: &mut Context<'_>) {
    if context.profiles.is_empty() {
        return;
    }
    judge(Some(&View::of_json(feed, span)), Kind::Json, Span::new(span.start, span.start + 1), context);
}

fn judge(view: Option<&View<'_, '_>>, kind: Kind, start: Span, context: &mut Context<'_>) {
    for profile in context.profiles {
        if kind != Kind::Unknown && !profile.takes.contains(&kind) {
            let takes: Vec<&str> = profile.takes.iter().map(|kind| kind.title()).collect();
            let takes = match takes.split_last() {
                Some((last, [_, ..])) => format!("{} and {last}", takes[..takes.len() - 1].join(", ")),
                _ => takes.concat(),
            };
            let message = format!("{} takes {takes}, and this is {}", profile.title, kind.title());
            let help = format!("offer this feed in {takes} too, and hand in that one");
            context.push(&FORMAT_NOT_TAKEN, start, None, None, message, &help);
            continue;
        }
        let Some(view) = view else { continue };
        demand(profile, view, context);
        (profile.judge)(view, context);
    }
}

fn demand(profile: &Profile, view: &View<'_, '_>, context: &mut Context<'_>) {
    for demand in profile.demands {
        let parts = match demand.of {
            Of::Feed => std::slice::from_ref(&view.feed),
            Of::Item => view.items.as_slice(),
        };
        for part in parts.iter().filter(|part| !(demand.has)(part)) {
            part.lacks(demand.rule, demand.what, demand.help, context);
        }
    }
}

/// Raises the levels of findings to what the profiles make of them.
pub(super) fn raise(profiles: &[&'static Profile], judgement: &mut Judgement) {
    for profile in profiles.iter().filter(|profile| profile.takes.contains(&judgement.kind)) {
        for found in &mut judgement.findings {
            let Some(level) = profile.level(found.rule).filter(|level| *level > found.level) else { continue };
            found.level = level;
            let help = found.help.take().map(|help| format!("{help}; ")).unwrap_or_default();
            let word = if level == Level::Error { "demands" } else { "recommends" };
            found.help = Some(format!("{help}{} {word} it", profile.title));
        }
        for beyond in &mut judgement.unlisted {
            beyond.level = profile.level(beyond.rule).unwrap_or(beyond.level).max(beyond.level);
        }
    }
}

// The functions within say nothing, and names are enough to tell profiles apart.
impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Profile({})", self.name)
    }
}

impl PartialEq for Profile {
    fn eq(&self, other: &Profile) -> bool {
        self.name == other.name
    }
}

impl Eq for Profile {}

#[cfg(test)]
mod tests;
