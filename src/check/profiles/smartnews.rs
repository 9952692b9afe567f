//! SmartNews and its SmartFormat 2.1 (<https://publishers.smartnews.com/hc/en-us/articles/360036526213>).

use crate::check::Kind;
use crate::check::context::Context;
use crate::check::profiles::news::{self, long};
use crate::check::profiles::view::{Part, View, xml};
use crate::check::profiles::{Demand, Of, Profile};
use crate::check::rules::feeds::{FEED_EMPTY, ITEM_WITHOUT_DATE, LANGUAGE_MISSING};
use crate::check::rules::profiles::smartnews as rules;
use crate::check::rules::rss::GUID_MISSING;
use crate::check::rules::xml::{ENCODING_NOT_UTF8, ENCODING_OBSCURE, FEED_TOO_LARGE};
use crate::diagnostic::Level;

pub(super) static PROFILE: Profile = Profile {
    name: "smartnews",
    title: "SmartNews",
    summary: "SmartNews: its SmartFormat 2.1 (RSS and Atom)",
    page: include_str!("smartnews.md"),
    rules: rules::ALL,
    takes: &[Kind::Rss, Kind::Atom],
    levels: &[
        (&ENCODING_NOT_UTF8, Level::Error),
        (&ENCODING_OBSCURE, Level::Error),
        (&FEED_TOO_LARGE, Level::Error),
        (&FEED_EMPTY, Level::Error),
        (&LANGUAGE_MISSING, Level::Error),
        (&GUID_MISSING, Level::Error),
        (&ITEM_WITHOUT_DATE, Level::Error),
    ],
    demands: &[
        news::TITLE,
        news::LINK,
        news::TEXT,
        Demand {
            rule: &rules::FEED_DATE_MISSING,
            of: Of::Feed,
            what: "date",
            has: |feed| feed.published().is_some() || has(feed, "atom:updated"),
            help: "add `<pubDate>Wed, 13 Aug 2025 10:00:00 GMT</pubDate>` to the channel",
        },
        Demand {
            rule: &rules::LOGO_MISSING,
            of: Of::Feed,
            what: "`snf:logo`",
            has: |feed| has(feed, "snf:logo"),
            help: "add `<snf:logo><url>https://example.org/logo.png</url></snf:logo>`",
        },
        Demand {
            rule: &rules::DARK_LOGO_MISSING,
            of: Of::Feed,
            what: "`snf:darkModeLogo`",
            has: |feed| has(feed, "snf:darkModeLogo"),
            help: "add `<snf:darkModeLogo><url>https://example.org/logo-dark.png</url></snf:darkModeLogo>`",
        },
        Demand {
            rule: &rules::THUMBNAIL_MISSING,
            of: Of::Item,
            what: "`media:thumbnail`",
            has: |item| has(item, "media:thumbnail"),
            help: "add `<media:thumbnail url=\"https://example.org/1.jpg\"/>`",
        },
        Demand {
            rule: &rules::ANALYTICS_MISSING,
            of: Of::Item,
            what: "`snf:analytics`, so its reading is not counted",
            has: |item| has(item, "snf:analytics"),
            help: "add `<snf:analytics>` with the script of your analytics in `<![CDATA[…]]>`",
        },
    ],
    judge,
};

/// How many characters a feed's description has at most, and how many in Japanese.
const DESCRIPTION_MOST: (usize, usize) = (30, 15);
/// The longest time to live in minutes.
const TTL_MOST: u64 = 15;
/// How many sponsored links an article has at most.
const SPONSORED_MOST: usize = 2;

fn has(part: &Part<'_, '_>, name: &str) -> bool {
    part.node().is_some_and(|node| xml::elements(node, name).next().is_some())
}

fn judge(view: &View<'_, '_>, context: &mut Context<'_>) {
    news::bylines(view, context);
    news::cuts(view, context);
    let is_japanese =
        view.feed.language().is_some_and(|language| language.value.to_ascii_lowercase().starts_with("ja"));
    let most = if is_japanese { DESCRIPTION_MOST.1 } else { DESCRIPTION_MOST.0 };
    if let Some(summary) = view.feed.summary() {
        long(&summary, "description", most, &rules::DESCRIPTION_LONG, "say in a few words what the site is", context);
    }
    if let Some(ttl) = view.feed.node().and_then(|node| xml::element(node, "ttl"))
        && ttl.value.parse().is_ok_and(|minutes: u64| minutes > TTL_MOST)
    {
        let message = format!("`ttl` is {} minutes, and news would come late", ttl.value);
        ttl.say(&rules::TTL_LONG, message, "write a number from 1 to 15", context);
    }
    for node in view.items.iter().filter_map(|item| item.node()) {
        for related in xml::elements(node, "snf:relatedLink") {
            let message = "`snf:relatedLink` was withdrawn with version 2.0 of SmartFormat".to_owned();
            context.say_of(
                &rules::RELATED_LINK,
                related,
                message,
                "take it out: SmartNews finds related articles itself",
            );
        }
        let sponsored =
            xml::elements(node, "snf:advertisement").flat_map(|ads| xml::elements(ads, "snf:sponsoredLink"));
        if let Some(third) = sponsored.take(SPONSORED_MOST + 1).nth(SPONSORED_MOST) {
            let message = format!("an article shows {SPONSORED_MOST} sponsored links, and this is one more");
            context.say_of(&rules::SPONSORED_MANY, third, message, "keep two of them");
        }
    }
}
