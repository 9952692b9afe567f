//! The values of Podcasting 2.0.

use crate::check::context::{Context, Subject};
use crate::check::rules::extensions::VALUE_NOT_LISTED;
use crate::check::rules::podcast as rules;
use crate::check::schema::extensions::credits::COUNTRIES;
use crate::check::values::listed::{at_most, listed, one_of, wrong};
use crate::check::values::numbers::decimal;
use crate::nearest::nearest;

listed! {
    /// What people chat by.
    chat by VALUE_NOT_LISTED => ["irc", "xmpp", "nostr", "matrix"];
    /// How a file can be verified.
    integrity by VALUE_NOT_LISTED => ["sri", "pgp-signature"];
    /// Whether a stream runs.
    live_status by VALUE_NOT_LISTED => ["pending", "live", "ended"];
    /// What a place has to do with the podcast.
    location_rel by VALUE_NOT_LISTED => ["subject", "creator"];
    /// Whether a transcript has times.
    transcript_rel by VALUE_NOT_LISTED => ["captions"];
    /// What a feed is: each word also with an `L` behind it, for lists.
    medium by VALUE_NOT_LISTED => [
        "podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher", "course", "mixed",
        "podcastL", "musicL", "videoL", "filmL", "audiobookL", "newsletterL", "blogL", "publisherL", "courseL",
    ];
    /// What a person belongs to (<https://podcasttaxonomy.com/>).
    group by VALUE_NOT_LISTED => [
        "cast", "creative direction", "writing", "audio production", "audio post-production", "administration",
        "visuals", "community", "misc", "misc.", "video production", "video post-production",
    ];
    /// What a person does (<https://podcasttaxonomy.com/>).
    role by VALUE_NOT_LISTED => [
        "host", "co-host", "guest host", "guest", "director", "assistant director", "executive producer",
        "senior producer", "producer", "associate producer", "development producer", "creative director",
        "voice actor", "narrator", "announcer", "reporter", "author", "editorial director", "co-writer", "writer",
        "songwriter", "guest writer", "story editor", "managing editor", "script editor", "script coordinator",
        "researcher", "editor", "fact checker", "translator", "transcriber", "logger", "studio coordinator",
        "technical director", "technical manager", "audio engineer", "remote recording engineer",
        "post production engineer", "audio editor", "sound designer", "foley artist", "composer", "theme music",
        "music production", "music contributor", "production coordinator", "booking coordinator",
        "production assistant", "content manager", "marketing manager", "sales representative", "sales manager",
        "graphic designer", "cover art designer", "social media manager", "consultant", "intern", "camera operator",
        "lighting designer", "camera grip", "assistant camera", "assistant editor",
    ];
}

pub(super) fn at_most_32(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    at_most(32, subject, context);
}

pub(super) fn at_most_128(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    at_most(128, subject, context);
}

pub(super) fn at_most_4000(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    at_most(4000, subject, context);
}

/// A UUID.
pub(super) fn guid(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let lengths: Vec<usize> = subject.value.trim().split('-').map(str::len).collect();
    let are_digits = subject.value.trim().bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
    if lengths != [8, 4, 4, 4, 12] || !are_digits {
        let help = "write the UUID (version 5) of the feed's address, such as `917393e3-1b1e-5cef-ace4-edaa54e1f810`";
        wrong(subject, context, &rules::PODCAST_VALUE_WRONG, "no UUID", help);
    }
}

/// `geo:30.2672,97.7431` (RFC 5870).
pub(super) fn geo(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let value = subject.value.trim();
    let pair = value.strip_prefix("geo:").unwrap_or("?").split(';').next().unwrap_or_default();
    let numbers: Option<Vec<f64>> = pair.split(',').map(|part| part.parse().ok()).collect();
    let is_fine = numbers
        .is_some_and(|numbers| matches!(numbers.len(), 2 | 3) && numbers[0].abs() <= 90.0 && numbers[1].abs() <= 180.0);
    if !is_fine {
        let help = "write latitude and longitude as `geo:30.2672,-97.7431`";
        wrong(subject, context, &rules::PODCAST_VALUE_WRONG, "no `geo:` address", help);
    }
}

/// A place of OpenStreetMap: a letter, a number, perhaps a revision.
pub(super) fn osm(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_fine = subject.value.trim().strip_prefix(['N', 'W', 'R']).is_some_and(|number| {
        let (number, revision) = number.split_once('#').unwrap_or((number, "0"));
        are_digits(number) && are_digits(revision)
    });
    if !is_fine {
        let help = "write `N`, `W` or `R` and the number: `R113314`";
        wrong(subject, context, &rules::PODCAST_VALUE_WRONG, "no place of OpenStreetMap", help);
    }
}

/// A country's two letters.
pub(super) fn country(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let countries: Vec<&str> = COUNTRIES.split_whitespace().collect();
    one_of(subject, context, &VALUE_NOT_LISTED, &countries);
}

/// `16/9`, or `1`.
pub(super) fn ratio(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let is_positive = |part: &str| part.trim().parse::<f64>().is_ok_and(|number| number > 0.0);
    let parts: Vec<&str> = subject.value.split('/').collect();
    if parts.len() > 2 || !parts.iter().all(|part| is_positive(part)) {
        wrong(subject, context, &rules::PODCAST_VALUE_WRONG, "no ratio", "write width and height as `16/9`");
    }
}

/// Addresses with widths, as HTML's `srcset`.
pub(super) fn sources(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let is_fine = subject.value.split(", ").flat_map(|part| part.split(",\n")).all(|part| {
        let mut words = part.split_whitespace();
        let has_scheme = words.next().is_some_and(|url| url.contains("://"));
        has_scheme && words.next().is_none_or(|size| size.ends_with(['w', 'x', ','])) && words.next().is_none()
    });
    if !is_fine {
        let help = "write `https://example.org/1500.jpg 1500w, https://example.org/600.jpg 600w`";
        wrong(subject, context, &rules::PODCAST_VALUE_WRONG, "no list of images", help);
    }
}

/// A place in a recording, or the length of a part: seconds from its start, with or without a fraction.
pub(super) fn seconds(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if decimal(subject.value).is_none_or(|number| number < 0.0) {
        let help = "write seconds from the start: `73.5`";
        wrong(subject, context, &rules::PODCAST_VALUE_WRONG, "no number of seconds", help);
    }
}

/// A share in hundredths; players take what is beyond for the nearest end.
pub(super) fn percentage(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !decimal(subject.value).is_some_and(|number| (0.0..=100.0).contains(&number)) {
        let help = "write a number from 0 to 100, such as `95`";
        wrong(subject, context, &rules::PODCAST_VALUE_WRONG, "no percentage", help);
    }
}

/// Where people answer (<https://github.com/Podcastindex-org/podcast-namespace/blob/main/socialprotocols.txt>).
pub(super) fn social(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    const PROTOCOLS: &[&str] =
        &["disabled", "activitypub", "twitter", "lightning", "atproto", "bluesky", "hive", "matrix", "nostr"];
    slug(subject, PROTOCOLS, context);
}

/// Who shows podcasts (<https://github.com/Podcastindex-org/podcast-namespace/blob/main/serviceslugs.txt>).
pub(super) fn service(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    slug(subject, SERVICES, context);
}

const SERVICES: &[&str] = &[
    "acast",
    "amazon",
    "anchor",
    "apple",
    "audioboom",
    "backtracks",
    "bitcoin",
    "blubrry",
    "buzzsprout",
    "captivate",
    "castos",
    "fireside",
    "google",
    "hypercatcher",
    "libsyn",
    "mastodon",
    "megafono",
    "megaphone",
    "omnystudio",
    "overcast",
    "paypal",
    "pinecast",
    "podbean",
    "podcastaddict",
    "podcastindex",
    "podcasts.com",
    "podchaser",
    "podfriend",
    "podiant",
    "podigee",
    "podnews",
    "podomatic",
    "podserve",
    "podverse",
    "redcircle",
    "relayfm",
    "resonate",
    "rss.com",
    "shoutengine",
    "simplecast",
    "slack",
    "soundcloud",
    "spotify",
    "spreaker",
    "transistor",
    "twitter",
    "whooshkaa",
    "zencast",
];

/// One of a list that grows.
fn slug(subject: &Subject<'_, '_>, known: &'static [&'static str], context: &mut Context<'_>) {
    let value = subject.value.trim();
    if value.is_empty() || known.iter().any(|one| one.eq_ignore_ascii_case(value)) {
        return;
    }
    let help = match nearest(value, known) {
        Some(near) => format!("write `{near}`, if that is meant"),
        None => "see to it that those who read it know the word".to_owned(),
    };
    wrong(subject, context, &rules::SLUG_UNLISTED, "on no list of the podcast namespace", &help);
}
