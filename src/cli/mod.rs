//! The command line: arguments, messages and exit codes, with one file per command.
//!
//! Here alone are the clock, the environment and the terminal. A command takes its arguments, works through the
//! library, and ends with a verdict, or with the failure that kept it from its work.
//!
//! What a command was asked for goes to standard output; what it has to say about its work goes to standard error.
//! With `--format json` the report is what was asked for, and so is the failure.

mod adopt;
mod arguments;
mod build;
mod cache;
mod check;
mod clock;
mod completions;
mod console;
mod diff;
mod explain;
mod failure;
mod findings;
mod init;
mod json;
mod new;
mod old_feed;
mod progress;
mod site;
mod summary;
mod table;
mod timings;
#[cfg(feature = "watch")]
mod watch;
mod web;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};

use crate::cli::arguments::{Arguments, Command, Format};
use crate::cli::console::Console;
use crate::cli::failure::Failure;

/// How a command ended that did its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// Nothing is wrong: exit code 0.
    Fine,
    /// An article or a feed is at fault: exit code 1.
    AtFault,
}

/// Runs the program with the arguments of its process.
pub fn run() -> ExitCode {
    let typed: Vec<OsString> = std::env::args_os().collect();
    let console = Console::guess(&typed);
    let command = Arguments::command().color(console.clap_color());
    let parsed = command.try_get_matches_from(&typed).and_then(|matches| Arguments::from_arg_matches(&matches));
    let (console, ended) = match parsed {
        Ok(arguments) => {
            let console = Console::new(&arguments.global);
            let ended = dispatch(arguments, &console);
            (console, ended)
        }
        Err(error) => {
            let ended = not_parsed(&error, &console);
            (console, ended)
        }
    };
    match ended {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::AtFault) => ExitCode::from(1),
        Err(failure) => {
            failure.show(&console);
            ExitCode::from(failure.exit_code())
        }
    }
}

fn dispatch(arguments: Arguments, console: &Console) -> Result<Verdict, Failure> {
    let Arguments { global, build, command } = arguments;
    if matches!(global.format, Format::Sarif | Format::Github) && !matches!(command, Some(Command::Check(_))) {
        let message = format!("`--format {}` belongs to `feedwright check`", global.format.name());
        return Err(Failure::usage(message).hint("write `--format human` or `--format json`"));
    }
    let command = match command {
        None => return build::run(&global, &build, console),
        Some(Command::Build(below)) => return build::run(&global, &below.or(build), console),
        Some(command) => command,
    };
    if let Some(option) = build.first_given() {
        let message = format!("`{option}` belongs to `feedwright build`, not to `feedwright {}`", command.name());
        return Err(Failure::usage(message).hint(format!("leave `{option}` out")));
    }
    match command {
        Command::Build(_) => Ok(Verdict::Fine),
        Command::Init(init) => init::run(&global, &init, console),
        Command::New(new) => new::run(&global, &new, console),
        Command::Explain(explain) => explain::run(&global, &explain, console),
        Command::Check(check) => check::run(&global, &check, console),
        Command::Adopt(adopt) => adopt::run(&global, &adopt, console),
        Command::Diff(diff) => diff::run(&global, &diff, console),
        #[cfg(feature = "watch")]
        Command::Watch(watch) => watch::run(&global, &watch, console),
        Command::Completions(completions) => completions::run(&completions, console),
    }
}

/// What clap hands back instead of arguments: help, the version, or what is wrong with what was typed.
fn not_parsed(error: &clap::Error, console: &Console) -> Result<Verdict, Failure> {
    let rendered = error.render();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            console.out(&rendered.ansi().to_string())?;
            Ok(Verdict::Fine)
        }
        _ => Err(Failure::not_parsed(&rendered.to_string(), rendered.ansi().to_string())),
    }
}
