//! A feed as destinations see it: titles, links, dates, people and images, whatever the format.
//!
//! Nothing is read before it is asked for, so that a feed of many items costs no more than they do already.

pub(in crate::check) mod html;
mod json;
pub(in crate::check) mod media;
pub(in crate::check) mod xml;

use std::borrow::Cow;

use crate::check::tree::{Attribute, Node};

use crate::check::context::{Context, Subject};
use crate::check::json::reader::Object;
use crate::check::schema::vocabulary::canonical;
use crate::check::values::{dates, dates_3339};
use crate::check::{Kind, Rule};
use crate::diagnostic::Span;

/// A feed and its items.
pub(in crate::check) struct View<'a, 'input> {
    /// What it is.
    pub(in crate::check) kind: Kind,
    /// What is said of the whole: RSS's channel, Atom's feed, a JSON Feed's own members.
    pub(in crate::check) feed: Part<'a, 'input>,
    /// The items, in their order.
    pub(in crate::check) items: Vec<Part<'a, 'input>>,
}

/// A feed's own part, or an item.
#[derive(Clone, Copy)]
pub(in crate::check) struct Part<'a, 'input> {
    source: Source<'a, 'input>,
    is_item: bool,
}

#[derive(Clone, Copy)]
enum Source<'a, 'input> {
    Rss(Node<'a, 'input>),
    Atom(Node<'a, 'input>),
    Json(&'a Object<'input>, Span),
}

/// A value, and where it stands.
#[derive(Clone)]
pub(in crate::check) struct Fact<'a, 'input> {
    /// The value, without white space around it.
    pub(in crate::check) value: Cow<'a, str>,
    at: At<'a, 'input>,
}

#[derive(Clone, Copy)]
enum At<'a, 'input> {
    Element(Node<'a, 'input>),
    Attribute(Node<'a, 'input>, Attribute<'a, 'input>),
    Member { key: &'static str, parent: &'static str, span: Span },
}

/// The text of an item.
pub(in crate::check) struct Content<'a, 'input> {
    /// The text itself.
    pub(in crate::check) fact: Fact<'a, 'input>,
    /// Whether it is HTML; plain text otherwise.
    pub(in crate::check) is_html: bool,
}

impl<'a, 'input> View<'a, 'input> {
    /// An RSS or Atom feed; `None` for a document without a channel, or a lone entry.
    pub(super) fn of_xml(root: Node<'a, 'input>, kind: Kind) -> Option<View<'a, 'input>> {
        let is = |node: &Node<'a, 'input>, name| canonical(*node).is_some_and(|own| own == name);
        let (feed, name, source): (_, _, fn(Node<'a, 'input>) -> Source<'a, 'input>) = match kind {
            Kind::Rss => (root.children().find(|child| is(child, "channel"))?, "item", Source::Rss),
            Kind::Atom if is(&root, "atom:feed") => (root, "atom:entry", Source::Atom),
            _ => return None,
        };
        let items = feed.children().filter(|child| is(child, name));
        let items = items.map(|item| Part { source: source(item), is_item: true }).collect();
        Some(View { kind, feed: Part { source: source(feed), is_item: false }, items })
    }

    /// A JSON Feed.
    pub(super) fn of_json(feed: &'a Object<'input>, span: Span) -> View<'a, 'input> {
        let items = feed.objects("items");
        let items = items.map(|(item, span)| Part { source: Source::Json(item, span), is_item: true }).collect();
        View { kind: Kind::Json, feed: Part { source: Source::Json(feed, span), is_item: false }, items }
    }
}

impl<'a, 'input> Part<'a, 'input> {
    /// The element, in XML.
    pub(in crate::check) fn node(&self) -> Option<Node<'a, 'input>> {
        match self.source {
            Source::Rss(node) | Source::Atom(node) => Some(node),
            Source::Json(..) => None,
        }
    }

    /// Whether it is an item, not the feed's own part.
    pub(in crate::check) fn is_item(&self) -> bool {
        self.is_item
    }

    /// Whether it has an element with a canonical name, or something under a key in JSON.
    pub(in crate::check) fn has(&self, name: &str) -> bool {
        match self.source {
            Source::Rss(node) | Source::Atom(node) => node.children().any(|child| xml::is(child, name)),
            Source::Json(object, _) => object.get(name).is_some(),
        }
    }

    /// Whether it was read to its end, so that it can be said what it lacks.
    pub(in crate::check) fn is_whole(&self, context: &Context<'_>) -> bool {
        match self.source {
            Source::Rss(node) | Source::Atom(node) => context.is_whole(node),
            Source::Json(object, _) => object.is_whole,
        }
    }

    /// Says that it lacks something, unless it was not read to its end.
    pub(in crate::check) fn lacks(&self, rule: &'static Rule, what: &str, help: &str, context: &mut Context<'_>) {
        if self.is_whole(context) {
            let message = format!("this {} has no {what}", self.word());
            self.say(rule, message, help, context);
        }
    }

    /// Says something about it as a whole.
    pub(in crate::check) fn say(&self, rule: &'static Rule, message: String, help: &str, context: &mut Context<'_>) {
        match self.source {
            Source::Rss(node) | Source::Atom(node) => context.say_of(rule, node, message, help),
            Source::Json(_, span) => {
                let span = Span::new(span.start, span.start + 1);
                context.push(rule, span, Some(self.word().to_owned()), None, message, help);
            }
        }
    }

    /// What it is called in sentences.
    pub(in crate::check) fn word(&self) -> &'static str {
        match self.source {
            _ if !self.is_item => "feed",
            Source::Atom(_) => "entry",
            Source::Rss(_) | Source::Json(..) => "item",
        }
    }

    /// Its title.
    pub(in crate::check) fn title(&self) -> Option<Fact<'a, 'input>> {
        self.value("title", "atom:title", "title")
    }

    /// The page that it stands for.
    pub(in crate::check) fn link(&self) -> Option<Fact<'a, 'input>> {
        match self.source {
            Source::Rss(node) => xml::element(node, "link"),
            Source::Atom(node) => xml::link(node, "alternate"),
            Source::Json(object, _) if self.is_item => json::text(object, "url", "item"),
            Source::Json(object, _) => json::text(object, "home_page_url", "feed"),
        }
    }

    /// The address of the feed itself.
    pub(in crate::check) fn own_address(&self) -> Option<Fact<'a, 'input>> {
        match self.source {
            Source::Rss(node) | Source::Atom(node) => xml::link(node, "self"),
            Source::Json(object, _) => json::text(object, "feed_url", "feed"),
        }
    }

    /// What is said about it in short: a feed's description or subtitle, an item's summary.
    pub(in crate::check) fn summary(&self) -> Option<Fact<'a, 'input>> {
        match self.is_item {
            true => self.value("description", "atom:summary", "summary"),
            false => self.value("description", "atom:subtitle", "description"),
        }
    }

    /// Its id.
    pub(in crate::check) fn id(&self) -> Option<Fact<'a, 'input>> {
        self.value("guid", "atom:id", "id")
    }

    /// When it was published.
    pub(in crate::check) fn published(&self) -> Option<Fact<'a, 'input>> {
        self.value("pubDate dc:date", "atom:published", "date_published")
    }

    /// When it was last changed.
    pub(in crate::check) fn updated(&self) -> Option<Fact<'a, 'input>> {
        match self.is_item {
            true => self.value("atom:updated dcterms:modified", "atom:updated", "date_modified"),
            false => self.value("lastBuildDate atom:updated", "atom:updated", ""),
        }
    }

    /// The language that it says itself.
    pub(in crate::check) fn language(&self) -> Option<Fact<'a, 'input>> {
        match self.source {
            Source::Rss(node) => xml::element(node, "language dc:language").or_else(|| xml::own_language(node)),
            Source::Atom(node) => xml::own_language(node).or_else(|| xml::element(node, "dc:language")),
            Source::Json(object, _) => json::text(object, "language", self.word()),
        }
    }

    /// The names of those who wrote it, as far as it says them itself; in RSS, `author` is an address of e-mail with a
    /// name.
    pub(in crate::check) fn authors(&self) -> Vec<Fact<'a, 'input>> {
        match self.source {
            Source::Rss(node) => {
                let names = if self.is_item { "dc:creator author atom:author" } else { "managingEditor dc:creator" };
                xml::elements(node, names).map(xml::name_or_text).collect()
            }
            Source::Atom(node) => xml::elements(node, "atom:author").map(xml::name_or_text).collect(),
            Source::Json(object, _) => json::authors(object),
        }
    }

    /// Its categories.
    pub(in crate::check) fn categories(&self) -> Vec<Fact<'a, 'input>> {
        match self.source {
            Source::Rss(node) => xml::elements(node, "category dc:subject").map(xml::fact).collect(),
            Source::Atom(node) => xml::attributes_of(node, "atom:category", "term").collect(),
            Source::Json(object, _) => json::texts(object, "tags"),
        }
    }

    /// An item's whole text where it has one, else its short one.
    pub(in crate::check) fn content(&self) -> Option<Content<'a, 'input>> {
        match self.source {
            Source::Rss(node) => {
                let fact = xml::element(node, "content:encoded").or_else(|| xml::element(node, "description"))?;
                Some(Content { fact, is_html: true })
            }
            Source::Atom(node) => xml::content(node),
            Source::Json(object, _) => {
                let html = json::text(object, "content_html", "item").map(|fact| Content { fact, is_html: true });
                html.or_else(|| Some(Content { fact: json::text(object, "content_text", "item")?, is_html: false }))
            }
        }
    }

    /// The first value that is not blank of the elements with these canonical names in RSS, with this one in Atom, or
    /// under this key in JSON.
    fn value(&self, rss: &str, atom: &str, key: &'static str) -> Option<Fact<'a, 'input>> {
        match self.source {
            Source::Rss(node) => xml::element(node, rss),
            Source::Atom(node) => xml::element(node, atom),
            Source::Json(object, _) => json::text(object, key, self.word()),
        }
    }
}

impl<'a, 'input> Fact<'a, 'input> {
    /// The instant, of a date in any form that feeds have, in seconds since 1970.
    pub(in crate::check) fn instant(&self) -> Option<i64> {
        dates::rfc822_instant(&self.value).or_else(|| dates_3339::seconds(&self.value))
    }

    /// How many characters it has.
    pub(in crate::check) fn length(&self) -> usize {
        self.value.chars().count()
    }

    /// Where it stands.
    pub(in crate::check) fn span(&self, context: &Context<'_>) -> Span {
        match self.at {
            At::Element(node) => {
                let text = node.children().find(Node::is_text).map(|text| text.range());
                text.map_or_else(|| context.tag(node), |range| Span::new(range.start, range.end))
            }
            At::Attribute(_, attribute) => {
                let range = attribute.range_value();
                Span::new(range.start, range.end)
            }
            At::Member { span, .. } => span,
        }
    }

    /// Says something about it.
    pub(in crate::check) fn say(&self, rule: &'static Rule, message: String, help: &str, context: &mut Context<'_>) {
        let span = self.span(context);
        match self.at {
            At::Element(node) => context.say_at(rule, node, span, message, help),
            At::Attribute(node, attribute) => {
                let subject = Subject { value: &self.value, node, attribute: Some(attribute), span };
                context.say(rule, &subject, message, help);
            }
            At::Member { key, parent, .. } => {
                context.push(rule, span, Some(key.to_owned()), Some(parent.to_owned()), message, help);
            }
        }
    }
}

#[cfg(test)]
mod tests;
