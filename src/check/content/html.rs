//! HTML in one pass over its tags: what readers can't show or won't, and what is broken.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Error, Span, Tokenizer};
use memchr::memchr2;

use crate::check::content::calm;
use crate::check::content::elements::{self, Element};
use crate::check::content::markup::Markup;
use crate::check::content::place::Place;
use crate::check::content::plain::{Mark, is_itself, marks};
use crate::check::content::quick;
use crate::check::content::report::Report;
use crate::check::rules::content as rules;
use crate::check::values::{quoted, shown};

/// Deeper than this, nobody is told what is not closed.
const DEPTH_MAX: usize = 4_096;

/// Judges HTML.
pub(super) fn judge(html: &str, report: &mut Report<'_, '_, '_, '_>) {
    // Text without a tag or a reference is only text.
    if memchr2(b'<', b'&', html.as_bytes()).is_none() || calm::is_calm(html) {
        return;
    }
    let mut pass = Pass {
        html,
        markup: Markup::new(report),
        stack: Vec::new(),
        open: [0; elements::COUNT],
        in_tag: false,
        attribute: Vec::new(),
        attribute_at: (0, 0),
        element: None,
        foreign: 0,
        code: 0,
        tags: 0,
        is_shown: false,
        escaped: None,
    };
    if quick::events(html, |event, at| pass.event(event, at)) {
        return pass.finish();
    }
    let mut callback = |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        pass.event(event, (span.start, span.end));
        None
    };
    let mut emitter = CallbackEmitter::new(&mut callback);
    emitter.naively_switch_states(true);
    // Reading from a text in memory can't fail.
    let _ = Tokenizer::new_with_emitter(html, emitter).finish();
    pass.finish();
}

/// The state of the pass.
struct Pass<'h, 'r, 'c, 't, 'a, 'input> {
    html: &'h str,
    markup: Markup<'r, 'c, 't, 'a, 'input>,
    /// The elements that are open and must be closed: their places in the table, and where each starts.
    stack: Vec<(usize, (usize, usize))>,
    /// How many of each are open.
    open: [u32; elements::COUNT],
    in_tag: bool,
    /// The name of an attribute whose value is not known yet.
    attribute: Vec<u8>,
    attribute_at: (usize, usize),
    element: Option<(usize, &'static Element)>,
    /// How many elements `svg` and `math` are open: within, HTML's table does not hold.
    foreign: u32,
    /// How many elements are open whose text is code.
    code: u32,
    tags: usize,
    /// Whether there is anything to see.
    is_shown: bool,
    /// The first tag that text shows as it is.
    escaped: Option<(usize, usize)>,
}

impl Pass<'_, '_, '_, '_, '_, '_> {
    fn event(&mut self, event: CallbackEvent<'_>, at: (usize, usize)) {
        match event {
            CallbackEvent::OpenStartTag { name } => self.start(name, at),
            CallbackEvent::AttributeName { name } if self.in_tag => {
                self.attribute(b"", (0, 0));
                self.attribute.extend_from_slice(name);
                self.attribute_at = at;
            }
            CallbackEvent::AttributeValue { value } if self.in_tag => self.attribute(value, at),
            CallbackEvent::CloseStartTag { self_closing } => {
                self.attribute(b"", (0, 0));
                self.in_tag = false;
                self.started(self_closing, at.1);
            }
            CallbackEvent::EndTag { name } => {
                self.tags += 1;
                self.end(name, at);
            }
            CallbackEvent::String { value } => self.text(value, at),
            CallbackEvent::Error(error) => self.fault(error, at),
            _ => {}
        }
    }

    fn start(&mut self, name: &[u8], at: (usize, usize)) {
        let at = (at.0, at.0 + 1 + name.len());
        self.in_tag = true;
        self.attribute.clear();
        self.tags += 1;
        self.element = elements::html(name);
        if self.foreign > 0
            && self.element.is_none_or(|(_, element)| !matches!(element.name, "svg" | "math" | "script"))
        {
            let drawn = std::str::from_utf8(name).is_ok_and(elements::is_drawn);
            if !drawn && self.element.is_none() {
                self.unknown(name, at);
            }
            self.markup.open(None, at);
            self.element = None;
            return;
        }
        self.markup.open(self.element.map(|(_, element)| element), at);
        // A name with a hyphen is somebody's own element: nothing is wrong with it.
        if self.element.is_none() && !name.contains(&b'-') {
            self.unknown(name, at);
        }
    }

    fn unknown(&mut self, name: &[u8], at: (usize, usize)) {
        let tag = String::from_utf8_lossy(name);
        let help = "correct its name; if text is meant, write `&lt;` for `<`";
        self.markup.report.say(&rules::HTML_UNKNOWN, at, help, |name| {
            format!("{name} holds the tag `<{}>`, which HTML has not", shown(&tag))
        });
    }

    /// An attribute's value is known; the empty one is not told.
    fn attribute(&mut self, value: &[u8], at: (usize, usize)) {
        if self.attribute.is_empty() {
            return;
        }
        let at = if at.1 == 0 { self.attribute_at } else { at };
        let value = std::str::from_utf8(value).unwrap_or_default();
        self.markup.attribute(&self.attribute, value, at);
        self.attribute.clear();
    }

    fn started(&mut self, self_closing: bool, end: usize) {
        self.markup.close(end);
        let Some((index, element)) = self.element else { return };
        self.is_shown |= element.is_shown;
        let is_root = matches!(element.name, "svg" | "math");
        if is_root && self_closing {
            return;
        }
        if element.is_closed && self.stack.len() < DEPTH_MAX {
            self.stack.push((index, (self.markup.start(), end)));
            self.open[index] += 1;
            self.code += u32::from(element.is_code);
            self.foreign += u32::from(is_root);
        }
    }

    fn end(&mut self, name: &[u8], at: (usize, usize)) {
        let Some((index, element)) = elements::html(name) else { return };
        if self.foreign > 0 && !matches!(element.name, "svg" | "math" | "script") || !element.is_closed {
            return;
        }
        if self.open[index] == 0 {
            if self.stack.len() < DEPTH_MAX {
                let help = "take it out, or write the start tag that it ends";
                self.markup.report.say(&rules::HTML_END_STRAY, at, help, |name| {
                    format!("{name} holds `</{}>`, which ends nothing", element.name)
                });
            }
            return;
        }
        while let Some((open, at)) = self.pop() {
            if open == index {
                break;
            }
            self.unclosed(open, at);
        }
    }

    fn pop(&mut self) -> Option<(usize, (usize, usize))> {
        let (index, at) = self.stack.pop()?;
        let element = elements::at(index);
        self.open[index] -= 1;
        self.code -= u32::from(element.is_code);
        self.foreign -= u32::from(matches!(element.name, "svg" | "math"));
        Some((index, at))
    }

    fn unclosed(&mut self, index: usize, at: (usize, usize)) {
        let tag = elements::at(index).name;
        self.markup.report.say(&rules::HTML_UNCLOSED, at, "close it within the element that it stands in", |name| {
            format!("{name} holds `<{tag}>`, which is not closed where it should be")
        });
    }

    fn text(&mut self, value: &[u8], at: (usize, usize)) {
        self.is_shown = self.is_shown || !value.iter().all(u8::is_ascii_whitespace);
        if self.code > 0 || memchr2(b'<', b'&', value).is_none() {
            return;
        }
        let Ok(text) = std::str::from_utf8(value) else { return };
        let mut place = Place::within(self.html.get(at.0..at.1).unwrap_or_default());
        for (start, end, mark) in marks(text) {
            if is_itself(place.raw_at(start)) {
                continue;
            }
            match mark {
                Mark::Reference { is_closed: true } => {
                    let help = "write the character itself: `é`, not `&amp;eacute;`";
                    self.markup.report.say(&rules::REFERENCE_TWICE, at, help, |name| {
                        format!("{name} shows {} to its readers: it is escaped twice", quoted(&text[start..end]))
                    });
                }
                // One start tag may be spoken of; what ends or breaks a line was meant as markup.
                Mark::Tag if ["</", "<br", "<img", "<hr"].iter().any(|tag| text[start..].starts_with(tag)) => {
                    self.escaped = self.escaped.or(Some(at));
                }
                _ => {}
            }
        }
    }

    fn fault(&mut self, error: Error, at: (usize, usize)) {
        let what = match error {
            Error::EofInTag | Error::EofBeforeTagName => "a tag that does not end",
            Error::EofInComment | Error::EofInScriptHtmlCommentLikeText => "a comment that does not end",
            Error::UnexpectedCharacterInAttributeName | Error::UnexpectedCharacterInUnquotedAttributeValue => {
                "a tag with a quotation mark or `<` out of place"
            }
            Error::UnexpectedQuestionMarkInsteadOfTagName => "an instruction to a program, not HTML",
            _ => return,
        };
        let is_processing = error == Error::UnexpectedQuestionMarkInsteadOfTagName;
        let (rule, help) = if is_processing {
            (&rules::CONTENT_PROCESSING, "take it out")
        } else {
            (&rules::HTML_TAG_BROKEN, "complete the tag, or write `&lt;` for `<`")
        };
        // Searching back takes time, which is well spent a few times only.
        if self.markup.report.is_done(rule) {
            return;
        }
        let end = self.html.floor_char_boundary(at.1);
        let start = self.html[..end].rfind('<').unwrap_or(end);
        let tag = self.html[start..].split_inclusive('>').next().unwrap_or_default();
        self.markup.report.say(rule, (start, end), help, |name| format!("{name} holds {what}: {}", quoted(tag)));
    }

    fn finish(&mut self) {
        while let Some((index, at)) = self.pop() {
            self.unclosed(index, at);
        }
        let report = &mut *self.markup.report;
        if let Some(at) = self.escaped.filter(|_| self.tags == 0) {
            let help = "escape HTML once: `&lt;p&gt;`, or write it into `<![CDATA[…]]>` as it is";
            report.say(&rules::HTML_TWICE, at, help, |name| {
                format!("{name} shows its tags to its readers: it is escaped twice")
            });
        }
        if self.tags > 0 && !self.is_shown {
            report.say(
                &rules::CONTENT_EMPTY,
                (0, self.html.len()),
                "write something into it, or leave it out",
                |name| format!("{name} has tags, but nothing to see in them"),
            );
        }
    }
}
