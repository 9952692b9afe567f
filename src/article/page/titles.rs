//! A page's title, without the site's name that pages put behind it.

use super::facts::Facts;
use super::headings::Heading;
use super::json::Json;
use super::linked_data::{Graph, first_text, text_member};
use super::outline::Region;
use super::parts::holds;
use super::{place_of, trimmed, unescaped};
use crate::diagnostic::Span;

/// Signs between a title and the site's name.
const SEPARATORS: &[char] = &['|', '–', '—', '-', '»', '«', '·', '•', '›', '‹', '~', '/', ':', '⋆', '<', '>', '@'];
/// How many separators are tried, from the end.
const TRIES_MAX: usize = 16;

/// A title, and where it was found.
pub(super) struct Candidate {
    pub(super) origin: &'static str,
    pub(super) key_span: Span,
    pub(super) text: String,
    pub(super) span: Span,
}

/// The titles of a page, the best first. `article` is the page's article or main part.
pub(super) fn candidates(
    text: &str,
    facts: &Facts,
    graph: &Graph<'_>,
    sites: &Sites,
    article: Option<&Region>,
) -> Vec<Candidate> {
    let linked = |node: Option<&Json>, origin, key| {
        let (member, value) = text_member(node?, key)?;
        let letters = unescaped(value.as_text()?.trim());
        Some(Candidate { origin, key_span: member.key_span, text: letters, span: value.span })
    };
    let open_graph = facts.metas.iter().find(|meta| meta.key == "og:title").map(|meta| Candidate {
        origin: "og:title",
        key_span: meta.key_span,
        text: meta.content.trim().to_owned(),
        span: trimmed(text, meta.span),
    });
    let heading = heading(facts, sites, article).map(|heading| Candidate {
        origin: if heading.first_level { "<h1>" } else { "<h2>" },
        key_span: heading.outer,
        text: heading.text.clone(),
        span: trimmed(text, heading.inner),
    });
    let title = facts.title.as_ref().map(|title| Candidate {
        origin: "<title>",
        key_span: title.key_span,
        text: title.text.trim().to_owned(),
        span: title.span,
    });
    let (article, page) = (graph.article(), graph.page());
    let headline = linked(article, "JSON-LD headline", "headline").or_else(|| linked(article, "JSON-LD name", "name"));
    let page_name = linked(page, "JSON-LD headline", "headline").or_else(|| linked(page, "JSON-LD name", "name"));
    [headline, open_graph, heading, title, page_name].into_iter().flatten().collect()
}

/// The heading that is the page's title: the only `<h1>` of the article, else of the page; else the only heading that
/// says that it is the title.
fn heading<'f>(facts: &'f Facts, sites: &Sites, article: Option<&Region>) -> Option<&'f Heading> {
    let headings = || facts.outline.headings.list.iter().filter(|heading| !heading.hidden && !heading.text.is_empty());
    let is_inside = |heading: &&Heading| article.is_some_and(|article| holds(article.inner, heading.outer));
    let first_level = || headings().filter(|heading| heading.first_level);
    let inside: Vec<&Heading> = first_level().filter(is_inside).collect();
    if let [only] = inside[..] {
        return Some(only);
    }
    // Beside the article's part of the page, an `<h1>` is often the site's name; the page's `<title>` starts otherwise.
    let title = facts.title.as_ref().filter(|_| article.is_some()).map(|title| folded(&title.text));
    let is_title = |heading: &&Heading| {
        let heading = folded(&heading.text);
        !sites.0.contains(&heading) && title.as_ref().is_none_or(|title| title.starts_with(&heading))
    };
    let anywhere: Vec<&Heading> = first_level().filter(is_title).collect();
    if let ([], [only]) = (&inside[..], &anywhere[..]) {
        return Some(only);
    }
    let mut named = headings().filter(|heading| !heading.first_level);
    let near = named.clone().find(is_inside).or_else(|| named.next());
    near.filter(|_| inside.is_empty())
}

/// The names of a page's site, folded.
pub(super) struct Sites(Vec<String>);

impl Sites {
    pub(super) fn of(facts: &Facts, graph: &Graph<'_>) -> Sites {
        let metas = facts.metas.iter().filter(|meta| matches!(meta.key.as_str(), "og:site_name" | "application-name"));
        let nodes = [graph.article(), graph.page(), graph.site()];
        let publishers = nodes.into_iter().flatten().filter_map(|node| graph.publisher(node));
        let site = graph.site().and_then(|site| site.get("name")).and_then(first_text).and_then(Json::as_text);
        let names = metas.map(|meta| meta.content.as_str()).chain(publishers).chain(site);
        Sites(names.take(8).map(|name| folded(&unescaped(name))).filter(|name| !name.is_empty()).collect())
    }

    fn are_named(&self, text: &str) -> bool {
        self.0.contains(&folded(text))
    }

    /// A title without a separator and the site's name behind it, and the place of what is left.
    pub(super) fn cut(&self, text: &str, title: String, span: Span) -> (String, Span) {
        for (at, sign) in title.rmatch_indices(SEPARATORS).take(TRIES_MAX) {
            let (before, after) = (&title[..at], &title[at + sign.len()..]);
            let is_apart = after.starts_with(char::is_whitespace)
                && (before.ends_with(char::is_whitespace) || matches!(sign, "|" | ":"));
            let left = before.trim_end_matches(|c: char| c.is_whitespace() || SEPARATORS.contains(&c));
            if is_apart && !left.is_empty() && self.are_named(after) {
                let start = place_of(text, span, left);
                let place = start.map_or(span, |start| Span::new(start, start + left.len()));
                return (left.to_owned(), place);
            }
        }
        (title, span)
    }
}

/// A text's letters and digits in lower case, by which titles are compared; a text without any is kept.
pub(in crate::article) fn folded(text: &str) -> String {
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if letters.is_empty() { text.trim().to_owned() } else { letters }
}
