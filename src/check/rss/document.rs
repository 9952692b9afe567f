//! The first element: the version, the document type, and what has no place on RSS's own elements.

use crate::check::tree::{Document, Node};

use crate::check::context::{Context, Subject};
use crate::check::prologue;
use crate::check::rss::is_core;
use crate::check::rules::rss as rules;
use crate::check::schema::namespaces::undeclared;
use crate::check::schema::vocabulary::{RSS_ADDRESSES, canonical};
use crate::check::values::shown;
use crate::diagnostic::Span;

const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// Versions that 2.0 took over from.
const OLD: [&str; 4] = ["0.91", "0.92", "0.93", "0.94"];
const CURRENT: &str = "2.0";

/// The version of RSS; the document type is judged with it, since it names one too.
pub(in crate::check) fn version(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let version = subject.value;
    if OLD.contains(&version) {
        let message = format!("this is RSS {version}, which RSS 2.0 took over from in 2002");
        let help = "write `version=\"2.0\"`: everything in it stays valid";
        context.say(&rules::RSS_VERSION_OLD, subject, message, help);
    } else if version != CURRENT {
        let message = format!("there is no RSS of version `{}`", shown(version));
        context.say(&rules::RSS_VERSION_UNKNOWN, subject, message, "write `version=\"2.0\"`");
    }
    document_type(version, context);
}

fn document_type(version: &str, context: &mut Context<'_>) {
    let text = context.text;
    let Some(span) = prologue::doctype(text) else { return };
    let declaration = &text[span.start..span.end];
    let said = declaration.split("DTD RSS ").nth(1).and_then(|rest| rest.split("//").next());
    if let Some(said) = said.filter(|said| *said != version) {
        let message = format!("the document type is that of RSS {}, the version is `{}`", shown(said), shown(version));
        context.push(&rules::DOCTYPE_CONTRADICTS_VERSION, span, None, None, message, "take the `<!DOCTYPE …>` out");
    }
    if declaration.contains("//my.netscape.com/") {
        let message = "Netscape took this document type off the web".to_owned();
        context.push(&rules::DOCTYPE_WITHDRAWN, span, None, None, message, "take the `<!DOCTYPE …>` out");
    }
}

/// Judges what stands on all elements of RSS's own: namespaces, and attributes of other vocabularies.
pub(in crate::check) fn elements(root: Node<'_, '_>, context: &mut Context<'_>) {
    if let Some(uri) = root.tag_name().namespace() {
        let message = format!("the elements of RSS stand in no namespace, these in `{}`", shown(uri));
        context.mend(undeclared(root, context));
        context.say_of(&rules::RSS_NAMESPACED, root, message, "take the `xmlns` out");
    }
    if is_apart(root.document()) {
        return;
    }
    for node in root.descendants().filter(|node| is_core(*node)) {
        if let Some(parent) = node.parent_element().filter(|parent| !is_core(*parent)) {
            // Within a known vocabulary, its table says that the element is unknown.
            if canonical(parent).is_none() {
                without_namespace(node, parent, context);
            }
            continue;
        }
        for attribute in node.attributes().filter(|attribute| attribute.namespace().is_some_and(|uri| uri != XML)) {
            let element = context.written_name(node);
            let message = format!("`{element}` has an attribute of another vocabulary, `{}`", attribute.name());
            let help = "take it out: most readers ignore it, and RSS allows only elements of other vocabularies";
            let range = attribute.range();
            context.say_at(&rules::ATTRIBUTE_FOREIGN, node, Span::new(range.start, range.end), message, help);
        }
    }
}

/// Whether RSS's own elements are those without a namespace, and keep apart from other vocabularies, as they nearly always
/// do: nobody has to look at each of them.
fn is_apart(document: &Document<'_>) -> bool {
    !document.has_bare_in_spaced()
        && !document.element_namespaces().any(|uri| RSS_ADDRESSES.contains(&uri))
        && document.attribute_namespaces().all(|uri| uri == XML)
}

fn without_namespace(node: Node<'_, '_>, parent: Node<'_, '_>, context: &mut Context<'_>) {
    let (own, outer) = (context.written_name(node), context.written_name(parent));
    let message = format!("`{own}` stands within `{outer}`, and in no namespace, as RSS's own elements do");
    let prefix = outer.split_once(':').map_or("x", |(prefix, _)| prefix);
    context.say_of(&rules::ELEMENT_WITHOUT_NAMESPACE, node, message, &format!("write `{prefix}:{own}`"));
}
