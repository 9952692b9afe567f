//! RSS from 0.90 to 2.0, and Atom from 0.3 to 1.0.
//!
//! Namespaces are taken as producers write them: what stands in an item in the item's own namespace is the format's,
//! whatever that namespace is called.

use crate::check::reading::{Document, Node};

use crate::check::{Kind, reading};
use crate::html;
use crate::model::Url;
use crate::subscriber::links::absolute;
use crate::subscriber::repair::repaired;
use crate::subscriber::{Body, Dates, Entry, IdFrom, NotAFeed, Seen, folded};

const XML: &str = "http://www.w3.org/XML/1998/namespace";

const RELATIONS: &str = "http://www.iana.org/assignments/relation/";

/// The vocabularies that say something of an entry, by their addresses and usual prefixes.
const VOCABULARIES: [(Of, &str, &str); 7] = [
    (Of::Atom, "http://www.w3.org/2005/Atom", "atom"),
    (Of::Content, "http://purl.org/rss/1.0/modules/content/", "content"),
    (Of::Dublin, "http://purl.org/dc/elements/1.1/", "dc"),
    (Of::Terms, "http://purl.org/dc/terms/", "dcterms"),
    (Of::FeedBurner, "http://rssnamespace.org/feedburner/ext/1.0", "feedburner"),
    (Of::Rdf, "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"),
    (Of::Xhtml, "http://www.w3.org/1999/xhtml", "xhtml"),
];

/// Which vocabulary an element belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Core,
    Atom,
    Content,
    Dublin,
    Terms,
    FeedBurner,
    Rdf,
    Xhtml,
    Other,
}

pub(super) fn read(text: &str) -> Result<Seen, NotAFeed> {
    let first = reading::with_xml(text, feed);
    let mut seen = first.value;
    let mut is_whole = first.is_whole;
    if first.fault.is_some() {
        let again = reading::with_xml(&repaired(text), feed);
        if number(&again.value) >= number(&seen) && again.value.is_some() {
            (seen, is_whole) = (again.value, again.is_whole);
        }
    }
    let fault = first.fault.map(|fault| fault.locate("", text));
    match seen {
        Some(Ok(seen)) => Ok(Seen { fault, is_whole, ..seen }),
        Some(Err(why)) => Err(why),
        None => Err(NotAFeed("it is neither XML nor JSON".to_owned())),
    }
}

fn number(read: &Option<Result<Seen, NotAFeed>>) -> usize {
    read.as_ref().and_then(|read| read.as_ref().ok()).map_or(0, |seen| seen.entries.len())
}

fn feed(document: &Document<'_>) -> Result<Seen, NotAFeed> {
    let root = document.root_element();
    let name = root.tag_name().name();
    let kind = match name {
        "rss" | "channel" => Kind::Rss,
        "RDF" => Kind::Rdf,
        "feed" | "entry" => Kind::Atom,
        _ if name.eq_ignore_ascii_case("html") => return Err(NotAFeed("it is an HTML page".to_owned())),
        _ => return Err(NotAFeed(format!("it is XML, but no feed: its first element is `{}`", name.escape_debug()))),
    };
    let channel = elements(root).find(|node| node.tag_name().name() == "channel").unwrap_or(root);
    let mut seen = head(channel, kind);
    if seen.language.is_none() {
        seen.language = root.attribute((XML, "lang")).map(str::to_owned);
    }
    let dates = Dates::in_language(seen.language.as_deref());
    let is_entry = |node: &Node<'_, '_>| matches!(node.tag_name().name(), "item" | "entry");
    let home = seen.home.clone();
    let read = |node| match kind {
        Kind::Atom => atom_entry(node, home.as_deref(), &dates),
        _ => item(node, home.as_deref(), &dates),
    };
    seen.entries = match name {
        "entry" => vec![read(root)],
        // RSS 1.0 has its items beside the channel.
        _ if channel != root => elements(channel).chain(elements(root)).filter(is_entry).map(read).collect(),
        _ => elements(root).filter(is_entry).map(read).collect(),
    };
    Ok(seen)
}

/// What a feed says of itself.
fn head(channel: Node<'_, '_>, kind: Kind) -> Seen {
    let (mut title, mut language, mut home) = (String::new(), None, None);
    for node in elements(channel) {
        match of(node, channel) {
            (Of::Core, "title") if title.is_empty() => {
                title = if kind == Kind::Atom { atom_title(node) } else { rss_title(node) }
            }
            (Of::Core | Of::Dublin, "language") => language = language.or_else(|| text(node)),
            (Of::Core, "link") if kind == Kind::Atom => home = home.or_else(|| alternate(node, None)),
            (Of::Core, "link") => home = home.or_else(|| text(node)),
            _ => {}
        }
    }
    let language = language.or_else(|| channel.attribute((XML, "lang")).map(str::to_owned));
    Seen { kind, title, language, home, entries: Vec::new(), fault: None, is_whole: true }
}

fn item(item: Node<'_, '_>, home: Option<&str>, dates: &Dates) -> Entry {
    let mut entry = Entry::default();
    let (mut guid, mut link, mut other_link, mut real_link) = (None, None, None, None);
    let (mut published, mut updated) = (None, None);
    let (mut description, mut encoded) = (None, None);
    for node in elements(item) {
        match of(node, item) {
            (Of::Core, "title") if entry.title.is_empty() => entry.title = rss_title(node),
            (Of::Core, "guid") if guid.is_none() => {
                let is_address = node.attribute("isPermaLink").is_none_or(|said| said.trim() != "false");
                guid = text(node).map(|id| (id, is_address));
            }
            (Of::Core, "link") => link = link.or_else(|| text(node)),
            (Of::Atom, "link") => other_link = other_link.or_else(|| alternate(node, home)),
            (Of::Core, "enclosure") => entry.attachments.extend(node.attribute("url").map(|url| url.trim().to_owned())),
            (Of::FeedBurner, "origLink") => real_link = real_link.or_else(|| text(node)),
            (Of::Core, "pubDate") | (Of::Dublin, "date") | (Of::Atom, "published") => {
                published = published.or_else(|| text(node))
            }
            (Of::Terms, "issued" | "created") => published = published.or_else(|| text(node)),
            (Of::Atom, "updated") | (Of::Terms, "modified") => updated = updated.or_else(|| text(node)),
            (Of::Core, "description") => description = description.or_else(|| Body::html(inner(node))),
            (Of::Content, "encoded") | (Of::Xhtml, "body" | "div") => {
                encoded = encoded.or_else(|| Body::html(inner(node)))
            }
            _ => {}
        }
    }
    let about = attribute(item, Of::Rdf, "about").map(str::trim).filter(|about| !about.is_empty());
    let permalink =
        guid.as_ref().filter(|(id, is_address)| *is_address && Url::begins_as_web(id)).map(|(id, _)| id.clone());
    // Without an id, readers take the link as it is written, wherever it leads.
    if let Some(id) = guid.map(|(id, _)| id).or_else(|| about.map(str::to_owned)) {
        entry.id = id;
    } else if let Some(link) = &link {
        (entry.id, entry.id_from) = (link.clone(), IdFrom::Link);
    }
    entry.is_permalink = permalink.is_some() || (entry.id_from == IdFrom::Link && real_link.is_none());
    entry.link = real_link.or(link).or(permalink).or(other_link).map(|link| absolute(&link, home));
    let date = published.as_deref();
    entry.published = date.and_then(|date| dates.read(date));
    entry.updated = updated.and_then(|date| dates.read(&date));
    entry.summary = description.clone().filter(|_| encoded.is_some());
    entry.content = encoded.or(description);
    entry.identify(date.unwrap_or_default());
    entry
}

fn atom_entry(node: Node<'_, '_>, home: Option<&str>, dates: &Dates) -> Entry {
    let mut entry = Entry::default();
    let (mut published, mut updated) = (None, None);
    for child in elements(node) {
        match of(child, node) {
            (Of::Core, "id") if entry.id.is_empty() => entry.id = text(child).unwrap_or_default(),
            (Of::Core, "title") if entry.title.is_empty() => entry.title = atom_title(child),
            (Of::Core, "link") if child.attribute("rel") == Some("enclosure") => {
                entry.attachments.extend(child.attribute("href").map(|url| url.trim().to_owned()));
            }
            (Of::Core, "link") => entry.link = entry.link.take().or_else(|| alternate(child, home)),
            // Atom 0.3 had other names.
            (Of::Core, "published" | "issued" | "created") => published = published.or_else(|| text(child)),
            (Of::Core, "updated" | "modified") => updated = updated.or_else(|| text(child)),
            (Of::Core, "content") => entry.content = entry.content.take().or_else(|| construct(child)),
            (Of::Core, "summary") => entry.summary = entry.summary.take().or_else(|| construct(child)),
            (Of::FeedBurner, "origLink") => entry.link = text(child).or(entry.link),
            _ => {}
        }
    }
    entry.published = published.as_deref().and_then(|date| dates.read(date));
    entry.updated = updated.as_deref().and_then(|date| dates.read(date));
    entry.identify(published.or(updated).as_deref().unwrap_or_default());
    entry.is_permalink = entry.link.as_deref() == Some(entry.id.as_str());
    entry
}

/// The address of a link to the page that an entry or a feed belongs to.
fn alternate(link: Node<'_, '_>, home: Option<&str>) -> Option<String> {
    // A relation's name and its address are one (RFC 4287, section 4.2.7.2).
    let is_alternate = |rel: &str| rel.trim().strip_prefix(RELATIONS).unwrap_or(rel.trim()) == "alternate";
    let is_alternate = link.attribute("rel").is_none_or(is_alternate);
    let href = link.attribute("href").map(str::trim).filter(|href| is_alternate && !href.is_empty())?;
    let bases: Vec<&str> = link.ancestors().filter_map(|node| node.attribute((XML, "base"))).collect();
    let base = bases.iter().rev().fold(home.map(str::to_owned), |base, next| Some(absolute(next, base.as_deref())));
    Some(absolute(href, base.as_deref()))
}

/// An Atom text construct (RFC 4287, section 3.1), or Atom 0.3's forerunner; `None` for what is no text.
fn construct(node: Node<'_, '_>) -> Option<Body> {
    let kind = node.attribute("type").map(|kind| kind.trim().to_ascii_lowercase()).unwrap_or_default();
    let is_html = kind.contains("html") || elements(node).next().is_some();
    match kind.as_str() {
        "" | "text" | "text/plain" if !is_html => Body::plain(inner(node)),
        _ if is_html => Body::html(inner(node)),
        _ => None,
    }
}

fn atom_title(node: Node<'_, '_>) -> String {
    construct(node).map(|body| body.text()).unwrap_or_default()
}

/// RSS does not say whether a title is HTML: it is taken for HTML where it looks like it.
fn rss_title(node: Node<'_, '_>) -> String {
    let title = inner(node);
    let has_entity = || title.split('&').skip(1).any(is_entity);
    if title.contains("</") || has_entity() { folded(&html::plain_text(&title)) } else { folded(&title) }
}

/// Whether what follows an `&` makes it an entity.
fn is_entity(rest: &str) -> bool {
    let rest = rest.strip_prefix('#').unwrap_or(rest);
    let length = rest.bytes().take(32).position(|byte| !byte.is_ascii_alphanumeric());
    length.is_some_and(|length| length > 0 && rest[length..].starts_with(';'))
}

fn elements<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(Node::is_element)
}

/// The text of an element without white space around it; `None` where it is blank.
fn text(node: Node<'_, '_>) -> Option<String> {
    let text: String = node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// What stands in an element: its text, or its source where it has elements.
fn inner(node: Node<'_, '_>) -> String {
    if elements(node).next().is_none() {
        return node.children().filter(Node::is_text).filter_map(|node| node.text()).collect();
    }
    let (Some(first), Some(last)) = (node.first_child(), node.last_child()) else { return String::new() };
    let source = node.document().input_text().get(first.range().start..last.range().end);
    source.unwrap_or_default().to_owned()
}

/// The vocabulary and the name of an element in another one, an item say.
fn of<'a>(node: Node<'a, '_>, within: Node<'_, '_>) -> (Of, &'a str) {
    let (name, namespace) = (node.tag_name().name(), node.tag_name().namespace());
    if namespace != within.tag_name().namespace() && namespace.is_some() {
        return (vocabulary(namespace.unwrap_or_default()), name);
    }
    // A prefix that is not declared was made a part of the name.
    let by_prefix = |prefix: &str| VOCABULARIES.iter().find(|(_, _, usual)| *usual == prefix).map(|(of, ..)| *of);
    match name.split_once('_') {
        Some((prefix, rest)) => by_prefix(prefix).map_or((Of::Core, name), |of| (of, rest)),
        None => (Of::Core, name),
    }
}

fn vocabulary(address: &str) -> Of {
    let same = |known: &str| known.trim_end_matches(['/', '#']) == address.trim_end_matches(['/', '#']);
    VOCABULARIES.iter().find(|(_, known, _)| same(known)).map_or(Of::Other, |(of, ..)| *of)
}

fn attribute<'a>(node: Node<'a, '_>, of: Of, name: &str) -> Option<&'a str> {
    let is_it = |namespace: Option<&str>| namespace.is_some_and(|address| vocabulary(address) == of);
    node.attributes().find(|one| one.name() == name && is_it(one.namespace())).map(|one| one.value())
}
