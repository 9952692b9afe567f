//! The checker's way of reading, for who wants to know what a feed says and not what is wrong with it.
//!
//! What is broken is read as far as it goes; the first fault is handed back with what was read.

use std::cell::RefCell;

use crate::check::context::Context;
use crate::check::{Finding, Kind, input, json, tree};
use crate::diagnostic::{Diagnostic, Level};

pub(crate) use crate::check::tree::{Document, Node};

/// What came of reading a document.
pub(crate) struct Reading<T> {
    /// What was read; `None` where nothing of the document can be read.
    pub(crate) value: Option<T>,
    /// The first fault of syntax.
    pub(crate) fault: Option<Diagnostic>,
    /// Whether the document was read to its end.
    pub(crate) is_whole: bool,
}

/// The text of a document, decoded as its first bytes and its declaration say.
pub(crate) fn decoded(bytes: &[u8]) -> String {
    input::read(bytes).text.into_owned()
}

/// Whether a text is meant to be JSON.
pub(crate) fn is_json(text: &str) -> bool {
    json::is_json(text)
}

/// Hands an XML document to `read`, as far as it is well formed.
pub(crate) fn with_xml<T>(text: &str, read: impl Fn(&Document<'_>) -> T) -> Reading<T> {
    let seen = RefCell::new(None);
    let mut context = Context::new(text);
    tree::read(text, &mut context, |document, _| {
        *seen.borrow_mut() = Some(read(document));
        Kind::Unknown
    });
    let is_whole = context.cut.is_none();
    let (findings, _) = context.finish();
    let fault = findings.iter().find(|found| found.level == Level::Error).map(Finding::diagnostic);
    Reading { value: seen.into_inner(), fault, is_whole }
}

/// Reads a JSON document.
pub(crate) fn json(text: &str) -> Reading<serde_json::Value> {
    json::plain::read(text)
}
