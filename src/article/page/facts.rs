//! Everything on a page that may be metadata, with its place.

use super::capture::{Capture, Mark};
use super::outline::Outline;
use super::trimmed;
use crate::diagnostic::Span;
use crate::html::{Handler, Tag, tokenize};

/// How many facts of a kind are kept.
const FACTS_MAX: usize = 1000;
/// How many elements are read at the same time.
const OPEN_MAX: usize = 8;
/// A title with more bytes is none.
const TITLE_BYTES: usize = 2000;

/// A `<meta>`.
#[derive(Clone, Debug)]
pub(super) struct Meta {
    /// In lower case; `dc.` and `dcterms.` with a full stop, `itemprop:` before a word of microdata.
    pub(super) key: String,
    /// For people: `og:title`, `meta description`.
    pub(super) written: String,
    pub(super) key_span: Span,
    pub(super) content: String,
    pub(super) span: Span,
}

/// A value, what it is called, and both their places.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) key_span: Span,
}

/// The facts of a page.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) outline: Outline,
    pub(super) metas: Vec<Meta>,
    pub(super) marks: Vec<Mark>,
    pub(super) title: Option<Fact>,
    pub(super) language: Option<Fact>,
    pub(super) canonical: Option<Fact>,
    pub(super) replies: Option<Fact>,
    open: Vec<Capture>,
    reading_title: Option<Fact>,
}

impl Facts {
    /// Reads the facts of a page.
    pub(super) fn of(text: &str) -> Facts {
        let mut facts = Facts { outline: Outline::for_text(text), ..Facts::default() };
        tokenize(text, &mut facts);
        facts.outline.finish();
        if let Some(title) = &mut facts.title {
            title.span = trimmed(text, title.span);
        }
        for mark in &mut facts.marks {
            mark.span = trimmed(text, mark.span);
        }
        facts
    }

    fn meta(&mut self, tag: &Tag) {
        let (Some(content), Some((start, end))) = (tag.get("content"), tag.place("content")) else { return };
        if content.trim().is_empty() {
            return;
        }
        for attribute in ["property", "name", "itemprop", "http-equiv"] {
            let (Some(names), Some(place)) = (tag.get(attribute), tag.place(attribute)) else { continue };
            if attribute == "itemprop" && self.outline.in_furniture() {
                continue;
            }
            // RDFa lets a property be several; a name is one, spaces and all.
            let names: Vec<&str> = match attribute {
                "property" | "itemprop" => names.split_ascii_whitespace().take(8).collect(),
                _ => vec![names.trim()],
            };
            for name in names {
                if self.metas.len() >= FACTS_MAX || name.is_empty() || name.len() > 100 {
                    return;
                }
                let lower = name.to_ascii_lowercase();
                let is_dublin_core = lower.starts_with("dc:") || lower.starts_with("dcterms:");
                self.metas.push(Meta {
                    key: match attribute {
                        "itemprop" => format!("itemprop:{lower}"),
                        _ if is_dublin_core => lower.replace(':', "."),
                        _ => lower,
                    },
                    written: match attribute {
                        "property" => name.to_owned(),
                        "itemprop" => format!("itemprop {name}"),
                        _ => format!("meta {name}"),
                    },
                    key_span: Span::new(place.0, place.1),
                    content: content.to_owned(),
                    span: Span::new(start, end),
                });
            }
        }
    }

    fn link(&mut self, tag: &Tag) {
        let (Some(rel), Some(href), Some((start, end))) = (tag.get("rel"), tag.get("href"), tag.place("href")) else {
            return;
        };
        for word in rel.split_ascii_whitespace() {
            let known = match word.to_ascii_lowercase().as_str() {
                "canonical" => &mut self.canonical,
                "replies" => &mut self.replies,
                _ => continue,
            };
            let key_span = Span::new(tag.start, tag.end);
            known.get_or_insert_with(|| Fact { text: href.to_owned(), span: Span::new(start, end), key_span });
        }
    }

    fn html(&mut self, tag: &Tag) {
        for name in ["lang", "xml:lang"] {
            let (Some(text), Some((start, end))) = (tag.get(name), tag.place(name)) else { continue };
            if self.language.is_none() && !text.trim().is_empty() {
                let key_span = Span::new(tag.start, tag.end);
                self.language = Some(Fact { text: text.to_owned(), span: Span::new(start, end), key_span });
            }
        }
    }

    fn mark(&mut self, tag: &Tag) {
        let Some(mut mark) = Mark::of(tag) else { return };
        mark.hidden = self.outline.in_furniture();
        mark.in_header = self.outline.in_header();
        if self.marks.len() >= FACTS_MAX {
            return;
        }
        if mark.is_complete() {
            self.marks.push(mark);
        } else if self.open.len() < OPEN_MAX {
            self.open.push(Capture::new(tag, mark));
        }
    }
}

impl Handler for Facts {
    fn start(&mut self, tag: &Tag) {
        self.outline.start(tag);
        self.open.iter_mut().for_each(|capture| capture.start(tag));
        match tag.name.as_str() {
            "html" => self.html(tag),
            "meta" => self.meta(tag),
            "link" => self.link(tag),
            "title" if self.title.is_none() && !self.outline.is_open("svg") => {
                let place = Span::new(tag.end, tag.end);
                let key_span = Span::new(tag.start, tag.end);
                self.reading_title = Some(Fact { text: String::new(), span: place, key_span });
            }
            _ => self.mark(tag),
        }
    }

    fn end(&mut self, name: &str, place: (usize, usize)) {
        self.outline.end(name, place);
        if name == "title"
            && let Some(mut title) = self.reading_title.take()
        {
            title.span.end = place.0;
            self.title = Some(title).filter(|title| !title.text.trim().is_empty() && title.text.len() <= TITLE_BYTES);
        }
        let mut index = 0;
        while index < self.open.len() {
            if self.open[index].end(name, place.0) {
                self.marks.extend(self.open.remove(index).finish());
            } else {
                index += 1;
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.outline.text(text);
        if let Some(title) = self.reading_title.as_mut().filter(|title| title.text.len() <= TITLE_BYTES) {
            super::push_folded(&mut title.text, text);
        }
        self.open.retain_mut(|capture| capture.text(text));
    }
}
