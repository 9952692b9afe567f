//! What more than one directory of podcasts asks, each by a rule of its own.

use std::collections::HashSet;

use crate::check::tree::Node;

use crate::check::Rule;
use crate::check::context::{Context, text_of};
use crate::check::profiles::view::xml::{self, is};
use crate::check::profiles::view::{Part, View};
use crate::check::profiles::{Demand, Of};
use crate::check::values::shown;

/// How many bytes a description may have.
const DESCRIPTION_BYTES_MAX: usize = 4000;
/// How many characters any other text may have.
const TEXT_MAX: usize = 255;
/// Texts that listeners see; the vocabulary's own limits hold for the others.
const TEXTS: &[&str] = &["title", "copyright", "itunes:title"];
const AUTHORS: &[&str] = &["itunes:author", "itunes:subtitle"];

/// The show says who makes it.
pub(super) const fn needs_author(rule: &'static Rule) -> Demand {
    let help = "add `<itunes:author>`, who makes the show";
    Demand { rule, of: Of::Feed, what: "`itunes:author`", has: |feed| feed.has("itunes:author"), help }
}

/// An episode has its file.
pub(super) const fn needs_enclosure(rule: &'static Rule) -> Demand {
    let help = "add `<enclosure url=\"https://example.org/1.mp3\" length=\"24986239\" type=\"audio/mpeg\"/>`";
    Demand { rule, of: Of::Item, what: "`enclosure`", has: |item| item.has("enclosure"), help }
}

/// An episode says how long it is.
pub(super) const fn needs_duration(rule: &'static Rule) -> Demand {
    let help = "add `<itunes:duration>3601</itunes:duration>`, in seconds";
    Demand { rule, of: Of::Item, what: "`itunes:duration`", has: |item| item.has("itunes:duration"), help }
}

/// An episode says whether it is for everybody.
pub(super) const fn needs_explicit(rule: &'static Rule) -> Demand {
    let help = "add `<itunes:explicit>false</itunes:explicit>`";
    Demand { rule, of: Of::Item, what: "`itunes:explicit`", has: |item| item.has("itunes:explicit"), help }
}

/// The rules of texts.
pub(super) struct Texts {
    pub(super) long: &'static Rule,
    pub(super) description_long: &'static Rule,
    pub(super) space_around: &'static Rule,
}

/// The feed and its episodes.
pub(super) fn parts<'v, 'a, 'input>(view: &'v View<'a, 'input>) -> impl Iterator<Item = &'v Part<'a, 'input>> {
    std::iter::once(&view.feed).chain(&view.items)
}

/// The child elements of a feed's own part or an episode with a canonical name.
pub(super) fn named<'a, 'input>(part: &Part<'a, 'input>, name: &'static str) -> impl Iterator<Item = Node<'a, 'input>> {
    part.node().into_iter().flat_map(move |node| node.children().filter(move |child| is(*child, name)))
}

/// The value of the first child element with a canonical name.
pub(super) fn value(part: &Part<'_, '_>, name: &'static str) -> Option<String> {
    named(part, name).next().map(|node| text_of(node).trim().to_owned())
}

/// Texts are not too long, and have no space around them.
pub(super) fn texts(view: &View<'_, '_>, rules: &Texts, context: &mut Context<'_>) {
    for part in parts(view) {
        for node in named(part, "description") {
            let bytes = text_of(node).trim().len();
            if bytes > DESCRIPTION_BYTES_MAX {
                let message = format!("this description has {bytes} bytes, {DESCRIPTION_BYTES_MAX} at most are read");
                let help = "shorten it, and put what is longer into `content:encoded`";
                xml::fact(node).say(rules.description_long, message, help, context);
            }
        }
        for node in TEXTS.iter().flat_map(|name| named(part, name)) {
            let length = text_of(node).trim().chars().count();
            if length > TEXT_MAX {
                let message =
                    format!("`{}` has {length} characters, {TEXT_MAX} at most are read", context.written_name(node));
                xml::fact(node).say(rules.long, message, "shorten it", context);
            }
        }
        for node in TEXTS.iter().chain(AUTHORS).flat_map(|name| named(part, name)) {
            let text = text_of(node);
            if text.trim().len() < text.len() && !text.trim().is_empty() {
                let message = format!("`{}` has space around its text", context.written_name(node));
                let help = format!("write `{}` between the tags, and nothing else", shown(text.trim()));
                xml::fact(node).say(rules.space_around, message, &help, context);
            }
        }
    }
}

/// The episodes of a serial are numbered, but for trailers and extras.
pub(super) fn serial(view: &View<'_, '_>, rule: &'static Rule, context: &mut Context<'_>) {
    if !value(&view.feed, "itunes:type").is_some_and(|kind| kind.eq_ignore_ascii_case("serial")) {
        return;
    }
    for item in &view.items {
        let kind = value(item, "itunes:episodeType").unwrap_or_default().to_ascii_lowercase();
        if kind != "trailer" && kind != "bonus" && !item.has("itunes:episode") {
            item.lacks(
                rule,
                "`itunes:episode`, and the show is a serial",
                "add `<itunes:episode>1</itunes:episode>`",
                context,
            );
        }
    }
}

/// Episodes' numbers stand in elements of their own, not in titles.
pub(super) fn numbered(view: &View<'_, '_>, rule: &'static Rule, context: &mut Context<'_>) {
    for item in &view.items {
        for node in ["title", "itunes:title"].into_iter().flat_map(|name| named(item, name)) {
            let fact = xml::fact(node);
            if let Some(number) = number(&fact.value) {
                let message = format!("the title begins with the episode's number, {}", shown(number));
                let help = "leave it out, and write it into `<itunes:episode>` and `<itunes:season>`";
                fact.say(rule, message, help, context);
            }
        }
    }
}

/// What a title begins with, if that is an episode's number: `#12`, `Ep. 12`, `S02E03`, `12 -`.
fn number(title: &str) -> Option<&str> {
    let lower = title.to_lowercase();
    let words = ["episode", "épisode", "episodio", "folge", "ep.", "ep", "#", "nº", "n°"];
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let after = |start: &str| {
        let rest = lower.strip_prefix(start)?;
        let gap = rest.len() - rest.trim_start_matches([' ', '#', '\u{a0}']).len();
        let count = digits(&rest[gap..]);
        (count > 0).then_some(start.len() + gap + count)
    };
    let season = lower.strip_prefix('s').and_then(|rest| {
        let season = digits(rest);
        let rest = rest[season..].strip_prefix([' ', '.', ':']).unwrap_or(&rest[season..]);
        let episode = digits(rest.strip_prefix('e')?);
        (season > 0 && episode > 0).then(|| lower.len() - rest.len() + 1 + episode)
    });
    let bare = Some(digits(&lower)).filter(|count| (1..=3).contains(count)).filter(|count| {
        let rest = lower[*count..].trim_start();
        rest.starts_with([':', '.', '|', ')'])
            || rest.starts_with("- ")
            || rest.starts_with('–')
            || rest.starts_with('—')
    });
    // Words may be longer or shorter in lower case, so the end is looked for in the title itself.
    let end = season.or_else(|| words.iter().find_map(|word| after(word))).or(bare)?;
    title.get(..end).or(Some(title))
}

/// Whether there is artwork whose address says that it is neither JPEG nor PNG.
pub(super) fn artwork(view: &View<'_, '_>, rule: &'static Rule, context: &mut Context<'_>) {
    for image in parts(view).flat_map(|part| named(part, "itunes:image")) {
        let Some(url) = xml::attribute(image, "href") else { continue };
        match extension(&url.value).as_deref() {
            Some("jpg" | "jpeg" | "png") => {}
            Some(other) => {
                let message = format!("the artwork is a file `.{}`", shown(other));
                url.say(rule, message, "offer it as `.jpg` or `.png`", context);
            }
            None => {
                let message = "the artwork's address does not end like a file's name".to_owned();
                url.say(rule, message, "let it end in `.jpg` or `.png`, whichever it is", context);
            }
        }
    }
}

/// What a file's name ends in, without the dot, in lower case.
pub(super) fn extension(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("//").map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let (_, extension) = path.rsplit('/').next().unwrap_or_default().rsplit_once('.')?;
    let is_extension = (1..=5).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_extension.then(|| extension.to_ascii_lowercase())
}

/// `itunes:explicit` says `true` or `false`, not the words of former times.
pub(super) fn explicit(view: &View<'_, '_>, rule: &'static Rule, context: &mut Context<'_>) {
    for node in parts(view).flat_map(|part| named(part, "itunes:explicit")) {
        let fact = xml::fact(node);
        let word = match fact.value.to_ascii_lowercase().as_str() {
            "yes" => "true",
            "no" => "false",
            _ => continue,
        };
        let message = format!("`{}` is what `itunes:explicit` said in former times", shown(&fact.value));
        fact.say(rule, message, &format!("write `{word}`"), context);
    }
}

/// How long an episode lasts is said in seconds.
pub(super) fn duration(view: &View<'_, '_>, rule: &'static Rule, context: &mut Context<'_>) {
    for node in view.items.iter().flat_map(|item| named(item, "itunes:duration")) {
        let fact = xml::fact(node);
        let parts: Vec<Option<u64>> =
            fact.value.split(':').map(|part| part.parse().ok().filter(|part| *part < 100_000)).collect();
        let seconds = parts.iter().try_fold(0, |sum, part| Some(sum * 60 + (*part)?));
        if let Some(seconds) = seconds.filter(|_| matches!(parts.len(), 2 | 3)) {
            let message = format!("the duration `{}` is not in seconds", shown(&fact.value));
            fact.say(rule, message, &format!("write `{seconds}`"), context);
        }
    }
}

/// The media types of enclosures are among those that are played.
pub(super) fn types(view: &View<'_, '_>, rule: &'static Rule, played: &[&str], context: &mut Context<'_>) {
    for kind in view.items.iter().flat_map(Part::enclosures).filter_map(|file| file.media_type) {
        if !played.iter().any(|one| one.eq_ignore_ascii_case(&kind.value)) {
            let message = format!("an episode of the type `{}` is not among those that are played", shown(&kind.value));
            kind.say(rule, message, "offer the episode as `audio/mpeg` (MP3) or `audio/x-m4a`", context);
        }
    }
}

/// Every episode has a file of its own.
pub(super) fn reused(view: &View<'_, '_>, rule: &'static Rule, context: &mut Context<'_>) {
    let mut seen = HashSet::new();
    for url in view.items.iter().flat_map(Part::enclosures).map(|file| file.url) {
        if !seen.insert(url.value.clone()) {
            let message = format!("another episode has the file `{}` too", shown(&url.value));
            url.say(rule, message, "give every episode a file of its own", context);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, expected: Option<&str>) {
        assert_eq!(number(title), expected, "{title}");
    }

    #[test]
    fn titles_that_begin_with_a_number_are_found() {
        check("#12 La voix", Some("#12"));
        check("Ep. 12: La voix", Some("Ep. 12"));
        check("Épisode 3 – La voix", Some("Épisode 3"));
        check("S02E03 La voix", Some("S02E03"));
        check("12 - La voix", Some("12"));
        check("12. La voix", Some("12"));
    }

    #[test]
    fn other_numbers_belong_to_the_title() {
        check("12 hommes en colère", None);
        check("1984", None);
        check("Epsilon 12", None);
        check("Seven", None);
        check("2025: a year", None);
        check("S'il le faut", None);
    }

    #[test]
    fn extensions_are_those_of_the_path() {
        assert_eq!(extension("https://a.example/b.c/d.JPG?e=f.png").as_deref(), Some("jpg"));
        assert_eq!(extension("https://a.example"), None);
        assert_eq!(extension("https://a.example/artwork"), None);
        assert_eq!(extension("https://a.example/v1.0-artwork"), None);
    }
}
