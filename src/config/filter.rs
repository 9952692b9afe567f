//! Which articles a feed shows: the filters of `[[feed]]`.
//!
//! The conditions of one table must all hold, and of several values under one key one is enough; `any`, `all` and `not`
//! combine tables. What no article could ever meet is an error.

mod impossible;
mod read;

use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

pub(super) use read::read;

/// What articles can be told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Tags and categories.
    Tag,
    /// The first folder of the article's path.
    Section,
    /// The names of who wrote it; the site's authors, where it names none.
    Author,
    /// The language that it is written in.
    Lang,
    /// The year of first publication, in the site's zone.
    Year,
}

impl Facet {
    /// All of them.
    pub const ALL: [Facet; 5] = [Facet::Tag, Facet::Section, Facet::Author, Facet::Lang, Facet::Year];

    /// The word for it in `feedwright.toml`.
    pub fn word(self) -> &'static str {
        match self {
            Facet::Tag => "tag",
            Facet::Section => "section",
            Facet::Author => "author",
            Facet::Lang => "lang",
            Facet::Year => "year",
        }
    }

    /// The word for it in a sentence.
    pub fn noun(self) -> &'static str {
        if self == Facet::Lang { "language" } else { self.word() }
    }

    /// Whether an article with a value meets a filter that names one: `fr` stands for `fr-CA`, too.
    pub fn stands_for(self, named: &str, value: &str) -> bool {
        let is_region = || value.strip_prefix(named).is_some_and(|rest| rest.starts_with('-'));
        named == value || (self == Facet::Lang && is_region())
    }

    /// What a word in `feedwright.toml` stands for.
    pub fn parse(word: &str) -> Option<Facet> {
        Facet::ALL.into_iter().find(|facet| facet.word() == word)
    }

    /// What stands for a value of it in a pattern: `{tag}`.
    pub fn placeholder(self) -> String {
        format!("{{{}}}", self.word())
    }

    /// A pattern with a value in the place of every placeholder.
    pub fn fill(self, pattern: &str, value: &str) -> String {
        pattern.replace(&self.placeholder(), value)
    }
}

/// Conditions that must all hold. Without any, every article is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// The conditions.
    pub tests: Vec<Test>,
}

/// One condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// The article has one of these values. A language stands for its regions, too: `fr` for `fr-CA`.
    Has(Facet, Vec<String>),
    /// Its path below the site's folder is one of these.
    Path(Globs),
    /// It was published at this instant or later, in seconds since 1970.
    From(i64),
    /// It was published before this instant.
    Before(i64),
    /// One of these holds.
    Any(Vec<Filter>),
    /// All of these hold.
    All(Vec<Filter>),
    /// None of these holds.
    Not(Vec<Filter>),
}

impl Filter {
    /// Every value that is named of a facet, however deep.
    pub fn named(&self, facet: Facet) -> Vec<&str> {
        let mut named = Vec::new();
        for test in &self.tests {
            match test {
                Test::Has(of, values) if *of == facet => named.extend(values.iter().map(String::as_str)),
                Test::Any(filters) | Test::All(filters) | Test::Not(filters) => {
                    named.extend(filters.iter().flat_map(|filter| filter.named(facet)));
                }
                Test::Has(..) | Test::Path(_) | Test::From(_) | Test::Before(_) => {}
            }
        }
        named
    }
}

/// Patterns of paths, as in a `.gitignore`: the last that fits decides, and `!` takes back.
#[derive(Clone, Debug)]
pub struct Globs {
    patterns: Vec<String>,
    matcher: Gitignore,
}

impl PartialEq for Globs {
    fn eq(&self, other: &Globs) -> bool {
        self.patterns == other.patterns
    }
}

impl Globs {
    /// Reads patterns.
    ///
    /// # Errors
    /// The index of the first that is none, and why.
    pub fn new(patterns: Vec<String>) -> Result<Globs, (usize, String)> {
        let mut builder = GitignoreBuilder::new("");
        for (index, pattern) in patterns.iter().enumerate() {
            let is_blank = pattern.trim().is_empty() || pattern.starts_with('#');
            let why = match builder.add_line(None, pattern) {
                _ if is_blank => "it names no path".to_owned(),
                Ok(_) => continue,
                Err(error) => error.to_string(),
            };
            return Err((index, why));
        }
        let matcher = builder.build().map_err(|error| (0, error.to_string()))?;
        Ok(Globs { patterns, matcher })
    }

    /// Whether a path, or a folder above it, fits.
    pub fn matches(&self, path: &str) -> bool {
        let path = Path::new(path);
        !path.has_root() && self.matcher.matched_path_or_any_parents(path, false).is_ignore()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_fit_as_in_a_gitignore() {
        let cases: &[(&[&str], &str, bool)] = &[
            (&["/posts/"], "posts/a.md", true),
            (&["/posts/"], "posts/deep/a.md", true),
            (&["/posts/"], "old/posts/a.md", false),
            (&["posts/"], "old/posts/a.md", true),
            (&["*.fr.md"], "posts/a.fr.md", true),
            (&["*.fr.md"], "posts/a.md", false),
            (&["/posts/**/notes-*"], "posts/x/y/notes-1.md", true),
            (&["/posts/*", "!/posts/a.md"], "posts/a.md", false),
            (&["/posts/*", "!/posts/a.md"], "posts/b.md", true),
        ];
        for (patterns, path, expected) in cases {
            let globs = Globs::new(patterns.iter().map(|one| (*one).to_owned()).collect()).unwrap();
            assert_eq!(globs.matches(path), *expected, "{patterns:?} {path}");
        }
        assert!(!Globs::new(vec!["*".to_owned()]).unwrap().matches("/rooted.md"));
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for pattern in ["", " ", "# a", "[z-a]", "{a"] {
            let refused = Globs::new(vec!["fine".to_owned(), pattern.to_owned()]).unwrap_err();
            assert_eq!(refused.0, 1, "{pattern} {refused:?}");
        }
    }
}
