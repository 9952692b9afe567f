//! `feedwright completions`: what a shell needs to complete commands and options.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::cli::Verdict;
use crate::cli::arguments;
use crate::cli::console::Console;
use crate::cli::failure::Failure;

const MORE: &str = "\
Examples:
  feedwright completions bash > ~/.local/share/bash-completion/completions/feedwright
  feedwright completions zsh > ~/.zfunc/_feedwright       (~/.zfunc is in $fpath)
  feedwright completions fish > ~/.config/fish/completions/feedwright.fish
  feedwright completions powershell >> $PROFILE";

/// Print what a shell needs to complete commands and options.
#[derive(Clone, Copy, Debug, Args)]
#[command(after_help = MORE)]
#[group(skip)]
pub(super) struct Arguments {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the completions of a shell.
pub(super) fn run(arguments: &Arguments, console: &Console) -> Result<Verdict, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut arguments::Arguments::command(), "feedwright", &mut script);
    console.out(&String::from_utf8_lossy(&script))?;
    Ok(Verdict::Fine)
}
