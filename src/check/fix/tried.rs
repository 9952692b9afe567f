//! Whether edits made a document better.

use std::collections::BTreeMap;

use crate::check::{Judgement, Rule};
use crate::diagnostic::Level;

/// Rules about the length of a document, which grows as it is mended.
const SIZE: [&str; 2] = ["feed-large", "feed-too-large"];

/// How much of a document a finding hides from the checker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// Nothing.
    Value,
    /// What the element or attribute holds, since its name is not known.
    Name,
    /// Whatever stands behind it.
    Syntax,
}

impl Reach {
    pub(super) fn of(rule: &Rule) -> Reach {
        match rule.name {
            name if SIZE.contains(&name) => Reach::Value,
            "json-not-well-formed" | "json-not-plain-utf-8" | "namespace-missing" | "namespace-wrong" => Reach::Syntax,
            "rss-namespace-wrong" => Reach::Syntax,
            "element-unknown" | "attribute-unknown" | "comment-feed-misspelt" | "json-key-unknown" => Reach::Name,
            _ if rule.area == "xml" => Reach::Syntax,
            _ => Reach::Value,
        }
    }
}

/// How often each rule found something.
pub(super) struct Counts {
    by_rule: BTreeMap<&'static str, (Level, usize)>,
    /// How many faults of syntax there are, and where the first is.
    syntax: usize,
    first: Option<usize>,
}

impl Counts {
    pub(super) fn of(judgement: &Judgement) -> Counts {
        let mut counts = Counts { by_rule: BTreeMap::new(), syntax: 0, first: None };
        for found in &judgement.findings {
            counts.by_rule.entry(found.rule.name).or_insert((found.rule.level, 0)).1 += 1;
            if Reach::of(found.rule) == Reach::Syntax && found.rule.level > Level::Note {
                counts.syntax += 1;
                counts.first = counts.first.or(Some(found.span.start));
            }
        }
        for one in &judgement.unlisted {
            counts.by_rule.entry(one.rule.name).or_insert((one.rule.level, 0)).1 += one.count;
            if Reach::of(one.rule) == Reach::Syntax && one.rule.level > Level::Note {
                counts.syntax += one.count;
            }
        }
        counts
    }

    /// Whether `after` is what one hopes for when faults of syntax are mended: fewer, or the first of them further on.
    /// What else is found was there before, and only not seen. `moved` says where a place of `after` was.
    pub(super) fn reads_further(&self, after: &Counts, moved: impl Fn(usize) -> usize) -> bool {
        after.syntax < self.syntax || after.first.is_none_or(|first| self.first.is_none_or(|was| moved(first) > was))
    }

    /// Whether `after` has fewer findings of some rule, and of no rule more that is as grave as what was mended.
    pub(super) fn is_better(&self, after: &Counts, mended: &[&'static Rule]) -> bool {
        let level = mended.iter().map(|rule| rule.level).min().unwrap_or(Level::Note);
        let is_worse = |(name, (rule_level, count)): (&&'static str, &(Level, usize))| {
            !SIZE.contains(name) && *count > self.number(name) && *rule_level >= level
        };
        after.sum(mended) < self.sum(mended) && !after.by_rule.iter().any(is_worse)
    }

    /// Whether `after` knows more names, and reads as far. What else is found was there before, and only not seen.
    pub(super) fn is_named_better(&self, after: &Counts, mended: &[&'static Rule]) -> bool {
        let twice = |counts: &Counts| counts.number("element-repeated") + counts.number("json-key-repeated");
        after.sum(mended) < self.sum(mended) && after.syntax <= self.syntax && twice(after) <= twice(self)
    }

    fn number(&self, name: &str) -> usize {
        self.by_rule.get(name).map_or(0, |(_, number)| *number)
    }

    fn sum(&self, rules: &[&'static Rule]) -> usize {
        rules.iter().map(|rule| self.number(rule.name)).sum()
    }
}
