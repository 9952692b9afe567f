//! Every element against its row.

use std::collections::HashSet;

use crate::check::tree::{Attribute, Node};

use crate::check::content::feed::misplaced_xhtml;
use crate::check::context::{Context, Subject, text_of};
use crate::check::fix::Edit;
use crate::check::rules::atom;
use crate::check::rules::core as rules;
use crate::check::schema;
use crate::check::schema::table::{Inner, Known, Rows, first};
use crate::check::schema::vocabulary::{XHTML, canonical, is_atom, prefix_of};
use crate::check::schema::{Content, Row, rss};
use crate::diagnostic::Span;

/// Judges an element and everything in it. The document's first element stands, by its row, within nothing: `""`.
pub(super) fn walk(root: Node<'_, '_>, context: &mut Context<'_>) {
    let Some(name) = canonical(root) else { return };
    let Some(known) = first(name) else { return };
    let mut walk = Walk { open: vec![(root, known)], seen: Vec::new(), last: Vec::new() };
    while let Some((node, known)) = walk.open.pop() {
        judge(node, known, context);
        let first = walk.open.len();
        walk.children(node, known, context);
        walk.open[first..].reverse();
    }
}

/// What an element is in the one that it stands in.
#[derive(Clone, Copy)]
enum Child {
    /// Of a vocabulary that is not known.
    Foreign,
    Unknown,
    Known(&'static Known),
}

struct Walk<'a, 'input> {
    /// What is still to be judged. A stack of our own: a document may be nested deeper than a thread's stack is.
    open: Vec<(Node<'a, 'input>, &'static Known)>,
    /// The rows that were found in the element at hand, of which there are never very many.
    seen: Vec<&'static str>,
    /// For each name of the document, in what an element of this name was looked for last, and what it was there.
    last: Vec<Option<(&'static Inner, Child)>>,
}

impl<'a, 'input> Walk<'a, 'input> {
    fn children(&mut self, node: Node<'a, 'input>, known: &'static Known, context: &mut Context<'_>) {
        if matches!(known.row.content, Content::Any) {
            return;
        }
        self.seen.clear();
        let mut there = None;
        let inner = known.inner();
        for child in node.children().filter(Node::is_element) {
            let child_known = match self.child(child, inner) {
                Child::Foreign => continue,
                Child::Known(known) => known,
                Child::Unknown => {
                    if let Some(inner) = inner.filter(|_| context.may_mend()) {
                        mend_name(child, &inner.rows, &mut there, context);
                    }
                    unknown(child, context);
                    // It may have been said already.
                    context.mend(Vec::new());
                    continue;
                }
            };
            let is_again = self.seen.iter().any(|known| std::ptr::eq(*known, child_known.row.name));
            if !is_again {
                self.seen.push(child_known.row.name);
            }
            if is_again && let Some(rule) = child_known.row.once {
                let message = format!("`{}` stands here again", context.written_name(child));
                context.say_of(rule, child, message, "keep one of them");
            }
            self.open.push((child, child_known));
        }
        if !context.is_whole(node) {
            return;
        }
        let required = inner.into_iter().flat_map(|inner| &inner.required);
        required.filter(|row| !self.seen.contains(&row.name)).for_each(|row| missing(node, row, context));
    }

    /// What an element is in one that these may stand in.
    fn child(&mut self, child: Node<'_, '_>, inner: Option<&'static Inner>) -> Child {
        let find = || {
            let Some(name) = canonical(child) else { return Child::Foreign };
            inner.and_then(|inner| inner.rows.get(name)).map_or(Child::Unknown, Child::Known)
        };
        let (Some(inner), Some(number)) = (inner, child.name_number()) else { return find() };
        if let Some(Some((last, known))) = self.last.get(number)
            && std::ptr::eq(*last, inner)
        {
            return *known;
        }
        let found = find();
        if self.last.len() <= number {
            self.last.resize(number + 1, None);
        }
        self.last[number] = Some((inner, found));
        found
    }
}

/// Says that an element lacks one that must stand in it.
fn missing(node: Node<'_, '_>, row: &Row, context: &mut Context<'_>) {
    let Some(rule) = row.required else { return };
    let parent = context.written_name(node);
    let name = match (row.name.split_once(':'), prefix_of_name(canonical(node))) {
        (Some((prefix, name)), Some(own)) if own == prefix => context.sibling_name(node, name),
        _ => row.name.to_owned(),
    };
    let message = format!("`{parent}` has no `{name}`");
    let (span, help) = (context.tag(node), format!("add `<{name}>` to it"));
    context.push(rule, span, Some(name), Some(parent), message, &help);
}

fn prefix_of_name(canonical: Option<&str>) -> Option<&str> {
    canonical.and_then(|name| name.split_once(':').map(|(prefix, _)| prefix))
}

/// Says that an element is mended by its right name, where that differs only in capitals and does not stand `there`.
fn mend_name(child: Node<'_, '_>, rows: &Rows, there: &mut Option<HashSet<String>>, context: &mut Context<'_>) {
    let Some(name) = canonical(child) else { return };
    let Some((right, known)) = rows.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) else { return };
    let siblings = || {
        child.parent_element().into_iter().flat_map(|parent| parent.children()).filter_map(canonical).map(str::to_owned)
    };
    // Of several that are written so, one is the right one.
    let there = there.get_or_insert_with(|| siblings().collect());
    if known.row.once.is_none() || there.insert((*right).to_owned()) {
        let local = right.split_once(':').map_or(*right, |(_, local)| local);
        context.mend(context.renamed(child, local));
    }
}

fn unknown(child: Node<'_, '_>, context: &mut Context<'_>) {
    let parent = child.parent_element().map(|parent| context.written_name(parent)).unwrap_or_default();
    let name = child.tag_name();
    // Its prefix is not declared, which has been said; it was read with a name in one piece.
    if context.written_name(child).replacen(':', "_", 1) == name.name() && name.name() != context.written_name(child) {
        return;
    }
    if child.parent_element().is_some_and(|parent| takes_foreign(parent) && !is_atom(child)) {
        return;
    }
    if name.namespace() == Some(XHTML) {
        return misplaced_xhtml(child, context);
    }
    let is_in_namespace = child.parent_element().is_some_and(|parent| parent.tag_name().namespace().is_some());
    if name.namespace().unwrap_or_default().is_empty() && is_in_namespace {
        let message = format!("`{}` belongs to no vocabulary: it has no namespace", context.written_name(child));
        return context.say_of(&atom::VOCABULARY_UNDETERMINED, child, message, "declare its namespace with `xmlns`");
    }
    let message = format!("`{parent}` has no element `{}`", context.written_name(child));
    let near = if name.namespace().is_none() { rss::nearest(name.name()) } else { None };
    let help = near.map(|near| format!("write `{near}`, if that is meant; an element of your own needs a namespace"));
    let help = help.as_deref().unwrap_or("correct its name, or take it out");
    context.say_of(&rules::ELEMENT_UNKNOWN, child, message, help);
}

/// Whether elements of any other vocabulary may stand in an element, wherever that vocabulary itself puts them
/// (RFC 4287, section 6.4).
fn takes_foreign(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "link" | "category" | "author" | "contributor") && is_atom(node)
}

fn judge(node: Node<'_, '_>, known: &'static Known, context: &mut Context<'_>) {
    let row = &known.row;
    attributes(node, row, context);
    match row.content {
        Content::Text(checks) => {
            let value = text_of(node);
            let span = node
                .children()
                .find(Node::is_text)
                .map_or_else(|| context.tag(node), |text| Span::new(text.range().start, text.range().end));
            let subject = Subject { value: &value, node, attribute: None, span };
            checks.iter().for_each(|check| check(&subject, context));
        }
        Content::Empty | Content::Elements => {
            if let Some(text) = node.children().find(|child| child.is_text() && !is_blank(child)) {
                let span = Span::new(text.range().start, text.range().end);
                let message = format!("`{}` holds text", context.written_name(node));
                context.say_at(&rules::TEXT_MISPLACED, node, span, message, "take it out, or put it into an element");
            }
        }
        Content::Any => {}
    }
    row.whole.iter().for_each(|check| check(node, context));
    known.whole.iter().for_each(|check| check(node, context));
}

fn is_blank(text: &Node<'_, '_>) -> bool {
    let text = text.text().unwrap_or_default();
    // Between elements, that is mostly all there is.
    text.bytes().all(|byte| matches!(byte, b' ' | b'\n')) || text.trim().is_empty()
}

fn attributes(node: Node<'_, '_>, row: &'static Row, context: &mut Context<'_>) {
    for attribute in node.attributes() {
        let range = attribute.range_value();
        let span = Span::new(range.start, range.end);
        let known = row.attributes.iter().find(|known| is_named(&attribute, known.name));
        let Some(known) = known else {
            // Attributes of other vocabularies may stand anywhere.
            if attribute.namespace().is_none() {
                let message = format!("`{}` has no attribute `{}`", context.written_name(node), attribute.name());
                let meant = |known: &&schema::Attribute| known.name.eq_ignore_ascii_case(attribute.name());
                let meant = row.attributes.iter().find(meant).filter(|known| !node.has_attribute(known.name));
                let start = attribute.range().start;
                let named = Span::new(start, start + attribute.name().len());
                context
                    .mend(meant.map(|known| Edit { span: named, text: known.name.to_owned() }).into_iter().collect());
                let names = context.names(node, Some(attribute));
                context.record(row.other_attributes, span, names, message, "correct its name, or take it out");
            }
            continue;
        };
        let subject = Subject { value: attribute.value(), node, attribute: Some(attribute), span };
        known.checks.iter().for_each(|check| check(&subject, context));
    }
    for known in row.attributes {
        let Some(rule) = known.required else { continue };
        if node.attributes().any(|attribute| is_named(&attribute, known.name)) {
            continue;
        }
        let message = format!("`{}` has no attribute `{}`", context.written_name(node), known.name);
        context.say_of(rule, node, message, &format!("write `{}=\"…\"`", known.name));
    }
}

/// Whether an attribute has a canonical name: with the usual prefix, if it is of a vocabulary of its own.
fn is_named(attribute: &Attribute<'_, '_>, name: &str) -> bool {
    match (attribute.namespace(), name.split_once(':')) {
        (None, None) => attribute.name() == name,
        (Some(uri), Some((prefix, local))) => attribute.name() == local && prefix_of(uri) == Some(prefix),
        _ => false,
    }
}
