//! `GET /{market}/api/v1/seller/shops/{shop}/statement/{day}`

use axum::Json;
use chrono::{DateTime, NaiveDate, Utc};
use pasar_domain::money::{Money, MoneyError};
use pasar_service::statement::{DayLine, DayStatement, day as statement_of};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::show::AmountsJson;
use crate::api::model::{IdJson, KeyRefusals, MoneyJson};
use crate::api::{Answer, Call, Named, ShopCaller};
use crate::error::WebError;
use crate::seller::owed::no_statement;

/// Which day of which shop.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct DayPath {
    /// The shop's handle.
    pub shop: String,
    /// The day, in the market's time zone.
    pub day: NaiveDate,
}

/// One day of what a shop is owed. What was owed at the beginning and the changes come to what was owed at the end.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DayStatement)]
pub struct DayStatementJson {
    /// The day, in the market's time zone.
    day: NaiveDate,
    /// Owed when the day began.
    opening: MoneyJson,
    /// What changed that, in order of time.
    lines: Vec<DayLineJson>,
    /// Owed when the day ended; up to now, for the present day.
    closing: MoneyJson,
}

/// What changed what a shop is owed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DayLine)]
pub struct DayLineJson {
    /// When.
    at: DateTime<Utc>,
    /// `order` that was complete, `payout` that was paid, or `payout_returned` by the bank.
    #[schema(pattern = "^(order|payout|payout_returned)$")]
    what: String,
    /// The id of the order or payout.
    id: IdJson,
    /// The number of the order.
    number: Option<String>,
    /// The sums of the order.
    amounts: Option<AmountsJson>,
    /// By how much what the shop is owed grew; below zero when it was paid out.
    change: MoneyJson,
}

impl DayLineJson {
    fn new(call: &Call, line: &DayLine) -> Result<Self, MoneyError> {
        let (what, id) = match line {
            DayLine::Order { order_id, .. } => ("order", IdJson::from(*order_id)),
            DayLine::PaidOut { payout_id, .. } => ("payout", IdJson::from(*payout_id)),
            DayLine::CameBack { payout_id, .. } => ("payout_returned", IdJson::from(*payout_id)),
        };
        let (number, amounts) = match line {
            DayLine::Order { number, amounts, .. } => {
                (Some(number.clone()), Some(AmountsJson::new(call, amounts)?))
            }
            DayLine::PaidOut { .. } | DayLine::CameBack { .. } => (None, None),
        };
        Ok(Self {
            at: line.at(),
            what: what.to_owned(),
            id,
            number,
            amounts,
            change: call.money(line.change()),
        })
    }
}

impl DayStatementJson {
    fn new(call: &Call, found: &DayStatement) -> Result<Self, MoneyError> {
        let money = |amount: Money| call.money(amount);
        let lines = found.lines.iter().map(|line| DayLineJson::new(call, line));
        Ok(Self {
            day: found.day,
            opening: money(found.opening),
            lines: lines.collect::<Result<_, _>>()?,
            closing: money(found.closing),
        })
    }
}

/// Show one day of your shop's statement
///
/// What the shop was owed when the day began, each line from order to bank, and what it was owed when the day ended.
#[utoipa::path(
    get, path = "/api/v1/seller/shops/{shop}/statement/{day}", operation_id = "show_statement_day", tag = "Sales",
    security(("key" = [])), params(DayPath),
    responses((status = 200, description = "The statement of the day.", body = DayStatementJson), KeyRefusals)
)]
pub async fn show(caller: ShopCaller, Named(path): Named<DayPath>) -> Answer<DayStatementJson> {
    let found = statement_of(&caller.ctx, caller.keeper, path.day).await;
    let json = DayStatementJson::new(&caller, &found.map_err(no_statement)?);
    Ok(Json(json.map_err(WebError::internal)?))
}
