//! Flipboard (<https://about.flipboard.com/rss-spec/>).

use crate::check::Kind;
use crate::check::context::Context;
use crate::check::profiles::news::{self, extension, host};
use crate::check::profiles::view::View;
use crate::check::profiles::view::xml;
use crate::check::profiles::{Demand, Of, Profile};
use crate::check::rules::feeds::{FEED_EMPTY, ITEM_WITHOUT_DATE, LANGUAGE_MISSING};
use crate::check::rules::profiles::flipboard as rules;
use crate::check::values::shown;
use crate::diagnostic::Level;

pub(super) static PROFILE: Profile = Profile {
    name: "flipboard",
    title: "Flipboard",
    summary: "Flipboard: what a magazine's feed must have, and what makes it look good (RSS)",
    page: include_str!("flipboard.md"),
    rules: rules::ALL,
    takes: &[Kind::Rss],
    levels: &[(&LANGUAGE_MISSING, Level::Warning), (&ITEM_WITHOUT_DATE, Level::Warning), (&FEED_EMPTY, Level::Error)],
    demands: &[
        news::TITLE,
        news::LINK,
        news::TEXT,
        news::IMAGE,
        Demand {
            rule: &rules::HUB_MISSING,
            of: Of::Feed,
            what: "hub, by which Flipboard would learn of new articles at once",
            has: |feed| feed.node().is_some_and(|node| xml::link(node, "hub").is_some()),
            help: "add `<atom:link href=\"https://hub.example.org/\" rel=\"hub\"/>`",
        },
    ],
    judge,
};

/// Fewer items are too few for a magazine.
const ITEMS_LEAST: usize = 30;
/// An excerpt looks good from so many characters on.
const EXCERPT_LEAST: usize = 300;
/// Of an article's best image, the smaller of width and height in pixels.
const IMAGE_LEAST: u64 = 400;

fn judge(view: &View<'_, '_>, context: &mut Context<'_>) {
    let count = view.items.len();
    if (1..ITEMS_LEAST).contains(&count) && view.feed.is_whole(context) {
        let message = format!("this feed has {count} items, and Flipboard wants {ITEMS_LEAST} at least");
        view.feed.say(&rules::ITEMS_FEW, message, "keep more articles in this feed", context);
    }
    news::bylines(view, context);
    news::cuts(view, context);
    let help = "offer an image of 500 × 500 pixels or more";
    news::small_images(view, &rules::IMAGE_SMALL, IMAGE_LEAST, u64::min, help, context);
    excerpts(view, context);
    links(view, context);
    for file in view.items.iter().flat_map(|item| item.enclosures()) {
        let kind = file.media_type.as_ref().map(|kind| kind.value.to_ascii_lowercase()).unwrap_or_default();
        if kind.starts_with("video/") && kind != "video/mp4" && extension(&file.url.value) != "mp4" {
            let message = format!("the video is `{}`, and Flipboard prefers MP4", shown(&kind));
            file.url.say(&rules::VIDEO_NOT_MP4, message, "offer it as `video/mp4`", context);
        }
    }
}

fn excerpts(view: &View<'_, '_>, context: &mut Context<'_>) {
    let help = "write a description of 300 characters or more";
    for item in &view.items {
        let Some(summary) = item.summary() else {
            item.lacks(&rules::EXCERPT_SHORT, "description to show as its excerpt", help, context);
            continue;
        };
        let length = summary.length();
        if length < EXCERPT_LEAST {
            let message =
                format!("the excerpt has {length} characters, and Flipboard asks for {EXCERPT_LEAST} or more");
            summary.say(&rules::EXCERPT_SHORT, message, help, context);
        }
    }
}

/// Links that lead to another site than the feed's.
fn links(view: &View<'_, '_>, context: &mut Context<'_>) {
    let Some(own) = view.feed.own_address().or_else(|| view.feed.link()).as_ref().and_then(host) else { return };
    for link in view.items.iter().filter_map(|item| item.link()) {
        let Some(other) = host(&link) else { continue };
        if !(other == own || other.ends_with(&format!(".{own}")) || own.ends_with(&format!(".{other}"))) {
            let message = format!("the link leads to `{}`, and the feed is of `{}`", shown(&other), shown(&own));
            let help = "link to the article on the feed's own site";
            link.say(&rules::LINK_ELSEWHERE, message, help, context);
        }
    }
}
