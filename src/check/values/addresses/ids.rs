//! Identifiers that are addresses of a kind of their own: `tag:` (RFC 4151), `urn:` (RFC 8141) and UUIDs (RFC 9562).

/// What is wrong with a `tag:` address; `None` when nothing is.
pub(super) fn tag_fault(text: &str) -> Option<&'static str> {
    let rest = text.get(4..).unwrap_or_default();
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let Some((entity, specific)) = rest.split_once(':') else {
        return Some("a `:` belongs after its date");
    };
    let Some((authority, date)) = entity.split_once(',') else {
        return Some("a comma and a date belong after its owner");
    };
    if !is_authority(authority) {
        return Some("its owner is neither a host nor an e-mail address");
    }
    if !is_date(date) {
        return Some("its date is not like `2025`, `2025-08` or `2025-08-13`");
    }
    if !specific.chars().all(|c| is_pchar(c) || matches!(c, '/' | '?')) || !has_whole_escapes(specific) {
        return Some("its last part has a character that may not stand there");
    }
    let is_fragment = fragment.chars().all(|c| is_pchar(c) || matches!(c, '/' | '?')) && has_whole_escapes(fragment);
    (!is_fragment).then_some("what follows `#` has a character that may not stand there")
}

fn is_authority(text: &str) -> bool {
    let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    match text.split_once('@') {
        Some((local, host)) => !local.is_empty() && local.chars().all(is_local) && is_host(host),
        None => is_host(text),
    }
}

fn is_host(text: &str) -> bool {
    let is_part = |part: &str| {
        let is_end = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        is_end(part.chars().next())
            && is_end(part.chars().last())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    text.split('.').all(is_part)
}

fn is_date(text: &str) -> bool {
    let number = |part: &str, digits: usize| {
        let is_number = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<u32>().ok()).flatten()
    };
    let parts: Vec<&str> = text.split('-').collect();
    let fits = |at: usize, most: u32| {
        parts.get(at).is_none_or(|part| number(part, 2).is_some_and(|n| (1..=most).contains(&n)))
    };
    parts.len() <= 3 && number(parts[0], 4).is_some() && fits(1, 12) && fits(2, 31)
}

/// What is wrong with a `urn:` address; `None` when nothing is.
pub(super) fn urn_fault(text: &str) -> Option<&'static str> {
    let rest = text.get(4..).unwrap_or_default();
    let Some((space, specific)) = rest.split_once(':') else { return Some("a `:` belongs after its namespace") };
    let is_space_char = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if !(2..=32).contains(&space.len())
        || !space.bytes().all(is_space_char)
        || space.starts_with('-')
        || space.ends_with('-')
        || space.eq_ignore_ascii_case("urn")
    {
        return Some("its namespace may have 2 to 32 letters, digits and hyphens only");
    }
    let end = specific.find(['?', '#']).unwrap_or(specific.len());
    let (name, components) = specific.split_at(end);
    if name.is_empty() || name.starts_with('/') {
        return Some("a name belongs after its namespace");
    }
    let components_fit = components.chars().all(|c| is_pchar(c) || matches!(c, '/' | '?' | '#'));
    let starts_well = components.is_empty() || ["?+", "?=", "#"].iter().any(|start| components.starts_with(start));
    if !name.chars().all(|c| is_pchar(c) || c == '/') || !has_whole_escapes(specific) || !components_fit || !starts_well
    {
        return Some("it has a character that may not stand there");
    }
    None
}

/// Whether a text is a UUID: 32 hexadecimal digits in five groups.
pub(super) fn is_uuid(text: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let groups: Vec<&str> = text.splitn(6, '-').collect();
    let is_group =
        |(group, length): (&&str, &usize)| group.len() == *length && group.bytes().all(|b| b.is_ascii_hexdigit());
    groups.len() == lengths.len() && groups.iter().zip(&lengths).all(is_group)
}

/// RFC 3986's `pchar`, with the letters of all scripts that RFC 3987 adds.
fn is_pchar(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || "-._~!$&'()*+,;=:@%".contains(c)
        || (!c.is_ascii() && !c.is_control() && !c.is_whitespace())
}

fn has_whole_escapes(text: &str) -> bool {
    let is_escape = |rest: &str| rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit);
    text.split('%').skip(1).all(is_escape)
}

#[cfg(test)]
mod tests {
    use super::{is_uuid, tag_fault, urn_fault};

    #[test]
    fn tags_are_built_as_rfc_4151_says() {
        for tag in [
            "tag:diveintomark.org,2003-11:blog-14:post-19",
            "tag:me@example.com,2003-11-30:foo",
            "tag:a,2004:",
            "tag:example.org,2004:/2004_07.html#someitemanchor",
            "tag:diveintomark-org,2003:x?y",
            "tag:a.example,2003:%41é",
        ] {
            assert_eq!(tag_fault(tag), None, "{tag}");
        }
        for tag in [
            "tag:diveintomark org,2003:foo",
            "tag:a*b,2003:foo",
            "tag:a.org,2003-9-11:foo",
            "tag:a.org,03:foo",
            "tag:a.org,2003 01 01:foo",
            "tag:a.org,200301:foo",
            "tag:a.org,2003: foo",
            "tag:a.org,2003:{foo}",
            "tag:",
            "tag:a.org,2003:[foo",
            "tag:a.org,2003-:foo",
            "tag:a.org,2003-06-31T14:00:00Z:foo",
            "tag:a.org:foo",
            "tag:a.org,2003",
            "tag:,2003:x",
            "tag:a..org,2003:x",
            "tag:a.org,2003-13:x",
            "tag:@a.org,2003:x",
            "tag:-a,2003:x",
            "tag:a.org,2003:%4",
            "tag:a.org,2003:x#[",
            "tag:a_b.org,2003:x",
        ] {
            assert!(tag_fault(tag).is_some(), "{tag}");
        }
    }

    #[test]
    fn urns_are_built_as_rfc_8141_says() {
        for urn in
            ["urn:diveintomark-org:1", "urn:diveintomark-org:20030729:1", "urn:isbn:0451450523", "urn:ab:a/b?=c#d"]
        {
            assert_eq!(urn_fault(urn), None, "{urn}");
        }
        for urn in [
            "urn:diveintomark.org:1",
            "urn:a",
            "urn:a:b",
            "urn::x",
            "urn:ab:",
            "urn:urn:x",
            "urn:-ab:x",
            "urn:ab:a b",
            "urn:ab:{x}",
            "urn:ab:%x",
            "urn:ab:x?y",
            "urn:",
        ] {
            assert!(urn_fault(urn).is_some(), "{urn}");
        }
    }

    #[test]
    fn uuids_have_five_groups() {
        assert!(is_uuid("60a76c80-d399-11d9-b93C-0003939e0af6"));
        for uuid in [
            "",
            "cdef5c6d5-gff8-4ebb-assa-80dwe44efkjo",
            "60a76c80d39911d9b93C0003939e0af6",
            "60a76c80-d399-11d9-b93C-0003939e0af6-",
        ] {
            assert!(!is_uuid(uuid), "{uuid}");
        }
    }
}
