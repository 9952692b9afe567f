//! Footnotes at the end of the text, numbered as they are first referred to, with ways there and back.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// Moves the definitions of footnotes to the end, and links references and definitions with each other.
///
/// A definition that nothing refers to is left out, as on GitHub. The ids are made from the footnotes' names, so that
/// they stay when a footnote is added before them.
pub(super) fn collect<'a>(events: impl Iterator<Item = Event<'a>>) -> Vec<Event<'a>> {
    let (text, mut definitions) = split(events);
    let mut notes = Notes::default();
    let mut out = Vec::with_capacity(text.len());
    notes.push(text, &mut out);
    if notes.order.is_empty() {
        return out;
    }
    let mut bodies = Vec::new();
    let mut next = 0;
    // A footnote may refer to another, which makes the list longer while it is gone through.
    while let Some(name) = notes.order.get(next).cloned() {
        let mut body = Vec::new();
        notes.push(definitions.remove(&name).unwrap_or_default(), &mut body);
        bodies.push((name, body));
        next += 1;
    }
    out.push(html("<section class=\"footnotes\">\n<ol>\n".to_owned()));
    for (name, body) in bodies {
        push_definition(&notes, &name, body, &mut out);
    }
    out.push(html("</ol>\n</section>\n".to_owned()));
    out
}

type Definitions<'a> = HashMap<String, Vec<Event<'a>>>;

/// Takes the definitions out of a text; of several of one name, the first counts.
fn split<'a>(events: impl Iterator<Item = Event<'a>>) -> (Vec<Event<'a>>, Definitions<'a>) {
    let mut text = Vec::new();
    let mut definitions = HashMap::new();
    let mut open: Vec<(String, Vec<Event<'a>>)> = Vec::new();
    for event in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => open.push((name.to_string(), Vec::new())),
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((name, body)) = open.pop() {
                    definitions.entry(name).or_insert(body);
                }
            }
            other => open.last_mut().map_or(&mut text, |(_, body)| body).push(other),
        }
    }
    (text, definitions)
}

#[derive(Default)]
struct Notes {
    /// The names, in the order of their numbers.
    order: Vec<String>,
    /// For each name its number and id, and how often it was referred to.
    known: HashMap<String, Note>,
    /// The ids given away, since names that differ can look alike in an id.
    ids: HashMap<String, ()>,
}

struct Note {
    number: usize,
    id: String,
    references: usize,
}

impl Notes {
    fn push<'a>(&mut self, events: Vec<Event<'a>>, out: &mut Vec<Event<'a>>) {
        for event in events {
            out.push(match event {
                Event::FootnoteReference(name) => self.refer(name),
                other => other,
            });
        }
    }

    fn refer<'a>(&mut self, name: CowStr<'a>) -> Event<'a> {
        if !self.known.contains_key(&*name) {
            let number = self.order.len() + 1;
            let id = self.free_id(&name, number);
            self.order.push(name.to_string());
            self.known.insert(name.to_string(), Note { number, id, references: 0 });
        }
        let Some(note) = self.known.get_mut(&*name) else { return Event::Text(name) };
        note.references += 1;
        let Note { number, id, references } = note;
        let again = if *references > 1 { format!("-{references}") } else { String::new() };
        Event::InlineHtml(format!("<sup id=\"fnref-{id}{again}\"><a href=\"#fn-{id}\">{number}</a></sup>").into())
    }

    fn free_id(&mut self, name: &str, number: usize) -> String {
        let plain = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '-' };
        let mut id: String = name.chars().map(plain).collect();
        while self.ids.contains_key(&id) {
            id = format!("{id}-{number}");
        }
        self.ids.insert(id.clone(), ());
        id
    }
}

fn push_definition<'a>(notes: &Notes, name: &str, mut body: Vec<Event<'a>>, out: &mut Vec<Event<'a>>) {
    let Some(note) = notes.known.get(name) else { return };
    out.push(html(format!("<li id=\"fn-{}\">\n", note.id)));
    let last = body.pop_if(|event| matches!(event, Event::End(TagEnd::Paragraph)));
    out.append(&mut body);
    for index in 1..=note.references {
        let again = if index > 1 { format!("-{index}") } else { String::new() };
        let shown = if index > 1 { format!("<sup>{index}</sup>") } else { String::new() };
        // The selector keeps systems from drawing the arrow as a picture.
        let back = format!(" <a href=\"#fnref-{}{again}\">↩\u{fe0e}{shown}</a>", note.id);
        out.push(Event::InlineHtml(back.into()));
    }
    out.extend(last);
    out.push(html("</li>\n".to_owned()));
}

fn html<'a>(text: String) -> Event<'a> {
    Event::Html(text.into())
}
