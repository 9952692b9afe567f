//! Which line of the ledger is which article's.
//!
//! An article is known by the id that it gives itself, by where it lives, or by what it says. None of these alone is
//! certain: a file may be renamed, its text may be edited, and a copy says the same as its original. So pairs are made
//! from the surest kind of evidence to the weakest, and only where nothing else would fit as well.

use std::collections::HashMap;
use std::hash::Hash;

use crate::article::file_name;
use crate::ledger::{Line, Says};

/// A published article as it stands now.
#[derive(Clone, Copy, Debug)]
pub struct Sighting<'a> {
    /// Where it lives.
    pub path: &'a str,
    /// The id that it gives itself.
    pub own_id: Option<&'a str>,
    /// Its date: seconds since 1970.
    pub dated: i64,
    /// Whether its date has a time of its own, so that another article would hardly have the same by chance.
    pub has_time: bool,
    /// What its source says.
    pub says: Says,
    /// Whether it has a title, so that its head is hardly the same as another's by chance.
    pub has_title: bool,
    /// Whether its body is long enough that another one would hardly be the same by chance.
    pub is_telling: bool,
}

/// An article that could be either of several that are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambiguity {
    /// The article, by its place in the list of sightings.
    pub sighting: usize,
    /// The lines that it could be.
    pub lines: Vec<usize>,
}

/// What came of comparing the ledger with the articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recognised {
    /// Each article's line, in the order of the sightings; `None` for a new one.
    pub lines: Vec<Option<usize>>,
    /// Articles that are taken for new ones though they could be known.
    pub ambiguous: Vec<Ambiguity>,
}

/// Finds each article's line. `is_there` tells whether a document lives at a path, be it published or not: the line of a
/// draft is nobody else's.
pub fn recognise(lines: &[Line], sightings: &[Sighting<'_>], is_there: &dyn Fn(&str) -> bool) -> Recognised {
    let mut search = Search::new(lines, sightings, is_there);
    // What nobody knows is new.
    if lines.is_empty() {
        return search.done;
    }
    search.by_own_id();
    search.by_place(|line, seen| body(line) == Some(seen.says.body));
    search.by_exchange();
    search.by_place(|line, seen| said(line) == seen.dated);
    for is_gone in [false, true] {
        search.by_content(is_gone);
    }
    search.by_day();
    search.by_place(|line, _| line.gone.is_none());
    search.by_second();
    search.done
}

/// What the article said of its date when it was last seen.
fn said(line: &Line) -> i64 {
    line.dated.unwrap_or(line.published).unix()
}

/// The hash of the body that it had then, and that of its head, where they are known.
fn body(line: &Line) -> Option<u64> {
    line.says.map(|says| says.body)
}

fn head(line: &Line) -> Option<u64> {
    line.says.map(|says| says.head)
}

/// Whether a line and an article agree in something.
type Agreement<'a> = &'a dyn Fn(&Line, &Sighting<'_>) -> bool;

struct Search<'a> {
    lines: &'a [Line],
    sightings: &'a [Sighting<'a>],
    /// Lines that are nobody's yet.
    is_free: Vec<bool>,
    /// Articles that look for their line.
    is_open: Vec<bool>,
    /// The article that lives where a line says, line by line.
    there: Vec<Option<usize>>,
    done: Recognised,
}

impl<'a> Search<'a> {
    fn new(lines: &'a [Line], sightings: &'a [Sighting<'a>], is_there: &dyn Fn(&str) -> bool) -> Search<'a> {
        let places: HashMap<&str, usize> =
            if lines.is_empty() { HashMap::new() } else { sightings.iter().map(|seen| seen.path).zip(0..).collect() };
        // What lives at its place without being published (a draft, an article at fault) keeps its line.
        // It is looked up once: there may be a million lines, and no two of them lie beside each other in memory.
        let there: Vec<Option<usize>> = lines.iter().map(|line| places.get(&*line.path).copied()).collect();
        let is_held =
            |(line, there): (&Line, &Option<usize>)| line.gone.is_none() && there.is_none() && is_there(&line.path);
        Search {
            lines,
            sightings,
            is_free: lines.iter().zip(&there).map(|one| !is_held(one)).collect(),
            is_open: vec![true; sightings.len()],
            there,
            done: Recognised { lines: vec![None; sightings.len()], ambiguous: Vec::new() },
        }
    }

    fn pair(&mut self, line: usize, sighting: usize) {
        self.is_free[line] = false;
        self.is_open[sighting] = false;
        self.done.lines[sighting] = Some(line);
    }

    fn free(&self) -> impl Iterator<Item = usize> + use<'_, 'a> {
        (0..self.lines.len()).filter(|line| self.is_free[*line])
    }

    fn open(&self) -> impl Iterator<Item = usize> + use<'_, 'a> {
        (0..self.sightings.len()).filter(|sighting| self.is_open[*sighting])
    }

    /// Whoever gives itself an id has it, or, if nobody had it yet, is new.
    fn by_own_id(&mut self) {
        if self.sightings.iter().all(|seen| seen.own_id.is_none()) {
            return;
        }
        let ids: HashMap<&str, usize> = self.lines.iter().map(|line| &*line.id).zip(0..).collect();
        for (sighting, seen) in self.sightings.iter().enumerate() {
            let Some(id) = seen.own_id else { continue };
            self.is_open[sighting] = false;
            let Some(line) = ids.get(id).copied() else { continue };
            // Several may claim one id; that is somebody else's to judge. One of them is whoever says, where the line
            // says, what the line says: an id that was copied into another article takes nothing from it.
            self.pair(line, sighting);
            if let Some(there) = self.there[line] {
                let (seen, line_there) = (&self.sightings[there], &self.lines[line]);
                // Where it is not known what it said, the date tells.
                let is_same = body(line_there).map_or(said(line_there) == seen.dated, |body| body == seen.says.body);
                if seen.own_id.is_none() && is_same && line_there.gone.is_none() {
                    self.pair(line, there);
                }
            }
        }
    }

    /// The article that lives where the line says, if it fits.
    fn by_place(&mut self, fits: impl Fn(&Line, &Sighting<'_>) -> bool) {
        for line in 0..self.lines.len() {
            let Some(sighting) = self.there[line].filter(|_| self.is_free[line]) else {
                continue;
            };
            if self.is_open[sighting] && fits(&self.lines[line], &self.sightings[sighting]) {
                self.pair(line, sighting);
            }
        }
    }

    /// Files that exchanged their names: each says wholly what the other's line says. A copy whose original was edited
    /// is not one: what lives at the original's place says nothing that another line says.
    fn by_exchange(&mut self) {
        let mut known: HashMap<(Says, i64), Vec<usize>> = HashMap::new();
        for line in self.free() {
            if let Some(says) = self.lines[line].says {
                known.entry((says, said(&self.lines[line]))).or_default().push(line);
            }
        }
        let line_of = |seen: &Sighting<'_>| match known.get(&(seen.says, seen.dated)).map(Vec::as_slice) {
            Some([line]) => Some(*line),
            _ => None,
        };
        let mut pairs = Vec::new();
        for sighting in self.open() {
            let Some(line) = line_of(&self.sightings[sighting]) else { continue };
            let Some(there) = self.there[line] else { continue };
            if self.is_open[there] && line_of(&self.sightings[there]).is_some_and(|other| other != line) {
                pairs.push((line, sighting));
            }
        }
        for (line, sighting) in pairs {
            if self.is_free[line] {
                self.pair(line, sighting);
            }
        }
    }

    /// The only article that says what the line says: head and body, or else the body, if that is long enough.
    fn by_content(&mut self, is_gone: bool) {
        let (lines, sightings) = (self.lines, self.sightings);
        let fits = move |line: usize| lines[line].gone.is_some() == is_gone;
        self.by_key(|line| lines[line].says.filter(|_| fits(line)), |seen| Some(sightings[seen].says));
        self.by_key(
            |line| body(&lines[line]).filter(|_| fits(line)),
            |seen| sightings[seen].is_telling.then(|| sightings[seen].says.body),
        );
    }

    /// The only article that has the day and the title of one that is missing, or the day and the name.
    fn by_day(&mut self) {
        let (lines, sightings) = (self.lines, self.sightings);
        let is_live = move |line: usize| lines[line].gone.is_none();
        let day = |instant: i64| instant.div_euclid(86_400);
        self.by_key(
            |line| head(&lines[line]).filter(|_| is_live(line)).map(|head| (head, day(said(&lines[line])))),
            |seen| sightings[seen].has_title.then(|| (sightings[seen].says.head, day(sightings[seen].dated))),
        );
        // Translations have one name.
        let name = |path: &str| (file_name::slug(path), file_name::language_mark(path));
        self.by_key(
            |line| is_live(line).then(|| (name(&lines[line].path), day(said(&lines[line])))),
            |seen| Some((name(sightings[seen].path), day(sightings[seen].dated))),
        );
    }

    /// The only article that was published in the same second as one that is missing.
    fn by_second(&mut self) {
        let (lines, sightings) = (self.lines, self.sightings);
        self.by_key(
            |line| lines[line].gone.is_none().then(|| said(&lines[line])),
            |seen| sightings[seen].has_time.then_some(sightings[seen].dated),
        );
    }

    /// Pairs lines and articles that share a key with no other, or, of several, those that agree in date or name, too.
    fn by_key<K: Hash + Eq>(&mut self, of_line: impl Fn(usize) -> Option<K>, of_seen: impl Fn(usize) -> Option<K>) {
        let mut groups: HashMap<K, Vec<usize>> = HashMap::new();
        for line in self.free() {
            if let Some(key) = of_line(line) {
                groups.entry(key).or_default().push(line);
            }
        }
        if groups.is_empty() {
            return;
        }
        let mut looking: HashMap<&[usize], Vec<usize>> = HashMap::new();
        for sighting in self.open() {
            if let Some(lines) = of_seen(sighting).and_then(|key| groups.get(&key)) {
                looking.entry(lines).or_default().push(sighting);
            }
        }
        let mut looking: Vec<_> = looking.into_iter().collect();
        looking.sort();
        for (lines, sightings) in looking {
            self.settle(lines.to_vec(), sightings);
        }
    }

    fn settle(&mut self, mut lines: Vec<usize>, mut sightings: Vec<usize>) {
        let name = |path: &str| file_name::slug(path);
        let agree: [Agreement<'_>; 4] = [
            &|line, seen| said(line) == seen.dated && name(&line.path) == name(seen.path),
            &|line, seen| said(line) == seen.dated,
            &|line, seen| name(&line.path) == name(seen.path),
            &|_, _| true,
        ];
        for agree in agree {
            let fits = |line: usize, seen: usize| agree(&self.lines[line], &self.sightings[seen]);
            let mut pairs = Vec::new();
            for &sighting in &sightings {
                let mut theirs = lines.iter().copied().filter(|line| fits(*line, sighting));
                let (Some(line), None) = (theirs.next(), theirs.next()) else { continue };
                if sightings.iter().filter(|other| fits(line, **other)).count() == 1 {
                    pairs.push((line, sighting));
                }
            }
            for (line, sighting) in pairs {
                self.pair(line, sighting);
            }
            lines.retain(|line| self.is_free[*line]);
            sightings.retain(|sighting| self.is_open[*sighting]);
        }
        for sighting in sightings.into_iter().filter(|_| !lines.is_empty()) {
            self.done.ambiguous.retain(|one| one.sighting != sighting);
            self.done.ambiguous.push(Ambiguity { sighting, lines: lines.clone() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Timestamp;

    const DAY: i64 = 86_400;

    fn line(path: &str, body: u64, day: i64) -> Line {
        Line {
            id: format!("tag:e.fr,2025:{path}").into(),
            guid: None,
            published: Timestamp::from_unix(day * DAY).unwrap(),
            dated: None,
            updated: None,
            gone: None,
            path: path.into(),
            says: Some(Says { head: body, body }),
            meaning: None,
        }
    }

    /// As version 1 wrote it.
    fn old(mut line: Line) -> Line {
        line.says = None;
        line
    }

    fn gone(mut line: Line) -> Line {
        line.gone = Some(line.published);
        line
    }

    fn seen(path: &str, body: u64, day: i64) -> Sighting<'_> {
        let dated = day * DAY;
        let says = Says { head: body, body };
        Sighting { path, own_id: None, dated, has_time: false, says, has_title: true, is_telling: true }
    }

    /// Which line each article gets, and how many are not certain.
    #[track_caller]
    fn check(lines: &[Line], sightings: &[Sighting<'_>], expected: &[Option<usize>], ambiguous: usize) {
        let recognised = recognise(lines, sightings, &|path| path.starts_with("draft"));
        assert_eq!((recognised.lines.as_slice(), recognised.ambiguous.len()), (expected, ambiguous), "{recognised:?}");
    }

    #[test]
    fn an_article_keeps_its_line_whatever_happens_to_it() {
        let known = [line("a.md", 1, 5), line("b.md", 2, 5)];
        check(&known, &[seen("a.md", 1, 5), seen("b.md", 2, 5)], &[Some(0), Some(1)], 0);
        check(&known, &[seen("a.md", 9, 5), seen("b.md", 2, 6)], &[Some(0), Some(1)], 0);
        check(&known, &[seen("x/new.md", 1, 5), seen("b.md", 2, 5)], &[Some(0), Some(1)], 0);
        check(&known, &[seen("x/a.md", 9, 5), seen("b.md", 2, 5)], &[Some(0), Some(1)], 0);
        let retitled = Sighting { says: Says { head: 1, body: 9 }, ..seen("new.md", 9, 5) };
        check(&known, &[retitled, seen("b.md", 2, 5)], &[Some(0), Some(1)], 0);
        check(&known, &[seen("a.md", 9, 9), seen("b.md", 2, 5)], &[Some(0), Some(1)], 0);
        check(&known, &[seen("b.md", 1, 5), seen("a.md", 2, 5)], &[Some(0), Some(1)], 0);
    }

    #[test]
    fn a_new_article_takes_nobody_elses() {
        let known = [line("a.md", 1, 5)];
        check(&known, &[seen("a.md", 1, 5), seen("copy.md", 1, 5)], &[Some(0), None], 0);
        check(&known, &[seen("a.md", 9, 5), seen("copy.md", 1, 5)], &[Some(0), None], 0);
        check(&known, &[seen("a.md", 9, 8), seen("moved.md", 1, 5)], &[None, Some(0)], 0);
        check(&known, &[seen("b.md", 2, 5)], &[None], 0);
        check(&[gone(line("a.md", 1, 5))], &[seen("a.md", 2, 9)], &[None], 0);
        check(&[line("draft.md", 1, 5)], &[seen("b.md", 1, 5)], &[None], 0);
    }

    #[test]
    fn one_that_comes_back_is_known() {
        let known = [gone(line("a.md", 1, 5)), line("b.md", 2, 5)];
        check(&known, &[seen("a.md", 1, 5), seen("b.md", 2, 5)], &[Some(0), Some(1)], 0);
        check(&known, &[seen("c.md", 1, 7), seen("b.md", 2, 5)], &[Some(0), Some(1)], 0);
        check(&known, &[seen("a.md", 9, 5), seen("b.md", 2, 5)], &[Some(0), Some(1)], 0);
    }

    #[test]
    fn of_two_that_fit_equally_neither_is_taken() {
        let known = [line("a.md", 1, 5), line("b.md", 1, 5)];
        check(&known, &[seen("c.md", 1, 5)], &[None], 1);
        check(&known, &[seen("c.md", 1, 5), seen("x/b.md", 1, 5)], &[Some(0), Some(1)], 0);
        check(&[known[0].clone(), line("b.md", 1, 6)], &[seen("c.md", 1, 6)], &[Some(1)], 0);
        check(&known[..1], &[seen("c.md", 1, 7), seen("d.md", 1, 7)], &[None, None], 2);
    }

    #[test]
    fn a_second_is_telling_where_the_author_gave_a_time() {
        let known = [line("a.md", 1, 5)];
        let timed = Sighting { has_time: true, ..seen("b.md", 2, 5) };
        check(&known, &[timed], &[Some(0)], 0);
        check(&known, &[seen("b.md", 2, 5)], &[None], 0);
    }

    #[test]
    fn its_own_id_comes_before_everything() {
        let known = [line("a.md", 1, 5), line("b.md", 2, 5)];
        let own = |id, path, body| Sighting { own_id: Some(id), ..seen(path, body, 5) };
        check(&known, &[own("tag:e.fr,2025:b.md", "a.md", 1), seen("x/b.md", 9, 5)], &[Some(1), None], 0);
        check(&known, &[own("tag:new", "a.md", 1), seen("b.md", 2, 5)], &[None, Some(1)], 0);
        // Of two that claim a line, it is known elsewhere whose it is.
        check(&known, &[own("tag:e.fr,2025:b.md", "c.md", 3), seen("b.md", 2, 5)], &[Some(1), Some(1)], 0);
        check(&known, &[own("tag:e.fr,2025:b.md", "c.md", 3), seen("b.md", 4, 5)], &[Some(1), None], 0);
    }

    #[test]
    fn where_it_is_not_known_what_articles_said_their_places_names_and_dates_tell() {
        let known = [old(line("a.md", 1, 5)), old(line("b.md", 2, 6)), old(gone(line("c.md", 3, 7)))];
        let others = [seen("b.md", 2, 6), seen("d.md", 3, 9)];
        for (first, line) in [
            (seen("a.md", 1, 5), Some(0)),
            (seen("a.md", 9, 8), Some(0)),
            (seen("x/a.md", 1, 5), Some(0)),
            (Sighting { has_time: true, ..seen("new.md", 1, 5) }, Some(0)),
            (seen("new.md", 1, 5), None),
            (seen("c.md", 3, 7), Some(2)),
        ] {
            check(&known, &[first, others[0], others[1]], &[line, Some(1), None], 0);
        }
        // An id that was copied takes nothing from the article that has it.
        let copy = Sighting { own_id: Some("tag:e.fr,2025:a.md"), ..seen("copy.md", 4, 8) };
        check(&known, &[seen("a.md", 1, 5), others[0], copy], &[Some(0), Some(1), Some(0)], 0);
        check(&known, &[seen("a.md", 1, 6), others[0], copy], &[None, Some(1), Some(0)], 0);
    }
}
