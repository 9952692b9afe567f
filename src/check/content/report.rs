//! How findings about a text are made: where in the document they are, and not too many of them.

use std::net::Ipv6Addr;

use roxmltree::Node;

use crate::check::Rule;
use crate::check::content::place::Place;
use crate::check::context::{Context, Names, Subject, text_of};
use crate::diagnostic::Span;

/// How often one rule speaks about one text.
const TIMES_MAX: usize = 5;
/// How many of a feed's first elements are searched for its address.
const HEAD_MAX: usize = 64;
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const ATOM: &str = "http://www.w3.org/2005/Atom";
pub(super) const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// What makes findings about one text.
pub(super) struct Report<'c, 't, 'a, 'input> {
    context: &'c mut Context<'t>,
    /// The element concerned; there is none in JSON.
    node: Option<Node<'a, 'input>>,
    /// The name of the attribute, or of JSON's member, when it is one's value.
    member: Option<&'a str>,
    pub(super) place: Place<'t>,
    /// How often each rule has spoken.
    times: Vec<(&'static str, usize)>,
    based: Option<bool>,
    secure: Option<bool>,
}

impl<'c, 't, 'a, 'input> Report<'c, 't, 'a, 'input> {
    /// About a text or an attribute's value.
    pub(super) fn of(subject: &Subject<'a, 'input>, context: &'c mut Context<'t>) -> Report<'c, 't, 'a, 'input> {
        let place = Place::of(subject, context.text);
        let member = subject.attribute.map(|attribute| attribute.name());
        Report { context, node: Some(subject.node), member, place, times: Vec::new(), based: None, secure: None }
    }

    /// About a member of a JSON document: its name, its place, and whether the site is served by https.
    pub(super) fn member(
        name: &'a str,
        span: Span,
        secure: bool,
        context: &'c mut Context<'t>,
    ) -> Report<'c, 't, 'a, 'input> {
        let (place, member) = (Place::unknown(span), Some(name));
        Report { context, node: None, member, place, times: Vec::new(), based: Some(false), secure: Some(secure) }
    }

    /// About everything in an element; places are the document's.
    pub(super) fn within(node: Node<'a, 'input>, context: &'c mut Context<'t>) -> Report<'c, 't, 'a, 'input> {
        let place = Place::own(context.tag(node));
        Report { context, node: Some(node), member: None, place, times: Vec::new(), based: None, secure: None }
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
            None => Names { element: self.member.map(str::to_owned), ..Names::default() },
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
        let node = self.node;
        let is_secure = || node.and_then(site).is_some_and(|site| site.trim().starts_with("https://"));
        *self.secure.get_or_insert_with(is_secure)
    }
}

/// The address of the site that a feed belongs to.
fn site(node: Node<'_, '_>) -> Option<String> {
    let root = node.document().root_element();
    let feed = root.children().find(|child| child.tag_name().name() == "channel").unwrap_or(root);
    let mut head = feed.children().filter(Node::is_element).take(HEAD_MAX);
    let link = head.find(|child| {
        let is_alternate = matches!(child.attribute("rel"), None | Some("alternate"));
        match child.tag_name().namespace() {
            None => child.tag_name().name() == "link",
            Some(ATOM) => feed == root && child.tag_name().name() == "link" && is_alternate,
            Some(_) => false,
        }
    })?;
    Some(link.attribute("href").map_or_else(|| text_of(link), str::to_owned))
}

/// Whether an address of the sixth version is nobody else's.
pub(super) fn is_private_v6(address: Ipv6Addr) -> bool {
    let first = address.segments()[0];
    let mapped = address.to_ipv4_mapped().is_some_and(|v4| v4.is_private() || v4.is_loopback() || v4.is_link_local());
    mapped || address.is_loopback() || address.is_unspecified() || first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80
}
