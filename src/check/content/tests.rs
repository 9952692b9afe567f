//! What is found in texts, and where it is marked.

use crate::check::check as judge;

/// What is found in a feed's XML: `rule: marked text`, in order.
/// What this area's rules find.
fn found(xml: &str) -> Vec<String> {
    let judgement = judge(xml.as_bytes());
    let mark = |span: crate::diagnostic::Span| judgement.text.get(span.start..span.end).unwrap_or("?").to_owned();
    let ours = judgement.findings.iter().filter(|found| found.rule.area == "content");
    ours.map(|found| format!("{}: {}", found.rule.name, mark(found.span))).collect()
}

fn rss(item: &str) -> String {
    format!(
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>T</title>\
        <link>https://carnet.example/</link><description>D</description><language>fr</language>\
        <item>{item}<guid isPermaLink=\"false\">tag:carnet.example,2025:1</guid></item></channel></rss>"
    )
}

/// Only what this area's rules find.
#[track_caller]
fn check(html: &str, expected: &[&str]) {
    let ours: Vec<&str> = crate::check::rules::content::ALL.iter().map(|rule| rule.name).collect();
    let cdata = rss(&format!("<content:encoded><![CDATA[{html}]]></content:encoded>"));
    let is_ours = |line: &String| ours.iter().any(|name| line.starts_with(&format!("{name}: ")));
    let all: Vec<String> = found(&cdata).into_iter().filter(is_ours).collect();
    assert_eq!(all, expected, "{html}");
}

#[test]
fn sound_html_is_passed_over() {
    check("<p>One<p>Two<ul><li>a<li>b</ul><table><tr><td>1<td>2</table><br/><img src='https://a.example/' alt>", &[]);
    check(
        "<figure><picture><source srcset='https://a.example/1.png 1x, https://a.example/2.png 2x'></picture></figure>",
        &[],
    );
    check("<svg viewBox='0 0 1 1'><linearGradient/><path d='M0'/><title>a</title></svg><my-own>x</my-own>", &[]);
    check("Write &lt;b> and &lt;i>", &[]);
    check("AT&T &amp; &lt;3 &copy; <pre>&lt;p&gt;&amp;amp;&lt;/p&gt;</pre>", &[]);
}

#[test]
fn every_address_is_looked_at() {
    check("<a href='one.html'>1</a>", &["content-address-relative: one.html"]);
    check(
        "<img alt='' src=https://a.example/ srcset='a.png 1x,//b.example/b.png 2x'>",
        &["content-address-relative: a.png", "content-address-relative: //b.example/b.png"],
    );
    check("<video poster='/p.jpg'></video>", &["content-address-relative: /p.jpg"]);
    check(
        "<p style='background: url(a.png)'>x</p>",
        &["content-style-unsafe: background: url(a.png)", "content-address-relative: a.png"],
    );
    check("<a href=' JavaScript:go()'>1</a>", &["content-address-script:  JavaScript:go()"]);
    check("<audio src='http://a.example/1.mp3'></audio>", &["content-address-insecure: http://a.example/1.mp3"]);
}

#[test]
fn what_readers_drop_is_found_once_for_each_element() {
    check("<script>a < b && c</script>x", &["content-script: <script"]);
    check(
        "<object data='https://a.example/'><embed src='https://a.example/'></object>",
        &["content-embed: <object", "content-embed: <embed"],
    );
    check("<b ONCLICK=go()>x</b>", &["content-event-handler: go()"]);
    check("<svg><script>go()</script></svg>", &["content-script: <script"]);
    check("<once>x</once>", &["html-element-unknown: <once"]);
}

#[test]
fn broken_html_is_told_by_kind() {
    check("<div><b>x</div>", &["html-element-unclosed: <b>"]);
    check("x</div>", &["html-end-tag-stray: </div>"]);
    check("x <a", &["html-tag-broken: <a"]);
    check("x <a href='1", &["html-tag-broken: <a href='1"]);
    check("x <!-- y", &["html-tag-broken: <!-- y"]);
    check("<b>x", &["html-element-unclosed: <b>"]);
}

#[test]
fn lazy_and_tiny_images_are_found() {
    check(
        "<img alt='' src='data:image/gif;base64,R0lGODlhAQABAAAAACH5' data-src='https://a.example/1.png'>",
        &[
            "image-lazy: <img alt='' src='data:image/gif;base64,R0lGODlhAQABAAAAACH5' data-src='https://a.example/1.png'>",
        ],
    );
    check(
        "x<img src='https://a.example/1.gif' width=1 height=1>",
        &["image-tracks: <img src='https://a.example/1.gif' width=1 height=1>"],
    );
}

#[test]
fn places_in_escaped_text_are_exact() {
    let xml = rss("<description>é &lt;a href=\"x&#x2e;html\"&gt;1&lt;/a&gt;</description>");
    assert_eq!(found(&xml), ["content-address-relative: x&#x2e;html"]);
    let xml = rss("<title>A &lt;b>title&lt;/b></title>");
    assert_eq!(found(&xml), ["text-holds-html: &lt;b>"]);
}

#[test]
fn one_rule_does_not_speak_for_ever() {
    let xml = rss(&format!("<description>{}</description>", "&lt;a href='x'>1&lt;/a>".repeat(1_000)));
    assert_eq!(found(&xml).len(), 5);
}

#[test]
fn what_was_read_in_the_wrong_encoding_is_found() {
    check("Ã©tÃ©", &["text-misread: Ã", "text-misread: Ã"]);
    check("Ð¿Ñ€Ð¸Ð²ÐµÑ‚", &["text-misread: Ñ", "text-misread: Ð", "text-misread: Ñ"]);
    check("“IRMÔ, «NÃO», « BLÂME » ÂGÉ, Ðórir, 日本語, ﻿", &[]);
    check("a\u{93}b\u{fffd}", &["character-misread: \u{93}", "character-misread: \u{fffd}"]);
    check("\u{202e}x", &["character-turns-direction: \u{202e}"]);
}

#[test]
fn nothing_makes_it_panic() {
    for piece in [
        "<",
        "<a ",
        "<div>",
        "</div>",
        "<svg>",
        "&",
        "&#x",
        "<!--",
        "<?",
        "é<b style='",
        "<b style='a:b(;",
        "\u{93}<a href=x>",
        "<img srcset='a,,b ",
    ] {
        let html = piece.repeat(20_000).replace("]]>", "");
        let _ = judge(rss(&format!("<content:encoded><![CDATA[{html}]]></content:encoded>")).as_bytes());
        let escaped = html.replace('&', "&amp;").replace('<', "&lt;");
        let _ = judge(rss(&format!("<title>{escaped}</title><description>{escaped}</description>")).as_bytes());
    }
}
