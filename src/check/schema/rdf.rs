//! RSS 1.0 and 0.90, in RDF: told what they are, and judged by what they share with RSS 2.0.

use crate::check::tree::Node;

use crate::check::Rule;
use crate::check::context::{Context, text_of};
use crate::check::rules::rss as rules;

/// What each part must have (RSS 1.0, section 5).
const REQUIRED: &[(&str, &[(&str, &Rule)])] = &[
    (
        "channel",
        &[
            ("title", &rules::TITLE_MISSING),
            ("link", &rules::LINK_MISSING),
            ("description", &rules::DESCRIPTION_MISSING),
        ],
    ),
    ("item", &[("title", &rules::TITLE_MISSING), ("link", &rules::LINK_MISSING)]),
    ("image", &[("title", &rules::TITLE_MISSING), ("link", &rules::LINK_MISSING)]),
];

/// Judges a document in RDF.
pub(super) fn judge(root: Node<'_, '_>, context: &mut Context<'_>) {
    for part in root.children().filter(Node::is_element) {
        let Some((_, required)) = REQUIRED.iter().find(|(name, _)| *name == part.tag_name().name()) else { continue };
        // RSS 0.90 asks less of an image than 1.0 does; both ask for this much.
        for (name, rule) in required.iter().copied() {
            let uri = part.tag_name().namespace().unwrap_or_default();
            let found = part.children().find(|child| child.has_tag_name((uri, name)));
            if found.is_some_and(|child| !text_of(child).trim().is_empty()) || !context.is_whole(part) {
                continue;
            }
            let message = format!("`{}` has no `{name}`", context.written_name(part));
            context.say_of(rule, part, message, &format!("add `<{name}>` to it"));
        }
    }
}
