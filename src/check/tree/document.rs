//! The tree of an XML document: what every rule looks at, however the document was read.
//!
//! # Why
//! Rules ask for names again and again, and a feed has a dozen of them for a million elements. So each name is kept once,
//! with what is known of it, and an element has its number.

mod node;
mod sign;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

pub(crate) use node::{Attribute, Node};
use sign::Signs;
pub(crate) use sign::sign;

/// About how many nodes have one attribute.
const NODES_OF_ATTRIBUTE: usize = 8;

/// A document.
#[derive(Debug, Default)]
pub(crate) struct Document<'i> {
    text: &'i str,
    nodes: Vec<Data<'i>>,
    attributes: Vec<AttributeData<'i>>,
    names: Vec<Name<'i>>,
    numbers: HashMap<(Option<&'i str>, &'i str), u32>,
    root_namespaces: Vec<(Option<&'i str>, &'i str)>,
    /// The elements that may be the first to be written with their names.
    fresh: Vec<u32>,
    /// Whether an element without a namespace stands within one that has one.
    has_bare_in_spaced: bool,
}

/// What an element is called, wherever it stands.
#[derive(Debug)]
struct Name<'i> {
    uri: Option<&'i str>,
    local: &'i str,
    sign: u64,
    canonical: OnceCell<Option<Box<str>>>,
}

#[derive(Debug)]
struct Data<'i> {
    kind: Kind<'i>,
    parent: u32,
    /// The next sibling, and the last child; 0 where there is none.
    next: u32,
    last_child: u32,
    /// The first node behind all within this one.
    until: u32,
    /// Of an element, whether its tag may declare namespaces.
    declares: bool,
    /// Of an element, the bit of its name.
    sign: u64,
    range: Range<usize>,
    /// The names of the elements in it.
    inner: Signs,
}

#[derive(Debug)]
pub(super) enum Kind<'i> {
    Root,
    /// The number of its name, and its attributes.
    Element(u32, Range<u32>),
    Text(Cow<'i, str>),
    Comment(&'i str),
    /// An instruction to a program.
    Other,
}

/// An attribute, and where its parts stand.
#[derive(Debug)]
pub(super) struct AttributeData<'i> {
    pub(super) uri: Option<&'i str>,
    pub(super) local: &'i str,
    pub(super) value: Cow<'i, str>,
    pub(super) range: Range<usize>,
    pub(super) range_name: Range<usize>,
    pub(super) range_value: Range<usize>,
}

/// A name with its namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TagName<'a, 'i> {
    uri: Option<&'a str>,
    local: &'i str,
}

impl<'a, 'i> TagName<'a, 'i> {
    /// The address of the namespace.
    pub(crate) fn namespace(&self) -> Option<&'a str> {
        self.uri
    }

    /// The name without its prefix.
    pub(crate) fn name(&self) -> &'i str {
        self.local
    }
}

impl<'a> From<&'a str> for TagName<'a, 'a> {
    fn from(local: &'a str) -> TagName<'a, 'a> {
        TagName { uri: None, local }
    }
}

impl<'a, 'i> From<(&'a str, &'i str)> for TagName<'a, 'i> {
    fn from((uri, local): (&'a str, &'i str)) -> TagName<'a, 'i> {
        TagName { uri: Some(uri), local }
    }
}

impl<'i> Data<'i> {
    fn new(kind: Kind<'i>, parent: u32, until: u32, range: Range<usize>) -> Data<'i> {
        Data { kind, parent, next: 0, last_child: 0, until, declares: true, sign: 0, range, inner: Signs::default() }
    }
}

impl<'i> Document<'i> {
    /// One that has no more than its root, with room for so many nodes.
    pub(super) fn new(text: &'i str, nodes: usize) -> Document<'i> {
        let (nodes, attributes) = (Vec::with_capacity(nodes), Vec::with_capacity(nodes / NODES_OF_ATTRIBUTE));
        let mut document = Document { text, nodes, attributes, ..Document::default() };
        let range = 0..text.len();
        document.nodes.push(Data::new(Kind::Root, 0, 0, range));
        document
    }

    /// The number of a name.
    pub(super) fn name(&mut self, uri: Option<&'i str>, local: &'i str) -> u32 {
        let next = number(self.names.len());
        let known = *self.numbers.entry((uri, local)).or_insert(next);
        if known == next {
            self.names.push(Name { uri, local, sign: sign(local), canonical: OnceCell::new() });
        }
        known
    }

    /// The address and the local part of a name.
    pub(super) fn named(&self, name: u32) -> (Option<&'i str>, &'i str) {
        let name = &self.names[name as usize];
        (name.uri, name.local)
    }

    /// How many attributes there are so far.
    pub(super) fn attributes_len(&self) -> u32 {
        number(self.attributes.len())
    }

    /// Adds an attribute of the element that is pushed next.
    pub(super) fn push_attribute(&mut self, attribute: AttributeData<'i>) {
        self.attributes.push(attribute);
    }

    /// The attributes from one on.
    pub(super) fn attributes_from(&self, first: u32) -> &[AttributeData<'i>] {
        &self.attributes[first as usize..]
    }

    /// Adds a node behind all that are in its parent, and gives its number.
    pub(super) fn push(&mut self, kind: Kind<'i>, parent: u32, range: Range<usize>) -> u32 {
        let own = number(self.nodes.len());
        let mut data = Data::new(kind, parent, own + 1, range);
        let outer = &mut self.nodes[parent as usize];
        let before = std::mem::replace(&mut outer.last_child, own);
        if let Kind::Element(name, _) = data.kind {
            let name = &self.names[name as usize];
            data.sign = name.sign;
            outer.inner.add(name.sign, name.uri.is_some());
            if name.uri.is_none()
                && let Kind::Element(outer, _) = outer.kind
            {
                self.has_bare_in_spaced |= self.names[outer as usize].uri.is_some();
            }
        }
        if before != 0 {
            self.nodes[before as usize].next = own;
        }
        self.nodes.push(data);
        own
    }

    /// An element ends: nothing more comes into it.
    pub(super) fn close(&mut self, node: u32, end: usize) {
        let until = number(self.nodes.len());
        let data = &mut self.nodes[node as usize];
        data.until = until;
        data.range.end = end;
    }

    /// The tag of an element declares no namespaces.
    pub(super) fn declares_nothing(&mut self, node: u32) {
        self.nodes[node as usize].declares = false;
    }

    /// The element that is pushed next may be the first that is written with its name in its namespace.
    pub(super) fn next_is_fresh(&mut self) {
        self.fresh.push(number(self.nodes.len()));
    }

    /// Adds to the text of a node.
    pub(super) fn append(&mut self, node: u32, more: &str) {
        if let Kind::Text(text) = &mut self.nodes[node as usize].kind {
            text.to_mut().push_str(more);
        }
    }

    /// The namespaces that the first element declares.
    pub(super) fn declare(&mut self, prefix: Option<&'i str>, uri: &'i str) {
        self.root_namespaces.push((prefix, uri));
    }

    /// The prefixes and addresses that the first element declares, in their order.
    pub(crate) fn root_namespaces(&self) -> impl Iterator<Item = (Option<&'i str>, &'i str)> + use<'_, 'i> {
        self.root_namespaces.iter().copied()
    }

    /// Elements among which are, in their order, the first of each name as it is written and of each of its meanings.
    pub(crate) fn fresh(&self) -> impl Iterator<Item = Node<'_, 'i>> {
        self.fresh.iter().map(|number| Node { document: self, number: *number })
    }

    /// Whether an element without a namespace stands within one that has one.
    pub(crate) fn has_bare_in_spaced(&self) -> bool {
        self.has_bare_in_spaced
    }

    /// The addresses of the namespaces in which elements stand.
    pub(crate) fn element_namespaces(&self) -> impl Iterator<Item = &'i str> {
        self.names.iter().filter_map(|name| name.uri)
    }

    /// The addresses of the namespaces in which attributes stand.
    pub(crate) fn attribute_namespaces(&self) -> impl Iterator<Item = &'i str> {
        self.attributes.iter().filter_map(|attribute| attribute.uri)
    }

    /// What was read.
    pub(crate) fn input_text(&self) -> &'i str {
        self.text
    }

    /// The node that everything stands in.
    fn root(&self) -> Node<'_, 'i> {
        Node { document: self, number: 0 }
    }

    /// Everything, the root first.
    pub(crate) fn descendants(&self) -> impl Iterator<Item = Node<'_, 'i>> {
        (0..number(self.nodes.len())).map(|number| Node { document: self, number })
    }

    /// The first element; the root where there is none, which no reader allows.
    pub(crate) fn root_element(&self) -> Node<'_, 'i> {
        self.root().children().find(Node::is_element).unwrap_or(self.root())
    }
}

#[cfg(test)]
impl Document<'_> {
    /// Everything that can be asked of it, for comparisons.
    pub(super) fn told(&self) -> Vec<String> {
        let spaces = self.root_namespaces().map(|(prefix, uri)| format!("{prefix:?} {uri}"));
        let nodes = self.descendants().map(|node| {
            let numbers =
                |nodes: &mut dyn Iterator<Item = Node<'_, '_>>| nodes.map(|node| node.number).collect::<Vec<_>>();
            let attributes: Vec<String> = node.attributes().map(|attribute| format!("{:?}", attribute.data)).collect();
            let parent = node.parent_element().map(|node| node.number);
            let ends = [node.first_child(), node.last_child()].map(|node| node.map(|node| node.number));
            format!(
                "{} {:?} {:?} {:?} {attributes:?} {parent:?} {ends:?} {:?} {:?} {:?}",
                node.is_text(),
                node.tag_name(),
                node.range(),
                node.text(),
                numbers(&mut node.ancestors()),
                numbers(&mut node.children()),
                numbers(&mut node.descendants()),
            )
        });
        spaces.chain(nodes).collect()
    }
}

/// A document has fewer nodes than that: its bytes are limited.
pub(super) fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
