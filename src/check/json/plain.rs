//! A JSON document as values without places, for who does not judge it.

use crate::check::json::reader::{self, Data, Value};
use crate::check::json::too_many;
use crate::check::reading::Reading;
use crate::diagnostic::Diagnostic;

/// Reads a document.
pub(in crate::check) fn read(text: &str) -> Reading<serde_json::Value> {
    let document = reader::read(text);
    // What stands behind such a comma was read all the same.
    let comma = document
        .commas
        .first()
        .map(|comma| Diagnostic::error("json-not-well-formed", too_many(*comma, text)).at(*comma).help("take it out"));
    let fault = document.fault.map(|fault| {
        let message = format!("this is not JSON: {}", fault.message);
        Diagnostic::error("json-not-well-formed", message).at(fault.span).help(fault.help)
    });
    let beyond = document.beyond.map(|span| {
        let message = "from here on the document is too deep or too big to be read";
        Diagnostic::error("json-beyond-limits", message).at(span)
    });
    let fault = fault.or(beyond);
    Reading { value: document.value.map(plain), is_whole: fault.is_none(), fault: comma.or(fault) }
}

/// The value without its places. Of a key that is said twice, the last counts, as for most readers.
fn plain(value: Value<'_>) -> serde_json::Value {
    use serde_json::Value as Json;
    match value.data {
        Data::Null | Data::Beyond => Json::Null,
        Data::Flag(flag) => Json::Bool(flag),
        Data::Number(number) => number.parse().map_or(Json::Null, Json::Number),
        Data::Text(text) => Json::String(text.into_owned()),
        Data::List(values) => Json::Array(values.into_iter().map(plain).collect()),
        Data::Object(object) => {
            let members = object.members.into_iter();
            Json::Object(members.map(|member| (member.key.into_owned(), plain(member.value))).collect())
        }
    }
}
