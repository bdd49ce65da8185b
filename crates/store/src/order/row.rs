//! An order's row, and the columns that its state fills.

use pasar_domain::Instant;
use pasar_domain::id::{AccountId, OrderGroupId, OrderId, ShopId};
use pasar_domain::order::{Amounts, Cancellation, Funds, Order, OrderState, OrderStateName, Terms};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::Row;

pub(super) struct OrderRow {
    pub(super) shop_id: Uuid,
    pub(super) order_id: Uuid,
    pub(super) order_group_id: Uuid,
    pub(super) buyer_id: Uuid,
    pub(super) number: String,
    pub(super) state: String,
    pub(super) currency: String,
    pub(super) goods_minor: i64,
    pub(super) shipping_minor: i64,
    pub(super) commission_minor: i64,
    pub(super) commission_tax_minor: i64,
    pub(super) order_fee_minor: i64,
    pub(super) import_tax_minor: i64,
    pub(super) charter_version: String,
    pub(super) assumed_delivered_days: i32,
    pub(super) release_days: i32,
    pub(super) ship_to: serde_json::Value,
    pub(super) shipping_service: String,
    pub(super) created_at: Instant,
    pub(super) payment_due_at: Instant,
    pub(super) placed_at: Option<Instant>,
    pub(super) shipped_at: Option<Instant>,
    pub(super) assumed_delivered_at: Option<Instant>,
    pub(super) delivered_at: Option<Instant>,
    pub(super) release_at: Option<Instant>,
    pub(super) completed_at: Option<Instant>,
    pub(super) captured_at: Option<Instant>,
    pub(super) returned_at: Option<Instant>,
    pub(super) cancelled_at: Option<Instant>,
    pub(super) cancelled_by: Option<String>,
    pub(super) cancel_reason: Option<String>,
}

impl OrderRow {
    fn at(&self) -> Row<'_> {
        Row {
            table: "orders",
            id: &self.order_id,
        }
    }

    fn state(&self) -> Result<OrderState> {
        let at = self.at();
        let placed = || at.present("placed_at", self.placed_at);
        let shipped = || at.present("shipped_at", self.shipped_at);
        let delivered = || at.present("delivered_at", self.delivered_at);
        Ok(match at.parse("state", &self.state)? {
            OrderStateName::AwaitingPayment => OrderState::AwaitingPayment {
                due_at: self.payment_due_at,
            },
            OrderStateName::AwaitingShipment => OrderState::AwaitingShipment { placed_at: placed()? },
            OrderStateName::InTransit => OrderState::InTransit {
                placed_at: placed()?,
                shipped_at: shipped()?,
                assumed_delivered_at: at.present("assumed_delivered_at", self.assumed_delivered_at)?,
            },
            OrderStateName::Delivered => OrderState::Delivered {
                placed_at: placed()?,
                shipped_at: shipped()?,
                delivered_at: delivered()?,
                release_at: at.present("release_at", self.release_at)?,
            },
            OrderStateName::Completed => OrderState::Completed {
                placed_at: placed()?,
                shipped_at: shipped()?,
                delivered_at: delivered()?,
                completed_at: at.present("completed_at", self.completed_at)?,
            },
            OrderStateName::Cancelled => OrderState::Cancelled {
                placed_at: self.placed_at,
                cancellation: Cancellation {
                    at: at.present("cancelled_at", self.cancelled_at)?,
                    by: at.parse("cancelled_by", self.cancelled_by.as_deref().unwrap_or_default())?,
                    reason: at.parse("cancel_reason", self.cancel_reason.as_deref().unwrap_or_default())?,
                },
            },
        })
    }

    const fn funds(&self) -> Funds {
        match (self.placed_at, self.captured_at, self.returned_at) {
            (_, _, Some(at)) => Funds::Returned { at },
            (_, Some(at), None) => Funds::Captured { at },
            (Some(_), None, None) => Funds::Held,
            (None, None, None) => Funds::None,
        }
    }
}

impl TryFrom<OrderRow> for Order {
    type Error = Error;

    fn try_from(row: OrderRow) -> Result<Self> {
        let at = row.at();
        let amounts = Amounts {
            goods: at.money(row.goods_minor, &row.currency)?,
            shipping: at.money(row.shipping_minor, &row.currency)?,
            commission: at.money(row.commission_minor, &row.currency)?,
            commission_tax: at.money(row.commission_tax_minor, &row.currency)?,
            order_fee: at.money(row.order_fee_minor, &row.currency)?,
            import_tax: at.money(row.import_tax_minor, &row.currency)?,
        };
        let terms = Terms {
            charter_version: row.charter_version.clone(),
            assumed_delivered_days: at.number("assumed_delivered_days", row.assumed_delivered_days)?,
            release_days: at.number("release_days", row.release_days)?,
        };
        let ship_to = serde_json::from_value(row.ship_to.clone()).map_err(|_| at.inconsistent("ship_to"))?;
        Ok(Self {
            id: OrderId::from_uuid(row.order_id),
            shop_id: ShopId::from_uuid(row.shop_id),
            order_group_id: OrderGroupId::from_uuid(row.order_group_id),
            buyer_id: AccountId::from_uuid(row.buyer_id),
            state: row.state()?,
            funds: row.funds(),
            amounts,
            terms,
            ship_to,
            number: row.number,
            shipping_service: row.shipping_service,
            created_at: row.created_at,
            payment_due_at: row.payment_due_at,
        })
    }
}

/// The columns that an order's state and funds fill: what [`OrderRow`] reads back.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) state: &'static str,
    pub(super) placed_at: Option<Instant>,
    pub(super) shipped_at: Option<Instant>,
    pub(super) assumed_delivered_at: Option<Instant>,
    pub(super) delivered_at: Option<Instant>,
    pub(super) release_at: Option<Instant>,
    pub(super) completed_at: Option<Instant>,
    pub(super) cancelled_at: Option<Instant>,
    pub(super) cancelled_by: Option<&'static str>,
    pub(super) cancel_reason: Option<&'static str>,
    pub(super) captured_at: Option<Instant>,
    pub(super) returned_at: Option<Instant>,
}

impl Facts {
    pub(super) fn of(order: &Order) -> Self {
        let mut facts = Self {
            state: order.state.name().as_str(),
            placed_at: order.state.placed_at(),
            ..Self::default()
        };
        match order.state {
            OrderState::AwaitingPayment { .. } | OrderState::AwaitingShipment { .. } => {}
            OrderState::InTransit {
                shipped_at,
                assumed_delivered_at,
                ..
            } => {
                facts.shipped_at = Some(shipped_at);
                facts.assumed_delivered_at = Some(assumed_delivered_at);
            }
            OrderState::Delivered {
                shipped_at,
                delivered_at,
                release_at,
                ..
            } => {
                facts.shipped_at = Some(shipped_at);
                facts.assumed_delivered_at = Some(delivered_at);
                facts.delivered_at = Some(delivered_at);
                facts.release_at = Some(release_at);
            }
            OrderState::Completed {
                shipped_at,
                delivered_at,
                completed_at,
                ..
            } => {
                facts.shipped_at = Some(shipped_at);
                facts.assumed_delivered_at = Some(delivered_at);
                facts.delivered_at = Some(delivered_at);
                facts.release_at = Some(completed_at);
                facts.completed_at = Some(completed_at);
            }
            OrderState::Cancelled { cancellation, .. } => {
                facts.cancelled_at = Some(cancellation.at);
                facts.cancelled_by = Some(cancellation.by.as_str());
                facts.cancel_reason = Some(cancellation.reason.as_str());
            }
        }
        match order.funds {
            Funds::None | Funds::Held => {}
            Funds::Captured { at } => facts.captured_at = Some(at),
            Funds::Returned { at } => facts.returned_at = Some(at),
        }
        facts
    }
}
