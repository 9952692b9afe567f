//! The Atom Publishing Protocol's elements in feeds (RFC 5023).

use crate::check::tree::Node;

use crate::check::context::Context;
use crate::check::rules::extensions as rules;
use crate::check::schema::{Row, may, must, row};
use crate::check::values::addresses::{iri, uri};
use crate::check::values::dates_3339::rfc3339_date;
use crate::check::values::listed::yes_no;
use crate::check::values::not_blank;

pub(super) const ROWS: &[Row] = &[
    row("atom:entry item", "app:edited").once().text(&[rfc3339_date]),
    row("atom:entry item", "app:control").once(),
    row("app:control", "app:draft").once().text(&[yes_no]),
    row("atom:feed atom:source", "app:collection").attributes(&[must("href", &[uri])]),
    row("app:collection", "atom:title").once().required().any(),
    row("app:collection", "app:accept").text(&[]),
    row("app:collection", "app:categories")
        .attributes(&[may("href", &[uri]), may("fixed", &[yes_no]), may("scheme", &[iri])])
        .whole(&[categories]),
    row("app:categories", "atom:category").any().attributes(&[
        must("term", &[not_blank]),
        may("scheme", &[iri]),
        may("label", &[]),
    ]),
];

/// Categories are here or elsewhere, not both (section 7.2.1).
fn categories(node: Node<'_, '_>, context: &mut Context<'_>) {
    if node.attribute("href").is_none() {
        return;
    }
    for name in ["fixed", "scheme"] {
        if node.attribute(name).is_some() {
            let message = format!("`{}` has both `href` and `{name}`", context.written_name(node));
            context.say_of(&rules::CATEGORIES_ATTRIBUTES, node, message, "keep one of them");
        }
    }
    if node.children().any(|child| child.is_element()) {
        let message = format!("`{}` has both `href` and categories in it", context.written_name(node));
        context.say_of(&rules::CATEGORIES_TWICE, node, message, "take out `href`, or the categories");
    }
}
