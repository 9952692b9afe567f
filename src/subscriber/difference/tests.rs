use super::*;
use crate::subscriber::read;

/// A feed of entries written as `id link title day text`, with `-` for what an entry does not have.
fn feed(entries: &[&str]) -> Seen {
    let item = |line: &&str| {
        let parts: Vec<&str> = line.split(' ').collect();
        let mut item = serde_json::Map::new();
        for (key, value) in ["id", "url", "title", "date_published", "content_html"].iter().zip(parts) {
            if value != "-" {
                item.insert((*key).to_owned(), value.replace('+', " ").into());
            }
        }
        item
    };
    let feed = serde_json::json!({"version": "1", "items": entries.iter().map(item).collect::<Vec<_>>()});
    read(feed.to_string().as_bytes()).unwrap()
}

/// What is different, one line a change.
fn told(old: &[&str], new: &[&str], window: Window) -> Vec<String> {
    let difference = difference(&feed(old), &feed(new), window);
    let tell = |change: &Change| {
        let sign = match (change.kind, change.is_old) {
            (ChangeKind::New, false) => "+",
            (ChangeKind::New, true) => "+old",
            (ChangeKind::ShownAgain, _) => "!",
            (ChangeKind::Changed, _) => "~",
            (ChangeKind::Gone, _) => "-",
        };
        let fields: Vec<&str> = change.fields.iter().map(|field| field.name()).collect();
        format!("{sign} {} {}{}", change.id, fields.join(","), change.why.as_deref().unwrap_or_default())
    };
    assert_eq!(
        difference.unchanged + difference.changes.iter().filter(|change| change.kind != ChangeKind::Gone).count(),
        difference.new_length
    );
    difference.changes.iter().map(tell).collect()
}

#[track_caller]
fn check(old: &[&str], new: &[&str], expected: &[&str]) {
    assert_eq!(told(old, new, Window::default()), expected);
}

const LONG: &str = "A+text+that+is+long+enough+to+be+nobody+else's,+word+for+word.";

#[test]
fn nothing_is_different() {
    check(&["a https://e.fr/a A 2025-08-13 x"], &["a https://e.fr/a A 2025-08-13 x"], &[]);
    check(&[], &[], &[]);
}

#[test]
fn what_of_an_entry_changed_is_told() {
    let old = &["a https://e.fr/a A 2025-08-13 <p>x</p>"];
    check(old, &["a https://e.fr/b B 2025-08-14 <p>y</p>"], &["~ a title,link,published,content"]);
    check(old, &["a https://e.fr/a A 2025-08-13 <p><b>x</b></p>"], &["~ a markup"]);
    check(old, &["a https://e.fr/a A 2025-08-13T00:00:00Z <p>x</p>"], &[]);
}

#[test]
fn a_new_entry_is_new_and_an_old_one_is_told_so() {
    let old = &["a - A 2025-08-13 x"];
    check(old, &["b - B 2025-08-14 y", "a - A 2025-08-13 x"], &["+ b "]);
    check(old, &["a - A 2025-08-13 x", "b - B 2025-08-12 y"], &["+old b it is older than the 1 entry of the old feed"]);
    let old = &["a - A 2025-08-13 x", "c - C 2025-08-11 z"];
    check(
        old,
        &["a - A 2025-08-13 x", "b - B 2025-08-12 y"],
        &[
            "+old b it is older than `A`, which the old feed has",
            "- c it is older than the 2 that the feed has room for",
        ],
    );
    check(old, &["a - A 2025-08-13 x", "c - C 2025-08-11 z", "b - B - y"], &["+ b "]);
}

#[test]
fn a_pinned_entry_is_no_measure_of_what_is_old() {
    let old = &["p - Pinned 2099-01-01 x", "a - A 2025-08-13 x"];
    let new = &["p - Pinned 2099-01-01 x", "b - B 2025-08-14 y", "a - A 2025-08-13 x"];
    let now = Timestamp::from_unix(1_793_491_200);
    assert_eq!(told(old, new, Window { now, ..Window::default() }), ["+ b "]);
    assert_eq!(told(old, new, Window::default()), ["+old b it is older than `Pinned`, which the old feed has"]);
}

#[test]
fn why_an_entry_is_gone_is_told_as_far_as_it_is_known() {
    let old = &["c - C 2025-08-13 x", "b - B 2025-08-12 x", "a - A 2025-08-11 x"];
    check(
        old,
        &["d - D 2025-08-14 x", "c - C 2025-08-13 x", "b - B 2025-08-12 x"],
        &["+ d ", "- a it is older than the 3 that the feed has room for"],
    );
    check(old, &["c - C 2025-08-13 x", "a - A 2025-08-11 x"], &["- b it was taken out: older ones are still there"]);
    check(old, &["c - C 2025-08-13 x", "b - B 2025-08-12 x"], &["- a it was taken out: the feed has room for it"]);
    let short = Window { limit: Some(2), ..Window::default() };
    assert_eq!(
        told(old, &["c - C 2025-08-13 x", "b - B 2025-08-12 x"], short),
        ["- a it is older than the 2 that the feed has room for"]
    );
    let undated = &["c - C - x", "b - B - x"];
    check(undated, &["d - D - x", "c - C - x"], &["+ d ", "- b it is older than the 2 that the feed has room for"]);
}

#[test]
fn an_entry_under_another_id_would_be_shown_again() {
    let again = |old: &str, new: &str, sign: &str| {
        check(&[old], &[new], &[&format!("! b its id changed from `a` to `b` ({sign})")])
    };
    again(
        "a http://www.e.fr/a/ A 2025-08-13 x",
        "b https://e.fr/a?utm_source=rss B 2025-08-14 y",
        "the link is the same",
    );
    again(
        "a https://old.example/2025/a A 2025-08-13 x",
        "b https://e.fr/2025/a/ B 2025-08-14 y",
        "the path is the same on another host",
    );
    again(
        "a https://e.fr/1 “Le+titre”+! 2025-08-13 x",
        "b https://e.fr/2 le+\"titre\" 2025-08-13T22:00:00Z y",
        "title and day are the same",
    );
    again(
        &format!("a https://e.fr/1 A 2025-08-13 <p>{LONG}</p>"),
        &format!("b https://e.fr/2 B 2025-08-14 {LONG}"),
        "the text is the same",
    );
}

#[test]
fn what_many_share_recognises_nobody() {
    // A page of its own for no entry: all lead to one.
    check(
        &["a https://e.fr/log A 2025-08-13 x"],
        &["b https://e.fr/log B 2025-08-14 y", "c https://e.fr/log C 2025-08-15 z"],
        &["+ b ", "+ c ", "- a it is older than the 2 that the feed has room for"],
    );
    // A weekly column: the title is the same, the day is not.
    check(&["a - Links 2025-08-13 x"], &["b - Links 2025-08-20 y", "a - Links 2025-08-13 x"], &["+ b "]);
    // The first page of a site is everybody's.
    check(
        &["a https://e.fr/ A 2025-08-13 x"],
        &["b https://o.fr/ B 2025-08-14 y", "a https://e.fr/ A 2025-08-13 x"],
        &["+ b "],
    );
    // Short texts are the same by chance.
    check(&["a - A 2025-08-13 Hello."], &["b - B 2025-08-14 Hello.", "a - A 2025-08-13 Hello."], &["+ b "]);
}

#[test]
fn a_copy_beside_its_original_needs_two_signs() {
    let old = format!("a https://e.fr/a A 2025-08-13 {LONG}");
    let same_link = "b https://e.fr/a B 2025-08-14 y";
    check(&[&old], &[same_link, &old], &["+ b "]);
    let copy = format!("b https://e.fr/b A 2025-08-13 {LONG}");
    check(&[&old], &[&copy, &old], &["! b it is a copy of `a`, which is still there (the text is the same)"]);
}

#[test]
fn a_feed_whose_ids_all_changed_is_all_shown_again() {
    let line = |id: &str, n: usize| format!("{id}{n} https://e.fr/{n} T{n} 2025-08-{:02} x", n + 10);
    let (old, new): (Vec<_>, Vec<_>) = (0..20).map(|n| (line("http://e.fr/", n), line("tag:e.fr,2025:", n))).unzip();
    let refs = |lines: &[String]| feed(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    let difference = difference(&refs(&old), &refs(&new), Window::default());
    assert_eq!(
        (difference.count(ChangeKind::ShownAgain), difference.changes.len(), difference.old_news().count()),
        (20, 20, 20)
    );
}

#[test]
fn an_id_that_is_said_twice_is_one_entry() {
    check(&["a - A 2025-08-13 x"], &["a - A 2025-08-13 x"], &[]);
    let (old, new) =
        (feed(&["a - A 2025-08-13 x", "a - B 2025-08-12 y"]), feed(&["b - C 2025-08-14 z", "b - D 2025-08-14 z"]));
    let difference = difference(&old, &new, Window::default());
    assert_eq!((difference.count(ChangeKind::New), difference.count(ChangeKind::Gone)), (1, 1));
}

#[test]
fn the_same_entry_in_another_format_is_not_changed() {
    let rss = include_bytes!("../../../tests/golden/feed.xml").as_slice();
    let atom = include_bytes!("../../../tests/golden/atom.xml").as_slice();
    let json = include_bytes!("../../../tests/golden/feed.json").as_slice();
    for (old, new) in [(rss, atom), (atom, json), (json, rss)] {
        let difference = difference(&read(old).unwrap(), &read(new).unwrap(), Window::default());
        assert_eq!((difference.changes.as_slice(), difference.unchanged), ([].as_slice(), 14));
    }
}
