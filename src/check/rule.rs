//! What a rule is.

use crate::diagnostic::Level;

/// One rule; its page says what it means, why, and shows a failing and a passing example.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The name in kebab case; it names the bad thing and reads as "allow `date-weekday`".
    pub name: &'static str,
    /// How bad it is, unless somebody decides otherwise.
    pub level: Level,
    /// The message classes of the W3C feed validator that mean the same.
    pub w3c: &'static [&'static str],
    /// The rule's page: Markdown.
    pub page: &'static str,
    /// What the rule is about: the name of the file that declares it.
    pub area: &'static str,
}

impl Rule {
    /// What the rule means: the first sentence of its page's first paragraph, on one line, without a full stop.
    pub fn summary(&self) -> String {
        let paragraph = self.page.split("\n\n").nth(1).unwrap_or_default();
        let line = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
        let end = line.match_indices(". ").map(|(at, _)| at).find(|at| line[at + 2..].starts_with(char::is_uppercase));
        line[..end.unwrap_or(line.len())].trim_end_matches('.').to_owned()
    }
}

/// The last part of a module's path.
pub(super) const fn last_part(path: &'static str) -> &'static str {
    let mut at = path.len();
    while at > 0 && path.as_bytes()[at - 1] != b':' {
        at -= 1;
    }
    path.split_at(at).1
}

/// Declares rules: a constant, the name, the level, and the W3C validator's classes. A rule without a page does not
/// compile.
macro_rules! rules {
    ($($constant:ident $name:literal $level:ident [$($class:literal),*];)*) => {
        $(pub(in crate::check) static $constant: $crate::check::Rule = $crate::check::Rule {
            name: $name,
            level: $crate::diagnostic::Level::$level,
            w3c: &[$($class),*],
            page: include_str!(concat!($name, ".md")),
            area: $crate::check::rule::last_part(module_path!()),
        };)*
        /// Every rule.
        pub(in crate::check) static ALL: &[&$crate::check::Rule] = &[$(&$constant),*];
    };
}

pub(super) use rules;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Level;

    #[test]
    fn the_first_sentence_says_what_a_rule_means() {
        let summary = |page| Rule { name: "x", level: Level::Note, w3c: &[], page, area: "x" }.summary();
        assert_eq!(summary("# x\n\nAn item lacks\nits id. Say it.\n\n## Why\n"), "An item lacks its id");
        assert_eq!(summary("# x\n\nUse 2.0 e.g. in `a. b`.\n\n## Why\n"), "Use 2.0 e.g. in `a. b`");
        assert_eq!(summary("# x\n"), "");
    }

    #[test]
    fn an_area_is_the_file_that_declares_a_rule() {
        assert_eq!(crate::check::rules::core::ELEMENT_UNKNOWN.area, "core");
        assert_eq!(last_part("x"), "x");
    }
}
