//! What mends a finding, and how a whole document is mended.
//!
//! # Why
//! Whoever finds a fault knows best what would be right in its place, so a [`Fix`] comes with the finding: what to
//! write where. Only what has one right answer has one; where somebody would have to guess, there is none.
//!
//! [`mend`] applies them and judges what came of it, again and again, until nothing more can be mended. What would make
//! a document worse is left as it was, and every byte outside of the edits stays.

mod kept;
mod mend;
mod shift;
mod tried;

use crate::diagnostic::Span;

pub use kept::Kept;
pub use mend::{Mended, mend};

/// What mends a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fix {
    /// What is written in the place of what. Without any, the file is only to be written anew: as plain UTF-8.
    pub edits: Vec<Edit>,
    /// Whether the bytes are right and only what the document says of their encoding is not, so that its text was not
    /// read as it is meant.
    pub keeps_bytes: bool,
}

/// A text in the place of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced: bytes of the judged text. An empty span is a place where something is put in.
    pub span: Span,
    /// What is written there.
    pub text: String,
}

/// A text with edits made; they stand in order, and apart from each other.
pub(in crate::check) fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.span.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
