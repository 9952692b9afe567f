//! Values in JSON Feed.

use std::borrow::Cow;

use crate::check::json::reader::{Data, Object, Value};
use crate::check::profiles::view::{At, Fact};

/// The text under a key that is not blank.
pub(super) fn text<'a, 'input>(
    object: &'a Object<'input>,
    key: &'static str,
    parent: &'static str,
) -> Option<Fact<'a, 'input>> {
    let (value, span) = object.text(key)?;
    Some(Fact { value: Cow::Borrowed(value), at: At::Member { key, parent, span } })
}

/// The number under a key.
pub(super) fn number(object: &Object<'_>, key: &str) -> Option<u64> {
    match object.get(key).map(|value| &value.data) {
        Some(Data::Number(number)) => number.parse().ok(),
        _ => None,
    }
}

/// The texts in the list under a key.
pub(super) fn texts<'a, 'input>(object: &'a Object<'input>, key: &'static str) -> Vec<Fact<'a, 'input>> {
    let list = match object.get(key).map(|value| &value.data) {
        Some(Data::List(list)) => list.as_slice(),
        _ => &[],
    };
    let fact = |value: &'a Value<'input>| match &value.data {
        Data::Text(text) => {
            Some(Fact { value: Cow::Borrowed(text.trim()), at: At::Member { key, parent: "item", span: value.span } })
        }
        _ => None,
    };
    list.iter().filter_map(fact).collect()
}

/// The names of the authors: of version 1.1, or the one of version 1.
pub(super) fn authors<'a, 'input>(object: &'a Object<'input>) -> Vec<Fact<'a, 'input>> {
    let old = match object.get("author").map(|value| &value.data) {
        Some(Data::Object(author)) => Some(author),
        _ => None,
    };
    let all = object.objects("authors").map(|(author, _)| author).chain(old);
    all.filter_map(|author| text(author, "name", "author")).collect()
}
