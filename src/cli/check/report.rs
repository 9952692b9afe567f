//! A judgement for programs. What is written here is a promise: fields are added, never renamed.

use serde::Serialize;

use crate::cli::check::{Found, Judged, number};
use crate::cli::json;
use crate::diagnostic::Level;

#[derive(Serialize)]
struct Report<'a> {
    files: Vec<File<'a>>,
    findings: Vec<Finding<'a>>,
    errors: usize,
    warnings: usize,
    notes: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<usize>,
}

#[derive(Serialize)]
struct File<'a> {
    file: &'a str,
    kind: &'static str,
    errors: usize,
    warnings: usize,
    notes: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<usize>,
}

#[derive(Serialize)]
struct Finding<'a> {
    #[serde(flatten)]
    found: json::Finding<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    element: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribute: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribute_of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<&'static str>,
    w3c: &'static [&'static str],
    /// Whether `--fix` mends it, or did.
    mendable: bool,
    /// Whether it was mended, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<bool>,
}

/// The report as text.
pub(super) fn text(judged: &[Judged]) -> String {
    json::text(&Report {
        files: judged.iter().map(File::from).collect(),
        findings: judged.iter().flat_map(findings).collect(),
        errors: number(judged, Level::Error),
        warnings: number(judged, Level::Warning),
        notes: number(judged, Level::Note),
        fixed: judged.iter().map(fixed).sum(),
    })
}

/// How many findings of a file were mended; `None` where that was not asked for.
fn fixed(judged: &Judged) -> Option<usize> {
    judged.fixed.as_ref().map(|fixed| fixed.count)
}

/// What was found in a file: first what was mended, then what there is.
fn findings(judged: &Judged) -> impl Iterator<Item = Finding<'_>> {
    let is_fixed = judged.fixed.as_ref().map(|_| false);
    let fixed = judged.fixed.iter().flat_map(|fixed| &fixed.found);
    let fixed = fixed.map(|found| Finding { fixed: Some(true), ..Finding::from(found) });
    fixed.chain(judged.found.iter().map(move |found| Finding { fixed: is_fixed, ..Finding::from(found) }))
}

impl<'a> From<&'a Found> for Finding<'a> {
    fn from(found: &'a Found) -> Finding<'a> {
        let (element, parent, attribute) =
            (found.element.as_deref(), found.parent.as_deref(), found.attribute.as_deref());
        // Of an attribute, programs that compare elements must not take its owner for what is wrong.
        let of_attribute = attribute.is_some();
        Finding {
            found: json::Finding::from(&found.located),
            element: element.filter(|_| !of_attribute),
            parent: parent.filter(|_| !of_attribute),
            attribute,
            attribute_of: element.filter(|_| of_attribute),
            header: found.header,
            w3c: found.rule.w3c,
            mendable: found.fix.is_some(),
            fixed: None,
        }
    }
}

impl<'a> From<&'a Judged> for File<'a> {
    fn from(judged: &'a Judged) -> File<'a> {
        File {
            file: &judged.file,
            kind: judged.kind.name(),
            errors: judged.number(Level::Error),
            warnings: judged.number(Level::Warning),
            notes: judged.number(Level::Note),
            fixed: fixed(judged),
        }
    }
}
