//! What the cleaner writes, and who sees it being written.

use memchr::memchr;

use crate::html::allowed::{self, Element};
use crate::html::{Witness, push_escaped_as_is, push_text_as_is};
use crate::model::Text;

pub(in crate::html) struct Out<'a> {
    html: String,
    /// The tag that is being written, and where it starts.
    tag: (&'static Element, usize),
    /// Its attributes, as far as somebody sees them; behind these stands memory for others.
    attributes: Vec<(String, String)>,
    count: usize,
    witness: Option<&'a mut dyn Witness>,
}

impl<'a> Out<'a> {
    pub(in crate::html) fn new(length: usize, witness: Option<&'a mut dyn Witness>) -> Out<'a> {
        Out { html: String::with_capacity(length), tag: (allowed::P, 0), attributes: Vec::new(), count: 0, witness }
    }

    pub(super) fn len(&self) -> usize {
        self.html.len()
    }

    /// Begins a start tag.
    pub(super) fn begin(&mut self, element: &'static Element) {
        self.tag = (element, self.html.len());
        self.count = 0;
        self.html.push_str(&element.start[..element.start.len() - 1]);
    }

    /// Adds an attribute to the tag that is begun.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.named(name, value);
        self.html.push_str("=\"");
        push_escaped_as_is(&mut self.html, value);
        self.html.push('"');
    }

    /// Adds an attribute without a value.
    pub(super) fn flag(&mut self, name: &str) {
        self.named(name, "");
    }

    fn named(&mut self, name: &str, value: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        if self.witness.is_none() {
            return;
        }
        if self.attributes.len() == self.count {
            self.attributes.push(Default::default());
        }
        let (own, text) = &mut self.attributes[self.count];
        own.clear();
        own.push_str(name);
        text.clear();
        text.push_str(value);
        self.count += 1;
    }

    /// Ends the start tag.
    pub(super) fn end_tag(&mut self) {
        self.html.push('>');
        if let Some(witness) = &mut self.witness {
            witness.tag(self.tag.0, &self.attributes[..self.count]);
        }
    }

    /// Takes the start tag back.
    pub(super) fn cancel(&mut self) {
        self.html.truncate(self.tag.1);
    }

    /// A start tag without attributes.
    pub(super) fn open(&mut self, element: &'static Element) {
        self.html.push_str(element.start);
        if let Some(witness) = &mut self.witness {
            witness.tag(element, &[]);
        }
    }

    /// An end tag.
    pub(super) fn close(&mut self, element: &'static Element) {
        self.html.push_str(element.end);
        if let Some(witness) = &mut self.witness {
            witness.end(element);
        }
    }

    /// Text between tags.
    pub(super) fn text(&mut self, text: &str) {
        push_text_as_is(&mut self.html, text);
        if let Some(witness) = &mut self.witness {
            witness.text(text);
        }
    }

    /// What was written, as every format can carry it.
    pub(super) fn into_html(self) -> Text {
        let Out { html, witness, .. } = self;
        let length = html.len();
        let has_returns = memchr(b'\r', html.as_bytes()).is_some();
        // A carriage return would be another character after XML has been read (XML 1.0, section 2.11).
        let html = Text::lossy(if has_returns { html.replace('\r', "\n") } else { html });
        if let Some(witness) = witness.filter(|_| has_returns || html.as_str().len() < length) {
            witness.forget();
        }
        html
    }
}
