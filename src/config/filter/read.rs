//! Reads the filters of a table.

use toml::de::DeValue;

use crate::config::filter::impossible::impossible;
use crate::config::filter::{Facet, Filter, Globs, Test};
use crate::config::table::{Placed, Table};
use crate::date::{self, Context, TimeOfDay, Zone};
use crate::diagnostic::{Diagnostic, Span};
use crate::model::{Language, Text};

/// Makes one condition of several filters.
type Group = fn(Vec<Filter>) -> Test;

/// The keys that combine filters.
const GROUPS: [(&str, Group); 3] = [("any", Test::Any), ("all", Test::All), ("not", Test::Not)];

/// Takes the filters out of a table `[[feed]]`, where `path` is the feed's own.
pub(in crate::config) fn read(table: &mut Table<'_>, zone: &Zone, out: &mut Vec<Diagnostic>) -> Filter {
    read_with(Vec::new(), table, zone, out)
}

fn read_with(mut tests: Vec<Placed<Test>>, table: &mut Table<'_>, zone: &Zone, out: &mut Vec<Diagnostic>) -> Filter {
    let before = out.len();
    for facet in [Facet::Tag, Facet::Section, Facet::Author, Facet::Lang] {
        tests.extend(values(table, facet, out));
    }
    tests.extend(instant(table, "after", zone, out).map(|at| Placed { value: Test::From(at.value), span: at.span }));
    tests.extend(instant(table, "before", zone, out).map(|at| Placed { value: Test::Before(at.value), span: at.span }));
    for (key, group) in GROUPS {
        tests.extend(nested(table, key, zone, out).map(|of| Placed { value: group(of.value), span: of.span }));
    }
    // What could not be read may be what would have made sense of the rest.
    if out.len() == before {
        out.extend(impossible(&tests));
    }
    Filter { tests: tests.into_iter().map(|test| test.value).collect() }
}

fn wrong(message: String, span: Span, help: &str) -> Diagnostic {
    Diagnostic::error("config-filter", message).at(span).help(help)
}

/// The texts under a key; an empty list is reported.
fn texts(table: &mut Table<'_>, key: &'static str, out: &mut Vec<Diagnostic>) -> Option<(Vec<Placed<String>>, Span)> {
    let span = table.place(key);
    let before = out.len();
    let texts = table.texts(key, out);
    let span = span?;
    if texts.is_empty() && out.len() == before {
        out.push(wrong(format!("`{key}` is empty, so no article fits"), span, "give it a value, or leave it out"));
    }
    (!texts.is_empty()).then_some((texts, span))
}

fn values(table: &mut Table<'_>, facet: Facet, out: &mut Vec<Diagnostic>) -> Option<Placed<Test>> {
    let (texts, span) = texts(table, facet.word(), out)?;
    let read = |text: Placed<String>| {
        let value = match facet {
            Facet::Lang => match Language::new(&text.value) {
                Ok(language) => Some(language.as_str().to_owned()),
                Err(error) => {
                    out.push(wrong(error.to_string(), text.span, "write a tag such as `fr` or `en-GB`"));
                    return None;
                }
            },
            Facet::Section => Some(text.value.trim_matches('/').to_owned()),
            Facet::Tag | Facet::Author | Facet::Year => Text::line(&text.value).map(Text::into_string),
        };
        let value = value.filter(|value| !value.is_empty());
        let fault = match &value {
            None => Some((format!("`{}` holds an empty text", facet.word()), "write a name, or leave it out")),
            Some(value) if facet == Facet::Section && value.contains('/') => Some((
                format!("`{}` is no section: that is the first folder of a path", value.escape_debug()),
                "use the path, as in `all = { path = \"/posts/2025/\" }`",
            )),
            Some(_) => None,
        };
        match fault {
            Some((message, help)) => {
                out.push(wrong(message, text.span, help));
                None
            }
            None => value,
        }
    };
    let values = texts.into_iter().filter_map(read).collect();
    Some(Placed { value: Test::Has(facet, values), span })
}

fn paths(table: &mut Table<'_>, out: &mut Vec<Diagnostic>) -> Option<Placed<Test>> {
    let (texts, span) = texts(table, "path", out)?;
    let help = "write patterns as in a .gitignore, such as `/posts/` or `*.fr.md`";
    if texts.iter().all(|text| text.value.starts_with('!')) {
        let message = "`!` takes back what another pattern lets in, and there is none, so no article fits".to_owned();
        out.push(wrong(message, span, "write the pattern without `!` under `not`"));
        return None;
    }
    let (values, spans): (Vec<String>, Vec<Span>) = texts.into_iter().map(|text| (text.value, text.span)).unzip();
    match Globs::new(values) {
        Ok(globs) => Some(Placed { value: Test::Path(globs), span }),
        Err((index, why)) => {
            out.push(wrong(format!("this is no pattern of paths: {why}"), spans[index], help));
            None
        }
    }
}

fn instant(table: &mut Table<'_>, key: &'static str, zone: &Zone, out: &mut Vec<Diagnostic>) -> Option<Placed<i64>> {
    let Placed { value, span } = table.take(key)?;
    let help = "write a date such as `2025-08-13`";
    let text = match value {
        DeValue::String(text) => text.into_owned(),
        DeValue::Datetime(date) => date.to_string(),
        _ => {
            out.push(wrong(format!("`{key}` is no date"), span, help));
            return None;
        }
    };
    let context = Context { zone: zone.clone(), default_time: TimeOfDay::MIDNIGHT, language: None };
    match date::parse(&text, &context) {
        Ok(reading) => Some(Placed { value: reading.at.unix(), span }),
        Err(error) => {
            out.push(wrong(error.to_string(), span, help));
            None
        }
    }
}

fn nested(
    table: &mut Table<'_>,
    key: &'static str,
    zone: &Zone,
    out: &mut Vec<Diagnostic>,
) -> Option<Placed<Vec<Filter>>> {
    let span = table.place(key);
    let before = out.len();
    let tables = table.tables(key, out);
    let span = span?;
    if tables.is_empty() && out.len() == before {
        let message = format!("`{key}` is empty, so it says nothing");
        out.push(wrong(message, span, &format!("write `{key} = [{{ tag = \"rust\" }}]`, or leave it out")));
    }
    let mut filters = Vec::with_capacity(tables.len());
    for Placed { value: mut inner, span } in tables {
        let before = out.len();
        let path = paths(&mut inner, out);
        let filter = read_with(path.into_iter().collect(), &mut inner, zone, out);
        inner.finish(out);
        if filter.tests.is_empty() && out.len() == before {
            let message = format!("a table of `{key}` is empty, so every article fits");
            out.push(wrong(message, span, "write a condition such as `{ tag = \"rust\" }`"));
        }
        filters.push(filter);
    }
    Some(Placed { value: filters, span })
}
