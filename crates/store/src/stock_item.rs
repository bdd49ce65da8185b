//! Stock items: locked in one order by everybody, changed by differences.

use std::collections::BTreeMap;

use pasar_domain::id::{ShopId, StockItemId};
use pasar_domain::offer::Stock;
use pasar_domain::stock::{StockKey, StockMove};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::Row;

struct StockItemRow {
    shop_id: Uuid,
    stock_item_id: Uuid,
    on_hand: i32,
    reserved: i32,
}

impl StockItemRow {
    fn parse(self) -> Result<(StockKey, Stock)> {
        let at = Row {
            table: "stock_item",
            id: &self.stock_item_id,
        };
        let stock = Stock {
            on_hand: at.number("on_hand", self.on_hand)?,
            reserved: at.number("reserved", self.reserved)?,
        };
        Ok((key(self.shop_id, self.stock_item_id), stock))
    }
}

/// Locks stock items until the transaction ends, in the order of their keys, so that nobody waits in a circle. Keys without a
/// row are left out.
pub async fn lock(connection: &mut PgConnection, keys: &[StockKey]) -> Result<BTreeMap<StockKey, Stock>> {
    let (shops, items) = columns(keys.iter());
    let rows = sqlx::query_as!(
        StockItemRow,
        "select shop_id, stock_item_id, on_hand, reserved from stock_item
         where (shop_id, stock_item_id) in (select * from unnest($1::uuid[], $2::uuid[]))
         order by shop_id, stock_item_id
         for update",
        &shops,
        &items
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(StockItemRow::parse).collect()
}

/// What there is of stock items, without locking them: good for showing, not for selling.
pub async fn levels(connection: &mut PgConnection, keys: &[StockKey]) -> Result<BTreeMap<StockKey, Stock>> {
    let (shops, items) = columns(keys.iter());
    let rows = sqlx::query_as!(
        StockItemRow,
        "select shop_id, stock_item_id, on_hand, reserved from stock_item
         where (shop_id, stock_item_id) in (select * from unnest($1::uuid[], $2::uuid[]))",
        &shops,
        &items
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(StockItemRow::parse).collect()
}

/// Applies moves to locked stock items; several moves of one item are added up.
///
/// # Errors
/// `Conflict` on `stock_item_not_oversold` when more would be promised than there is; `Stale` when an item does not exist.
pub async fn apply(connection: &mut PgConnection, moves: &[StockMove]) -> Result<()> {
    let mut sums: BTreeMap<StockKey, (i32, i32)> = BTreeMap::new();
    for change in moves {
        let sum = sums.entry(change.item).or_default();
        sum.0 = sum.0.saturating_add(change.on_hand);
        sum.1 = sum.1.saturating_add(change.reserved);
    }
    let (shops, items) = columns(sums.keys());
    let (on_hand, reserved): (Vec<i32>, Vec<i32>) = sums.values().copied().unzip();
    let changed = sqlx::query!(
        "update stock_item
         set on_hand = stock_item.on_hand + change.on_hand, reserved = stock_item.reserved + change.reserved
         from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::integer[])
             as change (shop_id, stock_item_id, on_hand, reserved)
         where stock_item.shop_id = change.shop_id and stock_item.stock_item_id = change.stock_item_id",
        &shops,
        &items,
        &on_hand,
        &reserved
    )
    .execute(connection)
    .await?;
    if changed.rows_affected() == u64::try_from(sums.len()).unwrap_or(u64::MAX) {
        Ok(())
    } else {
        Err(Error::Stale)
    }
}

pub(crate) fn columns<'a>(keys: impl Iterator<Item = &'a StockKey>) -> (Vec<Uuid>, Vec<Uuid>) {
    keys.map(|key| (key.shop_id.uuid(), key.stock_item_id.uuid()))
        .unzip()
}

const fn key(shop_id: Uuid, stock_item_id: Uuid) -> StockKey {
    StockKey {
        shop_id: ShopId::from_uuid(shop_id),
        stock_item_id: StockItemId::from_uuid(stock_item_id),
    }
}
