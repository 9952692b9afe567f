//! Answers in Atom (RFC 4685).

use crate::check::tree::Node;

use crate::check::context::{Context, Subject};
use crate::check::rules::extensions as rules;
use crate::check::schema::extensions::PLACES;
use crate::check::schema::{Check, Row, may, must, row};
use crate::check::values::addresses::{iri, uri};
use crate::check::values::dates_3339::rfc3339_date;
use crate::check::values::media_type::media_type;
use crate::check::values::not_blank;
use crate::check::values::numbers::non_negative;
use crate::diagnostic::Span;

const NAMESPACE: &str = "http://purl.org/syndication/thread/1.0";

pub(super) const ROWS: &[Row] = &[
    row(PLACES, "thr:in-reply-to").any().attributes(&[
        must("ref", &[not_blank, iri]),
        may("href", &[uri]),
        may("source", &[uri]),
        may("type", &[media_type]),
    ]),
    row(PLACES, "thr:total").once().text(&[non_negative]),
];

/// What RFC 4685 adds to links: how many answers there are behind one, and when the last came.
pub(super) fn link(node: Node<'_, '_>, context: &mut Context<'_>) {
    for attribute in node.attributes().filter(|attribute| attribute.namespace() == Some(NAMESPACE)) {
        let range = attribute.range_value();
        let span = Span::new(range.start, range.end);
        let subject = Subject { value: attribute.value(), node, attribute: Some(attribute), span };
        let check: Check = match attribute.name() {
            "count" => non_negative,
            "updated" => rfc3339_date,
            "when" => when,
            _ => continue,
        };
        check(&subject, context);
    }
}

fn when(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let message = "`thr:when` was the draft's name, the standard says `thr:updated`".to_owned();
    let help = format!("write `thr:updated=\"{}\"`", subject.value.escape_debug());
    context.say(&rules::THREAD_WHEN, subject, message, &help);
}
