//! The tree of an XML document: what every rule looks at, however the document was read.
//!
//! # Why
//! Rules ask for names again and again, and a feed has a dozen of them for a million elements. So each name is kept once,
//! with what is known of it, and an element has its number.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

/// A document.
#[derive(Debug, Default)]
pub(crate) struct Document<'i> {
    text: &'i str,
    nodes: Vec<Data<'i>>,
    attributes: Vec<AttributeData<'i>>,
    names: Vec<Name<'i>>,
    numbers: HashMap<(Option<&'i str>, &'i str), u32>,
    root_namespaces: Vec<(Option<&'i str>, &'i str)>,
}

/// What an element is called, wherever it stands.
#[derive(Debug)]
struct Name<'i> {
    uri: Option<&'i str>,
    local: &'i str,
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
    range: Range<usize>,
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

impl<'i> Document<'i> {
    /// One that has no more than its root, with room for so many nodes.
    pub(super) fn new(text: &'i str, nodes: usize) -> Document<'i> {
        let mut document = Document { text, nodes: Vec::with_capacity(nodes), ..Document::default() };
        let range = 0..text.len();
        document.nodes.push(Data { kind: Kind::Root, parent: 0, next: 0, last_child: 0, until: 0, range });
        document
    }

    /// The number of a name.
    pub(super) fn name(&mut self, uri: Option<&'i str>, local: &'i str) -> u32 {
        let next = number(self.names.len());
        let known = *self.numbers.entry((uri, local)).or_insert(next);
        if known == next {
            self.names.push(Name { uri, local, canonical: OnceCell::new() });
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
        let before = std::mem::replace(&mut self.nodes[parent as usize].last_child, own);
        if before != 0 {
            self.nodes[before as usize].next = own;
        }
        self.nodes.push(Data { kind, parent, next: 0, last_child: 0, until: own + 1, range });
        own
    }

    /// An element ends: nothing more comes into it.
    pub(super) fn close(&mut self, node: u32, end: usize) {
        let until = number(self.nodes.len());
        let data = &mut self.nodes[node as usize];
        data.until = until;
        data.range.end = end;
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

/// A node: an element, a text, a comment, an instruction, or the root.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a, 'i> {
    document: &'a Document<'i>,
    number: u32,
}

impl PartialEq for Node<'_, '_> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number && std::ptr::addr_eq(self.document, other.document)
    }
}

impl<'a, 'i> Node<'a, 'i> {
    fn data(self) -> &'a Data<'i> {
        &self.document.nodes[self.number as usize]
    }

    fn at(self, number: u32) -> Option<Node<'a, 'i>> {
        (number != 0).then_some(Node { document: self.document, number })
    }

    /// The document.
    pub(crate) fn document(&self) -> &'a Document<'i> {
        self.document
    }

    /// Whether it is an element.
    pub(crate) fn is_element(&self) -> bool {
        matches!(self.data().kind, Kind::Element(..))
    }

    /// Whether it is text.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self.data().kind, Kind::Text(_))
    }

    /// An element's name; the empty one of anything else.
    pub(crate) fn tag_name(&self) -> TagName<'a, 'i> {
        match self.data().kind {
            Kind::Element(name, _) => {
                let (uri, local) = self.document.named(name);
                TagName { uri, local }
            }
            _ => TagName { uri: None, local: "" },
        }
    }

    /// An element's name as `make` writes it, which is asked once for each name; `None` of anything else.
    pub(crate) fn canonical(&self, make: impl FnOnce(Option<&str>, &str) -> Option<String>) -> Option<&'a str> {
        let Kind::Element(name, _) = self.data().kind else { return None };
        let name = &self.document.names[name as usize];
        name.canonical.get_or_init(|| make(name.uri, name.local).map(String::into_boxed_str)).as_deref()
    }

    /// Whether it is an element of this name; where no namespace is asked for, in any.
    pub(crate) fn has_tag_name<'n>(&self, name: impl Into<TagName<'n, 'n>>) -> bool {
        let asked = name.into();
        let Kind::Element(name, _) = self.data().kind else { return false };
        let (uri, local) = self.document.named(name);
        local == asked.local && (asked.uri.is_none() || uri == asked.uri)
    }

    /// An element's attributes.
    pub(crate) fn attributes(&self) -> impl ExactSizeIterator<Item = Attribute<'a, 'i>> + use<'a, 'i> {
        let all = &self.document.attributes;
        let own = match &self.data().kind {
            Kind::Element(_, attributes) => &all[attributes.start as usize..attributes.end as usize],
            _ => &[],
        };
        own.iter().map(|data| Attribute { data })
    }

    /// The attribute of a name; where no namespace is asked for, in any.
    pub(crate) fn attribute_node<'n>(&self, name: impl Into<TagName<'n, 'n>>) -> Option<Attribute<'a, 'i>> {
        let name = name.into();
        let is_meant =
            |data: &AttributeData<'_>| data.local == name.local && (name.uri.is_none() || data.uri == name.uri);
        self.attributes().find(|attribute| is_meant(attribute.data))
    }

    /// The value of an attribute.
    pub(crate) fn attribute<'n>(&self, name: impl Into<TagName<'n, 'n>>) -> Option<&'a str> {
        self.attribute_node(name).map(|attribute| attribute.value())
    }

    /// Whether there is an attribute.
    pub(crate) fn has_attribute<'n>(&self, name: impl Into<TagName<'n, 'n>>) -> bool {
        self.attribute_node(name).is_some()
    }

    /// The text of a text or a comment, or that which an element begins with.
    pub(crate) fn text(&self) -> Option<&'a str> {
        match &self.data().kind {
            Kind::Text(text) => Some(text),
            Kind::Comment(text) => Some(text),
            Kind::Element(..) => self.first_child().filter(Node::is_text).and_then(|child| child.text()),
            Kind::Root | Kind::Other => None,
        }
    }

    /// Where it stands.
    pub(crate) fn range(&self) -> Range<usize> {
        self.data().range.clone()
    }

    /// It, what it stands in, and so on to the root.
    pub(crate) fn ancestors(&self) -> impl Iterator<Item = Node<'a, 'i>> + use<'a, 'i> {
        std::iter::successors(Some(*self), |node| {
            let parent = Node { document: node.document, number: node.data().parent };
            (node.number != 0).then_some(parent)
        })
    }

    /// The element that it stands in.
    pub(crate) fn parent_element(&self) -> Option<Node<'a, 'i>> {
        self.at(self.data().parent)
    }

    /// What stands in it.
    pub(crate) fn children(&self) -> impl Iterator<Item = Node<'a, 'i>> + Clone + use<'a, 'i> {
        std::iter::successors(self.first_child(), |node| node.at(node.data().next))
    }

    /// The first that stands in it.
    pub(crate) fn first_child(&self) -> Option<Node<'a, 'i>> {
        if self.data().last_child == 0 { None } else { self.at(self.number + 1) }
    }

    /// The last that stands in it.
    pub(crate) fn last_child(&self) -> Option<Node<'a, 'i>> {
        self.at(self.data().last_child)
    }

    /// The first element that stands in it.
    pub(crate) fn first_element_child(&self) -> Option<Node<'a, 'i>> {
        self.children().find(Node::is_element)
    }

    /// It, and everything within it.
    pub(crate) fn descendants(&self) -> impl Iterator<Item = Node<'a, 'i>> + use<'a, 'i> {
        let (document, until) = (self.document, self.data().until);
        let until = if self.number == 0 { number(document.nodes.len()) } else { until };
        (self.number..until).map(move |number| Node { document, number })
    }
}

/// An attribute.
#[derive(Clone, Copy)]
pub(crate) struct Attribute<'a, 'i> {
    data: &'a AttributeData<'i>,
}

impl<'a, 'i> Attribute<'a, 'i> {
    /// Its name, without a prefix.
    pub(crate) fn name(&self) -> &'i str {
        self.data.local
    }

    /// The address of its namespace, where it has a prefix.
    pub(crate) fn namespace(&self) -> Option<&'a str> {
        self.data.uri
    }

    /// What it says.
    pub(crate) fn value(&self) -> &'a str {
        &self.data.value
    }

    /// Where it stands.
    pub(crate) fn range(&self) -> Range<usize> {
        self.data.range.clone()
    }

    /// Where its name stands, with its prefix.
    pub(crate) fn range_qname(&self) -> Range<usize> {
        self.data.range_name.clone()
    }

    /// Where its value stands, without the quotation marks.
    pub(crate) fn range_value(&self) -> Range<usize> {
        self.data.range_value.clone()
    }
}
