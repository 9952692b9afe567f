//! Any document that is well formed, as the library reads it.

use std::borrow::Cow;

use roxmltree::{Node, NodeType};

use crate::check::tree::document::{AttributeData, Document, Kind};

/// The same tree in our own form.
pub(in crate::check) fn copied<'r>(read: &'r roxmltree::Document<'_>) -> Document<'r> {
    let mut document = Document::new(read.input_text(), read.descendants().len());
    for space in read.root_element().namespaces() {
        document.declare(space.name(), space.uri());
    }
    // What is open: each element's number here and there, and where it ends.
    let mut open: Vec<(u32, Option<Node<'r, '_>>, usize)> = vec![(0, Some(read.root()), read.input_text().len())];
    for node in read.descendants().skip(1) {
        while let Some((number, _, end)) = open.pop_if(|(_, known, _)| *known != node.parent()) {
            document.close(number, end);
        }
        let parent = open.last().map_or(0, |(number, ..)| *number);
        let kind = kind(node, &mut document);
        let number = document.push(kind, parent, node.range());
        if node.is_element() {
            open.push((number, Some(node), node.range().end));
        }
    }
    for (number, _, end) in open.into_iter().rev() {
        document.close(number, end);
    }
    document
}

fn kind<'r>(node: Node<'r, '_>, document: &mut Document<'r>) -> Kind<'r> {
    match node.node_type() {
        NodeType::Root => Kind::Root,
        NodeType::PI => Kind::Other,
        NodeType::Comment => Kind::Comment(node.text().unwrap_or_default()),
        NodeType::Text => Kind::Text(Cow::Borrowed(node.text().unwrap_or_default())),
        NodeType::Element => {
            let name = node.tag_name();
            let first = document.attributes_len();
            for attribute in node.attributes() {
                document.push_attribute(AttributeData {
                    uri: attribute.namespace(),
                    local: attribute.name(),
                    value: Cow::Borrowed(attribute.value()),
                    range: attribute.range(),
                    range_name: attribute.range_qname(),
                    range_value: attribute.range_value(),
                });
            }
            let name = document.name(name.namespace(), name.name());
            document.next_is_fresh();
            Kind::Element(name, first..document.attributes_len())
        }
    }
}
