//! Proves a market's ledger: every currency sums to zero, every account explains itself by its orders and payouts, and no account that must not
//! be negative ever was.

use std::collections::BTreeMap;

use pasar_domain::id::{OrderId, PayoutId, ShopId};
use pasar_ledger::history::History;
use pasar_ledger::{Account, Check, Report, Transfer};
use pasar_store::order::OrderKey;
use pasar_store::payout::PayoutKey;
use pasar_store::shop_balance::ShopBalance;
use pasar_store::{PgConnection, Result, order, payout, settlement, shop_balance, transfer};

use crate::context::Context;

/// How many orders, payouts or transfers are read at once: memory does not grow with the ledger.
const PART: u32 = 1_000;

/// Reads every order and payout of the market's cell with its transfers, and then what moved the money owed to each shop, part by part, in one
/// snapshot. `progress` hears how many orders were read.
///
/// # Errors
/// The database's; an inconsistent row among them.
pub async fn check(ctx: &Context, mut progress: impl FnMut(u64)) -> Result<Report> {
    let mut tx = ctx.home().begin_snapshot().await?;
    let mut check = Check::default();
    let mut read = 0;
    let mut last: Option<OrderKey> = None;
    loop {
        let orders = order::after(&mut tx, last, PART).await?;
        let Some(newest) = orders.last() else { break };
        last = Some((newest.shop_id, newest.id));
        let keys: Vec<OrderKey> = orders.iter().map(|order| (order.shop_id, order.id)).collect();
        let mut transfers: BTreeMap<Option<OrderId>, Vec<Transfer>> = BTreeMap::new();
        for transfer in transfer::of_orders(&mut tx, &keys).await? {
            let of_order = transfers.entry(transfer.cause.order_id()).or_default();
            of_order.push(transfer);
        }
        for order in &orders {
            check.order(order, transfers.get(&Some(order.id)).map_or(&[], Vec::as_slice));
            read += 1;
        }
        progress(read);
    }
    payouts(&mut tx, &mut check).await?;
    settlements(&mut tx, &mut check).await?;
    shops(&mut tx, &mut check).await?;
    for stray in transfer::strays(&mut tx, PART).await? {
        let transfers = transfer::of_cause(&mut tx, stray).await?;
        check.stray(stray.1, &transfers);
    }
    Ok(check.finish())
}

async fn settlements(conn: &mut PgConnection, check: &mut Check) -> Result<()> {
    let mut last = None;
    loop {
        let settlements = settlement::after(conn, last, PART).await?;
        let Some((newest, _)) = settlements.last() else {
            return Ok(());
        };
        last = Some(newest.settlement_id);
        for (settlement, transfers) in &settlements {
            check.settlement(settlement, transfers);
        }
    }
}

async fn payouts(conn: &mut PgConnection, check: &mut Check) -> Result<()> {
    let mut last: Option<PayoutKey> = None;
    loop {
        let payouts = payout::after(conn, last, PART).await?;
        let Some(newest) = payouts.last() else {
            return Ok(());
        };
        last = Some((newest.shop_id, newest.payout_id));
        let keys: Vec<PayoutKey> = payouts
            .iter()
            .map(|payout| (payout.shop_id, payout.payout_id))
            .collect();
        let mut transfers: BTreeMap<Option<PayoutId>, Vec<Transfer>> = BTreeMap::new();
        for transfer in transfer::of_payouts(conn, &keys).await? {
            let of_payout = transfers.entry(transfer.cause.payout_id()).or_default();
            of_payout.push(transfer);
        }
        for payout in &payouts {
            let of_payout = transfers.get(&Some(payout.payout_id));
            check.payout(payout, of_payout.map_or(&[], Vec::as_slice));
        }
    }
}

/// The histories of one shop, by the code of their currency.
type Histories = BTreeMap<&'static str, History>;

async fn shops(conn: &mut PgConnection, check: &mut Check) -> Result<()> {
    let mut last = None;
    let mut reading: Option<(ShopId, Histories)> = None;
    loop {
        let transfers = transfer::of_payable(conn, last, PART).await?;
        let Some(newest) = transfers.last() else { break };
        last = Some((newest.shop_id, newest.recorded_at, newest.id));
        let mut shops: Vec<ShopId> = transfers.iter().map(|transfer| transfer.shop_id).collect();
        shops.extend(reading.iter().map(|(shop, _)| *shop));
        shops.sort_unstable();
        shops.dedup();
        let kept = shop_balance::of_shops(conn, &shops).await?;
        for transfer in &transfers {
            if let Some((shop, histories)) = reading.take_if(|(shop, _)| *shop != transfer.shop_id) {
                end(check, shop, histories, &kept);
            }
            let (_, histories) = reading.get_or_insert_with(|| (transfer.shop_id, Histories::new()));
            let owed = || History::of(Account::Payable(transfer.shop_id));
            let history = histories
                .entry(transfer.amount.currency.code())
                .or_insert_with(owed);
            history.read(transfer);
        }
    }
    if let Some((shop, histories)) = reading {
        let kept = shop_balance::of_shops(conn, &[shop]).await?;
        end(check, shop, histories, &kept);
    }
    for balance in shop_balance::unexplained(conn, PART).await? {
        let kept = Some(balance.balance());
        check.shop(balance.shop_id, balance.owed.currency, History::default(), kept);
    }
    Ok(())
}

/// The history of a shop was read to its end.
fn end(check: &mut Check, shop: ShopId, histories: Histories, kept: &[ShopBalance]) {
    for (code, history) in histories {
        let Ok(currency) = code.parse() else { continue };
        let is_it = |balance: &&ShopBalance| balance.shop_id == shop && balance.owed.currency == currency;
        let kept = kept.iter().find(is_it).map(ShopBalance::balance);
        check.shop(shop, currency, history, kept);
    }
}
