//! PSP-1 (<https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification>), and what Podcasting 2.0
//! recommends.

mod namespace;

use crate::check::Kind;
use crate::check::context::Context;
use crate::check::profiles::news;
use crate::check::profiles::podcasts::{self, Texts, named, parts};
use crate::check::profiles::view::{View, xml};
use crate::check::profiles::{Demand, Of, Profile};
use crate::check::rules::addresses::ADDRESS_INSECURE;
use crate::check::rules::feeds::{ITEM_WITHOUT_DATE, LANGUAGE_MISSING, SELF_LINK_MISSING};
use crate::check::rules::itunes::{ITUNES_ELEMENT_MISSING, ITUNES_NOT_UTF8};
use crate::check::rules::profiles::podcast_2_0 as rules;
use crate::check::rules::rss::GUID_MISSING;
use crate::check::rules::xml::ENCODING_NOT_UTF8;
use crate::check::schema::vocabulary::prefix_of;
use crate::check::values::addresses::is_uuid;
use crate::check::values::shown;
use crate::diagnostic::Level;

pub(super) static PROFILE: Profile = Profile {
    name: "podcast-2.0",
    title: "PSP-1",
    summary: "PSP-1, the podcast standard, and what Podcasting 2.0 recommends (RSS)",
    page: include_str!("podcast-2.0.md"),
    rules: rules::ALL,
    takes: &[Kind::Rss],
    levels: &[
        (&SELF_LINK_MISSING, Level::Error),
        (&LANGUAGE_MISSING, Level::Error),
        (&ITUNES_ELEMENT_MISSING, Level::Error),
        (&ITUNES_NOT_UTF8, Level::Error),
        (&ENCODING_NOT_UTF8, Level::Error),
        (&ADDRESS_INSECURE, Level::Error),
        (&GUID_MISSING, Level::Error),
        (&ITEM_WITHOUT_DATE, Level::Warning),
    ],
    demands: DEMANDS,
    judge,
};

const DEMANDS: &[Demand] = &[
    Demand {
        rule: &rules::GUID_MISSING,
        of: Of::Feed,
        what: "`podcast:guid`",
        has: |feed| feed.has("podcast:guid"),
        help: "add `<podcast:guid>`, the UUID (version 5) of the feed's address",
    },
    Demand {
        rule: &rules::LOCKED_MISSING,
        of: Of::Feed,
        what: "`podcast:locked`",
        has: |feed| feed.has("podcast:locked"),
        help: "add `<podcast:locked>yes</podcast:locked>`",
    },
    podcasts::needs_author(&rules::AUTHOR_MISSING),
    Demand { rule: &rules::TITLE_MISSING, ..news::TITLE },
    podcasts::needs_enclosure(&rules::ENCLOSURE_MISSING),
    Demand {
        rule: &rules::LINK_MISSING,
        of: Of::Item,
        what: "link",
        has: |item| item.link().is_some(),
        help: "add `<link>`, the episode's page",
    },
    Demand {
        rule: &rules::DESCRIPTION_MISSING,
        of: Of::Item,
        what: "description",
        has: |item| item.summary().is_some(),
        help: "add a `<description>`",
    },
    podcasts::needs_duration(&rules::DURATION_MISSING),
    podcasts::needs_explicit(&rules::EXPLICIT_MISSING),
    Demand {
        rule: &rules::IMAGE_MISSING,
        of: Of::Item,
        what: "`itunes:image`",
        has: |item| item.has("itunes:image"),
        help: "add `<itunes:image href=\"https://example.org/1.jpg\"/>`",
    },
    Demand {
        rule: &rules::TRANSCRIPT_MISSING,
        of: Of::Item,
        what: "`podcast:transcript`",
        has: |item| item.has("podcast:transcript"),
        help: "add `<podcast:transcript url=\"https://example.org/1.vtt\" type=\"text/vtt\"/>`",
    },
];

const TYPES: &[&str] = &["audio/mpeg", "audio/x-m4a", "video/quicktime", "video/mp4", "video/x-m4v"];
const TRANSCRIPTS: &[&str] = &["text/plain", "text/html", "text/vtt", "application/json", "application/x-subrip"];

fn judge(view: &View<'_, '_>, context: &mut Context<'_>) {
    let texts = Texts {
        long: &rules::TEXT_LONG,
        description_long: &rules::DESCRIPTION_LONG,
        space_around: &rules::SPACE_AROUND,
    };
    namespaces(view, context);
    podcasts::texts(view, &texts, context);
    podcasts::serial(view, &rules::SERIAL_UNNUMBERED, context);
    podcasts::numbered(view, &rules::TITLE_NUMBERED, context);
    podcasts::artwork(view, &rules::ARTWORK_FORMAT, context);
    podcasts::explicit(view, &rules::EXPLICIT_WRONG, context);
    podcasts::duration(view, &rules::DURATION_NOT_SECONDS, context);
    podcasts::types(view, &rules::TYPE_UNSUPPORTED, TYPES, context);
    values(view, context);
    namespace::judge(view, context);
}

/// The vocabularies that a podcast is written in are declared on its first element.
fn namespaces(view: &View<'_, '_>, context: &mut Context<'_>) {
    let Some(root) = view.feed.node().and_then(|channel| channel.parent_element()) else { return };
    for prefix in ["atom", "itunes", "podcast"] {
        if !root.document().root_namespaces().any(|(_, uri)| prefix_of(uri) == Some(prefix)) {
            let message = format!("the first element does not declare the vocabulary `{prefix}`");
            let help = "write `xmlns:atom`, `xmlns:itunes` and `xmlns:podcast` into `<rss>`, with their addresses";
            context.say_of(&rules::NAMESPACE_UNDECLARED, root, message, help);
        }
    }
}

/// Values that PSP-1 wants in one form only.
fn values(view: &View<'_, '_>, context: &mut Context<'_>) {
    for copyright in named(&view.feed, "copyright").map(xml::fact) {
        let lower = copyright.value.to_lowercase();
        let is_year = |word: &str| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|byte| byte.is_ascii_digit())
        };
        let has_year = lower.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–')).any(is_year);
        if lower.contains("copyright") || lower.contains('©') || has_year {
            let message = format!("`{}` holds more than the holder's name", shown(&copyright.value));
            let help = "leave out the word `Copyright`, the sign `©` and the year";
            copyright.say(&rules::COPYRIGHT_DECORATED, message, help, context);
        }
    }
    let flags = named(&view.feed, "itunes:complete").chain(parts(view).flat_map(|part| named(part, "itunes:block")));
    for flag in flags.map(xml::fact).filter(|flag| flag.value.eq_ignore_ascii_case("no")) {
        let message = format!("`{}` is passed over: only `yes` means anything here", shown(&flag.value));
        flag.say(&rules::VALUE_IGNORED, message, "leave the element out", context);
    }
    for guid in named(&view.feed, "podcast:guid").map(xml::fact) {
        if is_uuid(&guid.value) && guid.value.as_bytes().get(14) != Some(&b'5') {
            let message = format!("`{}` is a UUID, but none of version 5", shown(&guid.value));
            let help = "make it of the feed's address, without `https://`, once and for all";
            guid.say(&rules::GUID_NOT_V5, message, help, context);
        }
    }
    let transcripts = view.items.iter().flat_map(|item| named(item, "podcast:transcript"));
    for kind in transcripts.filter_map(|transcript| xml::attribute(transcript, "type")) {
        if !TRANSCRIPTS.iter().any(|one| one.eq_ignore_ascii_case(&kind.value)) {
            let message = format!("players don't know transcripts of the type `{}`", shown(&kind.value));
            kind.say(
                &rules::TRANSCRIPT_TYPE,
                message,
                "offer it as `text/vtt`, `application/x-subrip` or `text/html`",
                context,
            );
        }
    }
}
