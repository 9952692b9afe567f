//! Who may use a feed: Feed Access Control, and robots' words as XHTML.

use crate::check::context::{Context, Subject};
use crate::check::rules::extensions as rules;
use crate::check::schema::{Row, must, row};
use crate::check::values::listed::{listed, wrong};

pub(super) const ROWS: &[Row] = &[
    row("channel atom:feed", "access:restriction").once().empty().attributes(&[must("relationship", &[relationship])]),
    row("channel atom:feed", "xhtml:meta").empty().attributes(&[must("name", &[name]), must("content", &[robots])]),
];

listed! {
    /// Whether others may show the feed.
    relationship by rules::ACCESS_RESTRICTION_WRONG => ["allow", "deny"];
    /// Whom the words are for.
    name by rules::META_NAME_WRONG => ["robots"];
}

/// What robots may do: words between commas.
fn robots(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let known = ["all", "none", "index", "noindex", "follow", "nofollow", "noarchive", "nosnippet"];
    let is_known = |word: &str| known.iter().any(|one| one.eq_ignore_ascii_case(word.trim()));
    if !subject.value.split(',').all(is_known) {
        wrong(subject, context, &rules::META_CONTENT_WRONG, "nothing that robots know", "write `noindex`");
    }
}
