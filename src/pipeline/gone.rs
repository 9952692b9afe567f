//! Which of the articles that the ledger knows are gone.

use std::collections::{HashMap, HashSet};

use crate::date::Timestamp;
use crate::diagnostic::{Diagnostic, Located};
use crate::ledger::{Ledger, Line};
use crate::pipeline::Identities;
use crate::pipeline::identity::{is_there, unpublished};
use crate::pipeline::survey::{Candidate, Survey};

/// Notes which articles are gone. `is_held` tells of the lines that were known before whether an article has them that
/// is not published.
pub(super) fn retire(
    survey: &mut Survey,
    ledger: &mut Ledger,
    mut is_held: Vec<bool>,
    now: Timestamp,
    identities: &mut Identities,
) {
    let known = is_held.len();
    // Where nothing was found at all, more likely the place is wrong than that everything is gone; and what nobody knew
    // can't be.
    if survey.read == 0 || known == 0 {
        return;
    }
    is_held.resize(ledger.lines.len(), true);
    survey.candidates.iter().for_each(|candidate| is_held[candidate.line] = true);
    let not_published = unpublished(survey);
    let is_gone = |index: &usize| {
        let line = &ledger.lines[*index];
        !is_held[*index] && line.gone.is_none() && !is_there(survey, &not_published, &line.path)
    };
    let gone: Vec<usize> = (0..known).filter(is_gone).collect();
    let owners = survey.candidates.iter().filter(|one| one.own_id.is_some());
    let owners: HashSet<&str> = owners.map(|one| one.name.as_str()).collect();
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for index in gone {
        let line = &mut ledger.lines[index];
        line.gone = Timestamp::from_unix(now.unix());
        match owners.get(&*line.path) {
            Some(owner) => found.push(id_changed(line).without_text(owner)),
            None => {
                identities.gone.push(line.path.to_string());
                missing.push(index);
            }
        }
    }
    // The ledger's order means nothing to people.
    identities.gone.sort();
    let new = survey.candidates.iter().filter(|one| one.line >= known && one.own_id.is_none());
    found.extend(unsure(ledger, &missing, new));
    survey.found.extend(found);
}

fn id_changed(line: &Line) -> Diagnostic {
    let message = format!("the article was published under the id `{}`, so with its own readers see it again", line.id);
    let help = format!("take the `id` out of the front matter, or write `id: {}`", line.id);
    Diagnostic::warning("id-changed", message).help(help)
}

/// New articles that may be what is missing, since they have its day: the only one that is new of the day, and the only
/// one that is missing.
fn unsure<'a>(ledger: &Ledger, missing: &[usize], new: impl Iterator<Item = &'a Candidate>) -> Vec<Located> {
    let mut days: HashMap<String, (Vec<&Line>, Vec<&Candidate>)> = HashMap::new();
    for line in missing.iter().map(|index| &ledger.lines[*index]) {
        days.entry(line.dated.unwrap_or(line.published).iso_date()).or_default().0.push(line);
    }
    if days.is_empty() {
        return Vec::new();
    }
    for one in new {
        if let Some((_, new)) = days.get_mut(&one.dated.iso_date()) {
            new.push(one);
        }
    }
    let mut found: Vec<Located> = days
        .into_values()
        .filter_map(|(lines, new)| match (&lines[..], &new[..]) {
            ([line], [one]) => Some(may_be(line).without_text(&one.name)),
            _ => None,
        })
        .collect();
    found.sort_by(|a, b| a.file.cmp(&b.file));
    found
}

fn may_be(line: &Line) -> Diagnostic {
    let message = format!("the article is new, and `{}` of the same day is gone: is it the same?", line.path);
    let help = format!("if it is, write `id: {}` into its front matter, or readers see it again", line.id);
    Diagnostic::warning("identity-unsure", message).help(help)
}
