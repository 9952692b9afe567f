//! What a reader sees of HTML, as one hash.

use std::borrow::Cow;
use std::ops::Range;

use crate::article::Article;
use crate::fingerprint::target::Page;
use crate::fingerprint::{Folded, joined};
use crate::html::plain::{Piece, Pieces, Place, resolved};
use crate::html::{Element, Handler, Tag, Witness, tokenize};
use crate::model::Url;

/// The hash of what a reader sees of HTML that was made safe for the page at an address.
pub(super) fn hash(html: &str, page: &Url) -> u64 {
    let mut seen = Seen::new(page);
    seen.add_html(html);
    seen.folded().finish()
}

/// So many bytes most articles have at least.
const BEGINNING: usize = 8192;

/// More attributes than the cleaner leaves to any element.
const FEW: usize = 16;

/// What a reader sees of HTML, gathered while it is cut apart or while it is written.
#[derive(Clone)]
pub(crate) struct Seen<'a> {
    /// Texts, with the white space within them as it is, and marks of tags.
    text: String,
    /// The parts of it in which white space matters.
    exact: Vec<Range<usize>>,
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

/// What marks begin with: those of tags are [`Element::marks`], too.
const START: &str = "\0\x01";
const ATTRIBUTE: &str = "\0\x02";
const VALUE: &str = "\0\x03";
const END: &str = "\0\x04";

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
            text: String::with_capacity(BEGINNING),
            exact: Vec::new(),
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
            return Some(joined(article, self.folded().finish()));
        }
        // Behind blocks that hold no text, all is as at the beginning.
        let (text, exact) = (String::new(), Vec::new());
        let mut whole = Seen { text, exact, has_text: false, has_space: true, preformatted: 0, ..self };
        whole.add_html(lead);
        let before = whole.text.len();
        whole.text.push_str(&self.text);
        whole.exact.extend(self.exact.iter().map(|part| before + part.start..before + part.end));
        Some(joined(article, whole.folded().finish()))
    }

    /// What is hashed: all white space is alike, but where it matters.
    fn folded(&self) -> Folded {
        let (mut folded, mut from) = (Folded::default(), 0);
        for part in &self.exact {
            folded.add(&self.text[from..part.start]);
            folded.add_exactly(&self.text[part.clone()]);
            from = part.end;
        }
        folded.add(&self.text[from..]);
        folded
    }

    /// Adds HTML.
    fn add_html(&mut self, html: &str) {
        let (length, parts) = (self.text.len(), self.exact.len());
        let (had_text, had_space, preformatted) = (self.has_text, self.has_space, self.preformatted);
        self.text.reserve(html.len() + html.len() / 8);
        if self.add_plain(html).is_none() {
            self.text.truncate(length);
            self.exact.truncate(parts);
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
        self.mark(START, name);
        self.started(name, is_block, attributes);
    }

    /// Adds what stands behind the mark of a start tag.
    fn started<'v>(
        &mut self,
        name: &str,
        is_block: bool,
        attributes: impl ExactSizeIterator<Item = (&'v str, Cow<'v, str>)>,
    ) {
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

    /// Adds an end tag.
    fn end_tag(&mut self, name: &str, add_mark: impl FnOnce(&mut Self)) {
        let is_block = is_block(name);
        self.block(is_block);
        add_mark(self);
        self.preformatted = self.preformatted.saturating_sub(usize::from(name == "pre"));
        self.block(is_block);
    }

    /// Adds what a reader sees of an attribute. Neither are its size and its names shown, nor `srcset`, which offers the
    /// same picture in other sizes.
    fn attribute(&mut self, name: &str, value: &str) {
        match name {
            "href" | "src" | "poster" | "cite" => {
                self.mark(ATTRIBUTE, name);
                self.mark(VALUE, self.page.target(value));
            }
            "id" | "class" | "name" | "srcset" | "sizes" | "rel" | "width" | "height" | "loading" => {}
            _ => {
                self.mark(ATTRIBUTE, name);
                self.mark(VALUE, &value.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }

    /// Adds a mark that no text can be taken for.
    fn mark(&mut self, kind: &str, name: &str) {
        self.text.push_str(kind);
        self.text.push_str(name);
        self.text.push('\0');
    }

    /// Adds text in which all white space is alike. What stands at its ends may be nothing, or belong to what comes next.
    fn add(&mut self, text: &str) {
        let words = if begins(text) { text } else { text.trim_start() };
        self.has_space |= words.len() < text.len();
        if words.is_empty() {
            return;
        }
        if self.has_space && self.has_text {
            self.text.push(' ');
        }
        let bare = if ends(words) { words } else { words.trim_end() };
        self.text.push_str(bare);
        (self.has_text, self.has_space) = (true, bare.len() < words.len());
    }

    /// Adds text whose white space matters.
    fn add_exactly(&mut self, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.exact.push(start..self.text.len());
        (self.has_text, self.has_space) = (true, false);
    }

    /// At an element's tag: white space beside it is nothing, if it begins a new line.
    fn block(&mut self, is_block: bool) {
        if is_block && self.preformatted == 0 {
            self.has_space = false;
        }
    }
}

/// Whether a text is sure to begin with a letter.
fn begins(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_graphic)
}

/// Whether one is sure to end with one.
fn ends(text: &str) -> bool {
    text.as_bytes().last().is_some_and(u8::is_ascii_graphic)
}

impl Handler for Seen<'_> {
    fn start(&mut self, tag: &Tag) {
        self.start_tag(
            &tag.name,
            tag.attributes.iter().map(|(name, value)| (name.as_str(), Cow::Borrowed(value.as_str()))),
        );
    }

    fn end(&mut self, name: &str, _: (usize, usize)) {
        self.end_tag(name, |seen| seen.mark(END, name));
    }

    fn text(&mut self, text: &str) {
        match self.preformatted > 0 {
            true if text.is_empty() => {}
            true => self.add_exactly(text),
            false => self.add(text),
        }
    }
}

impl Witness for Seen<'_> {
    fn tag(&mut self, element: &Element, attributes: &[(String, String)]) {
        // Of repeated attributes, only the first counts where HTML is cut apart.
        let is_known = |at: usize| attributes[..at].iter().any(|(name, _)| *name == attributes[at].0);
        self.is_wrong |= (1..attributes.len()).any(is_known);
        let is_block = is_block(element.name);
        self.block(is_block);
        self.text.push_str(element.marks.0);
        let attributes = attributes.iter().map(|(name, value)| (name.as_str(), Cow::Borrowed(value.as_str())));
        self.started(element.name, is_block, attributes);
    }

    fn end(&mut self, element: &Element) {
        self.end_tag(element.name, |seen| seen.text.push_str(element.marks.1));
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
