use super::*;
use crate::html::tokens::by_standard;
use proptest::prelude::*;

/// Everything that a handler is told.
#[derive(Debug, Default, PartialEq)]
struct Told(Vec<String>);

impl Handler for Told {
    fn start(&mut self, tag: &Tag) {
        self.0.push(format!("{tag:?}"));
    }
    fn end(&mut self, name: &str, place: (usize, usize)) {
        self.0.push(format!("/{name} {place:?}"));
    }
    fn text(&mut self, text: &str) {
        self.0.push(text.to_owned());
    }
}

/// Both ways tell the same; tells whether the short one was taken.
#[track_caller]
fn check(html: &str) -> bool {
    let (mut short, mut long) = (Told::default(), Told::default());
    by_standard(html, &mut long);
    let is_plain = tokenize(html, &mut short);
    assert_eq!(short, if is_plain { long } else { Told::default() }, "{html}");
    is_plain
}

#[test]
fn what_programs_and_most_people_write_is_plain() {
    for html in [
        "<p>One &amp; two, <em>é</em> <a href=\"/x?a&amp;b\" title=\"&quot;q&quot; 'r'\">l</a> &lt;b&gt; a > b.</p>\n",
        "<ol start=\"3\">\n<li id=\"a-b\">x</li></ol><hr />\n<br><br/><img src=\"a\" alt=\"\" /><video controls loop>",
        "<h1 class=\"a  b\"\n  id=\"c\">x</h1>text at the end",
        "",
        "text",
        "<pre><code class=\"language-rust\">a\n\n\tb</code></pre>",
        "<p id=x>a</p ><img src=i.png width=640 height=480 onload=\"shown(this)\">",
        "<a href=/b?c=d&e=f/><td align=center\tvalign=top><br\t/>",
        "R&D <b title='Q&A'>&page=2&x</b>",
        "<p id='x \"y\"' title=''>Rock & roll, R & D && &é &\n.",
        "a <!-- b --> c<!----><!-- <p> & \n - -->",
        "&eacute;&#39;&#8217;&#x2019;&#xfffe;&nbsp; <a title='&#10;&laquo;&' href=\"?a=b&c=d&copy=e\">",
        "<a data-x1=y @click=z xml:lang=fr x_y=&amp; v.b=a&#65;b=c>",
        "<iframe src=x></iframe><script async src=\"y\"></script>",
        "<svg width=1><g></g></svg><math></math>",
    ] {
        assert!(check(html), "{html}");
    }
}

#[test]
fn what_is_odd_is_left_to_the_standard() {
    for html in [
        "<a href=\"x\" href=\"y\" =\"z\">",
        "a &copyb c",
        "a &b",
        "&",
        "a &amp",
        "&notit;",
        "<P>",
        "<p ID=x>",
        "<p id=>",
        "<p id=a\"b>",
        "<p id=`x`>",
        "<p id = x>",
        "<p id=x",
        "<p id='x",
        "<!-->",
        "<!--->",
        "<!-- a -- b -->",
        "<!-- a --!> b -->",
        "<!-- a",
        "<!DOCTYPE html>",
        "<![CDATA[x]]>",
        "<!x>",
        "< b",
        "<p",
        "<a b",
        "<a b=\"",
        "a\r\nb",
        "a\0b",
        "<script>",
        "<script>x</script>",
        "<script/></script>",
        "<script x=y/></script>",
        "<plaintext></plaintext>",
        "<iframe> </iframe>",
        "</a b>",
        "<a b=\"c\"d>",
        "<a/b>",
        "<a b =\"c\">",
        "&ampx",
        "<x-y>",
        "<?x?>",
    ] {
        assert!(!check(html), "{html}");
    }
}

#[test]
fn references_by_name_mean_what_the_standard_says() {
    for (name, meant) in references::NAMED {
        assert!(check(&format!("a&{name};b<i title='c&{name};d'>")), "{name}");
        assert_eq!(resolved(&format!("&{name};"), Place::Text), meant.to_string());
    }
}

#[test]
fn names_that_begin_none_mean_themselves() {
    let letters = || ('A'..='Z').chain('a'..='z').chain('1'..='3');
    for (one, other) in letters().flat_map(|one| letters().map(move |other| (one, other))) {
        let is_begun = references::ENDLESS.iter().any(|name| *name == format!("{one}{other}"));
        assert_ne!(check(&format!("&{one}{other} <i title=&{one}{other}x>")), is_begun);
    }
    for name in references::ENDLESS {
        assert!(!check(&format!("&{name} ")) && !check(&format!("&{name}x.")), "{name}");
    }
    assert_eq!(references::ENDLESS.len(), 106);
}

#[test]
fn references_by_number_mean_what_the_standard_says() {
    for number in (0..0x300).chain(0xD7F0..0xE010).chain(0xFDC0..0x1_0010).chain(0x10_FFF0..0x11_0010) {
        check(&format!("&#{number};<i title=&#x{number:X};>"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6_000))]

    #[test]
    fn any_text_is_cut_as_the_standard_says(
        pieces in prop::collection::vec(prop_oneof![
            Just("<p>"), Just("</p>"), Just("<a href=\""), Just("\">"), Just("<br />"), Just(" alt"), Just("=\""), Just("\""),
            Just("&amp;"), Just("&quot;"), Just("&lt"), Just("&"), Just(">"), Just("<"), Just("/"), Just(" "), Just("\n"), Just("é"),
            Just("text"), Just("<img src=\"a\" alt=\"\">"), Just("<code class=\"x\">"), Just("</code>"), Just("A"), Just("<!"),
            Just("="), Just("'"), Just(";"), Just("\t"), Just("<pre>\n"), Just("<textarea>"), Just("\u{feff}"), Just("\u{1}"),
            Just("<p id="), Just(" x='"), Just("a=b"), Just("&c"), Just("&b d"), Just("&no"), Just("&amp"), Just("&nbsp;"), Just("&#39;"), Just("&#x2"), Just("#"), Just("8"),
            Just("<!--"), Just("-->"), Just("-"), Just("!"), Just("<iframe x=y>"), Just("</iframe>"), Just("<svg>"), Just("</p "), Just("`"),
        ], 0..14)
    ) {
        check(&pieces.concat());
    }
}
