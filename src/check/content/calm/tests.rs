use super::*;
use crate::check::check;
use proptest::prelude::*;

/// The rules that have something to say about an HTML text when it is read in full.
fn objections(html: &str) -> Vec<&'static str> {
    // An odd beginning that no rule minds sends every text the long way; in JSON nothing else reads it.
    let items = serde_json::json!([{ "id": "tag:carnet.example,2025:1", "content_html": format!("{html}\r") }]);
    let feed = serde_json::json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Carnet",
        "home_page_url": "https://carnet.example/", "items": items });
    let told = check(feed.to_string().as_bytes()).findings.into_iter();
    let concerned = |found: &crate::check::Finding| found.element.as_deref() == Some("content_html");
    told.filter(concerned)
        .map(|found| found.rule.name)
        .filter(|name| !name.starts_with("character-") && !name.starts_with("json-"))
        .collect()
}

/// What is calm has no objections; tells whether it is.
#[track_caller]
fn holds(html: &str) -> bool {
    let is_calm = is_calm(html);
    assert!(!is_calm || objections(html).is_empty(), "{html}: {:?}", objections(html));
    is_calm
}

#[test]
fn what_our_renderer_writes_is_calm() {
    for html in [
        "<p>One &amp; <b>two</b>: <a href=\"https://e.fr/?a&amp;b\" title=\"é\">x</a></p>\n<hr><br /><p>1 &lt; 2",
        "<h2 id=\"a\"\n class=\"b\">T &gt;&quot;</h2><ul><li>One<li>Two</ul><table><tr><td>x</table>",
        "<pre><code class=\"language-rust\">let x = &amp;y &lt;T&gt;;</code></pre>",
        "<figure><img src=\"https://a.example/1.jpg\" alt=\"\" width=\"640\" srcset=\"https://a.example/2.jpg 2x, https://b.example/3.jpg\">\
         <figcaption style=\"color: red\">One</figcaption></figure>",
        "<p>The(&amp;the) M&amp;S: &lt;br&gt; and &lt;/p>",
        "if a &#x3C;b &#x26;c",
        "<section><blockquote><figcaption>x</figcaption></blockquote></section><selectedcontent>x</selectedcontent>",
        "<a href=\"http://a.example\">x</a><a href=\"https://a.example#x\">x</a><a href=\"mailto:a@b.example\">x</a>",
        "<video controls src=\"https://a.example/1.mp4\"></video><blockquote cite=\"https://a.example:80/\">x</blockquote>",
    ] {
        assert!(holds(html), "{html}");
    }
}

#[test]
fn what_a_rule_may_mind_is_not_calm() {
    for html in [
        "<p><b>x</p>",
        "<b>x",
        "x</b>",
        "<p></p>",
        "<script></script>x",
        "<nosuch>x</nosuch>",
        "<form>x</form>",
        "<img src=\"https://a.example/1.jpg\">",
        "<img src=\"http://a.example/1.jpg\" alt=\"\">",
        "<img src=\"https://a.example/1.gif\" alt=\"\" width=\"1\" height=\"1\">",
        "<img src=\"https://a.example/1.gif\" alt=\"\" width=\" 1px \" height=\"0px\">",
        "<img alt=\"\" data-src=\"https://a.example/1.jpg\">",
        "<a href=\"/x\">x</a>",
        "<a href=\"#x\">x</a>",
        "<a href=\"\">x</a>",
        "<a href>x</a>",
        "<a href=\"https://localhost/\">x</a>",
        "<a href=\"https://192.168.1.1/\">x</a>",
        "<a href=\"javascript:x\">x</a>",
        "<a onclick=\"x\">x</a>",
        "<p style=\"position: fixed\">x</p>",
        "&lt;br>x",
        "x &lt;/b&gt;",
        "x&amp;#8217;s",
        "x&amp;#x3C;",
        "x&amp;eacute;",
        "x&amp;eacute;<b>y</b>",
        "a & b",
        "<P>x</P>",
        "<p id=x>x</p>",
        "<!-- x -->",
    ] {
        assert!(!holds(html), "{html}");
    }
}

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<em>x</em>",
        "<li>",
        "</li>",
        "<code>",
        "</code>",
        "<pre>\n",
        "</pre>",
        "<br>",
        "<br />",
        "</br>",
        "<hr>",
        "<a href=\"https://a.example/?a=1&amp;b=2\">",
        "<a href=\"",
        "</a>",
        "<img src=\"https://a.example/1.png\" alt=\"\">",
        "<img src=\"https://a.example/1.png\">",
        "<img alt=\"x\" src=\"",
        " alt=\"x\"",
        " width=\"1\"",
        " height=\"0px\"",
        " width=\"10\"",
        " href=\"https://a.example\"",
        " src=\"https://a.example\"",
        " srcset=\"https://a.example 2x\"",
        " srcset=\"a 2x\"",
        " style=\"color: red\"",
        " style=\"position: fixed\"",
        " style=\"background: url(x)\"",
        " class=\"x\"",
        " onclick=\"x\"",
        "https://a.example",
        "http://a.example",
        "https://10.0.0.1/",
        "https://nas.local",
        "https://a.example.",
        "https://a@b.example",
        "//a.example",
        "/x",
        "#x",
        "?x",
        "javascript:x",
        "mailto:x",
        "data:x",
        "\"",
        "\">",
        ">",
        "<",
        "/",
        "=",
        " ",
        "\n",
        "\t",
        "&amp;",
        "&lt;",
        "&gt;",
        "&quot;",
        "&nbsp;",
        "&",
        ";",
        "&amp;amp;",
        "&amp;the",
        "&#x3C;",
        "&#x26;",
        "&#x3c;",
        "&#x3E;",
        "&lt;/p",
        "&lt;img",
        "#8217;",
        "&lt;br&gt;",
        "&lt;p",
        "&amp;#1",
        "lt;",
        "eacute;",
        "é",
        "text",
        "A",
        "<script>",
        "</script>",
        "<svg>",
        "</svg>",
        "<title>",
        "<iframe>",
        "<form>",
        "<nosuch>",
        "<x-y>",
        "</nosuch>",
        "<!-- -->",
        "<!--",
        "<video controls>",
        "</video>",
        "<figure>",
        "</figure>",
        "<blockquote cite=\"https://a.example\">",
        "</blockquote>",
        "<image>",
        "<noscript>",
        "<table>",
        "</table>",
        "<h1 id=\"a\" id=\"b\">",
        "</h1>",
        "\u{feff}",
        "\u{a0}",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn nothing_is_to_be_said_of_what_is_calm(pieces in prop::collection::vec(piece(), 0..10)) {
        holds(&pieces.concat());
    }

    #[test]
    fn nothing_is_to_be_said_of_a_calm_tag(
        name in prop::sample::select(vec!["a", "img", "p", "video", "source", "image", "q"]),
        attributes in prop::collection::vec((
            prop::sample::select(vec![
                "href", "src", "srcset", "alt", "width", "height", "style", "cite", "poster", "title", "data-src", "background", "action",
            ]),
            prop::sample::select(vec![
                "", "x", "1", "0", " 1", "1px", " 1px ", "100%", "https://a.example", "https://a.example/1.png 2x, x 3x", "http://a.example", "HTTPS://a.example",
                "https://a.example\\x", "https://a.example:8080/", "https://localhost", "https:a", "https://", "https://?", "https:///", "a:b",
                "https://a.b@localhost/", "https://a.example&amp;", "&amp;", " https://a.example ", "https://[::1]/", "https://a.internal/x",
                "color: red", "margin: -9999px", "margin:1px;position:absolute",
            ]),
        ), 0..4),
        behind in prop::sample::select(vec!["x", "", "</a>x", "x</q>", "x</video>"]),
    ) {
        let attributes: String = attributes.iter().map(|(name, value)| format!(" {name}=\"{value}\"")).collect();
        holds(&format!("<{name}{attributes}>{behind}"));
    }
}
