//! Counts what sellers sold: some charters ask more of those who sell much.

use chrono::Months;
use pasar_store::{Result, outbox, seller};

use crate::Context;

/// For so many months sales are counted.
const MONTHS: u32 = 12;

/// Counts the orders of the last twelve months and what they came to into every seller's row. Where a figure changed, the search index
/// looks at the seller's listings again, as the charter may now decide otherwise. Returns how many sellers that were; doing it again
/// changes nothing.
///
/// # Errors
/// The database's.
pub async fn count_sales(ctx: &Context) -> Result<usize> {
    let now = ctx.now();
    let since = now.checked_sub_months(Months::new(MONTHS)).unwrap_or(now);
    let mut tx = ctx.home().begin().await?;
    let changed = seller::count_sales(&mut tx, since).await?;
    outbox::seller_listings_changed(&mut tx, &changed, now).await?;
    tx.commit().await?;
    Ok(changed.len())
}
