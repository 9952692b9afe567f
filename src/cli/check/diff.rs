//! What was mended, as a unified diff, which people read and `patch` applies.

use std::ops::Range;

use clap::builder::styling::{AnsiColor, Style};

use crate::check::fix::{Kept, Mended};
use crate::cli::words::{PLAIN, STRONG, printable, style};

const TAKEN_OUT: Style = AnsiColor::Red.on_default();
const PUT_IN: Style = AnsiColor::Green.on_default();
const PLACE: Style = AnsiColor::Cyan.on_default();
/// How many lines are shown before and after a change.
const AROUND: usize = 3;
/// How many bytes of a long line are shown on each side of a change, to people.
const MARGIN: usize = 60;
/// Longer lines are cut for people, in bytes.
const LINE_MAX: usize = 400;

/// For whom a diff is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// People at a terminal: with colours, and of long lines what surrounds the change.
    Person,
    /// Programs: every byte as it is.
    Program,
}

/// The lines of two texts, and which of them are the same.
struct Lines<'t> {
    before: Vec<&'t str>,
    after: Vec<&'t str>,
    /// Runs of lines that differ: those before, and those after.
    changes: Vec<(Range<usize>, Range<usize>)>,
}

/// The diff of a file; empty when nothing in its text changed.
pub(super) fn unified(file: &str, mended: &Mended, reader: Reader) -> String {
    let lines = Lines::of(&mended.before, &mended.judgement.text, &mended.kept);
    let mut out = String::new();
    for hunk in lines.hunks() {
        if out.is_empty() {
            let head = |sign: &str| paint(&format!("{sign} {file}"), STRONG, reader) + "\n";
            out = head("---") + &head("+++");
        }
        lines.show(&hunk, reader, &mut out);
    }
    out
}

impl<'t> Lines<'t> {
    fn of(before: &'t str, after: &'t str, kept: &[Kept]) -> Lines<'t> {
        let lines = Lines {
            before: before.split_inclusive('\n').collect(),
            after: after.split_inclusive('\n').collect(),
            changes: Vec::new(),
        };
        let (ends, starts_after) = (ends(&lines.before), starts(&lines.after));
        let mut changes = Vec::new();
        let (mut start, mut next) = (0, (0, 0));
        let mut piece = 0;
        for (index, end) in ends.iter().enumerate() {
            while kept.get(piece).is_some_and(|kept| kept.before + kept.length < *end) {
                piece += 1;
            }
            // The same line: all of it was kept, and it is a line of its own there too.
            let same = kept.get(piece).filter(|kept| kept.before <= start).and_then(|kept| {
                let place = kept.after + (start - kept.before);
                let line = starts_after.binary_search(&place).ok()?;
                (lines.after[line] == lines.before[index]).then_some(line)
            });
            if let Some(line) = same {
                if next != (index, line) {
                    changes.push((next.0..index, next.1..line));
                }
                next = (index + 1, line + 1);
            }
            start = *end;
        }
        if next != (lines.before.len(), lines.after.len()) {
            changes.push((next.0..lines.before.len(), next.1..lines.after.len()));
        }
        Lines { changes, ..lines }
    }

    /// The changes that are shown together: those that nearly meet.
    fn hunks(&self) -> Vec<Vec<(Range<usize>, Range<usize>)>> {
        let mut hunks: Vec<Vec<(Range<usize>, Range<usize>)>> = Vec::new();
        for change in &self.changes {
            match hunks
                .last_mut()
                .filter(|hunk| hunk.last().is_some_and(|last| change.0.start - last.0.end <= 2 * AROUND))
            {
                Some(hunk) => hunk.push(change.clone()),
                None => hunks.push(vec![change.clone()]),
            }
        }
        hunks
    }

    fn show(&self, hunk: &[(Range<usize>, Range<usize>)], reader: Reader, out: &mut String) {
        let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { return };
        let lead = AROUND.min(first.0.start);
        let trail = AROUND.min(self.before.len() - last.0.end);
        let (old, new) = (first.0.start - lead..last.0.end + trail, first.1.start - lead..last.1.end + trail);
        let place = format!("@@ -{} +{} @@", numbers(&old), numbers(&new));
        out.push_str(&(paint(&place, PLACE, reader) + "\n"));
        let mut at = old.start;
        for (taken, put) in hunk {
            self.before[at..taken.start].iter().for_each(|line| push(' ', line, whole(line), reader, out));
            for index in taken.clone() {
                let (line, other) = (self.before[index], self.after.get(put.start + index - taken.start));
                let other = other.filter(|_| put.start + index - taken.start < put.end);
                push('-', line, seen(line, other.copied(), reader), reader, out);
            }
            for index in put.clone() {
                let (line, other) = (self.after[index], self.before.get(taken.start + index - put.start));
                let other = other.filter(|_| taken.start + index - put.start < taken.end);
                push('+', line, seen(line, other.copied(), reader), reader, out);
            }
            at = taken.end;
        }
        self.before[at..old.end].iter().for_each(|line| push(' ', line, whole(line), reader, out));
    }
}

/// Where each line ends.
fn ends(lines: &[&str]) -> Vec<usize> {
    let mut at = 0;
    lines
        .iter()
        .map(|line| {
            at += line.len();
            at
        })
        .collect()
}

/// Where each line starts.
fn starts(lines: &[&str]) -> Vec<usize> {
    let ends = ends(lines);
    lines.iter().zip(ends).map(|(line, end)| end - line.len()).collect()
}

/// A run of lines as a hunk's head counts it: the first, and how many; before the first, where there are none.
fn numbers(lines: &Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        many => format!("{},{many}", lines.start + 1),
    }
}

fn whole(line: &str) -> Range<usize> {
    0..line.len()
}

/// What of a line is shown: of a long one, people are shown what surrounds the difference from another.
fn seen(line: &str, other: Option<&str>, reader: Reader) -> Range<usize> {
    if reader == Reader::Program || line.len() <= LINE_MAX {
        return whole(line);
    }
    let other = other.unwrap_or_default().as_bytes();
    let same_start = line.bytes().zip(other).take_while(|(a, b)| a == *b).count();
    let rest = line.len().min(other.len()) - same_start.min(other.len());
    let same_end = line.bytes().rev().zip(other.iter().rev()).take(rest).take_while(|(a, b)| a == *b).count();
    let from = line.floor_char_boundary(same_start.saturating_sub(MARGIN));
    let to = line.ceil_char_boundary((line.len() - same_end + MARGIN).min(from + LINE_MAX).min(line.len()));
    from..to
}

fn push(sign: char, line: &str, seen: Range<usize>, reader: Reader, out: &mut String) {
    let looks = match sign {
        '-' => TAKEN_OUT,
        '+' => PUT_IN,
        _ => PLAIN,
    };
    let seen = if sign == ' ' && reader == Reader::Person && line.len() > LINE_MAX {
        0..line.floor_char_boundary(LINE_MAX)
    } else {
        seen
    };
    let (text, is_ended) = match line.strip_suffix('\n') {
        Some(text) => (text, true),
        None => (line, false),
    };
    let (from, to) = (seen.start.min(text.len()), seen.end.min(text.len()));
    let dots = |is_cut: bool| if is_cut { "…" } else { "" };
    let shown = format!("{sign}{}{}{}", dots(from > 0), &text[from..to], dots(to < text.len()));
    out.push_str(&paint(&shown, looks, reader));
    out.push('\n');
    if !is_ended {
        out.push_str("\\ No newline at end of file\n");
    }
}

fn paint(text: &str, looks: Style, reader: Reader) -> String {
    match reader {
        Reader::Person => style(looks, &printable(text.trim_end_matches('\r')).replace("\\u{9}", "\t")),
        Reader::Program => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fix::mend;
    use crate::check::{Circumstances, Levels};

    #[track_caller]
    fn check(feed: &str, expected: &str) {
        let mended = mend(feed.as_bytes(), &Circumstances::default(), &Levels::default());
        assert_eq!(unified("f.xml", &mended, Reader::Program), expected);
    }

    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel>\n";

    #[test]
    fn lines_are_compared_and_those_around_are_shown() {
        check(HEAD, "");
        let feed = format!("{HEAD}a\nb\nc\n<pubDate>2025-08-13T10:00:00Z</pubDate>\r\nd\n<ttl>AT&T</ttl>");
        let expected = "\
--- f.xml
+++ f.xml
@@ -3,6 +3,6 @@
 a
 b
 c
-<pubDate>2025-08-13T10:00:00Z</pubDate>\r
+<pubDate>Wed, 13 Aug 2025 10:00:00 GMT</pubDate>\r
 d
-<ttl>AT&T</ttl>
\\ No newline at end of file
+<ttl>AT&amp;T</ttl>
\\ No newline at end of file
";
        check(&(feed + "</channel></rss>"), &expected.replace("</ttl>", "</ttl></channel></rss>"));
    }

    #[test]
    fn lines_that_are_new_or_gone_are_shown() {
        let rest = "<rss version=\"2.0\"/>\n";
        let declared = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";
        check(rest, &format!("--- f.xml\n+++ f.xml\n@@ -1 +1,2 @@\n+{declared}\n {rest}"));
        check(
            &format!("\n \n{declared}\n{rest}"),
            &format!("--- f.xml\n+++ f.xml\n@@ -1,4 +1,2 @@\n-\n- \n {declared}\n {rest}"),
        );
    }

    #[test]
    fn people_are_shown_the_change_within_a_long_line() {
        let feed =
            format!("{HEAD}<title>{}\u{1b}[2JAT&T {}</title></channel></rss>", "é ".repeat(500), " ü".repeat(500));
        let mended = mend(feed.as_bytes(), &Circumstances::default(), &Levels::default());
        let shown = unified("f.xml", &mended, Reader::Person);
        assert!(shown.lines().all(|line| line.len() < 700), "{shown}");
        assert!(shown.contains("\\u{1b}[2JAT&T") && shown.contains("[2JAT&amp;T"), "{shown}");
    }
}
