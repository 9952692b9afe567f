//! Signs that XML does not have, and what is meant by them: control characters, a bare `&`, the entities of HTML.

use std::collections::HashSet;

use crate::check::content::named;
use crate::check::fix::Edit;
use crate::check::prologue;
use crate::diagnostic::Span;

/// The longest name of an entity that is looked at, in bytes.
const NAME_MAX: usize = 64;

/// What puts every such sign of a document right, in the order of their places. What is not well formed in another way
/// ends the search, as it ends the reading.
pub(super) fn edits(text: &str) -> Vec<Edit> {
    let mut edits = references(text);
    let illegal = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    let characters = text.match_indices(illegal);
    edits.extend(characters.map(|(at, c)| Edit { span: Span::new(at, at + c.len()), text: String::new() }));
    edits.sort();
    // A control character within a reference belongs to what is mended there.
    edits.dedup_by(|next, edit| next.span.start < edit.span.end);
    edits
}

/// A reference that a text begins with, if it stands for a character that XML does not allow: `&#7;`.
pub(super) fn illegal_reference(text: &str) -> Option<&str> {
    let (length, new) = reference(text.strip_prefix('&').map(|_| text)?, &HashSet::new())?;
    new.is_empty().then(|| &text[..length])
}

fn references(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let doctype = prologue::doctype(text);
    let declared: HashSet<&str> = declared(doctype.map_or("", |span| &text[span.start..span.end]));
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['<', '&'])) {
        at += found;
        let rest = &text[at..];
        let close = match rest {
            _ if rest.starts_with('&') => {
                edits.extend(
                    reference(rest, &declared)
                        .map(|(length, new)| Edit { span: Span::new(at, at + length), text: new }),
                );
                at += 1;
                continue;
            }
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<![CDATA[") => "]]>",
            _ if rest.starts_with("<?") => "?>",
            _ if doctype.is_some_and(|span| span.start == at) => {
                at = doctype.map_or(at + 1, |span| span.end);
                continue;
            }
            _ => {
                at += 1;
                continue;
            }
        };
        match rest.find(close) {
            Some(end) => at += end + close.len(),
            None => break,
        }
    }
    edits
}

/// The entities that a document type declares itself.
fn declared(doctype: &str) -> HashSet<&str> {
    let after = doctype.split("<!ENTITY").skip(1);
    after.filter_map(|rest| rest.split_whitespace().next()).collect()
}

/// The length of what stands in the place of a reference, and what is meant; `None` when nothing is wrong with it, or
/// nobody can tell what is meant.
fn reference(rest: &str, declared: &HashSet<&str>) -> Option<(usize, String)> {
    let bare = Some((1, "&amp;".to_owned()));
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':');
    let after = &rest[1..];
    let number = after.strip_prefix('#');
    let length = number.unwrap_or(after).bytes().take(NAME_MAX).take_while(|byte| is_name(*byte)).count();
    let (name, behind) = number.unwrap_or(after).split_at(length);
    if length == NAME_MAX || behind.starts_with(|c: char| !c.is_ascii()) && length == 0 {
        return bare.filter(|_| length < NAME_MAX);
    }
    let is_closed = behind.starts_with(';');
    if number.is_some() {
        let code = match name.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => name.parse(),
        };
        return match code {
            Ok(code) if is_closed => (!is_character(code)).then(|| (length + 3, String::new())),
            // What begins a number and does not end may be meant as one.
            Ok(_) => None,
            Err(_) => bare,
        };
    }
    let is_predefined = matches!(name, "amp" | "lt" | "gt" | "quot" | "apos");
    if !is_closed {
        // `&nbsp` without its end is read as the character by some, and not by others.
        let is_unsure = (is_predefined || named(name).is_some()) && !behind.starts_with('=');
        return bare.filter(|_| !is_unsure);
    }
    if name.is_empty() || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return bare;
    }
    if is_predefined || declared.contains(name) {
        return None;
    }
    let numbers = named(name)?.chars().map(|c| format!("&#{};", u32::from(c))).collect();
    Some((length + 2, numbers))
}

/// Whether XML allows a character (XML 1.0, section 2.2).
fn is_character(code: u32) -> bool {
    let is_control = code < 0x20 && !matches!(code, 0x9 | 0xa | 0xd);
    char::from_u32(code).is_some() && !is_control && !matches!(code, 0xfffe | 0xffff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fix;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(fix::apply(text, &edits(text)), expected);
    }

    #[test]
    fn what_xml_does_not_have_is_written_as_it_has_it() {
        check("AT&T, Q & A, a=1&b=2&copy=3", "AT&amp;T, Q &amp; A, a=1&amp;b=2&amp;copy=3");
        check("&nbsp;&eacute;&NotEqualTilde;", "&#160;&#233;&#8770;&#824;");
        check("a\u{1}b&#x1;c&#0;d&#xFFFF;", "abcd");
        check("<a href='?a&b'/>", "<a href='?a&amp;b'/>");
        check("&;&#;&é", "&amp;;&amp;#;&amp;é");
    }

    #[test]
    fn what_is_right_or_not_certain_stays() {
        for text in ["&amp;&#233;&#xe9;", "&copy 2025", "&#65 ", "&nosuchname;"] {
            check(text, text);
        }
        check("<!-- & --><![CDATA[&nbsp;\u{2}]]><?x & ?>", "<!-- & --><![CDATA[&nbsp;]]><?x & ?>");
        check(
            "<!DOCTYPE a [<!ENTITY nbsp 'x'>]><a>&nbsp;&uuml;</a>",
            "<!DOCTYPE a [<!ENTITY nbsp 'x'>]><a>&nbsp;&#252;</a>",
        );
    }
}
