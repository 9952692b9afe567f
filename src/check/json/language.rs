//! Language tags as in BCP 47 (RFC 5646, section 2.1).

/// Whether a text is well formed as a language tag.
pub(super) fn is_tag(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is_part = |part: &&str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !parts.iter().all(is_part) {
        return false;
    }
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let first = parts[0];
    if first.eq_ignore_ascii_case("x") || first.eq_ignore_ascii_case("i") {
        return parts.len() > 1;
    }
    if first.len() < 2 || !letters(first) {
        return false;
    }
    let mut rest = parts[1..].iter().copied().peekable();
    // Extended languages, script, region, variants: in this order, each told by its length.
    for _ in 0..3 {
        rest.next_if(|part| first.len() < 4 && part.len() == 3 && letters(part));
    }
    rest.next_if(|part| part.len() == 4 && letters(part));
    rest.next_if(|part| {
        (part.len() == 2 && letters(part)) || (part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
    });
    let is_variant = |part: &str| part.len() >= 5 || (part.len() == 4 && part.as_bytes()[0].is_ascii_digit());
    while rest.next_if(|part| is_variant(part)).is_some() {}
    // Extensions: one letter and what belongs to it; `x` opens whatever is private.
    while let Some(part) = rest.next() {
        if part.len() > 1 || rest.peek().is_none() {
            return false;
        }
        if part.eq_ignore_ascii_case("x") {
            return true;
        }
        if rest.next_if(|part| part.len() > 1).is_none() {
            return false;
        }
        while rest.next_if(|part| part.len() > 1).is_some() {}
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_by_their_form() {
        let right =
            "fr en-GB zh-Hant-TW es-419 sl-rozaj-biske de-CH-1901 zh-yue-Hant-HK en-a-bbb-x-a x-private i-klingon";
        for tag in right.split(' ') {
            assert!(is_tag(tag), "{tag}");
        }
        for tag in ["", "français", "en_US", "en-", "e", "en-US-GB", "en-x", "en-a", "12", "en us"] {
            assert!(!is_tag(tag), "{tag}");
        }
    }
}
