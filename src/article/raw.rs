//! Metadata as it is written, before anybody knows what its keys mean.
//!
//! YAML, TOML, JSON, `Key: value` lines and an HTML page's metadata all come in this shape.

use crate::article::OriginKind;
use crate::diagnostic::Span;

/// Everything that a document says about itself, in the order in which it says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    /// The fields.
    pub fields: Vec<RawField>,
}

/// One `key: value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawField {
    /// The key as written.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// What stands under it.
    pub value: RawValue,
    /// Where the field came from, for people.
    pub origin: OriginKind,
}

/// A value and its place in the decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawValue {
    /// What it is.
    pub data: RawData,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// What a value is. Scalars keep the letters that were written: whether `Yes` is a title or a truth depends on the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawData {
    /// Nothing: `null`, `~`, or an empty value.
    Null,
    /// A single value.
    Scalar {
        /// Its letters, escapes resolved.
        text: String,
        /// Whether it stood in quotes (or in a block of text), so that it can only be text.
        quoted: bool,
    },
    /// Several values.
    List(Vec<RawValue>),
    /// Values under keys.
    Map(Vec<(String, RawValue)>),
}
