//! What articles are told apart by, each name kept once.

use std::collections::HashMap;

use crate::article::Article;
use crate::config::{Config, Facet};
use crate::entry;
use crate::model::Language;

/// The number of a label within its table; it means nothing beyond that.
pub(super) type Label = u32;

/// Tags, sections, authors and languages, numbered in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Labels {
    names: Vec<(Facet, Box<str>)>,
    numbers: HashMap<(Facet, Box<str>), Label>,
}

impl Labels {
    fn number(&mut self, facet: Facet, name: String) -> Label {
        let key = (facet, name.into_boxed_str());
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        // There is no memory for four thousand million names.
        let number = Label::try_from(self.names.len()).unwrap_or(Label::MAX);
        self.names.push(key.clone());
        self.numbers.insert(key, number);
        number
    }

    /// The numbers of an article's labels, each once.
    pub(super) fn numbers(&mut self, labels: Vec<(Facet, String)>) -> Box<[Label]> {
        let mut numbers: Vec<Label> = labels.into_iter().map(|(facet, name)| self.number(facet, name)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_boxed_slice()
    }

    /// The name behind a number, if it is one of this facet.
    pub(super) fn name(&self, label: Label, facet: Facet) -> Option<&str> {
        let (of, name) = self.names.get(label as usize)?;
        (*of == facet).then_some(name)
    }

    /// All names, in the order of their numbers.
    pub(super) fn all(&self) -> impl ExactSizeIterator<Item = (Facet, &str)> {
        self.names.iter().map(|(facet, name)| (*facet, &**name))
    }

    /// All names of a facet.
    pub(super) fn names(&self, facet: Facet) -> impl Iterator<Item = &str> {
        self.names.iter().filter(move |(of, _)| *of == facet).map(|(_, name)| &**name)
    }

    /// The numbers of the names that a test accepts, in their order.
    pub(super) fn matching(&self, facet: Facet, accepts: impl Fn(&str) -> bool) -> Vec<Label> {
        let is_one = |(of, name): &(Facet, Box<str>)| *of == facet && accepts(name);
        let found = self.names.iter().enumerate().filter(|(_, label)| is_one(label));
        found.filter_map(|(number, _)| Label::try_from(number).ok()).collect()
    }
}

/// The facets that a site's feeds ask for: what no feed asks for is not kept.
pub(super) fn wanted(config: &Config) -> Vec<Facet> {
    let is_wanted = |facet: &Facet| {
        config.feeds.iter().any(|feed| feed.for_each == Some(*facet) || !feed.filter.named(*facet).is_empty())
    };
    [Facet::Tag, Facet::Section, Facet::Author, Facet::Lang].into_iter().filter(is_wanted).collect()
}

/// An article's labels, as far as they are wanted.
pub(super) fn of(article: &Article, text: &str, config: &Config, wanted: &[Facet]) -> Vec<(Facet, String)> {
    let mut labels = Vec::new();
    for facet in wanted {
        let names: Vec<String> = match facet {
            Facet::Tag => article.categories.iter().map(|category| category.value.term.to_string()).collect(),
            Facet::Section => section(article).map(str::to_owned).into_iter().collect(),
            Facet::Author if article.authors.is_empty() => {
                config.site.authors.iter().map(|person| person.name.to_string()).collect()
            }
            Facet::Author => article.authors.iter().map(|person| person.value.name.to_string()).collect(),
            Facet::Lang => {
                entry::language_of(article, text, config).map(|found| found.to_string()).into_iter().collect()
            }
            Facet::Year => Vec::new(),
        };
        labels.extend(names.into_iter().map(|name| (*facet, name)));
    }
    labels
}

/// The first folder of an article's path: neither the folder of a language, nor the article's own.
fn section(article: &Article) -> Option<&str> {
    let folders = article.name.rsplit_once('/').map_or("", |(folders, _)| folders);
    let file = article.name.rsplit('/').next().unwrap_or_default();
    // `posts/on-cheese/index.md` has its folder to itself.
    let folders = match file.split('.').next() {
        Some("index") => folders.rsplit_once('/').map_or("", |(above, _)| above),
        _ => folders,
    };
    let mut parts = folders.split('/').filter(|part| !part.is_empty()).peekable();
    if let Some(language) = &article.language {
        // It may stand in the head of the article, too.
        let is_its = |folder: Language| Facet::Lang.stands_for(folder.as_str(), language.value.as_str());
        parts.next_if(|part| Language::new(part).is_ok_and(is_its));
    }
    parts.next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{self, Markup};
    use crate::date::Context;

    #[test]
    fn a_section_is_the_first_folder_that_says_where_an_article_belongs() {
        let cases = [
            ("posts/a.md", Some("posts")),
            ("posts/2025/a.md", Some("posts")),
            ("a.md", None),
            ("posts/a/index.md", Some("posts")),
            ("a/index.md", None),
            ("a/index.fr.md", None),
            ("fr/posts/a.md", Some("posts")),
            ("fr/a.md", None),
        ];
        for (name, expected) in cases {
            let (article, _) = article::metadata(name, Markup::Markdown, "Text.", &Context::default());
            assert_eq!(section(&article), expected, "{name}");
        }
        for (name, language, expected) in [
            ("fr/posts/a.md", "fr", "posts"),
            ("fr/posts/a.md", "fr-CA", "posts"),
            ("it/posts/a.md", "en", "it"),
            ("posts/a.md", "fr", "posts"),
        ] {
            let text = format!("---\nlang: {language}\n---\nText.");
            let (article, _) = article::metadata(name, Markup::Markdown, &text, &Context::default());
            assert_eq!(section(&article), Some(expected), "{name} {language}");
        }
    }

    #[test]
    fn a_name_is_kept_once() {
        let mut labels = Labels::default();
        let tag = |name: &str| (Facet::Tag, name.to_owned());
        let first = labels.numbers(vec![tag("b"), tag("a"), tag("b"), (Facet::Author, "a".to_owned())]);
        assert_eq!((first.len(), labels.numbers(vec![tag("b"), tag("B")]).len(), labels.names.len()), (3, 2, 4));
        assert_eq!(labels.name(1, Facet::Tag), Some("a"));
        assert_eq!(labels.name(1, Facet::Author), None);
        assert_eq!(labels.matching(Facet::Tag, |name| name.eq_ignore_ascii_case("b")), [0, 3]);
    }
}
