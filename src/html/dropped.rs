//! Content that is passed over, and where it ends.
//!
//! # Why
//! What is left out must not take along what stands behind it. An end tag may be missing, so the content also ends
//! where a browser lets it end: before the end of what holds it, and, for drawings and formulas, before HTML's own
//! elements (HTML standard, section 13.2.6.5).

use crate::html::tokens::Tag;

/// How many open elements within are told apart.
const WITHIN_MAX: usize = 256;

/// Content that is passed over.
pub(super) struct Dropped {
    pub(super) name: String,
    /// The open elements within, the innermost last.
    within: Vec<String>,
    /// Its text, of a kind that is worth more than nothing: a formula's source, a drawing's title.
    pub(super) rescued: String,
    pub(super) rescues: bool,
}

/// Where a tag stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Among what is passed over.
    Within,
    /// At its end: the tag is the last of it.
    Last,
    /// Behind it, since it ended without a tag of its own.
    Behind,
}

impl Dropped {
    /// What an element of this name holds; the text of a formula is worth keeping.
    pub(super) fn new(name: &str) -> Dropped {
        Dropped { name: name.to_owned(), within: Vec::new(), rescued: String::new(), rescues: name == "math" }
    }

    /// Takes a start tag.
    pub(super) fn start(&mut self, tag: &Tag) -> Place {
        let name = tag.name.as_str();
        let is_behind = match self.name.as_str() {
            "svg" | "math" => leaves_foreign_content(tag) && !self.is_within(holds_html),
            "td" | "th" => {
                matches!(name, "td" | "th" | "tr" | "tbody" | "tfoot") && !self.is_within(|open| open == "table")
            }
            // These hold none of their kind.
            "a" | "button" => name == self.name,
            _ => false,
        };
        if is_behind {
            return Place::Behind;
        }
        if self.name == "select" && name == "select" {
            // Within a list of choices, a second one only ends the first.
            return Place::Last;
        }
        match (self.name.as_str(), name) {
            ("svg", "title") => self.rescues = true,
            ("math", "annotation") => {
                // The formula's source says it once; what was gathered before said it in pieces.
                self.rescued.clear();
                self.rescues = tag.get("encoding").is_some_and(|encoding| encoding.contains("tex"));
            }
            ("math", "annotation-xml") => self.rescues = false,
            _ => {}
        }
        if self.within.len() < WITHIN_MAX && !matches!(name, "br" | "hr" | "img" | "input" | "wbr" | "source" | "col") {
            self.within.push(name.to_owned());
        }
        Place::Within
    }

    /// Takes an end tag, of an element that is open outside or not.
    pub(super) fn end(&mut self, name: &str, is_open_outside: bool) -> Place {
        if (self.name == "svg" && name == "title") || (self.name == "math" && name == "annotation") {
            self.rescues = false;
        }
        if let Some(at) = self.within.iter().rposition(|open| open == name) {
            self.within.truncate(at);
            return Place::Within;
        }
        if self.name == name {
            return Place::Last;
        }
        // These two end tags alone make elements of their own, and so end a drawing.
        let is_html =
            matches!(name, "p" | "br") && matches!(self.name.as_str(), "svg" | "math") && !self.is_within(holds_html);
        // Of these two, browsers let nothing from outside end the content.
        let is_sealed = matches!(self.name.as_str(), "template" | "select");
        if is_html || (is_open_outside && !is_sealed) { Place::Behind } else { Place::Within }
    }

    fn is_within(&self, fits: fn(&str) -> bool) -> bool {
        self.within.iter().any(|open| fits(open))
    }

    /// Whether a browser shows the content, so that it must not vanish when it does not end before the text does.
    pub(super) fn is_shown(&self) -> bool {
        matches!(self.name.as_str(), "button" | "a" | "span" | "td" | "div" | "pre")
    }
}

/// Whether a start tag is one of HTML's that ends a drawing or a formula whose own end is missing.
fn leaves_foreign_content(tag: &Tag) -> bool {
    match tag.name.as_str() {
        "b" | "big" | "blockquote" | "body" | "br" | "center" | "code" | "dd" | "div" | "dl" | "dt" | "em"
        | "embed" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "head" | "hr" | "i" | "img" | "li" | "listing"
        | "menu" | "meta" | "nobr" | "ol" | "p" | "pre" | "ruby" | "s" | "small" | "span" | "strong" | "strike"
        | "sub" | "sup" | "table" | "tt" | "u" | "ul" | "var" => true,
        "font" => ["color", "face", "size"].iter().any(|name| tag.get(name).is_some()),
        _ => false,
    }
}

/// Whether an element of a drawing or a formula may hold HTML.
fn holds_html(name: &str) -> bool {
    matches!(name, "foreignobject" | "desc" | "title" | "annotation-xml" | "mi" | "mo" | "mn" | "ms" | "mtext")
}

#[cfg(test)]
mod tests {
    use crate::html::{clean, plain_text};
    use crate::model::Url;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(clean(html, &Url::parse("https://e.fr/").unwrap()).html.as_str(), expected, "{html}");
    }

    #[test]
    fn what_is_left_out_ends_where_its_parent_does() {
        check("<div><button>Go</div><p>text", "<div></div><p>text</p>");
        check("<h2>T <a class=anchor href=#t>¶</h2><p>text", "<h2>T </h2><p>text</p>");
        check("<ul><li><canvas>x<li>y</canvas></ul>z", "<ul><li></li></ul>z");
        check("<div><template></div>x</template>y</div>", "<div>y</div>");
    }

    #[test]
    fn drawings_and_formulas_end_before_html() {
        check("<svg><path d=x><p>text</p>more", "<p>text</p>more");
        check("<svg></p>text", "text");
        check("<select><option>a<select>text", "text");
        check("<svg><foreignObject><p>label</p></foreignObject></svg>text", "text");
        check("<math><mi>x</mi><p>text", "<code>x</code><p>text</p>");
        check("<math><mtext><b>if</b></mtext></math>", "<code>if</code>");
    }

    #[test]
    fn a_column_of_line_numbers_ends_before_the_next_cell() {
        check("<table><tr><td class=gutter>1<td>code</table>", "<table><tr><td>code</td></tr></table>");
        check(
            "<table><tr><td class=gutter><table><tr><td>1</table></td><td>c</table>",
            "<table><tr><td>c</td></tr></table>",
        );
    }

    #[test]
    fn what_never_ends_is_not_left_out() {
        check("a<button>Go<p>text", "aGo<p>text</p>");
        check("<span class=lineno>1 text", "1 text");
        check("a<script>x<p>text", "a");
        check(&"<button><span class=gutter><td class=gutter>".repeat(9_000), "");
    }

    #[test]
    fn plain_text_loses_no_more_than_the_content() {
        assert_eq!(plain_text("<div><button>Go</div><p>text"), "text");
        assert_eq!(plain_text("<dialog><dialog>x</dialog>y</dialog>z"), "z");
    }
}
