//! MSN and its Partner Hub (<https://helpcenter.microsoftstart.com/kb/feed-specifications>).

use url::Url;

use crate::check::Kind;
use crate::check::context::Context;
use crate::check::profiles::news::{self, extension};
use crate::check::profiles::view::{Fact, Part, View};
use crate::check::profiles::{Demand, Of, Profile};
use crate::check::rules::content::{ADDRESS_RELATIVE, CONTENT_HEAD, CONTENT_SCRIPT, TEXT_HOLDS_HTML, TEXT_UNDECLARED};
use crate::check::rules::feeds::{FEED_EMPTY, ITEM_WITHOUT_DATE, LANGUAGE_MISSING};
use crate::check::rules::profiles::msn as rules;
use crate::check::rules::rss::GUID_MISSING;
use crate::check::rules::values::DATE_IMPLAUSIBLE;
use crate::check::values::shown;
use crate::diagnostic::Level;

pub(super) static PROFILE: Profile = Profile {
    name: "msn",
    title: "MSN",
    summary: "MSN: what its Partner Hub takes in as articles (RSS and Atom)",
    page: include_str!("msn.md"),
    rules: rules::ALL,
    takes: &[Kind::Rss, Kind::Atom],
    levels: &[
        (&FEED_EMPTY, Level::Error),
        (&GUID_MISSING, Level::Error),
        (&ITEM_WITHOUT_DATE, Level::Error),
        (&DATE_IMPLAUSIBLE, Level::Error),
        (&TEXT_HOLDS_HTML, Level::Error),
        (&TEXT_UNDECLARED, Level::Error),
        (&ADDRESS_RELATIVE, Level::Error),
        (&CONTENT_SCRIPT, Level::Error),
        (&CONTENT_HEAD, Level::Error),
        (&LANGUAGE_MISSING, Level::Warning),
    ],
    demands: &[
        news::TITLE,
        news::LINK,
        news::TEXT_ANYWHERE,
        Demand {
            rule: &rules::IMAGE_MISSING,
            of: Of::Item,
            what: "image, so it is not published without a person's doing",
            has: |item| !item.images().is_empty(),
            help: "add an `<img>` to its text, or `<media:content>`",
        },
    ],
    judge,
};

/// A title has more characters than the first, and not more than the second.
const TITLE_CHARACTERS: (usize, usize) = (20, 150);
/// How old an article may be, in seconds.
const AGE_MOST: i64 = 365 * 86_400;
/// Of an article's best image, the larger of width and height in pixels.
const IMAGE_LEAST: u64 = 720;
const MEGABYTE: u64 = 1_000_000;
/// How much an image may weigh in bytes.
const IMAGE_BYTES: u64 = 15 * MEGABYTE;
/// How deep elements may be nested.
const DEPTH_MOST: usize = 10;
/// Image formats, by the ends of files' names.
const FORMATS: &[&str] = &["png", "jpg", "jpeg", "gif", "webp"];
/// Image formats that are known to be others.
const OTHER_FORMATS: &[&str] = &["avif", "bmp", "heic", "jp2", "jxl", "svg", "tif", "tiff"];
/// HTML that may stand in an article.
const TAGS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "caption",
    "col",
    "colgroup",
    "div",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "i",
    "iframe",
    "img",
    "li",
    "ol",
    "p",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
/// HTML of which other rules speak.
const TOLD: &[&str] = &[
    "applet", "base", "button", "embed", "form", "input", "link", "meta", "object", "param", "script", "select",
    "style", "textarea",
];

fn judge(view: &View<'_, '_>, context: &mut Context<'_>) {
    news::cuts(view, context);
    let help = "offer an image of 1200 × 624 pixels";
    news::small_images(view, &rules::IMAGE_SMALL, IMAGE_LEAST, u64::max, help, context);
    own_address(view, context);
    old(view, context);
    languages(view, context);
    for item in &view.items {
        if let Some(title) = item.title() {
            title_length(item, &title, context);
        }
        if let Some(link) = item.link() {
            password(&link, context);
        }
        images(item, context);
        weights(item, context);
        html(item, context);
    }
}

/// The feed itself is served by https, and to everybody.
fn own_address(view: &View<'_, '_>, context: &mut Context<'_>) {
    let Some(address) = view.feed.own_address() else { return };
    if address.value.to_ascii_lowercase().starts_with("http:") {
        let message = format!("the feed's address is `{}`, and MSN fetches by https only", shown(&address.value));
        address.say(&rules::FEED_INSECURE, message, "serve the feed by `https:`", context);
    }
    password(&address, context);
}

fn password(address: &Fact<'_, '_>, context: &mut Context<'_>) {
    let has_user = Url::parse(&address.value).is_ok_and(|url| !url.username().is_empty() || url.password().is_some());
    if has_user {
        let message = "the address holds a user's name or password".to_owned();
        address.say(&rules::ADDRESS_WITH_USER, message, "write the address without them", context);
    }
}

/// Articles that are a year older than the newest, or than today where that is known.
fn old(view: &View<'_, '_>, context: &mut Context<'_>) {
    let dates = view.items.iter().filter_map(|item| item.published()).chain(view.feed.updated());
    let Some(now) = context.now.or_else(|| dates.filter_map(|date| date.instant()).max()) else { return };
    for date in view.items.iter().filter_map(|item| item.published()) {
        if date.instant().is_some_and(|at| now - at > AGE_MOST) {
            let message = format!("the article is of `{}`, more than 365 days ago", shown(&date.value));
            date.say(&rules::DATE_OLD, message, "take it out: MSN does not take it in", context);
        }
    }
}

/// The first part of a language's tag.
fn primary(language: &Fact<'_, '_>) -> String {
    language.value.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

fn languages(view: &View<'_, '_>, context: &mut Context<'_>) {
    let Some(own) = view.feed.language() else { return };
    for other in view.items.iter().filter_map(|item| item.language()) {
        if primary(&other) != primary(&own) {
            let message =
                format!("the article is in `{}`, and the feed in `{}`", shown(&other.value), shown(&own.value));
            let help = "make a feed for each language, and hand in each by itself";
            other.say(&rules::LANGUAGES_MIXED, message, help, context);
        }
    }
}

fn title_length(item: &Part<'_, '_>, title: &Fact<'_, '_>, context: &mut Context<'_>) {
    let (least, most) = TITLE_CHARACTERS;
    let length = title.length();
    if length <= least {
        let message = format!("the title has {length} characters, not more than {least}: `{}`", shown(&title.value));
        title.say(&rules::TITLE_SHORT, message, "write a title of 21 to 150 characters", context);
    }
    let has_short = item.node().is_some_and(|node| node.children().any(|one| one.tag_name().name() == "shortTitle"));
    if !has_short {
        news::long(title, "title", most, &rules::TITLE_LONG, "write a title of 21 to 150 characters", context);
    }
}

fn images(item: &Part<'_, '_>, context: &mut Context<'_>) {
    for image in item.images() {
        let kind = image.media_type.as_deref().and_then(|kind| kind.strip_prefix("image/"));
        let ending = extension(&image.url.value);
        let is_other = kind.map_or(OTHER_FORMATS.contains(&ending.as_str()), |kind| !FORMATS.contains(&kind));
        if is_other {
            let message = format!("MSN shows no image of the format `{}`", shown(kind.unwrap_or(&ending)));
            image.url.say(&rules::IMAGE_FORMAT, message, "offer it as JPEG, PNG or WebP", context);
        }
        let (Some(width), Some(height)) = (image.width, image.height) else { continue };
        // In hundredths: from 0.5 to 1.89, and 1.91 for what promotes the article.
        let is_odd = height == 0 || width * 100 < height * 50 || width * 100 > height * 193;
        if is_odd {
            let message = format!("the image is {width} × {height}, a shape that MSN can't show well");
            image.url.say(&rules::IMAGE_RATIO, message, "keep the width between half and 1.89 of the height", context);
        }
    }
}

/// Attached images that weigh more than MSN takes.
fn weights(item: &Part<'_, '_>, context: &mut Context<'_>) {
    for file in item.enclosures() {
        let is_image = file.media_type.as_ref().is_some_and(|kind| kind.value.starts_with("image/"));
        if let Some(bytes) = file.bytes.filter(|bytes| is_image && *bytes > IMAGE_BYTES) {
            let message =
                format!("the image has {} MB, and MSN takes {} at most", bytes / MEGABYTE, IMAGE_BYTES / MEGABYTE);
            file.url.say(&rules::IMAGE_HEAVY, message, "offer it with fewer pixels, or as JPEG or WebP", context);
        }
    }
}

fn html(item: &Part<'_, '_>, context: &mut Context<'_>) {
    /// How many tags are named.
    const NAMED: usize = 3;
    let Some(content) = item.content().filter(|content| content.is_html) else { return };
    let digest = content.digest();
    let others = digest.elements.keys().filter(|name| !TAGS.contains(&name.as_str()) && !TOLD.contains(&name.as_str()));
    let others: Vec<String> = others.take(NAMED).map(|name| format!("`<{}>`", shown(name))).collect();
    if !others.is_empty() {
        let message = format!("MSN takes {} out of the text", others.join(", "));
        let help = "write paragraphs, headings up to `<h5>`, lists, tables, quotations and images";
        content.fact.say(&rules::TAG_UNSUPPORTED, message, help, context);
    }
    if digest.depth > DEPTH_MOST {
        let message =
            format!("the text's elements are nested {} deep, and MSN asks for {DEPTH_MOST} at most", digest.depth);
        content.fact.say(&rules::NESTING_DEEP, message, "take out what only holds other elements together", context);
    }
}
