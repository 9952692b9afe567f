//! Small pieces of what is said: styles, lists, counts, sizes, paths.

use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

use clap::builder::styling::{AnsiColor, Style};

/// Errors.
pub(super) const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
/// Warnings, and what was not done.
pub(super) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// Hints, and what was done.
pub(super) const HINT: Style = AnsiColor::BrightCyan.on_default().bold();
/// What was done.
pub(super) const DONE: Style = AnsiColor::Green.on_default();
/// What stands back.
pub(super) const FAINT: Style = Style::new().dimmed();
/// What stands out.
pub(super) const STRONG: Style = Style::new().bold();
/// Everything else.
pub(super) const PLAIN: Style = Style::new();

/// A text in a style. Streams that take no styles take them out again.
pub(super) fn style(style: Style, text: &str) -> String {
    if style == PLAIN || text.is_empty() {
        return text.to_owned();
    }
    format!("{style}{text}{style:#}")
}

/// A text that a terminal can be given: what would steer it is shown instead of done.
pub(super) fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let steers = (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
        if steers {
            // Writing into a String can't fail.
            let _ = write!(out, "{}", c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// `1 article`, `2 articles`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A size in decimal units: `812 B`, `48.2 kB`, `1.3 MB`.
pub(super) fn size(bytes: usize) -> String {
    let tenths = |unit: usize| {
        let tenths = (bytes + unit / 20) / (unit / 10);
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    match bytes {
        0..=999 => format!("{bytes} B"),
        1_000..=999_949 => format!("{} kB", tenths(1_000)),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}

/// A path as people and editors know it: without `.`, and without `..` where a folder stands before it.
pub(super) fn shown(path: &Path) -> String {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(clean.components().next_back(), Some(Component::Normal(_))) => {
                // Behind a symbolic link, `..` is another folder than the one before the link.
                if clean.is_symlink() {
                    clean.push("..");
                } else {
                    clean.pop();
                }
            }
            other => clean.push(other),
        }
    }
    if clean.as_os_str().is_empty() {
        return ".".to_owned();
    }
    printable(&clean.to_string_lossy())
}

/// A text on one line of at most so many columns.
pub(super) fn shortened(text: &str, columns: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = printable(&line);
    if columns_of(&line) <= columns {
        return line;
    }
    let mut kept = String::new();
    for c in line.chars() {
        if columns_of(&kept) + unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) + 1 > columns {
            break;
        }
        kept.push(c);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

/// How many columns a text takes on a terminal.
pub(super) fn columns_of(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// The first of some names.
pub(super) fn few(named: &[String]) -> String {
    match named.len() {
        0..=4 => named.join(", "),
        more => format!("{} and {} more", named[..3].join(", "), more - 3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_decimal_and_rounded() {
        let sizes = [0, 999, 1_000, 1_049, 1_050, 48_249, 999_949, 999_950, 12_345_678].map(size);
        let expected = ["0 B", "999 B", "1.0 kB", "1.0 kB", "1.1 kB", "48.2 kB", "999.9 kB", "1.0 MB", "12.3 MB"];
        assert_eq!(sizes, expected);
    }

    #[test]
    fn paths_are_shown_short() {
        let cases = [
            ("./feedwright.toml", "feedwright.toml"),
            ("content/../public/feed.xml", "public/feed.xml"),
            ("./../public", "../public"),
            ("a/../..", ".."),
            ("content/..", "."),
            ("/a/../b", "/b"),
        ];
        for (path, expected) in cases {
            assert_eq!(shown(Path::new(path)), expected, "{path}");
        }
    }

    #[test]
    fn what_would_steer_a_terminal_is_shown() {
        assert_eq!(printable("a\u{1b}[31mb\u{202e}c\té\n"), "a\\u{1b}[31mb\\u{202e}c\\u{9}é\n");
    }

    #[test]
    fn a_long_text_is_shortened_by_columns() {
        assert_eq!(shortened("one\n two  three", 99), "one two three");
        assert_eq!(shortened("one two three", 8), "one two…");
        assert_eq!(shortened("東京都知事", 6), "東京…");
    }

    #[test]
    fn lists_end_with_and() {
        let list = |items: &[&str]| super::list(&items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>());
        assert_eq!(
            (list(&["a"]), list(&["a", "b"]), list(&["a", "b", "c"])),
            ("a".into(), "a and b".into(), "a, b and c".into())
        );
    }
}
