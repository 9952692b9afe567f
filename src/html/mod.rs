//! An article's HTML → HTML that is safe in any reader and complete by itself.
//!
//! # Why
//! A feed reader shows other people's HTML beside its own, away from the page's scripts, styles and address. So what
//! could run is taken out, what only works on the page (forms, embeds, lazy images) becomes what works anywhere, every
//! address becomes absolute, and every element is closed.
//!
//! The text is cut into tags as the HTML standard says (section 13.2.5), by a tokenizer; the tree is ours. The
//! standard's own tree construction may copy open formatting elements into every block, so that a text of a megabyte
//! can become a tree of gigabytes. Here the open elements are a stack of bounded depth, and time is linear.

mod allowed;
mod cleaner;
mod dropped;
mod embed;
mod text;
mod tokens;
mod urls;

use memchr::{memchr, memchr3};

use crate::bytes::holds_byte;
use crate::html::cleaner::out::Out;
use crate::model::{Text, Url};

pub(crate) use allowed::Element;
pub use text::{excerpt, plain_text};
pub(crate) use tokens::{Handler, Tag, plain, tokenize, tokenize_part};

/// What came of cleaning an article's HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clean {
    /// The HTML: safe, well nested, every address absolute.
    pub html: Text,
    /// The text of the first paragraph that says anything.
    pub first_paragraph: Option<Text>,
    /// The beginning of the text, without markup: at most [`TEXT_BYTES`] and a little.
    pub text: String,
    /// The first images, in order.
    pub images: Vec<FoundImage>,
    /// What was taken out, by kind, in the order of its first occurrence.
    pub removed: Vec<Removed>,
    /// References that are no addresses, as written; the first ones.
    pub broken_addresses: Vec<String>,
}

/// An image that the HTML shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundImage {
    /// Its address.
    pub url: Url,
    /// What it shows, in words.
    pub alt: Option<Text>,
    /// Width and height, where both are given in pixels.
    pub size: Option<(u32, u32)>,
}

/// Something that was taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// What: `<script>`, `onclick`, a `javascript:` address.
    pub what: String,
    /// How often.
    pub count: usize,
}

/// How much plain text [`Clean::text`] keeps: enough to tell a language.
pub const TEXT_BYTES: usize = 4096;

/// Cleans HTML of the page that stands at an address. It never fails: what can't be kept is left out, and its text
/// stays.
pub fn clean(html: &str, page: &Url) -> Clean {
    let mut endless = Vec::new();
    let base = page.base();
    loop {
        let out = Out::new(html.len() + html.len() / 8, None);
        let mut cleaner = cleaner::Cleaner::new(&base, Extent::WithText, endless, out);
        tokenize(html, &mut cleaner);
        match cleaner.endless() {
            Some(more) => endless = more,
            None => return cleaner.finish(),
        }
    }
}

/// How much of what comes of cleaning is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    WithText,
    /// All but [`Clean::text`], which may be left empty.
    WithoutText,
}

/// Who sees HTML while it is written.
pub(crate) trait Witness {
    /// A start tag, and its attributes with their values before they are escaped.
    fn tag(&mut self, element: &Element, attributes: &[(String, String)]);
    /// An end tag.
    fn end(&mut self, element: &Element);
    /// Text, before it is escaped.
    fn text(&mut self, text: &str);
    /// Other HTML came of it than what was seen.
    fn forget(&mut self);
}

/// Cleans HTML that is not written but told, tag by tag; `None` where that can't be done, so that it has to be written.
/// The length is about that of the HTML, in bytes.
pub(crate) fn clean_told(
    length: usize,
    page: &Url,
    extent: Extent,
    mut witness: Option<&mut dyn Witness>,
    tell: impl Fn(&mut dyn Handler) -> bool,
) -> Option<Clean> {
    let base = page.base();
    let out = Out::new(length, witness.as_mut().map(|witness| &mut **witness as &mut dyn Witness));
    let mut cleaner = cleaner::Cleaner::new(&base, extent, Vec::new(), out);
    let is_told = tell(&mut cleaner) && cleaner.endless().is_none();
    let clean = is_told.then(|| cleaner.finish());
    match (&clean, witness) {
        (None, Some(witness)) => witness.forget(),
        // Without a paragraph, the first line of the text stands for it.
        (Some(clean), _) if extent == Extent::WithoutText && clean.first_paragraph.is_none() => {
            return clean_told(length, page, Extent::WithText, None, tell);
        }
        _ => {}
    }
    clean
}

/// Writes text so that HTML shows it as it is, also within a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 16);
    push_escaped(&mut escaped, text);
    escaped
}

/// Adds the text of an attribute.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    match memchr(b'\r', text.as_bytes()) {
        // A carriage return would be another character after XML has been read (XML 1.0, section 2.11).
        Some(_) => push_escaped_as_is(out, &text.replace('\r', "\n")),
        None => push_escaped_as_is(out, text),
    }
}

/// Adds text between tags, where quotes are letters like any other.
pub(crate) fn push_text(out: &mut String, text: &str) {
    match memchr(b'\r', text.as_bytes()) {
        Some(_) => push_text_as_is(out, &text.replace('\r', "\n")),
        None => push_text_as_is(out, text),
    }
}

/// Adds the text of an attribute, in which carriage returns stay.
fn push_escaped_as_is(out: &mut String, text: &str) {
    let is_special = |byte: u8| (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"');
    match holds_byte(text.as_bytes(), is_special) {
        true => push_encoded(out, text, |rest| rest.bytes().position(is_special)),
        false => out.push_str(text),
    }
}

/// Adds text between tags, in which carriage returns stay.
fn push_text_as_is(out: &mut String, text: &str) {
    if !holds_byte(text.as_bytes(), |byte| (byte == b'&') | (byte == b'<') | (byte == b'>')) {
        return out.push_str(text);
    }
    push_encoded(out, text, |rest| memchr3(b'&', b'<', b'>', rest.as_bytes()));
}

fn push_encoded(out: &mut String, text: &str, next_special: impl Fn(&str) -> Option<usize>) {
    let mut rest = text;
    while let Some(at) = next_special(rest) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Url {
        Url::parse("https://e.fr/a/b/").unwrap()
    }

    #[track_caller]
    fn check(html: &str, expected: &str) {
        check_only(html, expected);
        let again = clean(expected, &page());
        assert_eq!(again.html.as_str(), expected, "cleaning twice changes {html}");
    }

    #[track_caller]
    fn check_only(html: &str, expected: &str) {
        assert_eq!(clean(html, &page()).html.as_str(), expected, "{html}");
    }

    #[test]
    fn every_address_becomes_absolute() {
        check("<a href=x>1</a>", "<a href=\"https://e.fr/a/b/x\">1</a>");
        check("<a href='../é?q=1&r=2#f'>1</a>", "<a href=\"https://e.fr/a/%C3%A9?q=1&amp;r=2#f\">1</a>");
        check("<a href=\"#s\">1</a>", "<a href=\"https://e.fr/a/b/#s\">1</a>");
        check("<a href='//cdn.fr/x'>1</a>", "<a href=\"https://cdn.fr/x\">1</a>");
        check("<a href=' \n mailto:a@b.fr '>1</a>", "<a href=\"mailto:a@b.fr\">1</a>");
        check("<img src=i.png alt=A>", "<img src=\"https://e.fr/a/b/i.png\" alt=\"A\">");
        check(
            "<img src=i.png srcset='a.png 1x, /b,c.png 2x ,d.png'>",
            "<img src=\"https://e.fr/a/b/i.png\" srcset=\"https://e.fr/a/b/a.png 1x, https://e.fr/b,c.png 2x, https://e.fr/a/b/d.png\" alt=\"\">",
        );
        check("<img data-src=l.png src='data:image/gif;base64,R0'>", "<img src=\"https://e.fr/a/b/l.png\" alt=\"\">");
        check(
            "<img data-srcset='l.png 2x'>",
            "<img src=\"https://e.fr/a/b/l.png\" srcset=\"https://e.fr/a/b/l.png 2x\" alt=\"\">",
        );
        check(
            "<picture><source srcset='w.webp 2w' type=image/webp><img src=w.png></picture>",
            "<picture><source srcset=\"https://e.fr/a/b/w.webp 2w\" type=\"image/webp\"><img src=\"https://e.fr/a/b/w.png\" alt=\"\"></picture>",
        );
        check(
            "<video src=v.mp4 poster=p.jpg></video>",
            "<video src=\"https://e.fr/a/b/v.mp4\" poster=\"https://e.fr/a/b/p.jpg\" controls><a href=\"https://e.fr/a/b/v.mp4\">v.mp4</a></video>",
        );
        check("<blockquote cite=c><p>q</blockquote>", "<blockquote cite=\"https://e.fr/a/b/c\"><p>q</p></blockquote>");
        check("<a name=n>x</a>", "<a id=\"n\">x</a>");
    }

    #[test]
    fn what_lazy_loading_hides_is_put_back() {
        for img in [
            "<img src=blur.jpg data-src=l.jpg>",
            "<img src='#' data-original=l.jpg>",
            "<img src=blur.jpg srcset='data:image/gif;base64,R0 1w' data-src=l.jpg>",
            "<img src='data:image/gif;base64,R0' data-lazy=l.jpg>",
            "<img src=l.jpg data-src='x:y'>",
            "<img src=l.jpg data-url=/api>",
        ] {
            check_only(img, "<img src=\"https://e.fr/a/b/l.jpg\" alt=\"\">");
        }
        check_only(
            "<img src='data:image/gif;base64,R0' srcset='data:image/gif;base64,R0' data-srcset='l.jpg 2x'>",
            "<img src=\"https://e.fr/a/b/l.jpg\" srcset=\"https://e.fr/a/b/l.jpg 2x\" alt=\"\">",
        );
        check(
            "<picture><source data-srcset=w.webp><source><img src=w.png></picture>",
            "<picture><source srcset=\"https://e.fr/a/b/w.webp\"><img src=\"https://e.fr/a/b/w.png\" alt=\"\"></picture>",
        );
        check(
            "<video data-poster=p.jpg><source data-src=v.mp4></video>",
            "<video poster=\"https://e.fr/a/b/p.jpg\" controls><source src=\"https://e.fr/a/b/v.mp4\"><a href=\"https://e.fr/a/b/v.mp4\">v.mp4</a></video>",
        );
        let many: String = (0..20).map(|n| format!("<img data-src={n}><noscript><img src={n}></noscript>")).collect();
        assert_eq!(clean(&many, &page()).html.as_str().matches("<img").count(), 20);
    }

    #[test]
    fn what_runs_is_taken_out() {
        check("a<script>alert(1)</script>b", "ab");
        check("<p onclick='x()' style='x'>a</p>", "<p>a</p>");
        check("<a href='java&#x0A;script:alert(1)'>x</a>", "<a>x</a>");
        check("<a href='&#1;JaVaScRiPt:alert(1)'>x</a>", "<a>x</a>");
        check("<a href='feed:javascript:alert(1)'>x</a>", "<a>x</a>");
        check("<a href='feed:https://e.fr/f'>x</a>", "<a href=\"feed:https://e.fr/f\">x</a>");
        check("<img src='javascript:1' alt=t>", "t");
        check("<img src='data:image/svg+xml,<svg onload=1>' alt=''>", "");
        check("<svg><script>x</script><title>A chart</title><path/></svg>b", "A chartb");
        check("<form action=x><input type=checkbox checked> a <input name=q><button>Go</button></form>", "☑ a");
        check(
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<img src=\"https://e.fr/a/b/x\" alt=\"\">\"&gt;",
        );
        check("<math><mi>x</mi><annotation encoding='application/x-tex'>x^2</annotation></math>", "<code>x^2</code>");
        check("<style>p{}</style><template><p>t</template><p>a", "<p>a</p>");
        check("<b <script>alert(1)</script>", "<b>alert(1)</b>");
    }

    #[test]
    fn embeds_become_links() {
        check(
            "<iframe src='https://www.youtube-nocookie.com/embed/abc?x=1' title='Talk <1>'></iframe>",
            "<p><a href=\"https://www.youtube.com/watch?v=abc\">Talk &lt;1&gt;</a></p>",
        );
        check("<iframe src='//maps.fr/x'>old</iframe>", "<p><a href=\"https://maps.fr/x\">maps.fr</a></p>");
        check("<p><iframe src='javascript:1'></iframe>t", "<p>t</p>");
        check("<object data='/m.swf'><embed src='/m.swf'></object>", "<p><a href=\"https://e.fr/m.swf\">e.fr</a></p>");
    }

    #[test]
    fn the_tree_is_well_nested() {
        check("<p>a<p>b", "<p>a</p><p>b</p>");
        check("<p>a<div>b</div>c</p>", "<p>a</p><div>b</div>c");
        check("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>");
        check("<b>1<i>2</b>3</i>4", "<b>1<i>2</i></b><i>3</i>4");
        check("<a href=x>1<a href=y>2", "<a href=\"https://e.fr/a/b/x\">1</a><a href=\"https://e.fr/a/b/y\">2</a>");
        check(
            "<table><tr><td>a<td>b<tr><th>c</table>d",
            "<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>d",
        );
        check("<table>x<td>y</table>", "<table><tr><td>x</td><td>y</td></tr></table>");
        check("<td>a</td>", "a");
        check("</p></div>a</b>", "a");
        check("<h2>a<h3>b</h2>c", "<h2>a</h2><h3>b</h3>c");
        check("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>");
        check("<font color=red><center>a</center></font><x-y>b</x-y>", "ab");
        check("<pre><span></span>\nx</pre>", "<pre>\n\nx</pre>");
        check("<span class=k><span>a</span></span>", "a");
        check("<h2>T<a class=headerlink href='#t'>¶</a></h2>", "<h2>T</h2>");
        check("a &lt;b&gt; &amp;amp; \u{1} &nbsp;: \"q\"", "a &lt;b&gt; &amp;amp;  \u{a0}: \"q\"");
        check("<p>a<!-- ]]> --><![CDATA[x]]>b", "<p>ab</p>");
        check("\u{1} \u{0}a\u{1} \u{2}", "a");
    }

    #[test]
    fn the_tree_is_the_one_that_a_browser_makes_of_it() {
        check(
            "<a href=x><audio src=y></audio></a>",
            "<a href=\"https://e.fr/a/b/x\"><audio src=\"https://e.fr/a/b/y\" controls></audio></a>",
        );
        check("<h3><span><h2>a</h2></span></h3>", "<h3></h3><h2>a</h2>");
        check("<ruby><dt>a<rt>b</ruby>", "<ruby><dt>a</dt><rt>b</rt></ruby>");
        check("<ruby>a<rp>(<rt>b<rp>)</ruby>", "<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>");
        check("one</br>two", "one<br>two");
        check("<frameset><p>a", "<p>a</p>");
    }

    #[test]
    fn hostile_nesting_takes_linear_time_and_memory() {
        for piece in [
            "<div>",
            "<b a=1>",
            "<a href=x>",
            "<table><td>",
            "<p><font size=1>",
            "<li><ul>",
            "</p>",
            "<",
            "&",
            "\"",
            "<a ",
            "<svg>",
            "<noscript>",
        ] {
            let cleaned = clean(&piece.repeat(20_000), &page());
            assert!(cleaned.html.as_str().len() < 2_000_000, "{piece}");
        }
    }

    #[test]
    fn the_first_paragraph_and_the_images_are_found() {
        let html = "<figure><img src=a.png width=3 height=2><figcaption><p>Cap</p></figcaption></figure><p>…</p><p>One <b>two</b><br>three</p><p>four";
        let cleaned = clean(html, &page());
        assert_eq!(cleaned.first_paragraph.unwrap().as_str(), "One two three");
        assert_eq!(cleaned.images[0].size, Some((3, 2)));
        for note in
            ["<sup id=r><a href=#n>1</a></sup>", "<a href='#n'><sup>1</sup></a>", "<sup><a href=#n>[1]</a></sup>"]
        {
            let first = clean(&format!("<p>One{note}."), &page()).first_paragraph.unwrap();
            assert_eq!(first.as_str(), "One.", "{note}");
        }
        let other = clean("<p>2<sup>10</sup>, <a href=#s>below</a>", &page()).first_paragraph.unwrap();
        assert_eq!(other.as_str(), "210, below");
        assert_eq!(clean("plain text only", &page()).first_paragraph.unwrap().as_str(), "plain text only");
    }

    #[test]
    fn the_number_of_a_note_is_no_text() {
        let html = "<p>One<sup id=fnref-1><a href=#fn-1>1</a></sup> two<a href=#n><sup>[2]</sup></a>, 10<sup>3</sup>";
        let cleaned = clean(html, &page());
        assert_eq!(cleaned.first_paragraph.unwrap().as_str(), "One two, 103");
        assert_eq!(cleaned.text.trim(), "One two, 103");
        assert!(cleaned.html.as_str().contains(">1</a>"));
        assert_eq!(plain_text(html), "One two[2], 103");
    }

    #[test]
    fn what_was_taken_out_is_counted() {
        let cleaned =
            clean("<script></script><p onclick=1 onclick=2><b onload=1><b onload=1><a href='vbscript:1'>", &page());
        let removed: Vec<_> = cleaned.removed.iter().map(|one| (one.what.as_str(), one.count)).collect();
        assert_eq!(removed, [("`<script>`", 1), ("`onclick`", 1), ("`onload`", 2), ("a `vbscript:` address", 1)]);
        assert_eq!(clean("<a href='http://[x'>a</a>", &page()).broken_addresses, ["http://[x"]);
    }
}
