//! Places orders: those that arrive at the same time share a transaction, and each is answered on its own.

use std::sync::Arc;

use futures::future::join_all;
use pasar_domain::order_group::{OrderGroup, OrderGroupState};
use pasar_domain::payment::{Payment, PaymentState};
use pasar_store::{order_group, payment};
use tracing::Instrument as _;
use tracing::instrument::WithSubscriber as _;

use super::queue::Standing;
use super::reserve::{Reserved, reserve};
use super::{PaymentOutcome, PlaceError, PlaceOrder, Placed};
use crate::actor::Buyer;
use crate::context::Context;
use crate::gather::GatherError;
use crate::payment::authorise;

/// Places a checkout, together with those that arrive at the same time, first come first served. The answer comes only after it is
/// durable; when whoever asked has gone away, the checkout is brought to its end all the same.
///
/// # Errors
/// See [`PlaceError`]; nothing is written then, but for [`PlaceError::Unanswered`].
pub async fn place(ctx: &Context, asked: PlaceOrder) -> Result<Placed, PlaceError> {
    let ctx = ctx.clone();
    let placing = async move {
        let buyer = asked.buyer;
        let queue = Arc::clone(ctx.queues().reserving(ctx.viewer().surface));
        let of_batch = ctx.clone();
        let work = move |batch| reserve_together(of_batch.clone(), batch);
        let reserved = queue.join(Standing::new(asked), work).await;
        finish(&ctx, buyer, reserved??).await
    };
    let placing = tokio::spawn(placing.in_current_span().with_current_subscriber());
    placing.await.unwrap_or(Err(PlaceError::Unanswered))
}

/// Places each of these checkouts, as if they had arrived at the same time in this order. Answers come in the same order.
pub async fn place_batch(ctx: &Context, batch: Vec<PlaceOrder>) -> Vec<Result<Placed, PlaceError>> {
    let buyers: Vec<Buyer> = batch.iter().map(|asked| asked.buyer).collect();
    let standing = batch.into_iter().map(Standing::new).collect();
    let reserved = reserve_together(ctx.clone(), standing).await;
    let placing = reserved
        .into_iter()
        .zip(buyers)
        .map(|(reserved, buyer)| async move { finish(ctx, buyer, reserved?).await });
    join_all(placing).await
}

/// Asks for the money of what was reserved; answers a repeated request with what it is now.
async fn finish(ctx: &Context, buyer: Buyer, reserved: Reserved) -> Result<Placed, PlaceError> {
    match reserved {
        Reserved::New { group, payment } => {
            let outcome = authorise::authorise(ctx, payment).await;
            Ok(placed(*group, outcome))
        }
        Reserved::Repeat { order_group_id } => Ok(present(ctx, buyer, order_group_id).await?),
    }
}

/// Reserves for a batch in one transaction. A batch that the database refuses is tried again one by one, so that a bad checkout never fails
/// another; one that did not reach the database is not, because nobody's would.
async fn reserve_together(ctx: Context, standing: Vec<Standing>) -> Vec<Result<Reserved, PlaceError>> {
    let batch: Vec<PlaceOrder> = standing.into_iter().map(|standing| standing.asked).collect();
    match reserve(&ctx, &batch).await {
        Ok(reserved) => reserved,
        Err(error) if batch.len() == 1 => vec![Err(error.into())],
        Err(pasar_store::Error::Unavailable(error)) => {
            tracing::error!(%error, checkouts = batch.len(), "a batch of checkouts did not reach the database");
            batch.iter().map(|_| Err(PlaceError::Unreachable)).collect()
        }
        Err(error) => {
            tracing::warn!(%error, checkouts = batch.len(), "a batch of checkouts is tried again one by one");
            reserve_one_by_one(&ctx, &batch).await
        }
    }
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

impl From<GatherError> for PlaceError {
    fn from(error: GatherError) -> Self {
        match error {
            GatherError::Full => Self::Busy,
            GatherError::Lost => Self::Unanswered,
        }
    }
}
