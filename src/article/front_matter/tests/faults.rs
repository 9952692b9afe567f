//! What is said about front matter with faults, and what is kept of it.

use super::*;

/// Checks what was kept, and each finding as `place | message | help`.
#[track_caller]
fn check(text: &str, kept: &str, expected: &[&str]) {
    let (raw, _, found) = parse(text);
    let told: Vec<String> = found
        .iter()
        .map(|one| {
            let place = one.span.map_or("", |span| &text[span.start..span.end]);
            format!("{place} | {} | {}", one.message, one.help.as_deref().unwrap_or_default())
        })
        .collect();
    assert_eq!(told, expected, "{text}");
    assert_eq!(raw.as_ref().map(show_all).as_deref(), Some(kept), "{text}");
}

/// A finding of the rule for what can't be read.
#[track_caller]
fn check_yaml(block: &str, kept: &str, expected: &[&str]) {
    check(&format!("---\n{block}\n---\nBody"), kept, expected);
}

#[track_caller]
fn check_toml(block: &str, kept: &str, expected: &[&str]) {
    check(&format!("+++\n{block}\n+++\nBody"), kept, expected);
}

#[test]
fn a_text_that_needs_quotes_is_shown_in_quotes_and_kept() {
    for (value, reason) in [
        ("Foo: bar", "has a colon in it, so it must stand in quotes"),
        ("Foo:", "has a colon in it, so it must stand in quotes"),
        ("@foo", "begins with `@`, so it must stand in quotes"),
        ("*so* it is", "begins with `*`, so it must stand in quotes"),
        ("[draft] x", "begins with `[`, so it must stand in quotes"),
        ("& co", "begins with `&`, so it must stand in quotes"),
        ("> foo", "begins with `>`, so it must stand in quotes"),
        ("- foo", "begins with `-`, so it must stand in quotes"),
    ] {
        check_yaml(
            &format!("a: 1\ntitle: {value}\nb: c"),
            &format!("a=1; title=\"{value}\"; b=c"),
            &[&format!("{value} | `{value}` {reason} | write `title: \"{value}\"`")],
        );
    }
    check_yaml(
        "title: A \"b\": c \\ d",
        "title=\"A \\\"b\\\": c \\\\ d\"",
        &["A \"b\": c \\ d | `A \"b\": c \\ d` has a colon in it, so it must stand in quotes | \
           write `title: 'A \"b\": c \\ d'`"],
    );
}

#[test]
fn quotes_in_disorder_are_shown_in_order() {
    check_yaml(
        "title: \"Foo\nb: c",
        "title=\"Foo\"; b=c",
        &["\"Foo | the quote before `Foo` is never closed | write `title: \"Foo\"`"],
    );
    check_yaml(
        "title: 'It's x'\nb: c",
        "title=\"It's x\"; b=c",
        &["'It's x' | `'It's x'` goes on after its closing quote | write `title: \"It's x\"`"],
    );
    check_yaml(
        "title: \"a\\qb\"",
        "title=\"a\\\\qb\"",
        &["\"a\\qb\" | `\"a\\qb\"` has a backslash that means nothing between double quotes | write `title: 'a\\qb'`"],
    );
}

#[test]
fn lines_out_of_place_are_named() {
    check_yaml(
        "a: b\ntitle:Foo\nb: c",
        "a=b; title=\"Foo\"; b=c",
        &["title:Foo | `title:Foo` has no space after the colon | write `title: Foo`"],
    );
    check_yaml(
        "a:\n\tb: c\nd: e",
        "a={b=c}; d=e",
        &["\t | `b: c` is indented with a tab | indent it with spaces: `  b: c`"],
    );
    check_yaml(
        "a: b\n  c: d\ne: f",
        "a=b; e=f",
        &["c: d | `c: d` is indented, but the key above it has a value already | \
           begin the line in the column of the key above it: `c: d`"],
    );
    check_yaml(
        "a: b\nnonsense\nc: d",
        "a=b; c=d",
        &["nonsense | `nonsense` is no `key: value` | \
           write `key: value`, or indent the line if it belongs to the one above"],
    );
    check_yaml(
        "tags:\n - a\n- b\nc: d",
        "tags=[a]; c=d",
        &["- b | `- b` does not stand in the column of the other items | let all items of a list begin in one column"],
    );
    check_yaml(
        "a: b\n--- c\nd: e",
        "a=b; d=e",
        &["--- c | `--- c` begins a second document | let the closing line hold nothing but `---`"],
    );
}

#[test]
fn lists_that_are_not_closed_are_named() {
    check_yaml("tags: [a, b\nb: c", "b=c", &["[a, b | `[a, b` has no closing `]` | write `tags: [a, b]`"]);
    check_toml(
        "tags = [\"a\"\nb = 1",
        "tags=[\"a\", b, 1]",
        &["b = 1 | a list is not closed, or lacks a comma, at `b = 1` | write a list so: `tags = [\"one\", \"two\"]`"],
    );
}

#[test]
fn every_fault_is_reported_and_what_is_nested_is_kept_up_to_it() {
    check_yaml(
        "author:\n  name: A\n  bio: x: y\nb: c: d\ne: &e f\ng: *e",
        "author={name=A}; b=\"c: d\"; e=f; g=f",
        &[
            "x: y | `x: y` has a colon in it, so it must stand in quotes | write `bio: \"x: y\"`",
            "c: d | `c: d` has a colon in it, so it must stand in quotes | write `b: \"c: d\"`",
        ],
    );
}

#[test]
fn a_character_that_yaml_refuses_is_named() {
    check_yaml(
        "title: caf\u{7f}é",
        "title=\"caf\\u{7f}é\"",
        &["\u{7f} | the character U+007F is not allowed in YAML | take the character out"],
    );
}

#[test]
fn a_character_of_a_later_line_is_named() {
    check_yaml(
        "a: b\nc: d\n  e\u{7f}",
        "a=b",
        &["\u{7f} | the character U+007F is not allowed in YAML | take the character out"],
    );
}

#[test]
fn an_alias_without_its_anchor_is_kept_as_it_is_written() {
    check_yaml(
        "title: *so*",
        "title=*so*",
        &["*so* | `*so*` begins with `*`, so it stands for a value that is named nowhere | \
           put it in quotes if a text is meant: `\"*so*\"`"],
    );
    check_yaml("a: &a [*a]", "a=[null]", &["*a | `*a` stands for itself, or for too much | write the value out here"]);
}

#[test]
fn a_comment_that_looks_like_a_value_is_pointed_out() {
    check_yaml(
        "title: Learning C #1 \ntags: #tag\nlist:\n  - #a\nok: x # fine\nalso: \"x\" #fine",
        "title=Learning C; tags=null; list=[null]; ok=x; also=\"x\"",
        &[
            "#1 | `#1` is a comment to YAML, and left out | \
             put the value in quotes if it belongs to it: \"Learning C #1\"",
            "#tag | `#tag` is a comment to YAML, and left out | put it in quotes if it is the value: \"#tag\"",
            "#a | `#a` is a comment to YAML, and left out | put it in quotes if it is the value: \"#a\"",
        ],
    );
}

#[test]
fn the_first_of_two_equal_keys_counts() {
    check_yaml(
        "title: A\ntitle: B\nn: 1\nn: 1\nm: {a: 1, a: 2}",
        "title=A; n=1; m={a=1}",
        &[
            "title | `title` is given a second time; only the first one counts | keep one `title`",
            "n | `n` is given a second time, with the same value | keep one `n`",
            "a | `a` is given a second time; only the first one counts | keep one `a`",
        ],
    );
    check_toml("a = 1\na = 2", "a=1", &["a | `a` is given a second time; only the first one counts | keep one `a`"]);
    check(
        "{\"a\": 1, \"a\": 2}",
        "a=1",
        &["\"a\" | `a` is given a second time; only the first one counts | keep one `a`"],
    );
}

#[test]
fn faults_of_toml_are_shown_mended() {
    check_toml(
        "title = Foo bar\ndraft = yes\nx =\nn = 007",
        "title=Foo bar; draft=yes; x=null; n=007",
        &[
            "Foo bar | the text `Foo bar` does not stand in straight quotes | write `title = \"Foo bar\"`",
            "yes | `yes` is no value in TOML | write `draft = true`",
            "x = | `x` has no value | write `x = \"…\"`, or take the line out",
            "0 | `n = 007` is a number that begins with a zero | write `n = \"007\"`",
        ],
    );
    check_toml(
        "title: Foo\nd = 2025-13-40\nt = 'It's'\ns = \"x\nb = \"\\q\"\né = 1",
        "d=2025-13-40; t=\"It\"; s=\"x\"; b=\"\\\\q\"; é=1",
        &[
            "title: Foo | `title: Foo` is YAML, but this front matter is TOML | write `title = \"Foo\"`",
            "2025-13-40 | `2025-13-40` is no date that TOML knows: invalid date, expected month between 01 and 12 | \
             write `d = 2025-08-13` or `d = 2025-08-13T10:30:00+02:00`",
            "t = 'It's' | `t = 'It's'` goes on after the closing quote | write `t = \"It's\"`",
            "s = \"x | `s = \"x` has a quote that is never closed | write `s = \"x\"`",
            "b = \"\\q\" | `b = \"\\q\"` has a backslash that means nothing between double quotes | write `b = '\\q'`",
            "é | the key `é` has a character that needs quotes | write `\"é\" = …`",
        ],
    );
}

#[test]
fn faults_of_json_are_named_and_what_stands_before_is_kept() {
    let object = |rest: &str| format!("{{\n \"title\": \"x\",\n{rest}\n}}\nBody");
    for (rest, kept, expected) in [
        (" \"b\": 2,", "; b=2", "} | `}` is not JSON: trailing comma | take out the comma after the last value"),
        (
            " b: 2",
            "",
            "b | `b: 2` is not JSON: key must be a string | put every key in double quotes: `\"title\": \"…\"`",
        ),
        (
            " \"a\": 1\n \"b\": 2",
            "; a=1",
            "\" | `\"b\": 2` is not JSON: expected `,` or `}` | put a comma between two values",
        ),
        (" \"a\": \"\\q\"", "", "q | `\"a\": \"\\q\"` is not JSON: invalid escape | write a backslash twice: `\\\\`"),
    ] {
        check(&object(rest), &format!("title=\"x\"{kept}"), &[expected]);
        check(&format!(";;;\n{};;;\n", object(rest).replace("Body", "")), &format!("title=\"x\"{kept}"), &[expected]);
    }
    check(
        "---json\n{\"a\": 1} x\n---\n",
        "a=1",
        &["x | `{\"a\": 1} x` is not JSON: something follows the object | \
           let the closing brace `}` be the last thing before the closing line"],
    );
}

#[test]
fn half_a_surrogate_pair_loses_nothing_else() {
    check(
        "{\"title\": \"a\\ud800b \\ud83d\\ude00\"}",
        "title=\"a\u{fffd}b 😀\"",
        &["\\ud800 | `\\ud800` is half of a pair, and no character by itself | \
           write the character itself in place of its code"],
    );
}

#[test]
fn a_block_that_nothing_closes_is_read_to_its_probable_end() {
    for (text, kept, opening, help) in [
        ("---\ntitle: x\n\nBody", "title=x", "---", "write a line `---` after the last key"),
        ("---\ntitle: x", "title=x", "---", "write a line `---` after the last key"),
        ("---\ntitle: x\n----\nBody", "title=x", "---", "write `---` in place of `----`"),
        ("---\ntitle: x\n—\nBody", "title=x", "---", "write `---` in place of `—`"),
        ("---\ntitle: x\n ---\nBody", "title=x", "---", "let the line `---` begin in the first column"),
        ("+++\ntitle = \"x\"\n++\nBody", "title=\"x\"", "+++", "write `+++` in place of `++`"),
        ("---json\n{\"a\": 1}\n\nBody", "a=1", "---json", "write a line `---` after the last key"),
    ] {
        let message = format!("the front matter that `{opening}` opens is never closed");
        check(text, kept, &[&format!("{opening} | {message} | {help}")]);
        let (_, body, _) = parse(text);
        assert_eq!(text[body.start..].trim_start_matches("Body"), "", "{text}");
    }
}

#[test]
fn a_program_is_not_run() {
    check(
        "---js\n{title: 1}\n---\nBody",
        "",
        &["---js | this front matter is a program, which is not run | \
           write its values in YAML: a line `---`, then `title: \"…\"`, then a line `---`"],
    );
}

#[test]
fn many_faults_are_counted() {
    let (_, _, found) = parse(&format!("---\n{}---\n", "a: b: c\n".repeat(30)));
    let last = found.last().unwrap();
    assert_eq!((found.len(), last.message.as_str()), (11, "49 more places of this front matter are wrong"));
}
