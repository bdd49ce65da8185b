//! The terms that an opened index knows, over all of its segments.

use std::collections::HashMap;
use std::io;

use tantivy::postings::TermInfo;
use tantivy::schema::Field;

use crate::language::Lexicon;
use crate::schema::Fields;
use crate::segment::Segment;

/// Words that are looked through for those that begin with another.
const PREFIX_SCAN_MAX: usize = 4_000;

/// The terms that are known, over all segments.
pub(crate) struct Vocabulary<'a> {
    pub(crate) segments: &'a [Segment],
    pub(crate) fields: &'a Fields,
    pub(crate) lexicon: &'a Lexicon,
}

impl Vocabulary<'_> {
    /// Where the documents of a term are, by segment.
    pub(crate) fn infos(&self, field: Field, term: &str) -> io::Result<Vec<Option<TermInfo>>> {
        self.segments
            .iter()
            .map(|segment| segment.term(field, term.as_bytes()))
            .collect()
    }

    /// How many documents have a term, removed ones included.
    pub(crate) fn documents(&self, field: Field, term: &str) -> io::Result<u32> {
        Ok(documents(&self.infos(field, term)?))
    }

    /// Terms of a field that begin with a text and are longer than it, with their documents, most first.
    pub(crate) fn beginning_with(
        &self,
        field: Field,
        start: &str,
        max: usize,
    ) -> io::Result<Vec<(String, u32)>> {
        let mut found: HashMap<String, u32> = HashMap::new();
        for inverted in self.segments.iter().filter_map(|segment| segment.inverted(field)) {
            let mut stream = inverted.terms().range().gt(start).into_stream()?;
            let mut seen = 0;
            while let Some((term, info)) = stream.next() {
                seen += 1;
                if !term.starts_with(start.as_bytes()) || seen > PREFIX_SCAN_MAX {
                    break;
                }
                if let Ok(term) = std::str::from_utf8(term) {
                    let documents = found.entry(term.to_owned()).or_default();
                    *documents = documents.saturating_add(info.doc_freq);
                }
            }
        }
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        found.truncate(max);
        Ok(found)
    }
}

/// How many documents there are, removed ones included.
pub(crate) fn documents(infos: &[Option<TermInfo>]) -> u32 {
    infos
        .iter()
        .flatten()
        .fold(0, |sum, info| sum.saturating_add(info.doc_freq))
}
