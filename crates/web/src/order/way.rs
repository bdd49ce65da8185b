//! The way of an order as steps, from its payment to the day on which its money goes to the shop.

use pasar_domain::Instant;
use pasar_domain::order::{Cancellation, CancelledBy, Funds, Order, OrderState};

use super::reason_name;
use crate::prelude::*;
use crate::ui::{Step, StepState};

/// The steps of an order, first step first.
pub(super) fn steps(l: &Localizer, order: &Order) -> Vec<Step> {
    let way = Way { l };
    match order.state {
        OrderState::AwaitingPayment { due_at } => vec![
            way.now(
                key("order-step-pay"),
                l.t1("order-step-pay-note", "due", l.date_time(due_at)),
                "card",
            ),
            way.ahead(key("order-step-pack"), "box"),
            way.ahead(key("order-step-travel"), "truck"),
            way.ahead(key("order-step-delivered"), "home"),
        ],
        OrderState::AwaitingShipment { placed_at } => vec![
            way.done(key("order-step-paid"), placed_at),
            way.now(key("order-step-pack"), pack_note(l), "box"),
            way.ahead(key("order-step-travel"), "truck"),
            way.ahead(key("order-step-delivered"), "home"),
        ],
        OrderState::InTransit {
            placed_at,
            shipped_at,
            assumed_delivered_at,
        } => vec![
            way.done(key("order-step-paid"), placed_at),
            way.done(key("order-step-shipped"), shipped_at),
            way.now(
                key("order-step-travel"),
                l.t1("order-step-travel-note", "at", l.date(assumed_delivered_at)),
                "truck",
            ),
            way.ahead(key("order-step-delivered"), "home"),
        ],
        OrderState::Delivered {
            placed_at,
            shipped_at,
            delivered_at,
            release_at,
        } => vec![
            way.done(key("order-step-paid"), placed_at),
            way.done(key("order-step-shipped"), shipped_at),
            way.done(key("order-step-delivered"), delivered_at),
            way.now(
                key("order-step-released"),
                l.t1("order-step-released-note", "at", l.date(release_at)),
                "money",
            ),
        ],
        OrderState::Completed {
            placed_at,
            shipped_at,
            delivered_at,
            completed_at,
        } => vec![
            way.done(key("order-step-paid"), placed_at),
            way.done(key("order-step-shipped"), shipped_at),
            way.done(key("order-step-delivered"), delivered_at),
            way.done(key("order-step-released"), completed_at),
        ],
        OrderState::Cancelled {
            placed_at,
            cancellation,
        } => {
            let paid = placed_at.map(|at| way.done(key("order-step-paid"), at));
            paid.into_iter().chain([way.stopped(cancellation)]).collect()
        }
    }
}

/// What became of the buyer's money when an order was called off; empty otherwise.
pub(super) fn money_note(l: &Localizer, order: &Order) -> String {
    match (order.state, order.funds) {
        (OrderState::Cancelled { .. }, Funds::Held | Funds::Captured { .. }) => l.t("order-money-returning"),
        (OrderState::Cancelled { .. }, Funds::Returned { at }) => {
            l.t1("order-money-returned", "at", l.date(at))
        }
        _ => String::new(),
    }
}

fn pack_note(l: &Localizer) -> String {
    l.t1(
        "order-step-pack-note",
        "days",
        l.market().charter.windows.days_to_ship,
    )
}

struct Way<'a> {
    l: &'a Localizer,
}

impl Way<'_> {
    fn step(&self, name: String, note: String, state: StepState, icon: &'static str) -> Step {
        Step {
            name,
            note,
            state,
            icon,
        }
    }

    fn done(&self, name: Key, at: Instant) -> Step {
        self.step(
            self.l.say(&name.into()),
            self.l.date_time(at),
            StepState::Done,
            "check",
        )
    }

    fn now(&self, name: Key, note: String, icon: &'static str) -> Step {
        self.step(self.l.say(&name.into()), note, StepState::Now, icon)
    }

    fn ahead(&self, name: Key, icon: &'static str) -> Step {
        self.step(self.l.say(&name.into()), String::new(), StepState::Ahead, icon)
    }

    fn stopped(&self, cancellation: Cancellation) -> Step {
        let l = self.l;
        let name = match cancellation.by {
            CancelledBy::Buyer => l.t("order-step-cancelled-buyer"),
            CancelledBy::Seller => l.t("order-step-cancelled-seller"),
            CancelledBy::Operator => l.t("order-step-cancelled-operator"),
            CancelledBy::System => l.t("order-step-cancelled-system"),
        };
        let (at, reason) = (l.date_time(cancellation.at), reason_name(l, cancellation.reason));
        let note = l.t2("order-step-cancelled-note", "at", at, "reason", reason);
        self.step(name, note, StepState::Stopped, "x")
    }
}
