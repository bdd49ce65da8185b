//! The rows that a batch of checkouts writes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};
use pasar_domain::Instant;
use pasar_domain::checkout::ShopQuote;
use pasar_domain::id::{AccountId, OfferId, OrderGroupId, OrderId, PaymentId};
use pasar_domain::offer::Stock;
use pasar_domain::order::{Funds, Order, OrderLine, OrderState, Terms};
use pasar_domain::order_group::{self, OrderGroup, OrderGroupState};
use pasar_domain::payment::{Payment, PaymentState};
use pasar_domain::stock::{StockKey, StockMove};
use pasar_store::idempotency::FirstAnswer;
use pasar_store::order::{OrderKey, SaleDecision, SoldLine};
use pasar_store::payment::PayablePayment;
use pasar_store::{PgConnection, checkout, idempotency, order, outbox, payment, stock_item};

use super::PlaceOrder;
use super::reserve::Plan;
use crate::context::Context;

/// The rows of the batch, each table's in one array.
#[derive(Default)]
pub(super) struct Rows {
    groups: Vec<OrderGroup>,
    payments: Vec<PayablePayment>,
    orders: Vec<Order>,
    /// For each order the day on which it has its place, if its seller is on probation.
    days: Vec<Option<NaiveDate>>,
    lines: Vec<SoldLine>,
    moves: Vec<StockMove>,
    answers: Vec<FirstAnswer>,
    ordered: Vec<(AccountId, OfferId)>,
}

impl Rows {
    pub(super) fn add(
        &mut self,
        ctx: &Context,
        plan: &Plan<'_>,
        (now, day): (Instant, NaiveDate),
    ) -> (OrderGroup, Payment) {
        let buyer_id = plan.asked.buyer.account_id();
        let id = OrderGroupId::new(now, &ctx.entropy());
        let number = order_group::number(id, now, ctx.market().time_zone);
        let payment_due_at = now + Duration::minutes(i64::from(ctx.charter().windows.payment_due_minutes));
        let mut group = OrderGroup {
            id,
            buyer_id,
            number,
            state: OrderGroupState::AwaitingPayment {
                due_at: payment_due_at,
            },
            total: plan.quote.total,
            created_at: now,
            payment_due_at,
            orders: Vec::with_capacity(plan.quote.shops.len()),
        };
        for (place, shop) in plan.quote.shops.iter().enumerate() {
            let order = new_order(ctx, &group, plan.asked, shop, place);
            group.orders.push((order.shop_id, order.id));
            self.add_lines(buyer_id, (order.shop_id, order.id), shop, &plan.sales);
            self.days.push(plan.is_of_beginner(order.shop_id).then_some(day));
            self.orders.push(order);
        }
        let payment = Payment {
            id: PaymentId::new(now, &ctx.entropy()),
            buyer_id,
            order_group_id: id,
            provider: ctx.payments().name().to_owned(),
            method: plan.asked.method.clone(),
            amount: plan.quote.total,
            requested_at: now,
            state: PaymentState::Requested,
        };
        self.groups.push(group.clone());
        self.payments.push(PayablePayment {
            payment: payment.clone(),
            key: plan.pay.clone(),
        });
        self.answers.push(FirstAnswer {
            request: plan.request(),
            input_hash: plan.input_hash,
            answer: serde_json::json!({ "order_group_id": id }),
        });
        (group, payment)
    }

    fn add_lines(
        &mut self,
        buyer_id: AccountId,
        order: OrderKey,
        shop: &ShopQuote,
        sales: &BTreeMap<OfferId, SaleDecision>,
    ) {
        for (line, position) in shop.lines.iter().zip(0..) {
            let offer = &line.offer;
            // Every line of a plan was decided; one that was not could not be written either.
            let Some(decision) = sales.get(&offer.offer_id).cloned() else {
                continue;
            };
            let stock_units = line.quantity.saturating_mul(offer.stock_per_unit);
            let item = StockKey {
                shop_id: offer.shop_id,
                stock_item_id: offer.stock_item_id,
            };
            self.moves.push(StockMove::reserve(item, stock_units));
            self.ordered.push((buyer_id, offer.offer_id));
            let row = OrderLine {
                position,
                offer_id: offer.offer_id,
                variant_id: offer.variant_id,
                product_id: offer.product_id,
                title: offer.title.clone(),
                option_values: offer.option_values.clone(),
                sku: offer.sku.clone(),
                quantity: line.quantity,
                unit_price: offer.price,
                amount: line.amount,
                commission: line.commission.amount,
                commission_tax: line.commission.tax,
                commission_rate: Some(line.commission.rate.clone()),
                stock_item_id: offer.stock_item_id,
                stock_units,
            };
            self.lines.push(SoldLine {
                order,
                line: row,
                decision,
            });
        }
    }

    pub(super) async fn write(
        &self,
        tx: &mut PgConnection,
        levels: &BTreeMap<StockKey, Stock>,
        now: Instant,
    ) -> Result<(), pasar_store::Error> {
        idempotency::insert(tx, &self.answers, now).await?;
        pasar_store::order_group::insert(tx, &self.groups).await?;
        order::insert(tx, &self.orders, &self.days).await?;
        order::insert_lines(tx, &self.lines).await?;
        payment::insert(tx, &self.payments).await?;
        stock_item::apply(tx, &self.moves).await?;
        checkout::empty_carts(tx, &self.ordered).await?;
        // Buyers see a listing change when nothing is left of it.
        let touched: BTreeSet<StockKey> = self.moves.iter().map(|change| change.item).collect();
        let sold_out: Vec<StockKey> = touched
            .into_iter()
            .filter(|item| levels.get(item).is_none_or(|level| level.available() == 0))
            .collect();
        outbox::listings_changed_by_stock(tx, &sold_out, now).await
    }
}

fn new_order(ctx: &Context, group: &OrderGroup, asked: &PlaceOrder, shop: &ShopQuote, place: usize) -> Order {
    let charter = ctx.charter();
    Order {
        id: OrderId::new(group.created_at, &ctx.entropy()),
        shop_id: shop.shop_id,
        order_group_id: group.id,
        buyer_id: group.buyer_id,
        number: order_group::order_number(&group.number, place),
        state: OrderState::AwaitingPayment {
            due_at: group.payment_due_at,
        },
        funds: Funds::None,
        amounts: shop.amounts,
        terms: Terms {
            charter_version: charter.version.to_string(),
            assumed_delivered_days: shop
                .shipping
                .days_max
                .saturating_add(charter.windows.delivered_assumed_days),
            release_days: charter.windows.escrow_release_days,
        },
        ship_to: asked.ship_to.clone(),
        shipping_service: shop.shipping.service.clone(),
        created_at: group.created_at,
        payment_due_at: group.payment_due_at,
    }
}
