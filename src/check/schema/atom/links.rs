//! Links (RFC 4287, section 4.2.7).

use std::collections::HashMap;

use crate::check::tree::Node;

use crate::check::context::{Context, Subject};
use crate::check::rules::atom as rules;
use crate::check::schema::atom::{attribute_subject, children};
use crate::check::values::addresses::{full_iri, iri, iri_sound, is_absolute};
use crate::check::values::numbers::{non_negative, whole_value};
use crate::check::values::{enclosures, shown};

/// Where IANA's names for relations begin when they are written as addresses.
const IANA: &str = "http://www.iana.org/assignments/relation/";

/// Relations that IANA has registered (<https://www.iana.org/assignments/link-relations>).
const REGISTERED: &str = "\
    about acl alternate amphtml api-catalog appendix apple-touch-icon apple-touch-startup-image archives author \
    blocked-by bookmark c2pa-manifest canonical chapter cite-as collection compression-dictionary contents convertedfrom \
    copyright create-form current deprecation describedby describes disclosure dns-prefetch duplicate edit edit-form \
    edit-media enclosure external first geofeed glossary help hosts hub ice-server icon index intervalafter \
    intervalbefore intervalcontains intervaldisjoint intervalduring intervalequals intervalfinishedby intervalfinishes \
    intervalin intervalmeets intervalmetby intervaloverlappedby intervaloverlaps intervalstartedby intervalstarts item \
    last latest-version license linkset lrdd manifest mask-icon me media-feed memento micropub modulepreload monitor \
    monitor-group next next-archive nofollow noopener noreferrer opener openid2.local_id openid2.provider original \
    p3pv1 payment pingback preconnect predecessor-version prefetch preload prerender prev prev-archive preview previous \
    privacy-policy profile publication rdap-active rdap-bottom rdap-down rdap-top rdap-up related replies restconf \
    ruleinput search section self service service-desc service-doc service-meta sip-trunking-capability sponsored start \
    status stylesheet subsection successor-version sunset tag terms-of-service timegate timemap type ugc up \
    version-history via webmention working-copy working-copy-of";

/// What a link is for, as far as the checks need to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rel {
    Alternate,
    Itself,
    /// A file that belongs to the entry.
    Enclosure,
    Other,
}

/// What a link is for; the name and its address mean the same.
pub(super) fn rel_of(link: Node<'_, '_>) -> Rel {
    let rel = link.attribute("rel").unwrap_or("alternate");
    match rel.strip_prefix(IANA).unwrap_or(rel) {
        "alternate" => Rel::Alternate,
        "self" => Rel::Itself,
        "enclosure" => Rel::Enclosure,
        _ => Rel::Other,
    }
}

/// No two links lead to the same representation of the same thing, and a file is of the type that it says.
pub(super) fn judge(node: Node<'_, '_>, context: &mut Context<'_>) {
    for link in children(node, "link").filter(|link| rel_of(*link) == Rel::Enclosure) {
        if let (Some(href), Some(kind)) = (link.attribute("href"), link.attribute("type")) {
            context.remark_of(link, enclosures::contradiction(href, kind));
        }
    }
    let mut seen: HashMap<(String, String), String> = HashMap::new();
    for link in children(node, "link").filter(|link| rel_of(*link) == Rel::Alternate) {
        let value = |name: &str| link.attribute(name).unwrap_or_default().trim().to_ascii_lowercase();
        let href = link.attribute("href").unwrap_or_default().trim().to_owned();
        let Some(first) = seen.insert((value("type"), value("hreflang")), href.clone()) else { continue };
        let message = if first == href {
            format!("there are two links to the page `{}`", shown(&href))
        } else {
            let (first, href) = (shown(&first), shown(&href));
            format!("`{first}` and `{href}` are both the page, with the same type and language")
        };
        let help = "keep one, or tell them apart by `type` and `hreflang`";
        context.say_of(&rules::LINK_ALTERNATE_REPEATED, link, message, help);
    }
}

/// Where a link leads. That a feed's own address is relative is a matter of its own.
pub(super) fn href(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if rel_of(subject.node) == Rel::Itself && !is_absolute(subject.value) {
        iri_sound(subject, context);
    } else {
        iri(subject, context);
    }
}

/// How long in bytes it is what a link leads to.
pub(super) fn length(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let is_nothing = whole_value(subject.value) == Some(0);
    match rel_of(subject.node) {
        Rel::Enclosure if is_nothing => context.remark(subject, enclosures::length(subject.value)),
        _ => non_negative(subject, context),
    }
}

/// What a link is for: a registered name, or an address.
pub(super) fn rel(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let value = subject.value;
    if value.trim().is_empty() {
        return;
    }
    let name = value.strip_prefix(IANA).unwrap_or(value);
    if name == value && value.contains(':') {
        return full_iri(subject, context);
    }
    if REGISTERED.split(' ').any(|known| known == name) {
        return;
    }
    let lower = name.trim().to_lowercase();
    let message = format!("the relation `{}` is not a registered one", shown(value));
    let help = if REGISTERED.split(' ').any(|known| known == lower) {
        format!("write `{lower}`")
    } else {
        "write a registered name such as `related`, or an address of your own".to_owned()
    };
    context.say(&rules::LINK_REL_UNREGISTERED, subject, message, &help);
}

/// A link says all that it says in its attributes.
pub(super) fn without_text(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if subject.value.trim().is_empty() {
        return;
    }
    let message = format!(
        "`{}` holds the text `{}`, which no reader looks at",
        context.written_name(subject.node),
        shown(subject.value)
    );
    let help = match attribute_subject(subject.node, "href") {
        None if subject.value.contains("://") => "write the address as an attribute: `href=\"https://example.com/\"`",
        _ => "take it out",
    };
    context.say(&rules::LINK_WITH_TEXT, subject, message, help);
}
