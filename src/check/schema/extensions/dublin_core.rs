//! Dublin Core: its fifteen elements (<https://www.dublincore.org/specifications/dublin-core/dces/>) and its terms
//! (<https://www.dublincore.org/specifications/dublin-core/dcmi-terms/>).

use crate::check::content::plain;
use crate::check::context::{Context, Subject};
use crate::check::schema::{Attribute, Row, may, row};
use crate::check::values::dates_w3c::{is_iso8601, w3cdtf_date};
use crate::check::values::language::language;
use crate::check::values::not_blank;

/// Where Dublin Core may stand: it describes anything.
const ANYTHING: &str =
    "channel item image textInput atom:feed atom:entry atom:source atom:author media:content media:group";

/// What RDF writes instead of a text.
const RESOURCE: &[Attribute] = &[may("rdf:resource", &[])];

pub(super) const ROWS: &[Row] = &[
    text("dc:contributor"),
    text("dc:coverage"),
    text("dc:creator"),
    row(ANYTHING, "dc:date").once().text(&[w3cdtf_date]),
    text("dc:description").once(),
    text("dc:format").once(),
    text("dc:identifier"),
    row(ANYTHING, "dc:language").once().text(&[language]),
    text("dc:publisher"),
    text("dc:relation"),
    text("dc:rights").once(),
    text("dc:source"),
    text("dc:subject"),
    text("dc:title").once(),
    text("dc:type"),
    text("dcterms:abstract"),
    text("dcterms:accessRights"),
    text("dcterms:accrualMethod"),
    text("dcterms:accrualPeriodicity"),
    text("dcterms:accrualPolicy"),
    text("dcterms:alternative"),
    text("dcterms:audience"),
    row(ANYTHING, "dcterms:available").text(&[period]),
    text("dcterms:bibliographicCitation"),
    text("dcterms:conformsTo"),
    text("dcterms:contributor"),
    text("dcterms:coverage"),
    row(ANYTHING, "dcterms:created").once().text(&[w3cdtf_date]),
    text("dcterms:creator"),
    row(ANYTHING, "dcterms:date").text(&[w3cdtf_date]),
    row(ANYTHING, "dcterms:dateAccepted").text(&[w3cdtf_date]),
    row(ANYTHING, "dcterms:dateCopyrighted").text(&[w3cdtf_date]),
    row(ANYTHING, "dcterms:dateSubmitted").text(&[w3cdtf_date]),
    text("dcterms:description"),
    text("dcterms:educationLevel"),
    text("dcterms:extent"),
    text("dcterms:format"),
    text("dcterms:hasFormat"),
    text("dcterms:hasPart"),
    text("dcterms:hasVersion"),
    text("dcterms:identifier"),
    text("dcterms:instructionalMethod"),
    text("dcterms:isFormatOf"),
    text("dcterms:isPartOf"),
    text("dcterms:isReferencedBy"),
    text("dcterms:isReplacedBy"),
    text("dcterms:isRequiredBy"),
    row(ANYTHING, "dcterms:issued").text(&[w3cdtf_date]),
    text("dcterms:isVersionOf"),
    row(ANYTHING, "dcterms:language").text(&[language]),
    text("dcterms:license"),
    text("dcterms:mediator"),
    text("dcterms:medium"),
    row(ANYTHING, "dcterms:modified").once().text(&[w3cdtf_date]),
    text("dcterms:provenance"),
    text("dcterms:publisher"),
    text("dcterms:references"),
    text("dcterms:relation"),
    text("dcterms:replaces"),
    text("dcterms:requires"),
    text("dcterms:rights"),
    text("dcterms:rightsHolder"),
    text("dcterms:source"),
    text("dcterms:spatial"),
    text("dcterms:subject"),
    text("dcterms:tableOfContents"),
    row(ANYTHING, "dcterms:temporal").text(&[not_blank]),
    text("dcterms:title"),
    text("dcterms:type"),
    row(ANYTHING, "dcterms:valid").text(&[period]),
];

const fn text(name: &'static str) -> Row {
    row(ANYTHING, name).text(&[not_blank, plain]).attributes(RESOURCE)
}

/// A date, or a period as `start=…; end=…` (DCMI Period Encoding Scheme).
fn period(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !subject.value.contains('=') {
        return w3cdtf_date(subject, context);
    }
    for part in subject.value.split(';') {
        let Some((key, value)) = part.split_once('=') else { continue };
        if matches!(key.trim(), "start" | "end") && !is_iso8601(value.trim()) {
            let part = Subject { value: value.trim(), ..*subject };
            w3cdtf_date(&part, context);
        }
    }
}
