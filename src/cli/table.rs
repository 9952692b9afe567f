//! Columns of text.

use clap::builder::styling::Style;

use crate::cli::words::{columns_of, style};

/// One cell: its text and how it looks.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    text: String,
    style: Style,
    align_right: bool,
}

impl Cell {
    /// Text that starts at the column's left edge.
    pub(super) fn left(text: impl Into<String>, style: Style) -> Cell {
        Cell { text: text.into(), style, align_right: false }
    }

    /// Text, numbers above all, that ends at the column's right edge.
    pub(super) fn right(text: impl Into<String>, style: Style) -> Cell {
        Cell { text: text.into(), style, align_right: true }
    }
}

/// Rows as lines, each column as wide as its widest cell; without white space at the end of a line. What ends its row
/// needs no column, so it may be longer than the others.
pub(super) fn lines(rows: &[Vec<Cell>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let takes_room =
            |row: &&Vec<Cell>| row.get(column).is_some_and(|cell| cell.align_right) || column + 1 < end(row);
        rows.iter().filter(takes_room).filter_map(|row| row.get(column)).map(|cell| columns_of(&cell.text)).max()
    };
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    let mut out = String::new();
    for row in rows {
        let end = end(row);
        for (at, (cell, width)) in row.iter().zip(&widths).take(end).enumerate() {
            let padding = " ".repeat(width.saturating_sub(columns_of(&cell.text)));
            let text = style(cell.style, &cell.text);
            out.push_str("  ");
            out.push_str(&match cell.align_right {
                true => padding + &text,
                false if at + 1 == end => text,
                false => text + &padding,
            });
        }
        out.push('\n');
    }
    out
}

/// How many cells a row has, without the empty ones at its end.
fn end(row: &[Cell]) -> usize {
    row.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::words::PLAIN;

    #[test]
    fn columns_stand_below_each_other_in_any_script() {
        let row = |a: &str, b: &str, c: &str| vec![Cell::left(a, PLAIN), Cell::right(b, PLAIN), Cell::left(c, PLAIN)];
        let table = lines(&[row("東京.xml", "5", "new"), row("a", "120", ""), row("", "", "")]);
        assert_eq!(table, "  東京.xml    5  new\n  a         120\n\n");
        let table = lines(&[row("much longer than the others", "", ""), row("a", "5", "new")]);
        assert_eq!(table, "  much longer than the others\n  a  5  new\n");
    }
}
