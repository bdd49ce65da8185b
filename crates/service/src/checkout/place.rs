//! Places orders: a batch of checkouts at once, each answered on its own.

use std::collections::BTreeMap;

use pasar_domain::order_group::{OrderGroup, OrderGroupState};
use pasar_domain::payment::{Payment, PaymentState};
use pasar_store::{order_group, payment};

use super::reserve::{Reserved, reserve};
use super::{PaymentOutcome, PlaceError, PlaceOrder, Placed};
use crate::actor::Buyer;
use crate::context::Context;
use crate::payment::authorise;

/// Places each checkout of the batch, first come first served. Answers come in the order of the batch and only after they are
/// durable. A batch that the database refuses is tried again one by one, so that a bad checkout never fails another.
pub async fn place(ctx: &Context, batch: Vec<PlaceOrder>) -> Vec<Result<Placed, PlaceError>> {
    let reserved = match reserve(ctx, &batch).await {
        Ok(reserved) => reserved,
        Err(error) if batch.len() == 1 => vec![Err(error.into())],
        Err(_) => reserve_one_by_one(ctx, &batch).await,
    };
    let payments: Vec<Payment> = reserved
        .iter()
        .filter_map(|answer| match answer {
            Ok(Reserved::New { payment, .. }) => Some(payment.clone()),
            _ => None,
        })
        .collect();
    let mut outcomes: BTreeMap<_, _> = authorise::authorise(ctx, &payments).await;
    let mut answers = Vec::with_capacity(batch.len());
    for (reserved, asked) in reserved.into_iter().zip(&batch) {
        answers.push(match reserved {
            Err(error) => Err(error),
            Ok(Reserved::New { group, payment }) => {
                let outcome = outcomes.remove(&payment.id).unwrap_or(PaymentOutcome::Unknown);
                Ok(placed(*group, outcome))
            }
            Ok(Reserved::Repeat { order_group_id }) => present(ctx, asked.buyer, order_group_id)
                .await
                .map_err(PlaceError::from),
        });
    }
    answers
}

async fn reserve_one_by_one(ctx: &Context, batch: &[PlaceOrder]) -> Vec<Result<Reserved, PlaceError>> {
    let mut answers = Vec::with_capacity(batch.len());
    for checkout in batch {
        let alone = reserve(ctx, std::slice::from_ref(checkout)).await;
        answers.push(match alone.map(|mut answers| answers.pop()) {
            Ok(Some(answer)) => answer,
            Ok(None) => Err(pasar_store::Error::Stale.into()),
            Err(error) => Err(error.into()),
        });
    }
    answers
}

fn placed(group: OrderGroup, payment: PaymentOutcome) -> Placed {
    Placed {
        order_group_id: group.id,
        number: group.number,
        total: group.total,
        payment,
    }
}

/// The answer to a repeated request: the same checkout, as it stands now.
pub(super) async fn present(
    ctx: &Context,
    buyer: Buyer,
    id: pasar_domain::id::OrderGroupId,
) -> Result<Placed, pasar_store::Error> {
    let mut connection = ctx.home().read().await?;
    let group = order_group::get(&mut connection, buyer.account_id(), id).await?;
    let group = group.ok_or(pasar_store::Error::Stale)?;
    let payments = payment::of_groups(&mut connection, &[(buyer.account_id(), id)]).await?;
    let outcome = outcome(&group, payments.last());
    Ok(placed(group, outcome))
}

fn outcome(group: &OrderGroup, last: Option<&Payment>) -> PaymentOutcome {
    match (group.state, last.map(|payment| &payment.state)) {
        (OrderGroupState::Placed { .. }, _) => PaymentOutcome::Authorised,
        (_, Some(PaymentState::Declined { reason, .. })) => PaymentOutcome::Declined {
            reason: reason.clone(),
        },
        (OrderGroupState::Failed { .. }, _) => PaymentOutcome::TooLate,
        (_, Some(PaymentState::Pending { .. })) => PaymentOutcome::Pending,
        _ => PaymentOutcome::Unknown,
    }
}
