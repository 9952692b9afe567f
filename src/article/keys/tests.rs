//! Metadata as generators write it, read through everything that stands before this module.

use super::*;
use crate::article::{Markup, metadata};
use crate::diagnostic::Level;

/// The article of a document with this front matter, and what was found, as `level rule`.
fn read(front: &str) -> (Article, Vec<String>) {
    read_as("posts/x.md", front)
}

fn read_as(name: &str, front: &str) -> (Article, Vec<String>) {
    let text = format!("---\n{front}\n---\nText.\n");
    let (article, found) = metadata(name, Markup::Markdown, &text, &Context::default());
    (article, found.into_iter().map(|one| format!("{} {}", one.level, one.rule)).collect())
}

/// One article's fields in a line, those that are missing left out.
fn told(article: &Article) -> String {
    let mut told = Vec::new();
    let mut push = |name: &str, value: Option<String>| told.extend(value.map(|value| format!("{name}={value}")));
    push("title", article.title.as_ref().map(|field| field.value.to_string()));
    push("date", article.date.as_ref().map(|field| field.value.rfc3339()));
    push("release", article.release.as_ref().map(|field| field.value.iso_date()));
    push("updated", article.updated.as_ref().map(|field| field.value.rfc3339()));
    push("expires", article.expires.as_ref().map(|field| field.value.iso_date()));
    push("draft", article.draft.as_ref().map(|field| field.value.to_string()));
    push("hidden", article.hidden.as_ref().map(|field| field.value.to_string()));
    push("summary", article.summary.as_ref().map(|field| field.value.to_string()));
    let list = |values: Vec<String>| (!values.is_empty()).then(|| values.join("|"));
    push("authors", list(article.authors.iter().map(|field| field.value.name.to_string()).collect()));
    push("tags", list(article.categories.iter().map(|field| field.value.term.to_string()).collect()));
    push("language", article.language.as_ref().map(|field| field.value.to_string()));
    push("shared", article.translation_key.as_ref().map(|field| field.value.clone()));
    push("slug", article.slug.as_ref().map(|field| field.value.clone()));
    push("url", article.url.as_ref().map(|field| field.value.clone()));
    push("external", article.external_url.as_ref().map(|field| field.value.clone()));
    push("id", article.id.as_ref().map(|field| field.value.to_string()));
    push("local", article.local_id.as_ref().map(|field| field.value.clone()));
    push("image", article.image.as_ref().map(|field| field.value.reference.clone()));
    push("alt", article.image.as_ref().and_then(|field| field.value.alt.as_ref()).map(ToString::to_string));
    push("files", list(article.attachments.iter().map(|field| field.value.reference.clone()).collect()));
    push("comments", article.comments.as_ref().map(|field| field.value.clone()));
    push("rights", article.rights.as_ref().map(|field| field.value.to_string()));
    told.join("; ")
}

#[track_caller]
fn check(front: &str, expected: &str) {
    let (article, found) = read(front);
    assert_eq!(told(&article), expected, "{front}");
    assert!(found.is_empty(), "{found:?}");
}

#[track_caller]
fn check_found(front: &str, expected: &str, expected_found: &[&str]) {
    let (article, found) = read(front);
    assert_eq!(told(&article), expected, "{front}");
    assert_eq!(found, expected_found, "{front}");
}

#[test]
fn many_subjects_authors_and_files_take_linear_time() {
    let many = |name: &str| (0..50_000).map(|index| format!("{name}{index}")).collect::<Vec<_>>().join(", ");
    let (article, _) = read(&format!("tags: [{}]\nauthors: [{}]\nenclosures: [{}]", many("t"), many("a"), many("f")));
    let numbers = [article.categories.len(), article.authors.len(), article.attachments.len()];
    assert_eq!(numbers, [50_000; 3]);
}

#[test]
fn hugo() {
    check(
        "title: T\ndate: 2025-08-13\nlastmod: 2025-08-14\nexpiryDate: 2030-01-01\ndraft: false\nsummary: S\n\
         description: D\nauthor: A\ntags: [a, b]\ncategories: [c]\nslug: s\nurl: /u/\nimages: [i.png, j.png]",
        "title=T; date=2025-08-13T00:00:00Z; updated=2025-08-14T00:00:00Z; expires=2030-01-01; draft=false; summary=S; \
         authors=A; tags=c|a|b; slug=s; url=/u/; image=i.png",
    );
    check(
        "title: T\npublishDate: 2025-08-13\nparams:\n  author: A\n  cover: {image: c.jpg, alt: C}",
        "title=T; date=2025-08-13T00:00:00Z; authors=A; image=c.jpg; alt=C",
    );
    check("date: 2025-08-13\npublishDate: 2025-08-20", "date=2025-08-13T00:00:00Z; release=2025-08-20");
    check_found("date: 2025-08-13\npublishDate: soon", "date=2025-08-13T00:00:00Z", &["error date-unreadable"]);
    check("build: {list: never}", "hidden=true");
}

#[test]
fn zola_keeps_additions_in_extra() {
    let text = "+++\ntitle = \"T\"\ndate = 2025-08-13\nupdated = 2025-08-14\nauthors = [\"A\", \"B\"]\n[taxonomies]\n\
                tags = [\"a\"]\ncategories = [\"c\"]\n[extra]\nlang = \"fr\"\nimage = \"i.png\"\n+++\nText.\n";
    let (article, found) = metadata("x.md", Markup::Markdown, text, &Context::default());
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(
        told(&article),
        "title=T; date=2025-08-13T00:00:00Z; updated=2025-08-14T00:00:00Z; authors=A|B; tags=c|a; language=fr; image=i.png"
    );
    assert_eq!(
        article.categories[0].origin.kind,
        crate::article::OriginKind::FrontMatter("taxonomies.categories".into())
    );
}

#[test]
fn jekyll() {
    check(
        "title: T\ndate: 2025-08-13 10:30:00 +0200\nlast_modified_at: 2025-08-14\npublished: true\nexcerpt: E\n\
         category: Two words\nimage: {path: i.png, alt: A, height: 1}\nlink: https://e.fr/\ncomments: true",
        "title=T; date=2025-08-13T10:30:00+02:00; updated=2025-08-14T00:00:00Z; summary=E; tags=Two words; \
         external=https://e.fr/; image=i.png; alt=A",
    );
    check("published: false", "draft=true");
    assert_eq!(
        told(&read_as("_posts/2025-08-13-x.md", "tags: web feeds").0),
        "date=2025-08-13T00:00:00Z; tags=web|feeds"
    );
    assert_eq!(told(&read("tags: web feeds").0), "tags=web feeds");
}

#[test]
fn eleventy_astro_pelican_hexo_ghost_and_obsidian() {
    check("permalink: false\ntags: post", "hidden=true; tags=post");
    check("eleventyExcludeFromCollections: true", "hidden=true");
    check(
        "pubDate: 2025-08-13\nupdatedDate: 2025-08-14\nheroImage: ../h.png\nheroImageAlt: H",
        "date=2025-08-13T00:00:00Z; updated=2025-08-14T00:00:00Z; image=../h.png; alt=H",
    );
    check(
        "Title: T\nModified: 2025-08-14\nDate: 2025-08-13\nCategory: C\nTags: a, b\nAuthors: A, B\nStatus: draft\nLang: fr",
        "title=T; date=2025-08-13T00:00:00Z; updated=2025-08-14T00:00:00Z; draft=true; authors=A|B; tags=C|a|b; language=fr",
    );
    check("status: hidden", "hidden=true");
    check("categories:\n- [Sports, Baseball]\n- Music", "tags=Sports|Baseball|Music");
    check(
        "published_at: 2025-08-13T10:00:00Z\nfeature_image: /i.png\nfeature_image_alt: A\ncustom_excerpt: E",
        "date=2025-08-13T10:00:00Z; summary=E; image=/i.png; alt=A",
    );
    check(
        "created: 2025-08-13\ntags: ['#a', 'C#']\ncover: '[[c.png|300]]'\nid: my-note",
        "date=2025-08-13T00:00:00Z; tags=a|C#; local=my-note; image=c.png",
    );
}

#[test]
fn the_same_in_other_languages() {
    check(
        "titre: T\nauteur: Zoé\nétiquettes: [a]\nmots-clés: b\nrésumé: R\nlangue: fr",
        "title=T; summary=R; authors=Zoé; tags=a|b; language=fr",
    );
    check(
        "Titel: T\nDatum: 13. August 2025\nAutor: A\nSchlagwörter: a, b\nSprache: de",
        "title=T; date=2025-08-13T00:00:00Z; authors=A; tags=a|b; language=de",
    );
}

#[test]
fn names_that_mean_something_else_are_passed_over() {
    check(
        "data: {a: 1}\ntime: false\naudio: true\nvideo: https://youtube.com/watch?v=x\ncover: dark\nfeed: https://e.fr/f",
        "",
    );
    check("layout: post\nweight: 3\naliases: [/a/]\ntoc: true\ncomments: false\nsitemap: {priority: 1}", "");
    check("data: 13 agosto 2025", "date=2025-08-13T00:00:00Z");
    check("image: false\ndate: 2025-08-13\nauthor:\ntags: []\nsummary: ''", "date=2025-08-13T00:00:00Z");
}

#[test]
fn what_translations_share_has_many_names_and_the_short_ones_count_beside_a_language() {
    check("translationKey: bread", "shared=bread");
    check("translation_key: 12", "shared=12");
    check("params:\n  translationKey: bread", "shared=bread");
    check("lang-ref: bread", "shared=bread");
    check("lang: fr\nref: bread", "language=fr; shared=bread");
    check("lang: fr\npage_id: bread", "language=fr; shared=bread");
    check("ref: bread", "");
    check("translationKey: ''", "");
}

#[test]
fn ids_are_absolute_or_a_name() {
    check("guid: https://e.fr/?p=1", "id=https://e.fr/?p=1");
    check("uuid: 1225C695-CFB8-4EBB-AAAA-80DA344EFA6A", "id=urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a");
    check("id: 42", "local=42");
    check_found("id: 'tag:e.fr,2025:a b'", "", &["error id-invalid"]);
}

#[test]
fn attachments_have_type_length_and_time() {
    let (article, _) = read(
        "enclosure:\n- {url: a.mp3, type: audio/mpeg, length: 1_000, duration: '1:02', title: A}\naudio: b.ogg\nvideo: c.mp4",
    );
    let first = &article.attachments[0].value;
    assert_eq!((first.length, first.seconds, first.media_type.as_deref()), (Some(1_000), Some(62), Some("audio/mpeg")));
    assert_eq!(told(&article), "files=a.mp3|b.ogg|c.mp4");
    let (article, _) = read("enclosure: |\n  https://e.fr/a.mp3\n  123\n  audio/mpeg");
    assert_eq!(
        (article.attachments[0].value.length, told(&article)),
        (Some(123), "files=https://e.fr/a.mp3".to_owned())
    );
}

#[test]
fn a_source_has_title_and_address() {
    let (article, _) = read("source: {title: Other, url: 'https://o.fr/feed'}");
    let source = article.source.unwrap().value;
    assert_eq!((source.title.as_str(), source.url.as_str()), ("Other", "https://o.fr/feed"));
}

#[test]
fn what_makes_an_article_wrong_is_an_error() {
    check_found("date: 2025-02-30", "", &["error date-unreadable"]);
    check_found("date: [2025-08-13]", "", &["error date-unreadable"]);
    check_found("draft: perhaps", "", &["error draft-unclear"]);
    check_found("expires: soon", "", &["error date-unreadable"]);
}

#[test]
fn what_is_left_out_is_a_warning() {
    check_found("date: 2025-08-13\nupdated: yesterday", "date=2025-08-13T00:00:00Z", &["warning date-unreadable"]);
    check_found("lang: french language", "", &["warning language-unknown"]);
    check_found("title: [a]", "", &["warning metadata-kind"]);
    check_found("author: {email: a@e.fr}", "", &["warning author-nameless"]);
    check_found(
        "author: {name: A, email: nobody, url: /about}",
        "authors=A",
        &["warning author-email", "warning address-invalid"],
    );
    check_found("permalink: '/{{ page.slug }}/'", "", &["warning permalink-template"]);
    check_found(
        "date: 2025-08-14\nupdated: 2025-08-13",
        "date=2025-08-14T00:00:00Z; updated=2025-08-13T00:00:00Z",
        &["warning updated-before-published"],
    );
    check_found("date: Tue, 13 Aug 2025", "date=2025-08-13T00:00:00Z", &["warning date-weekday"]);
}

#[test]
fn a_misspelt_key_is_named() {
    check_found("titel: T\ntittle: U", "title=T", &[]);
    check_found("tiitle: T\ndate: 2025-08-13", "date=2025-08-13T00:00:00Z", &["warning key-unknown"]);
    check_found("drafts: true\ntasg: [a]", "", &["warning key-unknown", "warning key-unknown"]);
    check("rate: 5\nlayout: post", "");
}

#[test]
fn markup_in_a_title_is_warned_of() {
    for (title, warned) in [
        ("A &amp; B", true),
        ("<em>A</em>", true),
        ("It&#8217;s", true),
        ("A & B; C", false),
        ("3 < 5 > 2", false),
        ("Vec<T>", false),
        ("AT&T;", false),
    ] {
        let (_, found) = read(&format!("title: '{title}'"));
        assert_eq!(found == ["warning title-markup"], warned, "{title}: {found:?}");
        let (_, found) = read(&format!("summary: '{title}'"));
        assert_eq!(found == ["warning summary-markup"], warned, "{title}: {found:?}");
    }
}

#[test]
fn places_are_exact() {
    let text = "---\ntitle: x\ndate: \"2025-13-01\"\n---\n";
    let (_, found) = metadata("x.md", Markup::Markdown, text, &Context::default());
    let span = found[0].span.unwrap();
    assert_eq!((&text[span.start..span.end], found[0].level), ("13", Level::Error));
}
