//! A page's facts → fields under the keys that front matter uses, the most trustworthy source of each first.

use super::capture::{Mark, Sort};
use super::facts::{Fact, Facts};
use super::linked_data::{LinkedData, first_text};
use super::teller::{LIST_MAX, Teller};
use super::values::{
    is_address, is_web, json_scalar, linked_person, marked_person, one_or_list, scalar, unavailable_after,
};
use super::{titles, trimmed};
use crate::article::raw::{RawData, RawField, RawValue};

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
    "modified",
];
const AUTHORS: &[&str] =
    &["author", "article:author", "parsely-author", "citation_author", "itemprop:author", "dc.creator", "authors"];

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
    // Pelican keeps a draft back that says so; nobody else writes this.
    teller.put_metas("status", &["status"]);
    teller.fields
}

impl Teller<'_> {
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

    fn description(&mut self) {
        self.put_metas("description", &["description", "og:description"]);
        self.put_linked("description", "description");
        self.put_metas("description", &["dcterms.description", "dc.description", "twitter:description", "summary"]);
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
            // Elsewhere a comma may stand within a name: `Martin, Ada`.
            let separator = if *name == "authors" { ",;" } else { "" };
            let people = metas.flat_map(|meta| self.split(&meta.content, meta.span, separator));
            let people = people.take(LIST_MAX).collect();
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
        self.put_meta_list("tags", "tags");
        self.put_linked_list("tags", "keywords");
        self.put_marks("tags", Sort::Tag);
        self.put_meta_list("categories", "article:section");
        self.put_meta_list("categories", "category");
        self.put_linked_list("categories", "articleSection");
        self.put_marks("categories", Sort::Category);
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
        self.put_metas("slug", &["slug"]);
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
