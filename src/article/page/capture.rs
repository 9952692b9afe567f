//! Elements of a page's text that say something about the article: dates, authors and tags.

use super::furniture::has_item;
use crate::diagnostic::Span;
use crate::html::Tag;

/// A mark with more bytes of text is none.
const TEXT_BYTES: usize = 500;

/// What an element says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Published,
    Updated,
    /// Some time, with the first of which an article often begins.
    Time,
    Author,
    Tag,
    Category,
}

/// An element that says something.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) sort: Sort,
    /// For people: `<time>`, `rel=author`.
    pub(super) origin: &'static str,
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) tag: Span,
    /// An address that goes with it, and where it stands.
    pub(super) url: Option<(String, Span)>,
    /// Whether it stands within furniture.
    pub(super) hidden: bool,
    /// Whether it stands within a header.
    pub(super) in_header: bool,
}

impl Mark {
    /// What an element says, as far as its start tag tells.
    pub(super) fn of(tag: &Tag) -> Option<Mark> {
        let is_time = tag.name == "time";
        let has_class = |words: &[&str]| tag.has_class(|class| words.contains(&class));
        let has_rel = |word: &str| {
            tag.name == "a"
                && tag
                    .get("rel")
                    .is_some_and(|rel| rel.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(word)))
        };
        let (sort, origin) = if has_item(tag, "datePublished") {
            (Sort::Published, "itemprop datePublished")
        } else if has_item(tag, "dateModified") {
            (Sort::Updated, "itemprop dateModified")
        } else if is_time && tag.get("pubdate").is_some() {
            (Sort::Published, "<time pubdate>")
        } else if is_time && has_class(&["published", "dt-published", "entry-date"]) {
            (Sort::Published, "<time>")
        } else if is_time && has_class(&["dt-updated", "updated"]) {
            (Sort::Updated, "<time>")
        } else if is_time && tag.get("datetime").is_some_and(has_year) {
            (Sort::Time, "<time>")
        } else if has_rel("author") {
            (Sort::Author, "rel=author")
        } else if has_class(&["p-author"]) {
            (Sort::Author, "p-author")
        } else if has_item(tag, "author") {
            (Sort::Author, "itemprop author")
        } else if has_rel("category") {
            (Sort::Category, "rel=category")
        } else if has_rel("tag") {
            (Sort::Tag, "rel=tag")
        } else {
            return None;
        };
        let value = if tag.get("content").is_some() { "content" } else { "datetime" };
        let place = tag.place(value).map_or(Span::new(tag.end, tag.end), |(start, end)| Span::new(start, end));
        let text = tag.get(value).unwrap_or_default().to_owned();
        let outer = Span::new(tag.start, tag.end);
        Some(Mark { sort, origin, text, span: place, tag: outer, url: address(tag), hidden: false, in_header: false })
    }

    /// Whether the start tag told everything.
    pub(super) fn is_complete(&self) -> bool {
        !self.text.trim().is_empty()
    }
}

/// Whether a `datetime` may be a date, and not a time of day or a duration.
fn has_year(datetime: &str) -> bool {
    datetime.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit))
}

fn address(tag: &Tag) -> Option<(String, Span)> {
    let (start, end) = tag.place("href")?;
    Some((tag.get("href")?.to_owned(), Span::new(start, end)))
}

/// An element whose text is being read.
pub(super) struct Capture {
    mark: Mark,
    name: String,
    depth: usize,
    /// The element within that holds the name alone, while it is open.
    inner: Option<(String, usize)>,
    has_inner: bool,
}

impl Capture {
    pub(super) fn new(tag: &Tag, mark: Mark) -> Capture {
        let mark = Mark { text: String::new(), span: Span::new(tag.end, tag.end), ..mark };
        Capture { mark, name: tag.name.clone(), depth: 0, inner: None, has_inner: false }
    }

    pub(super) fn start(&mut self, tag: &Tag) {
        if tag.name == self.name {
            self.depth += 1;
        }
        if self.mark.sort != Sort::Author {
            return;
        }
        self.mark.url = self.mark.url.take().or_else(|| address(tag));
        match &mut self.inner {
            Some((name, depth)) => *depth += usize::from(*name == tag.name),
            None if self.has_inner => {}
            None if has_item(tag, "name") || tag.has_class(|class| matches!(class, "p-name" | "fn")) => {
                self.has_inner = true;
                self.mark.text = tag.get("content").unwrap_or_default().to_owned();
                let place = tag.place("content").filter(|_| !self.mark.text.is_empty());
                self.mark.span = place.map_or(Span::new(tag.end, tag.end), |(start, end)| Span::new(start, end));
                self.inner = self.mark.text.is_empty().then(|| (tag.name.clone(), 0));
            }
            None => {}
        }
    }

    /// Whether the element has ended.
    pub(super) fn end(&mut self, name: &str, at: usize) -> bool {
        match &mut self.inner {
            Some((inner, depth)) if inner == name => match depth.checked_sub(1) {
                Some(less) => *depth = less,
                None => {
                    self.mark.span.end = at;
                    self.inner = None;
                }
            },
            _ => {}
        }
        if name != self.name {
            return false;
        }
        match self.depth.checked_sub(1) {
            Some(less) => {
                self.depth = less;
                false
            }
            None => {
                if !self.has_inner || self.inner.is_some() {
                    self.mark.span.end = at;
                }
                true
            }
        }
    }

    /// Whether what has been read may still be a mark.
    pub(super) fn text(&mut self, text: &str) -> bool {
        if !self.has_inner || self.inner.is_some() {
            super::push_folded(&mut self.mark.text, text);
        }
        self.mark.text.len() <= TEXT_BYTES
    }

    pub(super) fn finish(self) -> Option<Mark> {
        let mut mark = self.mark;
        mark.text.truncate(mark.text.trim_end().len());
        mark.is_complete().then_some(mark)
    }
}
