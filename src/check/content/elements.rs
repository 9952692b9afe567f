//! The elements of HTML, SVG and MathML, and what a feed suffers from each.

/// What is wrong with an element in a feed's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Risk {
    None,
    /// Runs code.
    Script,
    /// Brings in a page or a program from elsewhere.
    Embed,
    /// Asks for input.
    Form,
    /// Belongs into a page's head: it acts on the reader's page.
    Head,
}

/// What is known of an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    pub(super) name: &'static str,
    pub(super) risk: Risk,
    /// Whether it has to be closed by an end tag of its own.
    pub(super) is_closed: bool,
    /// Whether its text is shown as code, so that tags in it are meant.
    pub(super) is_code: bool,
    /// Whether it shows something by itself, without text.
    pub(super) is_shown: bool,
    /// Whether nobody minds it, and what stands in it is read as anywhere else.
    pub(super) is_calm: bool,
}

const VOID: &str =
    " area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr ";
const OPTIONAL: &str =
    " body caption colgroup dd dt head html li optgroup option p rb rp rt rtc tbody td tfoot th thead tr ";
const CODE: &str = " code kbd listing plaintext pre samp script style textarea title tt xmp ";
const SHOWN: &str = " audio canvas embed hr iframe image img math object picture svg video ";
const SCRIPT: &str = " script ";
const EMBED: &str = " applet embed frame frameset iframe ilayer layer object param ";
const FORM: &str = " button form input isindex keygen select textarea ";
const HEAD: &str = " base bgsound link meta plaintext style ";
/// Those whose content is read by rules of its own, or whose attributes mean something else.
const APART: &str = " image math noembed noframes noscript svg title xmp ";

const fn element(name: &'static str) -> Element {
    let risk = if has(SCRIPT, name) {
        Risk::Script
    } else if has(EMBED, name) {
        Risk::Embed
    } else if has(FORM, name) {
        Risk::Form
    } else if has(HEAD, name) {
        Risk::Head
    } else {
        Risk::None
    };
    let is_closed = !has(VOID, name) && !has(OPTIONAL, name);
    let is_calm = matches!(risk, Risk::None) && !has(APART, name);
    Element { name, risk, is_closed, is_code: has(CODE, name), is_shown: has(SHOWN, name), is_calm }
}

/// Whether a list of names, each between spaces, has one.
const fn has(list: &str, name: &str) -> bool {
    let (list, name) = (list.as_bytes(), name.as_bytes());
    let mut at = 0;
    while at + name.len() + 2 <= list.len() {
        let mut same = list[at] == b' ' && list[at + name.len() + 1] == b' ';
        let mut i = 0;
        while same && i < name.len() {
            same = list[at + 1 + i] == name[i];
            i += 1;
        }
        if same {
            return true;
        }
        at += 1;
    }
    false
}

/// How many elements HTML has or had.
pub(super) const COUNT: usize = ELEMENTS.len();

macro_rules! elements {
    ($($name:literal)*) => { &[$(element($name)),*] };
}

/// HTML's elements, the obsolete ones too (HTML standard, sections 4 and 16), sorted.
#[rustfmt::skip]
static ELEMENTS: &[Element] = elements! {
    "a" "abbr" "acronym" "address" "applet" "area" "article" "aside" "audio" "b" "base" "basefont" "bdi" "bdo" "bgsound"
    "big" "blink" "blockquote" "body" "br" "button" "canvas" "caption" "center" "cite" "code" "col" "colgroup" "data"
    "datalist" "dd" "del" "details" "dfn" "dialog" "dir" "div" "dl" "dt" "em" "embed" "fieldset" "figcaption" "figure"
    "font" "footer" "form" "frame" "frameset" "h1" "h2" "h3" "h4" "h5" "h6" "head" "header" "hgroup" "hr" "html" "i"
    "iframe" "ilayer" "image" "img" "input" "ins" "isindex" "kbd" "keygen" "label" "layer" "legend" "li" "link"
    "listing" "main" "map" "mark" "marquee" "math" "menu" "menuitem" "meta" "meter" "multicol" "nav" "nextid" "nobr"
    "noembed" "noframes" "noscript" "object" "ol" "optgroup" "option" "output" "p" "param" "picture" "plaintext" "pre"
    "progress" "q" "rb" "rp" "rt" "rtc" "ruby" "s" "samp" "script" "search" "section" "select" "selectedcontent" "slot"
    "small" "source" "spacer" "span" "strike" "strong" "style" "sub" "summary" "sup" "svg" "table" "tbody" "td"
    "template" "textarea" "tfoot" "th" "thead" "time" "title" "tr" "track" "tt" "u" "ul" "var" "video" "wbr" "xmp"
};

/// The elements of SVG and MathML that only draw, in lower case and between spaces.
const DRAWN: &str = " a annotation annotation-xml circle clippath defs desc ellipse feblend fecolormatrix \
    fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap fedistantlight fedropshadow \
    feflood fefunca fefuncb fefuncg fefuncr fegaussianblur femerge femergenode femorphology feoffset fepointlight \
    fespecularlighting fespotlight fetile feturbulence filter g image line lineargradient maction maligngroup malignmark \
    marker mask math menclose merror metadata mfenced mfrac mglyph mi mlabeledtr mmultiscripts mn mo mover mpadded \
    mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none \
    path pattern polygon polyline radialgradient rect semantics stop svg switch symbol text textpath title tspan use view ";

/// HTML's element of this name, which is in lower case, and its place in the table.
pub(super) fn html(name: &[u8]) -> Option<(usize, &'static Element)> {
    let index = if name.len() <= size_of::<u64>() {
        short(number(name))?
    } else {
        ELEMENTS.binary_search_by(|element| element.name.as_bytes().cmp(name)).ok()?
    };
    Some((index, &ELEMENTS[index]))
}

/// A short name as a number: its first byte is the lowest.
const fn number(name: &[u8]) -> u64 {
    let (mut number, mut at) = (0, name.len());
    while at > 0 {
        at -= 1;
        number = number << 8 | name[at] as u64;
    }
    number
}

/// The slots of the short names; more than twice as many as there are names, so that a search is short.
const SLOTS: usize = 512;

/// The place in the table of the element with a short name, which is given as a number.
#[inline]
pub(super) fn short(key: u64) -> Option<usize> {
    let mut at = slot(key);
    while SHORT[at].0 != 0 {
        if SHORT[at].0 == key {
            return Some(usize::from(SHORT[at].1));
        }
        at = (at + 1) % SLOTS;
    }
    None
}

/// The short names and their places; where several share a slot, the others stand behind it.
static SHORT: [(u64, u8); SLOTS] = {
    let mut slots = [(0, 0); SLOTS];
    let mut index = 0;
    while index < COUNT {
        let name = ELEMENTS[index].name.as_bytes();
        if name.len() <= size_of::<u64>() {
            let key = number(name);
            let mut at = slot(key);
            while slots[at].0 != 0 {
                at = (at + 1) % SLOTS;
            }
            slots[at] = (key, index as u8);
        }
        index += 1;
    }
    slots
};

/// Where a short name is looked for first.
const fn slot(key: u64) -> usize {
    // The golden ratio's bits spread what is near (Knuth, The Art of Computer Programming, volume 3, section 6.4).
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - SLOTS.ilog2())) as usize
}

/// HTML's element of this place in the table.
pub(super) fn at(index: usize) -> &'static Element {
    &ELEMENTS[index]
}

/// Whether an element of SVG or MathML only draws.
pub(super) fn is_drawn(name: &str) -> bool {
    has(DRAWN, &name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_knows_its_elements() {
        assert!(ELEMENTS.is_sorted_by(|a, b| a.name < b.name));
        assert_eq!(html(b"iframe").map(|(_, found)| found.risk), Some(Risk::Embed));
        assert!(html(b"br").is_some_and(|(_, found)| !found.is_closed));
        assert!(html(b"scriptingnews").is_none());
        assert!(is_drawn("linearGradient") && !is_drawn("bogus") && !is_drawn("foreignObject"));
    }
}
