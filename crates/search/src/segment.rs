//! One segment of an opened index, with everything a search reads from it at hand.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use pasar_domain::id::ProductId;
use tantivy::columnar::{ColumnValues, StrColumn};
use tantivy::fastfield::AliveBitSet;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, InvertedIndexReader, SegmentReader};
use uuid::Uuid;

use crate::error::Result;
use crate::schema::{Fields, column};

/// A column that has one number for every document.
pub(crate) type Numbers = Arc<dyn ColumnValues<u64>>;

/// A column of texts; numbers stand for the texts, in this segment only.
pub(crate) struct Values {
    column: StrColumn,
    /// One value for every document, as numbers; none when documents may have several.
    pub(crate) single: Option<Numbers>,
}

impl Values {
    /// How many distinct texts there are.
    pub(crate) fn len(&self) -> usize {
        self.column.num_terms()
    }

    /// The number of a text, if any document has it.
    pub(crate) fn number(&self, text: &str) -> io::Result<Option<u64>> {
        self.column.dictionary().term_ord(text)
    }

    /// The texts of all numbers for which `wanted` says so.
    pub(crate) fn texts(&self, wanted: impl Fn(u64) -> bool) -> io::Result<HashMap<u64, String>> {
        let mut texts = HashMap::new();
        let mut text = String::new();
        for number in (0..self.len())
            .filter_map(|number| u64::try_from(number).ok())
            .filter(|n| wanted(*n))
        {
            if self.column.ord_to_str(number, &mut text)? {
                texts.insert(number, text.clone());
            }
        }
        Ok(texts)
    }

    /// The numbers of a document's texts, in the order in which they were given.
    pub(crate) fn of(&self, document: DocId) -> impl Iterator<Item = u64> {
        self.column.term_ords(document)
    }
}

/// A segment. Everything is opened once, so that a later removal of its files does not matter.
pub(crate) struct Segment {
    /// Documents, removed ones included; document numbers are below.
    pub(crate) documents: u32,
    alive: Option<AliveBitSet>,
    inverted: HashMap<Field, Arc<InvertedIndexReader>>,
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
    pub(crate) title_words: Numbers,
}

impl Segment {
    pub(crate) fn open(fields: &Fields, reader: &SegmentReader) -> Result<Self> {
        let searched = [
            fields.shop,
            fields.title,
            fields.stem,
            fields.pair,
            fields.head,
            fields.label,
            fields.body,
            fields.suggest,
        ];
        let mut inverted = HashMap::new();
        for field in searched {
            inverted.insert(field, reader.inverted_index(field)?);
        }
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
            Ok(reader.fast_fields().str(name)?.map(|column| {
                let ords = column.ords();
                let single = ords.get_cardinality().is_full().then(|| Arc::clone(&ords.values));
                Values { column, single }
            }))
        };
        Ok(Self {
            documents: reader.max_doc(),
            alive: reader.alive_bitset().cloned(),
            inverted,
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
            title_words: numbers(column::TITLE_WORDS)?,
        })
    }

    /// The inverted index of a field; every searched field was opened.
    pub(crate) fn inverted(&self, field: Field) -> Option<&InvertedIndexReader> {
        self.inverted.get(&field).map(Arc::as_ref)
    }

    pub(crate) fn term(&self, field: Field, term: &[u8]) -> io::Result<Option<TermInfo>> {
        self.inverted(field)
            .map_or(Ok(None), |inverted| inverted.terms().get(term))
    }

    pub(crate) fn postings(&self, field: Field, term: &[u8]) -> io::Result<Option<BlockSegmentPostings>> {
        let Some(inverted) = self.inverted(field) else {
            return Ok(None);
        };
        inverted
            .terms()
            .get(term)?
            .map(|info| inverted.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic))
            .transpose()
    }

    pub(crate) fn is_alive(&self, document: DocId) -> bool {
        self.alive.as_ref().is_none_or(|alive| alive.is_alive(document))
    }

    pub(crate) fn product(&self, document: DocId) -> ProductId {
        let (high, low) = (self.id_high.get_val(document), self.id_low.get_val(document));
        ProductId::from_uuid(Uuid::from_u64_pair(high, low))
    }
}
