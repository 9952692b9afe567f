//! Tags and categories.

use crate::article::Field;
use crate::article::keys::lookup::Lookup;
use crate::article::keys::names::{self, folded};
use crate::article::keys::value::{each_item, keep_first, text};
use crate::article::raw::{RawData, RawValue};
use crate::model::{Category, Text, Url};

/// Keys whose text is one subject, whatever stands in it.
const SINGLE: &[&str] = &["category", "tag", "catégorie", "kategorie", "categoría"];

/// Every subject, categories first, each once.
pub(super) fn read(lookup: &Lookup<'_>, document: &str) -> Vec<Field<Category>> {
    let mut subjects: Vec<Field<Category>> = Vec::new();
    for hit in lookup.all(names::SUBJECTS) {
        each_item(hit.value, &mut |value| {
            let mut push = |category| subjects.push(Field::new(category, hit.kind(), value.span));
            match &value.data {
                RawData::Map(entries) => category_of_map(entries).into_iter().for_each(push),
                // An item of a list is one subject.
                RawData::Scalar { text, .. } if !std::ptr::eq(value, hit.value) => {
                    plain(text).into_iter().for_each(&mut push);
                }
                RawData::Scalar { text, .. } => {
                    split(text, hit.name, document).into_iter().filter_map(plain).for_each(push);
                }
                _ => {}
            }
        });
    }
    keep_first(&mut subjects, |subject| subject.value.term.as_str());
    subjects
}

fn plain(text: &str) -> Option<Category> {
    term(text).map(|term| Category { term, scheme: None })
}

/// Cuts one text that holds several subjects.
fn split<'t>(text: &'t str, name: &str, document: &str) -> Vec<&'t str> {
    if SINGLE.contains(&name) {
        vec![text]
    } else if text.contains(',') {
        text.split(',').collect()
    } else if text.contains(';') {
        text.split(';').collect()
    } else if document.split('/').any(|folder| matches!(folder, "_posts" | "_drafts")) {
        // Jekyll, and only Jekyll, takes the spaces in `tags: web feeds` for separators.
        text.split_whitespace().collect()
    } else {
        vec![text]
    }
}

fn term(text: &str) -> Option<Text> {
    let text = text.trim();
    // `#tag` as in Obsidian; `C#` and a lone `#` stay.
    let bare = text.strip_prefix('#').filter(|rest| rest.starts_with(char::is_alphanumeric)).unwrap_or(text);
    Text::line(bare)
}

fn category_of_map(entries: &[(String, RawValue)]) -> Option<Category> {
    let get = |names: &[&str]| {
        names.iter().find_map(|name| entries.iter().find(|(key, _)| folded(key) == *name)).and_then(|(_, v)| text(v))
    };
    let term = term(get(&["term", "name", "label", "title"])?)?;
    let scheme = get(&["scheme", "domain"]).and_then(|scheme| Url::parse(scheme).ok());
    Some(Category { term, scheme })
}
