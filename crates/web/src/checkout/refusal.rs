//! Why a checkout was refused, as sentences that each say what to do.

use axum::http::StatusCode;
use pasar_domain::money::Money;
use pasar_service::checkout::{LineProblem, LineProblemKind, PlaceError};

use crate::cart::too_large;
use crate::charter_refusal::Refusing;
use crate::prelude::*;

/// What a buyer is told, and how the answer is marked.
pub(super) struct Refusal {
    /// The status of the page.
    pub(super) status: StatusCode,
    /// The field it is about; empty when it is about the whole.
    pub(super) field: &'static str,
    /// The sentences.
    pub(super) messages: Vec<Message>,
    /// Was the form's key used up by another order?
    pub(super) key_used: bool,
}

impl Refusal {
    fn new(status: StatusCode, messages: Vec<Message>) -> Self {
        Self {
            status,
            field: "",
            messages,
            key_used: false,
        }
    }
}

/// Says it to the buyer. An error that is not the buyer's stays one.
pub(super) fn of(visit: &Visit, error: PlaceError, seen_total: Option<Money>) -> Result<Refusal, WebError> {
    let (ctx, l) = (&visit.ctx, visit.l());
    let changed = StatusCode::CONFLICT;
    Ok(match error {
        PlaceError::Lines(problems) => Refusal::new(
            changed,
            problems.iter().map(|problem| line(visit, problem)).collect(),
        ),
        PlaceError::LineCount { max } => {
            let message = Message::new(key("checkout-problem-lines")).with("max", max);
            Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, vec![message])
        }
        PlaceError::TotalChanged { now } => {
            let message = Message::new(key("checkout-problem-total"))
                .with("seen", seen_total.map_or_else(String::new, |seen| l.money(seen)))
                .with("now", l.money(now));
            Refusal::new(changed, vec![message])
        }
        PlaceError::UnknownMethod(_) => Refusal {
            field: "payment",
            ..Refusal::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                vec![key("checkout-payment-missing").into()],
            )
        },
        PlaceError::KeyReused => Refusal {
            key_used: true,
            ..Refusal::new(changed, vec![key("checkout-problem-used").into()])
        },
        PlaceError::InvalidKey => return Err(WebError::invalid(Vec::new())),
        PlaceError::Sum(_) => return Err(too_large()),
        PlaceError::Refused(refusal) => return Err(WebError::refused(ctx, &refusal)),
        PlaceError::Busy => Refusal::new(
            StatusCode::SERVICE_UNAVAILABLE,
            vec![key("checkout-problem-busy").into()],
        ),
        PlaceError::Unreachable | PlaceError::Unanswered => return Err(WebError::unavailable(error)),
        PlaceError::Store(error) => return Err(error.into()),
    })
}

/// What stands in the way of a line, and what to do.
pub(super) fn line(visit: &Visit, problem: &LineProblem) -> Message {
    let l = visit.l();
    let title = problem.title.as_ref();
    let title = title.map_or_else(|| l.t("checkout-this"), |title| format!("“{title}”"));
    let named = |name: Key| Message::new(name).with("title", &title);
    match &problem.kind {
        LineProblemKind::OutOfStock { available: 0, .. } => named(key("checkout-problem-sold-out")),
        LineProblemKind::OutOfStock { wanted, available } => named(key("checkout-problem-too-few"))
            .with("available", *available)
            .with("wanted", *wanted),
        LineProblemKind::Refused { rules } => {
            let refusing = Refusing::new(&visit.ctx, rules.iter().map(|rule| rule.as_str()));
            named(key("checkout-problem-refused")).with("why", refusing.told(l).join(" "))
        }
        LineProblemKind::NotForSale => named(key("checkout-problem-gone")),
        LineProblemKind::PriceChanged { seen, now } => named(key("checkout-problem-price"))
            .with("seen", l.money(*seen))
            .with("now", l.money(*now)),
        LineProblemKind::Quantity { max } => named(key("checkout-problem-quantity")).with("max", *max),
        LineProblemKind::Shipping { .. } => named(key("checkout-problem-shipping")),
        LineProblemKind::Twice => named(key("checkout-problem-twice")),
        LineProblemKind::NewShopFull { again_on } => {
            named(key("checkout-problem-new-shop-full")).with("day", l.day(again_on))
        }
    }
}
