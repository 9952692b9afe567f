//! The short names of time zones.

/// Offsets in minutes of zone names: RFC 822's, and those that mean one offset wherever they are used.
const ZONES: &[(&str, i32)] = &[
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("akst", -540),
    ("akdt", -480),
    ("hst", -600),
    ("brt", -180),
    ("west", 60),
    ("cet", 60),
    ("cest", 120),
    ("met", 60),
    ("mest", 120),
    ("mez", 60),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("sast", 120),
    ("msk", 180),
    ("pkt", 300),
    ("wib", 420),
    ("hkt", 480),
    ("sgt", 480),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("acst", 570),
    ("acdt", 630),
    ("awst", 480),
    ("nzst", 720),
    ("nzdt", 780),
];

/// Names that mean a place's time, summer or winter.
const PLACES: &[(&str, &str)] =
    &[("et", "America/New_York"), ("ct", "America/Chicago"), ("mt", "America/Denver"), ("pt", "America/Los_Angeles")];

/// Names that mean different offsets in different places.
const AMBIGUOUS: &[(&str, &str)] = &[
    ("ist", "India's, Ireland's or Israel's time"),
    ("bst", "British summer time or Bangladesh's time"),
    ("ast", "Atlantic or Arabian time"),
    ("gst", "Gulf time or that of South Georgia"),
    ("sst", "Samoa's or Singapore's time"),
];

/// What a zone's short name means.
pub(super) enum ZoneWord {
    Minutes(i32),
    Place(&'static str),
    Ambiguous(&'static str),
}

/// The meaning of a zone's short name.
///
/// RFC 2822, section 4.3: military letters were misused, so they mean UTC. Small letters after a time are hours
/// (`10:30 h`) or halves of a day (`10:30p`), not zones.
pub(super) fn meaning(word: &str) -> Option<ZoneWord> {
    let small = word.to_ascii_lowercase();
    let found = |(name, _): &&(&str, _)| *name == small;
    if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| *name == small) {
        return Some(ZoneWord::Minutes(*minutes));
    }
    if let Some((_, place)) = PLACES.iter().find(found) {
        return Some(ZoneWord::Place(place));
    }
    if let Some((_, meanings)) = AMBIGUOUS.iter().find(found) {
        return Some(ZoneWord::Ambiguous(meanings));
    }
    is_military(word).then_some(ZoneWord::Minutes(0))
}

pub(super) fn is_military(word: &str) -> bool {
    matches!(word.as_bytes(), [b'A'..=b'I' | b'K'..=b'Y'])
}
