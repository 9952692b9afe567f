//! Mending a document: judge, apply, judge again.

use std::collections::BTreeSet;

use crate::check::fix::kept::{self, Kept};
use crate::check::fix::shift::Shift;
use crate::check::fix::tried::{Counts, Reach};
use crate::check::fix::{Edit, apply};
use crate::check::input::utf8_declared;
use crate::check::{Circumstances, Finding, Judgement, Kind, Levels, judge_all};
use crate::diagnostic::{Level, Span};

/// How often a document is mended; what one round uncovers the next one mends.
const ROUNDS_MAX: usize = 24;
/// How often what was mended is judged, at most and at least. When some of many edits do harm, they are found by halves.
const TRIALS: (usize, usize) = (8, 200);
/// How many bytes are judged in all, in so far as that is not less than the fewest trials.
const BYTES_MAX: usize = 1 << 28;

/// A document that was mended as far as it can be.
#[derive(Clone, Debug)]
pub struct Mended {
    /// Its text before.
    pub before: String,
    /// Its bytes now: those that it had, when nothing was mended, and else UTF-8.
    pub bytes: Vec<u8>,
    /// What was mended, with places in the text before, in the order in which it was.
    pub fixed: Vec<Finding>,
    /// What of the text before stands in the text now.
    pub kept: Vec<Kept>,
    /// The encoding that it had, where that was not UTF-8 and now is.
    pub encoding: Option<&'static str>,
    /// What is found in it now.
    pub judgement: Judgement,
}

/// Mends a document. Rules that `levels` drops mend nothing.
pub fn mend(bytes: &[u8], circumstances: &Circumstances, levels: &Levels) -> Mended {
    let mut work = Work::begin(bytes, circumstances, levels);
    for _ in 0..ROUNDS_MAX {
        // What did harm may do none any more, after something else was mended.
        if !work.round() && !work.forget() {
            break;
        }
    }
    let Work { before, bytes, fixed, kept, encoding, .. } = work;
    let encoding = encoding.filter(|_| !fixed.is_empty());
    let judgement = judge_all(&bytes, circumstances, false).0;
    Mended { before, bytes, fixed, kept, encoding, judgement }
}

/// What is known while a document is mended.
struct Work<'c> {
    circumstances: &'c Circumstances,
    levels: &'c Levels,
    before: String,
    bytes: Vec<u8>,
    /// What is found in the bytes.
    now: Judgement,
    counts: Counts,
    fixed: Vec<Finding>,
    kept: Vec<Kept>,
    /// The encoding that the document had.
    encoding: Option<&'static str>,
    /// Edits that did harm: the rule, and what was to be written.
    dropped: BTreeSet<(&'static str, Vec<String>)>,
    /// How many were mended when those were last forgotten.
    known: usize,
    trials: usize,
}

/// What is mended first: what hides most, then what is gravest.
type Rank = (Reach, Level);

/// Edits of several findings that are made at once.
struct Batch {
    edits: Vec<Edit>,
    findings: Vec<Finding>,
}

impl Batch {
    /// Moves all places to where they are after other edits, which stand apart from these.
    fn shift(&mut self, shift: &Shift) {
        let edits = self.edits.iter_mut();
        edits.for_each(|edit| edit.span = shift.span(edit.span));
        for found in &mut self.findings {
            found.span = shift.span(found.span);
            let edits = found.fix.iter_mut().flat_map(|fix| &mut fix.edits);
            edits.for_each(|edit| edit.span = shift.span(edit.span));
        }
    }
}

impl<'c> Work<'c> {
    fn begin(bytes: &[u8], circumstances: &'c Circumstances, levels: &'c Levels) -> Work<'c> {
        let (now, origin) = judge_all(bytes, circumstances, true);
        let mut work = Work {
            circumstances,
            levels,
            before: now.text.clone(),
            bytes: bytes.to_vec(),
            counts: Counts::of(&now),
            kept: kept::whole(&now.text),
            now,
            fixed: Vec::new(),
            encoding: origin.encoding,
            dropped: BTreeSet::new(),
            known: 0,
            trials: 0,
        };
        work.reread();
        work
    }

    /// Where the declared encoding is not that of the bytes, nothing else can be mended before they are read anew.
    fn reread(&mut self) {
        let misread = self.wanted().find(|found| found.fix.as_ref().is_some_and(|fix| fix.keeps_bytes));
        let Some(found) = misread else { return };
        let Some(Edit { span, text }) = found.fix.as_ref().and_then(|fix| fix.edits.first().cloned()) else { return };
        let Ok(before) = String::from_utf8(self.bytes.clone()) else { return };
        if before.get(span.start..span.end) != self.now.text.get(span.start..span.end) {
            return;
        }
        let edits = [Edit { span, text }];
        self.bytes = apply(&before, &edits).into_bytes();
        self.kept = kept::cut(&kept::whole(&before), &edits);
        self.before = before;
        self.fixed.push(found);
        self.encoding = None;
        self.now = judge_all(&self.bytes, self.circumstances, true).0;
        self.counts = Counts::of(&self.now);
    }

    /// What is found and may be mended.
    fn wanted(&self) -> impl Iterator<Item = Finding> {
        let wanted = |found: &&Finding| found.fix.is_some() && !self.levels.drops(found.rule);
        self.now.findings.iter().filter(wanted).cloned()
    }

    /// Mends the gravest of what can be mended; `false` when nothing was.
    fn round(&mut self) -> bool {
        let mut wanted: Vec<Finding> = self.wanted().filter(|found| !self.dropped.contains(&key(found))).collect();
        wanted.retain(|found| found.fix.as_ref().is_some_and(|fix| !fix.keeps_bytes));
        let rank = |found: &Finding| (Reach::of(found.rule), found.rule.level);
        let Some(gravest) = wanted.iter().map(rank).max() else { return false };
        wanted.retain(|found| rank(found) == gravest);
        self.attempt(wanted, gravest)
    }

    /// Forgets what did harm, if something was mended since that became known; whether it did.
    fn forget(&mut self) -> bool {
        let is_due = !self.dropped.is_empty() && self.fixed.len() > self.known;
        self.known = self.fixed.len();
        if is_due {
            self.dropped.clear();
        }
        is_due
    }

    /// Applies as many of the fixes as do no harm. Whether anything changed, or is known now to do harm.
    fn attempt(&mut self, wanted: Vec<Finding>, rank: Rank) -> bool {
        let most = (BYTES_MAX / self.bytes.len().max(1)).clamp(TRIALS.0, TRIALS.1);
        let mut has_changed = false;
        let mut open = vec![batch(wanted, &self.now.text)];
        while let Some(Batch { edits, findings }) = open.pop() {
            if self.trials >= most || findings.is_empty() {
                return has_changed;
            }
            self.trials += 1;
            if let Some(made) = self.accept(&edits, &findings, rank) {
                has_changed = true;
                open.iter_mut().for_each(|batch| batch.shift(&Shift::by(&made)));
                continue;
            }
            match <[Finding; 1]>::try_from(findings) {
                Ok([found]) => {
                    self.dropped.insert(key(&found));
                }
                Err(mut first) => {
                    let second = first.split_off(first.len() / 2);
                    open.push(batch(second, &self.now.text));
                    open.push(batch(first, &self.now.text));
                }
            }
        }
        true
    }

    /// Makes edits if what comes of them is better; what was edited then.
    fn accept(&mut self, edits: &[Edit], findings: &[Finding], rank: Rank) -> Option<Vec<Edit>> {
        let (text, edits) = self.written(edits);
        let is_json = self.now.kind == Kind::Json || text.trim_start().starts_with(['{', '[']);
        let had_mark = !is_json && self.bytes.starts_with("\u{feff}".as_bytes());
        let mark = if had_mark { "\u{feff}" } else { "" };
        let bytes = [mark.as_bytes(), text.as_bytes()].concat();
        if bytes == self.bytes {
            return None;
        }
        let (after, _) = judge_all(&bytes, self.circumstances, true);
        let counts = Counts::of(&after);
        let rules: Vec<_> = findings.iter().map(|found| found.rule).collect();
        let moves = kept::cut(&kept::whole(&self.now.text), &edits);
        let is_good = match rank {
            (Reach::Syntax, Level::Error | Level::Warning) => {
                self.counts.reads_further(&counts, |place| kept::before(&moves, place))
            }
            (Reach::Name, _) => self.counts.is_named_better(&counts, &rules),
            _ => self.counts.is_better(&counts, &rules),
        };
        if !is_good {
            return None;
        }
        for found in findings {
            let place = |at| kept::before(&self.kept, at);
            let start = place(found.span.start);
            let span = Span::new(start, place(found.span.end).max(start));
            self.fixed.push(Finding { span, ..found.clone() });
        }
        self.kept = kept::cut(&self.kept, &edits);
        if text.len() > after.text.len() && text.ends_with(&after.text) {
            // A mark of the byte order that stood behind another is the file's own now, and no part of its text.
            let mark = Span::new(0, text.len() - after.text.len());
            self.kept = kept::cut(&self.kept, &[Edit { span: mark, text: String::new() }]);
        }
        (self.bytes, self.now, self.counts) = (bytes, after, counts);
        Some(edits)
    }

    /// The text with edits made, and the declaration of its encoding with it: it will be UTF-8.
    fn written(&self, edits: &[Edit]) -> (String, Vec<Edit>) {
        let mut edits = edits.to_vec();
        let declared = utf8_declared(&self.now.text).filter(|_| self.now.kind != Kind::Json);
        if let Some(declared) = declared.filter(|declared| edits.iter().all(|edit| !overlap(edit, declared))) {
            edits.push(declared);
            edits.sort();
        }
        (apply(&self.now.text, &edits), edits)
    }
}

/// What is remembered of a fix that did harm.
fn key(found: &Finding) -> (&'static str, Vec<String>) {
    let texts = found.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.text.clone());
    (found.rule.name, texts.chain([found.message.clone()]).collect())
}

fn overlap(a: &Edit, b: &Edit) -> bool {
    a.span.start < b.span.end && b.span.start < a.span.end
}

/// The fixes that can be made together: those whose edits don't touch the edits of another, or make the same.
fn batch(findings: Vec<Finding>, text: &str) -> Batch {
    let mut edits: BTreeSet<Edit> = BTreeSet::new();
    let mut made = Vec::new();
    for found in findings {
        let Some(fix) = &found.fix else { continue };
        let is_right = |edit: &Edit| text.get(edit.span.start..edit.span.end).is_some();
        let is_free = |edit: &Edit| {
            let from = Edit { span: Span::new(edit.span.start, edit.span.start), text: String::new() };
            let before = edits.range(..&from).next_back();
            let mut near = before.into_iter().chain(edits.range(&from..).take(8));
            edits.contains(edit) || near.all(|other| !touch(other, edit))
        };
        if fix.edits.iter().all(|edit| is_right(edit) && is_free(edit)) {
            edits.extend(fix.edits.iter().cloned());
            made.push(found);
        }
    }
    Batch { edits: edits.into_iter().collect(), findings: made }
}

/// Whether two edits are about the same place; two texts may be put in at one.
fn touch(a: &Edit, b: &Edit) -> bool {
    let within = |place: usize, span: Span| span.start < place && place < span.end;
    let is_empty = |span: Span| span.start == span.end;
    match (is_empty(a.span), is_empty(b.span)) {
        (true, true) => false,
        (true, false) => within(a.span.start, b.span),
        (false, true) => within(b.span.start, a.span),
        (false, false) => overlap(a, b),
    }
}
