//! A value → a file name that is its alone.
//!
//! # Why
//! Tags are `c++`, `R&D`, `日本`, `C` beside `c`, `..`, and nothing at all; file systems fold case, give some names to
//! devices, and end names after 255 bytes. So what is plain already is its own name, and of everything else the name ends
//! with a hash of the exact value: twelve hexadecimal digits, which no plain name ends with. It depends on the value
//! alone, so a feed's address never changes because another tag came or went.

use crate::permalink;
use crate::stable_hash::stable_hash;

/// How much of a value is read in its file's name, in bytes.
const READABLE_MAX: usize = 60;
const HASH_DIGITS: usize = 12;

/// A file name without extension, never empty, that no other value has, also where case does not count: lower case
/// letters and digits of any script, `-` and `_`.
pub(super) fn slug(value: &str) -> String {
    if is_plain(value) {
        return value.to_owned();
    }
    let mut readable = permalink::slug(value);
    let end = (0..=READABLE_MAX.min(readable.len())).rev().find(|at| readable.is_char_boundary(*at)).unwrap_or(0);
    readable.truncate(end);
    let readable = readable.trim_end_matches('-');
    let hash = format!("{:016x}", stable_hash(&[value]));
    let hash = &hash[..HASH_DIGITS];
    if readable.is_empty() { hash.to_owned() } else { format!("{readable}-{hash}") }
}

/// Whether a value can be its own file name everywhere, and could not be the name of another one.
fn is_plain(value: &str) -> bool {
    let is_simple = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = value.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
    let has_hash = value.rsplit('-').next().is_some_and(|end| {
        end.len() == HASH_DIGITS && end.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    });
    bytes.len() <= READABLE_MAX
        && is_simple(*first)
        && is_simple(*last)
        && bytes.iter().all(|byte| is_simple(*byte) || matches!(byte, b'-' | b'_'))
        && !has_hash
        && !is_device(value)
}

/// Names that Windows keeps for devices, whatever their extension.
fn is_device(name: &str) -> bool {
    let is_numbered = |kind| name.strip_prefix(kind).is_some_and(|rest| rest.len() == 1 && rest != "0");
    matches!(name, "con" | "prn" | "aux" | "nul") || is_numbered("com") || is_numbered("lpt")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_plain_value_is_its_own_name_and_any_other_has_a_hash() {
        let cases = [
            ("rust", "rust"),
            ("static-sites", "static-sites"),
            ("x_1", "x_1"),
            ("2025", "2025"),
            ("c", "c"),
            ("C", "c-"),
            ("c++", "c-"),
            ("R&D", "r-d-"),
            ("日本", "日本-"),
            ("a/b", "a-b-"),
            ("l'été", "l-été-"),
            ("हिन्दी", "हिन्दी-"),
            ("..", ""),
            (".", ""),
            ("", ""),
            ("con", "con-"),
            ("CON", "con-"),
            ("com1", "com1-"),
            ("com10", "com10"),
            ("rust.", "rust-"),
            ("-rust", "rust-"),
            ("rust ", "rust-"),
            ("node.js", "node-js-"),
            ("🎉", ""),
        ];
        for (value, expected) in cases {
            let name = slug(value);
            let hash = &name[name.len().saturating_sub(HASH_DIGITS)..];
            let is_hashed = expected.is_empty() || expected.ends_with('-');
            match is_hashed {
                true => assert_eq!(name, format!("{expected}{hash}"), "{value}"),
                false => assert_eq!(name, expected, "{value}"),
            }
        }
    }

    #[test]
    fn a_name_is_for_ever() {
        let names = ["c++", "日本", "C", ""].map(slug);
        assert_eq!(names, ["c-877d4650eacd", "日本-6797179d99e5", "c-632cee425e3f", "bd60acb658c7"]);
    }

    #[test]
    fn no_two_values_have_one_name_and_every_name_is_a_file_name_everywhere() {
        let long = "x".repeat(300);
        let longer = "x".repeat(301);
        let wide = "日".repeat(200);
        let mut values: Vec<String> = [
            "c",
            "C",
            "c++",
            "C++",
            "c--",
            "c ",
            " c",
            "c.",
            "c..",
            "c/",
            "/c",
            "\\c",
            "c:",
            "c*",
            "c?",
            "c\"",
            "c<",
            "c>",
            "c|",
            "c\0",
            "R&D",
            "r&d",
            "r-d",
            "R-D",
            "日本",
            "日 本",
            "é",
            "e\u{301}",
            "É",
            "ß",
            "ss",
            "ẞ",
            "İ",
            "i̇",
            "i",
            "I",
            "ı",
            "K",
            "K",
            "k",
            "..",
            ".",
            "",
            "-",
            "--",
            "_",
            "a/b",
            "a-b",
            "a\\b",
            "../a",
            "../../etc/passwd",
            "con",
            "CON",
            "nul",
            "Nul",
            "com1",
            "lpt9",
            "com¹",
            "%2e%2e",
            "\u{202e}x",
            "\u{200b}",
            "a\u{200b}",
            "ａ",
            "🎉",
            "🎈",
        ]
        .map(str::to_owned)
        .to_vec();
        values.extend([long, longer, wide.clone(), wide + "x"]);
        // What a hashed name would be, were it a value.
        values.extend(values.clone().iter().map(|value| slug(value)).filter(|name| !is_plain(name)));
        let values: HashSet<String> = values.into_iter().collect();
        let mut names = HashSet::new();
        for value in &values {
            let name = slug(value);
            assert!(names.insert(name.to_lowercase()), "{value:?} {name}");
            assert!(name.len() <= READABLE_MAX + 1 + HASH_DIGITS && !name.is_empty(), "{name}");
            assert!(name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii()), "{name:?}");
            assert!(!name.starts_with(['-', '_']) && !name.chars().any(char::is_control), "{name:?}");
            assert!(!is_device(&name.to_lowercase()), "{name}");
            assert!(crate::output::is_name(&format!("{name}.xml")), "{name}");
        }
        assert_eq!(names.len(), values.len());
    }
}
