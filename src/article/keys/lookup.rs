//! Finding a value by the names that it may stand under.

use std::borrow::Cow;

use crate::article::keys::names::{self, CONTAINERS, Names, folded};
use crate::article::raw::{Raw, RawData, RawValue};
use crate::article::{Origin, OriginKind};
use crate::diagnostic::Span;

/// A document's metadata, ready to be asked.
pub(super) struct Lookup<'r> {
    /// What the author stated: front matter, header lines, an export's first line.
    stated: Group<'r>,
    /// What an HTML page says for machines: asked when the author stated nothing.
    page: Group<'r>,
}

/// Values that are asked together. Most of what is asked for is not there, so that is seen at a glance.
struct Group<'r> {
    known: Vec<Known<'r>>,
    /// The bits of the lists of names for which something may be there.
    bits: u64,
}

impl<'r> Group<'r> {
    fn new(known: Vec<Known<'r>>) -> Group<'r> {
        // Whatever stands in a container may be anything.
        let bits = known.iter().map(|one| if one.is_container { u64::MAX } else { one.bits });
        Group { bits: bits.fold(0, |all, bits| all | bits), known }
    }

    /// Whether something may stand under any of these names.
    fn may_hold(&self, names: Names) -> bool {
        self.bits & names.bit != 0
    }

    /// Those of the names under which something may stand: under all others, nothing does.
    fn asked(&self, names: Names) -> impl Iterator<Item = &'static str> {
        let is_asked = |known: &Known<'_>| known.is_container || known.bits & names.bit != 0;
        let list = if self.may_hold(names) { names.list } else { &[] };
        // Mostly it is one key that is asked; all that are not stand before the first and behind the last.
        let first = self.known.iter().position(is_asked).unwrap_or_default();
        let end = self.known.iter().rposition(is_asked).map_or(first, |last| last + 1);
        let asked = &self.known[first..end];
        let holds = move |name: &str| asked.iter().any(|known| known.is_container || begins(name, &known.name));
        list.iter().copied().filter(move |name| holds(name))
    }
}

/// Whether a name begins with a key. Most differ in their first letters.
fn begins(name: &str, key: &str) -> bool {
    name.as_bytes().first() == key.as_bytes().first() && name.starts_with(key)
}

struct Known<'r> {
    name: Cow<'r, str>,
    /// The bits of the lists of names for which something may stand here.
    bits: u64,
    /// Whether the name means anything.
    has_meaning: bool,
    is_container: bool,
    key_span: Span,
    value: &'r RawValue,
    origin: &'r OriginKind,
}

/// A value and where it was found.
#[derive(Clone)]
pub(super) struct Hit<'r> {
    /// The folded name that it was found under.
    pub(super) name: &'static str,
    /// The value.
    pub(super) value: &'r RawValue,
    /// Where the value came from that it is or stands in.
    origin: &'r OriginKind,
    /// Where it stands in there, as it is written.
    path: Option<String>,
}

impl Hit<'_> {
    /// The key as the author wrote it.
    pub(super) fn key(&self) -> Cow<'_, str> {
        match (self.origin, &self.path) {
            (OriginKind::FrontMatter(key), Some(path)) => format!("{key}.{path}").into(),
            (OriginKind::FrontMatter(key), None) => (&**key).into(),
            (OriginKind::HeaderLine(key) | OriginKind::Page(key), _) => key.as_str().into(),
            _ => self.name.into(),
        }
    }

    /// Where it came from.
    pub(super) fn kind(&self) -> OriginKind {
        match (self.origin, &self.path) {
            (OriginKind::FrontMatter(key), Some(path)) => OriginKind::FrontMatter(format!("{key}.{path}").into()),
            (other, _) => other.clone(),
        }
    }

    /// Whether a page says it for machines.
    pub(super) fn is_of_page(&self) -> bool {
        matches!(self.origin, OriginKind::Page(_))
    }

    pub(super) fn origin(&self) -> Origin {
        Origin { kind: self.kind(), span: Some(self.value.span) }
    }
}

impl<'r> Lookup<'r> {
    pub(super) fn new(raw: &'r Raw) -> Lookup<'r> {
        let (mut stated, mut page) = (Vec::with_capacity(raw.fields.len()), Vec::new());
        for field in &raw.fields {
            let name = folded(&field.key);
            let (bits, has_meaning) = names::standing(&name);
            let is_container = CONTAINERS.contains(&&*name);
            let (key_span, value, origin) = (field.key_span, &field.value, &field.origin);
            let group = if matches!(origin, OriginKind::Page(_)) { &mut page } else { &mut stated };
            group.push(Known { name, bits, has_meaning, is_container, key_span, value, origin });
        }
        Lookup { stated: Group::new(stated), page: Group::new(page) }
    }

    /// The first value under any of these names that fits; values that say nothing never do.
    pub(super) fn find(&self, names: Names, fits: impl Fn(&RawValue) -> bool) -> Option<Hit<'r>> {
        let mut groups = [&self.stated, &self.page].into_iter().filter(|group| group.may_hold(names));
        groups.find_map(|group| {
            let mut names = group.asked(names);
            names.find_map(|name| hits(group, name).find(|hit| !is_empty(hit.value) && fits(hit.value)))
        })
    }

    /// Every value under any of these names, in the order of the names.
    pub(super) fn all(&self, names: Names) -> Vec<Hit<'r>> {
        let of = |group: &'_ Group<'r>| -> Vec<Hit<'r>> {
            if !group.may_hold(names) {
                return Vec::new();
            }
            let mut all = Vec::new();
            for name in group.asked(names) {
                all.extend(hits(group, name).filter(|hit| !is_empty(hit.value)));
            }
            all
        };
        let stated = of(&self.stated);
        if stated.is_empty() { of(&self.page) } else { stated }
    }

    /// The author's keys that mean nothing, folded, and their places.
    pub(super) fn meaningless(&self) -> impl Iterator<Item = (&str, Span)> {
        let keys = self.stated.known.iter().filter(|known| !known.has_meaning);
        keys.map(|known| (&*known.name, known.key_span))
    }
}

/// The values that stand under a name: at the top, below it in maps, and in the containers of a site's additions.
fn hits<'r, 'n>(group: &'n Group<'r>, name: &'static str) -> impl Iterator<Item = Hit<'r>> + use<'r, 'n> {
    let group = group.known.as_slice();
    // The names are short, so looking at each letter takes less than searching.
    let dot = name.bytes().position(|byte| byte == b'.');
    let (top, rest) = dot.map_or((name, None), |dot| (&name[..dot], Some(&name[dot + 1..])));
    let direct = group.iter().filter(move |known| known.bits != 0 && known.name == top).filter_map(move |known| {
        let (value, path) = match rest {
            None => (known.value, None),
            Some(rest) => below(known.value, rest)?,
        };
        Some(Hit { name, value, origin: known.origin, path })
    });
    let contained = group.iter().filter(|known| known.is_container).filter_map(move |known| {
        let (value, path) = below(known.value, name)?;
        Some(Hit { name, value, origin: known.origin, path })
    });
    direct.chain(contained)
}

/// The value at a dotted path within maps, and the path as it is written.
fn below<'r>(value: &'r RawValue, path: &str) -> Option<(&'r RawValue, Option<String>)> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let RawData::Map(entries) = &value.data else { return None };
    let (key, value) = entries.iter().find(|(key, _)| folded(key) == first)?;
    match rest {
        None => Some((value, Some(key.clone()))),
        Some(rest) => {
            let (value, below) = below(value, rest)?;
            Some((value, below.map(|below| format!("{key}.{below}"))))
        }
    }
}

fn is_empty(value: &RawValue) -> bool {
    match &value.data {
        RawData::Null => true,
        RawData::Scalar { text, .. } => {
            !text.as_bytes().first().is_some_and(u8::is_ascii_graphic) && text.trim().is_empty()
        }
        RawData::List(items) => items.iter().all(is_empty),
        RawData::Map(entries) => entries.is_empty(),
    }
}
