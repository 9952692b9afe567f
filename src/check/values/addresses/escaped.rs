//! Characters as addresses have to write them (RFC 3986, section 2.1).

use super::{is_absolute, parts};

/// An address with its impossible characters written as they have to be, where that makes it a right one.
pub(super) fn without_fault(value: &str, wide: bool) -> Option<String> {
    let trimmed = value.trim();
    if trimmed.len() < value.len() && parts::fault(trimmed, wide).is_none() {
        return Some(trimmed.to_owned());
    }
    // Words are no address, however they are written.
    if !is_absolute(trimmed) && !trimmed.starts_with(['/', '.']) && trimmed.contains(char::is_whitespace) {
        return None;
    }
    let mut new = String::with_capacity(value.len());
    for c in trimmed.chars() {
        match c {
            ' ' | '"' | '<' | '>' | '^' | '`' | '{' | '|' | '}' => new.push_str(&escaped(c)),
            _ if !c.is_ascii() && !wide => new.push_str(&escaped(c)),
            _ => new.push(c),
        }
    }
    // A host is written otherwise.
    let has_host = parts::split(&new).authority.is_some_and(|authority| authority.contains('%'));
    (!has_host && parts::fault(&new, wide).is_none()).then_some(new)
}

/// A character with percent signs.
pub(super) fn escaped(c: char) -> String {
    let mut bytes = [0; 4];
    c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")).collect()
}
