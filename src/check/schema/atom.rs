//! Atom 1.0 (RFC 4287).

mod content;
mod entry;
mod feed;
mod ids;
mod links;
mod order;
mod text;

use crate::check::tree::Node;
pub(in crate::check) use feed::own_address;

use crate::check::content::feed::entry_without_text;
use crate::check::content::{plain, without_email};
use crate::check::context::{Context, Subject};
use crate::check::rules::addresses::ATTRIBUTE_BLANK;
use crate::check::rules::atom as rules;
use crate::check::schema::vocabulary::is_atom;
use crate::check::schema::{Attribute, Row, may, must, row};
use crate::check::values::addresses::{id_uri, iri, no_outer_space, not_same_document};
use crate::check::values::dates_3339::rfc3339_date;
use crate::check::values::email::email;
use crate::check::values::language::language;
use crate::check::values::media_type::media_type;
use crate::check::values::not_blank;
use crate::diagnostic::Span;

/// Whatever describes a feed or an entry.
const ALL: &str = "atom:feed atom:entry atom:source";
/// What describes a feed, at hand or copied from.
const FEEDS: &str = "atom:feed atom:source";
const PEOPLE: &str = "atom:author atom:contributor";

const TEXT: &[Attribute] = &[may("type", &[attribute_not_blank])];

pub(super) const ROWS: &[Row] = &[
    row("", "atom:feed").whole(&[feed::judge, links::judge, ids::judge, order::judge]),
    row("", "atom:entry").whole(&[entry::judge, entry_without_text, links::judge]),
    row("atom:feed", "atom:entry").whole(&[entry::judge, entry_without_text, links::judge]),
    row("atom:entry", "atom:source").once().whole(&[links::judge]),
    row("atom:feed atom:entry", "atom:id").once().required().text(&[not_blank, no_outer_space, id_uri]),
    row("atom:source", "atom:id").once().required_by(&rules::SOURCE_INCOMPLETE).text(&[
        not_blank,
        no_outer_space,
        id_uri,
    ]),
    row("atom:feed atom:entry", "atom:title").once().required().any().attributes(TEXT).whole(&[text::judge]),
    row("atom:source", "atom:title")
        .once()
        .required_by(&rules::SOURCE_INCOMPLETE)
        .any()
        .attributes(TEXT)
        .whole(&[text::judge]),
    row("atom:feed atom:entry", "atom:updated").once().required().text(&[no_outer_space, rfc3339_date]),
    row("atom:source", "atom:updated")
        .once()
        .required_by(&rules::SOURCE_INCOMPLETE)
        .text(&[no_outer_space, rfc3339_date]),
    row("atom:entry", "atom:published").once().text(&[no_outer_space, rfc3339_date]),
    row(FEEDS, "atom:subtitle").once().any().attributes(TEXT).whole(&[text::judge]),
    row(ALL, "atom:rights").once().any().attributes(TEXT).whole(&[text::judge]),
    row("atom:entry", "atom:summary").once().any().attributes(TEXT).whole(&[text::judge]),
    row("atom:entry", "atom:content")
        .once()
        .any()
        .attributes(&[may("type", &[attribute_not_blank]), may("src", &[attribute_not_blank, iri])])
        .whole(&[content::judge]),
    row(ALL, "atom:author"),
    row(ALL, "atom:contributor"),
    row(PEOPLE, "atom:name").once().required().text(&[not_blank, plain, without_email]),
    row(PEOPLE, "atom:uri").once().text(&[not_blank, no_outer_space, iri]),
    row(PEOPLE, "atom:email").once().text(&[not_blank, no_outer_space, email]),
    row(FEEDS, "atom:generator")
        .once()
        .text(&[not_blank, plain])
        .attributes(&[may("uri", &[attribute_not_blank, iri]), may("version", &[attribute_not_blank])]),
    row(FEEDS, "atom:icon").once().text(&[not_blank, no_outer_space, iri]),
    row(FEEDS, "atom:logo").once().text(&[not_blank, no_outer_space, iri]),
    row(ALL, "atom:category").text(&[links::without_text]).attributes(&[
        must("term", &[attribute_not_blank]),
        may("scheme", &[attribute_not_blank, iri]),
        may("label", &[attribute_not_blank, plain]),
    ]),
    row(ALL, "atom:link").text(&[links::without_text]).attributes(LINK),
];

/// What a link says of itself, in RSS, too.
pub(super) const LINK: &[Attribute] = &[
    Attribute { name: "href", required: Some(&rules::LINK_WITHOUT_HREF), checks: &[links::href, not_same_document] },
    may("rel", &[attribute_not_blank, links::rel]),
    may("type", &[media_type]),
    may("hreflang", &[language]),
    may("title", &[attribute_not_blank, plain]),
    may("length", &[attribute_not_blank, links::length]),
];

/// Something must stand in an attribute.
fn attribute_not_blank(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if subject.value.trim().is_empty() {
        let name = subject.attribute.map_or("", |attribute| attribute.name());
        let message = format!("the attribute `{name}` of `{}` is blank", context.written_name(subject.node));
        context.say(&ATTRIBUTE_BLANK, subject, message, "write something into it, or take it out");
    }
}

/// An element's children of Atom's own.
fn children<'a, 'input>(node: Node<'a, 'input>, name: &str) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(move |child| child.tag_name().name() == name && is_atom(*child))
}

fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    children(node, name).next()
}

/// An element's text as something to judge.
fn text_subject<'a, 'input>(node: Node<'a, 'input>, value: &'a str, context: &Context<'_>) -> Subject<'a, 'input> {
    let text = node.children().find(Node::is_text);
    let span = text.map_or_else(|| context.tag(node), |text| Span::new(text.range().start, text.range().end));
    Subject { value, node, attribute: None, span }
}

/// An element's attribute as something to judge.
fn attribute_subject<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Subject<'a, 'input>> {
    let attribute = node.attributes().find(|found| found.namespace().is_none() && found.name() == name)?;
    let range = attribute.range_value();
    Some(Subject {
        value: attribute.value(),
        node,
        attribute: Some(attribute),
        span: Span::new(range.start, range.end),
    })
}
