use proptest::prelude::*;

use super::*;

fn is_json(text: &str) -> bool {
    let document = read(text);
    document.fault.is_none() && document.commas.is_empty()
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let fault = read(text).fault.map(|fault| format!("{}: {}", fault.span.start, fault.message));
    assert_eq!(fault.as_deref(), Some(expected).filter(|expected| !expected.is_empty()), "{text}");
}

#[test]
fn faults_are_told_with_their_places() {
    check("{\"a\": [1, -0.5e+3, true, null, \"\\u00e9\\n\"], \"b\": {}} \n", "");
    check("{,}", "1: a key in double quotes is expected, not `,`");
    check("[1,, ]", "3: a value is expected, not `,`");
    check("[01]", "2: a number begins with `0`");
    check("[1.]", "3: a digit is expected, not `]`");
    check("[\"a\nb\"]", "3: a text holds `\\n` as it is");
    check("[\"a", "1: a text has no end");
    check("[\"\\x\"]", "2: `\\` begins no escape here");
    check("{\"a\" 1}", "5: `:` is expected behind the key, not `1`");
    check("{\"a\": \"b\" \"c\": 1}", "10: `,` or `}` is expected, not `\"`");
    check("{} x", "3: `x` stands behind the document's end");
    check("[NaN]", "1: a value is expected, not `N`");
    check("", "0: a value is expected, not the end of the file");
}

#[test]
fn a_last_comma_ends_no_reading() {
    let document = read("{\"a\": [1, {\"b\": 2 , },], \"c\": 3,\n}");
    let places: Vec<usize> = document.commas.iter().map(|span| span.start).collect();
    assert_eq!((document.fault.is_none(), places), (true, vec![18, 21, 31]));
    let Some(Value { data: Data::Object(object), .. }) = document.value else { panic!() };
    assert!(object.is_whole && object.members.len() == 2);
}

#[test]
fn what_came_before_a_fault_is_kept() {
    let document = read("{\"a\": 1, \"b\": {\"c\": 2, \"d\": }}");
    let Some(Value { data: Data::Object(object), .. }) = document.value else { panic!() };
    assert!(!object.is_whole && object.members.len() == 2);
    let Data::Object(inner) = &object.members[1].value.data else { panic!() };
    assert!(!inner.is_whole && inner.members[0].key == "c");
}

#[test]
fn depth_has_a_limit_and_costs_no_stack() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(500_000), close.repeat(500_000));
        let document = read(&deep);
        assert!(document.fault.is_none() && document.beyond.is_some());
        assert!(read(&deep[..deep.len() - 1]).fault.is_some());
    }
    assert!(read(&"[".repeat(1_000_000)).fault.is_some());
    assert!(read(&format!("{}1{}", "[".repeat(128), "]".repeat(128))).beyond.is_none());
}

#[test]
fn halves_of_pairs_are_placed() {
    let document = read("[\"\\ud83d\\ude00\", \"\\ud83d\", \"\\ude00x\", \"\\ud83d\\u0041\"]");
    let places: Vec<_> = document.halves.iter().map(|span| span.start).collect();
    assert_eq!(places, [18, 28, 39]);
    let Some(Value { data: Data::List(values), .. }) = document.value else { panic!() };
    assert!(matches!(&values[0].data, Data::Text(text) if text == "😀"));
    assert!(matches!(&values[3].data, Data::Text(text) if text == "\u{fffd}A"));
}

proptest! {
    /// Texts that are nearly JSON are taken and refused as `serde_json` does it.
    #[test]
    fn what_is_json_serde_json_takes_too(text in "[{}\\[\\]:,\"0-2eE+.\\\\u \n-]{0,12}|(\\[|\\]|\\{|\\}|\"a\"|:|,|1|-1.5|null|true|\"\\\\n\"){0,12}") {
        let theirs = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
        prop_assert_eq!(is_json(&text), theirs, "{:?}", text);
    }

    /// Behind the depth limit, where nothing is kept, the grammar is the same.
    #[test]
    fn what_is_skipped_is_judged_alike(inner in "(\\[|\\]|\\{|\\}|\"a\"|:|,|1|null|\"a\":){0,8}") {
        let text = format!("{}{inner}{}", "[".repeat(DEPTH_MAX + 1), "]".repeat(DEPTH_MAX + 1));
        // What stands within may close lists around it, and open others.
        let shallow = format!("{}{inner}{}", "[".repeat(10), "]".repeat(10));
        prop_assert_eq!(is_json(&text), is_json(&shallow), "{:?}", inner);
    }
}
