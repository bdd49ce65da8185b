//! `GET /{market}/api/v1/seller/shops/{shop}/statement`

use axum::Json;
use chrono::{DateTime, Utc};
use pasar_domain::money::MoneyError;
use pasar_domain::order::Amounts;
use pasar_service::order::{
    PayoutHoldSum, Statement, StatementError, StatementLine, StatementStanding, StatementTotal, statement,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::model::{IdJson, KeyRefusals, MoneyJson, PageJson};
use crate::api::shop::ShopPath;
use crate::api::{Answer, Call, PageQuery, ShopCaller, Wanted, unfit};
use crate::charter_refusal::Refusing;
use crate::error::WebError;
use crate::l10n::key;

/// What a shop is paid.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Statement)]
pub struct StatementJson {
    /// In escrow for the shop: net, of orders that are not completed.
    held: MoneyJson,
    /// Owed to the shop.
    payable: MoneyJson,
    /// What of it waits because the charter does not let the seller be paid at present, and why.
    holds: Vec<PayoutHoldJson>,
    /// What all of its paid orders bring, state by state.
    totals: Vec<StatementTotalJson>,
    /// Its paid orders one by one, newest first. Orders that were cancelled bring nothing and are left out.
    lines: PageJson<StatementLineJson>,
}

/// Money that waits, for the same rules.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PayoutHold)]
pub struct PayoutHoldJson {
    /// How many orders.
    orders: u64,
    /// What the shop would get for them.
    amount: MoneyJson,
    /// Since when the first of them waits.
    since: DateTime<Utc>,
    /// When the next of them is asked for again.
    again_at: DateTime<Utc>,
    /// The rules, each in the words of its title, reason and remedy.
    rules: Vec<HoldRuleJson>,
}

/// A rule that lets money wait.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HoldRule)]
pub struct HoldRuleJson {
    /// Its id in the charter.
    rule: String,
    /// What is wrong, and what to do.
    text: String,
}

impl PayoutHoldJson {
    fn new(call: &Call, sum: &PayoutHoldSum) -> Self {
        let rules = &sum.hold.rules;
        let texts = Refusing::new(&call.ctx, rules).told(&call.l);
        let rules = rules.iter().zip(texts).map(|(rule, text)| HoldRuleJson {
            rule: rule.clone(),
            text,
        });
        Self {
            orders: sum.orders,
            amount: call.money(sum.net),
            since: sum.hold.since,
            again_at: sum.hold.again_at,
            rules: rules.collect(),
        }
    }
}

/// What the orders in one state bring.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StatementTotal)]
pub struct StatementTotalJson {
    /// `awaiting_shipment`, `in_transit`, `delivered` or `completed`.
    state: String,
    /// How many orders.
    orders: u64,
    /// Their sums.
    amounts: AmountsJson,
}

/// What one order brings.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StatementLine)]
pub struct StatementLineJson {
    /// The order.
    order_id: IdJson,
    /// What people call it.
    number: String,
    /// When it became binding.
    placed_at: DateTime<Utc>,
    /// Its sums.
    amounts: AmountsJson,
    /// `held` in escrow, `due` on a day, `waiting` because of a rule (see `holds`), or `payable`.
    #[schema(pattern = "^(held|due|waiting|payable)$")]
    standing: String,
    /// When the money leaves escrow, or left it, or is asked for again; none while the buyer does not have the parcel.
    at: Option<DateTime<Utc>>,
}

/// The sums of orders.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Amounts)]
pub struct AmountsJson {
    /// The goods.
    goods: MoneyJson,
    /// What buyers pay for shipping.
    shipping: MoneyJson,
    /// What the operator keeps of the goods.
    commission: MoneyJson,
    /// The tax on the commission.
    commission_tax: MoneyJson,
    /// The operator's fixed fees.
    order_fee: MoneyJson,
    /// The tax of the buyer's country inside the price of goods from abroad.
    import_tax: MoneyJson,
    /// What the shop gets: goods and shipping, less commission with its tax, fees and import tax.
    net: MoneyJson,
}

impl AmountsJson {
    pub(super) fn new(call: &Call, amounts: &Amounts) -> Result<Self, MoneyError> {
        Ok(Self {
            goods: call.money(amounts.goods),
            shipping: call.money(amounts.shipping),
            commission: call.money(amounts.commission),
            commission_tax: call.money(amounts.commission_tax),
            order_fee: call.money(amounts.order_fee),
            import_tax: call.money(amounts.import_tax),
            net: call.money(amounts.net()?),
        })
    }
}

impl StatementTotalJson {
    fn new(call: &Call, total: &StatementTotal) -> Result<Self, MoneyError> {
        Ok(Self {
            state: total.state.as_str().to_owned(),
            orders: total.orders,
            amounts: AmountsJson::new(call, &total.amounts)?,
        })
    }
}

impl StatementLineJson {
    fn new(call: &Call, line: &StatementLine) -> Result<Self, MoneyError> {
        let (standing, at) = match &line.standing {
            StatementStanding::Held => ("held", None),
            StatementStanding::DueOn(at) => ("due", Some(*at)),
            StatementStanding::Waits(hold) => ("waiting", Some(hold.again_at)),
            StatementStanding::Payable { since } => ("payable", Some(*since)),
        };
        Ok(Self {
            order_id: line.order_id.into(),
            number: line.number.clone(),
            placed_at: line.placed_at,
            amounts: AmountsJson::new(call, &line.amounts)?,
            standing: standing.to_owned(),
            at,
        })
    }
}

impl StatementJson {
    fn new(call: &Call, statement: &Statement) -> Result<Self, MoneyError> {
        let totals = statement.totals.iter();
        let lines = statement.lines.entries.iter();
        let lines = lines.map(|line| StatementLineJson::new(call, line));
        Ok(Self {
            held: call.money(statement.held),
            payable: call.money(statement.payable),
            holds: statement
                .holds
                .iter()
                .map(|sum| PayoutHoldJson::new(call, sum))
                .collect(),
            totals: totals
                .map(|total| StatementTotalJson::new(call, total))
                .collect::<Result<_, _>>()?,
            lines: PageJson::new(lines.collect::<Result<_, _>>()?, statement.lines.next),
        })
    }
}

/// Show your shop's statement
///
/// What the shop is paid, order by order and in sum; `cursor` goes through the orders.
#[utoipa::path(
    get, path = "/api/v1/seller/shops/{shop}/statement", operation_id = "show_statement", tag = "Sales",
    security(("key" = [])), params(ShopPath, PageQuery),
    responses((status = 200, description = "The statement.", body = StatementJson), KeyRefusals)
)]
pub async fn show(caller: ShopCaller, Wanted(page): Wanted<PageQuery>) -> Answer<StatementJson> {
    let shown = statement(&caller.ctx, caller.keeper, page.of_orders()?).await;
    let shown = shown.map_err(|error| match error {
        StatementError::Sum(_) => unfit("SUM_TOO_LARGE", key("api-sum-too-large")),
        StatementError::Store(error) => WebError::from(error),
    })?;
    let json = StatementJson::new(&caller, &shown).map_err(WebError::internal)?;
    Ok(Json(json))
}
