//! Patterns with placeholders: `tags/{tag}.xml`, `Le Carnet: {tag}`.

use crate::config::filter::{Facet, Filter, Test};
use crate::config::table::Placed;
use crate::config::within;
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;

fn words() -> Vec<&'static str> {
    Facet::ALL.iter().map(|facet| facet.word()).collect()
}

/// Reads `for_each`, which needs its placeholder in the path, and no filter that would leave one value of many.
pub(super) fn for_each(
    given: Option<Placed<String>>,
    path: &Placed<String>,
    filter: &Filter,
    out: &mut Vec<Diagnostic>,
) -> Option<Facet> {
    let Placed { value, span } = given?;
    let Some(facet) = Facet::parse(&value) else {
        let message = format!("`feed.for_each` can't be `{}`", value.escape_debug());
        let help = match nearest(&value, &words()) {
            Some(near) => format!("write `{near}`"),
            None => format!("use one of {}", words().join(", ")),
        };
        out.push(Diagnostic::error("config-wrong-value", message).at(span).help(help));
        return None;
    };
    let placeholder = facet.placeholder();
    let before = out.len();
    verify(path, Some(facet), true, out);
    if out.len() == before && !path.value.contains(&placeholder) {
        let message = format!("with `for_each = \"{value}\"`, the path needs `{placeholder}`: else all are one file");
        let help = format!("write a path such as `{value}s/{placeholder}.xml`");
        out.push(Diagnostic::error("config-feed-path", message).at(path.span).help(help));
    }
    if filter.tests.iter().any(|test| matches!(test, Test::Has(of, _) if *of == facet)) {
        let noun = facet.noun();
        let message = format!("a feed for each {noun} can't be asked to show one {noun} only");
        let help = format!("leave `for_each` out, or `{value}`");
        out.push(Diagnostic::error("config-filter", message).at(span).help(help));
    }
    Some(facet)
}

/// Reports placeholders that stand for nothing. Of a path every brace must belong to one.
pub(super) fn verify(pattern: &Placed<String>, for_each: Option<Facet>, is_path: bool, out: &mut Vec<Diagnostic>) {
    let text = pattern.value.as_str();
    let mut at = 0;
    while let Some(start) = text[at..].find(['{', '}']).map(|found| at + found) {
        let end = text[start..].find('}').map(|length| start + length + 1);
        let name = end.and_then(|end| text.get(start + 1..end - 1)).unwrap_or_default();
        let end = end.unwrap_or(text.len());
        at = end.max(start + 1);
        let facet = Facet::parse(name);
        let (message, help) = match (facet, for_each) {
            (Some(facet), Some(wanted)) if facet == wanted => continue,
            (Some(_), Some(wanted)) => (
                format!("`{{{name}}}` has no value in a feed for each {}", wanted.noun()),
                format!("write `{}`", wanted.placeholder()),
            ),
            (Some(_), None) => (
                format!("`{{{name}}}` has no value, since this is one feed for all"),
                format!("add `for_each = \"{name}\"`"),
            ),
            (None, _) => match nearest(name, &words()) {
                Some(near) if is_path || for_each.is_some() => {
                    (format!("`{}` is no placeholder", &text[start..end]), format!("write `{{{near}}}`"))
                }
                None if is_path => {
                    let known: Vec<String> = Facet::ALL.iter().map(|facet| facet.placeholder()).collect();
                    let message = format!("`{}` is no placeholder", text[start..end].escape_debug());
                    (message, format!("use one of {}, or no braces", known.join(", ")))
                }
                // A title may hold braces.
                _ => continue,
            },
        };
        out.push(Diagnostic::error("config-placeholder", message).at(within(pattern.span, start, end)).help(help));
    }
}
