//! One article as a build sees it, told in full.

use std::io;

use crate::article::{Article, Origin, OriginKind};
use crate::config::Config;
use crate::date::Timestamp;
use crate::diagnostic::{self, Located};
use crate::entry::{self, Composed};
use crate::ledger::Ledger;
use crate::pipeline::plan::{Planned, plan};
use crate::pipeline::survey::{load, stand_in_date, stand_in_dates};
use crate::pipeline::translations::{self, Translated};
use crate::pipeline::{Reason, identity, recognised};
use crate::source::Source;

/// What a build makes of one article.
pub struct Explanation {
    /// What the article says about itself; `None` when it can't be read.
    pub article: Option<Article>,
    /// Its decoded text, which every span refers to.
    pub text: String,
    /// When it was first published, or why it is not.
    pub outcome: Result<Timestamp, Reason>,
    /// Its entry, as far as it has a date; also where it is not published.
    pub composed: Option<Composed>,
    /// The paths of the feeds that show it.
    pub feeds: Vec<String>,
    /// The paths of the feeds that show it as far as their limit of bytes leaves room.
    pub feeds_if_room: Vec<String>,
    /// Its translations, as far as they are published.
    pub translations: Vec<Translated>,
    /// Everything found, in a draft too.
    pub found: Vec<Located>,
}

/// Tells what a build makes of one article; `None` when it is not among the source's documents.
///
/// # Errors
/// As [`build`](crate::pipeline::build).
pub fn explain(
    config: &Config,
    source: &dyn Source,
    ledger: Ledger,
    name: &str,
    now: Timestamp,
) -> io::Result<Option<Explanation>> {
    let listing = source.list()?;
    let Some(document) = listing.documents.iter().find(|document| document.name == name) else { return Ok(None) };
    let commits = stand_in_dates(config, source, std::slice::from_ref(document))?;
    let loaded = match load(config, source, name, stand_in_date(config, document, &commits), now) {
        Ok(loaded) => loaded,
        Err(found) => {
            let (text, outcome) = (String::new(), Err(Reason::AtFault));
            let (article, composed, feeds, feeds_if_room) = (None, None, Vec::new(), Vec::new());
            let (translations, found) = (Vec::new(), vec![*found]);
            let explanation =
                Explanation { article, text, outcome, composed, feeds, feeds_if_room, translations, found };
            return Ok(Some(explanation));
        }
    };
    let mut outcome = loaded.publishable(now);
    let (article, text) = (loaded.article, loaded.text);
    let mut found = loaded.found;
    let date = outcome.ok().or(article.date.as_ref().map(|date| date.value));
    let composed = match date.map(|date| entry::compose(&article, date, &text, config, source)) {
        Some(Ok(mut composed)) => {
            found.append(&mut composed.found);
            Some(composed)
        }
        Some(Err(fault)) => {
            found.push(fault);
            outcome = outcome.and(Err(Reason::AtFault));
            None
        }
        None => None,
    };
    let found = diagnostic::locate_all(found, name, &text);
    let (article, feeds, feeds_if_room, translations) = (Some(article), Vec::new(), Vec::new(), Vec::new());
    let mut explanation = Explanation { article, text, outcome, composed, feeds, feeds_if_room, translations, found };
    if explanation.outcome.is_ok() {
        among_the_others(config, source, ledger, name, now, &mut explanation)?;
    }
    Ok(Some(explanation))
}

/// What can't be told from the article alone: which feeds have room for it, what the ledger knows of it, and whether its
/// id is another's already.
fn among_the_others(
    config: &Config,
    source: &dyn Source,
    mut ledger: Ledger,
    name: &str,
    now: Timestamp,
    explanation: &mut Explanation,
) -> io::Result<()> {
    let known = ledger.lines.len();
    let (survey, _) = recognised(config, source, &mut ledger, None, None, now, &|_| ())?;
    if let Some(left_out) = survey.left_out.iter().find(|one| one.file == name) {
        explanation.outcome = Err(left_out.reason);
        for found in survey.found.into_iter().filter(|one| one.file == name) {
            if !explanation.found.contains(&found) {
                explanation.found.push(found);
            }
        }
        return Ok(());
    }
    let candidate = survey.candidates.iter().find(|candidate| candidate.name == name);
    if let (Some(candidate), Some(composed)) = (candidate, &mut explanation.composed) {
        if candidate.line < known && candidate.own_id.is_none() {
            composed.id = Origin { kind: OriginKind::Ledger, span: None };
        }
        if let Err(fault) = identity::apply(&ledger.lines[candidate.line], &mut composed.entry) {
            explanation.found.push(*fault);
        }
        explanation.outcome = Ok(composed.entry.published);
    }
    if let Some(article) = &explanation.article {
        explanation.translations = translations::of(config, source, &survey.candidates, article, now);
    }
    let repeated = translations::repeated(config, source, &survey.candidates, now).into_iter();
    explanation.found.extend(repeated.filter(|one| one.file == name));
    let shows = |planned: &Planned| planned.chosen.iter().any(|index| survey.candidates[*index].name == name);
    let feeds = plan(config, &survey, &mut ledger, now).feeds.into_iter().filter(shows);
    let (limited, sure): (Vec<_>, Vec<_>) = feeds.partition(|planned| planned.feed.max_bytes.is_some());
    explanation.feeds = sure.into_iter().map(|planned| planned.feed.path).collect();
    explanation.feeds_if_room = limited.into_iter().map(|planned| planned.feed.path).collect();
    Ok(())
}
