//! SmartFormat 2.1, SmartNews's vocabulary (<https://publishers.smartnews.com/hc/en-us/articles/360036526213>).

use crate::check::tree::Node;

use crate::check::content::plain;
use crate::check::context::Context;
use crate::check::rules::core::ELEMENT_MISSING;
use crate::check::schema::extensions::{ENTRIES, FEEDS, address};
use crate::check::schema::{Row, may, must, row};
use crate::check::values::not_blank;

pub(super) const ROWS: &[Row] = &[
    row(FEEDS, "snf:logo").once().whole(&[logo]),
    row(FEEDS, "snf:darkModeLogo").once().whole(&[logo]),
    row("snf:logo snf:darkModeLogo", "url").once().text(&[address]),
    // In Atom, whose elements have a namespace, it is written as one of them.
    row("snf:logo snf:darkModeLogo", "atom:url").once().text(&[address]),
    row(ENTRIES, "snf:analytics").once().text(&[not_blank]),
    row(ENTRIES, "snf:advertisement").once(),
    row("snf:advertisement", "snf:sponsoredLink").empty().attributes(&[
        must("link", &[address]),
        must("advertiser", &[not_blank, plain]),
        may("title", &[not_blank, plain]),
        may("thumbnail", &[address]),
    ]),
    row("snf:advertisement", "snf:adcontent").once().text(&[not_blank]),
    row(ENTRIES, "snf:relatedLink").empty().attributes(&[
        must("link", &[address]),
        must("title", &[not_blank, plain]),
        may("thumbnail", &[address]),
    ]),
    row(ENTRIES, "snf:video").empty().attributes(&[must("url", &[address]), may("caption", &[plain])]),
];

/// A logo is an address within an element of its own.
fn logo(logo: Node<'_, '_>, context: &mut Context<'_>) {
    if context.is_whole(logo) && !logo.children().any(|child| child.tag_name().name() == "url") {
        let parent = context.written_name(logo);
        let span = context.tag(logo);
        let message = format!("`{parent}` has no `url`");
        let help = "write `<url>https://example.org/logo.png</url>` into it";
        context.push(&ELEMENT_MISSING, span, Some("url".to_owned()), Some(parent), message, help);
    }
}
