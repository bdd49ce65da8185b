//! Compares the names of sellers that are due: all after a new list, new ones, and those whose names have changed.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::Instant;
use pasar_domain::id::SellerId;
use pasar_domain::screening::{
    Screener, Screening, ScreeningOutcome, ScreeningState, SellerMatch, Thresholds,
};
use pasar_store::Result;
use pasar_store::screening::decision::{self, ScreeningDecision};
use pasar_store::screening::seller;

use super::seat::{CurrentList, current};
use crate::Context;
use crate::secret::sha256;

/// Sellers that are compared in one transaction.
const BATCH: i64 = 500;
/// Matches that are kept of one seller.
const MATCHES_MAX: usize = 20;

/// A seller that is due.
struct DueSeller {
    seller_id: SellerId,
    names: Vec<String>,
    before: Option<ScreeningState>,
    decisions: Vec<ScreeningDecision>,
}

/// Compares a batch of sellers. Returns how many; comparing again changes nothing, and any number of workers share the work.
///
/// # Errors
/// The database's; the batch is due again then.
pub async fn screen_due(ctx: &Context) -> Result<usize> {
    let Some(list) = current(ctx).await? else {
        return Ok(0);
    };
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let ids = seller::take_due(&mut tx, list.list_no, BATCH).await?;
    if ids.is_empty() {
        return Ok(0);
    }
    let mut names = seller::names(&mut tx, &ids).await?;
    let before = seller::locked(&mut tx, &ids).await?;
    let mut before: BTreeMap<SellerId, ScreeningState> =
        before.into_iter().map(|one| (one.seller_id, one.state)).collect();
    let mut decisions = decision::of_sellers(&mut tx, &ids).await?;
    let due: Vec<DueSeller> = ids
        .into_iter()
        .map(|seller_id| DueSeller {
            names: names.remove(&seller_id).unwrap_or_default(),
            before: before.remove(&seller_id),
            decisions: decisions.remove(&seller_id).unwrap_or_default(),
            seller_id,
        })
        .collect();
    let screened = tokio::task::spawn_blocking(move || {
        let screened = due.into_iter().map(|seller| screen(&list, seller, now));
        screened.collect::<Vec<Screening>>()
    });
    let Ok(screened) = screened.await else {
        // The program is stopping.
        return Ok(0);
    };
    seller::put(&mut tx, &screened).await?;
    tx.commit().await?;
    Ok(screened.len())
}

fn screen(list: &CurrentList, seller: DueSeller, now: Instant) -> Screening {
    let names = seller.names.iter();
    let mut matches: Vec<SellerMatch> = names.flat_map(|name| found(&list.screener, name)).collect();
    matches.sort_by_key(|one| {
        (
            std::cmp::Reverse(one.found.score),
            one.found.kind,
            one.found.entry_no,
        )
    });
    matches.truncate(MATCHES_MAX);
    let mut cleared = seller
        .decisions
        .iter()
        .filter(|decision| decision.outcome == ScreeningOutcome::Cleared);
    let settled: BTreeSet<String> = cleared
        .clone()
        .flat_map(|decision| decision.keys.clone())
        .collect();
    let clearing = cleared.next_back().map(|decision| decision.reason.clone());
    Screening {
        seller_id: seller.seller_id,
        list_no: list.list_no,
        score: matches.first().map_or(0, |best| best.found.score),
        state: ScreeningState::after(seller.before, &matches, &settled, clearing, now),
        matches,
        screened_at: now,
    }
}

fn found(screener: &Screener, name: &str) -> Vec<SellerMatch> {
    let matches = screener.screen(name, Thresholds::STANDARD).matches;
    let with_key = matches.into_iter().map(|found| {
        let entry = screener.entry(found.entry_no);
        SellerMatch {
            name: name.to_owned(),
            key: key(name, &serde_json::json!(entry)),
            found,
        }
    });
    with_key.collect()
}

/// A digest of a name and an entry: both unchanged, it is the same in every list.
fn key(name: &str, entry: &serde_json::Value) -> String {
    let text = format!("{name}\0{entry}");
    let digest = sha256(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
