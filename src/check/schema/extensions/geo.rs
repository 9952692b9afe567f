//! Places: GeoRSS Simple (<https://www.georss.org/simple.html>), the W3C's geo (<https://www.w3.org/2003/01/geo/>), and
//! two older vocabularies.

use crate::check::content::plain;
use crate::check::context::{Context, Subject};
use crate::check::rules::geo as rules;
use crate::check::schema::extensions::PLACES;
use crate::check::schema::{Attribute, Row, may, row};
use crate::check::values::listed::wrong;
use crate::check::values::not_blank;
use crate::check::values::numbers::{latitude, longitude, number};

const MARKED: &str = "channel item atom:feed atom:entry atom:source media:location";

/// What may be said of a geometry.
const PROPERTIES: &[Attribute] = &[
    may("featuretypetag", &[not_blank]),
    may("relationshiptag", &[not_blank]),
    may("featurename", &[not_blank]),
    may("elev", &[number]),
    may("floor", &[number]),
    may("radius", &[number]),
];

pub(super) const ROWS: &[Row] = &[
    row(MARKED, "georss:point").text(&[point]).attributes(PROPERTIES),
    row(MARKED, "georss:line").text(&[line]).attributes(PROPERTIES),
    row(MARKED, "georss:polygon").text(&[polygon]).attributes(PROPERTIES),
    row(MARKED, "georss:box").text(&[rectangle]).attributes(PROPERTIES),
    row(MARKED, "georss:circle").text(&[circle]).attributes(PROPERTIES),
    row(MARKED, "georss:where").attributes(PROPERTIES),
    row(MARKED, "georss:elev").once().text(&[number]),
    row(MARKED, "georss:floor").once().text(&[number]),
    row(MARKED, "georss:radius").once().text(&[number]),
    row(MARKED, "georss:relationshiptag").once().text(&[not_blank, plain]),
    row(MARKED, "georss:featuretypetag").once().text(&[not_blank, plain]),
    row(MARKED, "georss:featurename").once().text(&[not_blank, plain]),
    row(MARKED, "geo:lat").once().text(&[latitude]),
    row(MARKED, "geo:long").once().text(&[longitude]),
    row(MARKED, "geo:alt").once().text(&[number]),
    row(MARKED, "geo:lat_long").once().text(&[point]),
    row(MARKED, "geo:Point").once(),
    row("geo:Point", "geo:lat").once().required().text(&[latitude]),
    row("geo:Point", "geo:long").once().required().text(&[longitude]),
    row("geo:Point", "geo:alt").once().text(&[number]),
    row(PLACES, "geourl:latitude").once().text(&[latitude]),
    row(PLACES, "geourl:longitude").once().text(&[longitude]),
    row(PLACES, "icbm:latitude").once().text(&[latitude]),
    row(PLACES, "icbm:longitude").once().text(&[longitude]),
];

/// The numbers of a list; `None` when something else is in it. Commas are reported, and read as white space.
fn numbers(subject: &Subject<'_, '_>, context: &mut Context<'_>) -> Option<Vec<f64>> {
    if subject.value.contains(',') {
        let help = "put white space between latitude and longitude: `45.256 -71.92`";
        wrong(subject, context, &rules::COORDINATES_WITH_COMMA, "divided by a comma", help);
    }
    let parts = subject.value.split(|c: char| c.is_whitespace() || c == ',').filter(|part| !part.is_empty());
    parts.map(|part| part.parse::<f64>().ok().filter(|number| number.is_finite())).collect()
}

/// Whether numbers are pairs of latitude and longitude.
fn are_pairs(numbers: &[f64]) -> bool {
    numbers.len().is_multiple_of(2)
        && numbers.chunks_exact(2).all(|pair| (-90.0..=90.0).contains(&pair[0]) && (-180.0..=180.0).contains(&pair[1]))
}

/// One pair.
pub(super) fn point(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let is_fine = numbers(subject, context).is_some_and(|numbers| numbers.len() == 2 && are_pairs(&numbers));
    if !is_fine {
        let help = "write a latitude from -90 to 90 and a longitude from -180 to 180: `45.256 -71.92`";
        wrong(subject, context, &rules::COORDINATES_WRONG, "no latitude and longitude", help);
    }
}

fn list(subject: &Subject<'_, '_>, context: &mut Context<'_>, what: &str, is_fine: fn(&[f64]) -> bool) {
    let is_fine = numbers(subject, context).is_some_and(|numbers| is_fine(&numbers));
    if !is_fine {
        let help =
            "write latitudes from -90 to 90 and longitudes from -180 to 180 by turns: `45.256 -110.45 46.46 -109.48`";
        wrong(subject, context, &rules::COORDINATE_LIST_WRONG, what, help);
    }
}

/// Two pairs or more.
pub(super) fn line(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    list(subject, context, "no line of two places or more", |numbers| numbers.len() >= 4 && are_pairs(numbers));
}

/// Four pairs or more; the last is the first again.
pub(super) fn polygon(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    list(subject, context, "no closed line of four places or more", |numbers| {
        numbers.len() >= 8 && are_pairs(numbers) && numbers[..2] == numbers[numbers.len() - 2..]
    });
}

/// Two corners.
fn rectangle(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    list(subject, context, "no pair of corners", |numbers| numbers.len() == 4 && are_pairs(numbers));
}

/// A centre and a radius in metres.
fn circle(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    list(subject, context, "no centre with a radius", |numbers| {
        numbers.len() == 3 && are_pairs(&numbers[..2]) && numbers[2] >= 0.0
    });
}
