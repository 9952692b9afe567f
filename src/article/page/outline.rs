//! The parts of a page: where its articles, its main part and its furniture start and end.
//!
//! Only elements that hold blocks are followed, so that the tags that people forget to close (`<p>`, `<li>`, `<td>`)
//! or that overlap (`<b>`, `<a>`) can't end a part too early. Time is linear, and depth is bounded.

use super::furniture::{Place, Role, role};
use super::headings::Headings;
use crate::diagnostic::Span;
use crate::html::{Handler, Tag, tokenize};

/// The elements that are followed.
const FOLLOWED: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "details",
    "dialog",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "head",
    "header",
    "html",
    "main",
    "menu",
    "nav",
    "ol",
    "section",
    "svg",
    "table",
    "template",
    "ul",
];

/// Deeper elements are not told apart from the one that holds them.
const DEPTH_MAX: usize = 256;
/// Parts beyond these are not told apart; their text stays with the article.
const REGIONS_MAX: usize = 4096;
const SCRIPTS_MAX: usize = 64;
const OWN_TAGS_MAX: usize = 8;

/// A part of a page.
#[derive(Clone, Debug)]
pub(super) struct Region {
    pub(super) role: Role,
    /// From its start tag to its end tag.
    pub(super) outer: Span,
    /// What stands between them.
    pub(super) inner: Span,
    /// Whether it stands within furniture.
    pub(super) hidden: bool,
    /// Whether it stands within another article.
    pub(super) nested: bool,
    /// For a form: whether it holds prose.
    pub(super) prose: bool,
}

/// A script.
#[derive(Clone, Copy, Debug)]
pub(super) struct Script {
    pub(super) outer: Span,
    pub(super) inner: Span,
}

struct Open {
    name: &'static str,
    region: Option<usize>,
}

/// What is known of a page's parts.
#[derive(Default)]
pub(super) struct Outline {
    pub(super) regions: Vec<Region>,
    pub(super) headings: Headings,
    /// The scripts that are JSON-LD.
    pub(super) scripts: Vec<Script>,
    /// Whether the text is a page; else it is a fragment of one.
    pub(super) is_page: bool,
    stack: Vec<Open>,
    too_deep: usize,
    /// How many parts of a kind are open.
    furniture: usize,
    articles: usize,
    headers: usize,
    script: Option<Span>,
    /// The tags of the page itself that may stand in its body.
    pub(super) own_tags: Vec<Span>,
    /// The open forms in which no prose has been seen yet.
    forms: Vec<usize>,
    pub(super) end: usize,
}

impl Outline {
    /// Reads the parts of a page.
    pub(super) fn of(text: &str) -> Outline {
        let mut outline = Outline::for_text(text);
        tokenize(text, &mut outline);
        outline.finish();
        outline
    }

    /// An outline that is told of a text's tags by somebody else, who calls [`Outline::finish`] at the end.
    pub(super) fn for_text(text: &str) -> Outline {
        let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let is_page = start.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"));
        Outline { is_page, end: text.len(), ..Outline::default() }
    }

    pub(super) fn finish(&mut self) {
        let end = (self.end, self.end);
        self.close_to(0, end);
    }

    /// Whether the reader stands within furniture: comments, navigation, the page's own header.
    pub(super) fn in_furniture(&self) -> bool {
        self.furniture > 0
    }

    /// Whether the reader stands within a header that is not the page's own.
    pub(super) fn in_header(&self) -> bool {
        self.headers > 0
    }

    /// Whether an element is open.
    pub(super) fn is_open(&self, name: &str) -> bool {
        self.stack.iter().any(|open| open.name == name)
    }

    fn open(&mut self, name: &'static str, tag: &Tag) {
        if matches!(name, "html" | "head" | "body") {
            self.is_page = true;
            if name != "head" {
                self.note_own_tag(Span::new(tag.start, tag.end));
            }
            if self.is_open(name) {
                return;
            }
        }
        if self.stack.len() >= DEPTH_MAX {
            self.too_deep += 1;
            return;
        }
        let top = self.is_page && self.stack.last().is_none_or(|open| matches!(open.name, "html" | "body"));
        let kind = match name {
            "head" | "template" => Role::Furniture,
            "svg" => Role::Plain,
            _ => role(tag, Place { top, article: self.articles > 0 }),
        };
        let region = (kind != Role::Plain && self.regions.len() < REGIONS_MAX).then(|| self.begin(kind, tag));
        self.stack.push(Open { name, region });
    }

    fn begin(&mut self, role: Role, tag: &Tag) -> usize {
        if role == Role::Main {
            self.reveal();
        }
        let (hidden, nested) = (self.furniture > 0, self.articles > 0);
        let outer = Span::new(tag.start, tag.end);
        let inner = Span::new(tag.end, tag.end);
        if role == Role::Form {
            self.forms.push(self.regions.len());
        }
        self.regions.push(Region { role, outer, inner, hidden, nested, prose: false });
        self.count(role, true);
        self.regions.len() - 1
    }

    /// What holds the page's main part is no furniture, whatever it is called or wherever it was not closed.
    fn reveal(&mut self) {
        for index in 0..self.stack.len() {
            let Some(region) = self.stack[index].region else { continue };
            if self.regions[region].role == Role::Furniture {
                self.regions[region].role = Role::Plain;
                self.count(Role::Furniture, false);
            }
        }
    }

    fn count(&mut self, role: Role, starts: bool) {
        let counter = match role {
            Role::Furniture => &mut self.furniture,
            Role::Article => &mut self.articles,
            Role::Header => &mut self.headers,
            _ => return,
        };
        *counter = if starts { *counter + 1 } else { counter.saturating_sub(1) };
    }

    fn note_own_tag(&mut self, place: Span) {
        if self.own_tags.len() < OWN_TAGS_MAX {
            self.own_tags.push(place);
        }
    }

    fn close(&mut self, name: &str, place: (usize, usize)) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        // An end tag does not reach out of a table's cell.
        let is_wall = |open: &Open| matches!(open.name, "table" | "template");
        let from = self.stack.iter().rposition(|open| open.name == name || is_wall(open));
        if let Some(at) = from.filter(|at| self.stack[*at].name == name) {
            self.close_to(at, place);
        }
    }

    fn close_to(&mut self, length: usize, (start, end): (usize, usize)) {
        while self.stack.len() > length {
            let Some(open) = self.stack.pop() else { return };
            let Some(index) = open.region else { continue };
            let is_own = self.stack.len() == length;
            self.regions[index].inner.end = start;
            self.regions[index].outer.end = if is_own { end } else { start };
            if self.forms.last() == Some(&index) {
                self.forms.pop();
            }
            let role = self.regions[index].role;
            self.count(role, false);
        }
    }

    /// Prose makes the forms around it a part of the article.
    fn mark_prose(&mut self) {
        for form in self.forms.drain(..) {
            self.regions[form].prose = true;
        }
    }

    /// Ends the head before the first tag that can't stand in it (HTML standard, section 13.2.6.4.4).
    fn leave_head(&mut self, tag: &Tag) {
        let belongs = matches!(
            tag.name.as_str(),
            "title" | "meta" | "link" | "script" | "style" | "base" | "noscript" | "template" | "head"
        );
        if !belongs && self.stack.last().is_some_and(|open| open.name == "head") {
            self.close_to(self.stack.len() - 1, (tag.start, tag.start));
        }
    }
}

impl Handler for Outline {
    fn start(&mut self, tag: &Tag) {
        self.leave_head(tag);
        self.headings.start(tag, self.furniture > 0);
        match tag.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" => self.mark_prose(),
            "script" if self.scripts.len() < SCRIPTS_MAX => {
                let kind = tag.get("type").unwrap_or_default().trim();
                let is_linked_data =
                    kind.get(..19).is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"));
                self.script = is_linked_data.then_some(Span::new(tag.start, tag.end));
            }
            "title" | "meta" if !self.is_open("svg") && tag.get("itemprop").is_none() => self.is_page = true,
            name => {
                if let Ok(index) = FOLLOWED.binary_search(&name) {
                    if matches!(name, "article" | "main") {
                        self.mark_prose();
                    }
                    self.open(FOLLOWED[index], tag);
                }
            }
        }
    }

    fn end(&mut self, name: &str, place: (usize, usize)) {
        self.headings.end(name, place);
        match name {
            "script" => {
                if let Some(tag) = self.script.take() {
                    let outer = Span::new(tag.start, place.1);
                    self.scripts.push(Script { outer, inner: Span::new(tag.end, place.0) });
                }
            }
            // Browsers add what comes after these to the body.
            "html" | "body" => self.note_own_tag(Span::new(place.0, place.1)),
            _ => {
                if let Ok(index) = FOLLOWED.binary_search(&name) {
                    self.close(FOLLOWED[index], place);
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.headings.text(text);
    }
}
