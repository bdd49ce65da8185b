//! From lines to binding orders.

pub mod place;
pub mod quote;

use std::collections::BTreeSet;

use pasar_domain::id::{OfferId, ShopId};
use pasar_service::checkout::{LineProblem, LineProblemKind};
use serde::Deserialize;
use utoipa::ToSchema;

use super::Call;
use super::model::IdJson;
use crate::charter_refusal::Refusing;
use crate::error::{FieldProblem, WebError};
use crate::l10n::{Key, Message, key};

/// How a shop is to send.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ShippingChoice)]
#[serde(deny_unknown_fields)]
pub struct ShippingChoiceJson {
    /// The shop.
    #[schema(value_type = IdJson)]
    pub shop_id: ShopId,
    /// A service that it offers, by slug.
    pub service: String,
}

/// What stands in the way of a line: a stable word, and a sentence.
fn obstacle(call: &Call, kind: &LineProblemKind) -> (&'static str, Message) {
    let plain = |code, name: Key| (code, Message::new(name));
    match kind {
        LineProblemKind::OutOfStock { wanted, available } => {
            let message = Message::new(key("api-line-out-of-stock"));
            (
                "OUT_OF_STOCK",
                message.with("wanted", *wanted).with("available", *available),
            )
        }
        LineProblemKind::Refused { .. } => plain("CHARTER_REFUSED", key("api-line-refused")),
        LineProblemKind::NotForSale => plain("NOT_FOR_SALE", key("api-not-for-sale")),
        LineProblemKind::PriceChanged { now, .. } => {
            let message = Message::new(key("api-line-price-changed"));
            ("PRICE_CHANGED", message.with("now", call.l.money(now)))
        }
        LineProblemKind::Quantity { max } => {
            let message = Message::new(key("api-quantity-too-large"));
            ("QUANTITY", message.with("max", *max))
        }
        LineProblemKind::Shipping { .. } => plain("SHIPPING", key("api-line-shipping")),
        LineProblemKind::Twice => plain("TWICE", key("api-line-twice")),
        LineProblemKind::NewShopFull { again_on } => {
            let message = Message::new(key("api-line-new-shop-full"));
            ("PROBATION_ORDERS", message.with("day", call.l.day(again_on)))
        }
    }
}

/// What stands in the way of lines, each at its place in what was sent.
pub(super) fn fields(call: &Call, wanted: &[OfferId], problems: &[LineProblem]) -> Vec<FieldProblem> {
    let field = |problem: &LineProblem| {
        let place = wanted.iter().position(|offer| *offer == problem.offer_id);
        let (_, message) = obstacle(call, &problem.kind);
        FieldProblem {
            field: place.map_or("lines".to_owned(), |place| format!("lines.{place}")),
            message,
        }
    };
    problems.iter().map(field).collect()
}

/// Lines stand in the way of a checkout. The code is that of their problem when they share one.
pub(super) fn lines_refused(call: &Call, wanted: &[OfferId], problems: &[LineProblem]) -> WebError {
    let error = WebError::conflict()
        .coded("LINES")
        .saying(key("api-lines"))
        .naming(fields(call, wanted, problems));
    let refused = problems.iter().filter_map(|problem| match &problem.kind {
        LineProblemKind::Refused { rules } => Some(rules),
        _ => None,
    });
    let rules: BTreeSet<&str> = refused.flatten().map(|rule| rule.as_str()).collect();
    let error = if problems
        .iter()
        .any(|problem| matches!(problem.kind, LineProblemKind::Refused { .. }))
    {
        error.refusing(Refusing::new(&call.ctx, rules))
    } else {
        error
    };
    let mut codes = problems.iter().map(|problem| obstacle(call, &problem.kind).0);
    match codes.next() {
        Some(first) if codes.all(|code| code == first) => error.coded(first),
        _ => error,
    }
}
