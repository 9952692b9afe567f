//! Images and other files of an item.

use crate::check::tree::Node;

use crate::check::json::reader::Object;
use crate::check::profiles::view::xml::{self, attribute, elements};
use crate::check::profiles::view::{Fact, Part, Source, json};

/// A file that belongs to an item.
#[derive(Clone)]
pub(in crate::check) struct Enclosure<'a, 'input> {
    /// Its address.
    pub(in crate::check) url: Fact<'a, 'input>,
    /// Its media type, as it is said.
    pub(in crate::check) media_type: Option<Fact<'a, 'input>>,
    /// Its size in bytes, as it is said.
    pub(in crate::check) bytes: Option<u64>,
}

/// An image of a feed or an item.
#[derive(Clone)]
pub(in crate::check) struct Image<'a, 'input> {
    /// Its address; of an image within the content, the place is the content's.
    pub(in crate::check) url: Fact<'a, 'input>,
    /// Its width in pixels, as it is said.
    pub(in crate::check) width: Option<u64>,
    /// Its height in pixels, as it is said.
    pub(in crate::check) height: Option<u64>,
    /// Its media type, as it is said.
    pub(in crate::check) media_type: Option<String>,
    /// Who says so.
    pub(in crate::check) from: ImageFrom,
}

/// Who speaks of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum ImageFrom {
    /// `media:content`.
    Media,
    /// `media:thumbnail`.
    Thumbnail,
    /// An enclosure, or an attachment.
    Enclosure,
    /// `<img>` in the content.
    Content,
    /// What the format itself has for it: RSS's `image`, Atom's `logo`, JSON Feed's `image` and `banner_image`.
    Own,
    /// `itunes:image`.
    Itunes,
}

impl<'a, 'input> Part<'a, 'input> {
    /// The files that belong to an item.
    pub(in crate::check) fn enclosures(&self) -> Vec<Enclosure<'a, 'input>> {
        let of_node = |node: Node<'a, 'input>, name| {
            let bytes = node.attribute("length").and_then(|length| length.trim().parse().ok());
            Some(Enclosure { url: attribute(node, name)?, media_type: attribute(node, "type"), bytes })
        };
        match self.source {
            Source::Rss(node) => elements(node, "enclosure").filter_map(|node| of_node(node, "url")).collect(),
            Source::Atom(node) => {
                let links = elements(node, "atom:link").filter(|link| link.attribute("rel") == Some("enclosure"));
                links.filter_map(|node| of_node(node, "href")).collect()
            }
            Source::Json(object, _) => {
                let file = |(file, _): (&'a Object<'input>, _)| {
                    Some(Enclosure {
                        url: json::text(file, "url", "attachment")?,
                        media_type: json::text(file, "mime_type", "attachment"),
                        bytes: json::number(file, "size_in_bytes"),
                    })
                };
                object.objects("attachments").filter_map(file).collect()
            }
        }
    }

    /// The images: those that elements or members speak of, then those within the content.
    pub(in crate::check) fn images(&self) -> Vec<Image<'a, 'input>> {
        let mut images = match self.source {
            Source::Rss(node) | Source::Atom(node) => of_elements(node, self.is_item),
            Source::Json(object, _) => of_members(object, self.is_item),
        };
        let is_image = |file: &Enclosure<'a, 'input>| {
            file.media_type.as_ref().is_some_and(|kind| kind.value.to_ascii_lowercase().starts_with("image/"))
        };
        images.extend(self.enclosures().into_iter().filter(is_image).map(|file| Image {
            url: file.url,
            width: None,
            height: None,
            media_type: file.media_type.map(|kind| kind.value.into_owned()),
            from: ImageFrom::Enclosure,
        }));
        if let Some(content) = self.content().filter(|content| self.is_item && content.is_html) {
            images.extend(content.digest().images.into_iter().map(|image| Image {
                url: Fact { value: image.src.into(), at: content.fact.at },
                width: image.width,
                height: image.height,
                media_type: None,
                from: ImageFrom::Content,
            }));
        }
        images
    }
}

fn of_elements<'a, 'input>(node: Node<'a, 'input>, is_item: bool) -> Vec<Image<'a, 'input>> {
    let mut images: Vec<Image<'a, 'input>> = Vec::new();
    let medias = elements(node, "media:content media:thumbnail media:group");
    for media in medias.flat_map(|media| media.descendants()) {
        let from = match media.tag_name().name() {
            "content" if is_image(media) => ImageFrom::Media,
            "thumbnail" => ImageFrom::Thumbnail,
            _ => continue,
        };
        images.extend(attribute(media, "url").map(|url| said(url, media, from)));
    }
    for image in elements(node, "itunes:image") {
        images.extend(attribute(image, "href").map(|url| said(url, image, ImageFrom::Itunes)));
    }
    if !is_item {
        let urls = elements(node, "image").filter_map(|image| Some((image, xml::element(image, "url")?)));
        let logos = elements(node, "atom:logo").map(|logo| (logo, xml::fact(logo)));
        for (image, url) in urls.chain(logos) {
            let number = |name| xml::element(image, name).and_then(|fact| fact.value.parse().ok());
            let (width, height) = (number("width"), number("height"));
            images.push(Image { url, width, height, media_type: None, from: ImageFrom::Own });
        }
    }
    images
}

/// Whether a `media:content` is an image: by its `medium`, its type, or its address where neither is said.
fn is_image(media: Node<'_, '_>) -> bool {
    let kind = media.attribute("type").map(str::to_ascii_lowercase);
    match (media.attribute("medium"), kind) {
        (Some(medium), _) => medium == "image",
        (None, Some(kind)) => kind.starts_with("image/"),
        (None, None) => {
            let path = media.attribute("url").unwrap_or_default().split(['?', '#']).next().unwrap_or_default();
            let extension = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
            matches!(extension.as_str(), "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif")
        }
    }
}

fn said<'a, 'input>(url: Fact<'a, 'input>, node: Node<'a, 'input>, from: ImageFrom) -> Image<'a, 'input> {
    let number = |name| node.attribute(name).and_then(|value| value.trim().parse().ok());
    let media_type = node.attribute("type").map(|kind| kind.trim().to_ascii_lowercase());
    Image { url, width: number("width"), height: number("height"), media_type, from }
}

fn of_members<'a, 'input>(object: &'a Object<'input>, is_item: bool) -> Vec<Image<'a, 'input>> {
    let (keys, parent): (&[&'static str], _) =
        if is_item { (&["image", "banner_image"], "item") } else { (&["icon"], "feed") };
    let image = |key: &&'static str| {
        let url = json::text(object, key, parent)?;
        Some(Image { url, width: None, height: None, media_type: None, from: ImageFrom::Own })
    };
    keys.iter().filter_map(image).collect()
}
