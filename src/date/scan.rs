//! A text cut into numbers, words and signs.

/// One piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) token: Token<'a>,
    /// Bytes from the start of the text; the end is exclusive.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Digits(&'a str),
    Word(&'a str),
    Sign(char),
}

impl<'a> Piece<'a> {
    pub(super) fn digits(self) -> Option<&'a str> {
        if let Token::Digits(digits) = self.token { Some(digits) } else { None }
    }

    pub(super) fn word(self) -> Option<&'a str> {
        if let Token::Word(word) = self.token { Some(word) } else { None }
    }

    pub(super) fn sign(self) -> Option<char> {
        if let Token::Sign(sign) = self.token { Some(sign) } else { None }
    }

    pub(super) fn number(self) -> Option<Number> {
        let digits = self.digits()?;
        let value = digits.parse().unwrap_or(u32::MAX);
        Some(Number { value, digits: digits.len(), start: self.start, end: self.end })
    }
}

/// A number (`u32::MAX` for all that are greater), how it is written, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: u32,
    pub(super) digits: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The pieces of a text, and how far they have been read. Comments in parentheses (RFC 2822, section 3.2.3) are apart.
pub(super) struct Pieces<'a> {
    text: &'a str,
    pieces: Vec<Piece<'a>>,
    /// Where what stands in parentheses starts and ends.
    comments: Vec<(usize, usize)>,
    next: usize,
}

/// More pieces than any date has; what comes after them is one piece, which nothing understands.
const PIECES_MAX: usize = 64;

impl<'a> Pieces<'a> {
    pub(super) fn cut(text: &'a str) -> Pieces<'a> {
        let mut pieces: Vec<Piece<'a>> = Vec::with_capacity(16);
        let mut comments = Vec::new();
        let mut spaced = false;
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            let rest = &text[at..];
            if first.is_whitespace() {
                spaced = true;
                at += first.len_utf8();
                continue;
            }
            if first == '('
                && !pieces.is_empty()
                && let Some(length) = comment_length(rest)
            {
                comments.push((at + 1, at + length - 1));
                spaced = true;
                at += length;
                continue;
            }
            let run = |fits: fn(char) -> bool| &rest[..rest.find(|c| !fits(c)).unwrap_or(rest.len())];
            // `日` after a number is its unit; in `日曜日` it is a letter.
            let counts = is_unit(first) && pieces.last().is_some_and(|piece| piece.digits().is_some());
            let token = if first.is_ascii_digit() {
                Token::Digits(run(|c| c.is_ascii_digit()))
            } else if is_letter(first) && !counts {
                Token::Word(run(is_letter))
            } else {
                Token::Sign(first)
            };
            let length = match token {
                Token::Digits(text) | Token::Word(text) => text.len(),
                Token::Sign(sign) => sign.len_utf8(),
            };
            pieces.push(Piece { token, start: at, end: at + length, spaced });
            spaced = false;
            at += length;
            if pieces.len() == PIECES_MAX {
                pieces.push(Piece { token: Token::Sign('\u{fffd}'), start: at, end: text.len().max(at), spaced });
                break;
            }
        }
        Pieces { text, pieces, comments, next: 0 }
    }

    pub(super) fn peek(&self) -> Option<Piece<'a>> {
        self.peek_at(0)
    }

    pub(super) fn peek_at(&self, ahead: usize) -> Option<Piece<'a>> {
        self.pieces.get(self.next + ahead).copied()
    }

    pub(super) fn skip(&mut self, count: usize) {
        self.next = (self.next + count).min(self.pieces.len());
    }

    /// How far the pieces have been read, to go [`Pieces::back_to`].
    pub(super) fn position(&self) -> usize {
        self.next
    }

    pub(super) fn back_to(&mut self, position: usize) {
        self.next = position;
    }

    /// What stands in parentheses, and where it starts.
    pub(super) fn comments(&self) -> impl Iterator<Item = (usize, &'a str)> + '_ {
        self.comments.iter().map(|(start, end)| (*start, self.text(*start, *end)))
    }

    pub(super) fn have_digits(&self) -> bool {
        self.pieces.iter().any(|piece| piece.digits().is_some())
    }

    /// Skips every piece that starts before an offset.
    pub(super) fn skip_to(&mut self, offset: usize) {
        while self.peek().is_some_and(|piece| piece.start < offset) {
            self.next += 1;
        }
    }

    /// Takes the next piece if it is this sign.
    pub(super) fn take_sign(&mut self, sign: char) -> bool {
        let found = self.peek().and_then(Piece::sign) == Some(sign);
        self.next += usize::from(found);
        found
    }

    pub(super) fn next_start(&self) -> usize {
        self.peek().map_or(self.text.len(), |piece| piece.start)
    }

    pub(super) fn last_end(&self) -> usize {
        self.next.checked_sub(1).and_then(|last| self.pieces.get(last)).map_or(0, |piece| piece.end)
    }

    /// A zone's name that starts at the next piece: up to the next white space.
    pub(super) fn name_from_here(&self) -> &'a str {
        self.rest().split(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')')).next().unwrap_or_default()
    }

    /// The words after the next piece.
    pub(super) fn words_after(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.pieces.iter().skip(self.next + 1).filter_map(|piece| piece.word())
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.next_start()..]
    }

    pub(super) fn text(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    pub(super) fn whole(&self) -> &'a str {
        self.text
    }
}

/// The length of a comment, with its parentheses; comments may hold comments. `None` where it does not end.
fn comment_length(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// Letters and the marks that belong to them.
fn is_letter(c: char) -> bool {
    (c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c)) && !matches!(c, 'º' | 'ª')
}

/// Chinese, Japanese and Korean units, which stand after numbers without spaces.
pub(super) fn is_unit(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '号' | '號' | '時' | '时' | '分' | '秒' | '년' | '월' | '일' | '시' | '분' | '초')
}
