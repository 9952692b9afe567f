//! Profiles judge whatever comes: any bytes, and feeds of many items.

use crate::check::{Circumstances, Judgement, Profile, check_in};
use crate::diagnostic::Level;

fn by_all(bytes: &[u8]) -> Judgement {
    check_in(bytes, &Circumstances { profiles: Profile::all().collect(), ..Circumstances::default() })
}

/// The feeds that the profiles' pages show.
fn feeds() -> Vec<&'static str> {
    let pages = Profile::all().map(|profile| profile.page);
    pages
        .flat_map(|page| page.split("\n```").filter_map(|part| part.split_once(" passes\n")).map(|(_, feed)| feed))
        .collect()
}

#[test]
fn feeds_that_were_tampered_with_are_judged() {
    // A linear congruential generator: the same feeds on every machine.
    let mut state = 1_u64;
    let mut dice = |sides: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % sides
    };
    const SCRAPS: &[&str] = &[
        "<",
        ">",
        "&",
        "\"",
        "<item>",
        "</item>",
        "é",
        "\u{0}",
        "]]>",
        "<![CDATA[",
        "%",
        "http:",
        "S1E",
        "#9",
        "",
        " ",
        ":",
    ];
    for feed in feeds() {
        for _ in 0..100 {
            let mut bytes = feed.as_bytes().to_vec();
            for _ in 0..=dice(4) {
                let (at, scrap) = (dice(bytes.len()), SCRAPS[dice(SCRAPS.len())]);
                let end = (at + dice(8)).min(bytes.len());
                bytes.splice(at..end, scrap.bytes());
            }
            let judged = by_all(&bytes);
            for found in &judged.findings {
                assert!(judged.text.get(found.span.start..found.span.end).is_some(), "{found:?}");
                assert!(!found.message.ends_with('.') && !found.message.contains(char::is_control), "{found:?}");
            }
        }
    }
}

#[test]
fn thousands_of_items_are_judged_in_linear_time() {
    let item = "<item><title>#1 le carnet</title><enclosure url='a' type='b'/><category>a > b</category></item>";
    let feed = format!("<rss version='2.0'><channel><title>Le carnet</title>{}</channel></rss>", item.repeat(5_000));
    assert!(by_all(feed.as_bytes()).number(Level::Error) > 4_000);
}

#[test]
fn names_are_in_kebab_case_and_their_own() {
    let names: Vec<&str> = Profile::all().map(|profile| profile.name).collect();
    for (index, name) in names.iter().enumerate() {
        assert!(!names[..index].contains(name), "{name} is there twice");
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.')), "{name}");
    }
}

#[test]
fn a_raised_level_says_who_raised_it() {
    let feed = b"<rss version='2.0'><channel><item><title>a</title></item></channel></rss>";
    let profiles = Profile::named("apple-podcasts").into_iter().collect();
    let judged = check_in(feed, &Circumstances { profiles, ..Circumstances::default() });
    let found = judged.findings.iter().find(|found| found.rule.name == "guid-missing").unwrap();
    assert_eq!(found.level, Level::Error);
    assert!(found.help.as_deref().is_some_and(|help| help.ends_with("; Apple Podcasts demands it")), "{found:?}");
}
