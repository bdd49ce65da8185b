//! Changes stocks of a product without touching anything else.

use std::collections::BTreeMap;

use pasar_domain::id::{ProductId, VariantId};
use pasar_domain::offer::{STOCK_MAX, Stock, StockChange};
use pasar_domain::problem::{ProblemKind, Problems};
use pasar_domain::stock::{StockKey, StockMove};
use pasar_store::{outbox, stock_item, variant};

use super::edit::EditProductError;
use crate::Context;
use crate::actor::ShopKeeper;

/// Counts or adjusts the stock of variants; returns what is there now. Fields of problems are `variants.<place in the list>.stock`.
///
/// # Errors
/// See [`EditProductError`]; nothing is written then.
pub async fn restock(
    ctx: &Context,
    keeper: ShopKeeper,
    product_id: ProductId,
    changes: &[(VariantId, StockChange)],
) -> Result<BTreeMap<VariantId, Stock>, EditProductError> {
    let shop_id = keeper.shop_id();
    let mut tx = ctx.home().begin().await?;
    let variants = variant::of_products(&mut tx, shop_id, &[product_id]).await?;
    let items: BTreeMap<VariantId, StockKey> = variants
        .iter()
        .map(|v| {
            (
                v.variant.variant_id,
                StockKey {
                    shop_id,
                    stock_item_id: v.offer.stock_item_id,
                },
            )
        })
        .collect();
    let keys: Vec<StockKey> = changes
        .iter()
        .filter_map(|(id, _)| items.get(id).copied())
        .collect();
    let stocks = stock_item::lock(&mut tx, &keys).await?;
    let mut problems = Problems::default();
    let mut moves = Vec::new();
    let mut after = BTreeMap::new();
    for (place, (variant_id, change)) in changes.iter().enumerate() {
        let key = items.get(variant_id).ok_or(EditProductError::NotFound)?;
        let stock = stocks.get(key).ok_or(EditProductError::NotFound)?;
        let on_hand = change.apply(stock.on_hand);
        let field = format!("variants.{place}.stock");
        if on_hand < stock.reserved {
            problems.push(
                field,
                ProblemKind::BelowReserved {
                    reserved: stock.reserved,
                },
            );
        } else if on_hand > STOCK_MAX {
            problems.push(
                field,
                ProblemKind::OutOfRange {
                    min: 0,
                    max: i64::from(STOCK_MAX),
                },
            );
        } else {
            let by = i64::from(on_hand) - i64::from(stock.on_hand);
            moves.push(StockMove {
                item: *key,
                on_hand: i32::try_from(by).unwrap_or(0),
                reserved: 0,
            });
            after.insert(*variant_id, Stock { on_hand, ..*stock });
        }
    }
    problems.or(()).map_err(EditProductError::Invalid)?;
    stock_item::apply(&mut tx, &moves).await?;
    outbox::listings_changed(&mut tx, &[(shop_id, product_id)], ctx.now()).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(after)
}
