//! Which elements may stand in which: what has to end, and what has to begin, before an element does.

use crate::html::allowed::{self, A, DD, DL, DT, Element, LI, OL, UL};
use crate::html::cleaner::{Cleaner, Open, says_something};
use crate::html::text::break_line;
use crate::model::Text;

impl Cleaner<'_> {
    /// The nearest open element of a name, as far up as a table's cell lets one see.
    pub(super) fn find(&self, fits: impl Fn(&'static Element) -> bool, through_cells: bool) -> Option<usize> {
        for (index, open) in self.stack.iter().enumerate().rev() {
            if fits(open.element) {
                return Some(index);
            }
            if !through_cells && matches!(open.element.name, "td" | "th" | "caption") {
                return None;
            }
        }
        None
    }

    pub(super) fn close_to(&mut self, length: usize) {
        while self.stack.len() > length {
            self.close_last();
        }
    }

    pub(super) fn close_last(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        if let Some(note) = self.note.take_if(|note| self.stack.len() < note.depth)
            && note.raised
            && note.links_within_page
            && let Some(text) = &mut self.paragraph
        {
            text.truncate(note.start);
            self.clean.text.truncate(note.start_in_text);
        }
        match open.element.name {
            "p" => self.end_paragraph(),
            "audio" | "video" => self.link_to_player(),
            _ => {}
        }
        if open.element.is_block {
            break_line(&mut self.clean.text);
        }
        if open.written {
            self.out.close(open.element);
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        let Some(text) = self.paragraph.take() else { return };
        if self.clean.first_paragraph.is_none() && says_something(&text) {
            self.clean.first_paragraph = Text::line(&text);
        }
    }

    /// Closes what can't contain the element that is about to start, and opens what it has to stand in.
    /// False when it can't stand here at all.
    pub(super) fn make_room(&mut self, element: &'static Element) -> bool {
        if element.is_formatting {
            return self.leave_table_structure();
        }
        let name = element.name;
        if element.ends_paragraph
            && let Some(index) = self.find(|open| std::ptr::eq(open, allowed::P), false)
        {
            self.close_to(index);
        }
        // An element that is not written is not there for who reads the result.
        if element.is_heading
            && let Some(index) = self.stack.iter().rposition(|open| open.written)
            && self.stack[index].element.is_heading
        {
            self.close_to(index);
        }
        if matches!(name, "rt" | "rp") {
            self.end_within_ruby();
        }
        let (closes, barriers): (&[&Element], &[&Element]) = match name {
            "li" => (&[LI], &[UL, OL]),
            "dd" | "dt" => (&[DD, DT], &[DL]),
            "a" => (&[A], &[]),
            _ => (&[], &[]),
        };
        let is_among = |open: &Element, these: &[&Element]| these.iter().any(|one| std::ptr::eq(*one, open));
        if !closes.is_empty()
            && let Some(index) = self.find(|open| is_among(open, closes) || is_among(open, barriers), false)
            && is_among(self.stack[index].element, closes)
        {
            self.close_to(index);
        }
        if element.is_table_part { self.make_table_room(name) } else { self.leave_table_structure() }
    }

    /// Ends what an annotation can't stand in (HTML standard, section 13.2.6.4.7, "rp", "rt"), and the one before it.
    pub(super) fn end_within_ruby(&mut self) {
        if self.find(|open| open.name == "ruby", false).is_none() {
            return;
        }
        while let Some(open) = self.stack.last()
            && (!open.written || matches!(open.element.name, "rt" | "rp" | "p" | "li" | "dd" | "dt"))
        {
            self.close_last();
        }
    }

    pub(super) fn make_table_room(&mut self, name: &str) -> bool {
        let Some(table) = self.find(|open| open.name == "table", true) else { return false };
        let parent: &[&str] = match name {
            "td" | "th" => &["tr"],
            "tr" => &["thead", "tbody", "tfoot"],
            "col" => &["colgroup"],
            _ => &[],
        };
        let found =
            self.stack.iter().enumerate().skip(table).rev().find(|(_, open)| parent.contains(&open.element.name));
        match found.map(|(index, _)| index) {
            Some(index) => self.close_to(index + 1),
            None => {
                self.close_to(table + 1);
                let missing = match name {
                    "td" | "th" => Some(allowed::TR),
                    "col" => Some(allowed::COLGROUP),
                    _ => None,
                };
                if let Some(missing) = missing {
                    self.open(missing);
                }
            }
        }
        true
    }

    /// What stands between a table's rows is put into a cell: a browser would move it before the table.
    pub(super) fn leave_table_structure(&mut self) -> bool {
        if self.stack.last().is_some_and(|open| open.element.is_table_structure) {
            self.enter_cell();
        }
        true
    }

    fn enter_cell(&mut self) {
        match self.stack.last().map(|open| open.element.name) {
            Some("table" | "thead" | "tbody" | "tfoot") => {
                self.open(allowed::TR);
                self.open(allowed::TD);
            }
            Some("tr") => self.open(allowed::TD),
            Some("colgroup") => {
                self.close_last();
                self.leave_table_structure();
            }
            _ => {}
        }
    }

    /// Opens an element without attributes.
    pub(super) fn open(&mut self, element: &'static Element) {
        self.out.open(element);
        self.stack.push(Open { element, written: true });
    }
}
