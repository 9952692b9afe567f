//! How findings about a text are made: where in the document they are, and not too many of them.

use crate::check::tree::Node;

use url::Url;

use crate::check::Rule;
use crate::check::bases;
use crate::check::content::Member;
use crate::check::content::place::{Place, xml_escaped};
use crate::check::context::{Context, Names, Subject};
use crate::check::fix::Edit;
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
    /// The text, where places are places in it.
    value: Option<&'a str>,
    /// What relative addresses in a text of JSON may start from.
    bases: &'a [Url],
    /// Whether XHTML has an `xml:base` within it.
    inner_base: Option<bool>,
    /// How often each rule has spoken.
    times: Vec<(&'static str, usize)>,
    based: Option<bool>,
}

impl<'c, 't, 'a, 'input> Report<'c, 't, 'a, 'input> {
    /// About a text or an attribute's value.
    pub(super) fn of(subject: &Subject<'a, 'input>, context: &'c mut Context<'t>) -> Report<'c, 't, 'a, 'input> {
        let place = Place::of(subject, context.text);
        let member = subject.attribute.map(|attribute| attribute.name());
        let (node, value) = (Some(subject.node), Some(subject.value));
        Report { node, member, value, ..Report::at(place, context) }
    }

    /// About a member of a JSON object.
    pub(super) fn member(
        member: Member<'a>,
        value: &'a str,
        context: &'c mut Context<'t>,
    ) -> Report<'c, 't, 'a, 'input> {
        let place = Place::json(member.span, context.text);
        let Member { key, parent, bases, .. } = member;
        let (member, value, based) = (Some(key), Some(value), Some(false));
        Report { member, parent, value, bases, based, ..Report::at(place, context) }
    }

    /// About everything in an element; places are the document's.
    pub(super) fn within(node: Node<'a, 'input>, context: &'c mut Context<'t>) -> Report<'c, 't, 'a, 'input> {
        let place = Place::own(context.tag(node));
        Report { node: Some(node), ..Report::at(place, context) }
    }

    fn at(place: Place<'t>, context: &'c mut Context<'t>) -> Report<'c, 't, 'a, 'input> {
        Report {
            context,
            node: None,
            member: None,
            parent: "",
            place,
            value: None,
            bases: &[],
            inner_base: None,
            times: Vec::new(),
            based: None,
        }
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
        self.say_again(rule, at, help, message);
    }

    /// Says something about a range of the value.
    fn say_again(&mut self, rule: &'static Rule, at: (usize, usize), help: &str, message: impl FnOnce(&str) -> String) {
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

    /// Says something about an address that stands at a range of the value, and is mended by making it whole.
    pub(super) fn say_relative(
        &mut self,
        rule: &'static Rule,
        (address, at): (&str, (usize, usize)),
        help: &str,
        message: impl FnOnce(&str) -> String,
    ) {
        // All of them are mended, however many there are.
        if self.is_done(rule) && !self.context.is_mending {
            return;
        }
        let edit = self.whole(address, at);
        self.context.mend(edit.into_iter().collect());
        self.say_again(rule, at, help, message);
    }

    /// What makes a relative address whole, where that can be told.
    fn whole(&mut self, address: &str, at: (usize, usize)) -> Option<Edit> {
        let new = match self.node {
            Some(node) => bases::whole(node, address, true)?,
            None => bases::agreed(self.bases, address)?,
        };
        let Some(value) = self.value else {
            // In XHTML, places are the document's; and a base may stand within it.
            let inner = self.node.map(|node| self.context.tag(node).end..node.range().end).unwrap_or_default();
            let text = self.context.text;
            let has_base = || text.get(inner).is_some_and(|inner| inner.contains("xml:base"));
            if *self.inner_base.get_or_insert_with(has_base) {
                return None;
            }
            let is_plain = self.context.text.get(at.0..at.1) == Some(address);
            return if is_plain { self.place.edit(at.0, at.1, &new) } else { None };
        };
        // An address with references in it stands there longer than it is.
        let (rest, referred) = (value.get(at.0..)?, address.replace('&', "&amp;"));
        let written = [value.get(at.0..at.1).filter(|written| written.replace("&amp;", "&") == address)];
        let written =
            written.into_iter().chain([address, &referred].map(|form| rest.starts_with(form).then_some(form)));
        let length = written.flatten().next()?.len();
        self.place.edit(at.0, at.0 + length, &xml_escaped(&new))
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
