//! The second opinion: judges the bytes of any feed, ours or not.
//!
//! # Why
//! What judges must not share the errors of what it judges. So this module knows nothing of the model, the renderers and
//! the article readers; it reads XML with a library of its own (`tree`), and states each vocabulary again as a table
//! (`schema`). Of our own it uses `date`, `diagnostic` and `nearest` only.
//!
//! # The way of a judgement
//! `input` decodes the bytes; `tree` reads the XML, as far as it can be read; `schema` goes through the elements
//! and compares each with its row; `rss`, `atom` and their siblings look at what concerns several elements; `content`
//! reads the content. `json` does the same for JSON Feed. What is alike in all formats stands in `values` (one value) and
//! in `across` (entries beside each other); `profiles` adds what destinations demand; [`response`] judges how a server sent
//! a feed. Every finding belongs to a [`Rule`], which has a page of its own.

mod across;
mod bases;
mod beginning;
mod blocks;
mod content;
mod context;
mod encodings;
mod entities;
pub mod fix;
mod input;
mod json;
mod levels;
mod profiles;
mod prologue;
pub(crate) mod reading;
pub mod response;
mod rss;
mod rule;
mod rules;
mod schema;
mod signs;
mod sniff;
mod tree;
mod values;

use std::borrow::Cow;

use crate::date::Timestamp;
use crate::diagnostic::{Diagnostic, Excerpts, Level, Located, Span, ceil_boundary, floor_boundary};
use crate::nearest::nearest;

use crate::check::fix::Fix;
use crate::check::input::Input;

pub use levels::Levels;
pub use profiles::Profile;
pub use rule::Rule;
pub use sniff::looks_like_feed;

/// What kind of document was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// RSS 2.0, and the 0.9x versions that it grew out of.
    Rss,
    /// Atom 1.0: a feed, or an entry by itself.
    Atom,
    /// RSS 1.0 or 0.90, in RDF.
    Rdf,
    /// JSON Feed.
    Json,
    /// OPML.
    Opml,
    /// None of these.
    Unknown,
}

impl Kind {
    /// The kind as people know it.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Rss => "RSS",
            Kind::Atom => "Atom",
            Kind::Rdf => "RSS 1.0",
            Kind::Json => "JSON Feed",
            Kind::Opml => "OPML",
            Kind::Unknown => "no feed",
        }
    }

    /// The kind as programs know it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Rss => "rss",
            Kind::Atom => "atom",
            Kind::Rdf => "rdf",
            Kind::Json => "json",
            Kind::Opml => "opml",
            Kind::Unknown => "unknown",
        }
    }
}

/// What of a server's answer a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The answer, or the way to it.
    Whole,
    /// A header, in lower case; it may be the one that is missing.
    Header(&'static str),
}

/// Something that a rule has against a document, or against the way in which it was served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How bad it is; the rule's own level unless somebody decided otherwise.
    pub level: Level,
    /// Where: bytes of [`Judgement::text`].
    pub span: Span,
    /// What of the server's answer is meant, instead of a place in the text.
    pub part: Option<Part>,
    /// The element concerned, or the one whose attribute is, as written; in JSON the key.
    pub element: Option<String>,
    /// The attribute concerned, as written.
    pub attribute: Option<String>,
    /// The element that it stands in, as written.
    pub parent: Option<String>,
    /// One sentence with the offending value in backticks, without a trailing full stop.
    pub message: String,
    /// What to do, in the imperative, with a correct value.
    pub help: Option<String>,
    /// What mends it, where that can be told without guessing.
    pub fix: Option<Fix>,
}

/// How many findings of one rule are listed of one document: a small one can have millions.
pub const LISTED_MAX: usize = 1000;

/// Findings of one rule that are counted but not listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlisted {
    /// The rule.
    pub rule: &'static Rule,
    /// How bad they are.
    pub level: Level,
    /// How many there are.
    pub count: usize,
}

/// What came of judging a document.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// What it is.
    pub kind: Kind,
    /// Its decoded text, which spans refer to.
    pub text: String,
    /// What was found, in the order of the places; of each rule no more than [`LISTED_MAX`].
    pub findings: Vec<Finding>,
    /// What was found beyond that.
    pub unlisted: Vec<Unlisted>,
}

/// What is known of a document beside its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// What time it is; without it, no date but one of a far future is called too late.
    pub now: Option<Timestamp>,
    /// The address that it was fetched from.
    pub location: Option<String>,
    /// How many of its bytes are judged; [`BYTES_MAX`] unless somebody says otherwise.
    pub bytes_max: Option<usize>,
    /// The destinations that it is meant for.
    pub profiles: Vec<&'static Profile>,
}

/// How many bytes of a document are judged: a hundred times what readers take.
pub const BYTES_MAX: usize = 128 * 1024 * 1024;

/// Judges a document.
pub fn check(bytes: &[u8]) -> Judgement {
    check_in(bytes, &Circumstances::default())
}

/// Judges a document of which more is known.
pub fn check_in(bytes: &[u8], circumstances: &Circumstances) -> Judgement {
    judge_all(bytes, circumstances, false).0
}

/// Judges a document as [`check_in`] does, without a copy of its text where nothing was found in it: then the judgement's
/// text is empty.
pub fn check_in_place(bytes: &[u8], circumstances: &Circumstances) -> Judgement {
    let (judgement, text, _) = judge_text(bytes, circumstances, false);
    if judgement.findings.is_empty() { judgement } else { Judgement { text: text.into_owned(), ..judgement } }
}

/// What is to be said about the length of a document that is judged in pieces, none of which knows it.
pub fn weigh(bytes: usize) -> Judgement {
    let weight = prologue::weight(bytes).map(|(rule, message)| Finding {
        rule,
        level: rule.level,
        span: Span::new(0, 0),
        part: None,
        element: None,
        attribute: None,
        parent: None,
        message,
        help: Some(prologue::WEIGHT_HELP.to_owned()),
        fix: None,
    });
    let findings = weight.into_iter().collect();
    Judgement { kind: Kind::Unknown, text: String::new(), findings, unlisted: Vec::new() }
}

/// Judges a document, and tells what its bytes were; with `is_mending`, everything is found however often it occurs.
fn judge_all(bytes: &[u8], circumstances: &Circumstances, is_mending: bool) -> (Judgement, Origin) {
    let (judgement, text, origin) = judge_text(bytes, circumstances, is_mending);
    (Judgement { text: text.into_owned(), ..judgement }, origin)
}

/// The same, with the judgement's text beside it.
fn judge_text<'b>(
    bytes: &'b [u8],
    circumstances: &Circumstances,
    is_mending: bool,
) -> (Judgement, Cow<'b, str>, Origin) {
    let (bytes, is_cut_off) = beginning::of(bytes, circumstances.bytes_max.unwrap_or(BYTES_MAX));
    let input = input::read(bytes);
    let mut context = context::Context::new(&input.text);
    context.is_mending = is_mending;
    context.now = circumstances.now.map(Timestamp::unix);
    context.location = circumstances.location.as_deref();
    context.is_cut_off = is_cut_off;
    context.profiles = &circumstances.profiles;
    prologue::size(bytes, &mut context);
    let kind = judge(bytes, &input.text, &mut context);
    let (mut findings, unlisted) = context.finish();
    let Input { text, findings: of_bytes, encoding, is_lossy } = input;
    findings.extend(of_bytes);
    findings.iter_mut().for_each(|found| found.span = within(found.span, &text));
    if is_lossy {
        // What was lost can't be written back.
        let is_right = |fix: &Fix| fix.keeps_bytes;
        findings.iter_mut().for_each(|found| found.fix = found.fix.take().filter(is_right));
    }
    findings.sort_by(|a, b| (a.span, a.rule.name).cmp(&(b.span, b.rule.name)));
    findings.dedup();
    let mut judgement = Judgement { kind, text: String::new(), findings, unlisted };
    profiles::raise(&circumstances.profiles, &mut judgement);
    (judgement, text, Origin { encoding })
}

/// What a document's bytes were.
struct Origin {
    /// Their encoding, where it is not UTF-8.
    encoding: Option<&'static str>,
}

/// A place moved into the text, and to the bounds of characters.
fn within(span: Span, text: &str) -> Span {
    let start = floor_boundary(text, span.start.min(text.len()));
    Span::new(start, ceil_boundary(text, span.end.max(start)))
}

fn judge(bytes: &[u8], text: &str, context: &mut context::Context<'_>) -> Kind {
    if json::is_json(text) {
        return json::judge(bytes, context);
    }
    prologue::judge(text, context);
    tree::read(text, context, schema::judge)
}

impl Judgement {
    /// How many findings have a level, listed or not.
    pub fn number(&self, level: Level) -> usize {
        let listed = self.findings.iter().filter(|found| found.level == level).count();
        listed + self.unlisted.iter().filter(|one| one.level == level).map(|one| one.count).sum::<usize>()
    }
}

impl Finding {
    /// The finding as all other parts of the product know one.
    pub fn diagnostic(&self) -> Diagnostic {
        Diagnostic {
            rule: self.rule.name,
            level: self.level,
            span: self.part.is_none().then_some(self.span),
            message: self.message.clone(),
            help: self.help.clone(),
        }
    }

    /// The finding with its line and column, cut from the judgement's text, if that is what it is about.
    pub fn locate(&self, file: &str, excerpts: &mut Excerpts<'_>) -> Located {
        let excerpt = self.part.is_none().then(|| excerpts.cut(self.span));
        Located { file: file.to_owned(), diagnostic: self.diagnostic(), excerpt }
    }
}

/// Every rule.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    rules::all()
}

/// The rule with a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.name == name)
}

/// The rule whose name is nearest to a word, if one is near at all.
pub fn nearest_rule(word: &str) -> Option<&'static Rule> {
    let names: Vec<&'static str> = rules().map(|rule| rule.name).collect();
    rule(nearest(word, &names)?)
}

#[cfg(test)]
mod pages;
