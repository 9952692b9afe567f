//! The lines between which front matter stands.

use crate::diagnostic::Span;

/// What front matter is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Yaml,
    Toml,
    Json,
    /// A program, as Eleventy runs it.
    Script,
}

/// How a text with front matter begins.
pub(super) enum Opening {
    /// With a line of its own.
    Fence(Fence),
    /// With a brace at this offset, which may be a JSON object's.
    Brace(usize),
}

/// The line that opens front matter.
pub(super) struct Fence {
    language: Language,
    /// Whether the line names the language, so that it can't be a rule of Markdown.
    is_named: bool,
    /// The lines that close it; the first is the usual one.
    closing: &'static [&'static str],
    line: Span,
    /// Where the next line starts.
    next: usize,
}

/// A block of front matter.
pub(super) struct Block {
    pub(super) language: Language,
    /// Whether the opening line names the language.
    pub(super) is_named: bool,
    pub(super) opening: Span,
    /// What stands between the opening and the closing line.
    pub(super) inner: Span,
    /// Where the body starts.
    pub(super) body: usize,
    /// The line that closes such a block.
    pub(super) closing: &'static str,
    /// A line that was probably meant to close a block that nothing closes.
    pub(super) nearly_closed: Option<Span>,
}

/// A line without its end.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    /// Where the next line starts.
    pub(super) next: usize,
}

impl Line<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The line without the white space at its end.
    pub(super) fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.trim_end().len())
    }
}

/// The lines of a text from an offset on; LF, CR LF and CR end a line, as in YAML.
pub(super) fn lines(text: &str, from: usize) -> impl Iterator<Item = Line<'_>> {
    let mut from = from;
    std::iter::from_fn(move || {
        let rest = &text[from..];
        if rest.is_empty() {
            return None;
        }
        let length = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let end = if rest[length..].starts_with("\r\n") { 2 } else { 1 };
        let start = from;
        from = (start + length + end).min(text.len());
        Some(Line { text: &rest[..length], start, next: from })
    })
}

/// How a text begins; `None` when it can't have front matter. Blank lines before it are passed over.
pub(super) fn opening(text: &str) -> Option<Opening> {
    let line = lines(text, 0).find(|line| !line.is_blank())?;
    if line.text.trim_start().starts_with('{') {
        return Some(Opening::Brace(line.start + line.text.len() - line.text.trim_start().len()));
    }
    let (language, is_named, closing): (_, _, &[&str]) = match line.text.trim_end() {
        "---" => (Language::Yaml, false, &["---", "..."]),
        "+++" => (Language::Toml, false, &["+++"]),
        ";;;" => (Language::Json, true, &[";;;"]),
        named => match named.strip_prefix("---")?.trim_start() {
            "yaml" | "yml" => (Language::Yaml, true, &["---", "..."]),
            "toml" => (Language::Toml, true, &["---"]),
            "json" => (Language::Json, true, &["---"]),
            "js" | "javascript" | "coffee" | "coffeescript" => (Language::Script, true, &["---"]),
            _ => return None,
        },
    };
    Some(Opening::Fence(Fence { language, is_named, closing, line: line.span(), next: line.next }))
}

impl Fence {
    /// The block that this line opens; the error is the block that it seems to be when no line closes it.
    pub(super) fn block(&self, text: &str) -> Result<Block, Block> {
        let block = |end: usize, body: usize, nearly_closed: Option<Span>| Block {
            language: self.language,
            is_named: self.is_named,
            opening: self.line,
            inner: Span::new(self.next, end),
            body,
            closing: self.closing[0],
            nearly_closed,
        };
        let mut rest = lines(text, self.next);
        // Few lines begin as a fence does.
        let first = |text: &str| text.as_bytes().first().copied();
        let begins = |line: &Line<'_>| self.closing.iter().any(|closing| first(line.text) == first(closing));
        if let Some(line) = rest.find(|line| begins(line) && self.closing.contains(&line.text.trim_end())) {
            return Ok(block(line.start, line.next, None));
        }
        let mut rest = lines(text, self.next).skip_while(Line::is_blank);
        Err(match rest.find(|line| line.is_blank() || is_like_a_fence(line.text)) {
            Some(line) if line.is_blank() => block(line.start, line.next, None),
            Some(line) => block(line.start, line.next, Some(line.span())),
            None => block(text.len(), text.len(), None),
        })
    }
}

/// Whether a line is a fence but for the number of its characters, for white space before it, or for long dashes.
fn is_like_a_fence(line: &str) -> bool {
    let line = line.trim();
    line.len() > 1 && ["-–—", "+", ";"].iter().any(|kind| line.chars().all(|c| kind.contains(c)))
}
