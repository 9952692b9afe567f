//! Any bytes can be judged, and read as a feed; never a panic, and every finding has a place in the text, in the order of the places.

#![no_main]

use feedwright::check::{Circumstances, Levels, Profile, check_in, looks_like_feed};
use feedwright::diagnostic::{Excerpt, Excerpts};
use feedwright::subscriber::{self, Window};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    looks_like_feed(bytes);
    let profiles = Profile::all().collect();
    let mut judgement = check_in(bytes, &Circumstances { profiles, ..Circumstances::default() });
    Levels::default().apply(&mut judgement);
    let mut excerpts = Excerpts::new(&judgement.text);
    let mut before = None;
    for found in &judgement.findings {
        let marked = judgement.text.get(found.span.start..found.span.end);
        assert!(marked.is_some(), "{found:?} is not in the text");
        assert!(before <= Some(found.span), "{found:?} stands behind {before:?}");
        assert!(!found.message.is_empty() && !found.message.ends_with('.'), "{found:?}");
        assert!(!found.message.contains(char::is_control), "{found:?}");
        assert_eq!(excerpts.cut(found.span), Excerpt::cut(&judgement.text, found.span));
        before = Some(found.span);
    }
    if let Ok(seen) = subscriber::read(bytes) {
        assert!(seen.entries.iter().all(|entry| !entry.id.is_empty()));
        assert!(subscriber::difference(&seen, &seen, Window::default()).changes.is_empty());
    }
});
