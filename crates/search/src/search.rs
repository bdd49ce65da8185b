//! A search from text to page.

use std::cmp::Reverse;

use crate::error::Result;
use crate::index::Snapshot;
use crate::plan::Plan;
use crate::query::{Facets, Hit, LIMIT_MAX, OFFSET_MAX, Page, Query, Sort};
use crate::rank;
use crate::scan::{self, Found, Search};
use crate::top::Candidate;

/// Answers a query.
pub(crate) fn search(snapshot: &Snapshot, query: &Query) -> Result<Page> {
    let plan = match &query.text {
        Some(text) => snapshot.planner().plan(text, query.typing)?,
        None => Plan::default(),
    };
    let limit = if query.offset > OFFSET_MAX {
        0
    } else {
        query.limit.min(LIMIT_MAX)
    };
    let by_affinity = plan.words > 0 && query.sort == Sort::Relevance;
    let keep = match (limit, by_affinity) {
        (0, _) => 0,
        (_, true) => (query.offset + limit).max(rank::AFFINITY_WINDOW),
        (_, false) => query.offset + limit,
    };
    let search = Search {
        fields: &snapshot.fields,
        plan: &plan,
        query,
        needed: plan.words,
        keep,
    };
    let (mut found, relaxed) = find(snapshot, search)?;
    if by_affinity {
        order_by_affinity(snapshot, &mut found)?;
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
            found.tally.finish()
        } else {
            Facets::default()
        },
        relaxed,
        corrected: plan.corrected,
    })
}

/// What has all the words; if nothing has, what has all but one, then half, then any of them.
fn find(snapshot: &Snapshot, search: Search<'_>) -> Result<(Found, bool)> {
    let found = scan::scan(&snapshot.segments, search)?;
    if found.total > 0 || search.needed < 2 {
        return Ok((found, false));
    }
    let mut steps = vec![search.needed - 1, search.needed.div_ceil(2), 1];
    steps.dedup();
    for needed in steps {
        let fewer = scan::scan(&snapshot.segments, Search { needed, ..search })?;
        if fewer.total > 0 {
            return Ok((fewer, true));
        }
    }
    Ok((found, false))
}

/// Adds the affinity of each candidate's category, which is known only now, and orders anew. Only the window takes part,
/// so that a product has its place on whichever page it is asked for.
fn order_by_affinity(snapshot: &Snapshot, found: &mut Found) -> Result<()> {
    let most = found.affinity.values().copied().fold(0.0, f32::max);
    if most <= 0.0 {
        return Ok(());
    }
    let mut bonuses: Vec<Vec<f32>> = Vec::with_capacity(snapshot.segments.len());
    for segment in &snapshot.segments {
        let mut of_segment = vec![0.0; segment.category.as_ref().map_or(0, |category| category.len())];
        if let Some(category) = &segment.category {
            for (leaf, slug) in category.texts(|_| true)? {
                let weight = found.affinity.get(&slug).copied().unwrap_or(0.0);
                if let Some(bonus) = usize::try_from(leaf)
                    .ok()
                    .and_then(|leaf| of_segment.get_mut(leaf))
                {
                    *bonus = rank::AFFINITY * weight / most;
                }
            }
        }
        bonuses.push(of_segment);
    }
    let bonus = |candidate: &Candidate| -> Option<f32> {
        let category = snapshot.segments.get(candidate.segment)?.category.as_ref()?;
        let leaf = usize::try_from(category.of(candidate.document).last()?).ok()?;
        bonuses.get(candidate.segment)?.get(leaf).copied()
    };
    let window = found.top.len().min(rank::AFFINITY_WINDOW);
    for candidate in &mut found.top[..window] {
        let tier = candidate.key.0 >> 32;
        candidate.score += bonus(candidate).unwrap_or(0.0);
        candidate.key.0 = scan::relevance_key(tier & 2 != 0, tier & 1 != 0, candidate.score);
    }
    found.top[..window].sort_unstable_by_key(|candidate| Reverse(candidate.key));
    Ok(())
}
