//! Which elements and attributes feed readers show.

/// What becomes of an element.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fate {
    /// It stays.
    Keep(&'static Element),
    /// It stays and has no content.
    Void(&'static Element),
    /// Its tags go, its content stays.
    Unwrap,
    /// It goes with its content.
    Drop,
    /// It goes with its content, and the author should know.
    DropAndTell,
}

/// What is to be known of an element that stays.
#[derive(Debug)]
pub(crate) struct Element {
    /// Its name, as it is written.
    pub(crate) name: &'static str,
    /// Its start tag without attributes.
    pub(super) start: &'static str,
    /// Its end tag.
    pub(super) end: &'static str,
    /// What stands for its tags where it is hashed what a reader sees: the start tag, the end tag.
    pub(crate) marks: (&'static str, &'static str),
    /// Whether an open paragraph ends before it.
    pub(super) ends_paragraph: bool,
    /// Whether it starts a new line of text.
    pub(super) is_block: bool,
    /// Whether it only marks text: when it overlaps with another, it goes on after that one's end.
    pub(super) is_formatting: bool,
    /// Whether a table is made of it.
    pub(super) is_table_part: bool,
    /// Whether it holds other parts of a table, and no text.
    pub(super) is_table_structure: bool,
    /// Whether it is a heading.
    pub(super) is_heading: bool,
}

/// Elements by their names.
macro_rules! elements {
    ($($name:literal),* $(,)?) => {
        &[$(Element {
            name: $name,
            start: concat!("<", $name, ">"),
            end: concat!("</", $name, ">"),
            marks: (concat!("\0\x01", $name, "\0"), concat!("\0\x04", $name, "\0")),
            ends_paragraph: is_one($name, ENDING_PARAGRAPHS),
            is_block: is_one($name, ENDING_PARAGRAPHS) || is_one($name, OTHER_BLOCKS),
            is_formatting: is_one($name, FORMATTING),
            is_table_part: is_one($name, TABLE_PARTS),
            is_table_structure: is_one($name, TABLE_STRUCTURE),
            is_heading: is_one($name, HEADINGS),
        }),*]
    };
}

/// Elements that stay, sorted.
#[rustfmt::skip]
static KEPT: &[Element] = elements![
    "a", "abbr", "address", "article", "aside", "audio", "b", "bdi", "bdo", "blockquote", "caption", "cite", "code",
    "colgroup", "data", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "i", "ins", "kbd", "li", "main", "mark", "ol", "p",
    "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strong", "sub", "summary",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "video",
];

/// Elements that stay and have no content, sorted.
static VOID: &[Element] = elements!["br", "col", "hr", "img", "source", "track", "wbr"];

/// Elements before which an open paragraph ends (HTML standard, section 13.2.6.4.7).
#[rustfmt::skip]
const ENDING_PARAGRAPHS: &[&str] = &[
    "address", "article", "aside", "blockquote", "details", "div", "dl", "dd", "dt", "figcaption", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "main", "ol", "p", "pre", "section", "summary",
    "table", "ul",
];

const OTHER_BLOCKS: &[&str] = &["tr", "caption", "br", "td", "th"];
const FORMATTING: &[&str] = &["b", "i", "em", "strong", "u", "s", "code", "small", "mark", "del", "ins", "sub", "sup"];
const TABLE_PARTS: &[&str] = &["caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th"];
const TABLE_STRUCTURE: &[&str] = &["table", "thead", "tbody", "tfoot", "tr", "colgroup"];
const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];

/// Elements that others are compared with, or that are written though nobody wrote them. Each element stands in one place
/// only, so that two are the same if their places are.
pub(super) const A: &Element = named(KEPT, "a");
pub(super) const BR: &Element = named(VOID, "br");
pub(super) const CODE: &Element = named(KEPT, "code");
pub(super) const COLGROUP: &Element = named(KEPT, "colgroup");
pub(super) const IMG: &Element = named(VOID, "img");
pub(super) const DD: &Element = named(KEPT, "dd");
pub(super) const DL: &Element = named(KEPT, "dl");
pub(super) const DT: &Element = named(KEPT, "dt");
pub(super) const LI: &Element = named(KEPT, "li");
pub(super) const OL: &Element = named(KEPT, "ol");
pub(super) const P: &Element = named(KEPT, "p");
pub(super) const TABLE: &Element = named(KEPT, "table");
pub(super) const TD: &Element = named(KEPT, "td");
pub(super) const TR: &Element = named(KEPT, "tr");
pub(super) const UL: &Element = named(KEPT, "ul");

/// The fate of the element with this name.
pub(super) fn fate(name: &str) -> Fate {
    // What most tags are is found without searching.
    Fate::Keep(match name.as_bytes() {
        b"a" => A,
        b"p" => P,
        b"em" => const { named(KEPT, "em") },
        b"li" => LI,
        b"h2" => const { named(KEPT, "h2") },
        b"h3" => const { named(KEPT, "h3") },
        b"ol" => OL,
        b"ul" => UL,
        b"td" => TD,
        b"th" => const { named(KEPT, "th") },
        b"tr" => TR,
        b"pre" => const { named(KEPT, "pre") },
        b"code" => CODE,
        b"strong" => const { named(KEPT, "strong") },
        _ => return rare_fate(name),
    })
}

fn rare_fate(name: &str) -> Fate {
    use Fate::{Drop, DropAndTell, Keep, Unwrap, Void};
    if let Some(element) = find(KEPT, name) {
        return Keep(element);
    }
    if let Some(element) = find(VOID, name) {
        return Void(element);
    }
    match name {
        "strike" => Keep(const { named(KEPT, "s") }),
        "tt" => Keep(CODE),
        "acronym" => Keep(const { named(KEPT, "abbr") }),
        "dir" | "menu" => Keep(UL),
        "image" => Void(IMG),
        "listing" | "xmp" | "plaintext" => Keep(const { named(KEPT, "pre") }),
        "script" | "canvas" | "select" | "button" | "textarea" | "datalist" => DropAndTell,
        "style" | "template" | "title" | "noembed" | "noframes" | "dialog" => Drop,
        _ => Unwrap,
    }
}

fn find(sorted: &'static [Element], name: &str) -> Option<&'static Element> {
    sorted.binary_search_by(|element| element.name.cmp(name)).ok().map(|index| &sorted[index])
}

/// One of these elements; a name that none of them has does not compile.
const fn named(of: &'static [Element], name: &str) -> &'static Element {
    let mut at = 0;
    while !is_same(of[at].name, name) {
        at += 1;
    }
    &of[at]
}

/// Whether a name is one of these.
const fn is_one(name: &str, of: &[&str]) -> bool {
    let mut at = 0;
    while at < of.len() && !is_same(name, of[at]) {
        at += 1;
    }
    at < of.len()
}

const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// Whether a line of text begins with an element of this name.
pub(super) fn is_block(name: &str) -> bool {
    match fate(name) {
        Fate::Keep(element) | Fate::Void(element) => element.name == name && element.is_block,
        _ => false,
    }
}

/// Attributes that stay on any element, and those that stay on this one. Addresses are not among them.
pub(super) fn keeps_attribute(element: &str, attribute: &str) -> bool {
    match attribute {
        "id" | "lang" | "dir" | "title" => true,
        "alt" => element == "img",
        "width" | "height" => matches!(element, "img" | "video" | "source"),
        "sizes" | "media" => matches!(element, "img" | "source"),
        "type" => matches!(element, "source" | "ol" | "a"),
        "hreflang" => element == "a",
        "datetime" => matches!(element, "time" | "del" | "ins"),
        "value" => matches!(element, "data" | "li"),
        "start" | "reversed" => element == "ol",
        "colspan" | "rowspan" => matches!(element, "td" | "th"),
        "align" => matches!(element, "td" | "th" | "col"),
        "scope" | "abbr" => element == "th",
        "span" => matches!(element, "col" | "colgroup"),
        "open" => element == "details",
        "kind" | "srclang" | "label" => element == "track",
        "loop" | "muted" => matches!(element, "audio" | "video"),
        _ => false,
    }
}

/// Attributes that hold one address, on the elements where it stays.
pub(super) fn holds_address(element: &str, attribute: &str) -> bool {
    match attribute {
        "href" => element == "a",
        "src" => matches!(element, "img" | "audio" | "video" | "source" | "track"),
        "poster" => element == "video",
        "cite" => matches!(element, "blockquote" | "q" | "del" | "ins"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_element_is_found_by_its_name() {
        for element in KEPT {
            assert!(matches!(fate(element.name), Fate::Keep(found) if std::ptr::eq(found, element)), "{element:?}");
            assert_eq!(
                (element.start, element.end),
                (&*format!("<{}>", element.name), &*format!("</{}>", element.name))
            );
        }
        for element in VOID {
            assert!(matches!(fate(element.name), Fate::Void(found) if std::ptr::eq(found, element)), "{element:?}");
        }
    }

    #[test]
    fn what_runs_is_never_kept() {
        for name in [
            "script", "style", "iframe", "object", "embed", "form", "input", "link", "meta", "base", "svg", "math",
            "frame",
        ] {
            assert!(!matches!(fate(name), Fate::Keep(_) | Fate::Void(_)), "{name}");
        }
        for name in ["a", "video", "time", "br", "img", "wbr", "ul"] {
            assert!(matches!(fate(name), Fate::Keep(_) | Fate::Void(_)), "{name}");
        }
    }
}
