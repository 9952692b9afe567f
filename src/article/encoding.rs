//! Encodings.
use crate::article::Markup;
use crate::diagnostic::Diagnostic;
/// Stub.
pub struct Decoded {
    /// Text.
    pub text: String,
    /// Notes.
    pub notes: Vec<Diagnostic>,
}
/// Stub.
pub fn decode(bytes: Vec<u8>, _markup: Markup) -> Result<Decoded, Diagnostic> {
    Ok(Decoded { text: String::from_utf8_lossy(&bytes).into_owned(), notes: Vec::new() })
}
