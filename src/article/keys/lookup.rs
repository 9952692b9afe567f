//! Finding a value by the names that it may stand under.

use crate::article::keys::names::{CONTAINERS, folded};
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

/// Values that are asked together. Most names that are asked for are not there, so that is seen at a glance.
struct Group<'r> {
    known: Vec<Known<'r>>,
    /// A bit for what each name begins with.
    beginnings: u64,
    has_container: bool,
}

impl<'r> Group<'r> {
    fn new(known: Vec<Known<'r>>) -> Group<'r> {
        Group {
            beginnings: known.iter().fold(0, |bits, one| bits | beginning(&one.name)),
            has_container: known.iter().any(|one| CONTAINERS.contains(&one.name.as_str())),
            known,
        }
    }

    /// Whether a name may be there: if not, it is not.
    fn may_hold(&self, name: &str) -> bool {
        self.has_container || self.beginnings & beginning(name) != 0
    }
}

fn beginning(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let (first, second) = (bytes.first().copied().unwrap_or_default(), bytes.get(1).copied().unwrap_or_default());
    1 << (first.wrapping_mul(31).wrapping_add(second) % 64)
}

struct Known<'r> {
    name: String,
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
    /// Where it came from.
    pub(super) kind: OriginKind,
}

impl Hit<'_> {
    /// The key as the author wrote it.
    pub(super) fn key(&self) -> &str {
        match &self.kind {
            OriginKind::FrontMatter(key) | OriginKind::HeaderLine(key) | OriginKind::Page(key) => key,
            _ => self.name,
        }
    }

    pub(super) fn origin(&self) -> Origin {
        Origin { kind: self.kind.clone(), span: Some(self.value.span) }
    }
}

impl<'r> Lookup<'r> {
    pub(super) fn new(raw: &'r Raw) -> Lookup<'r> {
        let known = |is_page: bool| {
            let fields = raw.fields.iter().filter(move |field| matches!(field.origin, OriginKind::Page(_)) == is_page);
            fields
                .map(|field| Known {
                    name: folded(&field.key),
                    key_span: field.key_span,
                    value: &field.value,
                    origin: &field.origin,
                })
                .collect()
        };
        Lookup { stated: Group::new(known(false)), page: Group::new(known(true)) }
    }

    /// The first value under any of these names that fits; values that say nothing never do.
    pub(super) fn find(&self, names: &[&'static str], fits: impl Fn(&RawValue) -> bool) -> Option<Hit<'r>> {
        [&self.stated, &self.page].into_iter().filter(|group| !group.known.is_empty()).find_map(|group| {
            let mut names = names.iter().filter(|name| group.may_hold(name));
            names.find_map(|name| hits(group, name).find(|hit| !is_empty(hit.value) && fits(hit.value)))
        })
    }

    /// Every value under any of these names, in the order of the names.
    pub(super) fn all(&self, names: &[&'static str]) -> Vec<Hit<'r>> {
        let of = |group: &'_ Group<'r>| -> Vec<Hit<'r>> {
            let names = names.iter().filter(|name| group.may_hold(name));
            names.flat_map(|name| hits(group, name)).filter(|hit| !is_empty(hit.value)).collect()
        };
        let stated = of(&self.stated);
        if stated.is_empty() { of(&self.page) } else { stated }
    }

    /// The author's keys, folded, and their places.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&str, Span)> {
        self.stated.known.iter().map(|known| (known.name.as_str(), known.key_span))
    }
}

/// The values that stand under a name: at the top, below it in maps, and in the containers of a site's additions.
fn hits<'r, 'n>(group: &'n Group<'r>, name: &'static str) -> impl Iterator<Item = Hit<'r>> + use<'r, 'n> {
    let group = group.known.as_slice();
    let (top, rest) = name.split_once('.').map_or((name, None), |(top, rest)| (top, Some(rest)));
    let direct = group.iter().filter(move |known| known.name == top).filter_map(move |known| {
        let (value, path) = match rest {
            None => (known.value, None),
            Some(rest) => below(known.value, rest)?,
        };
        Some(Hit { name, value, kind: nested(known.origin, path) })
    });
    let contained = group.iter().filter(|known| CONTAINERS.contains(&known.name.as_str())).filter_map(move |known| {
        let (value, path) = below(known.value, name)?;
        Some(Hit { name, value, kind: nested(known.origin, path) })
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

fn nested(origin: &OriginKind, path: Option<String>) -> OriginKind {
    match (origin, path) {
        (OriginKind::FrontMatter(key), Some(path)) => OriginKind::FrontMatter(format!("{key}.{path}")),
        (other, _) => other.clone(),
    }
}

fn is_empty(value: &RawValue) -> bool {
    match &value.data {
        RawData::Null => true,
        RawData::Scalar { text, .. } => text.trim().is_empty(),
        RawData::List(items) => items.iter().all(is_empty),
        RawData::Map(entries) => entries.is_empty(),
    }
}
