//! References to characters, as far as they are known here: `&amp;`, `&#8217;`, `&eacute;`.
//!
//! What a name without a semicolon means depends on what follows, so only names that can't be one are known of these:
//! the `&` of "R&D" is one.

use std::borrow::Cow;

use memchr::memchr;

/// Where a text stands, which decides what a `&` is that begins no reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Between tags.
    Text,
    /// In an attribute's value.
    Value,
}

/// Whether it is known of each `&` what it begins.
pub(super) fn knows_references(text: &str, place: Place) -> bool {
    let mut rest = text.as_bytes();
    while let Some(at) = memchr(b'&', rest) {
        let Some((length, _)) = reference(&rest[at..], place) else { return false };
        rest = &rest[at + length..];
    }
    true
}

/// A text with its references resolved.
pub(crate) fn resolved(text: &str, place: Place) -> Cow<'_, str> {
    let Some(mut at) = memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        out.push_str(&rest[..at]);
        let (length, meant) = reference(&rest.as_bytes()[at..], place).unwrap_or((1, '&'));
        out.push(meant);
        rest = &rest[at + length..];
        match memchr(b'&', rest.as_bytes()) {
            Some(next) => at = next,
            None => break,
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The length of what begins with a `&`, and the character it means; `None` where that is not known here.
fn reference(text: &[u8], place: Place) -> Option<(usize, char)> {
    match text.get(1) {
        Some(b'#') => numbered(text),
        Some(byte) if byte.is_ascii_alphanumeric() => {
            let length = 1 + text[1..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            let name = &text[1..length];
            match text.get(length) {
                Some(b';') => Some((length + 1, named(name)?)),
                // So that addresses work in which nobody wrote `&amp;`.
                Some(b'=') if place == Place::Value => Some((1, '&')),
                None if place == Place::Text => None,
                _ => (!ENDLESS.iter().any(|known| name.starts_with(known.as_bytes()))).then_some((1, '&')),
            }
        }
        Some(_) => Some((1, '&')),
        // What stands behind a text may go on with it; behind a value stands nothing.
        None => (place == Place::Value).then_some((1, '&')),
    }
}

/// A reference by number, of a character that the standard takes as it is.
fn numbered(text: &[u8]) -> Option<(usize, char)> {
    const DIGITS_MAX: usize = 7;
    let (start, radix) = if matches!(text.get(2), Some(b'x' | b'X')) { (3, 16) } else { (2, 10) };
    let digits = text[start..].iter().take(DIGITS_MAX).map_while(|byte| char::from(*byte).to_digit(radix));
    let (length, number) = digits.fold((start, 0), |(length, number), digit| (length + 1, number * radix + digit));
    if length == start || text.get(length) != Some(&b';') {
        return None;
    }
    // Others stand for another character than their number says, or are none.
    let is_itself = matches!(number, 0x09 | 0x0A | 0x20..=0x7E | 0xA0..);
    Some((length + 1, char::from_u32(number).filter(|_| is_itself)?))
}

/// What a name stands for.
fn named(name: &[u8]) -> Option<char> {
    match name {
        b"amp" => Some('&'),
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"quot" => Some('"'),
        _ => NAMED.iter().find(|(known, _)| known.as_bytes() == name).map(|(_, meant)| *meant),
    }
}

/// Names that people write, beside the four that programs need.
#[rustfmt::skip]
pub(super) const NAMED: &[(&str, char)] = &[
    ("apos", '\''),
    ("nbsp", '\u{a0}'), ("shy", '\u{ad}'), ("ensp", '\u{2002}'), ("emsp", '\u{2003}'), ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200c}'), ("zwj", '\u{200d}'),
    ("ndash", '–'), ("mdash", '—'), ("hellip", '…'), ("middot", '·'), ("bull", '•'), ("minus", '−'),
    ("lsquo", '‘'), ("rsquo", '’'), ("sbquo", '‚'), ("ldquo", '“'), ("rdquo", '”'), ("bdquo", '„'),
    ("laquo", '«'), ("raquo", '»'), ("lsaquo", '‹'), ("rsaquo", '›'),
    ("copy", '©'), ("reg", '®'), ("trade", '™'), ("sect", '§'), ("para", '¶'), ("deg", '°'),
    ("times", '×'), ("divide", '÷'), ("plusmn", '±'), ("frac12", '½'), ("frac14", '¼'), ("frac34", '¾'),
    ("euro", '€'), ("pound", '£'), ("yen", '¥'), ("cent", '¢'),
    ("larr", '←'), ("uarr", '↑'), ("rarr", '→'), ("darr", '↓'), ("harr", '↔'),
    ("iexcl", '¡'), ("iquest", '¿'), ("szlig", 'ß'), ("oelig", 'œ'), ("aelig", 'æ'),
    ("agrave", 'à'), ("aacute", 'á'), ("acirc", 'â'), ("atilde", 'ã'), ("auml", 'ä'), ("aring", 'å'),
    ("egrave", 'è'), ("eacute", 'é'), ("ecirc", 'ê'), ("euml", 'ë'),
    ("igrave", 'ì'), ("iacute", 'í'), ("icirc", 'î'), ("iuml", 'ï'),
    ("ograve", 'ò'), ("oacute", 'ó'), ("ocirc", 'ô'), ("otilde", 'õ'), ("ouml", 'ö'), ("oslash", 'ø'),
    ("ugrave", 'ù'), ("uacute", 'ú'), ("ucirc", 'û'), ("uuml", 'ü'),
    ("ccedil", 'ç'), ("ntilde", 'ñ'), ("yacute", 'ý'), ("yuml", 'ÿ'),
    ("Agrave", 'À'), ("Aacute", 'Á'), ("Auml", 'Ä'), ("Aring", 'Å'), ("AElig", 'Æ'), ("Ccedil", 'Ç'),
    ("Egrave", 'È'), ("Eacute", 'É'), ("Ntilde", 'Ñ'), ("Oacute", 'Ó'), ("Ouml", 'Ö'), ("Oslash", 'Ø'),
    ("Uuml", 'Ü'),
];

/// Names that need no semicolon, whatever follows them between tags (HTML standard, section 13.5).
#[rustfmt::skip]
pub(super) const ENDLESS: &[&str] = &[
    "AElig", "AMP", "Aacute", "Acirc", "Agrave", "Aring", "Atilde", "Auml", "COPY", "Ccedil", "ETH", "Eacute",
    "Ecirc", "Egrave", "Euml", "GT", "Iacute", "Icirc", "Igrave", "Iuml", "LT", "Ntilde", "Oacute", "Ocirc", "Ograve",
    "Oslash", "Otilde", "Ouml", "QUOT", "REG", "THORN", "Uacute", "Ucirc", "Ugrave", "Uuml", "Yacute", "aacute",
    "acirc", "acute", "aelig", "agrave", "amp", "aring", "atilde", "auml", "brvbar", "ccedil", "cedil", "cent",
    "copy", "curren", "deg", "divide", "eacute", "ecirc", "egrave", "eth", "euml", "frac12", "frac14", "frac34", "gt",
    "iacute", "icirc", "iexcl", "igrave", "iquest", "iuml", "laquo", "lt", "macr", "micro", "middot", "nbsp", "not",
    "ntilde", "oacute", "ocirc", "ograve", "ordf", "ordm", "oslash", "otilde", "ouml", "para", "plusmn", "pound",
    "quot", "raquo", "reg", "sect", "shy", "sup1", "sup2", "sup3", "szlig", "thorn", "times", "uacute", "ucirc",
    "ugrave", "uml", "uuml", "yacute", "yen", "yuml",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unsure_is_not_known() {
        for (text, in_text, in_value) in [
            ("a & b &, && é&é &<", true, true),
            ("&amp;&#39;&#x2019;&#X41;&eacute;", true, true),
            ("?a&b=c&amp=d", false, true),
            ("&", false, true),
            ("&b", false, true),
            ("R&D, &page=2 &foo.", true, true),
            ("&notify ", false, false),
            ("&noti;", false, false),
            ("&notit;", false, false),
            ("&amp", false, false),
            ("&ampx;", false, false),
            ("&#13;", false, false),
            ("&#0;", false, false),
            ("&#128;", false, false),
            ("&#xd800;", false, false),
            ("&#x110000;", false, false),
            ("&#00000039;", false, false),
            ("&#;", false, false),
            ("&#39", false, false),
        ] {
            assert_eq!(knows_references(text, Place::Text), in_text, "{text}");
            assert_eq!(knows_references(text, Place::Value), in_value, "{text}");
        }
    }
}
