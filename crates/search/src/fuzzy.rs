//! Words that were probably meant: the known ones within one or two edits.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

use crate::error::Result;
use crate::segment::Segment;
use crate::terms::Kind;
use crate::text;

/// Letters of a word from which one edit is forgiven.
const ONE_EDIT_CHARS: usize = 4;
/// Letters of a word from which two edits are forgiven.
const TWO_EDITS_CHARS: usize = 8;
/// Meant words that are searched.
const MEANT_MAX: usize = 3;

/// A known word near an unknown one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Meant {
    pub(crate) word: String,
    pub(crate) edits: u8,
    /// Documents with the word.
    pub(crate) documents: u32,
}

/// The words of a kind nearest to `word`, likeliest first: fewest edits, then the same first letter (people rarely
/// mistype it), then most documents. At most `edits_max` edits. Numbers and short words mean what they say.
pub(crate) fn meant(segments: &[Segment], kind: Kind, word: &str, edits_max: u8) -> Result<Vec<Meant>> {
    let chars = word.chars().count();
    if chars < ONE_EDIT_CHARS || word.chars().any(char::is_numeric) {
        return Ok(Vec::new());
    }
    let mut found = near(segments, kind, word, 1)?;
    if found.is_empty() && edits_max > 1 && chars >= TWO_EDITS_CHARS {
        found = near(segments, kind, word, 2)?;
    }
    Ok(found)
}

fn near(segments: &[Segment], kind: Kind, word: &str, edits: u8) -> Result<Vec<Meant>> {
    let (from, letter) = (kind.term(""), kind.letter());
    let mut documents: HashMap<String, u32> = HashMap::new();
    for segment in segments {
        let query = FuzzyTermQuery::new(
            Term::from_field_text(segment.field, &kind.term(word)),
            edits,
            true,
        );
        // The automaton may change the letter of the kind as well: it is kept within the kind.
        let found = segment.terms().search(query.automaton()?);
        let mut stream = found.ge(&from).lt(kind.end()).into_stream()?;
        while let Some((term, info)) = stream.next() {
            if let Ok(term) = std::str::from_utf8(term)
                && let Some(near) = term.strip_prefix(letter)
            {
                *documents.entry(near.to_owned()).or_default() += info.doc_freq;
            }
        }
    }
    let first = word.chars().next();
    let mut found: Vec<Meant> = documents
        .into_iter()
        .filter(|(near, _)| near != word && text::is_speaking(near) && !near.chars().any(char::is_numeric))
        .map(|(word, documents)| Meant {
            word,
            edits,
            documents,
        })
        .collect();
    found.sort_unstable_by(|a, b| {
        let other_first = |meant: &Meant| meant.word.chars().next() != first;
        other_first(a)
            .cmp(&other_first(b))
            .then(b.documents.cmp(&a.documents))
            .then_with(|| a.word.cmp(&b.word))
    });
    found.truncate(MEANT_MAX);
    Ok(found)
}
