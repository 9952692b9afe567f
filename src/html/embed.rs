//! Embedded players and pages → the address that a person would open.

use crate::model::Url;

/// The address for people of what an embed shows, and a name for it.
pub(super) fn link(url: &Url, title: Option<&str>) -> (String, String) {
    let host = url.host().trim_start_matches("www.");
    let path = url.path();
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let watch = match host {
        "youtube.com" | "youtube-nocookie.com" if path.starts_with("/embed/") && last != "videoseries" => {
            Some((format!("https://www.youtube.com/watch?v={last}"), "YouTube"))
        }
        "player.vimeo.com" if path.starts_with("/video/") => Some((format!("https://vimeo.com/{last}"), "Vimeo")),
        "dailymotion.com" if path.starts_with("/embed/video/") => {
            Some((format!("https://www.dailymotion.com/video/{last}"), "Dailymotion"))
        }
        "open.spotify.com" => {
            Some((url.as_str().replacen("/embed/", "/", 1).replacen("/embed-podcast/", "/", 1), "Spotify"))
        }
        "codepen.io" => Some((url.as_str().replacen("/embed/", "/pen/", 1), "CodePen")),
        // PeerTube stands on many hosts, always with this path.
        _ if path.starts_with("/videos/embed/") => {
            Some((url.as_str().replacen("/videos/embed/", "/videos/watch/", 1), host))
        }
        _ => None,
    };
    let (address, name) = watch.unwrap_or_else(|| (url.as_str().to_owned(), host));
    let title = title.map(str::trim).filter(|title| !title.is_empty());
    (address, title.map_or_else(|| name.to_owned(), str::to_owned))
}
