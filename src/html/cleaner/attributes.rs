//! Attributes of elements that stay, and the addresses in them.

use crate::html::allowed;
use crate::html::cleaner::media::unhidden;
use crate::html::cleaner::{BROKEN_MAX, Cleaner};
use crate::html::tokens::Tag;
use crate::html::urls::{self, Address};
use crate::model::Url;

impl Cleaner<'_> {
    /// Writes an element's attributes; tells whether one of them says where its content is.
    pub(super) fn attributes(&mut self, name: &'static str, tag: &Tag) -> bool {
        let (mut has_id, mut has_content) = (false, false);
        for (attribute, value) in &tag.attributes {
            let attribute = unhidden(name, attribute, tag);
            if allowed::holds_address(name, attribute) {
                has_content |= self.address(attribute, value);
            } else if attribute == "srcset" && name == "source" {
                if let Some(srcset) = urls::srcset(value, self.page) {
                    self.attribute("srcset", &srcset);
                    has_content = true;
                }
            } else if attribute == "class" && matches!(name, "code" | "pre") {
                let language = value.split_ascii_whitespace().find(|class| class.starts_with("language-"));
                if let Some(language) = language {
                    self.attribute("class", language);
                }
            } else if allowed::keeps_attribute(name, attribute) && is_sane(attribute, value) {
                self.attribute(attribute, value);
                has_id |= attribute == "id";
            } else if attribute.starts_with("on") && attribute.len() > 2 {
                let shown: String = attribute.chars().filter(char::is_ascii_alphanumeric).take(24).collect();
                self.remove(&format!("`{shown}`"));
            }
        }
        if name == "a"
            && !has_id
            && let Some(anchor) = tag.get("name").filter(|anchor| is_sane("id", anchor))
        {
            self.attribute("id", anchor);
        }
        if matches!(name, "audio" | "video") {
            self.out.flag("controls");
        }
        has_content
    }

    /// Writes an attribute that holds an address, if it may stay.
    pub(super) fn address(&mut self, attribute: &str, value: &str) -> bool {
        let is_link = matches!(attribute, "href" | "cite");
        let address = if is_link { urls::link(value, self.page) } else { urls::media(value, self.page) };
        let Some(url) = self.judged(address, value) else { return false };
        self.attribute(attribute, url.as_str());
        true
    }

    /// An address that may stay; others are noted.
    pub(super) fn judged(&mut self, address: Address, written: &str) -> Option<Url> {
        match address {
            Address::Good(url) => return Some(url),
            Address::Forbidden(scheme) => {
                self.remove(&format!("a `{}:` address", scheme.chars().take(24).collect::<String>()))
            }
            Address::Broken if self.clean.broken_addresses.len() < BROKEN_MAX => {
                self.clean.broken_addresses.push(written.chars().take(120).collect());
            }
            Address::Broken => {}
        }
        None
    }

    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        match name {
            "open" | "reversed" | "loop" | "muted" => self.out.flag(name),
            _ => self.out.attribute(name, value),
        }
    }
}

pub(super) fn good(address: Address) -> Option<Url> {
    if let Address::Good(url) = address { Some(url) } else { None }
}

/// Whether a kept attribute's value is of the kind that it has to be.
pub(super) fn is_sane(attribute: &str, value: &str) -> bool {
    let value = value.trim();
    match attribute {
        "id" => !value.is_empty() && !value.contains(|c: char| c.is_whitespace()),
        "dir" => matches!(value.to_ascii_lowercase().as_str(), "ltr" | "rtl" | "auto"),
        "lang" | "hreflang" | "srclang" => {
            !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        }
        "width" | "height" | "colspan" | "rowspan" | "span" | "start" => {
            value.trim_start_matches('-').trim_end_matches(['%', 'p', 'x']).parse::<u32>().is_ok_and(|n| n < 100_000)
        }
        "align" => matches!(value.to_ascii_lowercase().as_str(), "left" | "right" | "center"),
        _ => true,
    }
}
