//! The second transaction of a checkout: the provider's answers change our books, for a whole batch at once.
//!
//! Whether an answer comes at once, from the worker that asked again, or twice, it passes here. Rows are locked in the order that
//! everybody keeps: groups, payments, orders, stock.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::Instant;
use pasar_domain::id::{AccountId, OrderGroupId, OrderId, PaymentId, TransferId};
use pasar_domain::order::{Funds, Order, OrderLine};
use pasar_domain::order_group::{GroupFailure, OrderGroup, OrderGroupState};
use pasar_domain::payment::{Payment, PaymentState};
use pasar_domain::stock::{StockKey, StockMove};
use pasar_ledger::Transfer;
use pasar_ledger::posting::Postings;
use pasar_store::order::OrderKey;
use pasar_store::{PgConnection, order, order_group, outbox, payment, stock_item, transfer, verification};

use super::provider::Answer;
use crate::checkout::PaymentOutcome;
use crate::context::Context;
use crate::job::{self, Job, Letter};
use crate::race;

/// Writes what the provider answered. A batch that the database refuses is tried again one by one; what cannot be written now is
/// `Unknown` and stays to be looked up.
pub(crate) async fn settle(
    ctx: &Context,
    answered: &[(Payment, Answer)],
) -> BTreeMap<PaymentId, PaymentOutcome> {
    if answered.is_empty() {
        return BTreeMap::new();
    }
    let mut outcomes = BTreeMap::new();
    match settle_again(ctx, answered).await {
        Ok(settled) => outcomes = settled,
        Err(error) => {
            tracing::error!(%error, payments = answered.len(), "a batch of payments could not be settled at once");
            for alone in answered {
                let settled = settle_again(ctx, std::slice::from_ref(alone)).await;
                let settled = settled.inspect_err(|error| {
                    tracing::error!(%error, payment.id = %alone.0.id, "a payment could not be settled");
                });
                outcomes.extend(settled.unwrap_or_default());
            }
        }
    }
    for (payment, _) in answered {
        outcomes.entry(payment.id).or_insert(PaymentOutcome::Unknown);
    }
    outcomes
}

async fn settle_again(
    ctx: &Context,
    answered: &[(Payment, Answer)],
) -> Result<BTreeMap<PaymentId, PaymentOutcome>, pasar_store::Error> {
    race::again(|_| false, || settle_once(ctx, answered)).await
}

/// What the transaction writes, gathered payment by payment.
#[derive(Default)]
struct Changes {
    /// Orders whose seller nothing verifies any more.
    unverified: BTreeSet<OrderId>,
    failed: Vec<(AccountId, OrderGroupId)>,
    placed: Vec<(AccountId, OrderGroupId)>,
    payments: Vec<Payment>,
    orders: Vec<Order>,
    transfers: Vec<Transfer>,
    moves: Vec<StockMove>,
    released: Vec<StockKey>,
    jobs: Vec<Job>,
}

async fn settle_once(
    ctx: &Context,
    answered: &[(Payment, Answer)],
) -> Result<BTreeMap<PaymentId, PaymentOutcome>, pasar_store::Error> {
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let asked: Vec<&Payment> = answered.iter().map(|(payment, _)| payment).collect();
    let mut books = Books::lock(&mut tx, &asked).await?;
    books.read_lines(&mut tx).await?;
    let mut changes = Changes {
        unverified: verification::unverified_orders(&mut tx, &books.order_keys(), now).await?,
        ..Changes::default()
    };
    let mut outcomes = BTreeMap::new();
    for (asked, answer) in answered {
        let outcome = match books.take(asked) {
            Some(case) => apply(ctx, case, answer, now, &mut changes),
            None => PaymentOutcome::Unknown,
        };
        outcomes.insert(asked.id, outcome);
    }
    changes.write(ctx, &mut tx, now).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    ctx.bell().ring();
    Ok(outcomes)
}

/// A payment with everything that hangs on it, locked.
pub(crate) struct Case {
    pub(crate) group: OrderGroup,
    pub(crate) payment: Payment,
    pub(crate) orders: Vec<(Order, Vec<OrderLine>)>,
}

impl Case {
    /// What the orders keep (or took) from store rooms.
    pub(crate) fn stock(&self, change: fn(StockKey, u32) -> StockMove) -> Vec<StockMove> {
        self.orders
            .iter()
            .flat_map(|(order, lines)| stock_moves(order, lines, change))
            .collect()
    }
}

/// What an order's lines move in the store room.
pub(crate) fn stock_moves<'a>(
    order: &'a Order,
    lines: &'a [OrderLine],
    change: fn(StockKey, u32) -> StockMove,
) -> impl Iterator<Item = StockMove> + 'a {
    lines.iter().map(move |line| {
        change(
            StockKey {
                shop_id: order.shop_id,
                stock_item_id: line.stock_item_id,
            },
            line.stock_units,
        )
    })
}

/// Locked groups, payments and orders of a batch.
pub(crate) struct Books {
    groups: BTreeMap<OrderGroupId, OrderGroup>,
    payments: BTreeMap<PaymentId, Payment>,
    orders: BTreeMap<OrderId, Order>,
    lines: BTreeMap<OrderId, Vec<OrderLine>>,
}

impl Books {
    /// Locks everything that hangs on these payments, in the order that everybody keeps. What was bought is not read yet.
    pub(crate) async fn lock(
        tx: &mut PgConnection,
        payments: &[&Payment],
    ) -> Result<Self, pasar_store::Error> {
        let named: Vec<_> = payments
            .iter()
            .map(|payment| (payment.buyer_id, payment.order_group_id, payment.id))
            .collect();
        let group_keys: Vec<_> = named.iter().map(|(buyer, group, _)| (*buyer, *group)).collect();
        let ids: Vec<PaymentId> = named.iter().map(|(_, _, id)| *id).collect();
        let groups = order_group::lock(tx, &group_keys).await?;
        let payments = payment::lock(tx, &ids).await?;
        let order_keys: Vec<OrderKey> = groups.iter().flat_map(|group| group.orders.clone()).collect();
        let orders = order::lock(tx, &order_keys).await?;
        Ok(Self {
            groups: groups.into_iter().map(|group| (group.id, group)).collect(),
            payments: payments
                .into_iter()
                .map(|payment| (payment.id, payment))
                .collect(),
            orders: orders.into_iter().map(|order| (order.id, order)).collect(),
            lines: BTreeMap::new(),
        })
    }

    /// Reads what was bought, too: whoever moves stock needs it.
    pub(crate) async fn read_lines(&mut self, tx: &mut PgConnection) -> Result<(), pasar_store::Error> {
        if let Some(first) = self.orders.values().next() {
            self.lines = order::lines(tx, &self.order_keys(), first.amounts.currency()).await?;
        }
        Ok(())
    }

    /// The names of all orders.
    pub(crate) fn order_keys(&self) -> Vec<OrderKey> {
        self.orders
            .values()
            .map(|order| (order.shop_id, order.id))
            .collect()
    }

    /// Everything that hangs on a payment, as it stands now.
    pub(crate) fn take(&mut self, asked: &Payment) -> Option<Case> {
        let payment = self.payments.remove(&asked.id)?;
        let group = self.groups.get(&asked.order_group_id)?.clone();
        let orders = group.orders.iter().filter_map(|(_, id)| {
            let order = self.orders.get(id)?.clone();
            Some((order, self.lines.get(id).cloned().unwrap_or_default()))
        });
        let orders = orders.collect();
        Some(Case {
            group,
            payment,
            orders,
        })
    }
}

fn apply(ctx: &Context, case: Case, answer: &Answer, now: Instant, changes: &mut Changes) -> PaymentOutcome {
    match (&case.payment.state, answer) {
        (PaymentState::Requested | PaymentState::Pending { .. }, Answer::Authorised { reference }) => {
            let reference = reference.clone();
            changes.place(ctx, case, reference, now)
        }
        (
            PaymentState::Requested,
            Answer::Pending {
                reference,
                continue_at,
            },
        ) => {
            let state = PaymentState::Pending {
                reference: reference.clone(),
                continue_at: continue_at.clone(),
            };
            changes.payments.push(Payment {
                state,
                ..case.payment
            });
            PaymentOutcome::Pending
        }
        (PaymentState::Requested | PaymentState::Pending { .. }, Answer::Declined { reason }) => {
            changes.decline(case, reason.clone(), now)
        }
        // We had given the payment up; the bank is told so (again).
        (PaymentState::Voided { .. }, _) => {
            changes.jobs.push(Job::VoidPayment {
                payment_id: case.payment.id,
            });
            PaymentOutcome::TooLate
        }
        // Heard before.
        (PaymentState::Pending { .. }, Answer::Pending { .. }) => PaymentOutcome::Pending,
        (PaymentState::Authorised { .. } | PaymentState::Captured { .. }, _) => PaymentOutcome::Authorised,
        (PaymentState::Declined { reason, .. }, _) => PaymentOutcome::Declined {
            reason: reason.clone(),
        },
    }
}

impl Changes {
    /// The money is set aside: every order of the group is binding.
    fn place(&mut self, ctx: &Context, case: Case, reference: String, now: Instant) -> PaymentOutcome {
        if !matches!(case.group.state, OrderGroupState::AwaitingPayment { .. }) {
            self.jobs.push(Job::VoidPayment {
                payment_id: case.payment.id,
            });
            self.payments.push(Payment {
                state: PaymentState::Voided { at: now },
                ..case.payment
            });
            return PaymentOutcome::TooLate;
        }
        if case
            .orders
            .iter()
            .any(|(order, _)| self.unverified.contains(&order.id))
        {
            return self.refuse(case, now);
        }
        let (buyer_id, order_group_id) = (case.group.buyer_id, case.group.id);
        self.moves.extend(case.stock(StockMove::sell));
        self.placed.push((buyer_id, order_group_id));
        self.jobs.push(Job::SendLetter(Letter::OrderPlaced {
            buyer_id,
            order_group_id,
        }));
        let mut new_id = || TransferId::new(now, &ctx.entropy());
        let mut postings = Postings::new(now, &mut new_id);
        for (mut order, _) in case.orders {
            // An unpaid order cannot leave its state but with its group, and the group still awaits payment.
            let Ok(state) = order.state.place(now) else {
                continue;
            };
            order.state = state;
            order.funds = Funds::Held;
            self.transfers
                .extend(postings.authorise(&order, &case.payment.provider));
            let (shop_id, order_id) = (order.shop_id, order.id);
            self.jobs
                .push(Job::SendLetter(Letter::NewOrder { shop_id, order_id }));
            self.orders.push(order);
        }
        self.payments.push(Payment {
            state: PaymentState::Authorised { reference, at: now },
            ..case.payment
        });
        PaymentOutcome::Authorised
    }

    /// The money came when a seller was not verified any more: the group comes to nothing, and the money is let go.
    fn refuse(&mut self, case: Case, now: Instant) -> PaymentOutcome {
        let moves = case.stock(StockMove::release);
        self.released.extend(moves.iter().map(|change| change.item));
        self.moves.extend(moves);
        let (buyer_id, order_group_id) = (case.group.buyer_id, case.group.id);
        let cancellation = GroupFailure::SellerUnverified.cancellation(now);
        for (mut order, _) in case.orders {
            if let Ok(state) = order.state.cancel(cancellation) {
                order.state = state;
                self.orders.push(order);
            }
        }
        self.failed.push((buyer_id, order_group_id));
        self.jobs.push(Job::VoidPayment {
            payment_id: case.payment.id,
        });
        self.jobs.push(Job::SendLetter(Letter::PaymentFailed {
            buyer_id,
            order_group_id,
        }));
        self.payments.push(Payment {
            state: PaymentState::Voided { at: now },
            ..case.payment
        });
        PaymentOutcome::TooLate
    }

    /// The bank refused: stock is free again, the buyer may pay in another way while there is time.
    fn decline(&mut self, case: Case, reason: String, now: Instant) -> PaymentOutcome {
        let moves = case.stock(StockMove::release);
        self.released.extend(moves.iter().map(|change| change.item));
        self.moves.extend(moves);
        let (buyer_id, order_group_id) = (case.group.buyer_id, case.group.id);
        self.jobs.push(Job::SendLetter(Letter::PaymentFailed {
            buyer_id,
            order_group_id,
        }));
        let state = PaymentState::Declined {
            reason: reason.clone(),
            at: now,
        };
        self.payments.push(Payment {
            state,
            ..case.payment
        });
        PaymentOutcome::Declined { reason }
    }

    async fn write(
        &self,
        ctx: &Context,
        tx: &mut PgConnection,
        now: Instant,
    ) -> Result<(), pasar_store::Error> {
        if !self.placed.is_empty() {
            order_group::place(tx, &self.placed, now).await?;
            transfer::insert(tx, &self.transfers).await?;
        }
        if !self.failed.is_empty() {
            order_group::fail(tx, &self.failed, now, GroupFailure::SellerUnverified).await?;
        }
        if !self.orders.is_empty() {
            order::update(tx, &self.orders).await?;
        }
        payment::update(tx, &self.payments).await?;
        move_stock(tx, &self.moves).await?;
        outbox::listings_changed_by_stock(tx, &self.released, now).await?;
        job::enqueue(ctx, tx, self.jobs.iter().copied(), now).await
    }
}

/// Locks the stock rows in their order, then changes them.
pub(crate) async fn move_stock(tx: &mut PgConnection, moves: &[StockMove]) -> Result<(), pasar_store::Error> {
    if moves.is_empty() {
        return Ok(());
    }
    let keys: Vec<StockKey> = moves.iter().map(|change| change.item).collect();
    stock_item::lock(tx, &keys).await?;
    stock_item::apply(tx, moves).await
}
