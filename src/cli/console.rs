//! Standard output, standard error, and how they are to be used.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;

use crate::cli::arguments::{Color, Format, Global};
use crate::cli::failure::Failure;

/// How much is said on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verbosity {
    /// Errors.
    Quiet,
    /// What is worth knowing, a few of each kind.
    Normal,
    /// Everything.
    Verbose,
}

/// Where a command speaks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Console {
    color: Color,
    /// How to report.
    pub(super) format: Format,
    /// How much to say.
    pub(super) verbosity: Verbosity,
}

/// The width of text that goes to no terminal: it must not depend on who asks.
const WIDTH_DEFAULT: usize = 100;
/// Narrower than this, text is broken up beyond understanding.
const WIDTH_MIN: usize = 40;

impl Console {
    /// The console that was asked for.
    pub(super) fn new(global: &Global) -> Console {
        let verbosity = match (global.quiet, global.verbose) {
            (true, _) => Verbosity::Quiet,
            (_, true) => Verbosity::Verbose,
            _ => Verbosity::Normal,
        };
        Console { color: global.color, format: global.format, verbosity }
    }

    /// The console that was probably asked for; used to say why the arguments make no sense.
    pub(super) fn guess(typed: &[OsString]) -> Console {
        let value = |option: &str| {
            let after = |at: usize| typed.get(at + 1)?.to_str();
            typed.iter().enumerate().find_map(|(at, argument)| match argument.to_str()?.strip_prefix(option)? {
                "" => after(at),
                rest => rest.strip_prefix('='),
            })
        };
        let color = value("--color").and_then(|word| Color::from_str(word, true).ok()).unwrap_or_default();
        let format = value("--format").and_then(|word| Format::from_str(word, true).ok()).unwrap_or_default();
        Console { color, format, verbosity: Verbosity::Normal }
    }

    /// The same choice, for clap's own messages.
    pub(super) fn clap_color(&self) -> clap::ColorChoice {
        match self.color {
            Color::Auto => clap::ColorChoice::Auto,
            Color::Always => clap::ColorChoice::Always,
            Color::Never => clap::ColorChoice::Never,
        }
    }

    /// `Auto` asks the stream, `NO_COLOR`, `CLICOLOR` and `CLICOLOR_FORCE`.
    fn choice(&self) -> ColorChoice {
        match self.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }

    /// Writes what was asked for on standard output.
    ///
    /// # Errors
    /// Nobody reads it, or it can't be written.
    pub(super) fn out(&self, text: &str) -> Result<(), Failure> {
        let mut stream = AutoStream::new(io::stdout(), self.choice()).lock();
        stream.write_all(text.as_bytes()).and_then(|()| stream.flush()).map_err(|error| Failure::stdout(&error))
    }

    /// Writes bytes on standard output as they are.
    ///
    /// # Errors
    /// Nobody reads it, or it can't be written.
    pub(super) fn out_bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut stream = io::stdout().lock();
        stream.write_all(bytes).and_then(|()| stream.flush()).map_err(|error| Failure::stdout(&error))
    }

    /// Whether what is written on standard output has colours.
    pub(super) fn out_has_color(&self) -> bool {
        AutoStream::new(io::stdout(), self.choice()).current_choice() != ColorChoice::Never
    }

    /// Whether what is written on standard error has colours.
    pub(super) fn err_has_color(&self) -> bool {
        AutoStream::new(io::stderr(), self.choice()).current_choice() != ColorChoice::Never
    }

    /// Writes what there is to say on standard error. When even that fails, there is nobody left to tell.
    pub(super) fn err(&self, text: &str) {
        let mut stream = AutoStream::new(io::stderr(), self.choice()).lock();
        let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
    }

    /// Whether a build may show how far it is.
    pub(super) fn shows_progress(&self) -> bool {
        self.verbosity > Verbosity::Quiet && io::stderr().is_terminal()
    }

    /// Whether somebody sees what is written on standard output.
    pub(super) fn out_is_terminal(&self) -> bool {
        io::stdout().is_terminal()
    }

    /// The columns of standard output.
    pub(super) fn out_width(&self) -> usize {
        width(terminal_size::terminal_size_of(io::stdout()))
    }

    /// The columns of standard error.
    pub(super) fn err_width(&self) -> usize {
        width(terminal_size::terminal_size_of(io::stderr()))
    }
}

fn width(size: Option<(terminal_size::Width, terminal_size::Height)>) -> usize {
    size.map_or(WIDTH_DEFAULT, |(width, _)| usize::from(width.0).max(WIDTH_MIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_known_even_when_the_arguments_make_no_sense() {
        let guess = |typed: &[&str]| Console::guess(&typed.iter().map(OsString::from).collect::<Vec<_>>()).format;
        assert_eq!(guess(&["feedwright", "--nonsense", "--format", "json"]), Format::Json);
        assert_eq!(guess(&["feedwright", "--format=json", "--nonsense"]), Format::Json);
        assert_eq!(guess(&["feedwright", "--formatted", "json"]), Format::Human);
        assert_eq!(guess(&["feedwright", "--format"]), Format::Human);
    }
}
