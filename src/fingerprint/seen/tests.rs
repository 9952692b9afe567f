use super::*;
use crate::stable_hash::text_hash;

proptest::proptest! {
    #[test]
    fn plain_html_is_seen_as_any_other(pieces in proptest::collection::vec(proptest::sample::select(vec![
        "<p>", "</p>\n", "<pre>", "</pre>", "<a href=\"https://e.fr/a/#b\" title=\" c  d \">", "</a>", "<b>", "</b>", " ", "\n",
        "e", "é ", "\u{a0}", "&amp;", "&lt;x", "<img src=\"https://www.E.fr/f/g/?h\" alt=\"\" alt=\"i\" width=\"3\">", "<br>",
        "<a href=\"mailto:x@y\">", "<a href=\"https://e.fr:8/j#k\">", "&nbsp;", "<i", "<ol start=\"2\" reversed>", "<!-- -->",
        "<a href=\"https://f.fr/l/?m:n://o\">", "<source srcset=\"p 2x\" src=\"q\" media=\"r\" id=\"s\">",
    ]), 0..12)) {
        let (html, page) = (pieces.concat(), Url::parse("https://e.fr/a/").unwrap());
        let (mut any, mut plain) = (Seen::new(&page), Seen::new(&page));
        tokenize(&html, &mut any);
        plain.add_html(&html);
        assert_eq!((&plain.text, &plain.exact), (&any.text, &any.exact), "{html}");
    }

    #[test]
    fn white_space_is_folded_as_word_by_word(pieces in proptest::collection::vec("([ab]{0,9} ?|[ab! \n\té\u{a0}\u{2003}\u{3000}’\u{1}]){0,50}", 0..4)) {
        check_folding(&pieces);
    }

    #[test]
    fn prose_is_folded_as_word_by_word(
        words in proptest::collection::vec("[ab]{1,9}|[ab]{120,140}", 0..120),
        odd in proptest::collection::vec((0_usize..900, proptest::sample::select(vec!["\u{85}", "\u{a0}", "  ", "\n", "é", "\u{b}", "\u{200b}"])), 0..3),
    ) {
        let mut text = words.join(" ");
        for (at, odd) in odd {
            text.insert_str(text.floor_char_boundary(at.min(text.len())), odd);
        }
        check_folding(&[text]);
    }
}

/// Texts one after the other are folded as if each character were looked at.
fn check_folding(pieces: &[String]) {
    let page = Url::parse("https://e.fr/").unwrap();
    let mut seen = Seen::new(&page);
    let (mut written, mut has_space) = (String::new(), true);
    for text in pieces {
        seen.add(text);
        for character in text.chars() {
            if !character.is_whitespace() {
                written.push_str(if has_space && !written.is_empty() { " " } else { "" });
                written.push(character);
            }
            has_space = character.is_whitespace();
        }
    }
    assert_eq!(seen.folded().finish(), text_hash(written.as_bytes()));
    assert_eq!((seen.has_text, seen.has_space), (!written.is_empty(), has_space));
}
