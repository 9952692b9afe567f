//! Documents that will be read, told to their source before.

use crate::source::{DocumentInfo, Source};

/// How many shares of the documents are told to be read soon, before one is.
pub(super) const AHEAD: usize = 16;
/// Of so many documents it is asked whether they are near.
const ASKED: usize = 16;

/// Lets a source know which documents will be read, where they have to come from a disk. A disk serves many at once, so
/// the threads that read them wait for few.
pub(super) struct Expectation<'a> {
    source: &'a dyn Source,
    are_far: bool,
}

impl Expectation<'_> {
    /// Some of the documents tell whether most are far.
    pub(super) fn of<'a>(source: &'a dyn Source, documents: &[DocumentInfo]) -> Expectation<'a> {
        let asked = documents.iter().step_by(documents.len().div_ceil(ASKED).max(1));
        let (asked, far) = asked.fold((0, 0), |(asked, far), document| {
            let is_far = !source.expect(&document.name);
            (asked + 1, far + usize::from(is_far))
        });
        Expectation { source, are_far: far * 4 > asked }
    }

    /// Tells of some that will be read soon.
    pub(super) fn tell(&self, share: Option<&(usize, &[DocumentInfo])>) {
        for document in share.filter(|_| self.are_far).into_iter().flat_map(|(_, documents)| *documents) {
            // Whether it has come already makes no difference.
            let _ = self.source.expect(&document.name);
        }
    }
}
