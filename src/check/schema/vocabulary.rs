//! The vocabularies that are known, and what kind of document a first element opens.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::check::tree::Node;

use crate::check::Kind;
use crate::check::context::Context;
use crate::check::fix::Edit;
use crate::check::rules::atom;
use crate::check::rules::core as rules;
use crate::check::rules::rss::{RDF_VERSION_OLD, RSS_IN_RDF, RSS_NAMESPACE_WRONG};
use crate::check::schema::namespaces::{bare, readdressed, undeclared};
use crate::check::values::shown;
use crate::diagnostic::Span;

pub(in crate::check) const ATOM: &str = "http://www.w3.org/2005/Atom";
pub(in crate::check) const XHTML: &str = "http://www.w3.org/1999/xhtml";
/// Where the addresses of Atom 0.3 and of later drafts begin; all were replaced in 2005.
const ATOM_DRAFTS: &str = "http://purl.org/atom/ns#";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const RSS_1_0: &str = "http://purl.org/rss/1.0/";
const RSS_0_90: &str = "http://channel.netscape.com/rdf/simple/0.9/";
const NETSCAPE: &str = "http://my.netscape.com/rdf/simple/0.9/";

/// Usual prefixes and addresses. Where one address has two prefixes, or one prefix two addresses, the first is the one
/// that canonical names have, or that help proposes.
pub(in crate::check) const KNOWN: &[(&str, &str)] = &[
    ("atom", ATOM),
    ("xhtml", XHTML),
    ("rdf", RDF),
    ("content", "http://purl.org/rss/1.0/modules/content/"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("slash", "http://purl.org/rss/1.0/modules/slash/"),
    ("sy", "http://purl.org/rss/1.0/modules/syndication/"),
    ("wfw", "http://wellformedweb.org/CommentAPI/"),
    ("thr", "http://purl.org/syndication/thread/1.0"),
    ("media", "http://search.yahoo.com/mrss/"),
    ("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ("podcast", "https://podcastindex.org/namespace/1.0"),
    ("podcast", "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"),
    ("googleplay", "http://www.google.com/schemas/play-podcasts/1.0"),
    ("psc", "http://podlove.org/simple-chapters"),
    ("georss", "http://www.georss.org/georss"),
    ("gml", "http://www.opengis.net/gml"),
    ("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    ("geourl", "http://geourl.org/rss/module/"),
    ("icbm", "http://postneo.com/icbm"),
    ("icbm", "http://postneo.com/icbm/"),
    ("creativeCommons", "http://backend.userland.com/creativeCommonsRssModule"),
    ("creativeCommons", "http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html"),
    ("cc", "http://web.resource.org/cc/"),
    ("cc", "http://creativecommons.org/ns#"),
    ("fh", "http://purl.org/syndication/history/1.0"),
    ("at", "http://purl.org/atompub/tombstones/1.0"),
    ("app", "http://www.w3.org/2007/app"),
    ("source", "http://source.scripting.com/"),
    ("feedburner", "http://rssnamespace.org/feedburner/ext/1.0"),
    ("admin", "http://webns.net/mvcb/"),
    ("trackback", "http://madskills.com/public/xml/rss/module/trackback/"),
    ("ev", "http://purl.org/rss/1.0/modules/event/"),
    ("blogChannel", "http://backend.userland.com/blogChannelModule"),
    ("access", "http://www.bloglines.com/about/specs/fac-1.0"),
    ("g", "http://base.google.com/ns/1.0"),
    ("webfeeds", "http://webfeeds.org/rss/1.0"),
    ("snf", "http://www.smartnews.be/snf"),
];

/// Vocabularies that are known by name, and not judged.
pub(in crate::check) const NOT_JUDGED: &[(&str, &str)] = &[
    ("activity", "http://activitystrea.ms/spec/1.0/"),
    ("ag", "http://purl.org/rss/1.0/modules/aggregation/"),
    ("annotate", "http://purl.org/rss/1.0/modules/annotate/"),
    ("apple-wallpapers", "http://www.apple.com/ilife/wallpapers"),
    ("audio", "http://media.tangent.org/rss/1.0/"),
    ("batch", "http://schemas.google.com/gdata/batch"),
    ("blogger", "http://schemas.google.com/blogger/2008"),
    ("c", "http://s.opencalais.com/1/pred/"),
    ("cf", "http://www.microsoft.com/schemas/rss/core/2005"),
    ("company", "http://purl.org/rss/1.0/modules/company"),
    ("cp", "http://my.theinfo.org/changed/1.0/rss/"),
    ("email", "http://purl.org/rss/1.0/modules/email/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("gd", "http://schemas.google.com/g/2005"),
    ("google-news", "http://www.google.com/schemas/sitemap-news/0.9"),
    ("gr", "http://www.google.com/schemas/reader/atom/"),
    ("image", "http://purl.org/rss/1.0/modules/image/"),
    ("image", "http://web.resource.org/rss/1.0/modules/image/"),
    ("indexing", "urn:atom-extension:indexing"),
    ("l", "http://purl.org/rss/1.0/modules/link/"),
    ("linkedin", "http://linkedin.com/rss/1.0/"),
    ("mn", "http://musicbrainz.org/ns/mmd-1.0#"),
    ("news", "http://www.google.com/schemas/sitemap-news/0.9"),
    ("openSearch", "http://a9.com/-/spec/opensearch/1.1/"),
    ("openSearch", "http://a9.com/-/spec/opensearchrss/1.0/"),
    ("os", "http://a9.com/-/spec/opensearch/1.1/"),
    ("pheedo", "http://www.pheedo.com/namespace/pheedo"),
    ("pingback", "http://madskills.com/public/xml/rss/module/pingback/"),
    ("poco", "http://portablecontacts.net/spec/1.0"),
    ("prism", "http://purl.org/rss/1.0/modules/prism/"),
    ("prism", "http://prismstandard.org/namespaces/1.2/basic/"),
    ("prism", "http://prismstandard.org/namespaces/basic/2.0/"),
    ("rawvoice", "http://www.rawvoice.com/rawvoiceRssModule/"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("ref", "http://purl.org/rss/1.0/modules/reference/"),
    ("reqv", "http://purl.org/rss/1.0/modules/richequiv/"),
    ("search", "http://purl.org/rss/1.0/modules/search/"),
    ("sle", "http://www.microsoft.com/schemas/rss/sle/2005"),
    ("spotify", "http://www.spotify.com/ns/rss"),
    ("ss", "http://purl.org/rss/1.0/modules/servicestatus/"),
    ("str", "http://hacks.benhammersley.com/rss/streaming/"),
    ("sub", "http://purl.org/rss/1.0/modules/subscription/"),
    ("sx", "http://feedsync.org/2007/feedsync"),
    ("sx", "http://www.microsoft.com/schemas/rss/sse"),
    ("taxo", "http://purl.org/rss/1.0/modules/taxonomy/"),
    ("turbo", "http://turbo.yandex.ru"),
    ("vcard", "http://www.w3.org/2001/vcard-rdf/3.0#"),
    ("wiki", "http://purl.org/rss/1.0/modules/wiki/"),
    ("wp", "http://wordpress.org/export/1.2/"),
    ("yandex", "http://news.yandex.ru"),
    ("yt", "http://www.youtube.com/xml/schemas/2015"),
    ("xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ("contact", "http://www.w3.org/2000/10/swap/pim/contact#"),
    ("docs", "http://schemas.google.com/docs/2007"),
    ("ical", "http://www.w3.org/2002/12/cal/ical#"),
    ("itunesu", "http://www.itunesu.com/feed"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("payload", "http://purl.org/net/rss1.1/payload#"),
    ("relevance", "http://a9.com/-/opensearch/extensions/relevance/1.0/"),
    ("xlink", "http://www.w3.org/1999/xlink"),
];

/// Languages within content, and RSS's own that was RDF: others judge them, or nobody has to.
pub(in crate::check) const ELSEWHERE: &[(&str, &str)] = &[
    ("svg", "http://www.w3.org/2000/svg"),
    ("math", "http://www.w3.org/1998/Math/MathML"),
    ("rss", RSS_1_0),
    ("rss", RSS_0_90),
    ("rss", NETSCAPE),
];

/// Addresses under which the elements of RSS itself are found by mistake: early drafts and much software had one.
pub(in crate::check) const RSS_ADDRESSES: &[&str] = &[
    "http://backend.userland.com/rss",
    "http://backend.userland.com/rss2",
    "http://backend.userland.com/RSS2",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://cyber.law.harvard.edu/rss",
    "http://cyber.law.harvard.edu/rss/rss.html",
    "http://www.rssboard.org/rss-specification",
];

static BY_ADDRESS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| KNOWN.iter().rev().map(|(prefix, uri)| (*uri, *prefix)).collect());

/// Judged vocabularies by their addresses without what is often miswritten.
static BY_BARE_ADDRESS: LazyLock<HashMap<String, (&'static str, &'static str)>> =
    LazyLock::new(|| KNOWN.iter().rev().map(|(prefix, uri)| (bare(uri), (*prefix, *uri))).collect());

/// The usual prefix of an address.
pub(in crate::check) fn prefix_of(uri: &str) -> Option<&'static str> {
    BY_ADDRESS.get(uri).copied()
}

/// The vocabulary that a misspelt address means: its prefix and its right address.
pub(in crate::check) fn meant(uri: &str) -> Option<(&'static str, &'static str)> {
    BY_BARE_ADDRESS.get(bare(uri).as_str()).copied()
}

/// The one address that a prefix stands for when nothing else is said.
pub(in crate::check) fn declared_as(prefix: &str) -> Option<&'static str> {
    // Two vocabularies have this prefix, both in use.
    const UNSURE: [&str; 1] = ["cc"];
    let known = KNOWN.iter().find(|(known, _)| *known == prefix && !UNSURE.contains(known));
    known.map(|(_, uri)| *uri)
}

/// An element's canonical name; `None` when its vocabulary is not known. A misspelt address, which is reported, counts
/// as the one that is meant, so that what it hides is found in the same run.
pub(in crate::check) fn canonical<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.canonical(|uri, name| match uri {
        // `xmlns=""` takes a namespace back.
        None | Some("") => Some(name.to_owned()),
        Some(uri) if RSS_ADDRESSES.contains(&uri) => Some(name.to_owned()),
        Some(uri) => {
            let prefix = prefix_of(uri).or_else(|| meant(uri).map(|(prefix, _)| prefix));
            prefix.map(|prefix| format!("{prefix}:{name}"))
        }
    })
}

/// Whether an element is one of Atom's, under its address or a misspelt one.
pub(in crate::check) fn is_atom(node: Node<'_, '_>) -> bool {
    let uri = node.tag_name().namespace();
    let is_meant = |uri: &str| prefix_of(uri).is_none() && meant(uri).is_some_and(|(prefix, _)| prefix == "atom");
    uri == Some(ATOM) || uri.is_some_and(is_meant)
}

/// What a first element opens.
pub(super) fn kind(root: Node<'_, '_>, context: &mut Context<'_>) -> Kind {
    match canonical(root) {
        Some("rss") => Kind::Rss,
        Some("atom:feed" | "atom:entry") => {
            if root.tag_name().namespace() != Some(ATOM) {
                wrong_namespace(root, context);
            }
            Kind::Atom
        }
        Some("rdf:RDF") => rdf(root, context),
        Some("opml") => Kind::Opml,
        None if root.tag_name().name() == "rss" => {
            let uri = root.tag_name().namespace().unwrap_or_default();
            let message = format!("`{}` is not the namespace of RSS, which has none", shown(uri));
            context.mend(undeclared(root, context));
            context.say_of(&RSS_NAMESPACE_WRONG, root, message, "take the `xmlns` out");
            Kind::Unknown
        }
        Some("feed" | "entry") => {
            let message = "this Atom document does not say that it is one".to_owned();
            let help = "write `xmlns=\"http://www.w3.org/2005/Atom\"` on its first element";
            let end = root.range().start + 1 + root.tag_name().name().len();
            let is_atom = root.children().any(|child| matches!(child.tag_name().name(), "entry" | "updated"));
            let declared = Edit { span: Span::new(end, end), text: format!(" xmlns=\"{ATOM}\"") };
            context.mend(is_atom.then_some(declared).into_iter().collect());
            context.say_of(&rules::NAMESPACE_MISSING, root, message, help);
            Kind::Unknown
        }
        _ if matches!(root.tag_name().name(), "feed" | "entry") => {
            wrong_namespace(root, context);
            Kind::Unknown
        }
        _ => {
            let message = format!("`{}` is not the first element of any feed", shown(&context.written_name(root)));
            context.say_of(
                &rules::FORMAT_UNKNOWN,
                root,
                message,
                "begin with `<rss version=\"2.0\">`, or Atom's `<feed>`",
            );
            Kind::Unknown
        }
    }
}

/// RSS in RDF: which version, by the namespace of its channel.
fn rdf(root: Node<'_, '_>, context: &mut Context<'_>) -> Kind {
    let channel = root.children().find(|child| child.is_element() && child.tag_name().name() == "channel");
    let help = "make it RSS 2.0 or Atom, which readers know better and which say more";
    match channel.and_then(|channel| channel.tag_name().namespace()) {
        Some(RSS_0_90 | NETSCAPE) => {
            let message = "this is RSS 0.90 of 1999, of which only its form is judged".to_owned();
            context.say_of(&RDF_VERSION_OLD, root, message, help);
        }
        Some(RSS_1_0) => {
            let message = "this is RSS 1.0, of which only its form is judged".to_owned();
            context.say_of(&RSS_IN_RDF, root, message, help);
        }
        _ => {
            let message = "this is RDF, and holds no channel of RSS".to_owned();
            context.say_of(&rules::FORMAT_UNKNOWN, root, message, "begin with `<rss version=\"2.0\">`");
            return Kind::Unknown;
        }
    }
    Kind::Rdf
}

/// A feed of Atom under an address that is not Atom's.
fn wrong_namespace(root: Node<'_, '_>, context: &mut Context<'_>) {
    let uri = root.tag_name().namespace().unwrap_or_default();
    let help = format!("write `xmlns=\"{ATOM}\"`");
    let (rule, message) = if uri.starts_with(ATOM_DRAFTS) {
        (&atom::NAMESPACE_OBSOLETE, "this is a draft of Atom, which few readers know today".to_owned())
    } else {
        if meant(uri).is_some_and(|(_, right)| right == ATOM) {
            context.mend(readdressed(root, uri, ATOM, context));
        }
        (&atom::NAMESPACE_WRONG, format!("`{}` is not Atom's namespace", shown(uri)))
    };
    context.say_of(rule, root, message, &help);
}
