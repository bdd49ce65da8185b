//! Proves a market's ledger: every currency sums to zero, and every account explains itself by its orders.

use std::collections::BTreeMap;

use pasar_domain::id::OrderId;
use pasar_ledger::{Check, Report, Transfer};
use pasar_store::order::OrderKey;
use pasar_store::{order, transfer};

use crate::context::Context;

/// How many orders are read at once: memory does not grow with the ledger.
const PART: u32 = 1_000;

/// Reads every order of the market's cell with its transfers, part by part, in one snapshot. `progress` hears how many orders were
/// read.
///
/// # Errors
/// The database's; an inconsistent row among them.
pub async fn check(ctx: &Context, mut progress: impl FnMut(u64)) -> Result<Report, pasar_store::Error> {
    let mut tx = ctx.home().begin_snapshot().await?;
    let mut check = Check::default();
    let mut read = 0;
    let mut last: Option<OrderKey> = None;
    loop {
        let orders = order::after(&mut tx, last, PART).await?;
        let Some(newest) = orders.last() else { break };
        last = Some((newest.shop_id, newest.id));
        let keys: Vec<OrderKey> = orders.iter().map(|order| (order.shop_id, order.id)).collect();
        let mut transfers: BTreeMap<OrderId, Vec<Transfer>> = BTreeMap::new();
        for transfer in transfer::of_orders(&mut tx, &keys).await? {
            transfers.entry(transfer.order_id).or_default().push(transfer);
        }
        for order in &orders {
            check.order(order, transfers.get(&order.id).map_or(&[], Vec::as_slice));
            read += 1;
        }
        progress(read);
    }
    for stray in transfer::strays(&mut tx, PART).await? {
        let transfers = transfer::of_orders(&mut tx, &[stray]).await?;
        check.stray(stray.1, &transfers);
    }
    Ok(check.finish())
}
