//! What two branches wrote about the same article.

use std::collections::{BTreeMap, HashMap};

use crate::date::Timestamp;
use crate::ledger::{Ledger, Line, Says};

/// Makes one line of all those that have the same id: with the place where the article is now, the content that it has
/// now as far as one knows it, what was taken over from another feed, and the last change that any of them knows. `now`
/// tells what lives at a path, and what it says. The ids come back that had several lines that did not say the same.
pub fn unite(ledger: &mut Ledger, now: &dyn Fn(&str) -> Option<Says>) -> Vec<String> {
    let mut first: HashMap<&str, usize> = HashMap::with_capacity(ledger.lines.len());
    let has_twins = ledger.lines.iter().zip(0..).any(|(line, at)| first.insert(&line.id, at).is_some());
    if !has_twins {
        return Vec::new();
    }
    let mut groups: BTreeMap<Box<str>, Vec<Line>> = BTreeMap::new();
    for line in std::mem::take(&mut ledger.lines) {
        let group = groups.entry(line.id.clone()).or_default();
        if !group.contains(&line) {
            group.push(line);
        }
    }
    let mut several = Vec::new();
    for (id, mut group) in groups {
        if group.len() > 1 {
            several.extend((!are_alike(&group)).then(|| id.to_string()));
            // Which one is first must not depend on how the file was merged.
            let order = |line: &Line| (line.path.clone(), line.says, line.updated.map(Timestamp::unix), line.meaning);
            group.sort_by_cached_key(order);
        }
        ledger.lines.extend(one(group, now));
    }
    several
}

/// Whether lines differ in nothing but what only one of them tells: what was said.
fn are_alike(group: &[Line]) -> bool {
    let bare = |line: &Line| Line { says: None, meaning: None, ..line.clone() };
    let telling = group.iter().filter(|line| line.says.is_some()).count();
    telling <= 1 && group.windows(2).all(|pair| bare(&pair[0]) == bare(&pair[1]))
}

fn one(group: Vec<Line>, now: &dyn Fn(&str) -> Option<Says>) -> Option<Line> {
    let updated = group.iter().filter_map(|line| line.updated).max_by_key(|updated| updated.unix());
    let seen = |line: &Line| line.updated.map(Timestamp::unix);
    let is_there = |line: &Line| now(&line.path).is_some();
    // Of several that fit alike, the one that saw the later change.
    let place = group.iter().max_by_key(|line| (is_there(line), line.gone.is_none(), seen(line)))?;
    let there = now(&place.path);
    // What is not known may be what is there, which is more than can be said of what is another; but not where a line
    // that saw the same changes tells what it was.
    let is_told = |line: &Line| group.iter().any(|other| other.says.is_some() && seen(other) == seen(line));
    let fits = |line: &Line| {
        let (there, says) = (there?, line.says);
        let (body, head) = (says.map(|says| says.body == there.body), says.map(|says| says.head == there.head));
        Some((says == Some(there), says.is_none() && !is_told(line), body, head))
    };
    let content = group.iter().max_by_key(|line| (fits(line), seen(line)))?;
    let Line { says, meaning, .. } = *content;
    // What one branch has taken over from another feed, the other need not know.
    let first_of = |has: fn(&Line) -> bool| std::iter::once(place).chain(&group).find(|line| has(line));
    let guid = first_of(|line| line.guid.is_some()).and_then(|line| line.guid.clone());
    let Line { published, dated, .. } = *first_of(|line| line.dated.is_some()).unwrap_or(place);
    // Of what is nowhere, a line that knows since when is not the older one.
    let gone = group.iter().filter_map(|line| line.gone).max_by_key(|gone| gone.unix());
    let gone = if there.is_none() { gone } else { place.gone };
    Some(Line { guid, published, dated, gone, says, meaning, updated, ..place.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(path: &str, body: u64, updated: i64) -> Line {
        let at = Timestamp::from_unix;
        Line {
            id: "tag:x".into(),
            guid: None,
            published: at(0).unwrap(),
            dated: None,
            updated: at(updated),
            gone: None,
            path: path.into(),
            says: Some(Says { head: 1, body }),
            meaning: None,
        }
    }

    #[test]
    fn the_line_that_fits_is_kept_with_the_last_change() {
        let now = |path: &str| (path == "new.md").then_some(Says { head: 1, body: 7 });
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
            let all = [line("old.md", 7, 50), line("new.md", 7, 10), line("new.md", 6, 90)];
            let mut ledger = Ledger { lines: order.map(|at: usize| all[at].clone()).to_vec(), ..Ledger::default() };
            assert_eq!(unite(&mut ledger, &now), ["tag:x"]);
            assert_eq!(ledger.lines, [line("new.md", 7, 90)]);
        }
    }

    #[test]
    fn a_line_that_does_not_tell_what_was_said_is_taken_for_one_that_fits_unless_another_does() {
        let now = |_: &str| Some(Says { head: 1, body: 7 });
        let old = |updated| Line { says: None, ..line("a.md", 0, updated) };
        let retitled = Line { says: Some(Says { head: 2, body: 7 }), ..line("a.md", 0, 90) };
        for (other, expected) in
            [(line("a.md", 6, 90), old(90)), (retitled, old(90)), (line("a.md", 7, 30), line("a.md", 7, 50))]
        {
            let mut ledger = Ledger { lines: vec![old(50), other], ..Ledger::default() };
            assert_eq!(unite(&mut ledger, &now), ["tag:x"]);
            assert_eq!(ledger.lines, [expected]);
        }
        let mut ledger = Ledger { lines: vec![old(50), line("a.md", 7, 50)], ..Ledger::default() };
        assert!(unite(&mut ledger, &now).is_empty(), "that one is of an older version is nothing to speak of");
        assert_eq!(ledger.lines, [line("a.md", 7, 50)]);
    }

    #[test]
    fn what_only_one_branch_knows_is_kept() {
        let at = |seconds| Timestamp::from_unix(seconds).unwrap();
        let adopted =
            Line { guid: Some("old".into()), published: at(-9), dated: Some(at(0)), says: None, ..line("a.md", 0, 50) };
        let gone = Line { gone: Some(at(60)), ..line("a.md", 7, 40) };
        for (now, expected) in [
            (Some(Says { head: 1, body: 7 }), Line { says: Some(Says { head: 1, body: 7 }), ..adopted.clone() }),
            (None, Line { gone: Some(at(60)), says: Some(Says { head: 1, body: 7 }), ..adopted.clone() }),
        ] {
            for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
                let all = [adopted.clone(), gone.clone(), line("a.md", 7, 50)];
                let mut ledger = Ledger { lines: order.map(|at: usize| all[at].clone()).to_vec(), ..Ledger::default() };
                assert_eq!(unite(&mut ledger, &|_| now), ["tag:x"]);
                assert_eq!(ledger.lines, std::slice::from_ref(&expected));
            }
        }
    }

    #[test]
    fn what_was_edited_since_a_merge_is_another_text() {
        // A line of an older version and one that tells what was said before the edit, with the same changes.
        let old = Line { says: None, ..line("a.md", 0, 50) };
        let mut ledger = Ledger { lines: vec![old, line("a.md", 6, 50)], ..Ledger::default() };
        unite(&mut ledger, &|_| Some(Says { head: 1, body: 7 }));
        assert_eq!(ledger.lines, [line("a.md", 6, 50)]);
    }

    #[test]
    fn the_same_line_twice_is_nothing_to_speak_of() {
        let mut ledger = Ledger { lines: vec![line("a.md", 1, 2); 3], ..Ledger::default() };
        assert!(unite(&mut ledger, &|_| None).is_empty());
        assert_eq!(ledger.lines.len(), 1);
    }
}
