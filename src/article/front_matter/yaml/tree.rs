//! Events become values that keep their letters and their places.

use std::collections::HashMap;

use serde_saphyr::granit_parser::{self, ErrorKind, Event, Marker, Parser, ScalarStyle};

use super::super::{DEPTH_MAX, shown, unique};
use super::Entry;
use super::faults::swallowed;
use crate::article::raw::{RawData, RawValue};
use crate::diagnostic::{Diagnostic, Span};

/// How many bytes all aliases of a block may stand for; a node counts [`NODE_WEIGHT`]. Bombs stop here.
const COPIED_MAX: usize = 1 << 20;

/// What a value weighs beside its letters.
const NODE_WEIGHT: usize = 64;

/// What a document holds.
pub(super) enum Root {
    /// Nothing but comments.
    Nothing,
    /// A mapping.
    Fields(Vec<Entry>),
    /// A list or a scalar.
    Other,
}

/// Where a document can't be read, and why.
pub(super) struct Fault {
    /// The offset in the block.
    pub(super) at: usize,
    pub(super) kind: FaultKind,
}

pub(super) enum FaultKind {
    /// The parser's reason.
    Syntax(ErrorKind),
    /// A second document begins.
    SecondDocument,
    /// The document is no mapping.
    NoMapping,
}

/// Builds the value of a block, or of its pieces one after the other: anchors live on from piece to piece.
pub(super) struct Tree<'t> {
    block: &'t str,
    /// Where the block stands in the text.
    base: usize,
    /// Where the piece that is being read stands in the block.
    piece: usize,
    open: Vec<Open>,
    root: Root,
    anchors: HashMap<usize, Built>,
    names: HashMap<String, usize>,
    /// How many anchors earlier pieces set.
    anchors_before: usize,
    copied: usize,
    pub(super) found: Vec<Diagnostic>,
}

/// A list or map whose end has not come yet.
struct Open {
    node: Node,
    span: Span,
    anchor: usize,
    height: usize,
    weight: usize,
}

enum Node {
    List(Vec<RawValue>),
    Map { entries: Vec<Entry>, key: Option<Key> },
}

struct Key {
    text: String,
    span: Span,
}

#[derive(Clone)]
struct Built {
    value: RawValue,
    /// How many levels it has below it.
    height: usize,
    weight: usize,
}

impl<'t> Tree<'t> {
    pub(super) fn new(block: &'t str, base: usize) -> Tree<'t> {
        Tree {
            block,
            base,
            piece: 0,
            open: Vec::new(),
            root: Root::Nothing,
            anchors: HashMap::new(),
            names: HashMap::new(),
            anchors_before: 0,
            copied: 0,
            found: Vec::new(),
        }
    }

    /// Reads a piece that stands at an offset of the block.
    pub(super) fn read(&mut self, text: &str, offset: usize) -> Result<Root, Fault> {
        self.piece = offset;
        self.open.clear();
        self.root = Root::Nothing;
        let options = granit_parser::options! {
            emit_comments: false,
            emit_anchor_events: true,
            emit_unresolved_aliases: true,
            flow_nesting_limit: DEPTH_MAX,
            block_nesting_limit: DEPTH_MAX,
        };
        let mut parser = Parser::new_from_str_with_options(text, options);
        parser.set_anchor_offset(self.anchors_before.max(parser.anchor_offset()));
        let offset_of = |mark: &Marker| offset + mark.byte_offset().unwrap_or(0).min(text.len());
        let mut result = Ok(());
        for event in parser.by_ref() {
            result = match event {
                Ok((event, span)) => {
                    let range = Span::new(offset_of(&span.start), offset_of(&span.end));
                    self.event(event, range)
                }
                Err(error) => {
                    let kind = FaultKind::Syntax(error.kind().clone());
                    Err(Fault { at: offset_of(error.marker()), kind })
                }
            };
            if result.is_err() {
                break;
            }
        }
        self.anchors_before = parser.anchor_offset();
        result.map(|()| std::mem::replace(&mut self.root, Root::Nothing))
    }

    /// Takes in an event that stands at a span of the block.
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        match event {
            Event::DocumentStart(..) if !matches!(self.root, Root::Nothing) => {
                return Err(Fault { at: span.start, kind: FaultKind::SecondDocument });
            }
            Event::Scalar(text, style, anchor, tag) => {
                let is_text = tag.is_some_and(|tag| tag.core_suffix() == Some("str"));
                let value = self.scalar(&text, style, is_text, span);
                if style == ScalarStyle::Plain && !self.expects_key() {
                    self.found.extend(swallowed(self.block, self.base, span));
                }
                self.finish(Built { height: 0, weight: NODE_WEIGHT + text.len(), value }, anchor);
            }
            Event::SequenceStart(_, anchor, _) => self.begin(Node::List(Vec::new()), span, anchor),
            Event::MappingStart(_, anchor, _) => {
                self.begin(Node::Map { entries: Vec::new(), key: None }, span, anchor);
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(id) => self.alias(id, span),
            Event::UnresolvedAlias(name) => match self.names.get(name.as_ref()) {
                Some(id) => self.alias(*id, span),
                None => self.unknown_alias(span),
            },
            Event::Anchor(id, name) => drop(self.names.insert(name.into_owned(), id)),
            _ => {}
        }
        Ok(())
    }

    fn scalar(&self, text: &str, style: ScalarStyle, is_text: bool, span: Span) -> RawValue {
        let is_plain = style == ScalarStyle::Plain && !is_text;
        let data = match text {
            "" | "~" | "null" | "Null" | "NULL" if is_plain => RawData::Null,
            _ => RawData::Scalar { text: text.to_owned(), quoted: !is_plain },
        };
        // A block of text goes on to the next key; the blank lines before that are not its own.
        let written = self.block.get(span.start..span.end).unwrap_or_default();
        let span = Span::new(span.start, span.start + written.trim_end().len());
        RawValue { data, span: span.shift(self.base) }
    }

    fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { node: Node::Map { key: None, .. }, .. }))
    }

    fn begin(&mut self, node: Node, mut span: Span, anchor: usize) {
        let before = self.block[..span.start].trim_end();
        // The parser has a list that is not indented begin with its first item, behind the dash.
        if matches!(node, Node::List(_)) && span.start == span.end && before.ends_with('-') {
            span.start = before.len() - 1;
        }
        let span = span.shift(self.base);
        self.open.push(Open { node, span, anchor, height: 0, weight: NODE_WEIGHT });
    }

    fn end(&mut self, span: Span) {
        let Some(mut open) = self.open.pop() else { return };
        // Brackets end where they stand, an indented block with its last value.
        if span.start < span.end {
            open.span.end = span.end + self.base;
        }
        let data = match open.node {
            Node::List(items) => RawData::List(items),
            Node::Map { mut entries, .. } => {
                unique(&mut entries, &mut self.found);
                merge(&mut entries);
                if self.open.is_empty() {
                    self.root = Root::Fields(entries);
                    return;
                }
                RawData::Map(entries.into_iter().map(|entry| (entry.key, entry.value)).collect())
            }
        };
        let value = RawValue { data, span: open.span };
        self.finish(Built { value, height: open.height + 1, weight: open.weight }, open.anchor);
    }

    /// Puts a finished value where it belongs.
    fn finish(&mut self, built: Built, anchor: usize) {
        if anchor != 0 && self.afford(built.weight) {
            self.anchors.insert(anchor, built.clone());
        }
        let Built { value, height, weight } = built;
        let Some(open) = self.open.last_mut() else {
            let is_nothing = value.data == RawData::Null;
            self.root = if is_nothing { Root::Nothing } else { Root::Other };
            return;
        };
        open.height = open.height.max(height);
        open.weight += weight;
        open.span.end = open.span.end.max(value.span.end);
        match &mut open.node {
            Node::List(items) => items.push(value),
            Node::Map { entries, key } => match key.take() {
                Some(key) => entries.push(Entry { key: key.text, key_span: key.span, value }),
                None => {
                    let span = value.span;
                    let text = match value.data {
                        RawData::Scalar { text, .. } => text,
                        // A key that is a list, a map or nothing goes by its letters.
                        _ => {
                            self.block.get(span.start - self.base..span.end - self.base).unwrap_or_default().to_owned()
                        }
                    };
                    *key = Some(Key { text, span });
                }
            },
        }
    }

    fn afford(&mut self, weight: usize) -> bool {
        self.copied = self.copied.saturating_add(weight);
        self.copied <= COPIED_MAX
    }

    /// What an alias stands for, at the alias's own place.
    fn alias(&mut self, id: usize, span: Span) {
        let (height, weight) = self.anchors.get(&id).map_or((usize::MAX, 0), |built| (built.height, built.weight));
        let is_shallow = height.saturating_add(self.open.len()) <= 2 * DEPTH_MAX;
        let copy = (is_shallow && self.afford(weight)).then(|| self.anchors.get(&id).cloned()).flatten();
        let place = span.shift(self.base);
        let built = copy.unwrap_or_else(|| {
            let name = shown(&self.block[span.start..span.end]);
            let message = format!("`{name}` stands for itself, or for too much");
            let help = "write the value out here";
            self.found.push(Diagnostic::error("front-matter-invalid", message).at(place).help(help));
            let value = RawValue { data: RawData::Null, span: place };
            Built { value, height: 0, weight: NODE_WEIGHT }
        });
        self.finish(Built { value: RawValue { span: place, ..built.value }, ..built }, 0);
    }

    /// Mostly a text in the manner of Markdown, `*so*`; it is kept as that.
    fn unknown_alias(&mut self, span: Span) {
        let written = &self.block[span.start..span.end];
        let place = span.shift(self.base);
        let name = shown(written);
        let message = format!("`{name}` begins with `*`, so it stands for a value that is named nowhere");
        let help = format!("put it in quotes if a text is meant: `\"{name}\"`");
        self.found.push(Diagnostic::error("front-matter-invalid", message).at(place).help(help));
        let data = RawData::Scalar { text: written.to_owned(), quoted: false };
        self.finish(Built { value: RawValue { data, span: place }, height: 0, weight: NODE_WEIGHT }, 0);
    }
}

/// Resolves `<<: *other`: the other map's keys come in where the map has none of that name.
fn merge(entries: &mut Vec<Entry>) {
    let is_map = |value: &RawValue| matches!(value.data, RawData::Map(_));
    let is_merge = |entry: &Entry| match &entry.value.data {
        RawData::Map(_) => entry.key == "<<",
        RawData::List(maps) => entry.key == "<<" && maps.iter().all(is_map),
        _ => false,
    };
    let Some(index) = entries.iter().position(is_merge) else { return };
    let merged = entries.remove(index);
    let maps = match merged.value.data {
        RawData::List(maps) => maps.into_iter().map(|map| map.data).collect(),
        map => vec![map],
    };
    for map in maps {
        let RawData::Map(pairs) = map else { continue };
        entries.extend(pairs.into_iter().map(|(key, value)| Entry { key, key_span: merged.key_span, value }));
    }
    // Not the author's doing, so not reported: what the map itself says wins, then the first of the others.
    unique(entries, &mut Vec::new());
}
