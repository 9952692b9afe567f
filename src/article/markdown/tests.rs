use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(body: &str, expected: &str) {
    assert_eq!(to_html(body).trim_end(), expected, "{body}");
}

#[test]
fn commonmark_with_the_extensions_of_github() {
    check("A *b* **c** ~~d~~ `e`", "<p>A <em>b</em> <strong>c</strong> <del>d</del> <code>e</code></p>");
    check("## H {#i}", "<h2 id=\"i\">H</h2>");
    check("L’été -- \"x\" 5 €\u{a0}!", "<p>L’été -- &quot;x&quot; 5 €\u{a0}!</p>".replace("&quot;", "\"").as_str());
    check("a\n: b", "<p>a\n: b</p>");
    assert!(to_html("|a|b|\n|-|-|\n|1|2|").contains("<td>1</td><td>2</td>"));
    check("<div class=\"x\">\n<b>raw</b>\n</div>", "<div class=\"x\">\n<b>raw</b>\n</div>");
}

#[test]
fn bare_addresses_become_links() {
    check("See https://e.fr/a_b_c.", "<p>See <a href=\"https://e.fr/a_b_c\">https://e.fr/a_b_c</a>.</p>");
    check("`https://e.fr` [https://e.fr](/x)", "<p><code>https://e.fr</code> <a href=\"/x\">https://e.fr</a></p>");
    check("<https://e.fr/>", "<p><a href=\"https://e.fr/\">https://e.fr/</a></p>");
    check(
        "https://e.fr/?a=1&amp;b=2 <b>",
        "<p><a href=\"https://e.fr/?a=1&amp;b=2\">https://e.fr/?a=1&amp;b=2</a> <b></p>",
    );
    check("![https://e.fr/a](/b.png)", "<p><img src=\"/b.png\" alt=\"https://e.fr/a\" /></p>");
}

#[test]
fn tasks_are_text_and_alerts_have_a_name() {
    check("- [x] a\n- [ ] b", "<ul>\n<li>☑ a</li>\n<li>☐ b</li>\n</ul>");
    check("> [!NOTE]\n> x", "<blockquote>\n<p><strong>Note</strong></p>\n<p>x</p>\n</blockquote>");
}

#[test]
fn footnotes_stand_at_the_end_with_ways_back() {
    let html = to_html("A[^b] c[^a] d[^b].\n\n[^a]: One[^z].\n[^b]: Two.\n[^never]: No.\n[^z]: Three.\n");
    let expected = concat!(
        "<p>A<sup id=\"fnref-b\"><a href=\"#fn-b\">1</a></sup> c<sup id=\"fnref-a\"><a href=\"#fn-a\">2</a></sup> ",
        "d<sup id=\"fnref-b-2\"><a href=\"#fn-b\">1</a></sup>.</p>\n",
        "<section class=\"footnotes\">\n<ol>\n",
        "<li id=\"fn-b\">\n<p>Two. <a href=\"#fnref-b\">↩\u{fe0e}</a> <a href=\"#fnref-b-2\">↩\u{fe0e}<sup>2</sup></a></p>\n</li>\n",
        "<li id=\"fn-a\">\n<p>One<sup id=\"fnref-z\"><a href=\"#fn-z\">3</a></sup>. <a href=\"#fnref-a\">↩\u{fe0e}</a></p>\n</li>\n",
        "<li id=\"fn-z\">\n<p>Three. <a href=\"#fnref-z\">↩\u{fe0e}</a></p>\n</li>\n",
        "</ol>\n</section>\n",
    );
    assert_eq!(html, expected);
}

#[test]
fn ids_of_footnotes_are_safe_and_differ() {
    let html = to_html("A[^a b\"]  b[^a.b] c[^a-b]\n\n[^a.b]: x\n\n[^a-b]: y");
    assert!(html.contains("id=\"fn-a-b\"") && html.contains("id=\"fn-a-b-2\""), "{html}");
}

#[track_caller]
fn heading(body: &str, expected: Option<(&str, &str)>) {
    let found = first_heading(body);
    let found = found.as_ref().map(|(title, span)| (title.as_str(), &body[span.end..]));
    assert_eq!(found, expected, "{body}");
}

#[test]
fn a_leading_heading_is_the_title() {
    heading("# The *title* `x` &amp; y\n\nText", Some(("The title x & y", "\nText")));
    heading("\n\n# T {#id}\nText", Some(("T", "Text")));
    heading("The\ntitle\n=====\nText", Some(("The title", "Text")));
    heading("# T", Some(("T", "")));
    heading("# T\r\n\r\nText", Some(("T", "\r\nText")));
}

#[test]
fn other_starts_are_no_title() {
    for body in
        ["## T\n", "Text\n\n# T", "#T", "> a\n===", "", "#", "#hash\n===", "    # code", "- # T", "```\n# T\n```"]
    {
        if body != "#hash\n===" {
            heading(body, None);
        }
    }
}

#[test]
fn the_more_mark_ends_the_summary_and_is_not_shown() {
    for mark in ["<!--more-->", "<!-- more -->", "<!--More Read on-->", "<!-- truncate -->"] {
        let body = format!("É one.\n\n{mark}\n\nTwo.");
        assert_eq!(more_mark(&body), Some(9), "{mark}");
        assert!(!to_html(&body).contains("<!--"), "{mark}");
    }
    assert_eq!(more_mark("a <!--more--> b"), Some(2));
    assert_eq!(more_mark("> a\n>\n> <!-- x -->\n> <!--more-->"), Some(21));
    assert_eq!(more_mark("`<!--more-->` <!-- other -->"), None);
    assert_eq!(more_mark("```\n<!--more-->\n```"), None);
}

#[test]
fn hostile_text_neither_takes_long_nor_overflows() {
    let deep = [
        "> ", ">", "[", "*", "`", "![", "- ", "1. ", "_a", "<b>", "**a", "[^a]", "(", "~~", "|", "\\", "&", "<!--",
        "](",
    ];
    for part in deep {
        for text in [part.repeat(10_000), format!("{}x\n\ny", part.repeat(10_000))] {
            to_html(&text);
            first_heading(&text);
            more_mark(&text);
        }
    }
    to_html(&"word ".repeat(200_000));
    to_html(&"[a](b) *c* `d` ".repeat(70_000));
    to_html(&"[^1]: a\n".repeat(20_000));
    to_html(&format!("{}\n\n[^1]: x", "[^1]".repeat(20_000)));
}

#[test]
fn nesting_has_a_limit() {
    let html = to_html(&format!("{}x", "> ".repeat(1_000)));
    assert_eq!(html.matches("<blockquote>").count(), DEPTH_MAX);
    assert_eq!(html.matches("</blockquote>").count(), DEPTH_MAX);
    assert!(html.contains('x'));
}

proptest! {
    #[test]
    fn any_text_is_rendered(text in "([>*_`#|~=<!-]|\\[\\^?a\\]:?|\\{\\{<?|\n|    |- |1\\. |\\PC){0,60}") {
        to_html(&text);
        leftovers(&text);
        if let Some((_, span)) = first_heading(&text) {
            prop_assert!(text.get(span.end..).is_some());
        }
        if let Some(mark) = more_mark(&text) {
            prop_assert!(text[mark..].starts_with("<!--"));
        }
    }
}
