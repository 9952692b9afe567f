use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::article::markdown::to_html;
use crate::article::{Article, Markup};
use crate::diagnostic::Span;
use crate::fingerprint::{self, Seen};
use crate::html::{self, Clean, Extent, Tag, tokenize};
use crate::model::{Text, Url};

/// What a handler is told.
#[derive(Debug, Default, PartialEq)]
struct Told(Vec<String>);

impl Handler for Told {
    fn start(&mut self, tag: &Tag) {
        self.0.push(format!("<{} {:?}>", tag.name, tag.attributes));
    }
    fn end(&mut self, name: &str, _: (usize, usize)) {
        self.0.push(format!("</{name}>"));
    }
    fn text(&mut self, text: &str) {
        self.0.push(text.to_owned());
    }
}

/// Whether a feed can't carry a character.
fn is_left_out(character: char) -> bool {
    Text::new(character).is_err()
}

/// Both ways tell the same, and are cleaned to the same; tells whether the short one was taken.
#[track_caller]
fn check(body: &str) -> bool {
    let html = to_html(body);
    let (mut short, mut long) = (Told::default(), Told::default());
    if !tell(body, &mut short) {
        return false;
    }
    tokenize(&html, &mut long);
    assert_eq!(short, long, "{body:?} is {html:?}");
    let page = Url::parse("https://e.fr/a/b/?c").unwrap();
    let clean = html::clean(&html, &page);
    let told = |extent| html::clean_told(body.len(), &page, extent, None, |handler| tell(body, handler));
    let (with_text, without_text) = (told(Extent::WithText), told(Extent::WithoutText));
    assert_eq!(with_text.is_some(), without_text.is_some(), "{body:?}");
    let without_text = without_text.map(|without| Clean { text: clean.text.clone(), ..without });
    assert!([&with_text, &without_text].into_iter().flatten().all(|told| *told == clean), "{body:?}");
    let article = Article::bare("a.md", Markup::Markdown, Span::new(0, body.len()));
    let mut seen = Seen::new(&page);
    html::clean_told(body.len(), &page, Extent::WithoutText, Some(&mut seen), |handler| tell(body, handler));
    for lead in ["", "<p><img src=\"https://e.fr/l.png\" alt=\"L  &amp; m\" width=\"2\"></p>\n"] {
        let meaning = fingerprint::meaning(&article, &format!("{lead}{}", clean.html), &page);
        let seen = Seen::clone(&seen).meaning(&article, lead);
        let is_whole = with_text.is_some() && !body.contains(is_left_out) && !body.contains("&#");
        assert!(
            if is_whole { seen == Some(meaning) } else { seen.is_none_or(|seen| seen == meaning) },
            "{lead}{body:?}"
        );
    }
    with_text.is_some()
}

/// What stands in articles every day.
const ORDINARY: &[&str] = &[
    "# Title {#id .class}\n\n## A *b* `c`\n\nText  \nwith breaks\\\nand _more_ **of** ~~it~~ `code <b>`.\n",
    "[a](/b?c=d&e \"It's \u{201c}q\u{201d}\") ![i *j*](../k.png 'l') <https://e.fr/x> <a@b.fr> [r][] [s].\n\n[r]: x.html\n[s]: #t 'u'",
    "See https://e.fr/a_b_c?d=1&e=2, www.e.fr and (http://e.fr/*x*).\n",
    "- a\n- b\n  - c\n\n    d\n\n1. e\n2. f\n\n7. g\n\n- [x] h https://e.fr\n- [ ] i\n",
    "> q\n>\n> > r\n\n> [!NOTE]\n> s\n\n> [!warning]\n\n***\n\nt\n---\n",
    "```rust ignore\nlet a = \"<b>\";\n\n\tlet c = d && e;\n```\n\n    indented\n\n~~~\n~~~\n",
    "| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | `2` | [3](4) | <br> |\n| x |\n\n|a|\n|-|\n",
    "One[^1] two[^b] three[^1].\n\n[^1]: A *note*.\n[^b]: Another.\n\n    More[^c].\n\n[^c]: Last.\n",
    "Raw <kbd>K</kbd>, <br> <sub class=\"x\">2</sub>, <a href=\"/x\">https://e.fr</a> https://e.fr\n\n<div class=\"note\">\n\n*x*\n\n</div>\n\n<p>y</p>\n",
    "Entities &amp; &copy; &#8211; &lt;b&gt; &nbsp;x, L\u{2019}été\u{a0}: 日本語 🎉 \"q\" 'r' a & b < c > d\n",
    "Line\r\nline\r\n\r\n- x\r\n",
    "Before.\n\n<!--more-->\n\nBehind <!-- more --> it.\n",
    "[a *b* ![c](d)](e) [![f][g]](h)\n\n[g]: i.png \"j\"\n",
    "<p align=center>Press <kbd>K</kbd> &amp; *x*</p>\n\n<table>\n<tr><th>a<th>b\n<tr><td>1 & 2<td>&nbsp;3\n</table>\n",
    "<figure class='wide'>\n<img src=/i.png alt=\"k\" width=640 height=480 onload=\"shown(this)\">\n<figcaption style=x>l</figcaption>\n</figure>\n",
    "a <!-- b --> c <span>d<!-- e --></span>\n\n<!-- f & <g>\n\nh -->\n\n<details open><summary>i &mdash; j</summary>\n\nk\n\n</details>\n",
    "<iframe src=\"https://e.fr/v?a=b&c=d\" allowfullscreen></iframe>\n\n<script async src=x></script> <svg width=1></svg> &#8217;<b title='&#39;'>\n",
    "<P ALIGN=x>y</P>\n\n<!-- x -- y -->\n\n<script>\nif (a < b && c) x(\"</div>\");\n</script>\n\na <BR/ > b <SVG viewBox=0><Path/></SVG> c\n",
    "<div>\nx < y &eacute z &ampw <![CDATA[v]]> </> <?u?> <b/c=d>\n</div>\n\n<style>\n\n<b> {}\n</style>\n",
    "",
    "\n\n",
];

#[test]
fn what_articles_hold_is_told() {
    for body in ORDINARY {
        assert!(check(body), "{body}");
    }
    assert!(check(&ORDINARY.join("\n\n")));
}

#[test]
fn what_is_not_sure_is_left_to_the_renderer() {
    for body in [
        "<div>&eacute",
        "<script>x\n\ny",
        "<div title='\n\n'>",
        "<div\n\n>",
        "<title>\n\n*x*\n\n</title>",
        "a&#13;b",
        "# a {b=c}",
        "![a <b> c](d)",
        "A [b](c \"d\ne \\\" f\").",
        &"> ".repeat(DEPTH_MAX + 1),
    ] {
        assert!(!check(body), "{body}");
    }
    assert!(check(&format!("{}x", "> ".repeat(DEPTH_MAX - 1))));
    assert!(check("[a](b \"c \\\" d\")\n\nLines of\nprose."));
}

#[test]
fn long_texts_end_where_they_did() {
    let words = "Words and *more* words &amp; `code`, ".repeat(400);
    assert!(
        check(&words)
            && check(&"a ".repeat(3_000))
            && check(&format!("{}*b*{}", "a ".repeat(2_040), "c ".repeat(3_000)))
    );
    assert!(check(&"é\n".repeat(3_000)));
    // The parser lets references make as much text as there is in all.
    let (prose, items) = ("Plain words.\n\n".repeat(20_000), "- [r]\n".repeat(150));
    assert!(check(&format!("{prose}{items}\n[r]: https://e.fr/{}\n", "a".repeat(1_000))));
}

/// Pieces of Markdown, of all constructs and of what goes wrong with them.
fn pieces() -> Vec<&'static str> {
    vec![
        "<!DOCTYPE x>",
        "</",
        "<plaintext>",
        "<textarea>",
        "</textarea>",
        "<noscript>",
        "</noscript>",
        "--!>",
        "<!-->",
        "<b\x0cc>",
        "\n",
        "\n\n",
        "\n\n",
        "  \n",
        "\\\n",
        " ",
        "a",
        "word ",
        "é",
        "\u{a0}",
        "日本",
        "# ",
        "## ",
        "> ",
        "- ",
        "* ",
        "1. ",
        "3) ",
        "    ",
        "\t",
        "```\n",
        "```rust\n",
        "~~~ c++ x\n",
        "---\n",
        "===\n",
        "| a | b |\n|---|:-:|\n| c | d |\n",
        "|",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "``",
        "[",
        "](",
        ")",
        "](/x)",
        "](../y.html#z \"t\")",
        "](<a b>)",
        "![",
        "![alt](i.png)",
        "[r]",
        "[r][]",
        "\n[r]: /u 't'\n",
        "<https://e.fr/a>",
        "<a@b.fr>",
        "https://e.fr/x_y",
        "www.e.fr",
        "http://",
        "(",
        "'",
        "\"",
        "&",
        "&amp;",
        "&copy;",
        "&#13;",
        "&#0;",
        "&#10;",
        "&lt;",
        "<",
        ">",
        "<b>",
        "</b>",
        "<a href=\"/x\">",
        "</a>",
        "<br />",
        "<kbd>",
        "</kbd>",
        "<div>\n",
        "</div>\n",
        "<pre>\n",
        "</pre>\n",
        "<p>",
        "</p>",
        "<span class=\"lineno\">",
        "</span>",
        "<table>",
        "<td>",
        "<li>",
        "<!--more-->",
        "<!-- x -->",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<p id=x>",
        "<i title='y'>",
        "<img src=z alt=a/>",
        "<div>& &nbsp;&#39;&amp;",
        "<iframe src=w>",
        "<DIV\n",
        "<B C = D>",
        "<?",
        "<![CDATA[",
        "]]>",
        "<title>",
        "</title>",
        "</iframe>",
        "<b onclick=\"x\">",
        "<img src=\"j.png\">",
        "<svg>",
        "[^1]",
        "\n[^1]: note\n",
        "[^",
        "[x] ",
        "[ ] ",
        "[!NOTE]\n",
        "{#id}",
        "{#id .c k=v}",
        "\r",
        "\r\n",
        "\u{1}",
        "\u{0}",
        "\u{fffe}",
        "\u{feff}",
        "javascript:1",
        "](javascript:1)",
        "](http://[x)",
        "](data:image/png;base64,x)",
        "\\",
        "!",
        ".",
        ":",
        "//",
        "{{",
        "<https://e.fr/'>",
        "](mailto:a@b)",
        "](#s)",
        "](?q=\u{e9}'&r)",
        "<sup>",
        "</sup>",
        "<h2>",
        "</h2>",
    ]
}

/// A line, most often one of prose.
fn line() -> impl Strategy<Value = String> {
    let prose =
        || select(vec!["word ", "a", "É", "日本 ", "Text", "b*", "x`", "c [d", "e]: ", "f](", "g <", "h {#i", "j {.k"]);
    let other = select(vec![
        "",
        "",
        "",
        "> ",
        "- ",
        "1. ",
        "    ",
        "```",
        "~~~",
        "---",
        "===",
        " ===",
        "   ---",
        "= ",
        "-",
        "# ",
        "<pre>",
        "<div>",
        "<!--",
        "*",
        "[r]: ",
        "[r]:",
        "| a | b |",
        "|---|---|",
        "[",
        "<b ",
        "'",
        "\t",
        "1",
        "\u{b}",
    ]);
    let on_a_line = pieces().into_iter().filter(|piece| !piece.contains('\n')).collect::<Vec<_>>();
    let inside = prop::collection::vec(select(on_a_line), 0..4);
    let end =
        select(vec!["", "b", "c.", "*", "`", ")", "\"", "'", " ", "  ", "\\", "é", "->", "]:", "<a", "{", "}", "\r"]);
    let start = prop_oneof![6 => prose(), 2 => other];
    (start, inside, prose(), end).prop_map(|(start, inside, word, end)| match start {
        "" => "\n".to_owned(),
        _ => format!("{start}{}{word}{end}\n", inside.concat()),
    })
}

/// A paragraph as most are, and what goes wrong in it.
fn paragraph() -> impl Strategy<Value = String> {
    let common = select(vec![
        "word",
        "é",
        "a",
        " ",
        " ",
        " ",
        "\n",
        "\n",
        ", ",
        ". ",
        "*b*",
        "**c d**",
        "`e`",
        "[f](g)",
        "[h `i`](../j/?k=l&m)",
        "(",
        ")",
        "\"",
        "’",
        "日本",
        "https://e.fr/n",
    ]);
    let rare = select(vec![
        "*",
        "**",
        "***",
        "`",
        "``",
        "[",
        "]",
        "](",
        "!",
        "![",
        "_",
        "__",
        "~",
        "&",
        "&amp;",
        "<",
        "\\",
        "[r]",
        "[r][]",
        ":",
        "](<o>)",
        "](p \"q\")",
        "\u{a0}",
        "\u{2003}",
        "\u{feff}",
        "  \n",
        "#",
        "=",
        "-",
        "1. ",
        ">",
        "|",
        "\t",
        ";",
        "/",
        "'",
        "\n\n",
        "—",
        "$",
    ]);
    let pieces = prop::collection::vec(prop_oneof![8 => common, 1 => rare], 0..16);
    let start = select(vec!["Word", "A ", "É", "B*", "C `", "", "- ", "\u{feff}"]);
    let around = select(vec![
        "",
        "```\n",
        "\n```\n",
        "> ",
        "- x\n",
        "<pre>\n\n",
        "[r]: /s\n\n",
        "# t\n",
        "<div>\n\n",
        "a|b\n-|-\n",
    ]);
    (around, start, pieces).prop_map(|(around, start, pieces)| format!("{around}{start}{}\n\n", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn what_is_told_is_what_would_be_written(pieces in prop::collection::vec(select(pieces()), 0..24)) {
        check(&pieces.concat());
    }

    #[test]
    fn broken_lines_are_told_as_they_are(lines in prop::collection::vec(line(), 0..12)) {
        check(&lines.concat());
    }

    #[test]
    fn paragraphs_are_told_as_the_parser_has_them(paragraphs in prop::collection::vec(paragraph(), 1..4)) {
        check(&paragraphs.concat());
    }

    #[test]
    fn ordinary_constructs_are_told_in_any_order_and_depth(
        blocks in prop::collection::vec((0..ORDINARY.len(), select(vec!["", "> ", "- ", "1. ", "> - "])), 0..5)
    ) {
        let mut body = String::new();
        for (number, prefix) in blocks {
            let rest = prefix.replace(|c: char| c != '>', " ");
            for (at, line) in ORDINARY[number].lines().enumerate() {
                body.push_str(if at == 0 { prefix } else { &rest });
                body.push_str(line);
                body.push('\n');
            }
            body.push('\n');
        }
        // Where an element is left out to its end, it may be that it has none.
        prop_assert!(check(&body), "{body}");
    }
}
