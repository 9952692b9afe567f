//! What a page says about its article in JSON-LD, with the words of schema.org.

use std::collections::HashMap;

use super::json::{self, Data, Json, Member};
use super::outline::Script;
use crate::diagnostic::Span;

/// More nodes than this describe a catalogue.
const NODES_MAX: usize = 2000;

/// The JSON-LD of a page, spans counted from the page's start.
pub(super) struct LinkedData {
    documents: Vec<Json>,
}

impl LinkedData {
    /// Reads the scripts of a page; broken ones are passed over.
    pub(super) fn read(text: &str, scripts: &[Script]) -> LinkedData {
        let documents = scripts.iter().filter_map(|script| {
            let span = unwrapped(text, script.inner);
            let mut json = json::read(&text[span.start..span.end])?;
            shift(&mut json, span.start);
            Some(json)
        });
        LinkedData { documents: documents.collect() }
    }

    /// The nodes that describe something by itself, in order.
    pub(super) fn graph(&self) -> Graph<'_> {
        let mut graph = Graph { nodes: Vec::new(), by_id: HashMap::new() };
        for document in &self.documents {
            graph.collect(document, 0);
        }
        graph
    }
}

/// The contents of a script without the comment or CDATA marks around them.
fn unwrapped(text: &str, span: Span) -> Span {
    let is_blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let mut inside = text[span.start..span.end].trim_start_matches(is_blank);
    let mut length = usize::MAX;
    while inside.len() < length {
        length = inside.len();
        for mark in ["<!--", "//", "/*", "*/", "<![CDATA["] {
            inside = inside.strip_prefix(mark).unwrap_or(inside).trim_start_matches(is_blank);
        }
    }
    let start = span.end - inside.len();
    length = usize::MAX;
    while inside.len() < length {
        length = inside.len();
        for mark in ["-->", "//", "*/", "/*", "]]>", ";"] {
            inside = inside.trim_end_matches(is_blank);
            inside = inside.strip_suffix(mark).unwrap_or(inside);
        }
    }
    Span::new(start, start + inside.len())
}

fn shift(json: &mut Json, offset: usize) {
    json.span = json.span.shift(offset);
    match &mut json.data {
        Data::List(items) => items.iter_mut().for_each(|item| shift(item, offset)),
        Data::Map(members) => {
            for member in members {
                member.key_span = member.key_span.shift(offset);
                shift(&mut member.value, offset);
            }
        }
        Data::Text(_) | Data::Word(_) => {}
    }
}

/// The nodes of a page's JSON-LD.
pub(super) struct Graph<'j> {
    nodes: Vec<&'j Json>,
    by_id: HashMap<&'j str, &'j Json>,
}

impl<'j> Graph<'j> {
    fn collect(&mut self, json: &'j Json, depth: usize) {
        if depth > 8 || self.nodes.len() >= NODES_MAX {
            return;
        }
        match &json.data {
            Data::List(items) => items.iter().for_each(|item| self.collect(item, depth + 1)),
            Data::Map(_) => {
                self.nodes.push(json);
                // Several nodes may speak of one thing; the one that says what it is counts.
                if let Some(id) = json.get("@id").and_then(Json::as_text).filter(|_| json.get("@type").is_some()) {
                    self.by_id.entry(id).or_insert(json);
                }
                for key in ["@graph", "mainEntity"] {
                    if let Some(inner) = json.get(key) {
                        self.collect(inner, depth + 1);
                    }
                }
            }
            Data::Text(_) | Data::Word(_) => {}
        }
    }

    /// The node of the article.
    pub(super) fn article(&self) -> Option<&'j Json> {
        let mut articles = self.nodes.iter().copied().filter(|node| is_a(node, is_article));
        let first = articles.next()?;
        let has_title = |node: &&Json| node.get("headline").is_some();
        Some([first].into_iter().chain(articles).find(has_title).unwrap_or(first))
    }

    /// The node of the page, which says less about the article than the article's own.
    pub(super) fn page(&self) -> Option<&'j Json> {
        self.nodes.iter().copied().find(|node| is_a(node, |kind| kind == "WebPage"))
    }

    /// The node of the whole site.
    pub(super) fn site(&self) -> Option<&'j Json> {
        self.nodes.iter().copied().find(|node| is_a(node, |kind| kind == "WebSite"))
    }

    /// A value, or the node that it refers to by its id.
    pub(super) fn resolve(&self, json: &'j Json) -> &'j Json {
        let is_bare = json.get("name").is_none() && json.get("url").is_none() && json.get("contentUrl").is_none();
        let id = json.get("@id").and_then(Json::as_text).filter(|_| is_bare);
        id.and_then(|id| self.by_id.get(id).copied()).unwrap_or(json)
    }

    /// The name of what publishes a node.
    pub(super) fn publisher(&self, node: &'j Json) -> Option<&'j str> {
        let publisher = self.resolve(node.get("publisher")?.items().first()?);
        publisher.get("name").and_then(first_text).and_then(Json::as_text)
    }
}

/// Whether one of a node's types fits, whatever the prefix of the vocabulary.
fn is_a(node: &Json, fits: impl Fn(&str) -> bool) -> bool {
    let kinds = node.get("@type").map(Json::items).unwrap_or_default();
    kinds.iter().filter_map(Json::as_text).any(|kind| fits(kind.rsplit(['/', ':', '#']).next().unwrap_or(kind)))
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article") || (kind.ends_with("Posting") && kind != "JobPosting") || kind == "Report"
}

/// The first text that a value holds: itself, the first of a list, or the value of a typed or tagged text.
pub(super) fn first_text(json: &Json) -> Option<&Json> {
    let has_text = |json: &&Json| match &json.data {
        Data::Text(text) => !text.trim().is_empty(),
        Data::Word(word) => word.starts_with(|c: char| c.is_ascii_digit() || c == '-'),
        Data::List(_) | Data::Map(_) => false,
    };
    let text_of = |item| Json::get(item, "@value").filter(has_text).or(Some(item).filter(has_text));
    json.items().iter().find_map(text_of)
}

/// The member of a node with this key, with the first text that it holds.
pub(super) fn text_member<'j>(node: &'j Json, key: &str) -> Option<(&'j Member, &'j Json)> {
    let member = node.member(key)?;
    Some((member, first_text(&member.value)?))
}
