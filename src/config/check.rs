//! The table `[check]`.

use crate::config::table::{Placed, Table};
use crate::diagnostic::{Diagnostic, Level, Span};

/// How feeds are judged: the table `[check]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// `allow`: rules that are not applied.
    pub allow: Vec<RuleName>,
    /// `deny`: rules whose findings are errors.
    pub deny: Vec<RuleName>,
    /// `profile`: the destinations that the site's feeds are meant for.
    pub profiles: Vec<RuleName>,
    /// `fail_on`: the least level that makes a judgement fail; errors by default.
    pub fail_on: Option<FailOn>,
}

/// A rule's or a profile's name as it is written, and where. Whether there is one, only the checker knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleName {
    /// The name.
    pub name: String,
    /// Its place in the file.
    pub span: Span,
}

/// What makes a judgement fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FailOn {
    /// Errors.
    #[default]
    Error,
    /// Errors and warnings.
    Warning,
    /// Any finding.
    Note,
    /// Nothing.
    Never,
}

impl FailOn {
    /// The words for these, in the order of their severity.
    pub const WORDS: [&str; 4] = ["error", "warning", "note", "never"];

    /// What a word means.
    pub fn parse(word: &str) -> Option<FailOn> {
        match word {
            "error" => Some(FailOn::Error),
            "warning" => Some(FailOn::Warning),
            "note" => Some(FailOn::Note),
            "never" => Some(FailOn::Never),
            _ => None,
        }
    }

    /// Whether a finding of this level makes a judgement fail.
    pub fn includes(self, level: Level) -> bool {
        match self {
            FailOn::Error => level >= Level::Error,
            FailOn::Warning => level >= Level::Warning,
            FailOn::Note => true,
            FailOn::Never => false,
        }
    }
}

pub(super) fn read(table: Option<Table<'_>>, out: &mut Vec<Diagnostic>) -> Check {
    let Some(mut table) = table else { return Check::default() };
    let mut names = |key| names(&mut table, key, out);
    let (allow, deny, profiles) = (names("allow"), names("deny"), names("profile"));
    let mut fail_on = None;
    if let Some(Placed { value, span }) = table.text("fail_on", out) {
        fail_on = FailOn::parse(&value);
        if fail_on.is_none() {
            let message = format!("`check.fail_on` can't be `{}`", value.escape_debug());
            let found = Diagnostic::error("config-wrong-value", message).at(span);
            out.push(found.help("write `error`, `warning`, `note` or `never`"));
        }
    }
    table.finish(out);
    Check { allow, deny, profiles, fail_on }
}

/// The names under a key.
pub(super) fn names(table: &mut Table<'_>, key: &'static str, out: &mut Vec<Diagnostic>) -> Vec<RuleName> {
    table.texts(key, out).into_iter().map(|Placed { value, span }| RuleName { name: value, span }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    #[track_caller]
    fn check(table: &str) -> Result<Check, Vec<String>> {
        let text = format!("[check]\n{table}\n[site]\nurl = \"https://carnet.example/\"\n");
        let found = config::parse(&text).map(|config| config.check);
        found.map_err(|found| found.into_iter().map(|one| one.message).collect())
    }

    #[test]
    fn a_rule_is_allowed_by_its_name_or_in_a_list() {
        let read = check("allow = \"one\"\ndeny = [\"two\", \"three\"]\nfail_on = \"never\"").unwrap();
        let names = |names: &[RuleName]| names.iter().map(|rule| rule.name.clone()).collect::<Vec<_>>();
        assert_eq!((names(&read.allow), names(&read.deny)), (vec!["one".into()], vec!["two".into(), "three".into()]));
        assert_eq!((read.allow[0].span, read.fail_on), (Span::new(16, 21), Some(FailOn::Never)));
        assert_eq!(check("").unwrap(), Check::default());
    }

    #[test]
    fn what_is_written_wrong_is_said() {
        assert_eq!(check("fail_on = \"all\"").unwrap_err(), ["`check.fail_on` can't be `all`"]);
        assert_eq!(check("alow = \"x\"").unwrap_err(), ["unknown key `alow` in `[check]`"]);
        assert_eq!(check("deny = 1").unwrap_err().len(), 1);
    }

    #[test]
    fn every_word_has_its_meaning() {
        assert!(FailOn::WORDS.iter().all(|word| FailOn::parse(word).is_some()));
        assert!(FailOn::Warning.includes(Level::Error) && !FailOn::Warning.includes(Level::Note));
    }
}
