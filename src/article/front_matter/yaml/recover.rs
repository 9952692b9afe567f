//! Reads what can be read of a block that has faults, one top-level key after the other.

use super::super::fences::{Line, lines};
use super::super::{Entry, unique};
use super::faults::describe;
use super::tree::{Fault, FaultKind, Root, Tree};
use super::{Pair, faults};
use crate::article::raw::{RawData, RawValue};
use crate::diagnostic::{Diagnostic, Span};

/// Reads a block whose reading as a whole ended with this fault (or with something that is no mapping).
pub(super) fn read(block: &str, base: usize, fault: Option<Fault>) -> (Vec<Entry>, Vec<Diagnostic>) {
    let mut tree = Tree::new(block, base);
    let mut entries = Vec::new();
    let mut faulty = false;
    for piece in pieces(block) {
        let text = &block[piece.start..piece.end];
        let found_before = tree.found.len();
        let fault = match tree.read(text, piece.start) {
            Ok(Root::Fields(fields)) => {
                entries.extend(fields);
                continue;
            }
            Ok(Root::Nothing) => continue,
            Ok(Root::Other) => Fault { at: first_content(block, piece), kind: FaultKind::NoMapping },
            Err(fault) => fault,
        };
        faulty = true;
        // What was found before the fault is mostly the fault itself, seen from elsewhere.
        tree.found.truncate(found_before);
        tree.found.push(describe(block, piece, &fault, base));
        entries.extend(mend(&mut tree, block, base, piece, &fault));
    }
    let whole = Span::new(0, block.len());
    // Each key may be fine by itself and yet not stand beside the others.
    if let Some(fault) = fault.filter(|_| !faulty) {
        tree.found.push(describe(block, whole, &fault, base));
    }
    unique(&mut entries, &mut tree.found);
    (entries, tree.found)
}

/// The top-level keys of a block, each with the lines that belong to it.
fn pieces(block: &str) -> Vec<Span> {
    let mut starts: Vec<usize> = lines(block, 0).filter(begins_a_key).map(|line| line.start).collect();
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([block.len()]);
    starts.iter().zip(ends).map(|(start, end)| Span::new(*start, end)).collect()
}

fn begins_a_key(line: &Line<'_>) -> bool {
    !line.text.starts_with([' ', '\t', '-']) && Pair::split(line.text).is_some()
}

fn first_content(block: &str, piece: Span) -> usize {
    let is_content = |line: &Line<'_>| !line.is_blank() && !line.text.starts_with('#');
    let first = lines(&block[..piece.end], piece.start).find(is_content);
    first.map_or(piece.start, |line| line.start)
}

/// What a piece with a fault says all the same.
fn mend(tree: &mut Tree<'_>, block: &str, base: usize, piece: Span, fault: &Fault) -> Vec<Entry> {
    let text = &block[piece.start..piece.end];
    if faults::is_tab(fault) {
        // A space for each tab changes no offset, and keeps what is deeper deeper.
        let mut spaced = String::with_capacity(text.len());
        for line in lines(text, 0) {
            let indent = line.text.len() - line.text.trim_start().len();
            spaced.extend(line.text[..indent].chars().map(|c| if c == '\t' { ' ' } else { c }));
            spaced.push_str(&text[line.start + indent..line.next]);
        }
        if let Ok(Root::Fields(fields)) = tree.read(&spaced, piece.start) {
            return fields;
        }
    }
    let fault_line = block[piece.start..fault.at].rfind(['\n', '\r']).map_or(piece.start, |end| piece.start + end + 1);
    let before = &block[piece.start..fault_line];
    if !before.trim().is_empty()
        && let Ok(Root::Fields(fields)) = tree.read(before, piece.start)
    {
        return fields;
    }
    literal_field(block, base, piece, fault_line).into_iter().collect()
}

/// Takes what stands after the key on its line for a text, when the fault is on that line.
fn literal_field(block: &str, base: usize, piece: Span, fault_line: usize) -> Option<Entry> {
    let line = lines(&block[..piece.end], fault_line).next()?;
    let pair = Pair::split(line.text).filter(|_| begins_a_key(&line))?;
    let is_list = faults::is_collection(pair.value);
    if pair.value.is_empty() || is_list || !block[line.next..piece.end].trim().is_empty() {
        return None;
    }
    let start = line.start + pair.value_start;
    let span = Span::new(start, start + faults::without_comment(pair.value).len()).shift(base);
    let data = RawData::Scalar { text: faults::literal(pair.value).to_owned(), quoted: true };
    let key = pair.key.trim_matches(['"', '\'']).to_owned();
    let key_span = Span::new(line.start, line.start + pair.key.len()).shift(base);
    Some(Entry { key, key_span, value: RawValue { data, span } })
}
