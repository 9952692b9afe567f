//! Nothing is ever shown twice, and `updated` moves exactly when it should: the life of a site, build after build.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/life.rs"]
mod life;

use std::collections::{BTreeMap, BTreeSet};

use life::{Article, Life, START, STEP};
use proptest::prelude::*;

/// A site of 50 articles after its first build.
fn site() -> Life {
    let mut life = Life::new(50);
    let (changed, report) = life.build();
    assert!(changed.is_empty());
    assert_eq!(report.identities.new, 50);
    life
}

/// Does something to the site and builds; what comes back is whose `updated` moved.
#[track_caller]
fn after(life: &mut Life, step: impl FnOnce(&mut Life)) -> Vec<usize> {
    step(life);
    life.build().0
}

fn each(life: &mut Life, change: impl Fn(usize, &mut Article)) {
    life.articles.iter_mut().for_each(|(key, article)| change(*key, article));
}

#[test]
fn nothing_changes_by_itself() {
    let mut life = site();
    let (lock, files) = (life.lock.clone(), life.files.clone());
    life.build();
    assert_eq!((life.lock, life.files), (lock, files));
}

#[test]
fn the_life_of_a_site() {
    let mut life = site();
    let none: [usize; 0] = [];
    assert_eq!(after(&mut life, |life| each(life, |key, one| one.path = format!("posts/renamed-{key}.md"))), none);
    assert_eq!(after(&mut life, |life| each(life, |key, one| one.path = format!("{}/x-{key}.md", key % 3))), none);
    assert_eq!(after(&mut life, |life| each(life, |key, one| one.path = format!("{key}/index.md"))), none);
    assert_eq!(after(&mut life, |life| life.url = "http://example.org/".to_owned()), none);
    assert_eq!(after(&mut life, |life| life.url = "https://other.example/blog/".to_owned()), none);
    assert_eq!(after(&mut life, |life| life.settings = "permalink = \"/:slug.html\"\n".to_owned()), none);
    assert_eq!(after(&mut life, |life| each(life, |key, one| one.extra = format!("slug: s-{key}\n"))), none);
    let new_form = |one: &mut Article| one.date = format!("{}T00:00:00Z", one.date);
    assert_eq!(after(&mut life, |life| each(life, |_, one| new_form(one))), none);
    let retitled = after(&mut life, |life| each(life, |key, one| one.title = format!("Another title {key}")));
    assert_eq!(retitled, (0..50).collect::<Vec<_>>());
    let all_at_once = |life: &mut Life| {
        life.url = "https://third.example/".to_owned();
        life.settings = "permalink = \"/:year/:title/\"\n".to_owned();
        each(life, |key, one| one.path = format!("archive/{key}.md"));
    };
    assert_eq!(after(&mut life, all_at_once), none);
}

#[test]
fn what_no_reader_sees_is_no_change() {
    let mut life = site();
    let html = "<p title='a b' lang=en>It&eacute; &amp; <a href=\"https://o.example/x\" title=t>there</a>, key0x.</p>\n\n```\na  b\n```\n";
    life.articles.get_mut(&0).unwrap().body = html.to_owned();
    assert_eq!(life.build().0, [0]);
    let edit = |from: &'static str, to: &'static str| {
        move |life: &mut Life| {
            let article = life.articles.get_mut(&0).unwrap();
            assert!(article.body.contains(from), "{from} in {}", article.body);
            article.body = article.body.replace(from, to);
        }
    };
    let none: [usize; 0] = [];
    assert_eq!(after(&mut life, edit("It&eacute;", "Ité")), none);
    assert_eq!(after(&mut life, edit("title='a b' lang=en", "lang=\"en\"   title=\"a b\"")), none);
    assert_eq!(after(&mut life, edit("&amp; <a", "&#38;\n  <a")), none);
    assert_eq!(after(&mut life, edit("https://o.example", "http://o.example")), none);
    assert_eq!(
        after(&mut life, |life| life.articles.get_mut(&0).unwrap().extra = "weight: 3\nlayout: x\n".into()),
        none
    );
    assert_eq!(after(&mut life, |life| life.articles.get_mut(&0).unwrap().title = "\"Article 0\"".into()), none);
    assert_eq!(after(&mut life, edit("there", "elsewhere")), [0]);
    assert_eq!(after(&mut life, edit("o.example/x", "o.example/y")), [0]);
    assert_eq!(after(&mut life, |life| life.articles.get_mut(&0).unwrap().extra = "tags: [a]\n".into()), [0]);
    assert_eq!(after(&mut life, |life| life.articles.get_mut(&0).unwrap().title = "Article nought".into()), [0]);
}

#[test]
fn a_change_is_recorded_once() {
    let mut life = site();
    life.articles.get_mut(&7).unwrap().body.push_str("\nMore.\n");
    life.build();
    let at = life.now;
    assert_eq!(life.updated[&7], at);
    life.build();
    assert_eq!(life.updated[&7], at);
    let others = life.updated.iter().filter(|(key, _)| **key != 7).all(|(_, updated)| *updated < START);
    assert!(others);
    // Another machine, another time: the lock and the articles are all that counts.
    let mut clone = life.clone();
    clone.files.clear();
    clone.now += 1000 * STEP;
    clone.build();
    assert_eq!((clone.files, clone.lock), (life.files, life.lock));
}

#[test]
fn what_the_author_says_of_the_last_change_counts() {
    let mut life = site();
    life.articles.get_mut(&3).unwrap().extra = "updated: 2025-12-24T10:00:00Z\n".to_owned();
    life.build();
    assert_eq!(life.updated[&3], 1_766_570_400);
    life.articles.get_mut(&3).unwrap().body.push_str("\nMore.\n");
    life.build();
    assert_eq!(life.updated[&3], 1_766_570_400, "the author decides");
    life.articles.get_mut(&3).unwrap().extra.clear();
    life.build();
    assert_eq!(life.updated[&3], 1_766_570_400, "and it does not go back");
}

#[test]
fn one_that_comes_back_has_its_id_back_and_nobody_else_ever_has_it() {
    let mut life = site();
    life.settings = "tombstones = 1\n".to_owned();
    let gone = life.articles.remove(&4).unwrap();
    let (_, report) = life.build();
    assert_eq!(report.identities.gone, [gone.path.as_str()]);
    let atom = String::from_utf8(life.files["atom.xml"].bytes.clone()).unwrap();
    assert!(
        atom.contains(
            "<at:deleted-entry ref=\"tag:example.org,2025-01-05:posts/article-4\" when=\"2026-01-01T02:00:00Z\">"
        ),
        "{atom}"
    );
    let mut other = Article::new(60);
    (other.path, other.date) = (gone.path.clone(), gone.date.clone());
    other.date.push_str("T12:00:00Z");
    life.articles.insert(60, other);
    life.build();
    life.articles.insert(4, Article { path: "posts/again.md".to_owned(), ..gone });
    let (_, report) = life.build();
    assert_eq!(report.identities.returned, ["posts/again.md"]);
    for _ in 0..30 {
        life.build();
    }
    let atom = String::from_utf8(life.files["atom.xml"].bytes.clone()).unwrap();
    assert!(!atom.contains("deleted-entry"));
}

#[test]
fn the_midnight_or_the_default_time_of_another_does_not_make_an_article_the_one_that_is_gone() {
    for (date, settings) in [("2025-01-04T00:00:00+05:30", ""), ("2025-01-04", "default_time = \"09:30\"\n")] {
        let mut life = Life::new(5);
        life.settings = settings.to_owned();
        life.articles.get_mut(&3).unwrap().date = date.to_owned();
        life.build();
        let gone = life.articles.remove(&3).unwrap();
        life.articles.insert(60, Article { date: gone.date, ..Article::new(60) });
        let (_, report) = life.build();
        assert_eq!((report.identities.new, report.identities.gone), (1, vec![gone.path]), "{date}");
        let said: Vec<_> = report.findings.iter().map(|one| (one.diagnostic.rule, one.file.as_str())).collect();
        assert_eq!(said, [("identity-unsure", "posts/article-60.md")], "{date}");
    }
}

#[test]
fn an_id_that_was_copied_into_another_article_takes_nothing_from_its_own() {
    for extra in ["", "draft: true\n"] {
        let mut life = site();
        let lock = life.lock.clone();
        let other = &life.articles[&4];
        let extra = format!("id: tag:example.org,2025-01-05:posts/article-4\n{extra}");
        let copy =
            Article { path: "posts/copy.md".to_owned(), body: "Something new.\n".to_owned(), extra, ..other.clone() };
        life.articles.insert(60, copy);
        let report = life.build_blindly();
        assert_eq!((life.lock.clone(), report.identities.moved.len()), (lock, 0));
        let said: Vec<_> = report.findings.iter().map(|one| (one.diagnostic.rule, one.file.as_str())).collect();
        let is_draft = report.left_out.iter().any(|one| one.reason == feedwright::pipeline::Reason::Draft);
        assert_eq!(said.contains(&("id-repeated", "posts/copy.md")), !is_draft, "{said:?}");
    }
}

#[test]
fn files_that_exchange_their_names_keep_their_ids() {
    let mut life = site();
    let (one, other) = (life.articles[&1].path.clone(), life.articles[&2].path.clone());
    life.articles.get_mut(&1).unwrap().path = other;
    life.articles.get_mut(&2).unwrap().path = one;
    assert!(life.build().0.is_empty());
}

#[test]
fn a_draft_is_not_gone() {
    let mut life = site();
    let before = life.articles[&5].clone();
    life.articles.get_mut(&5).unwrap().extra = "draft: true\n".to_owned();
    let lock = life.lock.clone();
    assert!(life.build().1.identities.gone.is_empty());
    assert_eq!(life.lock, lock);
    life.articles.insert(5, before);
    assert!(life.build().0.is_empty());
}

#[test]
fn what_could_be_either_of_two_is_said() {
    let mut life = site();
    let body = "The very same words stand in both of these, so that nothing tells them apart but their names.\n";
    let same = |path: &str, key: usize| Article {
        path: path.to_owned(),
        title: "Same".to_owned(),
        date: "2025-05-05".to_owned(),
        extra: String::new(),
        body: format!("{body}\nkey{key}x\n"),
    };
    life.articles.insert(60, same("posts/one.md", 60));
    life.articles.insert(61, same("posts/two.md", 60));
    life.build_blindly();
    life.articles.remove(&60);
    life.articles.remove(&61);
    life.articles.insert(62, same("posts/three.md", 60));
    let report = life.build_blindly();
    let found: Vec<_> = report.findings.iter().filter(|one| one.diagnostic.rule == "identity-ambiguous").collect();
    assert_eq!(found.len(), 1, "{:?}", report.findings);
    assert!(found[0].diagnostic.message.contains("`posts/one.md`"), "{}", found[0].diagnostic.message);
    assert!(found[0].diagnostic.message.contains("`posts/two.md`"), "{}", found[0].diagnostic.message);
    assert_eq!((found[0].file.as_str(), report.identities.new), ("posts/three.md", 1));
}

#[test]
fn a_merge_of_two_branches_loses_nothing() {
    let mut base = site();
    base.build();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    each(&mut ours, |key, one| {
        if key % 2 == 0 {
            one.path = format!("ours/{key}.md")
        }
    });
    ours.articles.insert(100, Article::new(100));
    ours.articles.get_mut(&1).unwrap().body.push_str("\nOurs.\n");
    ours.build();
    theirs.articles.insert(200, Article::new(200));
    theirs.articles.get_mut(&2).unwrap().body.push_str("\nTheirs.\n");
    theirs.articles.remove(&3);
    theirs.build();
    let mut merged = ours.clone();
    merged.articles.insert(200, Article::new(200));
    merged.articles.get_mut(&2).unwrap().body.push_str("\nTheirs.\n");
    merged.articles.remove(&3);
    // As `git merge` leaves the file where both sides changed the same lines.
    merged.lock =
        format!("{}<<<<<<< ours\n{}=======\n{}>>>>>>> theirs\n", base.lock, tail(&ours.lock), tail(&theirs.lock));
    merged.updated.extend(theirs.updated.iter().map(|(key, at)| (*key, *at)).filter(|(key, _)| *key == 2));
    let (moved, report) = merged.build();
    assert_eq!(moved, [] as [usize; 0], "{:?}", report.findings);
    assert!(!merged.lock.contains("<<<<"));
    assert_eq!(merged.ledger().lines.len(), 52);
}

/// A lock file as version 1 would have written it: with hashes that are not ours, of head and body in two fields.
fn as_version_1(lock: &str) -> String {
    let other = |hash: &str| hash.chars().rev().collect::<String>();
    let line = |line: &str| match line.rsplitn(3, '\t').collect::<Vec<_>>()[..] {
        [says, meaning, before] if says.len() == 32 => {
            let (head, body) = says.split_at(16);
            format!("{before}\t{}\t{}\t{}\n", other(meaning), other(head), other(body))
        }
        _ => format!("{line}\n"),
    };
    lock.replace("lock, version 2", "lock, version 1").lines().map(line).collect()
}

#[test]
fn a_lock_of_version_1_says_all_but_what_articles_said() {
    let mut life = site();
    life.articles.get_mut(&7).unwrap().body.push_str("\nMore.\n");
    assert_eq!(life.build().0, [7]);
    let gone = life.articles.remove(&4).unwrap();
    let draft = life.articles[&5].clone();
    life.articles.get_mut(&5).unwrap().extra = "draft: true\n".to_owned();
    life.build();
    let (lock, files) = (life.lock.clone(), life.files.clone());
    life.lock = as_version_1(&lock);
    let (moved, report) = life.build();
    let seen = &report.identities;
    assert_eq!((moved, seen.new, seen.moved.len(), seen.changed.len(), seen.gone.len()), (vec![], 0, 0, 0, 0));
    assert!(report.findings.iter().all(|one| one.diagnostic.rule == "format-loss"), "{:?}", report.findings);
    assert_eq!(life.files, files);
    // Of what is not published, it is still not known.
    let away = ["\tposts/article-4.md\t", "\tposts/article-5.md\t"];
    let known = |lock: &str| {
        let known = lock.lines().filter(|line| !away.iter().any(|path| line.contains(path)));
        known.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!((known(&life.lock), life.lock.matches("\t-\n").count()), (known(&lock), away.len()));
    // What changes from then on is a change again, what no reader sees is none, and who comes back is known.
    life.articles.get_mut(&8).unwrap().body.push_str("\nMore.\n");
    life.articles.get_mut(&9).unwrap().extra = "weight: 3\n".to_owned();
    life.articles.insert(4, gone);
    life.articles.insert(5, draft);
    let (moved, report) = life.build();
    assert_eq!((moved, report.identities.new, report.identities.returned.len()), (vec![8], 0, 1));
    assert!(!life.lock.contains("\t-\n"), "{}", life.lock);
}

#[test]
fn what_no_feed_shows_any_more_is_known_by_what_a_reader_sees_even_after_version_1() {
    let mut life = site();
    life.lock = as_version_1(&life.lock);
    // The feeds show the newest twenty alone when the new version comes.
    life.limit = 20;
    life.build_blindly();
    each(&mut life, |_, one| one.body = one.body.replace("more is said", "more&#32;is said"));
    life.build_blindly();
    assert!(life.ledger().lines.iter().all(|line| line.updated.is_none()), "{}", life.lock);
}

#[test]
fn articles_that_move_or_change_as_the_new_version_comes_keep_their_ids() {
    let mut life = site();
    life.lock = as_version_1(&life.lock);
    each(&mut life, |key, one| match key % 3 {
        0 => one.path = format!("elsewhere/{}", one.path),
        1 => one.title.push_str(" anew"),
        _ => one.body.push_str("\nMore.\n"),
    });
    // What changed at that very moment is not told.
    let (moved, report) = life.build();
    assert_eq!((moved, report.identities.new, report.identities.moved.len()), (vec![], 0, 17));
}

#[test]
fn branches_of_two_versions_are_merged() {
    let base = site();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    // Ours was built with version 1, whose hashes nobody knows; theirs with ours.
    ours.articles.insert(100, Article::new(100));
    ours.articles.get_mut(&1).unwrap().body.push_str("\nOurs.\n");
    ours.build();
    theirs.articles.insert(200, Article::new(200));
    theirs.articles.get_mut(&2).unwrap().body.push_str("\nTheirs.\n");
    theirs.build();
    ours.lock = as_version_1(&ours.lock);
    let merged = ours.merged_with(&theirs, |key| key != 2 && key != 200);
    let conflict = |ours: &str, theirs: &str| format!("<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n");
    let heads = conflict("feedwright lock, version 1\n", "feedwright lock, version 2\n");
    let marked = format!("{heads}{}", conflict(&tail(&ours.lock), &tail(&theirs.lock)));
    // Where only one side changed a line, git takes it without a word: the first line says 2, and lines of 1 stand there.
    let is_ours = |line: &&str| line.contains("\tposts/article-100.md\t") || line.contains("\tposts/article-1.md\t");
    let own: Vec<&str> = ours.lock.lines().filter(is_ours).collect();
    let others = theirs.lock.lines().filter(|line| !is_ours(line));
    let unmarked: String = others.chain(own).map(|line| format!("{line}\n")).collect();
    for (lock, is_marked) in [(marked, true), (unmarked, false)] {
        let mut merged = merged.clone();
        merged.lock = lock;
        let (moved, report) = merged.build();
        assert_eq!((moved, report.identities.new, report.identities.changed.len()), (vec![], 0, 0), "{}", merged.lock);
        assert!(merged.lock.starts_with("feedwright lock, version 2\n") && !merged.lock.contains("<<<<<<<"));
        let told = report.findings.iter().filter(|one| one.diagnostic.rule == "lock-line-repeated").count();
        assert_eq!(told, if is_marked { 2 } else { 0 }, "of those alone that one side has changed");
        assert_eq!((merged.ledger().lines.len(), merged.lock.contains("\t-\n")), (52, false));
        merged.articles.get_mut(&1).unwrap().body.push_str("\nMore.\n");
        assert_eq!(merged.build().0, [1]);
    }
}

/// A lock file without its first lines, which name the version.
fn tail(lock: &str) -> String {
    lock.lines().filter(|line| line.contains('\t')).map(|line| format!("{line}\n")).collect()
}

/// The feed of another program: RSS with ids of every kind, or Atom.
fn foreign(life: &Life, is_atom: bool) -> String {
    let mut entries = String::new();
    for (key, one) in &life.articles {
        let link = format!("http://old.example/{}/{key}.html", &one.date[..4]);
        let id = match (is_atom, key % 3) {
            (true, _) => format!("urn:old:{key}"),
            (false, 0) => link.clone(),
            (false, 1) => format!("{key} at old.example"),
            (false, _) => format!("https://old.example/été?p={key}"),
        };
        let day = key % 28 + 1;
        entries.push_str(&match is_atom {
            true => format!(
                "<entry><title>{}</title><id>{id}</id><link href=\"{link}\"/><published>{}T07:08:09Z</published>\
                 <updated>2025-12-{day:02}T00:00:00Z</updated><summary>S</summary></entry>",
                one.title, one.date
            ),
            false => format!(
                "<item><title>{}</title><guid>{id}</guid><link>{link}</link><dc:date>{}T07:08:09Z</dc:date></item>",
                one.title, one.date
            ),
        });
    }
    match is_atom {
        true => format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>O</title><id>urn:o</id>{entries}</feed>"),
        false => format!(
            "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>O</title>{entries}</channel></rss>"
        ),
    }
}

#[test]
fn a_migration_keeps_the_ids_and_dates_that_subscribers_know() {
    let mut life = Life::new(50);
    let (rss, atom) = (foreign(&life, false), foreign(&life, true));
    life.adopt(&[&rss, &atom]);
    for (feed, old) in [("feed.xml", &rss), ("feed.json", &rss), ("atom.xml", &atom)] {
        life.know(feed, old);
    }
    life.build();
    assert_eq!(life.updated[&7], 1_765_152_000, "2025-12-08");
    let rss = String::from_utf8(life.files["feed.xml"].bytes.clone()).unwrap();
    assert!(rss.contains("<pubDate>Wed, 08 Jan 2025 07:08:09 GMT</pubDate>"), "{rss}");
    assert!(rss.contains("<guid isPermaLink=\"false\">1 at old.example</guid>"), "{rss}");
    assert!(rss.contains("<guid isPermaLink=\"false\">https://old.example/été?p=2</guid>"), "{rss}");
    // And so it stays.
    each(&mut life, |key, one| one.path = format!("moved/{key}.md"));
    assert!(life.build().0.is_empty());
}

/// Something that happens to a site.
#[derive(Clone, Debug)]
enum Event {
    Rename(usize, u8),
    Move(usize, u8),
    Retitle(usize),
    Reslug(usize),
    DateForm(usize),
    Edit(usize),
    Fidget(usize),
    Exchange(usize, usize),
    Draft(usize),
    Delete(usize),
    Return,
    Add,
    Domain(u8),
    Permalink(u8),
}

fn event() -> impl Strategy<Value = Event> {
    let key = 0..12_usize;
    prop_oneof![
        (key.clone(), any::<u8>()).prop_map(|(key, to)| Event::Rename(key, to)),
        (key.clone(), 0..4_u8).prop_map(|(key, to)| Event::Move(key, to)),
        key.clone().prop_map(Event::Retitle),
        key.clone().prop_map(Event::Reslug),
        key.clone().prop_map(Event::DateForm),
        key.clone().prop_map(Event::Edit),
        key.clone().prop_map(Event::Fidget),
        (key.clone(), key.clone()).prop_map(|(one, other)| Event::Exchange(one, other)),
        key.clone().prop_map(Event::Draft),
        key.prop_map(Event::Delete),
        Just(Event::Return),
        Just(Event::Add),
        (0..3_u8).prop_map(Event::Domain),
        (0..3_u8).prop_map(Event::Permalink),
    ]
}

/// What has happened to an article since the last build: of place, title and body, one has to stay, or nobody could know
/// it again.
#[derive(Clone, Copy, Default)]
struct Since {
    place: bool,
    title: bool,
    body: bool,
}

impl Since {
    fn may(self, change: impl Fn(&mut Since)) -> Option<Since> {
        let mut after = self;
        change(&mut after);
        (!(after.place && after.title && after.body)).then_some(after)
    }
}

impl Event {
    /// The same with another article's key.
    fn with_keys(self, other: impl Fn(usize) -> usize) -> Event {
        match self {
            Event::Rename(key, to) => Event::Rename(other(key), to),
            Event::Move(key, to) => Event::Move(other(key), to),
            Event::Retitle(key) => Event::Retitle(other(key)),
            Event::Reslug(key) => Event::Reslug(other(key)),
            Event::DateForm(key) => Event::DateForm(other(key)),
            Event::Edit(key) => Event::Edit(other(key)),
            Event::Fidget(key) => Event::Fidget(other(key)),
            Event::Exchange(one, two) => Event::Exchange(other(one), other(two)),
            Event::Draft(key) => Event::Draft(other(key)),
            Event::Delete(key) => Event::Delete(other(key)),
            event @ (Event::Return | Event::Add | Event::Domain(_) | Event::Permalink(_)) => event,
        }
    }

    fn concerns_the_site(&self) -> bool {
        matches!(self, Event::Domain(_) | Event::Permalink(_))
    }
}

/// The events between two builds.
#[derive(Default)]
struct Interval {
    since: BTreeMap<usize, Since>,
    /// Whose meaning changed.
    changed: BTreeSet<usize>,
    bin: Vec<(usize, Article)>,
    next: usize,
}

impl Interval {
    fn happen(&mut self, life: &mut Life, event: &Event) {
        let is_free = |life: &Life, path: &str| life.articles.values().all(|one| one.path != path);
        match event {
            Event::Rename(key, to) => {
                let path = format!("posts/renamed-{key}-{to}.md");
                self.put(life, *key, |since| since.place = true, |one| one.path.clone_from(&path));
            }
            Event::Move(key, to) => {
                let Some(path) = life.articles.get(key).map(|one| one.path.clone()) else { return };
                let path = format!("folder-{to}/{}", path.rsplit('/').next().unwrap_or_default());
                if is_free(life, &path) {
                    self.put(life, *key, |since| since.place = true, |one| one.path.clone_from(&path));
                }
            }
            Event::Retitle(key) => {
                self.put(life, *key, |since| since.title = true, |one| one.title.push('!'));
                self.note(life, *key, |since| since.title);
            }
            Event::Edit(key) => {
                self.put(life, *key, |since| since.body = true, |one| one.body.push_str("\nAnd more.\n"));
                self.note(life, *key, |since| since.body);
            }
            Event::Reslug(key) => {
                self.put(life, *key, |_| (), |one| one.extra = format!("slug: s-{}\n", one.extra.len()))
            }
            Event::DateForm(key) => self.put(
                life,
                *key,
                |_| (),
                |one| {
                    if one.date.len() == 10 {
                        one.date.push_str("T00:00:00Z");
                    }
                },
            ),
            Event::Fidget(key) => self.put(life, *key, |_| (), |one| one.body = one.body.replace(' ', "  ")),
            Event::Exchange(one, other) => self.exchange(life, *one, *other),
            Event::Draft(key) => self.put(
                life,
                *key,
                |_| (),
                |one| {
                    one.extra = if one.extra.contains("draft") { String::new() } else { "draft: true\n".to_owned() };
                },
            ),
            Event::Delete(key) if life.articles.len() > 2 => {
                // What was changed since the last build and deletes itself now was never seen so.
                if self.since.get(key).is_none_or(|since| !(since.place || since.title || since.body)) {
                    self.bin.extend(life.articles.remove(key).map(|article| (*key, article)));
                }
            }
            Event::Delete(_) => {}
            Event::Return => {
                if let Some((key, article)) = self.bin.pop()
                    && is_free(life, &article.path)
                {
                    life.articles.insert(key, article);
                }
            }
            Event::Add => {
                self.next += 1;
                life.articles.insert(1000 + self.next, Article::new(1000 + self.next));
            }
            Event::Domain(to) => {
                life.url = format!("{}://site{}.example/", ["http", "https"][usize::from(to % 2)], to / 2)
            }
            Event::Permalink(to) => {
                let patterns = ["/:slug/", "/:year/:month/:slug/", "/:title.html"];
                life.settings = format!("permalink = \"{}\"\n", patterns[usize::from(*to)]);
            }
        }
    }

    fn put(&mut self, life: &mut Life, key: usize, mark: impl Fn(&mut Since), change: impl FnOnce(&mut Article)) {
        let since = self.since.entry(key).or_default();
        if let (Some(article), Some(after)) = (life.articles.get_mut(&key), since.may(mark)) {
            *since = after;
            change(article);
        }
    }

    fn note(&mut self, life: &Life, key: usize, is_so: impl Fn(Since) -> bool) {
        if life.articles.contains_key(&key) && self.since.get(&key).copied().is_some_and(is_so) {
            self.changed.insert(key);
        }
    }

    fn exchange(&mut self, life: &mut Life, one: usize, other: usize) {
        let path = |key| life.articles.get(&key).map(|article| article.path.clone());
        let (Some(first), Some(second)) = (path(one), path(other)) else { return };
        let may =
            |key: &usize| self.since.get(key).copied().unwrap_or_default().may(|since| since.place = true).is_some();
        if one != other && may(&one) && may(&other) {
            self.put(life, one, |since| since.place = true, |article| article.path = second);
            self.put(life, other, |since| since.place = true, |article| article.path = first);
        }
    }

    /// Builds, and sees that `updated` moved for those whose meaning changed and for nobody else.
    fn end(&mut self, life: &mut Life, events: &[Event]) {
        let before = life.updated.clone();
        let (moved, report) = life.build();
        let is_out = |key: &usize| life.articles.get(key).is_some_and(|one| !one.extra.contains("draft"));
        let told = |key: &&usize| before.contains_key(key) && is_out(key);
        let expected: Vec<usize> = self.changed.iter().filter(told).copied().collect();
        assert_eq!(moved, expected, "{events:?} {:?}", report.identities);
        // What was changed while it is a draft is told when it is out again.
        self.changed.retain(|key| !is_out(key) && life.articles.contains_key(key));
        self.since.retain(|key, _| !is_out(key));
    }
}

/// How many lives are lived; `FEEDWRIGHT_LIVES` says how many more.
fn lives() -> u32 {
    std::env::var("FEEDWRIGHT_LIVES").map_or(16, |lives| lives.parse().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: lives(), ..ProptestConfig::default() })]

    #[test]
    fn no_life_shows_anything_twice(steps in prop::collection::vec(prop::collection::vec(event(), 0..5), 1..8)) {
        let mut life = Life::new(12);
        life.build();
        let mut interval = Interval::default();
        for events in &steps {
            events.iter().for_each(|event| interval.happen(&mut life, event));
            interval.end(&mut life, events);
        }
    }
    #[test]
    fn branches_that_are_merged_show_nothing_twice(
        ours in prop::collection::vec(prop::collection::vec(event(), 0..4), 1..4),
        theirs in prop::collection::vec(prop::collection::vec(event(), 0..4), 1..4),
    ) {
        let mut base = Life::new(12);
        base.build();
        let branch = |steps: &[Vec<Event>], first: usize, is_ours: bool| {
            let mut life = base.clone();
            let mut interval = Interval { next: first, ..Interval::default() };
            for events in steps {
                // Each branch has articles of its own; the site is changed on one of them only.
                let events = events.iter().filter(|event| is_ours || !event.concerns_the_site());
                let own = |key: usize| key / 2 * 2 + usize::from(is_ours);
                let events: Vec<Event> = events.map(|event| event.clone().with_keys(own)).collect();
                events.iter().for_each(|event| interval.happen(&mut life, event));
                interval.end(&mut life, &events);
            }
            life
        };
        let (ours, theirs) = (branch(&ours, 0, true), branch(&theirs, 500, false));
        let mut merged = ours.merged_with(&theirs, |key| if key < 12 { key % 2 == 1 } else { key < 1500 });
        let (moved, report) = merged.build();
        prop_assert!(moved.is_empty(), "{moved:?} {:?}", report.identities);
    }
}
