//! Tests of whole texts; `show` writes what was read on one line, texts that stood in quotes in quotes.

mod faults;
mod hostile;

use super::*;

fn show(value: &RawValue) -> String {
    match &value.data {
        RawData::Null => "null".to_owned(),
        RawData::Scalar { text, quoted: false } => text.clone(),
        RawData::Scalar { text, quoted: true } => format!("{text:?}"),
        RawData::List(items) => format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(", ")),
        RawData::Map(pairs) => {
            let pairs: Vec<_> = pairs.iter().map(|(key, value)| format!("{key}={}", show(value))).collect();
            format!("{{{}}}", pairs.join(", "))
        }
    }
}

fn show_all(raw: &Raw) -> String {
    let fields = raw.fields.iter().map(|field| format!("{}={}", field.key, show(&field.value)));
    fields.collect::<Vec<_>>().join("; ")
}

/// Every place lies within the text, and holds the letters that it is the place of.
#[track_caller]
fn check_places(text: &str, raw: &Raw) {
    fn check_value(text: &str, value: &RawValue) {
        let written = text.get(value.span.start..value.span.end).expect("a place in the text");
        match &value.data {
            RawData::Scalar { text, quoted: false } => assert_eq!(written.trim(), text.trim()),
            RawData::List(items) => items.iter().for_each(|item| check_value(text, item)),
            RawData::Map(pairs) => pairs.iter().for_each(|(_, value)| check_value(text, value)),
            _ => {}
        }
    }
    for field in &raw.fields {
        let key = text.get(field.key_span.start..field.key_span.end).expect("a place in the text");
        assert_eq!(key.trim_matches(['"', '\'']), field.key);
        assert_eq!(field.origin, OriginKind::FrontMatter(field.key.as_str().into()));
        check_value(text, &field.value);
    }
}

#[track_caller]
fn check(text: &str, expected: Option<(&str, &str)>) {
    let (raw, body, found) = parse(text);
    let told = raw.as_ref().map(|raw| (show_all(raw), &text[body.start..body.end]));
    assert_eq!(told.as_ref().map(|(raw, body)| (raw.as_str(), *body)), expected, "{text}");
    assert_eq!(found, [], "{text}");
    raw.iter().for_each(|raw| check_places(text, raw));
}

#[test]
fn hugo() {
    check(
        "---\ntitle: \"L’été: un début\"\ndate: 2025-08-13T10:00:00+02:00\ndraft: false\nweight: 007\n\
         tags: [one, \"two\", 'three']\ncategories:\n  - News\n  - Tech\nparams:\n  author:\n    name: Jane\n\
         cover:\n    image: a.png\n    alt: ~\naliases:\n- /old/\n---\n\nBody\n",
        Some((
            "title=\"L’été: un début\"; date=2025-08-13T10:00:00+02:00; draft=false; weight=007; \
             tags=[one, \"two\", \"three\"]; categories=[News, Tech]; params={author={name=Jane}}; \
             cover={image=a.png, alt=null}; aliases=[/old/]",
            "\nBody\n",
        )),
    );
    check(
        "+++\ntitle = 'x'\n[params]\n  author.name = 'Jane'\n+++\nx",
        Some(("title=\"x\"; params={author={name=\"Jane\"}}", "x")),
    );
    check(
        "{\n  \"title\": \"A \\\"b\\\" \\u00e9\",\n  \"date\": \"2025-08-13\",\n  \"weight\": 1.50,\n  \
         \"tags\": [\"a\", null, true],\n  \"params\": {\"x\": {}}\n}\n\nBody",
        Some((
            "title=\"A \\\"b\\\" é\"; date=\"2025-08-13\"; weight=1.50; tags=[\"a\", null, true]; params={x={}}",
            "\nBody",
        )),
    );
}

#[test]
fn zola() {
    check(
        "+++\ntitle = \"Été\"\ndate = 2025-08-13\nupdated = 2025-08-14 07:05:00Z\nweight = 1_000\nratio = 1e3\n\
         draft = true\nauthors = [\"A\", 'B']\n\n[taxonomies]\ntags = [\n  \"rust\", # the language\n  \"feeds\",\n]\n\n\
         [extra]\nlead = \"\"\"\nTwo\nlines\"\"\"\nlink.url = \"x\"\n[[extra.files]]\nname = \"a\"\n\
         [[extra.files]]\nname = \"b\"\n+++\n\nBody",
        Some((
            "title=\"Été\"; date=2025-08-13; updated=2025-08-14 07:05:00Z; weight=1_000; ratio=1e3; draft=true; \
             authors=[\"A\", \"B\"]; taxonomies={tags=[\"rust\", \"feeds\"]}; extra={lead=\"Two\\nlines\", \
             link={url=\"x\"}, files=[{name=\"a\"}, {name=\"b\"}]}",
            "\nBody",
        )),
    );
}

#[test]
fn jekyll() {
    check(
        "---\nlayout: post\ntitle:  Welcome to Jekyll!\ndate:   2025-08-13 10:30:00 +0200\ncategories: jekyll update\n\
         published: Yes\npermalink: /:year/:title/\nexcerpt: >-\n  Folded\n  text\nnote: |\n  One\n  two\n\nlast:\n...\nBody",
        Some((
            "layout=post; title=Welcome to Jekyll!; date=2025-08-13 10:30:00 +0200; categories=jekyll update; \
             published=Yes; permalink=/:year/:title/; excerpt=\"Folded text\"; note=\"One\\ntwo\\n\"; last=null",
            "Body",
        )),
    );
    check("---\n# only a comment, so that Jekyll looks here\n---\nx", Some(("", "x")));
    check("---\n---\nx", Some(("", "x")));
    check("---\n\n---\n", Some(("", "")));
}

#[test]
fn eleventy() {
    check("---json\n{\"title\": \"x\", \"n\": -1e3}\n---\nBody", Some(("title=\"x\"; n=-1e3", "Body")));
    check("---toml\ntitle = \"x\"\n---\nBody", Some(("title=\"x\"", "Body")));
    check("---yaml\ntitle: x\n---\nBody", Some(("title=x", "Body")));
    check("--- yaml \ntitle: x\n---\nBody", Some(("title=x", "Body")));
    check(
        "---\ntitle: x\neleventyComputed:\n  title: \"{{ x }}\"\neleventyExcludeFromCollections: true\n---\n",
        Some(("title=x; eleventyComputed={title=\"{{ x }}\"}; eleventyExcludeFromCollections=true", "")),
    );
}

#[test]
fn astro() {
    check(
        "---\ntitle: 'First post'\ndescription: 'It''s here'\npubDate: 'Jul 08 2022'\nheroImage: '../../a.jpg'\n\
         tags: []\nauthor: {name: Jane, url: https://e.fr/}\nlayout: ../../layouts/Post.astro\n---\nimport X",
        Some((
            "title=\"First post\"; description=\"It's here\"; pubDate=\"Jul 08 2022\"; heroImage=\"../../a.jpg\"; \
             tags=[]; author={name=Jane, url=https://e.fr/}; layout=../../layouts/Post.astro",
            "import X",
        )),
    );
}

#[test]
fn hexo() {
    check(
        "---\ntitle: 你好，世界\ndate: 2025/8/13 20:46:25\ntags:\n- [PS3, Games]\n- - a\n  - b\n-\n---\n正文",
        Some(("title=你好，世界; date=2025/8/13 20:46:25; tags=[[PS3, Games], [a, b], null]", "正文")),
    );
    check(
        ";;;\n{\"title\": \"x\",\n\"date\": \"2025/8/13\"}\n;;;\nBody",
        Some(("title=\"x\"; date=\"2025/8/13\"", "Body")),
    );
    check(";;;\n\"title\": \"x\",\n\"n\": 1\n;;;\nBody", Some(("title=\"x\"; n=1", "Body")));
}

#[test]
fn obsidian() {
    check(
        "---\naliases:\n  - \"x\"\nDate created: 2025-08-13T12:30\ntags: \nlinks: \"[[Note]]\"\ntime: 12:30\nhex: 0x1F\n\
         power: 1e3\n\"quoted key\": x # comment\nclé: 'v'\n---\n",
        Some((
            "aliases=[\"x\"]; Date created=2025-08-13T12:30; tags=null; links=\"[[Note]]\"; time=12:30; hex=0x1F; \
             power=1e3; quoted key=x; clé=\"v\"",
            "",
        )),
    );
}

#[test]
fn all_line_ends_are_read() {
    check("\r\n\r\n---\r\ntitle: é\r\nn: 1\r\n---\r\nBody\r\n", Some(("title=é; n=1", "Body\r\n")));
    check("---\rtitle: é\rn: 1\r---\rBody\r", Some(("title=é; n=1", "Body\r")));
    check("+++\rtitle = \"é\"\rn = 1\r+++\rBody\r", Some(("title=\"é\"; n=1", "Body\r")));
    check("+++\r\ntitle = \"é\"\r\n+++\r\nBody", Some(("title=\"é\"", "Body")));
    check("{\r\"title\": \"é\"\r}\rBody\r", Some(("title=\"é\"", "Body\r")));
    check(" \n\t\n--- \ntitle: x\n---\t", Some(("title=x", "")));
}

#[test]
fn anchors_and_merges_are_resolved() {
    check(
        "---\na: &a {x: 1, y: 2}\nb: *a\nc:\n  <<: *a\n  y: 3\nd: {<<: [*a, {z: 4}]}\n---\n",
        Some(("a={x=1, y=2}; b={x=1, y=2}; c={y=3, x=1}; d={x=1, y=2, z=4}", "")),
    );
}

#[test]
fn a_tag_of_text_makes_a_text() {
    check("---\na: !!str 007\nb: !js 5\nc: !!str\n? 1\n: x\n---\n", Some(("a=\"007\"; b=5; c=\"\"; 1=x", "")));
}

#[test]
fn illegal_characters_are_left_out() {
    let (raw, _, found) = parse("---\ntitle: ca\u{8}fé\nb: \"x\u{b}\u{ffff}y\"\n---\n");
    assert_eq!((show_all(&raw.unwrap()).as_str(), found), ("title=café; b=\"xy\"", Vec::new()));
    let (raw, _, found) = parse("+++\ntitle = \"ca\u{8}fé\"\n+++\n");
    assert_eq!((show_all(&raw.unwrap()).as_str(), found), ("title=\"café\"", Vec::new()));
    let (raw, _, found) = parse("{\"title\": \"ca\u{8}fé\"}\n");
    assert_eq!((show_all(&raw.unwrap()).as_str(), found), ("title=\"café\"", Vec::new()));
}

#[test]
fn other_texts_have_no_front_matter() {
    for text in [
        "",
        "\n \n",
        "Text",
        "---",
        "---\n",
        "---\n\nProse after a rule.\n\n---\n\nMore prose.\n",
        "---\nProse, and more: so.\n---\n",
        "---\n- a list\n- in a rule\n---\n",
        "---\nTwo lines of prose that\ngo on: here\n---\n",
        "---\nhttps://e.fr/\n---\n",
        "---\n\n# Heading\n\nText\n",
        "----\ntitle: x\n----\n",
        " ---\ntitle: x\n---\n",
        "text\n---\ntitle: x\n---\n",
        "+++\n\nprose\n+++\n",
        "{{< figure >}}\n",
        "{% include x %}",
        "{: .class }\nText",
        "{} is an empty object",
        "{ prose }",
        "{\"a prose\" in braces}",
        "--- a\n",
        "---js is no fence\n",
    ] {
        check(text, None);
    }
}

#[test]
fn a_bare_object_may_be_followed_by_text() {
    check("{\"a\": 1} Body", Some(("a=1", " Body")));
    check("{}\nBody", Some(("", "Body")));
    check("\n  {\"a\": 1}  \nBody", Some(("a=1", "Body")));
    check("{\"a\": 1}", Some(("a=1", "")));
}
