//! Texts that were made to hurt.

use proptest::prelude::*;

use super::*;

/// Whatever the text, all places lie within it, and without front matter nothing is taken from the body.
fn check_sound(text: &str) {
    let (raw, body, found) = parse(text);
    assert!(text.get(body.start..body.end).is_some() && body.end == text.len());
    assert!(raw.is_some() || (body.start == 0 && found.is_empty()));
    for field in raw.iter().flat_map(|raw| &raw.fields) {
        assert!(text.get(field.key_span.start..field.key_span.end).is_some());
        check_value(text, &field.value);
    }
    for one in found {
        assert!(!one.message.ends_with('.') && !one.message.contains('\n'), "{}", one.message);
        assert!(one.span.is_none_or(|span| text.get(span.start..span.end).is_some()), "{one:?}");
    }
}

fn check_value(text: &str, value: &RawValue) {
    assert!(text.get(value.span.start..value.span.end).is_some());
    match &value.data {
        RawData::Null | RawData::Scalar { .. } => {}
        RawData::List(items) => items.iter().for_each(|item| check_value(text, item)),
        RawData::Map(pairs) => pairs.iter().for_each(|(_, value)| check_value(text, value)),
    }
}

fn in_every_fence(block: &str) {
    for (opening, closing) in [("---", "---"), ("+++", "+++"), (";;;", ";;;"), ("---yaml", "x"), ("", "")] {
        check_sound(&format!("{opening}\n{block}\n{closing}\nBody"));
    }
}

#[test]
fn long_repeated_and_deep_texts_take_linear_time_and_no_stack() {
    for part in [
        "[",
        "{",
        "a: [",
        "{\"a\":",
        "[{",
        "- ",
        "? ",
        "a:\n",
        "k: v\n",
        "k: v: w\n",
        "k = v\n",
        "x\n",
        "\t",
        "'",
        "\"",
        "\\u",
        "&a ",
        "*a ",
        "!",
        "#",
        "%",
        "|\n",
        "a.",
        "[a]\n",
        "[[a]]\n",
        "a: &a [*a, *a]\n",
        "---\n",
        "--- x\n",
        "é",
        "a: \"\n",
        "\u{8}",
        "<<: {a: 1}\n",
        "a: 'b' c\n",
        "\ta: b\n",
        "a:\n - b\n- c\n",
        "a = \"\n",
        "\"\\ud800\",",
    ] {
        in_every_fence(&part.repeat(10_000));
        in_every_fence(&format!("title: x\na: {}", part.repeat(1_000)));
        in_every_fence(&format!("title = 1\na = {}", part.repeat(1_000)));
        in_every_fence(&format!("{{\"title\": 1, \"a\": {}", part.repeat(1_000)));
    }
}

#[test]
fn a_megabyte_on_one_line_is_read() {
    let long = "é".repeat(500_000);
    for text in [
        format!("---\ntitle: {long}\n---\n"),
        format!("---\ntitle: \"{long}\"\n---\n"),
        format!("+++\ntitle = \"{long}\"\n+++\n"),
        format!("{{\"title\": \"{long}\"}}"),
    ] {
        let (raw, _, found) = parse(&text);
        assert_eq!(found, []);
        assert!(matches!(&raw.unwrap().fields[0].value.data, RawData::Scalar { text, .. } if *text == long));
    }
    for text in [format!("---\ntitle: a: {long}\n---\n"), format!("---\n{long}: b\n---\n"), format!("---\n{long}")] {
        check_sound(&text);
    }
}

#[test]
fn aliases_that_multiply_are_stopped() {
    let mut block = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..20 {
        let below = format!("*a{}", level - 1);
        block += &format!("a{level}: &a{level} [{}]\n", [below.as_str(); 9].join(", "));
    }
    let (raw, _, found) = parse(&format!("---\ntitle: x\n{block}---\n"));
    assert_eq!(raw.unwrap().fields.len(), 21);
    assert!(found[0].message.contains("stands for itself, or for too much"), "{found:?}");
}

#[test]
fn aliases_that_deepen_are_stopped() {
    let deep = |inner: &str| format!("{}{inner}{}", "[".repeat(50), "]".repeat(50));
    let mut block = format!("a0: &a0 {}\n", deep("x"));
    for level in 1..1_000 {
        block += &format!("a{level}: &a{level} {}\n", deep(&format!("*a{}", level - 1)));
    }
    let (raw, _, found) = parse(&format!("---\n{block}---\n"));
    assert_eq!((raw.unwrap().fields.len(), found.len()), (1_000, FOUND_MAX + 1));
}

#[test]
fn json_is_read_to_a_limited_depth() {
    let deep = format!("{{\"title\": \"x\", \"a\": {}{}, \"b\": 2}}", "[".repeat(100), "]".repeat(100));
    let (raw, _, found) = parse(&deep);
    let raw = raw.unwrap();
    assert_eq!((raw.fields.len(), show(&raw.fields[2].value).as_str(), found.len()), (3, "2", 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_block_is_read_soundly(
        opening in "(---|\\+\\+\\+|;;;|---json|---toml|)",
        block in "(title|date|a|b|: |:| = |=|\"|'|\\[|\\]|\\{|\\}|, |- |&a |\\*a|!t |<<|\\||>|#| |\t|\\\\|\\\\ud800|\
                  \n|\n|\r\n|\r|  |---|\\.\\.\\.|\\?|é|\u{8}|\u{7f}|\u{feff}|%|@|\\PC){0,60}",
        closing in "(\n---\n|\n\\+\\+\\+\n|\n;;;\n|\\}|)",
    ) {
        check_sound(&format!("{opening}\n{block}{closing}body"));
        check_sound(&format!("{opening}\ntitle: x\n{block}{closing}body"));
        check_sound(&format!("{opening}\ntitle = 1\n{block}{closing}body"));
        check_sound(&format!("{{\"a\": 1, {block}{closing}body"));
    }

    #[test]
    fn a_text_in_quotes_is_read_back(text in "(\\PC|\n|\"|'|\\\\|: | #){0,30}", tag in "[a-z]{1,8}") {
        let written = serde_json::to_string(&text).unwrap();
        for document in [
            format!("---\ntitle: {written}\ntags: [{written}, {tag}x]\n---\nBody"),
            format!("+++\ntitle = {written}\ntags = [{written}, \"{tag}x\"]\n+++\nBody"),
            format!("{{\"title\": {written}, \"tags\": [{written}, \"{tag}x\"]}}\nBody"),
        ] {
            let (raw, body, found) = parse(&document);
            prop_assert_eq!(found, vec![]);
            prop_assert_eq!(&document[body.start..], "Body");
            let raw = raw.unwrap();
            let title = &raw.fields[0].value;
            prop_assert_eq!(&title.data, &RawData::Scalar { text: text.clone(), quoted: true });
            prop_assert_eq!(&document[title.span.start..title.span.end], &written);
            prop_assert!(matches!(&raw.fields[1].value.data, RawData::List(items) if items.len() == 2));
        }
    }

    #[test]
    fn plain_values_keep_their_letters(value in "[0-9A-Za-z][0-9A-Za-z:/+.é-]{0,20}[0-9a-z]") {
        prop_assume!(!matches!(value.as_str(), "null" | "Null" | "NULL"));
        let (raw, _, found) = parse(&format!("---\r\ndate: {value} # why\r\n---\r\n"));
        prop_assert_eq!(found, vec![]);
        prop_assert_eq!(show_all(&raw.unwrap()), format!("date={value}"));
    }
}
