//! Namespaces: known or not, misspelt, with misleading prefixes.

use std::collections::HashSet;

use crate::check::tree::Node;

use crate::check::Kind;
use crate::check::content::place::xml_escaped;
use crate::check::context::Context;
use crate::check::fix::Edit;
use crate::check::rules::core::NAMESPACE_UNKNOWN;
use crate::check::rules::namespaces as rules;
use crate::check::schema::everywhere::declarations;
use crate::check::schema::vocabulary::{ATOM, ELSEWHERE, KNOWN, NOT_JUDGED, RSS_ADDRESSES, XHTML, meant, prefix_of};
use crate::diagnostic::Span;

const MEDIA: &str = "http://search.yahoo.com/mrss/";
/// Of how many addresses all declarations are searched for.
const MENDED_MAX: usize = 200;
const WIKI: &str = "http://purl.org/rss/1.0/modules/wiki/";
/// Where the wiki module was before.
const WIKI_OLD: &str = "http://www.usemod.com/cgi-bin/mb.pl?ModWiki";
/// More prefixes in use that nobody has to change: Atom's within FeedBurner and Microsoft, and those of languages that
/// stand in content.
const ALSO_USUAL: &[(&str, &str)] = &[
    ("atom10", ATOM),
    ("a10", ATOM),
    ("a", ATOM),
    ("html", XHTML),
    ("h", XHTML),
    ("x", XHTML),
    ("wiki", WIKI_OLD),
    ("m", "http://www.w3.org/1998/Math/MathML"),
    ("mml", "http://www.w3.org/1998/Math/MathML"),
    ("opensearch", "http://a9.com/-/spec/opensearch/1.1/"),
];

/// An address without what is often miswritten: scheme, `www.`, case, a last `/` or `#`.
pub(super) fn bare(uri: &str) -> String {
    let lower = uri.trim().to_ascii_lowercase();
    let rest = lower.strip_prefix("http://").or_else(|| lower.strip_prefix("https://")).unwrap_or(&lower);
    rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches(['/', '#']).to_owned()
}

/// Judges every namespace of a document, once each.
pub(super) fn judge(root: Node<'_, '_>, kind: Kind, context: &mut Context<'_>) {
    let text = context.text;
    let mut prefixes: HashSet<(Option<&str>, &str)> = HashSet::new();
    let (mut spelt, mut used): (HashSet<&str>, HashSet<&str>) = (HashSet::new(), HashSet::new());
    // What is declared at the start shows what the author means, used or not.
    let declared = root.document().root_namespaces().map(|(prefix, uri)| (root, prefix, uri, false));
    let elements = root.document().fresh().filter_map(|node| {
        let uri = node.tag_name().namespace().filter(|uri| !uri.is_empty())?;
        Some((node, written_prefix(text, node), uri, true))
    });
    for (node, written, uri, is_used) in declared.filter(|(_, _, uri, _)| !uri.is_empty()).chain(elements) {
        if prefixes.insert((written, uri)) {
            prefix(node, written, uri, context);
        }
        if spelt.insert(uri) {
            misspelt(node, uri, spelt.len() <= MENDED_MAX, context);
        }
        if is_used && used.insert(uri) {
            unknown(node, uri, context);
        }
    }
    if kind == Kind::Atom && written_prefix(text, root).is_some() {
        let message = format!("`{}` has a prefix, which some readers do not expect", context.written_name(root));
        let help = "declare Atom's namespace without a prefix: `<feed xmlns=\"http://www.w3.org/2005/Atom\">`";
        context.say_of(&rules::ATOM_PREFIXED, root, message, help);
    }
}

/// The prefix that an element is written with.
fn written_prefix<'t>(text: &'t str, node: Node<'_, '_>) -> Option<&'t str> {
    let rest = text.get(node.range().start + 1..)?;
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | ':'))?;
    rest[end..].starts_with(':').then(|| &rest[..end])
}

fn is_known(uri: &str) -> bool {
    prefix_of(uri).is_some() || RSS_ADDRESSES.contains(&uri)
}

fn unknown(node: Node<'_, '_>, uri: &str, context: &mut Context<'_>) {
    let is_elsewhere = ELSEWHERE.iter().any(|(_, known)| *known == uri);
    if is_known(uri) || is_elsewhere || meant(uri).is_some() || uri == WIKI_OLD {
        return;
    }
    let shown = uri.escape_debug();
    if let Some((prefix, _)) = NOT_JUDGED.iter().find(|(_, known)| *known == uri) {
        let message = format!("what is in the namespace `{shown}` (`{prefix}`) is not judged");
        context.say_of(&rules::NAMESPACE_NOT_JUDGED, node, message, "compare it with its own specification");
    } else if !is_root_of_feed(node) {
        let message = format!("the namespace `{shown}` is not known, so what is in it is not judged");
        context.say_of(&NAMESPACE_UNKNOWN, node, message, "");
    }
}

/// Whether an element is the first, about which [`crate::check::schema::vocabulary::kind`] speaks.
fn is_root_of_feed(node: Node<'_, '_>) -> bool {
    node.parent_element().is_none()
}

fn misspelt(node: Node<'_, '_>, uri: &str, is_mended: bool, context: &mut Context<'_>) {
    if uri == WIKI_OLD {
        let message = format!("`{uri}` is the wiki module's former address");
        context.say_of(&rules::WIKI_NAMESPACE_OBSOLETE, node, message, &format!("write `{WIKI}`"));
        return;
    }
    let Some((prefix, right)) = meant(uri).filter(|_| !is_known(uri)) else { return };
    if right == ATOM && is_root_of_feed(node) && node.tag_name().namespace() == Some(uri) {
        return;
    }
    context.mend(if is_mended { readdressed(node, uri, right, context) } else { Vec::new() });
    let (shown, help) = (uri.escape_debug(), format!("write `xmlns:{prefix}=\"{right}\"`"));
    if right == MEDIA {
        let message = format!("`{shown}` is not quite the namespace of Media RSS");
        context.say_of(&rules::MEDIA_NAMESPACE_WRONG, node, message, &help);
    } else {
        let message =
            format!("`{shown}` is not quite the namespace of `{prefix}`, and readers pass over what is in it");
        context.say_of(&rules::NAMESPACE_MISSPELT, node, message, &help);
    }
}

/// What puts another address in the place of one, wherever a document declares it.
pub(super) fn readdressed(node: Node<'_, '_>, old: &str, new: &str, context: &Context<'_>) -> Vec<Edit> {
    if !context.may_mend() {
        return Vec::new();
    }
    let mut edits = Vec::new();
    for node in node.document().descendants().filter(Node::is_element) {
        edits.extend(
            declarations(node, context)
                .into_iter()
                .filter(|(_, value, _)| *value == old)
                .map(|(_, _, span)| Edit { span, text: xml_escaped(new) }),
        );
    }
    edits
}

/// What takes a declaration without a prefix out of an element.
pub(in crate::check) fn undeclared(node: Node<'_, '_>, context: &Context<'_>) -> Vec<Edit> {
    let declared = declarations(node, context).into_iter().find(|(name, ..)| *name == "xmlns");
    let edit = declared.map(|(name, _, value)| {
        let text = context.text;
        let start = name.as_ptr() as usize - text.as_ptr() as usize;
        let start = text[..start].trim_end().len();
        Edit { span: Span::new(start, value.end + 1), text: String::new() }
    });
    edit.into_iter().collect()
}

fn prefix(node: Node<'_, '_>, written: Option<&str>, uri: &str, context: &mut Context<'_>) {
    let Some(written) = written.filter(|written| *written != "xml") else { return };
    let listed = || KNOWN.iter().chain(NOT_JUDGED).chain(ELSEWHERE).chain(ALSO_USUAL);
    if listed().any(|(prefix, known)| *prefix == written && *known == uri) {
        return;
    }
    if let Some((_, usual)) = listed().find(|(prefix, _)| *prefix == written)
        // A misspelt address is reported as such.
        && meant(uri).is_none_or(|(prefix, _)| prefix != written)
        && written.len() > 1
    {
        let message = format!("the prefix `{written}` usually stands for `{usual}`");
        let help = match listed().find(|(_, known)| *known == uri) {
            Some((prefix, _)) => format!("write `xmlns:{prefix}=\"{uri}\"`"),
            None => "choose another prefix".to_owned(),
        };
        context.say_of(&rules::PREFIX_MISLEADING, node, message, &help);
        return;
    }
    if let Some((usual, _)) = listed().find(|(_, known)| *known == uri) {
        let message = format!("the prefix `{}` is not the usual one of `{uri}`", written.escape_debug());
        context.say_of(&rules::PREFIX_UNUSUAL, node, message, &format!("write `xmlns:{usual}=\"{uri}\"`"));
    }
}
