//! What a judgement carries along: the text, the findings so far, and how one is made.

use roxmltree::{Attribute, Node};

use crate::check::content::place::Place;
use crate::check::fix::{Edit, Fix};
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
    /// What mends the next finding; [`Context::push`] takes it.
    fix: Option<Fix>,
    /// Whether everything is to be found, however often it occurs, because it will be mended.
    pub(crate) is_mending: bool,
}

/// After so many findings, no more are told how to be mended: that takes time, and nobody reads them.
const MENDED_MAX: usize = 10_000;

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
        Context { text, findings: Vec::new(), cut: None, now: None, location: None, fix: None, is_mending: false }
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
        // Taken in any case: it mends this finding and no other.
        let fix = self.fix.take();
        let help = (!help.is_empty()).then(|| help.to_owned());
        self.findings.push(Finding { rule, level: rule.level, span, element, parent, message, help, fix });
    }

    /// Whether it is still worth while to find out what mends a finding.
    pub(crate) fn may_mend(&self) -> bool {
        self.is_mending || self.findings.len() < MENDED_MAX
    }

    /// Says what mends the finding that is made next.
    pub(crate) fn mend(&mut self, edits: Vec<Edit>) {
        self.fix = (self.may_mend() && !edits.is_empty()).then_some(Fix { edits, keeps_bytes: false });
    }

    /// Says that the finding that is made next is mended when the document is written anew, as plain UTF-8.
    pub(crate) fn mend_anew(&mut self) {
        self.fix = Some(Fix::default());
    }

    /// Says that the finding that is made next is mended by another text in the place of a value, white space around it
    /// left alone.
    pub(crate) fn mend_value(&mut self, subject: &Subject<'_, '_>, new: &str) {
        let start = subject.value.len() - subject.value.trim_start().len();
        self.mend_range(subject, (start, start + subject.value.trim().len()), new);
    }

    /// Says that the finding that is made next is mended by another text in the place of a range of a value.
    pub(crate) fn mend_range(&mut self, subject: &Subject<'_, '_>, range: (usize, usize), new: &str) {
        let edit = Place::of(subject, self.text).edit(range.0, range.1, new);
        self.mend(edit.into_iter().collect());
    }

    /// Whether an element is whole, so that it can be said what it lacks.
    pub(crate) fn is_whole(&self, node: Node<'_, '_>) -> bool {
        self.cut.is_none_or(|cut| node.range().end <= cut)
    }

    /// What gives an element another name, its prefix left alone.
    pub(crate) fn renamed(&self, node: Node<'_, '_>, local: &str) -> Vec<Edit> {
        let (range, written) = (node.range(), self.written_name(node));
        let prefix = written.split_once(':').map_or(0, |(prefix, _)| prefix.len() + 1);
        let at = |start: usize| Edit { span: Span::new(start + prefix, start + written.len()), text: local.to_owned() };
        let mut edits = vec![at(range.start + 1)];
        // Of what is cut off, the end is not known.
        let inner = self.text.get(range.start..range.end).filter(|_| self.is_whole(node)).unwrap_or_default();
        if !inner.ends_with("/>") {
            let close = inner.rfind("</").filter(|close| inner[close + 2..].starts_with(&written));
            // Without its end tag, which is cut off, the name stays.
            let Some(close) = close else { return Vec::new() };
            edits.push(at(range.start + close + 2));
        }
        edits
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
