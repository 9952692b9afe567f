//! Arguments in, exit code out; everything else is in [`feedwright::cli`].

/// A build makes and drops a hundred small texts an article; this takes a third of its time off.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    feedwright::cli::run()
}
