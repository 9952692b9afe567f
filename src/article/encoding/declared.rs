//! What a document says about its own encoding, within its first kilobyte.

use encoding_rs::{Encoding, REPLACEMENT, UTF_16BE, UTF_16LE, X_USER_DEFINED};

use crate::article::Markup;

/// Browsers look no further (HTML standard, section 13.2.3.2).
const HEAD_BYTES: usize = 1024;

/// An encoding, under the name that the document gives it.
pub(super) struct Declared {
    pub(super) label: String,
    pub(super) encoding: &'static Encoding,
}

/// The encoding that a document declares: in its XML declaration, a `<meta>`, an editor's `-*- coding: x -*-`, or under
/// the key `charset` or `encoding` at its head.
pub(super) fn encoding(bytes: &[u8], markup: Markup) -> Option<Declared> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let head: String = head
        .iter()
        .map(|byte| if byte.is_ascii() { char::from(byte.to_ascii_lowercase()) } else { '\u{fffd}' })
        .collect();
    let of_page = || (markup == Markup::Html).then(|| xml(&head).or_else(|| meta(&head))).flatten();
    of_page().or_else(|| editor(&head)).or_else(|| head.lines().find_map(key))
}

/// `<?xml version="1.0" encoding="x"?>`
fn xml(head: &str) -> Option<Declared> {
    let declaration = head.trim_start().strip_prefix("<?xml")?.split_once("?>")?.0;
    known(after_sign(declaration.split_once("encoding")?.1, "=")?)
}

/// `<meta charset=x>`, `<meta http-equiv=content-type content="text/html; charset=x">`
fn meta(head: &str) -> Option<Declared> {
    head.split("<meta").skip(1).find_map(|rest| {
        let tag = rest.split('>').next()?;
        known(after_sign(tag.split_once("charset")?.1, "=")?)
    })
}

/// `-*- coding: x -*-`
fn editor(head: &str) -> Option<Declared> {
    head.lines().take(3).find_map(|line| {
        let inside = line.split("-*-").nth(1)?;
        known(after_sign(inside.split_once("coding")?.1, ":=")?)
    })
}

/// `charset: x`, `encoding = "x"`, `"encoding": "x",`
fn key(line: &str) -> Option<Declared> {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '{' | '"' | '\''));
    let rest = ["charset", "encoding", "coding"].iter().find_map(|key| line.strip_prefix(key))?;
    let value = after_sign(rest.trim_start_matches(['"', '\'']), ":=")?;
    // A sentence may begin like this, too.
    let ends = value.trim_end().trim_end_matches([',', '"', '\'']);
    known(ends).filter(|declared| declared.label.len() == ends.trim_start_matches(['"', '\'']).len())
}

/// What stands after one of some signs, which is the first thing there.
fn after_sign<'t>(text: &'t str, signs: &str) -> Option<&'t str> {
    Some(text.trim_start().strip_prefix(|c| signs.contains(c))?.trim_start())
}

/// The encoding whose label a text starts with, quotes aside.
fn known(text: &str) -> Option<Declared> {
    let text = text.trim_start_matches(['"', '\'']);
    let is_label = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '+');
    let label = &text[..text.find(|c| !is_label(c)).unwrap_or(text.len())];
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A document in which this can be read is not in UTF-16.
    let is_none = [REPLACEMENT, UTF_16BE, UTF_16LE, X_USER_DEFINED].contains(&encoding);
    (!is_none).then(|| Declared { label: label.to_owned(), encoding })
}
