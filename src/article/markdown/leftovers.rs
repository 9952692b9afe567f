//! What only a site generator or an editor understands: tags of template languages and wiki links, which a reader would
//! see as text, and links to files, which lead nowhere on the web.

use std::ops::Range;

use memchr::{memchr_iter, memchr3_iter, memmem};
use pulldown_cmark::{Event, Parser, Tag};

use crate::diagnostic::{Diagnostic, Span, floor_boundary};

/// How far the end of a tag is looked for, in bytes.
const TAG_MAX: usize = 1_000;
/// How many findings one article gets: after these, the author knows.
const FINDINGS_MAX: usize = 20;
/// How many bytes of a tag a message shows.
const SHOWN_MAX: usize = 60;

/// What in a link's address only generators replace: Zola's and Pelican's ways to name a file of the site.
const FILE_MARKS: &[&str] = &["@/", "{static}", "{attach}", "{filename}", "|static|", "|attach|", "|filename|"];
/// The extensions of files that pages are made of.
const FILE_EXTENSIONS: &[&str] = &[".md", ".markdown"];
/// How all of them begin.
const EXTENSIONS_START: &[u8] = b".m";

/// Finds what was meant for a site generator, each a warning: Hugo and Zola shortcodes, Liquid tags and kramdown's
/// attributes outside of code (`template-tag-left`), wiki links (`wiki-link-left`) and links to files (`link-to-file`).
pub fn leftovers(body: &str) -> Vec<Diagnostic> {
    let Signs { has_tags, has_wiki_links, has_marks, has_extension } = Signs::of(body.as_bytes());
    let mut findings = Vec::new();
    if has_tags || has_wiki_links {
        let code = code_ranges(body);
        findings.extend(template_tags(body, &code));
        findings.extend(wiki_links(body, &code));
    }
    if has_marks || has_extension {
        findings.extend(links_to_files(body));
    }
    findings.sort_by_key(|finding| finding.span.map(|span| span.start));
    findings.truncate(FINDINGS_MAX);
    findings
}

/// What in a text may be meant for a generator. Most texts have nothing of it, and letters that are rare are found far
/// sooner than words.
#[derive(Debug, PartialEq, Eq)]
struct Signs {
    has_tags: bool,
    has_wiki_links: bool,
    has_marks: bool,
    has_extension: bool,
}

impl Signs {
    fn of(body: &[u8]) -> Signs {
        let (mut has_tags, mut has_marks) = (false, false);
        for at in memchr3_iter(b'{', b'|', b'@', body) {
            let next = body.get(at + 1).copied();
            has_tags |= body[at] == b'{' && matches!(next, Some(b'{' | b'%' | b':'));
            let is_mark = |mark: &&[u8]| mark.get(1).copied() == next && body[at..].starts_with(mark);
            has_marks |= FILE_MARKS.iter().map(|mark| mark.as_bytes()).any(|mark| is_mark(&mark));
        }
        let has_wiki_links = memchr_iter(b'[', body).any(|at| body.get(at + 1) == Some(&b'['));
        let is_extension = |at: usize| FILE_EXTENSIONS.iter().any(|one| body[at..].starts_with(one.as_bytes()));
        let has_extension = memmem::find_iter(body, EXTENSIONS_START).any(is_extension);
        Signs { has_tags, has_wiki_links, has_marks, has_extension }
    }
}

fn template_tags(body: &str, code: &[Range<usize>]) -> Vec<Diagnostic> {
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
    Diagnostic::warning("template-tag-left", format!("the template tag `{}` stays as text", shown(tag)))
        .at(span)
        .help("write what it stands for in Markdown or HTML, or put it in a code span to show it")
}

/// As much of a text as a message shows.
fn shown(text: &str) -> String {
    let shown = match text.len() > SHOWN_MAX {
        true => format!("{}…", &text[..floor_boundary(text, SHOWN_MAX)]),
        false => text.to_owned(),
    };
    shown.escape_debug().to_string().replace("\\\"", "\"")
}

/// `[[A note]]`, `[[A note|in words]]` and `![[picture.png]]`, as Obsidian writes them.
fn wiki_links(body: &str, code: &[Range<usize>]) -> Vec<Diagnostic> {
    let mut code = code.iter().peekable();
    let mut findings = Vec::new();
    let mut from = 0;
    while let Some(found) = body[from..].find("[[") {
        let start = from + found;
        from = start + 2;
        while code.next_if(|range| range.end <= start).is_some() {}
        let is_code = code.peek().is_some_and(|range| range.start <= start);
        let rest = &body[from..];
        let line = rest[..floor_boundary(rest, TAG_MAX)].lines().next().unwrap_or_default();
        let Some(length) = line.find("]]").filter(|_| !is_code && !body[..start].ends_with('\\')) else { continue };
        let name = &line[..length];
        // `[[1]](https://…)` is a link whose text is in brackets, `[["a"]]` is data.
        let is_link = rest[length + 2..].starts_with('(');
        if is_link || name.contains('[') || !name.starts_with(char::is_alphabetic) {
            continue;
        }
        from += length + 2;
        let start = if body[..start].ends_with('!') { start - 1 } else { start };
        let message = format!("the wiki link `{}` stays as text", shown(&body[start..from]));
        let help = "write a link such as `[A note](/a-note/)`, or put it in a code span to show it";
        findings.push(Diagnostic::warning("wiki-link-left", message).at(Span::new(start, from)).help(help));
        if findings.len() == FINDINGS_MAX {
            break;
        }
    }
    findings
}

/// Links and images whose address is that of a file from which a generator makes a page.
fn links_to_files(body: &str) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (event, range) in Parser::new_ext(body, super::options()).into_offset_iter() {
        let (Event::Start(Tag::Link { dest_url, .. }) | Event::Start(Tag::Image { dest_url, .. })) = event else {
            continue;
        };
        let message = if FILE_MARKS.iter().any(|mark| dest_url.starts_with(mark)) {
            format!("`{}` is no address: only the site generator knows where it leads", shown(&dest_url))
        } else if is_file_of_page(&dest_url) {
            format!("`{}` leads to an article's file, not to its page", shown(&dest_url))
        } else {
            continue;
        };
        let help = "write the address that it has on the site, such as `/2025/the-title/`";
        findings.push(Diagnostic::warning("link-to-file", message).at(Span::new(range.start, range.end)).help(help));
        if findings.len() == FINDINGS_MAX {
            break;
        }
    }
    findings
}

/// Whether a reference is relative and names a Markdown file. From the site's root, the file itself may be meant.
fn is_file_of_page(reference: &str) -> bool {
    let path = reference.split(['?', '#']).next().unwrap_or_default();
    let is_relative = !path.starts_with('/') && !path.contains(':');
    is_relative && FILE_EXTENSIONS.iter().any(|extension| path.ends_with(extension))
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
        // kramdown: `{: .note}`, `{:toc}`.
        (b':', next) if matches!(next, b' ' | b'.' | b'#') || next.is_ascii_alphabetic() => "}",
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
        check("A note.\n{: .note}\n\n* TOC\n{:toc}\n\n{:} {:3} `{: .x}`", &["{: .note}", "{:toc}"]);
    }

    #[test]
    fn code_and_formulas_are_left_alone() {
        check("`{{< x >}}` and\n\n```\n{% y %}\n```\n\n    {{ z }}\n", &[]);
        check(r"$\frac{{a}}{{b}}$ {a} {{ open", &[]);
    }

    #[test]
    fn wiki_links_are_found() {
        check("See [[A note]] and\n![[p.png|300]].", &["[[A note]]", "![[p.png|300]]"]);
        check("`[[x]]` [[1]](https://e.fr) [[2]] [[\"a\"]] [[open\nend]] \\[[x]]", &[]);
        check("```\nif [[ -f x ]]\n[[x]]\n```\n", &[]);
    }

    #[test]
    fn links_to_files_are_found() {
        check("[a](b.md#c) ![x]({static}/x.png)", &["[a](b.md#c)", "![x]({static}/x.png)"]);
        check("[a](@/b/c.md) and [d][e]\n\n[e]: ../f.markdown", &["[a](@/b/c.md)", "[d][e]"]);
        check("[a](/b.md) [c](https://e.fr/d.md) `[e](f.md)` b.md", &[]);
        let found = leftovers("[a](b.md) {{< x >}} [[c]]");
        let rules: Vec<&str> = found.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, ["link-to-file", "template-tag-left", "wiki-link-left"]);
    }

    #[test]
    fn the_message_shows_the_tag() {
        let message = &leftovers("{{< tweet \"1\" >}}")[0].message;
        assert_eq!(message, "the template tag `{{< tweet \"1\" >}}` stays as text");
    }

    proptest::proptest! {
        #[test]
        fn signs_are_found_as_words_are(body in "([{|@/\\[.m%:]|md|arkdown|\\{static|\\|attach|filename|[|}]|[a-c \n]|é){0,24}") {
            let has = |words: &[&str]| words.iter().any(|word| body.contains(word));
            let expected = Signs {
                has_tags: has(&["{{", "{%", "{:"]),
                has_wiki_links: has(&["[["]),
                has_marks: has(FILE_MARKS),
                has_extension: has(FILE_EXTENSIONS),
            };
            assert_eq!(Signs::of(body.as_bytes()), expected);
        }
    }

    #[test]
    fn hostile_text_takes_linear_time() {
        for text in ["{{ ", "{% ", "{", "`{{ a }}` ", "{{ a }}", "[[", "[[a ", "[[a]]", "`[[a]]` ", "[a](b.md) "] {
            assert!(leftovers(&text.repeat(100_000)).len() <= FINDINGS_MAX);
        }
    }
}
