//! Tags of site generators' template languages, which a reader would see as text.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::diagnostic::{Diagnostic, Span, floor_boundary};

/// How far the end of a tag is looked for, in bytes.
const TAG_MAX: usize = 1_000;
/// How many findings one article gets: after these, the author knows.
const FINDINGS_MAX: usize = 20;
/// How many bytes of a tag a message shows.
const SHOWN_MAX: usize = 60;

/// Finds Hugo and Zola shortcodes and Liquid tags outside of code, each a warning `template-tag-left`.
pub fn leftovers(body: &str) -> Vec<Diagnostic> {
    if !body.contains("{{") && !body.contains("{%") {
        return Vec::new();
    }
    let code = code_ranges(body);
    let mut code = code.iter().peekable();
    let mut findings = Vec::new();
    let mut from = 0;
    while let Some(found) = body[from..].find('{') {
        let start = from + found;
        from = start + 1;
        while code.next_if(|range| range.end <= start).is_some() {}
        if code.peek().is_some_and(|range| range.start <= start) {
            continue;
        }
        let Some(end) = tag_end(body, start) else { continue };
        from = end;
        let tag = &body[start..end];
        if !is_closing(tag) {
            findings.push(finding(tag, Span::new(start, end)));
        }
        if findings.len() == FINDINGS_MAX {
            break;
        }
    }
    findings
}

fn finding(tag: &str, span: Span) -> Diagnostic {
    let shown = match tag.len() > SHOWN_MAX {
        true => format!("{}…", &tag[..floor_boundary(tag, SHOWN_MAX)]),
        false => tag.to_owned(),
    };
    let message =
        format!("the template tag `{}` stays as text", shown.escape_debug().to_string().replace("\\\"", "\""));
    Diagnostic::warning("template-tag-left", message)
        .at(span)
        .help("Write what it stands for in Markdown or HTML, or put it in a code span to show it")
}

/// Where code stands, in order; code inside of code is not told apart.
fn code_ranges(body: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (event, range) in Parser::new_ext(body, super::options()).into_offset_iter() {
        let is_code = matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_)));
        if is_code && ranges.last().is_none_or(|last| last.end <= range.start) {
            ranges.push(range);
        }
    }
    ranges
}

/// Where the tag ends that starts here; `None` when it is none.
fn tag_end(body: &str, start: usize) -> Option<usize> {
    let rest = &body[start..];
    let window = &rest[..floor_boundary(rest, TAG_MAX)];
    let before = body[..start].bytes().next_back();
    let close = match (window.as_bytes().get(1)?, window.as_bytes().get(2)?) {
        (b'{', b'<') => ">}}",
        (b'{', b'%') => "%}}",
        // In formulas, `{{` stands directly behind a command or a sign: `\frac{{a}}`, `x^{{2}}`.
        (b'{', next)
            if is_output(*next) && !before.is_some_and(|b| b.is_ascii_alphanumeric() || b"\\^_}{$".contains(&b)) =>
        {
            "}}"
        }
        (b'%', next) if next.is_ascii_whitespace() || matches!(next, b'-' | b'+') || next.is_ascii_alphabetic() => "%}",
        _ => return None,
    };
    let end = window[2..].find(close)? + 2 + close.len();
    let is_one_paragraph = !window[..end].contains("\n\n");
    is_one_paragraph.then_some(start + end)
}

fn is_output(byte: u8) -> bool {
    byte == b' ' || byte == b'-' || byte.is_ascii_alphabetic()
}

/// Whether a tag closes another, about which something was said already.
fn is_closing(tag: &str) -> bool {
    let inside = tag.trim_start_matches(['{', '<', '%', '-', ' ']);
    inside.starts_with('/') || (tag.starts_with("{%") && inside.starts_with("end"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, expected: &[&str]) {
        let findings = leftovers(body);
        let tags: Vec<&str> =
            findings.iter().filter_map(|finding| finding.span).map(|span| &body[span.start..span.end]).collect();
        assert_eq!(tags, expected, "{body}");
    }

    #[test]
    fn tags_in_the_text_are_found() {
        check(r#"a {{< figure src="x" >}} b"#, &[r#"{{< figure src="x" >}}"#]);
        check("{{% note %}}\nx\n{{% /note %}}", &["{{% note %}}"]);
        check("{% highlight ruby %}\nx\n{% endhighlight %}", &["{% highlight ruby %}"]);
        check(r#"{{ youtube(id="é") }} and [x]({{ site.url }}/y)"#, &[r#"{{ youtube(id="é") }}"#, "{{ site.url }}"]);
        check("{%- include a.html -%}", &["{%- include a.html -%}"]);
    }

    #[test]
    fn code_and_formulas_are_left_alone() {
        check("`{{< x >}}` and\n\n```\n{% y %}\n```\n\n    {{ z }}\n", &[]);
        check(r"$\frac{{a}}{{b}}$ {a} {{ open", &[]);
    }

    #[test]
    fn the_message_shows_the_tag() {
        let message = &leftovers("{{< tweet \"1\" >}}")[0].message;
        assert_eq!(message, "the template tag `{{< tweet \"1\" >}}` stays as text");
    }

    #[test]
    fn hostile_text_takes_linear_time() {
        for text in ["{{ ", "{% ", "{", "`{{ a }}` ", "{{ a }}"] {
            assert!(leftovers(&text.repeat(100_000)).len() <= FINDINGS_MAX);
        }
    }
}
