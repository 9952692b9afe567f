//! HTML pages.
use crate::article::raw::Raw;
/// Stub.
pub fn head(_text: &str, _offset: usize) -> Raw {
    Raw::default()
}
/// Stub.
pub fn body(text: &str, _title: Option<&str>) -> String {
    text.to_owned()
}
