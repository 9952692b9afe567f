use std::cmp::Reverse;

use super::*;

const IDS: [&str; 40] = [
    "00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17", "18",
    "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31", "32", "33", "34", "35", "36", "37",
    "38", "39",
];

/// An entry that was published at this instant.
fn at(instant: usize) -> End<'static> {
    (i64::try_from(instant).unwrap(), Reverse(IDS[instant]))
}

/// How entries of these instants are shared out where the newest 3 stand apart and a page has room for 4: `full` pages,
/// then the others behind a stroke, then the newest ones. The pages that are known end where `ends` says; `None` is one
/// that was only begun.
#[track_caller]
fn check(instants: &[usize], ends: &[Option<usize>], expected: &str) {
    let entries: Vec<End<'_>> = instants.iter().copied().map(at).collect();
    let ends: Vec<_> = ends.iter().map(|end| end.map(at)).collect();
    let division = divide(&entries, &ends, 3, 4);
    let list = |places: &mut dyn Iterator<Item = usize>| {
        format!("[{}]", places.map(|place| instants[place].to_string()).collect::<Vec<_>>().join(" "))
    };
    let pages: Vec<String> = division.pages.iter().map(|page| list(&mut page.clone())).collect();
    let (full, rest) = pages.split_at(division.full);
    let newest = list(&mut division.newest.iter().copied());
    assert_eq!(format!("{}|{} {newest}", full.concat(), rest.concat()), expected);
}

fn up_to(last: usize) -> Vec<usize> {
    (1..=last).collect()
}

#[test]
fn each_added_entry_changes_two_documents_at_most() {
    check(&[], &[], "| []");
    check(&up_to(3), &[], "| [1 2 3]");
    check(&up_to(4), &[], "|[1] [2 3 4]");
    check(&up_to(6), &[], "|[1 2 3] [4 5 6]");
    check(&up_to(7), &[], "|[1 2 3][5] [4 6 7]");
    check(&up_to(8), &[], "[1 2 3 4]|[5] [6 7 8]");
    check(&up_to(9), &[], "[1 2 3 4]|[5 6] [7 8 9]");
    check(&up_to(11), &[Some(4)], "[1 2 3 4]|[5 6 7][9] [8 10 11]");
    check(&up_to(12), &[Some(4)], "[1 2 3 4][5 6 7 8]|[9] [10 11 12]");
}

#[test]
fn full_pages_end_where_they_ended() {
    // Deleted, dated back, and a page of its own size.
    check(&[1, 4, 5, 6, 7], &[Some(4)], "[1 4]|[] [5 6 7]");
    check(&up_to(9), &[Some(6)], "[1 2 3 4 5 6]|[] [7 8 9]");
    check(&up_to(8), &[Some(2), Some(4)], "[1 2][3 4]|[5] [6 7 8]");
    // What lost everything stays.
    check(&[7, 8, 9], &[Some(4), Some(6), None], "[][]|[] [7 8 9]");
    check(&[1, 2], &[Some(4)], "[1 2]|[] []");
    check(&[], &[Some(4), None, None], "[]|[][] []");
    check(&up_to(3), &[None, None], "|[][] [1 2 3]");
    // A page that had been begun early is used when its time comes.
    check(&up_to(6), &[None, None], "|[1 2 3][] [4 5 6]");
    check(&up_to(7), &[None, None], "|[1 2 3][5] [4 6 7]");
}

#[test]
fn pages_are_noted_once_they_are_full_or_begun() {
    let note = |instants: &[usize], known: &mut Vec<PageLine>| {
        let entries: Vec<End<'_>> = instants.iter().copied().map(at).collect();
        let ends: Vec<Option<End<'_>>> = known.iter().map(PageLine::end).collect();
        let division = divide(&entries, &ends, 3, 4);
        drop(ends);
        super::note("f.xml", &entries, &division, known);
        let line = |line: &PageLine| (line.number, line.at.unix(), line.last.as_deref().map(str::to_owned));
        known.iter().map(line).collect::<Vec<_>>()
    };
    let mut known = Vec::new();
    assert_eq!(note(&up_to(3), &mut known), []);
    assert_eq!(note(&up_to(5), &mut known), [(1, 1, None)]);
    assert_eq!(note(&up_to(7), &mut known), [(1, 1, None), (2, 5, None)]);
    let full = (1, 4, Some("04".to_owned()));
    assert_eq!(note(&up_to(8), &mut known), [full.clone(), (2, 5, None)]);
    assert_eq!(note(&[1], &mut known), [full.clone(), (2, 5, None)]);
    // A line that somebody took out is made again.
    known.truncate(1);
    assert_eq!(note(&[1], &mut known), [full, (2, 4, None)]);
}

#[test]
fn pages_stand_in_a_folder_beside_the_feed() {
    for (path, page) in [
        ("feed.xml", "archive/feed-3.xml"),
        ("tags/rust.atom", "tags/archive/rust-3.atom"),
        ("v1.0/feed", "v1.0/archive/feed-3"),
        ("a.b.json", "archive/a.b-3.json"),
    ] {
        assert_eq!(page_path(path, 3), page);
    }
}
