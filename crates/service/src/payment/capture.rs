//! Takes what was set aside. The buyer's answer does not wait for it.

use std::collections::BTreeMap;

use futures::future::join_all;
use pasar_domain::Instant;
use pasar_domain::id::{OrderId, PaymentId, TransferId};
use pasar_domain::order::{CancelReason, Cancellation, CancelledBy, Funds, Order, OrderState};
use pasar_domain::payment::{Payment, PaymentState, PaymentStateName};
use pasar_domain::stock::{StockKey, StockMove};
use pasar_ledger::Transfer;
use pasar_ledger::posting::Postings;
use pasar_store::{PgConnection, order, outbox, payment, transfer};

use super::provider::{Answer, ProviderError, ProviderState};
use super::settle::{Books, Case, move_stock, stock_moves};
use crate::context::Context;
use crate::job::{self, Job, Letter};
use crate::race;

/// Most payments that are captured at once.
const BATCH: u32 = 100;

/// Why payments were not all captured. They stay authorised, and are tried again.
#[derive(Debug, thiserror::Error)]
pub enum CaptureError {
    /// The provider kept silent on some.
    #[error("the payment provider did not answer for {0} payments; they are tried again")]
    Silent(usize),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// What became of the provider's promise.
enum Taken {
    /// The money is ours to keep for the shop.
    Captured,
    /// The bank let go of it.
    Lost,
}

/// Captures every payment that was authorised before an instant. Returns how many there were; call again while there are some.
///
/// # Errors
/// When some could not be captured; they stay authorised.
pub async fn capture_due(ctx: &Context, authorised_before: Instant) -> Result<usize, CaptureError> {
    let mut connection = ctx.home().read().await?;
    let due = payment::waiting(
        &mut connection,
        PaymentStateName::Authorised,
        authorised_before,
        BATCH,
    )
    .await?;
    drop(connection);
    let ids: Vec<PaymentId> = due.iter().map(|payment| payment.id).collect();
    capture(ctx, &ids).await?;
    Ok(ids.len())
}

/// Captures these payments, where they are authorised.
///
/// # Errors
/// When some could not be captured; they stay authorised.
pub async fn capture(ctx: &Context, ids: &[PaymentId]) -> Result<(), CaptureError> {
    if ids.is_empty() {
        return Ok(());
    }
    let mut payments = Vec::with_capacity(ids.len());
    let mut connection = ctx.home().read().await?;
    for payment in payment::of_ids(&mut connection, ids).await? {
        if matches!(payment.state, PaymentState::Authorised { .. }) {
            payments.push(payment);
        }
    }
    drop(connection);
    let questions: Vec<_> = payments.iter().map(|payment| take(ctx, payment)).collect();
    let answers = join_all(questions).await;
    let asked = payments.len();
    let answered: Vec<(Payment, Taken)> = payments
        .into_iter()
        .zip(answers)
        .filter_map(|(payment, taken)| Some((payment, taken?)))
        .collect();
    let silent = asked - answered.len();
    if !answered.is_empty() {
        race::again(|_| false, || write(ctx, &answered)).await?;
    }
    if silent == 0 {
        Ok(())
    } else {
        Err(CaptureError::Silent(silent))
    }
}

async fn take(ctx: &Context, payment: &Payment) -> Option<Taken> {
    match ctx.payments().capture(payment.id, ctx.now()).await {
        Ok(()) => Some(Taken::Captured),
        Err(ProviderError::Unreachable(_)) => None,
        Err(ProviderError::Refused(reason)) => {
            tracing::warn!(payment.id = %payment.id, reason, "the provider refused to capture");
            match ctx.payments().look_up(payment.id).await {
                Ok(ProviderState::Captured { .. }) => Some(Taken::Captured),
                Ok(ProviderState::Voided | ProviderState::Answered(Answer::Declined { .. })) => {
                    Some(Taken::Lost)
                }
                // It still says yes, or knows nothing: an incident that a later try or a person must resolve.
                Ok(_) | Err(_) => None,
            }
        }
    }
}

#[derive(Default)]
struct Changes {
    payments: Vec<Payment>,
    orders: Vec<Order>,
    transfers: Vec<Transfer>,
    moves: Vec<StockMove>,
    jobs: Vec<Job>,
}

async fn write(ctx: &Context, answered: &[(Payment, Taken)]) -> Result<(), pasar_store::Error> {
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let asked: Vec<&Payment> = answered.iter().map(|(payment, _)| payment).collect();
    let mut books = Books::lock(&mut tx, &asked).await?;
    if answered.iter().any(|(_, taken)| matches!(taken, Taken::Lost)) {
        books.read_lines(&mut tx).await?;
    }
    let mut held: BTreeMap<Option<OrderId>, Vec<Transfer>> = BTreeMap::new();
    for hold in transfer::of_orders(&mut tx, &books.order_keys()).await? {
        held.entry(hold.cause.order_id()).or_default().push(hold);
    }
    let mut changes = Changes::default();
    for (asked, taken) in answered {
        let Some(case) = books.take(asked) else { continue };
        let PaymentState::Authorised { reference, at } = case.payment.state.clone() else {
            continue;
        };
        let of_case = case
            .orders
            .iter()
            .filter_map(|(order, _)| held.remove(&Some(order.id)));
        let holds: Vec<Transfer> = of_case.flatten().collect();
        let mut new_id = || TransferId::new(now, &ctx.entropy());
        let mut postings = Postings::new(now, &mut new_id);
        match taken {
            Taken::Captured => {
                let state = PaymentState::Captured {
                    reference,
                    authorised_at: at,
                    at: now,
                };
                changes.transfers.extend(postings.capture(&holds));
                changes.captured(case, state, now);
            }
            Taken::Lost => {
                changes.transfers.extend(postings.void(&holds));
                changes.lost(case, now);
            }
        }
    }
    changes.write(ctx, &mut tx, now).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    ctx.bell().ring();
    Ok(())
}

impl Changes {
    fn captured(&mut self, case: Case, state: PaymentState, now: Instant) {
        for (mut order, _) in case.orders {
            order.funds = Funds::Captured { at: now };
            self.orders.push(order);
        }
        self.payments.push(Payment {
            state,
            ..case.payment
        });
    }

    /// The bank let go of the money after we had counted on it: what is not called off yet is.
    fn lost(&mut self, case: Case, now: Instant) {
        let cancellation = Cancellation {
            at: now,
            by: CancelledBy::System,
            reason: CancelReason::PaymentLost,
        };
        for (mut order, lines) in case.orders {
            order.funds = Funds::Returned { at: now };
            if let Ok(state @ OrderState::Cancelled { .. }) = order.state.cancel(cancellation) {
                order.state = state;
                self.moves
                    .extend(stock_moves(&order, &lines, StockMove::put_back));
                let (shop_id, order_id) = (order.shop_id, order.id);
                self.jobs
                    .push(Job::SendLetter(Letter::OrderCancelled { shop_id, order_id }));
                self.jobs
                    .push(Job::SendLetter(Letter::OrderWithdrawn { shop_id, order_id }));
            }
            self.orders.push(order);
        }
        self.payments.push(Payment {
            state: PaymentState::Voided { at: now },
            ..case.payment
        });
    }

    async fn write(
        &self,
        ctx: &Context,
        tx: &mut PgConnection,
        now: Instant,
    ) -> Result<(), pasar_store::Error> {
        order::update(tx, &self.orders).await?;
        payment::update(tx, &self.payments).await?;
        transfer::insert(tx, &self.transfers).await?;
        move_stock(tx, &self.moves).await?;
        let back: Vec<StockKey> = self.moves.iter().map(|change| change.item).collect();
        outbox::listings_changed_by_stock(tx, &back, now).await?;
        job::enqueue(ctx, tx, self.jobs.iter().copied(), now).await
    }
}
