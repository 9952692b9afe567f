//! What a reader sees of HTML, as one hash.

mod folding;

use std::borrow::Cow;

use crate::article::Article;
use crate::fingerprint::joined;
use crate::fingerprint::target::Page;
use crate::html::plain::{Piece, Pieces, Place, resolved};
use crate::html::{Handler, Tag, Witness, tokenize};
use crate::model::Url;
use crate::stable_hash::text_hash;

/// The hash of what a reader sees of HTML that was made safe for the page at an address.
pub(super) fn hash(html: &str, page: &Url) -> u64 {
    let mut seen = Seen::new(page);
    seen.add_html(html);
    text_hash(&seen.bytes)
}

/// So many bytes most articles have at least.
const BEGINNING: usize = 8192;

/// More attributes than the cleaner leaves to any element.
const FEW: usize = 16;

/// What a reader sees of HTML, gathered while it is cut apart or while it is written.
#[derive(Clone)]
pub(crate) struct Seen<'a> {
    /// What is hashed: texts in which all white space is alike, and marks of tags.
    bytes: Vec<u8>,
    /// Whether any text was seen.
    has_text: bool,
    /// Whether white space stands before what comes next.
    has_space: bool,
    page: Page<'a>,
    /// How many elements are open in which white space matters.
    preformatted: usize,
    /// Whether other HTML came of it than what was seen.
    is_wrong: bool,
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

impl Seen<'_> {
    /// Nothing is seen yet of the page at an address.
    pub(crate) fn new(page: &Url) -> Seen<'_> {
        Seen {
            bytes: Vec::with_capacity(BEGINNING),
            has_text: false,
            // White space at the beginning counts for nothing.
            has_space: true,
            page: Page::new(page),
            preformatted: 0,
            is_wrong: false,
        }
    }

    /// What a reader sees of an article ([`meaning`](super::meaning)) of which this was seen, behind a lead; `None` where
    /// it was something else.
    pub(crate) fn meaning(self, article: &Article, lead: &str) -> Option<u64> {
        if self.is_wrong {
            return None;
        }
        if lead.is_empty() {
            return Some(joined(article, text_hash(&self.bytes)));
        }
        // Behind blocks that hold no text, all is as at the beginning.
        let mut whole = Seen { bytes: Vec::new(), has_text: false, has_space: true, preformatted: 0, ..self };
        whole.add_html(lead);
        whole.bytes.extend_from_slice(&self.bytes);
        Some(joined(article, text_hash(&whole.bytes)))
    }

    /// Adds HTML.
    fn add_html(&mut self, html: &str) {
        let length = self.bytes.len();
        let (had_text, had_space, preformatted) = (self.has_text, self.has_space, self.preformatted);
        self.bytes.reserve(html.len() + html.len() / 8);
        if self.add_plain(html).is_none() {
            self.bytes.truncate(length);
            (self.has_text, self.has_space, self.preformatted) = (had_text, had_space, preformatted);
            tokenize(html, self);
        }
    }

    /// Adds HTML that is written as the cleaner writes it; `None` where it is not, and what was added does not count.
    fn add_plain(&mut self, html: &str) -> Option<()> {
        let mut pieces = Pieces::new(html)?;
        while let Some(piece) = pieces.next() {
            match piece.ok()? {
                Piece::Text(text) => Handler::text(self, &resolved(text, Place::Text)),
                Piece::Comment => {}
                Piece::End { name, place } => Handler::end(self, name, place),
                Piece::Start { name, .. } => {
                    let attributes = &pieces.attributes;
                    let is_known = |at: usize| attributes[..at].iter().any(|one| one.name == attributes[at].name);
                    // Of repeated attributes, only the first counts.
                    if attributes.len() > FEW || (1..attributes.len()).any(is_known) {
                        return None;
                    }
                    self.start_tag(name, attributes.iter().map(|one| (one.name, resolved(one.value, Place::Value))));
                    pieces.attributes.clear();
                }
            }
        }
        Some(())
    }

    /// Adds a start tag.
    fn start_tag<'v>(&mut self, name: &str, attributes: impl ExactSizeIterator<Item = (&'v str, Cow<'v, str>)>) {
        let is_block = is_block(name);
        self.block(is_block);
        self.mark(1, name);
        self.preformatted += usize::from(name == "pre");
        if attributes.len() > 1 {
            let mut sorted: Vec<_> = attributes.collect();
            sorted.sort_unstable_by_key(|(name, _)| *name);
            sorted.iter().for_each(|(name, value)| self.attribute(name, value));
        } else {
            attributes.for_each(|(name, value)| self.attribute(name, &value));
        }
        self.block(is_block);
    }

    /// Adds what a reader sees of an attribute. Neither are its size and its names shown, nor `srcset`, which offers the
    /// same picture in other sizes.
    fn attribute(&mut self, name: &str, value: &str) {
        match name {
            "href" | "src" | "poster" | "cite" => {
                self.mark(2, name);
                self.mark(3, self.page.target(value));
            }
            "id" | "class" | "name" | "srcset" | "sizes" | "rel" | "width" | "height" | "loading" => {}
            _ => {
                self.mark(2, name);
                self.mark(3, &value.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }

    /// Adds a mark that no text can be taken for.
    fn mark(&mut self, kind: u8, name: &str) {
        self.bytes.extend_from_slice(&[0, kind]);
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.push(0);
    }

    /// At an element's tag: white space beside it is nothing, if it begins a new line.
    fn block(&mut self, is_block: bool) {
        if is_block && self.preformatted == 0 {
            self.has_space = false;
        }
    }
}

impl Handler for Seen<'_> {
    fn start(&mut self, tag: &Tag) {
        self.start_tag(
            &tag.name,
            tag.attributes.iter().map(|(name, value)| (name.as_str(), Cow::Borrowed(value.as_str()))),
        );
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

impl Witness for Seen<'_> {
    fn tag(&mut self, name: &str, attributes: &[(String, String)]) {
        // Of repeated attributes, only the first counts where HTML is cut apart.
        let is_known = |at: usize| attributes[..at].iter().any(|(name, _)| *name == attributes[at].0);
        self.is_wrong |= (1..attributes.len()).any(is_known);
        self.start_tag(name, attributes.iter().map(|(name, value)| (name.as_str(), Cow::Borrowed(value.as_str()))));
    }

    fn end(&mut self, name: &str) {
        Handler::end(self, name, (0, 0));
    }

    fn text(&mut self, text: &str) {
        Handler::text(self, text);
    }

    fn forget(&mut self) {
        self.is_wrong = true;
    }
}

#[cfg(test)]
mod tests;
