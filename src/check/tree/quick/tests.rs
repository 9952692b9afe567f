use super::*;
use crate::check::beginning::limit;
use crate::check::context::Context;
use crate::check::tree::Node;
use crate::check::tree::general::copied;
use proptest::prelude::*;

/// What is read the quick way is what the library reads; tells whether it was.
#[track_caller]
fn check(text: &str) -> bool {
    let Some(quick) = read(text) else { return false };
    assert_eq!(limit(text, MARKUP_MAX, &mut Context::new(text)), None, "{text}");
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let general = roxmltree::Document::parse_with_options(text, options).expect(text);
    let general = copied(&general);
    assert_eq!(quick.told(), general.told(), "{text}");
    [quick, general].iter().for_each(|document| glances_are_right(document, text));
    true
}

/// What a document tells at a glance is what a look at each of its elements tells.
#[track_caller]
fn glances_are_right(document: &Document<'_>, text: &str) {
    let elements: Vec<_> = document.descendants().filter(|node| node.is_element()).collect();
    let names: Vec<_> = elements.iter().map(|node| node.tag_name()).collect();
    for node in document.descendants() {
        for name in &names {
            let local = name.name();
            let found: Vec<_> = node.children_named(local).map(|child| child.range()).collect();
            let expected = node.children().filter(|child| child.has_tag_name(local)).map(|child| child.range());
            assert_eq!(found, expected.collect::<Vec<_>>(), "{text}");
            let Some(uri) = name.namespace() else { continue };
            let found: Vec<_> = node.children_named((uri, local)).map(|child| child.range()).collect();
            let expected = node.children().filter(|child| child.has_tag_name((uri, local))).map(|child| child.range());
            assert_eq!(found, expected.collect::<Vec<_>>(), "{text}");
        }
    }
    // The first of each name as it is written and of each namespace, however it is written.
    let firsts = |nodes: &mut dyn Iterator<Item = Node<'_, '_>>| -> Vec<usize> {
        let mut seen = std::collections::HashSet::new();
        let is_first = |node: &Node<'_, '_>| {
            let written = text[node.range().start + 1..].split(['>', '/', ' ', '\n', '\t']).next().map(str::to_owned);
            let uri = node.tag_name().namespace().map(str::to_owned);
            seen.insert((None, uri.clone())) | seen.insert((written, uri))
        };
        nodes.filter(is_first).map(|node| node.range().start).collect()
    };
    assert_eq!(firsts(&mut document.fresh()), firsts(&mut elements.iter().copied()), "{text}");
    for node in elements.iter().filter(|node| !node.may_declare()) {
        let tag = text[node.range()].split('>').next().unwrap();
        assert!(!tag.contains("xmlns"), "{text}");
    }
}

#[test]
fn feeds_are_read_the_quick_way() {
    for text in [
        "<a/>",
        "<?xml version=\"1.0\" encoding='utf-8'?>\n<a b=\"1\" c = '2'>é<b/>x&lt;&#233;<![CDATA[<i>&]]></a>\n<!-- end -->\n",
        "<?xml version='1.0'?><?xml-stylesheet href='a'?><!-- a - b --><a xmlns='u' xmlns:b='v'><b:c b:d='\te&amp;'/></a>"
            .replace("\te", "e")
            .as_str(),
        "<a xmlns='u'><b xmlns=''><c xmlns='v'/></b><d xml:lang='fr'></d ></a>",
        "<a><![CDATA[]]>x<![CDATA[]]]]><![CDATA[>]]><!-- --><?p?>y&amp;z</a>",
        "<a><![CDATA[a[1] b[2] ]] c[3] d[4] e[5] ]]]></a>",
        "<a\n b='x\ny'\t/>",
    ] {
        assert!(check(text), "{text}");
    }
}

#[test]
fn what_is_odd_or_wrong_is_left_to_the_library() {
    for text in [
        "",
        "text",
        "<a>",
        "<a></b>",
        "<a b='1' b='2'/>",
        "<a x:b='1'/>",
        "<x:a/>",
        "<a>\r\n</a>",
        "<a>\u{1}</a>",
        "<a>\u{fffe}</a>",
        "<a>&nbsp;</a>",
        "<a>&#1;</a>",
        "<a>&#13;</a>",
        "<a>]]></a>",
        "<!DOCTYPE a><a/>",
        "<a/><b/>",
        "<a/>x",
        "<a b=1/>",
        "<a b='<'/>",
        "<a b='1'c='2'/>",
        "<!-- -- --><a/>",
        "<a><!-- ---></a>",
        " <?xml version='1.0'?><a/>",
        "<a xmlns:x='u' xmlns:y='u' x:b='' y:b=''/>",
        "<a xmlns:xml='u'/>",
        "<xml:a/>",
        "<é/>",
        "<a><?xml version='1.0'?></a>",
    ] {
        assert!(!check(text), "{text}");
    }
}

#[test]
fn what_is_too_much_is_left_to_the_library() {
    let nested: String = (0..300).map(|at| format!("<a xmlns:n{at}='u'>")).collect();
    assert!(!check(&format!("{nested}{}", "</a>".repeat(300))));
    let crowded: String = (0..300).map(|at| format!(" a{at}='1'")).collect();
    assert!(!check(&format!("<a{crowded}/>")));
    assert!(check(&format!("<r>{}</r>", "<a xmlns:n='u'><b xmlns='v'/></a>".repeat(300))));
}

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "<a>",
        "</a>",
        "<b>",
        "</b>",
        "<x:a>",
        "</x:a>",
        "<a/>",
        "<x:b y='1'/>",
        "<a xmlns:x='u'>",
        "<a xmlns='v'>",
        "<a xmlns=''>",
        "<b xmlns:x=\"w\" x:c='d' c='d'>",
        "<a b='1' c=\"2\">",
        "<a b='1' b='2'>",
        "<a b = '&lt;&#65;'\n>",
        "<a b='\n'>",
        "<a b='&amp;\t'>",
        "<a xml:lang='fr'>",
        "<!-- c -->",
        "<!-- - -->",
        "<!---->",
        "<!--->",
        "<![CDATA[x<]]>",
        "<![CDATA[]]>",
        "<![CDATA[]]]]>",
        "]]>",
        "<?p q?>",
        "<?p?>",
        "<?xml version='1.0'?>",
        "<?XML v?>",
        "&lt;",
        "&amp;",
        "&#233;",
        "&#xe9;",
        "&#x1F600;",
        "&#1;",
        "&#13;",
        "&nbsp;",
        "&",
        "&#",
        ";",
        "é",
        "text",
        " ",
        "\n",
        "\t",
        "\r",
        "\r\n",
        "\u{b}",
        "\u{fffd}",
        "\u{fffe}",
        "\u{ffff}",
        "\u{85}",
        ">",
        "<",
        "/",
        "=",
        "'",
        "\"",
        "!",
        "?",
        "-",
        ":",
        "xmlns",
        "xmlns:x='u'",
        "<!DOCTYPE a>",
        "<!ENTITY e 'x'>",
        "<a xmlns:xml='u'>",
        "<a xmlns:xmlns='u'>",
        "<a:b:c/>",
        "<:a/>",
        "<a:/>",
        "<1/>",
        "<a.b-c_1/>",
        "</a >",
        "</a\n>",
        "<a\n/>",
        "< a>",
        "<a / >",
        "<é/>",
        "<aé/>",
        "\u{feff}",
        "<a xmlns:x=''>",
        "<a xmlns='http://www.w3.org/XML/1998/namespace'>",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn any_text_is_read_as_by_the_library(pieces in prop::collection::vec(piece(), 0..8)) {
        check(&pieces.concat());
    }

    #[test]
    fn any_content_is_read_as_by_the_library(pieces in prop::collection::vec(piece(), 0..8)) {
        check(&format!("<?xml version=\"1.0\"?>\n<r xmlns:x='u'>{}</r>\n", pieces.concat()));
    }

    #[test]
    fn nested_elements_are_read_as_by_the_library(pieces in prop::collection::vec((0..12_usize, piece()), 0..12)) {
        // Every second piece closes what is open, so that many are well formed.
        let mut text = String::from("<r xmlns:x='u'>");
        let mut open = Vec::new();
        for (what, piece) in pieces {
            match what {
                0..4 => {
                    let tags = ["<a>", "<x:b c='1'>", "<a xmlns='v' xmlns:x='w'>", "<b xmlns:y='z' y:d='&gt;'>"];
                    text.push_str(tags[what]);
                    open.push(["a", "x:b", "a", "b"][what]);
                }
                4..7 => if let Some(name) = open.pop() {
                    text.push_str(&format!("</{name}>"));
                },
                7..10 => text.push_str(["text &amp; é", "<![CDATA[<p>]]>", "<x:e f='1' g='2'/>"][what - 7]),
                _ => text.push_str(piece),
            }
        }
        open.iter().rev().for_each(|name| text.push_str(&format!("</{name}>")));
        check(&format!("{text}</r>"));
    }
}
