//! Images, films and players, with what only worked on their page put right.

use crate::html::cleaner::attributes::is_sane;
use crate::html::cleaner::{Cleaner, IMAGES_MAX};
use crate::html::tokens::{Handler, Tag};
use crate::html::urls::{self, Address};
use crate::html::{FoundImage, allowed, embed};
use crate::model::Text;

impl Cleaner<'_> {
    /// An image, with what lazy loading hid put back in its place; without an address its words stay.
    pub(super) fn image(&mut self, tag: &Tag) {
        let (src, set) = self.image_addresses(tag);
        let url = src.and_then(|src| {
            let address = urls::media(&src, self.page);
            self.judged(address, &src)
        });
        let alt = tag.get("alt").unwrap_or_default();
        let Some(url) = url else { return self.text(alt) };
        // What `<noscript>` repeats stands next to it, or is one of the first.
        let is_known = || self.last_image.as_ref() == Some(&url) || self.clean.images.iter().any(|one| one.url == url);
        if self.within_noscript && is_known() {
            return;
        }
        self.last_image = Some(url.clone());
        self.leave_table_structure();
        self.out.begin(allowed::IMG);
        self.attribute("src", url.as_str());
        if let Some(set) = set {
            self.attribute("srcset", &set);
        }
        self.attribute("alt", alt);
        for (name, value) in &tag.attributes {
            if name != "alt" && allowed::keeps_attribute("img", name) && is_sane(name, value) {
                self.attribute(name, value);
            }
        }
        self.out.end_tag();
        let pixels = |name| tag.get(name).and_then(|value| value.trim().parse::<u32>().ok()).filter(|value| *value > 0);
        if self.clean.images.len() < IMAGES_MAX && !url.as_str().starts_with("data:") {
            let size = pixels("width").zip(pixels("height"));
            self.clean.images.push(FoundImage { url, alt: Text::line(alt), size });
        }
    }

    /// An image's address as written, and its `srcset`, absolute.
    pub(super) fn image_addresses(&self, tag: &Tag) -> (Option<String>, Option<String>) {
        let said = |names: &[&str]| {
            names.iter().find_map(|name| tag.get(name)).filter(|value| !value.trim().is_empty()).map(str::to_owned)
        };
        let is_good = |value: &String| matches!(urls::media(value, self.page), Address::Good(_));
        // What stands in `src` and `srcset` beside these is a stand-in: nothing, a dot, or a blurred copy.
        let lazy = said(&["data-src", "data-lazy-src", "data-original"]).filter(is_good);
        let own_set = if lazy.is_some() { None } else { said(&["srcset"]) };
        let set = said(&["data-srcset", "data-lazy-srcset"]).or(own_set);
        let set = set.and_then(|set| urls::srcset(&set, self.page));
        let first_of_set = set.as_ref().and_then(|set| set.split_ascii_whitespace().next());
        let first_of_set = first_of_set.map(|url| url.trim_end_matches(',').to_owned());
        let src = said(&["src"]);
        let is_real = |src: &String| !src.trim_start().starts_with("data:");
        let other = || said(&["data-lazy", "data-url"]).filter(is_good);
        let chosen = lazy.or_else(|| src.clone().filter(is_real)).or_else(other).or(first_of_set).or(src);
        (chosen, set)
    }

    /// Puts a link where something was embedded.
    pub(super) fn embed(&mut self, reference: &str, title: Option<&str>) {
        let address = urls::media(reference, self.page);
        let Some(url) = self.judged(address, reference).filter(|url| url.scheme() != "data") else { return };
        if self.last_embed.as_ref() == Some(&url) {
            return;
        }
        let (address, name) = embed::link(&url, title);
        self.last_embed = Some(url);
        let block = !self
            .stack
            .iter()
            .any(|open| matches!(open.element.name, "p" | "a" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"));
        if let Some(index) = self.find(|open| open.name == "a", false) {
            self.close_to(index);
        }
        self.leave_table_structure();
        if block {
            self.out.open(allowed::P);
        }
        self.link(&address, &name);
        if block {
            self.out.close(allowed::P);
        }
    }

    pub(super) fn link_to_player(&mut self) {
        let Some((Some(url), false)) = self.player.take() else { return };
        let name = url.path().rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("media").to_owned();
        self.link(url.as_str(), &name);
    }

    /// Writes a link of our own.
    fn link(&mut self, address: &str, name: &str) {
        self.out.begin(allowed::A);
        self.attribute("href", address);
        self.out.end_tag();
        self.out.text(name);
        self.out.close(allowed::A);
    }
}

/// Where a player's content is, as written.
pub(super) fn source(tag: &Tag) -> Option<&str> {
    tag.get("src").or_else(|| tag.get("data-src"))
}

/// The attribute that one for lazy loading stands for, unless that is there itself.
pub(super) fn unhidden<'t>(element: &str, attribute: &'t str, tag: &Tag) -> &'t str {
    match (element, attribute.strip_prefix("data-")) {
        ("source" | "video" | "audio", Some(plain @ ("src" | "srcset" | "poster"))) if tag.get(plain).is_none() => {
            plain
        }
        _ => attribute,
    }
}
