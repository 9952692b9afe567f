//! Apple Podcasts (<https://podcasters.apple.com/support/823-podcast-requirements>), whose elements other directories
//! read too.

use crate::check::tree::Node;

use crate::check::content::plain;
use crate::check::context::{Context, Subject};
use crate::check::input::utf8_declared;
use crate::check::rules::extensions::TRUE_FALSE_WRONG;
use crate::check::rules::itunes as rules;
use crate::check::schema::extensions::address;
use crate::check::schema::extensions::categories;
use crate::check::schema::{Row, must, row};
use crate::check::values::email::email;
use crate::check::values::listed::{at_most, listed, mend_truth, one_of, wrong, yes_no};
use crate::check::values::not_blank;
use crate::check::values::numbers::{non_negative, positive};
use crate::check::values::shown;

const NAMESPACE: &str = "http://www.itunes.com/dtds/podcast-1.0.dtd";
const FEEDS: &str = "channel atom:feed";
const BOTH: &str = "channel item atom:feed atom:entry";
const ENTRIES: &str = "item atom:entry";

pub(super) const ROWS: &[Row] = &[
    row(BOTH, "itunes:author").once().text(&[not_blank, plain, line]),
    row(BOTH, "itunes:block").once().text(&[yes_no]),
    row(BOTH, "itunes:category").attributes(&[must("text", &[categories::category])]),
    row("itunes:category", "itunes:category").empty().attributes(&[must("text", &[categories::category])]),
    row(BOTH, "itunes:explicit").once().text(&[explicit]),
    row(BOTH, "itunes:image").once().empty().attributes(&[must("href", &[address])]),
    row(BOTH, "itunes:keywords").once().text(&[plain, line, keywords]),
    row(BOTH, "itunes:subtitle").once().text(&[plain, line]),
    row(BOTH, "itunes:summary").once().text(&[plain, paragraph]),
    row(BOTH, "itunes:title").once().text(&[not_blank, plain]),
    row(FEEDS, "itunes:owner").once(),
    row("itunes:owner", "itunes:name").once().text(&[not_blank, plain]),
    row("itunes:owner", "itunes:email").once().required_by(&rules::ITUNES_EMAIL_MISSING).text(&[email]),
    row(FEEDS, "itunes:type").once().text(&[kind]),
    row(FEEDS, "itunes:complete").once().text(&[yes_no]),
    row(FEEDS, "itunes:new-feed-url").once().text(&[address]),
    row(FEEDS, "itunes:applepodcastsverify").once().text(&[not_blank]),
    row(ENTRIES, "itunes:duration").once().text(&[duration]),
    row(ENTRIES, "itunes:episode").once().text(&[positive]),
    row(ENTRIES, "itunes:episodeType").once().text(&[episode_type]),
    row(ENTRIES, "itunes:season").once().text(&[positive]),
    row(ENTRIES, "itunes:order").once().text(&[non_negative]),
    row(ENTRIES, "itunes:isClosedCaptioned").once().text(&[yes_no]),
];

listed! {
    /// How a show's episodes follow each other.
    kind by rules::ITUNES_TYPE_WRONG => ["episodic", "serial"];
    /// What an episode is.
    episode_type by rules::ITUNES_EPISODE_TYPE_WRONG => ["full", "trailer", "bonus"];
}

/// Whether children had better not listen.
fn explicit(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    // The older words still work; `clean` and `explicit` do not everywhere.
    let value = subject.value.trim().to_ascii_lowercase();
    if !matches!(value.as_str(), "yes" | "no") {
        match value.as_str() {
            "explicit" => context.mend_value(subject, "true"),
            "clean" => context.mend_value(subject, "false"),
            _ => mend_truth(subject, ["true", "false"], context),
        }
        one_of(subject, context, &TRUE_FALSE_WRONG, &["true", "false"]);
    }
}

fn line(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    at_most(255, subject, context);
}

fn paragraph(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    at_most(4000, subject, context);
}

/// Words between commas.
fn keywords(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let value = subject.value.trim();
    // Three words may be one keyword.
    if !value.contains(',') && value.split_whitespace().count() > 3 {
        let help = "put commas between keywords: `salt, pepper, spices`";
        wrong(subject, context, &rules::ITUNES_KEYWORDS_UNDIVIDED, "many words without a comma", help);
    }
}

/// `1:02:03`, `02:03`, or seconds.
fn duration(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let parts: Vec<&str> = subject.value.trim().split(':').collect();
    let is_number = |part: &&str| !part.is_empty() && part.len() < 9 && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_sixty = |part: &&str| part.len() <= 2 && part.parse::<u32>().is_ok_and(|number| number < 60);
    let is_fine = parts.len() <= 3 && parts.iter().all(is_number) && parts[1..].iter().all(is_sixty);
    if !is_fine {
        let help = "write seconds, such as `1801`, or a clock's time, such as `00:30:01`";
        wrong(subject, context, &rules::DURATION_WRONG, "no duration", help);
    }
}

fn is_itunes(node: &Node<'_, '_>) -> bool {
    node.tag_name().namespace() == Some(NAMESPACE)
}

/// What directories ask of a podcast.
pub(super) fn channel(node: Node<'_, '_>, context: &mut Context<'_>) {
    feed(node, context);
    if !node.children().any(|child| is_itunes(&child)) || !context.is_whole(node) {
        return;
    }
    let has = |name| node.children_named((NAMESPACE, name)).next().is_some();
    let (span, parent) = (context.tag(node), context.written_name(node));
    for (name, example) in [
        ("category", "<itunes:category text=\"Technology\"/>"),
        ("image", "<itunes:image href=\"https://example.org/cover.jpg\"/>"),
        ("explicit", "<itunes:explicit>false</itunes:explicit>"),
    ] {
        if !has(name) {
            let (element, message) = (format!("itunes:{name}"), format!("this podcast has no `itunes:{name}`"));
            let help = format!("add `{example}`");
            context.push(&rules::ITUNES_ELEMENT_MISSING, span, Some(element), Some(parent.clone()), message, &help);
        }
    }
    if !has("owner") {
        let message = "this podcast has no `itunes:owner` with an address".to_owned();
        let help = "add `<itunes:owner><itunes:email>you@example.org</itunes:email></itunes:owner>`";
        context.push(&rules::ITUNES_EMAIL_MISSING, span, Some("itunes:owner".to_owned()), Some(parent), message, help);
    }
}

/// Podcasts are in UTF-8.
pub(super) fn feed(node: Node<'_, '_>, context: &mut Context<'_>) {
    let Some(encoding) = declared_encoding(context.text) else { return };
    let is_fine = ["utf-8", "utf8", "us-ascii"].iter().any(|fine| encoding.eq_ignore_ascii_case(fine));
    if !is_fine && node.children().any(|child| is_itunes(&child)) {
        context.mend(utf8_declared(context.text).into_iter().collect());
        let message = format!("this podcast is encoded in `{}`", encoding.escape_debug());
        context.say_of(&rules::ITUNES_NOT_UTF8, node, message, "encode it in UTF-8, and say so in the XML declaration");
    }
}

fn declared_encoding(text: &str) -> Option<&str> {
    let declaration = text.strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

/// What Apple plays.
const FORMATS: &[&str] = &["mp3", "m4a", "mp4", "m4v", "mov", "pdf", "epub"];

/// A podcast's files are such as podcast players play.
pub(super) fn item(node: Node<'_, '_>, context: &mut Context<'_>) {
    // Most items have no file, and are soon done with.
    if node.children_named("enclosure").next().is_none() || !node.children().any(|child| is_itunes(&child)) {
        return;
    }
    for enclosure in node.children_named("enclosure") {
        let url = enclosure.attribute("url").unwrap_or_default().trim();
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let file = path.split_once("//").map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
        let file = file.rsplit('/').next().unwrap_or_default();
        let Some((_, extension)) = file.rsplit_once('.') else { continue };
        let is_played = FORMATS.iter().any(|format| format.eq_ignore_ascii_case(extension));
        if !is_played {
            let message = format!("Apple Podcasts does not play `.{}`", shown(extension));
            context.say_of(&rules::ITUNES_FORMAT_UNPLAYED, enclosure, message, "offer the file as `.mp3` or `.m4a`");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::declared_encoding;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(declared_encoding(text), expected, "{text}");
    }

    #[test]
    fn the_declaration_names_the_encoding() {
        check("<?xml version='1.0' encoding = 'iso-8859-1'?><rss/>", Some("iso-8859-1"));
        check("<?xml version=\"1.0\" encoding=\"utf-8\" ?><rss/>", Some("utf-8"));
        check("<?xml version=\"1.0\"?><rss encoding=\"x\"/>", None);
        check("<rss/>", None);
    }
}
