//! Going through the documents of terms, in order, skipping where nothing can match.

use std::io;

use tantivy::DocId;
use tantivy::postings::BlockSegmentPostings;

use crate::plan::Group;
use crate::segment::Segment;

/// Documents in a full block of a postings list; only the last block is not full.
pub(crate) const BLOCK: usize = 128;

/// A position in the documents of one term.
pub(crate) struct Cursor {
    postings: BlockSegmentPostings,
    /// Within the present block.
    place: usize,
    pub(crate) weight: f32,
}

impl Cursor {
    pub(crate) fn new(postings: BlockSegmentPostings, weight: f32) -> Self {
        Self {
            postings,
            place: 0,
            weight,
        }
    }

    /// The next document from `start` on; everything before it is passed.
    pub(crate) fn next(&mut self, start: DocId) -> Option<DocId> {
        let documents = self.postings.docs();
        if documents.last().is_some_and(|last| *last >= start) {
            let ahead = documents.get(self.place..).unwrap_or_default();
            self.place += ahead.partition_point(|document| *document < start);
        } else if documents.len() < BLOCK {
            self.place = documents.len();
        } else {
            self.place = self.postings.seek(start);
        }
        self.postings
            .docs()
            .get(self.place)
            .copied()
            .filter(|document| *document >= start)
    }

    /// Visits the documents from `start` up to `end`, which is not visited.
    pub(crate) fn visit(&mut self, start: DocId, end: DocId, mut visit: impl FnMut(DocId)) {
        if self.next(start).is_none() {
            return;
        }
        loop {
            let documents = self.postings.docs();
            while let Some(document) = documents.get(self.place) {
                if *document >= end {
                    return;
                }
                visit(*document);
                self.place += 1;
            }
            if documents.len() < BLOCK {
                return;
            }
            self.postings.advance();
            self.place = 0;
        }
    }
}

/// The cursors of one [`Group`] in one segment.
pub(crate) struct CursorGroup {
    pub(crate) cursors: Vec<Cursor>,
    pub(crate) worth: f32,
    pub(crate) is_word: bool,
}

impl CursorGroup {
    /// Opens the cursors in the segment with this number.
    pub(crate) fn open(segment: &Segment, number: usize, group: &Group) -> io::Result<Self> {
        let mut cursors = Vec::with_capacity(group.clauses.len());
        for clause in &group.clauses {
            if let Some(info) = clause.infos.get(number).and_then(Option::as_ref) {
                cursors.push(Cursor::new(segment.postings_of(info)?, clause.weight));
            }
        }
        Ok(Self {
            cursors,
            worth: group.worth,
            is_word: group.is_word,
        })
    }

    /// The next document from `start` on that has one of the terms.
    fn next(&mut self, start: DocId) -> Option<DocId> {
        self.cursors
            .iter_mut()
            .filter_map(|cursor| cursor.next(start))
            .min()
    }
}

/// A document from `start` on before which none has `needed` of the searched words.
pub(crate) fn next_possible(groups: &mut [CursorGroup], needed: u8, start: DocId) -> Option<DocId> {
    let words = groups.iter_mut().filter(|group| group.is_word);
    let mut next: Vec<DocId> = words.filter_map(|group| group.next(start)).collect();
    next.sort_unstable();
    // The first document of the word that comes last among the `needed` earliest.
    next.get(usize::from(needed.max(1)) - 1).copied()
}
