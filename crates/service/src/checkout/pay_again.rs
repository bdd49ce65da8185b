//! Pays a group in another way after the bank refused: stock is kept again, if there still is some.

use std::collections::BTreeSet;

use pasar_domain::Instant;
use pasar_domain::id::{OrderGroupId, PaymentId};
use pasar_domain::order::{Order, OrderLine};
use pasar_domain::order_group::{OrderGroup, OrderGroupState};
use pasar_domain::payment::{Payment, PaymentState};
use pasar_domain::stock::{StockKey, StockMove, StockWish, allocate};
use pasar_policy::Refusal;
use pasar_store::idempotency::{FirstAnswer, RequestKey};
use pasar_store::payment::PayablePayment;
use pasar_store::{PgConnection, idempotency, order, order_group, outbox, payment, stock_item};
use sha2::{Digest as _, Sha256};

use super::decide::pay;
use super::place::present;
use super::{LineProblem, LineProblemKind, Placed};
use crate::actor::Buyer;
use crate::context::Context;
use crate::payment::authorise;
use crate::race;

const VERB: &str = "checkout.pay_again";

/// Another try to pay.
#[derive(Debug, Clone)]
pub struct PayAgain {
    /// Who pays.
    pub buyer: Buyer,
    /// The idempotency key, 1 to 255 characters.
    pub key: String,
    /// What is paid.
    pub order_group_id: OrderGroupId,
    /// The way to pay.
    pub method: String,
}

/// Why a group cannot be paid.
#[derive(Debug, thiserror::Error)]
pub enum PayAgainError {
    /// The buyer has no such group.
    #[error("there is no order group `{0}`")]
    NotFound(OrderGroupId),
    /// It is paid, or came to nothing.
    #[error("this order does not await payment; look at it again")]
    NotAwaitingPayment,
    /// Another payment is on its way.
    #[error("a payment is on its way; wait for the bank's answer")]
    PaymentOnItsWay,
    /// Some of it has been sold meanwhile.
    #[error("some of it has been sold meanwhile; put what is left into a new order")]
    OutOfStock(Vec<LineProblem>),
    /// The provider does not know this way to pay.
    #[error("`{0}` is not a way to pay here; choose one of the offered ways")]
    UnknownMethod(String),
    /// The key was used for another request.
    #[error("the idempotency key was used for another request; use a new one")]
    KeyReused,
    /// The key is empty or too long.
    #[error("an idempotency key has 1 to 255 characters")]
    InvalidKey,
    /// The charter does not let this be paid here.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

enum Begun {
    New(Box<OrderGroup>, Payment),
    Repeat,
}

/// Keeps stock for the group again and asks the provider once more.
///
/// # Errors
/// When the group cannot be paid; nothing was written.
pub async fn pay_again(ctx: &Context, asked: PayAgain) -> Result<Placed, PayAgainError> {
    if !(1..=255).contains(&asked.key.chars().count()) {
        return Err(PayAgainError::InvalidKey);
    }
    if !ctx.payments().methods().contains(&asked.method.as_str()) {
        return Err(PayAgainError::UnknownMethod(asked.method));
    }
    let twice = |error: &pasar_store::Error| error.is_conflict_on("idempotency_pkey");
    // The outer result is what can be tried again, the inner one what the buyer is told.
    let begun = race::again(twice, || async {
        match begin(ctx, &asked).await {
            Err(PayAgainError::Store(error)) => Err(error),
            answer => Ok(answer),
        }
    })
    .await?;
    match begun? {
        Begun::Repeat => Ok(present(ctx, asked.buyer, asked.order_group_id).await?),
        Begun::New(group, payment) => {
            let outcome = authorise::authorise(ctx, payment).await;
            Ok(Placed {
                order_group_id: group.id,
                number: group.number,
                total: group.total,
                payment: outcome,
            })
        }
    }
}

async fn begin(ctx: &Context, asked: &PayAgain) -> Result<Begun, PayAgainError> {
    let now = ctx.now();
    let request = RequestKey {
        actor_id: asked.buyer.account_id(),
        verb: VERB,
        key: asked.key.clone(),
    };
    let input_hash: [u8; 32] = Sha256::digest(format!("{}\n{}", asked.order_group_id, asked.method)).into();
    let mut tx = ctx.home().begin().await?;
    if let Some(first) = idempotency::find(&mut tx, std::slice::from_ref(&request))
        .await?
        .pop()
    {
        return if first.input_hash == input_hash {
            Ok(Begun::Repeat)
        } else {
            Err(PayAgainError::KeyReused)
        };
    }
    let key = (asked.buyer.account_id(), asked.order_group_id);
    let group = order_group::lock(&mut tx, &[key]).await?.pop();
    let group = group.ok_or(PayAgainError::NotFound(asked.order_group_id))?;
    match group.state {
        OrderGroupState::AwaitingPayment { due_at } if now < due_at => {}
        _ => return Err(PayAgainError::NotAwaitingPayment),
    }
    let payments = payment::of_groups(&mut tx, &[key]).await?;
    if payments.iter().any(|payment| payment.state.is_open()) {
        return Err(PayAgainError::PaymentOnItsWay);
    }
    keep_stock(&mut tx, &group, now).await?;
    let payment = Payment {
        id: PaymentId::new(now, &ctx.entropy()),
        buyer_id: group.buyer_id,
        order_group_id: group.id,
        provider: ctx.payments().name().to_owned(),
        method: asked.method.clone(),
        amount: group.total,
        requested_at: now,
        state: PaymentState::Requested,
    };
    let key = pay(ctx, group.buyer_id, group.total, now)?;
    let payable = PayablePayment {
        payment: payment.clone(),
        key,
    };
    payment::insert(&mut tx, &[payable]).await?;
    let answer = serde_json::json!({ "payment_id": payment.id });
    idempotency::insert(
        &mut tx,
        &[FirstAnswer {
            request,
            input_hash,
            answer,
        }],
        now,
    )
    .await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    ctx.bell().ring();
    Ok(Begun::New(Box::new(group), payment))
}

async fn keep_stock(tx: &mut PgConnection, group: &OrderGroup, now: Instant) -> Result<(), PayAgainError> {
    let orders = order::get(tx, &group.orders).await?;
    let lines = order::lines(tx, &group.orders, group.total.currency).await?;
    let lines: Vec<(&Order, &OrderLine)> = orders
        .iter()
        .flat_map(|order| {
            lines
                .get(&order.id)
                .into_iter()
                .flatten()
                .map(move |line| (order, line))
        })
        .collect();
    let wishes: Vec<StockWish> = lines.iter().map(|(order, line)| wish(order, line)).collect();
    let keys: Vec<StockKey> = wishes.iter().map(|wish| wish.item).collect();
    let mut levels = stock_item::lock(tx, &keys).await?;
    if let Some(Err(shortages)) = allocate(&mut levels, [wishes.as_slice()]).pop() {
        let problems = shortages.iter().filter_map(|shortage| {
            let (_, line) = lines.get(shortage.line)?;
            let kind = LineProblemKind::OutOfStock {
                wanted: shortage.wanted,
                available: shortage.available,
            };
            Some(LineProblem {
                offer_id: line.offer_id,
                title: Some(line.title.clone()),
                kind,
            })
        });
        return Err(PayAgainError::OutOfStock(problems.collect()));
    }
    let moves: Vec<StockMove> = wishes
        .iter()
        .map(|wish| StockMove::reserve(wish.item, wish.units()))
        .collect();
    stock_item::apply(tx, &moves).await?;
    let touched: BTreeSet<StockKey> = keys.into_iter().collect();
    let touched: Vec<StockKey> = touched.into_iter().collect();
    outbox::listings_changed_by_stock(tx, &touched, now).await?;
    Ok(())
}

fn wish(order: &Order, line: &OrderLine) -> StockWish {
    StockWish {
        item: StockKey {
            shop_id: order.shop_id,
            stock_item_id: line.stock_item_id,
        },
        quantity: line.quantity,
        units_per_piece: line.stock_units.checked_div(line.quantity).unwrap_or(1),
    }
}
