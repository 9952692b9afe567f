//! Articles that claim the same id or the same address.
//!
//! Readers show one entry per id, so of articles with one id only the oldest keeps it. There may be a million
//! articles: they are compared by hashes first, and only those whose hashes agree are read again.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::config::Config;
use crate::date::Timestamp;
use crate::diagnostic::{Diagnostic, Located, Span};
use crate::entry;
use crate::pipeline::survey::{Candidate, load};
use crate::source::Source;

/// A short stand-in for a text: equal texts have equal ones within one run.
pub(super) fn short(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// What is repeated.
#[derive(Clone, Copy)]
enum Claim {
    Id,
    Address,
}

/// Tells for each candidate whether it must go, since an older one has its id; and finds equal addresses.
pub(super) fn find(
    config: &Config,
    source: &dyn Source,
    candidates: &[Candidate],
    now: Timestamp,
) -> (Vec<bool>, Vec<Located>) {
    let (mut gone, mut found) = (vec![false; candidates.len()], Vec::new());
    for claim in [Claim::Id, Claim::Address] {
        let key = |index: &usize| match claim {
            Claim::Id => candidates[*index].id,
            Claim::Address => candidates[*index].address,
        };
        let mut order: Vec<usize> = (0..candidates.len()).filter(|index| !gone[*index]).collect();
        order.sort_unstable_by(|a, b| {
            let rank = |index: &usize| (key(index), candidates[*index].published);
            rank(a).cmp(&rank(b)).then_with(|| candidates[*a].name.cmp(&candidates[*b].name))
        });
        for group in order.chunk_by(|a, b| key(a) == key(b)).filter(|group| group.len() > 1) {
            let read = |index: usize| claimed(config, source, &candidates[index], claim, now);
            let Some((first, _)) = read(group[0]) else { continue };
            let owner = &candidates[group[0]].name;
            for index in &group[1..] {
                let Some((same, located)) = read(*index).filter(|(value, _)| *value == first) else { continue };
                found.push(located(complaint(claim, &same, owner)));
                gone[*index] |= matches!(claim, Claim::Id);
            }
        }
    }
    (gone, found)
}

type Locate = Box<dyn Fn(Diagnostic) -> Located>;

/// What an article claims, and how to point at the place where it does.
fn claimed(
    config: &Config,
    source: &dyn Source,
    candidate: &Candidate,
    claim: Claim,
    now: Timestamp,
) -> Option<(String, Locate)> {
    let loaded = load(config, source, &candidate.name, candidate.stand_in_date, now).ok()?;
    let published = loaded.publishable(now).ok()?;
    let (value, span): (String, Option<Span>) = match claim {
        Claim::Id => {
            let id = entry::id(&loaded.article, published, config);
            (id.value.to_string(), id.origin.span)
        }
        Claim::Address => {
            let address = entry::address(&loaded.article, published, config).ok()?;
            (address.value.to_string(), address.origin.span)
        }
    };
    let (name, text) = (candidate.name.clone(), loaded.text);
    Some((value, Box::new(move |found| found.at(span).locate(&name, &text))))
}

fn complaint(claim: Claim, value: &str, owner: &str) -> Diagnostic {
    match claim {
        Claim::Id => Diagnostic::error("id-repeated", format!("the id `{value}` belongs to `{owner}` already"))
            .help("give this article an `id` of its own, or none"),
        Claim::Address => {
            let message = format!("the address `{value}` is that of `{owner}` too");
            Diagnostic::warning("address-repeated", message).help("give this article a `slug` of its own")
        }
    }
}
