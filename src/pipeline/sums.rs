//! What a source holds, as numbers: by these it is seen that nothing changed, or in which folders something did.

use std::collections::HashMap;

use crate::cache::{self, Reader, Summing, Writer};
use crate::parallel;
use crate::source::{Folder, Glance, PassedOver, split};
use crate::stamp::Stamp;

/// What the folders of a source come to: equal for equal ones alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    /// Each folder with documents, in the order of names, and what its documents come to, whatever their order.
    pub(super) folders: Vec<(String, u128)>,
    /// What was passed over.
    pub(super) passed_over: u128,
}

impl Sums {
    /// What a glance comes to.
    pub(super) fn of_glance(glance: &Glance) -> Sums {
        let sums = parallel::map(&glance.folders, of_folder);
        let mut folders: Vec<(String, u128)> =
            glance.folders.iter().map(|folder| folder.name.clone()).zip(sums).collect();
        folders.sort();
        Sums { folders, passed_over: of_passed_over(&glance.passed_over) }
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

/// What documents come to that are told one by one: the same, in whatever order they are.
#[derive(Default)]
pub(super) struct Adding {
    folders: HashMap<String, u128>,
    buffer: Vec<u8>,
}

impl Adding {
    pub(super) fn add(&mut self, name: &str, stamp: Option<Stamp>) {
        let (folder, file) = split(name);
        let one = of_document(&mut self.buffer, file, stamp);
        match self.folders.get_mut(folder) {
            Some(sum) => *sum = sum.wrapping_add(one),
            None => drop(self.folders.insert(folder.to_owned(), one)),
        }
    }

    pub(super) fn finish(self, passed_over: &[PassedOver]) -> Sums {
        let mut folders: Vec<(String, u128)> = self.folders.into_iter().collect();
        folders.sort();
        Sums { folders, passed_over: of_passed_over(passed_over) }
    }
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
    use crate::source::{DocumentInfo, Listing};

    #[test]
    fn what_folders_come_to_does_not_follow_any_order() {
        let stamp = |at: i64| Some(Stamp { size: 3, modified: at, changed: at + 1 });
        let document = |at: i64| DocumentInfo {
            name: format!("{}{at:05}", ["", "a/", "a/b/"][at as usize % 3]),
            modified: None,
            stamp: stamp(at),
        };
        let mut documents: Vec<DocumentInfo> = (0..5000).map(document).collect();
        let sums_of = |documents: &[DocumentInfo]| {
            let listing = Listing { documents: documents.to_vec(), passed_over: Vec::new() };
            let mut one_by_one = Adding::default();
            documents.iter().for_each(|document| one_by_one.add(&document.name, document.stamp));
            let sums = Sums::of_glance(&Glance::of(listing));
            assert_eq!(one_by_one.finish(&[]), sums);
            sums
        };
        documents.sort_by(|a, b| a.name.cmp(&b.name));
        let sums = sums_of(&documents);
        documents.reverse();
        assert_eq!(sums_of(&documents), sums);
        documents[7].stamp = stamp(-1);
        let other = sums_of(&documents);
        assert_eq!(other.folders.iter().zip(&sums.folders).filter(|(a, b)| a != b).count(), 1);
    }
}
