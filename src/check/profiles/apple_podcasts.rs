//! Apple Podcasts (<https://podcasters.apple.com/support/823-podcast-requirements>).

use crate::check::Kind;
use crate::check::context::Context;
use crate::check::profiles::news;
use crate::check::profiles::podcasts::{self, Texts, named, value};
use crate::check::profiles::view::View;
use crate::check::profiles::view::xml;
use crate::check::profiles::{Demand, Of, Profile};
use crate::check::rules::addresses::LANGUAGE_CODE_LONG;
use crate::check::rules::feeds::{ENCLOSURE_LENGTH_ZERO, FEED_EMPTY, ITEM_WITHOUT_DATE, LANGUAGE_MISSING};
use crate::check::rules::itunes::{ITUNES_ELEMENT_MISSING, ITUNES_FORMAT_UNPLAYED, ITUNES_NOT_UTF8};
use crate::check::rules::profiles::apple_podcasts as rules;
use crate::check::rules::rss::GUID_MISSING;
use crate::check::values::shown;
use crate::diagnostic::Level;

pub(super) static PROFILE: Profile = Profile {
    name: "apple-podcasts",
    title: "Apple Podcasts",
    summary: "what the directory of Apple Podcasts requires and recommends (RSS)",
    page: include_str!("apple-podcasts.md"),
    rules: rules::ALL,
    takes: &[Kind::Rss],
    levels: &[
        (&GUID_MISSING, Level::Error),
        (&LANGUAGE_MISSING, Level::Error),
        (&LANGUAGE_CODE_LONG, Level::Error),
        (&ITUNES_ELEMENT_MISSING, Level::Error),
        (&ITUNES_NOT_UTF8, Level::Error),
        (&ITUNES_FORMAT_UNPLAYED, Level::Error),
        (&FEED_EMPTY, Level::Error),
        (&ENCLOSURE_LENGTH_ZERO, Level::Warning),
        (&ITEM_WITHOUT_DATE, Level::Warning),
    ],
    demands: DEMANDS,
    judge,
};

const DEMANDS: &[Demand] = &[
    Demand {
        rule: &rules::VOCABULARY_UNUSED,
        of: Of::Feed,
        what: "element of Apple's vocabulary",
        has: |feed| feed.node().is_some_and(|node| node.children().any(|child| xml::is_of(child, "itunes"))),
        help: "add `itunes:category`, `itunes:explicit` and `itunes:image`",
    },
    podcasts::needs_author(&rules::AUTHOR_MISSING),
    Demand { rule: &rules::TITLE_MISSING, ..news::TITLE },
    podcasts::needs_enclosure(&rules::ENCLOSURE_MISSING),
    Demand {
        rule: &rules::DESCRIPTION_MISSING,
        of: Of::Item,
        what: "description",
        has: |item| item.summary().is_some(),
        help: "add a `<description>` of one or more sentences",
    },
    podcasts::needs_duration(&rules::DURATION_MISSING),
    podcasts::needs_explicit(&rules::EXPLICIT_MISSING),
];

const TYPES: &[&str] = &["audio/x-m4a", "audio/mpeg", "video/quicktime", "video/mp4", "video/x-m4v", "application/pdf"];

fn judge(view: &View<'_, '_>, context: &mut Context<'_>) {
    let texts = Texts {
        long: &rules::TEXT_LONG,
        description_long: &rules::DESCRIPTION_LONG,
        space_around: &rules::SPACE_AROUND,
    };
    podcasts::texts(view, &texts, context);
    podcasts::serial(view, &rules::SERIAL_UNNUMBERED, context);
    podcasts::numbered(view, &rules::TITLE_NUMBERED, context);
    podcasts::artwork(view, &rules::ARTWORK_FORMAT, context);
    podcasts::explicit(view, &rules::EXPLICIT_OUTDATED, context);
    podcasts::duration(view, &rules::DURATION_NOT_SECONDS, context);
    podcasts::types(view, &rules::TYPE_UNSUPPORTED, TYPES, context);
    podcasts::reused(view, &rules::ENCLOSURE_REUSED, context);
    show(view, context);
    for item in &view.items {
        if let Some(date) = item.published().filter(|date| date.instant().is_some() && !date.value.contains(',')) {
            let message = format!("the date `{}` does not name the day of the week", shown(&date.value));
            date.say(&rules::DATE_WITHOUT_WEEKDAY, message, "write it as `Wed, 13 Aug 2025 10:00:00 GMT`", context);
        }
    }
    file_names(view, context);
    for file in view.items.iter().flat_map(|item| item.enclosures()) {
        if podcasts::extension(&file.url.value).is_none() {
            let message = format!("the address `{}` does not end like a file's name", shown(&file.url.value));
            let help = "let its path end in `.mp3`, `.m4a`, `.mp4`, `.m4v`, `.mov` or `.pdf`";
            file.url.say(&rules::EXTENSION_MISSING, message, help, context);
        }
    }
}

/// Names of files are plain: an escaped byte beyond ASCII, or an escaped space, stands for what they must not have.
fn file_names(view: &View<'_, '_>, context: &mut Context<'_>) {
    let images = podcasts::parts(view).flat_map(|part| named(part, "itunes:image"));
    let images = images.filter_map(|image| xml::attribute(image, "href"));
    let files = view.items.iter().flat_map(|item| item.enclosures()).map(|file| file.url);
    for url in images.chain(files) {
        let path = url.value.split(['?', '#']).next().unwrap_or_default();
        let mut escapes = path.match_indices('%').filter_map(|(at, _)| path.get(at..at + 3));
        let escaped = escapes.find(|escape| {
            let byte = u8::from_str_radix(&escape[1..], 16);
            byte.is_ok_and(|byte| byte == b' ' || !byte.is_ascii())
        });
        if let Some(escaped) = escaped {
            let message =
                format!("the address `{}` holds `{escaped}`: the file's name is not plain", shown(&url.value));
            url.say(&rules::FILE_NAME_ESCAPED, message, "name the file with a-z, A-Z and 0-9 only", context);
        }
    }
}

/// What concerns the show alone.
fn show(view: &View<'_, '_>, context: &mut Context<'_>) {
    if let Some(block) = named(&view.feed, "itunes:block").next().map(xml::fact)
        && block.value.eq_ignore_ascii_case("yes")
    {
        let message = "the show asks not to be in the directory".to_owned();
        block.say(&rules::SHOW_BLOCKED, message, "take `itunes:block` out, unless that is meant", context);
    }
    let title = value(&view.feed, "title").unwrap_or_default().to_lowercase();
    for fact in view.items.iter().filter_map(|item| item.title()).filter(|_| !title.is_empty()) {
        if fact.value.to_lowercase().contains(&title) {
            let message = "the episode's title repeats the show's".to_owned();
            fact.say(&rules::TITLE_REPEATS_SHOW, message, "write the episode's own title alone", context);
        }
    }
    let mut categories = named(&view.feed, "itunes:category");
    let within = categories.next().into_iter().flat_map(|first| {
        let inner = first.children().filter(|child| xml::is(*child, "itunes:category"));
        inner.skip(1).collect::<Vec<_>>()
    });
    if let Some(more) = within.chain(categories).next() {
        let message = "only the first category counts, with the first one within it".to_owned();
        context.say_of(&rules::CATEGORY_PASSED_OVER, more, message, "put the one that fits best first");
    }
}
