//! Filters that no article can meet.

use crate::config::filter::{Facet, Filter, Test};
use crate::config::table::Placed;
use crate::diagnostic::Diagnostic;

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
    let fault = |message: String, at: &Placed<&Test>, help: &str| {
        Some(Diagnostic::error("config-filter", format!("{message}, so no article fits")).at(at.span).help(help))
    };
    for (index, one) in demands.iter().enumerate() {
        for other in &demands[..index] {
            match (other.value, one.value) {
                (Test::From(from), Test::Before(before)) | (Test::Before(before), Test::From(from))
                    if from >= before =>
                {
                    let later = if one.span.start > other.span.start { one } else { other };
                    return fault("`after` is not before `before`".to_owned(), later, "swap the two dates");
                }
                (Test::Has(Facet::Section, some), Test::Has(Facet::Section, others))
                    if !some.iter().any(|section| others.contains(section)) =>
                {
                    let help = "list the sections of which one is enough: `section = [\"a\", \"b\"]`";
                    return fault("an article has one section, not two".to_owned(), one, help);
                }
                _ => {}
            }
        }
        let Test::Not(filters) = one.value else { continue };
        for (facet, refused) in filters.iter().filter_map(only_values) {
            let demanded = demands.iter().find_map(|other| match other.value {
                Test::Has(of, values) if *of == facet && values.iter().all(|value| refused.contains(value)) => {
                    values.first()
                }
                _ => None,
            });
            if let Some(value) = demanded {
                let message = format!("{} `{}` is asked for and refused", facet.word(), value.escape_debug());
                return fault(message, one, "leave one of the two out");
            }
        }
    }
    None
}

/// The values of a filter that asks for these alone.
fn only_values(filter: &Filter) -> Option<(Facet, &[String])> {
    match filter.tests.as_slice() {
        [Test::Has(facet, values)] => Some((*facet, values)),
        _ => None,
    }
}
