//! A feed → a file that is not too large.
//!
//! Entries give up their contents for their summaries, the oldest first; once all have, the oldest fall out.

use crate::config::{Content, FeedConfig};
use crate::html;
use crate::model::{Entry, Feed, FeedError, FeedInfo, Text, Tombstone, Url};
use crate::render::{self, Rendered};

/// A rendered feed, and what it cost to make it small enough.
pub(super) struct Fitted {
    pub(super) rendered: Rendered,
    pub(super) shown: Feed,
    /// How many entries are summaries so that it fits.
    pub(super) shortened: usize,
    /// How many are left out so that it fits.
    pub(super) dropped: usize,
}

/// Why there is no file.
#[derive(Clone)]
pub(super) enum Misfit {
    /// The entries make no feed.
    NoFeed(FeedError),
    /// With one entry left it has this many bytes, and so is too large still.
    TooLarge(usize),
    /// Its articles changed while it was made in pieces, so that these do not fit together.
    InPieces,
}

/// Renders a feed within its limit of bytes: `entries` come newest first, `info` tells what the feed says of itself when
/// it shows these, and `style` is the address of the style sheet that it names.
///
/// # Errors
/// Why there is no such file.
pub(super) fn fit(
    feed: &FeedConfig,
    info: &dyn Fn(&[Entry]) -> FeedInfo,
    mut entries: Vec<Entry>,
    gone: &[Tombstone],
    style: Option<&Url>,
) -> Result<Fitted, Misfit> {
    if feed.content == Content::Summary {
        entries.iter_mut().for_each(summarise);
    }
    let all = entries.len();
    let render = |entries: Vec<Entry>| {
        let info = info(&entries);
        let whole = Feed::new(info, entries, feed.order).map_err(Misfit::NoFeed)?.with_gone(gone.to_vec());
        let mut rendered = render::render(&whole, feed.format);
        if let Some(style) = style {
            render::style::link(&mut rendered.output, feed.format, &whole.info().address, style);
        }
        Ok((rendered, whole))
    };
    let Some(limit) = feed.max_bytes else {
        let (rendered, shown) = render(entries)?;
        return Ok(Fitted { rendered, shown, shortened: 0, dropped: 0 });
    };
    // With each step one more entry is a summary, and once all are, one more is left out.
    let attempt = |step: usize| {
        let (shortened, dropped) = (step.min(all), step.saturating_sub(all));
        let mut left = entries[..all - dropped].to_vec();
        let from = all - shortened;
        let mut changed = 0;
        for entry in left.iter_mut().skip(from) {
            let before = entry.html.as_str().len();
            let mut short = entry.clone();
            summarise(&mut short);
            if short.html.as_str().len() < before {
                *entry = short;
                changed += 1;
            }
        }
        let (rendered, shown) = render(left)?;
        Ok(Fitted { rendered, shown, shortened: changed, dropped })
    };
    let fits = |fitted: &Fitted| fitted.rendered.output.bytes.len() <= limit;
    let whole = attempt(0)?;
    if fits(&whole) {
        return Ok(whole);
    }
    let last = attempt((2 * all).saturating_sub(1))?;
    if !fits(&last) {
        return Err(Misfit::TooLarge(last.rendered.output.bytes.len()));
    }
    // The fewest steps that are enough. What is taken was seen to fit.
    let (mut too_few, mut enough, mut best) = (0, 2 * all - 1, last);
    while enough - too_few > 1 {
        let step = too_few + (enough - too_few) / 2;
        let fitted = attempt(step)?;
        if fits(&fitted) {
            (enough, best) = (step, fitted);
        } else {
            too_few = step;
        }
    }
    Ok(best)
}

/// Puts the summary in the place of the content.
pub(super) fn summarise(entry: &mut Entry) {
    let summary = entry.summary.as_ref().map(|summary| html::escape(summary.as_str()));
    entry.html = Text::lossy(summary.map(|summary| format!("<p>{summary}</p>")).unwrap_or_default());
}
