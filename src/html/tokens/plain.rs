//! The short way through HTML that is written as programs write it: nearly all of it.
//!
//! # Why
//! The standard's tokenizer goes through a text letter by letter, with a state for each oddity that anybody ever wrote.
//! Markdown's renderer and our own cleaner write none of these: names in lower case, values in double quotes, the four
//! references that escaping needs. Such a text is cut here, many times as fast, into the same tags and texts; one that
//! holds anything else is left to the standard's tokenizer, as a whole.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use crate::html::tokens::{ATTRIBUTES_MAX, Handler, Tag};

/// Whether an element's content is cut by other rules.
#[rustfmt::skip]
fn is_raw(name: &str) -> bool {
    matches!(
        name.as_bytes(),
        b"script" | b"style" | b"title" | b"textarea" | b"iframe" | b"noscript" | b"noembed" | b"noframes" | b"xmp" |
        b"plaintext" | b"svg" | b"math"
    )
}

/// Longer texts are left to the standard's tokenizer, which holds none of their pieces.
const BYTES_MAX: usize = 1024 * 1024;

/// The references that are known here.
const REFERENCES: &[(&str, &str)] = &[("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\"")];

/// Cuts a text if it is written plainly; `false` when it is not, and nobody was told anything.
pub(super) fn tokenize(html: &str, handler: &mut impl Handler) -> bool {
    let Some((pieces, attributes)) = read(html) else { return false };
    let mut attributes = attributes.into_iter();
    let mut teller = Teller { handler, tag: Tag::default(), spare: Vec::new() };
    pieces.into_iter().for_each(|piece| teller.tell(piece, &mut attributes));
    true
}

/// Who tells a handler what stands in a text.
struct Teller<'t, H> {
    handler: &'t mut H,
    tag: Tag,
    /// Memory of attributes that are over, for those to come.
    spare: Vec<(String, String)>,
}

impl<H: Handler> Teller<'_, H> {
    /// Tells a piece; the attributes are those of this one and of later ones.
    fn tell<'h>(&mut self, piece: Piece<'h>, attributes: &mut impl Iterator<Item = Attribute<'h>>) {
        let tag = &mut self.tag;
        match piece {
            Piece::Text(text) => self.handler.text(&resolved(text)),
            Piece::End { name, place } => self.handler.end(name, place),
            Piece::Start { name, start, end, attributes: count } => {
                tag.name.clear();
                tag.name.push_str(name);
                self.spare.append(&mut tag.attributes);
                tag.places.clear();
                (tag.start, tag.end) = (start, end);
                for Attribute { name, value, place } in attributes.take(count) {
                    if tag.attributes.len() < ATTRIBUTES_MAX && tag.get(name).is_none() {
                        let (mut own, mut text) = self.spare.pop().unwrap_or_default();
                        own.clear();
                        text.clear();
                        own.push_str(name);
                        text.push_str(&resolved(value));
                        tag.attributes.push((own, text));
                        tag.places.push(place);
                    }
                }
                self.handler.start(tag);
            }
        }
    }
}

/// The pieces of a text, and the attributes of all its tags; `None` where not all of it is written plainly.
fn read(html: &str) -> Option<(Vec<Piece<'_>>, Vec<Attribute<'_>>)> {
    let mut reader = Pieces::new(html)?;
    let mut pieces = Vec::with_capacity(html.len() / 24);
    while let Some(piece) = reader.next() {
        pieces.push(piece.ok()?);
    }
    Some((pieces, reader.attributes))
}

/// Something that the standard has a rule for, and this has not.
pub(crate) struct NotPlain;

/// A piece of HTML.
pub(crate) enum Piece<'h> {
    /// Text as it is written, with the references of [`resolved`] alone.
    Text(&'h str),
    /// A start tag, where it stands, and how many attributes it has.
    Start { name: &'h str, start: usize, end: usize, attributes: usize },
    /// An end tag, and where it stands.
    End { name: &'h str, place: (usize, usize) },
}

/// Cuts a text into pieces, one by one, for whom an odd one among them comes soon enough when it comes.
pub(crate) struct Pieces<'h> {
    html: &'h str,
    at: usize,
    /// The attributes of all tags so far, as far as nobody has taken them out.
    pub(crate) attributes: Vec<Attribute<'h>>,
}

impl<'h> Pieces<'h> {
    /// `None` of a text that is not written plainly, or too long.
    pub(crate) fn new(html: &'h str) -> Option<Pieces<'h>> {
        let is_odd =
            html.len() > BYTES_MAX || memchr2(b'\r', 0, html.as_bytes()).is_some() || html.starts_with('\u{feff}');
        (!is_odd).then(|| Pieces { html, at: 0, attributes: Vec::new() })
    }

    /// The next piece; `None` at the end.
    pub(crate) fn next(&mut self) -> Option<Result<Piece<'h>, NotPlain>> {
        let bytes = self.html.as_bytes();
        let start = self.at;
        match bytes.get(start)? {
            b'<' => Some(self.tag(start)),
            _ => {
                let mut end = memchr2(b'<', b'&', &bytes[start..]).map_or(bytes.len(), |length| start + length);
                let has_references = bytes.get(end) == Some(&b'&');
                if has_references {
                    end = memchr(b'<', &bytes[end..]).map_or(bytes.len(), |length| end + length);
                }
                let text = &self.html[start..end];
                self.at = end;
                Some(if has_references && !knows_references(text) { Err(NotPlain) } else { Ok(Piece::Text(text)) })
            }
        }
    }

    fn tag(&mut self, start: usize) -> Result<Piece<'h>, NotPlain> {
        let bytes = self.html.as_bytes();
        let is_end = bytes.get(start + 1) == Some(&b'/');
        let from = start + 1 + usize::from(is_end);
        let length = name_length(&bytes[from..], |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        if length == 0 || !bytes[from].is_ascii_lowercase() {
            return Err(NotPlain);
        }
        let name = &self.html[from..from + length];
        let mut at = from + length;
        if is_end {
            if bytes.get(at) != Some(&b'>') {
                return Err(NotPlain);
            }
            self.at = at + 1;
            return Ok(Piece::End { name, place: (start, self.at) });
        }
        if is_raw(name) {
            return Err(NotPlain);
        }
        let before = self.attributes.len();
        loop {
            let Some(next) = attribute(self.html, at) else { return Err(NotPlain) };
            let (attribute, after) = next?;
            at = after;
            let Some(attribute) = attribute else { break };
            self.attributes.push(attribute);
        }
        self.at = at;
        Ok(Piece::Start { name, start, end: at, attributes: self.attributes.len() - before })
    }
}

/// An attribute as it is written, and where its value stands: its name, where it has none.
pub(crate) struct Attribute<'h> {
    pub(crate) name: &'h str,
    pub(crate) value: &'h str,
    place: (usize, usize),
}

/// The next attribute of a tag and where it ends, or, without one, where the tag does; `None` where the text ends before.
fn attribute(html: &str, from: usize) -> Option<Result<(Option<Attribute<'_>>, usize), NotPlain>> {
    let bytes = html.as_bytes();
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\n');
    let start = from + bytes[from..].iter().take_while(|byte| is_space(byte)).count();
    match bytes.get(start)? {
        b'>' => return Some(Ok((None, start + 1))),
        b'/' if bytes.get(start + 1) == Some(&b'>') => return Some(Ok((None, start + 2))),
        // A name that follows a value without a space is a fault.
        _ if start == from => return Some(Err(NotPlain)),
        _ => {}
    }
    let length = name_length(&bytes[start..], |byte| byte.is_ascii_lowercase() || byte == b'-');
    let (name, after) = (&html[start..start + length], start + length);
    if length == 0 {
        return Some(Err(NotPlain));
    }
    let without_value = Attribute { name, value: "", place: (start, after) };
    match bytes.get(after)? {
        b' ' | b'\n' | b'>' | b'/' => return Some(Ok((Some(without_value), after))),
        b'=' if bytes.get(after + 1) == Some(&b'"') => {}
        _ => return Some(Err(NotPlain)),
    }
    let begin = after + 2;
    let end = begin + memchr(b'"', &bytes[begin..])?;
    let value = &html[begin..end];
    if !knows_references(value) {
        return Some(Err(NotPlain));
    }
    let attribute = if value.is_empty() { without_value } else { Attribute { name, value, place: (begin, end) } };
    Some(Ok((Some(attribute), end + 1)))
}

fn name_length(bytes: &[u8], is_part: impl Fn(u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| is_part(**byte)).count()
}

/// Whether each `&` begins a reference that is known here.
fn knows_references(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        let Some((written, _)) = reference(&rest[at..]) else { return false };
        rest = &rest[at + written.len()..];
    }
    true
}

fn reference(text: &str) -> Option<(&'static str, &'static str)> {
    REFERENCES.iter().find(|(written, _)| text.starts_with(written)).copied()
}

/// A text with its references resolved.
pub(crate) fn resolved(text: &str) -> Cow<'_, str> {
    let Some(mut at) = memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        out.push_str(&rest[..at]);
        let (written, meant) = reference(&rest[at..]).unwrap_or(("&", "&"));
        out.push_str(meant);
        rest = &rest[at + written.len()..];
        match memchr(b'&', rest.as_bytes()) {
            Some(next) => at = next,
            None => break,
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::tokens::by_standard;
    use proptest::prelude::*;

    /// Everything that a handler is told.
    #[derive(Debug, Default, PartialEq)]
    struct Told(Vec<String>);

    impl Handler for Told {
        fn start(&mut self, tag: &Tag) {
            self.0.push(format!("{tag:?}"));
        }
        fn end(&mut self, name: &str, place: (usize, usize)) {
            self.0.push(format!("/{name} {place:?}"));
        }
        fn text(&mut self, text: &str) {
            self.0.push(text.to_owned());
        }
    }

    /// Both ways tell the same; tells whether the short one was taken.
    #[track_caller]
    fn check(html: &str) -> bool {
        let (mut short, mut long) = (Told::default(), Told::default());
        by_standard(html, &mut long);
        let is_plain = tokenize(html, &mut short);
        assert_eq!(short, if is_plain { long } else { Told::default() }, "{html}");
        is_plain
    }

    #[test]
    fn what_programs_write_is_plain() {
        let written = [
            "<p>One &amp; two, <em>é</em> <a href=\"/x?a&amp;b\" title=\"&quot;q&quot; 'r'\">l</a> &lt;b&gt; a > b.</p>\n",
            "<ol start=\"3\">\n<li id=\"a-b\">x</li></ol><hr />\n<br><br/><img src=\"a\" alt=\"\" /><video controls loop>",
            "<h1 class=\"a  b\"\n  id=\"c\">x</h1>text at the end",
            "",
            "text",
            "<pre><code class=\"language-rust\">a\n\n\tb</code></pre>",
            "<a href=\"x\" href=\"y\" =\"z\">",
        ];
        for html in &written[..6] {
            assert!(check(html), "{html}");
        }
        for html in [
            written[6],
            "a & b",
            "&eacute;",
            "&#39;",
            "<P>",
            "<p id=x>",
            "<p id='x'>",
            "<!-- -->",
            "< b",
            "<p",
            "<a b",
            "<a b=\"",
            "a\r\nb",
            "a\0b",
            "<script>",
            "<svg>",
            "</a >",
            "<a b=\"c\"d>",
            "<a/b>",
            "<a b =\"c\">",
            "&ampx",
            "<x-y>",
            "<?x?>",
        ] {
            assert!(!check(html), "{html}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn any_text_is_cut_as_the_standard_says(
            pieces in prop::collection::vec(prop_oneof![
                Just("<p>"), Just("</p>"), Just("<a href=\""), Just("\">"), Just("<br />"), Just(" alt"), Just("=\""), Just("\""),
                Just("&amp;"), Just("&quot;"), Just("&lt"), Just("&"), Just(">"), Just("<"), Just("/"), Just(" "), Just("\n"), Just("é"),
                Just("text"), Just("<img src=\"a\" alt=\"\">"), Just("<code class=\"x\">"), Just("</code>"), Just("A"), Just("<!"),
                Just("="), Just("'"), Just(";"), Just("\t"), Just("<pre>\n"), Just("<textarea>"), Just("\u{feff}"), Just("\u{1}"),
            ], 0..14)
        ) {
            check(&pieces.concat());
        }
    }
}
