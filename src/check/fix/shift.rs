//! Where places come to stand through edits.

use crate::check::fix::Edit;
use crate::diagnostic::Span;

/// How far what stands behind each edit moves.
pub(super) struct Shift {
    /// Where each edit ends, and the lengths that were put in and taken out up to there.
    ends: Vec<(usize, usize, usize)>,
}

impl Shift {
    /// By edits that stand in order, and apart from each other.
    pub(super) fn by(edits: &[Edit]) -> Shift {
        let (mut more, mut less) = (0, 0);
        let ends = edits.iter().map(|edit| {
            more += edit.text.len();
            less += edit.span.end - edit.span.start;
            (edit.span.end, more, less)
        });
        Shift { ends: ends.collect() }
    }

    fn place(&self, place: usize) -> usize {
        let index = self.ends.partition_point(|(end, ..)| *end <= place);
        let (more, less) = index.checked_sub(1).map_or((0, 0), |index| (self.ends[index].1, self.ends[index].2));
        (place + more).saturating_sub(less)
    }

    /// A span that no edit is in.
    pub(super) fn span(&self, span: Span) -> Span {
        let start = self.place(span.start);
        Span::new(start, start + (span.end - span.start))
    }
}
