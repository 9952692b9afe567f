//! A judgement as SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/>), which code hosts and editors read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};
use url::Url;

use crate::check::fix::{Edit, Fix};
use crate::check::{Kind, Profile, Rule};
use crate::cli::check::{Found, Judged};
use crate::cli::json::text as json_text;
use crate::cli::web::is_address;
use crate::diagnostic::{Excerpt, Excerpts, Level, Span};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The whole log: one run, with the rules that found something.
pub(super) fn text(judged: &[Judged]) -> String {
    let found = || judged.iter().flat_map(|one| &one.found);
    let by_name: BTreeMap<&str, &Rule> = found().map(|found| (found.rule.name, found.rule)).collect();
    let indices: BTreeMap<&str, usize> = by_name.keys().enumerate().map(|(index, name)| (*name, index)).collect();
    let results = judged.iter().flat_map(|one| {
        let places = places(one);
        one.found.iter().map(|found| result(found, indices[found.rule.name], &places)).collect::<Vec<_>>()
    });
    let results: Vec<Value> = results.collect();
    // A list of artifacts names each once.
    let files: BTreeSet<String> = judged.iter().map(|one| uri(&one.file)).collect();
    json_text(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Feedwright",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": by_name.values().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "artifacts": files.iter().map(|file| json!({ "location": { "uri": file } })).collect::<Vec<_>>(),
            "results": results,
        }],
    }))
}

fn descriptor(rule: &Rule) -> Value {
    let summary = rule.summary();
    // The page must not be empty; nor may what is said in short.
    let summary = if summary.is_empty() { rule.name.to_owned() } else { summary };
    json!({
        "id": rule.name,
        "shortDescription": { "text": summary },
        "help": { "text": rule.page, "markdown": rule.page },
        "defaultConfiguration": { "level": level(rule.level) },
        "properties": { "tags": [Profile::of(rule).map_or(rule.area, |profile| profile.name)] },
    })
}

/// The lines and columns of all places that are edited in a file, each from 1.
fn places(judged: &Judged) -> BTreeMap<usize, (usize, usize)> {
    let Some(text) = &judged.text else { return BTreeMap::new() };
    let edits = judged.found.iter().flat_map(|found| &found.fix).flat_map(|fix| &fix.edits);
    let places: BTreeSet<usize> = edits.flat_map(|edit| [edit.span.start, edit.span.end]).collect();
    let mut excerpts = Excerpts::new(text);
    // In their order, so that the text is gone through once.
    let located = places.into_iter().map(|place| {
        let excerpt = excerpts.cut(Span::new(place, place));
        (place, (excerpt.line, excerpt.column))
    });
    located.collect()
}

/// What mends a finding (section 3.55).
fn fix(found: &Found, fix: &Fix, places: &BTreeMap<usize, (usize, usize)>) -> Option<Value> {
    let replacement = |edit: &Edit| {
        let (start, end) = (places.get(&edit.span.start)?, places.get(&edit.span.end)?);
        let region = json!({ "startLine": start.0, "startColumn": start.1, "endLine": end.0, "endColumn": end.1 });
        Some(json!({ "deletedRegion": region, "insertedContent": { "text": edit.text } }))
    };
    let replacements: Vec<Value> = fix.edits.iter().map(replacement).collect::<Option<_>>()?;
    // A change of nothing (a file that is only to be saved anew) can't be said.
    (!replacements.is_empty()).then(|| {
        json!([{
            "description": { "text": found.located.diagnostic.help.as_deref().unwrap_or(&found.located.diagnostic.message) },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri(&found.located.file) },
                "replacements": replacements,
            }],
        }])
    })
}

fn result(found: &Found, index: usize, places: &BTreeMap<usize, (usize, usize)>) -> Value {
    let diagnostic = &found.located.diagnostic;
    let help = diagnostic.help.as_ref().map(|help| format!(": {help}")).unwrap_or_default();
    let mut place = json!({ "artifactLocation": { "uri": uri(&found.located.file) } });
    if let Some(excerpt) = &found.located.excerpt {
        place["region"] = region(excerpt);
    }
    let mut location = json!({ "physicalLocation": place });
    if let Some(logical) = logical(found) {
        location["logicalLocations"] = json!([logical]);
    }
    let mut result = json!({
        "ruleId": diagnostic.rule,
        "ruleIndex": index,
        "level": level(diagnostic.level),
        "message": { "text": format!("{}{help}", diagnostic.message) },
        "locations": [location],
    });
    if let Some(fixes) = found.fix.as_ref().and_then(|one| fix(found, one, places)) {
        result["fixes"] = fixes;
    }
    result
}

/// What is concerned, by its name: an element or its attribute, or a member of a JSON object (section 3.33.7).
fn logical(found: &Found) -> Option<Value> {
    let element = found.element.as_deref()?;
    let (is_json, attribute) = (found.kind == Kind::Json, found.attribute.as_deref());
    let kind = match attribute {
        _ if is_json && found.parent.is_none() => "object",
        _ if is_json => "property",
        Some(_) => "attribute",
        None => "element",
    };
    let path = found.parent.iter().map(String::as_str).chain([element]).collect::<Vec<_>>().join("/");
    let path = attribute.map_or(path.clone(), |attribute| format!("{path}/@{attribute}"));
    Some(json!({ "name": attribute.unwrap_or(element), "fullyQualifiedName": path, "kind": kind }))
}

fn region(excerpt: &Excerpt) -> Value {
    let marked = excerpt.text[excerpt.mark.start..excerpt.mark.end].chars().count();
    json!({
        "startLine": excerpt.line,
        "startColumn": excerpt.column,
        "endLine": excerpt.line,
        "endColumn": excerpt.column + marked,
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

/// A path as an address: relative to the folder that the command ran in, where the path is. An address is one.
fn uri(path: &str) -> String {
    if is_address(path) {
        return path.to_owned();
    }
    if let Ok(url) = Url::from_file_path(Path::new(path)) {
        return url.into();
    }
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_addresses() {
        assert_eq!(uri("public/mon flux: é.xml"), "public/mon%20flux%3A%20%C3%A9.xml");
        assert_eq!(uri("../a%b.xml"), "../a%25b.xml");
        assert_eq!(uri("/srv/a b.xml"), "file:///srv/a%20b.xml");
        assert_eq!(uri("https://carnet.example/f?a=b"), "https://carnet.example/f?a=b");
    }
}
