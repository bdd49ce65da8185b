//! One segment of an opened index, with everything a search reads from it at hand.

use std::io;
use std::sync::Arc;

use pasar_domain::id::ProductId;
use tantivy::columnar::{Column, ColumnValues, StrColumn};
use tantivy::fastfield::AliveBitSet;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::termdict::TermDictionary;
use tantivy::{DocId, InvertedIndexReader, SegmentReader};
use uuid::Uuid;

use crate::cursor::BLOCK;
use crate::error::Result;
use crate::schema::{Fields, column};
use crate::terms::Kind;

/// A column that has one number for every document.
pub(crate) type Numbers = Arc<dyn ColumnValues<u64>>;

/// The distinct texts of a column over all segments, in order; a text's place is its number. Catalogues have thousands of
/// categories and places at most, so they are kept.
#[derive(Debug, Default)]
pub(crate) struct Names(Vec<String>);

impl Names {
    /// The texts of columns, which learn their numbers.
    pub(crate) fn unite<'a>(columns: impl Iterator<Item = Option<&'a mut Values>>) -> Self {
        let columns: Vec<&mut Values> = columns.flatten().collect();
        let mut names: Vec<String> = columns
            .iter()
            .flat_map(|values| values.texts.iter().cloned())
            .collect();
        names.sort_unstable();
        names.dedup();
        for values in columns {
            let texts = std::mem::take(&mut values.texts);
            values.numbers = texts
                .iter()
                .map(|text| names.binary_search(text).unwrap_or(usize::MAX))
                .collect();
        }
        Self(names)
    }

    /// How many there are; numbers are below.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The number of a text, if any document has it.
    pub(crate) fn number(&self, text: &str) -> Option<usize> {
        self.0.binary_search_by(|name| name.as_str().cmp(text)).ok()
    }

    /// The texts, by number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// A column of texts, read as numbers.
pub(crate) struct Values {
    ords: Column<u64>,
    /// The texts by the segment's own numbers, until they are united with those of other segments.
    texts: Vec<String>,
    /// The numbers by the segment's own.
    numbers: Vec<usize>,
}

impl Values {
    fn open(column: &StrColumn) -> Result<Self> {
        let mut texts = Vec::with_capacity(column.num_terms());
        let mut stream = column.dictionary().stream()?;
        while stream.advance() {
            texts.push(String::from_utf8_lossy(stream.key()).into_owned());
        }
        Ok(Self {
            ords: column.ords().clone(),
            texts,
            numbers: Vec::new(),
        })
    }

    /// The numbers of a document's texts, in the order in which they were given.
    pub(crate) fn of(&self, document: DocId) -> impl Iterator<Item = usize> {
        let own = self.ords.values_for_doc(document);
        own.filter_map(|own| self.numbers.get(usize::try_from(own).ok()?).copied())
    }
}

/// A segment. Everything is opened once, so that a later removal of its files does not matter.
pub(crate) struct Segment {
    /// Documents, removed ones included; document numbers are below.
    pub(crate) documents: u32,
    alive: Option<AliveBitSet>,
    pub(crate) field: Field,
    inverted: Arc<InvertedIndexReader>,
    id_high: Numbers,
    id_low: Numbers,
    pub(crate) category: Option<Values>,
    pub(crate) place: Option<Values>,
    pub(crate) price: Numbers,
    pub(crate) rating: Numbers,
    pub(crate) sold: Numbers,
    pub(crate) published: Numbers,
    pub(crate) standing: Numbers,
    pub(crate) stock: Numbers,
    pub(crate) for_cohort: Numbers,
    visible_from: Numbers,
    visible_until: Numbers,
    pub(crate) title_words: Numbers,
    pub(crate) kin: Numbers,
}

impl Segment {
    pub(crate) fn open(fields: &Fields, reader: &SegmentReader) -> Result<Self> {
        let numbers = |name: &str| -> Result<Numbers> {
            let column = reader.fast_fields().u64(name)?;
            let full = column.get_cardinality().is_full();
            Ok(if full {
                column.values
            } else {
                column.first_or_default_col(0)
            })
        };
        let values = |name: &str| -> Result<Option<Values>> {
            let column = reader.fast_fields().str(name)?;
            column.map(|column| Values::open(&column)).transpose()
        };
        Ok(Self {
            documents: reader.max_doc(),
            alive: reader.alive_bitset().cloned(),
            field: fields.terms,
            inverted: reader.inverted_index(fields.terms)?,
            id_high: numbers(column::ID_HIGH)?,
            id_low: numbers(column::ID_LOW)?,
            category: values(column::CATEGORY)?,
            place: values(column::PLACE)?,
            price: numbers(column::PRICE)?,
            rating: numbers(column::RATING)?,
            sold: numbers(column::SOLD)?,
            published: numbers(column::PUBLISHED)?,
            standing: numbers(column::STANDING)?,
            stock: numbers(column::STOCK)?,
            for_cohort: numbers(column::FOR_COHORT)?,
            visible_from: numbers(column::VISIBLE_FROM)?,
            visible_until: numbers(column::VISIBLE_UNTIL)?,
            title_words: numbers(column::TITLE_WORDS)?,
            kin: numbers(column::KIN)?,
        })
    }

    /// Is any of its documents only for a pilot's cohort?
    pub(crate) fn has_for_cohort(&self) -> bool {
        self.for_cohort.max_value() > 0
    }

    /// Is any of its documents found at some times only?
    pub(crate) fn has_times(&self) -> bool {
        self.visible_from.max_value() > 0 || self.visible_until.max_value() > 0
    }

    /// Is a document found at this time, in seconds since 1970? Without a time only what is found at any.
    pub(crate) fn is_visible(&self, document: DocId, at: Option<u64>) -> bool {
        let (from, until) = (
            self.visible_from.get_val(document),
            self.visible_until.get_val(document),
        );
        match at {
            Some(at) => from <= at && (until == 0 || at < until),
            None => from == 0 && until == 0,
        }
    }

    /// The terms of all kinds.
    pub(crate) fn terms(&self) -> &TermDictionary {
        self.inverted.terms()
    }

    pub(crate) fn term(&self, kind: Kind, text: &str) -> io::Result<Option<TermInfo>> {
        self.terms().get(kind.term(text))
    }

    pub(crate) fn postings(&self, kind: Kind, text: &str) -> io::Result<Option<BlockSegmentPostings>> {
        self.term(kind, text)?
            .map(|info| self.postings_of(&info))
            .transpose()
    }

    pub(crate) fn postings_of(&self, info: &TermInfo) -> io::Result<BlockSegmentPostings> {
        self.inverted
            .read_block_postings_from_terminfo(info, IndexRecordOption::Basic)
    }

    /// Does any document that is not deleted have this term?
    pub(crate) fn has(&self, kind: Kind, text: &str) -> io::Result<bool> {
        let Some(mut postings) = self.postings(kind, text)? else {
            return Ok(false);
        };
        loop {
            let documents = postings.docs();
            if documents.iter().any(|document| self.is_alive(*document)) {
                return Ok(true);
            }
            if documents.len() < BLOCK {
                return Ok(false);
            }
            postings.advance();
        }
    }

    pub(crate) fn is_alive(&self, document: DocId) -> bool {
        self.alive.as_ref().is_none_or(|alive| alive.is_alive(document))
    }

    pub(crate) fn product(&self, document: DocId) -> ProductId {
        let (high, low) = (self.id_high.get_val(document), self.id_low.get_val(document));
        ProductId::from_uuid(Uuid::from_u64_pair(high, low))
    }
}
