//! Dublin Core: names of authors, who need no e-mail address here as they do in RSS's own `author`; rights.

use crate::model::Entry;
use crate::namespace::{Element, Namespace};

pub(super) const DUBLIN_CORE: Namespace = Namespace {
    prefix: "dc",
    uri: "http://purl.org/dc/elements/1.1/",
    spec: "https://www.dublincore.org/specifications/dublin-core/dces/",
    entry,
};

fn entry(entry: &Entry) -> Vec<Element> {
    let element = |name, text: String| Element { name, text: Some(text), ..Element::default() };
    let mut elements: Vec<_> =
        entry.authors.iter().map(|author| element("dc:creator", author.name.to_string())).collect();
    elements.extend(entry.contributors.iter().map(|person| element("dc:contributor", person.name.to_string())));
    elements.extend(entry.rights.iter().map(|rights| element("dc:rights", rights.to_string())));
    elements
}
