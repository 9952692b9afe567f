//! Texts, and paragraphs that are understood without the parser.

use memchr::memchr;
use pulldown_cmark::{CowStr, Event, Tag as Element, TagEnd};

use crate::article::autolink;
use crate::article::markdown::tell::Teller;
use crate::article::markdown::tell::prose::{Kind, Part};

impl Teller<'_> {
    /// A text, or what stands in for a paragraph.
    pub(super) fn text(&mut self, text: &CowStr<'_>) -> Option<()> {
        let place = self.lines.place(text).filter(|_| !self.paragraphs.is_empty());
        if let Some(start) = place {
            let passed = self.paragraphs.iter().take_while(|paragraph| paragraph.at < start).count();
            self.paragraphs = &self.paragraphs[passed..];
            let within = self.paragraphs.first().filter(|paragraph| paragraph.at < start + text.len());
            // In code, the letter stands for nothing but the text.
            if let Some(paragraph) = within.filter(|_| self.literal == 0) {
                (self.has_begun && text.len() == 1).then_some(())?;
                return self.prose(self.lines.parts(paragraph));
            }
        }
        self.piece(self.lines.written(text), !matches!(text, CowStr::Borrowed(_)))
    }

    /// A paragraph's content.
    fn prose(&mut self, parts: &[Part]) -> Option<()> {
        for Part { kind, place } in parts {
            let written = &self.lines.body()[place.clone()];
            if *kind != Kind::Text {
                self.end_run()?;
            }
            match kind {
                Kind::Text => self.piece(written, false)?,
                Kind::Code => self.single(Event::Code(match memchr(b'\n', written.as_bytes()) {
                    Some(_) => written.replace('\n', " ").into(),
                    None => written.into(),
                }))?,
                Kind::Link => {
                    self.deeper()?;
                    self.link("", written, "")?;
                }
                Kind::LinkEnd => self.end(TagEnd::Link)?,
                Kind::Emphasis => self.start(Element::Emphasis)?,
                Kind::EmphasisEnd => self.end(TagEnd::Emphasis)?,
                Kind::Strong => self.start(Element::Strong)?,
                Kind::StrongEnd => self.end(TagEnd::Strong)?,
            }
        }
        Some(())
    }

    /// One of the texts that follow each other, and whether it was made.
    fn piece(&mut self, text: &str, is_made: bool) -> Option<()> {
        if self.run.0 == 0 {
            self.end_raw()?;
            self.run.1 = self.parts.pending();
        }
        self.run.0 += 1;
        // A character that was made may be a letter, too; those that have a name are never a `w`.
        self.may_hold_www |= is_made;
        self.parts.text(text, is_made)
    }

    /// Ends texts that follow each other, and makes links of the bare addresses in them.
    pub(super) fn end_run(&mut self) -> Option<()> {
        let (pieces, start) = std::mem::take(&mut self.run);
        if pieces == 0 {
            return Some(());
        }
        let text = self.parts.pending_from(start);
        // Several texts that hold nothing at all are none.
        if pieces == 1 || !text.is_empty() {
            self.ends_line = text.ends_with('\n');
        }
        if self.is_finished || self.literal > 0 || self.raw_link {
            return Some(());
        }
        if !self.may_hold_www && memchr(b':', text.as_bytes()).is_none() {
            return Some(());
        }
        let links = autolink::find(text);
        if links.is_empty() {
            return Some(());
        }
        let text = text.to_owned();
        self.parts.take_back(start);
        let mut from = 0;
        for link in links {
            self.parts.own_text(&text[from..link.span.start]);
            self.parts.open("a");
            self.parts.attribute("href", |value| value.push_str(&link.href))?;
            self.parts.opened();
            self.parts.own_text(&text[link.span.start..link.span.end]);
            self.parts.close("a");
            from = link.span.end;
        }
        self.parts.own_text(&text[from..]);
        Some(())
    }
}
