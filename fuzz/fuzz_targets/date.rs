//! Any text is a date or a refusal at a place within it, and what is printed of a date is read back equal.

#![no_main]

use std::sync::LazyLock;

use feedwright::date::{Context, TimeOfDay, Timestamp, Zone, parse};
use libfuzzer_sys::fuzz_target;

/// A site in UTC; one with summer time and words of its own; one whose clocks skip the end of a day; one of old days.
static CONTEXTS: LazyLock<Vec<Context>> = LazyLock::new(|| {
    [("UTC", "00:00", ""), ("Europe/Paris", "00:00", "fr"), ("America/Nuuk", "23:30", "da"), ("-09:30", "12:00", "ja")]
        .map(|(zone, time, language)| Context {
            zone: Zone::parse(zone).expect("a zone"),
            default_time: TimeOfDay::parse(time).expect("a time"),
            language: Some(language.to_owned()).filter(|language| !language.is_empty()),
        })
        .to_vec()
});

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    for context in CONTEXTS.iter() {
        match parse(&text, context) {
            Ok(reading) => prints_what_it_reads(reading.at, context),
            Err(error) => {
                assert!(text.get(error.start..error.end).is_some(), "{}..{}", error.start, error.end);
                assert!(!error.to_string().contains('\n') && !error.help().is_empty());
            }
        }
    }
});

fn prints_what_it_reads(at: Timestamp, context: &Context) {
    let utc = at.in_zone(&Zone::default());
    // Tools write these days when they know none, so they are refused.
    if [at, utc].iter().any(|at| (at.year(), at.month()) == (1, 1) && at.day() <= 2) {
        return;
    }
    let read = |text: &str| parse(text, context).expect("what is printed is a date").at;
    assert_eq!(read(&at.rfc2822()), at);
    assert_eq!(read(&at.rfc3339()), at);
    assert_eq!(read(&at.rfc3339_utc()), utc);
}
