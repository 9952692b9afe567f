//! Any bytes can be judged, and read as a feed; never a panic, and every finding has a place in the text, in the order of
//! the places. Any bytes can be mended; what nothing mends stays as it is, and what was mended is UTF-8 and not mended
//! again.

#![no_main]

use feedwright::check::fix::{Mended, mend};
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
    mends(bytes);
});

/// Mends a document, and sees that it is none the worse.
fn mends(bytes: &[u8]) {
    let mend = |bytes: &[u8]| -> Mended { mend(bytes, &Circumstances::default(), &Levels::default()) };
    let once = mend(bytes);
    if once.fixed.is_empty() {
        assert_eq!(once.bytes, bytes);
        return;
    }
    let text = &once.judgement.text;
    assert!(std::str::from_utf8(&once.bytes).is_ok_and(|is| is.trim_start_matches('\u{feff}').ends_with(text.trim_start_matches('\u{feff}'))));
    for kept in &once.kept {
        assert_eq!(&once.before[kept.before..][..kept.length], &text[kept.after..][..kept.length]);
    }
    if std::str::from_utf8(bytes).is_ok_and(|was| roxmltree::Document::parse(was).is_ok()) {
        assert!(roxmltree::Document::parse(text).is_ok(), "{text}");
    }
    let again = mend(&once.bytes);
    assert!(again.fixed.is_empty() && again.bytes == once.bytes, "{:?}\n{text}", again.fixed);
}
