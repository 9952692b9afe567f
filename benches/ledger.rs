//! How long it takes to read and write a lock file of a million lines: `cargo bench --bench ledger`.

#![allow(clippy::print_stdout, reason = "a benchmark says what it measured")]

use std::time::Instant;

use feedwright::date::Timestamp;
use feedwright::ledger::{self, Ledger, Line, Says};

const LINES: i64 = 1_000_000;
const RUNS: usize = 5;

fn line(number: i64) -> Line {
    let at = |seconds| Timestamp::from_unix_at(seconds, 120);
    let published = at(1_000_000_000 + number * 600).expect("a year that there is");
    Line {
        id: format!("tag:example.org,{}:articles/{}/number-{number}", published.iso_date(), number % 97).into(),
        guid: None,
        published,
        dated: None,
        updated: (number % 3 == 0).then(|| at(1_700_000_000 + number)).flatten(),
        gone: None,
        path: format!("articles/{}/number-{number}.md", number % 97).into(),
        says: Some(Says {
            head: number.unsigned_abs().wrapping_mul(0x9e37_79b9_7f4a_7c15),
            body: number.unsigned_abs().wrapping_mul(0xbf58_476d_1ce4_e5b9),
        }),
        meaning: (number % 50 == 0).then_some(7),
    }
}

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}

fn main() {
    let ledger = Ledger { lines: (0..LINES).map(line).collect(), ..Ledger::default() };
    let text = ledger::print(&ledger);
    let megabytes = text.len() as f64 / 1e6;
    let (mut reading, mut writing) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let start = Instant::now();
        let (read, _) = ledger::parse(&text).expect("what was written is read");
        reading.push(start.elapsed().as_secs_f64());
        assert_eq!(read.lines.len(), ledger.lines.len());
        let start = Instant::now();
        let written = ledger::print(&read);
        writing.push(start.elapsed().as_secs_f64());
        assert!(written == text, "what was read is written as it was");
    }
    let (read, write) = (median(reading), median(writing));
    println!(
        "lock file of {LINES} lines, {megabytes:.0} MB: read in {read:.2} s, written in {write:.2} s (medians of {RUNS})"
    );
}
