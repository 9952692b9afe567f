//! Elements that begin.

use crate::html::allowed::Element;
use crate::html::cleaner::attributes::good;
use crate::html::cleaner::media::source;
use crate::html::cleaner::{Cleaner, DEPTH_MAX, Note, Open};
use crate::html::text::break_line;
use crate::html::tokens::Tag;
use crate::html::urls;

impl Cleaner<'_> {
    pub(super) fn keep(&mut self, element: &'static Element, tag: &Tag) {
        if self.stack.len() >= DEPTH_MAX {
            self.too_deep += 1;
            return;
        }
        if !self.make_room(element) {
            return;
        }
        let name = element.name;
        if element.is_block {
            break_line(&mut self.clean.text);
        }
        if name == "p" {
            let aside = ["figcaption", "li", "td", "th", "blockquote", "aside", "footer", "header", "caption"];
            let counts = self.clean.first_paragraph.is_none()
                && !self.stack.iter().any(|open| aside.contains(&open.element.name));
            self.paragraph = counts.then(String::new);
        }
        let written = if tag.attributes.is_empty() && !matches!(name, "span" | "audio" | "video") {
            self.out.open(element);
            true
        } else {
            self.start_tag(element, tag)
        };
        self.stack.push(Open { element, written });
        self.began(element, tag);
    }

    /// Writes a start tag with its attributes; tells whether it says anything.
    fn start_tag(&mut self, element: &'static Element, tag: &Tag) -> bool {
        self.out.begin(element);
        let bare = self.out.len();
        self.attributes(element.name, tag);
        let written = element.name != "span" || self.out.len() > bare;
        if written {
            self.out.end_tag();
        } else {
            self.out.cancel();
        }
        written
    }

    /// Notes that a tag stands here, which may stay unwritten.
    pub(super) fn note_tag(&mut self) {
        if let Some((_, unwritten)) = &mut self.after_pre {
            *unwritten = true;
        }
    }

    /// Notes what an element that has begun means for what comes.
    fn began(&mut self, element: &'static Element, tag: &Tag) {
        let name = element.name;
        self.begin_note(name, tag);
        match name {
            "pre" => self.after_pre = Some((self.out.len(), false)),
            "audio" | "video" => {
                let src = source(tag).and_then(|src| good(urls::media(src, self.page)));
                // A link can't hold another one.
                let is_linked = self.find(|open| open.name == "a", false).is_some();
                self.player = Some((src, is_linked));
            }
            "a" => {
                if let Some((_, linked)) = &mut self.player {
                    *linked = true;
                }
            }
            _ => {}
        }
    }

    /// A footnote's number is no part of the sentence that a summary repeats.
    fn begin_note(&mut self, name: &str, tag: &Tag) {
        let links_within_page = name == "a" && tag.get("href").is_some_and(|href| href.trim().starts_with('#'));
        if name != "sup" && !links_within_page {
            return;
        }
        let Some(start) = self.paragraph.as_ref().map(String::len) else { return };
        let (depth, start_in_text) = (self.stack.len(), self.clean.text.len());
        let note =
            self.note.get_or_insert(Note { depth, start, start_in_text, raised: false, links_within_page: false });
        note.raised |= name == "sup";
        note.links_within_page |= links_within_page;
    }

    pub(super) fn void(&mut self, element: &'static Element, tag: &Tag) {
        let name = element.name;
        match name {
            "img" => return self.image(tag),
            "source" | "track"
                if !matches!(self.stack.last().map(|open| open.element.name), Some("picture" | "audio" | "video")) =>
            {
                return;
            }
            "br" | "hr" => break_line(&mut self.clean.text),
            _ => {}
        }
        if !self.make_room(element) {
            return;
        }
        if name == "br"
            && let Some(text) = &mut self.paragraph
        {
            text.push(' ');
        }
        if name == "source"
            && let Some((src @ None, _)) = &mut self.player
        {
            *src = source(tag).and_then(|src| good(urls::media(src, self.page)));
        }
        self.out.begin(element);
        let written = self.attributes(name, tag);
        if matches!(name, "source" | "track") && !written {
            self.out.cancel();
        } else {
            self.out.end_tag();
        }
    }
}
