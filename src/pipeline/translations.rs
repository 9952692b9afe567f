//! Articles that are one another in other languages.
//!
//! Joined are those that state a key in common (`translationKey`), and those whose paths differ in the mark of their
//! language alone: `a.md` and `a.fr.md`, `en/a.md` and `fr/a.md`. A stated key stands in the place of the path. Of two
//! articles of one language with one key neither is joined, since nobody can tell which one is meant.
//!
//! # Why
//! There may be a million articles, and a feed shows twenty: of each two numbers are kept, and only what is shown has its
//! translations looked up, which are read for it. No ledger knows of them: that an article was translated is no change of it.

use std::collections::{HashMap, HashSet};

use crate::article::file_name::without_language;
use crate::article::{Article, OriginKind};
use crate::config::Config;
use crate::date::Timestamp;
use crate::diagnostic::{Diagnostic, Excerpt, Located, Span};
use crate::entry;
use crate::model::{Language, Translation, Url};
use crate::parallel;
use crate::pipeline::compose::Made;
use crate::pipeline::repeats::{alike, short, short_of};
use crate::pipeline::survey::{Candidate, Loaded, load};
use crate::source::Source;

/// What an article shares with its translations, and what sets it apart from them, both shortened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shared {
    pub(super) key: u64,
    pub(super) language: u32,
    /// Whether the article states the key.
    pub(super) is_stated: bool,
}

/// The language of an article of which only the text tells it.
const UNTOLD: u32 = 0;

/// A translation of an article, and how it is known as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Translated {
    /// The path of its article.
    pub file: String,
    /// Its language and address.
    pub page: Translation,
    /// What joins the two: the key that they state, a mark in a file's name, or a folder of a language.
    pub by: OriginKind,
}

/// What an article shares with its translations. The text is the one that it was read from.
pub(super) fn shared(article: &Article, text: &str, config: &Config) -> Shared {
    let own = article.language.as_ref().map(|language| &language.value);
    let Some(stated) = &article.translation_key else {
        let language = own.or(config.site.language.as_ref()).map_or(UNTOLD, number);
        let (path, _) = without_language(&article.name, own);
        return Shared { key: short_of(&["path ", &path]), language, is_stated: false };
    };
    let language = entry::language_of(article, text, config).as_ref().map_or(UNTOLD, number);
    Shared { key: short_of(&["key ", &stated.value]), language, is_stated: true }
}

/// A number that stands for a language; `UNTOLD` for none.
fn number(language: &Language) -> u32 {
    (short(language.as_str()) >> 32) as u32 | 1
}

/// Gives every entry its translations, and finds those that can't be joined.
pub(super) fn join(
    config: &Config,
    source: &dyn Source,
    candidates: &[Candidate],
    made: &mut Made<'_>,
    now: Timestamp,
) {
    let order = order(candidates);
    made.found.extend(repeated_of(config, source, candidates, &order, now));
    let at_fault: HashSet<&str> = made.left_out.iter().map(|one| one.file.as_str()).collect();
    let groups: Vec<&[usize]> =
        groups(candidates, &order).filter(|group| group.iter().any(|one| made.entries.has(*one))).collect();
    let joined = parallel::map(&groups, |group| {
        pages(candidates, group, |index| match made.entries.get(index) {
            Some(entry) => Some((entry.language.clone()?, entry.url.clone())),
            None if at_fault.contains(candidates[index].name.as_str()) => None,
            None => page(config, source, &candidates[index], now),
        })
    });
    for pages in joined {
        for (index, _) in &pages {
            if made.entries.has(*index) {
                made.entries.join(*index, others(&pages, *index).map(|(_, page)| page.clone()).collect());
            }
        }
    }
}

/// Whether any article may have a translation.
pub(super) fn are_there(candidates: &[Candidate]) -> bool {
    groups(candidates, &order(candidates)).next().is_some()
}

/// The translations of one article.
pub(super) fn of(
    config: &Config,
    source: &dyn Source,
    candidates: &[Candidate],
    article: &Article,
    now: Timestamp,
) -> Vec<Translated> {
    let Some(own) = candidates.iter().position(|candidate| candidate.name == article.name) else { return Vec::new() };
    let mut group: Vec<usize> =
        (0..candidates.len()).filter(|index| candidates[*index].shared.key == candidates[own].shared.key).collect();
    group.sort_unstable_by(|a, b| rank(candidates, *a).cmp(&rank(candidates, *b)));
    let pages = pages(candidates, &group, |index| page(config, source, &candidates[index], now));
    let mark = |name: &str, language: Option<&Language>| without_language(name, language).1;
    let told = article.language.as_ref().map(|language| &language.value);
    let by = |file: &str, page: &Translation| match &article.translation_key {
        Some(key) => key.origin.kind.clone(),
        None => mark(file, Some(&page.language)).or(mark(&article.name, told)).unwrap_or(OriginKind::FileName),
    };
    let translated = |(index, page): &(usize, Translation)| {
        let file = &candidates[*index].name;
        Translated { file: file.clone(), page: page.clone(), by: by(file, page) }
    };
    others(&pages, own).map(translated).collect()
}

/// The pages of a group, without that of one article and those that have its address.
fn others(pages: &[(usize, Translation)], own: usize) -> impl Iterator<Item = &(usize, Translation)> {
    let address = pages.iter().find(|(index, _)| *index == own).map(|(_, page)| &page.url);
    pages.iter().filter(move |(_, page)| address.is_some_and(|own| *own != page.url))
}

/// By what the articles are put in order: those of one key together, those of one language among them side by side.
fn rank(candidates: &[Candidate], index: usize) -> (u64, u32, &str) {
    let candidate = &candidates[index];
    (candidate.shared.key, candidate.shared.language, &candidate.name)
}

/// The articles that share a key, in the order of their keys; none where all are in one language.
fn order(candidates: &[Candidate]) -> Vec<usize> {
    let first = candidates.first().map_or(UNTOLD, |first| first.shared.language);
    if candidates.iter().all(|one| one.shared.language == first && !one.shared.is_stated) {
        return Vec::new();
    }
    let mut order = alike(candidates.iter().enumerate().map(|(index, one)| (one.shared.key, index)));
    order.sort_unstable_by(|a, b| rank(candidates, *a).cmp(&rank(candidates, *b)));
    order
}

/// Articles that share a key, where it is more than one.
fn groups<'a>(candidates: &'a [Candidate], order: &'a [usize]) -> impl Iterator<Item = &'a [usize]> {
    order.chunk_by(|a, b| candidates[*a].shared.key == candidates[*b].shared.key).filter(|group| group.len() > 1)
}

/// Articles of a group that are told to be of one language.
fn runs<'a>(candidates: &'a [Candidate], group: &'a [usize]) -> impl Iterator<Item = &'a [usize]> {
    group.chunk_by(|a, b| candidates[*a].shared.language == candidates[*b].shared.language)
}

/// The pages of a group, each in a language of its own, in the order of their languages.
fn pages(
    candidates: &[Candidate],
    group: &[usize],
    page: impl Fn(usize) -> Option<(Language, Url)>,
) -> Vec<(usize, Translation)> {
    let is_one = |run: &&[usize]| run.len() == 1 || candidates[run[0]].shared.language == UNTOLD;
    // Without a language that is told, only paths join: there are few with one of those.
    let is_joined = |index: &&usize| {
        let Shared { language, is_stated, .. } = candidates[**index].shared;
        language != UNTOLD || !is_stated
    };
    let joined = runs(candidates, group).filter(is_one).flatten().filter(is_joined);
    let mut pages: Vec<(usize, Translation)> = joined
        .filter_map(|index| page(*index).map(|(language, url)| (*index, Translation { language, url })))
        .collect();
    let mut counts = HashMap::new();
    pages.iter().for_each(|(_, page)| *counts.entry(page.language.clone()).or_insert(0_usize) += 1);
    pages.retain(|(_, page)| counts.get(&page.language) == Some(&1));
    pages.sort_by(|(_, a), (_, b)| a.language.cmp(&b.language));
    pages
}

/// The language and address of an article that no feed shows.
fn page(config: &Config, source: &dyn Source, candidate: &Candidate, now: Timestamp) -> Option<(Language, Url)> {
    let Loaded { article, text, .. } = publishable(config, source, candidate, now)?;
    let published = article.date.as_ref()?.value;
    let url = entry::address(&article, published, config).ok()?;
    Some((entry::language_of(&article, &text, config)?, url.value))
}

/// Reads an article again; the file may have changed since it was surveyed.
fn publishable(config: &Config, source: &dyn Source, candidate: &Candidate, now: Timestamp) -> Option<Loaded> {
    let loaded = load(config, source, &candidate.name, candidate.stand_in_date, now).ok()?;
    loaded.publishable(now).is_ok().then_some(loaded)
}

/// Articles of one language that share a key.
pub(super) fn repeated(config: &Config, source: &dyn Source, candidates: &[Candidate], now: Timestamp) -> Vec<Located> {
    repeated_of(config, source, candidates, &order(candidates), now)
}

fn repeated_of(
    config: &Config,
    source: &dyn Source,
    candidates: &[Candidate],
    order: &[usize],
    now: Timestamp,
) -> Vec<Located> {
    let mut found = Vec::new();
    for group in groups(candidates, order) {
        // Two files with one path are no translations yet: `a.md` and `a.html` may be what they like.
        let has_others = || runs(candidates, group).nth(1).is_some();
        for run in runs(candidates, group).filter(|run| run.len() > 1) {
            let Shared { language, is_stated, .. } = candidates[run[0]].shared;
            if language == UNTOLD || !(is_stated || has_others()) {
                continue;
            }
            let read =
                |at: usize| Some((&*candidates[run[at]].name, publishable(config, source, &candidates[run[at]], now)?));
            let Some((first, second)) = read(0).zip(read(1)) else { continue };
            found.push(complaint(config, first, second, run.len() - 2));
        }
    }
    found
}

/// Tells of two articles, of the second with its place, that they share key and language; `more` do so, too.
fn complaint(config: &Config, first: (&str, Loaded), second: (&str, Loaded), more: usize) -> Located {
    let language = entry::language_of(&second.1.article, &second.1.text, config);
    let language = language.map(|language| language.to_string()).unwrap_or_default();
    let span = |loaded: &Loaded| loaded.article.translation_key.as_ref().and_then(|key| key.origin.span);
    let line = |span: Span| format!(", line {}", Excerpt::cut(&first.1.text, span).line);
    let other = format!("`{}`{}", first.0, span(&first.1).map(line).unwrap_or_default());
    let more = match more {
        0 => String::new(),
        1 => " and one more".to_owned(),
        more => format!(" and {more} more"),
    };
    let (what, help) = match &second.1.article.translation_key {
        Some(key) => (
            format!("the translation key `{}` is that of {other}{more} too", key.value.escape_debug()),
            "give each article a key of its own that only its translations share",
        ),
        None => (
            format!("by its path this is the same article as {other}{more}"),
            "rename one of them, or give both a `translationKey`",
        ),
    };
    let message = format!("{what}, in the same language (`{language}`), so they are not joined with any translation");
    Diagnostic::warning("translation-repeated", message).at(span(&second.1)).help(help).locate(second.0, &second.1.text)
}
