//! How far a build is, shown on a terminal when it takes long enough for anybody to ask.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::console::Console;
use crate::pipeline::Step;

/// Most builds are over before this; a bar would only flicker.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that shows itself once patience is over, and that is gone when this is dropped.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    /// Whether the bar may ever be on the screen: else nobody has to count.
    may_show: bool,
    /// Whether it is.
    settled: AtomicBool,
}

impl Progress {
    /// Starts to count.
    pub(super) fn start(console: &Console) -> Progress {
        let bar = ProgressBar::hidden();
        if let Ok(style) = ProgressStyle::with_template("{msg:>8} {bar:30} {human_pos} of {human_len} articles") {
            bar.set_style(style.progress_chars("=> "));
        }
        Progress { bar, started: Instant::now(), may_show: console.shows_progress(), settled: AtomicBool::new(false) }
    }

    /// Takes a step; from any thread.
    pub(super) fn step(&self, step: Step) {
        if !self.may_show {
            return;
        }
        match step {
            Step::Found(count) => self.begin("Reading", count),
            Step::Chosen(count) => self.begin("Writing", count),
            Step::Read | Step::Made => self.bar.inc(1),
            Step::Stage(_) => {}
        }
        if !self.settled.load(Ordering::Relaxed)
            && self.started.elapsed() >= PATIENCE
            && !self.settled.swap(true, Ordering::Relaxed)
        {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    fn begin(&self, message: &'static str, count: usize) {
        self.bar.set_message(message);
        self.bar.set_length(count as u64);
        self.bar.set_position(0);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
