//! Which elements and attributes feed readers show.

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays; the name is the one to write.
    Keep(&'static str),
    /// It stays and has no content.
    Void(&'static str),
    /// Its tags go, its content stays.
    Unwrap,
    /// It goes with its content.
    Drop,
    /// It goes with its content, and the author should know.
    DropAndTell,
}

/// Elements that stay, sorted.
#[rustfmt::skip]
const KEPT: &[&str] = &[
    "a", "abbr", "address", "article", "aside", "audio", "b", "bdi", "bdo", "blockquote", "caption", "cite", "code",
    "colgroup", "data", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "i", "ins", "kbd", "li", "main", "mark", "ol", "p",
    "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strong", "sub", "summary",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "video",
];

/// Elements that stay and have no content, sorted.
const VOID: &[&str] = &["br", "col", "hr", "img", "source", "track", "wbr"];

/// The fate of the element with this name.
pub(super) fn fate(name: &str) -> Fate {
    use Fate::{Drop, DropAndTell, Keep, Unwrap, Void};
    // What most tags are is found without searching.
    match name.as_bytes() {
        b"a" => return Keep("a"),
        b"p" => return Keep("p"),
        b"em" => return Keep("em"),
        b"li" => return Keep("li"),
        b"code" => return Keep("code"),
        b"strong" => return Keep("strong"),
        _ => {}
    }
    if let Some(name) = find(KEPT, name) {
        return Keep(name);
    }
    if let Some(name) = find(VOID, name) {
        return Void(name);
    }
    match name {
        "strike" => Keep("s"),
        "tt" => Keep("code"),
        "acronym" => Keep("abbr"),
        "dir" | "menu" => Keep("ul"),
        "image" => Void("img"),
        "listing" | "xmp" | "plaintext" => Keep("pre"),
        "script" | "canvas" | "select" | "button" | "textarea" | "datalist" => DropAndTell,
        "style" | "template" | "title" | "noembed" | "noframes" | "dialog" => Drop,
        _ => Unwrap,
    }
}

fn find(sorted: &'static [&'static str], name: &str) -> Option<&'static str> {
    sorted.binary_search(&name).ok().map(|index| sorted[index])
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

/// Elements before which an open paragraph ends (HTML standard, section 13.2.6.4.7).
pub(super) fn ends_paragraph(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "details"
            | "div"
            | "dl"
            | "dd"
            | "dt"
            | "figcaption"
            | "figure"
            | "footer"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "li"
            | "main"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "ul"
    )
}

/// Elements that start a new line of text.
pub(super) fn is_block(name: &str) -> bool {
    ends_paragraph(name) || matches!(name, "tr" | "caption" | "br" | "td" | "th")
}

/// Elements that only mark text: when they overlap with another, they go on after its end.
pub(super) fn is_formatting(name: &str) -> bool {
    matches!(name, "b" | "i" | "em" | "strong" | "u" | "s" | "code" | "small" | "mark" | "del" | "ins" | "sub" | "sup")
}

/// The elements that a table is made of.
pub(super) fn is_table_part(name: &str) -> bool {
    matches!(name, "caption" | "colgroup" | "col" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th")
}

pub(super) fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

#[cfg(test)]
mod tests {
    use super::*;

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
