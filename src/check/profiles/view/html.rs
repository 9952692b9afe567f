//! What a destination wants to know of an item's HTML.

use std::collections::BTreeMap;
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::check::profiles::view::Content;

/// More names than HTML has; others are not counted, since a text of a megabyte can have a hundred thousand.
const NAMES_MAX: usize = 256;

/// What HTML holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::check) struct Digest {
    /// How many characters readers see, runs of white space counted as one.
    pub(in crate::check) characters: usize,
    /// Its images, in their order.
    pub(in crate::check) images: Vec<Inline>,
    /// How often each element stands in it, by its name in lower case.
    pub(in crate::check) elements: BTreeMap<String, usize>,
    /// How deep elements are nested, void elements not counted.
    pub(in crate::check) depth: usize,
}

/// An `<img>`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::check) struct Inline {
    pub(in crate::check) src: String,
    pub(in crate::check) width: Option<u64>,
    pub(in crate::check) height: Option<u64>,
    pub(in crate::check) alt: Option<String>,
}

const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

impl Content<'_, '_> {
    /// What it holds.
    pub(in crate::check) fn digest(&self) -> Digest {
        if self.is_html {
            digest(&self.fact.value)
        } else {
            Digest { characters: seen(&self.fact.value), ..Digest::default() }
        }
    }
}

/// Reads HTML in one pass.
pub(in crate::check) fn digest(html: &str) -> Digest {
    let mut pass = Pass::default();
    let mut callback = |event: CallbackEvent<'_>, _: Span<usize>| -> Option<Infallible> {
        pass.event(event);
        None
    };
    let mut emitter = CallbackEmitter::new(&mut callback);
    emitter.naively_switch_states(true);
    // Reading from a text in memory can't fail.
    let _ = Tokenizer::new_with_emitter(html, emitter).finish();
    pass.digest.characters = seen(&pass.text);
    pass.digest
}

/// The characters of a text, runs of white space counted as one.
fn seen(text: &str) -> usize {
    text.split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>().saturating_sub(1)
}

#[derive(Default)]
struct Pass {
    digest: Digest,
    text: String,
    open: usize,
    /// The element whose start tag is being read.
    element: String,
    attribute: String,
    image: Option<Inline>,
    /// Whether the text is a program or a style sheet.
    is_hidden: bool,
}

impl Pass {
    fn event(&mut self, event: CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => self.start(&lower(name)),
            CallbackEvent::AttributeName { name } => {
                self.attribute = lower(name);
                // An empty value is not told.
                self.value("");
            }
            CallbackEvent::AttributeValue { value } => self.value(&String::from_utf8_lossy(value)),
            CallbackEvent::CloseStartTag { self_closing } => {
                self.digest.images.extend(self.image.take());
                if !self_closing && !VOID.contains(&self.element.as_str()) {
                    self.open += 1;
                    self.digest.depth = self.digest.depth.max(self.open);
                }
                self.is_hidden = matches!(self.element.as_str(), "script" | "style");
            }
            CallbackEvent::EndTag { name } => {
                self.open = self.open.saturating_sub(1);
                self.is_hidden = false;
                self.separate(&lower(name));
            }
            CallbackEvent::String { value } if !self.is_hidden => {
                self.text.push_str(&String::from_utf8_lossy(value));
            }
            _ => {}
        }
    }

    fn start(&mut self, name: &str) {
        self.element = name.to_owned();
        self.separate(name);
        self.image = (name == "img").then(Inline::default);
        if self.digest.elements.len() < NAMES_MAX || self.digest.elements.contains_key(name) {
            *self.digest.elements.entry(name.to_owned()).or_default() += 1;
        }
    }

    /// Words of two blocks are two words.
    fn separate(&mut self, name: &str) {
        if matches!(name, "p" | "br" | "div" | "li" | "td" | "th" | "tr" | "h1" | "h2" | "h3" | "h4" | "blockquote") {
            self.text.push(' ');
        }
    }

    fn value(&mut self, value: &str) {
        let Some(image) = &mut self.image else { return };
        match self.attribute.as_str() {
            "src" => image.src = value.trim().to_owned(),
            "width" => image.width = value.trim().parse().ok(),
            "height" => image.height = value.trim().parse().ok(),
            "alt" => image.alt = Some(value.to_owned()),
            _ => {}
        }
    }
}

fn lower(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_no_text_and_images_say_their_size() {
        let html = "<p>Un  <b>été</b>&amp;</p><p>là<br>x</p><style>p{}</style><img src=' /a.jpg ' WIDTH=10 alt=\"\">";
        let found = digest(html);
        assert_eq!((found.characters, found.depth), ("Un été& là x".chars().count(), 2));
        let image = Inline { src: "/a.jpg".into(), width: Some(10), height: None, alt: Some(String::new()) };
        assert_eq!(found.images, [image]);
        assert_eq!((found.elements["p"], found.elements["style"]), (2, 1));
    }

    #[test]
    fn names_without_end_are_not_counted() {
        let html: String = (0..1000).map(|number| format!("<x-{number}>")).collect();
        assert_eq!(digest(&html).elements.len(), NAMES_MAX);
    }
}
