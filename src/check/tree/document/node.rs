//! What can be asked of a node: what it is, what it says, and what stands around it.

use std::ops::Range;

use super::{AttributeData, Data, Document, Kind, TagName, number, sign};

/// A node: an element, a text, a comment, an instruction, or the root.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a, 'i> {
    pub(super) document: &'a Document<'i>,
    pub(super) number: u32,
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

    /// The number of an element's name, which is that of all of this name in the document.
    pub(crate) fn name_number(&self) -> Option<usize> {
        match self.data().kind {
            Kind::Element(name, _) => Some(name as usize),
            _ => None,
        }
    }

    /// Whether an element's tag may declare namespaces.
    pub(crate) fn may_declare(&self) -> bool {
        self.data().declares
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

    /// The elements of this name that stand in it; where no namespace is asked for, in any.
    pub(crate) fn children_named<'n, N: Into<TagName<'n, 'n>>>(
        &self,
        name: N,
    ) -> impl Iterator<Item = Node<'a, 'i>> + use<'n, 'a, 'i, N> {
        let asked = name.into();
        let (sign, document) = (sign(asked.local), self.document);
        let is_first = self.data().last_child != 0 && self.data().inner.may_have(sign, asked.uri.is_some());
        let mut next = if is_first { self.number + 1 } else { 0 };
        std::iter::from_fn(move || {
            while next != 0 {
                let (number, data) = (next, &document.nodes[next as usize]);
                next = data.next;
                let node = Node { document, number };
                if data.sign == sign && node.has_tag_name(asked) {
                    return Some(node);
                }
            }
            None
        })
    }

    /// Whether an element that has a namespace and one of these signs may stand in it.
    pub(crate) fn may_have_spaced(&self, signs: u64) -> bool {
        self.data().inner.may_have(signs, true)
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
    pub(super) data: &'a AttributeData<'i>,
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
