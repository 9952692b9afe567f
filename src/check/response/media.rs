//! The header `Content-Type`: the right type, and a charset that does not lie (RFC 7303 for XML).

use crate::check::Kind;
use crate::check::encodings::Decoder;
use crate::check::response::Report;
use crate::check::response::headers::MediaType;
use crate::check::rules::http as rules;
use crate::check::values::shown;

const HEADER: &str = "content-type";
/// Types that say nothing of what is sent.
const GENERIC: &[&str] = &["text/plain", "application/octet-stream", "binary/octet-stream", "application/unknown"];
/// Types of XML that any format may be sent as.
const XML: &[&str] = &["application/xml", "text/xml"];

/// Judges the media type.
pub(super) fn judge(report: &mut Report<'_>) {
    let right = right(report.kind);
    let help = format!("send `Content-Type: {}`", right.map_or("application/xml", |(name, _)| name));
    let Some(value) = report.headers().get(HEADER).filter(|value| !value.is_empty()) else {
        return report.say(&rules::TYPE_MISSING, HEADER, "the server does not say what it sends", &help);
    };
    let media = MediaType::read(value);
    if GENERIC.contains(&media.essence.as_str()) {
        let message = format!("it is sent as `{}`, which can be anything", shown(&media.essence));
        report.say(&rules::TYPE_GENERIC, HEADER, message, &help);
    } else if let Some((_, family)) = right {
        of_format(&media, family, report, &help);
    }
    charset(&media, report);
}

/// The type of a format's own, and all types that it is known by.
fn right(kind: Kind) -> Option<(&'static str, &'static [&'static str])> {
    match kind {
        Kind::Rss => Some(("application/rss+xml; charset=utf-8", &["application/rss+xml"])),
        Kind::Atom => Some(("application/atom+xml; charset=utf-8", &["application/atom+xml"])),
        Kind::Rdf => Some(("application/rdf+xml; charset=utf-8", &["application/rdf+xml", "application/rss+xml"])),
        Kind::Json => Some(("application/feed+json", &["application/feed+json", "application/json"])),
        Kind::Opml => Some(("text/x-opml; charset=utf-8", &["text/x-opml", "application/opml+xml", "text/opml"])),
        Kind::Unknown => None,
    }
}

fn of_format(media: &MediaType, family: &[&str], report: &mut Report<'_>, help: &str) {
    let essence = media.essence.as_str();
    let is_json = report.kind == Kind::Json;
    if family.contains(&essence) || (!is_json && XML.contains(&essence)) {
        return;
    }
    let title = report.kind.title();
    // What ends so is XML or JSON to whoever does not know it (RFC 6839), so readers parse it.
    let is_near = if is_json { essence.ends_with("json") } else { essence.ends_with("xml") };
    if is_near && essence != "application/xhtml+xml" {
        let message = format!("it is {title}, and is sent as `{}`", shown(essence));
        return report.say(&rules::TYPE_OF_OTHER, HEADER, message, help);
    }
    let message = format!("it is {title}, and is sent as `{}`: readers may refuse it", shown(essence));
    report.say(&rules::TYPE_WRONG, HEADER, message, help);
}

/// For XML, the parameter counts more than the declaration, and less than a byte order mark (RFC 7303, section 3).
fn charset(media: &MediaType, report: &mut Report<'_>) {
    if report.kind == Kind::Unknown {
        return;
    }
    let Some(charset) = &media.charset else {
        if media.essence.starts_with("text/") && media.essence.ends_with("xml") && report.kind != Kind::Json {
            let message = format!("`{}` is sent without a charset", shown(&media.essence));
            let help = format!("send `Content-Type: {}; charset=utf-8`, or `application/xml`", media.essence);
            report.say(&rules::CHARSET_MISSING, HEADER, message, &help);
        }
        return;
    };
    let Some(named) = Decoder::named(charset) else {
        let message = format!("there is no charset `{}`", shown(charset));
        return report.say(&rules::CHARSET_UNKNOWN, HEADER, message, "send `charset=utf-8`");
    };
    let Some(encoding) = report.facts.encoding else { return };
    // A name for either order of bytes is right for both.
    let agree = named == encoding || (named.name().starts_with("UTF-16") && encoding.name().starts_with("UTF-16"));
    if !agree {
        let message = format!("the server says `charset={}`, and the feed is {}", shown(charset), encoding.name());
        let help = format!("send `charset={}`, or no charset at all", encoding.name().to_ascii_lowercase());
        report.say(&rules::CHARSET_CONTRADICTS, HEADER, message, &help);
    }
}
