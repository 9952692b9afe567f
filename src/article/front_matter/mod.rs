//! Front matter.
use crate::article::raw::Raw;
use crate::diagnostic::{Diagnostic, Span};
/// Stub.
pub fn parse(text: &str) -> (Option<Raw>, Span, Vec<Diagnostic>) {
    (None, Span::new(0, text.len()), Vec::new())
}
