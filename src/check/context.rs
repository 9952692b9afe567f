//! What a judgement carries along: the text, the findings so far, and how one is made.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::check::tree::{Attribute, Node};

use crate::check::content::place::Place;
use crate::check::fix::{Edit, Fix};
use crate::check::values::addresses::reach::Site;
use crate::check::values::{Better, Remark};
use crate::check::{Finding, LISTED_MAX, Profile, Rule, Unlisted};
use crate::diagnostic::Span;

/// The state of a judgement.
pub(crate) struct Context<'t> {
    /// The document's text.
    pub(crate) text: &'t str,
    /// What was found so far: of each rule the first findings.
    findings: Vec<Finding>,
    /// How much each rule has found, by its name.
    told: HashMap<&'static str, Told>,
    /// Where a fault of syntax cut the document: what is open there is not whole.
    pub(crate) cut: Option<usize>,
    /// Whether the document goes on behind the text, which ends anywhere.
    pub(crate) is_cut_off: bool,
    /// What time it is, in seconds since 1970, where somebody says so.
    pub(crate) now: Option<i64>,
    /// The address that the document was fetched from.
    pub(crate) location: Option<&'t str>,
    /// The site that the feed belongs to, once somebody asked for it; `None` within when it does not say so.
    pub(crate) site: Option<Option<Site>>,
    /// The destinations that the document is meant for.
    pub(crate) profiles: &'t [&'static Profile],
    /// What mends the next finding; [`Context::record`] takes it.
    fix: Option<Fix>,
    /// Whether everything is to be found, however often it occurs, because it will be mended.
    pub(crate) is_mending: bool,
}

/// What a rule has said so far.
struct Told {
    rule: &'static Rule,
    count: usize,
    /// What it said last, from the last finding on that is kept: what comes twice is counted once.
    last: Option<(Span, String)>,
}

/// Where a finding belongs, by the names that are written there.
#[derive(Default)]
pub(crate) struct Names {
    pub(crate) element: Option<String>,
    pub(crate) attribute: Option<String>,
    pub(crate) parent: Option<String>,
}

/// After so many findings, no more are told how to be mended: that takes time, and nobody reads them.
const MENDED_MAX: usize = 10_000;
/// How many findings of one rule are mended at once; more are mended after them.
const MENDED_AT_ONCE: usize = 100_000;

/// What is being judged: a text or an attribute, and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a, 'input> {
    /// The value.
    pub(crate) value: &'a str,
    /// The element that has it.
    pub(crate) node: Node<'a, 'input>,
    /// The attribute, when it is one's value.
    pub(crate) attribute: Option<Attribute<'a, 'input>>,
    /// Where the value stands.
    pub(crate) span: Span,
}

impl<'t> Context<'t> {
    pub(crate) fn new(text: &'t str) -> Context<'t> {
        Context {
            text,
            findings: Vec::new(),
            told: HashMap::new(),
            cut: None,
            is_cut_off: false,
            now: None,
            location: None,
            site: None,
            profiles: &[],
            fix: None,
            is_mending: false,
        }
    }

    /// Says something about a value.
    pub(crate) fn say(&mut self, rule: &'static Rule, subject: &Subject<'_, '_>, message: String, help: &str) {
        let names = self.names(subject.node, subject.attribute);
        self.record(rule, subject.span, names, message, help);
    }

    /// Says something about a value, if there is something to say.
    pub(crate) fn remark(&mut self, subject: &Subject<'_, '_>, remark: Option<Remark>) {
        if let Some(Remark { rule, message, help, better }) = remark {
            if let Some(Better { range, text }) = better {
                self.mend_range(subject, range, &text);
            }
            self.say(rule, subject, message, &help);
        }
    }

    /// Says something about an element, if there is something to say: its start tag is marked.
    pub(crate) fn remark_of(&mut self, node: Node<'_, '_>, remark: Option<Remark>) {
        if let Some(Remark { rule, message, help, .. }) = remark {
            self.say_of(rule, node, message, &help);
        }
    }

    /// Says something about an element: its start tag is marked.
    pub(crate) fn say_of(&mut self, rule: &'static Rule, node: Node<'_, '_>, message: String, help: &str) {
        let span = self.tag(node);
        self.say_at(rule, node, span, message, help);
    }

    /// Says something about a place within an element.
    pub(crate) fn say_at(&mut self, rule: &'static Rule, node: Node<'_, '_>, span: Span, message: String, help: &str) {
        let names = self.names(node, None);
        self.record(rule, span, names, message, help);
    }

    /// An element's name, an attribute's of it, and its parent's.
    pub(crate) fn names(&self, node: Node<'_, '_>, attribute: Option<Attribute<'_, '_>>) -> Names {
        let written = |attribute: Attribute<'_, '_>| {
            self.text.get(attribute.range_qname()).unwrap_or_else(|| attribute.name()).to_owned()
        };
        Names {
            element: Some(self.written_name(node)),
            attribute: attribute.map(written),
            parent: node.parent_element().map(|parent| self.written_name(parent)),
        }
    }

    /// Says something where no element is concerned, or one that is not there.
    pub(crate) fn push(
        &mut self,
        rule: &'static Rule,
        span: Span,
        element: Option<String>,
        parent: Option<String>,
        message: String,
        help: &str,
    ) {
        self.record(rule, span, Names { element, attribute: None, parent }, message, help);
    }

    /// Keeps a finding; of a rule that has found very much already, only the number.
    pub(crate) fn record(&mut self, rule: &'static Rule, span: Span, names: Names, message: String, help: &str) {
        // Taken in any case: it mends this finding and no other.
        let fix = self.fix.take();
        let most = if self.is_mending { MENDED_AT_ONCE } else { LISTED_MAX };
        let told = self.told.entry(rule.name).or_insert(Told { rule, count: 0, last: None });
        if told.count >= most {
            let is_again = told.last.as_ref().is_some_and(|(place, said)| *place == span && *said == message);
            told.count += usize::from(!is_again);
            told.last = Some((span, message));
            return;
        }
        let Names { element, attribute, parent } = names;
        let help = (!help.is_empty()).then(|| help.to_owned());
        let (level, part) = (rule.level, None);
        let finding = Finding { rule, level, span, part, element, attribute, parent, message, help, fix };
        // Two checks of one value may see the same.
        if self.findings.last() != Some(&finding) {
            told.count += 1;
            if told.count == most {
                told.last = Some((span, finding.message.clone()));
            }
            self.findings.push(finding);
        }
    }

    /// Counts findings of which nothing else is known.
    pub(crate) fn count(&mut self, rule: &'static Rule, more: usize) {
        self.told.entry(rule.name).or_insert(Told { rule, count: 0, last: None }).count += more;
    }

    /// How much was found so far.
    pub(crate) fn found(&self) -> usize {
        self.told.values().map(|told| told.count).sum()
    }

    /// What was found: the findings that are kept, and the numbers of those that are not.
    pub(crate) fn finish(self) -> (Vec<Finding>, Vec<Unlisted>) {
        let mut kept: HashMap<&str, usize> = HashMap::new();
        self.findings.iter().for_each(|found| *kept.entry(found.rule.name).or_default() += 1);
        let mut unlisted: Vec<Unlisted> = Vec::new();
        for (name, Told { rule, count, .. }) in self.told {
            let count = count - kept.get(name).copied().unwrap_or_default();
            if count > 0 {
                unlisted.push(Unlisted { rule, level: rule.level, count });
            }
        }
        unlisted.sort_by_key(|one| one.rule.name);
        (self.findings, unlisted)
    }

    /// The site that the feed of an element belongs to.
    pub(crate) fn site(&mut self, node: Node<'_, '_>) -> Option<&Site> {
        self.site.get_or_insert_with(|| Site::of(node)).as_ref()
    }

    /// Whether it is still worth while to find out what mends a finding.
    pub(crate) fn may_mend(&self) -> bool {
        self.is_mending || self.found() < MENDED_MAX
    }

    /// Says what mends the finding that is made next.
    pub(crate) fn mend(&mut self, edits: Vec<Edit>) {
        self.fix = (!edits.is_empty() && self.may_mend()).then_some(Fix { edits, keeps_bytes: false });
    }

    /// Says that the finding that is made next is mended when the document is written anew, as plain UTF-8.
    pub(crate) fn mend_anew(&mut self) {
        self.fix = Some(Fix::default());
    }

    /// Says that the finding that is made next is mended by another text in the place of a value, white space around it
    /// left alone.
    pub(crate) fn mend_value(&mut self, subject: &Subject<'_, '_>, new: &str) {
        let start = subject.value.len() - subject.value.trim_start().len();
        self.mend_range(subject, (start, start + subject.value.trim().len()), new);
    }

    /// Says that the finding that is made next is mended by another text in the place of a range of a value.
    pub(crate) fn mend_range(&mut self, subject: &Subject<'_, '_>, range: (usize, usize), new: &str) {
        let edit = Place::of(subject, self.text).edit(range.0, range.1, new);
        self.mend(edit.into_iter().collect());
    }

    /// Whether an element is whole, so that it can be said what it lacks.
    pub(crate) fn is_whole(&self, node: Node<'_, '_>) -> bool {
        self.cut.is_none_or(|cut| node.range().end <= cut)
    }

    /// What gives an element another name, its prefix left alone.
    pub(crate) fn renamed(&self, node: Node<'_, '_>, local: &str) -> Vec<Edit> {
        let (range, written) = (node.range(), self.written_name(node));
        let prefix = written.split_once(':').map_or(0, |(prefix, _)| prefix.len() + 1);
        let at = |start: usize| Edit { span: Span::new(start + prefix, start + written.len()), text: local.to_owned() };
        let mut edits = vec![at(range.start + 1)];
        // Of what is cut off, the end is not known.
        let inner = self.text.get(range.start..range.end).filter(|_| self.is_whole(node)).unwrap_or_default();
        if !inner.ends_with("/>") {
            let close = inner.rfind("</").filter(|close| inner[close + 2..].starts_with(&written));
            // Without its end tag, which is cut off, the name stays.
            let Some(close) = close else { return Vec::new() };
            edits.push(at(range.start + close + 2));
        }
        edits
    }

    /// An element's name as it is written, prefix included.
    pub(crate) fn written_name(&self, node: Node<'_, '_>) -> String {
        let start = node.range().start + 1;
        let rest = self.text.get(start..).unwrap_or_default();
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(rest.len());
        rest[..end].to_owned()
    }

    /// The name that an element of a parent's vocabulary is written with: the parent's prefix and its own name.
    pub(crate) fn sibling_name(&self, parent: Node<'_, '_>, name: &str) -> String {
        let written = self.written_name(parent);
        written.split_once(':').map_or_else(|| name.to_owned(), |(prefix, _)| format!("{prefix}:{name}"))
    }

    /// The place of an element's start tag.
    pub(crate) fn tag(&self, node: Node<'_, '_>) -> Span {
        let range = node.range();
        let inner = node.first_child().map_or(range.end, |child| child.range().start);
        let end =
            self.text.get(range.start..inner).and_then(|tag| tag.find('>')).map_or(inner, |at| range.start + at + 1);
        Span::new(range.start, end.max(range.start))
    }
}

/// An element's whole text: that of its text and CDATA children, elements passed over.
pub(crate) fn text_of<'a>(node: Node<'a, '_>) -> Cow<'a, str> {
    // Mostly nothing else stands in it.
    if let Some(only) = node.first_child().filter(|first| first.is_text() && node.last_child() == Some(*first)) {
        return Cow::Borrowed(only.text().unwrap_or_default());
    }
    let mut texts = node.children().filter(|child| child.is_text()).filter_map(|child| child.text());
    let first = texts.next().unwrap_or_default();
    match texts.next() {
        None => Cow::Borrowed(first),
        Some(second) => Cow::Owned([first, second].into_iter().chain(texts).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;
    use crate::check::rules::core::ELEMENT_UNKNOWN;

    #[test]
    fn a_finding_on_an_attribute_names_it_and_its_element() {
        let feed = "<rss version=\"2.0\"><channel><item><enclosure url=\"/1.mp3\" length=\"1\" type=\"audio/mpeg\"/>";
        let found = check(format!("{feed}</item></channel></rss>").as_bytes()).findings;
        let found = found.iter().find(|found| found.rule.name == "address-not-absolute").unwrap();
        let names = [&found.element, &found.attribute, &found.parent].map(Option::as_deref);
        assert_eq!(names, [Some("enclosure"), Some("url"), Some("item")]);
    }

    #[test]
    fn beyond_the_limit_findings_are_counted_once_each() {
        let mut context = Context::new("");
        let mut say = |at: usize| {
            context.push(&ELEMENT_UNKNOWN, Span::new(at, at + 1), None, None, "what".to_owned(), "");
        };
        for at in 0..LISTED_MAX + 5 {
            say(at);
            say(at);
        }
        let (findings, unlisted) = context.finish();
        assert_eq!((findings.len(), unlisted.len(), unlisted[0].count), (LISTED_MAX, 1, 5));
    }
}
