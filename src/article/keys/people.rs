//! People, in the forms in which they are written down.

use crate::article::Field;
use crate::article::keys::lookup::Hit;
use crate::article::keys::names::folded;
use crate::article::keys::value::{each_item, place, text, wrong_kind};
use crate::article::raw::{RawData, RawValue};
use crate::diagnostic::Diagnostic;
use crate::model::{Person, Text, Url};

/// Keys under which one text may hold several people.
const SEVERAL: &[&str] = &["authors", "creators", "contributors", "coauthors", "auteurs", "autoren", "autores"];

/// What may stand before a name in a byline.
const LEADS: &[&str] = &["by ", "par ", "von ", "por ", "di "];

/// Adds the people that a value names.
pub(super) fn read(hit: &Hit<'_>, people: &mut Vec<Field<Person>>, found: &mut Vec<Diagnostic>) {
    each_item(hit.value, &mut |value| {
        let mut push = |person| people.push(Field::new(person, hit.kind(), value.span));
        match &value.data {
            RawData::Map(entries) => person_of_map(entries, value, found).into_iter().for_each(push),
            RawData::Scalar { text, .. } => match only_one(text, hit.name) {
                Some(person) => push(person),
                None => people_of_text(text, hit.name, value, found).into_iter().for_each(push),
            },
            _ => {}
        }
    });
}

/// The person that a text names which is not divided, as most are not.
fn only_one(text: &str, name: &str) -> Option<Person> {
    let may_be_several = text.bytes().any(|byte| matches!(byte, b';' | b','));
    if may_be_several { None } else { person_of_text(text, name) }
}

/// Adds an address that stands under a key of its own to the only person there is.
pub(super) fn complete(people: &mut [Field<Person>], email: Option<Hit<'_>>, url: Option<Hit<'_>>) {
    let [only] = people else { return };
    let is_stated = |hit: &Hit<'_>| !hit.is_of_page();
    if let Some(email) = email.filter(is_stated).and_then(|hit| email_of(text(hit.value)?))
        && only.value.email.is_none()
    {
        only.value.email = Some(email);
    }
    if let Some(url) = url.filter(is_stated).and_then(|hit| Url::web(text(hit.value)?).ok())
        && only.value.url.is_none()
    {
        only.value.url = Some(url);
    }
}

fn people_of_text(text: &str, name: &str, value: &RawValue, found: &mut Vec<Diagnostic>) -> Vec<Person> {
    let several = SEVERAL.contains(&name);
    let parts: Vec<&str> = match text.contains(';') {
        true => text.split(';').collect(),
        // `Dupont, Jean` under `author` is one person.
        false if several => text.split(',').collect(),
        false => vec![text],
    };
    let read = parts.into_iter().filter(|part| !part.trim().is_empty()).map(|part| person_of_text(part, name));
    let people: Vec<Option<Person>> = read.collect();
    if people.iter().any(Option::is_none) {
        found.push(wrong_kind(name, value, "a name, such as `Ada Martin`"));
    }
    people.into_iter().flatten().collect()
}

/// `Name`, `Name <mail>`, `mail (Name)`, `Name (https://…)`, or an address alone, whose local part is then the name.
fn person_of_text(text: &str, key: &str) -> Option<Person> {
    let mut text = text.trim().trim_start_matches('@');
    if key == "byline" {
        let lead =
            LEADS.iter().find(|lead| text.get(..lead.len()).is_some_and(|start| start.eq_ignore_ascii_case(lead)));
        text = lead.map_or(text, |lead| text[lead.len()..].trim());
    }
    let (outer, inner) = enclosed(text, '<', '>').or_else(|| enclosed(text, '(', ')')).unwrap_or((text, ""));
    // Most names have nothing in brackets.
    let (mut email, url) = if inner.is_empty() { (None, None) } else { (email_of(inner), Url::web(inner).ok()) };
    if email.is_none() && url.is_none() && !inner.is_empty() {
        if let Some(outer_mail) = email_of(outer) {
            return Some(Person { name: Text::line(inner)?, email: Some(outer_mail), url: None });
        }
        return Text::line(text).map(Person::named);
    }
    let mut name = outer;
    if inner.is_empty()
        && let Some(alone) = email_of(text)
    {
        name = text.split('@').next().unwrap_or(text);
        email = Some(alone);
    }
    let name = if name.trim().is_empty() { inner.split('@').next().unwrap_or(inner) } else { name };
    Some(Person { name: Text::line(name)?, email, url })
}

/// What stands before, and what within, the brackets at the end of a text.
fn enclosed(text: &str, open: char, close: char) -> Option<(&str, &str)> {
    let before_close = text.strip_suffix(close)?;
    let (outer, inner) = before_close.rsplit_once(open)?;
    Some((outer.trim(), inner.trim()))
}

fn email_of(text: &str) -> Option<Text> {
    let text = text.trim();
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    if Person::is_email(text) { Text::line(text) } else { None }
}

fn person_of_map(entries: &[(String, RawValue)], whole: &RawValue, found: &mut Vec<Diagnostic>) -> Option<Person> {
    let get = |names: &[&str]| {
        let hit = names.iter().find_map(|name| entries.iter().find(|(key, _)| folded(key) == *name));
        hit.and_then(|(_, value)| Some((value, text(value)?))).filter(|(_, text)| !text.trim().is_empty())
    };
    let whole_name = get(&["name", "displayname", "fullname", "title", "nom"]).map(|(_, name)| name.to_owned());
    let parts = || {
        let given = get(&["given", "givenname", "firstname", "first", "prénom"])?.1;
        let family = get(&["family", "familyname", "lastname", "last"]).map_or("", |(_, family)| family);
        Some(format!("{given} {family}"))
    };
    let name = whole_name.or_else(parts).and_then(|name| Text::line(&name));
    let Some(name) = name else {
        let message = "the author has no `name`, so it is left out";
        let help = "write `name: Ada Martin` beside its other keys";
        found.push(Diagnostic::warning("author-nameless", message).at(whole.span).help(help));
        return None;
    };
    let email = get(&["email", "mail", "emailaddress"]).and_then(|(value, written)| {
        let email = email_of(written);
        if email.is_none() {
            let message = format!("`{}` is not an e-mail address, so it is left out", written.escape_debug());
            let problem = Diagnostic::warning("author-email", message).at(place(value, 0, written.len()));
            found.push(problem.help("write `ada@example.org`"));
        }
        email
    });
    let url = get(&["url", "uri", "link", "website", "homepage", "web", "site"]).and_then(|(value, written)| {
        let read = Url::web(written);
        read.map_err(|error| {
            let problem = Diagnostic::warning("address-invalid", format!("{error}; it is left out"));
            found.push(problem.at(value.span).help("write a whole address such as `https://example.org/`"));
        })
        .ok()
    });
    Some(Person { name, email, url })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, key: &str, expected: &[&str]) {
        let value = RawValue {
            data: RawData::Scalar { text: written.to_owned(), quoted: false },
            span: crate::diagnostic::Span::new(0, written.len()),
        };
        let show = |person: Person| {
            let email = person.email.map(|email| format!(" <{email}>")).unwrap_or_default();
            let url = person.url.map(|url| format!(" {url}")).unwrap_or_default();
            format!("{}{email}{url}", person.name)
        };
        let people: Vec<_> = people_of_text(written, key, &value, &mut Vec::new()).into_iter().map(show).collect();
        assert_eq!(people, expected, "{written}");
    }

    #[test]
    fn people_are_read_in_every_common_form() {
        check("Ada Martin", "author", &["Ada Martin"]);
        check("Martin, Ada", "author", &["Martin, Ada"]);
        check("Ada Martin, Zoé Li", "authors", &["Ada Martin", "Zoé Li"]);
        check("Martin, Ada; Li, Zoé", "authors", &["Martin, Ada", "Li, Zoé"]);
        check("Ada Martin <ada@e.fr>", "author", &["Ada Martin <ada@e.fr>"]);
        check("ada@e.fr (Ada Martin)", "author", &["Ada Martin <ada@e.fr>"]);
        check("ada@e.fr", "author", &["ada <ada@e.fr>"]);
        check("Ada (https://e.fr)", "author", &["Ada https://e.fr/"]);
        check("Ada Martin (AFP)", "author", &["Ada Martin (AFP)"]);
        check("Par Ada Martin", "byline", &["Ada Martin"]);
        check("@ada", "author", &["ada"]);
    }
}
