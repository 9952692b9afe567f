//! What comes before a document's first element, and what its bytes weigh.

use crate::check::Rule;
use crate::check::context::Context;
use crate::check::fix::Edit;
use crate::check::rules::xml as rules;
use crate::check::values::shown;
use crate::diagnostic::Span;

/// Beyond this, some aggregators read no further.
const LARGE: usize = 512 * 1024;
/// Beyond this, several do, and every reader fetches it again and again.
const TOO_LARGE: usize = 1024 * 1024;

/// Judges how long a document is.
pub(super) fn size(bytes: &[u8], context: &mut Context<'_>) {
    if context.is_cut_off {
        let message = format!("this feed is so large that only its first {} are judged", in_words(bytes.len()));
        let help = "keep the newest entries in it, and put old ones into archives";
        return context.push(&rules::FEED_BEYOND_LIMITS, Span::new(0, 1), None, None, message, help);
    }
    if let Some((rule, message)) = weight(bytes.len()) {
        context.push(rule, Span::new(0, 1), None, None, message, WEIGHT_HELP);
    }
}

/// What is to be done about a document that is long.
pub(super) const WEIGHT_HELP: &str = "keep fewer entries in it, or put old ones into archives";

/// What is to be said about a document of so many bytes.
pub(super) fn weight(bytes: usize) -> Option<(&'static Rule, String)> {
    let rule = match bytes {
        0..=LARGE => return None,
        length if length <= TOO_LARGE => &rules::FEED_LARGE,
        _ => &rules::FEED_TOO_LARGE,
    };
    let kilobytes = bytes / 1024;
    Some((rule, format!("this feed has {kilobytes} KB, and every reader fetches it again and again")))
}

fn in_words(bytes: usize) -> String {
    match bytes / 1024 {
        kilobytes @ 0..1024 => format!("{kilobytes} KB"),
        kilobytes => format!("{} MB", kilobytes.div_ceil(1024)),
    }
}

/// Judges the XML declaration.
pub(super) fn judge(text: &str, context: &mut Context<'_>) {
    // The first byte order mark is none of the text.
    if text.starts_with('\u{feff}') {
        let span = Span::new(0, '\u{feff}'.len_utf8());
        context.mend(vec![Edit { span, text: String::new() }]);
        let message = "a second byte order mark stands before the XML declaration".to_owned();
        context.push(&rules::XML_BLANK_START, span, None, None, message, "let the file begin with `<?xml`");
    }
    if let Some((version, span)) = declared_version(text).filter(|(version, _)| *version != "1.0") {
        let message = format!("readers know XML 1.0 only, and this says `{}`", shown(version));
        context.mend(vec![Edit { span, text: "1.0".to_owned() }]);
        context.push(&rules::XML_VERSION_WRONG, span, None, None, message, "write `<?xml version=\"1.0\"`");
    }
}

/// What the XML declaration's `version` says, and where.
fn declared_version(text: &str) -> Option<(&str, Span)> {
    let start = text.len() - text.trim_start().len();
    let rest = text[start..].strip_prefix("<?xml")?;
    let declaration = &rest[..rest.find("?>")?];
    let value = declaration.trim_start().strip_prefix("version")?.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let version = value[1..].split(quote).next()?;
    let at = version.as_ptr() as usize - text.as_ptr() as usize;
    Some((version, Span::new(at, at + version.len())))
}

/// Where the document type stands, if there is one: from `<!DOCTYPE` to its `>`.
pub(super) fn doctype(text: &str) -> Option<Span> {
    let mut at = 0;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        let rest = &text[at..];
        let end = match rest {
            _ if rest.starts_with("<!DOCTYPE") => return Some(Span::new(at, at + doctype_length(rest))),
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            _ => return None,
        };
        at += rest.find(end)? + end.len();
    }
}

/// Where the name of the first element stands.
pub(super) fn first_name(text: &str) -> Option<Span> {
    let mut at = doctype(text).map_or(0, |span| span.end);
    loop {
        at += text.get(at..)?.find('<')?;
        let rest = &text[at..];
        let end = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            _ => {
                let length = rest[1..].find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
                return (length > 0).then(|| Span::new(at + 1, at + 1 + length));
            }
        };
        at += rest.find(end)? + end.len();
    }
}

/// The length of a document type: its own declarations stand in `[` and `]`. Only literals are in quotes, which may stand
/// in comments and other declarations as they like.
fn doctype_length(text: &str) -> usize {
    let (mut at, mut inner) = (0, false);
    while let Some(found) = text[at..].find(['>', '[', ']', '"', '\'', '<']) {
        at += found;
        let rest = &text[at..];
        let end = match rest {
            _ if rest.starts_with('>') && !inner => return at + 1,
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            _ if ["<!ELEMENT", "<!ATTLIST", "<!NOTATION"].iter().any(|name| rest.starts_with(name)) => ">",
            _ if rest.starts_with(['"', '\'']) => &rest[..1],
            _ => {
                inner = rest.starts_with('[') || inner && !rest.starts_with(']');
                at += 1;
                continue;
            }
        };
        let Some(length) = rest[1..].find(end) else { return text.len() };
        at += 1 + length + end.len();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(doctype(text).map(|span| &text[span.start..span.end]), expected);
    }

    #[test]
    fn the_document_type_is_found_behind_what_may_precede_it() {
        let doctype = "<!DOCTYPE rss [<!ENTITY a \"]>\"> <!ENTITY b 'c'>]>";
        check(&format!("<?xml version='1.0'?><!-- <!DOCTYPE no> -->\n{doctype}<rss/>"), Some(doctype));
        let doctype = "<!DOCTYPE rss [<!-- it's ]> --><!ELEMENT a (b')><?x \"?>]>";
        check(&format!("{doctype}<rss a=''/>"), Some(doctype));
        check("<rss><!DOCTYPE no></rss>", None);
        check("<!-- never closed", None);
        check("<!DOCTYPE rss", Some("<!DOCTYPE rss"));
    }

    #[test]
    fn the_version_is_read_from_the_declaration_only() {
        assert_eq!(declared_version("<?xml version = '1.1' encoding='utf-8'?>").map(|found| found.0), Some("1.1"));
        assert_eq!(declared_version("<rss version='2.0'/>"), None);
    }
}
