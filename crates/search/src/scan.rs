//! Finding, scoring, filtering and counting in one pass over each segment.
//!
//! The pass goes through the documents in windows. Within a window every searched word writes its best weight per document
//! into a small array: no document is visited that has none of the words, and nothing is allocated per document.

use std::io;

use tantivy::DocId;

use crate::cursor::{self, Cursor, CursorGroup};
use crate::facets::{Filters, Tally};
use crate::plan::Plan;
use crate::query::{Query, Sort};
use crate::rank;
use crate::schema;
use crate::segment::Segment;
use crate::snapshot::Snapshot;
use crate::terms::{self, Kind};
use crate::top::{Candidate, Key, Top};

/// Documents in a window; its arrays fit the processor's first cache.
const WINDOW: DocId = 2_048;

/// What one pass found.
pub(crate) struct Found {
    pub(crate) total: usize,
    pub(crate) top: Vec<Candidate>,
    pub(crate) tally: Tally,
    /// By category, how much of the matches' weight lies in it; for [`rank::AFFINITY`].
    pub(crate) affinity: Vec<f32>,
}

/// What to look for.
#[derive(Clone, Copy)]
pub(crate) struct Search<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) query: &'a Query,
    /// Searched words that a match has at least.
    pub(crate) needed: u8,
    /// How many of the best to keep.
    pub(crate) keep: usize,
}

/// Runs a search over all segments.
pub(crate) fn scan(snapshot: &Snapshot, search: Search<'_>) -> io::Result<Found> {
    let (categories, places) = (&snapshot.categories, &snapshot.places);
    let mut found = Found {
        total: 0,
        top: Vec::new(),
        tally: Tally::new(categories, places),
        affinity: vec![0.0; categories.len()],
    };
    let mut top = Top::new(search.keep);
    let filters = Filters::new(categories, places, search.query);
    for (number, segment) in snapshot.segments.iter().enumerate() {
        Pass {
            number,
            segment,
            search,
            filters: &filters,
        }
        .run(&mut found, &mut top)?;
    }
    found.top = top.finish();
    Ok(found)
}

/// The arrays of a window, by document number less the window's first.
struct Window {
    score: Vec<f32>,
    best: Vec<f32>,
    words: Vec<u8>,
    of_shop: Vec<bool>,
    /// Documents that match, and how well; then those of them that pass the filters.
    matches: Vec<DocId>,
    passed: Vec<DocId>,
}

impl Window {
    /// Adds what a searched word is worth to the documents that have it, and counts it.
    fn add_word(&mut self, group: &mut CursorGroup, start: DocId, end: DocId) {
        if self.find_best(group, start, end) {
            for ((score, words), best) in self.score.iter_mut().zip(&mut self.words).zip(&self.best) {
                *score += group.worth * best;
                // At most as often as there are words; wrapping lets the processor add many at once.
                *words = words.wrapping_add(u8::from(*best > 0.0));
            }
        }
    }

    /// Adds what a reason to rank higher is worth to the matches.
    fn add_reason(&mut self, group: &mut CursorGroup, start: DocId, end: DocId) {
        if self.find_best(group, start, end) {
            for document in &self.matches {
                let place = offset(*document, start);
                self.score[place] += group.worth * self.best[place];
            }
        }
    }

    /// Writes down the best weight of each document among the terms of a group; is there any?
    fn find_best(&mut self, group: &mut CursorGroup, start: DocId, end: DocId) -> bool {
        self.best.fill(0.0);
        let best = &mut self.best;
        let mut any = false;
        for cursor in &mut group.cursors {
            let weight = cursor.weight;
            cursor.visit(start, end, |document| {
                let best = &mut best[offset(document, start)];
                *best = best.max(weight);
                any = true;
            });
        }
        any
    }
}

struct Pass<'a> {
    number: usize,
    segment: &'a Segment,
    search: Search<'a>,
    filters: &'a Filters,
}

impl Pass<'_> {
    fn run(&self, found: &mut Found, top: &mut Top) -> io::Result<()> {
        let Search { plan, query, .. } = self.search;
        let mut groups = plan
            .groups
            .iter()
            .map(|group| CursorGroup::open(self.segment, self.number, group))
            .collect::<io::Result<Vec<_>>>()?;
        let mut shop = match query.shop {
            None => None,
            Some(shop) => match self.segment.postings(Kind::Shop, &terms::shop(shop))? {
                None => return Ok(()),
                Some(postings) => Some(Cursor::new(postings, 0.0)),
            },
        };
        let size = offset(WINDOW.min(self.segment.documents), 0);
        let mut window = Window {
            score: vec![0.0; size],
            best: vec![0.0; size],
            words: vec![0; size],
            of_shop: vec![false; if shop.is_some() { size } else { 0 }],
            matches: Vec::with_capacity(size),
            passed: Vec::with_capacity(size),
        };
        let documents = self.segment.documents;
        let mut start = 0;
        while start < documents {
            if plan.words > 0 {
                match cursor::next_possible(&mut groups, self.search.needed, start) {
                    Some(next) => start = next,
                    None => break,
                }
            }
            let end = documents.min(start.saturating_add(WINDOW));
            self.match_words(&mut window, &mut groups, start, end);
            if let Some(shop) = &mut shop {
                window.of_shop.fill(false);
                shop.visit(start, end, |document| {
                    window.of_shop[offset(document, start)] = true
                });
                window
                    .matches
                    .retain(|document| window.of_shop[offset(*document, start)]);
            }
            if !query.for_cohort && self.segment.has_for_cohort() {
                let for_cohort = &self.segment.for_cohort;
                window
                    .matches
                    .retain(|document| for_cohort.get_val(*document) == 0);
            }
            if self.segment.has_times() {
                let at = query.at.map(|at| schema::seconds(Some(at)));
                window
                    .matches
                    .retain(|document| self.segment.is_visible(*document, at));
            }
            self.take(&mut window, start, found, top);
            start = end;
        }
        Ok(())
    }

    /// Scores the documents of a window and lists those that have enough of the words.
    fn match_words(&self, window: &mut Window, groups: &mut [CursorGroup], start: DocId, end: DocId) {
        let segment = self.segment;
        window.matches.clear();
        if self.search.plan.groups.is_empty() {
            window
                .matches
                .extend((start..end).filter(|document| segment.is_alive(*document)));
            return;
        }
        window.score.fill(0.0);
        window.words.fill(0);
        let needed = self.search.needed.max(1);
        let (words, reasons): (Vec<_>, Vec<_>) = groups.iter_mut().partition(|group| group.is_word);
        words
            .into_iter()
            .for_each(|group| window.add_word(group, start, end));
        let enough = (start..end)
            .zip(&window.words)
            .filter(|(_, words)| **words >= needed);
        let enough = enough.map(|(document, _)| document);
        window
            .matches
            .extend(enough.filter(|document| segment.is_alive(*document)));
        if !window.matches.is_empty() {
            reasons
                .into_iter()
                .for_each(|group| window.add_reason(group, start, end));
        }
    }

    /// Filters and counts the matches of a window, and offers those that pass.
    fn take(&self, window: &mut Window, start: DocId, found: &mut Found, top: &mut Top) {
        let wants_facets = self.search.query.facets;
        window.passed.clear();
        if self.filters.is_empty() {
            window.passed.extend_from_slice(&window.matches);
        } else {
            for document in &window.matches {
                match self.filters.failed(self.segment, *document) {
                    0 => window.passed.push(*document),
                    failed if wants_facets && failed.is_power_of_two() => {
                        found.tally.add(self.segment, &[*document], failed);
                    }
                    _ => {}
                }
            }
        }
        found.total += window.passed.len();
        if wants_facets {
            found.tally.add(self.segment, &window.passed, 0);
        }
        let plan_words = self.search.plan.words;
        let by_affinity = plan_words > 0 && self.search.query.sort == Sort::Relevance;
        for document in &window.passed {
            let place = offset(*document, start);
            let (text, words) = if plan_words == 0 {
                (0.0, 0)
            } else {
                (window.score[place], window.words[place])
            };
            if by_affinity {
                self.weigh_category(*document, text, &mut found.affinity);
            }
            self.offer(*document, text, words, top);
        }
    }

    fn offer(&self, document: DocId, text: f32, words: u8, top: &mut Top) {
        let segment = self.segment;
        let Search { plan, query, .. } = self.search;
        let standing = segment.standing.get_val(document);
        let mut score = text + rank::STANDING * steps_to_f32(standing) / rank::STANDING_STEPS;
        if plan.words > 0 {
            let title_words = u32::try_from(segment.title_words.get_val(document)).unwrap_or(u32::MAX);
            score += rank::FOCUS * (f32::from(words) / rank::to_f32(title_words.max(1))).min(1.0);
        }
        let first = match query.sort {
            Sort::Relevance => {
                let in_stock = segment.stock.get_val(document) == 1;
                relevance_key(words == plan.words, in_stock, score)
            }
            Sort::PriceAscending => !segment.price.get_val(document),
            Sort::PriceDescending => segment.price.get_val(document),
            Sort::Rating => segment.rating.get_val(document),
            Sort::Sold => segment.sold.get_val(document),
            Sort::Newest => segment.published.get_val(document),
        };
        if first >= top.floor {
            let key: Key = (first, standing, std::cmp::Reverse(segment.product(document)));
            top.offer(Candidate {
                key,
                score,
                segment: self.number,
                document,
            });
        }
    }

    /// Notes how much text weight lies in the category; squared, so that good matches say what the words are about.
    fn weigh_category(&self, document: DocId, text: f32, affinity: &mut [f32]) {
        let leaf = self
            .segment
            .category
            .as_ref()
            .and_then(|category| category.of(document).last());
        if let Some(weight) = leaf.and_then(|leaf| affinity.get_mut(leaf)) {
            *weight += text * text;
        }
    }
}

/// A window's document, counted from the window's first. The window is smaller than any integer.
#[allow(clippy::cast_possible_truncation)]
fn offset(document: DocId, start: DocId) -> usize {
    (document - start) as usize
}

/// A standing has 16 bits, which a float keeps exactly.
fn steps_to_f32(standing: u64) -> f32 {
    rank::to_f32(u32::try_from(standing).unwrap_or(u32::MAX))
}

/// Orders by: has every word, can be bought, score. The bits of positive floats ascend as they do.
pub(crate) fn relevance_key(has_all: bool, in_stock: bool, score: f32) -> u64 {
    u64::from(has_all) << 33 | u64::from(in_stock) << 32 | u64::from(score.max(0.0).to_bits())
}
