//! Filters that no article can meet.

use crate::config::filter::{Facet, Filter, Test};
use crate::config::table::Placed;
use crate::diagnostic::{Diagnostic, Span};

/// What is demanded of every article, those demands in `all` too.
fn demands(tests: &[Placed<Test>]) -> Vec<Placed<&Test>> {
    fn add<'a>(test: &'a Test, at: &Placed<Test>, demands: &mut Vec<Placed<&'a Test>>) {
        match test {
            Test::All(filters) => {
                filters.iter().flat_map(|filter| &filter.tests).for_each(|test| add(test, at, demands));
            }
            test => demands.push(Placed { value: test, span: at.span }),
        }
    }
    let mut demands = Vec::new();
    tests.iter().for_each(|test| add(&test.value, test, &mut demands));
    demands
}

/// The first demand that contradicts another.
pub(super) fn impossible(tests: &[Placed<Test>]) -> Option<Diagnostic> {
    let demands = demands(tests);
    let fault = |(message, help): (String, &str), span: Span| {
        Some(Diagnostic::error("config-filter", format!("{message}, so no article fits")).at(span).help(help))
    };
    if let Some((span, why)) = contradiction(&demands) {
        return fault(why, span);
    }
    for one in &demands {
        let Test::Any(filters) = one.value else { continue };
        let can_hold = |filter: &Filter| {
            let inner: Vec<Placed<Test>> =
                filter.tests.iter().map(|test| Placed { value: test.clone(), span: one.span }).collect();
            let rest = demands.iter().map(|other| Placed { value: other.value, span: other.span });
            contradiction(&rest.chain(self::demands(&inner)).collect::<Vec<_>>()).is_none()
        };
        if !filters.iter().any(can_hold) {
            let message = "nothing that `any` lists can hold beside what else is asked for".to_owned();
            return fault((message, "leave one of the two out"), one.span);
        }
    }
    None
}

/// The first demand that contradicts one before it or a refusal: where it stands, what is wrong, and what helps.
fn contradiction(demands: &[Placed<&Test>]) -> Option<(Span, (String, &'static str))> {
    for (index, one) in demands.iter().enumerate() {
        for other in &demands[..index] {
            if let Some(why) = exclude(other.value, one.value) {
                let later = if one.span.start > other.span.start { one } else { other };
                return Some((later.span, why));
            }
        }
        let Test::Not(filters) = one.value else { continue };
        for (facet, refused) in filters.iter().filter_map(only_values) {
            let is_refused = |value: &String| refused.iter().any(|refused| facet.stands_for(refused, value));
            let demanded = demands.iter().find_map(|other| match other.value {
                Test::Has(of, values) if *of == facet && values.iter().all(is_refused) => values.first(),
                _ => None,
            });
            if let Some(value) = demanded {
                let message = format!("{} `{}` is asked for and refused", facet.noun(), value.escape_debug());
                return Some((one.span, (message, "leave one of the two out")));
            }
        }
    }
    None
}

/// Why no article meets two demands, if none can.
fn exclude(one: &Test, other: &Test) -> Option<(String, &'static str)> {
    match (one, other) {
        (Test::From(from), Test::Before(before)) | (Test::Before(before), Test::From(from)) if from >= before => {
            Some(("`after` is not before `before`".to_owned(), "swap the two dates"))
        }
        (Test::Has(facet, some), Test::Has(of, others)) if facet == of => {
            let help = match facet {
                Facet::Section => "list the sections of which one is enough: `section = [\"a\", \"b\"]`",
                Facet::Lang => "list the languages of which one is enough: `lang = [\"en\", \"fr\"]`",
                // An article may have several of these.
                Facet::Tag | Facet::Author | Facet::Year => return None,
            };
            let is_both = |one: &String, other: &String| facet.stands_for(one, other) || facet.stands_for(other, one);
            let can_be = some.iter().any(|one| others.iter().any(|other| is_both(one, other)));
            (!can_be).then(|| (format!("an article has one {}, not two", facet.noun()), help))
        }
        _ => None,
    }
}

/// The values of a filter that asks for these alone.
fn only_values(filter: &Filter) -> Option<(Facet, &[String])> {
    match filter.tests.as_slice() {
        [Test::Has(facet, values)] => Some((*facet, values)),
        _ => None,
    }
}
