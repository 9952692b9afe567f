//! Articles that claim the same id or the same address.
//!
//! Readers show one entry per id, so of articles with one id only the oldest keeps it. There may be a million
//! articles: they are compared by hashes first, and only those whose hashes agree are read again.

use std::hash::{DefaultHasher, Hasher};

use crate::config::Config;
use crate::date::Timestamp;
use crate::diagnostic::{Diagnostic, Located, Span};
use crate::entry;
use crate::ledger::Ledger;
use crate::model::Language;
use crate::parallel;
use crate::pipeline::survey::{Candidate, load};
use crate::source::Source;

/// A short stand-in for a text: equal texts have equal ones within one run.
pub(super) fn short(text: &str) -> u64 {
    short_of(&[text])
}

/// The same of a text that is in pieces.
pub(super) fn short_of(pieces: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    pieces.iter().for_each(|piece| hasher.write(piece.as_bytes()));
    hasher.finish()
}

/// So many numbers are put in order at once; of more, every core takes some.
const MANY: usize = 4096;
/// By how many of their highest bits numbers are shared out, so that the shares follow each other.
const SHARE_BITS: u32 = 6;

/// Those of many whose key is that of another, too, in the order of the keys: of a million there are few, and numbers are put
/// in order quickly. The keys are hashes, so that about as many fall to each share.
pub(super) fn alike(keys: impl Iterator<Item = (u64, usize)>) -> Vec<usize> {
    let keys: Vec<(u64, usize)> = keys.collect();
    if keys.len() <= MANY {
        return alike_of_few(&keys);
    }
    let room = (keys.len() >> SHARE_BITS) + (keys.len() >> (SHARE_BITS + 2));
    let mut shares: Vec<Vec<(u64, usize)>> = (0..1 << SHARE_BITS).map(|_| Vec::with_capacity(room)).collect();
    keys.into_iter().for_each(|one| shares[(one.0 >> (u64::BITS - SHARE_BITS)) as usize].push(one));
    parallel::map(&shares, |share| alike_of_few(share)).concat()
}

fn alike_of_few(keys: &[(u64, usize)]) -> Vec<usize> {
    let mut keys = keys.to_vec();
    keys.sort_unstable();
    let groups = keys.chunk_by(|(a, _), (b, _)| a == b).filter(|group| group.len() > 1);
    groups.flatten().map(|(_, index)| *index).collect()
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
    ledger: &Ledger,
    now: Timestamp,
) -> (Vec<bool>, Vec<Located>) {
    let (mut gone, mut found) = (vec![false; candidates.len()], Vec::new());
    for claim in [Claim::Id, Claim::Address] {
        // Of two that have one line, one is not its owner.
        if matches!(claim, Claim::Id) && candidates.iter().all(|one| one.is_owner) {
            continue;
        }
        let key = |index: &usize| match claim {
            Claim::Id => candidates[*index].line as u64,
            Claim::Address => candidates[*index].address,
        };
        let mut order = alike((0..candidates.len()).filter(|index| !gone[*index]).map(|index| (key(&index), index)));
        order.sort_unstable_by(|a, b| {
            let is_other = |index: &usize| !candidates[*index].is_owner;
            let rank = |index: &usize| (key(index), is_other(index), candidates[*index].published);
            rank(a).cmp(&rank(b)).then_with(|| candidates[*a].name.cmp(&candidates[*b].name))
        });
        for group in order.chunk_by(|a, b| key(a) == key(b)).filter(|group| group.len() > 1) {
            let read = |index: usize| claimed(config, source, &candidates[index], claim, ledger, now);
            let Some(first) = read(group[0]) else { continue };
            let owner = &candidates[group[0]].name;
            for index in &group[1..] {
                let Some(same) = read(*index).filter(|same| same.value == first.value) else { continue };
                let are_translations = same.language != first.language && same.span.is_none();
                found.push(same.locate(complaint(claim, &same.value, owner, are_translations)));
                gone[*index] |= matches!(claim, Claim::Id);
            }
        }
    }
    (gone, found)
}

/// What an article claims, and where it does.
struct Claimed {
    value: String,
    span: Option<Span>,
    language: Option<Language>,
    name: String,
    text: String,
}

impl Claimed {
    fn locate(&self, found: Diagnostic) -> Located {
        found.at(self.span).locate(&self.name, &self.text)
    }
}

fn claimed(
    config: &Config,
    source: &dyn Source,
    candidate: &Candidate,
    claim: Claim,
    ledger: &Ledger,
    now: Timestamp,
) -> Option<Claimed> {
    let loaded = load(config, source, &candidate.name, candidate.stand_in_date, now).ok()?;
    let published = loaded.publishable(now).ok()?;
    let (value, span): (String, Option<Span>) = match claim {
        Claim::Id => {
            let id = entry::id(&loaded.article, published, config);
            (ledger.lines[candidate.line].id.to_string(), id.origin.span)
        }
        Claim::Address => {
            let address = entry::address(&loaded.article, published, config).ok()?;
            (address.value.to_string(), address.origin.span)
        }
    };
    let language = loaded.article.language.map(|language| language.value);
    Some(Claimed { value, span, language, name: candidate.name.clone(), text: loaded.text })
}

fn complaint(claim: Claim, value: &str, owner: &str, are_translations: bool) -> Diagnostic {
    match claim {
        Claim::Id => Diagnostic::error("id-repeated", format!("the id `{value}` belongs to `{owner}` already"))
            .help("give this article an `id` of its own, or none"),
        Claim::Address => {
            let message = format!("the address `{value}` is that of `{owner}` too");
            // Not a `slug`: the site's pattern, or a `permalink` of the article's, may have no place for one.
            let help = match are_translations {
                true => "put `:language` into `build.permalink`, or give this article a `permalink` of its own",
                false => "give this article a `permalink` of its own",
            };
            Diagnostic::warning("address-repeated", message).help(help)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::pipeline::identity::identify;
    use crate::pipeline::survey::survey;
    use crate::source::MemorySource;

    /// The help for the one address that two articles have.
    fn help(pattern: &str, files: [(&str, &str); 2]) -> Option<String> {
        let toml = format!("[site]\nurl = \"https://example.org/\"\n[build]\npermalink = \"{pattern}\"");
        let config = config::parse(&toml).unwrap();
        let source = MemorySource::new(files.map(|(name, head)| (name, format!("---\n{head}\n---\nText."))));
        let now = Timestamp::from_unix(1_760_000_000).unwrap();
        let mut survey = survey(&config, &source, &|_| false, None, None, now, &|_| ()).unwrap();
        let mut ledger = Ledger::default();
        identify(&config, &source, &mut survey, &mut ledger, now);
        survey.leave_out_repeated(&config, &source, &ledger, now);
        survey.found.into_iter().find(|one| one.diagnostic.rule == "address-repeated")?.diagnostic.help
    }

    #[test]
    fn those_that_are_alike_are_found_among_many_as_among_few() {
        for count in [0, 1, 50, MANY, MANY + 1, 20_000] {
            let key = |index: usize| if index % 1000 == 7 { short("7") } else { short(&(index / 2 * 2).to_string()) };
            let keys: Vec<(u64, usize)> =
                (0..count).filter(|index| index % 10 < 9).map(|index| (key(index), index)).collect();
            let found = alike(keys.iter().copied());
            assert_eq!(found, alike_of_few(&keys));
            assert_eq!(found.is_empty(), count < 2);
        }
    }

    #[test]
    fn the_help_for_an_address_is_one_that_helps() {
        let translations = [("a/index.md", "date: 2025-08-13"), ("a/index.fr.md", "date: 2025-08-13")];
        assert!(help("/:slug/", translations).unwrap().contains("`:language`"));
        assert_eq!(help("/:language/:slug/", translations), None);
        let same_title = [("a.md", "title: T\ndate: 2025-08-13"), ("b.md", "title: T\ndate: 2025-08-13")];
        assert_eq!(help("/:title/", same_title).unwrap(), "give this article a `permalink` of its own");
        let own = [same_title[0], ("b.md", "title: T\ndate: 2025-08-13\npermalink: /b/")];
        assert_eq!(help("/:title/", own), None);
        let same = [("a.md", "date: 2025-08-13\nurl: /x/"), ("b.fr.md", "date: 2025-08-13\nurl: /x/")];
        assert_eq!(help("/:slug/", same).unwrap(), "give this article a `permalink` of its own");
    }
}
