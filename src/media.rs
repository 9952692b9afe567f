//! What files that belong to an article tell of themselves: length, media type, size in pixels.

use crate::model::FileFacts;
use crate::source::Source;

/// How much of a file is looked at: enough for the size of any common image.
const HEAD_BYTES: usize = 256 * 1024;

/// What a look at a file told.
pub struct Facts {
    /// Length and media type.
    pub file: FileFacts,
    /// Width and height in pixels, of an image.
    pub size: Option<(u32, u32)>,
}

/// Looks at the file that an article's reference means: below the article's own folder, or, when the reference starts
/// with `/` or there is none, below the source's root (also in `static/` and `public/`, where generators keep files).
/// `None` for a reference to elsewhere, and when there is no such file.
pub fn look(source: &dyn Source, article: &str, reference: &str) -> Option<Facts> {
    let path = reference.trim().split(['?', '#']).next().unwrap_or_default();
    if path.is_empty() || path.contains("://") || path.starts_with("//") {
        return None;
    }
    let path = decode(path);
    let folder = article.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = if path.starts_with('/') { None } else { normal(&format!("{folder}/{path}")) };
    let below_root = normal(&path).into_iter().flat_map(|path| {
        let kept = ["static", "public", "assets"].map(|folder| format!("{folder}/{path}"));
        std::iter::once(path).chain(kept)
    });
    let mut names = beside.into_iter().chain(below_root);
    // A file that can't be read tells nothing; its article is published without it all the same.
    let (name, probe) = names.find_map(|name| Some((name.clone(), source.probe(&name, HEAD_BYTES).ok()??)))?;
    let media_type = type_of_bytes(&probe.head).unwrap_or_else(|| type_of_name(&name)).to_owned();
    let size = imagesize::blob_size(&probe.head).ok();
    let size = size.and_then(|size| Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)));
    let size = size.filter(|(width, height)| *width > 0 && *height > 0);
    Some(Facts { file: FileFacts { length: probe.length, media_type }, size })
}

/// Resolves `.` and `..`; `None` when the path would leave the root.
fn normal(path: &str) -> Option<String> {
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// Decodes `%XX`; what is not UTF-8 then stays as written.
fn decode(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.filter(|_| *first == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

/// The media type that a file's first bytes show.
fn type_of_bytes(head: &[u8]) -> Option<&'static str> {
    let at = |offset: usize, magic: &[u8]| head.get(offset..offset + magic.len()) == Some(magic);
    let signatures: [(&[u8], &str); 9] = [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF8", "image/gif"),
        (b"ID3", "audio/mpeg"),
        (b"OggS", "audio/ogg"),
        (b"fLaC", "audio/flac"),
        (b"%PDF-", "application/pdf"),
        (b"\x1a\x45\xdf\xa3", "video/webm"),
        (b"PK\x03\x04", ""),
    ];
    if let Some((_, media_type)) = signatures.iter().find(|(magic, _)| at(0, magic)) {
        // A zip archive may be an EPUB or a document: its name tells more.
        return (!media_type.is_empty()).then_some(media_type);
    }
    if at(0, b"RIFF") {
        return if at(8, b"WEBP") {
            Some("image/webp")
        } else if at(8, b"WAVE") {
            Some("audio/wav")
        } else {
            None
        };
    }
    if at(4, b"ftyp") {
        return match head.get(8..12)? {
            b"avif" | b"avis" => Some("image/avif"),
            b"M4A " | b"M4B " => Some("audio/mp4"),
            b"heic" | b"mif1" => Some("image/heic"),
            _ => Some("video/mp4"),
        };
    }
    // An MPEG audio frame without a tag: eleven set bits, then version and layer (ISO/IEC 11172-3, section 2.4.1).
    matches!(head, [0xff, second, ..] if second & 0xe6 == 0xe2 || second & 0xfe == 0xfa).then_some("audio/mpeg")
}

/// The media type that a name's extension stands for.
pub fn type_of_name(name: &str) -> &'static str {
    let path = name.split(['?', '#']).next().unwrap_or(name);
    let file = path.rsplit('/').next().unwrap_or(path);
    let extension = file.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        "mp3" => "audio/mpeg",
        "m4a" | "m4b" => "audio/mp4",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "flac" => "audio/flac",
        "wav" => "audio/wav",
        "aac" => "audio/aac",
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        "mov" => "video/quicktime",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "zip" => "application/zip",
        "vtt" => "text/vtt",
        "srt" => "application/x-subrip",
        "txt" => "text/plain",
        "csv" => "text/csv",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MemorySource;

    /// The smallest PNG header: signature, then IHDR with 3 × 2 pixels.
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x02\0\0\0";

    #[track_caller]
    fn check(reference: &str, expected: Option<(u64, &str)>) {
        let source = MemorySource::new([
            ("posts/fig é.png", PNG),
            ("images/a.jpg", b"\xff\xd8\xff\xe0"),
            ("static/s.mp3", b"\xff\xfb\x90\x00"),
            ("posts/talk.epub", b"PK\x03\x04"),
        ]);
        let facts = look(&source, "posts/x.md", reference).map(|facts| facts.file);
        assert_eq!(facts, expected.map(|(length, media_type)| FileFacts { length, media_type: media_type.into() }));
    }

    #[test]
    fn a_file_is_found_where_the_reference_means_it() {
        check("fig%20%C3%A9.png?v=2#top", Some((PNG.len() as u64, "image/png")));
        check("../images/a.jpg", Some((4, "image/jpeg")));
        check("/images/a.jpg", Some((4, "image/jpeg")));
        check("images/a.jpg", Some((4, "image/jpeg")));
        check("/s.mp3", Some((4, "audio/mpeg")));
        check("talk.epub", Some((4, "application/epub+zip")));
        for elsewhere in
            ["none.png", "https://e.fr/images/a.jpg", "//e.fr/images/a.jpg", "../../images/a.jpg", "", "#x"]
        {
            check(elsewhere, None);
        }
    }

    #[test]
    fn an_image_tells_its_size() {
        let source = MemorySource::new([("a.png", PNG)]);
        assert_eq!(look(&source, "x.md", "a.png").and_then(|facts| facts.size), Some((3, 2)));
    }
}
