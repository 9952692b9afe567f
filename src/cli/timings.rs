//! Where a build's time went.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::ser::SerializeMap;

use crate::cli::table::{self, Cell};
use crate::cli::words::{FAINT, PLAIN, STRONG, style};
use crate::pipeline::{Stage, Step};

/// What comes before the first stage: feedwright.toml and feedwright.lock are read.
const OPEN: &str = "open";

/// Measures how long each stage takes, by what a build announces.
pub(super) struct Stopwatch(Mutex<Running>);

struct Running {
    timings: Timings,
    /// What is being measured, and since when: a place in [`Timings`].
    current: (usize, Instant),
}

/// How long each stage of a build took, all its times together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Timings([Duration; Stage::ALL.len() + 1]);

impl Stopwatch {
    /// Starts to measure.
    pub(super) fn start() -> Stopwatch {
        Stopwatch(Mutex::new(Running { timings: Timings::default(), current: (0, Instant::now()) }))
    }

    /// Takes a step; from any thread.
    pub(super) fn step(&self, step: Step) {
        if let Step::Stage(stage) = step {
            let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            running.turn_to(place(stage), Instant::now());
        }
    }

    /// Ends, and tells.
    pub(super) fn stop(self) -> Timings {
        let mut running = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        running.turn_to(0, Instant::now());
        running.timings
    }
}

impl Running {
    fn turn_to(&mut self, place: usize, at: Instant) {
        let (current, since) = std::mem::replace(&mut self.current, (place, at));
        self.timings.0[current] += at.saturating_duration_since(since);
    }
}

/// Where a stage's time stands: behind what comes before the first.
fn place(stage: Stage) -> usize {
    Stage::ALL.iter().position(|one| *one == stage).map_or(0, |at| at + 1)
}

impl Timings {
    fn named(&self) -> impl Iterator<Item = (&'static str, Duration)> {
        std::iter::once(OPEN).chain(Stage::ALL.map(Stage::name)).zip(self.0)
    }

    /// How long all of it took.
    pub(super) fn total(&self) -> Duration {
        self.0.iter().sum()
    }

    /// A table for people: a row a stage, then all of them together.
    pub(super) fn table(&self) -> String {
        let total = self.total();
        let row = |name: &str, spent: Duration, style| {
            let share = 100.0 * spent.as_secs_f64() / total.as_secs_f64().max(f64::MIN_POSITIVE);
            vec![
                Cell::left(name, style),
                Cell::right(format!("{:.1} ms", milliseconds(spent)), style),
                Cell::right(format!("{share:.0} %"), FAINT),
            ]
        };
        let mut rows: Vec<_> = self.named().map(|(name, spent)| row(name, spent, PLAIN)).collect();
        rows.push(row("total", total, STRONG));
        format!("{}\n{}", style(STRONG, "Time"), table::lines(&rows))
    }
}

/// Milliseconds to the microsecond, so that what is written stays short.
fn milliseconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1e6).round() / 1e3
}

/// Milliseconds by the stages' names, and in `total`.
impl Serialize for Timings {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len() + 1))?;
        for (name, spent) in self.named() {
            map.serialize_entry(name, &milliseconds(spent))?;
        }
        map.serialize_entry("total", &milliseconds(self.total()))?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_has_a_row_and_all_of_them_add_up() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut running = Running { timings: Timings::default(), current: (0, start) };
        running.turn_to(place(Stage::Walk), at(1));
        // What is made in pieces comes to its stages again and again.
        for piece in 0..3 {
            running.turn_to(place(Stage::Render), at(10 + 100 * piece));
            running.turn_to(place(Stage::Check), at(40 + 100 * piece));
        }
        running.turn_to(0, at(250));
        let expected = "\
Time
  open       1.0 ms    0 %
  walk       9.0 ms    4 %
  survey     0.0 ms    0 %
  ledger     0.0 ms    0 %
  select     0.0 ms    0 %
  compose    0.0 ms    0 %
  render    90.0 ms   36 %
  check    150.0 ms   60 %
  pages      0.0 ms    0 %
  write      0.0 ms    0 %
  total    250.0 ms  100 %
";
        assert_eq!(anstream::adapter::strip_str(&running.timings.table()).to_string(), expected);
        let json = serde_json::to_value(&running.timings).unwrap();
        let spent: Vec<f64> = json.as_object().unwrap().values().filter_map(serde_json::Value::as_f64).collect();
        assert_eq!((spent.len(), json["check"].as_f64(), json["total"].as_f64()), (11, Some(150.0), Some(250.0)));
        assert!((spent[..10].iter().sum::<f64>() - 250.0).abs() < 1e-6);
    }

    #[test]
    fn stages_stand_in_their_order() {
        assert!(Stage::ALL.windows(2).all(|two| two[0] < two[1]));
        assert_eq!(Stage::ALL.map(place), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
}
