//! How findings about a text are made: where in the document they are, and not too many of them.

use std::net::Ipv6Addr;

use roxmltree::Node;

use url::Url;

use crate::check::Rule;
use crate::check::bases;
use crate::check::content::place::{Place, xml_escaped};
use crate::check::context::{Context, Subject};
use crate::check::fix::Edit;
use crate::diagnostic::Span;

/// How often one rule speaks about one text.
const TIMES_MAX: usize = 5;
/// How many characters of an offending value are shown.
const SHOWN_MAX: usize = 60;
const XML: &str = "http://www.w3.org/XML/1998/namespace";
pub(super) const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// A text of a JSON document.
pub(in crate::check) struct Member<'a> {
    /// Its key.
    pub(in crate::check) name: &'a str,
    pub(in crate::check) value: &'a str,
    /// Where it stands, quotes included.
    pub(in crate::check) span: Span,
    /// What relative addresses in it may start from.
    pub(in crate::check) bases: &'a [Url],
}

/// What makes findings about one text.
pub(super) struct Report<'c, 't, 'a, 'input> {
    context: &'c mut Context<'t>,
    /// The element concerned; there is none in JSON.
    node: Option<Node<'a, 'input>>,
    /// The name of the attribute, or of JSON's member, when it is one's value.
    member: Option<&'a str>,
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
    secure: Option<bool>,
}

impl<'c, 't, 'a, 'input> Report<'c, 't, 'a, 'input> {
    /// About a text or an attribute's value.
    pub(super) fn of(subject: &Subject<'a, 'input>, context: &'c mut Context<'t>) -> Report<'c, 't, 'a, 'input> {
        let place = Place::of(subject, context.text);
        let member = subject.attribute.map(|attribute| attribute.name());
        let (node, value) = (Some(subject.node), Some(subject.value));
        Report {
            context,
            node,
            member,
            place,
            value,
            bases: &[],
            inner_base: None,
            times: Vec::new(),
            based: None,
            secure: None,
        }
    }

    /// About a member of a JSON document, and whether the site is served by https.
    pub(super) fn member(
        member: &Member<'a>,
        secure: bool,
        context: &'c mut Context<'t>,
    ) -> Report<'c, 't, 'a, 'input> {
        let place = Place::json(member.span, context.text);
        Report {
            context,
            node: None,
            member: Some(member.name),
            place,
            value: Some(member.value),
            bases: member.bases,
            inner_base: None,
            times: Vec::new(),
            based: Some(false),
            secure: Some(secure),
        }
    }

    /// About everything in an element; places are the document's.
    pub(super) fn within(node: Node<'a, 'input>, context: &'c mut Context<'t>) -> Report<'c, 't, 'a, 'input> {
        let place = Place::own(context.tag(node));
        let node = Some(node);
        Report {
            context,
            node,
            member: None,
            place,
            value: None,
            bases: &[],
            inner_base: None,
            times: Vec::new(),
            based: None,
            secure: None,
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
        let (mut element, mut parent) = (None, None);
        // An attribute's finding names both in its message: neither is the element that is wrong.
        if let Some(node) = self.node
            && self.member.is_none()
        {
            let is_xhtml = node.tag_name().namespace() == Some(XHTML);
            let name = self.context.written_name(node);
            element = Some(if is_xhtml && !name.contains(':') { format!("xhtml:{name}") } else { name });
            parent = node.parent_element().map(|parent| self.context.written_name(parent));
        }
        self.context.push(rule, span, element, parent, message, help);
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
        let node = self.node;
        let is_secure = || node.and_then(bases::site).is_some_and(|site| site.trim().starts_with("https://"));
        *self.secure.get_or_insert_with(is_secure)
    }
}

/// A value as a message shows it: shortened, on one line, without characters that play tricks.
pub(super) fn shown(value: &str) -> String {
    let value = value.trim();
    let end = value.char_indices().nth(SHOWN_MAX).map_or(value.len(), |(at, _)| at);
    let dots = if end < value.len() { "…" } else { "" };
    let plain: String = value[..end].chars().map(|c| if c == '`' { '\'' } else { c }).collect();
    format!("`{}{dots}`", plain.escape_debug().to_string().replace("\\'", "'").replace("\\\"", "\""))
}

/// Whether an address of the sixth version is nobody else's.
pub(super) fn is_private_v6(address: Ipv6Addr) -> bool {
    let first = address.segments()[0];
    let mapped = address.to_ipv4_mapped().is_some_and(|v4| v4.is_private() || v4.is_loopback() || v4.is_link_local());
    mapped || address.is_loopback() || address.is_unspecified() || first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80
}
