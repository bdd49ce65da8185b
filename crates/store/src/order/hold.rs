//! Money of delivered orders that waits, because its seller may not be paid at present.

use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::id::{OrderId, ShopId};
use pasar_domain::money::{Currency, Money};
use pasar_policy::RuleId;
use sqlx::PgConnection;

use super::{OrderKey, columns};
use crate::error::Result;
use crate::row::Row;

/// Why the money of an order waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayoutHold {
    /// Since when.
    pub since: Instant,
    /// When it is asked for again.
    pub again_at: Instant,
    /// The rules that refused it the last time; none when no rule permits it.
    pub rules: Vec<String>,
}

/// What waits in a shop for the same rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayoutHoldSum {
    /// How many orders.
    pub orders: u64,
    /// What the shop would get for them.
    pub net: Money,
    /// Since when the first of them waits, when the next is asked for again, and for which rules.
    pub hold: PayoutHold,
}

/// Lets the money of an order wait: its seller may not be paid at present, by these rules.
pub async fn hold_payout(
    connection: &mut PgConnection,
    (shop_id, order_id): OrderKey,
    (now, again_at): (Instant, Instant),
    rules: &[RuleId],
) -> Result<()> {
    let rules: Vec<&str> = rules.iter().map(|rule| rule.as_str()).collect();
    sqlx::query!(
        "update orders
         set payout_held_since = coalesce(payout_held_since, $3), payout_waits_until = $4, payout_refused_rules = $5
         where shop_id = $1 and order_id = $2",
        shop_id.uuid(),
        order_id.uuid(),
        now,
        again_at,
        &rules as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Those of these orders whose money waits.
pub async fn payout_holds(
    connection: &mut PgConnection,
    keys: &[OrderKey],
) -> Result<BTreeMap<OrderId, PayoutHold>> {
    let (shops, orders) = columns(keys);
    let rows = sqlx::query!(
        r#"select order_id, payout_held_since as "since!", payout_waits_until as "again_at!", payout_refused_rules as "rules!"
           from orders
           where (shop_id, order_id) in (select * from unnest($1::uuid[], $2::uuid[]))
             and state = 'delivered' and payout_held_since is not null"#,
        &shops,
        &orders
    )
    .fetch_all(connection)
    .await?;
    let held = rows.into_iter().map(|row| {
        let hold = PayoutHold {
            since: row.since,
            again_at: row.again_at,
            rules: row.rules,
        };
        (OrderId::from_uuid(row.order_id), hold)
    });
    Ok(held.collect())
}

/// What waits in a shop, for each set of rules.
pub async fn payout_hold_sums(
    connection: &mut PgConnection,
    shop: ShopId,
    currency: Currency,
) -> Result<Vec<PayoutHoldSum>> {
    let rows = sqlx::query!(
        r#"select payout_refused_rules as "rules!", count(*) as "orders!", min(payout_held_since) as "since!",
                  min(payout_waits_until) as "again_at!",
                  sum(goods_minor + shipping_minor - commission_minor - commission_tax_minor - order_fee_minor
                      - import_tax_minor)::bigint as "net!"
           from orders
           where shop_id = $1 and currency = $2 and state = 'delivered' and payout_held_since is not null and completed_at is null
           group by payout_refused_rules order by min(payout_held_since), payout_refused_rules"#,
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
            Ok(PayoutHoldSum {
                orders: at.number("orders", row.orders)?,
                net: at.money(row.net, currency.code())?,
                hold: PayoutHold {
                    since: row.since,
                    again_at: row.again_at,
                    rules: row.rules,
                },
            })
        })
        .collect()
}
