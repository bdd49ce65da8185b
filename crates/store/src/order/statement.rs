//! Sums of a shop's orders, for its statement.

use pasar_domain::id::ShopId;
use pasar_domain::money::Currency;
use pasar_domain::order::{Amounts, OrderStateName};
use sqlx::PgConnection;

use crate::error::Result;
use crate::row::Row;

/// What a shop's paid orders in one state come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementSum {
    /// The state.
    pub state: OrderStateName,
    /// How many orders.
    pub orders: u64,
    /// Their sums.
    pub amounts: Amounts,
}

/// What a shop's paid orders come to, by state. Unpaid and cancelled orders are left out: the shop is not paid for them.
pub async fn statement_sums(
    connection: &mut PgConnection,
    shop: ShopId,
    currency: Currency,
) -> Result<Vec<StatementSum>> {
    let rows = sqlx::query!(
        r#"select state, count(*) as "orders!", sum(goods_minor)::bigint as "goods!", sum(shipping_minor)::bigint as "shipping!",
                  sum(commission_minor)::bigint as "commission!", sum(order_fee_minor)::bigint as "order_fee!",
                  sum(commission_tax_minor)::bigint as "commission_tax!", sum(import_tax_minor)::bigint as "import_tax!"
           from orders
           where shop_id = $1 and currency = $2
             and state in ('awaiting_shipment', 'in_transit', 'delivered', 'completed')
           group by state order by state"#,
        shop.uuid(),
        currency.code()
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let at = Row {
                table: "orders",
                id: &shop,
            };
            Ok(StatementSum {
                state: at.parse("state", &row.state)?,
                orders: at.number("orders", row.orders)?,
                amounts: Amounts {
                    goods: at.money(row.goods, currency.code())?,
                    shipping: at.money(row.shipping, currency.code())?,
                    commission: at.money(row.commission, currency.code())?,
                    commission_tax: at.money(row.commission_tax, currency.code())?,
                    order_fee: at.money(row.order_fee, currency.code())?,
                    import_tax: at.money(row.import_tax, currency.code())?,
                },
            })
        })
        .collect()
}
