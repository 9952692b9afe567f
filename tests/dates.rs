//! The dates that people and programs write, and what is read: the instant with its offset, or the refusal with its
//! place. Formats' own examples use 13 August 2025, a Wednesday, at half past ten.

use std::fmt::Write;

use feedwright::date::{Context, Note, TimeOfDay, Timestamp, Zone, parse};
use proptest::prelude::*;

/// Checks texts, each with `INSTANT[ day only][; NOTE]…`, or `START..END: MESSAGE` where it is refused.
#[track_caller]
fn check(context: &Context, rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(read(text, context), *expected, "{text:?}");
    }
}

fn read(text: &str, context: &Context) -> String {
    let reading = match parse(text, context) {
        Ok(reading) => reading,
        Err(error) => return format!("{}..{}: {error}", error.start, error.end),
    };
    let mut out = reading.at.rfc3339();
    if !reading.has_time {
        out.push_str(" day only");
    }
    for note in reading.notes {
        let written = match note {
            Note::SkippedBySummerTime { zone } => write!(out, "; skipped in {zone}"),
            Note::EndOfDay { zone } => write!(out, "; end of day in {zone}"),
            Note::OccursTwice { zone } => write!(out, "; twice in {zone}"),
            Note::WrongWeekday { written, real } => write!(out, "; weekday {real}, not {written}"),
            Note::ShortYear { written, read } => write!(out, "; year {written} is {read}"),
        };
        written.expect("a text can be written to");
    }
    out
}

fn zone_at(zone: &str, default_time: &str) -> Context {
    let (zone, default_time) = (Zone::parse(zone).expect("a zone"), TimeOfDay::parse(default_time).expect("a time"));
    Context { zone, default_time, language: None }
}

fn zone(zone: &str) -> Context {
    zone_at(zone, "00:00")
}

fn paris() -> Context {
    zone("Europe/Paris")
}

fn in_language(language: &str) -> Context {
    Context { language: Some(language.to_owned()), ..paris() }
}

#[test]
fn rfc_3339_is_read_with_its_offset() {
    check(
        &paris(),
        &[
            ("2025-08-13T10:30:00Z", "2025-08-13T10:30:00Z"),
            ("2025-08-13t10:30:00z", "2025-08-13T10:30:00Z"),
            ("2025-08-13 10:30:00Z", "2025-08-13T10:30:00Z"),
            ("2025-08-13T10:30:00.123456789Z", "2025-08-13T10:30:00Z"),
            ("2025-08-13T10:30:00,5Z", "2025-08-13T10:30:00Z"),
            ("2025-08-13T10:30:00+00:00", "2025-08-13T10:30:00Z"),
            ("2025-08-13T10:30:00-00:00", "2025-08-13T10:30:00Z"),
            ("2025-08-13T10:30:00+02:00", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13T10:30:00-05:00", "2025-08-13T10:30:00-05:00"),
            ("2025-08-13T10:30:00+05:30", "2025-08-13T10:30:00+05:30"),
            ("2025-08-13T10:30:00+23:59", "2025-08-13T10:30:00+23:59"),
            ("2025-08-13T10:30:00+05", "2025-08-13T10:30:00+05:00"),
            ("2025-08-13T10:30:00−05:00", "2025-08-13T10:30:00-05:00"),
            ("2025-08-13T24:00:00Z", "2025-08-14T00:00:00Z"),
            ("2025-08-13T24:00", "2025-08-14T00:00:00+02:00"),
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
            ("2016-12-31T18:59:60-05:00", "2016-12-31T19:00:00-05:00"),
            ("2025-08-13T10:30", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13T10:30Z", "2025-08-13T10:30:00Z"),
            ("2025-08-13T10", "2025-08-13T10:00:00+02:00"),
            ("2025-08-13T10Z", "2025-08-13T10:00:00Z"),
            ("+2025-08-13T10:30Z", "2025-08-13T10:30:00Z"),
        ],
    );
}

#[test]
fn iso_8601_is_read_in_all_its_forms() {
    check(
        &paris(),
        &[
            ("2025-08-13", "2025-08-13T00:00:00+02:00 day only"),
            ("20250813", "2025-08-13T00:00:00+02:00 day only"),
            ("20250813T103000Z", "2025-08-13T10:30:00Z"),
            ("20250813T103000+0200", "2025-08-13T10:30:00+02:00"),
            ("20250813T103000,000Z", "2025-08-13T10:30:00Z"),
            ("20250813T1030", "2025-08-13T10:30:00+02:00"),
            ("2025-225", "2025-08-13T00:00:00+02:00 day only"),
            ("2025225", "2025-08-13T00:00:00+02:00 day only"),
            ("2024-366", "2024-12-31T00:00:00+01:00 day only"),
            ("2025-W33-3", "2025-08-13T00:00:00+02:00 day only"),
            ("2025W333", "2025-08-13T00:00:00+02:00 day only"),
            ("2025-W33-3T10:30:00Z", "2025-08-13T10:30:00Z"),
            ("2026-W01-1", "2025-12-29T00:00:00+01:00 day only"),
            ("2025-08-13Z", "2025-08-13T00:00:00Z day only"),
            ("2025-08-13+02:00", "2025-08-13T00:00:00+02:00 day only"),
            ("2025-08-13-05:00", "2025-08-13T00:00:00-05:00 day only"),
            ("2025-08-13T10:30[Europe/Paris]", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13T10:30[America/New_York]", "2025-08-13T10:30:00-04:00"),
            ("2025-08-13T10:30+02:00[Europe/Paris]", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13T10:30Z[Europe/Paris]", "2025-08-13T10:30:00Z"),
            ("2025-08-13T10:30:00+02:00[Europe/Paris][u-ca=gregory]", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13T10:30:00.123-04:00[!America/New_York]", "2025-08-13T10:30:00-04:00"),
        ],
    );
}

#[test]
fn iso_8601_is_refused_where_it_is_wrong() {
    check(
        &paris(),
        &[
            ("2025-366", "5..8: the year `2025` has no day `366`"),
            ("2025-000", "5..8: the year `2025` has no day `000`"),
            ("2025-W33", "0..8: the date `2025-W33` has no day"),
            ("2025-W54-1", "6..8: the year `2025` has no week `54`"),
            ("2025-W33-8", "9..10: a week has no day `8`"),
            ("2025-08-13T", "10..11: no time of day stands after `T`"),
            ("2025-08-13TZ", "10..12: `TZ` after the date is not understood"),
            ("2025-08-13T1", "11..12: `1` is not a time of day"),
            ("2025-08-13T103", "11..14: `103` is not a time of day"),
            ("2025-08-13T10:30:", "11..17: `10:30:` is not a time of day"),
            ("2025-08-13T10:30:61Z", "11..19: there is no second `61`"),
            ("2025-08-13T10:60:00Z", "11..19: there is no minute `60`"),
            ("2025-08-13T25:00:00Z", "11..19: there is no hour `25`"),
            ("2025-08-13T24:01:00Z", "11..19: there is no hour `24`"),
            ("2025-08-13T10:30:00+24:00", "19..25: `+24:00` is not an offset from UTC"),
            ("2025-08-13T10:30:00+02:60", "19..25: `+02:60` is not an offset from UTC"),
            ("2025-08-13T10:30:00+020000", "19..26: `+020000` is not an offset from UTC"),
            ("2025-08-13T10:30:00+", "19..20: `+` after the date is not understood"),
            ("2025-08-13T10:30:00[Europe/Pariss]", "20..33: there is no time zone `Europe/Pariss`"),
            ("2025-08-13T10:30:00+02:00[Europe/Paris", "25..38: `[Europe/Paris` after the date is not understood"),
            ("2025-08-013", "0..11: `2025-08-013` is not a date"),
            ("2025--08-13", "0..11: `2025--08-13` is not a date"),
            ("2025-O8-13", "0..10: `2025-O8-13` is not a date"),
            ("12025-08-13", "0..5: the year `12025` is not one from 1 to 9999"),
        ],
    );
}

#[test]
fn rfc_2822_is_read_with_the_obsolete_zones() {
    check(
        &paris(),
        &[
            ("Wed, 13 Aug 2025 10:30:00 +0200", "2025-08-13T10:30:00+02:00"),
            ("Wed, 13 Aug 2025 10:30:00 GMT", "2025-08-13T10:30:00Z"),
            ("Wed, 13 Aug 2025 10:30:00 UT", "2025-08-13T10:30:00Z"),
            ("Wed, 13 Aug 2025 10:30:00 UTC", "2025-08-13T10:30:00Z"),
            ("Wed, 13 Aug 2025 10:30:00 Z", "2025-08-13T10:30:00Z"),
            ("Wed, 13 Aug 2025 10:30:00 EST", "2025-08-13T10:30:00-05:00"),
            ("Wed, 13 Aug 2025 10:30:00 EDT", "2025-08-13T10:30:00-04:00"),
            ("Wed, 13 Aug 2025 10:30:00 CST", "2025-08-13T10:30:00-06:00"),
            ("Wed, 13 Aug 2025 10:30:00 CDT", "2025-08-13T10:30:00-05:00"),
            ("Wed, 13 Aug 2025 10:30:00 MST", "2025-08-13T10:30:00-07:00"),
            ("Wed, 13 Aug 2025 10:30:00 MDT", "2025-08-13T10:30:00-06:00"),
            ("Wed, 13 Aug 2025 10:30:00 PST", "2025-08-13T10:30:00-08:00"),
            ("Wed, 13 Aug 2025 10:30:00 PDT", "2025-08-13T10:30:00-07:00"),
            ("Wed, 13 Aug 2025 10:30:00 A", "2025-08-13T10:30:00Z"),
            ("Wed, 13 Aug 2025 10:30:00 M", "2025-08-13T10:30:00Z"),
            ("Wed, 13 Aug 2025 10:30:00 N", "2025-08-13T10:30:00Z"),
            ("Wed, 13 Aug 2025 10:30:00 Y", "2025-08-13T10:30:00Z"),
            ("Wed, 13 Aug 2025 10:30:00 -0000", "2025-08-13T10:30:00Z"),
            ("Wed, 13 Aug 2025 10:30:00 CEST", "2025-08-13T10:30:00+02:00"),
            ("Wed, 13 Aug 2025 10:30:00 Europe/Paris", "2025-08-13T10:30:00+02:00"),
            ("Wed, 13 Aug 2025 10:30:00 GMT-5", "2025-08-13T10:30:00-05:00"),
            ("Wed, 13 Aug 2025 10:30:00", "2025-08-13T10:30:00+02:00"),
        ],
    );
}

#[test]
fn rfc_2822_is_read_in_the_forms_that_feeds_have() {
    check(
        &paris(),
        &[
            ("13 Aug 2025 10:30:00 +0200", "2025-08-13T10:30:00+02:00"),
            ("Mon, 13 Aug 2025 10:30:00 +0200", "2025-08-13T10:30:00+02:00; weekday 3, not 1"),
            ("Wed, 6 Aug 2025 10:30:00 +0200", "2025-08-06T10:30:00+02:00"),
            ("Wed, 13 Aug 2025 10:30 +0200", "2025-08-13T10:30:00+02:00"),
            ("Wed, 13 Aug 25 10:30:00 +0200", "2025-08-13T10:30:00+02:00; year 25 is 2025"),
            ("Wed, 13 Aug 97 10:30:00 GMT", "1997-08-13T10:30:00Z; year 97 is 1997"),
            ("Wed, 13 Aug 125 10:30:00 GMT", "2025-08-13T10:30:00Z; year 125 is 2025"),
            ("Wed,13 Aug 2025 10:30:00 +0200", "2025-08-13T10:30:00+02:00"),
            ("WED, 13 AUG 2025 10:30:00 +0200", "2025-08-13T10:30:00+02:00"),
            ("Weds, 13 August 2025 10:30:00 +02:00", "2025-08-13T10:30:00+02:00"),
            ("Wed, 13 Aug 2025 10:30:00 +0200 (CEST)", "2025-08-13T10:30:00+02:00"),
            ("Wed (yes), 13 (a) Aug 2025 10:30:00 (half (past)) +0200", "2025-08-13T10:30:00+02:00"),
            ("Wed,\n 13 Aug 2025\n 10:30:00 +0200", "2025-08-13T10:30:00+02:00"),
            ("Wednesday, 13-Aug-25 10:30:00 GMT", "2025-08-13T10:30:00Z; year 25 is 2025"),
            ("Wed, 13-Aug-2025 10:30:00 GMT", "2025-08-13T10:30:00Z"),
            ("Wed, 31 Jun 2025 10:30:00 +0200", "5..7: `2025-06` has no day `31`"),
            ("Wed, 13 Aug 25", "12..14: the year `25` has too few digits"),
            ("Wed, 13 Aug 2025 10:30:00 J", "26..27: there is no time zone `J`"),
            ("Wed, 13 Aug 2025 10:30:00 XYZ", "26..29: there is no time zone `XYZ`"),
            ("Wed, 13 Aug 2025 10:30:00 IST", "26..29: the time zone `IST` can be India's, Ireland's or Israel's time"),
            ("Wed, 13 Aug 2025 10:30:00 +2500", "26..31: `+2500` is not an offset from UTC"),
            ("Wed, 13 Aug 2025 10:30:00 Europe/Pariss", "26..39: there is no time zone `Europe/Pariss`"),
        ],
    );
}

#[test]
fn front_matter_of_other_generators_is_read() {
    check(
        &paris(),
        &[
            ("2025-08-13 10:30:00 +0200", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13 10:30:00 +02:00", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13 10:30:00+0200", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13 10:30", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13 10:30:00", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13T10:30:00", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13 10:30:00 -0500 EST", "2025-08-13T10:30:00-05:00"),
            ("2025-08-13 10:30:00 +0800 CST", "2025-08-13T10:30:00+08:00"),
            ("2025-08-13 10:30:00 +0530 IST", "2025-08-13T10:30:00+05:30"),
            ("2025-08-13 10:30:00 +0200 Europe/Paris", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13 10:30:00.123 Z", "2025-08-13T10:30:00Z"),
            ("2025-08-13T08:30:00.123Z", "2025-08-13T08:30:00Z"),
            ("2025-08-13, 10:30", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13 at 10:30", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13 @ 10:30", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13 - 10:30", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13 10:30 AM", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13 10:30pm", "2025-08-13T22:30:00+02:00"),
            ("2025-08-13 10:30 p.m.", "2025-08-13T22:30:00+02:00"),
            ("2025-08-13 10:30p", "2025-08-13T22:30:00+02:00"),
            ("2025-08-13 12:30 AM", "2025-08-13T00:30:00+02:00"),
            ("2025-08-13 12:30 PM", "2025-08-13T12:30:00+02:00"),
            ("2025-08-13 13:30 PM", "2025-08-13T13:30:00+02:00"),
            ("2025-08-13 9am", "2025-08-13T09:00:00+02:00"),
            ("2025/08/13", "2025-08-13T00:00:00+02:00 day only"),
            ("2025/08/13 10:30:00", "2025-08-13T10:30:00+02:00"),
            ("2025-8-3", "2025-08-03T00:00:00+02:00 day only"),
            ("2025.08.13", "2025-08-13T00:00:00+02:00 day only"),
            ("2025 08 13", "2025-08-13T00:00:00+02:00 day only"),
            ("2025-Aug-13", "2025-08-13T00:00:00+02:00 day only"),
            ("<2025-08-13 Wed>", "2025-08-13T00:00:00+02:00 day only"),
            ("[2025-08-13 Wed 10:30]", "2025-08-13T10:30:00+02:00"),
            ("[[2025-08-13]]", "2025-08-13T00:00:00+02:00 day only"),
            ("\"2025-08-13\"", "2025-08-13T00:00:00+02:00 day only"),
            ("‘2025-08-13’", "2025-08-13T00:00:00+02:00 day only"),
            ("202508131030", "2025-08-13T10:30:00+02:00"),
            ("20250813103000", "2025-08-13T10:30:00+02:00"),
            ("20250813-1030", "2025-08-13T10:30:00+02:00"),
            ("20250813_103000", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13_10-30-00", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13-10-30-00", "2025-08-13T10:30:00+02:00"),
        ],
    );
}

#[test]
fn dates_of_programs_are_read() {
    check(
        &paris(),
        &[
            ("Wed Aug 13 10:30:00 CEST 2025", "2025-08-13T10:30:00+02:00"),
            ("Wed Aug 13 10:30:00 UTC 2025", "2025-08-13T10:30:00Z"),
            ("Wed Aug 13 10:30:00 AM PDT 2025", "2025-08-13T10:30:00-07:00"),
            ("Wed Aug 13 10:30:00 2025", "2025-08-13T10:30:00+02:00"),
            ("Wed Aug  6 10:30:00 2025", "2025-08-06T10:30:00+02:00"),
            ("Wed Aug 13 10:30:00 2025 +0200", "2025-08-13T10:30:00+02:00"),
            ("mer. 13 août 2025 10:30:00 CEST", "2025-08-13T10:30:00+02:00"),
            ("Wed Aug 13 2025 10:30:00 GMT+0200 (Central European Summer Time)", "2025-08-13T10:30:00+02:00"),
            ("Wed Aug 13 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("8/13/2025, 10:30:00 AM", "2025-08-13T10:30:00+02:00"),
            ("Aug 13, 2025, 10:30:00 AM GMT+2", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13 10:30:00.123456789 +0200 CEST m=+0.000012345", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13 10:30:00 +0000 UTC", "2025-08-13T10:30:00Z"),
            ("2025-08-13 10:30:00.123456+02:00", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13 10:30:00,123", "2025-08-13T10:30:00+02:00"),
            ("13/Aug/2025:10:30:00 +0200", "2025-08-13T10:30:00+02:00"),
            ("2025:08:13 10:30:00", "2025-08-13T10:30:00+02:00"),
            ("1755073800", "2025-08-13T10:30:00+02:00"),
            ("1755073800.123", "2025-08-13T10:30:00+02:00"),
            ("1755073800123", "2025-08-13T10:30:00+02:00"),
            ("1755073800000000", "2025-08-13T10:30:00+02:00"),
            ("1755073800123456789", "2025-08-13T10:30:00+02:00"),
            ("@1755073800", "2025-08-13T10:30:00+02:00"),
            ("@-1", "1970-01-01T00:59:59+01:00"),
            ("0", "0..1: `0` is not a date"),
            ("946684800000", "0..12: `946684800000` is not a date"),
            ("@999999999999", "0..13: the year `@999999999999` is not one from 1 to 9999"),
        ],
    );
}

#[test]
fn the_zone_may_be_named() {
    check(
        &paris(),
        &[
            ("2025-08-13 10:30 Europe/Paris", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13 10:30 america/new_york", "2025-08-13T10:30:00-04:00"),
            ("2025-08-13 10:30 America/Argentina/Buenos_Aires", "2025-08-13T10:30:00-03:00"),
            ("2025-08-13 10:30 America/Port-au-Prince", "2025-08-13T10:30:00-04:00"),
            ("2025-08-13 10:30 Etc/GMT+5", "2025-08-13T10:30:00-05:00"),
            ("2025-08-13 10:30 US/Eastern", "2025-08-13T10:30:00-04:00"),
            ("2025-08-13 10:30 EST5EDT", "2025-08-13T10:30:00-04:00"),
            ("2025-08-13 10:30 Japan", "2025-08-13T10:30:00+09:00"),
            ("2025-08-13 10:30 CEST", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13 10:30 ET", "2025-08-13T10:30:00-04:00"),
            ("2025-01-13 10:30 PT", "2025-01-13T10:30:00-08:00"),
            ("2025-08-13 10:30 WIB", "2025-08-13T10:30:00+07:00"),
            ("2025-08-13 10:30 UTC+2", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13 10:30 UTC−3", "2025-08-13T10:30:00-03:00"),
            ("2025-08-13 10:30 GMT+5:30", "2025-08-13T10:30:00+05:30"),
            ("2025-08-13 10:30 (UTC)", "2025-08-13T10:30:00Z"),
            ("2025-08-13 10:30 (America/New_York)", "2025-08-13T10:30:00-04:00"),
            ("2025-08-13 10:30 (Paris time)", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13 Asia/Tokyo", "2025-08-13T00:00:00+09:00 day only"),
        ],
    );
}

#[test]
fn a_zone_that_is_none_is_refused() {
    check(
        &paris(),
        &[
            ("2025-08-13 10:30 IST", "17..20: the time zone `IST` can be India's, Ireland's or Israel's time"),
            ("2025-08-13 10:30 BST", "17..20: the time zone `BST` can be British summer time or Bangladesh's time"),
            ("2025-08-13 10:30 (IST)", "18..21: the time zone `IST` can be India's, Ireland's or Israel's time"),
            ("2025-08-13 10:30 Europe/Pariss", "17..30: there is no time zone `Europe/Pariss`"),
            ("2025-08-13 10:30 Asia/Calcuta", "17..29: there is no time zone `Asia/Calcuta`"),
            ("2025-08-13 10:30 America/New York", "17..33: there is no time zone `America/New York`"),
            ("2025-08-13 10:30 new york", "17..25: there is no time zone `new york`"),
            ("2025-08-13 10:30 Sydney", "17..23: there is no time zone `Sydney`"),
            ("2025-08-13 10:30 Foo/Bar", "17..24: there is no time zone `Foo/Bar`"),
            ("2025-08-13 10:30 XYZ", "17..20: there is no time zone `XYZ`"),
            ("2025-08-13 10:30 CEST+1", "21..23: `+1` after the date is not understood"),
            ("2025-08-13 10:30 heure de Paris", "17..31: `heure de Paris` after the date is not understood"),
            ("2025-08-13 10:30:00 +0200 +0200", "26..31: `+0200` after the date is not understood"),
        ],
    );
}

#[test]
fn english_dates_are_read() {
    check(
        &paris(),
        &[
            ("Aug 13, 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("Aug. 13, 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("August 13th, 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("13 Aug 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("13-Aug-2025", "2025-08-13T00:00:00+02:00 day only"),
            ("13th of August 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("the 1st of August, 2025", "2025-08-01T00:00:00+02:00 day only"),
            ("Wednesday, August 13, 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("Thurs, Aug 14 2025", "2025-08-14T00:00:00+02:00 day only"),
            ("Sat, 6 Sept 2025", "2025-09-06T00:00:00+02:00 day only"),
            ("August 13, 2025 at 10:30 AM PDT", "2025-08-13T10:30:00-07:00"),
            ("August 13, 2025, 10:30 a.m.", "2025-08-13T10:30:00+02:00"),
            ("August 13, 2025 | 10:30", "2025-08-13T10:30:00+02:00"),
            ("Wednesday the 13th of August 2025 at 10.30 pm", "2025-08-13T22:30:00+02:00"),
            ("13 Aug 2025 -0500", "2025-08-13T00:00:00-05:00 day only"),
        ],
    );
}

#[test]
fn french_dates_are_read() {
    check(
        &in_language("fr"),
        &[
            ("1er août 2025", "2025-08-01T00:00:00+02:00 day only"),
            ("13 août 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("13 aout 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("13 AOÛT 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("13 aou\u{302}t 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("le 13 août 2025, 10:30", "2025-08-13T10:30:00+02:00"),
            ("mercredi 13 août 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("lundi 13 août 2025", "2025-08-13T00:00:00+02:00 day only; weekday 3, not 1"),
            ("mar. 12 août 2025", "2025-08-12T00:00:00+02:00 day only"),
            ("mar. 4 mars 2025", "2025-03-04T00:00:00+01:00 day only"),
            ("13 mar 2025", "2025-03-13T00:00:00+01:00 day only"),
            ("13 févr. 2025", "2025-02-13T00:00:00+01:00 day only"),
            ("13 juil. 2025", "2025-07-13T00:00:00+02:00 day only"),
            ("13 août 2025 à 10h30", "2025-08-13T10:30:00+02:00"),
            ("13 août 2025 à 10 h 30", "2025-08-13T10:30:00+02:00"),
            ("13 août 2025 à 10h", "2025-08-13T10:00:00+02:00"),
            ("13 août 2025 à 10 heures 30", "2025-08-13T10:30:00+02:00"),
            ("10h 13 août 2025", "2025-08-13T10:00:00+02:00"),
            ("13\u{a0}août\u{a0}2025\u{a0}à\u{202f}10h30", "2025-08-13T10:30:00+02:00"),
        ],
    );
}

#[test]
fn german_and_dutch_dates_are_read() {
    check(
        &in_language("de"),
        &[
            ("13. August 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("13. Aug. 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("Mittwoch, 13. August 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("Mi., 13.08.2025", "2025-08-13T00:00:00+02:00 day only"),
            ("Mittwoch, den 13. August 2025 um 10:30 Uhr", "2025-08-13T10:30:00+02:00"),
            ("13. August 2025, 10.30 Uhr", "2025-08-13T10:30:00+02:00"),
            ("13.08.2025, 10:30 Uhr", "2025-08-13T10:30:00+02:00"),
            ("13. 8. 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("1. März 2025", "2025-03-01T00:00:00+01:00 day only"),
            ("1. Maerz 2025", "2025-03-01T00:00:00+01:00 day only"),
            ("1. Jänner 2025", "2025-01-01T00:00:00+01:00 day only"),
        ],
    );
    check(
        &in_language("nl"),
        &[
            ("13 augustus 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("woensdag 13 augustus 2025 om 10:30 uur", "2025-08-13T10:30:00+02:00"),
            ("di 13 mei 2025", "2025-05-13T00:00:00+02:00 day only"),
            ("13 mrt 2025", "2025-03-13T00:00:00+01:00 day only"),
            ("wo 13 aug 2025 10u30", "2025-08-13T10:30:00+02:00"),
        ],
    );
}

#[test]
fn spanish_italian_and_portuguese_dates_are_read() {
    check(
        &in_language("es"),
        &[
            ("13 de agosto de 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("13 de agosto del 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("miércoles 13 de agosto de 2025 a las 10:30", "2025-08-13T10:30:00+02:00"),
            ("13 de agosto de 2025 a las 10:30 h", "2025-08-13T10:30:00+02:00"),
            ("13/08/2025 10:30 p. m.", "2025-08-13T22:30:00+02:00"),
            ("13 de setiembre de 2025", "2025-09-13T00:00:00+02:00 day only"),
            ("martes, 4 de marzo de 2025", "2025-03-04T00:00:00+01:00 day only"),
            ("mar, 4 mar 2025", "2025-03-04T00:00:00+01:00 day only"),
        ],
    );
    check(
        &in_language("it"),
        &[
            ("13 agosto 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("1º agosto 2025", "2025-08-01T00:00:00+02:00 day only"),
            ("mercoledì 13 agosto 2025, ore 10:30", "2025-08-13T10:30:00+02:00"),
            ("13 agosto 2025 ore 10.30", "2025-08-13T10:30:00+02:00"),
            ("lun 13 gen 2025", "2025-01-13T00:00:00+01:00 day only"),
        ],
    );
    check(
        &in_language("pt"),
        &[
            ("13 de agosto de 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("quarta-feira, 13 de agosto de 2025 às 10h30", "2025-08-13T10:30:00+02:00"),
            ("terça-feira, 4 de março de 2025", "2025-03-04T00:00:00+01:00 day only"),
            ("1º de março de 2025", "2025-03-01T00:00:00+01:00 day only"),
            ("13 de fev. de 2025", "2025-02-13T00:00:00+01:00 day only"),
        ],
    );
}

#[test]
fn northern_dates_are_read() {
    check(
        &in_language("sv"),
        &[
            ("13 augusti 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("onsdagen den 13 augusti 2025 kl. 10.30", "2025-08-13T10:30:00+02:00"),
            ("2025-08-13 kl. 10:30", "2025-08-13T10:30:00+02:00"),
        ],
    );
    check(
        &in_language("da"),
        &[
            ("onsdag d. 13. august 2025 kl. 10.30", "2025-08-13T10:30:00+02:00"),
            ("13. okt. 2025", "2025-10-13T00:00:00+02:00 day only"),
        ],
    );
    check(&in_language("nb"), &[("lørdag 13. desember 2025", "2025-12-13T00:00:00+01:00 day only")]);
    check(
        &in_language("fi"),
        &[
            ("13. elokuuta 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("Tue, 04 Mar 2025 10:30:00 +0200", "2025-03-04T10:30:00+02:00"),
            ("4. marraskuuta 2025", "2025-11-04T00:00:00+01:00 day only"),
        ],
    );
}

#[test]
fn eastern_european_dates_are_read() {
    check(
        &in_language("pl"),
        &[
            ("13 sierpnia 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("środa, 13 sierpnia 2025 r., godz. 10:30", "2025-08-13T10:30:00+02:00"),
            ("10:30, 13 sierpnia 2025 r.", "2025-08-13T10:30:00+02:00"),
            ("13 paź 2025", "2025-10-13T00:00:00+02:00 day only"),
        ],
    );
    check(
        &in_language("ru"),
        &[
            ("13 августа 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("среда, 13 августа 2025 г., 10:30", "2025-08-13T10:30:00+02:00"),
            ("13 августа 2025 г. в 10:30", "2025-08-13T10:30:00+02:00"),
            ("ср, 13 авг. 2025", "2025-08-13T00:00:00+02:00 day only"),
            ("1 мая 2025", "2025-05-01T00:00:00+02:00 day only"),
            ("13 май 2025", "2025-05-13T00:00:00+02:00 day only"),
            ("13 СЕНТЯБРЯ 2025 года", "2025-09-13T00:00:00+02:00 day only"),
        ],
    );
    check(&in_language("uk"), &[("13 серпня 2025 р.", "2025-08-13T00:00:00+02:00 day only")]);
    check(&in_language("cs"), &[("6. června 2025", "2025-06-06T00:00:00+02:00 day only")]);
    check(
        &in_language("hu"),
        &[
            ("2025. augusztus 13.", "2025-08-13T00:00:00+02:00 day only"),
            ("2025. 08. 13.", "2025-08-13T00:00:00+02:00 day only"),
        ],
    );
    check(&in_language("tr"), &[("13 Ağustos 2025 Çarşamba", "2025-08-13T00:00:00+02:00 day only")]);
}

#[test]
fn east_asian_dates_are_read() {
    check(
        &in_language("ja"),
        &[
            ("2025年8月13日", "2025-08-13T00:00:00+02:00 day only"),
            ("2025年08月13日", "2025-08-13T00:00:00+02:00 day only"),
            ("2025年8月13日 10時30分", "2025-08-13T10:30:00+02:00"),
            ("2025年8月13日10時30分15秒", "2025-08-13T10:30:15+02:00"),
            ("2025年8月13日(水)", "2025-08-13T00:00:00+02:00 day only"),
            ("2025年8月13日（水）10:30", "2025-08-13T10:30:00+02:00"),
            ("2025年8月13日水曜日", "2025-08-13T00:00:00+02:00 day only"),
            ("2025年8月13日月曜日", "2025-08-13T00:00:00+02:00 day only; weekday 3, not 1"),
            ("2025年8月13日 午後10時30分", "2025-08-13T22:30:00+02:00"),
            ("２０２５年８月１３日", "2025-08-13T00:00:00+02:00 day only"),
            ("２０２５／０８／１３　１０：３０", "2025-08-13T10:30:00+02:00"),
            ("2025年8月", "0..11: the date `2025年8月` has no day"),
            ("令和7年8月13日", "0..6: `令和` is not a word of a date"),
        ],
    );
    check(
        &in_language("zh"),
        &[
            ("2025年8月13日 星期三", "2025-08-13T00:00:00+02:00 day only"),
            ("2025 年 8 月 13 日", "2025-08-13T00:00:00+02:00 day only"),
            ("2025年8月13日 上午10:30", "2025-08-13T10:30:00+02:00"),
            ("2025年8月13日 下午10:30", "2025-08-13T22:30:00+02:00"),
            ("2025年8月13号", "2025-08-13T00:00:00+02:00 day only"),
            ("二〇二五年八月十三日", "0..30: `二〇二五年八月十三日` is not a date"),
        ],
    );
    check(
        &in_language("ko"),
        &[
            ("2025년 8월 13일", "2025-08-13T00:00:00+02:00 day only"),
            ("2025년 8월 13일 수요일", "2025-08-13T00:00:00+02:00 day only"),
            ("2025년 8월 13일 오전 10:30", "2025-08-13T10:30:00+02:00"),
            ("2025년 8월 13일 오후 10시 30분", "2025-08-13T22:30:00+02:00"),
            ("2025. 8. 13.", "2025-08-13T00:00:00+02:00 day only"),
            ("2025.08.13. 오전 10:30", "2025-08-13T10:30:00+02:00"),
        ],
    );
}

#[test]
fn a_local_time_that_is_skipped_or_repeated_is_noted() {
    check(
        &paris(),
        &[
            ("2025-03-30 01:59:59", "2025-03-30T01:59:59+01:00"),
            ("2025-03-30 02:30", "2025-03-30T03:00:00+02:00; skipped in Europe/Paris"),
            ("2025-03-30 03:00", "2025-03-30T03:00:00+02:00"),
            ("2025-10-26 02:30", "2025-10-26T02:30:00+02:00; twice in Europe/Paris"),
            ("2025-10-26 03:00", "2025-10-26T03:00:00+01:00"),
            ("2025-10-26T02:30+01:00", "2025-10-26T02:30:00+01:00"),
        ],
    );
    check(
        &zone("America/New_York"),
        &[
            ("2025-03-09 02:30", "2025-03-09T03:00:00-04:00; skipped in America/New_York"),
            ("2025-11-02 01:30", "2025-11-02T01:30:00-04:00; twice in America/New_York"),
        ],
    );
    check(
        &zone("Australia/Lord_Howe"),
        &[
            ("2025-10-05 02:15", "2025-10-05T02:30:00+11:00; skipped in Australia/Lord_Howe"),
            ("2025-04-06 01:45", "2025-04-06T01:45:00+11:00; twice in Australia/Lord_Howe"),
        ],
    );
    check(&zone("Pacific/Apia"), &[("2011-12-30 12:00", "2011-12-31T00:00:00+14:00; skipped in Pacific/Apia")]);
    check(
        &zone("Africa/Casablanca"),
        &[
            ("2025-02-23 02:30", "2025-02-23T02:30:00+01:00; twice in Africa/Casablanca"),
            ("2025-04-06 02:30", "2025-04-06T03:00:00+01:00; skipped in Africa/Casablanca"),
        ],
    );
    check(&zone("Antarctica/Troll"), &[("2025-03-30 01:30", "2025-03-30T03:00:00+02:00; skipped in Antarctica/Troll")]);
    check(&zone("America/Sao_Paulo"), &[("2018-02-17 23:30", "2018-02-17T23:30:00-02:00; twice in America/Sao_Paulo")]);
}

#[test]
fn a_date_without_time_keeps_its_day() {
    check(
        &paris(),
        &[
            ("2025-08-13", "2025-08-13T00:00:00+02:00 day only"),
            ("2025-01-13", "2025-01-13T00:00:00+01:00 day only"),
            ("1970-01-01", "1970-01-01T00:00:00+01:00 day only"),
            ("1899-12-31", "1899-12-31T00:00:00+00:09 day only"),
            ("0002-01-01", "0002-01-01T00:00:00+00:09 day only"),
            ("9999-12-31", "9999-12-31T00:00:00+01:00 day only"),
        ],
    );
    check(&zone("America/New_York"), &[("2025-08-13", "2025-08-13T00:00:00-04:00 day only")]);
    check(
        &zone("America/Sao_Paulo"),
        &[("2018-11-04", "2018-11-04T01:00:00-02:00 day only; skipped in America/Sao_Paulo")],
    );
    check(&zone("Asia/Beirut"), &[("2025-03-30", "2025-03-30T01:00:00+03:00 day only; skipped in Asia/Beirut")]);
    check(
        &zone("America/Havana"),
        &[
            ("2025-03-09", "2025-03-09T01:00:00-04:00 day only; skipped in America/Havana"),
            ("2025-11-02", "2025-11-02T00:00:00-04:00 day only; twice in America/Havana"),
        ],
    );
    check(
        &zone("Pacific/Apia"),
        &[
            ("2011-12-29", "2011-12-29T00:00:00-10:00 day only"),
            ("2011-12-30", "2011-12-31T00:00:00+14:00 day only; skipped in Pacific/Apia"),
            ("2011-12-31", "2011-12-31T00:00:00+14:00 day only"),
        ],
    );
    check(&zone("Pacific/Kiritimati"), &[("2025-08-13", "2025-08-13T00:00:00+14:00 day only")]);
    check(&zone("Asia/Kathmandu"), &[("2025-08-13", "2025-08-13T00:00:00+05:45 day only")]);
    check(&zone("Europe/Dublin"), &[("1880-01-01", "1880-01-01T00:00:00-00:25 day only")]);
    check(&zone("America/Juneau"), &[("1867-10-18", "1867-10-18T00:00:00+15:02 day only")]);
    check(&zone("-03:30"), &[("2025-08-13", "2025-08-13T00:00:00-03:30 day only")]);
    check(
        &zone_at("America/Sao_Paulo", "09:00"),
        &[
            ("2018-11-04", "2018-11-04T09:00:00-02:00 day only"),
            ("2018-11-04 00:30", "2018-11-04T01:00:00-02:00; skipped in America/Sao_Paulo"),
        ],
    );
    check(
        &zone_at("America/Nuuk", "23:30"),
        &[
            ("2024-03-30", "2024-03-30T22:59:59-02:00 day only; end of day in America/Nuuk"),
            ("2024-03-30 23:30", "2024-03-31T00:00:00-01:00; skipped in America/Nuuk"),
        ],
    );
    check(
        &zone_at("Europe/Paris", "12:00"),
        &[("2025-08-13", "2025-08-13T12:00:00+02:00 day only"), ("13 août 2025", "2025-08-13T12:00:00+02:00 day only")],
    );
}

#[test]
fn days_that_are_not_in_the_calendar_are_refused() {
    check(
        &paris(),
        &[
            ("2024-02-29", "2024-02-29T00:00:00+01:00 day only"),
            ("2000-02-29", "2000-02-29T00:00:00+01:00 day only"),
            ("2025-02-29", "8..10: `2025-02` has no day `29`"),
            ("1900-02-29", "8..10: `1900-02` has no day `29`"),
            ("2025-02-30", "8..10: `2025-02` has no day `30`"),
            ("2025-13-01", "5..7: there is no month `13`"),
            ("2025-08-32", "8..10: `2025-08` has no day `32`"),
            ("2025-04-31", "8..10: `2025-04` has no day `31`"),
            ("2025-00-13", "5..7: there is no month `00`"),
            ("2025-08-00", "8..10: `2025-08` has no day `00`"),
            ("20250832", "6..8: `2025-08` has no day `32`"),
            ("20251301", "4..6: there is no month `13`"),
            ("29 Feb 2025", "0..2: `2025-02` has no day `29`"),
            ("32 Aug 2025", "0..2: `2025-08` has no day `32`"),
            ("31.04.2025", "0..2: `2025-04` has no day `31`"),
            ("13/13/2025", "3..5: there is no month `13`"),
            ("0/8/2025", "0..1: `2025-08` has no day `0`"),
        ],
    );
}

#[test]
fn years_end_at_1_and_9999() {
    check(
        &paris(),
        &[
            ("0001-01-01", "0..10: `0001-01-01` is the date that tools write when they know none"),
            ("0001-01-01T00:00:00Z", "0..20: `0001-01-01T00:00:00Z` is the date that tools write when they know none"),
            ("0001-01-03", "0001-01-03T00:00:00+00:09 day only"),
            (
                "Mon, 01 Jan 0001 00:00:00 +0000",
                "0..31: `Mon, 01 Jan 0001 00:00:00 +0000` is the date that tools write when they know none",
            ),
            ("0000-00-00", "0..10: `0000-00-00` is the date that tools write when they know none"),
            ("0000-00-00 00:00:00", "0..10: `0000-00-00` is the date that tools write when they know none"),
            ("00000000", "0..8: `00000000` is the date that tools write when they know none"),
            ("0000-12-31", "0..4: the year `0000` is not one from 1 to 9999"),
            (
                "-0001-11-30T00:00:00+00:00",
                "0..26: `-0001-11-30T00:00:00+00:00` is the date that tools write when they know none",
            ),
            (
                "Wed, 30 Nov -0001 00:00:00 +0000",
                "0..32: `Wed, 30 Nov -0001 00:00:00 +0000` is the date that tools write when they know none",
            ),
            ("-2025-08-13", "0..5: the year `-2025` is not one from 1 to 9999"),
            ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
            ("9999-12-31T23:59:59-05:00", "0..25: in UTC the year is `10000`, not one from 1 to 9999"),
            ("9999-12-31T24:00:00Z", "0..20: the year `10000` is not one from 1 to 9999"),
            ("10000-01-01", "0..5: the year `10000` is not one from 1 to 9999"),
            ("+010000-01-01T00:00:00Z", "0..7: the year `+010000` is not one from 1 to 9999"),
            ("13 Aug 10000", "7..12: the year `10000` is not one from 1 to 9999"),
        ],
    );
}

#[test]
fn day_and_month_are_never_guessed() {
    check(
        &paris(),
        &[
            ("13/08/2025", "2025-08-13T00:00:00+02:00 day only"),
            ("08/13/2025", "2025-08-13T00:00:00+02:00 day only"),
            ("13-08-2025", "2025-08-13T00:00:00+02:00 day only"),
            ("13.08.2025", "2025-08-13T00:00:00+02:00 day only"),
            ("03.04.2025", "2025-04-03T00:00:00+02:00 day only"),
            ("04/04/2025", "2025-04-04T00:00:00+02:00 day only"),
            ("13/08/2025 10:30", "2025-08-13T10:30:00+02:00"),
            ("03/04/2025", "0..10: it can't be told which number of `03/04/2025` is the day and which the month"),
            ("03-04-2025", "0..10: it can't be told which number of `03-04-2025` is the day and which the month"),
            (
                "03/04/2025 10:30",
                "0..16: it can't be told which number of `03/04/2025 10:30` is the day and which the month",
            ),
            ("03/04/25", "0..8: it can't be told which number of `03/04/25` is the year"),
            ("25-08-13", "0..8: it can't be told which number of `25-08-13` is the year"),
            ("13.08.25", "0..8: it can't be told which number of `13.08.25` is the year"),
            ("13 August 25", "10..12: the year `25` has too few digits"),
        ],
    );
}

#[test]
fn what_is_no_date_is_refused() {
    check(
        &paris(),
        &[
            ("   ", "0..3: the date is empty"),
            ("\u{a0}\u{feff}", "0..5: the date is empty"),
            ("\"\"", "0..2: the date is empty"),
            ("10:30", "0..5: `10:30` is a time without a day"),
            ("10h30", "0..5: `10h30` is a time without a day"),
            ("2025", "0..4: the date `2025` has no day"),
            ("2025-08", "0..7: the date `2025-08` has no day"),
            ("08/2025", "0..7: the date `08/2025` has no day"),
            ("August 2025", "0..11: the date `August 2025` has no day"),
            ("13 August", "0..9: the date `13 August` has no year"),
            ("13/08", "0..5: the date `13/08` has no year"),
            ("13", "0..2: `13` is not a date"),
            ("August", "0..6: the date `August` has no day"),
            ("Wednesday", "0..9: `Wednesday` is not a date"),
            ("today", "0..5: `today` would be another date at every build"),
            ("now", "0..3: `now` would be another date at every build"),
            ("Aujourd’hui", "0..13: `Aujourd’hui` would be another date at every build"),
            ("TBD", "0..3: `TBD` is not a date"),
            ("n/a", "0..3: `n/a` is not a date"),
            ("null", "0..4: `null` is not a date"),
            ("~", "0..1: `~` is not a date"),
            ("{{ date }}", "0..10: `{{ date }}` is a placeholder that nobody has filled in"),
            (" {{ .Date }} ", "0..13: `{{ .Date }}` is a placeholder that nobody has filled in"),
            ("<% tp.date.now() %>", "0..19: `<% tp.date.now() %>` is a placeholder that nobody has filled in"),
            ("%Y-%m-%d", "0..8: `%Y-%m-%d` is a placeholder that nobody has filled in"),
            ("YYYY-MM-DD", "0..10: `YYYY-MM-DD` is a placeholder that nobody has filled in"),
            ("$Date$", "0..6: `$Date$` is a placeholder that nobody has filled in"),
            ("new Date(2025, 7, 13)", "0..21: `new Date(2025, 7, 13)` is not a date"),
            ("٢٠٢٥-٠٨-١٣", "0..18: `٢٠٢٥-٠٨-١٣` is not a date"),
            ("13-14 août 2025", "0..16: `13-14 août 2025` is not a date"),
        ],
    );
}

#[test]
fn words_that_are_no_part_of_a_date_are_refused() {
    check(
        &paris(),
        &[
            ("13 Augst 2025", "3..8: `Augst` is not a word of a date"),
            ("13 Septmber 2025", "3..11: `Septmber` is not a word of a date"),
            ("13 Brumaire 2025", "3..11: `Brumaire` is not a word of a date"),
            ("Publié le 13 août 2025", "0..7: `Publié` is not a word of a date"),
            ("date: 2025-08-13", "0..4: `date` is not a word of a date"),
            ("2025-08-13 and more", "11..19: `and more` after the date is not understood"),
            ("2025-08-13 by Jane", "11..18: `by Jane` after the date is not understood"),
            ("2025-08-13, Paris", "10..17: `, Paris` after the date is not understood"),
            ("13 août 2025 par Jean", "14..22: `par Jean` after the date is not understood"),
            ("2025-08-13-my-post", "10..18: `-my-post` after the date is not understood"),
            ("2025-08-13-2", "10..12: `-2` after the date is not understood"),
            ("2025-08-13-0930", "10..15: `-0930` after the date is not understood"),
            ("2025-08-13 10", "11..13: `10` after the date is not understood"),
            ("2025-08-13 2025-08-14", "11..21: `2025-08-14` after the date is not understood"),
            ("2025-08-13/2025-08-14", "10..21: `/2025-08-14` after the date is not understood"),
            ("2025-08-13 - 2025-08-14", "11..23: `- 2025-08-14` after the date is not understood"),
        ],
    );
}

#[test]
fn characters_that_look_alike_count_alike() {
    check(
        &paris(),
        &[
            ("\u{feff}2025-08-13", "2025-08-13T00:00:00+02:00 day only"),
            ("\u{200e}8/13/2025 \u{200e}10:30:00\u{202f}AM", "2025-08-13T10:30:00+02:00"),
            ("  2025-08-13\n", "2025-08-13T00:00:00+02:00 day only"),
            ("2025-08-13\u{a0}10:30", "2025-08-13T10:30:00+02:00"),
            ("2025‑08‑13", "2025-08-13T00:00:00+02:00 day only"),
            ("2025–08–13", "2025-08-13T00:00:00+02:00 day only"),
            ("２０２５－０８－１３", "2025-08-13T00:00:00+02:00 day only"),
            ("\u{feff}2025–08–32", "15..17: `2025-08` has no day `32`"),
            ("２０２５－１３－０１", "15..21: there is no month `13`"),
        ],
    );
}
#[test]
fn junk_of_any_length_is_refused_in_a_short_sentence() {
    for junk in ["(".repeat(100_000), "x".repeat(100_000), "1 ".repeat(50_000), "()".repeat(50_000), "٣".repeat(9_999)]
    {
        let error = parse(&junk, &paris()).unwrap_err();
        assert!(error.to_string().chars().count() < 120, "{error}");
        assert!(error.end <= junk.len());
    }
}

#[test]
fn help_shows_what_was_probably_meant() {
    let help = |text: &str, language: &str| parse(text, &in_language(language)).unwrap_err().help();
    let rows = [
        ("2025-08-13 10:30 Europe/Pariss", "en", "write `Europe/Paris`"),
        ("2025-08-13 10:30 America/New York", "en", "write `America/New_York`"),
        ("2025-08-13 10:30 Sydney", "en", "write `Australia/Sydney`"),
        ("2025-08-13T10:30[Asia/Calcuta]", "en", "write `Asia/Calcutta`"),
        ("13 Augst 2025", "en", "write `august`, or a date such as `2025-08-13`"),
        ("13 Septmber 2025", "fr", "write `september`, or a date such as `2025-08-13`"),
        ("13 septmebre 2025", "fr", "write `septembre`, or a date such as `2025-08-13`"),
        ("Publié le 13 août 2025", "fr", "write `2025-08-13` or `2025-08-13T09:30:00+02:00`"),
        ("2025-08-13T25:00", "en", "write a time such as `09:30`"),
        ("03/04/2025", "en", "write year, month and day in this order: `2025-08-13`"),
    ];
    for (text, language, expected) in rows {
        assert_eq!(help(text, language), expected, "{text}");
    }
}

#[test]
fn notes_are_sentences() {
    let zone = || "Europe/Paris".to_owned();
    let rows = [
        (
            Note::SkippedBySummerTime { zone: zone() },
            "this time does not exist in Europe/Paris, where clocks were put forward: \
             the first instant after it is used",
        ),
        (
            Note::EndOfDay { zone: zone() },
            "the default time does not exist on this day in Europe/Paris: the day's last second is used",
        ),
        (
            Note::OccursTwice { zone: zone() },
            "this time occurs twice in Europe/Paris, where clocks were put back: the first is used",
        ),
        (Note::WrongWeekday { written: 1, real: 3 }, "the day is a Wednesday, not a Monday: the date counts"),
        (Note::ShortYear { written: 5, read: 2005 }, "the year `05` is read as `2005`"),
    ];
    for (note, expected) in rows {
        assert_eq!(note.to_string(), expected);
    }
}

/// Any instant that has a date which is not refused, wherever it is told: 0001-01-01 and the day after are what tools write
/// for no date.
fn timestamps() -> impl Strategy<Value = Timestamp> {
    let (first, last) = (-62_135_337_600_i64, 253_402_214_400_i64);
    let any = (first..last, -1439..1440);
    any.prop_filter_map("a year within 1 to 9999", |(seconds, offset)| Timestamp::from_unix_at(seconds, offset))
}

const FRAGMENTS: &str = "2025|08|13|0|31|10:30|24:00|:60|T|Z|W33|-|/|.|,| |+02:00|-05|[|]|(|)|@|août|Aug|mar.|Mittwoch|10h|pm|\
                         p.m.|CEST|IST|Europe/Paris|America/|年|月|日|午後|\u{a0}|\u{feff}|２|−|é|\u{302}|99999999999|m=+|{{";

/// Texts that are nearly dates.
fn fragments() -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = FRAGMENTS.split('|').collect();
    let piece = prop_oneof![4 => prop::sample::select(pieces).prop_map(str::to_owned), 1 => "\\PC{0,4}"];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn often() -> ProptestConfig {
    ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(often())]

    #[test]
    fn what_is_printed_is_read_back(at in timestamps()) {
        let context = paris();
        for printed in [at.rfc2822(), at.rfc3339()] {
            let reading = parse(&printed, &context).unwrap();
            prop_assert_eq!((reading.at, reading.has_time, reading.notes), (at, true, Vec::new()), "{}", printed);
        }
        let utc = parse(&at.rfc3339_utc(), &context).unwrap().at;
        prop_assert_eq!((utc.unix(), utc.offset_minutes()), (at.unix(), 0));
        let day = parse(&at.iso_date(), &context).unwrap();
        prop_assert_eq!((day.at.iso_date(), day.has_time), (at.iso_date(), false));
    }

    #[test]
    fn any_text_is_read_or_refused_at_a_place_within_it(text in prop_oneof!["\\PC{0,60}", fragments()]) {
        for context in [paris(), in_language("fr"), zone_at("America/Nuuk", "23:30")] {
            match parse(&text, &context) {
                Ok(reading) => prop_assert!((1..=9999).contains(&reading.at.year())),
                Err(error) => {
                    prop_assert!(text.get(error.start..error.end).is_some(), "{}..{}", error.start, error.end);
                    prop_assert!(!error.to_string().contains('\n'));
                }
            }
        }
    }
}
