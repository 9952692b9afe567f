//! What can be typed. The first line of a comment is the short help (`-h`), the whole is the long one (`--help`).

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

#[cfg(feature = "watch")]
use crate::cli::watch;
use crate::cli::{adopt, build, check, completions, diff, explain, init, new};

const EXAMPLES: &str = "\
Examples:
  feedwright init --url https://example.org/  make a site of the articles here
  feedwright new \"A title\"                    begin an article
  feedwright                                  build the feeds
  feedwright watch                            and again at each change
  feedwright check public                     judge feeds, ours or not
  feedwright diff                             tell what subscribers would see
  feedwright adopt old-feed.xml               take over the ids of another feed
  feedwright explain 2025-08-13-a-title.md    tell where each field comes from

`feedwright COMMAND --help` tells more about a command.";

const MORE: &str = "\
Examples:
  feedwright init --url https://example.org/  make a site of the articles here
  feedwright new \"A title\"                    begin an article
  feedwright                                  build the feeds
  feedwright watch                            and again at each change
  feedwright build --strict                   all, or nothing if one is at fault
  feedwright build --format json              with a report for programs
  feedwright check public                     judge feeds, ours or not
  feedwright diff                             tell what subscribers would see
  feedwright adopt old-feed.xml               take over the ids of another feed
  feedwright explain 2025-08-13-a-title.md    tell where each field comes from

Exit codes:
  0  all is well; there may be warnings
  1  an article or a feed is at fault; everything else was done. Nothing was,
     if readers would have shown too many old entries as new
  2  nothing could be done: the arguments or feedwright.toml are wrong, or a
     file can't be read or written

Environment:
  SOURCE_DATE_EPOCH  the present in seconds since 1970, instead of the clock's:
                     for reproducible builds. Articles with a later date wait;
                     nothing else in a feed depends on the present
  NO_COLOR           no colour, when it is set and not empty
  CLICOLOR_FORCE     colour, also where there is no terminal

What you ask for goes to standard output, what there is to say about the work
to standard error. Paths on the command line are relative to the current
folder, paths in feedwright.toml to that file.";

/// Makes the feeds of a site: articles with dates become RSS, Atom and JSON Feed files.
///
/// A site is the folder that holds feedwright.toml, with the articles (.md, .txt, .html) beside it and below it.
/// Without a command, the feeds are built.
#[derive(Debug, Parser)]
#[command(name = "feedwright", version, after_help = EXAMPLES, after_long_help = MORE)]
#[command(subcommand_help_heading = "Commands", disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(flatten)]
    pub(super) build: build::Arguments,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Build(build::Arguments),
    #[cfg(feature = "watch")]
    Watch(watch::Arguments),
    Init(init::Arguments),
    New(new::Arguments),
    Explain(explain::Arguments),
    Check(check::Arguments),
    Diff(diff::Arguments),
    Adopt(adopt::Arguments),
    Completions(completions::Arguments),
}

impl Command {
    /// The command as it is typed.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Command::Build(_) => "build",
            #[cfg(feature = "watch")]
            Command::Watch(_) => "watch",
            Command::Init(_) => "init",
            Command::New(_) => "new",
            Command::Explain(_) => "explain",
            Command::Check(_) => "check",
            Command::Diff(_) => "diff",
            Command::Adopt(_) => "adopt",
            Command::Completions(_) => "completions",
        }
    }
}

/// Options that every command takes.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Global options")]
#[group(skip)]
pub(super) struct Global {
    /// The site's folder, which holds feedwright.toml [default: this folder, or else content/].
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) site: Option<PathBuf>,
    /// How to report: for people, for programs, or (`check` only) for code hosts.
    #[arg(long, global = true, value_name = "FORMAT", value_enum, default_value_t, hide_possible_values = false)]
    pub(super) format: Format,
    /// Say nothing but errors.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Show everything, not only a few of each kind.
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
    /// When to use colour.
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    pub(super) color: Color,
    /// The present, as in RFC 3339, instead of the clock; before `SOURCE_DATE_EPOCH`.
    #[arg(long, global = true, value_name = "INSTANT", hide = true)]
    pub(super) now: Option<String>,
}

/// How a command reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    #[default]
    Human,
    Json,
    Sarif,
    Github,
}

impl Format {
    /// The format as it is typed.
    pub(super) fn name(self) -> &'static str {
        match self {
            Format::Human => "human",
            Format::Json => "json",
            Format::Sarif => "sarif",
            Format::Github => "github",
        }
    }
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_and_option_has_help() {
        let mut root = Arguments::command();
        root.build();
        for command in std::iter::once(&root).chain(root.get_subcommands()) {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            for argument in command.get_arguments() {
                let help = argument.get_help().unwrap_or_else(|| panic!("{} has no help", argument.get_id()));
                assert!(!help.to_string().ends_with('.'), "{help}");
            }
        }
    }

    #[test]
    fn what_follows_the_options_fits_every_terminal() {
        for command in std::iter::once(&Arguments::command()).chain(Arguments::command().get_subcommands()) {
            for text in [command.get_after_help(), command.get_after_long_help()].into_iter().flatten() {
                let text = text.to_string();
                let widest = text.lines().filter(|line| !line.contains(" > ")).max_by_key(|line| line.len());
                assert!(widest.is_none_or(|line| line.len() <= 80), "{widest:?}");
            }
        }
    }

    #[test]
    fn global_options_stand_before_and_after_a_command() {
        for typed in [["feedwright", "--site", "x", "build"], ["feedwright", "build", "--site", "x"]] {
            let arguments = Arguments::try_parse_from(typed).unwrap();
            assert_eq!(arguments.global.site, Some(PathBuf::from("x")));
        }
    }
}
