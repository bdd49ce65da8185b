//! Ends checkouts that nobody paid in time: orders are cancelled, stock is free again, and a payment that is on its way is let go.

use chrono::Duration;
use pasar_domain::Instant;
use pasar_domain::id::{AccountId, OrderGroupId};
use pasar_domain::order::Order;
use pasar_domain::order_group::{GroupFailure, OrderGroup, OrderGroupState};
use pasar_domain::payment::{Payment, PaymentState};
use pasar_domain::stock::{StockKey, StockMove};
use pasar_store::order::OrderKey;
use pasar_store::{order, order_group, outbox, payment};

use crate::context::Context;
use crate::job::{self, Job, Letter};
use crate::payment::settle::{move_stock, stock_moves};
use crate::race;

/// Most groups that are ended at once.
const BATCH: u32 = 100;

/// Ends every group whose time is over. While the bank has yet to answer, a group waits until the charter's reservation ends.
/// Returns how many were ended; call again while there are some.
///
/// # Errors
/// The database's.
pub async fn expire_due(ctx: &Context) -> Result<usize, pasar_store::Error> {
    let now = ctx.now();
    let kept_since = now - Duration::minutes(i64::from(ctx.charter().windows.reservation_minutes));
    let mut connection = ctx.home().read().await?;
    let overdue = order_group::overdue(&mut connection, now, kept_since, BATCH).await?;
    drop(connection);
    if overdue.is_empty() {
        Ok(0)
    } else {
        fail_groups(ctx, &overdue, None).await
    }
}

/// Ends groups that still await payment. Without a reason, theirs is what the last payment says. Returns how many there were.
pub(super) async fn fail_groups(
    ctx: &Context,
    keys: &[(AccountId, OrderGroupId)],
    failure: Option<GroupFailure>,
) -> Result<usize, pasar_store::Error> {
    race::again(|_| false, || fail_once(ctx, keys, failure)).await
}

async fn fail_once(
    ctx: &Context,
    keys: &[(AccountId, OrderGroupId)],
    failure: Option<GroupFailure>,
) -> Result<usize, pasar_store::Error> {
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let mut groups = order_group::lock(&mut tx, keys).await?;
    groups.retain(|group| matches!(group.state, OrderGroupState::AwaitingPayment { .. }));
    let keys: Vec<_> = groups.iter().map(|group| (group.buyer_id, group.id)).collect();
    let ids: Vec<_> = payment::of_groups(&mut tx, &keys)
        .await?
        .iter()
        .map(|payment| payment.id)
        .collect();
    let payments = payment::lock(&mut tx, &ids).await?;
    let order_keys: Vec<OrderKey> = groups.iter().flat_map(|group| group.orders.clone()).collect();
    let orders = order::lock(&mut tx, &order_keys).await?;
    let lines = order::lines(&mut tx, &order_keys, ctx.market().currency).await?;

    let mut ended = Ended::default();
    for group in &groups {
        let failure = ended.end(group, &payments, failure, now);
        let kept = payments
            .iter()
            .any(|payment| payment.order_group_id == group.id && payment.state.is_open());
        for order in orders.iter().filter(|order| order.order_group_id == group.id) {
            if kept {
                let lines = lines.get(&order.id).map(Vec::as_slice).unwrap_or_default();
                ended.moves.extend(stock_moves(order, lines, StockMove::release));
            }
            ended.cancel(order, failure, now);
        }
        order_group::fail(&mut tx, &[(group.buyer_id, group.id)], now, failure).await?;
    }
    payment::update(&mut tx, &ended.payments).await?;
    order::update(&mut tx, &ended.orders).await?;
    move_stock(&mut tx, &ended.moves).await?;
    let items: Vec<StockKey> = ended.moves.iter().map(|change| change.item).collect();
    outbox::listings_changed_by_stock(&mut tx, &items, now).await?;
    job::enqueue(ctx, &mut tx, ended.jobs, now).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    ctx.bell().ring();
    Ok(groups.len())
}

#[derive(Default)]
struct Ended {
    payments: Vec<Payment>,
    orders: Vec<Order>,
    moves: Vec<StockMove>,
    jobs: Vec<Job>,
}

impl Ended {
    /// Gives up what is on its way, and says why the group failed.
    fn end(
        &mut self,
        group: &OrderGroup,
        payments: &[Payment],
        failure: Option<GroupFailure>,
        now: Instant,
    ) -> GroupFailure {
        let own: Vec<&Payment> = payments
            .iter()
            .filter(|payment| payment.order_group_id == group.id)
            .collect();
        for payment in own.iter().filter(|payment| payment.state.is_open()) {
            self.jobs.push(Job::VoidPayment {
                payment_id: payment.id,
            });
            self.payments.push(Payment {
                state: PaymentState::Voided { at: now },
                ..(*payment).clone()
            });
        }
        let newest = own.iter().max_by_key(|payment| payment.requested_at);
        let declined = newest.is_some_and(|payment| matches!(payment.state, PaymentState::Declined { .. }));
        let failure = failure.unwrap_or(if declined {
            GroupFailure::PaymentDeclined
        } else {
            GroupFailure::PaymentOverdue
        });
        if failure == GroupFailure::PaymentOverdue {
            let letter = Letter::PaymentFailed {
                buyer_id: group.buyer_id,
                order_group_id: group.id,
            };
            self.jobs.push(Job::SendLetter(letter));
        }
        failure
    }

    fn cancel(&mut self, order: &Order, failure: GroupFailure, now: Instant) {
        if let Ok(state) = order.state.cancel(failure.cancellation(now)) {
            self.orders.push(Order {
                state,
                ..order.clone()
            });
        }
    }
}
