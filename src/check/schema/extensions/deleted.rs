//! Tombstones for withdrawn entries (RFC 6721).

use crate::check::content::plain;
use crate::check::schema::{Row, may, must, row};
use crate::check::values::addresses::{iri, uri};
use crate::check::values::dates_3339::rfc3339_date;
use crate::check::values::language::language;
use crate::check::values::media_type::media_type;
use crate::check::values::not_blank;

pub(super) const ROWS: &[Row] = &[
    row("atom:feed channel", "at:deleted-entry")
        .attributes(&[must("ref", &[not_blank, iri]), must("when", &[rfc3339_date])]),
    row("at:deleted-entry", "at:by").once(),
    row("at:by", "atom:name").once().required().text(&[not_blank, plain]),
    row("at:by", "atom:uri").once().text(&[uri]),
    row("at:by", "atom:email").once().text(&[not_blank]),
    row("at:deleted-entry", "at:comment").once().any(),
    row("at:deleted-entry", "atom:source").once().any(),
    row("at:deleted-entry", "atom:link").empty().attributes(&[
        must("href", &[uri]),
        may("rel", &[not_blank]),
        may("type", &[media_type]),
        may("hreflang", &[language]),
        may("title", &[plain]),
        may("length", &[]),
    ]),
];
