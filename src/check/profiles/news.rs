//! What destinations for articles ask alike, each with rules and figures of its own.

use url::Url;

use crate::check::Rule;
use crate::check::context::Context;
use crate::check::profiles::view::html::digest;
use crate::check::profiles::view::media::Image;
use crate::check::profiles::view::{Fact, Part, View, xml};
use crate::check::profiles::{Demand, Of};
use crate::check::rules::profiles::shared as rules;
use crate::check::values::shown;

/// A description of so many characters may well be the whole article.
const WHOLE_CHARACTERS: usize = 1_000;

/// An article has a headline.
pub(super) const TITLE: Demand = Demand {
    rule: &rules::ARTICLE_TITLE_MISSING,
    of: Of::Item,
    what: "title",
    has: |item| item.title().is_some(),
    help: "add a `<title>`",
};

/// An article has a page.
pub(super) const LINK: Demand = Demand {
    rule: &rules::ARTICLE_LINK_MISSING,
    of: Of::Item,
    what: "link to its page",
    has: |item| item.link().is_some(),
    help: "add the address of its page",
};

/// An article has its whole text in the element that is there for it.
pub(super) const TEXT: Demand = Demand {
    rule: &rules::ARTICLE_TEXT_MISSING,
    of: Of::Item,
    what: "whole text",
    has: has_text,
    help: "add `<content:encoded>`, in Atom `<content type=\"html\">`, with the whole article",
};

/// An article has its whole text, wherever it stands.
pub(super) const TEXT_ANYWHERE: Demand = Demand {
    has: |item| has_text(item) || item.summary().is_some_and(|text| digest(&text.value).characters >= WHOLE_CHARACTERS),
    ..TEXT
};

/// An article has a picture.
pub(super) const IMAGE: Demand = Demand {
    rule: &rules::ARTICLE_IMAGE_MISSING,
    of: Of::Item,
    what: "image",
    has: |item| !item.images().is_empty(),
    help: "add an image to its text, or `<media:content medium=\"image\" url=\"https://example.org/1.jpg\"/>`",
};

/// Whether an item has an element for its whole text, and something in it.
pub(super) fn has_text(item: &Part<'_, '_>) -> bool {
    item.node().is_some_and(|node| text_element(node).is_some())
}

fn text_element<'a, 'input>(
    node: crate::check::tree::Node<'a, 'input>,
) -> Option<crate::check::tree::Node<'a, 'input>> {
    let mut texts = xml::elements(node, "content:encoded atom:content");
    texts.find(|text| {
        text.children().any(|child| child.is_element() || !child.text().unwrap_or_default().trim().is_empty())
    })
}

/// Articles without a byline; what the feed says of its authors holds for its items too.
pub(super) fn bylines(view: &View<'_, '_>, context: &mut Context<'_>) {
    if !view.feed.authors().is_empty() && view.kind != crate::check::Kind::Rss {
        return;
    }
    for item in view.items.iter().filter(|item| item.authors().is_empty()) {
        let help = "add `<dc:creator>Zoé Lambert</dc:creator>`";
        item.lacks(&rules::ARTICLE_AUTHOR_MISSING, "author", help, context);
    }
}

/// What texts end with that go on elsewhere, in lower case.
const CUTS: &[&str] = &[
    "[…]",
    "[...]",
    "[&hellip;]",
    "[&#8230;]",
    "(…)",
    "(...)",
    "read more",
    "continue reading",
    "lire la suite",
    "weiterlesen",
    "leer más",
    "続きを読む",
];

/// Texts that go on elsewhere.
pub(super) fn cuts(view: &View<'_, '_>, context: &mut Context<'_>) {
    for item in view.items.iter().filter(|item| has_text(item)) {
        let Some(content) = item.content() else { continue };
        let end = ending(&content.fact.value);
        if let Some(cut) = CUTS.iter().find(|cut| end.ends_with(**cut)) {
            let message = format!("the text ends with `{cut}`, so it is not the whole article");
            content.fact.say(&rules::ARTICLE_TEXT_CUT, message, "write the whole article", context);
        }
    }
}

/// The last words of HTML, in lower case.
fn ending(html: &str) -> String {
    /// How much of the end is looked at: a link with its attributes, and the words in it.
    const BYTES: usize = 1_000;
    let start = html.floor_char_boundary(html.len().saturating_sub(BYTES));
    let mut text = String::new();
    let mut rest = &html[start..];
    // In the middle of a tag, its rest is no text.
    if let Some(end) = rest.find('>').filter(|end| rest.find('<').is_none_or(|open| open > *end) && start > 0) {
        rest = &rest[end + 1..];
    }
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = rest[open..].find('>').map_or("", |close| &rest[open + close + 1..]);
    }
    text.push_str(rest);
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '»' | '›' | '→' | '.' | ':'));
    // The dots of `...` within brackets stay, since a bracket ends it.
    text.to_lowercase()
}

/// Items all of whose images say that they are smaller than `least` pixels, by what is measured of width and height.
pub(super) fn small_images(
    view: &View<'_, '_>,
    rule: &'static Rule,
    least: u64,
    measure: fn(u64, u64) -> u64,
    help: &str,
    context: &mut Context<'_>,
) {
    for item in &view.items {
        let images = item.images();
        let sizes: Option<Vec<u64>> = images.iter().map(|image| Some(measure(image.width?, image.height?))).collect();
        let Some(largest) = sizes.and_then(|sizes| (0..sizes.len()).max_by_key(|at| sizes[*at])) else { continue };
        let image: &Image<'_, '_> = &images[largest];
        let (Some(width), Some(height)) = (image.width, image.height) else { continue };
        if measure(width, height) < least {
            let message = format!("the largest image has {width} × {height} pixels");
            image.url.say(rule, message, help, context);
        }
    }
}

/// The last part of an address's path behind its last dot, in lower case.
pub(super) fn extension(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    file.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

/// The host that an address leads to, without `www.`.
pub(super) fn host(fact: &Fact<'_, '_>) -> Option<String> {
    let url = Url::parse(&fact.value).ok()?;
    url.host_str().map(|host| host.trim_start_matches("www.").to_ascii_lowercase())
}

/// Whether a fact is longer than so many characters; said with what it is.
pub(super) fn long(
    fact: &Fact<'_, '_>,
    what: &str,
    most: usize,
    rule: &'static Rule,
    help: &str,
    context: &mut Context<'_>,
) {
    let length = fact.length();
    if length > most {
        let message = format!("the {what} has {length} characters, not {most} at most: `{}`", shown(&fact.value));
        fact.say(rule, message, help, context);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_text_is_read_without_tags() {
        assert_eq!(ending("<p>Un texte. <a href='/x'>Lire la suite</a> »</p>"), "un texte. lire la suite");
        assert_eq!(ending("<p>Un texte […]</p>\n"), "un texte […]");
        let long = format!("<p>{}</p><p class='{}'>Fin</p>", "x".repeat(3_000), "y".repeat(3_000));
        assert_eq!(ending(&long), "fin");
    }

    #[test]
    fn extensions_are_the_file_s() {
        assert_eq!(extension("https://a.example/b.c/d.JPG?e=f.g#h"), "jpg");
        assert_eq!(extension("https://a.example/b.c/d"), "");
    }
}
