//! An opened state of an index, with what is remembered for as long as it does not change.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex};

use tantivy::ReloadPolicy;

use crate::error::Result;
use crate::index::{Inner, lock};
use crate::language::Lexicon;
use crate::plan::Plan;
use crate::query::{Page, Query, TEXT_CHARS_MAX};
use crate::search;
use crate::segment::{Names, Segment};
use crate::vocabulary::Vocabulary;

/// Plans that are kept; each takes some kilobytes.
const PLANS_MAX: usize = 256;
/// Answers that are kept; each takes some ten kilobytes.
const PAGES_MAX: usize = 128;

/// An opened state of the index; unchanged while it is used.
pub(crate) struct Snapshot {
    pub(crate) generation: String,
    pub(crate) index: tantivy::Index,
    pub(crate) segments: Vec<Segment>,
    pub(crate) categories: Names,
    pub(crate) places: Names,
    lexicon: Arc<Lexicon>,
    pub(crate) payload: Option<String>,
    pub(crate) documents: u64,
    plans: Mutex<HashMap<(String, bool), Arc<Plan>>>,
    browsed: Mutex<HashMap<Query, Page>>,
}

impl Snapshot {
    pub(crate) fn open(inner: &Inner, generation: String, index: tantivy::Index) -> Result<Self> {
        let payload = index.load_metas()?.payload;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let searcher = reader.searcher();
        let readers = searcher.segment_readers().iter();
        let mut segments: Vec<Segment> = readers
            .map(|reader| Segment::open(&inner.fields, reader))
            .collect::<Result<_>>()?;
        let categories = Names::unite(segments.iter_mut().map(|segment| segment.category.as_mut()));
        let places = Names::unite(segments.iter_mut().map(|segment| segment.place.as_mut()));
        Ok(Self {
            generation,
            documents: searcher.num_docs(),
            segments,
            categories,
            places,
            lexicon: Arc::clone(&inner.lexicon),
            payload,
            index,
            plans: Mutex::default(),
            browsed: Mutex::default(),
        })
    }

    pub(crate) fn vocabulary(&self) -> Vocabulary<'_> {
        Vocabulary {
            segments: &self.segments,
            lexicon: &self.lexicon,
        }
    }

    /// The plan of a search. Many people search for the same: plans are kept as long as the index does not change.
    pub(crate) fn plan(&self, text: &str, typing: bool) -> Result<Arc<Plan>> {
        let key = (text.chars().take(TEXT_CHARS_MAX).collect::<String>(), typing);
        if let Some(plan) = lock(&self.plans).get(&key) {
            return Ok(Arc::clone(plan));
        }
        let plan = Arc::new(self.vocabulary().plan(&key.0, typing)?);
        keep(&self.plans, PLANS_MAX, key, Arc::clone(&plan));
        Ok(plan)
    }

    /// Answers a query. Browsing goes through every product and is asked for most: those answers are kept.
    pub(crate) fn search(&self, query: &Query) -> Result<Page> {
        if query.text.is_some() {
            return search::search(self, query);
        }
        if let Some(page) = lock(&self.browsed).get(query) {
            return Ok(page.clone());
        }
        let page = search::search(self, query)?;
        keep(&self.browsed, PAGES_MAX, query.clone(), page.clone());
        Ok(page)
    }

    pub(crate) fn position(&self) -> Option<i64> {
        self.payload.as_deref().and_then(|payload| payload.parse().ok())
    }
}

/// Keeps an answer; all are forgotten when there are too many, which is simple and rare.
fn keep<K: Eq + Hash, V>(kept: &Mutex<HashMap<K, V>>, max: usize, key: K, value: V) {
    let mut kept = lock(kept);
    if kept.len() >= max {
        kept.clear();
    }
    kept.insert(key, value);
}
