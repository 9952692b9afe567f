//! `feedwright check`: judges feeds.

mod address;
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

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueHint};

use crate::check::fix::{Fix, Mended};
use crate::check::{self, Circumstances, Finding, Judgement, Kind, LISTED_MAX, Levels, Part, Profile, Rule, Unlisted};
use crate::cli::Verdict;
use crate::cli::arguments::{Format, Global};
use crate::cli::check::address::Asker;
use crate::cli::check::inputs::{Input, Source};
use crate::cli::clock;
use crate::cli::console::Console;
use crate::cli::failure::Failure;
use crate::cli::words::printable;
use crate::config::FailOn;
use crate::diagnostic::{Excerpts, Level, Located};

const MORE: &str = "\
Examples:
  feedwright check public              every feed in a folder
  feedwright check feed.xml --allow namespace-unknown
  feedwright check podcast.xml --profile apple-podcasts,podcast-2.0
  curl -fsSL https://example.org/feed.xml | feedwright check -
  feedwright check https://example.org/feed.xml
  feedwright check public --format sarif > feeds.sarif
  feedwright check --fix --dry-run public > mended.patch

`--fix` mends what has one right answer, and nothing else: it shows the
difference on standard output, writes each file anew as a whole, and then
reports on standard error what remains. What comes in from `-` goes out on
standard output; what is at an address is its server's to mend.

Nothing is fetched but the addresses that are given. Of each, the server's
answer is judged too: it is asked four times, once for the feed, twice whether
it has changed since (by ETag and by date), and once with HEAD. Redirects are
followed, at most 10. An answer has 30 seconds and 500 MB.

`feedwright explain RULE` tells what a rule means, why, and how to mend it;
`feedwright explain --all` lists them all. `feedwright explain NAME` tells what
a profile demands; one that stands in feedwright.toml concerns only feeds in
formats that its destination takes. What is decided for a site stands in
its feedwright.toml; options of the command line come before it:
  [check]
  allow = [\"RULE\"]
  deny = [\"RULE\"]
  profile = [\"NAME\"]
  fail_on = \"warning\"

Exit codes:
  0  nothing was found that is as bad as --fail-on
  1  something was
  2  nothing could be done: the arguments or feedwright.toml are wrong, a file
     can't be read, or nothing can be fetched from an address

Environment:
  HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY
                     proxies for addresses

With `--format json`, standard output gets one object:
  files            {file, kind, errors, warnings, notes}: the kind is `rss`,
                   `atom`, `rdf` (RSS 1.0), `json`, `opml` or `unknown`
  findings         {rule, level, file, line, column, message, help, element?,
                   parent?, attribute?, attribute_of?, header?, w3c, mendable,
                   fixed?}: an element and the one around it, or an attribute
                   and its element; w3c lists the classes of the W3C validator's
                   messages that mean the same. Of what a server did, line and
                   column are null, and header names the header concerned, such
                   as `content-type`, if it is about one. With `--fix`, those
                   that were mended are listed too, with their former places
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
    /// The feeds: files, folders, addresses, or `-` for standard input.
    #[arg(required = true, value_name = "PATH|URL", value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    /// Don't apply a rule; may be given again.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    allow: Vec<String>,
    /// Take what a rule finds for errors; may be given again.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    deny: Vec<String>,
    /// Judge by what a destination demands too; may be given again.
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = profile())]
    profile: Vec<&'static Profile>,
    /// A header for addresses, such as `Authorization: Bearer …`; may be given again.
    ///
    /// It is sent to the host of the address only, not to where that redirects.
    #[arg(long, value_name = "HEADER")]
    header: Vec<String>,
    /// How long an address may take to answer [default: 30].
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: Option<u64>,
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

fn profile() -> impl TypedValueParser<Value = &'static Profile> {
    let values = Profile::all().map(|profile| PossibleValue::new(profile.name).help(profile.summary));
    PossibleValuesParser::new(values).try_map(|name| Profile::named(&name).ok_or("there is no such profile"))
}

/// A feed that was judged.
struct Judged {
    file: String,
    kind: Kind,
    found: Vec<Found>,
    /// What was mended, where that was asked for.
    fixed: Option<Fixed>,
    /// The text, where a report needs it.
    text: Option<String>,
    /// Findings that are counted but not listed.
    unlisted: Vec<Unlisted>,
}

/// What was mended of a feed.
struct Fixed {
    /// The first of each rule, with places in the text before.
    found: Vec<Found>,
    /// How many there were in all.
    count: usize,
}

/// A finding, with what only the checker knows of one.
struct Found {
    located: Located,
    /// What the document is.
    kind: Kind,
    rule: &'static Rule,
    element: Option<String>,
    attribute: Option<String>,
    parent: Option<String>,
    /// The header concerned, of an answer.
    header: Option<&'static str>,
    fix: Option<Fix>,
}

impl Judged {
    fn new(file: &str, mut judgement: Judgement, levels: &Levels, console: &Console) -> Judged {
        levels.apply(&mut judgement);
        Judged::of(file, judgement, console)
    }

    fn of(file: &str, judgement: Judgement, console: &Console) -> Judged {
        let Judgement { kind, text, findings, unlisted } = judgement;
        let found = listed(file, &text, kind, findings);
        let text = (console.format == Format::Sarif).then_some(text);
        Judged { file: file.to_owned(), kind, found, fixed: None, text, unlisted }
    }

    /// What remains of a feed that was mended.
    fn mended(file: &str, mended: Mended, console: &Console) -> Judged {
        let mut fixed = mended.fixed;
        let count = fixed.len();
        fixed.sort_by_key(|found| found.span);
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        fixed.retain(|found| {
            let seen = seen.entry(found.rule.name).or_default();
            *seen += 1;
            *seen <= LISTED_MAX
        });
        let found = listed(file, &mended.before, mended.judgement.kind, fixed);
        Judged { fixed: Some(Fixed { found, count }), ..Judged::of(file, mended.judgement, console) }
    }

    /// A feed of which nothing is said.
    #[cfg(test)]
    fn empty(file: &str, kind: Kind) -> Judged {
        Judged { file: file.to_owned(), kind, found: Vec::new(), fixed: None, text: None, unlisted: Vec::new() }
    }

    /// How many findings have a level.
    fn number(&self, level: Level) -> usize {
        let listed = self.found.iter().filter(|found| found.level() == level).count();
        listed + self.unlisted.iter().filter(|one| one.level == level).map(|one| one.count).sum::<usize>()
    }
}

/// Findings with their places.
fn listed(file: &str, text: &str, kind: Kind, findings: Vec<Finding>) -> Vec<Found> {
    let mut excerpts = Excerpts::new(text);
    let found = findings.into_iter().map(|finding| {
        let located = finding.locate(file, &mut excerpts);
        let Finding { rule, element, attribute, parent, part, fix, .. } = finding;
        let header = part.and_then(|part| if let Part::Header(name) = part { Some(name) } else { None });
        Found { located, kind, rule, element, attribute, parent, header, fix }
    });
    found.collect()
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
    let now = Some(clock::present(global)?.now);
    let circumstances = Circumstances { now, profiles: policy.profiles.clone(), ..Circumstances::default() };
    let inputs = inputs::find(&arguments.paths)?;
    let judged = if arguments.fix {
        mending::run(&inputs, arguments, &policy, &circumstances, console)?
    } else {
        let mut asker = Asker::new(arguments)?;
        let mut judged = Vec::with_capacity(inputs.len());
        for input in &inputs {
            let judgement = match &input.source {
                Source::Address(address) => asker.judge(address, &circumstances)?,
                _ => check::check_in(&input.read()?, &circumstances),
            };
            judged.push(Judged::new(&printable(&input.name), judgement, &policy.levels, console));
        }
        judged
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
    use crate::check::LISTED_MAX;

    #[test]
    fn of_very_many_alike_the_first_are_listed_and_all_are_counted() {
        let feed = format!("<rss version='2.0'><channel>{}</channel></rss>", "<x/>".repeat(LISTED_MAX + 5));
        let mut judgement = check::check(feed.as_bytes());
        Levels::default().apply(&mut judgement);
        let Judgement { kind, text, findings, unlisted } = judgement;
        let judged = Judged { found: listed("x.xml", &text, kind, findings), unlisted, ..Judged::empty("x.xml", kind) };
        let listed = judged.found.iter().filter(|found| found.rule.name == "element-unknown").count();
        assert_eq!(listed, LISTED_MAX);
        assert!(judged.number(Level::Error) >= LISTED_MAX + 5);
    }
}
