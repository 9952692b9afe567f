//! HTML → plain text.

use std::collections::HashMap;

use memchr::memchr;

use crate::bytes::{holds_byte, is_doubled};
use crate::html::allowed::{Fate, fate, is_block};
use crate::html::dropped::{Dropped, Place};
use crate::html::tokens::{Handler, Tag, tokenize};

/// The text of some HTML: blocks on lines of their own, other white space folded as a browser folds it.
pub fn plain_text(html: &str) -> String {
    let mut reader = Reader::default();
    tokenize(html, &mut reader);
    reader.text.trim().to_owned()
}

#[derive(Default)]
struct Reader {
    text: String,
    dropped: Option<Dropped>,
    /// The open elements outside, by name.
    open: HashMap<String, usize>,
}

impl Handler for Reader {
    fn start(&mut self, tag: &Tag) {
        if let Some(dropped) = &mut self.dropped {
            match dropped.start(tag) {
                Place::Within => return,
                Place::Last => return self.dropped = None,
                Place::Behind => self.dropped = None,
            }
        }
        // The number of a note, as Markdown's footnotes are made, says nothing without its link.
        let is_note_mark = tag.name == "sup" && tag.get("id").is_some_and(|id| id.starts_with("fnref"));
        if is_note_mark || matches!(fate(&tag.name), Fate::Drop | Fate::DropAndTell) {
            self.dropped = Some(Dropped::new(&tag.name));
            return;
        }
        if is_block(&tag.name) {
            break_line(&mut self.text);
        }
        *self.open.entry(tag.name.clone()).or_default() += 1;
    }

    fn end(&mut self, name: &str, _: (usize, usize)) {
        let open = self.open.get_mut(name).filter(|count| **count > 0);
        if let Some(dropped) = &mut self.dropped {
            match dropped.end(name, open.is_some()) {
                Place::Within => return,
                Place::Last => return self.dropped = None,
                Place::Behind => self.dropped = None,
            }
        }
        if let Some(count) = open {
            *count -= 1;
        }
        if is_block(name) {
            break_line(&mut self.text);
        }
    }

    fn text(&mut self, text: &str) {
        if self.dropped.is_none() {
            push_folded(&mut self.text, text);
        }
    }
}

/// Ends the line, unless it has just been ended.
pub(super) fn break_line(text: &mut String) {
    text.truncate(text.trim_end_matches(' ').len());
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// Adds text with its white space folded; no-break spaces stay.
pub(super) fn push_folded(text: &mut String, more: &str) {
    let mut rest = more;
    // In most texts, single spaces and line ends are all the white space there is.
    while let Some(end) = memchr(b'\n', rest.as_bytes()) {
        push_folded_line(text, &rest[..end]);
        push_space(text);
        rest = &rest[end + 1..];
    }
    push_folded_line(text, rest);
}

fn push_folded_line(text: &mut String, line: &str) {
    if is_single_spaced(line.as_bytes()) {
        let is_doubled = line.starts_with(' ') && has_space(text);
        return text.push_str(if is_doubled { &line[1..] } else { line });
    }
    for word in line.split_inclusive([' ', '\t', '\r', '\x0c']) {
        let bare = word.trim_end_matches([' ', '\t', '\r', '\x0c']);
        text.push_str(bare);
        if bare.len() < word.len() {
            push_space(text);
        }
    }
}

/// Whether a text ends as one that needs no further space.
fn has_space(text: &str) -> bool {
    matches!(text.as_bytes().last(), None | Some(b' ' | b'\n'))
}

fn push_space(text: &mut String) {
    if !has_space(text) {
        text.push(' ');
    }
}

/// Whether no two spaces follow each other and there is no other white space, for sure.
fn is_single_spaced(bytes: &[u8]) -> bool {
    !holds_byte(bytes, |byte| byte < b' ') && !is_doubled(bytes, |byte| byte == b' ')
}

/// The beginning of a text: at most `characters`, ended after a sentence where one ends in its second half, else
/// after a word, with an ellipsis.
pub fn excerpt(text: &str, characters: usize) -> String {
    let Some((limit, _)) = text.char_indices().nth(characters) else { return text.to_owned() };
    let head = &text[..limit];
    let is_end = |(at, c): &(usize, char)| {
        let after = text[at + c.len_utf8()..].chars().next();
        matches!(c, '。' | '！' | '？') || (matches!(c, '.' | '!' | '?' | '…') && after.is_none_or(char::is_whitespace))
    };
    if let Some((at, mark)) = head.char_indices().rfind(is_end).filter(|(at, _)| *at > limit / 2) {
        return head[..at + mark.len_utf8()].to_owned();
    }
    let head = match head.rfind(char::is_whitespace).filter(|at| *at > limit / 2) {
        Some(at) => &head[..at],
        None => head,
    };
    format!("{}…", head.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '—')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_folded_and_blocks_are_lines() {
        let html = "<p>a  <b>b</b>\n c&nbsp;: d</p><script>x</script><ul><li>é<li>f &amp; g</ul>h<br>i";
        assert_eq!(plain_text(html), "a b c\u{a0}: d\né\nf & g\nh\ni");
    }

    proptest::proptest! {
        #[test]
        fn white_space_is_folded_as_letter_by_letter(before in "[a ]{0,2}\n?", more in "[ab \n\té\u{a0}]{0,12}") {
            let mut expected = before.clone();
            for character in more.chars() {
                if !matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                    expected.push(character);
                } else if !expected.is_empty() && !expected.ends_with([' ', '\n']) {
                    expected.push(' ');
                }
            }
            let mut text = before;
            push_folded(&mut text, &more);
            assert_eq!(text, expected);
        }
    }

    #[test]
    fn an_excerpt_ends_after_a_sentence_or_a_word() {
        assert_eq!(excerpt("Short.", 10), "Short.");
        assert_eq!(excerpt("One two three. Four five six seven", 20), "One two three.");
        assert_eq!(excerpt("One two, three four five", 9), "One two…");
        assert_eq!(excerpt("日本語の文章です。次の文章です。", 10), "日本語の文章です。");
        assert_eq!(excerpt(&"é".repeat(30), 5), "ééééé…");
    }
}
