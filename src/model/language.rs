//! Language tags.

use std::fmt;

/// A well-formed language tag (RFC 5646), in its usual case: `fr`, `fr-CA`, `zh-Hant-TW`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(String);

/// Why a language tag was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageError {
    tag: String,
}

impl fmt::Display for LanguageError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "`{}` is not a language tag", self.tag.escape_debug())
    }
}

impl std::error::Error for LanguageError {}

impl Language {
    /// Reads a tag; `_` counts as `-`, and a locale's encoding (`fr_FR.UTF-8`) is dropped.
    ///
    /// # Errors
    /// A tag that is not built as RFC 5646, section 2.1, says, or whose language has more than three letters.
    pub fn new(tag: &str) -> Result<Language, LanguageError> {
        let bare = tag.trim().split(['.', '@']).next().unwrap_or_default().replace('_', "-");
        let parts: Vec<&str> = bare.split('-').collect();
        let is_alphanumeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        // Longer ones are reserved, and none has been given in all these years: they are names, such as `English`.
        let is_primary = |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
        let private_only = parts[0].eq_ignore_ascii_case("x") || parts[0].eq_ignore_ascii_case("i");
        let last_is_long = parts.last().is_some_and(|part| part.len() > 1);
        let well_formed = (is_primary(parts[0]) || (private_only && parts.len() > 1))
            && parts[1..].iter().all(|part| (1..=8).contains(&part.len()) && is_alphanumeric(part))
            && (parts.len() == 1 || last_is_long || private_only);
        if !well_formed {
            return Err(LanguageError { tag: tag.to_owned() });
        }
        Ok(Language(usual_case(&parts)))
    }

    /// Takes back what was a tag before: it is known to be one, since nobody could change it meanwhile.
    pub(crate) fn known(tag: &str) -> Language {
        debug_assert!(Language::new(tag).is_ok_and(|one| one.0 == tag), "what is known is a tag");
        Language(tag.to_owned())
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone, without script or region: `fr` of `fr-CA`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

/// RFC 5646, section 2.1.1: language lower case, script Title case, region UPPER case, the rest lower.
fn usual_case(parts: &[&str]) -> String {
    let mut after_singleton = false;
    let mut cased = Vec::with_capacity(parts.len());
    for (index, part) in parts.iter().enumerate() {
        let lower = part.to_ascii_lowercase();
        cased.push(match lower.len() {
            2 if index > 0 && !after_singleton => lower.to_ascii_uppercase(),
            4 if index > 0 && !after_singleton => lower[..1].to_ascii_uppercase() + &lower[1..],
            _ => lower,
        });
        after_singleton |= part.len() == 1;
    }
    cased.join("-")
}

impl fmt::Display for Language {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_take_their_usual_case() {
        let cases = [
            ("FR", "fr"),
            ("fr_FR.UTF-8", "fr-FR"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("es-419", "es-419"),
            ("x-Klingon", "x-klingon"),
            ("sl-rozaj-biske", "sl-rozaj-biske"),
            ("de-u-co-phonebk", "de-u-co-phonebk"),
        ];
        for (written, expected) in cases {
            assert_eq!(Language::new(written).unwrap().as_str(), expected);
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for tag in ["", "f", "français", "fr-", "-fr", "french language", "x", "123", "English", "fren"] {
            assert!(Language::new(tag).is_err(), "{tag}");
        }
    }
}
