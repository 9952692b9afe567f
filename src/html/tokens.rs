//! HTML cut into tags and text.

pub(crate) mod plain;

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use memchr::memchr2;

/// A start tag. Names are in lower case; of repeated attributes the first counts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tag {
    /// The element's name.
    pub(crate) name: String,
    /// The attributes, in order, with entities resolved.
    pub(crate) attributes: Vec<(String, String)>,
    /// Where each attribute's value stands in the text, without its quotes; its name, where it has no value.
    pub(crate) places: Vec<(usize, usize)>,
    /// Where the tag starts in the text, in bytes.
    pub(crate) start: usize,
    /// Where it ends, exclusive.
    pub(crate) end: usize,
}

impl Tag {
    /// An attribute's value.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Where an attribute's value stands in the text, without its quotes.
    pub(crate) fn place(&self, name: &str) -> Option<(usize, usize)> {
        let index = self.attributes.iter().position(|(key, _)| key == name)?;
        self.places.get(index).copied()
    }

    /// Whether the attribute `class` has a word that fits.
    pub(crate) fn has_class(&self, fits: impl Fn(&str) -> bool) -> bool {
        self.get("class").is_some_and(|class| class.split_ascii_whitespace().any(fits))
    }
}

/// Who is told what stands in a text.
pub(crate) trait Handler {
    /// A start tag.
    fn start(&mut self, tag: &Tag);
    /// A start tag without attributes, of a text that is not cut but made: it stands nowhere.
    fn start_bare(&mut self, name: &'static str) {
        self.start(&Tag { name: name.to_owned(), ..Tag::default() });
    }
    /// An end tag: its name in lower case, and where it starts and ends.
    fn end(&mut self, name: &str, place: (usize, usize));
    /// Text, with entities resolved.
    fn text(&mut self, text: &str);
    /// A comment or the like, which divides texts.
    fn comment(&mut self) {}
}

/// A tag with more attributes than this has been made by nobody.
const ATTRIBUTES_MAX: usize = 256;

/// Cuts a text into tags and text (HTML standard, section 13.2.5). Comments and the like are passed over.
pub(crate) fn tokenize(html: &str, handler: &mut impl Handler) {
    if !plain::tokenize(html, handler) {
        by_standard(html, handler);
    }
}

/// What follows a part of a text, to see whether it is taken for a tag.
const AFTER: &str = "<wbr>";

/// Cuts a part of a text, before which no tag, comment or the like is open; `false` where one may be open behind it, and
/// what was told does not count.
pub(crate) fn tokenize_part(html: &str, handler: &mut impl Handler) -> bool {
    if plain::tokenize(html, handler) {
        return true;
    }
    // What begins a tag or a reference must not be the last of it, and what the standard leaves out at the beginning of a
    // text must not be the first.
    if !html.ends_with(['>', '\n']) || html.starts_with('\u{feff}') || memchr2(b'\r', 0, html.as_bytes()).is_some() {
        return false;
    }
    let mut part = Part { handler, end: html.len(), is_over: false };
    by_standard(&[html, AFTER].concat(), &mut part);
    part.is_over
}

/// Who is told a part of a text, and meets what follows it.
struct Part<'h, H> {
    handler: &'h mut H,
    end: usize,
    is_over: bool,
}

impl<H: Handler> Handler for Part<'_, H> {
    fn start(&mut self, tag: &Tag) {
        match tag.start == self.end {
            true => self.is_over = true,
            false => self.handler.start(tag),
        }
    }

    fn end(&mut self, name: &str, place: (usize, usize)) {
        self.handler.end(name, place);
    }

    fn text(&mut self, text: &str) {
        self.handler.text(text);
    }

    fn comment(&mut self) {
        self.handler.comment();
    }
}

/// Does so whatever the text is.
fn by_standard(html: &str, handler: &mut impl Handler) {
    let mut tag = Tag::default();
    let mut open = false;
    let mut wanted = false;
    let mut callback = |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                tag.name.clear();
                tag.name.push_str(&String::from_utf8_lossy(name));
                tag.attributes.clear();
                tag.places.clear();
                tag.start = span.start;
                open = true;
            }
            CallbackEvent::AttributeName { name } => {
                let name = String::from_utf8_lossy(name);
                wanted = open && tag.attributes.len() < ATTRIBUTES_MAX && tag.get(&name).is_none();
                if wanted {
                    tag.attributes.push((name.into_owned(), String::new()));
                    tag.places.push((span.start, span.end));
                }
            }
            CallbackEvent::AttributeValue { value } if wanted => {
                if let Some((_, last)) = tag.attributes.last_mut() {
                    last.push_str(&String::from_utf8_lossy(value));
                }
                if let Some(place) = tag.places.last_mut() {
                    *place = (span.start, span.end);
                }
            }
            CallbackEvent::CloseStartTag { .. } => {
                open = false;
                tag.end = span.end;
                handler.start(&tag);
            }
            CallbackEvent::EndTag { name } => {
                open = false;
                handler.end(&String::from_utf8_lossy(name), (span.start, span.end));
            }
            CallbackEvent::String { value } => handler.text(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => handler.comment(),
            _ => {}
        }
        None
    };
    let mut emitter = CallbackEmitter::new(&mut callback);
    emitter.naively_switch_states(true);
    // Reading from a text in memory can't fail.
    let _ = Tokenizer::new_with_emitter(html, emitter).finish();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Places(Vec<(usize, usize)>);

    impl Handler for Places {
        fn start(&mut self, tag: &Tag) {
            self.0.push((tag.start, tag.end));
            self.0.extend(&tag.places);
        }
        fn end(&mut self, _: &str, place: (usize, usize)) {
            self.0.push(place);
        }
        fn text(&mut self, _: &str) {}
    }

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let mut places = Places::default();
        tokenize(html, &mut places);
        let slices: Vec<&str> = places.0.iter().map(|(start, end)| html.get(*start..*end).unwrap_or("?")).collect();
        assert_eq!(slices, expected, "{html}");
    }

    #[test]
    fn places_are_exact() {
        check("é<a href=x>", &["<a href=x>", "x"]);
        check(
            "<a\r\n b='é &amp; è'\r\nc = \"d\r\ne\" f>é</a >",
            &["<a\r\n b='é &amp; è'\r\nc = \"d\r\ne\" f>", "é &amp; è", "d\r\ne", "f", "</a >"],
        );
        check(
            "\r\n<b a=1 a=2 c=''/><!-- x\r\n --><i x='&eacute'>",
            &["<b a=1 a=2 c=''/>", "1", "c", "<i x='&eacute'>", "&eacute"],
        );
        check("<title>a\r\n&amp;</title><x y=\"é\">", &["<title>", "</title>", "<x y=\"é\">", "é"]);
        check("\u{feff}a&b<a href='?a&b;c&notit;'>", &["<a href='?a&b;c&notit;'>", "?a&b;c&notit;"]);
    }
}
