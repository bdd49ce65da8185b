//! `POST /{market}/api/v1/checkout/quote`

use axum::Json;
use pasar_domain::checkout::ShopQuote;
use pasar_domain::id::{OfferId, ShopId};
use pasar_domain::money::MoneyError;
use pasar_service::checkout::{
    LineProblem, QuoteError, QuoteView, ShopShipping, WantedLine, quote as work_out,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{ShippingChoiceJson, obstacle};
use crate::api::model::{IdJson, KeyRefusals, MoneyInputJson, MoneyJson};
use crate::api::{Answer, Call, Caller, Input, unfit};
use crate::error::WebError;
use crate::l10n::key;

/// What is to be worked out.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = QuoteInput)]
#[serde(deny_unknown_fields)]
pub struct QuoteInputJson {
    /// What is wanted.
    lines: Vec<WantedLineJson>,
    /// How shops are to send. A shop that is not named sends in its cheapest way.
    #[serde(default)]
    shipping: Vec<ShippingChoiceJson>,
}

/// A line that is wanted.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = WantedLine)]
#[serde(deny_unknown_fields)]
pub struct WantedLineJson {
    /// Whose offer.
    #[schema(value_type = IdJson)]
    shop_id: ShopId,
    /// The offer.
    #[schema(value_type = IdJson)]
    offer_id: OfferId,
    /// Pieces.
    #[schema(minimum = 1)]
    quantity: u32,
    /// The price that the buyer saw; a change is pointed out.
    #[serde(default)]
    unit_price: Option<MoneyInputJson>,
}

/// What a checkout comes to. Nothing is reserved.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Quote)]
pub struct QuoteJson {
    /// Shop by shop, the lines that can be ordered.
    shops: Vec<ShopQuoteJson>,
    /// What the buyer pays for all of them: send it as `total` when placing.
    total: MoneyJson,
    /// What stands in the way of lines.
    problems: Vec<LineProblemJson>,
    /// Can all of it be ordered as it is?
    is_orderable: bool,
}

/// One shop's part.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ShopQuote)]
pub struct ShopQuoteJson {
    /// The shop.
    shop_id: IdJson,
    /// Its lines.
    lines: Vec<QuoteLineJson>,
    /// The sum of the lines.
    goods: MoneyJson,
    /// What shipping costs.
    shipping: MoneyJson,
    /// What the buyer pays.
    total: MoneyJson,
    /// The service that it sends with.
    shipping_service: String,
    /// All ways in which it can send this.
    shipping_options: Vec<QuotedShippingJson>,
}

/// A line that can be ordered.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QuoteLine)]
pub struct QuoteLineJson {
    /// The offer.
    offer_id: IdJson,
    /// The product's title.
    title: String,
    /// Pieces.
    quantity: u32,
    /// What one piece costs at present: send it back when placing.
    unit_price: MoneyJson,
    /// What all of them cost.
    amount: MoneyJson,
}

/// A way to send, with what it costs for these goods.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QuotedShipping)]
pub struct QuotedShippingJson {
    /// A service of the market, by slug.
    service: String,
    /// Its price.
    price: MoneyJson,
    /// Fewest days on the way.
    days_min: u32,
    /// Most days on the way.
    days_max: u32,
}

/// What stands in the way of a line.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LineProblem)]
pub struct LineProblemJson {
    /// The offer.
    offer_id: IdJson,
    /// `OUT_OF_STOCK`, `NOT_FOR_SALE`, `PRICE_CHANGED`, `QUANTITY`, `SHIPPING`, `TWICE` or `PROBATION_ORDERS`.
    code: String,
    /// What is wrong and what to do, in the language of the request.
    detail: String,
}

impl LineProblemJson {
    fn new(call: &Call, problem: &LineProblem) -> Self {
        let (code, message) = obstacle(call, &problem.kind);
        Self {
            offer_id: problem.offer_id.into(),
            code: code.to_owned(),
            detail: call.l.say(&message),
        }
    }
}

impl ShopQuoteJson {
    fn new(call: &Call, shop: &ShopQuote, shipping: &[ShopShipping]) -> Result<Self, MoneyError> {
        let lines = shop.lines.iter().map(|line| QuoteLineJson {
            offer_id: line.offer.offer_id.into(),
            title: line.offer.title.clone(),
            quantity: line.quantity,
            unit_price: call.money(line.offer.price),
            amount: call.money(line.amount),
        });
        let ways = shipping.iter().find(|ways| ways.shop_id == shop.shop_id);
        let options = ways.map_or(&[][..], |ways| &ways.options);
        Ok(Self {
            shop_id: shop.shop_id.into(),
            lines: lines.collect(),
            goods: call.money(shop.amounts.goods),
            shipping: call.money(shop.amounts.shipping),
            total: call.money(shop.amounts.total()?),
            shipping_service: shop.shipping.service.clone(),
            shipping_options: options
                .iter()
                .map(|(option, price)| QuotedShippingJson {
                    service: option.service.clone(),
                    price: call.money(*price),
                    days_min: option.days_min,
                    days_max: option.days_max,
                })
                .collect(),
        })
    }
}

impl QuoteJson {
    fn new(call: &Call, view: &QuoteView) -> Result<Self, MoneyError> {
        let shops = view.quote.shops.iter();
        Ok(Self {
            shops: shops
                .map(|shop| ShopQuoteJson::new(call, shop, &view.shipping))
                .collect::<Result<_, _>>()?,
            total: call.money(view.quote.total),
            problems: view
                .problems
                .iter()
                .map(|problem| LineProblemJson::new(call, problem))
                .collect(),
            is_orderable: view.is_orderable(),
        })
    }
}

/// Work out a checkout
///
/// What lines come to at present: goods, shipping, total; and what stands in the way. Nothing is reserved.
#[utoipa::path(
    post, path = "/api/v1/checkout/quote", operation_id = "quote_checkout", tag = "Checkout", security(("key" = [])),
    request_body = QuoteInputJson,
    responses((status = 200, description = "What it comes to.", body = QuoteJson), KeyRefusals)
)]
pub async fn quote(caller: Caller, Input(input): Input<QuoteInputJson>) -> Answer<QuoteJson> {
    let max = caller.ctx.charter().limits.cart_lines_max;
    if input.lines.is_empty() || input.lines.len() > usize::try_from(max).unwrap_or(usize::MAX) {
        return Err(super::place::line_count(max));
    }
    let wanted: Vec<WantedLine> = input
        .lines
        .into_iter()
        .map(|line| WantedLine {
            shop_id: line.shop_id,
            offer_id: line.offer_id,
            quantity: line.quantity,
            seen_price: line.unit_price.map(Into::into),
        })
        .collect();
    let shipping = input
        .shipping
        .into_iter()
        .map(|choice| (choice.shop_id, choice.service))
        .collect();
    let view = work_out(&caller.ctx, &wanted, &shipping).await;
    let view = view.map_err(|error| match error {
        QuoteError::Sum(_) => unfit("SUM_TOO_LARGE", key("api-sum-too-large")),
        QuoteError::Store(error) => WebError::from(error),
    })?;
    let json = QuoteJson::new(&caller, &view).map_err(WebError::internal)?;
    Ok(Json(json))
}
