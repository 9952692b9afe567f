//! A page's facts → fields under the keys that front matter uses, the most trustworthy source of each first.

use super::capture::{Mark, Sort};
use super::facts::{Fact, Facts, Meta};
use super::json::{Data, Json};
use super::linked_data::{Graph, LinkedData, first_text, text_member};
use super::outline::{Region, holds};
use super::values::{
    is_address, is_web, json_scalar, linked_person, list, marked_person, one_or_list, scalar, unavailable_after,
};
use super::{place_of, titles, trimmed};
use crate::article::OriginKind;
use crate::article::raw::{RawData, RawField, RawValue};
use crate::diagnostic::Span;

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "date",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "pubdate",
    "publish-date",
    "publishdate",
    "publish_date",
    "parsely-pub-date",
    "citation_publication_date",
    "itemprop:datepublished",
];
const UPDATED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "itemprop:datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
];
const AUTHORS: &[&str] =
    &["author", "article:author", "parsely-author", "citation_author", "itemprop:author", "dc.creator"];
/// How many values a list has at most.
const LIST_MAX: usize = 200;

/// The fields of a page, places counted from the start of its text.
pub(super) fn fields(text: &str, facts: &Facts) -> Vec<RawField> {
    let linked = LinkedData::read(text, &facts.outline.scripts);
    let graph = linked.graph();
    let article = facts.outline.article().or_else(|| facts.outline.main());
    let mut teller = Teller { text, facts, graph: &graph, article, fields: Vec::new() };
    teller.title();
    teller.dates();
    teller.description();
    teller.authors();
    teller.terms();
    teller.language();
    teller.addresses();
    teller.image();
    teller.rights();
    teller.fields
}

struct Teller<'a> {
    text: &'a str,
    facts: &'a Facts,
    graph: &'a Graph<'a>,
    article: Option<&'a Region>,
    fields: Vec<RawField>,
}

impl<'a> Teller<'a> {
    fn put(&mut self, key: &str, origin: &str, key_span: Span, value: RawValue) {
        let is_blank = match &value.data {
            RawData::Null => true,
            RawData::Scalar { text, .. } => text.trim().is_empty(),
            RawData::List(items) => items.is_empty(),
            RawData::Map(entries) => entries.is_empty(),
        };
        if !is_blank {
            let origin = OriginKind::Page(origin.to_owned());
            self.fields.push(RawField { key: key.to_owned(), key_span, value, origin });
        }
    }

    fn put_meta(&mut self, key: &str, meta: &Meta) {
        let value = self.scalar(&meta.content, meta.span);
        self.put(key, &meta.written, meta.key_span, value);
    }

    /// Puts the first `<meta>` of each of these names.
    fn put_metas(&mut self, key: &str, names: &[&str]) {
        for name in names {
            if let Some(meta) = self.metas(name).next() {
                self.put_meta(key, meta);
            }
        }
    }

    /// Puts the text of a member of the article's JSON-LD.
    fn put_linked(&mut self, key: &str, member: &str) {
        let Some((found, value)) = self.node().and_then(|node| text_member(node, member)) else { return };
        self.put(key, &format!("JSON-LD {member}"), found.key_span, json_scalar(value));
    }

    fn put_fact(&mut self, key: &str, origin: &str, fact: &Option<Fact>) {
        if let Some(fact) = fact {
            let value = self.scalar(&fact.text, fact.span);
            self.put(key, origin, fact.key_span, value);
        }
    }

    fn metas<'n>(&self, name: &'n str) -> impl Iterator<Item = &'a Meta> + use<'a, 'n> {
        let facts = self.facts;
        facts.metas.iter().filter(move |meta| meta.key == name)
    }

    fn scalar(&self, text: &str, span: Span) -> RawValue {
        scalar(text.trim(), trimmed(self.text, span))
    }

    /// The JSON-LD of the article, else of the page.
    fn node(&self) -> Option<&'a Json> {
        self.graph.article().or_else(|| self.graph.page())
    }

    fn title(&mut self) {
        let sites = titles::Sites::of(self.facts, self.graph);
        for title in titles::candidates(self.text, self.facts, self.graph, &sites, self.article) {
            let (letters, span) = sites.cut(self.text, title.text, title.span);
            self.put("title", title.origin, title.key_span, scalar(&letters, span));
        }
    }

    fn dates(&mut self) {
        self.put_linked("date", "datePublished");
        self.put_metas("date", PUBLISHED);
        for sort in [Sort::Published, Sort::Time] {
            if let Some(mark) = self.best_mark(sort) {
                self.put("date", mark.origin, mark.tag, scalar(mark.text.trim(), mark.span));
            }
        }
        self.put_linked("updated", "dateModified");
        self.put_metas("updated", UPDATED);
        if let Some(mark) = self.best_mark(Sort::Updated) {
            self.put("updated", mark.origin, mark.tag, scalar(mark.text.trim(), mark.span));
        }
        self.put_metas("expires", &["article:expiration_time"]);
        self.put_linked("expires", "expires");
        for meta in self.metas("robots").chain(self.metas("googlebot")) {
            if let Some((letters, span)) = unavailable_after(self.text, meta) {
                self.put("expires", &meta.written, meta.key_span, scalar(&letters, span));
            }
        }
    }

    fn is_in_article(&self, mark: &Mark) -> bool {
        self.article.is_some_and(|article| holds(article.outer, mark.tag))
    }

    /// The first mark of a kind within the article, else within a header; one that says what it is may also stand
    /// elsewhere.
    fn best_mark(&self, sort: Sort) -> Option<&'a Mark> {
        let marks = || self.facts.marks.iter().filter(move |mark| mark.sort == sort && !mark.hidden);
        let is_near = |mark: &&Mark| self.is_in_article(mark) || (self.article.is_none() && mark.in_header);
        let anywhere = || marks().find(|mark| mark.in_header || sort != Sort::Time);
        marks().find(is_near).or_else(anywhere)
    }

    fn description(&mut self) {
        self.put_metas("description", &["description", "og:description"]);
        self.put_linked("description", "description");
        self.put_metas("description", &["dcterms.description", "dc.description", "twitter:description"]);
    }

    fn authors(&mut self) {
        let graph = self.graph;
        for key in ["author", "creator"] {
            let Some(member) = self.node().and_then(|node| node.member(key)) else { continue };
            let people = member.value.items().iter().take(LIST_MAX).filter_map(|item| linked_person(graph, item));
            self.put("author", &format!("JSON-LD {key}"), member.key_span, one_or_list(people.collect()));
        }
        for name in AUTHORS {
            let mut metas = self.metas(name).filter(|meta| !is_address(&meta.content)).peekable();
            let Some(first) = metas.peek().copied() else { continue };
            let people = metas.take(LIST_MAX).map(|meta| self.scalar(&meta.content, meta.span)).collect();
            self.put("author", &first.written, first.key_span, one_or_list(people));
        }
        for origin in ["rel=author", "p-author", "itemprop author"] {
            let marks = self.facts.marks.iter().filter(|mark| mark.origin == origin && !mark.hidden);
            let marks: Vec<&Mark> = marks.filter(|mark| !is_address(&mark.text)).collect();
            let near: Vec<&Mark> = marks.iter().copied().filter(|mark| self.is_in_article(mark)).collect();
            let mut seen: Vec<String> = Vec::new();
            let mut people = Vec::new();
            for mark in if near.is_empty() { marks } else { near }.into_iter().take(20) {
                let name = titles::folded(&mark.text);
                if !seen.contains(&name) {
                    seen.push(name);
                    people.push((mark, marked_person(mark)));
                }
            }
            let Some(tag) = people.first().map(|(mark, _)| mark.tag) else { continue };
            let people = people.into_iter().map(|(_, person)| person).collect();
            self.put("author", origin, tag, one_or_list(people));
        }
    }

    fn terms(&mut self) {
        self.put_meta_list("tags", "article:tag");
        self.put_meta_list("tags", "keywords");
        self.put_linked_list("tags", "keywords");
        self.put_marks("tags", Sort::Tag);
        self.put_meta_list("categories", "article:section");
        self.put_linked_list("categories", "articleSection");
        self.put_marks("categories", Sort::Category);
    }

    fn put_meta_list(&mut self, key: &str, name: &str) {
        let Some(first) = self.metas(name).next() else { return };
        // Where each has a tag of its own, a name may have a comma in it.
        let separator = if name == "keywords" { ",;" } else { "" };
        let items = self.metas(name).flat_map(|meta| self.split(&meta.content, meta.span, separator));
        let items: Vec<RawValue> = items.take(LIST_MAX).collect();
        self.put(key, &first.written, first.key_span, list(items));
    }

    fn put_linked_list(&mut self, key: &str, member: &str) {
        let Some(found) = self.node().and_then(|node| node.member(member)) else { return };
        let mut items = Vec::new();
        for item in found.value.items().iter().take(LIST_MAX) {
            let item = item.get("name").unwrap_or(item);
            let Some(text) = first_text(item) else { continue };
            let splits = matches!(found.value.data, Data::Text(_)) && member == "keywords";
            let RawValue { data: RawData::Scalar { text: letters, .. }, span } = json_scalar(text) else { continue };
            items.extend(self.split(&letters, span, if splits { "," } else { "" }));
        }
        items.truncate(LIST_MAX);
        self.put(key, &format!("JSON-LD {member}"), found.key_span, list(items));
    }

    fn put_marks(&mut self, key: &str, sort: Sort) {
        let marks =
            self.facts.marks.iter().filter(|mark| mark.sort == sort && !mark.hidden && self.is_in_article(mark));
        let marks: Vec<&Mark> = marks.take(LIST_MAX).collect();
        let Some(first) = marks.first() else { return };
        let items = marks.iter().map(|mark| scalar(mark.text.trim().trim_start_matches('#'), mark.span)).collect();
        self.put(key, first.origin, first.tag, list(items));
    }

    /// The pieces of a text between separators, each with its place where the text stands as it is read.
    fn split(&self, text: &str, span: Span, separators: &str) -> Vec<RawValue> {
        let start = place_of(self.text, span, text);
        let mut from = 0;
        let mut items = Vec::new();
        for piece in text.split(|c| separators.contains(c)).take(LIST_MAX) {
            let place = start.map_or(span, |start| Span::new(from, from + piece.len()).shift(start));
            from += piece.len() + 1;
            if !piece.trim().is_empty() {
                items.push(self.scalar(piece, place));
            }
        }
        items
    }

    fn language(&mut self) {
        self.put_fact("lang", "<html lang>", &self.facts.language);
        self.put_linked("lang", "inLanguage");
        self.put_metas("lang", &["og:locale", "content-language", "dcterms.language", "dc.language"]);
    }

    fn addresses(&mut self) {
        let web = |fact: &Option<Fact>| fact.clone().filter(|fact| is_web(&fact.text));
        self.put_fact("url", "<link rel=canonical>", &web(&self.facts.canonical));
        if let Some(meta) = self.metas("og:url").find(|meta| is_web(&meta.content)) {
            self.put_meta("url", meta);
        }
        for key in ["url", "mainEntityOfPage"] {
            self.put_linked_address("url", key);
        }
        self.put_fact("comments", "<link rel=replies>", &web(&self.facts.replies));
        self.put_linked_address("comments", "discussionUrl");
    }

    fn put_linked_address(&mut self, key: &str, member: &str) {
        let Some(found) = self.node().and_then(|node| node.member(member)) else { return };
        let value = found.value.get("@id").unwrap_or(&found.value);
        if let Some(text) = first_text(value).filter(|text| text.as_text().is_some_and(is_web)) {
            self.put(key, &format!("JSON-LD {member}"), found.key_span, json_scalar(text));
        }
    }

    fn image(&mut self) {
        let alternatives = [
            (["og:image", "og:image:url", "og:image:secure_url"].as_slice(), "og:image:alt"),
            (["twitter:image", "twitter:image:src"].as_slice(), "twitter:image:alt"),
        ];
        for (index, (names, alt)) in alternatives.into_iter().enumerate() {
            if let Some(meta) = names.iter().find_map(|name| self.metas(name).next()) {
                let mut entries = vec![("src".to_owned(), self.scalar(&meta.content, meta.span))];
                if let Some(alt) = self.metas(alt).next() {
                    entries.push(("alt".to_owned(), self.scalar(&alt.content, alt.span)));
                }
                let span = trimmed(self.text, meta.span);
                self.put("image", &meta.written, meta.key_span, RawValue { data: RawData::Map(entries), span });
            }
            if index == 0 {
                self.linked_image();
            }
        }
    }

    fn linked_image(&mut self) {
        let Some(member) = self.node().and_then(|node| node.member("image")) else { return };
        let Some(first) = member.value.items().first() else { return };
        let image = self.graph.resolve(first);
        let address = ["contentUrl", "url", "@id"].iter().find_map(|key| image.get(key)).unwrap_or(image);
        let Some(address) = first_text(address).filter(|text| text.as_text().is_some()) else { return };
        let data = RawData::Map(vec![("src".to_owned(), json_scalar(address))]);
        self.put("image", "JSON-LD image", member.key_span, RawValue { data, span: address.span });
    }

    fn rights(&mut self) {
        for name in ["copyright", "dcterms.rights", "dc.rights"] {
            if let Some(meta) = self.metas(name).find(|meta| !is_address(&meta.content)) {
                self.put_meta("rights", meta);
            }
        }
        self.put_linked("rights", "copyrightNotice");
    }
}
