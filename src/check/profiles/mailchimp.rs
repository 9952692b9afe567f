//! Mailchimp's campaigns from feeds (<https://kb.mailchimp.com/campaigns/rss-in-campaigns/troubleshooting-rss-in-campaigns>).

use crate::check::Kind;
use crate::check::context::Context;
use crate::check::profiles::view::media::ImageFrom;
use crate::check::profiles::view::{Part, View};
use crate::check::profiles::{Demand, Of, Profile, news};
use crate::check::rules::feeds::{FEED_EMPTY, ITEM_WITHOUT_DATE};
use crate::check::rules::profiles::mailchimp as rules;
use crate::diagnostic::Level;

pub(super) static PROFILE: Profile = Profile {
    name: "mailchimp",
    title: "Mailchimp",
    summary: "Mailchimp: what its campaigns make mails of (RSS and Atom)",
    page: include_str!("mailchimp.md"),
    rules: rules::ALL,
    takes: &[Kind::Rss, Kind::Atom],
    levels: &[(&ITEM_WITHOUT_DATE, Level::Error), (&FEED_EMPTY, Level::Warning)],
    demands: &[
        Demand {
            rule: &rules::TAG_UNFILLED,
            of: Of::Item,
            what: "title, so `*|RSSITEM:TITLE|*` stays empty",
            has: |item| item.title().is_some(),
            help: "add a `<title>`",
        },
        Demand {
            rule: &rules::TAG_UNFILLED,
            of: Of::Item,
            what: "link, so `*|RSSITEM:URL|*` leads nowhere",
            has: |item| item.link().is_some(),
            help: "add the address of its page",
        },
        Demand {
            rule: &rules::TAG_UNFILLED,
            of: Of::Item,
            what: "description, so `*|RSSITEM:CONTENT|*` stays empty",
            has: |item| item.summary().is_some(),
            help: "add a `<description>`, in Atom a `<summary>`",
        },
        Demand {
            rule: &rules::CONTENT_MISSING,
            of: Of::Item,
            what: "whole text, so `*|RSSITEM:CONTENT_FULL|*` shows the description",
            has: news::has_text,
            help: "add `<content:encoded>`, in Atom `<content type=\"html\">`",
        },
        Demand {
            rule: &rules::IMAGE_MISSING,
            of: Of::Item,
            what: "`media:content` with an image, so `*|RSSITEM:IMAGE|*` stays empty",
            has: has_image,
            help: "add `<media:content medium=\"image\" url=\"https://example.org/1.jpg\" width=\"600\"/>`",
        },
    ],
    judge,
};

/// The width of a mail in pixels.
const WIDTH_MOST: u64 = 600;

fn has_image(item: &Part<'_, '_>) -> bool {
    item.images().iter().any(|image| matches!(image.from, ImageFrom::Media | ImageFrom::Enclosure))
}

fn judge(view: &View<'_, '_>, context: &mut Context<'_>) {
    for image in view.items.iter().flat_map(|item| item.images()) {
        let is_shown = matches!(image.from, ImageFrom::Media | ImageFrom::Content);
        if let Some(width) = image.width.filter(|width| is_shown && *width > WIDTH_MOST) {
            let message = format!("the image is {width} pixels wide, and a mail {WIDTH_MOST}");
            image.url.say(&rules::IMAGE_WIDE, message, "offer it 600 pixels wide", context);
        }
    }
}
