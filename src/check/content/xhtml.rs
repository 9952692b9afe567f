//! XHTML within the document.

use crate::check::tree::Node;

use crate::check::content::characters;
use crate::check::content::elements;
use crate::check::content::markup::Markup;
use crate::check::content::plain::{Mark, marks};
use crate::check::content::report::{Report, XHTML};
use crate::check::rules::content as rules;
use crate::check::values::quoted;

const SVG: &str = "http://www.w3.org/2000/svg";
const MATHML: &str = "http://www.w3.org/1998/Math/MathML";
const XLINK: &str = "http://www.w3.org/1999/xlink";
/// How far up a piece of code is searched for.
const UP_MAX: usize = 64;

/// Judges everything in an element.
pub(super) fn judge(node: Node<'_, '_>, report: &mut Report<'_, '_, '_, '_>) {
    for inner in node.descendants().skip(1) {
        if inner.is_element() {
            element(inner, report);
        } else if inner.is_text() {
            text(inner, node, report);
        }
    }
}

fn element(node: Node<'_, '_>, report: &mut Report<'_, '_, '_, '_>) {
    let at = report.tag(node);
    let name = node.tag_name().name();
    let known = match node.tag_name().namespace() {
        Some(XHTML) => elements::html(name.as_bytes()).map(|(_, element)| element),
        Some(SVG | MATHML) if name == "script" => elements::html(b"script").map(|(_, element)| element),
        Some(SVG | MATHML) => None,
        _ => return,
    };
    let is_drawn = node.tag_name().namespace() != Some(XHTML) && elements::is_drawn(name);
    if known.is_none() && !is_drawn {
        report.say(&rules::XHTML_UNKNOWN, at, "correct its name, or take it out", |within| {
            format!("{within} holds the element {}, which its vocabulary has not", quoted(name))
        });
    }
    let mut markup = Markup::new(report);
    markup.open(known, at);
    for attribute in node.attributes() {
        let range = attribute.range_value();
        let place = (range.start, range.end);
        match attribute.namespace() {
            None => markup.attribute(attribute.name().as_bytes(), attribute.value(), place),
            Some(XLINK) if attribute.name() == "href" => markup.attribute(b"xlink:href", attribute.value(), place),
            Some(_) => {}
        }
    }
    markup.close(at.1);
}

fn text(node: Node<'_, '_>, construct: Node<'_, '_>, report: &mut Report<'_, '_, '_, '_>) {
    let value = node.text().unwrap_or_default();
    let range = node.range();
    let at = (range.start, range.end);
    characters::judge(value, range.start, false, report);
    if !value.bytes().any(|byte| matches!(byte, b'<' | b'&')) {
        return;
    }
    let is_meant = |mark: &Mark| matches!(mark, Mark::Tag | Mark::Reference { is_closed: true });
    let Some((start, end, _)) = marks(value).find(|(_, _, mark)| is_meant(mark)) else { return };
    if !is_code(node, construct) {
        let help = "write elements as elements and each character as itself, or `type=\"html\"`";
        report.say(&rules::XHTML_ESCAPED, at, help, |name| {
            let what = quoted(&value[start..end]);
            format!("{name} is XHTML, but holds escaped HTML, which its readers see as it is: {what}")
        });
    }
}

/// Whether a text stands in an element that shows code; the construct itself and what it stands in are none.
fn is_code(node: Node<'_, '_>, construct: Node<'_, '_>) -> bool {
    let around = node.ancestors().skip(1).take(UP_MAX).take_while(|node| *node != construct);
    around.filter_map(|node| elements::html(node.tag_name().name().as_bytes())).any(|(_, found)| found.is_code)
}
