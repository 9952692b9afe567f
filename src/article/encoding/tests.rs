//! Files as newsrooms export them, and files that are none.

use super::*;
use proptest::prelude::*;

/// Text in a legacy encoding.
fn encoded(label: &str, text: &str) -> Vec<u8> {
    let encoding = Encoding::for_label(label.as_bytes()).expect("the label is known");
    let (bytes, _, replaced) = encoding.encode(text);
    assert!(!replaced, "{label} has no `{text}`");
    bytes.into_owned()
}

/// What is expected: the text, and the encoding that the note names.
#[track_caller]
fn check(bytes: &[u8], markup: Markup, expected: &str, named: Option<&str>) {
    let decoded = decode(bytes.to_vec(), markup).unwrap_or_else(|error| panic!("{:?}", error.found));
    assert_eq!(decoded.text, expected);
    let notes: Vec<&str> = decoded.notes.iter().map(|note| note.message.as_str()).collect();
    let note = named.map(|name| format!("the file is not in UTF-8; it is read as `{name}`"));
    assert_eq!(notes, note.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(decoded.notes.iter().all(|note| note.rule == "encoding-legacy" && note.help.is_some()));
}

/// What is expected: `rule line:column message`.
#[track_caller]
fn check_fault(bytes: &[u8], markup: Markup, expected: &str) {
    let error = decode(bytes.to_vec(), markup).expect_err("the bytes can't be decoded");
    let located = error.found.locate("a.txt", &error.text);
    let place = located.excerpt.map(|excerpt| format!(" {}:{}", excerpt.line, excerpt.column)).unwrap_or_default();
    assert_eq!(format!("{}{place} {}", located.diagnostic.rule, located.diagnostic.message), expected);
    assert!(located.diagnostic.help.is_some());
}

/// What is read in an encoding that nobody declares.
#[track_caller]
fn check_detected(label: &str, named: &str, text: &str) {
    check(&encoded(label, text), Markup::Plain, text, Some(named));
}

#[test]
fn utf8_is_utf8() {
    check("L’été — 日本".as_bytes(), Markup::Plain, "L’été — 日本", None);
    check(b"\xef\xbb\xbftext", Markup::Plain, "text", None);
    check(b"", Markup::Plain, "", None);
    check(b"\xef\xbb\xbf", Markup::Html, "", None);
    check("<meta charset=windows-1252>é".as_bytes(), Markup::Html, "<meta charset=windows-1252>é", None);
    check(b"a stray\0NUL in a long enough text", Markup::Plain, "a stray\0NUL in a long enough text", None);
    check(b"end of file\x1a", Markup::Plain, "end of file\x1a", None);
}

#[test]
fn french_exports_in_windows_1252_are_read() {
    for text in [
        "Café",
        "Œuvre",
        "naïve",
        "5 £",
        "10 €",
        "date 2025-08-13 Accueil » L’été des modèles ouverts\n\nLe prix : 30\u{a0}€.",
        "«\u{a0}C’est un chef-d’œuvre\u{a0}», dit-elle… Où ça\u{a0}? À Nîmes, chez ma sœur.",
        "Title: Un coup d'œil\nDate: 2025-08-13\n\nLe coup d'œil.",
        "<p>Le cœur n’y est pas.</p>",
    ] {
        check_detected("windows-1252", "windows-1252", text);
    }
}

#[test]
fn other_western_languages_are_read() {
    for text in [
        "Größe und Straße: „Grüße“ aus München, schön war’s.",
        "¿Qué pasó mañana en España? El año nuevo.",
        "Não é a situação de São Paulo, informação à parte.",
        "Göteborg på ön är större än så.",
        "Perché così è più facile.",
    ] {
        check_detected("windows-1252", "windows-1252", text);
    }
}

#[test]
fn languages_of_other_scripts_are_read() {
    let russian = "Привет, мир! Это новая статья о погоде в Москве.";
    check_detected("windows-1251", "windows-1251", russian);
    check_detected("koi8-r", "koi8-u", russian);
    check_detected("windows-1253", "windows-1253", "Καλημέρα κόσμε, αυτό είναι ένα άρθρο για τον καιρό.");
    check_detected("shift_jis", "shift_jis", "こんにちは世界。これは新しい記事です。");
    check_detected("euc-jp", "euc-jp", "こんにちは世界。これは新しい記事です。");
    check_detected("gbk", "gbk", "你好，世界。这是一篇关于天气的文章。");
    check_detected("big5", "big5", "你好，世界。這是一篇關於天氣的文章。");
    check_detected("euc-kr", "euc-kr", "안녕하세요. 날씨에 대한 새 기사입니다.");
    check_detected("windows-1250", "windows-1250", "Příliš žluťoučký kůň úpěl ďábelské ódy.");
    check_detected("windows-1250", "windows-1250", "Zażółć gęślą jaźń, powiedział król.");
    check_detected("windows-1254", "windows-1254", "Şişli’de ağaçlar, İstanbul güneşli.");
}

#[test]
fn a_declared_encoding_counts() {
    let cases = [
        ("iso-8859-1", "windows-1252", Markup::Html, "<meta charset=\"ISO-8859-1\"><p>é"),
        (
            "windows-1251",
            "windows-1251",
            Markup::Html,
            "<meta http-equiv=Content-Type content='text/html; charset=cp1251'>é",
        ),
        ("windows-1250", "windows-1250", Markup::Html, "<?xml version='1.0' encoding=\"windows-1250\"?><p>č"),
        ("macintosh", "macintosh", Markup::Plain, "-*- coding: macintosh -*-\nCafé"),
        ("iso-8859-2", "iso-8859-2", Markup::Markdown, "---\ntitle: x\nencoding: \"iso-8859-2\"\n---\nč"),
        ("euc-jp", "euc-jp", Markup::Plain, "Title: x\nCharset: EUC-JP\n\n記事"),
        ("gbk", "gbk", Markup::Markdown, "+++\ncharset = 'gb2312'\n+++\n文章"),
        ("iso-8859-7", "iso-8859-7", Markup::Plain, "{\"encoding\": \"iso-8859-7\",\n\"title\": \"ά\"}"),
    ];
    for (label, named, markup, text) in cases {
        let text = if label == "windows-1251" { text.replace('é', "й") } else { text.to_owned() };
        check(&encoded(label, &text), markup, &text, Some(named));
    }
}

#[test]
fn prose_declares_nothing() {
    check(
        &encoded("windows-1252", "Encoding: koi8-r is old.\nCafé"),
        Markup::Plain,
        "Encoding: koi8-r is old.\nCafé",
        Some("windows-1252"),
    );
    check(
        &encoded("windows-1252", "<meta charset=utf-16>Café"),
        Markup::Html,
        "<meta charset=utf-16>Café",
        Some("windows-1252"),
    );
    check(
        &encoded("windows-1252", "<meta charset=koi8-r>Café"),
        Markup::Plain,
        "<meta charset=koi8-r>Café",
        Some("windows-1252"),
    );
}

#[test]
fn japanese_in_ascii_is_read() {
    let bytes = encoded("iso-2022-jp", "<meta charset=iso-2022-jp>日本");
    check(&bytes, Markup::Html, "<meta charset=iso-2022-jp>日本", Some("iso-2022-jp"));
    check(&encoded("iso-2022-jp", "日本語の記事"), Markup::Plain, "日本語の記事", Some("iso-2022-jp"));
    check(b"\x1b[1mbold\x1b[0m", Markup::Plain, "\x1b[1mbold\x1b[0m", None);
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

#[test]
fn utf16_is_read_with_and_without_its_mark() {
    let text = "L’été\u{1f600}: un œuf.";
    for (mark, to_bytes, name) in
        [(b"\xff\xfe", u16::to_le_bytes as fn(u16) -> [u8; 2], "utf-16le"), (b"\xfe\xff", u16::to_be_bytes, "utf-16be")]
    {
        let bytes = utf16(text, to_bytes);
        check(&[mark.as_slice(), &bytes].concat(), Markup::Plain, text, Some(name));
        check(&bytes, Markup::Plain, text, Some(name));
    }
    check(b"\xff\xfe", Markup::Plain, "", Some("utf-16le"));
}

#[test]
fn damaged_wide_text_is_refused() {
    check_fault(
        b"\xff\xfea\0\nb\0",
        Markup::Plain,
        "encoding-broken 1:3 the file is in UTF-16LE, but half of a character is missing",
    );
    check_fault(
        b"\xff\xfea\0\0\xd8b\0",
        Markup::Plain,
        "encoding-broken 1:2 the file is in UTF-16LE, but half of a character is missing",
    );
    check_fault(b"\xff\xfe\0\0a\0\0\0", Markup::Plain, "encoding-unknown the file is in UTF-32LE, which is not read");
    check_fault(b"\0\0\xfe\xff\0\0\0a", Markup::Plain, "encoding-unknown the file is in UTF-32BE, which is not read");
}

#[test]
fn a_broken_byte_in_utf8_is_named() {
    let mut bytes = "Première ligne\nÉté, déjà ".as_bytes().to_vec();
    bytes.extend(b"caf\xe9 !");
    check_fault(&bytes, Markup::Plain, "encoding-broken 2:14 the byte `0xE9` is not UTF-8");
    check_fault(
        "été déj\u{e0}".as_bytes().split_last().expect("not empty").1,
        Markup::Plain,
        "encoding-broken 1:8 the byte `0xC3` is not UTF-8",
    );
    check_fault(b"\xef\xbb\xbf\xc3\xa9 \xe9", Markup::Plain, "encoding-broken 1:3 the byte `0xE9` is not UTF-8");
    check_fault(b"<meta charset=utf-8>caf\xe9", Markup::Html, "encoding-broken 1:24 the byte `0xE9` is not UTF-8");
}

#[test]
fn a_declaration_that_is_wrong_is_refused() {
    let html = b"<meta charset=windows-1252>\nGar\x8don";
    let message = "the file is declared as `windows-1252`, but the byte `0x8D` has no meaning in `windows-1252`";
    check_fault(html, Markup::Html, &format!("encoding-broken 2:4 {message}"));
    let message = "the file is declared as `shift_jis`, but the byte `0x82` has no meaning in `shift_jis`";
    check_fault(b"charset: shift_jis\n\n\x82\xa0\x82 x", Markup::Plain, &format!("encoding-broken 3:2 {message}"));
}

#[test]
fn what_can_not_be_told_is_refused() {
    let mac = encoded("macintosh", "Un café déjà fermé");
    let message = "the file is not in UTF-8, and what the byte `0x8E` stands for can't be told";
    check_fault(&mac, Markup::Plain, &format!("encoding-unknown 1:7 {message}"));
    let message = "the file is not in UTF-8, and what the byte `0x82` stands for can't be told";
    check_fault(b"Le caf\x82 est ferm\x82", Markup::Plain, &format!("encoding-unknown 1:7 {message}"));
    let message = "the file is not in UTF-8, but the byte `0x8F` has no meaning in `windows-1252`";
    check_fault(&encoded("macintosh", "le modèle"), Markup::Plain, &format!("encoding-unknown 1:7 {message}"));
}

#[test]
fn binary_data_is_refused() {
    let message = "the file holds binary data, not text";
    check_fault(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01", Markup::Plain, &format!("encoding-unknown 3:1 {message}"));
    check_fault(&[0; 100], Markup::Plain, &format!("encoding-unknown 1:1 {message}"));
    check_fault(b"\x01\x02\x03\x04\x05abc", Markup::Html, &format!("encoding-unknown 1:1 {message}"));
    check_fault(b"caf\xe9\0caf\xe9", Markup::Plain, &format!("encoding-unknown 1:5 {message}"));
}

#[test]
fn hostile_bytes_take_linear_time() {
    for piece in
        ["\u{e9}<meta", "\u{e9}-*-", "\u{e9}charset:", "\u{e9}\u{92}", "\u{81}\u{ff}", "\u{1b}$B", "a\0", "\u{e9}\n"]
    {
        let bytes: Vec<u8> = piece.chars().map(|c| c as u8).collect();
        let _ = decode(bytes.repeat(200_000), Markup::Html);
    }
}

proptest! {
    #[test]
    fn any_bytes_are_decoded_or_refused_at_a_place(
        start in "(<meta charset=[a-z0-9-]{0,12}>|charset: (shift_jis|gb18030|iso-2022-jp|koi8-r|big5)\n|\u{feff})?",
        rest in prop::collection::vec(any::<u8>(), 0..60),
        html in any::<bool>(),
    ) {
        let bytes = [start.as_bytes(), &rest].concat();
        let markup = if html { Markup::Html } else { Markup::Plain };
        match decode(bytes.clone(), markup) {
            Ok(decoded) => prop_assert!(std::str::from_utf8(&bytes).is_ok() || !decoded.notes.is_empty()),
            Err(error) => {
                if let Some(span) = error.found.span {
                    prop_assert!(error.text.get(span.start..span.end).is_some(), "{:?} {:?}", span, error);
                }
                error.found.locate("a.txt", &error.text);
            }
        }
    }

    #[test]
    fn where_nothing_may_be_illegal_nothing_is(text in "[a\u{0}\u{8}\u{1b}\t\n\u{fffd}\u{fffe}\u{ffff}\u{feff}！é]{0,8}") {
        if let Ok(decoded) = decode(text.into_bytes(), Markup::Plain) {
            let is_illegal = crate::model::illegal_characters(&decoded.text).next().is_some();
            prop_assert!(decoded.may_be_illegal || !is_illegal, "{:?}", decoded.text);
        }
    }

    #[test]
    fn utf8_passes_unchanged(text in "[^\\x00-\\x1f]{0,60}") {
        let decoded = decode(text.clone().into_bytes(), Markup::Plain).map_err(|error| error.found);
        prop_assert_eq!(decoded.map(|decoded| decoded.text), Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()));
    }
}
