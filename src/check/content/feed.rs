//! What concerns the content of a feed beyond a single text.

use crate::check::tree::Node;

use crate::check::context::Context;
use crate::check::rules::content as rules;
use crate::check::schema::vocabulary::is_atom;
use crate::check::values::quoted;

/// An entry of Atom with neither content nor summary.
pub(in crate::check) fn entry_without_text(entry: Node<'_, '_>, context: &mut Context<'_>) {
    let is_text = |child: Node<'_, '_>| is_atom(child) && matches!(child.tag_name().name(), "content" | "summary");
    if context.is_whole(entry) && !entry.children().any(is_text) {
        let message = format!("`{}` has neither `content` nor `summary`", context.written_name(entry));
        context.say_of(&rules::ENTRY_WITHOUT_TEXT, entry, message, "write `<summary>` with what it is about");
    }
}

/// An element of XHTML where the feed's own elements are expected.
pub(in crate::check) fn misplaced_xhtml(child: Node<'_, '_>, context: &mut Context<'_>) {
    let parent = child.parent_element().map(|parent| context.written_name(parent)).unwrap_or_default();
    let message = format!(
        "the element {} of XHTML stands in `{parent}`, where readers pass over it",
        quoted(child.tag_name().name())
    );
    context.say_of(&rules::XHTML_MISPLACED, child, message, "put it into the content, or take it out");
}
