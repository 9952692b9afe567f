//! Tags and texts on their way to who is told: what stands between two tags is one text.

use memchr::memchr2;

use crate::html::{Handler, Tag, tokenize_part};

pub(super) struct Parts<'h> {
    handler: &'h mut dyn Handler,
    /// The tag that is being made.
    tag: Tag,
    /// Memory for attributes to come.
    spare: Vec<(String, String)>,
    /// The text since the last tag.
    text: String,
    /// Whether the body holds characters that the HTML standard replaces.
    is_odd: bool,
}

/// Whether a text holds what the HTML standard replaces: a carriage return, or U+0000.
fn is_replaced(text: &str) -> bool {
    memchr2(b'\r', 0, text.as_bytes()).is_some()
}

impl<'h> Parts<'h> {
    pub(super) fn new(handler: &'h mut dyn Handler, is_odd: bool) -> Parts<'h> {
        Parts { handler, tag: Tag::default(), spare: Vec::new(), text: String::with_capacity(512), is_odd }
    }

    /// Adds a text of the body; what is a part of it, and not made, is as sound as the body is.
    pub(super) fn text(&mut self, text: &str, is_made: bool) -> Option<()> {
        if (self.is_odd || is_made) && is_replaced(text) {
            return None;
        }
        self.text.push_str(text);
        Some(())
    }

    /// Adds a text that was looked at before.
    pub(super) fn own_text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds a line end.
    pub(super) fn line_end(&mut self) {
        self.text.push('\n');
    }

    /// How long the text since the last tag is.
    pub(super) fn pending(&self) -> usize {
        self.text.len()
    }

    /// The text since the last tag, from a place on.
    pub(super) fn pending_from(&self, start: usize) -> &str {
        self.text.get(start..).unwrap_or_default()
    }

    /// Takes text back, as if it had not been added.
    pub(super) fn take_back(&mut self, start: usize) {
        self.text.truncate(start);
    }

    /// Tells the text since the last tag.
    pub(super) fn end_text(&mut self) {
        if !self.text.is_empty() {
            self.handler.text(&self.text);
            self.text.clear();
        }
    }

    /// Tells a start tag without attributes.
    pub(super) fn bare(&mut self, name: &'static str) {
        self.end_text();
        self.handler.start_bare(name);
    }

    /// Begins a start tag.
    pub(super) fn open(&mut self, name: &str) {
        self.end_text();
        self.tag.name.clear();
        self.tag.name.push_str(name);
        self.spare.append(&mut self.tag.attributes);
    }

    /// Adds an attribute to the tag that is begun.
    pub(super) fn attribute(&mut self, name: &str, write: impl FnOnce(&mut String)) -> Option<()> {
        let (mut own, mut value) = self.spare.pop().unwrap_or_default();
        own.clear();
        own.push_str(name);
        value.clear();
        write(&mut value);
        let is_sound = !is_replaced(&value);
        self.tag.attributes.push((own, value));
        is_sound.then_some(())
    }

    /// Tells the start tag.
    pub(super) fn opened(&mut self) {
        self.handler.start(&self.tag);
    }

    /// Tells an end tag.
    pub(super) fn close(&mut self, name: &str) {
        self.end_text();
        self.handler.end(name, (0, 0));
    }

    /// Cuts raw HTML, which stands where tags may begin.
    pub(super) fn raw(&mut self, html: &str) -> Option<()> {
        tokenize_part(html, self).then_some(())
    }
}

impl Handler for Parts<'_> {
    fn start(&mut self, tag: &Tag) {
        self.end_text();
        self.handler.start(tag);
    }

    fn end(&mut self, name: &str, _: (usize, usize)) {
        self.close(name);
    }

    fn text(&mut self, text: &str) {
        self.own_text(text);
    }

    fn comment(&mut self) {
        self.end_text();
    }
}
