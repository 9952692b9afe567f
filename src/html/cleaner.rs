//! Tags in, safe and well nested tags out.

mod attributes;
mod media;
mod nesting;
mod opening;
pub(super) mod out;

use crate::html::allowed::{self, Element, Fate, fate};
use crate::html::cleaner::out::Out;
use crate::html::dropped::{Dropped, Place};
use crate::html::text::push_folded;
use crate::html::tokens::{Handler, Tag, tokenize};
use crate::html::{Clean, Extent, Removed, TEXT_BYTES};
use crate::model::{Base, Text, Url};

/// Deeper tags go, their text stays: readers' own parsers give up somewhere beyond this (Chromium at 512).
const DEPTH_MAX: usize = 100;
const IMAGES_MAX: usize = 16;
const REMOVED_MAX: usize = 24;
const BROKEN_MAX: usize = 8;
/// How many formatting elements go on after an end tag that overlaps them.
const REOPENED_MAX: usize = 6;

/// An open element.
#[derive(Clone, Copy)]
struct Open {
    element: &'static Element,
    /// Whether it was written; a `span` that says nothing is not.
    written: bool,
}

/// What may be the number of a footnote: a link within the page, raised.
struct Note {
    /// How many elements are open within.
    depth: usize,
    /// Where it starts in the paragraph's text, and in the whole text.
    start: usize,
    start_in_text: usize,
    raised: bool,
    links_within_page: bool,
}

pub(super) struct Cleaner<'a> {
    /// What references are relative to.
    page: &'a Base,
    out: Out<'a>,
    stack: Vec<Open>,
    dropping: Option<Dropped>,
    /// Names of elements that are left out where they end, and stay here since one of them does not.
    endless: Vec<String>,
    /// How many start tags were too deep to be written.
    too_deep: usize,
    /// The text of the paragraph that is open, where it counts as one of the article's.
    paragraph: Option<String>,
    note: Option<Note>,
    /// Where the output ended after the last `<pre>`, and whether anything unwritten came since.
    after_pre: Option<(usize, bool)>,
    within_noscript: bool,
    /// Whether the open film or sound has a link for readers that can't play it.
    player: Option<(Option<Url>, bool)>,
    last_embed: Option<Url>,
    last_image: Option<Url>,
    extent: Extent,
    clean: Clean,
}

impl<'a> Cleaner<'a> {
    pub(super) fn new(page: &'a Base, extent: Extent, endless: Vec<String>, out: Out<'a>) -> Cleaner<'a> {
        Cleaner {
            page,
            out,
            stack: Vec::new(),
            dropping: None,
            endless,
            too_deep: 0,
            paragraph: None,
            note: None,
            after_pre: None,
            within_noscript: false,
            player: None,
            last_embed: None,
            last_image: None,
            extent,
            clean: Clean::default(),
        }
    }

    /// At the end of the text: the elements to leave alone, when one that a browser would show did not end and took
    /// everything behind it along.
    pub(super) fn endless(&mut self) -> Option<Vec<String>> {
        let dropped = self.dropping.as_ref().filter(|dropped| dropped.is_shown())?;
        self.endless.push(dropped.name.clone());
        Some(std::mem::take(&mut self.endless))
    }

    pub(super) fn finish(mut self) -> Clean {
        self.rescue();
        while !self.stack.is_empty() {
            self.close_last();
        }
        let mut clean = self.clean;
        // A character that is left out may have stood before white space, so that goes last.
        clean.html = self.out.into_html().trimmed();
        if clean.first_paragraph.is_none() {
            clean.first_paragraph = clean.text.lines().find(|line| says_something(line)).and_then(Text::line);
        }
        clean
    }

    fn remove(&mut self, what: &str) {
        if let Some(known) = self.clean.removed.iter_mut().find(|removed| removed.what == what) {
            known.count += 1;
        } else if self.clean.removed.len() < REMOVED_MAX {
            self.clean.removed.push(Removed { what: what.to_owned(), count: 1 });
        }
    }

    fn drop_content(&mut self, name: &str) {
        if !self.endless.iter().any(|endless| endless == name) {
            self.dropping = Some(Dropped::new(name));
        }
    }

    /// Ends what is passed over, and puts in its place what it was worth.
    fn rescue(&mut self) {
        let Some(dropped) = self.dropping.take() else { return };
        let text = dropped.rescued.trim().to_owned();
        if text.is_empty() {
            return;
        }
        match dropped.name.as_str() {
            "math" => {
                self.leave_table_structure();
                self.out.open(allowed::CODE);
                self.text(&text);
                self.out.close(allowed::CODE);
            }
            _ => self.text(&text),
        }
    }

    /// Whether an end tag belongs to what is passed over.
    fn end_within_dropped(&mut self, name: &str) -> bool {
        let is_open = match fate(name) {
            Fate::Keep(element) => self.open_index(element).is_some(),
            _ => false,
        };
        let place = self.dropping.as_mut().map_or(Place::Behind, |dropped| dropped.end(name, is_open));
        if place != Place::Within {
            self.rescue();
        }
        place != Place::Behind
    }

    /// The open element that an end tag of this name ends.
    fn open_index(&self, element: &'static Element) -> Option<usize> {
        let is_part = element.is_table_part || std::ptr::eq(element, allowed::TABLE);
        let index = self.find(|open| std::ptr::eq(open, element), is_part);
        let heading = || if element.is_heading { self.find(|open| open.is_heading, false) } else { None };
        index.or_else(heading)
    }

    /// Whether an element is one that only makes sense on its page: line numbers, a heading's own link, the second
    /// copy of a formula.
    fn is_furniture(&self, tag: &Tag) -> bool {
        let within_heading = || self.stack.iter().any(|open| open.element.is_heading);
        match tag.name.as_str() {
            "a" => {
                const ANCHORS: &[&str] = &[
                    "anchor",
                    "headerlink",
                    "heading-anchor",
                    "header-anchor",
                    "anchor-link",
                    "permalink",
                    "heading-link",
                ];
                within_heading() && tag.has_class(|class| ANCHORS.contains(&class))
            }
            "span" | "td" | "div" | "pre" => {
                const NUMBERS: &[&str] = &[
                    "lineno",
                    "linenos",
                    "linenodiv",
                    "line-numbers-rows",
                    "gutter",
                    "hljs-ln-numbers",
                    "katex-html",
                    "rouge-gutter",
                ];
                tag.has_class(|class| NUMBERS.contains(&class))
            }
            _ => false,
        }
    }

    fn unwrapped(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "svg" | "math" => self.drop_content(&tag.name),
            "iframe" => {
                if let Some(src) = ["src", "data-src", "data-lazy-src"]
                    .iter()
                    .find_map(|name| tag.get(name))
                    .filter(|src| !src.trim().is_empty() && !src.starts_with("about:"))
                {
                    self.embed(src, tag.get("title"));
                }
                self.drop_content("iframe");
            }
            "embed" => {
                if let Some(src) = tag.get("src") {
                    self.embed(src, tag.get("title"));
                }
            }
            "object" => {
                if let Some(data) = tag.get("data") {
                    self.embed(data, tag.get("title"));
                }
            }
            "input" => match (tag.get("type").map(str::to_ascii_lowercase).as_deref(), tag.get("checked")) {
                (Some("checkbox"), Some(_)) => self.text("☑"),
                (Some("checkbox"), None) => self.text("☐"),
                (Some("hidden"), _) => {}
                _ => self.remove("`<input>`"),
            },
            "form" => self.remove("`<form>`"),
            "noscript" => self.drop_content("noscript"),
            _ => {}
        }
        if let Some(handler) = tag.attributes.iter().find(|(name, _)| name.starts_with("on") && name.len() > 2) {
            let shown: String = handler.0.chars().filter(char::is_ascii_alphanumeric).take(24).collect();
            self.remove(&format!("`{shown}`"));
        }
    }
}

impl Handler for Cleaner<'_> {
    fn start(&mut self, tag: &Tag) {
        if let Some(dropped) = &mut self.dropping {
            match dropped.start(tag) {
                Place::Behind => self.rescue(),
                Place::Within => return,
                Place::Last => return self.rescue(),
            }
        }
        self.note_tag();
        if !tag.attributes.is_empty() && self.is_furniture(tag) {
            return self.drop_content(&tag.name);
        }
        match fate(&tag.name) {
            Fate::Keep(element) => self.keep(element, tag),
            Fate::Void(element) => self.void(element, tag),
            Fate::Unwrap => self.unwrapped(tag),
            Fate::Drop => self.drop_content(&tag.name),
            Fate::DropAndTell => {
                self.remove(&format!("`<{}>`", tag.name));
                self.drop_content(&tag.name);
            }
        }
    }

    fn start_bare(&mut self, name: &'static str) {
        let tag = Tag::default();
        match fate(name) {
            Fate::Keep(element) if self.dropping.is_none() => {
                self.note_tag();
                self.keep(element, &tag);
            }
            _ => self.start(&Tag { name: name.to_owned(), ..tag }),
        }
    }

    fn end(&mut self, name: &str, _: (usize, usize)) {
        // What most end tags end was begun last.
        let is_last = self.stack.last().is_some_and(|open| open.element.name == name);
        if is_last && self.dropping.is_none() && self.too_deep == 0 {
            return self.close_last();
        }
        if self.dropping.is_some() && self.end_within_dropped(name) {
            return;
        }
        if name == "br" {
            // Often written for `<br>`, and read so by browsers.
            return self.void(allowed::BR, &Tag::default());
        }
        let Fate::Keep(element) = fate(name) else { return };
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(index) = self.open_index(element) else { return };
        if index + 1 == self.stack.len() {
            return self.close_last();
        }
        let overlapped: Vec<&'static Element> = match element.is_formatting || element.name == "a" {
            true => self.stack[index + 1..]
                .iter()
                .map(|open| open.element)
                .filter(|element| element.is_formatting)
                .take(REOPENED_MAX)
                .collect(),
            false => Vec::new(),
        };
        self.close_to(index);
        for element in overlapped {
            self.open(element);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(dropping) = &mut self.dropping {
            if dropping.name == "noscript" && !self.within_noscript {
                // Its content comes as text, since a browser with scripts reads it so; a reader has none.
                self.dropping = None;
                self.within_noscript = true;
                tokenize(text, self);
                self.within_noscript = false;
                self.rescue();
                self.drop_content("noscript");
            } else if dropping.rescues {
                dropping.rescued.push_str(text);
            }
            return;
        }
        if text.is_empty() {
            return;
        }
        let blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if !blank {
            self.leave_table_structure();
        }
        if let Some((length, unwritten)) = self.after_pre.take()
            && unwritten
            && length == self.out.len()
            && text.starts_with('\n')
        {
            // A line end right after `<pre>` does not count; this one did not stand there.
            self.out.text("\n");
        }
        self.out.text(text);
        if let Some(paragraph) = &mut self.paragraph {
            push_folded(paragraph, text);
        }
        let has_room = self.extent == Extent::WithText && self.clean.text.len() < TEXT_BYTES;
        if has_room && !self.stack.iter().any(|open| matches!(open.element.name, "pre" | "code")) {
            let limit = text.floor_char_boundary(TEXT_BYTES);
            push_folded(&mut self.clean.text, &text[..limit]);
        }
    }
}

fn says_something(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).nth(1).is_some()
}
