//! A search from text to page.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use crate::error::Result;
use crate::plan::Plan;
use crate::query::{Facets, Hit, LIMIT_MAX, OFFSET_MAX, Page, Query, Sort};
use crate::rank;
use crate::scan::{self, Found, Search};
use crate::snapshot::Snapshot;
use crate::top::Candidate;

/// Answers a query.
pub(crate) fn search(snapshot: &Snapshot, query: &Query) -> Result<Page> {
    let plan = match &query.text {
        Some(text) => snapshot.plan(text, query.typing)?,
        None => Arc::new(Plan::default()),
    };
    let limit = if query.offset > OFFSET_MAX {
        0
    } else {
        query.limit.min(LIMIT_MAX)
    };
    let by_relevance = query.sort == Sort::Relevance;
    let keep = match (limit, by_relevance) {
        (0, _) => 0,
        (_, true) => (query.offset + limit).max(rank::REORDERED),
        (_, false) => query.offset + limit,
    };
    let search = Search {
        plan: &plan,
        query,
        needed: plan.words,
        keep,
    };
    let (mut found, relaxed) = find(snapshot, search)?;
    if by_relevance {
        // Only these take part, so that a product has its place on whichever page it is asked for.
        let reordered = found.top.len().min(rank::REORDERED);
        let (first, _) = found.top.split_at_mut(reordered);
        add_affinity(snapshot, first, &found.affinity);
        subtract_crowding(snapshot, first);
    }
    let hits = found
        .top
        .iter()
        .skip(query.offset)
        .take(limit)
        .map(|candidate| Hit {
            product_id: candidate.key.2.0,
            score: candidate.score,
        });
    Ok(Page {
        hits: hits.collect(),
        total: found.total,
        facets: if query.facets {
            found.tally.finish(&snapshot.categories, &snapshot.places)
        } else {
            Facets::default()
        },
        relaxed,
        corrected: plan.corrected.clone(),
    })
}

/// What has all the words; if nothing has, what has all but one, then half, then any of them.
fn find(snapshot: &Snapshot, search: Search<'_>) -> Result<(Found, bool)> {
    let found = scan::scan(snapshot, search)?;
    if found.total > 0 || search.needed < 2 {
        return Ok((found, false));
    }
    let mut steps = vec![search.needed - 1, search.needed.div_ceil(2), 1];
    steps.dedup();
    for needed in steps {
        let fewer = scan::scan(snapshot, Search { needed, ..search })?;
        if fewer.total > 0 {
            return Ok((fewer, true));
        }
    }
    Ok((found, false))
}

/// Adds the affinity of each candidate's category, which is known only now, and orders anew.
fn add_affinity(snapshot: &Snapshot, candidates: &mut [Candidate], affinity: &[f32]) {
    let most = affinity.iter().copied().fold(0.0, f32::max);
    if most <= 0.0 {
        return;
    }
    let share = |candidate: &Candidate| -> Option<f32> {
        let category = snapshot.segments.get(candidate.segment)?.category.as_ref()?;
        let leaf = category.of(candidate.document).last()?;
        affinity.get(leaf).map(|weight| weight / most)
    };
    for candidate in candidates.iter_mut() {
        let score = candidate.score + rank::AFFINITY * share(candidate).unwrap_or(0.0);
        rescore(candidate, score);
    }
    candidates.sort_unstable_by_key(|candidate| Reverse(candidate.key));
}

/// Ranks lower what is like better candidates, and orders anew.
fn subtract_crowding(snapshot: &Snapshot, candidates: &mut [Candidate]) {
    let mut seen: HashMap<u64, u8> = HashMap::new();
    for candidate in candidates.iter_mut() {
        let Some(segment) = snapshot.segments.get(candidate.segment) else {
            continue;
        };
        let before = seen.entry(segment.kin.get_val(candidate.document)).or_default();
        let score = candidate.score * (1.0 - rank::CROWDING * f32::from(*before));
        *before = rank::CROWDING_MAX.min(*before + 1);
        rescore(candidate, score);
    }
    candidates.sort_unstable_by_key(|candidate| Reverse(candidate.key));
}

/// Changes the score and keeps what comes before the score.
fn rescore(candidate: &mut Candidate, score: f32) {
    let tier = candidate.key.0 >> 32;
    candidate.score = score;
    candidate.key.0 = scan::relevance_key(tier & 2 != 0, tier & 1 != 0, score);
}
