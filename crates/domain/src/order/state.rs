//! The states of an order, the facts that each carries, and the moves between them.
//!
//! docs/guides/order-states.md is printed from [`MOVES`] by a test of this folder.

use chrono::Days;

use crate::Instant;
use crate::word::word_enum;

/// Who cancelled an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CancelledBy {
    /// Who ordered.
    Buyer,
    /// Who sells.
    Seller,
    /// Staff of the operator.
    Operator,
    /// Nobody: time ran out, or the bank let go of the money.
    System,
}

word_enum!(CancelledBy, "somebody who cancels", {
    Buyer => "buyer",
    Seller => "seller",
    Operator => "operator",
    System => "system",
});

/// Why an order was cancelled. People choose from [`CancelReason::of_buyer`] and [`CancelReason::of_seller`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CancelReason {
    /// The buyer does not want it any more.
    ChangedMind,
    /// The buyer gave a wrong address.
    WrongAddress,
    /// The buyer ordered it twice.
    OrderedTwice,
    /// The shop does not have it after all.
    OutOfStock,
    /// The shop cannot send it there.
    CannotShip,
    /// The buyer asked the shop to cancel.
    BuyerAsked,
    /// Nobody paid in time.
    PaymentOverdue,
    /// The bank let go of money that it had set aside.
    PaymentLost,
    /// The seller was not verified any more.
    SellerUnverified,
    /// Anything else.
    Other,
}

word_enum!(CancelReason, "a reason for cancelling", {
    ChangedMind => "changed_mind",
    WrongAddress => "wrong_address",
    OrderedTwice => "ordered_twice",
    OutOfStock => "out_of_stock",
    CannotShip => "cannot_ship",
    BuyerAsked => "buyer_asked",
    PaymentOverdue => "payment_overdue",
    PaymentLost => "payment_lost",
    SellerUnverified => "seller_unverified",
    Other => "other",
});

impl CancelReason {
    /// What a buyer may say.
    pub const fn of_buyer() -> &'static [Self] {
        &[
            Self::ChangedMind,
            Self::WrongAddress,
            Self::OrderedTwice,
            Self::Other,
        ]
    }

    /// What a seller may say.
    pub const fn of_seller() -> &'static [Self] {
        &[Self::OutOfStock, Self::CannotShip, Self::BuyerAsked, Self::Other]
    }
}

/// How an order was cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cancellation {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: CancelledBy,
    /// Why.
    pub reason: CancelReason,
}

/// Where an order stands, with the facts that hold there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderState {
    /// Stock is kept; the buyer has yet to pay.
    AwaitingPayment {
        /// When it is cancelled if nobody pays.
        due_at: Instant,
    },
    /// The buyer's money is set aside or taken; the shop has yet to ship.
    AwaitingShipment {
        /// When the order became binding.
        placed_at: Instant,
    },
    /// The parcel is on its way.
    InTransit {
        /// When the order became binding.
        placed_at: Instant,
        /// When the parcel was handed to its carrier.
        shipped_at: Instant,
        /// When it counts as delivered without news.
        assumed_delivered_at: Instant,
    },
    /// The buyer has the parcel.
    Delivered {
        /// When the order became binding.
        placed_at: Instant,
        /// When the parcel was handed to its carrier.
        shipped_at: Instant,
        /// When the buyer said so, or it was assumed.
        delivered_at: Instant,
        /// When the shop's money leaves escrow.
        release_at: Instant,
    },
    /// The shop's money has left escrow.
    Completed {
        /// When the order became binding.
        placed_at: Instant,
        /// When the parcel was handed to its carrier.
        shipped_at: Instant,
        /// When the buyer had the parcel.
        delivered_at: Instant,
        /// When the shop's money left escrow.
        completed_at: Instant,
    },
    /// Nothing will be shipped.
    Cancelled {
        /// When the order had become binding; none when it was never paid.
        placed_at: Option<Instant>,
        /// How it was cancelled.
        cancellation: Cancellation,
    },
}

/// A state without its facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrderStateName {
    /// See [`OrderState::AwaitingPayment`].
    AwaitingPayment,
    /// See [`OrderState::AwaitingShipment`].
    AwaitingShipment,
    /// See [`OrderState::InTransit`].
    InTransit,
    /// See [`OrderState::Delivered`].
    Delivered,
    /// See [`OrderState::Completed`].
    Completed,
    /// See [`OrderState::Cancelled`].
    Cancelled,
}

word_enum!(OrderStateName, "a state of an order", {
    AwaitingPayment => "awaiting_payment",
    AwaitingShipment => "awaiting_shipment",
    InTransit => "in_transit",
    Delivered => "delivered",
    Completed => "completed",
    Cancelled => "cancelled",
});

/// What can happen to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrderVerb {
    /// The buyer's money is set aside.
    Place,
    /// The shop hands the parcel to a carrier.
    Ship,
    /// The buyer has it, or it is assumed.
    Deliver,
    /// The money leaves escrow.
    Complete,
    /// It is called off.
    Cancel,
}

word_enum!(OrderVerb, "something that happens to an order", {
    Place => "place",
    Ship => "ship",
    Deliver => "deliver",
    Complete => "complete",
    Cancel => "cancel",
});

/// Every allowed move: from a state, by a verb, to a state. What is not here is [`WrongState`].
pub const MOVES: [(OrderStateName, OrderVerb, OrderStateName); 6] = {
    use OrderStateName as S;
    use OrderVerb as V;
    [
        (S::AwaitingPayment, V::Place, S::AwaitingShipment),
        (S::AwaitingPayment, V::Cancel, S::Cancelled),
        (S::AwaitingShipment, V::Ship, S::InTransit),
        (S::AwaitingShipment, V::Cancel, S::Cancelled),
        (S::InTransit, V::Deliver, S::Delivered),
        (S::Delivered, V::Complete, S::Completed),
    ]
};

/// The order is in a state in which this cannot happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an order that is `{from}` cannot `{verb}`; look at the order again, it may have changed")]
pub struct WrongState {
    /// The order's state.
    pub from: OrderStateName,
    /// What should have happened.
    pub verb: OrderVerb,
}

/// What was agreed when the order was made, frozen so that a later charter does not change it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// The charter version that set fees and windows.
    pub charter_version: String,
    /// Days after shipping on which a parcel without news counts as delivered.
    pub assumed_delivered_days: u32,
    /// Days after delivery on which the shop's money leaves escrow.
    pub release_days: u32,
}

fn days_after(at: Instant, days: u32) -> Instant {
    at.checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(Instant::MAX_UTC)
}

impl OrderState {
    /// The state without its facts.
    pub const fn name(&self) -> OrderStateName {
        match self {
            Self::AwaitingPayment { .. } => OrderStateName::AwaitingPayment,
            Self::AwaitingShipment { .. } => OrderStateName::AwaitingShipment,
            Self::InTransit { .. } => OrderStateName::InTransit,
            Self::Delivered { .. } => OrderStateName::Delivered,
            Self::Completed { .. } => OrderStateName::Completed,
            Self::Cancelled { .. } => OrderStateName::Cancelled,
        }
    }

    /// When the order became binding, if it did.
    pub const fn placed_at(&self) -> Option<Instant> {
        match self {
            Self::AwaitingPayment { .. } => None,
            Self::AwaitingShipment { placed_at }
            | Self::InTransit { placed_at, .. }
            | Self::Delivered { placed_at, .. }
            | Self::Completed { placed_at, .. } => Some(*placed_at),
            Self::Cancelled { placed_at, .. } => *placed_at,
        }
    }

    /// The buyer's money is set aside.
    ///
    /// # Errors
    /// When the order does not await payment.
    pub const fn place(self, at: Instant) -> Result<Self, WrongState> {
        match self {
            Self::AwaitingPayment { .. } => Ok(Self::AwaitingShipment { placed_at: at }),
            other => Err(other.wrong(OrderVerb::Place)),
        }
    }

    /// The shop hands the parcel to a carrier.
    ///
    /// # Errors
    /// When the order does not await shipment.
    pub fn ship(self, at: Instant, terms: &Terms) -> Result<Self, WrongState> {
        match self {
            Self::AwaitingShipment { placed_at } => Ok(Self::InTransit {
                placed_at,
                shipped_at: at,
                assumed_delivered_at: days_after(at, terms.assumed_delivered_days),
            }),
            other => Err(other.wrong(OrderVerb::Ship)),
        }
    }

    /// The buyer has the parcel, or it is assumed.
    ///
    /// # Errors
    /// When the order is not in transit.
    pub fn deliver(self, at: Instant, terms: &Terms) -> Result<Self, WrongState> {
        match self {
            Self::InTransit {
                placed_at,
                shipped_at,
                ..
            } => Ok(Self::Delivered {
                placed_at,
                shipped_at,
                delivered_at: at,
                release_at: days_after(at, terms.release_days),
            }),
            other => Err(other.wrong(OrderVerb::Deliver)),
        }
    }

    /// The shop's money leaves escrow.
    ///
    /// # Errors
    /// When the order is not delivered.
    pub const fn complete(self, at: Instant) -> Result<Self, WrongState> {
        match self {
            Self::Delivered {
                placed_at,
                shipped_at,
                delivered_at,
                ..
            } => Ok(Self::Completed {
                placed_at,
                shipped_at,
                delivered_at,
                completed_at: at,
            }),
            other => Err(other.wrong(OrderVerb::Complete)),
        }
    }

    /// The order is called off.
    ///
    /// # Errors
    /// When it has left the shop (what has left is not cancelled but returned), or is cancelled already.
    pub const fn cancel(self, cancellation: Cancellation) -> Result<Self, WrongState> {
        match self {
            Self::AwaitingPayment { .. } => Ok(Self::Cancelled {
                placed_at: None,
                cancellation,
            }),
            Self::AwaitingShipment { placed_at } => Ok(Self::Cancelled {
                placed_at: Some(placed_at),
                cancellation,
            }),
            other => Err(other.wrong(OrderVerb::Cancel)),
        }
    }

    const fn wrong(&self, verb: OrderVerb) -> WrongState {
        WrongState {
            from: self.name(),
            verb,
        }
    }
}
