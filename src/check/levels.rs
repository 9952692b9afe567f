//! What somebody decided about rules: not to apply some, to take others for errors.

use crate::check::rules::profiles::shared::FORMAT_NOT_TAKEN;
use crate::check::{Judgement, Rule, rule};
use crate::diagnostic::Level;

/// Decisions about rules; of two about the same rule, the later one counts.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    allowed: Vec<&'static Rule>,
    denied: Vec<&'static Rule>,
}

impl Levels {
    /// Decides that a rule's findings are dropped.
    pub fn allow(&mut self, rule: &'static Rule) {
        self.denied.retain(|one| one.name != rule.name);
        self.allowed.push(rule);
    }

    /// Decides that a rule's findings are errors.
    pub fn deny(&mut self, rule: &'static Rule) {
        self.allowed.retain(|one| one.name != rule.name);
        self.denied.push(rule);
    }

    /// Decides that profiles concern only feeds in formats that their destinations take; others are not said to be wrong.
    pub fn pass_over_formats(&mut self) {
        self.allow(&FORMAT_NOT_TAKEN);
    }

    /// Takes decisions by the names of rules, first those to drop and then those to take for errors; names of no rule
    /// are passed over.
    pub fn of<'n>(allow: impl Iterator<Item = &'n str>, deny: impl Iterator<Item = &'n str>) -> Levels {
        let mut levels = Levels::default();
        allow.filter_map(rule).for_each(|rule| levels.allow(rule));
        deny.filter_map(rule).for_each(|rule| levels.deny(rule));
        levels
    }

    /// Does with a document's findings what was decided.
    pub fn apply(&self, judgement: &mut Judgement) {
        let Judgement { findings, unlisted, .. } = judgement;
        findings.retain(|found| !self.drops(found.rule));
        unlisted.retain(|one| !self.drops(one.rule));
        let denies = |found: &Rule| self.denied.iter().any(|rule| rule.name == found.name);
        findings.iter_mut().filter(|found| denies(found.rule)).for_each(|found| found.level = Level::Error);
        unlisted.iter_mut().filter(|one| denies(one.rule)).for_each(|one| one.level = Level::Error);
    }

    /// Whether a rule's findings are dropped.
    pub(in crate::check) fn drops(&self, found: &Rule) -> bool {
        self.allowed.iter().any(|rule| rule.name == found.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;
    use crate::check::rules::core::NAMESPACE_UNKNOWN;

    #[test]
    fn the_later_decision_counts() {
        let feed = b"<rss version='2.0'><channel xmlns:x='urn:x'><x:y/></channel></rss>";
        let level = |decide: &dyn Fn(&mut Levels)| {
            let mut levels = Levels::default();
            decide(&mut levels);
            let mut judged = check(feed);
            levels.apply(&mut judged);
            judged.findings.iter().find(|found| found.rule == &NAMESPACE_UNKNOWN).map(|found| found.level)
        };
        assert_eq!(level(&|_| ()), Some(Level::Note));
        assert_eq!(level(&|levels| levels.allow(&NAMESPACE_UNKNOWN)), None);
        assert_eq!(level(&|levels| levels.deny(&NAMESPACE_UNKNOWN)), Some(Level::Error));
        let both = |levels: &mut Levels| {
            levels.allow(&NAMESPACE_UNKNOWN);
            levels.deny(&NAMESPACE_UNKNOWN);
        };
        assert_eq!(level(&both), Some(Level::Error));
    }
}
