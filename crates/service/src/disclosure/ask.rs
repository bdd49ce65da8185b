//! Asks sellers in time: a letter before the charter refuses their sales, and again while it does.

use chrono::Duration;
use pasar_domain::disclosure::Due;
use pasar_domain::id::SellerId;
use pasar_store::{disclosure, seller};

use crate::Context;
use crate::job::{self, Job, Letter};

/// Sellers that are looked at in one transaction.
const BATCH: i64 = 500;

/// Days that lie between two letters at least.
const BETWEEN_DAYS: i64 = 10;

/// Asks every seller who sells enough, once in ten days until it is done. Returns how many letters that came to.
///
/// # Errors
/// The database's; whoever was asked so far was asked.
pub async fn ask_due(ctx: &Context) -> Result<usize, pasar_store::Error> {
    let Some(asks) = ctx.charter().disclosure.clone() else {
        return Ok(0);
    };
    let now = ctx.now();
    let not_since = now - Duration::days(BETWEEN_DAYS);
    let (mut letters, mut after) = (0, None);
    loop {
        let mut tx = ctx.home().begin().await?;
        let found = disclosure::to_be_asked(&mut tx, asks.asked_from(), not_since, after, BATCH).await?;
        let Some(last) = found.last() else {
            return Ok(letters);
        };
        after = Some(*last);
        let sellers = seller::by_ids(&mut tx, &found).await?;
        let asked: Vec<SellerId> = sellers
            .iter()
            .filter(|seller| asks.certifying(seller, now).max(asks.disclosing(seller)) > Due::Not)
            .map(|seller| seller.seller_id)
            .collect();
        disclosure::asked(&mut tx, &asked, now).await?;
        letters += asked.len();
        let jobs = asked
            .into_iter()
            .map(|seller_id| Letter::DisclosureAsked {
                seller_id,
                asked_at: now,
            })
            .map(Job::SendLetter);
        job::enqueue(ctx, &mut tx, jobs, now).await?;
        tx.commit().await?;
    }
}
