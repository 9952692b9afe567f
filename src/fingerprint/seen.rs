//! What a reader sees of HTML, as one hash.

use std::borrow::Cow;

use memchr::memchr;

use crate::bytes::any_byte;
use crate::fingerprint::last_part;
use crate::html::{Handler, Tag, tokenize, tokenize_at_once};
use crate::model::Url;
use crate::stable_hash::StableHasher;

/// The hash of what a reader sees of HTML that was made safe for the page at an address.
pub(super) fn hash(html: &str, page: &Url) -> u64 {
    let mut seen = Seen::new(html, page);
    if !tokenize_at_once(html, &mut seen) {
        seen = Seen::new(html, page);
        tokenize(html, &mut seen);
    }
    let mut hasher = StableHasher::default();
    hasher.write(&seen.bytes);
    hasher.finish()
}

struct Seen<'a> {
    /// What is hashed: texts in which all white space is alike, and marks of tags.
    bytes: Vec<u8>,
    /// Whether any text was seen.
    has_text: bool,
    /// Whether white space stands before what comes next.
    has_space: bool,
    host: &'a str,
    page: &'a str,
    /// How many elements are open in which white space matters.
    preformatted: usize,
}

/// An address without what leads to a place within it.
fn plain(address: &str) -> &str {
    let end = address.find('#').unwrap_or(address.len());
    &address[..end]
}

/// A host without what many sites have under both names.
fn bare(host: &str) -> &str {
    host.trim_start_matches("www.")
}

/// Whether an element begins a new line, so that white space around it is nothing.
#[rustfmt::skip]
fn is_block(name: &str) -> bool {
    matches!(
        name.as_bytes(),
        b"address" | b"article" | b"aside" | b"blockquote" | b"br" | b"dd" | b"details" | b"div" | b"dl" |
        b"dt" | b"figcaption" | b"figure" | b"footer" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" |
        b"header" | b"hr" | b"li" | b"main" | b"nav" | b"ol" | b"p" | b"pre" | b"section" | b"summary" |
        b"table" | b"tbody" | b"td" | b"tfoot" | b"th" | b"thead" | b"tr" | b"ul"
    )
}

/// How many bytes of white space begin a text that goes on with this byte.
fn blank_length(text: &str, at: usize, byte: u8) -> usize {
    match byte {
        b' ' | b'\t'..=b'\r' => 1,
        // The lead bytes of U+0085 and U+00A0, U+1680, U+2000 to U+205F, and U+3000.
        0xC2 | 0xE1..=0xE3 => {
            let blank = text[at..].chars().next().filter(|character| character.is_whitespace());
            blank.map_or(0, char::len_utf8)
        }
        _ => 0,
    }
}

impl Seen<'_> {
    fn new<'a>(html: &str, page: &'a Url) -> Seen<'a> {
        Seen {
            bytes: Vec::with_capacity(html.len() + html.len() / 8),
            has_text: false,
            // White space at the beginning counts for nothing.
            has_space: true,
            host: page.host(),
            page: plain(page.as_str()),
            preformatted: 0,
        }
    }

    /// Adds text in which all white space is alike.
    fn add(&mut self, text: &str) {
        let mut rest = text;
        // In most texts, single spaces and line ends are all the white space there is.
        while let Some(end) = memchr(b'\n', rest.as_bytes()) {
            self.add_line(&rest[..end]);
            self.has_space = true;
            rest = &rest[end + 1..];
        }
        self.add_line(rest);
    }

    fn add_line(&mut self, line: &str) {
        let bytes = line.as_bytes();
        let may_be_blank = |byte: u8| byte < b' ' || byte == 0xC2 || (byte >= 0xE1 && byte <= 0xE3);
        let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
        let is_doubled = pairs.fold(false, |found, (one, next)| found | ((*one == b' ') & (*next == b' ')));
        if is_doubled || any_byte(bytes, may_be_blank) {
            return self.add_words(line);
        }
        let inner = line.strip_prefix(' ').unwrap_or(line);
        self.has_space |= inner.len() < line.len();
        let words = inner.strip_suffix(' ').unwrap_or(inner);
        self.words(words.as_bytes());
        self.has_space |= words.len() < inner.len();
    }

    /// Adds a text with white space of any kind.
    fn add_words(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let (mut start, mut at) = (0, 0);
        while let Some(&byte) = bytes.get(at) {
            let length = blank_length(text, at, byte);
            let is_single = byte == b' ' && at > start && bytes.get(at + 1).is_some_and(u8::is_ascii_graphic);
            if length > 0 && !is_single {
                self.words(&bytes[start..at]);
                self.has_space = true;
                start = at + length;
            }
            at += length.max(1);
        }
        self.words(&bytes[start..]);
    }

    /// Adds words with single spaces between them.
    fn words(&mut self, words: &[u8]) {
        if words.is_empty() {
            return;
        }
        if self.has_space && self.has_text {
            self.bytes.push(b' ');
        }
        self.exactly(words);
    }

    /// Adds text whose white space matters.
    fn exactly(&mut self, text: &[u8]) {
        self.bytes.extend_from_slice(text);
        self.has_text = true;
        self.has_space = false;
    }

    /// Adds a mark that no text can be taken for.
    fn mark(&mut self, kind: u8, name: &str) {
        self.bytes.extend_from_slice(&[0, kind]);
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.push(0);
    }

    /// An address as far as it matters: of the page itself, whose footnotes lead to each other, nothing; of the own site,
    /// whose pages may move, the last part; of others, all of it but the scheme.
    fn target<'v>(&self, address: &'v str) -> &'v str {
        if plain(address) == self.page {
            return "";
        }
        let Some((_, rest)) = address.split_once("://") else { return last_part(address) };
        let host = &rest[..rest.find(['/', '?', '#', ':']).unwrap_or(rest.len())];
        if bare(host).eq_ignore_ascii_case(bare(self.host)) { last_part(rest) } else { rest }
    }

    /// At an element's tag: white space beside it is nothing, if it begins a new line.
    fn block(&mut self, is_block: bool) {
        if is_block && self.preformatted == 0 {
            self.has_space = false;
        }
    }

    /// What a reader sees of an attribute: `None` of one that is not shown. Nor is `srcset`, which offers the same picture
    /// in other sizes.
    fn attribute<'v>(&self, name: &str, value: &'v str) -> Option<Cow<'v, str>> {
        match name {
            "href" | "src" | "poster" | "cite" => Some(Cow::Borrowed(self.target(value))),
            "id" | "class" | "name" | "srcset" | "sizes" | "rel" | "width" | "height" | "loading" => None,
            _ => Some(Cow::Owned(value.split_whitespace().collect::<Vec<_>>().join(" "))),
        }
    }
}

impl Handler for Seen<'_> {
    fn start(&mut self, tag: &Tag) {
        let is_block = is_block(&tag.name);
        self.block(is_block);
        self.mark(1, &tag.name);
        self.preformatted += usize::from(tag.name == "pre");
        if !tag.attributes.is_empty() {
            let seen = tag.attributes.iter().filter_map(|(name, value)| Some((name, self.attribute(name, value)?)));
            let mut attributes: Vec<_> = seen.collect();
            attributes.sort();
            for (name, value) in attributes {
                self.mark(2, name);
                self.mark(3, &value);
            }
        }
        self.block(is_block);
    }

    fn end(&mut self, name: &str, _: (usize, usize)) {
        let is_block = is_block(name);
        self.block(is_block);
        self.mark(4, name);
        self.preformatted = self.preformatted.saturating_sub(usize::from(name == "pre"));
        self.block(is_block);
    }

    fn text(&mut self, text: &str) {
        match self.preformatted > 0 {
            true if text.is_empty() => {}
            true => self.exactly(text.as_bytes()),
            false => self.add(text),
        }
    }
}
