//! The events of HTML in which nothing is odd, found many times as fast as by the standard's tokenizer.
//!
//! # Why
//! Most of what a feed costs to judge is the HTML of its entries, and most of that is written by programs: names in lower
//! case, values in double quotes, no reference but the few that escaping needs. Such a text has no fault for a tokenizer
//! to find, so that its tags and texts are all there is to tell. As soon as anything else turns up, nothing is told, and
//! the standard's tokenizer reads the text instead.

use std::ops::Range;

use html5gum::emitters::callback::CallbackEvent;
use memchr::memchr;

/// An event, as places in the text.
enum Seen {
    Text(Range<usize>),
    End { name: Range<usize> },
    Start { name: Range<usize> },
    Name(Range<usize>),
    Value(Range<usize>),
    Close { is_empty: bool, place: Range<usize> },
}

/// Of longer texts, the events would take much memory together.
const BYTES_MAX: usize = 1024 * 1024;

/// Elements whose content is read by rules of its own.
const OTHER_RULES: [&[u8]; 12] = [
    b"title",
    b"textarea",
    b"style",
    b"xmp",
    b"iframe",
    b"noembed",
    b"noframes",
    b"script",
    b"noscript",
    b"plaintext",
    b"svg",
    b"math",
];

const REFERENCES: [(&[u8], u8); 4] = [(b"amp;", b'&'), (b"lt;", b'<'), (b"gt;", b'>'), (b"quot;", b'"')];

/// Tells the events of a text and their places, if nothing in it is odd; else tells nothing, and is `false`.
pub(super) fn events(html: &str, mut tell: impl FnMut(CallbackEvent<'_>, (usize, usize))) -> bool {
    let bytes = html.as_bytes();
    if bytes.len() > BYTES_MAX {
        return false;
    }
    let mut seen = Vec::with_capacity(bytes.len() / 24);
    if read(bytes, &mut seen).is_none() {
        return false;
    }
    let mut buffer = Vec::new();
    for one in seen {
        match one {
            Seen::Text(at) => {
                let value = meant(&bytes[at.clone()], &mut buffer);
                tell(CallbackEvent::String { value }, (at.start, at.end));
            }
            Seen::Value(at) => {
                let value = meant(&bytes[at.clone()], &mut buffer);
                tell(CallbackEvent::AttributeValue { value }, (at.start, at.end));
            }
            Seen::Start { name } => {
                tell(CallbackEvent::OpenStartTag { name: &bytes[name.clone()] }, (name.start - 1, name.end));
            }
            Seen::Name(at) => tell(CallbackEvent::AttributeName { name: &bytes[at.clone()] }, (at.start, at.end)),
            Seen::Close { is_empty, place } => {
                tell(CallbackEvent::CloseStartTag { self_closing: is_empty }, (place.start, place.end));
            }
            Seen::End { name } => {
                tell(CallbackEvent::EndTag { name: &bytes[name.clone()] }, (name.start - 2, name.end + 1));
            }
        }
    }
    true
}

/// What a text means whose references are known; they are resolved into `buffer`.
fn meant<'a>(text: &'a [u8], buffer: &'a mut Vec<u8>) -> &'a [u8] {
    if memchr(b'&', text).is_none() {
        return text;
    }
    buffer.clear();
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest) {
        buffer.extend_from_slice(&rest[..at]);
        let behind = &rest[at + 1..];
        let known = REFERENCES.iter().find(|(name, _)| behind.starts_with(name));
        buffer.push(known.map_or(b'&', |(_, byte)| *byte));
        rest = &behind[known.map_or(0, |(name, _)| name.len())..];
    }
    buffer.extend_from_slice(rest);
    buffer
}

/// Whether a text holds no reference but those that are known.
fn is_known(text: &[u8]) -> bool {
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest) {
        let behind = &rest[at + 1..];
        let Some((name, _)) = REFERENCES.iter().find(|(name, _)| behind.starts_with(name)) else { return false };
        rest = &behind[name.len()..];
    }
    true
}

/// Reads all of a text; `None` at the first thing that is odd.
fn read(bytes: &[u8], seen: &mut Vec<Seen>) -> Option<()> {
    let is_odd = memchr(b'\r', bytes).is_some() || memchr(0, bytes).is_some() || bytes.starts_with(b"\xef\xbb\xbf");
    let mut at = 0;
    while at < bytes.len() && !is_odd {
        let end = memchr(b'<', &bytes[at..]).map_or(bytes.len(), |length| at + length);
        if end > at {
            is_known(&bytes[at..end]).then_some(())?;
            seen.push(Seen::Text(at..end));
        }
        at = if end == bytes.len() { end } else { tag(bytes, end + 1, seen)? };
    }
    (!is_odd).then_some(())
}

/// Reads a tag behind its `<`, and tells where it ends.
fn tag(bytes: &[u8], at: usize, seen: &mut Vec<Seen>) -> Option<usize> {
    let is_end = *bytes.get(at)? == b'/';
    let start = at + usize::from(is_end);
    let mut at = start;
    while bytes.get(at)?.is_ascii_lowercase() || (at > start && bytes[at].is_ascii_digit()) {
        at += 1;
    }
    let name = start..at;
    if name.is_empty() || OTHER_RULES.contains(&&bytes[name.clone()]) {
        return None;
    }
    if is_end {
        seen.push(Seen::End { name });
        return (bytes[at] == b'>').then_some(at + 1);
    }
    seen.push(Seen::Start { name });
    loop {
        let spaces = bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\n')).count();
        at += spaces;
        match bytes.get(at)? {
            b'>' => {
                seen.push(Seen::Close { is_empty: false, place: at..at + 1 });
                return Some(at + 1);
            }
            b'/' if *bytes.get(at + 1)? == b'>' => {
                seen.push(Seen::Close { is_empty: true, place: at..at + 2 });
                return Some(at + 2);
            }
            b'a'..=b'z' if spaces > 0 => at = attribute(bytes, at, seen)?,
            _ => return None,
        }
    }
}

/// Reads an attribute, and tells where it ends.
fn attribute(bytes: &[u8], start: usize, seen: &mut Vec<Seen>) -> Option<usize> {
    let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_lowercase() || **byte == b'-').count();
    let end = start + length;
    // What is written twice is a fault, of which others are told.
    let own = seen.iter().rev().take_while(|one| !matches!(one, Seen::Start { .. }));
    let name = |one: &Seen| matches!(one, Seen::Name(other) if bytes[other.clone()] == bytes[start..end]);
    if own.into_iter().any(name) {
        return None;
    }
    seen.push(Seen::Name(start..end));
    match bytes.get(end)? {
        b' ' | b'\n' | b'>' => Some(end),
        b'=' if *bytes.get(end + 1)? == b'"' => {
            let from = end + 2;
            let to = from + memchr(b'"', &bytes[from..])?;
            is_known(&bytes[from..to]).then_some(())?;
            if to > from {
                seen.push(Seen::Value(from..to));
            }
            Some(to + 1)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use html5gum::emitters::callback::CallbackEmitter;
    use html5gum::{Span, Tokenizer};
    use proptest::prelude::*;
    use std::convert::Infallible;

    /// Both tell the same; tells whether the quick way was taken.
    #[track_caller]
    fn check(html: &str) -> bool {
        let (mut quick, mut standard) = (Vec::new(), Vec::new());
        let is_plain = events(html, |event, at| {
            // Of a start tag, only the beginning counts; of its end, only the end.
            let at = match event {
                CallbackEvent::OpenStartTag { .. } => (at.0, 0),
                CallbackEvent::CloseStartTag { .. } => (0, at.1),
                _ => at,
            };
            quick.push(format!("{event:?} {at:?}"));
        });
        let mut callback = |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
            let at = match event {
                CallbackEvent::OpenStartTag { .. } => (span.start, 0),
                CallbackEvent::CloseStartTag { .. } => (0, span.end),
                _ => (span.start, span.end),
            };
            standard.push(format!("{event:?} {at:?}"));
            None
        };
        let mut emitter = CallbackEmitter::new(&mut callback);
        emitter.naively_switch_states(true);
        let _ = Tokenizer::new_with_emitter(html, emitter).finish();
        // A control character is a fault that nobody is told of here.
        standard.retain(|one| !one.contains("ControlCharacter"));
        assert_eq!(quick, if is_plain { standard } else { Vec::new() }, "{html}");
        is_plain
    }

    #[test]
    fn what_our_renderer_writes_is_read_the_quick_way() {
        for html in [
            "<p>One &amp; <b>two</b>: <a href=\"https://e.fr/?a&amp;b\" title=\"é\">x</a></p>\n<hr><br /><img src=\"a\" alt=\"\">",
            "<h2 id=\"a\"\n class=\"b\">T &lt;&gt;&quot;</h2>end",
            "<video controls loop></video>",
        ] {
            assert!(check(html), "{html}");
        }
        for html in [
            "<P>",
            "<p id=x>",
            "a&b",
            "<!-- -->",
            "<p",
            "<script>",
            "\r",
            "<a b=\"1\" b=\"2\">",
            "<a b=\"1\"c>",
            "</a b>",
        ] {
            assert!(!check(html), "{html}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn any_text_is_read_as_the_standard_says(
            pieces in prop::collection::vec(prop_oneof![
                Just("<p>"), Just("</p>"), Just("<a href=\""), Just("\">"), Just("<br />"), Just(" alt"), Just("=\""), Just("\""),
                Just("&amp;"), Just("&quot;"), Just("&lt"), Just("&"), Just(">"), Just("<"), Just("/"), Just(" "), Just("\n"), Just("é"),
                Just("text"), Just("<img src=\"a\" alt=\"\">"), Just("<code class=\"x\">"), Just("</code>"), Just("A"), Just("<!"),
                Just("="), Just("'"), Just(";"), Just("\t"), Just("<pre>\n"), Just("</br>"), Just("\u{feff}"), Just("<table>"),
            ], 0..14)
        ) {
            check(&pieces.concat());
        }
    }
}
