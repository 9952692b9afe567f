//! What a document's own entities make of it: a few lines may stand for gigabytes.

use std::collections::HashMap;

/// The most bytes that a document's entities may make: where Expat, too, begins to look for an attack.
const EXPANDED_MAX: usize = 8 * 1024 * 1024;
/// The most comparisons of names: the parser compares each reference with every entity.
const COMPARED_MAX: usize = 256 * 1024 * 1024;
/// Entities may stand in one another so deep; deeper, the parser stops.
const DEPTH_MAX: usize = 10;
/// More bytes than the markup of any entity has.
const MARKUP_MAX: usize = 4096;

/// The entities that a document declares, and how much of them was used.
pub(super) struct Entities<'t> {
    lengths: HashMap<&'t str, usize>,
    expanded: usize,
    compared: usize,
}

impl<'t> Entities<'t> {
    /// Those that a document type declares; `None` where one of them holds markup that no tag shows.
    pub(super) fn of(doctype: &'t str) -> Option<Entities<'t>> {
        let declared: Vec<(&str, &str)> = doctype.split("<!ENTITY").skip(1).filter_map(declaration).collect();
        let is_hidden = |value: &str| value.contains('<') && (value.len() > MARKUP_MAX || value.contains("xmlns"));
        if declared.iter().any(|(_, value)| is_hidden(value)) {
            return None;
        }
        let mut lengths: HashMap<&str, usize> = HashMap::new();
        for _ in 0..DEPTH_MAX {
            let next = declared.iter().map(|(name, value)| {
                let inner = references(value).map(|(_, name)| lengths.get(name).copied().unwrap_or_default());
                (*name, inner.fold(value.len(), usize::saturating_add))
            });
            // Of two with one name the longer counts.
            let mut longest = HashMap::new();
            for (name, length) in next {
                let known = longest.entry(name).or_insert(length);
                *known = length.max(*known);
            }
            lengths = longest;
        }
        Some(Entities { lengths, expanded: 0, compared: 0 })
    }

    /// Where in a text the reference stands that makes too much of the document.
    pub(super) fn spend(&mut self, text: &str) -> Option<usize> {
        if self.lengths.is_empty() {
            return None;
        }
        for (at, name) in references(text) {
            self.compared += self.lengths.len();
            self.expanded = self.expanded.saturating_add(self.lengths.get(name).copied().unwrap_or_default());
            if self.expanded > EXPANDED_MAX || self.compared > COMPARED_MAX {
                return Some(at);
            }
        }
        None
    }
}

/// The name and the value of an entity, from what stands behind `<!ENTITY`.
fn declaration(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start().trim_start_matches('%').trim_start();
    let (name, rest) = text.split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    // A value that holds `<!ENTITY` itself goes on behind it.
    Some((name, rest[1..].split(quote).next().unwrap_or_default()))
}

/// The names between `&` and `;`, and where each reference starts.
fn references(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('&').filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        // No longer name is worth the search.
        let end = rest.bytes().take(1024).position(|byte| matches!(byte, b';' | b'&' | b'<'))?;
        (rest.as_bytes()[end] == b';' && !rest.starts_with('#')).then(|| (at, &rest[..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(doctype: &str, text: &str, expected: Option<usize>) {
        assert_eq!(Entities::of(doctype).unwrap().spend(text), expected);
    }

    #[test]
    fn what_entities_make_is_counted_with_what_stands_in_them() {
        let laughs: String =
            (1..9).map(|at| format!("<!ENTITY l{at} '{}'>", format!("&l{};", at - 1).repeat(10))).collect();
        check(&format!("<!ENTITY l0 'lol'>{laughs}"), "ab&l8;", Some(2));
        check(&format!("<!ENTITY l0 'lol'>{laughs}"), "&l2;&#65;&amp;&no;", None);
        check(&format!("<!ENTITY e \"{}\">", "x".repeat(1024 * 1024)), &"&e;".repeat(9), Some(24));
        check("<!ENTITY e '&e;'>", "&e;", None);
    }

    #[test]
    fn markup_that_no_tag_shows_is_refused() {
        assert!(Entities::of("<!ENTITY e '<a xmlns:b=\"c\"/>'>").is_none());
        assert!(Entities::of(&format!("<!ENTITY e '<a {}/>'>", "b=\"\" ".repeat(1000))).is_none());
        assert!(Entities::of("<!ENTITY e '<b>e</b>'>").is_some());
    }
}
