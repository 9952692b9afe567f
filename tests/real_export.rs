//! A real newsroom export, kept outside of the repository: `FEEDWRIGHT_SEED` names the folder that holds it.

use feedwright::article::{language, plain};

fn real_export() -> String {
    let folder = std::env::var("FEEDWRIGHT_SEED").expect("FEEDWRIGHT_SEED names the folder of the export");
    std::fs::read_to_string(format!("{folder}/article.txt")).expect("the export can be read")
}

#[test]
#[ignore = "needs the folder of a real export in FEEDWRIGHT_SEED"]
fn its_first_line_gives_date_and_title() {
    let text = real_export();
    let (raw, _) = plain::head(&text);
    let fields = raw.expect("it has an export line").fields;
    let written: Vec<_> = fields.iter().map(|field| &text[field.value.span.start..field.value.span.end]).collect();
    let first_line = text.lines().next().expect("it has lines");
    assert_eq!(written, ["2025-08-13", first_line.split_once("» ").expect("it has a breadcrumb").1]);
    assert_eq!([fields[0].key.as_str(), fields[1].key.as_str()], ["date", "title"]);
}

#[test]
#[ignore = "needs the folder of a real export in FEEDWRIGHT_SEED"]
fn its_body_is_kept_to_the_letter_with_four_headings() {
    let text = real_export();
    let (_, body) = plain::head(&text);
    let body = text[body.start..body.end].trim();
    let html = plain::to_html(body);
    let headings: Vec<&str> = html.lines().filter_map(|line| line.strip_prefix("<h2>")).collect();
    let starts = ["DeepSeek R2 : Une architecture", "100 % entraîné", "Des prix agressifs", "Huawei dévoile aussi"];
    assert_eq!(headings.len(), starts.len());
    assert!(headings.iter().zip(starts).all(|(heading, start)| heading.starts_with(start)), "{headings:?}");
    let untagged = |line: &str| line.replace("<p>", "").replace("</p>", "").replace("<h2>", "").replace("</h2>", "");
    let letters: Vec<String> = html.lines().map(untagged).collect();
    assert_eq!(letters.join("\n\n"), body);
}

#[test]
#[ignore = "needs the folder of a real export in FEEDWRIGHT_SEED"]
fn its_language_is_told_from_its_text() {
    assert_eq!(language::detect(&real_export()).expect("it is long enough").as_str(), "fr");
}
