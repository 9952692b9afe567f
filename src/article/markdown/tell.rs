//! Markdown told tag by tag, as the HTML that it is rendered to would be cut, without writing that HTML.
//!
//! # Why
//! What the renderer writes is cut apart again at once by the cleaner. Of most bodies, both can be left out: the events
//! are tags and texts already. Raw HTML is cut on the way, each part of it on its own; a body in which one part may go on
//! in the next is not told, and has to be rendered.

mod addresses;
mod elements;
mod joining;
mod lines;
mod parts;
mod prose;
mod texts;

use memchr::memchr2;
use pulldown_cmark::{Alignment, CowStr, Event, Parser, Tag as Element, TagEnd, TextMergeStream};

use crate::article::autolink;
use crate::article::markdown::tell::joining::Paragraph;
use crate::article::markdown::tell::lines::Lines;
use crate::article::markdown::tell::parts::Parts;
use crate::article::markdown::{DEPTH_MAX, finish, flatten, footnotes, is_tag, options, without_marks};
use crate::html::Handler;

/// Tells the tags and texts of a body, the same ones that [`to_html`](super::to_html) would write; `false` when it can't
/// be done for sure, and what was told until then does not count.
pub(crate) fn tell(body: &str, handler: &mut dyn Handler) -> bool {
    // What the HTML standard replaces: a carriage return, which ends a line, too, and U+0000.
    let is_odd = memchr2(b'\r', 0, body.as_bytes()).is_some();
    if super::has_footnotes(body) {
        let lines = Lines::as_they_are(body);
        let mut teller = Teller::new(lines, is_odd, handler);
        teller.is_finished = true;
        let parser = TextMergeStream::new(Parser::new_ext(body, options()));
        return teller.all(footnotes::collect(finish(flatten(parser))).into_iter()).is_some();
    }
    let joined = if is_odd { None } else { joining::join(body) };
    let lines = joined.as_ref().map_or(Lines::as_they_are(body), |joined| Lines::joined(body, joined));
    Teller::new(lines, is_odd, handler).all(Parser::new_ext(lines.parsed(), options())).is_some()
}

/// Who goes through the events.
///
/// What returns `None` has met something that is left to the renderer.
struct Teller<'h> {
    lines: Lines<'h>,
    parts: Parts<'h>,
    /// The paragraphs that are still to come of which the parser sees only the place.
    paragraphs: &'h [Paragraph],
    /// Whether a paragraph has just begun.
    has_begun: bool,
    /// Whether the events have gone through [`finish`] already.
    is_finished: bool,
    /// How many elements are open.
    depth: usize,
    /// How many links, images and blocks of code are open, in which bare addresses stay text.
    literal: usize,
    /// Whether a link in HTML is open.
    raw_link: bool,
    /// Raw HTML that was not told yet.
    raw: String,
    /// How many texts have followed each other directly, and where the first of them starts in the text not told yet.
    run: (usize, usize),
    /// Whether addresses without a scheme may stand in the texts.
    may_hold_www: bool,
    /// Whether the HTML would end with a line end.
    ends_line: bool,
    /// The name of a table's cells.
    cell: &'static str,
    alignments: Vec<Alignment>,
    column: usize,
}

impl<'h> Teller<'h> {
    fn new(lines: Lines<'h>, is_odd: bool, handler: &'h mut dyn Handler) -> Teller<'h> {
        Teller {
            lines,
            parts: Parts::new(handler, is_odd),
            paragraphs: lines.paragraphs(),
            has_begun: false,
            is_finished: false,
            depth: 0,
            literal: 0,
            raw_link: false,
            raw: String::new(),
            run: (0, 0),
            may_hold_www: autolink::may_hold_www(lines.body()),
            ends_line: true,
            cell: "th",
            alignments: Vec::new(),
            column: 0,
        }
    }

    fn all<'a>(&mut self, mut events: impl Iterator<Item = Event<'a>>) -> Option<()> {
        while let Some(event) = events.next() {
            if let Event::Text(text) = event {
                self.text(&text)?;
                continue;
            }
            self.has_begun = matches!(event, Event::Start(Element::Paragraph));
            // No address goes on behind a line end, so the text before it and behind it are searched as one.
            if event == Event::SoftBreak && self.run.0 > 0 {
                self.line_end();
                continue;
            }
            if self.run.0 > 0 {
                self.end_run()?;
            }
            match event {
                Event::SoftBreak if self.raw.is_empty() => self.line_end(),
                Event::Html(html) | Event::InlineHtml(html) if self.is_finished => self.raw.push_str(&html),
                Event::Html(html) => self.html(&html)?,
                Event::InlineHtml(html) => {
                    self.raw_link = (self.raw_link || is_tag(&html, "<a")) && !is_tag(&html, "</a");
                    self.html(&html)?;
                }
                Event::Start(Element::HtmlBlock) => self.deeper()?,
                Event::End(TagEnd::HtmlBlock) => self.depth = self.depth.checked_sub(1)?,
                other => {
                    self.end_raw()?;
                    match other {
                        Event::Start(Element::Image { dest_url, title, .. }) => {
                            self.image(&dest_url, &title, &mut events)?;
                        }
                        Event::Start(element) => self.start(element)?,
                        Event::End(element) => self.end(element)?,
                        other => self.single(other)?,
                    }
                }
            }
        }
        self.end_run()?;
        self.end_raw()?;
        self.parts.end_text();
        Some(())
    }

    /// Adds raw HTML.
    fn html(&mut self, html: &CowStr<'_>) -> Option<()> {
        self.raw.push_str(&without_marks(self.lines.written_html(html)?.into()));
        Some(())
    }

    /// Cuts raw HTML that stands together.
    fn end_raw(&mut self) -> Option<()> {
        if self.raw.is_empty() {
            return Some(());
        }
        self.ends_line = self.raw.ends_with('\n');
        let told = self.parts.raw(&self.raw);
        self.raw.clear();
        told
    }

    fn line_end(&mut self) {
        self.parts.line_end();
        self.ends_line = true;
    }

    /// Begins a line for a block, unless it is begun.
    fn new_line(&mut self) {
        if !self.ends_line {
            self.line_end();
        }
    }

    fn deeper(&mut self) -> Option<()> {
        self.depth += 1;
        (self.depth <= DEPTH_MAX).then_some(())
    }

    /// What is neither a beginning nor an end.
    fn single(&mut self, event: Event<'_>) -> Option<()> {
        match event {
            Event::SoftBreak => self.line_end(),
            Event::HardBreak => {
                self.tag("br");
                self.line_end();
            }
            Event::Code(code) => {
                self.tag("code");
                // Its lines are joined in HTML, too.
                self.parts.text(&code, !matches!(code, CowStr::Borrowed(_)))?;
                self.close("code");
            }
            Event::Rule => {
                self.new_line();
                self.tag("hr");
                self.line_end();
            }
            Event::TaskListMarker(done) => {
                self.parts.own_text(if done { "☑ " } else { "☐ " });
                self.ends_line = false;
            }
            _ => return None,
        }
        Some(())
    }

    /// An element without attributes.
    fn tag(&mut self, name: &'static str) {
        self.parts.bare(name);
        self.ends_line = false;
    }

    fn close(&mut self, name: &str) {
        self.parts.close(name);
        self.ends_line = false;
    }

    fn block(&mut self, name: &'static str) {
        self.new_line();
        self.tag(name);
    }

    fn end_block(&mut self, name: &str) {
        self.parts.close(name);
        self.line_end();
    }
}

#[cfg(test)]
mod tests;
