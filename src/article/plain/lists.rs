//! Lists in plain text: paragraphs in which every line is an item.

use super::Line;
use crate::article::autolink::push_linked;

/// What marks the items of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// `-`, `*` or `•`.
    Bullet,
    /// `1.` or `1)`; the list's first number.
    Number(u32),
}

/// The items of a paragraph that is a list: each the texts of its lines.
#[derive(Clone, Debug)]
pub(super) struct List<'t> {
    pub(super) mark: Mark,
    pub(super) items: Vec<Vec<&'t str>>,
}

/// Takes a paragraph as a list; indented lines go on with the item above. `None` when a line is neither.
pub(super) fn read<'t>(lines: &[Line<'t>]) -> Option<List<'t>> {
    let (mark, first) = item(lines.first()?.text)?;
    let mut list = List { mark, items: vec![vec![first]] };
    for line in &lines[1..] {
        match (item(line.text), list.items.last_mut()) {
            (Some((next, text)), _) if std::mem::discriminant(&next) == std::mem::discriminant(&mark) => {
                list.items.push(vec![text]);
            }
            (None, Some(last)) if line.is_indented() => last.push(line.text.trim_matches([' ', '\t'])),
            _ => return None,
        }
    }
    Some(list)
}

impl<'t> List<'t> {
    /// Whether a list goes on with this one: bullets with bullets, a number with the next.
    pub(super) fn goes_on_with(&self, other: &List<'_>) -> bool {
        match (self.mark, other.mark) {
            (Mark::Bullet, Mark::Bullet) => true,
            (Mark::Number(first), Mark::Number(next)) => u64::from(first) + self.items.len() as u64 == u64::from(next),
            _ => false,
        }
    }

    /// Appends the list as HTML.
    pub(super) fn push_html(&self, out: &mut String) {
        let (open, close) = match self.mark {
            Mark::Bullet => ("<ul>\n".to_owned(), "</ul>\n"),
            Mark::Number(1) => ("<ol>\n".to_owned(), "</ol>\n"),
            Mark::Number(first) => (format!("<ol start=\"{first}\">\n"), "</ol>\n"),
        };
        out.push_str(&open);
        for item in &self.items {
            out.push_str("<li>");
            for (index, line) in item.iter().enumerate() {
                if index > 0 {
                    out.push('\n');
                }
                push_linked(out, line);
            }
            out.push_str("</li>\n");
        }
        out.push_str(close);
    }
}

/// An item's mark and text. A year (`2025. That was`) is no number of an item, so three digits are the most.
fn item(line: &str) -> Option<(Mark, &str)> {
    let line = line.trim_matches([' ', '\t']);
    let spaced = |rest: &str| rest.starts_with([' ', '\t', '\u{a0}']);
    if let Some(rest) = line.strip_prefix(['-', '*', '•', '◦', '▪', '‣']) {
        return spaced(rest).then(|| (Mark::Bullet, rest.trim_start()));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line[digits..].strip_prefix(['.', ')'])?;
    let number = line[..digits].parse().ok().filter(|_| digits <= 3)?;
    spaced(rest).then(|| (Mark::Number(number), rest.trim_start()))
}
