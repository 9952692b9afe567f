//! By what an article is known again, and by what it is told whether its meaning changed.
//!
//! Three hashes that are the same on every machine: of what the head says that reaches a feed, of the body's source, and
//! of what a reader sees. What does not matter to a reader is in none of them: white space, the order of attributes and
//! front matter, how a character is written, where the article lives.

mod seen;
mod target;

pub(crate) use seen::Seen;

use memchr::memmem;

use crate::article::{Article, OriginKind};
use crate::bytes::{any_byte, is_doubled};
use crate::model::{Person, Text, Url};
use crate::stable_hash::{TextHasher, text_hash};

/// A body of so many bytes, white space folded, is hardly the same as another's by chance.
const TELLING_BYTES: usize = 64;

/// What an article's source says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The hash of the head.
    pub head: u64,
    /// The hash of the body.
    pub body: u64,
    /// Whether the article has a title.
    pub has_title: bool,
    /// Whether the body alone is enough to know the article by.
    pub is_telling: bool,
}

/// What the source of an article says. The text is the one that it was read from.
pub fn source(article: &Article, text: &str) -> Source {
    let mut folded = Folded::default();
    folded.add(&text[article.body.start..article.body.end]);
    let is_telling = folded.is_telling();
    let has_title = article.title.is_some();
    Source { head: head(article), body: folded.finish(), has_title, is_telling }
}

/// What a reader sees of an article: its head, and its body as HTML that was made safe for the page at an address.
pub fn meaning(article: &Article, html: &str, page: &Url) -> u64 {
    joined(article, seen::hash(html, page))
}

fn joined(article: &Article, seen: u64) -> u64 {
    let mut both = [0; 16];
    both[..8].copy_from_slice(&head(article).to_le_bytes());
    both[8..].copy_from_slice(&seen.to_le_bytes());
    text_hash(&both)
}

/// The hash of what the head says that reaches a feed and that a reader sees. What the site says for all of its
/// articles is not the article's own.
fn head(article: &Article) -> u64 {
    let mut lines = Lines { bytes: Vec::with_capacity(HEAD_BYTES) };
    // A title that was made from the file's name changes with it, and a reader sees that.
    article.title.iter().for_each(|title| lines.say("title", &[title.value.as_str()]));
    article.summary.iter().for_each(|summary| lines.say("summary", &[summary.value.as_str()]));
    for person in article.authors.iter().chain(&article.contributors) {
        let Person { name, email, url } = &person.value;
        let email = email.as_ref().map_or("", Text::as_str);
        lines.say("person", &[name.as_str(), email, url.as_ref().map_or("", Url::as_str)]);
    }
    article.categories.iter().for_each(|category| lines.say("category", &[category.value.term.as_str()]));
    // A language that a folder's name tells changes when the article moves.
    let own = article.language.iter().filter(|language| matches!(language.origin.kind, OriginKind::FrontMatter(_)));
    own.for_each(|language| lines.say("language", &[language.value.as_str()]));
    article.external_url.iter().for_each(|url| lines.say("external", &[&url.value]));
    article.comments.iter().for_each(|url| lines.say("comments", &[&url.value]));
    article.rights.iter().for_each(|rights| lines.say("rights", &[rights.value.as_str()]));
    for image in article.image.iter().map(|image| &image.value) {
        lines.say("image", &[last_part(&image.reference), image.alt.as_ref().map_or("", Text::as_str)]);
    }
    for file in article.attachments.iter().map(|file| &file.value) {
        let title = file.title.as_ref().map_or("", Text::as_str);
        let facts = (last_part(&file.reference), file.media_type.as_deref(), title, file.seconds);
        lines.say("file", &[&format!("{facts:?}")]);
    }
    article.source.iter().for_each(|source| lines.say("source", &[source.value.title.as_str()]));
    text_hash(&lines.bytes)
}

/// So many bytes most heads say at most.
const HEAD_BYTES: usize = 512;

/// What a head says, one line a fact: the words of a fact hold neither tabs nor line ends.
struct Lines {
    bytes: Vec<u8>,
}

impl Lines {
    /// Says all words of these texts.
    fn say(&mut self, fact: &str, texts: &[&str]) {
        self.bytes.extend_from_slice(fact.as_bytes());
        let mut mark = b'\t';
        let mut add = |words: &str| {
            self.bytes.push(std::mem::replace(&mut mark, b' '));
            self.bytes.extend_from_slice(words.as_bytes());
        };
        for text in texts {
            match is_folded(text.as_bytes()) {
                true if text.is_empty() => {}
                true => add(text),
                false => text.split_whitespace().for_each(&mut add),
            }
        }
        self.bytes.push(b'\n');
    }
}

/// Whether a text is for sure without white space but single spaces between other letters. Most are.
fn is_folded(text: &[u8]) -> bool {
    let is_space = |byte: Option<&u8>| byte == Some(&b' ');
    // Beyond ASCII, white space begins with one of these.
    let may_be_blank = |byte: u8| byte < b' ' || matches!(byte, 0xC2 | 0xE1 | 0xE2 | 0xE3);
    !is_space(text.first())
        && !is_space(text.last())
        && !any_byte(text, may_be_blank)
        && !is_doubled(text, |byte| byte == b' ')
}

/// The file that a reference leads to: what stays when an article or a whole site moves.
fn last_part(reference: &str) -> &str {
    let path = reference.split(['?', '#']).next().unwrap_or(reference).trim_end_matches('/');
    path.rsplit('/').next().unwrap_or(path)
}

/// Where characters begin that may be white space beyond ASCII: U+0085 and U+00A0, U+1680, U+2000 to U+205F, U+3000.
fn beyond_ascii(text: &str) -> Box<dyn Iterator<Item = usize> + '_> {
    let bytes = text.as_bytes();
    match memchr::memchr(0xE1, bytes) {
        None => Box::new(memchr::memchr3_iter(0xC2, 0xE2, 0xE3, bytes)),
        Some(_) => Box::new(text.char_indices().filter(|(_, character)| !character.is_ascii()).map(|(at, _)| at)),
    }
}

/// A hash of text in which all white space is alike.
struct Folded {
    /// The hash of what does not fit into `pending`; most texts fit.
    hasher: Option<TextHasher>,
    /// The last part of the folded text, which the hash does not hold yet: many small pieces take longer than a large one.
    /// The space at its end, if there is one, is written only if a word follows.
    pending: Vec<u8>,
    /// How many bytes the hash holds.
    hashed: usize,
    /// Making one anew for every piece would take longer than most searches.
    two_spaces: memmem::Finder<'static>,
}

/// So much is hashed at a time.
const PENDING_MAX: usize = 16 * 1024;

impl Default for Folded {
    fn default() -> Folded {
        let two_spaces = memmem::Finder::new(b"  ");
        Folded { hasher: None, pending: Vec::new(), hashed: 0, two_spaces }
    }
}

impl Folded {
    fn add(&mut self, text: &str) {
        self.pending.reserve(text.len().min(PENDING_MAX) + 1);
        let mut start = 0;
        for at in beyond_ascii(text) {
            // Whether it is white space, its character tells.
            let Some(blank) = text[at..].chars().next().filter(|character| character.is_whitespace()) else { continue };
            self.add_ascii_spaced(&text[start..at]);
            self.add_piece(b" ");
            start = at + blank.len_utf8();
        }
        self.add_ascii_spaced(&text[start..]);
    }

    /// Text whose white space matters.
    fn add_exactly(&mut self, text: &str) {
        for piece in text.as_bytes().chunks(PENDING_MAX) {
            self.pending.extend_from_slice(piece);
            self.hash_some();
        }
    }

    /// Text without white space beyond ASCII.
    fn add_ascii_spaced(&mut self, text: &str) {
        for piece in text.as_bytes().chunks(PENDING_MAX) {
            self.add_piece(piece);
            self.hash_some();
        }
    }

    /// Hashes what waits, once that is enough.
    fn hash_some(&mut self) {
        if self.pending.len() > PENDING_MAX {
            let is_blank = self.pending.last() == Some(&b' ');
            let end = self.pending.len() - usize::from(is_blank);
            self.hasher.get_or_insert_default().write(&self.pending[..end]);
            self.hashed += end;
            self.pending.drain(..end);
        }
    }

    /// Each white space becomes a space, many bytes at a time; then what is between two spaces in a row is moved up.
    fn add_piece(&mut self, piece: &[u8]) {
        let pending = &mut self.pending;
        // White space at the beginning counts for nothing, and one space is enough.
        let is_blank = pending.last().map_or(self.hashed == 0, |last| *last == b' ');
        let mut kept = pending.len();
        let mut next = kept;
        pending.extend_from_slice(piece);
        for byte in &mut pending[kept..] {
            *byte = if matches!(*byte, b'\t'..=b'\r') { b' ' } else { *byte };
        }
        if is_blank {
            next += spaces(&pending[next..]);
        }
        loop {
            let length = self.two_spaces.find(&pending[next..]);
            let end = length.map_or(pending.len(), |length| next + length + 1);
            if kept < next {
                pending.copy_within(next..end, kept);
            }
            kept += end - next;
            if length.is_none() {
                break;
            }
            next = end + spaces(&pending[end..]);
        }
        pending.truncate(kept);
    }

    /// Whether there is enough to know the text by.
    fn is_telling(&self) -> bool {
        // No two spaces stand side by side, so at least every second byte is a letter's.
        let is_long = self.hashed > 0 || self.pending.len() >= 2 * TELLING_BYTES;
        is_long || self.pending.iter().filter(|byte| **byte != b' ').count() >= TELLING_BYTES
    }

    fn finish(self) -> u64 {
        let last = self.pending.strip_suffix(b" ").unwrap_or(&self.pending);
        let Some(mut hasher) = self.hasher else { return text_hash(last) };
        hasher.write(last);
        hasher.finish()
    }
}

/// How many spaces a text begins with.
fn spaces(text: &[u8]) -> usize {
    text.iter().take_while(|byte| **byte == b' ').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Markup, metadata};
    use crate::date::Context;

    fn article(text: &str) -> Article {
        let context = Context { zone: Default::default(), default_time: Default::default(), language: None };
        metadata("a.md", Markup::Markdown, text, &context).0
    }

    fn says(text: &str) -> Source {
        source(&article(text), text)
    }

    fn shows(html: &str, page: &str) -> u64 {
        meaning(&article("Text."), html, &Url::parse(page).unwrap())
    }

    #[test]
    fn what_is_hashed_is_the_same_for_ever() {
        // Whoever changes one of these numbers makes every article of the world look changed: then the version of the
        // lock file has to change, too, and what an older one says of hashes is not to be compared.
        let said = says("---\ntitle: T\ntags: [a, b]\ndate: 2025-01-01\n---\n\nSome  *text*.\n");
        assert_eq!((said.head, said.body), (16_952_182_331_769_352_274, 5_253_853_144_066_091_647));
        assert_eq!(
            shows("<p>Some <a href='https://e.fr/x'>text</a>.</p>", "https://e.fr/a/"),
            7_568_515_401_218_090_594
        );
        assert_eq!(shows("<p>a\n b</p><pre>c\n  d </pre>\n<p> e</p>", "https://e.fr/a/"), 14_384_879_202_298_683_919);
    }

    proptest::proptest! {
        #[test]
        fn white_space_is_folded_as_word_by_word(
            text in "([ab \n\t]|é|\u{a0}|\u{2003}|\u{1680}|’| {2,4}|a{10}){0,24}",
            times in 1_usize..8,
            filler in proptest::sample::select(vec![0, 60, PENDING_MAX - 2, PENDING_MAX - 1, PENDING_MAX, 3 * PENDING_MAX]),
        ) {
            let text = format!("{text}{}{text}", "x".repeat(filler)).repeat(times);
            let words: Vec<&str> = text.split_whitespace().collect();
            let mut folded = Folded::default();
            folded.add(&text);
            let letters = words.iter().map(|word| word.len()).sum::<usize>();
            assert_eq!(folded.is_telling(), letters >= TELLING_BYTES);
            assert_eq!(folded.finish(), text_hash(words.join(" ").as_bytes()));
        }
    }

    #[test]
    fn only_what_reaches_a_feed_counts() {
        let plain = says("---\ntitle: T\n---\nOne two.");
        for same in [
            "---\ntitle: 'T'\n---\n\n\nOne  \n  two.\n",
            "---\r\nlayout: post\r\ntitle: T\r\nweight: 3\r\n---\r\nOne two.\r\n",
            "+++\ntitle = \"T\"\nslug = \"x\"\ndate = 2025-01-01\n+++\nOne two.",
        ] {
            assert_eq!(says(same), plain, "{same}");
        }
        for other in
            ["---\ntitle: U\n---\nOne two.", "---\ntitle: T\ntags: [a]\n---\nOne two.", "---\ntitle: T\n---\nOnetwo."]
        {
            assert_ne!(says(other), plain, "{other}");
        }
    }

    #[test]
    fn what_a_reader_sees_does_not_depend_on_where_it_stands() {
        let here = shows(
            "<p>A <a href=\"https://e.fr/x/y\">b</a> <img src=\"https://e.fr/i.png\" alt=\"c\"></p>",
            "https://e.fr/a/",
        );
        for (html, page) in [
            (
                "<p>A <a href=\"https://f.fr/z/y/\">b</a> <img alt=\"c\" src=\"https://f.fr/j/i.png\"></p>",
                "https://f.fr/q/",
            ),
            (
                "<p>\n A <a href='http://www.e.fr/y#s'>b</a> <img src=\"http://e.fr/i.png\" alt=\"c\" width=\"3\">\n</p>\n",
                "https://e.fr/",
            ),
            (
                "<p id=\"p\">A <a href=\"https://e.fr/y\">&#98;</a> <img src=\"https://e.fr/i.png\" alt=\"c\"></p>",
                "https://e.fr/",
            ),
        ] {
            assert_eq!(shows(html, page), here, "{html}");
        }
        for html in [
            "<p>A <a href=\"https://o.fr/x/y\">b</a> <img src=\"https://e.fr/i.png\" alt=\"c\"></p>",
            "<p>A <a href=\"https://e.fr/x/z\">b</a> <img src=\"https://e.fr/i.png\" alt=\"c\"></p>",
            "<p>A <a href=\"https://e.fr/x/y\">b</a> <img src=\"https://e.fr/i.png\" alt=\"d\"></p>",
            "<p>A <a href=\"https://e.fr/x/y\">b</a></p> <img src=\"https://e.fr/i.png\" alt=\"c\">",
            "<p><b>A</b> <a href=\"https://e.fr/x/y\">b</a> <img src=\"https://e.fr/i.png\" alt=\"c\"></p>",
        ] {
            assert_ne!(shows(html, "https://e.fr/a/"), here, "{html}");
        }
        let note = |page: &str| shows(&format!("<p>A<a href=\"{page}#fn-1\">1</a></p>"), page);
        assert_eq!(note("https://e.fr/2025/a/"), note("https://e.fr/b.html"));
        assert_ne!(shows("<pre>a  b</pre>", "https://e.fr/"), shows("<pre>a b</pre>", "https://e.fr/"));
    }
}
