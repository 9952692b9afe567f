//! How facts become fields.

use super::capture::{Mark, Sort};
use super::facts::{Fact, Facts, Meta};
use super::json::{Data, Json};
use super::linked_data::{Graph, first_text, text_member};
use super::outline::Region;
use super::parts::holds;
use super::values::{json_scalar, list, scalar};
use super::{place_of, trimmed};
use crate::article::OriginKind;
use crate::article::raw::{RawData, RawField, RawValue};
use crate::diagnostic::Span;

/// How many values a list has at most.
pub(super) const LIST_MAX: usize = 200;

/// The facts of a page, and the fields that have been made of them.
pub(super) struct Teller<'a> {
    pub(super) text: &'a str,
    pub(super) facts: &'a Facts,
    pub(super) graph: &'a Graph<'a>,
    pub(super) article: Option<&'a Region>,
    pub(super) fields: Vec<RawField>,
}

impl<'a> Teller<'a> {
    pub(super) fn put(&mut self, key: &str, origin: &str, key_span: Span, value: RawValue) {
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

    pub(super) fn put_meta(&mut self, key: &str, meta: &Meta) {
        let value = self.scalar(&meta.content, meta.span);
        self.put(key, &meta.written, meta.key_span, value);
    }

    /// Puts the first `<meta>` of each of these names.
    pub(super) fn put_metas(&mut self, key: &str, names: &[&str]) {
        for name in names {
            if let Some(meta) = self.metas(name).next() {
                self.put_meta(key, meta);
            }
        }
    }

    /// Puts the text of a member of the article's JSON-LD.
    pub(super) fn put_linked(&mut self, key: &str, member: &str) {
        let Some((found, value)) = self.node().and_then(|node| text_member(node, member)) else { return };
        self.put(key, &format!("JSON-LD {member}"), found.key_span, json_scalar(value));
    }

    pub(super) fn put_fact(&mut self, key: &str, origin: &str, fact: &Option<Fact>) {
        if let Some(fact) = fact {
            let value = self.scalar(&fact.text, fact.span);
            self.put(key, origin, fact.key_span, value);
        }
    }

    pub(super) fn metas<'n>(&self, name: &'n str) -> impl Iterator<Item = &'a Meta> + use<'a, 'n> {
        let facts = self.facts;
        facts.metas.iter().filter(move |meta| meta.key == name)
    }

    pub(super) fn scalar(&self, text: &str, span: Span) -> RawValue {
        scalar(text.trim(), trimmed(self.text, span))
    }

    /// The JSON-LD of the article, else of the page.
    pub(super) fn node(&self) -> Option<&'a Json> {
        self.graph.article().or_else(|| self.graph.page())
    }

    pub(super) fn is_in_article(&self, mark: &Mark) -> bool {
        self.article.is_some_and(|article| holds(article.outer, mark.tag))
    }

    /// The first mark of a kind within the article, else within a header; one that says what it is may also stand
    /// elsewhere.
    pub(super) fn best_mark(&self, sort: Sort) -> Option<&'a Mark> {
        let marks = || self.facts.marks.iter().filter(move |mark| mark.sort == sort && !mark.hidden);
        let is_near = |mark: &&Mark| self.is_in_article(mark) || (self.article.is_none() && mark.in_header);
        let anywhere = || marks().find(|mark| mark.in_header || sort != Sort::Time);
        marks().find(is_near).or_else(anywhere)
    }

    pub(super) fn put_meta_list(&mut self, key: &str, name: &str) {
        let Some(first) = self.metas(name).next() else { return };
        // Where each has a tag of its own, a name may have a comma in it.
        let separator = if matches!(name, "keywords" | "tags") { ",;" } else { "" };
        let items = self.metas(name).flat_map(|meta| self.split(&meta.content, meta.span, separator));
        let items: Vec<RawValue> = items.take(LIST_MAX).collect();
        self.put(key, &first.written, first.key_span, list(items));
    }

    pub(super) fn put_linked_list(&mut self, key: &str, member: &str) {
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

    pub(super) fn put_marks(&mut self, key: &str, sort: Sort) {
        let marks =
            self.facts.marks.iter().filter(|mark| mark.sort == sort && !mark.hidden && self.is_in_article(mark));
        let marks: Vec<&Mark> = marks.take(LIST_MAX).collect();
        let Some(first) = marks.first() else { return };
        let items = marks.iter().map(|mark| scalar(mark.text.trim().trim_start_matches('#'), mark.span)).collect();
        self.put(key, first.origin, first.tag, list(items));
    }

    /// The pieces of a text between separators, each with its place where the text stands as it is read.
    pub(super) fn split(&self, text: &str, span: Span, separators: &str) -> Vec<RawValue> {
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
}
