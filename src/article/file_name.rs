//! What a document's path says: a date, a language, whether it is a draft, and the last part of its address.
//!
//! `2025-08-13-title.fr.md` (Jekyll, Hugo), `2025/08/13/title.md`, `2025-08-13-title/index.md` (page bundles of Hugo
//! and Zola), `fr/title.md`, `_drafts/title.md`.

use crate::article::OriginKind;
use crate::date::{self, Context, Timestamp};
use crate::diagnostic::Diagnostic;
use crate::model::Language;
use crate::permalink;

/// What a path says, as far as it is asked.
pub struct Facts<'n>(Parts<'n>);

impl<'n> Facts<'n> {
    /// What a document's name says: its path below the content folder.
    pub fn of(name: &'n str) -> Facts<'n> {
        Facts(Parts::of(name))
    }

    /// The date that the name, or its folders, begin with.
    ///
    /// # Errors
    /// What looks like a date and is none.
    pub fn date(&self, context: &Context) -> Result<Option<Timestamp>, Diagnostic> {
        let Some(written) = self.0.date() else { return Ok(None) };
        match date::parse(&written, context) {
            Ok(reading) => Ok(Some(reading.at)),
            Err(error) => {
                let message = format!("the file's name begins like a date, but {error}");
                let help = "begin the name with a day such as `2025-08-13-`, or give the article a `date`";
                Err(Diagnostic::error("date-unreadable", message).help(help))
            }
        }
    }

    /// The language that a mark names.
    pub fn language(&self) -> Option<(Language, OriginKind)> {
        self.0.language()
    }

    /// Whether it stands in a folder of drafts.
    pub fn is_draft(&self) -> bool {
        self.0.is_draft()
    }
}

/// The last part of a path: the file's own name.
pub(crate) fn of_path(path: &str) -> &str {
    &path[memchr::memrchr(b'/', path.as_bytes()).map_or(0, |slash| slash + 1)..]
}

/// A file's name without its extension.
fn stem(file: &str) -> &str {
    &file[..memchr::memrchr(b'.', file.as_bytes()).unwrap_or(file.len())]
}

/// The last part of an address that a path stands for: the file's name, or that of the folder of an `index`, without
/// date, language mark and extension.
pub fn slug(name: &str) -> String {
    let parts = Parts::of(name);
    let rest = date_prefix(parts.title).map_or(parts.title, |(_, rest)| rest);
    let rest = rest.trim_matches(['-', '_', ' ', '.']);
    let slug = if rest.is_empty() { parts.title } else { rest };
    // No generator keeps spaces in an address: `My note.md` becomes `my-note`.
    let has_space = !slug.bytes().all(|byte| byte.is_ascii_graphic()) && slug.contains(char::is_whitespace);
    if has_space { permalink::slug(slug) } else { slug.to_owned() }
}

/// The language that a name or its first folder tells: what sets an article apart from its translations.
pub fn language_mark(name: &str) -> Option<String> {
    Parts::of(name).language().map(|(language, _)| language.as_str().to_owned())
}

/// What the paths of an article and of its translations have in common, and what was taken out of this one: the mark of
/// its file or a folder, where it names the article's `own` language. `posts/a.fr.md`, `fr/posts/a.md` and
/// `posts/a/index.md` have `posts/a`.
pub fn without_language(name: &str, own: Option<&Language>) -> (String, Option<OriginKind>) {
    let is_own = |mark: &str| own.is_some_and(|own| language(mark).is_some_and(|mark| own.primary() == mark.primary()));
    let stem = stem(of_path(name));
    let marked = stem.rsplit_once('.').filter(|(before, mark)| !before.is_empty() && is_own(mark));
    let folder = folders(name).position(is_own);
    if marked.is_none() && folder.is_none() && stem != "index" {
        // Most paths are so.
        let file = of_path(name);
        return (name[..name.len() - (file.len() - stem.len())].to_owned(), None);
    }
    let mut parts: Vec<&str> = folders(name).collect();
    if let Some(at) = folder {
        parts.remove(at);
    }
    let stem = marked.map_or(stem, |(before, _)| before);
    if stem != "index" || parts.is_empty() {
        parts.push(stem);
    }
    let kind = marked.map(|_| OriginKind::FileName).or(folder.map(|_| OriginKind::FolderName));
    (parts.join("/"), kind)
}

/// The folders of a path.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = path;
    std::iter::from_fn(move || {
        let slash = memchr::memchr(b'/', rest.as_bytes())?;
        let folder = &rest[..slash];
        rest = &rest[slash + 1..];
        Some(folder)
    })
}

struct Parts<'n> {
    path: &'n str,
    /// The last of its folders.
    folder: Option<&'n str>,
    /// The name that tells: the file's, or that of the folder of an `index`; without extension and language mark.
    title: &'n str,
    mark: Option<&'n str>,
}

impl<'n> Parts<'n> {
    fn of(name: &'n str) -> Parts<'n> {
        let file = of_path(name);
        let folder = name[..name.len() - file.len()].strip_suffix('/').map(of_path);
        let whole = stem(file);
        let dot = memchr::memrchr(b'.', whole.as_bytes()).filter(|dot| *dot > 0);
        let mark = dot.map(|dot| &whole[dot + 1..]).filter(|mark| language(mark).is_some());
        let stem = dot.filter(|_| mark.is_some()).map_or(whole, |dot| &whole[..dot]);
        let title = folder.filter(|_| matches!(stem, "index" | "_index")).unwrap_or(stem);
        Parts { path: name, folder, title, mark }
    }

    /// The date that is written there, as a text to be read.
    fn date(&self) -> Option<String> {
        if let Some((date, _)) = date_prefix(self.title) {
            return Some(date);
        }
        // Folders: year, month and day, the day perhaps with the title behind it.
        let is_number = |part: &str, digits: &[usize]| {
            digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let day = |part: &'n str| part.split(['-', '_', ' ']).next().filter(|day| is_number(day, &[1, 2]));
        let mut path: Vec<&str> = folders(self.path).collect();
        if self.folder != Some(self.title) {
            path.push(self.title);
        }
        path.windows(3)
            .rev()
            .find(|three| is_number(three[0], &[4]) && is_number(three[1], &[1, 2]) && day(three[2]).is_some())
            .and_then(|three| Some(format!("{}-{}-{}", three[0], three[1], day(three[2])?)))
    }

    fn language(&self) -> Option<(Language, OriginKind)> {
        if let Some(language) = self.mark.and_then(language) {
            return Some((language, OriginKind::FileName));
        }
        // Only the first folder: deeper ones are topics, and `it` or `pa` may be one.
        let language = folders(self.path).next().and_then(language)?;
        Some((language, OriginKind::FolderName))
    }

    fn is_draft(&self) -> bool {
        folders(self.path).any(|folder| matches!(folder, "_drafts" | "drafts" | "brouillons"))
    }
}

/// The date that a name begins with, with a time when there is one, and what follows it.
fn date_prefix(name: &str) -> Option<(String, &str)> {
    let digits =
        |range: std::ops::Range<usize>| name.get(range).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let separator = |at: usize| name.as_bytes().get(at).filter(|byte| b"-_.".contains(byte));
    let ends = |at: usize| name[at..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    let dashed = || {
        let (year, month, day) = (digits(0..4)?, digits(5..7)?, digits(8..10)?);
        (separator(4)? == separator(7)?).then_some(())?;
        Some((format!("{year}-{month}-{day}"), 10))
    };
    let compact = || {
        let day = digits(0..8).filter(|day| day.starts_with("19") || day.starts_with("20"))?;
        Some((format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]), 8))
    };
    let (mut date, mut end) = dashed().or_else(|| compact().filter(|(_, end)| ends(*end)))?;
    // `2025-08-13T10-30-00-title`, with `:`, `-`, `.` or nothing between, since not every system allows a colon.
    if name[end..].starts_with(['T', 't']) {
        let (time, length) = time_prefix(&name[end + 1..])?;
        date = format!("{date}T{time}");
        end += 1 + length;
    }
    ends(end).then(|| (date, &name[end..]))
}

fn time_prefix(text: &str) -> Option<(String, usize)> {
    let mut two = Vec::with_capacity(3);
    let mut at = 0;
    while two.len() < 3 {
        let from = if two.is_empty() || !text[at..].starts_with([':', '-', '.', '_']) { at } else { at + 1 };
        let Some(part) = text.get(from..from + 2).filter(|part| part.bytes().all(|b| b.is_ascii_digit())) else {
            break;
        };
        two.push(part);
        at = from + 2;
    }
    let zone = if text[at..].starts_with(['Z', 'z']) { "Z" } else { "" };
    (two.len() > 1).then(|| (format!("{}{zone}", two.join(":")), at + zone.len()))
}

/// The language that a mark names: a code of ISO 639-1, perhaps with script or region (`pt-BR`, `zh_Hant`).
fn language(mark: &str) -> Option<Language> {
    let (primary, rest) = mark.as_bytes().split_at_checked(2)?;
    let is_short = mark.len() <= 7 && matches!(rest.first(), None | Some(b'-' | b'_'));
    let is_code = is_short && CODES.as_bytes().chunks(3).any(|code| code[..2].eq_ignore_ascii_case(primary));
    if is_code { Language::new(mark).ok() } else { None }
}

/// Codes of ISO 639-1 that people write sites in; `ia`, `io`, `os` and the like more often name a topic.
const CODES: &str = "af am ar as az be bg bn bo br bs ca co cs cy da de dv el en eo es et eu fa fi fo fr fy ga gd gl gu \
                     ha he hi hr ht hu hy id ig is it ja jv ka kk km kn ko ku ky la lb lo lt lv mg mi mk ml mn mr ms mt \
                     my nb ne nl nn no oc or pa pl ps pt qu ro ru rw sa sc sd se si sk sl sn so sq sr st su sv sw ta te \
                     tg th ti tk tl tn to tr tt ug uk ur uz vi wa wo xh yi yo zh zu ";

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(name: &str, expected: &str) {
        let facts = Facts::of(name);
        let date = facts.date(&Context::default()).unwrap().map(|at| at.rfc3339()).unwrap_or_default();
        let language = facts.language().map(|(language, _)| language.to_string()).unwrap_or_default();
        let draft = if facts.is_draft() { "draft" } else { "" };
        assert_eq!(format!("{date}|{language}|{draft}|{}", slug(name)), expected, "{name}");
    }

    #[test]
    fn a_name_may_begin_with_a_date() {
        check("2025-08-13-le-titre.md", "2025-08-13T00:00:00Z|||le-titre");
        check("a/20250813 Le titre.txt", "2025-08-13T00:00:00Z|||le-titre");
        check("2025_08_13.md", "2025-08-13T00:00:00Z|||2025_08_13");
        check("_posts/2025-08-13-x.markdown", "2025-08-13T00:00:00Z|||x");
        check("2025-08-13T10-30-x.md", "2025-08-13T10:30:00Z|||x");
        check("2025-08-13T10:30:05Z-x.md", "2025-08-13T10:30:05Z|||x");
        check("2025-08-13T103005_x.md", "2025-08-13T10:30:05Z|||x");
        check("2025-08-13-x/index.md", "2025-08-13T00:00:00Z|||x");
        check("2025/08/13/x.md", "2025-08-13T00:00:00Z|||x");
        check("blog/2025/8/13-x.md", "2025-08-13T00:00:00Z|||13-x");
        check("2025/08/13/x/index.md", "2025-08-13T00:00:00Z|||x");
    }

    #[test]
    fn other_numbers_are_no_date() {
        for (name, slug) in
            [("2025-in-review.md", "2025-in-review"), ("12345678x.md", "12345678x"), ("3.14.md", "3.14")]
        {
            check(name, &format!("|||{slug}"));
        }
        check("19990101x.md", "|||19990101x");
        check("2025/08/x.md", "|||x");
    }

    #[test]
    fn a_date_that_is_none_is_reported() {
        let found = Facts::of("2025-02-30-x.md").date(&Context::default()).unwrap_err();
        assert_eq!(found.message, "the file's name begins like a date, but `2025-02` has no day `30`");
    }

    #[test]
    fn marks_name_a_language() {
        check("x.fr.md", "|fr||x");
        check("2025-08-13-x.pt-br.md", "2025-08-13T00:00:00Z|pt-BR||x");
        check("x/index.en.md", "|en||x");
        check("fr/x.md", "|fr||x");
        check("zh_Hant/x.md", "|zh-Hant||x");
        check("en/x.de.md", "|de||x");
        check("blog/it/x.md", "|||x");
        check("v1.2.md", "|||v1.2");
        check("ia/x.min.md", "|||x.min");
        check(".fr.md", "|||fr");
    }

    #[test]
    fn the_paths_of_translations_differ_in_the_mark_of_their_language_alone() {
        let cases = [
            ("posts/a.md", "", "posts/a"),
            ("posts/a.md", "fr", "posts/a"),
            ("posts/a.fr.md", "fr", "posts/a"),
            ("posts/a.pt-BR.html", "pt-BR", "posts/a"),
            ("posts/a/index.fr.md", "fr", "posts/a"),
            ("posts/a/index.md", "", "posts/a"),
            ("fr/posts/a.md", "fr", "posts/a"),
            ("FR/posts/a.md", "fr", "posts/a"),
            ("posts/fr/a.md", "fr-CA", "posts/a"),
            ("fr/index.md", "fr", "index"),
            // Of another language than the article's, it is no mark of a translation.
            ("it/posts/a.md", "en", "it/posts/a"),
            ("posts/a.it.md", "en", "posts/a.it"),
            ("fr/a/index.fr.md", "fr", "a"),
            ("v1.2.md", "en", "v1.2"),
        ];
        for (name, own, expected) in cases {
            assert_eq!(without_language(name, Language::new(own).ok().as_ref()).0, expected, "{name} {own}");
        }
    }

    #[test]
    fn folders_of_drafts_hold_drafts() {
        check("_drafts/x.md", "||draft|x");
        check("a/drafts/x.md", "||draft|x");
    }

    proptest! {
        #[test]
        fn any_name_is_read(name in "([a-z0-9é/._ T:-]|2025-08-13|index|fr){0,30}") {
            let facts = Facts::of(&name);
            let _ = (facts.date(&Context::default()), facts.language(), slug(&name));
        }
    }
}
