//! Keys.
use crate::article::Article;
use crate::article::raw::Raw;
use crate::date::Context;
use crate::diagnostic::Diagnostic;
/// Stub.
pub fn interpret(_raw: &Raw, _context: &Context, _article: &mut Article) -> Vec<Diagnostic> {
    Vec::new()
}
