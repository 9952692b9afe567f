//! What a judgement carries along: the text, the findings so far, and how one is made.

use roxmltree::{Attribute, Node};

use crate::check::{Finding, Rule};
use crate::diagnostic::Span;

/// The state of a judgement.
pub(crate) struct Context<'t> {
    /// The document's text.
    pub(crate) text: &'t str,
    /// What was found so far.
    pub(crate) findings: Vec<Finding>,
    /// Where a fault of syntax cut the document: what is open there is not whole.
    pub(crate) cut: Option<usize>,
    /// What time it is, in seconds since 1970, where somebody says so.
    pub(crate) now: Option<i64>,
    /// The address that the document was fetched from.
    pub(crate) location: Option<&'t str>,
}

/// What is being judged: a text or an attribute, and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a, 'input> {
    /// The value.
    pub(crate) value: &'a str,
    /// The element that has it.
    pub(crate) node: Node<'a, 'input>,
    /// The attribute, when it is one's value.
    pub(crate) attribute: Option<Attribute<'a, 'input>>,
    /// Where the value stands.
    pub(crate) span: Span,
}

impl<'t> Context<'t> {
    pub(crate) fn new(text: &'t str) -> Context<'t> {
        Context { text, findings: Vec::new(), cut: None, now: None, location: None }
    }

    /// Says something about a value. An attribute's value is no element: its place alone says where it is.
    pub(crate) fn say(&mut self, rule: &'static Rule, subject: &Subject<'_, '_>, message: String, help: &str) {
        match subject.attribute {
            // The place is the attribute: neither its element nor that one's parent is what is wrong.
            Some(_) => self.push(rule, subject.span, None, None, message, help),
            None => self.say_at(rule, subject.node, subject.span, message, help),
        }
    }

    /// Says something about an element: its start tag is marked.
    pub(crate) fn say_of(&mut self, rule: &'static Rule, node: Node<'_, '_>, message: String, help: &str) {
        let span = self.tag(node);
        self.say_at(rule, node, span, message, help);
    }

    /// Says something about a place within an element.
    pub(crate) fn say_at(&mut self, rule: &'static Rule, node: Node<'_, '_>, span: Span, message: String, help: &str) {
        let element = self.written_name(node);
        let parent = node.parent_element().map(|parent| self.written_name(parent));
        self.push(rule, span, Some(element), parent, message, help);
    }

    /// Says something where no element is concerned, or one that is not there.
    pub(crate) fn push(
        &mut self,
        rule: &'static Rule,
        span: Span,
        element: Option<String>,
        parent: Option<String>,
        message: String,
        help: &str,
    ) {
        let help = (!help.is_empty()).then(|| help.to_owned());
        self.findings.push(Finding { rule, level: rule.level, span, part: None, element, parent, message, help });
    }

    /// Whether an element is whole, so that it can be said what it lacks.
    pub(crate) fn is_whole(&self, node: Node<'_, '_>) -> bool {
        self.cut.is_none_or(|cut| node.range().end <= cut)
    }

    /// An element's name as it is written, prefix included.
    pub(crate) fn written_name(&self, node: Node<'_, '_>) -> String {
        let start = node.range().start + 1;
        let rest = self.text.get(start..).unwrap_or_default();
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(rest.len());
        rest[..end].to_owned()
    }

    /// The name that an element of a parent's vocabulary is written with: the parent's prefix and its own name.
    pub(crate) fn sibling_name(&self, parent: Node<'_, '_>, name: &str) -> String {
        let written = self.written_name(parent);
        written.split_once(':').map_or_else(|| name.to_owned(), |(prefix, _)| format!("{prefix}:{name}"))
    }

    /// The place of an element's start tag.
    pub(crate) fn tag(&self, node: Node<'_, '_>) -> Span {
        let range = node.range();
        let inner = node.first_child().map_or(range.end, |child| child.range().start);
        let end =
            self.text.get(range.start..inner).and_then(|tag| tag.find('>')).map_or(inner, |at| range.start + at + 1);
        Span::new(range.start, end.max(range.start))
    }
}

/// An element's whole text: that of its text and CDATA children, elements passed over.
pub(crate) fn text_of(node: Node<'_, '_>) -> String {
    node.children().filter(|child| child.is_text()).filter_map(|child| child.text()).collect()
}
