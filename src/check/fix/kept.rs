//! What of a text stays through edits, and where it comes to stand.

use crate::check::fix::Edit;

/// A piece of the first text that stands in the last one too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Where it stands in the first text.
    pub before: usize,
    /// Where it stands in the last one.
    pub after: usize,
    /// Its length in bytes.
    pub length: usize,
}

/// The pieces of a text that nobody has touched yet: all of it.
pub(super) fn whole(text: &str) -> Vec<Kept> {
    vec![Kept { before: 0, after: 0, length: text.len() }]
}

/// What is left of the pieces after more edits, which stand in order and apart from each other.
pub(super) fn cut(pieces: &[Kept], edits: &[Edit]) -> Vec<Kept> {
    let mut out = Vec::with_capacity(pieces.len() + edits.len());
    let mut edits = edits.iter().peekable();
    // How much longer and shorter the text became by the edits passed so far.
    let (mut more, mut less) = (0, 0);
    for piece in pieces {
        let end = piece.after + piece.length;
        let mut at = piece.after;
        while let Some(edit) = edits.peek().filter(|edit| edit.span.start < end) {
            push(&mut out, piece, (at, edit.span.start), more, less);
            at = at.max(edit.span.end);
            if edit.span.end > end {
                break;
            }
            more += edit.text.len();
            less += edit.span.end - edit.span.start;
            edits.next();
        }
        push(&mut out, piece, (at, end), more, less);
    }
    out
}

fn push(out: &mut Vec<Kept>, piece: &Kept, range: (usize, usize), more: usize, less: usize) {
    if range.0 < range.1 {
        let before = piece.before + (range.0 - piece.after);
        out.push(Kept { before, after: range.0 + more - less, length: range.1 - range.0 });
    }
}

/// Where a place of the last text was in the first: within what was put in, where that stands.
pub(super) fn before(pieces: &[Kept], place: usize) -> usize {
    let index = pieces.partition_point(|piece| piece.after <= place);
    match index.checked_sub(1).map(|index| pieces[index]) {
        Some(piece) => piece.before + (place - piece.after).min(piece.length),
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fix::apply;
    use crate::diagnostic::Span;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit { span: Span::new(start, end), text: text.to_owned() }
    }

    #[track_caller]
    fn check(text: &str, rounds: &[&[Edit]], expected: &[&str]) {
        let (mut pieces, mut last) = (whole(text), text.to_owned());
        for edits in rounds {
            last = apply(&last, edits);
            pieces = cut(&pieces, edits);
        }
        let found: Vec<&str> = pieces.iter().map(|kept| &text[kept.before..kept.before + kept.length]).collect();
        assert_eq!(found, expected);
        for kept in &pieces {
            assert_eq!(text[kept.before..][..kept.length], last[kept.after..][..kept.length], "{kept:?}");
            assert_eq!(before(&pieces, kept.after), kept.before);
        }
    }

    #[test]
    fn what_is_not_edited_is_kept() {
        check("abcdef", &[], &["abcdef"]);
        check("abcdef", &[&[edit(0, 1, "XY"), edit(3, 3, "Z"), edit(5, 6, "")]], &["bc", "de"]);
        // `XYbcZde`: an edit over what was put in, and over what was kept.
        check("abcdef", &[&[edit(0, 1, "XY"), edit(3, 3, "Z")], &[edit(1, 3, "q"), edit(4, 6, "")]], &["c", "ef"]);
        check("abcdef", &[&[edit(2, 4, "-")], &[edit(1, 4, "+")]], &["a", "f"]);
    }
}
