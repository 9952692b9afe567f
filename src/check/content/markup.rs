//! What an element and its attributes do to a reader, whether they stand in HTML or in XHTML.

use crate::check::content::address::{self, Use};
use crate::check::content::elements::{Element, Risk};
use crate::check::content::report::Report;
use crate::check::content::style;
use crate::check::rules::content as rules;
use crate::check::values::quoted;

/// What is remembered of an image until its tag ends.
#[derive(Default)]
struct Image {
    /// Whether its `src` shows something.
    is_loaded: bool,
    is_late: bool,
    has_alt: bool,
    /// How many of its sides are a pixel long, or less.
    tiny: u32,
}

/// Judges one element after another.
pub(super) struct Markup<'r, 'c, 't, 'a, 'input> {
    pub(super) report: &'r mut Report<'c, 't, 'a, 'input>,
    name: &'static str,
    image: Option<Image>,
    at: (usize, usize),
}

impl<'r, 'c, 't, 'a, 'input> Markup<'r, 'c, 't, 'a, 'input> {
    pub(super) fn new(report: &'r mut Report<'c, 't, 'a, 'input>) -> Markup<'r, 'c, 't, 'a, 'input> {
        Markup { report, name: "", image: None, at: (0, 0) }
    }

    /// An element of HTML begins, or one that is not known.
    pub(super) fn open(&mut self, element: Option<&'static Element>, at: (usize, usize)) {
        self.at = at;
        self.name = element.map_or("", |element| element.name);
        self.image = (self.name == "img").then(Image::default);
        let Some(element) = element else { return };
        let tag = element.name;
        match element.risk {
            Risk::None => {}
            Risk::Script => self.report.say(&rules::CONTENT_SCRIPT, at, "take the script out", |name| {
                format!("{name} holds the element `{tag}`, which no reader runs")
            }),
            Risk::Embed => {
                let help = "link to what it shows; for audio and video use `<audio>`, `<video>` or an enclosure";
                self.report.say(&rules::CONTENT_EMBED, at, help, |name| {
                    format!("{name} holds the element `{tag}`, which most readers drop")
                });
            }
            Risk::Form => self.report.say(&rules::CONTENT_FORM, at, "link to the page with the form", |name| {
                format!("{name} holds the element `{tag}`, which asks for input within a reader")
            }),
            Risk::Head => self.report.say(&rules::CONTENT_HEAD, at, "take it out", |name| {
                format!("{name} holds the element `{tag}`, which acts on the reader's whole page")
            }),
        }
    }

    /// An attribute of the element that began last; its name is in lower case.
    pub(super) fn attribute(&mut self, attribute: &[u8], value: &str, at: (usize, usize)) {
        use Use::{Link, Resource};
        match attribute {
            b"class" | b"id" | b"target" | b"rel" | b"title" => {}
            b"href" if matches!(self.name, "link" | "image" | "use") => self.address("href", value, Resource, at),
            b"href" => self.address("href", value, Link, at),
            b"xlink:href" => self.address("xlink:href", value, Link, at),
            b"src" => self.source(value, at),
            b"alt" => self.image(|image| image.has_alt = true),
            b"width" | b"height" => self.image(|image| image.tiny += u32::from(is_tiny(value))),
            b"style" => self.style(value, at),
            b"srcset" | b"imagesrcset" => {
                self.image(|image| image.is_loaded = true);
                address::srcset(value, at.0, self.report);
            }
            b"poster" => self.address("poster", value, Resource, at),
            b"background" => self.address("background", value, Resource, at),
            b"data" if self.name == "object" => self.address("data", value, Resource, at),
            b"lowsrc" | b"dynsrc" => self.address("src", value, Resource, at),
            b"action" | b"formaction" => self.address("action", value, Link, at),
            b"cite" => self.address("cite", value, Link, at),
            b"longdesc" => self.address("longdesc", value, Link, at),
            b"data-src" | b"data-srcset" | b"data-original" | b"data-lazy-src" | b"data-lazy" | b"data-orig-file" => {
                self.image(|image| image.is_late = attribute != b"data-orig-file");
            }
            b"srcdoc" => self.handler("srcdoc", at),
            [b'o', b'n', rest @ ..] if !rest.is_empty() && rest.iter().all(u8::is_ascii_alphabetic) => {
                self.handler(&String::from_utf8_lossy(attribute), at);
            }
            _ => {}
        }
    }

    /// Where the element that began last starts.
    pub(super) fn start(&self) -> usize {
        self.at.0
    }

    /// The tag ends.
    pub(super) fn close(&mut self, end: usize) {
        let Some(image) = self.image.take() else { return };
        let at = (self.at.0, end);
        if image.is_late && !image.is_loaded {
            let help = "write the image's own address into `src`: readers run no script that would put it there";
            self.report.say(&rules::IMAGE_LAZY, at, help, |name| {
                format!("{name} holds an image whose address is not in `src`, so no reader shows it")
            });
        }
        if image.tiny == 2 {
            self.report.say(&rules::IMAGE_TRACKS, at, "count fetches of the feed instead", |name| {
                format!("{name} holds an image of one pixel, which many readers block")
            });
        } else if !image.has_alt {
            self.report.say(&rules::IMAGE_WITHOUT_ALT, at, "write `alt=\"…\"`; empty, if it only decorates", |name| {
                format!("{name} holds an image without a text in its place")
            });
        }
    }

    fn image(&mut self, change: impl FnOnce(&mut Image)) {
        if let Some(image) = &mut self.image {
            change(image);
        }
    }

    fn source(&mut self, value: &str, at: (usize, usize)) {
        let trimmed = value.trim();
        if trimmed.is_empty() || trimmed.starts_with("data:") {
            // What will be put there later is said to be so by `close`.
            return if trimmed.is_empty() {
                self.address("src", value, Use::Resource, at)
            } else {
                self.data(value, at)
            };
        }
        self.image(|image| image.is_loaded = true);
        self.address("src", value, Use::Resource, at);
    }

    fn data(&mut self, value: &str, at: (usize, usize)) {
        /// A picture shorter than this is a placeholder or an ornament.
        const PICTURE_MIN: usize = 200;
        if value.len() >= PICTURE_MIN {
            self.image(|image| image.is_loaded = true);
        }
        self.address("src", value, Use::Resource, at);
    }

    fn address(&mut self, what: &str, value: &str, used: Use, at: (usize, usize)) {
        address::judge(value, what, used, at, self.report);
    }

    fn handler(&mut self, attribute: &str, at: (usize, usize)) {
        self.report.say(&rules::CONTENT_HANDLER, at, "take the attribute out", |name| {
            format!("{name} holds the attribute `{}`, which runs code", attribute.escape_debug())
        });
    }

    fn style(&mut self, value: &str, at: (usize, usize)) {
        let report = &mut *self.report;
        style::faults(value, |declaration, offset, fault| {
            let place = (at.0 + offset, at.0 + offset + declaration.len());
            let help = "take the declaration out; leave the looks to the reader";
            report.say(&rules::CONTENT_STYLE, place, help, |name| {
                format!("{name} has the style {}, which {}", quoted(declaration), fault.reason())
            });
        });
        if value.contains('(') {
            style::addresses(value, |address, offset| {
                let place = (at.0 + offset, at.0 + offset + address.len());
                address::judge(address, "style", Use::Resource, place, report);
            });
        }
    }
}

/// Whether a side of an image is a pixel long, or less.
pub(super) fn is_tiny(value: &str) -> bool {
    matches!(value.trim().trim_end_matches("px"), "0" | "1")
}
