//! The headings of a page that may be its title.

use crate::diagnostic::Span;
use crate::html::Tag;

const HEADINGS_MAX: usize = 256;
/// A heading with more bytes of text is none.
const TEXT_BYTES: usize = 2000;

/// A heading.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    /// Whether it is an `<h1>`; else it is one that says that it is the title.
    pub(super) first_level: bool,
    pub(super) outer: Span,
    pub(super) inner: Span,
    /// Its text, white space folded.
    pub(super) text: String,
    /// Whether it stands within furniture.
    pub(super) hidden: bool,
}

/// The headings of a page, while it is read.
#[derive(Default)]
pub(super) struct Headings {
    /// Those that have ended.
    pub(super) list: Vec<Heading>,
    open: Option<Heading>,
    /// Where the text of an open link within the heading starts.
    link: Option<usize>,
    /// Where that of an open button starts.
    button: Option<usize>,
}

impl Headings {
    /// Takes notice of a tag. What holds blocks ends a heading that was not closed, which then is none.
    pub(super) fn start(&mut self, tag: &Tag, hidden: bool) {
        match tag.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.open(tag, hidden),
            "p" => self.open = None,
            "br" => self.text(" "),
            "a" => self.link = self.open.as_ref().map(|heading| heading.text.len()),
            "button" => self.button = self.open.as_ref().map(|heading| heading.text.len()),
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag, hidden: bool) {
        let says_title = |word: &str| matches!(word, "entry-title" | "post-title" | "p-name" | "article-title");
        let first_level = tag.name == "h1";
        let may_be_title = first_level || (tag.name == "h2" && tag.has_class(says_title));
        (self.link, self.button) = (None, None);
        self.open = (may_be_title && self.list.len() < HEADINGS_MAX).then(|| Heading {
            first_level,
            outer: Span::new(tag.start, tag.end),
            inner: Span::new(tag.end, tag.end),
            text: String::new(),
            hidden,
        });
    }

    /// Takes notice of an end tag.
    pub(super) fn end(&mut self, name: &str, (start, end): (usize, usize)) {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let Some(mut heading) = self.open.take() else { return };
                heading.inner.end = start;
                heading.outer.end = end;
                heading.text.truncate(heading.text.trim_end().len());
                self.list.push(heading);
            }
            "a" => {
                // A mark that links to the heading itself is no part of it.
                if let (Some(heading), Some(from)) = (&mut self.open, self.link.take())
                    && matches!(heading.text.get(from..).map(str::trim), Some("#" | "¶" | "§" | "🔗" | "∞"))
                {
                    heading.text.truncate(from);
                }
            }
            "button" => {
                // A link that overlaps may have shortened the text since.
                if let (Some(heading), Some(from)) = (&mut self.open, self.button.take())
                    && heading.text.is_char_boundary(from)
                {
                    heading.text.truncate(from);
                }
            }
            _ => {}
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        let Some(heading) = &mut self.open else { return };
        super::push_folded(&mut heading.text, text);
        if heading.text.len() > TEXT_BYTES {
            self.open = None;
        }
    }
}
