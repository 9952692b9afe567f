//! What any element may have: `xml:lang`, `xml:base` and declarations of namespaces.

use crate::check::tree::Node;

use crate::check::context::{Context, Subject};
use crate::check::values::addresses::{iri, iri_sound, special_fault};
use crate::check::values::language::language_or_none;
use crate::diagnostic::Span;

const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Judges an element and all within it.
pub(super) fn judge(root: Node<'_, '_>, context: &mut Context<'_>) {
    for node in root.descendants().filter(Node::is_element) {
        for attribute in node.attributes().filter(|attribute| attribute.namespace() == Some(XML)) {
            let range = attribute.range_value();
            let span = Span::new(range.start, range.end);
            let subject = Subject { value: attribute.value(), node, attribute: Some(attribute), span };
            match attribute.name() {
                "lang" => language_or_none(&subject, context),
                // What a base within another counts from need not be looked for: a document may be nested without end.
                "base" if node == root => iri(&subject, context),
                "base" => iri_sound(&subject, context),
                _ => {}
            }
        }
        namespaces(node, context);
    }
}

/// A namespace's address only names, and may be of any form; but one of a form that has a grammar must follow it.
fn namespaces(node: Node<'_, '_>, context: &mut Context<'_>) {
    for (name, value, span) in declarations(node, context) {
        if let Some((rule, message, help)) = special_fault(value) {
            let parent = context.written_name(node);
            context.push(rule, span, Some(name.to_owned()), Some(parent), message, help);
        }
    }
}

/// The namespaces that an element declares, as written: attribute, address, and the address's place.
pub(super) fn declarations<'t>(node: Node<'_, '_>, context: &Context<'t>) -> Vec<(&'t str, &'t str, Span)> {
    let text = context.text;
    if !node.may_declare() {
        return Vec::new();
    }
    let tag = context.tag(node);
    let mut at = tag.start;
    let mut declared = Vec::new();
    while let Some(found) = text.get(at..tag.end).and_then(|rest| rest.find("xmlns")) {
        let start = at + found;
        at = start + 5;
        let is_attribute = text[..start].ends_with(char::is_whitespace);
        if let Some((name, value)) = text.get(start..tag.end).and_then(declaration).filter(|_| is_attribute) {
            let from = value.as_ptr() as usize - text.as_ptr() as usize;
            declared.push((name, value, Span::new(from, from + value.len())));
        }
    }
    declared
}

/// The name and the value of an attribute that starts here.
fn declaration(text: &str) -> Option<(&str, &str)> {
    /// How far the sign after a name is searched for.
    const NAME_MAX: usize = 256;
    let equals = text.bytes().take(NAME_MAX).position(|byte| byte == b'=')?;
    let (name, rest) = (&text[..equals], &text[equals + 1..]);
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let name = name.trim_end();
    let is_name = !name.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '>'));
    is_name.then_some((name, rest[1..].split(quote).next()?))
}
