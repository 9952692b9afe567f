//! Arguments in, exit code out; everything else is in [`feedwright::cli`].

fn main() -> std::process::ExitCode {
    feedwright::cli::run()
}
