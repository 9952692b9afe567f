//! The `style` attribute: which declarations a reader can take over without harm.
//!
//! A declaration is harmless when its property only shapes text and boxes in the flow (CSS 2.2 and the modules for
//! text, fonts, colours, boxes and their alignment), when its value fetches and runs nothing, and when its lengths keep
//! it within the reader's page. What is not known to be harmless, readers drop, and the rest of the style with it.

/// Properties without harm, between spaces. What ends in `*` stands for all that begin so.
const HARMLESS: &[&str] = &[
    "align-",
    "border",
    "break-",
    "column",
    "font",
    "grid",
    "justify-",
    "list-style",
    "margin",
    "padding",
    "page-break-",
    "outline",
    "place-",
    "text-",
    "flex",
];
const HARMLESS_NAMES: &str = " accent-color appearance aspect-ratio azimuth background background-attachment background-clip \
    background-color background-image background-origin background-position background-position-x background-position-y \
    background-repeat background-size \
    block-size box-decoration-break box-shadow box-sizing caption-side caret-color clear color color-scheme cue cue-after \
    cue-before cursor direction display elevation empty-cells fill fill-opacity fill-rule float gap hanging-punctuation \
    height hyphens image-orientation image-rendering inline-size isolation letter-spacing line-break line-height \
    max-block-size max-height max-inline-size max-width min-block-size min-height min-inline-size min-width \
    mix-blend-mode object-fit object-position opacity order orphans overflow overflow-wrap overflow-x overflow-y pause \
    pause-after pause-before pitch pitch-range quotes richness row-gap ruby-align ruby-position shape-margin \
    shape-outside size speak speak-header speak-numeral speak-punctuation speech-rate stress stroke \
    stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity stroke-width tab-size table-layout unicode-bidi \
    vertical-align visibility voice-family volume white-space widows width word-break word-spacing word-wrap \
    writing-mode zoom ";
/// Functions whose result is a value, and nothing fetched.
const FUNCTIONS: &str = " calc clamp color color-mix conic-gradient counter cubic-bezier env fit-content hsl hsla hwb lab lch \
    linear-gradient max min minmax oklab oklch radial-gradient rect repeat repeating-conic-gradient \
    repeating-linear-gradient repeating-radial-gradient rgb rgba var ";
/// How far a margin, a padding or an indent may reach, in pixels.
const REACH_MAX: f64 = 1_000.0;
/// How far back a margin may pull a box over what comes before.
const PULL_MAX: f64 = 100.0;
/// How wide and high a box may be.
const SIZE_MAX: f64 = 10_000.0;

/// What is wrong with a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The property is none of those without harm.
    Property,
    /// It takes the box out of the text.
    Position,
    /// It fetches something.
    Fetches,
    /// It runs something, or hides what it is.
    Runs,
    /// A length reaches beyond the page.
    Far,
}

impl Fault {
    pub(super) fn reason(self) -> &'static str {
        match self {
            Fault::Property => "is none of the properties that readers keep",
            Fault::Position => "takes it out of the text and lays it over the reader's page",
            Fault::Fetches => "fetches a file",
            Fault::Runs => "may run code",
            Fault::Far => "reaches beyond the page",
        }
    }
}

/// Cuts a style into declarations, and says of each that is not harmless where it stands and why.
pub(super) fn faults(style: &str, mut found: impl FnMut(&str, usize, Fault)) {
    for (at, declaration) in declarations(style) {
        let trimmed = declaration.trim();
        let at = at + (declaration.len() - declaration.trim_start().len());
        if let Some(fault) = judge(trimmed) {
            found(trimmed, at, fault);
        }
    }
}

/// The addresses of `url()`: each with its offset.
pub(super) fn addresses(style: &str, mut found: impl FnMut(&str, usize)) {
    let lower = style.to_ascii_lowercase();
    for (at, _) in lower.match_indices("url(") {
        let start = at + 4;
        let Some(end) = style[start..].find(')') else { return };
        let inner = &style[start..start + end];
        let address = inner.trim().trim_matches(['"', '\'']);
        found(address, start + inner.find(address).unwrap_or(0));
    }
}

/// What stands between semicolons; those in quotes and brackets do not count.
fn declarations(style: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= style.len() {
            return None;
        }
        let (mut quote, mut depth) = (None, 0_usize);
        let mut end = style.len();
        for (at, byte) in style[start..].bytes().enumerate() {
            match (quote, byte) {
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(open), _) if open == byte => quote = None,
                (None, b'(') => depth += 1,
                (None, b')') => depth = depth.saturating_sub(1),
                (None, b';') if depth == 0 => {
                    end = start + at;
                    break;
                }
                _ => {}
            }
        }
        let item = (start, &style[start..end]);
        start = end + 1;
        Some(item)
    })
}

fn judge(declaration: &str) -> Option<Fault> {
    let stripped;
    let declaration = if declaration.contains("/*") {
        stripped = without_comments(declaration);
        stripped.trim()
    } else {
        declaration
    };
    if declaration.contains('\\') || declaration.starts_with('@') || declaration.contains("<!--") {
        return Some(Fault::Runs);
    }
    // What is no declaration does nothing.
    let (property, value) = declaration.split_once(':')?;
    let property = property.trim().to_ascii_lowercase();
    let value = value.to_ascii_lowercase();
    let value = value.trim();
    value_fault(value).or_else(|| property_fault(&property, value)).or_else(|| length_fault(&property, value))
}

fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}

fn value_fault(value: &str) -> Option<Fault> {
    if value.contains("javascript:") || value.contains("vbscript:") {
        return Some(Fault::Runs);
    }
    let mut rest = value;
    while let Some(at) = rest.find('(') {
        let before = &rest[..at];
        let start = before.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '-').map_or(0, |at| at + 1);
        let name = before[start..].trim_start_matches("-webkit-").trim_start_matches("-moz-");
        if matches!(name, "url" | "image" | "image-set" | "src" | "cross-fade" | "element") {
            return Some(Fault::Fetches);
        }
        if !name.is_empty() && !has(FUNCTIONS, name) {
            return Some(Fault::Runs);
        }
        rest = &rest[at + 1..];
    }
    None
}

fn property_fault(property: &str, value: &str) -> Option<Fault> {
    if matches!(property, "behavior" | "-moz-binding" | "-ms-behavior") {
        return Some(Fault::Runs);
    }
    if property == "position" {
        let word = value.split([' ', '!']).next().unwrap_or_default();
        return (!matches!(word, "static" | "relative" | "initial" | "unset")).then_some(Fault::Position);
    }
    if matches!(
        property,
        "top" | "left" | "right" | "bottom" | "z-index" | "inset" | "clip" | "clip-path" | "transform"
    ) {
        return Some(Fault::Position);
    }
    let plain = ["-webkit-", "-moz-", "-o-", "-ms-", "-khtml-"].iter().find_map(|prefix| property.strip_prefix(prefix));
    let plain = plain.unwrap_or(property);
    let begins = |start: &&str| plain.starts_with(*start);
    let is_known = plain.starts_with("--") || HARMLESS.iter().any(begins) || has(HARMLESS_NAMES, plain);
    (!is_known).then_some(Fault::Property)
}

fn length_fault(property: &str, value: &str) -> Option<Fault> {
    let is_margin = property.starts_with("margin");
    let reaches = ["padding", "border", "text-indent", "letter-spacing", "word-spacing", "font-size", "outline"];
    let is_size =
        matches!(property.trim_start_matches("max-").trim_start_matches("min-"), "width" | "height" | "line-height");
    let limit = if is_margin || reaches.iter().any(|start| property.starts_with(start)) {
        REACH_MAX
    } else if is_size && !property.starts_with("max-") {
        SIZE_MAX
    } else {
        return None;
    };
    let far = |pixels: f64| pixels.abs() > limit || (is_margin && pixels < -PULL_MAX);
    value.split([' ', ',', '(', ')', '/', '!']).filter_map(pixels).any(far).then_some(Fault::Far)
}

/// A length in pixels; `None` for what is no length.
fn pixels(word: &str) -> Option<f64> {
    let end = word.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-' | '+')).unwrap_or(word.len());
    let number: f64 = word[..end].parse().ok()?;
    let each = match &word[end..] {
        "" | "px" => 1.0,
        "em" | "rem" | "ic" => 16.0,
        "ex" | "ch" => 8.0,
        "pt" => 4.0 / 3.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 37.8,
        "mm" => 3.78,
        // Of a column or a window: a hundred of them are the whole.
        "%" | "vw" | "vh" | "vmin" | "vmax" => 5.0,
        _ => return None,
    };
    Some(number * each)
}

fn has(list: &str, name: &str) -> bool {
    list.split_ascii_whitespace().any(|word| word == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(style: &str, expected: Option<Fault>) {
        let mut first = None;
        faults(style, |_, _, fault| first = first.or(Some(fault)));
        assert_eq!(first, expected, "{style}");
    }

    #[test]
    fn what_shapes_text_and_boxes_is_harmless() {
        for style in [
            "color: rgb(0, 128, 0); TEXT-INDENT: 0.5in;",
            "margin: 0px !important; padding-right:0in; border: medium none ;",
            "font-family: 'Lucida; Console'; max-width: 100%; width: calc(100% - 2em)",
            "background: yellow; float: left; display: block; position: static; -webkit-box-shadow: none",
            "--accent: 1px; list-style-type: none; text-decoration: underline; white-space: pre-wrap",
        ] {
            check(style, None);
        }
    }

    #[test]
    fn what_leaves_the_text_is_not() {
        check("position: absolute", Some(Fault::Position));
        check("position:fixed!important", Some(Fault::Position));
        check("color: red; z-index: 1", Some(Fault::Position));
        check("margin: 99999em;", Some(Fault::Far));
        check("margin-top: -500px", Some(Fault::Far));
        check("text-indent:-9999px", Some(Fault::Far));
    }

    #[test]
    fn what_fetches_or_runs_is_not() {
        check("background: URL(http://example.org/a.png)", Some(Fault::Fetches));
        check("list-style: image-set('a.png' 1x)", Some(Fault::Fetches));
        check("width: expression(alert(1))", Some(Fault::Runs));
        check("width: ex/**/pression(alert(1))", Some(Fault::Runs));
        check("color: \\65xpression(1)", Some(Fault::Runs));
        check("behavior: none", Some(Fault::Runs));
        check("@import 'a.css'", Some(Fault::Runs));
        check("mso-highlight: yellow;", Some(Fault::Property));
    }

    #[test]
    fn addresses_are_found() {
        let mut all = Vec::new();
        addresses("background: url( 'a.png' ), URL(b.png)", |address, at| all.push((address.to_owned(), at)));
        assert_eq!(all, [("a.png".to_owned(), 18), ("b.png".to_owned(), 32)]);
    }
}
