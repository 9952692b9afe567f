//! What each vocabulary allows, as tables, and the one function that compares a document with them.
//!
//! A [`Row`] says of one element where it may stand, how often, what its text has to be and which attributes it has.
//! Names are canonical: an element of RSS by its own name (`item`), every other with the usual prefix of its
//! vocabulary (`atom:link`, `itunes:author`), whatever prefix the document uses.

pub(super) mod atom;
mod everywhere;
pub(in crate::check) mod extensions;
pub(in crate::check) mod namespaces;
mod opml;
mod rdf;
mod rss;
mod table;
pub(in crate::check) mod vocabulary;
mod walk;

use crate::check::tree::{Document, Node};

use crate::check::context::{Context, Subject};
use crate::check::rules::core as rules;
use crate::check::{Kind, Rule, profiles};

/// How a value is judged.
pub(in crate::check) type Check = fn(&Subject<'_, '_>, &mut Context<'_>);

/// What an element's text may be.
#[derive(Clone, Copy)]
pub(in crate::check) enum Content {
    /// Nothing but white space: everything is said by attributes.
    Empty,
    /// Elements only.
    Elements,
    /// Text, judged by these; elements within it are unknown.
    Text(&'static [Check]),
    /// Whatever; somebody else judges it.
    Any,
}

/// An attribute that an element may have.
#[derive(Clone, Copy)]
pub(in crate::check) struct Attribute {
    pub(in crate::check) name: &'static str,
    pub(in crate::check) required: Option<&'static Rule>,
    pub(in crate::check) checks: &'static [Check],
}

/// One element in its places.
#[derive(Clone, Copy)]
pub(in crate::check) struct Row {
    /// The canonical name.
    pub(in crate::check) name: &'static str,
    /// The canonical names of the elements that it may stand in, separated by spaces.
    pub(in crate::check) within: &'static str,
    /// Whether it may stand there once only; the rule that says so.
    pub(in crate::check) once: Option<&'static Rule>,
    /// Whether it must stand there; the rule that says so.
    pub(in crate::check) required: Option<&'static Rule>,
    pub(in crate::check) content: Content,
    pub(in crate::check) attributes: &'static [Attribute],
    /// The rule that speaks of any other attribute.
    pub(in crate::check) other_attributes: &'static Rule,
    /// What concerns the element as a whole: its attributes together, its children together.
    pub(in crate::check) whole: &'static [fn(Node<'_, '_>, &mut Context<'_>)],
}

/// An element within others: any number of times, with elements in it.
const fn row(within: &'static str, name: &'static str) -> Row {
    Row {
        name,
        within,
        once: None,
        required: None,
        content: Content::Elements,
        attributes: &[],
        other_attributes: &rules::ATTRIBUTE_UNKNOWN,
        whole: &[],
    }
}

impl Row {
    /// At most once in its parent.
    const fn once(mut self) -> Row {
        self.once = Some(&rules::ELEMENT_REPEATED);
        self
    }

    /// At most once in its parent, as another rule than the general one says.
    const fn once_by(mut self, rule: &'static Rule) -> Row {
        self.once = Some(rule);
        self
    }

    /// At least once in its parent.
    const fn required(mut self) -> Row {
        self.required = Some(&rules::ELEMENT_MISSING);
        self
    }

    /// At least once in its parent, as another rule than the general one says.
    const fn required_by(mut self, rule: &'static Rule) -> Row {
        self.required = Some(rule);
        self
    }

    /// Text, judged by these.
    const fn text(mut self, checks: &'static [Check]) -> Row {
        self.content = Content::Text(checks);
        self
    }

    /// No text and no elements.
    const fn empty(mut self) -> Row {
        self.content = Content::Empty;
        self
    }

    /// Whatever; somebody else judges it.
    const fn any(mut self) -> Row {
        self.content = Content::Any;
        self
    }

    /// With these attributes.
    const fn attributes(mut self, attributes: &'static [Attribute]) -> Row {
        self.attributes = attributes;
        self
    }

    /// With other attributes too, of which this rule speaks.
    const fn other_attributes(mut self, rule: &'static Rule) -> Row {
        self.other_attributes = rule;
        self
    }

    /// Judged as a whole by these.
    const fn whole(mut self, checks: &'static [fn(Node<'_, '_>, &mut Context<'_>)]) -> Row {
        self.whole = checks;
        self
    }
}

/// An attribute that may be there.
const fn may(name: &'static str, checks: &'static [Check]) -> Attribute {
    Attribute { name, required: None, checks }
}

/// An attribute that must be there.
const fn must(name: &'static str, checks: &'static [Check]) -> Attribute {
    Attribute { name, required: Some(&rules::ATTRIBUTE_MISSING), checks }
}

/// Every table.
const TABLES: &[&[&[Row]]] = &[&[rss::ROWS, atom::ROWS, opml::ROWS], extensions::TABLES];

/// Judges a document by its tables, and by what its format asks of it as a whole.
pub(in crate::check) fn judge(document: &Document<'_>, context: &mut Context<'_>) -> Kind {
    let root = document.root_element();
    let kind = vocabulary::kind(root, context);
    if matches!(kind, Kind::Rss | Kind::Atom | Kind::Rdf) {
        namespaces::judge(root, kind, context);
    }
    if matches!(kind, Kind::Rss | Kind::Atom) {
        everywhere::judge(root, context);
    }
    if matches!(kind, Kind::Rss | Kind::Atom | Kind::Opml) {
        walk::walk(root, context);
    }
    if kind == Kind::Rdf {
        rdf::judge(root, context);
    }
    profiles::xml(root, kind, context);
    kind
}
