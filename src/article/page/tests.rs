//! Pages as systems write them, and pages that nobody should write.

use super::*;
use crate::article::OriginKind;
use proptest::prelude::*;

/// A value's letters; every place is looked up on the way.
#[track_caller]
fn shown(text: &str, value: &RawValue) -> String {
    let place = text.get(value.span.start..value.span.end).expect("a value's place is within the text");
    match &value.data {
        RawData::Null => "null".to_owned(),
        RawData::Scalar { text: letters, .. } => {
            // What HTML reads as another character (NUL too) is not as it is written.
            let is_plain = !place.contains(['&', '\\', '<', '\r', '\n', '\0']);
            assert!(
                !is_plain || place == letters || place.trim_matches(['"', '#']) == letters,
                "`{place}` is not `{letters}`"
            );
            letters.clone()
        }
        RawData::List(items) => {
            format!("[{}]", items.iter().map(|item| shown(text, item)).collect::<Vec<_>>().join("; "))
        }
        RawData::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{key} {}", shown(text, value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// The first field of each key: `key: value (origin)`.
#[track_caller]
fn told(html: &str) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    let mut told = Vec::new();
    for field in head(html, 0).fields {
        let value = shown(html, &field.value);
        assert!(html.get(field.key_span.start..field.key_span.end).is_some_and(|key| !key.is_empty()));
        let OriginKind::Page(origin) = field.origin else { panic!("a page's field comes from the page") };
        if !seen.contains(&field.key) {
            told.push(format!("{}: {value} ({origin})", field.key));
            seen.push(field.key);
        }
    }
    told.sort();
    told
}

#[track_caller]
fn check(html: &str, expected: &[&str]) {
    assert_eq!(told(html), expected, "{html}");
}

#[track_caller]
fn check_body(html: &str, title: &str, expected: &str) {
    let fold = |html: &str| html.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(fold(&body(html, Some(title).filter(|title| !title.is_empty()))), fold(expected), "{html}");
}

/// WordPress with the Yoast plugin and a classic theme.
const WORDPRESS: &str = r##"<!DOCTYPE html>
<html lang="fr-FR">
<head>
<meta charset="UTF-8" />
<title>L&rsquo;été des modèles ouverts - Le Carnet</title>
<meta name="description" content="Ce que l&#039;été a changé." />
<link rel="canonical" href="https://carnet.example/2025/08/ete/" />
<meta property="og:locale" content="fr_FR" />
<meta property="og:title" content="L&#039;été des modèles ouverts - Le Carnet" />
<meta property="og:site_name" content="Le Carnet" />
<meta property="article:published_time" content="2025-08-13T06:00:00+00:00" />
<meta property="article:modified_time" content="2025-08-14T07:30:00+00:00" />
<meta property="og:image" content="https://carnet.example/wp-content/ete.jpg" />
<meta property="og:image:width" content="1200" />
<meta name="author" content="Jeanne Dupont" />
<script type="application/ld+json" class="yoast-schema-graph">{"@context":"https://schema.org","@graph":[
{"@type":"Article","@id":"https://carnet.example/2025/08/ete/#article","isPartOf":{"@id":"https://carnet.example/2025/08/ete/"},
"author":{"name":"Jeanne Dupont","@id":"https://carnet.example/#/schema/person/1"},"headline":"L&rsquo;été des modèles ouverts",
"datePublished":"2025-08-13T06:00:00+00:00","dateModified":"2025-08-14T07:30:00+00:00","mainEntityOfPage":{"@id":"https://carnet.example/2025/08/ete/"},
"publisher":{"@id":"https://carnet.example/#organization"},"image":{"@id":"https://carnet.example/2025/08/ete/#primaryimage"},
"keywords":["IA","modèles"],"articleSection":["Actualité"],"inLanguage":"fr-FR"},
{"@type":"WebPage","@id":"https://carnet.example/2025/08/ete/","name":"L'été - Le Carnet"},
{"@type":"ImageObject","@id":"https://carnet.example/2025/08/ete/#primaryimage","contentUrl":"https://carnet.example/ete.jpg"},
{"@type":"Organization","@id":"https://carnet.example/#organization","name":"Le Carnet"},
{"@type":"Person","@id":"https://carnet.example/#/schema/person/1","name":"Jeanne Dupont","url":"https://carnet.example/author/jeanne/"}]}</script>
<style>p{}</style>
</head>
<body class="post-template-default single single-post sidebar">
<div id="page" class="site">
<a class="skip-link screen-reader-text" href="#content">Aller au contenu</a>
<header id="masthead" class="site-header"><p class="site-title">Le Carnet</p><nav><ul><li><a href="/">Accueil</a></ul></nav></header>
<div id="content"><div id="primary" class="content-area"><main id="main" class="site-main">
<article id="post-12" class="post-12 post type-post category-share tag-comments hentry">
<header class="entry-header"><h1 class="entry-title">L’été des modèles ouverts</h1>
<div class="entry-meta"><time class="entry-date published" datetime="2025-08-13T08:00:00+02:00">13 août 2025</time> par <a rel="author" href="/author/jeanne/">Jeanne Dupont</a></div></header>
<div class="entry-content">
<p>Premier paragraphe.<p>Deuxième, <b>non <i>fermé</b>.</p>
<div class="sharedaddy sd-sharing-enabled"><h3>Partager</h3><ul><li>X</ul></div>
<div id='jp-relatedposts' class='jp-relatedposts'><h3>Sur le même thème</h3></div>
</div>
<footer class="entry-footer"><span class="tags-links"><a rel="tag" href="/tag/ia/">IA</a></span></footer>
</article>
<nav class="navigation post-navigation"><a rel="prev">Avant</a></nav>
<div id="comments" class="comments-area"><ol class="comment-list"><li id="comment-3"><article id="div-comment-3" class="comment-body">
<time datetime="2025-08-20T00:00:00+00:00">20 août</time><p>Bravo !</p></article></li></ol></div>
</main></div></div>
<footer id="colophon" class="site-footer">© Le Carnet</footer>
</div></body></html>"##;

#[test]
fn a_page_may_say_what_its_references_are_relative_to() {
    let base_of = |html| base(html).unwrap_or_default();
    assert_eq!(base_of("<head><base target=_top><base href=' /sub/ '><base href=x></head><p>Text."), "/sub/");
    assert_eq!(base_of("<p>a<!-- <base href=x> --><script>'<base href=x>'</script>"), "");
}

#[test]
fn a_page_for_pelican() {
    check(
        "<html><head><title>T</title><meta name=\"tags\" content=\"thats, awesome\">\
         <meta name=\"date\" content=\"2012-07-09 22:28\"><meta name=\"modified\" content=\"2012-07-10 20:14\">\
         <meta name=\"category\" content=\"yeah\"><meta name=\"authors\" content=\"Alexis Métaireau, Conan Doyle\">\
         <meta name=\"summary\" content=\"Short\"><meta name=\"slug\" content=\"s\">\
         <meta name=\"status\" content=\"draft\"></head><body>Text.</body></html>",
        &[
            "author: [Alexis Métaireau; Conan Doyle] (meta authors)",
            "categories: [yeah] (meta category)",
            "date: 2012-07-09 22:28 (meta date)",
            "description: Short (meta summary)",
            "slug: s (meta slug)",
            "status: draft (meta status)",
            "tags: [thats; awesome] (meta tags)",
            "title: T (<title>)",
            "updated: 2012-07-10 20:14 (meta modified)",
        ],
    );
}

#[test]
fn a_page_of_wordpress_is_read() {
    check(
        WORDPRESS,
        &[
            "author: {name Jeanne Dupont} (JSON-LD author)",
            "categories: [Actualité] (JSON-LD articleSection)",
            "date: 2025-08-13T06:00:00+00:00 (JSON-LD datePublished)",
            "description: Ce que l'été a changé. (meta description)",
            "image: {src https://carnet.example/wp-content/ete.jpg} (og:image)",
            "lang: fr-FR (<html lang>)",
            "tags: [IA; modèles] (JSON-LD keywords)",
            "title: L’été des modèles ouverts (JSON-LD headline)",
            "updated: 2025-08-14T07:30:00+00:00 (JSON-LD dateModified)",
            "url: https://carnet.example/2025/08/ete/ (<link rel=canonical>)",
        ],
    );
    check_body(WORDPRESS, "L'été des modèles ouverts", "<p>Premier paragraphe.<p>Deuxième, <b>non <i>fermé</b>.</p>");
}

#[test]
fn every_source_is_told_the_best_first() {
    let fields = head(WORDPRESS, 0).fields;
    let of = |key: &str| -> Vec<(String, String)> {
        let fields = fields.iter().filter(|field| field.key == key);
        fields.map(|field| (format!("{:?}", field.origin), shown(WORDPRESS, &field.value))).collect()
    };
    let titles: Vec<String> = of("title").into_iter().map(|(origin, title)| format!("{origin} {title}")).collect();
    assert_eq!(
        titles,
        [
            "Page(\"JSON-LD headline\") L’été des modèles ouverts",
            "Page(\"og:title\") L'été des modèles ouverts",
            "Page(\"<h1>\") L’été des modèles ouverts",
            "Page(\"<title>\") L’été des modèles ouverts",
            "Page(\"JSON-LD name\") L'été",
        ]
    );
    assert_eq!(of("date").len(), 3, "{:?}", of("date"));
    assert_eq!(of("author").len(), 3, "{:?}", of("author"));
}

/// Ghost with its Casper theme.
const GHOST: &str = r##"<!DOCTYPE html>
<html lang="en">
<head>
<title>Shipping small</title>
<meta property="og:site_name" content="Field Notes">
<meta property="og:title" content="Shipping small">
<meta property="article:published_time" content="2024-11-05T09:30:00.000Z">
<meta property="article:tag" content="Process">
<meta property="article:tag" content="Tools, sharp">
<meta property="article:publisher" content="https://www.facebook.com/ghost">
<meta name="twitter:image" content="https://notes.example/t.png">
<script type="application/ld+json">
{ "@context": "https://schema.org", "@type": "Article",
  "publisher": {"@type": "Organization", "name": "Field Notes", "url": "https://notes.example/"},
  "author": [{"@type": "Person", "name": "Ann Lee", "url": "https://notes.example/author/ann/", "sameAs": []},
             {"@type": "Person", "name": "Bo Ek"}],
  "headline": "Shipping small", "url": "https://notes.example/small/", "datePublished": "2024-11-05T09:30:00.000Z",
  "keywords": "Process, Tools", "description": "Why &amp; how." }
</script>
</head>
<body class="post-template tag-comments"><div class="viewport">
<header id="gh-head" class="gh-head outer"><h1>Field Notes</h1></header>
<div class="site-content"><main id="site-main" class="site-main">
<article class="article post tag-comments">
<header class="article-header gh-canvas"><h1 class="article-title">Shipping small</h1></header>
<section class="gh-content gh-canvas"><p>One.</p><figure class="kg-card"><img src="/a.png"></figure></section>
</article>
<div class="article-comments gh-canvas"><p>Comments</p></div>
</main></div>
<aside class="read-more-wrap outer"><article class="post-card"><h2>Other</h2></article></aside>
</div></body></html>"##;

#[test]
fn a_page_of_ghost_is_read() {
    check(
        GHOST,
        &[
            "author: [{name Ann Lee, url https://notes.example/author/ann/}; {name Bo Ek}] (JSON-LD author)",
            "date: 2024-11-05T09:30:00.000Z (JSON-LD datePublished)",
            "description: Why & how. (JSON-LD description)",
            "image: {src https://notes.example/t.png} (meta twitter:image)",
            "lang: en (<html lang>)",
            "tags: [Process; Tools, sharp] (article:tag)",
            "title: Shipping small (JSON-LD headline)",
            "url: https://notes.example/small/ (JSON-LD url)",
        ],
    );
    check_body(GHOST, "Shipping small", "<p>One.</p><figure class=\"kg-card\"><img src=\"/a.png\"></figure>");
}

#[test]
fn a_page_of_a_hugo_theme_is_read() {
    let html = "<!DOCTYPE html><html lang=de dir=auto><head><meta charset=utf-8>\
        <title>Über Zäune | Mein Blog</title><meta name=keywords content=\"Garten, Holz ,\">\
        <meta name=author content=\"Max\"><link rel=canonical href=https://blog.example/zaun/>\
        <meta property=og:site_name content=\"Mein Blog\"><meta property=article:section content=\"Haus, Hof\"></head>\
        <body id=top><header class=header><nav class=nav>N</nav></header><main class=main>\
        <article class=post-single><header class=post-header><h1 class=post-title>Über Zäune</h1>\
        <div class=post-meta><span title='2023-04-01'>1. April</span></div></header>\
        <div class=post-content><p>Text<h2 id=a>A<a hidden class=anchor href=#a>#</a></h2></div>\
        <footer class=post-footer><ul class=post-tags><li>x</ul><nav class=paginav>p</nav></footer></article></main>\
        <footer class=footer>f</footer></body></html>";
    check(
        html,
        &[
            "author: Max (meta author)",
            "categories: [Haus, Hof] (article:section)",
            "lang: de (<html lang>)",
            "tags: [Garten; Holz] (meta keywords)",
            "title: Über Zäune (<h1>)",
            "url: https://blog.example/zaun/ (<link rel=canonical>)",
        ],
    );
    check_body(html, "Über Zäune", "<p>Text<h2 id=a>A<a hidden class=anchor href=#a>#</a></h2>");
}

#[test]
fn a_page_of_a_newspaper_is_read() {
    let html = r#"<!doctype html><html lang="fr"><head><title>Budget : ce qui change – La Gazette</title>
        <script type="application/ld+json">/*<![CDATA[*/ [{"@type":["NewsArticle","ReportageNewsArticle"],"headline":"Budget : ce qui change",
        "author":"La rédaction","publisher":{"@type":"NewsMediaOrganization","name":"La Gazette"},
        "image":[{"@type":"ImageObject","url":"https://gazette.example/b.jpg"}],"articleSection":"Politique",
        "datePublished":"2025-01-02T03:04:05+01:00","expires":"2026-01-01","copyrightNotice":"© La Gazette",
        "discussionUrl":"https://gazette.example/b/reactions","inLanguage":"fr"},{"@type":"BreadcrumbList"}] /*]]>*/</script>
        <meta name="robots" content="max-image-preview:large, unavailable_after: Sat, 23 Aug 2025 15:00:00 GMT, noarchive">
        </head><body><form id="aspnetForm"><div role="banner"><h1>La Gazette</h1></div>
        <section><article itemscope itemtype="https://schema.org/NewsArticle"><h1>Budget : ce qui change</h1>
        <p class="chapo">Le chapô.</p><div itemprop="articleBody"><p>Un.</p><aside><p>En bref.</p></aside>
        <form><label>Votre e-mail</label><input type=email></form><p>Deux.</p></div></article></section></form></body></html>"#;
    check(
        html,
        &[
            "author: {name La rédaction} (JSON-LD author)",
            "categories: [Politique] (JSON-LD articleSection)",
            "comments: https://gazette.example/b/reactions (JSON-LD discussionUrl)",
            "date: 2025-01-02T03:04:05+01:00 (JSON-LD datePublished)",
            "expires: 2026-01-01 (JSON-LD expires)",
            "image: {src https://gazette.example/b.jpg} (JSON-LD image)",
            "lang: fr (<html lang>)",
            "rights: © La Gazette (JSON-LD copyrightNotice)",
            "title: Budget : ce qui change (JSON-LD headline)",
        ],
    );
    check_body(html, "Budget : ce qui change", "<p>Un.</p><aside><p>En bref.</p></aside> <p>Deux.</p>");
}

#[test]
fn microdata_and_microformats_are_read() {
    let html = "<html><body><nav><time datetime=1999-01-01>x</time></nav><div class=comments>\
        <time itemprop=datePublished datetime=2001-01-01></time></div>\
        <article class=h-entry><h1 class=p-name>T</h1>\
        <time class=dt-published datetime=2025-02-03>3 February</time><time class=dt-updated datetime=2025-02-04>4</time>\
        <span class='p-author h-card'>By <a class='u-url' href=https://e.fr/me><b class=p-name>Ann\nLee</b></a></span>\
        <a rel=tag href=/t>#Rust &amp; C</a> <a rel='category tag' href=/c>Code</a></article></body></html>";
    check(
        html,
        &[
            "author: {name Ann Lee, url https://e.fr/me} (p-author)",
            "categories: [Code] (rel=category)",
            "date: 2025-02-03 (<time>)",
            "tags: [Rust & C] (rel=tag)",
            "title: T (<h1>)",
            "updated: 2025-02-04 (<time>)",
        ],
    );
    check(
        "<article><time datetime=PT4M>4 min</time> <time datetime='2025-01-02'>x</time>",
        &["date: 2025-01-02 (<time>)"],
    );
    check(
        "<p><time pubdate>2025-01-02</time> <time datetime='2025-01-03'>x</time>",
        &["date: 2025-01-02 (<time pubdate>)"],
    );
    check("<p><time datetime='2025-01-03'>x</time>", &[]);
    check(
        "<div itemprop=author itemscope><meta itemprop=name content='Bo'><i>B</i></div>",
        &["author: Bo (itemprop author)"],
    );
}

#[test]
fn metas_are_read_under_all_their_names() {
    check(
        "<meta name=DC.date.issued content=2025-01-02><meta property=dcterms:modified content=2025-01-03>\
         <meta name=dcterms.rights content='© Me'><meta name=dc.description content=D><meta name=date content=' '>\
         <meta http-equiv=Content-Language content=it><meta property='article:author' content='https://facebook.com/x'>\
         <meta property='article:author' content='Ann'><meta property=og:image content=/i.png>\
         <meta property=og:image:alt content='A tree'>",
        &[
            "author: Ann (article:author)",
            "date: 2025-01-02 (meta DC.date.issued)",
            "description: D (meta dc.description)",
            "image: {src /i.png, alt A tree} (og:image)",
            "lang: it (meta Content-Language)",
            "rights: © Me (meta dcterms.rights)",
            "updated: 2025-01-03 (dcterms:modified)",
        ],
    );
    check(
        "<link rel=canonical href=/relative><meta property=og:url content='https://e.fr/a'>",
        &["url: https://e.fr/a (og:url)"],
    );
    check(
        "<meta name=robots content='unavailable_after: Saturday, 23-Aug-25 15:00:00 UTC'>",
        &["expires: Saturday, 23-Aug-25 15:00:00 UTC (meta robots)"],
    );
}

#[test]
fn the_sites_name_is_cut_off_the_title() {
    let page = |title: &str| format!("<title>{title}</title><meta property=og:site_name content=' le  Site '>");
    for title in ["A - B | Le Site", "A - B – Le Site", "A - B » Le Site", "A - B | LE SITE", "A - B :: Le Site"] {
        check(&page(title), &["title: A - B (<title>)"]);
    }
    for title in ["Le Site", "A | B", "A-Le Site", "| Le Site", "A | Le Site Web"] {
        check(&page(title), &[&format!("title: {title} (<title>)")]);
    }
    check("<title>A | B</title>", &["title: A | B (<title>)"]);
    let html = page("Été | Le Site");
    let field = head(&html, 10).fields.remove(0);
    assert_eq!(&html[field.value.span.start - 10..field.value.span.end - 10], "Été");
}

#[test]
fn the_title_is_the_only_heading_of_the_article() {
    check("<h1>Site</h1><article><h1>A <small>b</small><br>c</h1></article>", &["title: A b c (<h1>)"]);
    check("<main><h1>A</h1><section><h2>B</h2></section></main>", &["title: A (<h1>)"]);
    check("<h1>A<a class=headerlink href=#a>¶</a></h1><p>x", &["title: A (<h1>)"]);
    check("<header><h1>A</h1></header><p>x", &["title: A (<h1>)"]);
    check("<h1>A</h1><h1>B</h1>", &[]);
    check("<title>T</title><body><h1>A</h1><h1>B</h1>", &["title: T (<title>)"]);
    check("<title>A - S</title><body><h1>S</h1><main><h2>A</h2></main>", &["title: A - S (<title>)"]);
    check("<title>A - S</title><body><h1>A</h1><main><p>x</main>", &["title: A (<h1>)"]);
    check("<main><h1>A <button>Copy</button></h1></main>", &["title: A (<h1>)"]);
    check("<h1>a<a>#<button></a>é</button></h1>", &["title: aé (<h1>)"]);
    check("<svg><title>Icon</title></svg><h1>unclosed<p>x", &[]);
    check("<meta property=og:site_name content=S><h1>S</h1><title>T</title>", &["title: T (<title>)"]);
}

#[test]
fn broken_linked_data_is_passed_over() {
    for script in [
        "{\"@type\":\"Article\",\"headline\":\"x\",}",
        "nope",
        "",
        "[1,2]",
        "{\"@type\":\"JobPosting\",\"headline\":\"x\"}",
    ] {
        check(&format!("<script type=application/ld+json>{script}</script><h1>T</h1>"), &["title: T (<h1>)"]);
    }
    check("<script type=application/ld+json>{\"@type\":\"Article\"", &[]);
    check(
        "<script type='application/ld+json; charset=utf-8'><!-- {\"@type\":\"http://schema.org/BlogPosting\",\n\
         \"headline\":\"a\nb\",\"datePublished\":{\"@value\":\"2025-01-02\"},\"author\":{\"@id\":\"#me\"}} --></script>\
         <script type=application/ld+json>{\"@id\":\"#me\",\"@type\":\"Person\",\"name\":[\"Me\"]}</script>",
        &[
            "author: {name Me} (JSON-LD author)",
            "date: 2025-01-02 (JSON-LD datePublished)",
            "title: a b (JSON-LD headline)",
        ],
    );
}

#[test]
fn a_fragment_passes_whole() {
    let html = "<nav>n</nav><p>a<div class=comments>c</div><form><input></form>";
    check_body(html, "T", html);
    check_body("<h1>The “Title”</h1>\n<p>a</p><h1>The title</h1>", "the title", "<p>a</p><h1>The title</h1>");
    check_body("<article><h1>T</h1><p>a</article>", "T", "<article><p>a</article>");
    check_body("just text", "", "just text");
    check_body("", "T", "");
}

#[test]
fn furniture_stays_out() {
    check_body(
        "<html><head><title>T</title></head><body><header>h</header><aside>s</aside><h1>T</h1><p>a</p>\
         <div class=x><header>kept</header></div><footer>f</footer></body></html>",
        "T",
        "<p>a</p><div class=x><header>kept</header></div>",
    );
    check_body("<body><main><p>a</p><nav>n</nav><template><p>t</template></main>", "", "<p>a</p>");
    check_body("<!doctype html><title>T</title><div role=main><p>a</p></div><p>b", "", "<p>a</p>");
    check_body("<body><div class='sidebar wrap'><main><p>a</main></div>", "", "<p>a");
    check_body("<html><head><title>T</title><meta charset=utf-8><p>a<footer>f</footer>", "", "<p>a");
    check_body("<body><p>a</body></html><p>b", "", "<p>a<p>b");
}

#[test]
fn the_article_is_the_one_with_the_title() {
    let cards = "<article><h2>Card</h2></article>";
    check_body(&format!("<body>{cards}<article><h1>T</h1><p>a</article>{cards}"), "T", "<p>a");
    check_body("<body><article><p>a</article><article><p>b</article>", "T", "<p>a");
    check_body(
        &format!("<body><main><h1>T</h1><p>a</p>{cards}{cards}</main>"),
        "T",
        &format!("<p>a</p>{cards}{cards}"),
    );
    check_body(
        "<body><article><p>a</p><article class=comment>c</article><article>quoted</article></article>",
        "",
        "<p>a</p><article>quoted</article>",
    );
}

#[test]
fn nothing_is_lost_where_the_first_choice_is_empty() {
    check_body(
        "<body><article><div class=entry-content> </div><p>a</article>",
        "",
        "<div class=entry-content> </div><p>a",
    );
    check_body("<body><article></article><p>a", "", "<article></article><p>a");
    check_body(
        "<body><article><div class=post-content>a</div><p>b<div class=post-content>c</div></article>",
        "",
        "<div class=post-content>a</div><p>b<div class=post-content>c</div>",
    );
    check_body("<body></body>", "", "");
}

#[test]
fn a_stray_end_tag_ends_nothing_it_should_not() {
    check_body(
        "<body><article><table><tr><td></div></article>a</table>b</article>c",
        "",
        "<table><tr><td></div></article>a</table>b",
    );
    check_body("<body><main><p>a</span></b></p></section>b</main>c", "", "<p>a</span></b></p></section>b");
}

#[test]
fn parts_that_were_never_closed_keep_their_text() {
    check_body("<body><nav>n<p>a", "", "<nav>n<p>a");
    check_body("<body><div class=sidebar><article><p>a", "", "<div class=sidebar><article><p>a");
    check_body("<body><div class=share>s<main><p>a</p><div class=share>s</div>b", "", "<p>a</p>b");
}

#[test]
fn a_second_level_heading_may_say_that_it_is_the_title() {
    let html = "<body><h1>Blog</h1><h1>News</h1><article><h2 class=entry-title><a href=/a>A</a></h2><p>a</article>";
    check(html, &["title: A (<h2>)"]);
    check_body(html, "A", "<p>a");
}

#[test]
fn references_within_linked_data_are_followed() {
    let html = "<script type=application/ld+json>[{\"@type\":\"Article\",\"name\":\"T\",\"image\":{\"@id\":\"#i\"},\
        \"author\":[{\"@id\":\"#a\"},\"Bo &amp; Co\",\"https://e.fr/x\"],\"mainEntityOfPage\":{\"@type\":\"WebPage\",\"@id\":\"https://e.fr/t\"}},\
        {\"@type\":\"ImageObject\",\"@id\":\"#i\",\"url\":\"https:\\/\\/e.fr\\/i.png\"},{\"@type\":\"Person\",\"@id\":\"#a\",\"name\":\"Ann\"}]</script>";
    check(
        html,
        &[
            "author: [{name Ann}; {name Bo & Co}] (JSON-LD author)",
            "image: {src https://e.fr/i.png} (JSON-LD image)",
            "title: T (JSON-LD name)",
            "url: https://e.fr/t (JSON-LD mainEntityOfPage)",
        ],
    );
}

#[test]
fn line_ends_of_windows_move_no_place() {
    let html = WORDPRESS.replace('\n', "\r\n");
    assert_eq!(told(&html), told(WORDPRESS));
}

#[test]
fn places_are_counted_from_the_documents_start() {
    let html = "<meta name=author content='Ann'><meta name=keywords content='a, b'>";
    let document = format!("---\nx: 1\n---\n{html}");
    let fields = head(html, document.len() - html.len()).fields;
    let place = |span: Span| &document[span.start..span.end];
    assert_eq!((place(fields[0].key_span), place(fields[0].value.span)), ("author", "Ann"));
    let RawData::List(tags) = &fields[1].value.data else { panic!("tags are a list") };
    assert_eq!(tags.iter().map(|tag| place(tag.span)).collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn hostile_pages_take_linear_time() {
    let pieces = [
        "<div>",
        "<article>",
        "<nav>",
        "<main>",
        "<form>",
        "<header>",
        "<h1>",
        "<h1>a</h1>",
        "<time datetime=2025>",
        "<a rel=author>",
        "<a rel=tag>x</a>",
        "<meta name=author content=x>",
        "<script type=application/ld+json>{}</script>",
        "<article class=comment>",
        "<div class=entry-content>",
        "</div>",
        "<table></div>",
        "<title>",
        "<svg>",
        "<",
        "&",
        "<!--",
        "<article><h1>t</h1></article>",
    ];
    for piece in pieces {
        let page = format!("<body>{}", piece.repeat(20_000));
        head(&page, 0);
        body(&page, Some("t"));
    }
    let long = "x ".repeat(500_000);
    for page in [
        format!("<body><div class=\"{long}\">a</div>"),
        format!("<meta name=keywords content=\"{}\">", long.replace(' ', ",")),
        format!("<title>{long}</title><h1>{long}</h1><a rel=author>{long}</a>"),
        format!("<title>{}</title><meta property=og:site_name content=S>", " | S".repeat(300)),
        format!("<script type=application/ld+json>{}1</script>", "[".repeat(500_000)),
        format!("<script type=application/ld+json>{}</script>", "/".repeat(500_000)),
        format!("<meta property=\"{long}\" content=x><p {long}>"),
    ] {
        head(&page, 0);
        body(&page, Some("t"));
    }
}

proptest! {
    #[test]
    fn any_text_has_a_head_and_a_body(
        html in "(</?(html|head|body|main|article|div|nav|form|table|h1|button|title|time|a|p|script|svg|template)>|\
            <article class=comment>|<time datetime=2025-01-02 class=published>|<meta name=author content='é&amp;'>|\
            <a rel='tag author' href=https://e\\.fr>|<script type=application/ld\\+json>|\\{\"@type\":\"Article\",\"headline\":\"é\"\\}|\
            <span class=p-author>|<b class=p-name>|[\r\n<>&;'\"=/é ]|\\PC){0,40}"
    ) {
        for field in head(&html, 0).fields {
            prop_assert!(html.get(field.key_span.start..field.key_span.end).is_some());
            shown(&html, &field.value);
        }
        let part = body(&html, Some("é"));
        prop_assert!(part.len() <= html.len());
    }
}
