//! Mends what is commonly wrong with other producers' XML, so that more of a feed can be read.

use std::borrow::Cow;

use crate::html;

/// How far into a file its XML declaration is looked for.
const HEAD: usize = 4 * 1024;
/// The longest name of an entity that HTML knows has 31 characters.
const NAME_MAX: usize = 32;

/// The text without what stands before the document, without characters that XML forbids, and with each `&` a
/// reference: HTML's entities as their characters, any other `&` as itself.
pub(super) fn repaired(text: &str) -> String {
    let mut rest = begun(text);
    // What entities of its own mean, the document says.
    let has_own = rest.contains("<!ENTITY");
    let mut out = String::with_capacity(rest.len() + 64);
    while let Some(at) = rest.find(['<', '&']) {
        push_legal(&mut out, &rest[..at]);
        rest = &rest[at..];
        let length = match closed_by(rest) {
            Some(end) => rest.find(end).map_or(rest.len(), |at| at + end.len()),
            None if rest.starts_with('<') => 1,
            None => {
                let (length, meant) = reference(rest, has_own);
                out.push_str(&meant);
                rest = &rest[length..];
                continue;
            }
        };
        push_legal(&mut out, &rest[..length]);
        rest = &rest[length..];
    }
    push_legal(&mut out, rest);
    out
}

/// The document from where it begins: warnings of a server, and blank lines, stand before many.
fn begun(text: &str) -> &str {
    let head = &text[..text.floor_char_boundary(HEAD.min(text.len()))];
    let is_first = |at: &usize| !["<rss", "<feed", ":RDF"].iter().any(|root| head[..*at].contains(root));
    let start = head.find("<?xml").filter(is_first).or_else(|| head.find('<')).unwrap_or(0);
    &text[start..]
}

/// What ends a part of a document in which `&` is but a character.
fn closed_by(rest: &str) -> Option<&'static str> {
    [("<![CDATA[", "]]>"), ("<!--", "-->"), ("<?", "?>")]
        .into_iter()
        .find(|(open, _)| rest.starts_with(open))
        .map(|(_, end)| end)
}

/// The length of what begins with `&`, and what it is to be.
fn reference(rest: &str, has_own: bool) -> (usize, Cow<'_, str>) {
    let amp = (1, Cow::Borrowed("&amp;"));
    let inner = &rest[1..];
    let Some(end) = inner.bytes().take(NAME_MAX + 1).position(|byte| byte == b';') else { return amp };
    let (name, length) = (&inner[..end], end + 2);
    let whole = Cow::Borrowed(&rest[..length]);
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        };
        return match code {
            Some(code) if char::from_u32(code).is_some_and(is_legal) => (length, format!("&#{code};").into()),
            Some(_) => (length, " ".into()),
            None => amp,
        };
    }
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return amp;
    }
    if has_own || matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") {
        return (length, whole);
    }
    let read = html::plain_text(&format!("x{whole}x"));
    match read.strip_prefix('x').and_then(|read| read.strip_suffix('x')) {
        Some(meant) if meant.chars().count() <= 2 => (length, html::escape(meant).into()),
        _ => amp,
    }
}

fn is_legal(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn push_legal(out: &mut String, text: &str) {
    if text.chars().all(is_legal) {
        out.push_str(text);
    } else {
        out.extend(text.chars().map(|c| if is_legal(c) { c } else { ' ' }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(repaired(text), expected, "{text}");
    }

    #[test]
    fn entities_of_html_become_characters() {
        check("<a>caf&eacute;&nbsp;&hellip; &amp; &lt;</a>", "<a>café\u{a0}… &amp; &lt;</a>");
        check(
            "<a b='?x=1&y=2'>R&D, AT&T; &unknown; &</a>",
            "<a b='?x=1&amp;y=2'>R&amp;D, AT&amp;T; &amp;unknown; &amp;</a>",
        );
        check("<!DOCTYPE a [<!ENTITY me 'x'>]><a>&me;</a>", "<!DOCTYPE a [<!ENTITY me 'x'>]><a>&me;</a>");
    }

    #[test]
    fn what_xml_forbids_becomes_blank() {
        check("<a>\u{b}&#11;&#x1F600;&#zz;</a>", "<a>  &#128512;&amp;#zz;</a>");
    }

    #[test]
    fn cdata_and_comments_stay() {
        check("<a><![CDATA[x && y&nbsp;\u{1}]]><!-- & --></a>", "<a><![CDATA[x && y&nbsp; ]]><!-- & --></a>");
        check("<a><![CDATA[x &", "<a><![CDATA[x &");
    }

    #[test]
    fn what_stands_before_the_document_goes() {
        check("\n <?xml version='1.0'?><a/>", "<?xml version='1.0'?><a/>");
        check("Warning: <b>x</b>\n<?xml version='1.0'?><a/>", "<?xml version='1.0'?><a/>");
        check("\u{feff} <a/>", "<a/>");
        check("no markup", "no markup");
    }
}
