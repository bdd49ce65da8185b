//! The terms that an opened index knows, over all of its segments.

use std::collections::HashMap;
use std::io;

use tantivy::postings::TermInfo;

use crate::language::Lexicon;
use crate::segment::Segment;
use crate::terms::Kind;

/// Words that are looked through for those that begin with another.
const PREFIX_SCAN_MAX: usize = 4_000;

/// The terms that are known, over all segments.
pub(crate) struct Vocabulary<'a> {
    pub(crate) segments: &'a [Segment],
    pub(crate) lexicon: &'a Lexicon,
}

impl Vocabulary<'_> {
    /// Where the documents of a term are, by segment.
    pub(crate) fn infos(&self, kind: Kind, term: &str) -> io::Result<Vec<Option<TermInfo>>> {
        self.segments
            .iter()
            .map(|segment| segment.term(kind, term))
            .collect()
    }

    /// How many documents have a term, removed ones included.
    pub(crate) fn documents(&self, kind: Kind, term: &str) -> io::Result<u32> {
        Ok(documents(&self.infos(kind, term)?))
    }

    /// Terms of a kind that begin with a text and are longer than it, with their documents, most first.
    pub(crate) fn beginning_with(
        &self,
        kind: Kind,
        start: &str,
        max: usize,
    ) -> io::Result<Vec<(String, u32)>> {
        let mut found: HashMap<String, u32> = HashMap::new();
        let start = kind.term(start);
        for segment in self.segments {
            let mut stream = segment.terms().range().gt(&start).into_stream()?;
            let mut seen = 0;
            while let Some((term, info)) = stream.next() {
                seen += 1;
                if !term.starts_with(start.as_bytes()) || seen > PREFIX_SCAN_MAX {
                    break;
                }
                if let Ok(term) = std::str::from_utf8(term) {
                    let text = term.strip_prefix(kind.letter()).unwrap_or(term);
                    let documents = found.entry(text.to_owned()).or_default();
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
