//! GeoRSS GML (<https://www.georss.org/gml.html>).

use crate::check::tree::Node;

use crate::check::context::{Context, Subject};
use crate::check::schema::extensions::geo;
use crate::check::schema::{Attribute, Row, may, row};
use crate::check::values::numbers::number;

/// What geometries may say of their coordinates.
const SYSTEM: &[Attribute] =
    &[may("srsName", &[]), may("srsDimension", &[]), may("axisLabels", &[]), may("uomLabels", &[]), may("gid", &[])];

pub(super) const ROWS: &[Row] = &[
    row("georss:where", "gml:Point").once().attributes(SYSTEM),
    row("gml:Point", "gml:pos").once().required().text(&[position]).attributes(SYSTEM),
    row("georss:where", "gml:LineString").once().attributes(SYSTEM),
    row("gml:LineString", "gml:posList").once().required().text(&[line]).attributes(SYSTEM),
    row("georss:where", "gml:Polygon").once().attributes(SYSTEM),
    row("gml:Polygon", "gml:exterior").once().required(),
    row("gml:Polygon", "gml:interior"),
    row("gml:exterior gml:interior", "gml:LinearRing").once().required().attributes(SYSTEM),
    row("gml:LinearRing", "gml:posList").once().required().text(&[ring]).attributes(SYSTEM),
    row("georss:where", "gml:Envelope").once().attributes(SYSTEM),
    row("gml:Envelope", "gml:lowerCorner").once().required().text(&[position]).attributes(SYSTEM),
    row("gml:Envelope", "gml:upperCorner").once().required().text(&[position]).attributes(SYSTEM),
    row("georss:where", "gml:CircleByCenterPoint").once().attributes(&[may("numArc", &[]), may("srsName", &[])]),
    row("gml:CircleByCenterPoint", "gml:pos").once().required().text(&[position]).attributes(SYSTEM),
    row("gml:CircleByCenterPoint", "gml:radius").once().required().text(&[number]).attributes(&[may("uom", &[])]),
];

/// Whether other coordinates than WGS 84's latitude and longitude are meant: they are not judged.
fn is_elsewhere(node: Node<'_, '_>) -> bool {
    let says = |node: Node<'_, '_>| node.has_attribute("srsName") || node.has_attribute("srsDimension");
    // Up to `georss:where`, which is never more than a few elements above.
    node.ancestors().take(6).any(says)
}

fn position(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !is_elsewhere(subject.node) {
        geo::point(subject, context);
    }
}

fn line(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !is_elsewhere(subject.node) {
        geo::line(subject, context);
    }
}

fn ring(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !is_elsewhere(subject.node) {
        geo::polygon(subject, context);
    }
}
