//! What staff see of payouts: what is owed and on its way, what waits and why, files, and differences.

use std::collections::BTreeMap;

use pasar_domain::bank::{Difference, PayoutFile};
use pasar_domain::id::{PayoutId, ShopId};
use pasar_domain::money::Money;
use pasar_domain::payout::{Payout, PayoutStateName};
use pasar_domain::shop::Shop;
use pasar_ledger::Transfer;
use pasar_store::shop_balance::ShopBalance;
use pasar_store::{PgConnection, Result, bank_statement, payout, payout_file, shop, shop_balance, transfer};

use super::PayoutError;
use crate::actor::StaffMember;
use crate::context::Context;

/// Entries of each list.
const SHOWN: u32 = 50;

/// What staff see of payouts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// What all shops are owed.
    pub owed: Money,
    /// What of that is on its way.
    pub leaving: Money,
    /// How many payouts wait for a file, and what they come to.
    pub due: (u64, Money),
    /// How many were sent and are not known to be paid, and what they come to.
    pub sent: (u64, Money),
    /// How many shops wait, because they may not be paid at present.
    pub waiting_count: u64,
    /// Those that have waited longest.
    pub waiting: Vec<ShopBalance>,
    /// The last payouts.
    pub payouts: Vec<Payout>,
    /// Where the next part of them begins.
    pub next: Option<PayoutId>,
    /// The last files.
    pub files: Vec<PayoutFile>,
    /// How many differences nobody has looked into.
    pub differences_count: u64,
    /// The oldest of them.
    pub differences: Vec<Difference>,
    /// The shops of everything here.
    pub shops: BTreeMap<ShopId, Shop>,
}

/// The desk, with payouts before `before`, of one state or of all. Nine queries.
///
/// # Errors
/// The database's.
pub async fn desk(
    ctx: &Context,
    _staff: StaffMember,
    state: Option<PayoutStateName>,
    before: Option<PayoutId>,
) -> Result<Desk> {
    let currency = ctx.market().currency;
    let mut conn = ctx.home().read().await?;
    let (owed, leaving, waiting_count) = shop_balance::sums(&mut conn, currency).await?;
    let due = payout::sum(&mut conn, currency, PayoutStateName::Due).await?;
    let sent = payout::sum(&mut conn, currency, PayoutStateName::Sent).await?;
    let waiting = shop_balance::waiting(&mut conn, currency, SHOWN).await?;
    let mut payouts = payout::list(&mut conn, state, before, SHOWN + 1).await?;
    let shown = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let more = payouts.len() > shown;
    payouts.truncate(shown);
    let files = payout_file::list(&mut conn, SHOWN).await?;
    let differences_count = bank_statement::count_open(&mut conn).await?;
    let differences = bank_statement::open_differences(&mut conn, SHOWN).await?;
    let named = payouts.iter().map(|payout| payout.shop_id);
    let named = named.chain(waiting.iter().map(|balance| balance.shop_id));
    let shops = shops(&mut conn, named.collect()).await?;
    Ok(Desk {
        owed,
        leaving,
        due,
        sent,
        waiting_count,
        waiting,
        next: payouts.last().filter(|_| more).map(|last| last.payout_id),
        payouts,
        files,
        differences_count,
        differences,
        shops,
    })
}

async fn shops(conn: &mut PgConnection, mut ids: Vec<ShopId>) -> Result<BTreeMap<ShopId, Shop>> {
    ids.sort_unstable();
    ids.dedup();
    let found = shop::by_ids(conn, &ids).await?;
    Ok(found.into_iter().map(|shop| (shop.shop_id, shop)).collect())
}

/// A payout with everything that is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownPayout {
    /// The payout.
    pub payout: Payout,
    /// Whose it is.
    pub shop: Shop,
    /// What it moved, oldest first.
    pub transfers: Vec<Transfer>,
    /// The file in which it was sent.
    pub file: Option<PayoutFile>,
}

/// A payout. Four queries.
///
/// # Errors
/// When there is none; the database's.
pub async fn show(
    ctx: &Context,
    _staff: StaffMember,
    payout_id: PayoutId,
) -> std::result::Result<ShownPayout, PayoutError> {
    let mut conn = ctx.home().read().await?;
    let found = payout::get(&mut conn, payout_id).await?;
    let payout = found.ok_or(PayoutError::NotFound)?;
    let shop = shop::by_id(&mut conn, payout.shop_id).await?;
    let transfers = transfer::of_payouts(&mut conn, &[(payout.shop_id, payout_id)]).await?;
    let file = match payout.state.file_id() {
        Some(file_id) => payout_file::get(&mut conn, file_id).await?,
        None => None,
    };
    Ok(ShownPayout {
        shop: shop.ok_or(PayoutError::NotFound)?,
        payout,
        transfers,
        file,
    })
}
