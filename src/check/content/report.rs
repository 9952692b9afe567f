//! How findings about a text are made: where in the document they are, and not too many of them.

use roxmltree::Node;

use crate::check::Rule;
use crate::check::content::Member;
use crate::check::content::place::Place;
use crate::check::context::{Context, Names, Subject};
use crate::diagnostic::Span;

/// How often one rule speaks about one text.
const TIMES_MAX: usize = 5;
const XML: &str = "http://www.w3.org/XML/1998/namespace";
pub(super) const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// What makes findings about one text.
pub(super) struct Report<'c, 't, 'a, 'input> {
    context: &'c mut Context<'t>,
    /// The element concerned; there is none in JSON.
    node: Option<Node<'a, 'input>>,
    /// The name of the attribute, or of JSON's member, when it is one's value.
    member: Option<&'a str>,
    /// What the JSON object is that has the member.
    parent: &'a str,
    pub(super) place: Place<'t>,
    /// How often each rule has spoken.
    times: Vec<(&'static str, usize)>,
    based: Option<bool>,
}

impl<'c, 't, 'a, 'input> Report<'c, 't, 'a, 'input> {
    /// About a text or an attribute's value.
    pub(super) fn of(subject: &Subject<'a, 'input>, context: &'c mut Context<'t>) -> Report<'c, 't, 'a, 'input> {
        let place = Place::of(subject, context.text);
        let member = subject.attribute.map(|attribute| attribute.name());
        Report { context, node: Some(subject.node), member, parent: "", place, times: Vec::new(), based: None }
    }

    /// About a member of a JSON object.
    pub(super) fn member(member: Member<'a>, value: &str, context: &'c mut Context<'t>) -> Report<'c, 't, 'a, 'input> {
        let place = Place::json(member.span, value, context.text);
        let Member { key, parent, .. } = member;
        Report { context, node: None, member: Some(key), parent, place, times: Vec::new(), based: Some(false) }
    }

    /// About everything in an element; places are the document's.
    pub(super) fn within(node: Node<'a, 'input>, context: &'c mut Context<'t>) -> Report<'c, 't, 'a, 'input> {
        let place = Place::own(context.tag(node));
        Report { context, node: Some(node), member: None, parent: "", place, times: Vec::new(), based: None }
    }

    /// Where an element's start tag stands.
    pub(super) fn tag(&self, node: Node<'_, '_>) -> (usize, usize) {
        let span = self.context.tag(node);
        (span.start, span.end)
    }

    /// What the text belongs to, as a message calls it.
    fn name(&self) -> String {
        match (self.node.map(|node| self.context.written_name(node)), self.member) {
            (Some(element), Some(attribute)) => format!("the attribute `{attribute}` of `{element}`"),
            (Some(name), None) => format!("`{name}`"),
            (None, member) => format!("`{}`", member.unwrap_or_default()),
        }
    }

    /// The element's own name.
    pub(super) fn local_name(&self) -> &'a str {
        self.node.map_or("", |node| node.tag_name().name())
    }

    /// Whether a rule has said enough about this text.
    pub(super) fn is_done(&self, rule: &'static Rule) -> bool {
        self.times.iter().any(|(name, times)| *name == rule.name && *times >= TIMES_MAX)
    }

    /// Says something about a range of the value, unless the rule has said enough about it.
    pub(super) fn say(
        &mut self,
        rule: &'static Rule,
        at: (usize, usize),
        help: &str,
        message: impl FnOnce(&str) -> String,
    ) {
        if self.is_done(rule) {
            return;
        }
        match self.times.iter_mut().find(|(name, _)| *name == rule.name) {
            Some((_, times)) => *times += 1,
            None => self.times.push((rule.name, 1)),
        }
        let span = self.place.span(at.0, at.1);
        self.push(rule, span, help, message);
    }

    fn push(&mut self, rule: &'static Rule, span: Span, help: &str, message: impl FnOnce(&str) -> String) {
        let message = message(&self.name());
        let names = match self.node {
            Some(node) => self.names(node),
            None => {
                Names { element: self.member.map(str::to_owned), attribute: None, parent: Some(self.parent.to_owned()) }
            }
        };
        self.context.record(rule, span, names, message, help);
    }

    fn names(&self, node: Node<'_, '_>) -> Names {
        let mut names = self.context.names(node, None);
        names.attribute = self.member.map(str::to_owned);
        let is_xhtml = node.tag_name().namespace() == Some(XHTML);
        names.element = names.element.map(|name| match is_xhtml && !name.contains(':') {
            true => format!("xhtml:{name}"),
            false => name,
        });
        names
    }

    /// Whether the element or one around it has an `xml:base`.
    pub(super) fn is_based(&mut self) -> bool {
        let has_base = |node: Node<'_, '_>| node.ancestors().any(|node| node.has_attribute((XML, "base")));
        let node = self.node;
        *self.based.get_or_insert_with(|| node.is_some_and(has_base))
    }

    /// Whether the feed's own site is served by https.
    pub(super) fn is_secure(&mut self) -> bool {
        let site = match self.node {
            Some(node) => self.context.site(node),
            None => self.context.site.as_ref().and_then(Option::as_ref),
        };
        site.is_some_and(|site| site.is_secure)
    }
}
