//! What a source holds, as numbers: by these it is seen that nothing changed, or in which folders something did.

use std::collections::HashMap;

use crate::cache::{self, Reader, Summing, Writer};
use crate::parallel;
use crate::source::{DocumentInfo, Folder, Glance, Listing, PassedOver};
use crate::stamp::Stamp;

/// What the folders of a source come to: equal for equal ones alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    /// Each folder with documents, in the order of names, and what its documents come to, whatever their order.
    pub(super) folders: Vec<(String, u128)>,
    /// What was passed over.
    pub(super) passed_over: u128,
}

/// How many documents are counted together.
const TOGETHER: usize = 2048;

impl Sums {
    /// What a glance comes to.
    pub(super) fn of_glance(glance: &Glance) -> Sums {
        let sums = parallel::map(&glance.folders, of_folder);
        let mut folders: Vec<(String, u128)> =
            glance.folders.iter().map(|folder| folder.name.clone()).zip(sums).collect();
        folders.sort();
        Sums { folders, passed_over: of_passed_over(&glance.passed_over) }
    }

    /// The same of a listing.
    pub(super) fn of_listing(listing: &Listing) -> Sums {
        let pieces: Vec<&[DocumentInfo]> = listing.documents.chunks(TOGETHER).collect();
        let sums = parallel::map(&pieces, |piece| {
            let mut sums: Vec<(&str, u128)> = Vec::new();
            let mut buffer = Vec::new();
            for document in *piece {
                let (folder, file) = split(&document.name);
                let own = of_document(&mut buffer, file, document.stamp);
                match sums.last_mut().filter(|(last, _)| *last == folder) {
                    Some((_, sum)) => *sum = sum.wrapping_add(own),
                    None => sums.push((folder, own)),
                }
            }
            sums
        });
        let mut folders: HashMap<&str, u128> = HashMap::new();
        for (folder, sum) in sums.into_iter().flatten() {
            let of_folder = folders.entry(folder).or_default();
            *of_folder = of_folder.wrapping_add(sum);
        }
        let mut folders: Vec<(String, u128)> =
            folders.into_iter().map(|(folder, sum)| (folder.to_owned(), sum)).collect();
        folders.sort();
        Sums { folders, passed_over: of_passed_over(&listing.passed_over) }
    }

    pub(super) fn print(&self, writer: &mut Writer) {
        writer.list(&self.folders, |writer, (name, sum)| {
            writer.text(name);
            writer.long(*sum);
        });
        writer.long(self.passed_over);
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Sums> {
        Some(Sums {
            folders: reader.list(|reader| Some((reader.text()?.to_owned(), reader.long()?)))?,
            passed_over: reader.long()?,
        })
    }
}

/// A document's folder, empty or with a `/` at its end, and its name within that.
pub(super) fn split(name: &str) -> (&str, &str) {
    name.split_at(name.rfind('/').map_or(0, |at| at + 1))
}

fn of_folder(folder: &Folder) -> u128 {
    let mut buffer = Vec::new();
    let sums = folder.documents().map(|(file, stamp)| of_document(&mut buffer, file, stamp));
    sums.fold(0, u128::wrapping_add)
}

/// A build that saw a document without a stamp is not kept, so what such a one comes to means nothing.
fn of_document(buffer: &mut Vec<u8>, file: &str, stamp: Option<Stamp>) -> u128 {
    buffer.clear();
    if let Some(Stamp { size, modified, changed }) = stamp {
        [size, modified as u64, changed as u64].iter().for_each(|part| buffer.extend_from_slice(&part.to_le_bytes()));
    }
    buffer.extend_from_slice(file.as_bytes());
    cache::long_hash(buffer)
}

fn of_passed_over(passed_over: &[PassedOver]) -> u128 {
    let mut sum = Summing::default();
    for one in passed_over {
        sum.add(one.name.as_bytes());
        sum.add(one.why.as_bytes());
    }
    sum.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glance_comes_to_what_the_listing_comes_to() {
        let stamp = |at: i64| Some(Stamp { size: 3, modified: at, changed: at + 1 });
        let document = |at: i64| DocumentInfo {
            name: format!("{}{at:05}", ["", "a/", "a/b/"][at as usize % 3]),
            modified: None,
            stamp: stamp(at),
        };
        let mut documents: Vec<DocumentInfo> = (0..5000).map(document).collect();
        documents.sort_by(|a, b| a.name.cmp(&b.name));
        let listing = Listing { documents, passed_over: Vec::new() };
        let sums = Sums::of_listing(&listing);
        assert_eq!(Sums::of_glance(&Glance::of(listing.clone())), sums);
        let mut other = listing;
        other.documents[7].stamp = stamp(-1);
        let other = Sums::of_listing(&other);
        assert_eq!(other.folders.iter().zip(&sums.folders).filter(|(a, b)| a != b).count(), 1);
    }
}
