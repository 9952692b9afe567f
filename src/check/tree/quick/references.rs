//! What references stand for, where they are those that XML knows by itself.

use std::borrow::Cow;

use memchr::memchr;

use crate::check::blocks::holds_byte;

/// A text whose references are resolved, the first of which stands at a place; `None` where one is none of XML's own.
pub(super) fn resolved(text: &str, first: usize) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let (mut from, mut at) = (0, first);
    loop {
        out.push_str(&text[from..at]);
        let rest = &text[at + 1..];
        let (c, length) = reference(rest)?;
        out.push(c);
        from = at + 1 + length;
        match memchr(b'&', &text.as_bytes()[from..]) {
            Some(next) => at = from + next,
            None => break,
        }
    }
    out.push_str(&text[from..]);
    Some(out)
}

/// The character that a reference stands for, from what comes behind its `&`, and how long it is with its `;`.
fn reference(rest: &str) -> Option<(char, usize)> {
    /// Longer numbers are left to the library.
    const DIGITS_MAX: usize = 8;
    match rest.as_bytes() {
        [b'l', b't', b';', ..] => return Some(('<', 3)),
        [b'g', b't', b';', ..] => return Some(('>', 3)),
        [b'a', b'm', b'p', b';', ..] => return Some(('&', 4)),
        [b'q', b'u', b'o', b't', b';', ..] => return Some(('"', 5)),
        [b'a', b'p', b'o', b's', b';', ..] => return Some(('\'', 5)),
        _ => {}
    }
    let number = rest.strip_prefix('#')?;
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |hex| (hex, 16));
    let length = digits.bytes().take(DIGITS_MAX).take_while(|byte| char::from(*byte).is_digit(radix)).count();
    let is_closed = digits.as_bytes().get(length) == Some(&b';');
    let code = u32::from_str_radix(&digits[..length], radix).ok().filter(|_| is_closed)?;
    let c = char::from_u32(code).filter(|c| *c >= ' ' || matches!(c, '\t' | '\n'))?;
    let is_character = !matches!(c, '\u{fffe}' | '\u{ffff}');
    is_character.then_some((c, rest.len() - digits.len() + length + 1))
}

/// An attribute's value as it is meant: white space is blank, and references are resolved (XML 1.0, section 3.3.3).
pub(super) fn normal(value: &str) -> Option<Cow<'_, str>> {
    // Mostly there is neither.
    if !holds_byte(value.as_bytes(), |byte| matches!(byte, b'&' | b'\t' | b'\n')) {
        return Some(Cow::Borrowed(value));
    }
    let first = memchr(b'&', value.as_bytes());
    if value.bytes().any(|byte| matches!(byte, b'\t' | b'\n')) {
        // What a reference stands for is not changed, so it must not be there.
        return first.is_none().then(|| Cow::Owned(value.replace(['\t', '\n'], " ")));
    }
    match first {
        None => Some(Cow::Borrowed(value)),
        Some(first) => resolved(value, first).map(Cow::Owned),
    }
}
