//! Dates, with the reason and the place of each refusal.

use crate::article::Field;
use crate::article::keys::lookup::Hit;
use crate::article::keys::value::{place, text, wrong_kind};
use crate::date::{self, Context, Note, Timestamp};
use crate::diagnostic::{Diagnostic, Level};

/// What a date is for: what follows when it can't be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// The article can't be published without it.
    Publication,
    /// The article is published without it.
    Update,
    /// Publishing could be wrong without it.
    Expiry,
}

/// Reads a date; what is wrong with it, or worth knowing, is added to `found`.
pub(super) fn read(
    hit: &Hit<'_>,
    purpose: Use,
    context: &Context,
    found: &mut Vec<Diagnostic>,
) -> Option<Field<Timestamp>> {
    let Some(written) = text(hit.value) else {
        let complaint = wrong_kind(&hit.key(), hit.value, "one date, such as `2025-08-13`");
        found.push(Diagnostic { rule: "date-unreadable", level: level(purpose), ..complaint });
        return None;
    };
    match date::parse(written, context) {
        Ok(reading) => {
            found.extend(reading.notes.iter().map(|note| about(note).at(hit.value.span)));
            Some(Field::new(reading.at, hit.kind(), hit.value.span))
        }
        Err(error) => {
            let left_out = if purpose == Use::Update { "; it is left out" } else { "" };
            let complaint = Diagnostic::new("date-unreadable", level(purpose), format!("{error}{left_out}"));
            found.push(complaint.at(place(hit.value, error.start, error.end)).help(error.help()));
            None
        }
    }
}

fn level(purpose: Use) -> Level {
    if purpose == Use::Update { Level::Warning } else { Level::Error }
}

fn about(note: &Note) -> Diagnostic {
    match note {
        Note::SkippedBySummerTime { .. } | Note::OccursTwice { .. } => {
            let help = "write the offset too, as in `2025-08-13T09:30:00+02:00`, if another instant is meant";
            Diagnostic::note("date-summer-time", note.to_string()).help(help)
        }
        Note::EndOfDay { .. } => {
            let help = "write the next day at `00:00` if that is meant";
            Diagnostic::note("date-end-of-day", note.to_string()).help(help)
        }
        Note::WrongWeekday { .. } => {
            Diagnostic::warning("date-weekday", note.to_string()).help("correct the day of the week, or leave it out")
        }
        Note::ShortYear { .. } => {
            Diagnostic::warning("date-short-year", note.to_string()).help("write the year with four digits")
        }
    }
}
