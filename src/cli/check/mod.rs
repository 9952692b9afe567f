//! `feedwright check`: judges feeds.

mod diff;
mod github;
mod human;
mod inputs;
mod mending;
pub(in crate::cli) mod policy;
mod report;
mod sarif;

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueHint};

use crate::check::fix::{Fix, Mended};
use crate::check::{self, Finding, Judgement, Kind, Levels, Rule};
use crate::cli::Verdict;
use crate::cli::arguments::{Format, Global};
use crate::cli::check::inputs::Input;
use crate::cli::console::Console;
use crate::cli::failure::Failure;
use crate::cli::words::printable;
use crate::config::FailOn;
use crate::diagnostic::{Excerpts, Level, Located};

const MORE: &str = "\
Examples:
  feedwright check public              every feed in a folder
  feedwright check feed.xml --allow namespace-unknown
  curl -fsSL https://example.org/feed.xml | feedwright check -
  feedwright check public --format sarif > feeds.sarif
  feedwright check --fix --dry-run public > mended.patch

`--fix` mends what has one right answer, and nothing else: it shows the
difference on standard output, writes each file anew as a whole, and then
reports on standard error what remains. What comes in from `-` goes out on
standard output.

`feedwright explain RULE` tells what a rule means, why, and how to mend it;
`feedwright explain --all` lists them all. What is decided for a site stands in
its feedwright.toml; options of the command line come before it:
  [check]
  allow = [\"RULE\"]
  deny = [\"RULE\"]
  fail_on = \"warning\"

Exit codes:
  0  nothing was found that is as bad as --fail-on
  1  something was
  2  nothing could be done: the arguments or feedwright.toml are wrong, or a
     file can't be read

With `--format json`, standard output gets one object:
  files            {file, kind, errors, warnings, notes}: the kind is `rss`,
                   `atom`, `rdf` (RSS 1.0), `json`, `opml` or `unknown`
  findings         {rule, level, file, line, column, element?, parent?, message,
                   help, w3c, mendable, fixed?}: w3c lists the classes of the
                   W3C validator's messages that mean the same; with `--fix`,
                   those that were mended are listed too, with their former
                   places
  errors, warnings, notes
                   how many findings are of each level; of one rule, only the
                   first 1000 of a file are listed; with `--fix`, how many
                   remain
  fixed?           with `--fix`, how many were mended
`--format sarif` writes SARIF 2.1.0, `--format github` the commands that GitHub
shows beside the lines of a change.";

/// Judge feeds, ours or not, as readers will see them.
///
/// Knows RSS, Atom, JSON Feed and OPML with the vocabularies in use. In a folder, every feed is judged that is in it or
/// below it.
#[derive(Clone, Debug, Args)]
#[command(after_long_help = MORE)]
#[group(skip)]
pub(super) struct Arguments {
    /// The feeds: files, folders, or `-` for standard input.
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    /// Don't apply a rule; may be given again.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    allow: Vec<String>,
    /// Take what a rule finds for errors; may be given again.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    deny: Vec<String>,
    /// What makes the command fail: findings of this level or above [default: error].
    #[arg(long, value_name = "LEVEL", value_parser = fail_on())]
    fail_on: Option<FailOn>,
    /// Mend what can be mended without guessing, show the difference, and report what remains.
    #[arg(long)]
    fix: bool,
    /// With `--fix`: show the difference, and write nothing.
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    PossibleValuesParser::new(FailOn::WORDS).map(|word| FailOn::parse(&word).unwrap_or_default())
}

/// A feed that was judged.
struct Judged {
    file: String,
    kind: Kind,
    found: Vec<Found>,
    /// What was mended, where that was asked for; with places in the text before.
    fixed: Option<Vec<Found>>,
    /// The text, where a report needs it.
    text: Option<String>,
    /// The levels of findings that are counted but not listed.
    unlisted: BTreeMap<Level, usize>,
}

/// How many findings of one rule are listed of one file: a small file can have millions.
const LISTED_MAX: usize = 1000;

/// A finding, with what only the checker knows of one.
struct Found {
    located: Located,
    rule: &'static Rule,
    element: Option<String>,
    parent: Option<String>,
    fix: Option<Fix>,
}

impl Judged {
    fn new(file: &str, bytes: &[u8], levels: &Levels, console: &Console) -> Judged {
        let mut judgement = check::check(bytes);
        levels.apply(&mut judgement.findings);
        Judged::of(file, judgement, console)
    }

    fn of(file: &str, judgement: Judgement, console: &Console) -> Judged {
        let Judgement { kind, text, findings } = judgement;
        let mut unlisted = BTreeMap::new();
        let found = listed(file, &text, findings, &mut unlisted);
        let text = (console.format == Format::Sarif).then_some(text);
        Judged { file: file.to_owned(), kind, found, fixed: None, text, unlisted }
    }

    /// What remains of a feed that was mended.
    fn mended(file: &str, mended: Mended, console: &Console) -> Judged {
        let mut fixed = mended.fixed;
        fixed.sort_by_key(|found| found.span);
        let fixed = listed(file, &mended.before, fixed, &mut BTreeMap::new());
        Judged { fixed: Some(fixed), ..Judged::of(file, mended.judgement, console) }
    }

    /// How many findings have a level.
    fn number(&self, level: Level) -> usize {
        let listed = self.found.iter().filter(|found| found.level() == level).count();
        listed + self.unlisted.get(&level).copied().unwrap_or(0)
    }
}

/// The findings that are listed, with their places; others are counted.
fn listed(file: &str, text: &str, findings: Vec<Finding>, unlisted: &mut BTreeMap<Level, usize>) -> Vec<Found> {
    let mut excerpts = Excerpts::new(text);
    let mut found = Vec::new();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        let seen = seen.entry(finding.rule.name).or_default();
        *seen += 1;
        if *seen > LISTED_MAX {
            *unlisted.entry(finding.level).or_default() += 1;
            continue;
        }
        let located = finding.locate(file, &mut excerpts);
        let Finding { rule, element, parent, fix, .. } = finding;
        found.push(Found { located, rule, element, parent, fix });
    }
    found
}

impl Found {
    fn level(&self) -> Level {
        self.located.diagnostic.level
    }
}

/// How many findings in all feeds have a level.
fn number(judged: &[Judged], level: Level) -> usize {
    judged.iter().map(|one| one.number(level)).sum()
}

/// Judges feeds.
pub(super) fn run(global: &Global, arguments: &Arguments, console: &Console) -> Result<Verdict, Failure> {
    let policy = policy::read(global.site.as_deref(), arguments)?;
    let inputs = inputs::find(&arguments.paths)?;
    let judged = if arguments.fix {
        mending::run(&inputs, arguments, &policy, console)?
    } else {
        let judge = |input: &Input| Ok(Judged::new(&printable(&input.name), &input.read()?, &policy.levels, console));
        inputs.iter().map(judge).collect::<Result<Vec<_>, Failure>>()?
    };
    let fails = judged.iter().flat_map(|one| &one.found).any(|found| policy.fail_on.includes(found.level()));
    // The difference, or the mended feed, has taken standard output.
    let is_taken = arguments.fix && (console.format == Format::Human || inputs.iter().any(Input::is_stdin));
    let width = if is_taken { console.err_width() } else { console.out_width() };
    let text = match console.format {
        Format::Human => {
            let hint = human::hint(&judged, &arguments.paths, console.verbosity);
            human::text(judged, console.verbosity, width) + &hint
        }
        Format::Json => report::text(&judged),
        Format::Sarif => sarif::text(&judged),
        Format::Github => github::text(&judged),
    };
    if is_taken {
        console.err(&text);
    } else {
        console.out(&text)?;
    }
    Ok(if fails { Verdict::AtFault } else { Verdict::Fine })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_very_many_alike_the_first_are_listed_and_all_are_counted() {
        let feed = format!("<rss version='2.0'><channel>{}</channel></rss>", "<x/>".repeat(LISTED_MAX + 5));
        let mut unlisted = BTreeMap::new();
        let found = listed("x.xml", &feed, check::check(feed.as_bytes()).findings, &mut unlisted);
        let number = found.iter().filter(|found| found.rule.name == "element-unknown").count();
        assert_eq!(number, LISTED_MAX);
        assert!(unlisted[&Level::Error] >= 5);
    }
}
