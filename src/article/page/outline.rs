//! The parts of a page: where its articles, its main part and its furniture start and end.
//!
//! Only elements that hold blocks are followed, so that the tags that people forget to close (`<p>`, `<li>`, `<td>`)
//! or that overlap (`<b>`, `<a>`) can't end a part too early. Time is linear, and depth is bounded.

use super::furniture::{Place, Role, role};
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
const HEADINGS_MAX: usize = 256;
const SCRIPTS_MAX: usize = 64;
const OWN_TAGS_MAX: usize = 8;
/// A heading with more bytes of text is none.
const HEADING_BYTES: usize = 2000;

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
    nested: bool,
    /// For a form: whether it holds prose.
    prose: bool,
}

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
    pub(super) headings: Vec<Heading>,
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
    heading: Option<Heading>,
    /// Where the text of an open link within the heading starts.
    heading_link: Option<usize>,
    script: Option<Span>,
    /// The tags of the page itself that may stand in its body.
    own_tags: Vec<Span>,
    /// The open forms in which no prose has been seen yet.
    forms: Vec<usize>,
    end: usize,
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

    /// The page's article: the first one, or, where only one of several holds an `<h1>`, that one.
    pub(super) fn article(&self) -> Option<&Region> {
        let mut articles = self.of_role(Role::Article).filter(|region| !region.nested);
        let first = articles.next()?;
        let second = articles.next();
        let Some(second) = second else { return Some(first) };
        let has_title = |region: &Region| self.titles().any(|title| holds(region.inner, title.outer));
        let mut titled = [first, second].into_iter().chain(articles).filter(|region| has_title(region));
        match (titled.next(), titled.next()) {
            (Some(only), None) => Some(only),
            // Several articles and a title outside of them: the articles are a list below the text.
            (None, _) if self.titles().next().is_some() => None,
            _ => Some(first),
        }
    }

    /// The page's main part.
    pub(super) fn main(&self) -> Option<&Region> {
        self.regions.iter().find(|region| region.role == Role::Main)
    }

    /// The `<h1>`s outside of furniture.
    pub(super) fn titles(&self) -> impl Iterator<Item = &Heading> {
        self.headings.iter().filter(|heading| heading.first_level && !heading.hidden).take(8)
    }

    /// The parts that may be the article's body, the best first. The last is the page itself.
    pub(super) fn roots(&self) -> Vec<Span> {
        let mut roots = Vec::new();
        let outer = self.article().or_else(|| self.main()).map(|region| region.inner);
        let within = outer.unwrap_or(Span::new(0, self.end));
        let mut contents: Vec<Span> = Vec::new();
        for content in self.of_role(Role::Content).filter(|region| holds(within, region.outer)) {
            let stands_alone = !contents.last().is_some_and(|last| holds(*last, content.inner));
            // An article that stands within the article has a content of its own.
            if stands_alone && !(content.nested && self.is_in_inner_article(within, content)) {
                contents.push(content.inner);
            }
        }
        if let [content] = contents[..] {
            roots.push(content);
        }
        roots.extend(outer);
        roots.extend(self.main().map(|region| region.inner));
        let body = self.regions.iter().find(|region| region.role == Role::Body);
        roots.push(body.map_or(Span::new(0, self.end), |body| body.inner));
        roots
    }

    fn is_in_inner_article(&self, within: Span, content: &Region) -> bool {
        self.of_role(Role::Article).filter(|article| article.nested).take(8).any(|article| {
            holds(within, article.outer) && article.outer != within && holds(article.inner, content.outer)
        })
    }

    fn of_role(&self, role: Role) -> impl Iterator<Item = &Region> {
        self.regions.iter().filter(move |region| region.role == role && !region.hidden)
    }

    /// What is to be cut out of a part, in order; parts that hold the whole part are not.
    pub(super) fn cuts(&self, root: Span) -> Vec<Span> {
        let is_cut = |region: &&Region| match region.role {
            Role::Furniture | Role::Byline => true,
            Role::Form => !region.prose,
            _ => false,
        };
        let regions = self.regions.iter().filter(is_cut).map(|region| region.outer);
        let others = self.scripts.iter().map(|script| script.outer).chain(self.own_tags.iter().copied());
        let mut cuts: Vec<Span> = regions.chain(others).filter(|cut| holds(root, *cut)).collect();
        cuts.sort_unstable();
        cuts
    }

    fn open(&mut self, name: &'static str, tag: &Tag) {
        if matches!(name, "html" | "head" | "body") {
            self.is_page = true;
            if name != "head" && self.own_tags.len() < OWN_TAGS_MAX {
                self.own_tags.push(Span::new(tag.start, tag.end));
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

    fn start_heading(&mut self, tag: &Tag) {
        let says_title = |word: &str| matches!(word, "entry-title" | "post-title" | "p-name" | "article-title");
        let first_level = tag.name == "h1";
        if self.headings.len() >= HEADINGS_MAX || !(first_level || (tag.name == "h2" && tag.has_class(says_title))) {
            return;
        }
        let (outer, inner) = (Span::new(tag.start, tag.end), Span::new(tag.end, tag.end));
        self.heading = Some(Heading { first_level, outer, inner, text: String::new(), hidden: self.in_furniture() });
        self.heading_link = None;
    }

    fn end_heading(&mut self, (start, end): (usize, usize)) {
        let Some(mut heading) = self.heading.take() else { return };
        heading.inner.end = start;
        heading.outer.end = end;
        heading.text.truncate(heading.text.trim_end().len());
        self.headings.push(heading);
    }
}

impl Handler for Outline {
    fn start(&mut self, tag: &Tag) {
        self.leave_head(tag);
        match tag.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.heading = None;
                self.mark_prose();
                self.start_heading(tag);
            }
            "p" => {
                self.heading = None;
                self.mark_prose();
            }
            "br" => self.text(" "),
            "a" => self.heading_link = self.heading.as_ref().map(|heading| heading.text.len()),
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
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.end_heading(place),
            "a" => {
                // A mark that links to the heading itself is no part of it.
                if let (Some(heading), Some(from)) = (&mut self.heading, self.heading_link.take())
                    && matches!(heading.text.get(from..).map(str::trim), Some("#" | "¶" | "§" | "🔗" | "∞"))
                {
                    heading.text.truncate(from);
                }
            }
            "script" => {
                if let Some(tag) = self.script.take() {
                    let outer = Span::new(tag.start, place.1);
                    self.scripts.push(Script { outer, inner: Span::new(tag.end, place.0) });
                }
            }
            // Browsers add what comes after these to the body.
            "html" | "body" if self.own_tags.len() < OWN_TAGS_MAX => self.own_tags.push(Span::new(place.0, place.1)),
            _ => {
                let Ok(index) = FOLLOWED.binary_search(&name) else { return };
                if self.too_deep > 0 {
                    self.too_deep -= 1;
                    return;
                }
                let name = FOLLOWED[index];
                // An end tag does not reach out of a table's cell.
                let is_wall = |open: &Open| matches!(open.name, "table" | "template");
                let from = self.stack.iter().rposition(|open| open.name == name || is_wall(open));
                if let Some(at) = from.filter(|at| self.stack[*at].name == name) {
                    self.close_to(at, place);
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        let Some(heading) = &mut self.heading else { return };
        super::push_folded(&mut heading.text, text);
        if heading.text.len() > HEADING_BYTES {
            self.heading = None;
        }
    }
}

/// Whether a range holds another.
pub(super) fn holds(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
