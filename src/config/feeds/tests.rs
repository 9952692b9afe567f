use super::*;
use crate::config;
use crate::config::Test;

#[track_caller]
fn feeds(tables: &str) -> Result<Vec<FeedConfig>, Vec<String>> {
    let text = format!("{tables}\n[site]\nurl = \"https://carnet.example/\"\n");
    let describe = |found: Diagnostic| {
        let cut = found.span.map(|span| Excerpt::cut(&text, span));
        let place = cut.map(|cut| format!("{}:{}: ", cut.line, cut.column)).unwrap_or_default();
        format!("{place}{} | {}", found.message, found.help.unwrap_or_default())
    };
    config::parse(&text).map(|config| config.feeds).map_err(|found| found.into_iter().map(describe).collect())
}

#[track_caller]
fn refuse(tables: &str, expected: &[&str]) {
    assert_eq!(feeds(&format!("[[feed]]\n{tables}")).unwrap_err(), expected, "{tables}");
}

#[test]
fn a_list_of_formats_is_a_file_each() {
    let read =
        feeds("[[feed]]\npath = \"by/{tag}\"\nformat = [\"rss\", \"json\", \"atom\"]\nfor_each = \"tag\"").unwrap();
    let files: Vec<_> = read.iter().map(|feed| (feed.path.as_str(), feed.format, feed.for_each)).collect();
    let tag = Some(Facet::Tag);
    let expected = [
        ("by/{tag}.xml", Format::Rss, tag),
        ("by/{tag}.json", Format::Json, tag),
        ("by/{tag}.atom", Format::Atom, tag),
    ];
    assert_eq!(files, expected);
    assert_eq!(read[0].place.as_ref().map(|place| (place.line, place.column)), Some((2, 8)));
    let one = feeds("[[feed]]\npath = \"x\"\nformat = \"atom\"").unwrap();
    assert_eq!((one[0].path.as_str(), one[0].format), ("x", Format::Atom));
}

#[test]
fn limits_are_numbers_ages_and_bytes() {
    let read = |limits: &str| feeds(&format!("[[feed]]\npath = \"x.xml\"\n{limits}")).unwrap().remove(0);
    let ages = [("90 days", 7_776_000), ("1 hour", 3_600), ("2weeks", 1_209_600), (" 1  year ", 31_536_000)];
    for (written, seconds) in ages {
        assert_eq!(read(&format!("max_age = \"{written}\"")).max_age, Some(seconds), "{written}");
    }
    assert_eq!(read("max_bytes = 524288").max_bytes, Some(524_288));
    assert_eq!((read("limit = 0").limit, read("").limit, read("").max_bytes), (None, Some(20), None));
}

#[test]
fn filters_are_read() {
    let read = feeds(
        "[[feed]]\npath = \"x.xml\"\ntag = \" Rust  lang \"\nsection = \"/notes/\"\nlang = \"fr_ca\"\nnot = {any = [{author = \"A\"}]}",
    );
    let has = |facet, value: &str| Test::Has(facet, vec![value.to_owned()]);
    let any = Filter { tests: vec![Test::Any(vec![Filter { tests: vec![has(Facet::Author, "A")] }])] };
    let expected =
        [has(Facet::Tag, "Rust lang"), has(Facet::Section, "notes"), has(Facet::Lang, "fr-CA"), Test::Not(vec![any])];
    assert_eq!(read.unwrap()[0].filter.tests, expected);
}

#[test]
fn what_a_path_can_not_be_is_said_with_its_place() {
    refuse(
        "path = \"{tag}.xml\"",
        &["2:9: `{tag}` has no value, since this is one feed for all | add `for_each = \"tag\"`"],
    );
    refuse("path = \"a/{tga}.xml\"", &["2:11: `{tga}` is no placeholder | write `{tag}`"]);
    refuse(
        "path = \"{x}.xml\"",
        &["2:9: `{x}` is no placeholder | use one of {tag}, {section}, {author}, {lang}, {year}, or no braces"],
    );
    refuse(
        "path = \"x.xml\"\nfor_each = \"tag\"",
        &[
            "2:8: with `for_each = \"tag\"`, the path needs `{tag}`: else all are one file | write a path such as `tags/{tag}.xml`",
        ],
    );
    refuse(
        "path = \"{tag}/{year}.xml\"\nfor_each = \"tag\"",
        &["2:15: `{year}` has no value in a feed for each tag | write `{tag}`"],
    );
    refuse("path = \"{tag}.xml\"\nfor_each = \"tags\"", &["3:12: `feed.for_each` can't be `tags` | write `tag`"]);
    refuse(
        "path = \"{tag}.xml\"\nfor_each = \"tag\"\ntitle = \"On {tags}\"",
        &["4:13: `{tags}` is no placeholder | write `{tag}`"],
    );
    refuse(
        "path = \"x.xml\"\n[[feed]]\npath = \"X.XML\"",
        &["4:8: two feeds have the path `X.XML`, the other on line 2 | give each feed a path of its own"],
    );
    refuse(
        "path = \"x.xml\"\nformat = [\"rss\"]",
        &["2:8: with a list of formats, each adds its own extension to `x.xml` | write `path = \"x\"`"],
    );
    refuse(
        "path = \"x\"\nformat = [\"rss\", \"rss\"]",
        &["3:18: `rss` stands twice | write `format = \"rss\"`, `\"atom\"` or `\"json\"`, or a list of these"],
    );
    refuse("path = [\"/posts/\"]", &["2:8: `feed.path` is a list, not a text in quotes | give a text in quotes"]);
    // Braces are nothing to a title that has no value to show.
    assert!(feeds("[[feed]]\npath = \"x.xml\"\ntitle = \"{x} and {{y\"").is_ok());
}

#[test]
fn what_no_article_can_meet_is_said_with_its_place() {
    let feed = |filter: &str| format!("path = \"x.xml\"\n{filter}");
    let cases = [
        ("any = []", "3:7: `any` is empty, so it says nothing | write `any = [{ tag = \"rust\" }]`, or leave it out"),
        (
            "not = {}",
            "3:7: a table of `not` is empty, so every article fits | write a condition such as `{ tag = \"rust\" }`",
        ),
        ("tag = []", "3:7: `tag` is empty, so no article fits | give it a value, or leave it out"),
        ("tag = \" \"", "3:7: `tag` holds an empty text | write a name, or leave it out"),
        ("lang = \"french!\"", "3:8: `french!` is not a language tag | write a tag such as `fr` or `en-GB`"),
        (
            "after = 2025-02-01\nbefore = 2025-01-01",
            "4:10: `after` is not before `before`, so no article fits | swap the two dates",
        ),
        (
            "section = \"a\"\nall = { section = \"b\" }",
            "4:7: an article has one section, not two, so no article fits | list the sections of which one is enough: `section = [\"a\", \"b\"]`",
        ),
        (
            "tag = \"a\"\nnot = { tag = [\"b\", \"a\"] }",
            "4:7: tag `a` is asked for and refused, so no article fits | leave one of the two out",
        ),
        (
            "lang = \"fr\"\nall = { lang = [\"en\", \"de\"] }",
            "4:7: an article has one language, not two, so no article fits | list the languages of which one is enough: `lang = [\"en\", \"fr\"]`",
        ),
        (
            "lang = \"fr-CA\"\nnot = { lang = \"fr\" }",
            "4:7: language `fr-CA` is asked for and refused, so no article fits | leave one of the two out",
        ),
        (
            "section = \"a\"\nany = [{ section = \"b\", tag = \"x\" }, { all = { section = [\"c\", \"d\"] } }]",
            "4:7: nothing that `any` lists can hold beside what else is asked for, so no article fits | leave one of the two out",
        ),
        (
            "before = 2025-01-01\nany = [{ after = 2025-02-01 }, { after = 2026-01-01 }]",
            "4:7: nothing that `any` lists can hold beside what else is asked for, so no article fits | leave one of the two out",
        ),
        (
            "any = \"a\"",
            "3:7: `feed.any` is the text `a`, not a table | give a table: write `any = { tag = \"rust\" }`",
        ),
        ("any = [{ tga = \"a\" }]", "3:10: unknown key `tga` in `[any]` | write `tag`"),
        (
            "section = \"a/b\"",
            "3:11: `a/b` is no section: that is the first folder of a path | use the path, as in `all = { path = \"/posts/2025/\" }`",
        ),
        (
            "not = { path = \"!a\" }",
            "3:16: `!` takes back what another pattern lets in, and there is none, so no article fits | write the pattern without `!` under `not`",
        ),
        (
            "max_age = \"soon\"",
            "3:11: `feed.max_age` can't be `soon` | write a number of `hours`, `days`, `weeks` or `years`, such as `90 days`",
        ),
    ];
    for (filter, expected) in cases {
        refuse(&feed(filter), &[expected]);
    }
    assert_eq!(feeds(&format!("[[feed]]\n{}", feed("after = \"someday\""))).unwrap_err().len(), 1);
    assert_eq!(feeds(&format!("[[feed]]\n{}", feed("max_bytes = 12"))).unwrap_err().len(), 1);
    refuse(
        "path = \"{tag}.xml\"\nfor_each = \"tag\"\ntag = \"a\"",
        &["3:12: a feed for each tag can't be asked to show one tag only | leave `for_each` out, or `tag`"],
    );
    // What may well be is let be.
    for filter in [
        "tag = \"a\"\nnot = { tag = \"b\" }",
        "tag = [\"a\", \"b\"]\nnot = { tag = \"b\" }",
        "all = [{ tag = \"a\" }, { tag = \"b\" }]",
        "lang = \"fr\"\nall = { lang = \"fr-CA\" }\nnot = { lang = \"fr-BE\" }",
        "lang = \"fr\"\nany = [{ lang = \"en\" }, { lang = [\"de\", \"fr-CH\"] }]",
    ] {
        assert!(feeds(&format!("[[feed]]\n{}", feed(filter))).is_ok(), "{filter}");
    }
}

#[test]
fn an_archive_says_what_can_not_stand_beside_it() {
    let feed = |rest: &str| format!("path = \"x.xml\"\n{rest}");
    let read = |rest: &str| feeds(&format!("[[feed]]\n{}", feed(rest))).unwrap().remove(0);
    assert_eq!(read("archive = true").archive, Some(100));
    assert_eq!(read("archive = true\narchive_size = 2\norder = \"published\"").archive, Some(2));
    assert_eq!(read("archive = false").archive, None);
    let many =
        feeds("[[feed]]\npath = \"{tag}\"\nfor_each = \"tag\"\nformat = [\"rss\", \"json\"]\narchive = true").unwrap();
    assert!(many.iter().all(|feed| feed.archive == Some(100)) && many.len() == 2);
    let cases = [
        (
            "archive = true\nlimit = 0",
            "4:9: with `limit = 0` the feed shows all entries, so that none is left for an archive | leave `archive` out, or write how many entries the feed shows, such as `limit = 20`",
        ),
        (
            "archive = true\nlimit = 1",
            "4:9: a feed with an archive shows two entries at least | write `limit = 2` or more: the older one may wait until its page has room",
        ),
        (
            "max_age = \"1 year\"\narchive = true",
            "3:11: an archive begins where the feed ends, which has to be after so many entries | leave out `max_age` or `archive`; `limit` says how many entries the feed shows",
        ),
        (
            "max_bytes = 5000\narchive = true",
            "3:13: an archive begins where the feed ends, which has to be after so many entries, not bytes | leave out `max_bytes` or `archive`; `limit` says how many entries the feed shows",
        ),
        (
            "order = \"updated\"\narchive = true",
            "3:9: an archive is in the order of publication: a changed entry would leave its page | leave out `order` or `archive`; `limit` says how many entries the feed shows",
        ),
        (
            "archive_size = 50",
            "3:16: `archive_size` says nothing, since the feed has no archive | add `archive = true`, or leave it out",
        ),
        (
            "archive = true\n[build]\nledger = false",
            "3:11: an archive needs `feedwright.lock`, which keeps where its pages end | leave out `ledger = false` in `[build]`, or `archive`",
        ),
        (
            "archive = true\narchive_size = 1",
            "4:16: `feed.archive_size` is the number `1`, not a whole number from 2 to 10000000 | give a whole number from 2 to 10000000",
        ),
        ("archive = 3", "3:11: `feed.archive` is the number `3`, not `true` or `false` | give `true` or `false`"),
    ];
    for (rest, expected) in cases {
        refuse(&feed(rest), &[expected]);
    }
}
