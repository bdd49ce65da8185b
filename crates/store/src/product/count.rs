//! How many products of a shop stand how.

use pasar_domain::id::ShopId;
use sqlx::PgConnection;

use crate::error::Result;
use crate::row::Row;

/// How many products of a shop stand how. Deleted ones are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProductCounts {
    /// Seen by their seller only.
    pub drafts: u32,
    /// Offered to buyers, those of which nothing is left included.
    pub active: u32,
    /// Offered to buyers, and nothing is left of them.
    pub sold_out: u32,
    /// Hidden by the operator.
    pub taken_down: u32,
}

impl ProductCounts {
    /// All of them.
    pub const fn all(self) -> u32 {
        self.drafts + self.active + self.taken_down
    }
}

/// Counts the products of a shop.
pub async fn count_by_standing(conn: &mut PgConnection, shop_id: ShopId) -> Result<ProductCounts> {
    let row = sqlx::query!(
        r#"select count(*) filter (where p.taken_down_at is null and p.state = 'draft') as "drafts!",
                  count(*) filter (where p.taken_down_at is null and p.state = 'active') as "active!",
                  count(*) filter (where p.taken_down_at is null and p.state = 'active' and coalesce(left_over.units, 0) <= 0)
                    as "sold_out!",
                  count(*) filter (where p.taken_down_at is not null) as "taken_down!"
           from product p
           left join (
             select v.product_id, sum(k.on_hand - k.reserved) as units
             from variant v
             join offer o on o.shop_id = v.shop_id and o.variant_id = v.variant_id
             join stock_item k on k.shop_id = o.shop_id and k.stock_item_id = o.stock_item_id
             where v.shop_id = $1 and v.retired_at is null
             group by v.product_id
           ) left_over on left_over.product_id = p.product_id
           where p.shop_id = $1 and p.state <> 'deleted'"#,
        shop_id.uuid()
    )
    .fetch_one(conn)
    .await?;
    let at = Row {
        table: "product",
        id: &shop_id,
    };
    Ok(ProductCounts {
        drafts: at.number("drafts", row.drafts)?,
        active: at.number("active", row.active)?,
        sold_out: at.number("sold_out", row.sold_out)?,
        taken_down: at.number("taken_down", row.taken_down)?,
    })
}
