//! Tests of which changes matter, and when.

use super::*;

/// What happens at a millisecond: `+name` there, `-name` gone, `/name` a folder gone, `?` nobody knows what.
fn happening(text: &str) -> Happening {
    let (state, name) = text.split_at(1);
    let state = match state {
        "+" => State::There,
        "-" => State::Gone,
        "/" => State::FolderGone,
        _ => State::Unknown,
    };
    Happening { name: name.to_owned(), state }
}

fn seen() -> Seen {
    Seen {
        articles: ["a.md", "posts/b.md", "posts/c.md"].map(str::to_owned).into(),
        named: [("posts/b.png".to_owned(), true), ("d.mp3".to_owned(), false)].into(),
    }
}

fn gather(events: &[(u64, &str)]) -> Gathering {
    let mut gathering = Gathering::default();
    for (at, event) in events {
        gathering.take(&happening(event), Duration::from_millis(*at), &seen(), Some("public"), false);
    }
    gathering
}

/// When a build is due, in milliseconds, and what is told of it: `+` added, `~` changed, `-` removed.
#[track_caller]
fn check(events: &[(u64, &str)], due: Option<u64>, expected: &[&str]) {
    let mut gathering = gather(events);
    assert_eq!(gathering.due().map(|due| due.as_millis()), due.map(u128::from), "{events:?}");
    let sign = |change| match change {
        Change::Added => '+',
        Change::Changed => '~',
        Change::Removed => '-',
    };
    let told: Vec<String> = gathering.drain().iter().map(|(name, change)| format!("{}{name}", sign(*change))).collect();
    assert_eq!(told, expected, "{events:?}");
    assert_eq!(gathering.due(), None, "what was handed over is not told again");
}

#[test]
fn every_way_to_save_is_one_change() {
    // In place.
    check(&[(10, "+a.md")], Some(30), &["~a.md"]);
    // Another file is written and gets the name (GNU sed, gedit, Emacs, KDE).
    check(&[(1, "+sedX1y2"), (2, "-sedX1y2"), (2, "+a.md")], Some(22), &["~a.md"]);
    check(&[(1, "+.goutputstream-X"), (2, "-.goutputstream-X"), (2, "+a.md")], Some(22), &["~a.md"]);
    check(&[(1, "+.#a.md"), (2, "-.#a.md"), (3, "+#a.md#"), (4, "+a.md"), (5, "-#a.md#")], Some(24), &["~a.md"]);
    // The old one gets another name, a new one is written, the old one is deleted (Vim, JetBrains).
    let vim = [(1, "+4913"), (1, "-4913"), (2, "-a.md"), (2, "+a.md~"), (5, "+a.md"), (6, "-a.md~")];
    check(&vim, Some(25), &["~a.md"]);
    check(&[(1, "+.a.md.swp"), (2, "+.a.md.swx"), (3, "-.a.md.swx")], None, &[]);
    check(&[(1, "+a.md___jb_tmp___"), (2, "-a.md"), (2, "+a.md___jb_old___"), (3, "+a.md")], Some(23), &["~a.md"]);
    // The old one is deleted first.
    check(&[(1, "-a.md"), (150, "+a.md")], Some(170), &["~a.md"]);
}

#[test]
fn what_is_gone_is_waited_for() {
    check(&[(10, "-a.md")], Some(210), &["-a.md"]);
    check(&[(10, "-a.md"), (10, "+e.md")], Some(30), &["-a.md", "+e.md"]);
    check(&[(10, "+e.md"), (12, "-e.md")], None, &[]);
}

#[test]
fn many_changes_are_one_build_and_none_waits_for_ever() {
    let many: Vec<(u64, String)> = (0..30).map(|n| (n, format!("+{n:02}.md"))).collect();
    let many: Vec<(u64, &str)> = many.iter().map(|(at, event)| (*at, event.as_str())).collect();
    assert_eq!(gather(&many).due(), Some(Duration::from_millis(49)));
    assert_eq!(gather(&many).drain().len(), 30);
    let restless: Vec<(u64, &str)> = (0..200).map(|n| (100 + n * 10, "+a.md")).collect();
    assert_eq!(gather(&restless).due(), Some(Duration::from_millis(1100)));
}

#[test]
fn what_a_build_writes_or_nobody_reads_does_not_matter() {
    let aside = [
        "+public/feed.xml",
        "+public/a.md",
        "/public",
        "+feedwright.lock",
        "+.feedwright/cache",
        "+.feedwright-a1.tmp",
        "+.git/index",
        "+node_modules/x/README.md",
        "+_site/a.html",
        "+notes.docx",
        "+posts/unnamed.png",
        "-unknown.md",
        "/empty",
    ];
    for event in aside {
        check(&[(1, event)], None, &[]);
    }
    check(&[(1, "+publicity/e.md")], Some(21), &["+publicity/e.md"]);
}

#[test]
fn what_a_build_reads_matters() {
    check(&[(1, "+feedwright.toml")], Some(21), &["~feedwright.toml"]);
    check(&[(1, "-feedwright.toml")], Some(201), &["-feedwright.toml"]);
    check(&[(1, "+posts/b.png")], Some(21), &["~posts/b.png"]);
    check(&[(1, "+d.mp3")], Some(21), &["+d.mp3"]);
    check(&[(1, "+posts/.gitignore")], Some(21), &["~posts/.gitignore"]);
    check(&[(1, "?")], Some(21), &["~"]);
}

#[test]
fn a_folder_goes_with_all_that_it_holds() {
    check(&[(1, "/posts")], Some(201), &["-posts/b.md", "-posts/b.png", "-posts/c.md"]);
    let renamed = [(1, "/posts"), (1, "+news/b.md"), (1, "+news/c.md"), (1, "+news/b.png")];
    check(&renamed, Some(201), &["+news/b.md", "+news/c.md", "-posts/b.md", "-posts/b.png", "-posts/c.md"]);
    check(&[(1, "+new/e.md"), (2, "/new")], None, &[]);
}

#[test]
fn a_broken_lock_file_is_mended_by_hand() {
    let mut gathering = Gathering::default();
    gathering.take(&happening("+feedwright.lock"), Duration::ZERO, &seen(), None, true);
    assert!(gathering.due().is_some());
}
