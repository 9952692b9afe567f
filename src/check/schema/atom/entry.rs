//! What an entry must have (RFC 4287, section 4.1.2).

use crate::check::tree::Node;

use crate::check::across;
use crate::check::context::{Context, text_of};
use crate::check::rules::atom as rules;
use crate::check::schema::atom::links::{Rel, rel_of};
use crate::check::schema::atom::{child, children, content};
use crate::check::schema::vocabulary::is_atom;
use crate::check::values::dates_3339::seconds;

pub(super) fn judge(node: Node<'_, '_>, context: &mut Context<'_>) {
    dates(node, context);
    if !context.is_whole(node) {
        return;
    }
    let (content, summary) = (child(node, "content"), child(node, "summary"));
    let has_alternate = children(node, "link").any(|link| rel_of(link) == Rel::Alternate);
    if content.is_none() && !has_alternate {
        let message = "the entry has neither content nor a link to its page".to_owned();
        let help = "add `<link href=\"https://example.com/1\"/>`, or `<content>`";
        context.say_of(&rules::ENTRY_WITHOUT_CONTENT, node, message, help);
    }
    if summary.is_none() && content.is_some_and(content::needs_summary) {
        let message = "the entry has no summary, and content that many readers can't show".to_owned();
        context.say_of(&rules::CONTENT_WITHOUT_SUMMARY, node, message, "add `<summary>` with a sentence or two");
    }
    author(node, context);
}

/// An author must be known: the entry's, that of the feed it was copied from, or the feed's.
fn author(node: Node<'_, '_>, context: &mut Context<'_>) {
    let has = |node: Node<'_, '_>| child(node, "author").is_some();
    let feed = node.parent_element().filter(|parent| parent.tag_name().name() == "feed" && is_atom(*parent));
    if has(node) || child(node, "source").is_some_and(has) || feed.is_some_and(has) {
        return;
    }
    let message = "neither the entry nor its feed has an author".to_owned();
    let (span, parent) = (context.tag(node), context.written_name(node));
    let element = context.sibling_name(node, "author");
    let help = "add `<author><name>Zoé</name></author>` to the feed or to the entry";
    context.push(&rules::ENTRY_WITHOUT_AUTHOR, span, Some(element), Some(parent), message, help);
}

fn dates(node: Node<'_, '_>, context: &mut Context<'_>) {
    let Some(published) = child(node, "published") else { return };
    let Some(updated) = child(node, "updated").map(text_of) else { return };
    let text = text_of(published);
    if let (Some(first), Some(last)) = (seconds(&text), seconds(&updated))
        && first > last
    {
        context.remark_of(published, Some(across::changed_too_early(&text, &updated)));
    }
}
