//! The body of a plain text as HTML, its words to the letter.
//!
//! # What becomes what
//!
//! - Paragraphs stand between blank lines. When a line is longer than anybody wraps (200 columns), every
//!   line of its block is a paragraph.
//! - Line breaks inside a paragraph: when its lines but the last are 50 columns wide on average, somebody
//!   wrapped them, and a break is white space; when they are shorter, as in a poem or an address, breaks are kept.
//! - A short line of its own, without closing punctuation and before a longer paragraph or a list, is a heading; so is
//!   an underlined line. A question may be a title, but not a heading: in dialogues it is mostly just a question.
//! - Paragraphs whose every line starts with a bullet or number are lists, with `>` quotations, of stars or dashes
//!   alone a rule.
//! - Bare addresses become links.

use super::lists::{self, List, Mark};
use super::{Line, is_blank, lines, trimmed};
use crate::article::autolink::{self, push_linked};
use crate::diagnostic::Span;

/// Columns from which on a line can't be one of wrapped text.
const UNWRAPPED: usize = 200;
/// Columns on average from which on lines are wrapped by somebody.
const WRAPPED: usize = 50;
/// The most characters of a heading or title.
const SHORT: usize = 120;

/// Renders a plain text's body.
pub fn to_html(body: &str) -> String {
    let all: Vec<Line<'_>> = lines(body).collect();
    let blocks = blocks(&all);
    let mut out = String::with_capacity(body.len() + body.len() / 8);
    let mut index = 0;
    while index < blocks.len() {
        if let Block::List(first) = &blocks[index] {
            let mut list = first.clone();
            while let Some(Block::List(next)) = blocks.get(index + 1).filter(|next| goes_on(&list, next)) {
                list.items.extend(next.items.iter().cloned());
                index += 1;
            }
            push_list(&mut out, &list, blocks.get(index + 1));
        } else {
            push_block(&mut out, &blocks[index], blocks.get(index + 1));
        }
        index += 1;
    }
    out
}

/// The title that a text starts with, and where the text after it starts.
pub(super) fn leading_title(text: &str) -> Option<(Span, usize)> {
    let mut lines = lines(text).skip_while(Line::is_blank);
    let first = lines.next()?;
    let second = lines.next()?;
    let span = trimmed(text, Span::new(first.start, first.start + first.text.len()));
    let title = &text[span.start..span.end];
    let underlined = is_underline(second.text);
    let stands_alone = second.is_blank() || underlined;
    let asks = title.ends_with(['?', '!']);
    let is_title =
        is_headline(title) || (asks && is_headline(title.trim_end_matches(['?', '!', ' ', '\u{a0}', '\u{202f}'])));
    let has_more = lines.any(|line| !line.is_blank());
    (stands_alone && is_title && has_more).then_some((span, second.next))
}

enum Block<'t> {
    Heading(&'t str),
    Paragraph(Vec<&'t str>),
    Quote(Vec<&'t str>),
    List(List<'t>),
    Rule,
}

fn goes_on(list: &List<'_>, next: &&Block<'_>) -> bool {
    matches!(next, Block::List(next) if list.goes_on_with(next))
}

fn blocks<'t>(all: &[Line<'t>]) -> Vec<Block<'t>> {
    let mut blocks = Vec::new();
    for group in all.split(Line::is_blank).filter(|group| !group.is_empty()) {
        match lists::read(group) {
            // Of rules, `* * *` and `- - -` look like an item, too.
            _ if matches!(group, [only] if is_rule(clean(only.text))) => blocks.push(Block::Rule),
            Some(list) => blocks.push(Block::List(list)),
            None if group.iter().any(|line| width(line.text) > UNWRAPPED) => {
                blocks.extend(group.iter().map(|line| block(std::slice::from_ref(line))));
            }
            None => match group {
                [title, underline, rest @ ..] if is_underline(underline.text) && is_headline(clean(title.text)) => {
                    blocks.push(Block::Heading(clean(title.text)));
                    blocks.extend((!rest.is_empty()).then(|| block(rest)));
                }
                _ => blocks.push(block(group)),
            },
        }
    }
    blocks
}

fn block<'t>(group: &[Line<'t>]) -> Block<'t> {
    let texts: Vec<&str> = group.iter().map(|line| clean(line.text)).collect();
    if matches!(texts[..], [only] if is_rule(only)) {
        return Block::Rule;
    }
    if texts.iter().all(|text| text.starts_with('>')) {
        return Block::Quote(texts.iter().map(|text| clean(text.trim_start_matches(['>', ' ']))).collect());
    }
    match lists::read(group) {
        Some(list) => Block::List(list),
        None => Block::Paragraph(texts),
    }
}

fn push_block(out: &mut String, block: &Block<'_>, next: Option<&Block<'_>>) {
    match block {
        Block::Heading(text) => push_element(out, "h2", &[text]),
        Block::Paragraph(texts) => match texts[..] {
            [only] if is_headline(only) && is_longer(only, next) => push_element(out, "h2", texts),
            _ => push_element(out, "p", texts),
        },
        Block::Quote(texts) => {
            out.push_str("<blockquote>\n");
            push_element(out, "p", texts);
            out.push_str("</blockquote>\n");
        }
        Block::List(list) => list.push_html(out),
        Block::Rule => out.push_str("<hr>\n"),
    }
}

/// A single numbered line is a numbered heading or sentence, `1. Introduction`, and keeps its number.
fn push_list(out: &mut String, list: &List<'_>, next: Option<&Block<'_>>) {
    match (list.mark, &list.items[..]) {
        (Mark::Number(number), [item]) => {
            let text = format!("{number}. {}", item.join("\n"));
            let is_heading = item.len() == 1 && is_headline(&text) && is_longer(&text, next);
            push_element(out, if is_heading { "h2" } else { "p" }, &[&text]);
        }
        _ => list.push_html(out),
    }
}

fn push_element(out: &mut String, name: &str, texts: &[&str]) {
    let line_break = if are_wrapped(texts) { "\n" } else { "<br>\n" };
    out.push_str(&format!("<{name}>"));
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            out.push_str(line_break);
        }
        push_linked(out, text);
    }
    out.push_str(&format!("</{name}>\n"));
}

fn are_wrapped(texts: &[&str]) -> bool {
    let Some((_, but_last)) = texts.split_last() else { return true };
    let columns: usize = but_last.iter().map(|text| width(text)).sum();
    columns >= WRAPPED * but_last.len()
}

/// A line without the spaces and tabs around it. No-break spaces may be meant, and stay.
fn clean(line: &str) -> &str {
    line.trim_matches([' ', '\t', '\u{feff}'])
}

/// Columns, roughly: characters of East Asia take two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{ffdc}') { 2 } else { 1 }).sum()
}

fn is_longer(heading: &str, next: Option<&Block<'_>>) -> bool {
    let length = heading.chars().count();
    match next {
        Some(Block::Paragraph(texts)) => texts.iter().map(|text| text.chars().count() + 1).sum::<usize>() > length + 1,
        Some(Block::List(list)) => list.items.len() > 1 || list.mark == Mark::Bullet || length < SHORT / 2,
        Some(Block::Quote(_)) => true,
        Some(Block::Heading(_) | Block::Rule) | None => false,
    }
}

/// Whether a line can be a heading: short, with letters, neither a sentence nor a speech nor an address.
fn is_headline(text: &str) -> bool {
    let closes = |c: char| is_blank(c) || matches!(c, '"' | '\'' | '»' | '”' | '’' | ')' | ']' | '」' | '』' | '）');
    let end = text.trim_end_matches(closes).chars().next_back();
    let is_sentence = end.is_none_or(|c| {
        matches!(c, '.' | '!' | '?' | ':' | ';' | ',' | '…' | '。' | '！' | '？' | '：' | '；' | '，' | '、' | '．')
            || matches!(c, '،' | '؟' | '؛' | '۔' | '।')
    });
    !is_sentence
        && text.chars().take(SHORT + 1).count() <= SHORT
        && text.chars().any(char::is_alphanumeric)
        && !text.starts_with(['—', '–', '-', '*', '•', '>'])
        && autolink::find(text).is_empty()
}

fn is_underline(text: &str) -> bool {
    let text = clean(text);
    let Some(first) = text.chars().next() else { return false };
    matches!(first, '=' | '-' | '~') && text.len() >= 3 && text.chars().all(|c| c == first)
}

/// `***`, `* * *`, `-----`, `⁂`.
fn is_rule(text: &str) -> bool {
    let marks = text.chars().filter(|c| !is_blank(*c));
    text == "⁂"
        || (marks.clone().count() >= 3 && text.chars().all(|c| is_blank(c) || matches!(c, '*' | '-' | '_' | '=' | '~')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, expected: &str) {
        assert_eq!(to_html(body).replace(">\n<", "><").trim_end(), expected, "{body}");
    }

    #[test]
    fn paragraphs_keep_their_letters() {
        check("L’IA : 100\u{a0}% «\u{202f}≈ 5 €\u{202f}».", "<p>L’IA : 100\u{a0}% «\u{202f}≈ 5 €\u{202f}».</p>");
        check("a & b < c > d.\r\n\r\nEnd.", "<p>a &amp; b &lt; c &gt; d.</p><p>End.</p>");
        check("One.\r\rTwo.\u{c}\u{c}Three.\n \u{a0} \nFour.", "<p>One.</p><p>Two.</p><p>Three.</p><p>Four.</p>");
        check("", "");
    }

    #[test]
    fn a_short_line_before_a_longer_paragraph_is_a_heading() {
        check("A heading\n\nA longer paragraph.", "<h2>A heading</h2><p>A longer paragraph.</p>");
        check(
            "The manager (UCM)\n\nA much longer paragraph.",
            "<h2>The manager (UCM)</h2><p>A much longer paragraph.</p>",
        );
        check("A sentence.\n\nA longer paragraph.", "<p>A sentence.</p><p>A longer paragraph.</p>");
        check("“A sentence.”\n\nA longer paragraph.", "<p>“A sentence.”</p><p>A longer paragraph.</p>");
        check("Last words", "<p>Last words</p>");
        check("— Bonjour\n\n— Bonsoir, cher ami.", "<p>— Bonjour</p><p>— Bonsoir, cher ami.</p>");
        check("Notes\n-----\nText.", "<h2>Notes</h2><p>Text.</p>");
        check("1. Introduction\n\nA longer paragraph.", "<h2>1. Introduction</h2><p>A longer paragraph.</p>");
    }

    #[test]
    fn wrapped_lines_flow_and_verses_stay() {
        let wide = "word ".repeat(13);
        check(&format!("{wide}\n{wide}\nend."), &format!("<p>{0}\n{0}\nend.</p>", wide.trim_end()));
        check("Rue de la Paix\n75002 Paris", "<p>Rue de la Paix<br>75002 Paris</p>".replace("<br>", "<br>\n").as_str());
    }

    #[test]
    fn very_long_lines_are_paragraphs_of_their_own() {
        let long = "word ".repeat(50) + "end.";
        check(&format!("Heading\n{long}\n{long}"), &format!("<h2>Heading</h2><p>{long}</p><p>{long}</p>"));
    }

    #[test]
    fn lists_quotes_rules_and_links() {
        check("- a\n  b\n- c\n\n- d", "<ul><li>a\nb</li><li>c</li><li>d</li></ul>");
        check("2) a\n3) b", "<ol start=\"2\"><li>a</li><li>b</li></ol>");
        check("1. a\n\n2. b", "<ol><li>a</li><li>b</li></ol>");
        check("> a b\n> c", "<blockquote><p>a b<br>\nc</p></blockquote>");
        check("A.\n\n* * *\n\nB.", "<p>A.</p><hr><p>B.</p>");
        check("See https://e.fr/?a&b.", "<p>See <a href=\"https://e.fr/?a&amp;b\">https://e.fr/?a&amp;b</a>.</p>");
    }

    #[test]
    fn hostile_text_takes_linear_time() {
        for text in ["- a\n\n", "1. a\n\n", "> ", "a\n", "\n", "A b\n\n", "http://e.fr/ "] {
            to_html(&text.repeat(200_000));
        }
    }
}
