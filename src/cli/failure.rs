//! Why a command could not do its work.

use std::io;

use crate::cli::arguments::Format;
use crate::cli::console::{Console, Verbosity};
use crate::cli::words::{self, HINT, style};
use crate::cli::{findings, json};
use crate::diagnostic::{Located, reason};
use crate::fetch::FetchError;

/// What kept a command from its work.
#[derive(Debug)]
pub(super) struct Failure {
    kind: Kind,
    message: String,
    hint: Option<String>,
    /// What is wrong with the configuration, each with its place.
    found: Vec<Located>,
    /// clap's own words for people, with usage and colour.
    rendered: Option<String>,
}

/// The kinds of failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// What was typed makes no sense.
    Usage,
    /// `feedwright.toml` is missing or wrong.
    Config,
    /// A file or folder can't be read.
    Read,
    /// A file or folder can't be written.
    Write,
    /// Nothing can be fetched from an address.
    Network,
    /// Nobody reads what is written.
    BrokenPipe,
}

impl Failure {
    /// What was typed makes no sense.
    pub(super) fn usage(message: impl Into<String>) -> Failure {
        Failure::new(Kind::Usage, message)
    }

    /// `feedwright.toml` is missing or wrong.
    pub(super) fn config(message: impl Into<String>) -> Failure {
        Failure::new(Kind::Config, message)
    }

    /// A file or folder can't be read.
    pub(super) fn read(path: &str, error: &io::Error) -> Failure {
        Failure::new(Kind::Read, format!("can't read `{path}`: {}", reason(error)))
    }

    /// A file or folder can't be written.
    pub(super) fn write(path: &str, error: &io::Error) -> Failure {
        Failure::new(Kind::Write, format!("can't write `{path}`: {}", reason(error)))
    }

    /// As [`Failure::write`], where the reason is not the system's.
    pub(super) fn not_writable(message: impl Into<String>) -> Failure {
        Failure::new(Kind::Write, message)
    }

    /// Nothing can be fetched from an address.
    pub(super) fn fetch(error: &FetchError) -> Failure {
        Failure::new(Kind::Network, error.to_string()).hint(error.hint())
    }

    /// Standard output takes no more.
    pub(super) fn stdout(error: &io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::new(Kind::BrokenPipe, "nobody reads the output"),
            _ => {
                let message = format!("can't write to standard output: {}", reason(error));
                Failure::not_writable(message).hint("see where the output was sent")
            }
        }
    }

    /// What clap says about arguments that it does not take: as plain text, and as it is to be shown.
    pub(super) fn not_parsed(plain: &str, rendered: String) -> Failure {
        let paragraphs: Vec<&str> = plain.split("\n\n").map(str::trim).collect();
        let first = paragraphs.first().copied().unwrap_or_default();
        let message = first.strip_prefix("error: ").unwrap_or(first).to_owned();
        let starting = |start: &str| paragraphs.iter().find_map(|text| text.strip_prefix(start));
        let usage = || starting("Usage: ").map(|usage| format!("usage: {usage}"));
        let hint = starting("tip: ").map(str::to_owned).or_else(usage);
        Failure { kind: Kind::Usage, message, hint, found: Vec::new(), rendered: Some(rendered) }
    }

    fn new(kind: Kind, message: impl Into<String>) -> Failure {
        Failure { kind, message: message.into(), hint: None, found: Vec::new(), rendered: None }
    }

    /// The same failure with what to do about it (one thing a line), instead of what is usually to be done.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hint = Some(hint.into());
        self
    }

    /// The same failure with what is wrong with the configuration.
    pub(super) fn found(mut self, found: Vec<Located>) -> Failure {
        self.found = found;
        self
    }

    /// Each kind's name, exit code, and what is usually to be done about it.
    fn means(&self) -> (&'static str, u8, Option<&'static str>) {
        match self.kind {
            Kind::Usage => ("usage", 2, Some("`feedwright --help` tells what can be written")),
            // The findings have their own help.
            Kind::Config => ("config", 2, None),
            Kind::Read => ("read", 2, Some("see that the file is there, and that you may read it")),
            Kind::Write => {
                ("write", 2, Some("see that the folder is there, that you may write to it, and that the disk has room"))
            }
            Kind::Network => ("network", 2, None),
            Kind::BrokenPipe => ("broken-pipe", 0, None),
        }
    }

    /// The exit code of the program.
    pub(super) fn exit_code(&self) -> u8 {
        self.means().1
    }

    /// Why, and what is wrong with the configuration: for programs.
    pub(super) fn cause(&self) -> (json::Cause<'_>, &[Located]) {
        let (kind, _, usual_hint) = self.means();
        let hint = self.hint.as_deref().or(usual_hint);
        (json::Cause { kind, message: &self.message, hint }, &self.found)
    }

    /// Says what happened: to people on standard error, to programs on standard output.
    pub(super) fn show(&self, console: &Console) {
        if self.kind == Kind::BrokenPipe {
            return;
        }
        let (cause, found) = self.cause();
        if console.format == Format::Json {
            let report = json::failure(cause, found);
            // Standard output may be what failed; then standard error is the last to be tried.
            if console.out(&report).is_ok() {
                return;
            }
        }
        if let Some(rendered) = &self.rendered {
            return console.err(rendered);
        }
        let mut text = findings::frames(&self.found, console.verbosity.max(Verbosity::Normal), console.err_width());
        text.push_str(&format!("{}: {}\n", style(words::ERROR, "error"), words::printable(&self.message)));
        for hint in cause.hint.unwrap_or_default().lines() {
            text.push_str(&format!("  {}: {}\n", style(HINT, "hint"), words::printable(hint)));
        }
        console.err(&text);
    }
}
