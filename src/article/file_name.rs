//! File names.
use crate::article::OriginKind;
use crate::date::{Context, Timestamp};
use crate::model::Language;
/// Stub.
pub struct Facts {
    /// Date.
    pub date: Option<Timestamp>,
    /// Language.
    pub language: Option<(Language, OriginKind)>,
    /// Draft.
    pub draft: bool,
}
/// Stub.
pub fn read(_name: &str, _context: &Context) -> Facts {
    Facts { date: None, language: None, draft: false }
}
/// Stub.
pub fn slug(name: &str) -> String {
    name.to_owned()
}
