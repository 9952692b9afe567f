//! Which part of a page is the article, and what is to be cut out of it.

use super::furniture::Role;
use super::headings::Heading;
use super::outline::{Outline, Region};
use crate::diagnostic::Span;

impl Outline {
    /// The page's article: the first one, or, where only one of several holds an `<h1>`, that one.
    pub(super) fn article(&self) -> Option<&Region> {
        let mut articles = self.of_role(Role::Article).filter(|region| !region.nested);
        let first = articles.next()?;
        let second = articles.next();
        let Some(second) = second else { return Some(first) };
        let has_title = |region: &Region| self.titles().any(|title| holds(region.inner, title.outer));
        let mut titled = [first, second].into_iter().chain(articles).filter(|region| has_title(region));
        match (titled.next(), titled.next()) {
            (Some(only), None) => Some(only),
            // Several articles and a title outside of them: the articles are a list below the text.
            (None, _) if self.titles().next().is_some() => None,
            _ => Some(first),
        }
    }

    /// The page's main part.
    pub(super) fn main(&self) -> Option<&Region> {
        self.regions.iter().find(|region| region.role == Role::Main)
    }

    /// The `<h1>`s outside of furniture.
    pub(super) fn titles(&self) -> impl Iterator<Item = &Heading> {
        self.headings.list.iter().filter(|heading| heading.first_level && !heading.hidden).take(8)
    }

    /// The parts that may be the article's body, the best first. The last is the page itself.
    pub(super) fn roots(&self) -> Vec<Span> {
        let mut roots = Vec::new();
        let outer = self.article().or_else(|| self.main()).map(|region| region.inner);
        let within = outer.unwrap_or(Span::new(0, self.end));
        let mut contents: Vec<Span> = Vec::new();
        for content in self.of_role(Role::Content).filter(|region| holds(within, region.outer)) {
            let stands_alone = !contents.last().is_some_and(|last| holds(*last, content.inner));
            // An article that stands within the article has a content of its own.
            if stands_alone && !(content.nested && self.is_in_inner_article(within, content)) {
                contents.push(content.inner);
            }
        }
        if let [content] = contents[..] {
            roots.push(content);
        }
        roots.extend(outer);
        roots.extend(self.main().map(|region| region.inner));
        let body = self.regions.iter().find(|region| region.role == Role::Body);
        roots.push(body.map_or(Span::new(0, self.end), |body| body.inner));
        roots
    }

    fn is_in_inner_article(&self, within: Span, content: &Region) -> bool {
        self.of_role(Role::Article).filter(|article| article.nested).take(8).any(|article| {
            holds(within, article.outer) && article.outer != within && holds(article.inner, content.outer)
        })
    }

    fn of_role(&self, role: Role) -> impl Iterator<Item = &Region> {
        self.regions.iter().filter(move |region| region.role == role && !region.hidden)
    }

    /// What is to be cut out of a part, in order; parts that hold the whole part are not.
    pub(super) fn cuts(&self, root: Span) -> Vec<Span> {
        let is_cut = |region: &&Region| match region.role {
            Role::Furniture | Role::Byline => true,
            Role::Form => !region.prose,
            _ => false,
        };
        let regions = self.regions.iter().filter(is_cut).map(|region| region.outer);
        let others = self.scripts.iter().map(|script| script.outer).chain(self.own_tags.iter().copied());
        let mut cuts: Vec<Span> = regions.chain(others).filter(|cut| holds(root, *cut)).collect();
        cuts.sort_unstable();
        cuts
    }
}

/// Whether a range holds another.
pub(super) fn holds(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
